"""The weeks to a marathon: the phases of its hills, counted down to the day of the race."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from hillwork.errors import UsageError
from hillwork.model import DAYS_PER_WEEK, DayKind, TrainingBlock, Week
from hillwork.plan import RULE, SESSIONS
from hillwork.training.block import LIGHT, LIGHTER_LONG, ONCE, STOP_RULE, Asked, common_notes, monday_of
from hillwork.training.days import Content, days_of, routine_sources
from hillwork.training.doses import WeekDose, growing_doses, growth_rule
from hillwork.training.phases import EARLY, MAX_WEEKS_TO_RACE, SPARE, SPECIFIC, phase_of
from hillwork.training.rules import SUNDAY, Draft
from hillwork.training.week import place_week

EARLY_IN_WEEK: Final = 3
"""A race on Monday to Wednesday ends the week before it: what is left of its own week is too little to be the last one."""

LIGHT_WEEKS: Final = frozenset({7, 11, 15, 19, 23, 27})
"""Every fourth week, counted back so that the last weeks before the taper are full ones."""

FIRST_LIGHT: Final = 3
"""The first two weeks of a block are never lighter."""

LAST_LONG_RUN_DAYS: Final = 6
TAPER_WEEKS: Final = 3

AFTER_RACE: Final = f"rest after the race ({RULE})"
BEFORE_RACE: Final = f"rest on the day before the race ({RULE})"
RACE_DAY: Final = "the day of the race"
NO_LONG_RUN: Final = f"no long run fewer than {LAST_LONG_RUN_DAYS} days before the race ({RULE})"
NO_STRENGTH: Final = f"no strength in the last week ({RULE})"


@dataclass(frozen=True, slots=True, kw_only=True)
class Countdown:
    """The weeks of a block that ends with a race.

    Args:
        n_weeks: How many there are.
        race_weekday: The day of the race in the last of them, 0 for Monday.
        monday: The date of the first day, or None.
    """

    n_weeks: int
    race_weekday: int
    monday: date | None

    def left(self, index: int) -> int:
        """Return how many weeks are left with a week.

        Args:
            index: 0 for the first.
        """
        return self.n_weeks - index - (self.race_weekday < EARLY_IN_WEEK)

    def days_left(self, index: int, day: int) -> int:
        """Return the days from a day to the race, negative after it.

        Args:
            index: The week, 0 for the first.
            day: The day, 0 for Monday.
        """
        return DAYS_PER_WEEK * (self.n_weeks - 1 - index) + self.race_weekday - day

    def is_light(self, index: int) -> bool:
        """Tell whether a week is meant to be lighter.

        Args:
            index: 0 for the first.
        """
        return self.left(index) in LIGHT_WEEKS and index + 1 >= FIRST_LIGHT


def plan_marathon(asked: Asked, *, weeks_to_race: int | None = None, race_on: date | None = None) -> TrainingBlock:
    """Return the weeks to a marathon, each with the hills that belong to it.

    Args:
        asked: What the weeks are to be like.
        weeks_to_race: How many weeks there are to the race with the first one; the race is on the last Sunday.
        race_on: The day of the race, instead; it needs the day on which the first week begins.

    Raises:
        UsageError: The race is over or too far away, or the days named leave no week in which all rules hold.
    """
    if asked.n_hill_days not in {None, 1}:
        raise UsageError(
            "before a marathon there is at most one hill day a week", hint="leave --hill-days away, or the race"
        )
    countdown = _by_date(asked, race_on) if race_on is not None else _by_weeks(asked, weeks_to_race or 0)
    n_weeks = countdown.n_weeks if asked.n_weeks is None else asked.n_weeks
    if not 1 <= n_weeks <= countdown.n_weeks:
        raise UsageError(
            f"{n_weeks} weeks: there are {countdown.n_weeks} to the race", hint="leave --weeks away for all of them"
        )
    draft = place_week(asked.week_wish(1))
    planned = _sessions(asked, countdown)
    weeks = tuple(_week(countdown, draft, index, planned[index]) for index in range(n_weeks))
    first, last = countdown.left(0), weeks[-1]
    return TrainingBlock(
        title=f"Marathon block: {_span(first, last)}, {asked.known_level}",
        weeks=weeks,
        level=asked.known_level,
        is_level_assumed=asked.level is None,
        rules=tuple(dict.fromkeys(rule for week in weeks for rule in week.rules)),
        notes=(*common_notes(asked), *_notes(race_on)),
        sources=(SPECIFIC, EARLY, SPARE, *_sources(weeks), *routine_sources(draft)),
        starts_on=countdown.monday,
        race_on=race_on
        or (countdown.monday and countdown.monday + timedelta(days=DAYS_PER_WEEK * countdown.n_weeks - 1)),
    )


def _by_date(asked: Asked, race_on: date) -> Countdown:
    if asked.monday is None:
        raise UsageError("a race on a day needs a first week", hint="say when it begins: --start 2026-11-30")
    race_monday = monday_of(race_on)
    n_weeks = (race_monday - asked.monday).days // DAYS_PER_WEEK + 1
    if n_weeks < 1 or (asked.starts_on is not None and race_on < asked.starts_on):
        raise UsageError(f"the race on {race_on} is over on {asked.starts_on}", hint="give a later --race-date")
    if n_weeks > MAX_WEEKS_TO_RACE:
        first = race_monday - timedelta(days=DAYS_PER_WEEK * (MAX_WEEKS_TO_RACE - 1))
        raise UsageError(
            f"{n_weeks} weeks to the race on {race_on}: it takes {MAX_WEEKS_TO_RACE} at most", hint=f"--start {first}"
        )
    return Countdown(n_weeks=n_weeks, race_weekday=race_on.weekday(), monday=asked.monday)


def _by_weeks(asked: Asked, weeks_to_race: int) -> Countdown:
    if not 1 <= weeks_to_race <= MAX_WEEKS_TO_RACE:
        raise UsageError(
            f"{weeks_to_race} weeks to the race: it takes 1 to {MAX_WEEKS_TO_RACE}",
            hint="1 is the week of the race: --weeks-to-race 14",
        )
    return Countdown(n_weeks=weeks_to_race, race_weekday=SUNDAY, monday=asked.monday)


def _sessions(asked: Asked, countdown: Countdown) -> dict[int, tuple[str, WeekDose] | None]:
    """Return for each week its hill session and how much of it, growing from one time to the next."""
    keys: dict[int, str | None] = {}
    for index in range(countdown.n_weeks):
        phase = phase_of(countdown.left(index))
        nth = sum(phase_of(countdown.left(before)) is phase for before in range(index))
        keys[index] = phase.sessions[nth % len(phase.sessions)] if phase.sessions else None
    planned: dict[int, tuple[str, WeekDose] | None] = dict.fromkeys(keys)
    for key in set(filter(None, keys.values())):
        times = [index for index, one in keys.items() if one == key]
        doses = growing_doses(SESSIONS[key], asked.known_level, [countdown.is_light(index) for index in times])
        planned.update({index: (key, dose) for index, dose in zip(times, doses, strict=True)})
    return planned


def _week(countdown: Countdown, template: Draft, index: int, planned: tuple[str, WeekDose] | None) -> Week:
    left = countdown.left(index)
    phase = phase_of(left)
    is_light = countdown.is_light(index)
    kinds, own = _kinds(template, countdown, index, has_hills=planned is not None)
    strength = frozenset() if left <= 1 else frozenset(day for day in template.strength if kinds[day] != DayKind.REST)
    # A day that the race or the phase takes away from what it was named for is no longer what somebody asked for.
    pinned = frozenset(day for day in template.pinned if kinds[day] is template.kinds[day])
    lighter = LIGHTER_LONG if is_light else ""
    session = None if planned is None else SESSIONS[planned[0]]
    long_session = None if phase.long_session is None else SESSIONS[phase.long_session]
    content = Content(
        session=session,
        dose=None if planned is None else planned[1],
        hill_rules=(phase.told, ONCE),
        long_session=long_session,
        long_title="Long run" if long_session is None else long_session.title,
        long_dose=phase.long_dose + lighter,
        long_rules=(phase.told,) if long_session is not None or left <= TAPER_WEEKS else (),
        extra_rules=own,
    )
    monday = None if countdown.monday is None else countdown.monday + timedelta(days=DAYS_PER_WEEK * index)
    growth = () if session is None else (growth_rule(session, 1),)
    return Week(
        number=index + 1,
        weeks_to_race=left,
        phase=phase.name,
        is_light=is_light,
        days=days_of(replace(template, kinds=kinds, strength=strength, pinned=pinned), content, monday, template),
        rules=(phase.told, *growth, *((LIGHT,) if is_light else ()), *((NO_STRENGTH,) if left <= 1 else ())),
    )


def _kinds(
    template: Draft, countdown: Countdown, index: int, *, has_hills: bool
) -> tuple[tuple[DayKind, ...], dict[int, tuple[str, ...]]]:
    """Return what the days of a week are for, and why where the race changes that."""
    kinds = list(template.kinds)
    own: dict[int, tuple[str, ...]] = {}
    for day, kind in enumerate(template.kinds):
        days_left = countdown.days_left(index, day)
        if kind is DayKind.HILL and not has_hills:
            kinds[day], own[day] = DayKind.EASY, (phase_of(countdown.left(index)).told,)
        if kind is DayKind.LONG_RUN and (countdown.left(index) <= 1 or days_left < LAST_LONG_RUN_DAYS):
            kinds[day], own[day] = DayKind.EASY, (NO_LONG_RUN,)
        if days_left <= 1:
            kinds[day] = DayKind.RACE if days_left == 0 else DayKind.REST
            own[day] = ({1: BEFORE_RACE, 0: RACE_DAY}.get(days_left, AFTER_RACE),)
    return tuple(kinds), own


def _span(first: int, last: Week) -> str:
    if last.weeks_to_race == first:
        return f"{first} weeks to the race" if first != 1 else "the week of the race"
    end = "the race" if (last.weeks_to_race or 0) <= 1 else f"{last.weeks_to_race} weeks to the race"
    return f"{first} weeks to {end}" if end == "the race" else f"from {first} to {end}"


def _notes(race_on: date | None) -> Iterator[str]:
    yield STOP_RULE
    if race_on is None:
        yield "the race is taken to be on the Sunday of the last week; --race-date says otherwise"
    elif race_on.weekday() < EARLY_IN_WEEK:
        yield f"a race on Monday to Wednesday ends the week before it: that is counted as the last one ({RULE})"
    yield "the length of the long runs, and how it falls in the taper, is for your marathon plan to say"


def _sources(weeks: tuple[Week, ...]) -> Iterator[str]:
    keys = dict.fromkeys(day.session for week in weeks for day in week.days if day.session is not None)
    for key in keys:
        yield from (f"{key}: {source}" for source in SESSIONS[key].sources)
