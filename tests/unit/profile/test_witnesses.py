from dataclasses import dataclass, replace

import numpy as np
import pytest

from hillwork import find_hills
from hillwork.errors import NoElevationError
from hillwork.model import Cost, ElevationKind, Floats, Sampled, Surface, Worth
from hillwork.profile import profile_of
from tests.draw import draw_heights_m, draw_track

GROUND = "______////______\\\\\\\\______^^^______vvv______"


@dataclass
class FakeModel:
    """The drawn ground, seen by an elevation model of another datum; unknown beyond a longitude."""

    sd_m: float = 0.3
    level_m: float = 48.0
    east_deg: float = 180.0
    first_lon_deg: float = 7.0

    def estimate(self, lat_deg: Floats, lon_deg: Floats) -> Cost:  # noqa: ARG002 - the port's signature
        return Cost()

    def sample(self, lat_deg: Floats, lon_deg: Floats) -> Sampled:  # noqa: ARG002 - the drawn ground runs east
        at_m = (lon_deg - self.first_lon_deg) * 111_319.5 * np.cos(np.radians(45.0)) * 1.00083
        heights_m = draw_heights_m(GROUND, at_m, rounding_m=20) + self.level_m
        worth = Worth(
            resolution_m=10.0,
            step_m=0.0,
            surface=Surface.TERRAIN,
            sd_m=self.sd_m,
            correlation_m=60.0,
            datum="a drawn one",
            attribution="Elevation: drawn",
        )
        return Sampled(np.where(lon_deg < self.east_deg, heights_m, np.nan), "dem:drawn", worth)


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
    assert "dem:drawn" in next(notice.message for notice in survey.notices if notice.code == "model-heard")


def without_heights(track):
    return replace(track, elevation_m=np.full(len(track), np.nan))


def test_a_track_without_heights_takes_the_model_s():
    survey = find_hills(without_heights(shaken()), elevation=FakeModel())
    assert [round(hill.start_m, -2) for hill in survey.hills] == [300, 1300]
    assert (survey.profile.source, survey.profile.kind) == ("dem:drawn", ElevationKind.MODEL)
    assert "Elevation: drawn" in [notice.message for notice in survey.notices]


def test_coarse_points_take_the_model_s_heights_between_them():
    track = without_heights(draw_track(GROUND, rounding_m=20, spacing_m=100, speed_mps=None))
    [first, second] = find_hills(track, elevation=FakeModel()).hills
    assert first.gain_m == pytest.approx(16, abs=1.5)
    assert second.gain_m == pytest.approx(22.5, abs=2.5)


def test_a_model_alone_replaces_the_heights_of_the_file():
    wrong = replace(shaken(), elevation_m=np.full(len(shaken()), 500.0))
    profile = profile_of(wrong, FakeModel(), is_model_alone=True)
    assert profile.elevation_m.max() < 200
    assert profile.seen.max() == 1


def test_a_planned_route_keeps_its_own_heights_beside_a_model():
    planned = draw_track(GROUND, rounding_m=20, speed_mps=None)
    assert profile_of(planned, FakeModel()).elevation_m == pytest.approx(profile_of(planned).elevation_m)


def test_without_any_height_nothing_can_be_done():
    with pytest.raises(NoElevationError, match="no elevation stored"):
        profile_of(without_heights(shaken()))
    with pytest.raises(NoElevationError, match="knows no height"):
        profile_of(without_heights(shaken()), FakeModel(east_deg=0.0))


def test_what_a_model_says_of_its_own_error_is_the_least_that_is_believed():
    profile = profile_of(without_heights(shaken()), FakeModel(sd_m=2.0))
    assert profile.noise.rise_sd_m(150) > 2.0
