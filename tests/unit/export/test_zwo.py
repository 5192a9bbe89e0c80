import xml.etree.ElementTree as ET
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hillwork.export import workout_as_zwo
from hillwork.model import Block, Effort, Gait, Runner
from tests.unit.export.sessions import ALL, HOSTILE_NAMES, classic, hostile, treadmill


def played(workout):
    return list(ET.fromstring(workout_as_zwo(workout)).find("workout"))


def seconds(element):
    if element.tag == "IntervalsT":
        return int(element.get("Repeat")) * (int(element.get("OnDuration")) + int(element.get("OffDuration")))
    return int(element.get("Duration"))


@pytest.mark.parametrize("build", ALL.values(), ids=ALL)
def test_the_time_is_that_of_the_workout(build):
    workout = build()
    steps = list(workout.steps())
    assert sum(map(seconds, played(workout))) == pytest.approx(workout.totals.duration.mid_s, abs=0.5 * len(steps))


def test_two_timed_steps_stay_a_repeat():
    [_, repeat, _] = played(treadmill())
    assert repeat.tag == "IntervalsT"
    assert repeat.attrib == {
        "Repeat": "3", "OnDuration": "180", "OffDuration": "210", "OnPower": "0.97", "OffPower": "0.72", "pace": "1",
    }  # fmt: skip


def test_a_step_without_time_does_not_count_as_one_of_two():
    assert [one.tag for one in played(classic(rest_s=0.2))] == ["Warmup", "IntervalsT", "Cooldown"]


def test_three_steps_are_written_out_and_standing_has_no_speed():
    tags = [one.tag for one in played(classic())]
    assert tags == ["Warmup", *["SteadyState", "SteadyState", "FreeRide"] * 6, "Cooldown"]


def test_a_repeat_with_standing_is_written_out():
    workout = treadmill()
    first, hills, last = workout.blocks
    up, jog = hills.steps
    stand = replace(jog, gait=Gait.STAND)
    workout = replace(workout, blocks=(first, Block("Hills", (up, stand), times=3), last))
    assert [one.tag for one in played(workout)].count("FreeRide") == 3


def test_every_repetition_is_announced_with_its_gradient():
    [_, repeat, _] = played(treadmill())
    said = [(event.get("timeoffset"), event.get("message")) for event in repeat.iter("textevent")]
    assert said[0] == ("0", "1 of 3, rep, 6.0 %: hands off the rails")
    assert said[3] == ("570", "recovery: jog, belt flat")
    assert len(said) == 6


def test_a_warm_up_gets_faster_and_a_cool_down_slower():
    first, *_, last = played(treadmill())
    assert float(first.get("PowerLow")) < float(first.get("PowerHigh"))
    assert float(last.get("PowerLow")) > float(last.get("PowerHigh"))


def test_only_the_first_step_is_a_ramp_up():
    workout = treadmill()
    first, *others = workout.blocks
    twice = replace(workout, blocks=(Block("Warm-up", first.steps, times=2), *others))
    assert [one.tag for one in played(twice)][:2] == ["Warmup", "SteadyState"]


@given(low=st.integers(1, 10), more=st.integers(0, 3))
def test_a_harder_effort_is_never_slower_and_no_share_is_absurd(low, more):
    def share(rpe):
        workout = treadmill()
        first, hills, last = workout.blocks
        step = replace(hills.steps[0], effort=Effort(feel="", rpe=(rpe, rpe)))
        return float(played(replace(workout, blocks=(first, Block("", (step,)), last)))[1].get("Power"))

    assert 0.72 <= share(low) <= share(low + more) <= 1.05


def test_walking_is_walking_however_fast_the_runner():
    powers = {}
    for five_k_s in (1200, 1800):
        workout = replace(classic(), runner=Runner(five_k_s=five_k_s))
        powers[five_k_s] = float(played(workout)[2].get("Power")) * workout.runner.five_k_mps
    assert powers[1200] == pytest.approx(powers[1800], rel=0.01) == pytest.approx(1.4, rel=0.01)


def test_it_is_a_run_by_time_at_shares_of_the_five_k():
    root = ET.fromstring(workout_as_zwo(classic()))
    assert [root.findtext(name) for name in ("author", "name", "sportType", "durationType")] == [
        "hillwork", "Classic hill repeats", "run", "time",
    ]  # fmt: skip
    assert [tag.get("name") for tag in root.iter("tag")] == ["hillwork", "classic"]
    assert {one.get("pace") for one in root.iter("SteadyState")} == {"1"}


@pytest.mark.parametrize("name", HOSTILE_NAMES)
def test_any_name_leaves_the_file_well_formed(name):
    workout = hostile(name)
    text = workout_as_zwo(workout)
    root = ET.fromstring(text.encode())
    assert len(root.find("workout")) == 20
    assert len(root.findtext("name")) <= 100
    assert all(len(event.get("message")) <= 120 for event in root.iter("textevent"))


def test_equal_workouts_give_equal_bytes():
    assert workout_as_zwo(classic()) == workout_as_zwo(classic())
