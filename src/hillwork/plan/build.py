"""A session on a track: warm-up, work, recovery, way home."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from hillwork.errors import UsageError
from hillwork.geo import local_metres, step_lengths_m
from hillwork.model import Block, Level, Notice, Runner, Step, StepKind, Survey, Workout
from hillwork.plan.choose import WARM_UP_S, Fit, choose_hill
from hillwork.plan.notes import STEEP_DOWN, hill_notes, notes_for
from hillwork.plan.pace import (
    TIRED_WALK_SHARE,
    easy_mps,
    is_faster_hiked,
    walking_mps,
)
from hillwork.plan.rolling import build_rolling
from hillwork.plan.sessions import SESSIONS, Recovery, Session, Shape
from hillwork.plan.steps import down_step, easy_step, effort_step, extra_step
from hillwork.profile import Piece, piece_between
from hillwork.units import format_distance, format_grade

ASSUMED_FIVE_K_S: Final = 30 * 60.0
"""Taken when nobody says: near the middle of the pack at public 5 km runs; an assumption, and told as one."""

MAX_REPS: Final = 30
AT_START_M: Final = 300.0
"""A track that ends this near to its start leads home either way."""

PASSING_M: Final = 30.0
"""A track passes the foot of the hill when it comes as near as this."""


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


def build_workout(
    survey: Survey,
    session: str = "classic",
    *,
    level: Level | None = None,
    runner: Runner | None = None,
    reps: int | None = None,
    hill_id: str | None = None,
    outing: Outing | None = None,
) -> Workout:
    """Return a session built on the hills of a track.

    Args:
        survey: What was found along the track.
        session: Key of the session in `SESSIONS`.
        level: Sets the number of repetitions; intermediate when nobody says.
        runner: Who runs; 30 minutes for 5 km when nobody says.
        reps: Number of repetitions, instead of the level's.
        hill_id: The hill to use, instead of the best.
        outing: What is known of a track that was made for its one hill.

    Raises:
        UsageError: There is no such session, hill, or number of repetitions.
        NothingToDoError: No hill of the track fits the session.
    """
    recipe = session_named(session)
    if reps is not None and not 1 <= reps <= MAX_REPS:
        raise UsageError(
            f"{reps} repetitions: it takes 1 to {MAX_REPS}", hint="leave --reps away for the level's number"
        )
    who = runner or assumed_runner()
    for_level = level or Level.INTERMEDIATE
    level_words = f"{'assumed' if level is None else 'chosen'} level: {for_level}"
    if recipe.shape is Shape.ROUTE:
        if outing:
            raise UsageError("a rolling long run needs a route, not a place", hint="name a GPX file of a hilly route")
        return build_rolling(survey, recipe, who, for_level, level_words)
    fit, why = choose_hill(survey, recipe, who, hill_id)
    n_reps = reps or recipe.reps[for_level]
    up = piece_between(survey.profile, fit.stretch.start_m, fit.stretch.end_m)
    warm_up, warm_notes = _warm_up(survey, fit, who, outing)
    cool_down = _cool_down(survey, fit, who) if outing is None else _way_home(survey, outing, who)
    return Workout(
        session=recipe.key,
        title=recipe.title,
        level=for_level,
        runner=who,
        hills=(fit.hill,),
        blocks=(
            Block("Warm-up", warm_up),
            Block(
                f"{n_reps} × {format_distance(up.length_m)} uphill",
                (_rep(fit, recipe, who, up), _recovery(fit, recipe, who, up)),
                n_reps,
            ),
            Block("Cool-down", cool_down),
        ),
        why=outing.why if outing else why,
        notes=(
            *warm_notes,
            *hill_notes(fit.hill, fit.stretch),
            *(outing.notes if outing else ()),
            *notes_for(survey, who, is_hard=True, level_words=level_words, is_ground_known=outing is not None),
        ),
        sources=recipe.sources,
    )


def session_named(key: str) -> Session:
    """Return a session by its key.

    Raises:
        UsageError: There is none of that name.
    """
    if key not in SESSIONS:
        raise UsageError(
            f"no session {key!r}: there are {', '.join(SESSIONS)}", hint="hillwork plan --help tells what they are"
        )
    return SESSIONS[key]


def assumed_runner() -> Runner:
    """Return who runs when nobody says."""
    return Runner(five_k_s=ASSUMED_FIVE_K_S, is_assumed=True)


def _warm_up(survey: Survey, fit: Fit, runner: Runner, outing: Outing | None) -> tuple[tuple[Step, ...], list[Notice]]:
    """Return the way to the hill as steps of at least ten minutes, and a note when it is far."""
    shortest_s, longest_s = WARM_UP_S
    way_m, foot = fit.stretch.start_m, _foot(fit)
    distance = format_distance(way_m)
    steps: list[Step] = []
    if way_m >= survey.profile.step_m:
        way = piece_between(survey.profile, 0.0, way_m)
        by = f"from {outing.place}" if outing else "along the track"
        steps.append(easy_step(StepKind.WARM_UP, way, runner, f"walk or jog {distance} {by} to {foot}"))
    missing_s = shortest_s - fit.way_s
    if missing_s > 0:
        extra = f"{foot} is {fit.way_s / 60:.0f} min away: jog on around it until ten minutes are full"
        steps.append(extra_step(StepKind.WARM_UP, missing_s, runner, extra))
    notes = []
    if fit.way_s > longest_s:
        message = (
            f"the way to {foot} takes {fit.way_s / 60:.0f} min ({distance}), more than the {longest_s / 60:.0f} min of a"
            " warm-up: start nearer to the hill, or ride there and warm up for ten minutes"
        )
        notes.append(Notice("warm-up-long", message))
    return tuple(steps), notes


def _foot(fit: Fit) -> str:
    """Return what to call the place where the repetitions begin."""
    above_m = fit.stretch.start_m - fit.hill.start_m
    if above_m >= PASSING_M:
        return f"a point {format_distance(above_m)} up {fit.hill.id}"
    return f"the foot of {fit.hill.id}{f', {fit.hill.foot_name}' if fit.hill.foot_name else ''}"


def _rep(fit: Fit, session: Session, runner: Runner, up: Piece) -> Step:
    grade = fit.stretch.grade
    cue = session.cue
    if is_faster_hiked(runner, grade, session.effort_high):
        cue = f"at {format_grade(grade)} hiking with long steps is as fast for you as running; {cue}"
    return effort_step(StepKind.REP, up, runner, session, cue=cue, hill=fit.hill.id)


def _recovery(fit: Fit, session: Session, runner: Runner, up: Piece) -> Step:
    """Return the way down, and standing at the bottom when the session needs more rest than that."""
    down = up.reversed()
    walks = session.recovery is Recovery.WALK or fit.stretch.grade > STEEP_DOWN
    speed_mps = TIRED_WALK_SHARE * walking_mps(down.grade) if walks else easy_mps(runner)
    descent_s = down.length_m / speed_mps
    cue = "walk down to the foot" if walks else "jog down easily to the foot"
    if session.rest_s > descent_s:
        cue += f", then rest there until {session.rest_s / 60:.0f} min are over"
    return down_step(down, max(descent_s, session.rest_s), fit.hill.id, cue)


def _cool_down(survey: Survey, fit: Fit, runner: Runner) -> tuple[Step, ...]:
    """Return the way home: back, or on along the track when that is shorter and leads to its start."""
    profile = survey.profile
    back_m = fit.stretch.start_m
    leaving_m = _last_passing_m(survey, fit)
    on_m = profile.length_m - leaving_m
    if _ends_at_start(survey) and on_m < back_m:
        way = piece_between(profile, leaving_m, profile.length_m)
        cue = f"jog on along the track for {format_distance(on_m)} to its end"
    else:
        way = piece_between(profile, 0.0, back_m).reversed()
        cue = f"jog back the way you came, {format_distance(back_m)}"
    return _home_by(way, cue, runner)


def _way_home(survey: Survey, outing: Outing, runner: Runner) -> tuple[Step, ...]:
    """Return the way back to the door that the track ends with."""
    way = piece_between(survey.profile, outing.home_m, survey.profile.length_m)
    distance = format_distance(way.length_m)
    cue = f"jog home another way, {distance}" if outing.is_loop else f"jog back the way you came, {distance}"
    return _home_by(way, cue, runner)


def _home_by(way: Piece, cue: str, runner: Runner) -> tuple[Step, ...]:
    """Return the way home as steps of at least ten minutes."""
    steps = []
    if way.length_m >= way.step_m:
        steps.append(easy_step(StepKind.COOL_DOWN, way, runner, cue))
    missing_s = WARM_UP_S[0] - way.length_m / easy_mps(runner)
    if missing_s > 0:
        steps.append(extra_step(StepKind.COOL_DOWN, missing_s, runner, "jog or walk on until ten minutes are full"))
    return tuple(steps)


def _ends_at_start(survey: Survey) -> bool:
    lat, lon = survey.track.lat_deg[[0, -1]], survey.track.lon_deg[[0, -1]]
    return bool(step_lengths_m(lat, lon)[0] <= AT_START_M)


def _last_passing_m(survey: Survey, fit: Fit) -> float:
    """Return where along the track it is at the foot of the stretch for the last time [m]."""
    profile = survey.profile
    index = min(int(np.searchsorted(profile.distance_m, fit.stretch.start_m)), len(profile) - 1)
    east_m, north_m = local_metres(profile.lat_deg, profile.lon_deg)
    away_m = np.hypot(east_m - east_m[index], north_m - north_m[index])
    near = np.flatnonzero(away_m <= PASSING_M)
    last_visit = np.split(near, np.flatnonzero(np.diff(near) > 1) + 1)[-1]
    return float(profile.distance_m[last_visit[int(np.argmin(away_m[last_visit]))]])
