from dataclasses import dataclass

import numpy as np
import pytest

from hillwork import find_hills
from hillwork.model import Floats
from hillwork.profile import profile_of
from tests.draw import draw_heights_m, draw_track

GROUND = "______////______\\\\\\\\______^^^______vvv______"


@dataclass
class FakeModel:
    """The drawn ground, seen by an elevation model of another datum; unknown beyond a longitude."""

    name: str = "a drawn model"
    sd_m: float = 0.3
    correlation_m: float = 60.0
    level_m: float = 48.0
    east_deg: float = 180.0
    first_lon_deg: float = 7.0

    def sample(self, lat_deg: Floats, lon_deg: Floats) -> Floats:  # noqa: ARG002 - the drawn ground runs east
        at_m = (lon_deg - self.first_lon_deg) * 111_319.5 * np.cos(np.radians(45.0)) * 1.00083
        return np.where(lon_deg < self.east_deg, draw_heights_m(GROUND, at_m, rounding_m=20) + self.level_m, np.nan)


def shaken(**options):
    return draw_track(GROUND, rounding_m=20, drift_sd_m=3.5, drift_length_m=200.0, seed=3, **options)


def error_m(profile):
    wrong_m = profile.measured_m - draw_heights_m(GROUND, profile.distance_m, rounding_m=20)
    return np.std(wrong_m[30:] - wrong_m[:-30])


def test_a_good_model_corrects_satellite_heights_whatever_its_datum():
    alone, aided = profile_of(shaken()), profile_of(shaken(), FakeModel())
    assert error_m(aided) < 0.3 * error_m(alone)
    assert np.mean(aided.elevation_m) == pytest.approx(np.mean(alone.elevation_m), abs=2)


def test_error_bars_shrink_with_what_the_model_is_worth():
    errors = [profile_of(shaken(), FakeModel(sd_m=sd_m)).noise.rise_sd_m(150) for sd_m in (0.3, 2.0, 20.0)]
    assert errors == sorted(errors)
    assert errors[0] < 0.3 * errors[2]


def test_a_model_that_does_not_know_the_place_changes_nothing():
    alone, silent = profile_of(shaken()), profile_of(shaken(), FakeModel(east_deg=0.0))
    assert silent.elevation_m == pytest.approx(alone.elevation_m)
    assert "model-not-heard" in [notice.code for notice in silent.notices]


def test_a_model_is_heard_by_find_hills_and_told():
    survey = find_hills(shaken(), elevation=FakeModel())
    assert [round(hill.start_m, -2) for hill in survey.hills] == [300, 1300]
    assert "a drawn model" in next(notice.message for notice in survey.notices if notice.code == "model-heard")
