"""Maps in files of this machine, through pyosmium, which is installed on demand."""

import math
import stat
from array import array
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Final

from hillwork.errors import InputError
from hillwork.model import BEYOND_M, Cost, Notice, Place, Ways
from hillwork.osm.elements import Gathered, boxes_around, is_near, no_ways
from hillwork.osm.water import WATER_TAGS, Water
from hillwork.text import clean

if TYPE_CHECKING:
    from osmium.io import Header
    from osmium.osm.types import NodeRef, Way

ENDINGS: Final = (".osm", ".osm.gz", ".osm.bz2", ".osm.pbf")
HINT: Final = "name an extract, e.g. from download.geofabrik.de"
WKB_HEAD: Final = 9
"""Byte order, kind and number of points, before the coordinates of a line."""

MAX_FEATURES: Final = 8
"""How many features a PBF file is asked for; they are seldom more than three."""

Located = tuple[Sequence[float], Sequence[float]]
"""Latitudes and longitudes of vertices [deg]."""

Spot = tuple[float, float]
UNKNOWN: Final[Spot] = (math.nan, math.nan)


def _osmium() -> ModuleType:
    try:
        import osmium
    except ImportError as error:
        raise InputError("reading a map from a file needs osmium", hint="pip install 'hillwork[osm]'") from error
    module: ModuleType = osmium
    return module


@dataclass(frozen=True, slots=True)
class Extract:
    """A map in a file: a part of OpenStreetMap.

    Args:
        path: Where it lies: .osm, .osm.gz, .osm.bz2 or .osm.pbf.
    """

    path: Path

    def estimate(self, place: Place, radius_m: float) -> Cost:
        """Return that nothing leaves this machine."""
        del place, radius_m  # a file costs nothing, wherever it is asked
        return Cost()

    def ways_around(self, place: Place, radius_m: float) -> Ways:
        """Return all ways with a highway tag that meet the box around a circle, each in its full length, and the water in it.

        Args:
            place: The middle.
            radius_m: How far around it [m].

        Raises:
            InputError: The file cannot be read, or has no way there; or pyosmium is not installed.
        """
        name = clean(str(self.path))
        path = _checked(self.path, name)
        osmium = _osmium()
        boxes = boxes_around(place, radius_m)
        gathered = Gathered(name)
        water = Water(name, place, radius_m)
        whereabouts = _Whereabouts(osmium, path, name)
        for way in _highways(osmium, path, name, water):
            lat_deg, lon_deg = whereabouts.of(way)
            if is_near(lat_deg, lon_deg, boxes):
                node_ids = [node.ref for node in way.nodes]
                gathered.add(way.id, node_ids, lat_deg, lon_deg, ((tag.k, tag.v) for tag in way.tags))
        with osmium.io.Reader(path, osmium.osm.NOTHING) as reader:
            header = reader.header()
        ways = gathered.ways(source=f"osm:{clean(self.path.name)}", as_of=_date(header))
        if ways is None:
            raise InputError(no_ways(name, radius_m), hint="is the extract of that area?")
        notices = tuple(_edges(header, place, radius_m - BEYOND_M))
        water_lat_deg, water_lon_deg = water.columns()
        return replace(ways, notices=notices, water_lat_deg=water_lat_deg, water_lon_deg=water_lon_deg)


def _checked(path: Path, name: str) -> str:
    """Return the absolute path of a file that may be opened.

    The library takes `-` for standard input and a name like `http:...` for something to fetch; no absolute path is either.

    Raises:
        InputError: There is none, or it is no regular file.
    """
    try:
        mode = path.stat().st_mode
        if stat.S_ISREG(mode):
            path.open("rb").close()
    except (OSError, ValueError) as error:
        reason = (error.strerror if isinstance(error, OSError) else None) or "not a file name"
        raise InputError(f"{name}: {reason.lower()}", hint=HINT) from error
    if not stat.S_ISREG(mode):
        raise InputError(f"{name}: {'a folder' if stat.S_ISDIR(mode) else 'not a regular file'}", hint=HINT)
    if not path.name.lower().endswith(ENDINGS):
        raise InputError(f"{name}: not a map by its name", hint=f"{HINT}; its name ends in {', '.join(ENDINGS)}")
    if not path.stat().st_size:
        raise InputError(f"{name}: the file is empty", hint="fetch it again")
    return str(path.absolute())


