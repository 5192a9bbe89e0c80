from dataclasses import replace
from datetime import UTC, datetime

import numpy as np
import pytest

from hillwork.model import Track
from hillwork.profile.distance import measure_course
from tests.draw import draw_track

STARTED_AT = datetime(2025, 5, 4, tzinfo=UTC)


def walk(east_m, north_m=0.0, *, time_s=None, breaks=(0,)):
    """Return a track by metres east and north of a place on the equator."""
    east_m, north_m = np.broadcast_arrays(np.asarray(east_m, dtype=float), north_m)
    times = np.full(len(east_m), np.nan) if time_s is None else np.asarray(time_s, dtype=float)
    return Track(
        lat_deg=north_m / 110_574.3,
        lon_deg=east_m / 111_319.5,
        elevation_m=np.full(len(east_m), 100.0),
        time_s=times,
        breaks=np.array(breaks),
        started_at=None if time_s is None else STARTED_AT,
    )


def test_an_even_run_has_the_length_of_its_ground():
    course = measure_course(draw_track("_" * 20, speed_mps=3.0))
    assert course.point_m[-1] == pytest.approx(1000, rel=1e-4)


@pytest.mark.parametrize(("error_m", "inflated"), [(1.5, 1.08), (3.0, 1.3)])
def test_position_errors_hardly_lengthen_a_recording(error_m, inflated):
    rng = np.random.default_rng(1)
    time_s = np.arange(3000.0)
    # Errors that last some seconds, as receivers have them.
    errors = [np.convolve(rng.normal(size=3002), np.ones(3), "valid") * error_m / 3**0.5 for _ in range(2)]
    track = walk(3 * time_s + errors[0], errors[1], time_s=time_s)
    naive_m = np.hypot(np.diff(3 * time_s + errors[0]), np.diff(errors[1])).sum()
    assert naive_m > inflated * 8997
    assert measure_course(track).point_m[-1] == pytest.approx(8997, rel=0.04)


def test_bends_are_not_cut_off_when_there_is_no_jitter():
    angle = np.arange(0, 20 * np.pi, 3 / 25)
    track = walk(25 * np.cos(angle), 25 * np.sin(angle), time_s=np.arange(len(angle)))
    assert measure_course(track).point_m[-1] == pytest.approx(25 * angle[-1], rel=0.01)


def test_standing_still_adds_nothing():
    rng = np.random.default_rng(2)
    east_m = np.concatenate([3.0 * np.arange(300), 897 + rng.normal(scale=0.8, size=600), 897 + 3.0 * np.arange(300)])
    course = measure_course(walk(east_m, time_s=np.arange(1200.0)))
    assert course.point_m[-1] == pytest.approx(1794, abs=40)


def test_nothing_is_measured_across_segments():
    east_m = np.concatenate([np.arange(0, 500, 10), np.arange(900, 1400, 10)])
    course = measure_course(walk(east_m, breaks=(0, 50)))
    assert course.point_m[-1] == pytest.approx(980, rel=1e-3)


def test_a_jump_is_a_gap_and_told():
    course = measure_course(walk(np.concatenate([np.arange(0, 500, 10), np.arange(5000, 5500, 10)])))
    assert course.legs.tolist() == [0, 50]
    assert course.point_m[-1] == pytest.approx(980, rel=1e-3)
    assert [notice.code for notice in course.notices] == ["gaps"]


def test_a_night_somewhere_else_is_a_gap():
    east_m = np.concatenate([np.arange(0, 500, 10), np.arange(900, 1400, 10)])
    time_s = np.arange(100) * 4.0 + np.where(np.arange(100) >= 50, 8 * 3600, 0)
    assert measure_course(walk(east_m, time_s=time_s)).legs.tolist() == [0, 50]


def test_a_rest_on_the_way_is_no_gap():
    time_s = np.arange(100) * 4.0 + np.where(np.arange(100) >= 50, 1800, 0)
    assert measure_course(walk(np.arange(0, 1000, 10), time_s=time_s)).legs.tolist() == [0]


def test_a_route_drawn_with_a_few_long_lines_stays_whole():
    assert measure_course(walk(np.arange(0, 30_000, 1500))).legs.tolist() == [0]


def test_a_stopped_clock_counts_as_no_clock():
    track = replace(draw_track("____"), time_s=np.zeros(len(draw_track("____"))))
    course = measure_course(track)
    assert course.point_m[-1] == pytest.approx(200, rel=1e-3)
    assert not course.is_recorded
