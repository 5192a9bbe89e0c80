"""Lines for a page: as few points as the eye needs, as few characters as a point needs."""

from collections.abc import Sequence
from typing import Final

import numpy as np
import shapely

from hillwork.geo import local_metres
from hillwork.model import Floats, Indices
from hillwork.page import LinesData

TOLERANCE_M: Final = 0.75
"""Half the width of a path, a pixel at the zoom where single hills are looked at; 1.5 m would save a tenth of the size."""

UNITS_PER_DEGREE: Final = 1_000_000
"""Places are told to a millionth of a degree, 0.1 m: as fine as the tolerance deserves."""

ROUGH_TOLERANCE_M: Final = 2.0
ROUGH_UNITS_PER_DEGREE: Final = 100_000
"""For lines that are only the ground of others, and many: to 1 m."""

_MIN_POINTS: Final = 2


def unrolled(lon_deg: Floats, reference_deg: float) -> Floats:
    """Return longitudes within half a turn of a reference, so that a line over the 180th meridian stays in one piece.

    >>> unrolled(np.array([179.9, -179.9]), 179.0).round(6).tolist()
    [179.9, 180.1]
    """
    return (lon_deg - reference_deg + 180) % 360 - 180 + reference_deg


def thin_lines(lat_deg: Floats, lon_deg: Floats, parts: Sequence[slice], *, is_rough: bool = False) -> LinesData:
    """Return each part as a line with no more points than the tolerance needs, encoded one after the other.

    Args:
        lat_deg: Latitude, shape (n,) [deg].
        lon_deg: Longitude, shape (n,), without a jump at 180 degrees [deg].
        parts: Which points each line runs through; at least two.
        is_rough: Whether the rough tolerance is good enough.

    Returns:
        `per_degree`, the unit; `sizes`, the number of points of each line; and `places`, those of all lines as `encode`
        writes them.
    """
    tolerance_m, per_degree = (
        (ROUGH_TOLERANCE_M, ROUGH_UNITS_PER_DEGREE) if is_rough else (TOLERANCE_M, UNITS_PER_DEGREE)
    )
    point, sizes = _kept(lat_deg, lon_deg, parts, tolerance_m)
    return {"per_degree": per_degree, "sizes": sizes, "places": encode(lat_deg[point], lon_deg[point], per_degree)}


def thin_line(lat_deg: Floats, lon_deg: Floats) -> list[int]:
    """Return one line, thinned and encoded; a single point stays one."""
    if len(lat_deg) < _MIN_POINTS:
        return encode(lat_deg, lon_deg)
    point, _ = _kept(lat_deg, lon_deg, [slice(0, len(lat_deg))], TOLERANCE_M)
    return encode(lat_deg[point], lon_deg[point])


def _kept(lat_deg: Floats, lon_deg: Floats, parts: Sequence[slice], tolerance_m: float) -> tuple[Indices, list[int]]:
    """Return which points the lines need, and how many each."""
    if not parts:
        return np.empty(0, dtype=np.int64), []
    east_m, north_m = local_metres(lat_deg, lon_deg)
    index = np.concatenate([np.arange(part.start, part.stop) for part in parts])
    owner = np.repeat(np.arange(len(parts)), [part.stop - part.start for part in parts])
    # The third coordinate remembers which point a vertex is; simplifying works on the first two.
    vertices = np.column_stack([east_m[index], north_m[index], index])
    lines = shapely.simplify(shapely.linestrings(vertices, indices=owner), tolerance_m, preserve_topology=False)
    kept, of_line = shapely.get_coordinates(lines, include_z=True, return_index=True)
    return kept[:, 2].astype(np.int64), np.bincount(of_line, minlength=len(parts)).tolist()


def encode(lat_deg: Floats, lon_deg: Floats, per_degree: int = UNITS_PER_DEGREE) -> list[int]:
    """Return places as whole parts of a degree: the first, then the step to each next, lat before lon.

    >>> encode(np.array([46.0, 46.00001]), np.array([14.5, 14.50002]))
    [46000000, 14500000, 10, 20]
    """
    places = np.rint(np.column_stack([lat_deg, lon_deg]) * per_degree).astype(np.int64)
    steps = np.diff(places, axis=0, prepend=np.zeros((1, 2), dtype=np.int64))
    numbers: list[int] = steps.ravel().tolist()
    return numbers
