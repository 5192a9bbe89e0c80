import math

import numpy as np
import pytest

from hillwork.model import Aid, ElevationKind, Noise, Wander
from hillwork.profile.noise import classify, edges_of, measure_noise, second_difference_sd_m, second_differences_m
from hillwork.profile.robust import scale

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
    assert scale(second_differences_m(ramp, runs(ramp), 30)) == pytest.approx(0, abs=1e-9)


@pytest.mark.parametrize("lag_m", [10, 30])
def test_white_noise_shows_with_the_square_root_of_six_at_every_lag(lag_m):
    values = white(0.5)
    assert scale(second_differences_m(values, runs(values), lag_m)) == pytest.approx(0.5 * math.sqrt(6), rel=0.05)


def test_white_noise_is_found_to_be_white():
    noise = measure_noise(white(0.4), runs(range(N)), 5.0, is_timed=True)
    assert noise.white_sd_m == pytest.approx(0.4, rel=0.08)
    assert noise.drift.variance_m2 < 0.36


@pytest.mark.parametrize("sd_m", [1.0, 3.5])
def test_the_error_of_a_rise_is_that_of_the_drift_that_made_it(sd_m):
    values = drift(sd_m)
    noise = measure_noise(values, runs(values), 5.0, is_timed=True)
    true_sd_m = sd_m * math.sqrt(2 * (1 - math.exp(-1)))
    assert math.sqrt(noise.drift.rise_variance_m2(150)) == pytest.approx(true_sd_m, rel=0.12)


def test_differences_do_not_cross_runs():
    values = np.where(np.arange(N) < N // 2, 0.0, 500.0)
    halves = np.where(np.arange(N) < N // 2, 0, 1)
    assert not second_differences_m(values, halves, 30).any()


def test_too_short_a_track_is_taken_for_a_receiver():
    assert measure_noise(np.zeros(8), runs(range(8)), 5.0, is_timed=True).scatter_m == 3.0


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
    noise = Noise(white_sd_m=0.3, drift=Wander.of(2.0, 150))
    assert noise.rise_sd_m(10) < noise.rise_sd_m(100) < noise.rise_sd_m(1000)
    assert noise.rise_sd_m(1e6) == pytest.approx(math.sqrt(2 * (0.09 + 4)))


def test_the_formula_for_second_differences_is_that_of_noise_made_by_it():
    values = white(0.5) + drift(2.0)
    expected_m = second_difference_sd_m(0.5, Wander.of(2.0, 150.0))
    assert scale(second_differences_m(values, runs(values), 30)) == pytest.approx(expected_m, rel=0.1)


@pytest.mark.parametrize("seen", [1, 4, 9])
def test_passes_shrink_the_error_with_the_square_root_of_their_number(seen):
    noise = Noise(white_sd_m=0.3, drift=Wander.of(2.0, 150))
    assert noise.rise_sd_m(150, seen) == pytest.approx(noise.rise_sd_m(150) / math.sqrt(seen))


def test_a_second_witness_of_the_same_worth_halves_the_variance():
    drift_m = Wander.of(2.0, 150)
    noise = Noise(white_sd_m=0.0, drift=drift_m, aids=(Aid(drift_m),))
    assert noise.rise_sd_m(150) ** 2 == pytest.approx(drift_m.rise_variance_m2(150) / 2)


def test_a_witness_of_changes_helps_over_short_distances_and_leaves_the_level_to_the_other():
    alone = Noise(white_sd_m=0.0, drift=Wander.of(4.0, 200))
    aided = Noise(white_sd_m=0.0, drift=Wander.of(4.0, 200), aids=(Aid(Wander(0.04, math.inf)),))
    helped = [aided.rise_sd_m(length_m) / alone.rise_sd_m(length_m) for length_m in (50, 200, 2000)]
    assert helped[0] < 0.55
    assert helped == sorted(helped)
    assert helped[-1] < 1


def test_an_unsure_witness_flattens_little_and_a_dominant_one_by_its_share():
    sharp = Noise(white_sd_m=0.0, drift=Wander.of(0.1, 200), aids=(Aid(Wander(0.04, math.inf), dilution=0.4),))
    blurred = Noise(white_sd_m=0.0, drift=Wander.of(50.0, 200), aids=(Aid(Wander(0.04, math.inf), dilution=0.4),))
    assert sharp.flattened_share(150) < 0.01
    assert blurred.flattened_share(150) == pytest.approx(0.4, rel=0.01)


def test_woods_on_a_model_are_noticed_and_noise_alone_is_not():
    noise_m = drift(1.2, 60.0)
    woods_m = np.where(np.arange(N) % 400 < 30, 8.0, 0.0)
    quiet, quiet_shows = edges_of(noise_m, runs(noise_m))
    loud, loud_shows = edges_of(noise_m + woods_m, runs(noise_m))
    assert (quiet_shows, loud_shows) == (False, True)
    assert loud.variance_m2 > 4 * quiet.variance_m2
