"""The day of a session: light, weather, ground, and what to do instead when they are against it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from itertools import islice
from typing import Final

from hillwork.api.nearby import FoundNearby
from hillwork.api.workouts import PlannedWorkout, TreadmillWorkout
from hillwork.errors import ServiceError
from hillwork.model import LocalHill, Notice, StepKind, WeatherSource
from hillwork.plan import (
    FIRM_WHEN_WET,
    MAX_WET_DOWN,
    Conditions,
    condition_notes,
    daylight,
    forecast_failed,
    judge_weather,
    light_notes,
)
from hillwork.units import format_distance, format_grade

OUTDOORS: Final = (time(6), time(22))
"""The hours that a forecast is read for when nobody says when the session begins."""

FAR_ZONE: Final = timedelta(hours=3)
"""Clocks and sun differ by less than this almost everywhere; by more, the time zone is that of another place."""

DEGREES_PER_HOUR: Final = 15.0
MAX_OTHERS: Final = 3

NO_DATE: Final = Notice("no-date", "no date was given: look up sunset", hint="--date and --at tell it")


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """When a session is, and what is known of the day.

    Args:
        zone: The time zone of date and time.
        on_date: The day; None when nobody said.
        at: When it begins; None when nobody said.
        conditions: What the ground is like; None to leave that to the forecast.
        weather: Who is asked for the forecast; None to ask nobody.
    """

    zone: tzinfo
    on_date: date | None = None
    at: time | None = None
    conditions: Conditions | None = None
    weather: WeatherSource | None = None

    @property
    def starts_at(self) -> datetime | None:
        """When the session begins; None when date or time is not known."""
        if self.on_date is None or self.at is None:
            return None
        return datetime.combine(self.on_date, self.at, self.zone)


def belt_on_day(workout: TreadmillWorkout, day: Day) -> TreadmillWorkout:
    """Return a session on a treadmill with the time at which it begins; indoors nothing else matters."""
    return replace(workout, starts_at=day.starts_at)


def on_day(planned: PlannedWorkout, day: Day, *, found: FoundNearby | None = None) -> PlannedWorkout:
    """Return a workout with what its day brings: light, forecast, ground, and proposals where they are against it.

    A forecast that cannot be had is told, and changes nothing.

    Args:
        planned: The workout.
        day: When it is.
        found: The hills it was chosen from, for others when it is wet.
    """
    told, conditions = _weather(planned, day)
    conditions = day.conditions or conditions
    surfaces = planned.ground.surfaces if planned.ground else ()
    is_known = planned.ground is not None and all(section.surface for section in planned.ground.sections)
    proposals = condition_notes(
        conditions,
        grade_down=_grade_down(planned),
        surfaces=surfaces,
        is_surface_known=is_known,
        session_key=planned.session,
    )
    others = _others(planned, found) if conditions is Conditions.WET and found else ()
    light = tuple(_light(planned, day.on_date, day)) if day.on_date else ()
    missing = () if day.on_date else (NO_DATE,)
    usual = [note for note in planned.notes if note.code != "ice" or conditions is None]
    notes = (*proposals, *others, *told, *light, *usual, *missing)
    return replace(planned, starts_at=day.starts_at, notes=notes)


def _place(planned: PlannedWorkout) -> tuple[float, float]:
    """Return where the work begins: latitude and longitude [deg]."""
    hill = next(iter(planned.hills), None)
    line = hill.line if hill else planned.survey.track
    return float(line.lat_deg[0]), float(line.lon_deg[0])


def _light(planned: PlannedWorkout, on_date: date, day: Day) -> Iterator[Notice]:
    lat_deg, lon_deg = _place(planned)
    starts_at = day.starts_at
    ends_at = starts_at and _end(planned, starts_at)
    light = daylight(lat_deg, lon_deg, on_date, day.zone)
    yield from light_notes(light, starts_at, ends_at, is_lit=planned.ground.is_lit if planned.ground else None)
    offset = datetime.combine(on_date, time(12), day.zone).utcoffset() or timedelta()
    if abs(offset - timedelta(hours=lon_deg / DEGREES_PER_HOUR)) > FAR_ZONE:
        yield Notice("zone-far", f"times are in {day.zone}, which is far from there", hint="--zone names another")


def _end(planned: PlannedWorkout, starts_at: datetime) -> datetime:
    """Return when a session ends at the latest: so much later also where clocks are changed in between."""
    ends_at = starts_at.astimezone(UTC) + timedelta(seconds=planned.totals.duration.high_s)
    return ends_at.astimezone(starts_at.tzinfo)


def _weather(planned: PlannedWorkout, day: Day) -> tuple[tuple[Notice, ...], Conditions | None]:
    """Return what the forecast says, and what it makes of the ground."""
    if day.weather is None or day.on_date is None:
        return (), None
    starts_at = day.starts_at
    if starts_at is None:
        first, last = (datetime.combine(day.on_date, hour, day.zone) for hour in OUTDOORS)
    else:
        first, last = starts_at, _end(planned, starts_at)
    try:
        forecast = day.weather.forecast(*_place(planned))
    except ServiceError as error:
        return (forecast_failed(error),), None
    judged = judge_weather(forecast, first, last)
    return judged.notices, judged.conditions


def _grade_down(planned: PlannedWorkout) -> float:
    """Return how steep the steepest descent of a session is, beside the ways there and home."""
    easy = {StepKind.WARM_UP, StepKind.COOL_DOWN}
    grades = [step.grade or 0.0 for step in planned.steps() if step.kind not in easy]
    return max(0.0, *(-grade for grade in grades)) if grades else 0.0


def _others(planned: PlannedWorkout, found: FoundNearby) -> Iterator[Notice]:
    """Yield hills that are good when it is wet: paved all the way and not too steep."""
    used = {hill.id for hill in planned.hills}
    firm = (
        offer
        for offer in found.ranked
        if offer.is_usable
        and offer.local.hill.id not in used
        and offer.stretch.grade <= MAX_WET_DOWN
        and _is_paved(offer.local.between(offer.stretch))
    )
    words = [
        f"{offer.local.hill.id}, {' and '.join(offer.local.between(offer.stretch).names[:2]) or 'a path'}"
        f" ({format_distance(offer.stretch.length_m)} at {format_grade(offer.stretch.grade, offer.stretch.grade_sd)})"
        for offer in islice(firm, MAX_OTHERS)
    ]
    if words:
        yield Notice("wet-others", f"paved and not too steep: {'; '.join(words)}", hint="--hill takes one")


def _is_paved(ground: LocalHill) -> bool:
    return all(section.surface in FIRM_WHEN_WET for section in ground.sections)
