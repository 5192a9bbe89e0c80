"""The steps that workouts are made of."""

from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from hillwork.model import Duration, Effort, Gait, Line, Step, StepKind, Until
from hillwork.plan.energy import energy_kcal
from hillwork.plan.pace import TIRED_WALK_SHARE, is_faster_hiked, running_time, walking_s
from hillwork.plan.prescribe import Prescription
from hillwork.plan.recipe import Shape
from hillwork.profile import Piece
from hillwork.units import format_grade

EASY_SPREAD: Final = 0.08
"""Easy paces are shown with 8 % to both sides: a rule of ours."""

WALK_SPREAD: Final = 0.10
"""And walking up a hill with 10 %."""

EASY: Final = Effort(feel="easy: you can talk", rpe=(2, 3), zones=(1, 2))
EASY_WALK: Final = Effort(feel="easy walking", rpe=(1, 2), zones=(1, 1))
REST: Final = Effort(feel="rest", rpe=(1, 1))
RELAXED_FAST: Final = Effort(feel="fast and relaxed, without forcing", rpe=(6, 7))
"""Efforts beside those of the sessions. Feels are ours; zones are fifths of the heart rate from half of the maximum up, as
watches come with them."""

STEEP_DOWN: Final = 0.10
"""Walk down what is steeper: a rule of ours. At 16 % down braking peaks rise by 73 % (Gottschall and Kram 2005,
doi:10.1016/j.jbiomech.2004.04.023)."""

FAST_DOWN_EFFORT: Final = (0.85, 0.95)
STRIDES_EFFORT: Final = (1.0, 1.07)
"""Shares of the 5 km speed: below 10 km effort downhill, 5 km to mile effort on the flat. Rules of ours."""

ZONES_FROM_S: Final = 120.0
"""The heart follows within two or three minutes: a rule of ours."""

RAMP_STEP_M: Final = 5.0


