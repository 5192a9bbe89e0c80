"""The part of a hill that suits a repetition best, and how even a hill is."""

from typing import Final

import numpy as np

from hillwork.model import Floats

STEADY_OVER_M: Final = 20.0
"""Gradients are compared over 20 m: about six strides, and longer than the grid's own detail."""

GRADE_WEIGHT: Final = 1.0
STEADY_WEIGHT: Final = 0.5
DIP_WEIGHT: Final = 2.0
FOOT_WEIGHT: Final = 0.1
"""Weights of a stretch's faults (rules of ours): gradient off the target by its own size counts 1, a stretch as uneven as its
mean gradient 0.5, a loss of height of half its gain 1; between equals the one nearer to the foot wins, where runners wait."""


def steadiness(elevation_m: Floats, step_m: float) -> float:
    """Return how even a climb is: 1 is a ramp, 0 varies as much as it climbs.

    1 - rms(g_i - g) / g over the gradients g_i of all 20 m pieces around the mean gradient g, clipped to 0..1.

    >>> steadiness(np.array([0.0, 0.4, 0.8, 1.2, 1.6, 2.0, 2.4]), 5.0)
    1.0

    Args:
        elevation_m: Believed elevations from foot to top, shape (n,) [m].
        step_m: Distance between samples [m].
    """
    mean = (elevation_m[-1] - elevation_m[0]) / (len(elevation_m) - 1)
    if mean <= 0:
        return 0.0
    lag = min(round(STEADY_OVER_M / step_m), len(elevation_m) - 1)
    pieces = (elevation_m[lag:] - elevation_m[:-lag]) / lag
    return float(np.clip(1 - np.sqrt(np.mean((pieces - mean) ** 2)) / mean, 0, 1))


def best_stretch(
    elevation_m: Floats, step_m: float, *, lengths_m: tuple[float, float], grade_target: float
) -> tuple[int, int]:
    """Return the first and last sample of the stretch that suits a repetition best.

    Every window of every length in the range is scored: gradient near the target, even, without dips, near the foot; the
    longer of equals wins. A hill shorter than the range is taken whole. O(n) a length.

    Args:
        elevation_m: Believed elevations from foot to top, shape (n,) [m].
        step_m: Distance between samples [m].
        lengths_m: Shortest and longest wanted length [m].
        grade_target: Wanted mean gradient.
    """
    n_steps = len(elevation_m) - 1
    shortest, longest = (max(1, round(length / step_m)) for length in lengths_m)
    if n_steps <= shortest:
        return 0, n_steps
    change_m = np.diff(elevation_m)
    losses_m = np.append(0.0, np.cumsum(np.maximum(-change_m, 0.0)))
    squares = np.append(0.0, np.cumsum(change_m**2))
    best = (np.inf, 0, n_steps)
    for length in range(min(longest, n_steps), shortest - 1, -1):
        gain_m = elevation_m[length:] - elevation_m[:-length]
        mean_m = gain_m / length
        spread = np.sqrt(np.maximum((squares[length:] - squares[:-length]) / length - mean_m**2, 0.0))
        climbing = np.maximum(gain_m, 1e-9)
        fault = (
            GRADE_WEIGHT * np.abs(mean_m / step_m - grade_target) / grade_target
            + STEADY_WEIGHT * spread * length / climbing
            + DIP_WEIGHT * (losses_m[length:] - losses_m[:-length]) / climbing
            + FOOT_WEIGHT * np.arange(len(gain_m)) / n_steps
        )
        first = int(np.argmin(fault))
        if fault[first] < best[0] - 1e-9:
            best = (float(fault[first]), first, first + length)
    return best[1], best[2]
