"""What the core asks of the world outside, and others provide."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final, Protocol

import numpy as np

from hillwork.model.arrays import Floats, freeze_columns


class Surface(StrEnum):
    """What an elevation model shows."""

    TERRAIN = "terrain"
    SURFACE = "surface"
    MIXED = "mixed"
    UNKNOWN = "unknown"


_SHOWS: Final = {
    Surface.TERRAIN: "bare ground",
    Surface.SURFACE: "the tops of trees and roofs",
    Surface.MIXED: "bare ground in some countries, the tops of trees and roofs in others",
    Surface.UNKNOWN: "perhaps with trees and roofs",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Worth:
    """What the heights of a model are worth.

    Args:
        resolution_m: Distance between its posts [m].
        step_m: What its heights are rounded to, 0 when they are not [m].
        surface: Bare ground, or the tops of trees and roofs.
        sd_m: Standard deviation of the error of one height against its neighbourhood [m].
        correlation_m: Distance over which errors are alike: about two cells [m].
        datum: What its heights are counted from.
        attribution: Whom to name wherever its heights are shown.
    """

    resolution_m: float
    step_m: float
    surface: Surface
    sd_m: float
    correlation_m: float
    datum: str
    attribution: str

    @property
    def words(self) -> str:
        """What the heights are, in words."""
        rounding = f", rounded to {self.step_m:g} m" if self.step_m else ""
        return f"a post every {self.resolution_m:.0f} m{rounding}, {_SHOWS[self.surface]}, datum {self.datum}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What asking would take, before anything is sent.

    Args:
        host: Who would be asked; empty when nothing leaves this machine.
        n_requests: How many questions; those whose answers are kept are not sent.
        n_bytes: About how much would be received [bytes].
        duration_s: About how long it would take, or the least that the service's rules allow [s].
        sends: What the host would learn.
    """

    host: str = ""
    n_requests: int = 0
    n_bytes: int = 0
    duration_s: float = 0.0
    sends: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Sampled:
    """Heights of places, all from one model.

    Args:
        elevation_m: Elevations, shape (n,), NaN where unknown [m].
        source: What the model is called in results, such as `dem:N43E007.hgt`.
        worth: What its heights are worth.
    """

    elevation_m: Floats
    source: str
    worth: Worth

    def __post_init__(self) -> None:
        freeze_columns(self, elevation_m=self.elevation_m)

    @property
    def known_share(self) -> float:
        """Share of the places that it knows, 0-1."""
        return float(np.mean(np.isfinite(self.elevation_m))) if len(self.elevation_m) else 0.0


class ElevationSource(Protocol):
    """An elevation model: heights for places, and what they are worth."""

    def estimate(self, lat_deg: Floats, lon_deg: Floats) -> Cost:
        """Return what sampling these places would take; asks nobody.

        Args:
            lat_deg: Latitudes, shape (n,) [deg].
            lon_deg: Longitudes, shape (n,) [deg].
        """
        ...

    def sample(self, lat_deg: Floats, lon_deg: Floats) -> Sampled:
        """Return the elevation of places; one model answers for all of them.

        Args:
            lat_deg: Latitudes, shape (n,) [deg].
            lon_deg: Longitudes, shape (n,) [deg].

        Raises:
            ServiceError: A service cannot be asked, or does not answer as it should.
            InputError: A file cannot be read.
        """
        ...
