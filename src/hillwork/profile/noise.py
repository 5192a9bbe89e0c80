"""How wrong the elevations are, measured from the elevations themselves."""

import math
from dataclasses import dataclass
from typing import Final

import numpy as np

from hillwork.model import ElevationKind, Floats, Indices, Wander
from hillwork.profile.grid import STEP_M
from hillwork.profile.robust import scale

SHORT_LAG_M: Final = 10.0
LONG_LAG_M: Final = 30.0
"""Lags of the second differences. At 30 m they separate the sources (medians: planned 0.3 m, barometer 0.6, 30 m model 1.7,
receiver 2.8, phone 4.8 m) before the bends of the terrain take over; the growth from 10 m tells drift from scatter."""

DRIFT_LENGTH_M: Final = 150.0
MODEL_DRIFT_LENGTH_M: Final = 60.0
"""Correlation length of drifting elevation errors: satellite heights wander over one to two minutes, those of a 30 m model
over two cells. Assumed where no ground is passed twice, because inside one pass it cannot be told from the terrain."""

TAIL_SHARE: Final = 0.01
HEAVY_TAIL: Final = 3.3
"""One in a hundred second differences of noise lies beyond 2.6 standard deviations. Where it lies beyond 3.3, a model shows
more than ground and noise: the edges of woods and roofs, holes at bridges."""

EDGE_LAG_M: Final = 90.0
WOOD_LENGTH_M: Final = 250.0
"""An edge in a 30 m model is spread over one to two cells and seen whole at a lag of three; a wood stays for some 250 m."""

COARSE_SPACING_M: Final = 25.0
COARSE_NOISE_M: Final = 0.35
"""Points farther apart than the lag carry no second difference: their noise is that of rounding to a metre (0.29 m)."""

UNKNOWN_NOISE_M: Final = 3.0
"""Too little track to measure anything: taken for a receiver."""

MIN_DIFFERENCES: Final = 20

BAROMETER_BELOW_M: Final = 1.25
RECEIVER_ABOVE_M: Final = 1.75
PLANNED_BELOW_M: Final = 0.8
"""Borders between the kinds, half-way between the medians above; in between a recording's kind is unknown."""


@dataclass(frozen=True, slots=True)
class PassNoise:
    """How wrong the elevations of one pass are, before smoothing.

    Args:
        scatter_m: Standard deviation of their second differences at 30 m [m].
        white_sd_m: Standard deviation of the part that is independent from sample to sample [m].
        drift: The part that wanders.
    """

    scatter_m: float
    white_sd_m: float
    drift: Wander

    @classmethod
    def of(cls, white_sd_m: float, drift: Wander) -> "PassNoise":
        """Return the noise with these parts."""
        return cls(second_difference_sd_m(white_sd_m, drift), white_sd_m, drift)


def second_difference_sd_m(white_sd_m: float, drift: Wander) -> float:
    """Return the standard deviation of second differences at 30 m of scatter and drift [m].

    Independent errors of variance w2 give 6 w2; a random walk that gains the variance q a metre gives 2 q L.
    """
    return math.sqrt(6 * white_sd_m**2 + 2 * drift.rate_m2_per_m * LONG_LAG_M)


def second_differences_m(elevation_m: Floats, runs: Indices, lag_m: float) -> Floats:
    """Return the second differences of elevation at a lag, none where there are too few to judge by [m].

    A ramp has none, so that what is left is noise and the few bends of the terrain.

    Args:
        elevation_m: Evenly spaced elevations, shape (n,), NaN where unknown [m].
        runs: Number of each sample's unbroken run, shape (n,), -1 where unknown.
        lag_m: Distance between the differenced samples [m].
    """
    lag = round(lag_m / STEP_M)
    if len(elevation_m) <= 2 * lag:
        return np.empty(0)
    difference = elevation_m[2 * lag :] - 2 * elevation_m[lag:-lag] + elevation_m[: -2 * lag]
    difference = difference[(runs[2 * lag :] == runs[: -2 * lag]) & (runs[2 * lag :] >= 0)]
    return difference if len(difference) >= MIN_DIFFERENCES else np.empty(0)


def edges_of(elevation_m: Floats, runs: Indices) -> tuple[Wander, bool]:
    """Return the error that woods and roofs make in a model, and whether they are plain to see.

    Edges come at random and each stays for the size of a wood: a drift like any other, told by the variance of second
    differences that the median, which describes the noise, does not see.

    Args:
        elevation_m: Evenly spaced elevations, shape (n,), NaN where unknown [m].
        runs: Number of each sample's unbroken run, shape (n,), -1 where unknown.
    """
    difference_m = second_differences_m(elevation_m, runs, LONG_LAG_M)
    if not len(difference_m):
        return Wander(0.0, WOOD_LENGTH_M), False
    usual_m = scale(difference_m)
    is_plain = bool(np.quantile(np.abs(difference_m), 1 - TAIL_SHARE) > HEAVY_TAIL * usual_m)
    wide_m = second_differences_m(elevation_m, runs, EDGE_LAG_M)
    excess_m2 = max(float(np.mean(wide_m**2)) - scale(wide_m) ** 2, 0.0) if len(wide_m) else 0.0
    return Wander(excess_m2 / (2 * EDGE_LAG_M), WOOD_LENGTH_M), is_plain


def measure_noise(elevation_m: Floats, runs: Indices, spacing_m: float, *, is_timed: bool) -> PassNoise:
    """Return the noise of grid elevations, split into scatter and drift by how it grows with the lag.

    For independent errors of variance w2 a second difference has the variance 6 w2 at every lag; for a random walk that
    gains the variance q a metre it has 2 q L.

    Args:
        elevation_m: Evenly spaced elevations, shape (n,), NaN where unknown [m].
        runs: Number of each sample's unbroken run, shape (n,), -1 where unknown.
        spacing_m: Usual distance between the stored points [m].
        is_timed: Whether somebody was there; a planned route has its heights from a model.
    """
    at_long_m = second_differences_m(elevation_m, runs, LONG_LAG_M)
    if spacing_m > COARSE_SPACING_M:
        long_m = short_m = COARSE_NOISE_M
    elif not len(at_long_m):
        long_m = short_m = UNKNOWN_NOISE_M
    else:
        long_m = scale(at_long_m)
        short_m = min(scale(second_differences_m(elevation_m, runs, SHORT_LAG_M)), long_m)
    growth = (long_m**2 - short_m**2) / (2 * (LONG_LAG_M - SHORT_LAG_M))
    growth = min(growth, long_m**2 / (2 * LONG_LAG_M))
    white = max(short_m**2 - 2 * growth * SHORT_LAG_M, 0.0) / 6
    return PassNoise(long_m, white**0.5, Wander(growth, DRIFT_LENGTH_M if is_timed else MODEL_DRIFT_LENGTH_M))


def classify(noise_m: float, *, is_timed: bool) -> ElevationKind:
    """Return what elevations with that scatter at 30 m usually come from.

    >>> str(classify(0.6, is_timed=True)), str(classify(2.8, is_timed=True)), str(classify(1.7, is_timed=False))
    ('barometer', 'gps', 'model')
    """
    if not is_timed:
        return ElevationKind.PLANNED if noise_m < PLANNED_BELOW_M else ElevationKind.MODEL
    if noise_m < BAROMETER_BELOW_M:
        return ElevationKind.BAROMETER
    return ElevationKind.GPS if noise_m > RECEIVER_ABOVE_M else ElevationKind.UNKNOWN
