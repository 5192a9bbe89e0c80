"""The way of a workout as it is run, point by point: what the course formats share."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Final

import numpy as np

from hillwork.errors import UsageError
from hillwork.geo import step_lengths_m
from hillwork.model import Floats, Indices, Line, Step, StepKind, Survey, Workout

ROUTE_SPACING_M: Final = 20.0
"""Bends of paths survive this."""

MAX_POINTS: Final = 3000
"""Watches take a few thousand points at most; longer ways are thinned more."""

SAME_PLACE_M: Final = 1.0
"""Where one step ends and the next begins so near, they meet in one point."""

SPACING_ROUNDING_M: Final = 0.1
DEGREE_DIGITS: Final = 7

SOME_START: Final = datetime(2000, 1, 1, tzinfo=UTC)
"""What times count from when nobody said when a workout begins; a FIT time before mid-1998 means something else."""

FALLBACK_NAME: Final = "Hill workout"
CLIMBS: Final = frozenset({StepKind.REP, StepKind.UPHILL})


class PlaceKind(StrEnum):
    """What a named place on a course is."""

    END = "end"
    FOOT = "foot"
    TOP = "top"


@dataclass(frozen=True, slots=True, kw_only=True)
class CoursePlace:
    """A place that a runner looks for.

    Args:
        index: Number of its point.
        name: What to call it.
        kind: What it is.
        notes: What is there, or what to do from here; may be empty.
    """

    index: int
    name: str
    kind: PlaceKind
    notes: str = ""


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Course:
    """A way in the order of running, repeats written out.

    Somebody who stands is in two points of one place and distance, with the time between them.

    Args:
        name: The track's name, or the workout's title where it has none.
        lat_deg: Latitude, shape (n,) [deg].
        lon_deg: Longitude, at least -180 and less than 180, shape (n,) [deg].
        elevation_m: Believed elevation, shape (n,), NaN where unknown [m].
        distance_m: Distance from the start along the whole way, shape (n,), ascending [m].
        time_s: Expected time from the start, shape (n,), ascending [s].
        places: The named places in order, one a point at most.
    """

    name: str
    lat_deg: Floats
    lon_deg: Floats
    elevation_m: Floats
    distance_m: Floats
    time_s: Floats
    places: tuple[CoursePlace, ...]

    def __len__(self) -> int:
        return len(self.lat_deg)


def start_of(workout: Workout) -> datetime:
    """Return when a workout begins, in whole seconds of UTC; a fixed moment when nobody said."""
    said = workout.starts_at
    if said is None:
        return SOME_START
    # The machine's own time zone must not get into a file.
    said = said.replace(tzinfo=UTC) if said.tzinfo is None else said.astimezone(UTC)
    return max(said.replace(microsecond=0), SOME_START)


def goes_nowhere() -> UsageError:
    """Return why a workout on a treadmill is no course and no map."""
    return UsageError(
        "a treadmill workout goes nowhere: there is no map and no course of it",
        hint="write its sheet (-o NAME.sheet.html), or its steps (-o NAME.fit, .zwo, .icu.txt)",
    )


def course_of(survey: Survey, workout: Workout) -> Course:
    """Return the way of a workout.

    Within a step, time passes evenly along the way. A step without a way, such as a rest, passes its time in place.

    Args:
        survey: The track it is on.
        workout: The session.

    Raises:
        UsageError: No step of it goes anywhere, as on a treadmill.
    """
    steps = tuple(workout.steps())
    ways = [step.line for step in steps if step.line is not None]
    if not ways:
        raise goes_nowhere()
    total_m = float(sum(_along_m(line)[-1] for line in ways))
    columns, spans = _columns(steps, max(ROUTE_SPACING_M, total_m / MAX_POINTS))
    lat_deg, lon_deg, elevation_m, distance_m, time_s = columns
    return Course(
        name=survey.track.name or workout.title or FALLBACK_NAME,
        lat_deg=lat_deg.round(DEGREE_DIGITS),
        lon_deg=((lon_deg + 180).round(DEGREE_DIGITS) % 360 - 180).round(DEGREE_DIGITS),
        elevation_m=elevation_m,
        distance_m=distance_m,
        time_s=time_s,
        places=_places(workout, steps, spans, len(time_s) - 1),
    )


def thinned(along_m: Floats, spacing_m: float) -> Indices:
    """Return the points of a line to keep, so that none is farther from the next than the spacing if that can be.

    >>> import numpy as np
    >>> thinned(np.arange(0.0, 60.0, 5.0), 20.0).tolist()
    [0, 4, 8, 11]

    Args:
        along_m: Distances along the line, shape (n,), from 0 [m].
        spacing_m: The spacing; the last piece may be half as long again [m].
    """
    at_m, last = along_m.tolist(), len(along_m) - 1
    kept = [0]
    for index in range(1, last):
        if at_m[index + 1] - at_m[kept[-1]] > spacing_m + SPACING_ROUNDING_M:
            kept.append(index)
    if len(kept) > 1 and at_m[last] - at_m[kept[-1]] < spacing_m / 2:
        kept.pop()
    return np.unique([*kept, last])


def _along_m(line: Line) -> Floats:
    return np.concatenate([[0.0], np.cumsum(step_lengths_m(line.lat_deg, line.lon_deg))])


def _columns(steps: Sequence[Step], spacing_m: float) -> tuple[Floats, list[tuple[int, int] | None]]:
    """Return latitude, longitude, elevation, distance and time of the points, and each step's first and last point."""
    rows: list[Floats] = []
    spans: list[tuple[int, int] | None] = []
    clock_s = walked_m = 0.0
    for step in steps:
        seconds = step.duration.mid_s
        if step.line is None:
            spans.append(None)
            clock_s += seconds
            continue
        along_m = _along_m(step.line)
        kept = thinned(along_m, spacing_m)
        share = along_m / along_m[-1] if along_m[-1] else np.linspace(0, 1, len(along_m))
        heights_m = np.full(len(along_m), np.nan) if step.elevation_m is None else step.elevation_m
        piece = np.vstack([step.line.lat_deg, step.line.lon_deg, heights_m, along_m, clock_s + seconds * share])[
            :, kept
        ]
        if rows:
            gap_m = _gap_m(rows[-1], piece[:, 0])
            walked_m += gap_m
            if gap_m < SAME_PLACE_M and rows[-1][4] == clock_s and len(kept) > 1:
                piece = piece[:, 1:]
        elif clock_s:
            rows.append(np.array([*piece[:3, 0], 0.0, 0.0]))
        piece[3] += walked_m
        first = len(rows) - (piece.shape[1] < len(kept))
        rows.extend(piece.T)
        spans.append((first, len(rows) - 1))
        clock_s += seconds
        walked_m += float(along_m[-1])
    if rows[-1][4] < clock_s:
        rows.append(np.array([*rows[-1][:4], clock_s]))
    return np.array(rows).T, spans


