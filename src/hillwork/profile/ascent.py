"""Total climbing, without counting the noise."""

import math
from collections.abc import Sequence
from typing import Final

from hillwork.model import Floats, Noise
from hillwork.profile.turning import up_legs

MIN_TOLERANCE_M: Final = 0.5
TOLERANCE_SD: Final = 2.0
OVER_M: Final = 100.0
"""A turn counts when the profile moves back by two standard deviations of a rise over 100 m, at least half a metre. On
courses with known ascent this gives medians of 0.99 (barometer), 1.01 (30 m model), 1.04 (receiver), 1.03 (phone) and 1.14
(surface model) of the truth."""

EXTREME_SHARE: Final = 0.5
"""Turning points are the extremes of a noisy profile: each leg is too high by some half of that standard deviation."""

CONVENTION_SHARE: Final = 0.04
"""Rolls smaller than the tolerance are not counted: they make up some 4 % of the climbing on roads."""


def ascent_of(runs: Sequence[Floats], noise: Noise, seen: float, length_m: float) -> tuple[float, float]:
    """Return the total ascent and its standard deviation [m].

    Turning points are confirmed by a counter-move larger than the noise; full amplitudes are counted between them. The
    error is what the answer moves by when that tolerance is halved or doubled, the noise of every leg, what it adds to
    all of them, and that of one rise over the whole track.

    Args:
        runs: Believed elevations of each unbroken run, arrays of shape (n,) [m].
        noise: How wrong a believed elevation is.
        seen: How many passes the elevations usually rest on.
        length_m: Length of the track [m].
    """
    rise_sd_m = noise.rise_sd_m(OVER_M, seen)
    tolerance_m = max(MIN_TOLERANCE_M, TOLERANCE_SD * rise_sd_m)
    (low_m, _), (ascent_m, n_legs), (high_m, _) = (_climbed(runs, factor * tolerance_m) for factor in (2.0, 1.0, 0.5))
    sd_m = math.hypot(
        (high_m - low_m) / 2,
        CONVENTION_SHARE * ascent_m,
        math.sqrt(n_legs) * rise_sd_m,
        EXTREME_SHARE * n_legs * rise_sd_m,
        noise.rise_sd_m(length_m, seen),
    )
    return ascent_m, sd_m


def _climbed(runs: Sequence[Floats], tolerance_m: float) -> tuple[float, int]:
    """Return the ascent in metres and the number of legs that climb."""
    rises_m = [float(run[top] - run[foot]) for run in runs for foot, top in up_legs(run, tolerance_m)]
    return sum(rises_m), len(rises_m)
