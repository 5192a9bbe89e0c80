"""The runner's pace as a witness: who runs at an even effort is slower uphill.

How much slower is learnt from the recording itself, and so is how far that can be trusted: in hill repetitions, where the hard
part is uphill, or on a walk with stops, pace and gradient hardly go together, and the witness is not heard.
"""

import math
from dataclasses import dataclass
from typing import Final

import numpy as np

from hillwork.model import Aid, Floats, Indices, Wander
from hillwork.profile.combine import Witness
from hillwork.profile.grid import STEP_M
from hillwork.profile.robust import scale

NEEDED_FROM_M: Final = 1.25
"""Elevations that scatter less at 30 m (a barometer) know the gradient better than any pace."""

WINDOW_M: Final = 100.0
"""Pace and gradient are compared over 100 m: a runner takes some 10-20 m to change pace, and hills begin at 60 m."""

MIN_WINDOWS: Final = 20
"""Two kilometres of it, or nothing is learnt."""

MIN_SHARED_VARIANCE: Final = 0.3
MAX_SHARED_VARIANCE: Final = 0.65
"""What the pace may explain of the gradient's variance: no runner is steadier, whatever a short recording makes of it; and
below the least a response is not blown up further."""

INDEPENDENT_AFTER: Final = 1.5
MIN_SIGNIFICANCE: Final = 2.0
"""Pace and gradient must go together by two standard deviations of chance; windows are independent every 150 m or so."""

MAX_LOG_PACE: Final = 0.8
"""Paces beyond 2.2 times or below 0.45 times the usual are walks and stops, and count as that much."""

OUTLIER_SD: Final = 3.0
ROUNDS: Final = 3

MIN_GRADE_SD: Final = 0.02
"""No runner is steadier than 2 points of gradient over 100 m."""


@dataclass(frozen=True, slots=True, eq=False)
class Effort:
    """What the pace says about the gradient.

    Args:
        witness: Elevations that rise and fall with the pace.
        aid: Their error, for the profile's noise.
        shared_variance: How much of the gradient's variance the pace explains, 0-1.
    """

    witness: Witness
    aid: Aid
    shared_variance: float


def read_effort(step_s: Floats, elevation_m: Floats, runs: Indices, drift: Wander) -> Effort | None:
    """Return what the pace says about the gradient, or None where it says little.

    The gradient of 100 m windows is fitted to their mean log pace. Both have errors, so that the slope is that of the
    reduced major axis (Ricker 1973, J. Fish. Res. Board Can. 30: 409): the least squares' slope divided by the correlation
    that is left when the known noise of the elevations is taken out.

    Args:
        step_s: Moving time from each sample to the next, shape (n - 1,), NaN where unknown [s].
        elevation_m: Evenly spaced elevations, shape (n,), NaN where unknown [m].
        runs: Number of each sample's unbroken run, shape (n,), -1 where unknown.
        drift: The wandering part of the elevations' error.
    """
    same_run = (runs[1:] == runs[:-1]) & (runs[1:] >= 0)
    log_pace = _log_pace(step_s, same_run)
    if log_pace is None:
        return None
    pace, grade = _windows(log_pace, elevation_m, runs)
    if len(grade) * STEP_M < MIN_WINDOWS * WINDOW_M:
        return None
    slope, kept = _fit(pace, grade)
    noise_variance = drift.rise_variance_m2(WINDOW_M) / WINDOW_M**2
    grade_variance = float(grade[kept].var())
    # The noise is an estimate too: at most four fifths of what varies are put down to it.
    true_variance = max(grade_variance - noise_variance, grade_variance / 5)
    explained = slope**2 * float(pace[kept].var())
    if slope <= 0 or not explained:
        return None
    shared = min(explained / true_variance, MAX_SHARED_VARIANCE)
    independent = len(grade) * STEP_M / (INDEPENDENT_AFTER * WINDOW_M)
    if shared < MIN_SHARED_VARIANCE or explained * independent < MIN_SIGNIFICANCE**2 * grade_variance:
        return None
    response = slope / math.sqrt(shared)
    level = float(grade[kept].mean()) - response * float(pace[kept].mean())
    # Outliers were left out of the fit, but they are errors all the same.
    left_variance = float(np.mean((grade - response * pace - level) ** 2)) - noise_variance
    variance = max(left_variance, 2 * true_variance * (1 - math.sqrt(shared)), MIN_GRADE_SD**2)
    rate = variance * WINDOW_M
    change_m = np.where(same_run, STEP_M * (response * log_pace + level), 0.0)
    witness = Witness(
        elevation_m=np.concatenate([[0.0], np.cumsum(change_m)]),
        keep=np.ones(len(step_s)),
        fresh_m2=np.full(len(step_s), rate * STEP_M),
    )
    return Effort(witness, Aid(Wander(rate, math.inf), dilution=1 - shared, is_of_pass=True), shared)


def _log_pace(step_s: Floats, same_run: Indices) -> Floats | None:
    """Return the logarithm of the pace against the usual one, shape (n - 1,); 0 where it is unknown."""
    known = same_run & (step_s > 0)
    if known.sum() * STEP_M < MIN_WINDOWS * WINDOW_M:
        return None
    result = np.zeros(len(step_s))
    logarithm = np.log(step_s[known])
    result[known] = np.clip(logarithm - np.median(logarithm), -MAX_LOG_PACE, MAX_LOG_PACE)
    return result


def _windows(log_pace: Floats, elevation_m: Floats, runs: Indices) -> tuple[Floats, Floats]:
    """Return mean log pace and gradient of every window inside one run."""
    lag = round(WINDOW_M / STEP_M)
    total = np.concatenate([[0.0], np.cumsum(log_pace)])
    whole = (runs[lag:] == runs[:-lag]) & (runs[lag:] >= 0)
    pace = (total[lag:] - total[:-lag])[whole] / lag
    grade = (elevation_m[lag:] - elevation_m[:-lag])[whole] / WINDOW_M
    return pace, grade


def _fit(pace: Floats, grade: Floats) -> tuple[float, Floats]:
    """Return the slope of the gradient on the pace, and which windows are no outliers."""
    kept = np.ones(len(grade), dtype=bool)
    slope = 0.0
    for _ in range(ROUNDS):
        around = pace - pace[kept].mean()
        square = float(np.sum(around[kept] ** 2))
        slope = float(np.sum(around[kept] * grade[kept])) / square if square > 0 else 0.0
        error = grade - slope * around
        kept = np.abs(error - np.median(error)) <= OUTLIER_SD * scale(error)
    return slope, kept
