import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hillwork.model import Floats, Profile
from hillwork.render.gradient import UNKNOWN_CLASS, grade_classes, grades_along, parts_by_class
from tests.unit.render.drawn import even_distances, make_profile


def ramp(grade: float, n: int = 101) -> Profile:
    distance_m = even_distances(n)
    return make_profile(distance_m, 46 + distance_m / 111_000, np.full(n, 14.0), grade * distance_m)


def grades_of(profile: Profile) -> Floats:
    return grades_along(profile.distance_m, profile.elevation_m, profile.slices(), profile.step_m)


@pytest.mark.parametrize("grade", [-0.12, 0.0, 0.08])
def test_a_ramp_has_its_own_gradient_from_end_to_end(grade):
    assert grades_of(ramp(grade)) == pytest.approx(grade)


def test_a_kink_is_seen_within_25_metres_of_it():
    profile = ramp(0.0)
    bent = make_profile(
        profile.distance_m, profile.lat_deg, profile.lon_deg, np.maximum(profile.distance_m - 250, 0) * 0.1
    )
    grades = grades_of(bent)
    assert grades[profile.distance_m <= 225] == pytest.approx(0)
    assert grades[profile.distance_m >= 275] == pytest.approx(0.1)


def test_no_gradient_is_made_up_where_the_elevation_is_unknown():
    profile = ramp(0.05)
    elevation_m = np.where((profile.distance_m > 200) & (profile.distance_m < 300), np.nan, profile.elevation_m)
    holed = make_profile(profile.distance_m, profile.lat_deg, profile.lon_deg, elevation_m)
    grades = grades_of(holed)
    assert np.isnan(grades).tolist() == np.isnan(elevation_m).tolist()
    assert grades[~np.isnan(grades)] == pytest.approx(0.05)


def test_a_border_belongs_to_the_steeper_class():
    assert grade_classes(np.array([0.0399, 0.04, 0.15])).tolist() == [2, 3, 7]


@given(st.lists(st.integers(0, UNKNOWN_CLASS), min_size=2, max_size=60), st.data())
def test_parts_meet_and_cover_every_leg(classes, data):
    legs = sorted({0, *data.draw(st.lists(st.integers(0, len(classes) - 1), max_size=3))})
    parts = parts_by_class(np.array(classes), np.array(legs))
    steps = {(i, i + 1) for part in parts for i in range(part.samples.start, part.samples.stop - 1)}
    assert steps == {(i, i + 1) for i in range(len(classes) - 1) if i + 1 not in legs}


@given(st.lists(st.integers(0, UNKNOWN_CLASS), min_size=2, max_size=60))
def test_a_part_has_the_class_of_each_sample_it_leaves(classes):
    for part in parts_by_class(np.array(classes), np.array([0])):
        assert set(classes[part.samples.start : part.samples.stop - 1]) == {part.grade_class}
