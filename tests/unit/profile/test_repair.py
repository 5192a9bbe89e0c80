import numpy as np
import pytest

from hillwork.profile.repair import repair_elevation

LEGS = np.array([0])


def ground(n=400, *, noise_sd_m=0.2):
    """Return a gentle ramp every 3 m, as a watch records it."""
    point_m = 3.0 * np.arange(n)
    return point_m, 200 + 0.02 * point_m + np.random.default_rng(3).normal(scale=noise_sd_m, size=n)


@pytest.mark.parametrize("width", [1, 3])
@pytest.mark.parametrize("height_m", [-40.0, 25.0, 800.0])
def test_spikes_are_taken_out_and_counted(width, height_m):
    point_m, elevation_m = ground()
    spiked = elevation_m.copy()
    spiked[100 : 100 + width] += height_m
    repaired = repair_elevation(point_m, spiked, LEGS)
    assert np.flatnonzero(np.isnan(repaired.elevation_m)).tolist() == list(range(100, 100 + width))
    assert repaired.notices[0].code == "elevation-spikes"


@pytest.mark.parametrize("step_m", [-9.0, 7.0, 12.0])
def test_a_step_that_stays_is_undone(step_m):
    point_m, elevation_m = ground()
    stepped = elevation_m + np.where(np.arange(400) >= 250, step_m, 0)
    repaired = repair_elevation(point_m, stepped, LEGS)
    assert np.abs(repaired.elevation_m - elevation_m).max() < 0.8
    assert [notice.code for notice in repaired.notices] == ["elevation-steps"]


def test_a_step_too_large_for_a_recalibration_is_left_and_told():
    point_m, elevation_m = ground()
    repaired = repair_elevation(point_m, elevation_m + np.where(np.arange(400) >= 250, 45.0, 0), LEGS)
    assert repaired.jump_m.tolist() == [point_m[249]]
    assert repaired.jump_size_m[0] == pytest.approx(45, abs=1)
    assert repaired.notices[0].code == "elevation-jumps"


def test_a_device_that_jumps_all_the_time_is_not_straightened():
    point_m, elevation_m = ground()
    jumpy = elevation_m + 6.0 * (np.arange(400) // 25 % 2)
    repaired = repair_elevation(point_m, jumpy, LEGS)
    np.testing.assert_array_equal(repaired.elevation_m, jumpy)


def test_the_border_between_two_legs_is_no_step():
    point_m, elevation_m = ground()
    apart = elevation_m + np.where(np.arange(400) >= 250, 12.0, 0)
    repaired = repair_elevation(point_m, apart, np.array([0, 250]))
    np.testing.assert_array_equal(repaired.elevation_m, apart)
    assert repaired.notices == ()


def test_steep_ground_is_no_fault():
    point_m = 5.0 * np.arange(200)
    elevation_m = 300 + 0.3 * point_m
    assert repair_elevation(point_m, elevation_m, LEGS).notices == ()


@pytest.mark.parametrize("elevation_m", [[], [1.0], [1.0, 2.0], [np.nan] * 5])
def test_too_little_to_repair_is_left(elevation_m):
    repaired = repair_elevation(np.arange(float(len(elevation_m))), np.array(elevation_m), LEGS)
    np.testing.assert_array_equal(repaired.elevation_m, elevation_m)
