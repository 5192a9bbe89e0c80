import math

import numpy as np
import pytest

from hillwork.model import ElevationKind, Noise
from hillwork.profile.noise import classify, measure_noise, second_difference_m

N = 4000


def white(sd_m):
    return np.random.default_rng(4).normal(scale=sd_m, size=N)


def drift(sd_m, length_m=150.0):
    rng = np.random.default_rng(5)
    keep = math.exp(-5 / length_m)
    values = np.zeros(N)
    for i in range(1, N):
        values[i] = keep * values[i - 1] + math.sqrt(1 - keep**2) * rng.normal(scale=sd_m)
    return values


def runs(values):
    return np.zeros(len(values), dtype=int)


def test_a_ramp_has_no_second_difference():
    ramp = 0.08 * 5.0 * np.arange(N)
    assert second_difference_m(ramp, runs(ramp), 30) == pytest.approx(0, abs=1e-9)


@pytest.mark.parametrize("lag_m", [10, 30])
def test_white_noise_shows_with_the_square_root_of_six_at_every_lag(lag_m):
    values = white(0.5)
    assert second_difference_m(values, runs(values), lag_m) == pytest.approx(0.5 * math.sqrt(6), rel=0.05)


def test_white_noise_is_found_to_be_white():
    _, noise = measure_noise(white(0.4), runs(range(N)), 5.0)
    assert noise.white_sd_m == pytest.approx(0.4, rel=0.08)
    assert noise.drift_sd_m < 0.6


@pytest.mark.parametrize("sd_m", [1.0, 3.5])
def test_the_error_of_a_rise_is_that_of_the_drift_that_made_it(sd_m):
    values = drift(sd_m)
    _, noise = measure_noise(values, runs(values), 5.0)
    true_sd_m = sd_m * math.sqrt(2 * (1 - math.exp(-1)))
    assert noise.rise_sd_m(150) == pytest.approx(true_sd_m, rel=0.12)


def test_differences_do_not_cross_runs():
    values = np.where(np.arange(N) < N // 2, 0.0, 500.0)
    halves = np.where(np.arange(N) < N // 2, 0, 1)
    assert second_difference_m(values, halves, 30) == 0


def test_too_short_a_track_is_taken_for_a_receiver():
    scatter_m, _ = measure_noise(np.zeros(8), runs(range(8)), 5.0)
    assert scatter_m == 3.0


@pytest.mark.parametrize(
    ("scatter_m", "is_timed", "kind"),
    [
        (0.3, False, ElevationKind.PLANNED),
        (1.7, False, ElevationKind.MODEL),
        (0.6, True, ElevationKind.BAROMETER),
        (1.5, True, ElevationKind.UNKNOWN),
        (4.8, True, ElevationKind.GPS),
    ],
)
def test_the_scatter_tells_the_source(scatter_m, is_timed, kind):
    assert classify(scatter_m, is_timed=is_timed) is kind


def test_the_error_of_a_rise_grows_with_the_drift_and_ends_at_two_independent_heights():
    noise = Noise(white_sd_m=0.3, drift_sd_m=2.0, drift_length_m=150)
    assert noise.rise_sd_m(10) < noise.rise_sd_m(100) < noise.rise_sd_m(1000)
    assert noise.rise_sd_m(1e6) == pytest.approx(math.sqrt(2 * (0.09 + 4)))
