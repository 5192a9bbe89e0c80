from typing import Any

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from hillwork.geo import local_metres
from hillwork.model import Floats
from hillwork.render.lines import (
    ROUGH_TOLERANCE_M,
    TOLERANCE_M,
    UNITS_PER_DEGREE,
    encode,
    thin_line,
    thin_lines,
    unrolled,
)

ROUNDING_M = 0.15
ROUGH_ROUNDING_M = 0.8


def decode(numbers: list[int], per_degree: int = UNITS_PER_DEGREE) -> Floats:
    return np.cumsum(np.array(numbers).reshape(-1, 2), axis=0) / per_degree


def decode_lines(told: dict[str, Any]) -> list[Floats]:
    return np.split(decode(told["places"], told["per_degree"]), np.cumsum(told["sizes"])[:-1])


def farthest_m(lat: Floats, lon: Floats, kept: Floats) -> float:
    """Return how far the farthest of the points lies from a line [m]."""
    east_m, north_m = local_metres(np.append(lat, kept[:, 0]), np.append(lon, kept[:, 1]))
    points = shapely.points(east_m[: len(lat)], north_m[: len(lat)])
    return float(shapely.distance(points, shapely.linestrings(east_m[len(lat) :], north_m[len(lat) :])).max())


def wiggle(n: int = 400) -> tuple[Floats, Floats]:
    along = np.arange(n, dtype=np.float64)
    return 46 + along * 4e-5, 14 + 2e-4 * np.sin(along / 9) + 3e-5 * np.sin(along / 2)


@given(st.lists(st.tuples(st.floats(-90, 90), st.floats(-180, 180)), min_size=1, max_size=30))
def test_an_encoded_line_comes_back_to_a_millionth_of_a_degree(places):
    lat, lon = np.array(places).T
    assert decode(encode(lat, lon)) == pytest.approx(np.array(places), abs=0.51 / UNITS_PER_DEGREE)


def test_a_thinned_line_stays_within_the_tolerance_of_every_point():
    lat, lon = wiggle()
    assert farthest_m(lat, lon, decode(thin_line(lat, lon))) <= TOLERANCE_M + ROUNDING_M


def test_a_rough_line_is_shorter_to_tell_and_stays_within_the_rough_tolerance():
    lat, lon = wiggle()
    told = thin_lines(lat, lon, [slice(0, 400)], is_rough=True)
    assert len(str(told["places"])) < 0.7 * len(str(thin_line(lat, lon)))
    assert farthest_m(lat, lon, decode_lines(told)[0]) <= ROUGH_TOLERANCE_M + ROUGH_ROUNDING_M


def test_many_lines_come_back_each_with_its_own_ends():
    lat, lon = wiggle()
    parts = [slice(0, 3), slice(90, 200), slice(200, 202)]
    lines = decode_lines(thin_lines(lat, lon, parts))
    assert [line[0] for line in lines] == [
        pytest.approx([lat[part.start], lon[part.start]], abs=1e-6) for part in parts
    ]
    assert [line[-1] for line in lines] == [
        pytest.approx([lat[part.stop - 1], lon[part.stop - 1]], abs=1e-6) for part in parts
    ]


def test_a_straight_line_keeps_its_ends_alone():
    lat, lon = 46 + np.arange(200.0) * 5e-5, np.full(200, 14.0)
    assert decode(thin_line(lat, lon)) == pytest.approx(np.array([[46, 14], [lat[-1], 14]]), abs=1e-6)


def test_lines_of_neighbouring_parts_still_meet():
    lat, lon = wiggle()
    first, second = decode_lines(thin_lines(lat, lon, [slice(0, 151), slice(150, 400)]))
    assert first[-1].tolist() == second[0].tolist()


def test_a_way_over_the_180th_meridian_stays_in_one_piece():
    lon = unrolled(np.array([179.99, 179.999, -179.999, -179.99]), 179.99)
    assert np.diff(lon).max() < 0.01


def test_no_parts_give_no_lines():
    told = thin_lines(np.array([46.0]), np.array([14.0]), [])
    assert told == {"per_degree": UNITS_PER_DEGREE, "sizes": [], "places": []}


def test_a_single_point_stays_a_point():
    assert thin_line(np.array([46.0]), np.array([14.0])) == [46_000_000, 14_000_000]
