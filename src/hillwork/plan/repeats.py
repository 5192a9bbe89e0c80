"""The work: repetitions on one hill with their recoveries, or laps over it."""

from typing import Final

from hillwork.model import Block, Gait, Step, StepKind
from hillwork.plan.prescribe import Prescription
from hillwork.plan.recipe import Recovery, Shape
from hillwork.plan.steps import (
    STEEP_DOWN,
    down_step,
    effort_step,
    extra_step,
    fast_down_step,
    rest_step,
    strides_step,
    uphill_cue,
)
from hillwork.profile import Piece
from hillwork.text import counted
from hillwork.units import format_distance, format_duration

TOP_JOG_S: Final = 120.0
STRIDES_M: Final = 150.0
"""The middle of Lydiard's 1 to 3 min on top and of his 100 to 200 m on the flat."""

LEAST_REST_S: Final = 15.0
"""Shorter rests are not worth a step."""


def work_block(who: Prescription, up: Piece, hill: str) -> Block:
    """Return the repetitions or laps on a stretch of hill.

    Args:
        who: What is to be done, and by whom.
        up: The stretch, uphill.
        hill: Its name.
    """
    rep = _rep(who, up, hill)
    if who.session.shape is Shape.BELT:
        rest_s = who.session.rest_after_s(rep.duration.mid_s)
        steps: tuple[Step, ...] = (rep, extra_step(StepKind.RECOVERY, rest_s, who, "jog easily"))
    elif who.session.shape is Shape.LAPS:
        steps = _lap(who, rep, up, hill)
    else:
        steps = _rep_and_recovery(who, rep, up, hill)
    times = _times(who, steps)
    done = "walked" if who.session.gait is Gait.WALK else "uphill"
    length = format_duration(rep.duration.mid_s) if who.is_by_time else format_distance(up.length_m)
    name = counted(times, "lap") if who.session.shape is Shape.LAPS else f"{times} × {length} {done}"
    return Block(name, steps, times)


def _times(who: Prescription, steps: tuple[Step, ...]) -> int:
    """Return how often: what was wished, what suits the level, or what fills the time of the session."""
    usual = who.wished_reps or who.dose.usual_reps
    if usual is not None:
        return usual
    in_all_s = who.dose.in_all_s or 0.0
    return max(1, round(in_all_s / sum(step.duration.mid_s for step in steps)))


def _rep(who: Prescription, up: Piece, hill: str) -> Step:
    return effort_step(StepKind.REP, up, who, cue=uphill_cue(who, up.grade), hill=hill)


def _rep_and_recovery(who: Prescription, rep: Step, up: Piece, hill: str) -> tuple[Step, ...]:
    """Return a repetition, the way down, and standing at the foot when the session needs more rest than that."""
    walks = who.session.recovery is Recovery.WALK or up.grade > STEEP_DOWN
    down = down_step(up.reversed(), who, hill, is_walked=walks)
    needed_s = who.session.rest_after_s(rep.duration.mid_s)
    missing_s = needed_s - down.duration.mid_s
    if missing_s < LEAST_REST_S:
        return rep, down
    rest = f"stand or walk about at the foot until {format_duration(needed_s)} have passed since the top"
    return rep, down, rest_step(missing_s, who, rest)


def _lap(who: Prescription, rep: Step, up: Piece, hill: str) -> tuple[Step, ...]:
    """Return one lap of a circuit: up, jog on top, down fast, strides on the flat."""
    down = up.reversed()
    return (
        rep,
        extra_step(StepKind.RECOVERY, TOP_JOG_S, who, "jog about on top for one to three minutes"),
        down_step(down, who, hill, is_walked=True) if up.grade > STEEP_DOWN else fast_down_step(down, who, hill),
        strides_step(STRIDES_M, who, "100 to 200 m of strides on the flat, then on to the next lap"),
    )
