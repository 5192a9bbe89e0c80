"""Workouts as Zwift run workouts (ZWO).

No library kept up to date writes ZWO, so the standard library does. The elements are those of Zwift's own workouts as listed
by h4l/zwift-workout-file-reference; what a run adds, `durationType` and the number of the pace, is as in breiko83/zwo-editor.
A ZWO workout has no hill: everything goes by time, and the text on the screen tells the gradient to set on the belt.
"""

import xml.etree.ElementTree as ET
from collections.abc import Iterator
from typing import Final

import numpy as np

from hillwork.export.short_text import shortened_characters
from hillwork.export.workout_text import LEVEL_GRADE
from hillwork.model import Block, Gait, Runner, Step, StepKind, Workout
from hillwork.units import format_grade

AUTHOR: Final = "hillwork"
FIVE_K_PACE: Final = "1"
"""Powers are shares of the speed over 5 km; 0 would be the mile, 2 to 4 are 10 km, half marathon and marathon."""

RPE_POINTS: Final = (2.5, 5.5, 6.5, 7.5, 8.5)
SHARES_OF_FIVE_K: Final = (0.72, 0.84, 0.90, 0.97, 1.05)
"""Ratings of perceived exertion and shares of the 5 km speed on the flat, straight lines between. They are the sessions' own:
easy runs, rolling hills, long climbs, 10 to 5 km effort, mile effort. Nobody is sent faster or slower than their ends."""

WALK_MPS: Final = 1.4
"""Walking on the flat: Tobler's hiking function gives 5 km/h."""

ON_AND_OFF: Final = 2
"""Steps in a repeat of ZWO."""

SHARE_DIGITS: Final = 3
NAME_CHARACTERS: Final = 100
TEXT_CHARACTERS: Final = 1000
MESSAGE_CHARACTERS: Final = 120
"""A message takes two lines on Zwift's screen: choices of ours."""


def workout_as_zwo(workout: Workout) -> str:
    """Return a workout as a Zwift run workout, by time.

    Repeats of two timed steps stay repeats; others are written out, as ZWO has no other repeat.

    Args:
        workout: The session.
    """
    root = ET.Element("workout_file")
    for name, text in (
        ("author", AUTHOR),
        ("name", shortened_characters(workout.title, NAME_CHARACTERS) or AUTHOR),
        (
            "description",
            shortened_characters("; ".join(workout.cues), TEXT_CHARACTERS),
        ),
        ("sportType", "run"),
        ("durationType", "time"),
    ):
        ET.SubElement(root, name).text = text
    tags = ET.SubElement(root, "tags")
    for tag in (AUTHOR, shortened_characters(workout.session, NAME_CHARACTERS)):
        ET.SubElement(tags, "tag", name=tag)
    body = ET.SubElement(root, "workout")
    body.extend(_segments(workout))
    ET.indent(root)
    return ET.tostring(root, encoding="unicode") + "\n"


def effort_share(step: Step, runner: Runner, rpe: float) -> float:
    """Return how fast a step is on the flat, as a share of the speed over 5 km.

    Args:
        step: The step.
        runner: Who runs.
        rpe: Rating of perceived exertion, of 10.
    """
    share = float(np.interp(rpe, RPE_POINTS, SHARES_OF_FIVE_K))
    if step.gait is Gait.WALK:
        share = min(share, WALK_MPS / runner.five_k_mps)
    return round(share, SHARE_DIGITS)


def _segments(workout: Workout) -> list[ET.Element]:
    """Return what Zwift plays, in order; only the first segment can be a warm-up and only the last a cool-down."""
    parts = [part for block in workout.blocks for part in _parts(block)]
    return [_segment(part, workout.runner, is_end=index in {0, len(parts) - 1}) for index, part in enumerate(parts)]


def _parts(block: Block) -> Iterator[Block]:
    """Yield a block as one part where ZWO can repeat it, else a part for each step that takes time, as run."""
    timed = tuple(step for step in block.steps if _seconds(step))
    if block.times > 1 and len(timed) == ON_AND_OFF and not any(step.gait is Gait.STAND for step in timed):
        yield Block(block.name, timed, block.times)
        return
    for number in range(1, block.times + 1):
        for step in timed:
            yield Block(_count(number, block.times), (step,))


def _segment(part: Block, runner: Runner, *, is_end: bool) -> ET.Element:
    """Return a part as an element; what a step says is shown when it begins."""
    if part.times > 1:
        return _repeat(part, runner)
    (step,) = part.steps
    low, high = (effort_share(step, runner, rpe) for rpe in step.effort.rpe)
    if step.gait is Gait.STAND:
        element = ET.Element("FreeRide", Duration=str(_seconds(step)))
    elif is_end and step.kind is StepKind.WARM_UP:
        element = _element("Warmup", Duration=_seconds(step), PowerLow=low, PowerHigh=high)
    elif is_end and step.kind is StepKind.COOL_DOWN:
        # In Zwift's files the low end of a cool-down is where it begins.
        element = _element("Cooldown", Duration=_seconds(step), PowerLow=high, PowerHigh=low)
    else:
        element = _element("SteadyState", Duration=_seconds(step), Power=_middle(step, runner))
    _say(element, 0, step, part.name)
    return element


def _repeat(block: Block, runner: Runner) -> ET.Element:
    on, off = block.steps
    on_s, off_s = _seconds(on), _seconds(off)
    element = _element(
        "IntervalsT",
        Repeat=block.times,
        OnDuration=on_s,
        OffDuration=off_s,
        OnPower=_middle(on, runner),
        OffPower=_middle(off, runner),
    )
    for number in range(1, block.times + 1):
        start_s = (number - 1) * (on_s + off_s)
        _say(element, start_s, on, _count(number, block.times))
        _say(element, start_s + on_s, off, "")
    return element


def _element(tag: str, **attributes: float) -> ET.Element:
    return ET.Element(tag, {name: f"{value:g}" for name, value in attributes.items()}, pace=FIVE_K_PACE)


def _say(element: ET.Element, at_s: int, step: Step, count: str) -> None:
    grade = "" if step.grade is None or abs(step.grade) < LEVEL_GRADE else f", {format_grade(step.grade)}"
    message = shortened_characters(f"{count}{step.kind}{grade}: {step.cue}", MESSAGE_CHARACTERS)
    ET.SubElement(element, "textevent", timeoffset=str(at_s), message=message)


def _count(number: int, times: int) -> str:
    return f"{number} of {times}, " if times > 1 else ""


def _middle(step: Step, runner: Runner) -> float:
    return effort_share(step, runner, sum(step.effort.rpe) / 2)


def _seconds(step: Step) -> int:
    return round(step.duration.mid_s)
