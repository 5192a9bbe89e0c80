"""Profile to hills: found, judged, named, placed on the ground."""

from dataclasses import replace
from typing import Final

import numpy as np

from hillwork.hills.detect import CLIMB_LENGTH_M, LONG_LENGTH_M, Span, detect, detect_rises
from hillwork.hills.judge import gain_sd_m, judge
from hillwork.hills.sites import number_sites
from hillwork.hills.stretch import best_stretch, steadiness
from hillwork.model import Confidence, Floats, Hill, HillKind, Line, Profile, Stretch, Survey, Track

REP_LENGTHS_M: Final = (100.0, 200.0)
REP_GRADES: Final = (0.04, 0.10)
"""What a repetition likes best: 100-200 m (the hill-repeat article this project started from) at 4-10 %, the range of the
sessions for short hills."""

STEEPEST_OVER_M: Final = 50.0
"""The steepest gradient is that of 50 m: long enough to feel, short enough to differ from the mean."""


def survey_track(track: Track, profile: Profile) -> Survey:
    """Return the hills of a track, those we are sure of and those we are not.

    Args:
        track: The track as stored.
        profile: What we believe about its elevation.
    """
    spans = [
        Span(run.start + span.foot, run.start + span.top, span.excess_m)
        for run in profile.slices()
        for span in detect(profile.elevation_m[run], profile.scatter_m, profile.step_m)
    ]
    lines = [_line(profile, span) for span in spans]
    sites = number_sites(lines)
    hills: list[Hill] = []
    unsure: list[Hill] = []
    for span, line, site in zip(spans, lines, sites, strict=True):
        hill = _describe(profile, span, line, f"s{site + 1}")
        kept, prefix = (unsure, "u") if hill.confidence is Confidence.UNSURE else (hills, "h")
        kept.append(replace(hill, id=f"{prefix}{len(kept) + 1}"))
    return Survey(
        track=track,
        profile=profile,
        hills=tuple(hills),
        unsure=tuple(unsure),
        notices=(*track.notices, *profile.notices),
    )


def find_rises(profile: Profile, *, min_length_m: float, min_grade: float) -> list[Stretch]:
    """Return everything along a profile that climbs, in order: hills, and gentler rises that make a run roll.

    Args:
        profile: What we believe about the elevation.
        min_length_m: Shortest rise wanted [m].
        min_grade: Lowest mean gradient wanted.
    """
    rises = []
    for run in profile.slices():
        run_m = profile.elevation_m[run]
        for span in detect_rises(
            run_m, profile.scatter_m, profile.step_m, min_length_m=min_length_m, min_grade=min_grade
        ):
            length_m = (span.top - span.foot) * profile.step_m
            grade = float(run_m[span.top] - run_m[span.foot]) / length_m
            sd = gain_sd_m(profile, length_m, grade) / length_m
            start_m = float(profile.distance_m[run.start + span.foot])
            rises.append(Stretch(start_m=start_m, length_m=length_m, grade=grade, grade_sd=sd))
    return rises


def _line(profile: Profile, span: Span) -> Line:
    part = slice(span.foot, span.top + 1)
    return Line(profile.lat_deg[part], profile.lon_deg[part])


def _describe(profile: Profile, span: Span, line: Line, site: str) -> Hill:
    """Return the hill without a name of its own yet."""
    elevation_m = profile.elevation_m[span.foot : span.top + 1]
    start_m = float(profile.distance_m[span.foot])
    length_m = (span.top - span.foot) * profile.step_m
    gain_m = float(elevation_m[-1] - elevation_m[0])
    sd_m = gain_sd_m(profile, length_m, gain_m / length_m)
    whole = Stretch(start_m=start_m, length_m=length_m, grade=gain_m / length_m, grade_sd=sd_m / length_m)
    return Hill(
        id="",
        kind=_kind(length_m),
        start_index=_point_at(profile.point_m, start_m, last=True),
        end_index=_point_at(profile.point_m, start_m + length_m, last=False),
        start_m=start_m,
        length_m=length_m,
        gain_m=gain_m,
        gain_sd_m=sd_m,
        grade_max=_steepest(elevation_m, profile.step_m),
        steadiness=steadiness(elevation_m, profile.step_m),
        confidence=judge(profile, whole, span.excess_m),
        site=site,
        best_stretch=_best_stretch(profile, elevation_m, start_m),
        line=line,
        elevation_m=elevation_m,
        step_m=profile.step_m,
    )


def _kind(length_m: float) -> HillKind:
    if length_m >= CLIMB_LENGTH_M:
        return HillKind.CLIMB
    return HillKind.LONG if length_m >= LONG_LENGTH_M else HillKind.REPEAT


def _point_at(point_m: Floats, distance_m: float, *, last: bool) -> int:
    """Return the number of the point nearest to a distance; of those standing there the last or the first."""
    after = min(int(np.searchsorted(point_m, distance_m)), len(point_m) - 1)
    before = max(after - 1, 0)
    nearest_m = min(point_m[before], point_m[after], key=lambda place_m: abs(place_m - distance_m))
    if last:
        return int(np.searchsorted(point_m, nearest_m, side="right")) - 1
    return int(np.searchsorted(point_m, nearest_m, side="left"))


def _steepest(elevation_m: Floats, step_m: float) -> float:
    lag = min(round(STEEPEST_OVER_M / step_m), len(elevation_m) - 1)
    return float(np.max(elevation_m[lag:] - elevation_m[:-lag]) / (lag * step_m))


def _best_stretch(profile: Profile, elevation_m: Floats, start_m: float) -> Stretch:
    first, last = best_stretch(elevation_m, profile.step_m, lengths_m=REP_LENGTHS_M, grades=REP_GRADES)
    length_m = (last - first) * profile.step_m
    grade = float(elevation_m[last] - elevation_m[first]) / length_m
    return Stretch(
        start_m=start_m + first * profile.step_m,
        length_m=length_m,
        grade=grade,
        grade_sd=gain_sd_m(profile, length_m, 0.0) / length_m,
    )
