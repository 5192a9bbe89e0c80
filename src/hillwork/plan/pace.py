"""How fast people run and walk on a gradient.

Three models of the time per metre on a gradient over that on the flat at the same effort. Kay's is used; the others are the
ends of the band that is shown, because none of them is a law.
"""

import math
from collections.abc import Callable
from typing import Final

import numpy as np

from hillwork.model import Duration, Floats, Runner

MAX_MODEL_GRADE: Final = 0.30
"""The models are not trusted beyond 30 %; steeper ground is taken for 30 %."""

KAY: Final = (1.0, 3.31341, 18.86878, -1.88108, -25.56239)
"""Kay, Journal of Quantitative Analysis in Sports 8(4), 2012, from hill-race records; powers 0 to 4 of the gradient."""

STRAVA: Final = (1.0, 3.045, 18.66, -2.66, -43.3)
"""A quartic through readings of Strava's curve of equal heart rate ("An improved GAP model", Strava Engineering, 2017)."""

MINETTI: Final = (3.6, 19.5, 46.3, -43.3, -30.4, 155.4)
"""Energy cost of running, J/(kg m): Minetti et al., J Appl Physiol 93, 2002 (doi:10.1152/japplphysiol.01177.2001). Uphill
only: downhill it promises times that nobody runs."""

JOG_SHARE: Final = 0.72
"""Jogging pace as a share of the 5 km speed: a rule of ours; 2.4 m/s for 25:00, and no bonus downhill."""

RIEGEL: Final = 1.06
"""Exponent of race time over distance: Riegel, American Scientist 69, 1981 (from memory)."""

TOBLER_MPS: Final = 6 / 3.6
TOBLER_DECAY: Final = 3.5
TOBLER_BEST_GRADE: Final = -0.05
"""Tobler's hiking function: 6 km/h at best, at 5 % down."""

TIRED_WALK_SHARE: Final = 0.9
"""Walking down after a hard repetition is a tenth slower: a rule of ours."""

HIKE_LEVEL_MPS: Final = 2.1
HIKE_LOSS_MPS: Final = 3.8
HIKE_MAX_GRADE: Final = 0.10
HIKE_MPS_AT_10: Final = 1.7
HIKE_MPS_AT_20: Final = 1.3
"""Below this speed walking costs no more than running: 2.1 - 3.8 i m/s up to 10 %, 1.7 m/s at 10 %, 1.3 m/s at 20 %, an
estimate derived from Abe et al. 2015 (doi:10.1371/journal.pone.0138154) and Giovanelli et al. 2016."""

PIECE_M: Final = 20.0
"""Times are summed over pieces of the real profile, because two gradients cost more than their mean."""


def kay(grade: Floats | float) -> Floats:
    """Return Kay's factor of time, 1 on the flat.

    >>> kay(0.08).round(3)
    np.float64(1.384)
    """
    return _polynomial(KAY, grade)


def strava(grade: Floats | float) -> Floats:
    """Return the factor of time by Strava's curve, 1 on the flat."""
    return _polynomial(STRAVA, grade)


def minetti(grade: Floats | float) -> Floats:
    """Return the factor of energy cost by Minetti's curve, 1 on the flat; for gradients from 0 up."""
    return _polynomial(MINETTI, grade) / MINETTI[0]


def _polynomial(coefficients: tuple[float, ...], grade: Floats | float) -> Floats:
    clamped = np.clip(grade, -MAX_MODEL_GRADE, MAX_MODEL_GRADE)
    value: Floats = np.polynomial.polynomial.polyval(clamped, coefficients)
    return value


def pieces_of(elevation_m: Floats, step_m: float) -> tuple[Floats, Floats]:
    """Return lengths [m] and gradients of the pieces of some 20 m that a way is reckoned by, each shape (k,).

    Args:
        elevation_m: Elevations along the way, shape (n,), two or more [m].
        step_m: Distance between them [m].
    """
    lag = max(1, round(PIECE_M / step_m))
    knots_m = np.append(elevation_m[:-1:lag], elevation_m[-1])
    lengths_m = np.diff(np.append(np.arange(0, len(elevation_m) - 1, lag), len(elevation_m) - 1)) * step_m
    return lengths_m, np.diff(knots_m) / lengths_m


