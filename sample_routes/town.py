"""Makes the sample town: streets and paths on invented ground in the middle of the Atlantic, where nobody lives.

Usage: `python sample_routes/town.py [FOLDER]` writes `town.osm`, a map extract, and `N45W030.hgt.gz`, an elevation tile of one
arc second, the same bytes every time. Heights come from `height_m`; `hills` says where they climb.

Avenues run east every 300 m, cross streets run north every 600 m. Where they cross the ground is level; some crossings lie
higher than all their neighbours, so that the streets between are ramps of known length. Besides there are a climb that turns
a corner every 300 m, a road over a ridge and another in a tunnel below it, a bridge over a valley, a flight of steps, a
private drive, and a pavement drawn beside its street.
"""

import gzip
import io
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Final
from xml.sax.saxutils import quoteattr

import numpy as np

from hillwork.geo import metres_per_degree
from hillwork.model import Floats

HERE: Final = Path(__file__).parent
DOOR_LAT_DEG: Final = 45.02
DOOR_LON_DEG: Final = -29.5
TILE: Final = (45, -30)
TILE_SIDE: Final = 3601

AVENUES: Final = ("Harbour Avenue", "Mill Avenue", "Garden Avenue", "Church Avenue", "Station Avenue", "Park Avenue",
                  "School Avenue", "Forest Avenue")  # fmt: skip
CROSS_STREETS: Final = ("West Street", "Baker Street", "Market Street", "Bridge Street", "East Street")
AVENUE_EVERY_M: Final = 300.0
CROSS_EVERY_M: Final = 600.0
LEVEL_M: Final = 60.0
"""So far around an avenue the ground does not change to the side; a cross street is a ramp over the 180 m between."""

RAMP_FROM_M: Final = 170.0
RAMP_TO_M: Final = 430.0
"""Where in a block of an avenue its ramp lies."""

HIGH: Final = {
    (1, 1): 14.0,
    (1, 3): 20.0,
    (3, 0): 16.0,
    (3, 2): 24.0,
    (3, 4): 13.0,
    (5, 1): 18.0,
    (5, 3): 22.0,
    (7, 2): 15.0,
}
"""Crossings above their neighbours: number of avenue and of cross street, and how high [m]."""

STAIR_FROM_M: Final = 2700.0
STAIR_LEG_M: Final = 300.0
STAIR_LEGS: Final = 6
STAIR_GRADE: Final = 0.055
STAIR_NAMES: Final = ("First Rise", "Second Rise", "Third Rise", "Fourth Rise", "Fifth Rise", "Sixth Rise")

RIDGE_AT_M: Final = -400.0
RIDGE_HALF_M: Final = 250.0
RIDGE_M: Final = 24.0
VALLEY_M: Final = -22.0
RIDGE_UNTIL_M: Final = 900.0
VALLEY_FROM_M: Final = 1100.0
"""West of the town a ridge runs north and becomes a valley."""

NODE_EVERY_M: Final = 60.0
STUBS_AT_M: Final = (240.0, 360.0)
STUB_M: Final = 50.0
"""Dead ends that leave the avenues in the middle of their ramps."""

PAVEMENT_ASIDE_M: Final = 9.0
FOREST_RISE_M: Final = 240.0
"""How far the forest path leaves the last avenue on its way east."""


@dataclass(frozen=True, kw_only=True)
class Hill:
    """A hill as it was built.

    Args:
        name: Its first street.
        foot_m: East and north of its foot [m].
        top_m: East and north of its top [m].
        length_m: Length along the streets [m].
        gain_m: Height of the top above the foot [m].
    """

    name: str
    foot_m: tuple[float, float]
    top_m: tuple[float, float]
    length_m: float
    gain_m: float


@dataclass(frozen=True, kw_only=True)
class Street:
    """A line on the map: places east and north of the door [m], and tags."""

    place_m: tuple[tuple[float, float], ...]
    tags: dict[str, str]


