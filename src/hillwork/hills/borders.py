"""Where a hill begins and ends: where the gradient breaks, judged by the hill's own gradient and what lies beyond."""

from typing import Final

import numpy as np

from hillwork.model import Floats

BEYOND: Final = 12
"""The gradient beyond a border is that of the next 60 m, the shortest hill."""

REACH_SHARE: Final = 0.35
MIN_REACH: Final = 6
"""How far a border may move out at a time: a third of the length, at least six samples."""

MIN_SAMPLES: Final = 3


def refine(elevation_m: Floats, span: tuple[int, int], rounds: int = 6) -> tuple[int, int]:
    """Return the span with foot and top moved to where the gradient breaks.

    Between a hill of gradient g and ground of gradient b the break is where the gradient passes (g + b) / 2: there the
    elevation tilted by that much has its extreme. Beside level ground that is half of the hill's gradient; where the way
    goes down as steeply as it came up, it is the summit. What lies beyond counts from -g to 0: a hill's every end climbs at
    half of its gradient or more, also above a false flat.

    Args:
        elevation_m: Believed elevations of the run, shape (n,) [m].
        span: Index of foot and top.
        rounds: How often to move the borders; the gradients change with them.
    """
    foot, top = span
    for _ in range(rounds):
        length = top - foot
        gain_m = float(elevation_m[top] - elevation_m[foot])
        if length < MIN_SAMPLES or gain_m <= 0:
            break
        reach = max(MIN_REACH, int(REACH_SHARE * length))
        middle = (foot + top) // 2
        down_m = -elevation_m[max(0, foot - reach) : middle + 1][::-1]
        up_m = elevation_m[middle : top + reach + 1]
        grade = gain_m / length
        moved = (
            middle - _border(down_m, grade, _beyond(-elevation_m[max(0, foot - BEYOND) : foot + 1][::-1], grade)),
            middle + _border(up_m, grade, _beyond(elevation_m[top : top + BEYOND + 1], grade)),
        )
        if moved == (foot, top):
            break
        foot, top = moved
    return foot, top


def _beyond(outward_m: Floats, grade: float) -> float:
    """Return the gradient beyond a border, of what counts of it.

    Args:
        outward_m: Elevation from the border outward, rising where the hill would go on, shape (n,) [m].
        grade: Gradient of the hill a sample.
    """
    last = len(outward_m) - 1
    if not last:
        return 0.0
    return min(0.0, max(-grade, float(outward_m[last] - outward_m[0]) / last))


def _border(outward_m: Floats, grade: float, beyond: float) -> int:
    """Return how far from the middle the border lies.

    Args:
        outward_m: Elevation from the middle of the hill outward, rising towards the border, shape (n,) [m].
        grade: Gradient of the hill a sample.
        beyond: Gradient beyond the border a sample.
    """
    return int(np.argmax(outward_m - (grade + beyond) / 2 * np.arange(len(outward_m))))