def running_time(
    runner: Runner, elevation_m: Floats, step_m: float, *, effort_low: float, effort_high: float
) -> Duration:
    """Return the time to run along a profile at an effort, as a band.

    Args:
        runner: Who runs.
        elevation_m: Elevations along the way, shape (n,) [m].
        step_m: Distance between them [m].
        effort_low: Lowest share of the 5 km speed that the same effort gives on the flat.
        effort_high: Highest share.
    """
    lengths_m, grades = pieces_of(elevation_m, step_m)

    def seconds(factor: Callable[[Floats], Floats], effort: float) -> float:
        return float((lengths_m * factor(grades)).sum() / (effort * runner.five_k_mps))

    return Duration(
        low_s=seconds(lambda grade: np.minimum(kay(grade), strava(grade)), effort_high),
        mid_s=seconds(kay, (effort_low + effort_high) / 2),
        high_s=seconds(_slowest, effort_low),
    )


def _slowest(grade: Floats) -> Floats:
    downhill = np.maximum(kay(grade), strava(grade))
    slowest: Floats = np.where(grade > 0, np.maximum(kay(grade), minetti(np.maximum(grade, 0))), downhill)
    return slowest


def easy_mps(runner: Runner) -> float:
    """Return the jogging speed of warm-up, recovery and cool-down [m/s]."""
    return runner.own_easy_mps or JOG_SHARE * runner.five_k_mps


def five_k_s_of(distance_m: float, time_s: float) -> float:
    """Return the 5 km time that a race of another distance is worth: Riegel's formula, T = D^1.06 (from memory) [s].

    >>> round(five_k_s_of(10_000, 3150) / 60, 1)
    25.2

    Args:
        distance_m: Its distance [m].
        time_s: Its time [s].
    """
    return float(time_s * (5000 / distance_m) ** RIEGEL)


def five_k_s_of_easy(easy_mps: float) -> float:
    """Return the 5 km time that goes with an easy speed, by the rule that makes the one of the other [s].

    Args:
        easy_mps: Easy speed on the flat [m/s].
    """
    return 5000 * JOG_SHARE / easy_mps


def walking_mps(grade: float) -> float:
    """Return Tobler's walking speed; a gradient below zero is a descent [m/s].

    >>> round(walking_mps(-0.08), 2)
    1.5
    """
    return TOBLER_MPS * math.exp(-TOBLER_DECAY * abs(grade - TOBLER_BEST_GRADE))


def walking_s(elevation_m: Floats, step_m: float) -> float:
    """Return the time to walk along a profile [s].

    Args:
        elevation_m: Elevations along the way, shape (n,), two or more [m].
        step_m: Distance between them [m].
    """
    lengths_m, grades = pieces_of(elevation_m, step_m)
    speeds_mps = [walking_mps(grade) for grade in grades.tolist()]
    return float((lengths_m / speeds_mps).sum())


def hiking_limit_mps(grade: float) -> float:
    """Return the speed below which power-hiking is as good as running uphill [m/s].

    >>> round(hiking_limit_mps(0.05), 2), round(hiking_limit_mps(0.15), 2)
    (1.91, 1.5)
    """
    if grade <= HIKE_MAX_GRADE:
        return HIKE_LEVEL_MPS - HIKE_LOSS_MPS * max(grade, 0.0)
    return float(np.interp(grade, [HIKE_MAX_GRADE, 0.20], [HIKE_MPS_AT_10, HIKE_MPS_AT_20]))


def is_faster_hiked(runner: Runner, grade: float, effort: float) -> bool:
    """Tell whether a runner's speed up a gradient is below the speed where hiking is as good."""
    return bool(effort * runner.five_k_mps / kay(grade) < hiking_limit_mps(grade))


def hill_length_m(runner: Runner, rep_s: float, grade: float, effort: float) -> float:
    """Return the length of hill that a repetition of a given time needs [m].

    >>> round(hill_length_m(Runner(five_k_s=1500), 60, 0.08, 1.05))
    152
    """
    return float(rep_s * effort * runner.five_k_mps / kay(grade))
