"""Training weeks and blocks, and their forms."""

from collections.abc import Sequence
from datetime import date, time, tzinfo
from typing import TypedDict, Unpack

from hillwork import export
from hillwork.api.forms import Form
from hillwork.api.wishes import level_of
from hillwork.errors import UsageError
from hillwork.model import WEEKDAYS, TrainingBlock
from hillwork.plan import session_named
from hillwork.text import clean
from hillwork.training import Asked, plan_block, plan_marathon

USUAL_SESSION = "classic"
USUAL_STRENGTH = 2


class WeekWishes(TypedDict, total=False):
    """What can be asked of weeks; everything may be left away.

    Args:
        level: beginner, intermediate or advanced; intermediate without it.
        weeks: How many weeks; one without it, or all to the race.
        weeks_to_race: Weeks to a marathon with the first one; the race is on the last Sunday.
        race_on: The day of the marathon, instead; it needs `starts_on`.
        starts_on: A day of the first week, which begins on its Monday.
        hill_days: How many hill days a week; once, or what the session's source says, without it.
        hill_on: Weekdays that have to be hill days, such as thursday.
        long_run_on: The weekday of the long run.
        rest_on: Weekdays that have to be rest days.
        strength: How many strength sessions a week; two without it.
    """

    level: str | None
    weeks: int | None
    weeks_to_race: int | None
    race_on: date | None
    starts_on: date | None
    hill_days: int | None
    hill_on: Sequence[str]
    long_run_on: str | None
    rest_on: Sequence[str]
    strength: int


def plan_week(session: str | None = None, **wishes: Unpack[WeekWishes]) -> TrainingBlock:
    """Return a training week with hill days, a block of weeks, or the weeks to a marathon.

    >>> block = plan_week("short", weeks=6, level="intermediate")
    >>> [week.days[3].dose for week in block.weeks[:3]]
    ['4 × 30-45 s', '5 × 30-45 s', '6 × 30-45 s']

    Args:
        session: Key of the session of the hill days; classic without it. Before a marathon sessions follow from the weeks.
        wishes: How many weeks, on which days, towards which race; see `WeekWishes`.

    Raises:
        UsageError: Something asked for is not there or makes no sense, or the days named leave no week in which all rules hold.
    """
    weeks_to_race, race_on = wishes.get("weeks_to_race"), wishes.get("race_on")
    long_run_on = wishes.get("long_run_on")
    asked = Asked(
        level=level_of(wishes.get("level")),
        n_weeks=wishes.get("weeks"),
        n_hill_days=wishes.get("hill_days"),
        n_strength=wishes.get("strength", USUAL_STRENGTH),
        hill_on=_weekdays(wishes.get("hill_on", ())),
        long_run_on=None if long_run_on is None else _weekday(long_run_on),
        rest_on=_weekdays(wishes.get("rest_on", ())),
        starts_on=wishes.get("starts_on"),
    )
    if weeks_to_race is None and race_on is None:
        return plan_block(session_named(session or USUAL_SESSION), asked)
    if session is not None:
        raise UsageError(
            "before a marathon the sessions follow from the weeks to the race", hint="leave --session away, or the race"
        )
    if weeks_to_race is not None and race_on is not None:
        raise UsageError("the weeks to the race and its date say the same twice", hint="leave one of the two away")
    return plan_marathon(asked, weeks_to_race=weeks_to_race, race_on=race_on)


def block_forms(block: TrainingBlock, *, at: time | None = None, zone: tzinfo | None = None) -> dict[str, Form]:
    """Return what makes the text of a block, by the ending of the file it goes to.

    Args:
        block: What `plan_week` returned.
        at: When runs begin, for a calendar.
        zone: The time zone of that.
    """
    return {
        ".txt": lambda: export.block_as_text(block),
        ".md": lambda: export.block_as_markdown(block),
        ".json": lambda: export.block_as_json(block),
        ".ics": lambda: export.block_as_ics(block, at=at, zone=zone),
        ".csv": lambda: export.block_as_csv(block),
    }


def block_as_table(block: TrainingBlock, *, width: int, with_colour: bool) -> str:
    """Return a block as a table for a screen of some width."""
    return export.block_as_text(block, width=width, with_colour=with_colour)


def _weekdays(names: Sequence[str]) -> tuple[int, ...]:
    return tuple(_weekday(name) for name in names)


def _weekday(name: str) -> int:
    """Return a weekday by its name, or by how that begins; 0 is Monday."""
    word = name.strip().lower()
    fitting = [day for day, full in enumerate(WEEKDAYS) if word and full.lower().startswith(word)]
    if len(fitting) != 1:
        raise UsageError(f"no weekday {clean(name)!r}", hint="name it as thursday, or thu")
    return fitting[0]
