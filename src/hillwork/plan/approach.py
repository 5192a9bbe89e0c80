"""The way to the hill and the way home: ten to twenty minutes of easy running each."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from hillwork.geo import local_metres
from hillwork.model import Gait, Notice, Step, StepKind, Survey
from hillwork.plan.choose import WARM_UP_S, Fit, is_loop
from hillwork.plan.prescribe import Prescription
from hillwork.plan.steps import easy_step, extra_step
from hillwork.profile import Piece, piece_between
from hillwork.units import format_distance

PASSING_M: Final = 30.0
"""A track passes the foot of the hill when it comes as near as this."""

LEAST_EXTRA_S: Final = 60.0
"""Less than a minute more is not worth a step: the way is done a little slower."""

PARKED_S: Final = 900.0
"""Who rides there starts a quarter of an hour before the hill: the middle of the warm-up."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outing:
    """What is known of a track that was made for one hill: from a door to its foot, up, down again and home.

    Args:
        place: Where it begins, in words.
        home_m: Where along the track the way home begins [m].
        is_loop: Whether the way home is another one.
        why: Why this hill, the most important first.
        notes: What the map knows of its ground.
    """

    place: str
    home_m: float
    is_loop: bool
    why: tuple[str, ...]
    notes: tuple[Notice, ...]


def way_there(
    survey: Survey, fit: Fit, who: Prescription, outing: Outing | None
) -> tuple[tuple[Step, ...], list[Notice]]:
    """Return the way to the hill as steps of at least ten minutes, and a note when it is far.

    Args:
        survey: The track.
        fit: The stretch that is used.
        who: What is to be done, and by whom.
        outing: What is known of a track that was made for this hill.
    """
    shortest_s, longest_s = WARM_UP_S
    foot = _foot(fit)
    way, by = _way_to(survey, fit.stretch.start_m, outing)
    distance = format_distance(way.length_m)
    steps: list[Step] = []
    missing_s = shortest_s - fit.way_s
    if way.length_m >= way.step_m:
        steps.append(_easy_way(StepKind.WARM_UP, way, who, f"{_moving(who)} {distance} {by} to {foot}", missing_s))
    if missing_s >= LEAST_EXTRA_S:
        extra = f"{foot} is {fit.way_s / 60:.0f} min away: go on easily around it until ten minutes are full"
        steps.append(extra_step(StepKind.WARM_UP, missing_s, who, extra))
    notes = []
    if fit.way_s > longest_s:
        message = (
            f"the way to {foot} takes {fit.way_s / 60:.0f} min ({distance}), more than the {longest_s / 60:.0f} min of a"
            f" warm-up: ride there and leave the car or bicycle at {_parking(way, who)}, a quarter of an hour"
            " before it"
        )
        notes.append(Notice("warm-up-long", message))
    return tuple(steps), notes


def way_home(survey: Survey, fit: Fit, who: Prescription, outing: Outing | None) -> tuple[Step, ...]:
    """Return the way home: that of the outing, else back, or on along the track when that is shorter and leads home.

    Args:
        survey: The track.
        fit: The stretch that is used.
        who: What is to be done, and by whom.
        outing: What is known of a track that was made for this hill.
    """
    profile = survey.profile
    if outing is not None:
        way = piece_between(profile, outing.home_m, profile.length_m)
        by = "another way" if outing.is_loop else "the way you came"
        return _home_by(way, f"go home easily {by}, {format_distance(way.length_m)}", who)
    back_m = fit.stretch.start_m
    leaving_m = _last_passing_m(survey, fit)
    on_m = profile.length_m - leaving_m
    if is_loop(survey) and on_m < back_m:
        way = piece_between(profile, leaving_m, profile.length_m)
        return _home_by(way, f"go on easily along the track for {format_distance(on_m)} to its end", who)
    way = piece_between(profile, 0.0, back_m).reversed()
    return _home_by(way, f"go back easily the way you came, {format_distance(back_m)}", who)


def _way_to(survey: Survey, start_m: float, outing: Outing | None) -> tuple[Piece, str]:
    """Return the way to a place on the track, and in words which way that is: on a loop the nearer one."""
    profile = survey.profile
    along = piece_between(profile, 0.0, start_m)
    if outing is not None:
        return along, f"from {outing.place}"
    if is_loop(survey) and profile.length_m - start_m < start_m:
        return piece_between(profile, start_m, profile.length_m).reversed(), "back along the track from its end"
    return along, "along the track"


def _moving(who: Prescription) -> str:
    return "walk" if who.session.gait is Gait.WALK else "walk or jog"


def _foot(fit: Fit) -> str:
    """Return what to call the place where the repetitions begin."""
    above_m = fit.stretch.start_m - fit.hill.start_m
    if above_m >= PASSING_M:
        return f"a point {format_distance(above_m)} up {fit.hill.id}"
    return f"the foot of {fit.hill.id}{f', {fit.hill.foot_name}' if fit.hill.foot_name else ''}"


def _parking(way: Piece, who: Prescription) -> str:
    """Return where on a way a warm-up of a quarter of an hour begins, as coordinates."""
    n_samples = round(PARKED_S * who.easy_mps / way.step_m)
    index = max(0, len(way.line) - 1 - n_samples)
    return f"{way.line.lat_deg[index]:.5f}, {way.line.lon_deg[index]:.5f}"


def _home_by(way: Piece, cue: str, who: Prescription) -> tuple[Step, ...]:
    """Return the way home as steps of at least ten minutes."""
    steps = []
    missing_s = WARM_UP_S[0] - way.length_m / who.easy_mps
    if way.length_m >= way.step_m:
        steps.append(_easy_way(StepKind.COOL_DOWN, way, who, cue, missing_s))
    if missing_s >= LEAST_EXTRA_S:
        steps.append(extra_step(StepKind.COOL_DOWN, missing_s, who, f"{_moving(who)} on until ten minutes are full"))
    return tuple(steps)


def _easy_way(kind: StepKind, way: Piece, who: Prescription, cue: str, missing_s: float) -> Step:
    """Return a way as a step; one that is a little too short is done a little slower."""
    if 0 < missing_s < LEAST_EXTRA_S:
        return easy_step(kind, way, who, f"{cue}; take ten minutes for it", least_s=WARM_UP_S[0])
    return easy_step(kind, way, who, cue)


def _last_passing_m(survey: Survey, fit: Fit) -> float:
    """Return where along the track it is at the foot of the stretch for the last time [m]."""
    profile = survey.profile
    index = min(int(np.searchsorted(profile.distance_m, fit.stretch.start_m)), len(profile) - 1)
    east_m, north_m = local_metres(profile.lat_deg, profile.lon_deg)
    away_m = np.hypot(east_m - east_m[index], north_m - north_m[index])
    near = np.flatnonzero(away_m <= PASSING_M)
    last_visit = np.split(near, np.flatnonzero(np.diff(near) > 1) + 1)[-1]
    return float(profile.distance_m[last_visit[int(np.argmin(away_m[last_visit]))]])
