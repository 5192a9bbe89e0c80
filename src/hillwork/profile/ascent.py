"""Total climbing, without counting the noise."""

from collections.abc import Sequence
from typing import Final

from hillwork.model import Floats, Noise
from hillwork.profile.turning import up_legs

MIN_TOLERANCE_M: Final = 0.5
TOLERANCE_PER_SCATTER: Final = 1.5
"""A turn counts when the profile moves back by 1.5 times its scatter at 30 m, at least half a metre. On courses with known
ascent this gives medians of 0.96 (barometer), 1.0 (30 m model), 1.06 (receiver) and 1.0 (phone) of the truth."""

CONVENTION_SHARE: Final = 0.04
"""Rolls smaller than the tolerance are not counted: they make up some 4 % of the climbing on roads."""


def ascent_of(runs: Sequence[Floats], scatter_m: float, noise: Noise, length_m: float) -> tuple[float, float]:
    """Return the total ascent and its standard deviation [m].

    Turning points are confirmed by a counter-move larger than the noise; full amplitudes are counted between them. The
    error is what the answer moves by when that tolerance is halved or doubled, with the noise of one long rise.

    Args:
        runs: Believed elevations of each unbroken run, arrays of shape (n,) [m].
        scatter_m: Scatter of the stored elevations at 30 m [m].
        noise: How wrong a believed elevation is.
        length_m: Length of the track [m].
    """
    tolerance_m = max(MIN_TOLERANCE_M, TOLERANCE_PER_SCATTER * scatter_m)
    low_m, ascent_m, high_m = (_climbed_m(runs, factor * tolerance_m) for factor in (2.0, 1.0, 0.5))
    terms_m = ((high_m - low_m) / 2, CONVENTION_SHARE * ascent_m, noise.rise_sd_m(length_m))
    return ascent_m, sum(term**2 for term in terms_m) ** 0.5


def _climbed_m(runs: Sequence[Floats], tolerance_m: float) -> float:
    return sum(float(run[top] - run[foot]) for run in runs for foot, top in up_legs(run, tolerance_m))
