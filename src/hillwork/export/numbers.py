"""Numbers for files: as many digits as mean something, and never NaN."""

import math
from typing import Final

METRE_DIGITS: Final = 2
GRADE_DIGITS: Final = 5
DEGREE_DIGITS: Final = 7
"""A centimetre, a thousandth of a point of gradient, and a centimetre on the ground."""


def metres(value: float) -> float | None:
    """Return metres or seconds rounded for a file, None where unknown.

    >>> metres(12.3456), metres(float("nan"))
    (12.35, None)
    """
    return _rounded(value, METRE_DIGITS)


def ratio(value: float) -> float | None:
    """Return a gradient or a share rounded for a file, None where unknown."""
    return _rounded(value, GRADE_DIGITS)


def degrees(value: float) -> float | None:
    """Return a latitude or longitude rounded for a file, None where unknown."""
    return _rounded(value, DEGREE_DIGITS)


def _rounded(value: float, digits: int) -> float | None:
    return round(float(value), digits) if math.isfinite(value) else None
