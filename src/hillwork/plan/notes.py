"""What a runner must know beside the steps: safety, assumptions, limits."""

from collections.abc import Iterator
from typing import Final

from hillwork.model import Block, Confidence, Gait, Hill, LocalHill, Notice, StepKind, Stretch, Survey
from hillwork.plan.energy import SPREAD
from hillwork.plan.pace import JOG_SHARE
from hillwork.plan.prescribe import Prescription
from hillwork.plan.steps import STEEP_DOWN
from hillwork.units import format_duration, format_grade, format_pace

PACE_MODELS_FROM_S: Final = 60.0
"""Below about a minute the pace models, which are for steady running, do not hold: the effort counts."""

ABOUT_HEIGHTS: Final = ("elevation", "model", "pace", "surface")
"""How the codes of those notices begin that a plan passes on: what its gradients rest on."""


WALKING: Final = (
    "what is known of walking uphill: it takes as much breath as running slowly, while the big muscle of the seat stays mostly"
    " quiet (Lieberman et al. 2006, doi:10.1242/jeb.02255): do not expect it to build what running uphill builds; an even"
    " slope costs less than a changing one of the same mean"
)

GROUND_UNKNOWN: Final = "a GPX file does not tell footing, crossings, traffic or light: look before you run fast"


def notes_for(survey: Survey, who: Prescription, work: Block, *, is_ground_known: bool = False) -> Iterator[Notice]:
    """Yield the notes that every workout outdoors carries.

    Args:
        survey: The track's survey; its notices about the elevation are passed on.
        who: What is to be done, and by whom.
        work: The repetitions, or the sections of a run.
        is_ground_known: Whether a map has told footing, crossings, traffic and light.
    """
    yield from runner_notes(who)
    if not is_ground_known:
        yield Notice("ground-unknown", GROUND_UNKNOWN)
    yield Notice(
        "ice",
        "on ice, snow or wet leaves do another session, or this one on a treadmill",
        hint=f"hillwork plan --treadmill --session {who.session.key}",
    )
    yield from work_notes(who, work)
    for notice in survey.notices:
        if notice.code.startswith(ABOUT_HEIGHTS):
            yield notice


def runner_notes(who: Prescription) -> Iterator[Notice]:
    """Yield what was assumed of the runner, and what the energy is worth.

    Args:
        who: What is to be done, and by whom.
    """
    runner = who.runner
    five_k = format_duration(runner.five_k_s)
    is_walked = who.session.gait is Gait.WALK
    if is_walked:
        yield Notice("walking", WALKING)
    elif runner.is_assumed:
        yield Notice("assumed-five-k", f"assumed: 5 km in {five_k}", hint="--five-k gives your own times")
    elif runner.told != f"5 km in {five_k}":
        yield Notice("five-k-worth", f"{runner.told} is taken as worth 5 km in {five_k}")
    if runner.own_easy_mps is None and not is_walked:
        pace = format_pace(1000 / who.easy_mps)
        yield Notice("assumed-easy-pace", f"assumed: easy pace is {100 * JOG_SHARE:.0f} % of your 5 km speed, {pace}")
    level = "assumed" if who.is_level_assumed else "chosen"
    yield Notice("assumed-level", f"{level} level: {who.level}")
    mass = f"{'assumed ' if runner.is_mass_assumed else ''}{runner.mass_kg:.0f} kg"
    yield Notice(
        "energy",
        f"the energy is for {mass}, within some {100 * SPREAD:.0f} %: measured on treadmills, without wind, ground and what a"
        " body burns afterwards",
    )


def work_notes(who: Prescription, work: Block) -> Iterator[Notice]:
    """Yield how hard it is, and when to stop.

    Args:
        who: What is to be done, and by whom.
        work: The repetitions, or the sections of a run.
    """
    reps = [step for step in work.steps if step.kind is StepKind.REP]
    if any(step.duration.mid_s < PACE_MODELS_FROM_S for step in reps):
        yield Notice("by-feel", "repetitions below a minute go by effort: their times are a guide, no target")
    if who.session.is_hard:
        yield Notice("hard-day", "this is a hard day: keep the day before and the day after easy")
    if reps:
        yield Notice("stop-rule", "stop when a repetition is clearly slower than the one before")


def hill_notes(hill: Hill, stretch: Stretch) -> Iterator[Notice]:
    """Yield the notes about one hill.

    Args:
        hill: The hill used.
        stretch: The part of it that is used.
    """
    if hill.confidence is not Confidence.SURE:
        yield Notice(
            "hill-" + hill.confidence,
            f"the elevation carries {hill.id} only as '{hill.confidence}': look at it before you rely on it",
        )
    if stretch.is_guess:
        yield Notice(
            "stretch-guess",
            f"the elevation leaves the gradient of this part of {hill.id} open"
            f" ({format_grade(stretch.grade, stretch.grade_sd)}): go by feel, or look at it first",
        )
    if stretch.grade > STEEP_DOWN:
        yield Notice("steep-down", f"the way down is steep ({format_grade(stretch.grade)}): walk it, with short steps")


def surface_words(used: LocalHill) -> str:
    """Return what a map knows of the surface of a stretch."""
    if not used.surfaces:
        return "not mapped"
    rest = "" if all(section.surface for section in used.sections) else ", not mapped all the way"
    return ", ".join(used.surfaces) + rest


def ground_notes(used: LocalHill) -> Iterator[Notice]:
    """Yield what a map knows of the ground of a stretch, and what it does not.

    Args:
        used: The hill, with the sections and crossings of the stretch.
    """
    yield Notice("surface", f"surface: {surface_words(used)}{'' if used.surfaces else ': look before you run fast'}")
    if used.crossings:
        names = ", ".join(dict.fromkeys(crossing.name or "a road without a name" for crossing in used.crossings))
        yield Notice("crossings", f"it meets roads for cars ({names}): slow down and look there")
    else:
        yield Notice("crossings", "no road for cars crosses it, as far as the map knows")
    light = {True: "lit", False: "not lit all the way: bring a lamp after dark", None: "not mapped"}[used.is_lit]
    yield Notice("light", f"light: {light}")
    yield from used.notices
