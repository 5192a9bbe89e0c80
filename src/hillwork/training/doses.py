"""How much of a session in each week of a block: growing slowly, lighter every fourth week, never beyond the level."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from hillwork.model import Gait, Level
from hillwork.plan import MINUTE_S, RULE, WARM_UP_S, Dose, Session, Shape
from hillwork.text import between, time_between
from hillwork.units import METRES_PER_KILOMETRE, format_duration

COOL_DOWN_S: Final = (10 * MINUTE_S, 15 * MINUTE_S)
"""Coaches' usual 10 to 15 minutes: wyevalleyrunners.co.uk, latriclub.com, triathlete.com."""

FIRST_REPS: Final = 4
"""Repetitions begin at two to four: runningcardio.com. Who is used to hills begins at four: a rule of ours."""

MILL_FIRST_REPS: Final = 3
MAX_MORE_REPS: Final = 2
"""At most two more a week: runningcardio.com; one or two for sprints: Hudson."""

SPRINT_FIRST_S: Final = 8.0
SPRINT_LATER_S: Final = (10.0, 12.0)
SPRINT_TOP_REPS: Final = 10

WALK_FIRST_GRADES: Final = {Level.BEGINNER: 0.02, Level.INTERMEDIATE: 0.03, Level.ADVANCED: 0.03}
WALK_MORE_GRADES: Final = {Level.BEGINNER: 0.005, Level.INTERMEDIATE: 0.005, Level.ADVANCED: 0.01}
"""2-3 % at first, half to one point more a week: popsugar.com (46209577), exaros.com."""

SPRINTS_GROW: Final = (
    "sprints grow by one or two a week to 8-10 of 8 s, then last 10 s, then 12 s: Hudson (Running Times, by"
    f" ezrunnr.blogspot.com), no further than your level's dose ({RULE})"
)
REPS_GROW: Final = (
    "repetitions begin at two to four and grow by at most two a week, for four to eight weeks: runningcardio.com;"
    f" no further than your level's dose ({RULE})"
)
REPS_GROW_SLOWLY: Final = (
    "with more than one hill day a week repetitions grow by two every other week: Ferley et al. 2014 (JSCR 28(5):1298);"
    f" no further than your level's dose ({RULE})"
)
SLOPES_GROW: Final = (
    "uphill walking begins at 2-3 % and gets half to one point steeper a week: popsugar.com (46209577), exaros.com"
)
MILL_GROWS: Final = (
    "3 x 3 min on the treadmill grow to 5-7: sportsperformancebulletin.com, running.competitor.com (2014)"
)
USUAL: Final = f"a single week has the middle of your level's dose, as hillwork plan has it ({RULE})"

