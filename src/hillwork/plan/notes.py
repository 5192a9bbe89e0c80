"""What a runner must know beside the steps: safety, assumptions, limits."""

from collections.abc import Iterator
from typing import Final

from hillwork.model import Confidence, Hill, LocalHill, Notice, Runner, Stretch, Survey
from hillwork.plan.pace import JOG_SHARE
from hillwork.units import format_duration, format_grade

STEEP_DOWN: Final = 0.10
"""Walk down what is steeper: a rule of ours. At 16 % down braking peaks rise by 73 % (Gottschall and Kram 2005,
doi:10.1016/j.jbiomech.2004.04.023)."""


ABOUT_HEIGHTS: Final = ("elevation", "model", "pace", "surface")
"""How the codes of those notices begin that a plan passes on: what its gradients rest on."""


GROUND_UNKNOWN: Final = "a GPX file does not tell footing, crossings, traffic or light: look before you run fast"


def notes_for(
    survey: Survey, runner: Runner, *, is_hard: bool, level_words: str, is_ground_known: bool = False
) -> Iterator[Notice]:
    """Yield the notes that every workout carries.

    Args:
        survey: The track's survey; its notices about the elevation are passed on.
        runner: Who runs.
        is_hard: False for a long run at an even effort.
        level_words: The level and how it came about.
        is_ground_known: Whether a map has told footing, crossings, traffic and light.
    """
    five_k = format_duration(runner.five_k_s)
    if runner.is_assumed:
        yield Notice("assumed-five-k", f"assumed: 5 km in {five_k}; give yours with --five-k to get your own times")
    yield Notice(
        "assumed-easy-pace", f"assumed: easy pace is {100 * JOG_SHARE:.0f} % of your 5 km speed; {level_words}"
    )
    if not is_ground_known:
        yield Notice("ground-unknown", GROUND_UNKNOWN)
    yield Notice("ice", "on ice, snow or wet leaves do another session; a treadmill at the same incline will do")
    if is_hard:
        yield Notice("hard-day", "this is a hard day: keep the day before and the day after easy")
        yield Notice("stop-rule", "stop when a repetition is clearly slower than the one before")
    for notice in survey.notices:
        if notice.code.startswith(ABOUT_HEIGHTS):
            yield notice


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
