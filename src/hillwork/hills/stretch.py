"""The part of a hill that suits a repetition best, and how even a hill is."""

from typing import Final

import numpy as np

from hillwork.model import Floats

STEADY_OVER_M: Final = 20.0
"""Gradients are compared over 20 m: about six strides, and longer than the grid's own detail."""

LENGTH_STEP_M: Final = 20.0

GRADE_WEIGHT: Final = 1.0
STEADY_WEIGHT: Final = 0.5
DIP_WEIGHT: Final = 2.0
FOOT_WEIGHT: Final = 0.1
LENGTH_WEIGHT: Final = 0.3
"""Weights of a stretch's faults, rules of ours: a gradient off the range by its upper end counts 1, a stretch as uneven as
its mean gradient 0.5, a loss of height of half its gain 1, and half of the longest wanted length 0.15; between equals the
one nearer to the foot wins, where runners wait."""


def steadiness(elevation_m: Floats, step_m: float) -> float:
    """Return how even a climb is: 1 is a ramp, 0 varies as much as it climbs.

    1 - rms(g_i - g) / g over the gradients g_i of all 20 m pieces around the mean gradient g, clipped to 0..1.

    >>> round(steadiness(np.array([0.0, 0.4, 0.8, 1.2, 1.6, 2.0, 2.4]), 5.0), 6)
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
    elevation_m: Floats, step_m: float, *, lengths_m: tuple[float, float], grades: tuple[float, float]
) -> tuple[int, int]:
    """Return the first and last sample of the stretch that suits a repetition best.

    Every window of every length in the range (in steps of 20 m) is scored: gradient in the range, even, without dips,
    long, near the foot. A hill that is no longer than the range is taken whole. O(n) a length.

    Args:
        elevation_m: Believed elevations from foot to top, shape (n,) [m].
        step_m: Distance between samples [m].
        lengths_m: Shortest and longest wanted length [m].
        grades: Lowest and highest mean gradient wanted.
    """
    n_steps = len(elevation_m) - 1
    shortest, longest = (max(1, round(length / step_m)) for length in lengths_m)
    if n_steps <= longest:
        return 0, n_steps
    every = max(1, round(LENGTH_STEP_M / step_m))
    length = np.arange(longest, shortest - 1, -every)[:, np.newaxis]
    start = np.arange(n_steps - shortest + 1)[np.newaxis, :]
    end = np.minimum(start + length, n_steps)
    change_m = np.diff(elevation_m)
    losses_m = np.append(0.0, np.cumsum(np.maximum(-change_m, 0.0)))
    squares = np.append(0.0, np.cumsum(change_m**2))
    gain_m = elevation_m[end] - elevation_m[start]
    mean_m = gain_m / length
    grade = mean_m / step_m
    spread = np.sqrt(np.maximum((squares[end] - squares[start]) / length - mean_m**2, 0.0))
    climbing_m = np.maximum(gain_m, 1e-9)
    fault = (
        GRADE_WEIGHT * np.maximum(np.maximum(grades[0] - grade, grade - grades[1]), 0.0) / grades[1]
        + LENGTH_WEIGHT * (1 - length / max(longest, 1))
        + STEADY_WEIGHT * spread * length / climbing_m
        + DIP_WEIGHT * (losses_m[end] - losses_m[start]) / climbing_m
        + FOOT_WEIGHT * start / n_steps
    )
    fault[start + length > n_steps] = np.inf
    row, column = np.unravel_index(int(np.argmin(fault.round(9))), fault.shape)
    return int(column), int(column + length[row, 0])
