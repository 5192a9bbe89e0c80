"""The gradient along a way, and the classes that a map colours it by."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from hillwork.model import Floats, Indices

GRADE_OVER_M: Final = 50.0
"""Gradients are shown over 50 m, as the steepest gradient of a hill is: long enough to feel, short enough to find."""

GRADE_EDGES: Final = (-0.02, 0.02, 0.04, 0.06, 0.08, 0.10, 0.15)
"""Borders of the classes: down, level, and the steps in which sessions name their hills (4, 6, 8, 10, 15 %)."""

UNKNOWN_CLASS: Final = len(GRADE_EDGES) + 1


@dataclass(frozen=True, slots=True)
class Part:
    """Neighbouring samples of one class.

    Args:
        grade_class: Number of the class; `UNKNOWN_CLASS` where the elevation is unknown.
        samples: Which samples of the way; the last is the first of the next part, so that lines meet.
    """

    grade_class: int
    samples: slice


def grades_along(distance_m: Floats, elevation_m: Floats, runs: Sequence[slice], step_m: float) -> Floats:
    """Return the gradient around each sample, shape (n,), NaN where the elevation is unknown.

    Rise over run between the samples half of `GRADE_OVER_M` before and after; nearer at the ends of what is known.

    Args:
        distance_m: Distance from the start, shape (n,) [m].
        elevation_m: Elevation, shape (n,) [m].
        runs: The unbroken runs of known elevation.
        step_m: Distance between samples of a run [m].
    """
    grades = np.full(len(distance_m), np.nan)
    half = max(1, round(GRADE_OVER_M / 2 / step_m))
    for run in runs:
        index = np.arange(run.start, run.stop)
        before, after = np.maximum(index - half, run.start), np.minimum(index + half, run.stop - 1)
        length_m = distance_m[after] - distance_m[before]
        rise_m = elevation_m[after] - elevation_m[before]
        grades[run] = np.divide(rise_m, length_m, out=np.zeros(len(index)), where=length_m > 0)
    return grades


def grade_classes(grades: Floats) -> Indices:
    """Return the number of the class of each gradient, shape (n,).

    >>> grade_classes(np.array([-0.05, 0.0, 0.03, 0.07, 0.2, np.nan])).tolist()
    [0, 1, 2, 4, 7, 8]
    """
    return np.where(np.isnan(grades), UNKNOWN_CLASS, np.searchsorted(GRADE_EDGES, grades, side="right"))


def parts_by_class(classes: Indices, legs: Indices) -> list[Part]:
    """Return the parts of one class, in order; none reaches from one leg into the next.

    A part without a second sample has no length and is left out.

    Args:
        classes: Class of each sample, shape (n,): it holds as far as the next sample.
        legs: Index of the first sample of each leg, shape (k,).
    """
    changes = np.flatnonzero(np.diff(classes)) + 1
    starts = np.union1d(changes, legs)
    ends = np.append(starts[1:], len(classes))
    reaches_on = ~np.isin(ends, legs) & (ends < len(classes))
    return [
        Part(int(classes[start]), slice(start, end))
        for start, end in zip(starts.tolist(), (ends + reaches_on).tolist(), strict=True)
        if end - start > 1
    ]
