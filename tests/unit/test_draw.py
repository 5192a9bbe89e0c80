from itertools import pairwise

import numpy as np
import pytest
from geopy.distance import geodesic

from hillwork.geo import step_lengths_m
from hillwork.model import Track, TrackKind
from tests.draw import draw_heights_m, draw_length_m, draw_track, out_and_back, repeats


def geodesic_length_m(track: Track) -> float:
    places = zip(track.lat_deg, track.lon_deg, strict=True)
    return sum(float(geodesic(here, there).m) for here, there in pairwise(places))


def test_a_mark_is_fifty_metres():
    assert draw_length_m("__//__") == 300


def test_a_mark_can_have_another_length():
    assert draw_length_m("__//__", mark_m=20) == 120


def test_a_slash_climbs_eight_percent():
    track = draw_track("_//_", spacing_m=50)
    assert track.elevation_m.tolist() == pytest.approx([100, 100, 104, 108, 108])


def test_every_mark_has_its_gradient():
    track = draw_track("_~-/^\\v", spacing_m=50)
    assert np.diff(track.elevation_m).tolist() == pytest.approx([0, 0.5, 1.5, 4, 7.5, -4, -7.5])


def test_an_unknown_mark_is_refused():
    with pytest.raises(KeyError):
        draw_track("__x__")


def test_the_track_is_as_long_as_drawn_on_the_ellipsoid():
    assert geodesic_length_m(draw_track("_" * 20, lat_deg=60, spacing_m=25)) == pytest.approx(1000, abs=0.01)


def test_the_track_runs_straight_east():
    track = draw_track("____", lat_deg=48.3, lon_deg=8.6)
    assert (track.lat_deg == 48.3).all()
    assert (np.diff(track.lon_deg) > 0).all()


def test_a_half_circle_ends_two_radii_to_the_north():
    track = draw_track("_" * 20, bend_m=1000 / np.pi, spacing_m=5)
    north_m = geodesic((45, 7), (track.lat_deg[-1], 7)).m
    assert north_m == pytest.approx(2000 / np.pi, abs=0.5)
    assert track.lon_deg[-1] == pytest.approx(7, abs=1e-6)


def test_a_bent_track_keeps_its_length():
    assert geodesic_length_m(draw_track("_" * 20, bend_m=300, spacing_m=5)) == pytest.approx(1000, rel=2e-4)


def test_points_are_as_far_apart_as_asked():
    track = draw_track("____", spacing_m=8)
    assert step_lengths_m(track.lat_deg, track.lon_deg) == pytest.approx(8, abs=0.001)


def test_an_even_speed_gives_the_times():
    track = draw_track("____", spacing_m=50, speed_mps=2.5)
    assert track.time_s.tolist() == [0, 20, 40, 60, 80]


def test_without_a_speed_it_is_a_route_without_times():
    track = draw_track("____", speed_mps=None)
    assert track.kind is TrackKind.ROUTE
    assert track.started_at is None
    assert np.isnan(track.time_s).all()


def test_a_rounded_break_is_a_parabola():
    # Vertical curve of length r between grades 0 and g: height above the break is g r / 8.
    height_m = draw_heights_m("__//", np.array([100.0]), rounding_m=20)[0]
    assert height_m - 100 == pytest.approx(0.08 * 20 / 8, rel=0.002)


def test_rounding_leaves_the_ramp_alone():
    rounded_m = draw_heights_m("__//__", np.array([130.0, 170.0]), rounding_m=30)
    assert rounded_m.tolist() == pytest.approx([102.4, 105.6])


def test_noise_has_the_wanted_size():
    track = draw_track("_" * 400, noise_sd_m=2.0, seed=3)
    assert (track.elevation_m - 100).std() == pytest.approx(2.0, rel=0.1)


def test_drift_has_the_wanted_size():
    track = draw_track("_" * 4000, drift_sd_m=3.0, drift_length_m=100, spacing_m=10, seed=3)
    assert (track.elevation_m - 100).std() == pytest.approx(3.0, rel=0.15)


def test_drift_correlates_over_its_length():
    track = draw_track("_" * 4000, drift_sd_m=3.0, drift_length_m=100, spacing_m=10, seed=3)
    error_m = track.elevation_m - 100
    assert np.corrcoef(error_m[:-10], error_m[10:])[0, 1] == pytest.approx(np.exp(-1), abs=0.1)


def test_a_seed_gives_the_same_errors_again():
    first, second = (draw_track("____", noise_sd_m=1, seed=5) for _ in range(2))
    assert first.elevation_m.tolist() == second.elevation_m.tolist()


def test_another_seed_gives_other_errors():
    first, second = (draw_track("____", noise_sd_m=1, seed=seed) for seed in (5, 6))
    assert (first.elevation_m != second.elevation_m).all()


def test_out_and_back_ends_where_it_began():
    track = out_and_back("__//")
    assert (track.lat_deg[-1], track.lon_deg[-1]) == (track.lat_deg[0], track.lon_deg[0])


def test_the_way_back_has_the_heights_of_the_way_out():
    track = out_and_back("__/^~-v\\")
    assert track.elevation_m.tolist() == pytest.approx(track.elevation_m[::-1].tolist())


def test_the_turn_is_a_point_whatever_the_spacing():
    track = out_and_back("_/", spacing_m=30)
    assert track.elevation_m.max() == pytest.approx(104)


def test_repeats_go_up_as_often_as_asked():
    track = repeats("__//_", 100, 200, 6)
    tops = np.flatnonzero(np.isclose(track.elevation_m, 108))
    feet = np.flatnonzero(np.isclose(track.elevation_m[1:-1], 100))
    assert len(tops) == 6
    assert feet.max() > tops.max()


def test_repeats_are_as_long_as_their_passes():
    track = repeats("__//_", 100, 200, 6, spacing_m=10)
    assert geodesic_length_m(track) == pytest.approx(200 + 11 * 100 + 100, abs=0.1)


def test_errors_differ_from_pass_to_pass():
    track = out_and_back("____", noise_sd_m=1)
    assert (track.elevation_m[:40] != track.elevation_m[::-1][:40]).all()
