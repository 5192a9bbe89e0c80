"""The sample town: invented ground in the middle of the Atlantic, where nobody lives, and the hills that streets make of it.

Avenues run east every 300 m, cross streets run north every 600 m. Where they cross the ground is level; some crossings lie
higher than all their neighbours, so that the streets between are ramps of known length. Besides there are a climb that turns
a corner every 300 m, a road over a ridge and another in a tunnel below it, a bridge over a valley, a flight of steps, a
private drive, and a pavement drawn beside its street. `town_map.py` draws them and writes the files.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np

from hillwork.geo import metres_per_degree
from hillwork.model import Floats

DOOR_LAT_DEG: Final = 45.02
DOOR_LON_DEG: Final = -29.5

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
        foot_m, top_m = ((at_m, forest_north_m(at_m)) for at_m in ends_m)
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


def forest_north_m(east_m: float) -> float:
    """Return how far north the path beyond the last avenue is, where the ground goes on as along the avenue [m]."""
    last_east_m = (len(CROSS_STREETS) - 1) * CROSS_EVERY_M
    return (len(AVENUES) - 1) * AVENUE_EVERY_M + FOREST_RISE_M * east_m / last_east_m
