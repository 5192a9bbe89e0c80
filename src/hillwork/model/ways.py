"""A map as it is drawn: places, ways and their tags."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, Protocol

import numpy as np

from hillwork.model.arrays import Floats, Indices, freeze_columns, freeze_indices
from hillwork.model.ports import Cost
from hillwork.model.track import Notice

WAY_TAGS: Final = frozenset(
    {
        "access", "bridge", "conveying", "foot", "ford", "highway", "indoor", "lit", "maxspeed", "motorroad", "name",
        "sac_scale", "service", "sidewalk", "sidewalk:both", "sidewalk:left", "sidewalk:right", "smoothness", "surface",
        "tracktype", "tunnel",
    }
)  # fmt: skip
"""The tags that tell whether and how a way can be run; readers of maps leave the others out."""

BEYOND_M: Final = 2000.0
"""A map is read so much farther than hills are looked for: those that begin inside the circle go on, and so do the ways there."""

MAX_LAT_DEG: Final = 90.0
MAX_LON_DEG: Final = 180.0
MIN_VERTICES: Final = 2
"""A way has two ends."""

OSM_ATTRIBUTION: Final = "Map data © OpenStreetMap contributors, ODbL 1.0"


_UNNAMED: Final = {
    "footway": "a footway",
    "path": "a path",
    "track": "a track",
    "cycleway": "a cycleway",
    "bridleway": "a bridleway",
    "pedestrian": "a pedestrian street",
    "service": "a service road",
    "steps": "steps",
}


def way_words(name: str, kind: str) -> str:
    """Return what to call a way.

    >>> way_words("High Street", "residential"), way_words("", "path"), way_words("", "residential")
    ('High Street', 'a path', 'a street without a name')

    Args:
        name: Its name; empty when it has none.
        kind: The value of its `highway` tag.
    """
    return name or _UNNAMED.get(kind, "a street without a name")


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where somebody starts from.

    Args:
        lat_deg: Latitude, WGS 84 [deg].
        lon_deg: Longitude, WGS 84 [deg].
        name: What to call it, cleaned: an address as its finder writes it, or the numbers as they were given.
        attribution: Whom to name for having found it; empty where that is nobody.
    """

    lat_deg: float
    lon_deg: float
    name: str
    attribution: str = ""

    def __post_init__(self) -> None:
        if not (abs(self.lat_deg) <= MAX_LAT_DEG and abs(self.lon_deg) <= MAX_LON_DEG):
            raise ValueError(f"no place on earth: {self.lat_deg}, {self.lon_deg}")


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Ways:
    """Ways of a map with their tags, one after the other; ways that share a node meet there. And where there is water.

    Args:
        lat_deg: Latitude of each vertex, shape (n,) [deg].
        lon_deg: Longitude of each vertex, shape (n,) [deg].
        node_ids: The map's number of each vertex, shape (n,).
        starts: Index of the first vertex of each way and, at the end, the number of vertices, shape (ways + 1,).
        way_ids: The map's number of each way, shape (ways,).
        tags: The tags of each way, those of `WAY_TAGS` only, cleaned.
        source: Where the map is from: `osm:monaco.osm.pbf`, `overpass:overpass-api.de`.
        as_of: When the map was as it is, as it says itself (an ISO date); empty when it does not say.
        attribution: Whom to name wherever it is shown.
        notices: What it does not hold.
        water_lat_deg: Latitude of each place with water for everybody to drink, shape (k,) [deg].
        water_lon_deg: Longitude of each of them, shape (k,) [deg].
    """

    lat_deg: Floats
    lon_deg: Floats
    node_ids: Indices
    starts: Indices
    way_ids: Indices
    tags: tuple[Mapping[str, str], ...]
    source: str
    as_of: str = ""
    attribution: str = OSM_ATTRIBUTION
    notices: tuple[Notice, ...] = ()
    water_lat_deg: Floats = field(default_factory=lambda: np.empty(0))
    water_lon_deg: Floats = field(default_factory=lambda: np.empty(0))

    def __post_init__(self) -> None:
        freeze_columns(self, lat_deg=self.lat_deg, lon_deg=self.lon_deg)
        freeze_columns(self, water_lat_deg=self.water_lat_deg, water_lon_deg=self.water_lon_deg)
        freeze_indices(self, "node_ids", self.node_ids)
        freeze_indices(self, "starts", self.starts)
        freeze_indices(self, "way_ids", self.way_ids)
        n_ways = len(self.way_ids)
        if not len(self.starts) == n_ways + 1 == len(self.tags) + 1 or len(self.node_ids) != len(self.lat_deg):
            raise ValueError("a way needs its vertices, its number and its tags")
        if self.starts[0] != 0 or self.starts[-1] != len(self.lat_deg) or (np.diff(self.starts) < MIN_VERTICES).any():
            raise ValueError("every way has two vertices or more")

    def __len__(self) -> int:
        return len(self.way_ids)


class MapSource(Protocol):
    """A map: the ways around a place, and where there is water."""

    def estimate(self, place: Place, radius_m: float) -> Cost:
        """Return what reading them would take; asks nobody.

        Args:
            place: The middle.
            radius_m: How far around it [m].
        """
        ...

    def ways_around(self, place: Place, radius_m: float) -> Ways:
        """Return at least all ways with a highway tag that touch a circle, each in its full length, and the water in it.

        Args:
            place: The middle.
            radius_m: How far around it [m].

        Raises:
            ServiceError: A service cannot be asked, or does not answer as it should.
            InputError: A file cannot be read.
        """
        ...
