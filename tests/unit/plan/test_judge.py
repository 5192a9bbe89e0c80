from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hillwork.hills import survey_track
from hillwork.model import RouteJudgement, Runner, Survey
from hillwork.plan import judge_route, prescribe
from hillwork.plan.judge import longest_row, rolling_index
from hillwork.plan.pace import kay
from hillwork.plan.rolling import MIN_HILLS
from hillwork.profile import profile_of
from tests.draw import draw_track

RUNNER = Runner(five_k_s=1500, told="5 km in 25:00")
ROLLING = prescribe("rolling", RUNNER)
MILE_M = 1609.344
Legs = list[tuple[float, float]]


def survey_over(legs: Legs) -> Survey:
    """Return the survey of ground made of lengths and gradients."""
    lengths_m, grades = np.array(legs).T
    track = draw_track("_", mark_m=float(lengths_m.sum()), speed_mps=None)
    borders_m = np.append(0.0, np.cumsum(lengths_m))
    heights_m = np.append(0.0, np.cumsum(lengths_m * grades))
    along_m = np.linspace(0, borders_m[-1], len(track.lat_deg))
    track = replace(track, elevation_m=100 + np.interp(along_m, borders_m, heights_m))
    return survey_track(track, profile_of(track))


def judged(legs: Legs) -> RouteJudgement:
    return judge_route(survey_over(legs), ROLLING)


def index_of(legs: Legs) -> float:
    return rolling_index(survey_over(legs).profile)


def sawtooth(n_hills: int, hill_m: float, grade: float, whole_m: float) -> Legs:
    """Return hills in a route of some length, spread evenly: up, down as far, level."""
    level_m = (whole_m - 2 * n_hills * hill_m) / (n_hills + 1)
    return [(level_m, 0.0), *[(hill_m, grade), (hill_m, -grade), (level_m, 0.0)] * n_hills]


def newton(hill_mi: float, grade: float, given_back: float = 0.5) -> Legs:
    """Return four hills in 4.8 miles, losing half of each before the next, at 3 %."""
    hill_m = hill_mi * MILE_M
    down_m = given_back * hill_m * grade / 0.03
    level_m = (4.8 * MILE_M - 4 * hill_m - 3 * down_m) / 4
    return [*[(level_m, 0.0), (hill_m, grade), (down_m, -0.03)] * 3, (level_m, 0.0), (hill_m, grade)]


@pytest.mark.parametrize("hill_mi", [0.42, 0.5, 0.6])
@pytest.mark.parametrize("grade", [0.023, 0.03, 0.045])
def test_the_newton_hills_as_they_are_described_roll_in_full(hill_mi, grade):
    assert index_of(newton(hill_mi, grade)) == pytest.approx(1, abs=0.02)


def test_a_flat_route_does_not_roll():
    judgement = judged([(8000, 0.0)])
    assert judgement.rolling_index == 0
    assert judgement.hills == judgement.row == judgement.up_times == ()
    assert judgement.first_hill_s is None
    assert judgement.hard_s == 0
    assert any("nothing climbs" in sentence for sentence in judgement.missing)


@pytest.mark.parametrize("grade", [0.03, 0.05, 0.08])
def test_one_long_climb_does_not_roll(grade):
    assert index_of([(1000, 0.0), (6000, grade), (1000, 0.0)]) < 0.1
    assert index_of([(1000, 0.0), (3500, grade), (3500, -grade), (1000, 0.0)]) < 0.1


def test_a_staircase_that_never_comes_down_does_not_roll():
    assert index_of([(900, 0.0), *[(700, 0.03), (900, 0.0)] * 4]) < 0.1


def test_hills_too_steep_or_too_short_roll_less_than_those_of_newton():
    assert index_of(sawtooth(4, 700, 0.08, 7725)) == pytest.approx(0.4, abs=0.05)
    assert index_of(sawtooth(4, 250, 0.04, 7725)) < 0.5


@pytest.mark.parametrize("seed", range(8))
def test_flat_ground_hardly_rolls_however_its_heights_wander(seed):
    track = draw_track("_", mark_m=8000, drift_sd_m=3.5, noise_sd_m=0.5, seed=seed)
    judgement = judge_route(survey_track(track, profile_of(track)), ROLLING)
    assert judgement.rolling_index < 0.15
    is_told = any("may be errors of the elevation" in sentence for sentence in judgement.missing)
    assert is_told or not judgement.hills


def test_a_route_without_length_does_not_roll():
    nowhere = replace(survey_over([(500, 0.0)]).profile, point_m=np.zeros(1))
    assert rolling_index(nowhere) == 0


@given(st.integers(0, 5), st.floats(0.025, 0.045), st.floats(400, 700))
def test_more_hills_in_the_same_route_never_roll_less(n_hills, grade, hill_m):
    fewer, more = (index_of(sawtooth(n, hill_m, grade, 9000)) for n in (n_hills, n_hills + 1))
    assert fewer <= more + 0.02


@given(st.floats(0.022, 0.10), st.floats(350, 900))
def test_a_little_more_of_anything_changes_the_index_a_little(grade, hill_m):
    one, other = (index_of(sawtooth(4, hill_m + more_m, grade + more_m / 1e4, 7725)) for more_m in (0, 5))
    assert one == pytest.approx(other, abs=0.06)


