"""Ways as they come, one by one, made into columns; and the box they must touch."""

import re
from array import array
from collections.abc import Iterable, Mapping, Sequence
from math import isfinite
from typing import Final

import numpy as np

from hillwork.errors import InputError
from hillwork.geo import metres_per_degree
from hillwork.model import WAY_TAGS, Flags, Indices, Place, Ways
from hillwork.text import clean
from hillwork.units import format_distance

MAX_VERTICES: Final = 5_000_000
"""Three times what a circle of 50 km holds in a dense city; half a gigabyte with all that is made of them."""

MIN_VERTICES: Final = 2
HALF_TURN_DEG: Final = 180.0
ISO_DATE: Final = re.compile(r"\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d)?Z?)?", re.ASCII)

Box = tuple[float, float, float, float]
"""West, south, east and north edge [deg]."""


class Gathered:
    """Ways gathered one by one.

    Args:
        where: The file or host, for messages.
        max_vertices: How many vertices are taken.
    """

    def __init__(self, where: str, *, max_vertices: int = MAX_VERTICES) -> None:
        self._where = where
        self._max_vertices = max_vertices
        self._lat_deg = array("d")
        self._lon_deg = array("d")
        self._node_ids = array("q")
        self._starts = array("q", [0])
        self._way_ids: dict[int, None] = {}
        self._tags: list[Mapping[str, str]] = []
        self._cleaned: dict[str, str] = {}

    def add(
        self,
        way_id: int,
        node_ids: Sequence[int],
        lat_deg: Sequence[float],
        lon_deg: Sequence[float],
        tags: Iterable[tuple[str, str]],
    ) -> None:
        """Take one way, unless it is there already, or has no kind.

        Args:
            way_id: The map's number of it.
            node_ids: The map's numbers of its vertices.
            lat_deg: Their latitudes, NaN where the map does not say [deg].
            lon_deg: Their longitudes, NaN where the map does not say [deg].
            tags: All its tags, as they are written.

        Raises:
            InputError: That is more than can be held.
        """
        if way_id in self._way_ids or not node_ids:
            return
        cleaned = {key: self._clean(value) for key, value in tags if key in WAY_TAGS}
        if not cleaned.get("highway"):
            return
        if len(self._node_ids) + len(node_ids) > self._max_vertices:
            raise InputError(
                f"{self._where}: more than {self._max_vertices:,} points of ways around the place",
                hint="choose a smaller --radius",
            )
        self._way_ids[way_id] = None
        self._tags.append({key: value for key, value in cleaned.items() if value})
        self._node_ids.extend(node_ids)
        self._lat_deg.extend(lat_deg)
        self._lon_deg.extend(lon_deg)
        self._starts.append(len(self._node_ids))

    def ways(self, *, source: str, as_of: str) -> Ways | None:
        """Return what was gathered, None when no way has two vertices.

        A way is cut where the map does not know a vertex, and a vertex that is named twice in a row is one.

        Args:
            source: Where the map is from.
            as_of: What it says when it was as it is; left out unless that is a date.
        """
        lat, lon = np.array(self._lat_deg), np.array(self._lon_deg)
        nodes, starts = np.array(self._node_ids), np.array(self._starts)
        kept, piece = _pieces(nodes, np.isfinite(lat) & np.isfinite(lon), starts)
        if not kept.any():
            return None
        begins = np.flatnonzero(np.diff(piece[kept], prepend=-1))
        way = np.repeat(np.arange(len(starts) - 1), np.diff(starts))[kept][begins]
        return Ways(
            lat_deg=lat[kept],
            lon_deg=lon[kept],
            node_ids=nodes[kept],
            starts=np.append(begins, kept.sum()),
            way_ids=np.fromiter(self._way_ids, dtype=np.int64)[way],
            tags=tuple(self._tags[index] for index in way.tolist()),
            source=source,
            as_of=as_of if ISO_DATE.fullmatch(as_of) else "",
        )

    def _clean(self, value: str) -> str:
        """Return a value cleaned; most are those of another way."""
        if value not in self._cleaned:
            self._cleaned[value] = clean(value)
        return self._cleaned[value]


def _pieces(nodes: Indices, known: Flags, starts: Indices) -> tuple[Flags, Indices]:
    """Return which vertices are kept, and the piece of a way that each belongs to."""
    is_first = np.zeros(len(nodes), dtype=bool)
    is_first[starts[:-1]] = True
    goes_on = np.append(False, known[:-1])[: len(nodes)] & ~is_first
    is_repeated = goes_on & (np.append(0, nodes[:-1])[: len(nodes)] == nodes)
    kept = known & ~is_repeated
    piece = np.cumsum(~goes_on) - 1
    kept &= np.bincount(piece[kept], minlength=len(nodes))[piece] >= MIN_VERTICES
    return kept, piece


def no_ways(where: str, radius_m: float) -> str:
    """Return the words for there being nothing to run on around a place.

    Args:
        where: The file or host that says so.
        radius_m: How far around [m].
    """
    return f"{where}: no street or path within {format_distance(radius_m)} of the place"


def boxes_around(place: Place, radius_m: float) -> tuple[Box, ...]:
    """Return the box that holds a circle, in two parts where it lies across the 180th meridian.

    Args:
        place: The middle.
        radius_m: Its radius [m].
    """
    north_m, _ = metres_per_degree(np.array([0.0]))  # a degree of latitude is nowhere shorter
    half_lat = radius_m / float(north_m[0])
    south, north = max(-90.0, place.lat_deg - half_lat), min(90.0, place.lat_deg + half_lat)
    _, east_m = metres_per_degree(np.array([max(-south, north)]))
    half_lon = radius_m / max(float(east_m[0]), 1e-9)
    if half_lon >= HALF_TURN_DEG:
        return ((-HALF_TURN_DEG, south, HALF_TURN_DEG, north),)  # all around a pole
    west, east = place.lon_deg - half_lon, place.lon_deg + half_lon
    boxes = [(max(west, -180.0), south, min(east, 180.0), north)]
    if west < -HALF_TURN_DEG:
        boxes.append((west + 360, south, 180.0, north))
    if east > HALF_TURN_DEG:
        boxes.append((-180.0, south, east - 360, north))
    return tuple(boxes)


def is_near(lat_deg: Sequence[float], lon_deg: Sequence[float], boxes: tuple[Box, ...]) -> bool:
    """Tell whether the box of some vertices meets one of some boxes.

    Args:
        lat_deg: Latitudes, NaN where unknown [deg].
        lon_deg: Longitudes, NaN where unknown [deg].
        boxes: See `boxes_around`.
    """
    lat, lon = list(filter(isfinite, lat_deg)), list(filter(isfinite, lon_deg))
    if not lat:
        return False
    low_lat, high_lat, low_lon, high_lon = min(lat), max(lat), min(lon), max(lon)
    return any(
        low_lat <= north and high_lat >= south and low_lon <= east and high_lon >= west
        for west, south, east, north in boxes
    )
