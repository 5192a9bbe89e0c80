import itertools
import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hillwork.model import Profile, Runner, Split
from hillwork.plan import prescribe, splits_of
from hillwork.plan.pace import kay
from hillwork.plan.splits import time_between
from hillwork.profile import profile_of
from tests.draw import draw_track

RUNNER = Runner(five_k_s=1500, told="5 km in 25:00")
ROLLING = prescribe("rolling", RUNNER)
FLAT_S_PER_KM = 1500 / 5 / 0.84
"""The middle of 80-88 % of the 5 km speed."""


def profile_over(text: str, **options) -> Profile:
    return profile_of(draw_track(text, speed_mps=None, **options))


def on_ramp(grade: float, length_m: float = 3000) -> tuple[Split, ...]:
    track = draw_track("_", mark_m=length_m, speed_mps=None)
    heights_m = 100 + grade * np.linspace(0, length_m, len(track.lat_deg))
    return splits_of(profile_of(replace(track, elevation_m=heights_m)), ROLLING)


def test_a_route_is_cut_into_kilometres_and_a_short_rest():
    splits = splits_of(profile_over("_" * 50), ROLLING)
    assert [split.start_m for split in splits] == [0, 1000, 2000]
    assert [split.length_m for split in splits] == pytest.approx([1000, 1000, 500], abs=1)


def test_miles_are_cut_as_well():
    splits = splits_of(profile_over("_" * 100), ROLLING, 1609.344)
    assert [split.start_m for split in splits] == pytest.approx([0, 1609.344, 3218.688, 4828.032])


def test_a_rest_of_a_few_metres_goes_with_the_last_kilometre():
    splits = splits_of(profile_over("_", mark_m=2012), ROLLING)
    assert [split.length_m for split in splits] == pytest.approx([1000, 1012], abs=1)


def test_on_the_level_the_pace_is_that_of_the_effort():
    for split in on_ramp(0.0, 2500):
        assert split.pace_s_per_km == pytest.approx(FLAT_S_PER_KM)
        assert split.flat_pace_s_per_km == pytest.approx(FLAT_S_PER_KM)
        assert split.hill_cost_s == pytest.approx(0, abs=1e-6)


@pytest.mark.parametrize("grade", [-0.08, -0.03, 0.02, 0.05, 0.08])
def test_an_even_ramp_costs_what_the_formula_says(grade):
    split = on_ramp(grade)[1]
    assert split.pace_s_per_km / split.flat_pace_s_per_km == pytest.approx(float(kay(grade)), rel=2e-3)
    assert split.grade == pytest.approx(grade, abs=1e-3)
    assert split.ascent_m == pytest.approx(max(0, 1000 * grade), abs=1)
    assert split.descent_m == pytest.approx(max(0, -1000 * grade), abs=1)
    assert split.duration.low_s < split.duration.mid_s < split.duration.high_s


def test_up_and_down_in_one_kilometre_cost_although_it_is_level_on_the_whole():
    (split,) = splits_of(profile_over("//////////\\\\\\\\\\\\\\\\\\\\"), ROLLING)
    assert split.grade == pytest.approx(0, abs=1e-3)
    assert split.ascent_m == pytest.approx(40, abs=2)
    assert split.descent_m == pytest.approx(40, abs=2)
    assert split.hill_cost_s == pytest.approx(FLAT_S_PER_KM * (kay(0.08) + kay(-0.08) - 2) / 2, rel=0.05)


def with_hole(text: str, from_m: float, to_m: float) -> Profile:
    track = draw_track(text, speed_mps=None)
    along_m = np.linspace(0, 50 * len(text), len(track.lat_deg))
    heights_m = np.where((along_m > from_m) & (along_m < to_m), np.nan, track.elevation_m)
    return profile_of(replace(track, elevation_m=heights_m))


def test_where_the_elevation_is_unknown_only_the_known_part_counts():
    splits = splits_of(with_hole("-" * 60, 1200, 1700), ROLLING)
    assert [math.isnan(split.grade) for split in splits] == [False, True, False]
    assert splits[1].ascent_m == pytest.approx(15, abs=2)
    assert splits[1].pace_s_per_km == pytest.approx(splits[0].pace_s_per_km, rel=0.01)


def test_a_kilometre_of_which_nothing_is_known_is_run_on_and_climbs_nothing():
    split = splits_of(with_hole("-" * 60, 900, 2100), ROLLING)[1]
    assert (split.ascent_m, split.descent_m) == (0, 0)
    assert math.isnan(split.grade)
    assert split.duration.mid_s > 0


def test_a_route_without_length_has_no_splits():
    nowhere = replace(profile_over("_" * 20), point_m=np.zeros(1))
    assert splits_of(nowhere, ROLLING) == ()


def test_a_part_shorter_than_a_step_of_the_grid_is_taken_for_level():
    part = time_between(profile_over("^" * 20), ROLLING, 501, 502)
    assert part.mid_s == pytest.approx(FLAT_S_PER_KM / 1000)


def test_walkers_are_timed_by_their_own_model():
    (split,) = splits_of(profile_over("_" * 20), prescribe("walk", RUNNER))
    assert split.pace_s_per_km == pytest.approx(split.flat_pace_s_per_km)
    assert split.pace_s_per_km == pytest.approx(1000 / 1.40, rel=0.01)


def test_sprinters_keep_their_own_speed():
    (split,) = splits_of(profile_over("_" * 20), prescribe("sprint", RUNNER))
    assert split.pace_s_per_km == pytest.approx(split.flat_pace_s_per_km, rel=0.01)


@pytest.mark.parametrize("step_m", [0, -1000, 19.9, float("nan")])
def test_splits_shorter_than_a_piece_of_the_pace_models_are_our_own_mistake(step_m):
    with pytest.raises(ValueError, match="shorter than 20 m"):
        splits_of(profile_over("_" * 20), ROLLING, step_m)


@given(st.text("_/^-~\\v", min_size=6, max_size=60), st.floats(100, 2000))
def test_splits_cover_the_route_and_add_up(text, step_m):
    profile = profile_over(text, rounding_m=20)
    splits = splits_of(profile, ROLLING, step_m)
    assert splits[0].start_m == 0
    assert splits[-1].end_m == pytest.approx(profile.length_m)
    assert all(one.end_m == pytest.approx(next_.start_m) for one, next_ in itertools.pairwise(splits))
    rise_m = sum(split.ascent_m - split.descent_m for split in splits)
    # A fall of less than a metre is no descent, in each of the splits.
    assert rise_m == pytest.approx(profile.elevation_m[-1] - profile.elevation_m[0], abs=len(splits))
    (whole,) = splits_of(profile, ROLLING, profile.length_m + 1)
    assert sum(split.duration.mid_s for split in splits) == pytest.approx(whole.duration.mid_s, rel=0.03)
