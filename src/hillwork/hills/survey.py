"""Profiles to surveys: hills found, judged, named, and put together by the ground they lie on."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from statistics import fmean, median
from typing import Final

import numpy as np

from hillwork.hills.describe import describe, kind_of, points_along
from hillwork.hills.detect import MIN_GAIN_M, MIN_LENGTH_M, Span, detect, detect_rises, without_overlaps
from hillwork.hills.judge import gain_sd_m, rise_of
from hillwork.hills.sites import Way, group_spans
from hillwork.model import Confidence, Floats, Hill, Notice, Pass, Profile, Site, Stretch, Survey, Track

REP_LENGTHS_M: Final = (100.0, 200.0)
"""Length of the best stretch when nothing else is asked for: the hill-repeat article this project started from."""


def survey_track(track: Track, profile: Profile, *, stretch_m: tuple[float, float] = REP_LENGTHS_M) -> Survey:
    """Return the hills of a track, those we are sure of and those we are not.

    Args:
        track: The track as stored.
        profile: What we believe about its elevation.
        stretch_m: Shortest and longest best stretch wanted [m].
    """
    return survey_tracks([track], [profile], stretch_m=stretch_m)[0]


def survey_tracks(
    tracks: Sequence[Track], profiles: Sequence[Profile], *, stretch_m: tuple[float, float] = REP_LENGTHS_M
) -> list[Survey]:
    """Return the hills of tracks; those on the same ground share a site.

    Args:
        tracks: The tracks as stored.
        profiles: What we believe about their elevation, all believed together.
        stretch_m: Shortest and longest best stretch wanted [m].
    """
    borders = np.cumsum([0, *(len(profile) for profile in profiles)]).tolist()
    spans = [
        Span(first + span.foot, first + span.top)
        for profile, first in zip(profiles, borders, strict=False)
        for span in find_spans(profile)
    ]
    place = np.concatenate([profile.place for profile in profiles])
    runs = np.concatenate([profile.runs for profile in profiles])
    track_of_sample = np.repeat(np.arange(len(profiles)), np.diff(borders))
    sites = group_spans(spans, place, np.column_stack([track_of_sample, runs]))
    surveys = []
    for track, profile, first, last in zip(tracks, profiles, borders[:-1], borders[1:], strict=True):
        own = {
            f"s{number + 1}": [
                Way(way.first - first, way.last - first, way.is_up) for way in ways if first <= way.first < last
            ]
            for number, ways in enumerate(sites)
        }
        surveys.append(_survey(track, profile, own, stretch_m))
    return surveys


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
            sd = gain_sd_m(profile, rise_of(profile, run.start + span.foot, run.start + span.top), grade) / length_m
            start_m = float(profile.distance_m[run.start + span.foot])
            rises.append(Stretch(start_m=start_m, length_m=length_m, grade=grade, grade_sd=sd))
    return rises


def find_spans(profile: Profile) -> Iterator[Span]:
    """Yield the hills of a profile, in order."""
    for run in profile.slices():
        if not _may_hold_hill(profile.elevation_m[run], profile.step_m):
            continue
        for span in detect(profile.elevation_m[run], profile.scatter_m, profile.step_m):
            yield Span(run.start + span.foot, run.start + span.top)


def _may_hold_hill(run_m: Floats, step_m: float) -> bool:
    """Tell whether a run is long enough and climbs enough anywhere for the shortest hill: most streets do not."""
    if len(run_m) * step_m < MIN_LENGTH_M:
        return False
    return bool(np.max(run_m - np.minimum.accumulate(run_m)) >= MIN_GAIN_M)


def _survey(track: Track, profile: Profile, sites: dict[str, list[Way]], stretch_m: tuple[float, float]) -> Survey:
    """Return the survey of one track.

    Args:
        track: The track as stored.
        profile: What we believe about its elevation.
        sites: The passes of this track over each site, by the site's name.
        stretch_m: Shortest and longest best stretch wanted [m].
    """
    climbed = {Span(way.first, way.last): site for site, ways in sites.items() for way in ways if way.is_up}
    # Passes that several had in common were moved to common ends: what was found stands back where they now overlap.
    kept = without_overlaps(sorted(climbed, key=lambda span: span.foot - span.top))
    hills: list[Hill] = []
    unsure: list[Hill] = []
    named: dict[Span, Hill] = {}
    for span in kept:
        site = climbed.get(span)
        if site is None:
            continue
        hill = describe(track, profile, span, site, stretch_m)
        group, prefix = (unsure, "u") if hill.confidence is Confidence.UNSURE else (hills, "h")
        named[span] = replace(hill, id=f"{prefix}{len(group) + 1}")
        group.append(named[span])
    lifted = [hill for hill in named.values() if hill.is_lift]
    notices = [*track.notices, *profile.notices]
    if lifted:
        notices.append(
            Notice("lifts", f"{len(lifted)} of the climbs too fast for legs, or marked as a lift: not counted")
        )
    return Survey(
        track=track,
        profile=profile,
        hills=tuple(hills),
        unsure=tuple(unsure),
        sites=tuple(_sites(track, profile, sites, named)),
        notices=tuple(notices),
    )


def _sites(track: Track, profile: Profile, sites: dict[str, list[Way]], named: dict[Span, Hill]) -> Iterator[Site]:
    for site, ways in sites.items():
        hills = [named[span] for span in (Span(way.first, way.last) for way in ways if way.is_up) if span in named]
        if not hills:
            continue
        length_m = median(hill.length_m for hill in hills)
        first = hills[0]
        yield Site(
            id=site,
            kind=kind_of(length_m),
            length_m=length_m,
            gain_m=fmean(hill.gain_m for hill in hills),
            gain_sd_m=fmean(hill.gain_sd_m for hill in hills),
            confidence=first.confidence,
            foot=(float(first.line.lat_deg[0]), float(first.line.lon_deg[0])),
            top=(float(first.line.lat_deg[-1]), float(first.line.lon_deg[-1])),
            passes=tuple(
                _pass(track, profile, way, named.get(Span(way.first, way.last)))
                for way in ways
                if not way.is_up or Span(way.first, way.last) in named
            ),
        )


def _pass(track: Track, profile: Profile, way: Way, hill: Hill | None) -> Pass:
    start_m, end_m = float(profile.distance_m[way.first]), float(profile.distance_m[way.last])
    start, end = (hill.start_index, hill.end_index) if hill else points_along(profile.point_m, start_m, end_m)
    began_s, ended_s = float(track.time_s[start]), float(track.time_s[end])
    is_timed = track.started_at is not None and np.isfinite(began_s) and ended_s > began_s
    return Pass(
        is_up=way.is_up,
        start_index=start,
        end_index=end,
        start_m=start_m,
        length_m=end_m - start_m,
        started_at=track.started_at + timedelta(seconds=began_s) if is_timed and track.started_at else None,
        duration_s=ended_s - began_s if is_timed else None,
        hill=hill.id if hill and way.is_up else "",
    )
