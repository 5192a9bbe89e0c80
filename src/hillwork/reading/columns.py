"""From the columns of a file to a track: what cannot be true becomes missing, and is told once."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Final

import numpy as np

from hillwork.errors import InputError
from hillwork.model import MAX_ELEVATION_M, MIN_ELEVATION_M, Flags, Floats, Indices, Notice, Origin, Track, TrackKind
from hillwork.reading.numbers import MAX_LAT_DEG, MAX_LON_DEG, keep_range
from hillwork.text import clean, counted

ZERO_DISTANCE_M: Final = 50.0
"""A lone elevation of exactly 0 is missing when the rest of the track is at least this far from sea level."""


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Columns:
    """What a file holds, as numbers but unchecked.

    Args:
        lat_deg: Latitude, shape (n,), NaN where unreadable [deg].
        lon_deg: Longitude, shape (n,), NaN where unreadable [deg].
        elevation_m: Elevation, shape (n,), NaN where missing or unreadable [m].
        unix_s: Time, shape (n,), NaN where missing or unreadable [s].
        breaks: Index of the first point of each segment.
        labels: What the file calls the track of each segment, and its activity; none when it does not say.
        n_bad_elevations: How many elevations were there but no numbers.
        n_bad_times: How many times were there but no times.
        name: The track's name.
        creator: What wrote the file.
        kind: Track or route.
        notices: What is known already.
    """

    lat_deg: Floats
    lon_deg: Floats
    elevation_m: Floats
    unix_s: Floats
    breaks: Sequence[int]
    labels: Sequence[str] = ()
    n_bad_elevations: int = 0
    n_bad_times: int = 0
    name: str = ""
    creator: str = ""
    kind: TrackKind = TrackKind.TRACK
    notices: list[Notice] = field(default_factory=list)


def track_from_columns(columns: Columns, file: str) -> Track:
    """Return the track that columns hold.

    Raises:
        InputError: No point has a usable position.
    """
    notices = list(columns.notices)
    lat_deg = keep_range(columns.lat_deg, -MAX_LAT_DEG, MAX_LAT_DEG)
    lon_deg = keep_range(columns.lon_deg, -MAX_LON_DEG, MAX_LON_DEG)
    placed = np.isfinite(lat_deg) & np.isfinite(lon_deg)
    n_unplaced = int(len(placed) - placed.sum())
    if not placed.any():
        raise InputError(f"{file}: no point has a usable latitude and longitude", hint="export the track again")
    if n_unplaced:
        notices.append(
            Notice("points-without-place", f"{counted(n_unplaced, 'point')} without a usable position skipped")
        )
    elevation_m, of_elevation = _checked_elevation(columns.elevation_m[placed], columns.n_bad_elevations)
    unix_s = columns.unix_s[placed]
    notices += [*of_elevation, *_time_notices(unix_s, columns.n_bad_times)]
    timed = unix_s[np.isfinite(unix_s)]
    start_s = float(timed[0]) if len(timed) else 0.0
    breaks, segments = _breaks_left(columns.breaks, placed)
    return Track(
        lat_deg=lat_deg[placed],
        lon_deg=lon_deg[placed],
        elevation_m=elevation_m,
        time_s=unix_s - start_s,
        breaks=breaks,
        labels=tuple(clean(columns.labels[segment]) for segment in segments) if any(columns.labels) else (),
        started_at=datetime.fromtimestamp(start_s, tz=UTC) if len(timed) else None,
        name=clean(columns.name),
        kind=columns.kind,
        origin=Origin(file=file, creator=clean(columns.creator)),
        notices=tuple(notices),
    )


def _breaks_left(breaks: Sequence[int], placed: Flags) -> tuple[Indices, Indices]:
    """Return the first points of the segments that still have points, numbered among those, and which segments they are."""
    before = np.concatenate([[0], np.cumsum(placed)])
    starts = before[np.asarray(breaks, dtype=np.int64)]
    segments = np.flatnonzero(np.diff(starts, append=before[-1]) > 0)
    return starts[segments], segments


def _checked_elevation(elevation_m: Floats, n_unreadable: int) -> tuple[Floats, list[Notice]]:
    """Return elevations with those missing that cannot be true, and what was found."""
    kept = keep_range(elevation_m, MIN_ELEVATION_M, MAX_ELEVATION_M)
    n_bad = int(np.isfinite(elevation_m).sum() - np.isfinite(kept).sum()) + n_unreadable
    notices = (
        [Notice("elevation-invalid", f"{counted(n_bad, 'elevation')} that cannot be true left out")] if n_bad else []
    )
    known = kept[np.isfinite(kept)]
    if len(known) and not known.any():
        notices.append(Notice("elevation-all-zero", "every elevation is 0: taken for missing"))
        return np.full(len(kept), np.nan), notices
    zero = kept == 0
    if zero.any() and np.median(np.abs(known[known != 0])) > ZERO_DISTANCE_M:
        lone = zero & ~_near_sea_level(kept, zero)
        if lone.any():
            notices.append(
                Notice("elevation-zeros", f"{counted(int(lone.sum()), 'elevation')} of 0 far below the rest left out")
            )
            kept = np.where(lone, np.nan, kept)
    return kept, notices


def _near_sea_level(elevation_m: Floats, zero: Flags) -> Flags:
    """Tell which points have a neighbour on either side, zeros aside, that is within reach of sea level.

    A whole run of zeros is judged by the elevations before and after it: a beach is approached, a fault is not.
    """
    usable = np.flatnonzero(np.isfinite(elevation_m) & ~zero)
    after = np.searchsorted(usable, np.arange(len(elevation_m)))
    left = usable[np.clip(after - 1, 0, len(usable) - 1)]
    right = usable[np.clip(after, 0, len(usable) - 1)]
    near: Flags = np.minimum(np.abs(elevation_m[left]), np.abs(elevation_m[right])) < ZERO_DISTANCE_M
    return near


def _time_notices(unix_s: Floats, n_bad: int) -> list[Notice]:
    notices = []
    if n_bad:
        notices.append(Notice("times-invalid", f"{counted(n_bad, 'unreadable time')} left out"))
    timed = unix_s[np.isfinite(unix_s)]
    n_back = int((np.diff(timed) < 0).sum())
    if n_back:
        notices.append(Notice("times-backward", f"the clock goes back {counted(n_back, 'time')}"))
    return notices
