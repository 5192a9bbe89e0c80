"""Which hills lie on the same ground."""

from collections.abc import Sequence
from typing import Final

import numpy as np
import shapely

from hillwork.geo import local_metres
from hillwork.model import Line

SAME_GROUND_M: Final = 25.0
"""Two passes of one road lie within this: two position errors of some 10 m, and the width of the road."""

SHARED_SHARE: Final = 0.6
"""Hills share a site when this much of the shorter one runs beside the other."""


def number_sites(lines: Sequence[Line]) -> list[int]:
    """Return the number of each line's site, from 0, in order of first appearance.

    Args:
        lines: Where the hills lie.
    """
    if not lines:
        return []
    site = list(range(len(lines)))
    shapes = _shapes(lines)
    pairs = shapely.STRtree(shapes).query(shapes, predicate="dwithin", distance=SAME_GROUND_M).T
    for first, second in sorted((int(a), int(b)) for a, b in pairs if a < b):
        if site[first] != site[second] and _share_ground(shapes[first], shapes[second]):
            old, new = max(site[first], site[second]), min(site[first], site[second])
            site = [new if number == old else number for number in site]
    order = {number: place for place, number in enumerate(dict.fromkeys(site))}
    return [order[number] for number in site]


def _shapes(lines: Sequence[Line]) -> list[shapely.LineString]:
    """Return the lines in metres around their common middle."""
    lat = np.concatenate([line.lat_deg for line in lines])
    lon = np.concatenate([line.lon_deg for line in lines])
    x_m, y_m = local_metres(lat, lon)
    points = np.column_stack([x_m, y_m])
    ends = np.cumsum([len(line) for line in lines])
    return [shapely.LineString(part) for part in np.split(points, ends[:-1])]


def _share_ground(first: shapely.LineString, second: shapely.LineString) -> bool:
    short, long = sorted((first, second), key=lambda line: line.length)
    shared_m = short.intersection(long.buffer(SAME_GROUND_M, quad_segs=2)).length
    return bool(shared_m >= SHARED_SHARE * short.length)
