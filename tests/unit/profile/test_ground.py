import numpy as np
import pytest

from hillwork.profile.ground import find_ground
from tests.draw import draw_track, out_and_back, repeats

STEP_M = 5.0


def ground_of(track):
    """The samples of a drawn track lie every 5 m already."""
    axis_m = STEP_M * np.arange(len(track))
    return find_ground(track.lat_deg, track.lon_deg, axis_m, np.zeros(len(track), dtype=int))


def wobbled(track, sd_m, seed=3):
    rng = np.random.default_rng(seed)
    keep = np.exp(-1 / 6)
    shift = np.zeros((2, len(track)))
    for i in range(1, len(track)):
        shift[:, i] = keep * shift[:, i - 1] + np.sqrt(1 - keep**2) * rng.normal(scale=sd_m, size=2)
    return track.lat_deg + shift[0] / 111_200, track.lon_deg + shift[1] / 78_700


def test_a_straight_way_is_passed_once():
    ground = ground_of(draw_track("_" * 40))
    assert not len(ground.passes)
    assert (ground.place == np.arange(len(ground.place))).all()


def test_the_way_back_is_on_the_ground_of_the_way_out_in_the_other_direction():
    track = out_and_back("_" * 40)
    ground = ground_of(track)
    assert ground.headings.tolist() == [-1]
    ground_m = 2000 - np.abs(STEP_M * np.arange(len(track)) - 2000)
    later = ground.sample_pass() >= 0
    assert later.sum() > 0.98 * len(track) / 2
    assert np.abs(STEP_M * ground.place - ground_m)[later].max() <= 10


def test_repeats_are_passes_one_after_the_other():
    ground = ground_of(repeats("_" * 30, 500, 900, 4))
    assert ground.headings.tolist() == [-1, 1, -1, 1, -1, 1, -1]


@pytest.mark.parametrize("sd_m", [2.0, 4.0])
def test_positions_that_wander_stay_on_the_same_ground(sd_m):
    track = repeats("_" * 30, 500, 900, 3)
    lat, lon = wobbled(track, sd_m)
    ground = find_ground(lat, lon, STEP_M * np.arange(len(track)), np.zeros(len(track), dtype=int))
    later = ground.sample_pass() >= 0
    assert later.mean() > 0.55
    ground_m = np.interp(
        STEP_M * np.arange(len(track)),
        np.cumsum([0, 900, 400, 400, 400, 400, 900]),
        [0, 900, 500, 900, 500, 900, 0],
    )
    assert np.median(np.abs(STEP_M * ground.place - ground_m)[later]) < 6


def test_a_road_beside_a_road_is_other_ground():
    there = draw_track("_" * 20)
    lat = np.concatenate([there.lat_deg, there.lat_deg[::-1] + 60 / 111_200])
    lon = np.concatenate([there.lon_deg, there.lon_deg[::-1]])
    ground = find_ground(lat, lon, STEP_M * np.arange(len(lat)), np.zeros(len(lat), dtype=int))
    assert not len(ground.passes)


def test_a_crossing_is_not_a_pass():
    there = draw_track("_" * 20)
    middle = (there.lat_deg.mean(), there.lon_deg.mean())
    lat = np.concatenate([there.lat_deg, middle[0] + (there.lon_deg - middle[1]) * 0.7])
    lon = np.concatenate([there.lon_deg, np.full(len(there), middle[1])])
    ground = find_ground(lat, lon, STEP_M * np.arange(len(lat)), np.zeros(len(lat), dtype=int))
    assert not len(ground.passes)


def test_a_pass_does_not_go_on_across_a_gap():
    track = out_and_back("_" * 40)
    runs = np.where(np.arange(len(track)) < 600, 0, 1)
    ground = find_ground(track.lat_deg, track.lon_deg, STEP_M * np.arange(len(track)), runs)
    assert len(ground.passes) == 2


def test_nothing_known_is_no_ground():
    track = draw_track("_" * 5)
    nowhere = np.full(len(track), -1)
    assert not len(find_ground(track.lat_deg, track.lon_deg, STEP_M * np.arange(len(track)), nowhere).passes)
