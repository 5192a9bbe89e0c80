from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from hillwork.profile import up_legs

walks = st.lists(st.integers(-5, 5), min_size=2, max_size=60).map(lambda steps: np.cumsum(steps).astype(float))


def counter_move(values):
    return float((np.maximum.accumulate(values) - values).max())


def test_small_counter_moves_belong_to_the_leg():
    assert up_legs(np.array([0, 5, 4, 9, 2, 6.0]), 3) == [(0, 3), (4, 5)]


def test_level_ground_has_no_leg():
    assert up_legs(np.zeros(10), 1) == []


def test_a_leg_begins_where_level_ground_ends():
    assert up_legs(np.array([0, 0, 0, 2, 4, 4, 4.0]), 1)[0][0] == 2


@given(walks, st.floats(0.5, 6))
def test_every_leg_climbs_the_tolerance_and_never_falls_by_it(values, tolerance):
    for foot, top in up_legs(values, tolerance):
        assert values[top] - values[foot] >= tolerance
        assert counter_move(values[foot : top + 1]) < tolerance
        assert values[foot] == values[foot : top + 1].min()
        assert values[top] == values[foot : top + 1].max()


@given(walks, st.floats(0.5, 6))
def test_between_legs_the_values_fall_by_the_tolerance(values, tolerance):
    legs = up_legs(values, tolerance)
    for (_, top), (foot, _) in pairwise(legs):
        assert values[top] - values[foot] >= tolerance


@given(walks, st.floats(0.5, 6))
def test_read_backwards_and_upside_down_the_climbing_is_the_same(values, tolerance):
    def climbed(heights):
        return sum(heights[top] - heights[foot] for foot, top in up_legs(heights, tolerance))

    assert abs(climbed(values) - climbed(-values[::-1])) <= 2 * tolerance
