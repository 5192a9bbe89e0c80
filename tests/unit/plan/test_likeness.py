import re
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hillwork.errors import NoElevationError
from hillwork.model import Profile
from hillwork.plan import likeness
from hillwork.profile import profile_of
from tests.draw import draw_track

Legs = list[tuple[float, float]]

HILLY: Legs = [
    (2000, 0.0),
    (600, 0.05),
    (600, -0.05),
    (2500, 0.0),
    (900, 0.04),
    (400, 0.0),
    (900, -0.04),
    (500, 0.06),
    (1600, -0.02),
]
"""10 km with three hills, more of them in the second half."""

LEGS = st.lists(st.tuples(st.floats(100, 1500), st.floats(-0.12, 0.12)), min_size=1, max_size=12)


def course(legs: Legs) -> Profile:
    """Return the profile of ground made of lengths and gradients."""
    lengths_m, grades = np.array(legs).T
    track = draw_track("_", mark_m=float(lengths_m.sum()), speed_mps=None)
    borders_m = np.append(0.0, np.cumsum(lengths_m))
    heights_m = np.append(0.0, np.cumsum(lengths_m * grades))
    along_m = np.linspace(0, borders_m[-1], len(track.lat_deg))
    return profile_of(replace(track, elevation_m=100 + np.interp(along_m, borders_m, heights_m)))


def backwards(legs: Legs) -> Legs:
    return [(length_m, -grade) for length_m, grade in reversed(legs)]


def stretched(legs: Legs, factor: float) -> Legs:
    return [(factor * length_m, grade) for length_m, grade in legs]


def steepened(legs: Legs, factor: float) -> Legs:
    return [(length_m, factor * grade) for length_m, grade in legs]


def score(run: Legs, race: Legs) -> float:
    return likeness(course(run), course(race)).score


@given(LEGS)
def test_a_course_is_wholly_like_itself(legs):
    same = likeness(course(legs), course(legs))
    assert (same.score, same.climbing_score, same.hills_score, same.gradients_score) == pytest.approx((1, 1, 1, 1))


@given(LEGS, LEGS)
def test_likeness_is_mutual_and_keeps_its_bounds(legs, others):
    one, other = course(legs), course(others)
    there, back = likeness(one, other), likeness(other, one)
    assert there.score == pytest.approx(back.score, abs=0.05)
    for part in (there.score, there.climbing_score, there.hills_score, there.gradients_score):
        assert 0 <= part <= 1 + 1e-9


def test_a_flat_course_is_unlike_a_hilly_one():
    assert score([(10_000, 0.0)], HILLY) < 0.3
    assert score([(6_000, 0.0)], HILLY) < 0.3


def test_two_flat_courses_are_alike_whatever_their_bumps():
    assert score([(10_000, 0.0)], [(5000, 0.0002), (5000, -0.0002)]) > 0.8


def test_backwards_the_hills_come_elsewhere():
    reversed_ = likeness(course(backwards(HILLY)), course(HILLY))
    assert reversed_.score < 0.8
    assert reversed_.climbing_score < 0.9
    assert reversed_.hills_score < 0.9


def test_a_course_that_is_the_same_backwards_is_like_itself_backwards():
    palindrome = [(2000, 0.0), (800, 0.04), (800, -0.04), (2000, 0.0), (800, 0.04), (800, -0.04), (2000, 0.0)]
    assert score(backwards(palindrome), palindrome) > 0.95


@given(st.floats(0, 0.3), st.floats(0.02, 0.3))
def test_the_further_the_hills_are_moved_the_less_alike(near, further):
    def moved(share):
        return [(2000 + 10_000 * share, 0.0), (800, 0.05), (800, -0.05), (8000 - 10_000 * share, 0.0)]

    assert score(moved(near + further), moved(0)) <= score(moved(near), moved(0)) + 0.01


@given(st.floats(1, 1.8), st.floats(0.05, 0.8))
def test_the_steeper_the_run_the_less_alike(factor, more):
    assert score(steepened(HILLY, factor + more), HILLY) < score(steepened(HILLY, factor), HILLY) + 0.01


