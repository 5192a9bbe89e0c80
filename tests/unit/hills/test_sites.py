import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hillwork.hills.sites import number_sites
from hillwork.model import Line


def line(start_m, end_m, *, north_m=0.0):
    east_m = np.linspace(start_m, end_m, 30)
    return Line(np.full(30, 47.0 + north_m / 111_200), 8.0 + east_m / 75_900)


def test_nothing_has_no_sites():
    assert number_sites([]) == []


def test_the_same_way_is_one_site_in_both_directions():
    assert number_sites([line(0, 200), line(200, 0), line(5, 190, north_m=8)]) == [0, 0, 0]


def test_ways_apart_are_two_sites():
    assert number_sites([line(0, 200), line(0, 200, north_m=80), line(500, 700)]) == [0, 1, 2]


def test_a_shared_corner_is_not_shared_ground():
    assert number_sites([line(0, 200), line(180, 380)]) == [0, 1]


def test_sharing_passes_on_from_hill_to_hill():
    assert number_sites([line(0, 200), line(120, 320), line(60, 260)]) == [0, 0, 0]


@given(st.permutations([line(0, 200), line(0, 200, north_m=5), line(600, 800), line(610, 790)]))
def test_the_order_of_hills_does_not_matter_for_what_is_shared(lines):
    numbers = number_sites(lines)
    assert len(set(numbers)) == 2
    assert numbers[0] == 0


@pytest.mark.parametrize("lat", [0.0, 60.0, -45.0])
def test_distances_hold_at_every_latitude(lat):
    east = np.linspace(0, 200, 30) / (111_320 * np.cos(np.radians(lat)))
    near, far = 15 / 111_200, 60 / 111_200
    lines = [Line(np.full(30, lat + north), 8 + east) for north in (0, near, far)]
    assert number_sites(lines) == [0, 0, 1]
