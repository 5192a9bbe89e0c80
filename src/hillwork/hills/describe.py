"""What can be said of one hill."""

import math
from dataclasses import replace
from itertools import product
from typing import Final

import numpy as np

from hillwork.hills.detect import CLIMB_LENGTH_M, LONG_LENGTH_M, Span
from hillwork.hills.judge import LIKELY_SD, gain_of, gain_sd_m, judge, rise_of
from hillwork.hills.lifts import is_lift
from hillwork.hills.nested import nested_in
from hillwork.hills.stretch import best_stretch, steadiness
from hillwork.model import Confidence, Floats, Hill, HillKind, Line, Profile, Stretch, Track

REP_GRADES: Final = (0.04, 0.10)
"""The gradients a repetition likes best, of the sessions for short hills."""

STEEPEST_OVER_M: Final = 50.0
"""The steepest gradient is that of 50 m: long enough to feel, short enough to differ from the mean."""


def describe(track: Track, profile: Profile, span: Span, site: str, stretch_m: tuple[float, float]) -> Hill:
    """Return a hill of a track, without a name of its own yet.

    Args:
        track: The track as stored.
        profile: What we believe about its elevation.
        span: The samples at its foot and top.
        site: Name of the ground it lies on.
        stretch_m: Shortest and longest best stretch wanted [m].
    """
    hill = describe_span(profile, span, stretch_m)
    start_index, end_index = points_along(profile.point_m, hill.start_m, hill.end_m)
    carried = is_lift(track, (start_index, end_index), hill.gain_m, has_clock=profile.is_recorded)
    return replace(
        hill,
        start_index=start_index,
        end_index=end_index,
        site=site,
        is_lift=carried,
        confidence=Confidence.UNSURE if carried else hill.confidence,
    )


def describe_span(
    profile: Profile,
    span: Span,
    stretch_m: tuple[float, float],
    *,
    more_sd_m: float = 0.0,
    likely_sd: float = LIKELY_SD,
) -> Hill:
    """Return what a profile says of a hill; its points are the samples.

    Args:
        profile: What we believe about the elevation.
        span: The samples at its foot and top.
        stretch_m: Shortest and longest best stretch wanted [m].
        more_sd_m: Standard deviation of its gain that the profile does not know of [m].
        likely_sd: How many standard deviations of its gain above a slope make it likely.
    """
    part = slice(span.foot, span.top + 1)
    elevation_m = profile.elevation_m[part]
    rise = rise_of(profile, span.foot, span.top)
    rise = replace(rise, noise_m=math.hypot(rise.noise_m, more_sd_m))
    gain_m = gain_of(profile, rise)
    return Hill(
        id="",
        kind=kind_of(rise.length_m),
        start_index=span.foot,
        end_index=span.top,
        start_m=float(profile.distance_m[span.foot]),
        length_m=rise.length_m,
        gain_m=gain_m,
        gain_sd_m=gain_sd_m(profile, rise, gain_m / rise.length_m),
        grade_max=steepest(elevation_m, profile.step_m),
        steadiness=steadiness(elevation_m, profile.step_m),
        confidence=judge(profile, rise, likely_sd),
        site="",
        best_stretch=_best_stretch(profile, span, stretch_m),
        nested=tuple(
            _stretch(profile, span.foot + inner.foot, span.foot + inner.top)
            for inner in nested_in(elevation_m, profile.scatter_m, profile.step_m)
        ),
        line=Line(profile.lat_deg[part], profile.lon_deg[part]),
        elevation_m=elevation_m,
        step_m=profile.step_m,
    )


def kind_of(length_m: float) -> HillKind:
    """Return what a hill of that length is good for."""
    if length_m >= CLIMB_LENGTH_M:
        return HillKind.CLIMB
    return HillKind.LONG if length_m >= LONG_LENGTH_M else HillKind.REPEAT


def points_along(point_m: Floats, start_m: float, end_m: float) -> tuple[int, int]:
    """Return the first and last point of the stretch of points that covers a hill best.

    Between coarse points that is not always the nearest to each end: of the points on either side of both ends those
    count whose stretch has the largest overlap, intersection over union. Of points that stand in one place, the last at the
    foot and the first at the top.

    Args:
        point_m: Distance of each point, shape (n,), ascending [m].
        start_m: Distance of the start [m].
        end_m: Distance of the end [m].
    """

    def around(place_m: float) -> list[float]:
        after = min(int(point_m.searchsorted(place_m)), len(point_m) - 1)
        return [float(place) for place in point_m[max(after - 1, 0) : after + 1]]

    def overlap(stretch: tuple[float, float]) -> float:
        first_m, last_m = stretch
        if last_m <= first_m:
            return 0.0
        common_m = min(last_m, end_m) - max(first_m, start_m)
        return common_m / (max(last_m, end_m) - min(first_m, start_m))

    first_m, last_m = max(product(around(start_m), around(end_m)), key=overlap)
    return int(np.searchsorted(point_m, first_m, side="right")) - 1, int(np.searchsorted(point_m, last_m, side="left"))


def steepest(elevation_m: Floats, step_m: float) -> float:
    """Return the steepest gradient over `STEEPEST_OVER_M`, or over all of a shorter stretch."""
    lag = min(round(STEEPEST_OVER_M / step_m), len(elevation_m) - 1)
    return float(np.max(elevation_m[lag:] - elevation_m[:-lag]) / (lag * step_m))


def _best_stretch(profile: Profile, span: Span, stretch_m: tuple[float, float]) -> Stretch:
    elevation_m = profile.elevation_m[span.foot : span.top + 1]
    first, last = best_stretch(elevation_m, profile.step_m, lengths_m=stretch_m, grades=REP_GRADES)
    return _stretch(profile, span.foot + first, span.foot + last)


def _stretch(profile: Profile, first: int, last: int) -> Stretch:
    length_m = (last - first) * profile.step_m
    grade = float(profile.elevation_m[last] - profile.elevation_m[first]) / length_m
    return Stretch(
        start_m=float(profile.distance_m[first]),
        length_m=length_m,
        grade=grade,
        grade_sd=gain_sd_m(profile, rise_of(profile, first, last), 0.0) / length_m,
    )
