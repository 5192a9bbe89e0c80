"""What somebody says about a session and about themselves, turned into a prescription."""

import math
from typing import Final, TypedDict

from hillwork.errors import UsageError
from hillwork.model import Level, Runner
from hillwork.plan import Prescription, prescribe
from hillwork.plan.pace import five_k_s_of, five_k_s_of_easy
from hillwork.text import clean
from hillwork.units import (
    METRES_PER_MILE,
    format_duration,
    format_pace,
    parse_duration,
    parse_lengths,
    parse_mass,
    parse_pace,
)

MIN_FIVE_K_S: Final = 12 * 60.0
MAX_FIVE_K_S: Final = 90 * 60.0
"""The world record is 12:35 (men, 2020); a brisk walk takes under an hour. Beyond that it is a slip of the hand."""

MASS_KG: Final = (25.0, 300.0)
RACE_M: Final = (400.0, 100_000.0)
"""Riegel's formula is for races of some minutes to some hours; outside of these it is a slip of the hand."""

NAMED_RACES_M: Final = {"marathon": 42_195.0, "half": 21_097.5, "half marathon": 21_097.5, "mile": METRES_PER_MILE}


class Wishes(TypedDict, total=False):
    """What somebody may say; everything may be left away.

    Args:
        five_k: A time for 5 km, as `25:00` or in seconds.
        race: A race of another distance and its time, as `10km=52:30` or `half=1:55:00`.
        easy_pace: The pace of an easy run, as `6:30/km` or `10:30/mi`.
        mass: The mass of the body, as `70kg`, `154lb` or in kilograms.
        level: beginner, intermediate or advanced.
        reps: Number of repetitions, instead of the level's.
        rep_seconds: How long each is to take [s].
        rep_metres: How long each is to be [m].
    """

    five_k: str | float | None
    race: str | None
    easy_pace: str | None
    mass: str | float | None
    level: str | None
    reps: int | None
    rep_seconds: float | None
    rep_metres: float | None


def prescription_of(session: str, wishes: Wishes) -> Prescription:
    """Return a session for whoever said that.

    Args:
        session: Its key.
        wishes: What was said.

    Raises:
        UsageError: There is no such session or level, or something said makes no sense.
    """
    return prescribe(
        session,
        runner_of(wishes),
        level_of(wishes.get("level")),
        reps=wishes.get("reps"),
        rep_s=wishes.get("rep_seconds"),
        rep_m=wishes.get("rep_metres"),
    )


def level_of(level: str | None) -> Level | None:
    """Return a level by its name.

    Raises:
        UsageError: There is none of that name.
    """
    if level is None or level in list(Level):
        return None if level is None else Level(level)
    raise UsageError(f"no level {clean(level)!r}: there are {', '.join(Level)}", hint="leave it away for intermediate")


def runner_of(wishes: Wishes) -> Runner | None:
    """Return who runs, None when nobody says anything about that.

    Raises:
        UsageError: What was said is no time, pace or mass, nobody's, or twice the same.
    """
    said = {name: wishes.get(name) for name in ("five_k", "race", "easy_pace")}
    given = [name for name, value in said.items() if value is not None]
    if {"five_k", "race"} <= set(given):
        raise UsageError("a 5 km time and another race say the same twice", hint="leave one of the two away")
    mass_kg = _mass_kg(wishes.get("mass"))
    if not given and mass_kg is None:
        return None
    pace_s_per_km = _pace_s_per_km(wishes.get("easy_pace"))
    easy_mps = None if pace_s_per_km is None else 1000 / pace_s_per_km
    five_k_s, told = _five_k(wishes, easy_mps)
    if not MIN_FIVE_K_S <= five_k_s <= MAX_FIVE_K_S:
        raise UsageError(
            f"nobody runs 5 km in {format_duration(five_k_s)}"
            if told.startswith("5 km")
            else f"{told} would be 5 km in {format_duration(five_k_s)}, which nobody runs",
            hint=f"give what is worth 5 km between {format_duration(MIN_FIVE_K_S)} and {format_duration(MAX_FIVE_K_S)}",
        )
    runner = Runner(five_k_s=five_k_s, told=told, own_easy_mps=easy_mps)
    if mass_kg is None:
        return runner
    return Runner(five_k_s=five_k_s, told=told, own_easy_mps=easy_mps, mass_kg=mass_kg, is_mass_assumed=False)


def _five_k(wishes: Wishes, easy_mps: float | None) -> tuple[float, str]:
    """Return the time for 5 km [s], and what somebody said that makes it so."""
    five_k, race = wishes.get("five_k"), wishes.get("race")
    if five_k is not None:
        seconds = _seconds(five_k, "a 5 km time is minutes and seconds, such as 25:00")
        return seconds, f"5 km in {format_duration(seconds)}"
    if race is not None:
        distance_m, seconds, name = _race(race)
        return five_k_s_of(distance_m, seconds), f"{name} in {format_duration(seconds)}"
    if easy_mps is not None:
        return five_k_s_of_easy(easy_mps), f"an easy pace of {format_pace(1000 / easy_mps)}"
    return prescribe("classic").runner.five_k_s, ""


def _race(text: str) -> tuple[float, float, str]:
    """Return distance [m], time [s] and name of a race."""
    hint = "write it as 10km=52:30, half=1:55:00 or 10mi=1:28:00"
    distance, equals, clock = text.partition("=")
    name = distance.strip().lower()
    if not equals:
        raise UsageError(f"not a race and its time: {clean(text)!r}", hint=hint)
    try:
        distance_m = NAMED_RACES_M[name] if name in NAMED_RACES_M else _one_length_m(name)
    except ValueError as error:
        raise UsageError(f"not a race and its time: {clean(text)!r}", hint=hint) from error
    if not RACE_M[0] <= distance_m <= RACE_M[1]:
        raise UsageError(f"a race of {clean(distance)}", hint="take one between 400 m and 100 km")
    return distance_m, _seconds(clock, hint), clean(name)


def _one_length_m(text: str) -> float:
    low_m, high_m = parse_lengths(text)
    if low_m != high_m:
        raise ValueError(text)
    return low_m


def _seconds(time: str | float, hint: str) -> float:
    try:
        seconds = parse_duration(time) if isinstance(time, str) else float(time)
    except ValueError as error:
        raise UsageError(str(error), hint=hint) from error
    if not math.isfinite(seconds):
        raise UsageError(f"not a time: {seconds}", hint=hint)
    return seconds


def _pace_s_per_km(text: str | None) -> float | None:
    if text is None:
        return None
    try:
        pace_s_per_km = parse_pace(text)
    except ValueError as error:
        raise UsageError(str(error), hint="an easy pace is such as 6:30/km or 10:30/mi") from error
    if pace_s_per_km <= 0:
        raise UsageError("an easy pace of no time", hint="an easy pace is such as 6:30/km or 10:30/mi")
    return pace_s_per_km


def _mass_kg(mass: str | float | None) -> float | None:
    if mass is None:
        return None
    try:
        mass_kg = parse_mass(mass) if isinstance(mass, str) else float(mass)
    except ValueError as error:
        raise UsageError(str(error), hint="give it as 70kg or 154lb") from error
    if not MASS_KG[0] <= mass_kg <= MASS_KG[1]:
        raise UsageError(f"a runner of {mass_kg:g} kg", hint="give --mass as 70kg or 154lb")
    return mass_kg
