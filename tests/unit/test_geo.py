"""Distances against geopy's geodesics (Karney 2013)."""

import numpy as np
import pytest
from geopy.distance import geodesic
from hypothesis import given
from hypothesis import strategies as st

from hillwork.geo import local_metres, step_lengths_m


@given(st.floats(-80, 80), st.floats(-180, 180), st.floats(-0.006, 0.006), st.floats(-0.006, 0.006))
def test_steps_below_a_kilometre_are_geodesics(lat, lon, north, east):
    there = (lat + north, (lon + east + 180) % 360 - 180)
    true_m = geodesic((lat, lon), there).m
    [step_m] = step_lengths_m(np.array([lat, there[0]]), np.array([lon, there[1]]))
    assert step_m == pytest.approx(true_m, rel=2e-7, abs=1e-3)


def test_the_date_line_is_no_gap():
    [step_m] = step_lengths_m(np.array([0.0, 0.0]), np.array([179.999, -179.999]))
    assert step_m == pytest.approx(geodesic((0, 179.999), (0, -179.999)).m, rel=1e-6)


def test_local_metres_are_true_to_scale_nearby():
    lat, lon = np.array([48.0, 48.02]), np.array([8.6, 8.63])
    x_m, y_m = local_metres(lat, lon)
    assert np.hypot(*np.diff([x_m, y_m]).ravel()) == pytest.approx(geodesic((48.0, 8.6), (48.02, 8.63)).m, rel=1e-4)