def _gap_m(before: Floats, after: Floats) -> float:
    return float(step_lengths_m(np.array([before[0], after[0]]), np.array([before[1], after[1]]))[0])


def _places(
    workout: Workout, steps: Sequence[Step], spans: Sequence[tuple[int, int] | None], last: int
) -> tuple[CoursePlace, ...]:
    """Return the ends of every climb, and of the whole way where they are not the same point."""
    places: dict[int, CoursePlace] = {}
    ends = (
        CoursePlace(index=0, name="Start", kind=PlaceKind.END),
        CoursePlace(index=last, name="End", kind=PlaceKind.END),
    )
    for place in (*_climb_ends(workout, steps, spans), *ends):
        places.setdefault(place.index, place)
    return tuple(places[index] for index in sorted(places))


def _climb_ends(
    workout: Workout, steps: Sequence[Step], spans: Sequence[tuple[int, int] | None]
) -> Iterator[CoursePlace]:
    streets = {hill.id: (hill.foot_name, hill.top_name) for hill in workout.hills}
    are_many = len({step.hill for step in steps if step.kind in CLIMBS}) > 1
    number = 0
    for step, span in zip(steps, spans, strict=True):
        if step.kind not in CLIMBS or span is None:
            continue
        number += 1
        foot, top = span
        if step.grade is not None and step.grade < 0:
            foot, top = top, foot
        name = step.hill if are_many and step.hill else str(number)
        foot_street, top_street = streets.get(step.hill or "", ("", ""))
        yield CoursePlace(
            index=foot,
            name=f"Foot {name}",
            kind=PlaceKind.FOOT,
            notes=_notes(foot_street, step, is_start=foot == span[0]),
        )
        yield CoursePlace(
            index=top, name=f"Top {name}", kind=PlaceKind.TOP, notes=_notes(top_street, step, is_start=top == span[0])
        )


def _notes(street: str, step: Step, *, is_start: bool) -> str:
    return ". ".join(words for words in (street, step.cue if is_start else "") if words)
