"""How far the elevation carries the claim that a span is a hill."""

import math
from dataclasses import dataclass
from typing import Final

import numpy as np

from hillwork.hills.detect import CLIMB_LENGTH_M
from hillwork.model import Confidence, ElevationKind, Profile

LIKELY_SD: Final = 1.28
SURE_SD: Final = 3.0
"""How many standard deviations a gain must lie above that of a mere slope: nine in ten normal errors are below 1.28 of
them, all but one in a thousand below 3."""

ALONE_SD: Final = 2.0
CORROBORATED: Final = 1.5
"""A receiver's word alone needs 2: its error wanders, and in ten kilometres it has some sixty chances to look like a hill. One and a half
passes are more than its word alone."""

SLOPE: Final = 0.02
CLIMB_SLOPE: Final = 0.012
"""What the elevation must rule out for a claim: that it is only a slope of 2 % (for a climb, of 1.2 %)."""

BEND_SD_M: Final = 4.0
SPACING_SHARE: Final = 1 / 10
"""Where a hill begins is a matter of its vertical curve: roads bend over 10-30 m, so each end is worth about 4 m of way.
Between coarse points the bend is found by drawing out the gradients on either side, to a tenth of their spacing; in an
elevation model anywhere in a cell."""

ENDS: Final = 1
"""The ends of a hill are the mean of this many samples on either side, before smoothing: smoothing rounds the corners off."""

MAX_GRADE: Final = 0.35
"""Steeper than the steepest street (Baldwin Street, 34.8 %) is an error of the data, or ground that nobody runs."""

JUMP_SHARE: Final = 0.3
"""A hill is not believed when a sudden change of elevation makes up a third of its gain."""

EDGE_M: Final = 60.0
EDGE_SHARE: Final = 0.8
"""The edge of a wood or a roof in a 30 m model spreads over one to two cells: where a model shows such things, a hill that
has 80 % of its gain within 60 m is taken for one."""

MIN_MODEL_CELLS: Final = 3
"""An elevation model cannot carry a hill of less than three cells: a roof or a wood looks the same."""


@dataclass(frozen=True, slots=True)
class Rise:
    """A stretch of a profile and what its heights are worth.

    Args:
        first: Index of the sample at its foot.
        last: Index of the sample at its top.
        length_m: Its length [m].
        seen: How many passes it rests on.
        noise_m: Standard deviation that the noise of the elevation gives the difference of its ends [m].
    """

    first: int
    last: int
    length_m: float
    seen: float
    noise_m: float


def rise_of(profile: Profile, first: int, last: int) -> Rise:
    """Return a stretch of a profile and what its heights are worth.

    Args:
        profile: The profile it lies in.
        first: Index of the sample at its foot.
        last: Index of the sample at its top.
    """
    length_m = (last - first) * profile.step_m
    seen = float(profile.seen[first : last + 1].mean())
    return Rise(first, last, length_m, seen, profile.noise.rise_sd_m(length_m, seen))


def gain_sd_m(profile: Profile, rise: Rise, grade: float) -> float:
    """Return the standard deviation of a hill's gain [m].

    The noise of the elevation over its length, what the pace may have flattened, and the uncertain place of its two ends: the
    bend of the way and, for coarse points, their spacing, both turned into height by the gradient.

    Args:
        profile: The profile it lies in.
        rise: The hill.
        grade: Its mean gradient.
    """
    end_sd_m = math.hypot(BEND_SD_M, SPACING_SHARE * profile.spacing_m, profile.cell_m / math.sqrt(12))
    flattened_m = profile.noise.flattened_share(rise.length_m, rise.seen) * grade * rise.length_m
    return math.hypot(rise.noise_m, math.sqrt(2) * grade * end_sd_m, flattened_m)


def gain_of(profile: Profile, rise: Rise) -> float:
    """Return the elevation of a hill's top above its foot, of the heights before smoothing [m].

    A single wild height at an end counts no more than the noise explains.
    """
    run = profile.runs[rise.first]

    def around(sample: int) -> float:
        near = slice(max(sample - ENDS, 0), sample + ENDS + 1)
        return float(profile.measured_m[near][profile.runs[near] == run].mean())

    smoothed_m = float(profile.elevation_m[rise.last] - profile.elevation_m[rise.first])
    gain_m = around(rise.last) - around(rise.first)
    return min(max(gain_m, smoothed_m - rise.noise_m), smoothed_m + rise.noise_m)


def judge(profile: Profile, rise: Rise, likely_sd: float = LIKELY_SD) -> Confidence:
    """Return how far the elevation carries the claim that a stretch is a hill.

    Args:
        profile: The profile it lies in.
        rise: The stretch.
        likely_sd: How many standard deviations above a slope make it likely.
    """
    gain_m = float(profile.elevation_m[rise.last] - profile.elevation_m[rise.first])
    slope = CLIMB_SLOPE if rise.length_m >= CLIMB_LENGTH_M else SLOPE
    excess_m = gain_m - slope * rise.length_m
    stands_alone = profile.kind is ElevationKind.GPS and not profile.noise.aids and rise.seen < CORROBORATED
    if (
        gain_m > MAX_GRADE * rise.length_m
        or excess_m < (ALONE_SD if stands_alone else likely_sd) * rise.noise_m
        or (profile.kind is ElevationKind.MODEL and _is_below_resolution(profile, rise, gain_m))
        or _rests_on_jump(profile, rise, gain_m)
    ):
        return Confidence.UNSURE
    return Confidence.SURE if excess_m >= SURE_SD * rise.noise_m else Confidence.LIKELY


def _is_below_resolution(profile: Profile, rise: Rise, gain_m: float) -> bool:
    """Tell whether a hill of a 30 m model may be an edge of something that stands on the ground."""
    if rise.length_m < MIN_MODEL_CELLS * profile.cell_m:
        return True
    if not profile.shows_edges:
        return False
    lag = round(EDGE_M / profile.step_m)
    measured_m = profile.measured_m[rise.first : rise.last + 1]
    return bool(np.max(measured_m[lag:] - measured_m[:-lag]) > EDGE_SHARE * gain_m)


def _rests_on_jump(profile: Profile, rise: Rise, gain_m: float) -> bool:
    if not len(profile.jump_m):
        return False
    near = profile.distance_m[[rise.first, rise.last]] + [-profile.step_m, profile.step_m]
    jumps_m = profile.jump_size_m[slice(*np.searchsorted(profile.jump_m, near))]
    return bool(len(jumps_m) and jumps_m.max() > JUMP_SHARE * gain_m)