def test_a_missing_hill_is_missed_by_every_part():
    one_less = [*HILLY[:4], (900 + 400 + 900, 0.0), *HILLY[7:]]
    less = likeness(course(one_less), course(HILLY))
    # Of 30, 36 and 30 m on hills, 60 of 96 m are on the same hills in both, the base of a metre per kilometre twice beside.
    assert less.hills_score == pytest.approx((2 * 60 + 20) / (60 + 96 + 20), abs=0.05)
    assert less.climbing_score < 1
    assert less.gradients_score < 1


def test_hills_that_are_gentler_count_by_the_ratio_of_their_gradients():
    gentler = likeness(course(steepened(HILLY, 0.6)), course(HILLY))
    climbed_m = 1.6 * (30 + 36 + 30)
    assert gentler.hills_score == pytest.approx((0.6 * climbed_m + 20) / (climbed_m + 20), abs=0.03)
    # The gradients have moved by 0.4 of the mean gradient of the hillier course, and a per mille is added to that.
    mean = sum(length_m * abs(grade) for length_m, grade in HILLY) / 10_000
    assert gentler.gradients_score == pytest.approx(1 - 0.4 * mean / (mean + 0.001), abs=0.03)


def test_ascent_that_comes_a_tenth_later_costs_a_fifth():
    early, late = ([(5000 + late_m, 0.0), (1000, 0.08), (4000 - late_m, 0.0)] for late_m in (0, 1000))
    alike = likeness(course(early), course(late))
    # A ninth of the ascent is the even base of 10 m; nothing descends in either, so that half is alike.
    assert alike.climbing_score == pytest.approx((1 + 1 - 2 * 0.1 * 8 / 9) / 2, abs=0.02)


def test_a_longer_course_is_compared_by_shares():
    by_share = likeness(course(stretched(HILLY, 1.5)), course(HILLY))
    assert by_share.is_by_share
    assert by_share.score > 0.95


def test_a_course_of_nearly_the_same_length_is_compared_by_metres():
    by_metres = likeness(course([*HILLY, (300, 0.0)]), course(HILLY))
    assert not by_metres.is_by_share
    assert by_metres.score > 0.9


def test_where_the_courses_differ_most_is_told_in_metres_of_climbing():
    race = [(6000, 0.0), (1500, 0.08), (2500, 0.0)]
    run = [(6000 / 2, 0.0), (1500 / 2, 0.08), (2500 / 2, 0.0)]
    (sentence,) = [text for text in likeness(course(run), course(race)).sentences if "between" in text]
    climbs = re.fullmatch(r"the race climbs (\d+) m between 60 and 75 % of its way, this run (\d+) m", sentence)
    assert climbs is not None
    assert [int(metres) for metres in climbs.groups()] == pytest.approx([120, 60], abs=2)


def test_places_on_courses_of_one_length_are_told_in_kilometres():
    sentences = likeness(course([(10_000, 0.0)]), course([(6000, 0.0), (1500, 0.08), (2500, 0.0)])).sentences
    assert "the race climbs 120 m between 6.00 km and 7.50 km, this run 0 m" in sentences
    assert "the race has 1 hill, this run 0; at about the same places: 0" in sentences
    assert "the race climbs 12 m per km, this run 0 m" in sentences


def test_alike_courses_have_no_places_to_tell():
    assert not [text for text in likeness(course(HILLY), course(HILLY)).sentences if "between" in text]


def test_unknown_heights_climb_nothing():
    track = draw_track("-" * 100, speed_mps=None)
    heights_m = np.where(np.arange(len(track.lat_deg)) > len(track.lat_deg) // 2, np.nan, track.elevation_m)
    half = profile_of(replace(track, elevation_m=heights_m))
    assert likeness(half, half).score == pytest.approx(1)
    assert likeness(half, profile_of(track)).score < 0.8


def test_a_course_of_which_no_height_is_known_is_refused_with_a_way_out():
    known = course(HILLY)
    nothing = replace(known, elevation_m=np.full(len(known), np.nan), runs=np.full(len(known), -1))
    with pytest.raises(NoElevationError) as refusal:
        likeness(known, nothing)
    assert refusal.value.hint


def test_a_course_too_short_for_a_gradient_is_level():
    assert likeness(course([(80, 0.0)]), course([(80, 0.0)])).gradients_score == 1