def ramp(length_m: float, grade: float) -> Piece:
    """Return a slope that is nowhere: what a repetition would be on a hill that nobody has.

    Args:
        length_m: Its length [m].
        grade: Its gradient.
    """
    n_samples = max(2, round(length_m / RAMP_STEP_M) + 1)
    return Piece(
        line=Line(np.zeros(n_samples), np.zeros(n_samples)),
        elevation_m=np.linspace(0.0, length_m * grade, n_samples),
        length_m=length_m,
        step_m=length_m / (n_samples - 1),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Doing:
    """How a way is covered."""

    duration: Duration
    effort: Effort
    cue: str
    gait: Gait = Gait.RUN
    until: Until = Until.DISTANCE


def easy_step(kind: StepKind, way: Piece, who: Prescription, cue: str, *, least_s: float = 0.0) -> Step:
    """Return a step that is jogged, or by walkers walked, along a way.

    Args:
        kind: What it is for.
        way: Where it goes.
        who: By whom.
        cue: What to do.
        least_s: The time to take for it when the way is done sooner [s].
    """
    gait = who.session.gait
    doing = _Doing(
        duration=spread(max(least_s, way.length_m / who.easy_mps), EASY_SPREAD),
        effort=EASY_WALK if gait is Gait.WALK else EASY,
        gait=gait,
        cue=cue,
    )
    return _along(way, kind, who, doing)


def down_step(way: Piece, who: Prescription, hill: str, *, is_walked: bool) -> Step:
    """Return the recovery down a hill."""
    if is_walked:
        seconds = walking_s(way.elevation_m, way.step_m) / TIRED_WALK_SHARE
        gait, effort, cue = Gait.WALK, EASY_WALK, "walk down to the foot"
    else:
        seconds = way.length_m / who.easy_mps
        gait, effort, cue = Gait.RUN, EASY, "jog down easily to the foot"
    doing = _Doing(duration=spread(seconds, EASY_SPREAD), effort=effort, gait=gait, cue=cue)
    return _along(way, StepKind.RECOVERY, who, doing, hill)


def fast_down_step(way: Piece, who: Prescription, hill: str) -> Step:
    """Return a descent that is run fast and relaxed."""
    low, high = FAST_DOWN_EFFORT
    doing = _Doing(
        duration=running_time(who.runner, way.elevation_m, way.step_m, effort_low=low, effort_high=high),
        effort=RELAXED_FAST,
        cue="run down fast and relaxed with quick steps, never braking hard",
    )
    return _along(way, StepKind.DOWNHILL, who, doing, hill)


def effort_step(kind: StepKind, way: Piece, who: Prescription, *, cue: str, hill: str | None = None) -> Step:
    """Return a step at the effort of the session, its time a band from the pace models."""
    session = who.session
    is_timed = kind is StepKind.REP and who.is_by_time and _is_long_enough(way, who)
    doing = _Doing(
        duration=spread(who.rep_s[1], 0.0) if is_timed and who.rep_s else _work_time(way, who),
        effort=session.effort,
        gait=session.gait,
        cue=cue,
        until=Until.TIME if is_timed else Until.DISTANCE,
    )
    return _along(way, kind, who, doing, hill)


def uphill_cue(who: Prescription, grade: float) -> str:
    """Return the first cue of a session, and that hiking is as good where it is.

    Args:
        who: What is to be done, and by whom.
        grade: The gradient.
    """
    session = who.session
    # Springing uphill, lap after lap, is slow on purpose.
    is_run = session.gait is Gait.RUN and session.shape is not Shape.LAPS
    if is_run and is_faster_hiked(who.runner, grade, session.effort_high):
        return f"at {format_grade(grade)} hiking with long steps is as fast for you as running; {session.cues[0]}"
    return session.cues[0]


def _work_time(way: Piece, who: Prescription) -> Duration:
    """Return how long a way takes at the effort of the session."""
    session = who.session
    if session.gait is Gait.WALK:
        return spread(walking_s(way.elevation_m, way.step_m), WALK_SPREAD)
    if session.top_mps is not None:
        slow_mps, fast_mps = session.top_mps
        return Duration(
            low_s=way.length_m / fast_mps,
            mid_s=way.length_m / who.work_mps(way.grade),
            high_s=way.length_m / slow_mps,
        )
    return running_time(
        who.runner, way.elevation_m, way.step_m, effort_low=session.effort_low, effort_high=session.effort_high
    )


def extra_step(kind: StepKind, seconds: float, who: Prescription, cue: str) -> Step:
    """Return easy moving for a while that is tied to no way, on the level."""
    moves = who.session.gait
    distance_m = seconds * who.easy_mps
    return Step(
        kind=kind,
        distance_m=distance_m,
        duration=spread(seconds, EASY_SPREAD),
        effort=_felt(EASY_WALK if moves is Gait.WALK else EASY, seconds),
        cue=cue,
        gait=moves,
        until=Until.TIME,
        energy_kcal=_energy_kcal(who, moves, seconds, ramp(distance_m, 0.0)),
    )


def rest_step(seconds: float, who: Prescription, cue: str) -> Step:
    """Return standing or walking about, for a while."""
    return Step(
        kind=StepKind.REST,
        distance_m=0.0,
        duration=spread(seconds, 0.0),
        effort=REST,
        cue=cue,
        gait=Gait.STAND,
        until=Until.TIME,
        energy_kcal=_energy_kcal(who, Gait.STAND, seconds, ramp(0.0, 0.0)),
    )


def strides_step(length_m: float, who: Prescription, cue: str) -> Step:
    """Return fast relaxed running on the level, tied to no way."""
    level = ramp(length_m, 0.0)
    low, high = STRIDES_EFFORT
    duration = running_time(who.runner, level.elevation_m, level.step_m, effort_low=low, effort_high=high)
    return Step(
        kind=StepKind.STRIDES,
        distance_m=length_m,
        duration=duration,
        effort=RELAXED_FAST,
        cue=cue,
        energy_kcal=_energy_kcal(who, Gait.RUN, duration.mid_s, level),
    )


def spread(seconds: float, share: float) -> Duration:
    """Return a time with the same relative spread to both sides.

    >>> spread(100, 0.1)
    Duration(low_s=90.0, mid_s=100, high_s=110.00000000000001)
    """
    return Duration(low_s=seconds * (1 - share), mid_s=seconds, high_s=seconds * (1 + share))


def _is_long_enough(way: Piece, who: Prescription) -> bool:
    """Tell whether a way is as long as a repetition by the clock needs, but for a step of the grid."""
    return way.length_m + way.step_m >= who.lengths_m(way.grade)[1]


def _felt(effort: Effort, seconds: float) -> Effort:
    """Return an effort without heart rate zones where the heart has no time to get there."""
    return effort if seconds >= ZONES_FROM_S else replace(effort, zones=None)


def _energy_kcal(who: Prescription, gait: Gait, seconds: float, way: Piece) -> float:
    return energy_kcal(who.runner.mass_kg, gait, seconds, way.elevation_m, way.step_m)


def _along(way: Piece, kind: StepKind, who: Prescription, doing: _Doing, hill: str | None = None) -> Step:
    return Step(
        kind=kind,
        distance_m=way.length_m,
        duration=doing.duration,
        effort=_felt(doing.effort, doing.duration.mid_s),
        cue=doing.cue,
        gait=doing.gait,
        until=doing.until,
        grade=way.grade,
        ascent_m=way.ascent_m,
        descent_m=way.descent_m,
        energy_kcal=_energy_kcal(who, doing.gait, doing.duration.mid_s, way),
        hill=hill,
        line=way.line,
        elevation_m=way.elevation_m,
    )
