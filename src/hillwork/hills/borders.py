"""Where a hill begins and ends: where the gradient breaks, judged by the hill's own gradient."""

from typing import Final

import numpy as np

from hillwork.model import Floats

BORDER_GRADE_SHARE: Final = 0.5
"""A hill's every beginning and end climbs at half of its mean gradient or more: no flat run-in, no flat top."""

SLACK_SHARE: Final = 0.05
"""A border does not move in across a flat when that costs a piece of hill: a peak within 5 % of the gain is as good."""

REACH_SHARE: Final = 0.35
MIN_REACH: Final = 6
"""How far a border may move out at a time: a third of the length, at least six samples."""

MIN_SAMPLES: Final = 3


def refine(elevation_m: Floats, span: tuple[int, int], rounds: int = 3) -> tuple[int, int]:
    """Return the span with foot and top moved to the extremes of the elevation tilted by half of its gradient.

    Args:
        elevation_m: Believed elevations of the run, shape (n,) [m].
        span: Index of foot and top.
        rounds: How often to move the borders; the gradient changes with them.
    """
    foot, top = span
    for _ in range(rounds):
        length = top - foot
        gain_m = float(elevation_m[top] - elevation_m[foot])
        if length < MIN_SAMPLES or gain_m <= 0:
            break
        reach = max(MIN_REACH, int(REACH_SHARE * length))
        start = max(0, foot - reach)
        window = elevation_m[start : top + reach + 1]
        tilted = window - BORDER_GRADE_SHARE * gain_m / length * np.arange(len(window))
        middle = (foot + top) // 2
        down, up = -tilted[middle - start :: -1], tilted[middle - start :]
        slack_m = SLACK_SHARE * gain_m
        moved = middle - _border(down, middle - foot, slack_m), middle + _border(up, top - middle, slack_m)
        if moved == (foot, top):
            break
        foot, top = moved
    return foot, top


def _border(outward: Floats, current: int, slack_m: float) -> int:
    """Return how far from the middle the border lies: at the highest value, or at an outer peak that is hardly lower.

    Args:
        outward: Tilted elevation from the middle of the hill outward, positive towards the border, shape (n,) [m].
        current: Where the border is now.
        slack_m: How much lower an outer peak may be [m].
    """
    highest = int(np.argmax(outward))
    outer = outward[highest + 1 : current + 1]
    if not len(outer):
        return highest
    is_peak = (outer >= outward[highest:current]) & (outer >= np.append(outer[1:], -np.inf))
    peaks = np.flatnonzero(is_peak & (outer >= outward[highest] - slack_m))
    return highest + 1 + int(peaks[-1]) if len(peaks) else highest