def _highways(osmium: ModuleType, path: str, name: str, water: Water) -> Iterator["Way"]:
    """Yield the ways with a highway tag, each good until the next one, and hand the water on the way there over.

    Raises:
        InputError: The file is damaged, or no map.
    """
    with _reading(osmium, name):
        file = osmium.FileProcessor(path, osmium.osm.NODE | osmium.osm.WAY)
        if not _has_located_ways(file.header):
            file = file.with_locations("flex_mem")
        # What is not wanted is left out by the library, which is faster than Python.
        is_street = osmium.filter.KeyFilter("highway")
        is_street.enable_for(osmium.osm.WAY)
        is_wet = osmium.filter.TagFilter(*(line[0] for line in WATER_TAGS))
        is_wet.enable_for(osmium.osm.NODE)
        for one in file.with_filter(is_wet).with_filter(is_street):
            if not one.visible:  # in files of editors and histories there are deleted ones
                continue
            if one.is_way():
                yield one
            elif one.location.valid():
                water.add(one.id, one.location.lat, one.location.lon, {tag.k: tag.v for tag in one.tags})


@contextmanager
def _reading(osmium: ModuleType, name: str) -> Iterator[None]:
    """Turn what the library raises into one of our errors."""
    try:
        yield
    except (RuntimeError, ValueError, OSError, osmium.InvalidLocationError) as error:
        message = f"{name}: damaged, or not an OpenStreetMap file ({clean(str(error))})"
        raise InputError(message, hint="fetch it again") from error


def _has_located_ways(header: "Header") -> bool:
    """Tell whether a file says where vertices are with each way, instead of in nodes of their own."""
    return any(
        header.get(f"pbf_{need}_feature_{number}", "") == "LocationsOnWays"
        for need in ("required", "optional")
        for number in range(MAX_FEATURES)
    )


class _Whereabouts:
    """Where vertices of ways are."""

    def __init__(self, osmium: ModuleType, path: str, name: str) -> None:
        self._osmium = osmium
        self._path = path
        self._name = name
        self._line = osmium.geom.WKBFactory()
        self._new: dict[int, Spot] | None = None

    def of(self, way: "Way") -> Located:
        """Return where the vertices of a way are: arrays when all are known, else lists with NaN."""
        try:
            # All coordinates at once, as hexadecimal text: three times as fast as asking each vertex.
            packed = bytes.fromhex(self._line.create_linestring(way, self._osmium.geom.use_nodes.ALL))
        except (RuntimeError, self._osmium.InvalidLocationError):
            spots = [self._spot(node) for node in way.nodes]
            return [lat_deg for lat_deg, _ in spots], [lon_deg for _, lon_deg in spots]
        numbers = array("d", packed[WKB_HEAD:])
        return numbers[1::2], numbers[::2]

    def _spot(self, node: "NodeRef") -> Spot:
        if node.location.valid():
            return node.location.lat, node.location.lon
        return self._drawn().get(node.ref, UNKNOWN) if node.ref < 0 else UNKNOWN

    def _drawn(self) -> dict[int, Spot]:
        """Return the nodes that an editor drew and the map does not have yet: the library does not keep those below 0."""
        if self._new is None:
            with _reading(self._osmium, self._name):
                self._new = {
                    node.id: (node.location.lat, node.location.lon)
                    for node in self._osmium.FileProcessor(self._path, self._osmium.osm.NODE)
                    if node.id < 0 and node.location.valid()
                }
        return self._new


def _date(header: "Header") -> str:
    """Return when a file says it is of, empty when it does not."""
    return str(header.get("osmosis_replication_timestamp", "") or header.get("timestamp", ""))


def _edges(header: "Header", place: Place, radius_m: float) -> Iterator[Notice]:
    """Yield a notice when a file says that it ends inside a circle."""
    box = header.box()
    if radius_m <= 0 or not box.valid():
        return
    low, high = box.bottom_left, box.top_right
    if any(
        south < low.lat or north > high.lat or west < low.lon or east > high.lon
        for west, south, east, north in boxes_around(place, radius_m)
    ):
        message = "the map ends inside the circle: hills and ways beyond its edge are not seen"
        yield Notice("map-edge", message)
