"""Workouts and other events for calendars (iCalendar, RFC 5545), written by icalendar."""

import math
import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Final

from hillwork.errors import UsageError
from hillwork.export.workout_text import step_figures, totals_line
from hillwork.model import StepKind, Workout
from hillwork.text import clean
from hillwork.units import UnitSystem

MAKER: Final = "-//hillwork//hillwork//EN"
NAMESPACE: Final = uuid.uuid5(uuid.NAMESPACE_DNS, "hillwork")
SLOT_S: Final = 300.0
"""Events in a calendar last whole steps of five minutes, rounded up."""

LINE_CHARACTERS: Final = 1000
PLACE_DIGITS: Final = 5
"""A metre."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that stands in a calendar.

    Args:
        starts_at: When it begins, with a time zone; a date alone is the whole day.
        duration_s: How long it takes, or None [s]; a whole day has none.
        title: One line.
        description: Lines of text.
        place: Latitude and longitude, or None [deg].
    """

    starts_at: datetime | date
    duration_s: float | None = None
    title: str
    description: str = ""
    place: tuple[float, float] | None = None

    def __post_init__(self) -> None:
        if isinstance(self.starts_at, datetime) and self.starts_at.tzinfo is None:
            raise ValueError("starts_at needs a time zone")


def workout_as_ics(workout: Workout, units: UnitSystem = UnitSystem.METRIC) -> str:
    """Return a workout as a calendar with one event.

    Args:
        workout: The session.
        units: What to show distances and heights in.

    Raises:
        UsageError: Nobody said when it begins.
    """
    return calendar_text([workout_event(workout, units)])


def workout_event(workout: Workout, units: UnitSystem = UnitSystem.METRIC) -> Event:
    """Return a workout as an event, with its sheet in plain text and the foot of its hill.

    Args:
        workout: The session.
        units: What to show distances and heights in.

    Raises:
        UsageError: Nobody said when it begins.
    """
    if workout.starts_at is None:
        raise UsageError(
            "a calendar needs to know when the workout begins",
            hint="name a day and a time: --date 2026-05-03 --at 18:30",
        )
    return Event(
        starts_at=workout.starts_at,
        duration_s=workout.totals.duration.mid_s,
        title=workout.title,
        description="\n".join(_sheet(workout, units)),
        place=_foot(workout),
    )


def calendar_text(events: Iterable[Event]) -> str:
    """Return events as a calendar: the same events give the same bytes, whenever it is written.

    Args:
        events: What stands in it, in any order.
    """
    import icalendar

    calendar = icalendar.Calendar()
    calendar.add("prodid", MAKER)
    calendar.add("version", "2.0")
    for event in events:
        entry = icalendar.Event()
        for name, value in _properties(event):
            entry.add(name, value)
        calendar.add_component(entry)
    text: str = calendar.to_ical().decode("utf-8")
    return text


def _properties(event: Event) -> Iterator[tuple[str, Any]]:
    """Yield the properties of an event; instants are in UTC, which needs no table of time zones."""
    begins = event.starts_at
    if isinstance(begins, datetime):
        begins = stamp = begins.astimezone(UTC).replace(microsecond=0)
        if event.duration_s is not None:
            yield "dtend", begins + timedelta(seconds=SLOT_S * math.ceil(event.duration_s / SLOT_S))
    else:
        stamp = datetime.combine(begins, time(), UTC)
    title = clean(event.title)
    description = "\n".join(clean(line, max_characters=LINE_CHARACTERS) for line in event.description.splitlines())
    place = "" if event.place is None else ", ".join(f"{degrees:.{PLACE_DIGITS}f}" for degrees in event.place)
    yield "dtstart", begins
    # The time of writing would be a clock; the start is a time that every reader takes.
    yield "dtstamp", stamp
    yield "uid", str(uuid.uuid5(NAMESPACE, repr((begins.isoformat(), event.duration_s, title, description, place))))
    yield "summary", title
    if description:
        yield "description", description
    if event.place is not None:
        yield "location", place
        yield "geo", tuple(round(degrees, PLACE_DIGITS) for degrees in event.place)


def _foot(workout: Workout) -> tuple[float, float] | None:
    """Return where the hard part begins, or the first place that is known."""
    placed = [step for step in workout.steps() if step.line is not None and len(step.line)]
    uphill = [step for step in placed if step.kind in {StepKind.REP, StepKind.UPHILL}]
    line = next((step.line for step in [*uphill, *placed]), None)
    return None if line is None else (float(line.lat_deg[0]), float(line.lon_deg[0]))


def _sheet(workout: Workout, units: UnitSystem) -> Iterator[str]:
    yield from workout.why
    for block in workout.blocks:
        yield ""
        yield f"{block.name}, {block.times} times" if block.times > 1 else block.name
        for step in block.steps:
            yield f"- {step.kind}: {', '.join(step_figures(step, units))} ({step.effort.words}): {step.cue}"
    yield ""
    yield f"In all: {totals_line(workout, units)}"
    yield ""
    yield from (f"- {note.message}" for note in workout.notes)
