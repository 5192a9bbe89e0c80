"""Tracks and workouts as GPX, written by gpxpy."""

import math
import re
from collections.abc import Iterator
from datetime import UTC, timedelta
from typing import Final

import gpxpy.gpx
import numpy as np

from hillwork.export.course import CLIMBS, Course, course_of
from hillwork.geo import step_lengths_m
from hillwork.model import Line, StepKind, Survey, Track, TrackKind, Workout

CREATOR: Final = "hillwork"
NEAR_M: Final = 30.0
"""What lies so near to a named place needs no name of its own."""

_ILLEGAL: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def gpx_text(gpx: gpxpy.gpx.GPX) -> str:
    """Return a gpxpy object as GPX 1.1, without characters that XML does not allow."""
    text: str = gpx.to_xml(version="1.1")
    return _ILLEGAL.sub("", text)


def track_as_gpxpy(track: Track) -> gpxpy.gpx.GPX:
    """Return a track as a `gpxpy.gpx.GPX`, point by point as stored."""
    gpx = _new_gpx(track.name)
    points = [_point(track, index) for index in range(len(track))]
    ends = [*track.breaks.tolist()[1:], len(points)]
    if track.kind is TrackKind.ROUTE:
        for start, end in zip(track.breaks.tolist(), ends, strict=True):
            route = gpxpy.gpx.GPXRoute(name=track.name or None)
            route.points = [
                gpxpy.gpx.GPXRoutePoint(p.latitude, p.longitude, p.elevation, p.time) for p in points[start:end]
            ]
            gpx.routes.append(route)
        return gpx
    written = gpxpy.gpx.GPXTrack(name=track.name or None)
    for start, end in zip(track.breaks.tolist(), ends, strict=True):
        segment = gpxpy.gpx.GPXTrackSegment()
        segment.points = points[start:end]
        written.segments.append(segment)
    gpx.tracks.append(written)
    return gpx


def workout_as_gpx(survey: Survey, workout: Workout) -> str:
    """Return a workout as GPX: the way as it is run as a route, the track beneath it, and named waypoints.

    Args:
        survey: The track it is on.
        workout: The session.

    Raises:
        UsageError: It goes nowhere, as on a treadmill.
    """
    course = course_of(survey, workout)
    gpx = track_as_gpxpy(survey.track)
    gpx.name = workout.title
    gpx.description = " ".join([f"{workout.title}.", *workout.why, survey.attribution]).strip()
    route = gpxpy.gpx.GPXRoute(name=workout.title, description=f"{len(list(workout.steps()))} steps")
    route.points.extend(_route_points(course))
    gpx.routes = [route]
    gpx.waypoints.extend(_waypoints(workout))
    return gpx_text(gpx)


def _new_gpx(name: str) -> gpxpy.gpx.GPX:
    gpx = gpxpy.gpx.GPX()
    gpx.creator = CREATOR
    gpx.name = name or None
    return gpx


def _point(track: Track, index: int) -> gpxpy.gpx.GPXTrackPoint:
    seconds = track.time_s[index]
    time = None
    if track.started_at is not None and math.isfinite(seconds):
        time = track.started_at.astimezone(UTC) + timedelta(seconds=float(seconds))
    return gpxpy.gpx.GPXTrackPoint(
        latitude=float(track.lat_deg[index]),
        longitude=float(track.lon_deg[index]),
        elevation=_known(track.elevation_m[index]),
        time=time,
    )


def _known(value: float) -> float | None:
    return float(value) if math.isfinite(value) else None


def _route_points(course: Course) -> Iterator[gpxpy.gpx.GPXRoutePoint]:
    """Yield the points of a way, those where somebody stands once, with the elevations that are believed."""
    for index in np.flatnonzero(np.append(True, np.diff(course.distance_m) > 0)):
        yield gpxpy.gpx.GPXRoutePoint(
            latitude=float(course.lat_deg[index]),
            longitude=float(course.lon_deg[index]),
            elevation=_known(round(float(course.elevation_m[index]), 1)),
        )


def _waypoints(workout: Workout) -> Iterator[gpxpy.gpx.GPXWaypoint]:
    """Yield the places a runner looks for, each once.

    They are the start, the foot and the turn of every climb, and where the way home begins and ends if that is elsewhere.
    """
    lines = [step.line for step in workout.steps() if step.line is not None]
    named = [_waypoint("Start", lines[0], 0), *_climb_waypoints(workout)]
    home = [step.line for step in workout.steps() if step.line is not None and step.kind is StepKind.COOL_DOWN]
    for place in [*(_waypoint("Way home", line, 0) for line in home[:1]), _waypoint("End", lines[-1], -1)]:
        if all(_apart_m(place, other) > NEAR_M for other in named):
            named.append(place)
    yield from named


def _climb_waypoints(workout: Workout) -> Iterator[gpxpy.gpx.GPXWaypoint]:
    seen: set[tuple[float, float]] = set()
    ends = {hill.id: (hill.foot_name, hill.top_name) for hill in workout.hills}
    for step in workout.steps():
        if step.kind not in CLIMBS or step.line is None:
            continue
        place = float(step.line.lat_deg[0]), float(step.line.lon_deg[0])
        if place in seen:
            continue
        seen.add(place)
        hill = step.hill or f"hill {len(seen)}"
        foot, turn = (0, -1) if step.grade is None or step.grade >= 0 else (-1, 0)
        foot_name, top_name = ends.get(step.hill or "", ("", ""))
        yield _waypoint(f"Foot of {hill}", step.line, foot, foot_name)
        yield _waypoint(f"Turn of {hill}" if step.hill else f"Top of {hill}", step.line, turn, top_name)


def _apart_m(one: gpxpy.gpx.GPXWaypoint, other: gpxpy.gpx.GPXWaypoint) -> float:
    lat_deg, lon_deg = np.array([one.latitude, other.latitude]), np.array([one.longitude, other.longitude])
    return float(step_lengths_m(lat_deg, lon_deg)[0])


def _waypoint(name: str, line: Line, index: int, street: str = "") -> gpxpy.gpx.GPXWaypoint:
    return gpxpy.gpx.GPXWaypoint(
        latitude=round(float(line.lat_deg[index]), 6),
        longitude=round(float(line.lon_deg[index]), 6),
        name=name,
        description=street or None,
    )
