"""Against the published figures."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hillwork.model import Runner
from hillwork.plan.pace import (
    easy_mps,
    hill_length_m,
    is_faster_hiked,
    kay,
    minetti,
    running_time,
    strava,
    walking_mps,
)

PERCENT = (-20, -15, -10, -8, -5, -2, 0, 2, 4, 5, 6, 8, 10, 12, 15, 20, 30)
KAY = (
    1.066,
    0.921,
    0.857,
    0.856,
    0.882,
    0.941,
    1,
    1.074,
    1.163,
    1.212,
    1.266,
    1.384,
    1.516,
    1.661,
    1.902,
    2.361,
    3.434,
)
STRAVA = (
    1.081,
    0.941,
    0.876,
    0.876,
    0.905,
    0.960,
    1,
    1.055,
    1.135,
    1.181,
    1.228,
    1.337,
    1.459,
    1.614,
    1.846,
    2.297,
    3.158,
)
MINETTI_UP = (1, 1.113, 1.236, 1.301, 1.369, 1.509, 1.658, 1.814, 2.060, 2.502, 3.494)
grades = st.floats(-0.3, 0.3)


def ramp(length_m, grade):
    return grade * np.arange(0, length_m + 1, 5.0)


def rep_time(runner, length_m, grade, effort=1.0):
    return running_time(runner, ramp(length_m, grade), 5.0, effort_low=effort, effort_high=effort)


@pytest.mark.parametrize(("percent", "factor"), list(zip(PERCENT, KAY, strict=True)))
def test_kay_by_his_table(percent, factor):
    assert kay(percent / 100) == pytest.approx(factor, abs=0.001)


@pytest.mark.parametrize(("percent", "factor"), list(zip(PERCENT, STRAVA, strict=True)))
def test_strava_within_the_error_of_the_fit(percent, factor):
    assert strava(percent / 100) == pytest.approx(factor, abs=0.035)


@pytest.mark.parametrize(("percent", "factor"), list(zip(PERCENT[6:], MINETTI_UP, strict=True)))
def test_minetti_by_his_table(percent, factor):
    assert minetti(percent / 100) == pytest.approx(factor, abs=0.002)


@pytest.mark.parametrize(("minutes", "seconds"), [(20, 66), (25, 83), (30, 100), (35, 116)])
def test_two_hundred_metres_at_eight_percent(minutes, seconds):
    assert rep_time(Runner(five_k_s=minutes * 60), 200, 0.08).mid_s == pytest.approx(seconds, abs=0.6)


@pytest.mark.parametrize(
    ("minutes", "lengths_m"),
    [
        (18, (107, 161, 211, 310, 401, 602)),
        (20, (97, 145, 190, 279, 361, 542)),
        (25, (77, 116, 152, 223, 289, 434)),
        (30, (64, 97, 126, 186, 241, 361)),
        (35, (55, 83, 108, 159, 206, 310)),
    ],
)
def test_the_hill_that_a_repetition_needs(minutes, lengths_m):
    efforts = ((30, 1.07), (45, 1.07), (60, 1.05), (90, 1.03), (120, 1.0), (180, 1.0))
    computed = [hill_length_m(Runner(five_k_s=minutes * 60), seconds, 0.08, effort) for seconds, effort in efforts]
    assert computed == pytest.approx(lengths_m, abs=1)


@pytest.mark.parametrize(
    ("percent", "mps"),
    [(0, 1.40), (-2, 1.50), (-4, 1.61), (-8, 1.50), (-10, 1.40), (-12, 1.30), (-15, 1.17), (-20, 0.99)],
)
def test_walking_down_by_toblers_function(percent, mps):
    assert walking_mps(percent / 100) == pytest.approx(mps, abs=0.006)


def test_a_slow_runner_hikes_what_a_fast_one_runs():
    assert is_faster_hiked(Runner(five_k_s=35 * 60), 0.07, 1.0)
    assert not is_faster_hiked(Runner(five_k_s=18 * 60), 0.07, 1.0)


def test_jogging_is_a_share_of_the_five_k_speed():
    assert easy_mps(Runner(five_k_s=1500)) == pytest.approx(2.4)


def test_a_change_of_gradient_costs_more_than_its_mean():
    uneven = np.concatenate([ramp(100, 0.02), 2 + ramp(100, 0.14)[1:]])
    even = ramp(200, 0.08)
    times = [running_time(Runner(five_k_s=1500), z, 5.0, effort_low=1, effort_high=1).mid_s for z in (uneven, even)]
    assert times[0] > times[1]


@given(grades, st.floats(12 * 60, 60 * 60))
def test_the_band_holds_the_expected_time(grade, five_k_s):
    time = rep_time(Runner(five_k_s=five_k_s), 200, grade)
    assert time.low_s <= time.mid_s <= time.high_s


@given(st.floats(0, 0.28), st.floats(0.005, 0.02))
def test_a_steeper_hill_never_gives_a_faster_rep(grade, more):
    gentle, steep = rep_time(Runner(five_k_s=1500), 200, grade), rep_time(Runner(five_k_s=1500), 200, grade + more)
    assert steep.low_s >= gentle.low_s
    assert steep.mid_s >= gentle.mid_s
    assert steep.high_s >= gentle.high_s