def height_m(lat_deg: Floats, lon_deg: Floats) -> Floats:
    """Return the elevation of places, by formula, shape (n,) [m]."""
    east_m, north_m = to_metres(lat_deg, lon_deg)
    return 10.0 + ground_m(east_m, north_m)


def to_metres(lat_deg: Floats, lon_deg: Floats) -> tuple[Floats, Floats]:
    """Return how far east and north of the door places lie [m]."""
    north, east = metres_per_degree(np.array([DOOR_LAT_DEG]))
    return (lon_deg - DOOR_LON_DEG) * east[0], (lat_deg - DOOR_LAT_DEG) * north[0]


def to_degrees(east_m: Floats, north_m: Floats) -> tuple[Floats, Floats]:
    """Return latitude and longitude of places [deg]."""
    north, east = metres_per_degree(np.array([DOOR_LAT_DEG]))
    return DOOR_LAT_DEG + north_m / north[0], DOOR_LON_DEG + east_m / east[0]


def ground_m(east_m: Floats, north_m: Floats) -> Floats:
    """Return the height of the ground above the level of the town, shape (n,) [m]."""
    rows = np.array([_along_avenue(number, east_m) for number in range(len(AVENUES))])
    row = np.clip(north_m / AVENUE_EVERY_M, 0, len(AVENUES) - 1)
    below = np.minimum(row.astype(int), len(AVENUES) - 2)
    aside_m = (row - below) * AVENUE_EVERY_M
    share = np.clip((aside_m - LEVEL_M) / (AVENUE_EVERY_M - 2 * LEVEL_M), 0, 1)
    at = np.arange(len(east_m))
    town_m = (1 - share) * rows[below, at] + share * rows[below + 1, at]
    stairs_m = STAIR_GRADE * np.clip(east_m - STAIR_FROM_M, 0, None) + STAIR_GRADE * np.clip(north_m, 0, None)
    last_m = (len(CROSS_STREETS) - 1) * CROSS_EVERY_M
    to_stairs = np.clip((east_m - last_m - LEVEL_M) / (STAIR_FROM_M - last_m - LEVEL_M), 0, 1)
    ridge = np.clip(1 - np.abs(east_m - RIDGE_AT_M) / RIDGE_HALF_M, 0, None)
    to_valley = np.clip((north_m - RIDGE_UNTIL_M) / (VALLEY_FROM_M - RIDGE_UNTIL_M), 0, 1)
    west_m = ridge * ((1 - to_valley) * RIDGE_M + to_valley * VALLEY_M)
    total: Floats = (1 - to_stairs) * town_m + to_stairs * stairs_m + west_m
    return total


def _along_avenue(number: int, east_m: Floats) -> Floats:
    """Return the height along an avenue: level around crossings, a ramp in the middle of each block [m]."""
    at_m, heights_m = [], []
    for cross in range(len(CROSS_STREETS)):
        middle_m = cross * CROSS_EVERY_M
        at_m += [middle_m - (CROSS_EVERY_M - RAMP_TO_M), middle_m + RAMP_FROM_M]
        heights_m += 2 * [HIGH.get((number, cross), 0.0)]
    # At both ends of the town the ground falls to its level within the same distance.
    at_m = [at_m[0] - (RAMP_TO_M - RAMP_FROM_M), *at_m, at_m[-1] + RAMP_TO_M - RAMP_FROM_M]
    along: Floats = np.interp(east_m, at_m, [0.0, *heights_m, 0.0])
    return along


