import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.sparse import diags_array, eye_array
from scipy.sparse.linalg import spsolve

from hillwork.profile.smooth import bandwidth_m, smooth, white_noise_left


def runs(values):
    return np.zeros(len(values), dtype=int)


def even(values, bandwidth):
    return np.full(len(values), bandwidth)


def test_a_ramp_is_left_alone():
    ramp = 100 + 0.4 * np.arange(300)
    np.testing.assert_allclose(smooth(ramp, runs(ramp), even(ramp, 40.0)), ramp, atol=1e-6)


def test_it_solves_the_penalised_equations():
    values = np.random.default_rng(6).normal(size=60).cumsum()
    second = diags_array([1.0, -2.0, 1.0], offsets=[0, 1, 2], shape=(58, 60))
    expected = spsolve((eye_array(60) + (30 / 5) ** 4 * second.T @ second).tocsc(), values)
    np.testing.assert_allclose(smooth(values, runs(values), even(values, 30.0)), expected, atol=1e-8)


def test_runs_do_not_feel_each_other():
    values = np.random.default_rng(7).normal(size=100)
    both = smooth(values, np.repeat([0, 1], 50), even(values, 25.0))
    np.testing.assert_allclose(both[:50], smooth(values[:50], runs(values[:50]), even(values[:50], 25.0)), atol=1e-9)


def test_unknown_stays_unknown():
    values = np.append(np.arange(20.0), np.nan)
    smoothed = smooth(values, np.append(runs(values[:-1]), -1), even(values, 20.0))
    assert np.isnan(smoothed).tolist() == [False] * 20 + [True]


@pytest.mark.parametrize("bandwidth", [10.0, 30.0, 60.0])
def test_white_noise_shrinks_as_stated(bandwidth):
    noise = np.random.default_rng(8).normal(size=20_000)
    smoothed = smooth(noise, runs(noise), even(noise, bandwidth))
    assert smoothed[500:-500].std() == pytest.approx(white_noise_left(bandwidth), rel=0.06)


def test_each_part_is_smoothed_as_its_own_noise_asks():
    noise = np.random.default_rng(9).normal(size=4000)
    bandwidth = np.where(np.arange(4000) < 2000, 10.0, 60.0)
    smoothed = smooth(noise, runs(noise), bandwidth)
    assert smoothed[200:1800].std() > 1.8 * smoothed[2200:3800].std()


@given(st.floats(0, 20), st.floats(0, 20))
def test_more_noise_never_asks_for_less_smoothing(one, other):
    assert bandwidth_m(min(one, other)) <= bandwidth_m(max(one, other))
