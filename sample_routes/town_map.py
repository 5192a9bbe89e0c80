"""Draws the sample town and writes its files.

Usage: `python sample_routes/town_map.py [FOLDER]` writes `town.osm`, a map extract, and `N45W030.hgt.gz`, an elevation tile of one
arc second, the same bytes every time.
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

sys.path.insert(0, str(Path(__file__).parent.parent))

from sample_routes.town import (
    AVENUE_EVERY_M,
    AVENUES,
    CROSS_EVERY_M,
    CROSS_STREETS,
    RIDGE_AT_M,
    RIDGE_HALF_M,
    STAIR_FROM_M,
    STAIR_LEG_M,
    STAIR_LEGS,
    STAIR_NAMES,
    forest_north_m,
    height_m,
    to_degrees,
    to_metres,
)

TILE: Final = (45, -30)
TILE_SIDE: Final = 3601
NODE_EVERY_M: Final = 60.0
STUBS_AT_M: Final = (240.0, 360.0)
STUB_M: Final = 50.0
"""Dead ends that leave the avenues in the middle of their ramps."""
PAVEMENT_ASIDE_M: Final = 9.0
HERE: Final = Path(__file__).parent


@dataclass(frozen=True, kw_only=True)
class Street:
    """A line on the map: places east and north of the door [m], and tags."""

    place_m: tuple[tuple[float, float], ...]
    tags: dict[str, str]


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
        place_m=_line((0.0, last_north_m), (last_east_m, forest_north_m(last_east_m))),
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
        "<!-- A town that does not exist, made by hillwork's sample_routes/town_map.py. -->",
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
