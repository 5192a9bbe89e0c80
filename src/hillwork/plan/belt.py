"""Any session on a treadmill: each step as an incline and a time."""

from dataclasses import replace
from typing import Final

from hillwork.errors import UsageError
from hillwork.model import Block, Gait, Notice, Runner, Step, StepKind, Until, Workout
from hillwork.plan.choose import WARM_UP_S
from hillwork.plan.energy import energy_kcal
from hillwork.plan.notes import runner_notes, work_notes
from hillwork.plan.prescribe import Prescription
from hillwork.plan.recipe import Shape
from hillwork.plan.repeats import work_block
from hillwork.plan.steps import extra_step, ramp, spread
from hillwork.units import format_duration, format_grade

MAX_INCLINE: Final = 0.15
INCLINE_STEP: Final = 0.005
"""What belts can do: up to 15 %, in half points."""

LEVEL_INCLINE: Final = 0.01
"""One per cent makes a belt cost what the road costs for five minutes at 2.9 to 5.0 m/s; slower than 3.3 m/s nothing does as
well (Jones and Doust 1996, doi:10.1080/02640419608727717)."""

BELT: Final = "treadmill"
"""Stands for a hill's name on a belt."""

TRUTHS: Final = (
    Notice(
        "belt-truth",
        "what is known of treadmills: running on one is much like running on the road (Van Hooren et al. 2020,"
        " doi:10.1007/s40279-019-01237-z); that the belt does the work is an opinion of the hill-repeat article this project"
        " started from. It has no way down: what that does to your thighs you have to learn outdoors",
    ),
    Notice("belt-speed", "speeds are where to begin: keep the incline and turn the speed until it feels right"),
    Notice("belt-safety", "clip on the safety key; slow down before you step off"),
)


def build_on_belt(who: Prescription) -> Workout:
    """Return a session on a treadmill that stands for no particular hill: its gradient is the middle of the session's.

    Args:
        who: What is to be done, and by whom.

    Raises:
        UsageError: The session runs a whole route, and there is none.
    """
    session = who.session
    if session.shape is Shape.ROUTE:
        raise UsageError(
            f"a {session.key} session runs a route, also on a treadmill", hint="name the GPX file of a route"
        )
    grade = sum(session.grades) / 2
    length_m = sum(who.lengths_m(grade)) / 2
    work = work_block(who, ramp(length_m, grade), BELT)
    workout = Workout(
        session=session.key,
        title=session.title,
        level=who.level,
        runner=who.runner,
        hills=(),
        blocks=(work,),
        cues=session.cues,
        why=(f"{format_grade(grade)} is the middle of what the session asks for",),
        notes=(*runner_notes(who), *work_notes(who, work)),
        sources=session.sources,
    )
    return on_belt(workout, who)


def on_belt(workout: Workout, who: Prescription) -> Workout:
    """Return the stand-in for a workout on a treadmill: the same times, uphill as inclines, everything else at 1 %.

    Args:
        workout: The session, on a hill or not.
        who: What is to be done, and by whom.
    """
    work = [block for block in workout.blocks if not _is_easy(block)]
    easy = [
        Block(name, (extra_step(kind, WARM_UP_S[0], who, cue),))
        for name, kind, cue in (
            ("Warm-up", StepKind.WARM_UP, "start easy"),
            ("Cool-down", StepKind.COOL_DOWN, "slow down, then walk"),
        )
    ]
    steepest = max((step.grade or 0.0 for block in work for step in block.steps), default=0.0)
    cut = (
        [Notice("belt-cut", f"the hill has {format_grade(steepest)}; belts end at {format_grade(MAX_INCLINE)}")]
        if steepest > MAX_INCLINE
        else []
    )
    return replace(
        workout,
        title=workout.title if BELT in workout.title else f"{workout.title} on the treadmill",
        hills=(),
        blocks=tuple(_belt_block(block, who.runner) for block in (easy[0], *work, easy[1])),
        notes=(*cut, *TRUTHS, *(note for note in workout.notes if note.code in KEPT_NOTES)),
    )


def _is_easy(block: Block) -> bool:
    return all(step.kind in {StepKind.WARM_UP, StepKind.COOL_DOWN} for step in block.steps)


def _belt_block(block: Block, runner: Runner) -> Block:
    steps = tuple(_belt_step(step, runner) for step in block.steps)
    first = steps[0]
    name = f"{block.times} × {format_duration(first.duration.mid_s)}" if first.kind is StepKind.REP else block.name
    return replace(block, name=name, steps=steps)


KEPT_NOTES: Final = frozenset(
    {"assumed-five-k", "assumed-easy-pace", "assumed-level", "energy", "hard-day", "stop-rule", "by-feel", "walking"}
)
"""What holds indoors too: not the ground, the weather, the way there."""


def _belt_step(step: Step, runner: Runner) -> Step:
    """Return what stands for a step: its time, and its gradient where it goes up."""
    if step.gait is Gait.STAND:
        return step
    grade = _incline(step.grade or 0.0)
    seconds = step.duration.mid_s
    slope = ramp(step.distance_m, grade)
    return replace(
        step,
        until=Until.TIME,
        duration=spread(seconds, 0.0),
        grade=grade,
        ascent_m=step.distance_m * grade,
        descent_m=0.0,
        cue=_belt_cue(step, grade, step.distance_m / seconds),
        energy_kcal=energy_kcal(runner.mass_kg, step.gait, seconds, slope.elevation_m, slope.step_m),
        hill=None,
        line=None,
        elevation_m=None,
    )


def _incline(grade: float) -> float:
    """Return what a belt can be set to for a gradient."""
    if grade <= LEVEL_INCLINE:
        return LEVEL_INCLINE
    return min(MAX_INCLINE, round(grade / INCLINE_STEP) * INCLINE_STEP)


def _belt_cue(step: Step, grade: float, mps: float) -> str:
    how = {
        StepKind.RECOVERY: "walk" if step.gait is Gait.WALK else "jog",
        StepKind.WARM_UP: "start easy",
        StepKind.COOL_DOWN: "slow down, then walk",
        StepKind.DOWNHILL: "quick and relaxed, on the level: a belt has no way down",
    }.get(step.kind, step.cue)
    return f"incline {100 * grade:.1f} %, about {3.6 * mps:.1f} km/h: {how}"
