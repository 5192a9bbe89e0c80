"""A hill as columns: heights above the foot, and gradients of pieces, or of some together where single ones are too narrow to see."""

import math
from dataclasses import dataclass
from typing import Final

import numpy as np

from hillwork.model import Floats
from hillwork.page import RiseData

CM_PER_M: Final = 100

_GROUPS: Final = (1, 2, 4, 5, 10, 20, 40, 50, 100, 200, 400)
_TINY: Final = 0.5
"""The last group of a hill is shown with the one before when it is shorter than that share of a group."""

_GRADE_DIGITS: Final = 6
_EPSILON_M: Final = 1e-6


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Rise:
    """A hill as columns.

    Args:
        at_m: Distance from the foot, shape (n,) [m].
        rise_m: Height above the foot, shape (n,), NaN where it is unknown [m].
        sd_m: Error of the height, shape (n,) [m].
        piece_m: Length of a piece [m].
        border_m: Borders of the pieces, shape (k + 1,) [m].
    """

    at_m: Floats
    rise_m: Floats
    sd_m: Floats
    piece_m: float
    border_m: Floats

    @property
    def length_m(self) -> float:
        """Length of the hill [m]."""
        return float(self.at_m[-1])

    def height_m(self, at_m: Floats) -> Floats:
        """Return heights above the foot, NaN where they are unknown [m]."""
        return np.interp(at_m, self.at_m, self.rise_m)

    def group(self, least_m: float) -> int:
        """Return how many pieces together are at least as long as that."""
        return next((group for group in _GROUPS if group * self.piece_m >= least_m), _GROUPS[-1])

    def borders_m(self, group: int) -> Floats:
        """Return the borders of groups of pieces [m]."""
        last = len(self.border_m) - 1
        chosen = list(range(0, last, group))
        if len(chosen) > 1 and group > 1 and self.length_m - self.border_m[chosen[-1]] < _TINY * group * self.piece_m:
            chosen.pop()
        return self.border_m[[*chosen, last]]

    def grades(self, borders_m: Floats) -> Floats:
        """Return the gradient between borders, NaN where it is unknown: an even ramp is one class from foot to top."""
        return np.round(np.diff(self.height_m(borders_m)) / np.diff(borders_m), _GRADE_DIGITS)

    def runs(self) -> list[slice]:
        """Return the unbroken runs of known heights, each at least two long."""
        edges = np.flatnonzero(np.diff(np.concatenate([[False], np.isfinite(self.rise_m), [False]])))
        return [slice(int(start), int(end)) for start, end in edges.reshape(-1, 2) if end - start > 1]


def rise_of(rise: RiseData, length_m: float) -> Rise | None:
    """Return a hill as columns, None where too little is known to draw it.

    Args:
        rise: Its heights.
        length_m: Its length [m].
    """
    rise_m = np.array([math.nan if cm is None else cm / CM_PER_M for cm in rise["rise_cm"]])
    if np.isfinite(rise_m).sum() <= 1 or not min(length_m, rise["step_m"], rise["piece_m"]) > 0:
        return None
    at_m = np.append(np.minimum(rise["step_m"] * np.arange(len(rise_m) - 1), length_m), length_m)
    border_m = np.append(np.arange(0, length_m - _EPSILON_M, rise["piece_m"]), length_m)
    sd_m = np.array(rise["rise_sd_cm"] or [0]) / CM_PER_M
    border_sd_m = np.interp(np.arange(len(border_m)), np.arange(len(sd_m)), sd_m)
    return Rise(
        at_m=at_m,
        rise_m=rise_m,
        sd_m=np.interp(at_m, border_m, border_sd_m),
        piece_m=rise["piece_m"],
        border_m=border_m,
    )
