import numpy as np
import pytest

from hillwork import find_hills
from hillwork.hills.nested import nested_in
from tests.draw import draw_heights_m, draw_track


def heights(text):
    return draw_heights_m(text, 5.0 * np.arange(10 * len(text) + 1), rounding_m=20)


def test_an_even_ramp_holds_no_steeper_hill():
    assert nested_in(heights("/" * 20), 0.3, 5.0) == []


def test_a_ramp_in_a_gentle_climb_is_found_where_it_is():
    (span,) = nested_in(heights("-" * 20 + "^^^" + "-" * 20), 0.3, 5.0)
    assert span.foot * 5 == pytest.approx(1000, abs=15)
    assert span.top * 5 == pytest.approx(1150, abs=15)


def test_a_climb_lists_its_ramps_beside_its_best_stretch():
    survey = find_hills(draw_track("__" + "-" * 16 + "//" + "-" * 16 + "^^" + "-" * 6 + "____", rounding_m=20))
    (climb,) = survey.hills
    assert climb.kind == "climb"
    assert [round(inner.length_m, -1) for inner in climb.nested] == pytest.approx([100, 100], abs=20)
    assert all(inner.grade > climb.grade for inner in climb.nested)


@pytest.mark.parametrize("wanted", ["150m", "400m", "0.5mi"])
def test_the_best_stretch_has_the_length_that_was_asked_for(wanted):
    survey = find_hills(draw_track("__" + "/" * 40 + "__"), stretch=wanted)
    length_m = {"150m": 150, "400m": 400, "0.5mi": 805}[wanted]
    assert survey.hills[0].best_stretch.length_m == pytest.approx(length_m, abs=5)
