"""Scales that outliers do not move."""

from typing import Final

import numpy as np

from hillwork.model import Floats

NORMAL_SCALE: Final = 1.4826
"""Median absolute deviation to standard deviation of a normal distribution: 1 / 0.6745."""


def scale(values: Floats) -> float:
    """Return the standard deviation of values, judged by their median absolute deviation.

    >>> scale(np.array([0.0, 1.0, 2.0, 3.0, 1000.0])).__round__(4)
    1.4826
    """
    return NORMAL_SCALE * float(np.median(np.abs(values - np.median(values))))
