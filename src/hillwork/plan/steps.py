"""The steps that workouts are made of."""

from typing import Final

from hillwork.model import Duration, Runner, Step, StepKind
from hillwork.plan.pace import easy_mps, running_time
from hillwork.plan.sessions import Session
from hillwork.profile import Piece

EASY_SPREAD: Final = 0.08
"""Easy paces are shown with 8 % to both sides: a rule of ours."""

EASY_EFFORT: Final = "easy: you can talk"


def easy_step(kind: StepKind, way: Piece, runner: Runner, cue: str) -> Step:
    """Return a step that is jogged along a way."""
    duration = even_duration(way.length_m / easy_mps(runner), spread=EASY_SPREAD)
    return _along(way, kind, duration, effort=EASY_EFFORT, cue=cue)


def down_step(way: Piece, seconds: float, hill: str, cue: str) -> Step:
    """Return the recovery down a hill."""
    duration = even_duration(seconds, spread=EASY_SPREAD)
    return _along(way, StepKind.RECOVERY, duration, effort="rest", cue=cue, hill=hill)


def effort_step(
    kind: StepKind, way: Piece, runner: Runner, session: Session, *, cue: str, hill: str | None = None
) -> Step:
    """Return a step that is run along a way at the effort of a session, its time a band from the pace models."""
    duration = running_time(
        runner, way.elevation_m, way.step_m, effort_low=session.effort_low, effort_high=session.effort_high
    )
    return _along(way, kind, duration, effort=session.effort, cue=cue, hill=hill)


def extra_step(kind: StepKind, seconds: float, runner: Runner, cue: str) -> Step:
    """Return easy running that is tied to no way."""
    return Step(
        kind=kind,
        distance_m=seconds * easy_mps(runner),
        duration=even_duration(seconds, spread=EASY_SPREAD),
        effort=EASY_EFFORT,
        cue=cue,
    )


def _along(way: Piece, kind: StepKind, duration: Duration, *, effort: str, cue: str, hill: str | None = None) -> Step:
    return Step(
        kind=kind,
        distance_m=way.length_m,
        duration=duration,
        effort=effort,
        cue=cue,
        grade=way.grade,
        ascent_m=way.ascent_m,
        descent_m=way.descent_m,
        hill=hill,
        line=way.line,
        elevation_m=way.elevation_m,
    )


def even_duration(seconds: float, *, spread: float) -> Duration:
    """Return a time with the same relative spread to both sides.

    >>> even_duration(100, spread=0.1)
    Duration(low_s=90.0, mid_s=100, high_s=110.00000000000001)
    """
    return Duration(low_s=seconds * (1 - spread), mid_s=seconds, high_s=seconds * (1 + spread))
