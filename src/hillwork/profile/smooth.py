"""As much smoothing as the noise asks for, and no more: too much hides short hills."""

from typing import Final

import numpy as np
from scipy.linalg import solveh_banded

from hillwork.model import Floats, Indices
from hillwork.profile.grid import STEP_M

MIN_BANDWIDTH_M: Final = 5.0
BANDWIDTH_PER_NOISE: Final = 12.0
MAX_BANDWIDTH_M: Final = 70.0
"""Bandwidth = 5 m + 12 x scatter, at most 70 m. Found on recordings with known hills: both half and double cost hills."""

_SECOND_DIFFERENCE: Final = 3
"""It takes so many samples."""


def bandwidth_m(noise_m: Floats) -> Floats:
    """Return the smoothing bandwidth for elevations with that scatter at 30 m [m].

    >>> bandwidth_m(np.array([0.6, 10.0])).tolist()
    [12.2, 70.0]
    """
    return np.minimum(MIN_BANDWIDTH_M + BANDWIDTH_PER_NOISE * noise_m, MAX_BANDWIDTH_M)


def smooth(elevation_m: Floats, runs: Indices, bandwidth: Floats) -> Floats:
    """Return elevations smoothed inside each run by penalised second differences.

    Whittaker (1923) smoothing: the values that minimise the squared distance to the data plus lambda times the squared second
    differences, with lambda = (bandwidth / step)^4; one banded system for all runs, linear in their length.

    Args:
        elevation_m: Evenly spaced elevations, shape (n,), NaN where unknown [m].
        runs: Number of each sample's unbroken run, shape (n,), -1 where unknown.
        bandwidth: Distance over which detail is lost around each sample, shape (n,) [m].
    """
    known = np.flatnonzero(runs >= 0)
    result = np.full(len(elevation_m), np.nan)
    if len(known) < _SECOND_DIFFERENCE:
        result[known] = elevation_m[known]
        return result
    run = runs[known]
    penalty = np.where(run[2:] == run[:-2], (bandwidth[known[1:-1]] / STEP_M) ** 4, 0.0)
    bands = np.zeros((3, len(known)))
    bands[2] = 1.0
    bands[2, :-2] += penalty
    bands[2, 1:-1] += 4 * penalty
    bands[2, 2:] += penalty
    bands[1, 1:-1] -= 2 * penalty
    bands[1, 2:] -= 2 * penalty
    bands[0, 2:] = penalty
    result[known] = solveh_banded(bands, elevation_m[known], overwrite_ab=True, check_finite=False)
    return result


def white_noise_left(bandwidth: float) -> float:
    """Return the share of independent scatter (as standard deviation) that smoothing leaves in one value.

    Far from the ends the smoother is a kernel whose square integrates to 3 / (8 sqrt 2) over one bandwidth (Silverman 1984).

    >>> round(white_noise_left(20.0), 2)
    0.26
    """
    return float(min(1.0, (3 / (8 * 2**0.5) * STEP_M / bandwidth) ** 0.5))
