import numpy as np
import pytest

from hillwork.model import Profile
from hillwork.render.chart import MAX_SAMPLES, chart_samples
from tests.unit.render.drawn import draw_survey, even_distances, make_hill, make_profile


def long_profile(n: int = 60_000) -> Profile:
    distance_m = even_distances(n)
    elevation_m = 200 + 80 * np.sin(distance_m / 3000) + 15 * np.sin(distance_m / 170)
    return make_profile(distance_m, 46 + distance_m / 2e6, np.full(n, 14.0), elevation_m)


def test_a_short_profile_is_drawn_as_it_is():
    profile = make_profile(*(np.linspace(0, 1, 50) for _ in range(4)))
    assert chart_samples(profile, ()).tolist() == list(range(50))


def test_a_long_profile_is_drawn_with_few_samples():
    assert len(chart_samples(long_profile(), ())) <= MAX_SAMPLES


def test_the_highest_and_the_lowest_place_stay():
    profile = long_profile()
    samples = chart_samples(profile, ())
    assert {int(profile.elevation_m.argmax()), int(profile.elevation_m.argmin())} <= set(samples.tolist())


def test_a_single_tall_sample_is_not_lost():
    profile = long_profile()
    elevation_m = profile.elevation_m.copy()
    elevation_m[31_337] += 40
    spiky = make_profile(profile.distance_m, profile.lat_deg, profile.lon_deg, elevation_m)
    assert 31_337 in chart_samples(spiky, ())


def test_feet_and_tops_of_hills_stay():
    profile = long_profile()
    hill = make_hill(profile, "h1", 100_005, 100_405, "s1")
    assert {20_001, 20_081} <= set(chart_samples(profile, (hill,)).tolist())


def test_the_ends_of_what_is_known_stay():
    profile = long_profile()
    elevation_m = profile.elevation_m.copy()
    elevation_m[1000:1203] = np.nan
    holed = make_profile(profile.distance_m, profile.lat_deg, profile.lon_deg, elevation_m)
    samples = set(chart_samples(holed, ()).tolist())
    assert {999, 1000, 1202, 1203} <= samples


def test_samples_ascend():
    survey = draw_survey()
    assert (np.diff(chart_samples(survey.profile, survey.hills)) > 0).all()


@pytest.mark.parametrize("n_hills", [0, 2000])
def test_many_hills_do_not_stop_the_drawing(n_hills):
    profile = long_profile()
    hills = [make_hill(profile, f"h{i}", 100.0 * i, 100.0 * i + 50, "s1") for i in range(n_hills)]
    assert len(chart_samples(profile, hills)) > n_hills
