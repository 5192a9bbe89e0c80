from dataclasses import replace

import pytest

from hillwork import find_hills
from hillwork.hills.lifts import LIFT_WORDS
from hillwork.model import Confidence
from tests.draw import draw_track

MOUNTAIN = "____" + "^" * 20 + "____"


def test_faster_than_any_legs_is_a_lift():
    survey = find_hills(draw_track(MOUNTAIN, speed_mps=6.0))
    assert not survey.hills
    assert survey.unsure[0].is_lift
    assert survey.unsure[0].confidence is Confidence.UNSURE
    assert "lifts" in [notice.code for notice in survey.notices]


def test_a_record_uphill_is_not_a_lift():
    # 15 % at 3.8 m/s along is 0.57 m/s upward, the pace of the vertical kilometre's record.
    assert find_hills(draw_track(MOUNTAIN, speed_mps=3.8)).hills


def test_a_sprint_up_a_short_ramp_is_not_a_lift():
    assert find_hills(draw_track("____^^____", speed_mps=7.0)).hills


def test_a_segment_marked_as_a_lift_is_not_believed_at_any_speed():
    track = replace(draw_track(MOUNTAIN, speed_mps=2.0), labels=("Morning Gondola to the top",))
    assert not find_hills(track).hills


def test_a_planned_route_has_no_speed():
    assert find_hills(draw_track(MOUNTAIN, speed_mps=None)).hills


@pytest.mark.parametrize("name", ["Ski lift", "Seilbahn Nebelhorn", "Cable Car 2", "télésiège", "gondola"])
def test_lifts_are_known_by_their_names(name):
    assert LIFT_WORDS.search(name)


@pytest.mark.parametrize("name", ["Liftoff 10k", "Weightlifting", "Cable Street repeats", "Afternoon Run"])
def test_other_names_are_no_lifts(name):
    assert not LIFT_WORDS.search(name)
