import numpy as np
import pytest

from hillwork.model import Wander
from hillwork.profile.ground import find_ground
from hillwork.profile.shared import fit_noise, read_layers, share_elevation, trust_passes
from tests.draw import draw_heights_m, out_and_back, repeats

STEP_M = 5.0
HILLS = "____//__//\\\\__^^____/////_____"


def walked(track):
    axis_m = STEP_M * np.arange(len(track))
    runs = np.zeros(len(track), dtype=int)
    ground = find_ground(track.lat_deg, track.lon_deg, axis_m, runs)
    return ground, read_layers(ground, track.elevation_m), runs


def shared(track):
    ground, layers, runs = walked(track)
    trust = np.ones(len(ground.passes))
    return share_elevation(ground, layers, track.elevation_m, runs, weight=np.ones(len(track)), trust=trust)


def test_passes_without_errors_are_not_changed():
    track = repeats(HILLS, 200, 1000, 3, rounding_m=20)
    shared_m, _ = shared(track)
    assert np.abs(shared_m - track.elevation_m).max() < 0.7


def test_each_elevation_knows_on_how_many_passes_it_rests():
    _, seen = shared(repeats(HILLS, 500, 900, 4))
    assert seen[140] == 8
    assert seen[10] == 2


@pytest.mark.parametrize("times", [2, 5])
def test_the_error_of_a_rise_shrinks_with_the_square_root_of_the_passes(times):
    errors = []
    for seed in range(12):
        track = repeats("_" * 20, 100, 900, times, drift_sd_m=3.0, seed=seed)
        shared_m, _ = shared(track)
        # Along the first way up, away from where the passes begin.
        errors.append(shared_m[140] - shared_m[60])
    single_sd_m = Wander.of(3.0, 150.0).rise_variance_m2(400) ** 0.5
    assert np.std(errors) == pytest.approx(single_sd_m / (2 * times) ** 0.5, rel=0.55)


def test_the_scatter_and_the_drift_are_found_again_from_what_the_passes_differ_by():
    track = repeats(HILLS * 2, 100, 2400, 8, noise_sd_m=0.4, drift_sd_m=3.0, drift_length_m=220.0, seed=4)
    _, layers, _ = walked(track)
    white_sd_m, drift = fit_noise(layers, track.elevation_m)
    assert white_sd_m == pytest.approx(0.4, rel=0.3)
    assert drift.variance_m2**0.5 == pytest.approx(3.0, rel=0.3)
    assert 100 <= drift.length_m <= 450


def test_too_little_shared_ground_fits_nothing():
    track = out_and_back("_" * 8, noise_sd_m=1.0)
    _, layers, _ = walked(track)
    assert fit_noise(layers, track.elevation_m) is None


def test_another_level_is_a_drift_and_another_shape_is_other_ground():
    track = out_and_back("__" + "/" * 16 + "__")
    ground, _, _ = walked(track)
    back = np.arange(len(track)) > len(track) // 2
    higher_m = np.where(back, track.elevation_m + 15, track.elevation_m)
    # The upper leg of a hairpin goes on climbing.
    climbing_m = draw_heights_m("__" + "/" * 34 + "__", STEP_M * np.arange(len(track)))
    trusts = [trust_passes(read_layers(ground, z_m), z_m, 0.1, Wander.of(0.3, 150.0)) for z_m in (higher_m, climbing_m)]
    assert trusts[0].tolist() == [1.0]
    assert trusts[1].tolist() == [0.0]


def test_a_pass_that_is_worse_than_the_noise_counts_less():
    track = out_and_back("__" + "/" * 16 + "__")
    ground, _, _ = walked(track)
    back = np.arange(len(track)) > len(track) // 2
    wavy_m = track.elevation_m + np.where(back, 14 * np.sin(np.arange(len(track)) / 12), 0)
    trust = trust_passes(read_layers(ground, wavy_m), wavy_m, 0.1, Wander.of(0.3, 150.0))
    assert 0 < trust[0] < 0.6
