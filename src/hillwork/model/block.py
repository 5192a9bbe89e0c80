"""Training weeks: what stands on which day, why, and weeks put together to a block."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from hillwork.model.runner import Level
from hillwork.model.strength import Band

DAYS_PER_WEEK: Final = 7

WEEKDAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


class DayKind(StrEnum):
    """What a day of training is for."""

    HILL = "hill"
    LONG_RUN = "long-run"
    EASY = "easy"
    REST = "rest"
    RACE = "race"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedDay:
    """A day of a training week.

    Args:
        weekday: 0 is Monday.
        on_date: The date, or None when nobody said when the week begins.
        kind: What it is for.
        is_hard: Whether the days beside it have to be easy.
        session: Key of the hill session, or None.
        title: What is done, in a few words.
        dose: How much of it, in words; "" for nothing.
        reps: Number of repetitions, or None where none are counted.
        rep_s: Shortest and longest repetition, or None where it does not go by time [s].
        grade: Gradient to walk up, or None where the session leaves it to the hill.
        activation: Key of the routine before the run, or None.
        strength: Key of the strength routine after the run or instead of one, or None.
        duration_s: About how long the session takes with warm-up and cool-down, or None where it is not known [s].
        rules: Why all this stands on that day.
    """

    weekday: int
    on_date: date | None = None
    kind: DayKind
    is_hard: bool = False
    session: str | None = None
    title: str
    dose: str = ""
    reps: int | None = None
    rep_s: Band | None = None
    grade: float | None = None
    activation: str | None = None
    strength: str | None = None
    duration_s: Band | None = None
    rules: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not 0 <= self.weekday < DAYS_PER_WEEK:
            raise ValueError(f"no weekday {self.weekday}")
        if self.on_date is not None and self.on_date.weekday() != self.weekday:
            raise ValueError(f"{self.on_date} is no {WEEKDAYS[self.weekday]}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Week:
    """Seven days, Monday first.

    Args:
        number: Which week of the block, 1 for the first.
        weeks_to_race: How many weeks are left with this one, 1 for the last; 0 for a week that a race early in it ends;
            None without a race.
        phase: What the week is for, in a few words.
        is_light: Whether it is meant to be lighter than the weeks beside it.
        days: Its seven days.
        rules: Why the week is as it is.
    """

    number: int
    weeks_to_race: int | None = None
    phase: str
    is_light: bool = False
    days: tuple[PlannedDay, ...]
    rules: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if [day.weekday for day in self.days] != list(range(DAYS_PER_WEEK)):
            raise ValueError("a week is seven days, Monday first")


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainingBlock:
    """Weeks of training, one after the other.

    Args:
        title: What it is, in a few words.
        weeks: The weeks, at least one.
        level: For whom.
        is_level_assumed: True when nobody said.
        session: Key of the hill session that all its hill days have, or None when the weeks differ.
        rules: Why the block is as it is.
        notes: Assumptions and warnings.
        sources: Where the numbers come from.
        starts_on: Its first Monday, or None when nobody said.
        race_on: The day of the race, or None when there is none or nobody said.
    """

    title: str
    weeks: tuple[Week, ...]
    level: Level
    is_level_assumed: bool = False
    session: str | None = None
    rules: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    starts_on: date | None = None
    race_on: date | None = None

    def __post_init__(self) -> None:
        if not self.weeks:
            raise ValueError("a block without weeks")
