"""A workout as a FIT file: steps that a watch counts, repeats kept as repeats."""

from typing import TYPE_CHECKING, Final

from hillwork.export.course import FALLBACK_NAME, start_of
from hillwork.export.short_text import shortened
from hillwork.model import Effort, Gait, Step, StepKind, Until, Workout

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fit_tool.data_message import DataMessage

LONG_ENOUGH_S: Final = 180.0
"""The heart rate needs a minute or two to follow; a target in a shorter step would only beep."""

ZONE_WIDTH_PERCENT: Final = 10
LOWEST_ZONE_PERCENT: Final = 50
"""Garmin's zones: five, each 10 % of the maximum wide, from 50 % (owner's manuals, Heart Rate Zone Calculations)."""

_INTENSITIES: Final = {
    StepKind.WARM_UP: "warm-up",
    StepKind.COOL_DOWN: "cool-down",
    StepKind.RECOVERY: "recovery",
    StepKind.REST: "rest",
}


def workout_as_fit(workout: Workout) -> bytes:
    """Return a workout as a FIT workout file; equal workouts give equal bytes.

    Its steps have no target of pace, which a hill makes meaningless, and one of heart rate where they are long enough.

    Args:
        workout: The session.
    """
    from hillwork.export import fit_messages

    steps = list(_step_messages(workout))
    name = shortened(workout.title, fit_messages.WORKOUT_NAME_BYTES) or FALLBACK_NAME
    head = fit_messages.workout_message(name, len(steps), is_walk=is_walk(workout))
    return fit_messages.workout_file(start_of(workout), [head, *steps])


def is_walk(workout: Workout) -> bool:
    """Return whether nobody runs in it."""
    gaits = {step.gait for step in workout.steps()} - {Gait.STAND}
    return gaits == {Gait.WALK}


def _step_messages(workout: Workout) -> "Iterator[DataMessage]":
    from hillwork.export import fit_messages

    has_hills = len({step.hill for step in workout.steps() if step.hill}) > 1
    index = 0
    for block in workout.blocks:
        if not block.steps or block.times < 1:
            continue
        first_index = index
        for step in block.steps:
            yield fit_messages.step_message(
                index,
                name=shortened(step_name(step, with_hill=has_hills), fit_messages.STEP_NAME_BYTES),
                notes=shortened(f"{step.effort.words}. {step.cue}", fit_messages.NOTES_BYTES),
                intensity=_INTENSITIES.get(step.kind, "active"),
                distance_m=step.distance_m if _is_by_distance(step) else None,
                seconds=step.duration.mid_s,
                percents=_percents(step.effort) if step.duration.mid_s >= LONG_ENOUGH_S else None,
            )
            index += 1
        if block.times > 1:
            yield fit_messages.repeat_message(index, first_index=first_index, times=block.times)
            index += 1


def step_name(step: Step, *, with_hill: bool) -> str:
    """Return what a watch calls a step.

    Args:
        step: The step.
        with_hill: Whether to name the hill, as where there are several.
    """
    words = [str(step.kind).capitalize()]
    if step.gait is Gait.WALK:
        words.append("walk")
    if with_hill and step.hill:
        words.append(step.hill)
    return " ".join(words)


def _is_by_distance(step: Step) -> bool:
    return step.until is Until.DISTANCE and step.gait is not Gait.STAND and step.distance_m > 0


def _percents(effort: Effort) -> tuple[int, int] | None:
    if effort.zones is None:
        return None
    low, high = effort.zones
    return (
        LOWEST_ZONE_PERCENT + ZONE_WIDTH_PERCENT * (low - 1),
        min(LOWEST_ZONE_PERCENT + ZONE_WIDTH_PERCENT * high, 100),
    )
