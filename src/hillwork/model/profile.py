"""What we believe about the elevation along a track."""

import math
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from hillwork.model.arrays import Floats, Indices, freeze_columns, freeze_indices
from hillwork.model.track import Notice


class ElevationKind(StrEnum):
    """What the elevation behaves like, whatever the file claims."""

    BAROMETER = "barometer"
    GPS = "gps"
    MODEL = "model"
    PLANNED = "planned"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Noise:
    """How wrong elevations are: an independent part and a part that drifts with the distance.

    The drifting part is a first-order Gauss-Markov process: its correlation over a distance L is exp(-L / drift_length_m).

    Args:
        white_sd_m: Standard deviation of the independent part of one believed elevation [m].
        drift_sd_m: Standard deviation of the drifting part [m].
        drift_length_m: Its correlation length [m].
    """

    white_sd_m: float
    drift_sd_m: float
    drift_length_m: float

    def rise_sd_m(self, length_m: float) -> float:
        """Return the standard deviation of the difference of two elevations that far apart [m].

        >>> round(Noise(white_sd_m=0.3, drift_sd_m=0, drift_length_m=100).rise_sd_m(150), 2)
        0.42
        """
        drift = self.drift_sd_m**2 * -math.expm1(-length_m / self.drift_length_m)
        return math.sqrt(2 * (self.white_sd_m**2 + drift))


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Profile:
    """Elevation against distance, evenly spaced, cleaned and smoothed, with its error.

    A track's continuous stretches (legs) lie one after the other; distance does not grow across the gap between two legs.

    Args:
        step_m: Distance between samples of a leg [m].
        legs: Index of the first sample of each leg, shape (k,).
        runs: Number of the unbroken run of known elevation that each sample belongs to, shape (n,); -1 where unknown.
        distance_m: Distance from the start, shape (n,) [m].
        elevation_m: Believed elevation, shape (n,), NaN where nothing is known [m].
        lat_deg: Latitude, shape (n,) [deg].
        lon_deg: Longitude, shape (n,) [deg].
        point_m: Distance of each point of the track, shape (points,), ascending [m].
        jump_m: Distance of each sudden change of elevation that was left as recorded, shape (k,), ascending [m].
        jump_size_m: Its size, shape (k,) [m].
        noise: How wrong a believed elevation is.
        scatter_m: Scatter of the stored elevations: robust standard deviation of second differences at 30 m [m].
        spacing_m: Usual distance between stored elevations [m].
        ascent_m: Total climbing [m].
        ascent_sd_m: Its standard deviation [m].
        kind: What the elevation behaves like.
        filled_share: Share of the length whose elevation is interpolated across more than one step, 0-1.
        notices: What was repaired or assumed.
    """

    step_m: float
    legs: Indices
    runs: Indices
    distance_m: Floats
    elevation_m: Floats
    lat_deg: Floats
    lon_deg: Floats
    point_m: Floats
    jump_m: Floats
    jump_size_m: Floats
    noise: Noise
    scatter_m: float
    spacing_m: float
    ascent_m: float
    ascent_sd_m: float
    kind: ElevationKind = ElevationKind.UNKNOWN
    filled_share: float = 0.0
    notices: tuple[Notice, ...] = ()

    def __post_init__(self) -> None:
        freeze_columns(
            self,
            distance_m=self.distance_m,
            elevation_m=self.elevation_m,
            lat_deg=self.lat_deg,
            lon_deg=self.lon_deg,
        )
        freeze_columns(self, point_m=self.point_m)
        freeze_columns(self, jump_m=self.jump_m, jump_size_m=self.jump_size_m)
        freeze_indices(self, "legs", self.legs)
        freeze_indices(self, "runs", self.runs)

    def __len__(self) -> int:
        return len(self.distance_m)

    def __repr__(self) -> str:
        return f"<Profile: {self.length_m:.0f} m, {self.kind} elevation, noise {self.scatter_m:.1f} m>"

    @property
    def length_m(self) -> float:
        """Distance covered, without gaps [m]."""
        return float(self.point_m[-1]) if len(self.point_m) else 0.0

    def slices(self) -> list[slice]:
        """Return the unbroken runs of known elevation, as slices of the samples."""
        return unbroken(self.runs)


def unbroken(runs: Indices) -> list[slice]:
    """Return the slices of equal, non-negative numbers.

    >>> unbroken(np.array([0, 0, -1, 1, 1, 1]))
    [slice(0, 2, None), slice(3, 6, None)]
    """
    borders = (np.flatnonzero(np.diff(runs)) + 1).tolist()
    return [
        slice(start, end) for start, end in zip([0, *borders], [*borders, len(runs)], strict=True) if runs[start] >= 0
    ]
