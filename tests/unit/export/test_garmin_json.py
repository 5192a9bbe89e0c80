import json
from collections.abc import Iterator
from typing import Any

import pytest

from hillwork.export import workout_as_garmin_json
from tests.unit.export.sessions import ALL, HOSTILE_NAMES, classic, climb, hostile, rolling, treadmill


def steps_of(workout):
    [segment] = json.loads(workout_as_garmin_json(workout))["workoutSegments"]
    return segment["workoutSteps"]


def flat(steps: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for step in steps:
        yield step
        yield from flat(step.get("workoutSteps", []))


def test_it_is_a_run_with_one_segment():
    found = json.loads(workout_as_garmin_json(classic()))
    run = {"sportTypeId": 1, "sportTypeKey": "running", "displayOrder": 1}
    assert found["workoutName"] == "Classic hill repeats"
    assert found["sportType"] == found["workoutSegments"][0]["sportType"] == run
    assert found["estimatedDurationInSecs"] == round(classic().totals.duration.mid_s)


def test_repeats_stay_repeats():
    [_, group, _] = steps_of(classic())
    assert group["type"] == "RepeatGroupDTO"
    assert (group["numberOfIterations"], group["endConditionValue"], group["smartRepeat"]) == (6, 6.0, False)
    assert group["endCondition"]["conditionTypeKey"] == "iterations"
    assert [step["stepType"]["stepTypeKey"] for step in group["workoutSteps"]] == ["interval", "recovery", "rest"]


@pytest.mark.parametrize("build", ALL.values(), ids=ALL)
def test_orders_count_through_groups_and_their_steps(build):
    orders = [step["stepOrder"] for step in flat(steps_of(build()))]
    assert orders == list(range(1, len(orders) + 1))


def test_steps_of_a_group_name_it():
    first, group, last = steps_of(classic())
    assert {step["childStepId"] for step in [group, *group["workoutSteps"]]} == {1}
    assert first["childStepId"] is last["childStepId"] is None


def test_distances_end_by_distance_and_times_by_time():
    group = steps_of(classic())[1]["workoutSteps"]
    ends = [(step["endCondition"]["conditionTypeId"], step["endConditionValue"]) for step in group]
    assert ends == [(3, 180.0), (3, 180.0), (2, 30.0)]


def test_a_heart_rate_zone_is_asked_for_in_long_steps_only():
    up, down = steps_of(climb())[1:3]
    assert (up["targetType"]["workoutTargetTypeKey"], up["zoneNumber"]) == ("heart.rate.zone", 3)
    assert (down["targetType"]["workoutTargetTypeId"], down["zoneNumber"]) == (4, 2)
    for step in steps_of(classic())[1]["workoutSteps"]:
        assert (step["targetType"]["workoutTargetTypeKey"], step["zoneNumber"]) == ("no.target", None)


@pytest.mark.parametrize("build", ALL.values(), ids=ALL)
def test_no_step_has_a_pace(build):
    text = workout_as_garmin_json(build())
    assert "pace.zone" not in text
    assert "speed.zone" not in text


def test_a_step_that_takes_nothing_is_left_out():
    assert len(steps_of(classic(rest_s=0.2))[1]["workoutSteps"]) == 2


def test_thirty_steps_are_thirty_steps():
    assert len(steps_of(rolling())) == 30
    assert [step["type"] for step in steps_of(treadmill())][1] == "RepeatGroupDTO"


@pytest.mark.parametrize("name", HOSTILE_NAMES)
def test_any_name_is_text_and_short_enough(name):
    text = workout_as_garmin_json(hostile(name))
    found = json.loads(text.encode())
    assert len(found["workoutName"]) <= 80
    assert all(len(step.get("description", "")) <= 512 for step in flat(steps_of(hostile(name))))


def test_equal_workouts_give_equal_bytes():
    assert workout_as_garmin_json(classic()) == workout_as_garmin_json(classic())
