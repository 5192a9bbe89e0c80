"""How wrong the elevations are, measured from the elevations themselves."""

from typing import Final

import numpy as np

from hillwork.model import ElevationKind, Floats, Indices, Noise
from hillwork.profile.grid import STEP_M
from hillwork.profile.robust import scale

SHORT_LAG_M: Final = 10.0
LONG_LAG_M: Final = 30.0
"""Lags of the second differences. At 30 m they separate the sources (medians: planned 0.3 m, barometer 0.6, 30 m model 1.7,
receiver 2.8, phone 4.8 m) before the bends of the terrain take over; the growth from 10 m tells drift from scatter."""

DRIFT_LENGTH_M: Final = 150.0
"""Correlation length of drifting elevation errors: satellite heights wander over one to two minutes; assumed, because it
cannot be told from the terrain inside one recording."""

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


def second_difference_m(elevation_m: Floats, runs: Indices, lag_m: float) -> float:
    """Return the robust standard deviation of second differences of elevation at a lag [m].

    A ramp has none, so that what is left is noise and the few bends of the terrain, which the median ignores.

    Args:
        elevation_m: Evenly spaced elevations, shape (n,), NaN where unknown [m].
        runs: Number of each sample's unbroken run, shape (n,), -1 where unknown.
        lag_m: Distance between the differenced samples [m].

    Returns:
        The scale, NaN when there are too few differences.
    """
    lag = round(lag_m / STEP_M)
    if len(elevation_m) <= 2 * lag:
        return float("nan")
    difference = elevation_m[2 * lag :] - 2 * elevation_m[lag:-lag] + elevation_m[: -2 * lag]
    difference = difference[(runs[2 * lag :] == runs[: -2 * lag]) & (runs[2 * lag :] >= 0)]
    if len(difference) < MIN_DIFFERENCES:
        return float("nan")
    return scale(difference)


def measure_noise(elevation_m: Floats, runs: Indices, spacing_m: float) -> tuple[float, Noise]:
    """Return the scatter at 30 m and the noise of one grid elevation split into scatter and drift.

    For independent errors of variance w2 a second difference has the variance 6 w2 at every lag; for a random walk that
    gains the variance q a metre it has 2 q L. A drift that returns has q = 2 sd2 / length at short lags, hence both.

    Args:
        elevation_m: Evenly spaced elevations, shape (n,), NaN where unknown [m].
        runs: Number of each sample's unbroken run, shape (n,), -1 where unknown.
        spacing_m: Usual distance between the stored points [m].
    """
    long_m = second_difference_m(elevation_m, runs, LONG_LAG_M)
    if spacing_m > COARSE_SPACING_M:
        long_m = COARSE_NOISE_M
        short_m = COARSE_NOISE_M
    elif np.isnan(long_m):
        long_m = short_m = UNKNOWN_NOISE_M
    else:
        short_m = min(second_difference_m(elevation_m, runs, SHORT_LAG_M), long_m)
    growth = (long_m**2 - short_m**2) / (2 * (LONG_LAG_M - SHORT_LAG_M))
    growth = min(growth, long_m**2 / (2 * LONG_LAG_M))
    white = max(short_m**2 - 2 * growth * SHORT_LAG_M, 0.0) / 6
    drift = growth * DRIFT_LENGTH_M / 2
    return long_m, Noise(white_sd_m=white**0.5, drift_sd_m=drift**0.5, drift_length_m=DRIFT_LENGTH_M)


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