def hills() -> list[Hill]:
    """Return all hills of the town, as built."""
    built = []
    for (avenue, cross), high_m in HIGH.items():
        east_m, north_m = cross * CROSS_EVERY_M, avenue * AVENUE_EVERY_M
        for sign, neighbour in ((-1, cross - 1), (1, cross + 1)):
            if 0 <= neighbour < len(CROSS_STREETS):
                built.append(
                    Hill(
                        name=AVENUES[avenue],
                        foot_m=(east_m + sign * RAMP_TO_M, north_m),
                        top_m=(east_m + sign * RAMP_FROM_M, north_m),
                        length_m=RAMP_TO_M - RAMP_FROM_M,
                        gain_m=high_m,
                    )
                )
        for sign, neighbour in ((-1, avenue - 1), (1, avenue + 1)):
            if 0 <= neighbour < len(AVENUES):
                built.append(
                    Hill(
                        name=CROSS_STREETS[cross],
                        foot_m=(east_m, north_m + sign * (AVENUE_EVERY_M - LEVEL_M)),
                        top_m=(east_m, north_m + sign * LEVEL_M),
                        length_m=AVENUE_EVERY_M - 2 * LEVEL_M,
                        gain_m=high_m,
                    )
                )
    stair_m = STAIR_LEGS * STAIR_LEG_M
    half_m = stair_m / 2
    built.append(
        Hill(
            name=STAIR_NAMES[0],
            foot_m=(STAIR_FROM_M, 0.0),
            top_m=(STAIR_FROM_M + half_m, half_m),
            length_m=stair_m,
            gain_m=STAIR_GRADE * stair_m,
        )
    )
    path_m = float(np.hypot(1.0, FOREST_RISE_M / (len(CROSS_STREETS) - 1) / CROSS_EVERY_M))
    for sign in (-1, 1):
        ends_m = [2 * CROSS_EVERY_M + sign * at_m for at_m in (RAMP_TO_M, RAMP_FROM_M)]
        foot_m, top_m = ((at_m, _forest_north_m(at_m)) for at_m in ends_m)
        length_m = (RAMP_TO_M - RAMP_FROM_M) * path_m
        built.append(Hill(name="Forest Path", foot_m=foot_m, top_m=top_m, length_m=length_m, gain_m=HIGH[7, 2]))
    built.extend(
        Hill(
            name="Ridge Road",
            foot_m=(RIDGE_AT_M + sign * RIDGE_HALF_M, 2 * AVENUE_EVERY_M),
            top_m=(RIDGE_AT_M, 2 * AVENUE_EVERY_M),
            length_m=RIDGE_HALF_M,
            gain_m=RIDGE_M,
        )
        for sign in (-1, 1)
    )
    return built


def _forest_north_m(east_m: float) -> float:
    """Return how far north the path beyond the last avenue is, where the ground goes on as along the avenue [m]."""
    last_east_m = (len(CROSS_STREETS) - 1) * CROSS_EVERY_M
    return (len(AVENUES) - 1) * AVENUE_EVERY_M + FOREST_RISE_M * east_m / last_east_m


