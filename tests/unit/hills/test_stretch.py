import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hillwork.hills import best_stretch, steadiness
from tests.draw import draw_heights_m

STEP_M = 5.0


def heights(text):
    return draw_heights_m(text, np.arange(0, 50 * len(text) + 1, STEP_M))


def best(text, lengths_m=(100.0, 200.0), grades=(0.04, 0.10)):
    first, last = best_stretch(heights(text), STEP_M, lengths_m=lengths_m, grades=grades)
    return first * STEP_M, last * STEP_M


def test_a_hill_within_the_wanted_length_is_taken_whole():
    assert best("///") == (0, 150)


def test_the_part_in_the_wanted_range_is_taken():
    first, last = best("^^^^////^^^^")
    assert (first, last) == (pytest.approx(200, abs=15), pytest.approx(400, abs=15))


def test_a_dip_is_avoided():
    first, last = best("//\\//////")
    assert first >= 150
    assert last <= 450


def test_of_equals_the_one_at_the_foot_is_taken():
    assert best("/" * 20) == (0, 200)


@given(st.lists(st.sampled_from("/^-_"), min_size=2, max_size=30).map("".join))
def test_the_stretch_lies_in_the_hill_and_has_a_wanted_length(text):
    first, last = best(text)
    assert 0 <= first < last <= 50 * len(text)
    assert last - first == min(50 * len(text), last - first)
    if len(text) * 50 > 200:
        assert 100 <= last - first <= 200


def test_a_ramp_is_perfectly_steady():
    assert steadiness(heights("/////"), STEP_M) == pytest.approx(1)


def test_steadiness_is_one_less_the_relative_spread_of_the_gradients():
    # Half at 8 %, half at 15 %: rms deviation 3.5 points around a mean of 11.5, the 20 m piece at the break aside.
    assert steadiness(heights("/////^^^^^"), STEP_M) == pytest.approx(1 - 3.5 / 11.5, abs=0.01)


@pytest.mark.parametrize("text", ["\\\\", "__"])
def test_what_does_not_climb_is_not_steady(text):
    assert steadiness(heights(text), STEP_M) == 0
