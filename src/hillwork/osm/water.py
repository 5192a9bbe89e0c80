"""Where a map says that there is water to drink."""

from collections.abc import Mapping
from typing import Final

import numpy as np

from hillwork.errors import InputError
from hillwork.geo import step_lengths_m
from hillwork.model import MAX_LAT_DEG, MAX_LON_DEG, Floats, Place
from hillwork.osm.elements import boxes_around, is_near

WATER_TAGS: Final = (
    (("amenity", "drinking_water"),),
    (("amenity", "water_point"),),
    (("man_made", "water_tap"),),
    (("amenity", "fountain"), ("drinking_water", "yes")),
)
"""What a node with water to drink is tagged with, the tags of one line together."""

NOT_DRINKABLE: Final = "no"
CLOSED: Final = frozenset({"private", "no", "customers"})
MAX_POINTS: Final = 100_000
"""More than whole countries have."""


def may_be_water(tags: Mapping[str, str]) -> bool:
    """Return whether a node is of a kind that gives water to drink, open or not.

    Args:
        tags: Its tags, as they are written.
    """
    return any(all(tags.get(key) == value for key, value in line) for line in WATER_TAGS)


def is_water(tags: Mapping[str, str]) -> bool:
    """Return whether anybody can drink at a node.

    By the pages `Tag:amenity=drinking_water`, `Tag:amenity=water_point`, `Tag:man_made=water_tap`, `Tag:amenity=fountain`,
    `Key:drinking_water` and `Key:access` of the OpenStreetMap wiki. Many fountains are for show and must say that theirs is
    for drinking; a tap of which nothing is said counts, one that says `drinking_water=no` does not.

    >>> is_water({"man_made": "water_tap"}), is_water({"man_made": "water_tap", "drinking_water": "no"})
    (True, False)

    Args:
        tags: Its tags, as they are written.
    """
    return may_be_water(tags) and tags.get("drinking_water") != NOT_DRINKABLE and tags.get("access") not in CLOSED


class Water:
    """Places with water to drink around a place, gathered one by one.

    Args:
        where: The file or host, for messages.
        place: The middle.
        radius_m: How far around it they matter [m].
        max_points: How many are taken.
    """

    def __init__(self, where: str, place: Place, radius_m: float, *, max_points: int = MAX_POINTS) -> None:
        self._where = where
        self._place = place
        self._radius_m = radius_m
        self._boxes = boxes_around(place, radius_m)
        self._max_points = max_points
        self._spots: dict[int, tuple[float, float]] = {}

    def add(self, node_id: int, lat_deg: float, lon_deg: float, tags: Mapping[str, str]) -> None:
        """Take one node, unless it is there already, gives nobody water, or lies far away or nowhere on earth.

        Args:
            node_id: The map's number of it.
            lat_deg: Its latitude [deg].
            lon_deg: Its longitude [deg].
            tags: All its tags, as they are written.

        Raises:
            InputError: That is more than can be held.
        """
        if not is_water(tags) or not (abs(lat_deg) <= MAX_LAT_DEG and abs(lon_deg) <= MAX_LON_DEG):
            return
        if not is_near([lat_deg], [lon_deg], self._boxes):
            return
        self._spots.setdefault(node_id, (lat_deg, lon_deg))
        if len(self._spots) > self._max_points:
            raise InputError(
                f"{self._where}: more than {self._max_points:,} places with drinking water around the place",
                hint="choose a smaller --radius",
            )

    def columns(self) -> tuple[Floats, Floats]:
        """Return the latitudes and longitudes of those inside the circle, by their numbers, each of shape (k,) [deg]."""
        spots = np.array([self._spots[node_id] for node_id in sorted(self._spots)], dtype=np.float64).reshape(-1, 2)
        # From the middle to each and back: every second step is a way there.
        there = np.empty((2 * len(spots), 2))
        there[::2] = self._place.lat_deg, self._place.lon_deg
        there[1::2] = spots
        is_inside = step_lengths_m(there[:, 0], there[:, 1])[::2] <= self._radius_m
        return spots[is_inside, 0], spots[is_inside, 1]