def streets() -> Iterator[Street]:
    """Yield the ways of the map; places that are equal are one node."""
    last_east_m = (len(CROSS_STREETS) - 1) * CROSS_EVERY_M
    last_north_m = (len(AVENUES) - 1) * AVENUE_EVERY_M
    kinds = ("residential", "tertiary", "living_street", "unclassified")
    for number, name in enumerate(AVENUES):
        north_m = number * AVENUE_EVERY_M
        tags = {
            "highway": kinds[number % len(kinds)],
            "name": name,
            "surface": "asphalt",
            "lit": "yes",
            "sidewalk": "both",
        }
        for cross in range(len(CROSS_STREETS) - 1):
            west_m = cross * CROSS_EVERY_M
            cuts_m = [0.0, *STUBS_AT_M, CROSS_EVERY_M]
            for start_m, end_m in pairwise(cuts_m):
                yield Street(place_m=_line((west_m + start_m, north_m), (west_m + end_m, north_m)), tags=tags)
            for side, at_m in zip((1, -1), STUBS_AT_M, strict=True):
                stub = _line((west_m + at_m, north_m), (west_m + at_m, north_m + side * STUB_M))
                yield Street(place_m=stub, tags={"highway": "residential", "surface": "paving_stones"})
    for number, name in enumerate(CROSS_STREETS):
        east_m = number * CROSS_EVERY_M
        tags = {"highway": "residential", "name": name, "surface": "asphalt" if number % 2 else "sett"}
        for avenue in range(len(AVENUES) - 1):
            south_m = avenue * AVENUE_EVERY_M
            middle_m = south_m + AVENUE_EVERY_M / 2
            yield Street(place_m=_line((east_m, south_m), (east_m, middle_m)), tags=tags)
            yield Street(place_m=_line((east_m, middle_m), (east_m, south_m + AVENUE_EVERY_M)), tags=tags)
    yield Street(
        place_m=_line((last_east_m, 0.0), (STAIR_FROM_M, 0.0)), tags={"highway": "residential", "name": AVENUES[0]}
    )
    yield from _stairs()
    yield from _west()
    # A pavement beside the third avenue, joined to it at both ends.
    pavement_m = 3 * AVENUE_EVERY_M + PAVEMENT_ASIDE_M
    pavement = ((0.0, 3 * AVENUE_EVERY_M), *_line((20.0, pavement_m), (CROSS_EVERY_M - 20.0, pavement_m)))
    yield Street(
        place_m=(*pavement, (CROSS_EVERY_M, 3 * AVENUE_EVERY_M)),
        tags={"highway": "footway", "footway": "sidewalk", "surface": "paving_stones"},
    )
    # Up the hill at Market Street and Church Avenue there are steps and a private drive as well.
    high_m = (2 * CROSS_EVERY_M, 3 * AVENUE_EVERY_M)
    stub_m = (high_m[0] - CROSS_EVERY_M + STUBS_AT_M[0], high_m[1] + STUB_M)
    yield Street(
        place_m=(stub_m, (stub_m[0] + 150.0, stub_m[1]), high_m), tags={"highway": "steps", "name": "Long Steps"}
    )
    drive_m = (high_m[0] + CROSS_EVERY_M - STUBS_AT_M[0], high_m[1] + STUB_M)
    yield Street(
        place_m=(high_m, (high_m[0] + 100.0, drive_m[1]), drive_m),
        tags={"highway": "service", "access": "private", "name": "Private Drive"},
    )
    yield Street(
        place_m=_line((0.0, last_north_m), (last_east_m, _forest_north_m(last_east_m))),
        tags={"highway": "path", "surface": "ground", "name": "Forest Path"},
    )


def _stairs() -> Iterator[Street]:
    """Yield the climb that turns a corner every 300 m; at each corner the way also goes straight on, to a dead end."""
    east_m, north_m = STAIR_FROM_M, 0.0
    for leg, name in enumerate(STAIR_NAMES):
        step_m = (STAIR_LEG_M, 0.0) if leg % 2 == 0 else (0.0, STAIR_LEG_M)
        end_m = (east_m + step_m[0], north_m + step_m[1])
        tags = {"highway": "unclassified", "name": name, "surface": "asphalt", "maxspeed": "30"}
        yield Street(place_m=_line((east_m, north_m), end_m), tags=tags)
        if leg < STAIR_LEGS - 1:
            beyond_m = (end_m[0] + step_m[0] / 6, end_m[1] + step_m[1] / 6)
            yield Street(place_m=_line(end_m, beyond_m), tags={"highway": "residential", "name": f"{name} End"})
        east_m, north_m = end_m
    level_m = (east_m + 100.0, north_m - 100.0)
    yield Street(place_m=_line((east_m, north_m), level_m), tags={"highway": "path", "name": "Level Path"})


def _west() -> Iterator[Street]:
    """Yield what leads west of the town: a road over the ridge, one in a tunnel below it, and a bridge over the valley."""
    far_m = RIDGE_AT_M - RIDGE_HALF_M - 100.0
    near_m = RIDGE_AT_M + RIDGE_HALF_M
    beyond_m = RIDGE_AT_M - RIDGE_HALF_M
    for north_m, name, crossing in (
        (0.0, "Tunnel Road", {"tunnel": "yes"}),
        (2 * AVENUE_EVERY_M, "Ridge Road", {}),
        (4 * AVENUE_EVERY_M, "Valley Bridge", {"bridge": "yes", "layer": "1"}),
    ):
        tags = {"highway": "unclassified", "name": name, "surface": "asphalt"}
        yield Street(place_m=_line((0.0, north_m), (near_m, north_m)), tags=tags)
        yield Street(place_m=_line((near_m, north_m), (beyond_m, north_m)), tags={**tags, **crossing})
        yield Street(place_m=_line((beyond_m, north_m), (far_m, north_m)), tags=tags)


