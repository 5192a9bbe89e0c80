import math

import numpy as np
import pytest

from hillwork.profile.combine import Witness, combine

N = 400


def witness(elevation_m, *, keep=1.0, fresh_m2=0.1):
    return Witness(np.asarray(elevation_m, dtype=float), np.full(N - 1, keep), np.full(N - 1, fresh_m2))


def one_run():
    return np.zeros(N, dtype=int)


def ramp(grade):
    return grade * 5.0 * np.arange(N)


def test_one_witness_is_believed():
    heights_m = 100 + 10 * np.sin(np.arange(N) / 20)
    assert combine([witness(heights_m, keep=0.97)], one_run()) == pytest.approx(heights_m)


def test_two_witnesses_meet_where_their_precisions_say():
    believed_m = combine([witness(ramp(0.02), fresh_m2=0.1), witness(ramp(0.08), fresh_m2=0.3)], one_run())
    assert np.diff(believed_m) / 5 == pytest.approx(np.full(N - 1, 0.75 * 0.02 + 0.25 * 0.08))


def test_the_first_witness_keeps_the_level():
    believed_m = combine([witness(200 + ramp(0.02), keep=0.95), witness(ramp(0.02) - 700)], one_run())
    assert believed_m == pytest.approx(200 + ramp(0.02), abs=1e-3)


def test_over_long_distances_a_level_outweighs_changes():
    believed_m = combine([witness(np.zeros(N), keep=0.95), witness(ramp(0.01))], one_run())
    assert abs(believed_m[-1] - believed_m[0]) < 0.3 * ramp(0.01)[-1]


def test_nothing_is_carried_across_a_gap_or_into_the_unknown():
    runs = np.where(np.arange(N) < 150, 0, np.where(np.arange(N) < 160, -1, 1))
    heights_m = np.where(runs == 1, 500.0, 100.0)
    heights_m[runs < 0] = np.nan
    believed_m = combine([witness(heights_m, keep=0.97), witness(np.zeros(N))], runs)
    assert np.isnan(believed_m[runs < 0]).all()
    assert believed_m[runs == 0] == pytest.approx(np.full(150, 100.0))
    assert believed_m[runs == 1] == pytest.approx(np.full(240, 500.0))


def test_a_witness_that_is_silent_for_a_while_leaves_it_to_the_other():
    silent_m = np.where(np.arange(N) < 200, 0.0, np.nan)
    believed_m = combine([witness(ramp(0.04)), witness(silent_m, fresh_m2=1e-4)], one_run())
    assert np.diff(believed_m[:199]).max() < 0.02
    assert np.diff(believed_m[201:]) / 5 == pytest.approx(np.full(N - 202, 0.04))


def test_the_error_that_is_left_is_that_of_the_formula():
    rng = np.random.default_rng(8)
    keep, sd_m, rate = math.exp(-5 / 200), 4.0, 0.04
    left = []
    for _ in range(60):
        drift = np.zeros(N)
        for i in range(1, N):
            drift[i] = keep * drift[i - 1] + rng.normal(scale=sd_m * math.sqrt(1 - keep**2))
        walk = np.cumsum(rng.normal(scale=math.sqrt(5 * rate), size=N))
        own = witness(drift, keep=keep, fresh_m2=sd_m**2 * (1 - keep**2))
        believed_m = combine([own, witness(walk, fresh_m2=5 * rate)], one_run())
        left.append(believed_m[230] - believed_m[200])
    from hillwork.model import Aid, Noise, Wander

    noise = Noise(white_sd_m=0, drift=Wander.of(sd_m, 200), aids=(Aid(Wander(rate, math.inf)),))
    assert np.std(left) == pytest.approx(noise.rise_sd_m(150), rel=0.25)
