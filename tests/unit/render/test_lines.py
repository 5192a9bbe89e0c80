import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from hillwork.geo import local_metres
from hillwork.model import Floats
from hillwork.render.lines import TOLERANCE_M, UNITS_PER_DEGREE, encode, thin_line, thin_lines, unrolled

ROUNDING_M = 0.15


def decode(numbers: list[int]) -> Floats:
    return np.cumsum(np.array(numbers).reshape(-1, 2), axis=0) / UNITS_PER_DEGREE


def wiggle(n: int = 400) -> tuple[Floats, Floats]:
    along = np.arange(n, dtype=np.float64)
    return 46 + along * 4e-5, 14 + 2e-4 * np.sin(along / 9) + 3e-5 * np.sin(along / 2)


@given(st.lists(st.tuples(st.floats(-90, 90), st.floats(-180, 180)), min_size=1, max_size=30))
def test_an_encoded_line_comes_back_to_a_millionth_of_a_degree(places):
    lat, lon = np.array(places).T
    assert decode(encode(lat, lon)) == pytest.approx(np.array(places), abs=0.51 / UNITS_PER_DEGREE)


def test_a_thinned_line_stays_within_the_tolerance_of_every_point():
    lat, lon = wiggle()
    kept = decode(thin_line(lat, lon))
    east_m, north_m = local_metres(np.append(lat, kept[:, 0]), np.append(lon, kept[:, 1]))
    points = shapely.points(east_m[: len(lat)], north_m[: len(lat)])
    line = shapely.linestrings(east_m[len(lat) :], north_m[len(lat) :])
    assert shapely.distance(points, line).max() <= TOLERANCE_M + ROUNDING_M


def test_a_straight_line_keeps_its_ends_alone():
    lat, lon = 46 + np.arange(200.0) * 5e-5, np.full(200, 14.0)
    assert decode(thin_line(lat, lon)) == pytest.approx(np.array([[46, 14], [lat[-1], 14]]), abs=1e-6)


def test_lines_of_neighbouring_parts_still_meet():
    lat, lon = wiggle()
    first, second = (decode(line) for line in thin_lines(lat, lon, [slice(0, 151), slice(150, 400)]))
    assert first[-1].tolist() == second[0].tolist()


def test_a_way_over_the_180th_meridian_stays_in_one_piece():
    lon = unrolled(np.array([179.99, 179.999, -179.999, -179.99]), 179.99)
    assert np.diff(lon).max() < 0.01


def test_no_parts_give_no_lines():
    assert thin_lines(np.array([46.0]), np.array([14.0]), []) == []


def test_a_single_point_stays_a_point():
    assert thin_line(np.array([46.0]), np.array([14.0])) == [46_000_000, 14_000_000]
