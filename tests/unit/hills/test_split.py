import numpy as np
import pytest

from hillwork.hills.borders import refine
from hillwork.hills.split import split
from tests.draw import draw_heights_m

STEP_M = 5.0


def heights(text):
    return draw_heights_m(text, np.arange(0, 50 * len(text) + 1, STEP_M), rounding_m=20)


def pieces(text, tolerance_m=2.0):
    hill = heights(text)
    return [(a * STEP_M, b * STEP_M) for a, b in split(hill, (0, len(hill) - 1), tolerance_m, STEP_M)]


@pytest.mark.parametrize("text", ["////////", "/////_/////", "-" * 20 + "__" + "-" * 20, "////////\\////////"])
def test_small_interruptions_leave_one_hill(text):
    assert len(pieces(text)) == 1


@pytest.mark.parametrize("text", ["////____////", "/////\\\\\\/////", "//____//"])
def test_interruptions_that_count_against_the_hill_cut_it(text):
    assert len(pieces(text)) == 2


def test_a_hill_is_cut_as_often_as_it_is_interrupted():
    assert len(pieces("////____////____////____////")) == 4


def test_pieces_begin_and_end_at_the_interruption():
    (_, end), (start, _) = pieces("////____////")
    assert (end, start) == (pytest.approx(200, abs=30), pytest.approx(400, abs=30))


def test_what_noise_can_do_cuts_nothing():
    assert len(pieces("/////\\\\/////", tolerance_m=20)) == 1


def test_borders_move_to_where_the_gradient_breaks():
    hill = heights("____////____")
    foot, top = refine(hill, (20, 100))
    assert (foot * STEP_M, top * STEP_M) == (pytest.approx(200, abs=10), pytest.approx(400, abs=10))


def test_borders_move_out_to_take_in_the_whole_hill():
    hill = heights("____////____")
    assert refine(hill, (50, 72))[0] * STEP_M == pytest.approx(200, abs=10)


def test_a_border_does_not_give_up_a_piece_of_hill_beyond_a_flat():
    hill = heights("-" * 24 + "___" + "-" * 5)
    assert refine(hill, (0, len(hill) - 1))[1] == len(hill) - 1


def test_a_descent_is_left_as_it_is():
    assert refine(heights("\\\\\\"), (0, 30)) == (0, 30)
