"""What we believe about the elevation along a track."""

import math
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

import numpy as np

from hillwork.model.arrays import Floats, Indices, freeze_columns, freeze_indices
from hillwork.model.track import Notice

STORED: Final = "stored"
"""What heights of the file itself are from."""


class ElevationKind(StrEnum):
    """What the elevation behaves like, whatever the file claims."""

    BAROMETER = "barometer"
    GPS = "gps"
    MODEL = "model"
    PLANNED = "planned"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Wander:
    """An error that wanders along the way: a first-order Gauss-Markov process.

    Its correlation over a distance L is exp(-L / length_m); at short distances it is a random walk.

    Args:
        rate_m2_per_m: Variance that a change of elevation gains with each metre, at short distances [m2/m].
        length_m: Correlation length; infinite when only changes are known and no level [m].
    """

    rate_m2_per_m: float
    length_m: float

    @classmethod
    def of(cls, sd_m: float, length_m: float) -> "Wander":
        """Return the wander with that standard deviation and correlation length [m].

        >>> Wander.of(3.0, 150.0)
        Wander(rate_m2_per_m=0.12, length_m=150.0)
        """
        return cls(2 * sd_m**2 / length_m, length_m)

    @property
    def variance_m2(self) -> float:
        """Variance of one elevation [m2]."""
        return self.rate_m2_per_m * self.length_m / 2

    def rise_variance_m2(self, length_m: float) -> float:
        """Return the variance of the difference of two elevations that far apart [m2]."""
        if math.isinf(self.length_m):
            return self.rate_m2_per_m * length_m
        return 2 * self.variance_m2 * -math.expm1(-length_m / self.length_m)


@dataclass(frozen=True, slots=True)
class Aid:
    """The error of another witness of the same profile: the runner's pace, an elevation model.

    Args:
        wander: How its error wanders.
        dilution: Share by which it may show hills too flat, 0-1 (see `hillwork.profile.effort`).
        is_of_pass: Whether each pass has one of its own, with an error of its own.
    """

    wander: Wander
    dilution: float = 0.0
    is_of_pass: bool = False

    def heard(self, seen: float) -> float:
        """Return how often it was heard on ground that was passed so often."""
        return seen if self.is_of_pass else 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Noise:
    """How wrong elevations are: a part that is independent from place to place, and one that wanders.

    Args:
        white_sd_m: Standard deviation of the independent part of one believed elevation [m].
        drift: The wandering part of the elevations of one pass.
        extras: Errors that no smoothing or comparing takes out: the weather's in a barometer, woods and roofs in a model.
        aids: The other witnesses.
    """

    white_sd_m: float
    drift: Wander
    extras: tuple[Wander, ...] = ()
    aids: tuple[Aid, ...] = ()

    @property
    def sd_m(self) -> float:
        """Standard deviation of one elevation of one pass [m]."""
        return math.sqrt(self.white_sd_m**2 + self.drift.variance_m2)

    def combined(self, seen: float = 1.0) -> Wander:
        """Return the wander that is left when the passes and the other witnesses are put together.

        Independent witnesses add their precisions at every wavelength. That of a Gauss-Markov process is, up to a factor,
        1 / (rate length^2) + frequency^2 / rate; a sum of such terms is again one.

        Args:
            seen: How many passes it rests on.
        """
        if not self.drift.rate_m2_per_m or (seen == 1 and not self.aids):
            return self.drift
        terms = [(seen, self.drift), *((aid.heard(seen), aid.wander) for aid in self.aids)]
        change = sum(times / wander.rate_m2_per_m for times, wander in terms)
        level = sum(times / (wander.rate_m2_per_m * wander.length_m**2) for times, wander in terms)
        return Wander(1 / change, math.sqrt(change / level) if level else math.inf)

    def rise_sd_m(self, length_m: float, seen: float = 1.0) -> float:
        """Return the standard deviation of the difference of two elevations that far apart [m].

        >>> round(Noise(white_sd_m=0.3, drift=Wander(0.0, 100.0)).rise_sd_m(150), 2)
        0.42

        Args:
            length_m: How far apart they are [m].
            seen: How many passes they rest on.
        """
        extras = sum(extra.rise_variance_m2(length_m) for extra in self.extras)
        combined = self.combined(seen).rise_variance_m2(length_m)
        return math.sqrt((2 * self.white_sd_m**2 + extras) / seen + combined)

    def flattened_share(self, length_m: float, seen: float = 1.0) -> float:
        """Return by what share a rise over that length may be too flat because others were heard, 0-1.

        Args:
            length_m: Length of the rise [m].
            seen: How many passes it rests on.
        """
        if not self.aids or not self.drift.rate_m2_per_m:
            return 0.0
        precisions = [aid.heard(seen) / aid.wander.rise_variance_m2(length_m) for aid in self.aids]
        flattened = sum(aid.dilution * precision for aid, precision in zip(self.aids, precisions, strict=True))
        return flattened / (seen / self.drift.rise_variance_m2(length_m) + sum(precisions))


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
        measured_m: The same before smoothing: what the witnesses say together, shape (n,) [m].
        lat_deg: Latitude, shape (n,) [deg].
        lon_deg: Longitude, shape (n,) [deg].
        point_m: Distance of each point of the track, shape (points,), ascending [m].
        jump_m: Distance of each sudden change of elevation that was left as recorded, shape (k,), ascending [m].
        jump_size_m: Its size, shape (k,) [m].
        place: Place on the ground of each sample, shape (n,): passes over the same ground, also of other tracks believed
            together with this one, share places, ascending or descending by one a sample.
        seen: How many passes the elevation rests on, shape (n,).
        noise: How wrong a believed elevation is.
        scatter_m: Scatter of the elevations that were smoothed: standard deviation of their second differences at 30 m that
            is not terrain [m].
        spacing_m: Usual distance between stored elevations [m].
        ascent_m: Total climbing [m].
        ascent_sd_m: Its standard deviation [m].
        is_recorded: Whether somebody was there with a clock.
        kind: What the elevation behaves like.
        source: Where the heights are from: `stored` is the file itself.
        cell_m: Size of the cells of an elevation model, 0 when the heights are none's [m].
        shows_edges: Whether it is a model that shows woods and roofs.
        filled_share: Share of the length whose elevation is interpolated across more than one step, 0-1.
        notices: What was repaired or assumed.
    """

    step_m: float
    legs: Indices
    runs: Indices
    distance_m: Floats
    elevation_m: Floats
    measured_m: Floats
    lat_deg: Floats
    lon_deg: Floats
    point_m: Floats
    jump_m: Floats
    jump_size_m: Floats
    place: Floats
    seen: Floats
    noise: Noise
    scatter_m: float
    spacing_m: float
    ascent_m: float
    ascent_sd_m: float
    is_recorded: bool
    kind: ElevationKind = ElevationKind.UNKNOWN
    source: str = STORED
    cell_m: float = 0.0
    shows_edges: bool = False
    filled_share: float = 0.0
    notices: tuple[Notice, ...] = ()

    def __post_init__(self) -> None:
        freeze_columns(
            self,
            distance_m=self.distance_m,
            elevation_m=self.elevation_m,
            measured_m=self.measured_m,
            lat_deg=self.lat_deg,
            lon_deg=self.lon_deg,
            place=self.place,
            seen=self.seen,
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
