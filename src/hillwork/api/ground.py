"""The ground beneath what is drawn."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from hillwork.geo import metres_per_degree
from hillwork.model import ElevationSource, Floats, Lines, Relief

MARGIN: Final = 0.4
MIN_MARGIN_M: Final = 500.0
"""So far the ground is shown around what lies on it: as a share of its size, and at least."""


@dataclass(frozen=True, slots=True)
class _Frame:
    """The edges of what is drawn; east may be beyond 180 degrees."""

    south_deg: float
    west_deg: float
    north_deg: float
    east_deg: float


def relief_beneath(model: ElevationSource, lat_deg: Floats, lon_deg: Floats) -> Relief | None:
    """Return the shape of the ground around places, None where it is not known without asking anybody.

    Args:
        model: The elevation model.
        lat_deg: Latitudes of the places, shape (n,) [deg].
        lon_deg: Longitudes, shape (n,) [deg].

    Raises:
        InputError: The model is a file that cannot be read.
    """
    from hillwork.terrain import sample_relief

    if not len(lat_deg):
        return None
    frame = _frame_around(lat_deg, lon_deg)
    return sample_relief(
        model,
        south_deg=frame.south_deg,
        west_deg=frame.west_deg,
        north_deg=frame.north_deg,
        east_deg=frame.east_deg,
    )


def streets_beneath(streets: Lines, lat_deg: Floats, lon_deg: Floats) -> Lines:
    """Return the streets around places: those that come into the frame of a map of them.

    Args:
        streets: Streets of a larger area.
        lat_deg: Latitudes of the places, shape (n,), at least one [deg].
        lon_deg: Longitudes, shape (n,) [deg].
    """
    frame = _frame_around(lat_deg, lon_deg)
    east_deg = (streets.lon_deg - frame.west_deg) % 360
    is_inside = (
        (streets.lat_deg >= frame.south_deg)
        & (streets.lat_deg <= frame.north_deg)
        & (east_deg <= frame.east_deg - frame.west_deg)
    )
    kept = np.logical_or.reduceat(is_inside, streets.starts[:-1]) if len(streets) else np.empty(0, dtype=bool)
    sizes = np.diff(streets.starts)
    vertices = np.repeat(kept, sizes)
    return Lines(
        lat_deg=streets.lat_deg[vertices],
        lon_deg=streets.lon_deg[vertices],
        starts=np.concatenate([[0], np.cumsum(sizes[kept])]),
        classes=tuple(one for one, is_kept in zip(streets.classes, kept.tolist(), strict=True) if is_kept),
    )


def _frame_around(lat_deg: Floats, lon_deg: Floats) -> _Frame:
    east_deg = (lon_deg - lon_deg[0] + 180) % 360 - 180 + lon_deg[0]
    south, north = float(lat_deg.min()), float(lat_deg.max())
    west, east = float(east_deg.min()), float(east_deg.max())
    per_lat, per_lon = (float(metres[0]) for metres in metres_per_degree(np.array([(south + north) / 2])))
    size_m = max((north - south) * per_lat, (east - west) * per_lon)
    margin_m = max(MARGIN * size_m, MIN_MARGIN_M)
    return _Frame(
        south - margin_m / per_lat, west - margin_m / per_lon, north + margin_m / per_lat, east + margin_m / per_lon
    )
