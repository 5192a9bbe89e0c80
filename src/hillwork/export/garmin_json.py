"""Workouts as the JSON that Garmin Connect's workout service takes.

Garmin documents it nowhere. The shape is what cyberjunky/python-garminconnect and mkuthan/garmin-workouts send; the numbers of
end conditions (2 time, 3 distance, 7 iterations) are the service's own, where python-garminconnect 0.2 has 1 for the distance,
which is the lap button. No step carries a pace: uphill it would be wrong.
"""

from typing import Any, Final

from hillwork.export.json_line import to_json
from hillwork.export.numbers import metres
from hillwork.export.short_text import shortened_characters
from hillwork.model import Block, Step, StepKind, Until, Workout

NAME_CHARACTERS: Final = 80
NOTE_CHARACTERS: Final = 512
"""Longer names and notes are refused (sydspost/Garmin-Connect-Workout-and-Schedule-creator)."""

GUIDED_FROM_S: Final = 180.0
"""The heart rate follows an effort in about three minutes; shorter steps get no target."""

EASY_ZONE: Final = 2

_SPORT: Final = {"sportTypeId": 1, "sportTypeKey": "running", "displayOrder": 1}
_STEP_TYPE_IDS: Final = {"warmup": 1, "cooldown": 2, "interval": 3, "recovery": 4, "rest": 5, "repeat": 6}
_STEP_TYPES: Final = {
    StepKind.WARM_UP: "warmup",
    StepKind.RECOVERY: "recovery",
    StepKind.REST: "rest",
    StepKind.COOL_DOWN: "cooldown",
}
"""Everything else is an interval."""

_BY_TIME: Final = {"conditionTypeId": 2, "conditionTypeKey": "time", "displayOrder": 2, "displayable": True}
_BY_DISTANCE: Final = {"conditionTypeId": 3, "conditionTypeKey": "distance", "displayOrder": 3, "displayable": True}
_BY_COUNT: Final = {"conditionTypeId": 7, "conditionTypeKey": "iterations", "displayOrder": 7, "displayable": False}
_NO_TARGET: Final = {"workoutTargetTypeId": 1, "workoutTargetTypeKey": "no.target", "displayOrder": 1}
_HEART_RATE: Final = {"workoutTargetTypeId": 4, "workoutTargetTypeKey": "heart.rate.zone", "displayOrder": 4}


def workout_as_garmin_json(workout: Workout) -> str:
    """Return a workout as JSON for Garmin Connect; repeats stay repeats.

    Args:
        workout: The session.
    """
    steps: list[dict[str, Any]] = []
    order = group = 0
    for block in workout.blocks:
        taken = [step for step in block.steps if _end_value(step)]
        is_repeated = block.times > 1 and bool(taken)
        group += is_repeated
        order += is_repeated
        inner = [
            _step(step, order + place, group if is_repeated else None) for place, step in enumerate(taken, start=1)
        ]
        steps += [_repeat(block, order, group, inner)] if is_repeated else inner
        order += len(inner)
    return to_json(
        {
            "workoutName": shortened_characters(workout.title, NAME_CHARACTERS),
            "description": shortened_characters("; ".join(workout.cues), NOTE_CHARACTERS),
            "sportType": _SPORT,
            "estimatedDurationInSecs": round(workout.totals.duration.mid_s),
            "estimatedDistanceInMeters": metres(workout.totals.distance_m),
            "workoutSegments": [{"segmentOrder": 1, "sportType": _SPORT, "workoutSteps": steps}],
        }
    )


def target_zone(zones: tuple[int, int]) -> int:
    """Return the one zone that Garmin takes for a span: its lower end, as nobody is to be driven, but not below the second.

    A watch that asks for zone 1 stops people who run as easily as they can.

    >>> target_zone((4, 5)), target_zone((1, 2)), target_zone((1, 1))
    (4, 2, 1)
    """
    low, high = zones
    return max(low, min(high, EASY_ZONE))


def _repeat(block: Block, order: int, group: int, steps: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "type": "RepeatGroupDTO",
        "stepOrder": order,
        "stepType": _step_type("repeat"),
        "childStepId": group,
        "numberOfIterations": block.times,
        "smartRepeat": False,
        "endCondition": _BY_COUNT,
        "endConditionValue": float(block.times),
        "workoutSteps": steps,
    }


def _step(step: Step, order: int, group: int | None) -> dict[str, Any]:
    is_guided = step.effort.zones is not None and step.duration.mid_s >= GUIDED_FROM_S
    return {
        "type": "ExecutableStepDTO",
        "stepOrder": order,
        "stepType": _step_type(_STEP_TYPES.get(step.kind, "interval")),
        "childStepId": group,
        "description": shortened_characters(f"{step.cue} ({step.effort.words})", NOTE_CHARACTERS),
        "endCondition": _BY_DISTANCE if _is_by_distance(step) else _BY_TIME,
        "endConditionValue": _end_value(step),
        "targetType": _HEART_RATE if is_guided else _NO_TARGET,
        "zoneNumber": target_zone(step.effort.zones) if is_guided and step.effort.zones else None,
    }


def _step_type(key: str) -> dict[str, Any]:
    number = _STEP_TYPE_IDS[key]
    return {"stepTypeId": number, "stepTypeKey": key, "displayOrder": number}


def _is_by_distance(step: Step) -> bool:
    return step.until is Until.DISTANCE and step.distance_m > 0


def _end_value(step: Step) -> float | None:
    return metres(step.distance_m) if _is_by_distance(step) else float(round(step.duration.mid_s))
