"""From a believed profile to the spans that are hills."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from hillwork.hills.borders import refine
from hillwork.hills.split import split
from hillwork.model import Floats
from hillwork.profile import up_legs

HILL_TILT: Final = 0.026
"""Every part of a hill for repeats climbs faster than this: two thirds of the 4 % that its mean must reach."""

CLIMB_TILT: Final = 0.012
"""The same for climbs, whose mean must reach 2 %."""

MIN_TOLERANCE_M: Final = 2.0
TOLERANCE_PER_SCATTER: Final = 1.0
"""A counter-move of 2 m, or of the scatter at 30 m, ends a hill."""

MIN_CLIMB_TOLERANCE_M: Final = 9.0
CLIMB_TOLERANCE_PER_SCATTER: Final = 3.0
"""A climb takes dips of 9 m: it stays one climb although it has false summits."""

SPLIT_TOLERANCE_PER_SCATTER: Final = 3.0
"""An interruption that cuts a hill must be beyond what noise does: three times the scatter."""

MIN_LENGTH_M: Final = 50.0
CLIMB_LENGTH_M: Final = 1600.0
LONG_LENGTH_M: Final = 400.0
"""A hill has at least 60 m, less one grid step on either side; from 400 m it is long, from a mile a climb."""

MIN_GRADE: Final = 0.036
MIN_CLIMB_GRADE: Final = 0.0195
"""A hill has a mean of at least 4 %, a climb of 2 %: a little is left for the error of the measured mean."""

MIN_GAIN_M: Final = 4.0
"""60 m at 7 %; smaller rises are kerbs, ramps and bridges."""

CORE_TILT_SHARE: Final = 1.3
CORE_GAIN_SHARE: Final = 0.5
CORE_STEEPNESS: Final = 1.6
"""When one part holds more than half of the gain and is 1.6 times as steep as the whole, that part is the hill."""

ROUGH_SHARE: Final = 0.7
"""What is shorter than that share of the least length before its borders are moved will not be long enough after."""

OVERLAP_SHARE: Final = 0.5


@dataclass(frozen=True, slots=True)
class Span:
    """Foot and top of a hill in a run.

    Args:
        foot: Index of the lowest sample.
        top: Index of the highest sample.
    """

    foot: int
    top: int

    def overlaps(self, other: "Span") -> bool:
        """Tell whether half of the shorter lies in the other."""
        common = min(self.top, other.top) - max(self.foot, other.foot)
        return common > OVERLAP_SHARE * min(self.top - self.foot, other.top - other.foot)


def detect(elevation_m: Floats, scatter_m: float, step_m: float) -> list[Span]:
    """Return the hills of one unbroken run, in order, without overlaps.

    Two searches that differ in their tilt and tolerance only; where both find the same ground, the longer hill wins unless
    a steeper core holds most of its gain.

    Args:
        elevation_m: Believed elevations, shape (n,) [m].
        scatter_m: Scatter of the stored elevations at 30 m [m].
        step_m: Distance between samples [m].
    """
    whole = [
        span
        for span in _search(
            elevation_m,
            scatter_m,
            step_m,
            tilt=CLIMB_TILT,
            tolerance_m=_climb_tolerance_m(scatter_m),
            rough_m=LONG_LENGTH_M * ROUGH_SHARE,
        )
        if _is_whole(elevation_m, span, step_m)
    ]
    parts = [
        span
        for span in _search(elevation_m, scatter_m, step_m, tilt=HILL_TILT, tolerance_m=tolerance_m(scatter_m))
        if _is_hill(elevation_m, span, step_m)
    ]
    return without_overlaps([*whole, *parts])


def detect_rises(
    elevation_m: Floats, scatter_m: float, step_m: float, *, min_length_m: float, min_grade: float
) -> list[Span]:
    """Return what climbs in one unbroken run, in order, down to gradients that make no hill but make a run roll.

    Args:
        elevation_m: Believed elevations, shape (n,) [m].
        scatter_m: Scatter of the stored elevations at 30 m [m].
        step_m: Distance between samples [m].
        min_length_m: Shortest rise wanted [m].
        min_grade: Lowest mean gradient wanted.
    """
    rises = []
    for span in _search(elevation_m, scatter_m, step_m, tilt=CLIMB_TILT, tolerance_m=tolerance_m(scatter_m)):
        length_m = (span.top - span.foot) * step_m
        gain_m = elevation_m[span.top] - elevation_m[span.foot]
        if length_m >= min_length_m and gain_m >= max(MIN_GAIN_M, min_grade * length_m):
            rises.append(span)
    return without_overlaps(rises)


def tolerance_m(scatter_m: float) -> float:
    """Return how large a counter-move must be to end a hill [m]."""
    return max(MIN_TOLERANCE_M, TOLERANCE_PER_SCATTER * scatter_m)


def _climb_tolerance_m(scatter_m: float) -> float:
    return max(MIN_CLIMB_TOLERANCE_M, CLIMB_TOLERANCE_PER_SCATTER * scatter_m)


def _search(
    elevation_m: Floats, scatter_m: float, step_m: float, *, tilt: float, tolerance_m: float, rough_m: float = 0.0
) -> Iterator[Span]:
    """Yield the spans that climb faster than `tilt`, cut at interruptions, borders where the gradient breaks.

    Pieces below `rough_m` before their borders are moved are left out.
    """
    split_tolerance_m = max(MIN_TOLERANCE_M, SPLIT_TOLERANCE_PER_SCATTER * scatter_m)
    tilted_m = elevation_m - tilt * step_m * np.arange(len(elevation_m))
    for leg in up_legs(tilted_m, tolerance_m):
        for piece in split(elevation_m, leg, split_tolerance_m, step_m):
            if (piece[1] - piece[0]) * step_m < rough_m:
                continue
            foot, top = refine(elevation_m, piece)
            length_m = (top - foot) * step_m
            if length_m >= MIN_LENGTH_M:
                yield Span(foot, top)


def _is_hill(elevation_m: Floats, span: Span, step_m: float) -> bool:
    gain_m = elevation_m[span.top] - elevation_m[span.foot]
    length_m = (span.top - span.foot) * step_m
    min_grade = MIN_CLIMB_GRADE if length_m >= CLIMB_LENGTH_M else MIN_GRADE
    return bool(gain_m >= MIN_GAIN_M and gain_m >= min_grade * length_m)


def _is_whole(elevation_m: Floats, span: Span, step_m: float) -> bool:
    """Tell whether a span found at the low tilt is one hill, not a short hill with slopes around it."""
    length_m = (span.top - span.foot) * step_m
    if length_m < LONG_LENGTH_M or not _is_hill(elevation_m, span, step_m):
        return False
    return length_m >= CLIMB_LENGTH_M or not _has_steeper_core(elevation_m[span.foot : span.top + 1])


def _has_steeper_core(hill_m: Floats) -> bool:
    length = len(hill_m) - 1
    gain_m = hill_m[-1] - hill_m[0]
    tilted_m = hill_m - CORE_TILT_SHARE * gain_m / length * np.arange(length + 1)
    rise_m = tilted_m - np.minimum.accumulate(tilted_m)
    top = int(np.argmax(rise_m))
    foot = int(np.argmin(tilted_m[: top + 1]))
    core_gain_m = hill_m[top] - hill_m[foot]
    is_steeper = core_gain_m * length > CORE_STEEPNESS * gain_m * (top - foot)
    return bool(is_steeper and core_gain_m > CORE_GAIN_SHARE * gain_m)


def without_overlaps(spans: Sequence[Span]) -> list[Span]:
    """Return spans in order, the earlier in the list kept where two overlap by half, borders cut where they touch."""
    kept: list[Span] = []
    for span in spans:
        place = bisect_left(kept, span.foot, key=lambda other: other.foot)
        neighbours = kept[max(place - 1, 0) : place + 1]
        if not any(span.overlaps(other) for other in neighbours):
            kept.insert(place, span)
    return [
        span if before is None or span.foot >= before.top else Span(before.top, span.top)
        for before, span in zip([None, *kept], kept, strict=False)
    ]
