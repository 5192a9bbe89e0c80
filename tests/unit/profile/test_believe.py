from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hillwork.errors import InputError, NoElevationError
from hillwork.profile import profile_of
from tests.draw import draw_track, out_and_back, repeats

GROUND = "______//____^^^______\\\\____vvv____--______"


def test_exact_heights_are_believed_as_they_are():
    track = draw_track(GROUND, rounding_m=30)
    profile = profile_of(track)
    believed = np.interp(profile.point_m, profile.distance_m, profile.elevation_m)
    assert np.abs(believed - track.elevation_m).max() < 0.3


@pytest.mark.parametrize("noise", [{"noise_sd_m": 0.3}, {"drift_sd_m": 3.0}])
def test_believed_heights_are_no_worse_than_stored_ones(noise):
    truth = draw_track(GROUND * 4, rounding_m=30).elevation_m
    track = draw_track(GROUND * 4, rounding_m=30, seed=1, **noise)
    profile = profile_of(track)
    believed = np.interp(profile.point_m, profile.distance_m, profile.elevation_m)
    assert (believed - truth).std() <= (track.elevation_m - truth).std()


def test_a_route_without_elevation_is_refused_with_a_way_out():
    track = replace(draw_track("____"), elevation_m=np.full(41, np.nan))
    with pytest.raises(NoElevationError) as refusal:
        profile_of(track)
    assert refusal.value.exit_code == 4
    assert refusal.value.hint


def test_a_long_stretch_without_heights_stays_unknown_and_is_told():
    track = draw_track("_" * 40)
    heights = np.where((np.arange(len(track)) > 50) & (np.arange(len(track)) < 300), np.nan, track.elevation_m)
    profile = profile_of(replace(track, elevation_m=heights))
    assert len(profile.slices()) == 2
    assert profile.filled_share > 0.5
    assert "elevation-missing" in [notice.code for notice in profile.notices]


def test_a_short_stretch_without_heights_is_bridged():
    track = draw_track("_" * 40)
    heights = np.where((np.arange(len(track)) > 50) & (np.arange(len(track)) < 80), np.nan, track.elevation_m)
    profile = profile_of(replace(track, elevation_m=heights))
    assert len(profile.slices()) == 1
    assert np.isfinite(profile.elevation_m).all()


def test_coarse_points_are_joined_by_straight_lines():
    track = draw_track("____////____", spacing_m=50, speed_mps=None)
    profile = profile_of(track)
    middle = np.interp(300, profile.distance_m, profile.elevation_m)
    assert middle == pytest.approx(108, abs=0.2)


def test_drifting_heights_over_the_same_ground_are_told():
    track = out_and_back("____//__\\\\______" * 3)
    drifted = replace(track, elevation_m=track.elevation_m - 30 * np.linspace(0, 1, len(track)))
    assert "elevation-drift" in [notice.code for notice in profile_of(drifted).notices]
    assert "elevation-drift" not in [notice.code for notice in profile_of(track).notices]
    assert profile_of(drifted).ascent_sd_m > profile_of(track).ascent_sd_m


def test_a_track_round_the_earth_is_refused_instead_of_filling_the_memory():
    track = draw_track("_" * 10)
    around = replace(track, lon_deg=np.linspace(-179, 179, len(track)) * np.where(np.arange(len(track)) % 2, 1, -1))
    with pytest.raises(InputError, match="km long"):
        profile_of(around)


@pytest.mark.parametrize("noise_sd_m", [0.0, 0.3])
def test_ascent_is_that_of_the_ground(noise_sd_m):
    profile = profile_of(draw_track(GROUND * 5, rounding_m=20, noise_sd_m=noise_sd_m))
    true_m = 5 * (8 + 22.5 + 3)
    assert abs(profile.ascent_m - true_m) < 2 * profile.ascent_sd_m
    assert profile.ascent_sd_m < 0.15 * true_m


@given(st.floats(-80, 3000))
def test_a_constant_added_to_all_heights_changes_nothing_else(shift_m):
    track = draw_track("__//__\\\\__", noise_sd_m=0.4)
    profile, shifted = profile_of(track), profile_of(replace(track, elevation_m=track.elevation_m + shift_m))
    np.testing.assert_allclose(shifted.elevation_m - shift_m, profile.elevation_m, atol=1e-6)
    assert shifted.scatter_m == pytest.approx(profile.scatter_m, abs=1e-6)


@given(st.floats(0.1, 2), st.floats(1.2, 4))
def test_more_noise_never_shrinks_an_error_bar(noise_sd_m, times):
    quiet = profile_of(draw_track("_" * 60, noise_sd_m=noise_sd_m))
    loud = profile_of(draw_track("_" * 60, noise_sd_m=times * noise_sd_m))
    assert loud.noise.rise_sd_m(150) >= quiet.noise.rise_sd_m(150)


@pytest.mark.parametrize("n_points", [2, 3, 5])
def test_a_track_of_a_few_points_has_a_profile(n_points):
    track = draw_track("_", spacing_m=50 / (n_points - 1))
    assert len(track) == n_points
    assert profile_of(track).length_m == pytest.approx(50, rel=0.01)


def test_a_single_point_is_no_track():
    track = draw_track("_")
    lone = replace(track, lat_deg=[45], lon_deg=[7], elevation_m=[100], time_s=[0])
    with pytest.raises(InputError, match="only one point"):
        profile_of(lone)


def test_a_planned_route_that_repeats_itself_is_no_surer_for_it():
    track = repeats("____////____", 100, 500, 6, noise_sd_m=1.0, seed=2, speed_mps=None)
    assert profile_of(track).seen.max() == 1


def test_a_recording_that_repeats_itself_is_surer_for_it():
    profile = profile_of(repeats("____////____", 100, 500, 6, drift_sd_m=1.0, seed=2))
    (middle,) = np.flatnonzero(profile.distance_m == 300)
    assert profile.seen[middle] == pytest.approx(12, abs=0.1)
    assert profile.noise.rise_sd_m(150, 12) < 0.4 * profile.noise.rise_sd_m(150)
