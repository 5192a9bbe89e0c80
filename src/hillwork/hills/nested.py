"""Steeper hills inside a hill."""

from typing import Final

import numpy as np

from hillwork.hills.borders import refine
from hillwork.hills.detect import LONG_LENGTH_M, MIN_GAIN_M, MIN_LENGTH_M, Span, tolerance_m
from hillwork.model import Floats
from hillwork.profile import up_legs

STEEPER: Final = 1.3
"""A nested hill is 1.3 times as steep as the hill it lies in."""

MIN_GRADE: Final = 0.04
"""And as steep as any hill for repetitions."""

WHOLE_SHARE: Final = 0.8
"""What takes more than this of a hill is the hill."""


def nested_in(hill_m: Floats, scatter_m: float, step_m: float) -> list[Span]:
    """Return the hills inside a hill, in order: stretches whose every part climbs faster than 1.3 times the whole.

    A hill for repetitions, below 400 m, is not taken apart.

    Args:
        hill_m: Believed elevations from foot to top, shape (n,) [m].
        scatter_m: Scatter of the elevations at 30 m [m].
        step_m: Distance between samples [m].
    """
    length = len(hill_m) - 1
    if length * step_m < LONG_LENGTH_M:
        return []
    grade = float(hill_m[-1] - hill_m[0]) / (length * step_m)
    tilt = max(STEEPER * grade, MIN_GRADE) * step_m
    found = []
    for foot, top in up_legs(hill_m - tilt * np.arange(length + 1), tolerance_m(scatter_m) / 2):
        span = Span(*refine(hill_m, (foot, top)))
        gain_m = float(hill_m[span.top] - hill_m[span.foot])
        long_enough = MIN_LENGTH_M <= (span.top - span.foot) * step_m <= WHOLE_SHARE * length * step_m
        if long_enough and gain_m >= MIN_GAIN_M and gain_m >= tilt * (span.top - span.foot):
            found.append(span)
    return found
