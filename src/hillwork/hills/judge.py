"""How far the elevation carries the claim that a span is a hill."""

import math
from typing import Final

import numpy as np

from hillwork.model import Confidence, ElevationKind, Profile, Stretch

LIKELY_SD: Final = 1.5
SURE_SD: Final = 3.0
"""How many standard deviations a gain must lie above that of a mere slope. At 1.5 three of four claims are right
on satellite heights with known hills, and nearly all on barometers and planned routes."""

BEND_SD_M: Final = 8.0
"""Where a hill begins is a matter of its vertical curve: roads bend over 10-30 m, so each end is worth about 8 m of way."""

MAX_GRADE: Final = 0.35
"""Steeper than the steepest street (Baldwin Street, 34.8 %) is an error of the data, or ground that nobody runs."""

JUMP_SHARE: Final = 0.3
"""A hill is not believed when a sudden change of elevation makes up a third of its gain."""

MODEL_CELL_M: Final = 30.0
MIN_MODEL_CELLS: Final = 3
"""A 30 m elevation model cannot carry a hill of less than three cells: a roof or a wood looks the same."""


def gain_sd_m(profile: Profile, length_m: float, grade: float) -> float:
    """Return the standard deviation of a hill's gain [m].

    The noise of the elevation over its length, and the uncertain place of its two ends: the bend of the way and, for
    coarse points, their spacing (uniform, so spacing / sqrt 12), both turned into height by the gradient.

    Args:
        profile: The profile it lies in.
        length_m: Its length [m].
        grade: Its mean gradient.
    """
    end_sd_m = math.hypot(BEND_SD_M, profile.spacing_m / math.sqrt(12))
    return math.hypot(profile.noise.rise_sd_m(length_m), math.sqrt(2) * grade * end_sd_m)


def judge(profile: Profile, stretch: Stretch, excess_m: float) -> Confidence:
    """Return how far the elevation carries the claim that a stretch is a hill.

    Args:
        profile: The profile it lies in.
        stretch: The stretch from foot to top.
        excess_m: Its gain above that of a mere slope [m].
    """
    noise_sd_m = profile.noise.rise_sd_m(stretch.length_m)
    if (
        stretch.grade > MAX_GRADE
        or excess_m < LIKELY_SD * noise_sd_m
        or _is_below_resolution(profile, stretch)
        or _rests_on_jump(profile, stretch)
    ):
        return Confidence.UNSURE
    return Confidence.SURE if excess_m >= SURE_SD * noise_sd_m else Confidence.LIKELY


def _is_below_resolution(profile: Profile, stretch: Stretch) -> bool:
    return profile.kind is ElevationKind.MODEL and stretch.length_m < MIN_MODEL_CELLS * MODEL_CELL_M


def _rests_on_jump(profile: Profile, stretch: Stretch) -> bool:
    first, last = np.searchsorted(profile.jump_m, [stretch.start_m - profile.step_m, stretch.end_m + profile.step_m])
    jumps_m = profile.jump_size_m[first:last]
    return bool(len(jumps_m) and jumps_m.max() > JUMP_SHARE * stretch.grade * stretch.length_m)