_SHORT_BELOW_S: Final = 120.0
"""Times are told in seconds up to here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekDose:
    """How much of a session, one time.

    Args:
        words: How much.
        reps: Number of repetitions, or None where none are counted.
        rep_s: Shortest and longest repetition, or None where it goes by distance [s].
        grade: Gradient to walk up, or None where the hill decides.
        duration_s: About how long it takes with warm-up and cool-down, or None where it is not known [s].
    """

    words: str
    reps: int | None = None
    rep_s: tuple[float, float] | None = None
    grade: float | None = None
    duration_s: tuple[float, float] | None = None


def growth_rule(session: Session, hill_days: int) -> str:
    """Return the rule by which a session grows.

    Args:
        session: The session.
        hill_days: How often a week it is done.
    """
    if session.gait is Gait.WALK:
        return SLOPES_GROW
    if session.is_by_time:
        return SPRINTS_GROW
    if hill_days > 1:
        return REPS_GROW_SLOWLY
    return MILL_GROWS if session.shape is Shape.BELT else REPS_GROW


def usual_dose(session: Session, level: Level) -> WeekDose:
    """Return how much a week has that stands alone: the middle of what suits the level.

    Args:
        session: The session.
        level: How used to hills the runner is.
    """
    dose = session.doses[level]
    grade = WALK_FIRST_GRADES[level] if session.gait is Gait.WALK else None
    return _told(session, dose, dose.usual_reps, dose.rep_s, grade)


def growing_doses(session: Session, level: Level, lights: Sequence[bool], hill_days: int = 1) -> tuple[WeekDose, ...]:
    """Return how much of a session each time it is done.

    Args:
        session: The session.
        level: How used to hills the runner is.
        lights: For each time, whether its week is meant to be lighter.
        hill_days: How often a week it is done.
    """
    dose = session.doses[level]
    if session.gait is Gait.WALK:
        grades = _walk_grades(session, level, lights)
        return tuple(_told(session, dose, None, dose.rep_s, grade) for grade in grades)
    if session.is_by_time:
        sprints = _sprints(dose, level, lights, hill_days)
        return tuple(_told(session, dose, reps, (rep_s, rep_s), None) for reps, rep_s in sprints)
    return tuple(
        _told(session, dose, reps, dose.rep_s, None, is_half=is_half)
        for reps, is_half in _counts(session, dose, lights, hill_days)
    )


def lighter(reps: int) -> int:
    """Return the repetitions of a lighter week: a quarter fewer, at least one, at most two fewer.

    Two fewer at most, as otherwise the way back would be a jump.

    >>> [lighter(reps) for reps in (1, 2, 4, 8, 14)]
    [1, 1, 3, 6, 12]
    """
    return max(1, reps - max(1, min(MAX_MORE_REPS, round(reps / 4))))


def _counts(session: Session, dose: Dose, lights: Sequence[bool], hill_days: int) -> Iterator[tuple[int, bool]]:
    """Yield repetitions that grow evenly over the block, and whether a single one is to be cut in half."""
    low, top = dose.reps or (1, 1)
    first = min(low, MILL_FIRST_REPS if session.shape is Shape.BELT else FIRST_REPS)
    n_full = len(lights) - sum(lights)
    full = before = first
    n_done = 0
    for light in lights:
        if light:
            before = lighter(full)
        else:
            # Twice a week it is every other week that has more: the week between has the same.
            stage = n_done if hill_days == 1 else 2 * (n_done // 2)
            even = first + (top - first) * stage // max(1, n_full - 1)
            before = full = min(even, before + MAX_MORE_REPS, first + MAX_MORE_REPS * stage, top)
            n_done += 1
        yield before, light and before == full


def _sprints(dose: Dose, level: Level, lights: Sequence[bool], hill_days: int) -> Iterator[tuple[int, float]]:
    """Yield numbers of sprints and how long each is [s]."""
    low, high = dose.reps or (1, 1)
    longest_s = max(dose.rep_s or (SPRINT_FIRST_S,))
    top = min(high, SPRINT_TOP_REPS)
    more = 1 if level is Level.BEGINNER else MAX_MORE_REPS
    ladder = [(reps, SPRINT_FIRST_S) for reps in dict.fromkeys([*range(low, top, more), top])]
    ladder += [(top, rep_s) for rep_s in SPRINT_LATER_S if rep_s <= longest_s]
    weeks_a_rung = 1 if hill_days == 1 else 2
    n_done = 0
    was_light = False
    for light in lights:
        # After a lighter week comes again what was before it: the way back is a step of its own.
        n_done -= was_light and not light
        reps, rep_s = ladder[min(max(0, n_done - light) // weeks_a_rung, len(ladder) - 1)]
        yield (lighter(reps) if light else reps), rep_s
        n_done += not light
        was_light = light


def _walk_grades(session: Session, level: Level, lights: Sequence[bool]) -> Iterator[float]:
    first, more, steepest = WALK_FIRST_GRADES[level], WALK_MORE_GRADES[level], session.grades[1]
    n_done = 0
    grade = first
    for light in lights:
        if not light:
            grade = min(round(first + more * n_done, 4), steepest)
            n_done += 1
        yield max(first, round(grade - more, 4)) if light else grade


def _told(
    session: Session,
    dose: Dose,
    reps: int | None,
    rep_s: tuple[float, float] | None,
    grade: float | None,
    *,
    is_half: bool = False,
) -> WeekDose:
    words = _words(session, dose, reps, rep_s, grade)
    return WeekDose(
        words=words.replace("1 ×", "half of", 1) if is_half else words,
        reps=reps,
        rep_s=rep_s,
        grade=grade,
        duration_s=_duration_s(session, dose, reps, rep_s),
    )


def _words(
    session: Session, dose: Dose, reps: int | None, rep_s: tuple[float, float] | None, grade: float | None
) -> str:
    if dose.in_all_s is not None and rep_s is not None:
        low, high = (time_between((end_s, end_s)) for end_s in rep_s)
        slope = "" if grade is None else f" at {100 * grade:g} %"
        return f"{time_between((dose.in_all_s, dose.in_all_s))} in all: {low} to {high} up{slope}, easy down"
    if session.shape is Shape.LAPS:
        return f"{reps} laps"
    if rep_s is None:
        low_m, high_m = session.lengths_m
        is_far = low_m >= METRES_PER_KILOMETRE
        length = f"{between((low_m / 1000, high_m / 1000))} km" if is_far else f"{between((low_m, high_m))} m"
        return f"{reps} × {length}"
    belt = f" at {between((100 * session.grades[0], 100 * session.grades[1]))} %" if session.shape is Shape.BELT else ""
    return f"{reps} × {_rep_words(rep_s)}{belt}"


def _rep_words(rep_s: tuple[float, float]) -> str:
    low_s, high_s = rep_s
    if high_s <= _SHORT_BELOW_S or not (low_s % MINUTE_S or high_s % MINUTE_S):
        return time_between(rep_s)
    return f"{format_duration(low_s)}-{format_duration(high_s)}"


def _duration_s(
    session: Session, dose: Dose, reps: int | None, rep_s: tuple[float, float] | None
) -> tuple[float, float] | None:
    """Return how long it takes with warm-up and cool-down, where all of that goes by time [s]."""
    if dose.in_all_s is not None:
        work_s = (dose.in_all_s, dose.in_all_s)
    elif rep_s is not None and reps is not None:
        work_s = (
            reps * (rep_s[0] + session.rest_after_s(rep_s[0])),
            reps * (rep_s[1] + session.rest_after_s(rep_s[1])),
        )
    else:
        return None
    shortest_s, longest_s = (sum(parts) for parts in zip(WARM_UP_S, work_s, COOL_DOWN_S, strict=True))
    return math.floor(shortest_s / MINUTE_S) * MINUTE_S, math.ceil(longest_s / MINUTE_S) * MINUTE_S
