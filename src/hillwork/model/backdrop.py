"""What lies beneath the ways that are looked at: streets and paths, and the ground."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from hillwork.model.arrays import Floats, Indices, freeze_columns, freeze_indices
from hillwork.model.relief import Relief


class WayClass(StrEnum):
    """How a way suits a runner (docs/near.md holds the table)."""

    BEST = "A"
    FINE = "B"
    CAUTION = "C"


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Lines:
    """Many lines on the map, one after the other.

    Args:
        lat_deg: Latitude of each vertex, shape (n,) [deg].
        lon_deg: Longitude of each vertex, shape (n,) [deg].
        starts: Index of the first vertex of each line and, at the end, the number of vertices, shape (lines + 1,).
        classes: The class of each line.
    """

    lat_deg: Floats
    lon_deg: Floats
    starts: Indices
    classes: tuple[WayClass, ...]

    def __post_init__(self) -> None:
        freeze_columns(self, lat_deg=self.lat_deg, lon_deg=self.lon_deg)
        freeze_indices(self, "starts", self.starts)

    def __len__(self) -> int:
        return len(self.classes)


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Backdrop:
    """The ground of a map.

    Args:
        streets: Streets and paths; None where no map is known.
        relief: The shape of the ground; None where no elevation model is known.
    """

    streets: Lines | None = None
    relief: Relief | None = None


NOTHING_BENEATH: Final = Backdrop()
"""Neither map nor elevation model."""