@given(st.lists(st.tuples(st.floats(50, 2000), st.floats(-0.15, 0.15)), min_size=1, max_size=15))
def test_shares_and_times_keep_their_bounds(legs):
    judgement = judged(legs)
    assert 0 <= judgement.rolling_index <= 1
    assert 0 <= judgement.uphill_share <= 1
    assert judgement.hard_s >= 0
    assert set(judgement.row) <= set(judgement.hills)
    assert len(judgement.up_times) == len(judgement.hills)
    assert all(time.low_s <= time.mid_s <= time.high_s for time in judgement.up_times)


def test_hills_are_listed_with_their_starts_and_the_time_up():
    judgement = judged(sawtooth(3, 600, 0.04, 9000))
    assert [hill.start_m for hill in judgement.hills] == pytest.approx([1350, 3900, 6450], abs=20)
    for hill, time in zip(judgement.hills, judgement.up_times, strict=True):
        assert hill.length_m == pytest.approx(600, abs=30)
        assert hill.grade == pytest.approx(0.04, abs=0.002)
        assert time.mid_s == pytest.approx(600 * kay(0.04) * 0.3 / 0.84, rel=0.05)
    assert judgement.uphill_share == pytest.approx(0.2, abs=0.01)
    assert judgement.hard_s == pytest.approx(3 * judgement.up_times[0].mid_s, rel=0.15)
    assert judgement.ascent_m_per_km == pytest.approx(8, abs=0.3)
    assert judgement.first_hill_s == pytest.approx(1350 / 2.4, abs=10)


def test_hills_on_level_ground_in_between_are_in_no_row():
    survey = survey_over([(900, 0.0), *[(700, 0.03), (900, 0.0)] * 4])
    judgement = judge_route(survey, ROLLING)
    assert len(judgement.hills) == 4
    assert len(judgement.row) == 1
    assert len(judgement.row) < MIN_HILLS
    assert any("1 hill of 200 m to 1.60 km in a row" in sentence for sentence in judgement.missing)


def test_a_long_climb_ends_a_row_and_the_longer_row_is_told():
    tooth = [(500, 0.04), (500, -0.04)]
    legs = [(2500, 0.0), *tooth * 2, (3000, 0.04), (3000, -0.04), *tooth * 3, (2500, 0.0)]
    judgement = judged(legs)
    assert len(judgement.hills) == 6
    assert judgement.row == judgement.hills[3:]
    assert len(judgement.row) >= MIN_HILLS


def test_hills_more_than_two_miles_apart_are_in_no_row():
    survey = survey_over([(500, 0.04), (500, -0.04), (3000, 0.0), (500, 0.04), (500, -0.04), (2000, 0.0), (500, 0.04)])
    hills = judge_route(survey, ROLLING).hills
    assert longest_row(survey.profile, hills) == hills[1:]


def test_a_route_that_rolls_lacks_nothing():
    judgement = judged([(2300, 0.0), *newton(0.5, 0.03), (1600, 0.0)])
    assert judgement.missing == ()
    assert len(judgement.row) >= MIN_HILLS


def test_hills_that_come_before_the_warm_up_is_over_are_told():
    judgement = judged([(450, 0.0), *[(600, 0.04), (600, -0.04)] * 3, (90, 0.0)])
    assert any("hills come 3 minutes in: a warm-up takes 15 minutes" in sentence for sentence in judgement.missing)
    assert any("ends 4 minutes before the end: a cool-down takes 10" in sentence for sentence in judgement.missing)


def test_a_hill_at_the_door_comes_in_less_than_a_minute():
    judgement = judged([(600, 0.04), (600, -0.04)])
    assert any("hills come less than a minute in" in sentence for sentence in judgement.missing)


def test_unknown_heights_are_told():
    survey = survey_over(sawtooth(3, 600, 0.04, 9000))
    heights_m = survey.track.elevation_m.copy()
    heights_m[: len(heights_m) // 10] = np.nan
    track = replace(survey.track, elevation_m=heights_m)
    judgement = judge_route(survey_track(track, profile_of(track)), ROLLING)
    assert any("10 % of it is unknown" in sentence for sentence in judgement.missing)


def test_the_comparison_names_the_figures_of_both():
    text = "\n".join(judged(newton(0.5, 0.03)).comparison)
    assert "4 hills on 7.72 km: the Newton hills are 4 on 7.72 km" in text
    assert "% of it is uphill: about a third" in text
    assert "644 m to 966 m" in text
    assert "on average within the 2.0 % to 5.0 % of Newton" in text


@pytest.mark.parametrize(("grade", "words"), [(0.08, "more than"), (0.0205, "to 5.0 %")])
def test_hills_beside_those_of_newton_are_placed(grade, words):
    assert words in judged(sawtooth(2, 500, grade, 6000)).comparison[-1]


def test_a_flat_route_is_compared_in_one_sentence():
    assert judged([(8000, 0.0)]).comparison == ("0 hills on 8.00 km: the Newton hills are 4 on 7.72 km",)


def test_a_few_hills_on_a_long_way_are_little():
    judgement = judged(sawtooth(3, 400, 0.04, 15_000))
    assert any("only 8 % of it is uphill" in sentence for sentence in judgement.missing)


def test_the_session_sets_the_time_and_not_the_hills():
    survey = survey_over(sawtooth(3, 600, 0.04, 9000))
    steady, hard = (judge_route(survey, prescribe(session, RUNNER)) for session in ("rolling", "long"))
    assert steady.hills == hard.hills
    assert hard.up_times[0].mid_s < steady.up_times[0].mid_s
