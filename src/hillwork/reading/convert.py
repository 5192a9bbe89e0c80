"""gpxpy's objects to tracks, for programs that already have them."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import numpy as np

from hillwork.errors import InputError
from hillwork.model import Floats, Notice, Track, TrackKind
from hillwork.reading.columns import Columns, track_from_columns

if TYPE_CHECKING:
    from gpxpy.gpx import GPX, GPXRoute, GPXRoutePoint, GPXTrack, GPXTrackPoint


def track_from_gpxpy(gpx: "GPX", file: str = "gpxpy") -> Track:
    """Return the track in a `gpxpy.gpx.GPX`: its tracks, or its routes when it has no track.

    Args:
        gpx: The parsed file.
        file: What to call it in messages.

    Raises:
        InputError: It holds no track and no route.
    """
    segments: list[Sequence[GPXTrackPoint | GPXRoutePoint]]
    segments = [segment.points for track in gpx.tracks for segment in track.segments if segment.points]
    labels = [_label(track) for track in gpx.tracks for segment in track.segments if segment.points]
    named: Sequence[GPXTrack | GPXRoute] = gpx.tracks
    kind = TrackKind.TRACK
    if not segments:
        segments = [route.points for route in gpx.routes if route.points]
        labels = [_label(route) for route in gpx.routes if route.points]
        named, kind = gpx.routes, TrackKind.ROUTE
    if not segments:
        raise InputError(f"{file}: no track and no route in it", hint="pass one with points")
    points = [point for segment in segments for point in segment]
    has_naive = any(point.time is not None and point.time.tzinfo is None for point in points)
    columns = Columns(
        lat_deg=_column(point.latitude for point in points),
        lon_deg=_column(point.longitude for point in points),
        elevation_m=_column(point.elevation for point in points),
        unix_s=_column(_unix_s(point.time) for point in points),
        breaks=np.cumsum([0, *map(len, segments[:-1])]).tolist(),
        labels=labels,
        name=gpx.name or next((track.name for track in named if track.name), ""),
        creator=gpx.creator or "",
        kind=kind,
        notices=[Notice("times-without-zone", "times without a zone taken for UTC")] if has_naive else [],
    )
    return track_from_columns(columns, file)


def _label(named: "GPXTrack | GPXRoute") -> str:
    return f"{named.name or ''} {named.type or ''}".strip()


def _column(values: Iterable[float | None]) -> Floats:
    return np.array([np.nan if value is None else value for value in values], dtype=np.float64)


def _unix_s(time: datetime | None) -> float | None:
    if time is None:
        return None
    return (time if time.tzinfo else time.replace(tzinfo=UTC)).timestamp()
