import math
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest

from hillwork.model import Hill, Noise, Wander
from hillwork.render.rise import MAX_PIECE_M, MAX_SAMPLES, MIN_PIECE_M, piece_length_m, rise_figures
from tests.unit.render.nearby_example import hill_on

NOISE = Noise(white_sd_m=0.3, drift=Wander.of(1.5, 60.0))
STEPS = [0.04, 0.08, 0.12, 0.06]


def hill(length_m: float = 200.0, **changes) -> Hill:
    return hill_on([(0, 0), (0, length_m)], STEPS, **changes)


def test_heights_count_from_the_foot_and_end_at_the_top():
    rise = rise_figures(hill(), NOISE)
    assert rise["rise_cm"][0] == 0
    assert rise["rise_cm"][-1] == round(100 * 50 * sum(STEPS))
    assert rise["foot_elevation_m"] == 300


def test_every_height_is_that_of_its_place():
    rise = rise_figures(hill(), NOISE)
    at_m = rise["step_m"] * np.arange(len(rise["rise_cm"]))
    expected_m = np.interp(at_m, [0, 50, 100, 150, 200], np.cumsum([0, *(50 * step for step in STEPS)]))
    assert rise["rise_cm"] == pytest.approx(100 * expected_m, abs=0.51)


@pytest.mark.parametrize("length_m", [60, 100, 150, 200, 300, 900, 5000])
def test_pieces_are_10_to_25_m(length_m):
    one = hill(length_m)
    piece_m = piece_length_m(one)
    assert MIN_PIECE_M <= piece_m <= MAX_PIECE_M + one.step_m / 2
    assert piece_m % one.step_m == 0


def test_the_error_grows_from_nothing_at_the_foot_to_that_of_the_gain_at_the_top():
    one = hill(gain_sd_m=2.4)
    sd_cm = rise_figures(one, NOISE)["rise_sd_cm"]
    assert (sd_cm[0], sd_cm[-1]) == (0, 240)
    assert all(before <= after for before, after in pairwise(sd_cm))
    assert len(sd_cm) == math.ceil(one.length_m / piece_length_m(one)) + 1


def test_the_error_grows_as_that_of_a_rise_does():
    one = hill(gain_sd_m=2.0)
    rise = rise_figures(one, NOISE)
    share = NOISE.rise_sd_m(rise["piece_m"]) / NOISE.rise_sd_m(one.length_m)
    assert rise["rise_sd_cm"][1] == pytest.approx(200 * share, abs=0.5)


def test_the_gradient_of_a_piece_is_as_uncertain_as_its_rise():
    rise = rise_figures(hill(), NOISE)
    assert rise["piece_grade_sd"] == pytest.approx(NOISE.rise_sd_m(rise["piece_m"]) / rise["piece_m"], abs=5e-5)


def test_more_passes_make_a_piece_more_certain():
    once, often = (rise_figures(hill(), NOISE, seen)["piece_grade_sd"] for seen in (1.0, 4.0))
    assert once is not None
    assert often == pytest.approx(once / 2, rel=0.01)


def test_without_noise_there_is_no_error_but_that_of_the_gain():
    silent = Noise(white_sd_m=0.0, drift=Wander(0.0, 100.0))
    rise = rise_figures(hill(gain_sd_m=0.5), silent)
    assert (rise["piece_grade_sd"], rise["rise_sd_cm"][0], rise["rise_sd_cm"][-1]) == (0, 0, 50)


def test_unknown_heights_are_null():
    one = hill()
    elevation_m = one.elevation_m.copy()
    elevation_m[[0, 3]] = np.nan
    rise = rise_figures(replace(one, elevation_m=elevation_m), NOISE)
    assert [i for i, value in enumerate(rise["rise_cm"]) if value is None] == [0, 3]
    assert rise["foot_elevation_m"] == 300.4


def test_a_long_climb_has_a_height_for_each_piece():
    one = hill(12_000)
    rise = rise_figures(one, NOISE)
    assert len(one.elevation_m) > MAX_SAMPLES
    assert rise["step_m"] == rise["piece_m"]
    assert len(rise["rise_cm"]) == len(rise["rise_sd_cm"])