def _line(start_m: tuple[float, float], end_m: tuple[float, float]) -> tuple[tuple[float, float], ...]:
    """Return places from one end to the other, at most `NODE_EVERY_M` apart."""
    length_m = float(np.hypot(end_m[0] - start_m[0], end_m[1] - start_m[1]))
    n_steps = max(1, int(np.ceil(length_m / NODE_EVERY_M)))
    share = np.linspace(0, 1, n_steps + 1)
    east_m, north_m = (start_m[axis] + share * (end_m[axis] - start_m[axis]) for axis in (0, 1))
    return tuple(zip(east_m.round(3).tolist(), north_m.round(3).tolist(), strict=True))


def map_text() -> str:
    """Return the town as OpenStreetMap XML."""
    ways = list(streets())
    numbers: dict[tuple[float, float], int] = {}
    for way in ways:
        for place in way.place_m:
            numbers.setdefault(place, len(numbers) + 1)
    lat_deg, lon_deg = to_degrees(*np.array(list(numbers)).T)
    lines = [
        "<?xml version='1.0' encoding='UTF-8'?>",
        "<!-- A town that does not exist, made by hillwork's sample_routes/town.py. -->",
        '<osm version="0.6" generator="hillwork sample_routes/town.py">',
    ]
    for number, lat, lon in zip(numbers.values(), lat_deg.tolist(), lon_deg.tolist(), strict=True):
        lines.append(f'  <node id="{number}" version="1" lat="{lat:.7f}" lon="{lon:.7f}"/>')
    for number, way in enumerate(ways, start=1):
        lines.append(f'  <way id="{number}" version="1">')
        lines += [f'    <nd ref="{numbers[place]}"/>' for place in way.place_m]
        lines += [f"    <tag k={quoteattr(key)} v={quoteattr(value)}/>" for key, value in way.tags.items()]
        lines.append("  </way>")
    return "\n".join([*lines, "</osm>", ""])


def tile_bytes() -> bytes:
    """Return the elevation tile that holds the town, gzipped: whole metres, sea level outside of it."""
    lat_deg = TILE[0] + 1 - np.arange(TILE_SIDE) / (TILE_SIDE - 1)
    lon_deg = TILE[1] + np.arange(TILE_SIDE) / (TILE_SIDE - 1)
    heights = np.zeros((TILE_SIDE, TILE_SIDE))
    east_m, north_m = to_metres(lat_deg[:, np.newaxis], lon_deg[np.newaxis, :])
    rows = np.flatnonzero((north_m[:, 0] > -1500) & (north_m[:, 0] < 4000))
    columns = np.flatnonzero((east_m[0] > -1500) & (east_m[0] < 5000))
    grid = np.ix_(rows, columns)
    lat, lon = np.meshgrid(lat_deg[rows], lon_deg[columns], indexing="ij")
    heights[grid] = height_m(lat.ravel(), lon.ravel()).reshape(lat.shape)
    packed = io.BytesIO()
    with gzip.GzipFile(fileobj=packed, mode="wb", filename="", mtime=0) as file:
        file.write(heights.round().astype(">i2").tobytes())
    return packed.getvalue()


def make(folder: Path) -> None:
    """Write the map and the elevation tile."""
    (folder / "town.osm").write_text(map_text(), encoding="utf-8", newline="\n")
    (folder / "N45W030.hgt.gz").write_bytes(tile_bytes())


if __name__ == "__main__":
    make(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE)
