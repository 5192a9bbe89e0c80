"""Training weeks for programs: JSON, a spreadsheet, and events for a calendar."""

import math
from collections.abc import Iterator
from datetime import datetime, time, tzinfo
from typing import Any, Final

from hillwork.errors import UsageError
from hillwork.export.as_geo import records_as_csv
from hillwork.export.calendar import Event, calendar_text
from hillwork.export.json_line import to_json
from hillwork.export.numbers import metres, ratio
from hillwork.export.week import phase_words
from hillwork.model import WEEKDAYS, DayKind, PlannedDay, TrainingBlock, Week

WEEK_SCHEMA: Final = "hillwork.week/1"


def block_as_json(block: TrainingBlock) -> str:
    """Return weeks as one JSON object.

    Args:
        block: The weeks.
    """
    return to_json(
        {
            "schema": WEEK_SCHEMA,
            "title": block.title,
            "level": block.level,
            "is_level_assumed": block.is_level_assumed,
            "session": block.session,
            "starts_on": None if block.starts_on is None else block.starts_on.isoformat(),
            "race_on": None if block.race_on is None else block.race_on.isoformat(),
            "weeks": [
                {
                    "number": week.number,
                    "weeks_to_race": week.weeks_to_race,
                    "phase": week.phase,
                    "is_light": week.is_light,
                    "days": [{**_day(day), "rules": list(day.rules)} for day in week.days],
                    "rules": list(week.rules),
                }
                for week in block.weeks
            ],
            "rules": list(block.rules),
            "notes": list(block.notes),
            "sources": list(block.sources),
        }
    )


def block_as_csv(block: TrainingBlock) -> str:
    """Return weeks as comma-separated values, a line a day; texts cannot start a formula.

    Args:
        block: The weeks.
    """
    return records_as_csv(
        {
            "week": week.number,
            "weeks_to_race": week.weeks_to_race,
            "phase": phase_words(week),
            **_day(day),
            "rules": "; ".join(day.rules),
        }
        for week in block.weeks
        for day in week.days
    )


def block_as_ics(block: TrainingBlock, *, at: time | None = None, zone: tzinfo | None = None) -> str:
    """Return weeks as a calendar: an event for every day but those of rest.

    Args:
        block: The weeks.
        at: When runs begin; without it, and for the race, events are whole days.
        zone: The time zone of that; needed with it.

    Raises:
        UsageError: Nobody said when the first week begins, or in which time zone runs begin.
    """
    if block.starts_on is None:
        raise UsageError("a calendar needs to know when the first week begins", hint="say so: --start 2026-11-30")
    if at is not None and zone is None:
        raise UsageError("a time of day needs its time zone", hint="name it: --zone Europe/Lisbon")
    return calendar_text(_events(block, at, zone))


def _day(day: PlannedDay) -> dict[str, Any]:
    rep_low_s, rep_high_s = day.rep_s or (math.nan, math.nan)
    duration_low_s, duration_high_s = day.duration_s or (math.nan, math.nan)
    return {
        "weekday": WEEKDAYS[day.weekday].lower(),
        "date": None if day.on_date is None else day.on_date.isoformat(),
        "kind": day.kind,
        "is_hard": day.is_hard,
        "session": day.session,
        "title": day.title,
        "dose": day.dose or None,
        "reps": day.reps,
        "rep_low_s": metres(rep_low_s),
        "rep_high_s": metres(rep_high_s),
        "grade": None if day.grade is None else ratio(day.grade),
        "activation": day.activation,
        "strength": day.strength,
        "duration_low_s": metres(duration_low_s),
        "duration_high_s": metres(duration_high_s),
    }


def _events(block: TrainingBlock, at: time | None, zone: tzinfo | None) -> Iterator[Event]:
    for week in block.weeks:
        for day in week.days:
            if day.on_date is None or day.kind is DayKind.REST:
                continue
            is_whole_day = at is None or day.kind is DayKind.RACE
            yield Event(
                starts_at=day.on_date if is_whole_day or at is None else datetime.combine(day.on_date, at, zone),
                duration_s=None if is_whole_day or day.duration_s is None else sum(day.duration_s) / 2,
                title=_event_title(day),
                description="\n".join(_description(block, week, day)),
            )


def _event_title(day: PlannedDay) -> str:
    title = f"{day.title}: {day.dose}" if day.kind is DayKind.HILL else day.title
    return f"{title}, then strength" if day.strength else title


def _description(block: TrainingBlock, week: Week, day: PlannedDay) -> Iterator[str]:
    to_race = "" if week.weeks_to_race is None else f", {week.weeks_to_race} to the race"
    yield f"{block.title}; week {week.number}{to_race}: {phase_words(week)}"
    if day.activation:
        yield f"first: {day.activation} (hillwork strength {day.activation})"
    if day.dose:
        yield day.dose
    if day.strength:
        yield f"last: {day.strength} (hillwork strength {day.strength})"
    yield ""
    yield from (f"- {rule}" for rule in day.rules)
