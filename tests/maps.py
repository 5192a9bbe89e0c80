"""Small maps drawn by hand: ways through named places, on ground given by a formula."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from hillwork.geo import metres_per_degree
from hillwork.model import Cost, Floats, Place, Sampled, Surface, Ways, Worth

LAT_DEG, LON_DEG = 46.0, 8.0
DOOR = Place(lat_deg=LAT_DEG, lon_deg=LON_DEG, name="the door")
Ground = Callable[[Floats, Floats], Floats]
"""Height by metres east and north of the door."""


Way = tuple[Sequence[tuple[float, float]], Mapping[str, str]]
"""Places east and north of the door [m], and tags."""


def degrees(east_m: Any, north_m: Any) -> tuple[Floats, Floats]:
    north, east = metres_per_degree(np.array([LAT_DEG]))
    return LAT_DEG + np.asarray(north_m) / north[0], LON_DEG + np.asarray(east_m) / east[0]


def metres(lat_deg: Any, lon_deg: Any) -> tuple[Floats, Floats]:
    north, east = metres_per_degree(np.array([LAT_DEG]))
    return (np.asarray(lon_deg) - LON_DEG) * east[0], (np.asarray(lat_deg) - LAT_DEG) * north[0]


def draw_map(*ways: Way) -> Ways:
    """Return a map of ways, equal places are one node."""
    numbers: dict[tuple[float, float], int] = {}
    places = [place for line, _ in ways for place in line]
    ids = [numbers.setdefault(place, len(numbers) + 1) for place in places]
    lat, lon = degrees(*np.array(places, float).T)
    return Ways(
        lat_deg=lat,
        lon_deg=lon,
        node_ids=np.array(ids),
        starts=np.cumsum([0, *(len(line) for line, _ in ways)]),
        way_ids=np.arange(1, len(ways) + 1),
        tags=tuple({"highway": "residential", **tags} for _, tags in ways),
        source="osm:drawn.osm",
    )


@dataclass
class FormulaModel:
    """An elevation model that knows the ground by a formula; behaves as the port asks, and remembers what it was asked."""

    height: Callable[[Floats, Floats], Floats]
    sd_m: float = 0.2
    cell_m: float = 10.0
    surface: Surface = Surface.TERRAIN
    asked: list[int] = field(default_factory=list)

    def estimate(self, lat_deg: Floats, lon_deg: Floats) -> Cost:  # noqa: ARG002 - the port's signature
        return Cost()

    def sample(self, lat_deg: Floats, lon_deg: Floats) -> Sampled:
        self.asked.append(len(lat_deg))
        worth = Worth(
            resolution_m=self.cell_m,
            step_m=0.0,
            surface=self.surface,
            sd_m=self.sd_m,
            correlation_m=2 * self.cell_m,
            datum="none",
            attribution="a formula",
        )
        return Sampled(self.height(lat_deg, lon_deg), "formula", worth)


def on_ground(ground: Ground, **more: Any) -> FormulaModel:
    """Return a model of ground given by metres east and north of the door."""
    return FormulaModel(lambda lat, lon: ground(*metres(lat, lon)), **more)


def ramp(start_m: float, length_m: float, grade: float) -> Ground:
    """Return ground that is level but for one ramp to the east."""
    return lambda east_m, _: 100 + grade * np.clip(east_m - start_m, 0, length_m)
