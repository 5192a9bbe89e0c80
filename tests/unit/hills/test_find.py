"""What is drawn is what is found."""

import gzip
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest

from hillwork.hills import find_rises, survey_track
from hillwork.model import Confidence, HillKind, Survey, Track
from hillwork.profile import profile_of
from hillwork.reading import read_gpx
from tests.draw import draw_track, out_and_back, repeats
from tests.others import shared_file


def find(track: Track) -> Survey:
    return survey_track(track, profile_of(track))


def spans(survey: Survey) -> list[tuple[float, float]]:
    return [(hill.start_m, hill.end_m) for hill in survey.hills]


def drawn(text: str, **options) -> Survey:
    return find(draw_track(text, rounding_m=options.pop("rounding_m", 20), **options))


def test_a_drawn_hill_is_found_where_it_was_drawn():
    [hill] = drawn("__________///__________").hills
    assert hill.start_m == pytest.approx(500, abs=12)
    assert hill.end_m == pytest.approx(650, abs=12)
    assert abs(hill.gain_m - 12) < 2 * hill.gain_sd_m
    assert hill.grade == pytest.approx(0.08, abs=0.008)
    assert (hill.kind, hill.confidence) == (HillKind.REPEAT, Confidence.SURE)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("______///______", HillKind.REPEAT),
        ("______" + "/" * 12 + "______", HillKind.LONG),
        ("______" + "-" * 44 + "______", HillKind.CLIMB),
    ],
)
def test_the_kind_is_a_name_for_the_length(text, kind):
    assert [hill.kind for hill in drawn(text).hills] == [kind]


@pytest.mark.parametrize("ground", ["_" * 40, "~" * 40, "\\" * 40, "__-__-__-__-__", "_" * 10 + "~~~" + "_" * 10])
def test_level_ground_false_flats_and_descents_are_no_hills(ground):
    assert drawn(ground).hills == ()


def test_a_false_flat_before_a_hill_does_not_belong_to_it():
    [hill] = drawn("______~~~~~~////______").hills
    assert hill.start_m == pytest.approx(600, abs=15)


def test_a_flat_half_as_long_as_the_hills_beside_it_makes_two():
    assert len(drawn("______////____////______").hills) == 2


def test_a_short_flat_and_a_dip_leave_a_climb_one():
    [hill] = drawn("______" + "-" * 30 + "___" + "-" * 20 + "\\" + "-" * 20 + "______").hills
    assert hill.kind is HillKind.CLIMB
    assert hill.length_m == pytest.approx(74 * 50, abs=60)


def test_a_real_descent_between_makes_two_climbs():
    assert len(drawn("______" + "-" * 40 + "\\" * 10 + "-" * 40 + "______").hills) == 2


def test_a_steep_hill_inside_a_false_flat_is_that_hill():
    [hill] = drawn("______~~~~~~~~////~~~~~~~~______").hills
    assert hill.length_m == pytest.approx(200, abs=25)


def test_hills_do_not_overlap_and_come_in_order():
    found = spans(drawn("___//__^^^__\\\\\\__" * 12, noise_sd_m=0.5))
    assert all(end <= start for (_, end), (start, _) in pairwise(found))


def test_indices_name_the_points_at_foot_and_top():
    track = draw_track("__________///__________", rounding_m=20, spacing_m=7)
    [hill] = find(track).hills
    profile = profile_of(track)
    assert profile.point_m[hill.start_index] == pytest.approx(hill.start_m, abs=3.6)
    assert profile.point_m[hill.end_index] == pytest.approx(hill.end_m, abs=3.6)


def test_six_passes_are_six_hills_on_one_site():
    survey = find(repeats("__________////__________", 500, 700, 6, rounding_m=20, noise_sd_m=0.3))
    assert len(survey.hills) == 6
    assert {hill.site for hill in survey.hills} == {"s1"}


def test_there_and_back_over_two_slopes_are_two_sites():
    survey = find(out_and_back("______////______\\\\\\\\______", rounding_m=20))
    assert [hill.site for hill in survey.hills] == ["s1", "s2"]


def test_a_climb_is_never_joined_across_a_gap():
    track = draw_track("______" + "/" * 20 + "______", rounding_m=20)
    middle = int(np.searchsorted(track.time_s * 3.0, 800))
    cut = replace(
        track, breaks=np.array([0, middle]), lon_deg=track.lon_deg + np.where(np.arange(len(track)) >= middle, 0.01, 0)
    )
    assert len(find(cut).hills) == 2


@pytest.mark.parametrize("drift_sd_m", [3.5, 5.0])
def test_what_noise_could_have_made_is_unsure_not_sure(drift_sd_m):
    flat = [find(draw_track("_" * 200, drift_sd_m=drift_sd_m, seed=seed)) for seed in range(6)]
    assert not any(hill.confidence is Confidence.SURE for survey in flat for hill in survey.hills)


def test_unsure_stretches_are_kept_apart():
    survey = drawn("______--/--______" * 4, drift_sd_m=4.0, seed=3)
    assert all(hill.confidence is Confidence.UNSURE for hill in survey.unsure)
    assert not any(hill.confidence is Confidence.UNSURE for hill in survey.hills)


def test_ground_steeper_than_any_street_is_not_believed():
    track = draw_track("______^^______")
    steep = replace(track, elevation_m=100 + 3.5 * (track.elevation_m - 100))
    survey = find(steep)
    assert (len(survey.hills), len(survey.unsure)) == (0, 1)


def test_a_hill_that_is_one_jump_of_the_device_is_not_believed():
    track = draw_track("_" * 30, noise_sd_m=0.2)
    jumped = replace(track, elevation_m=track.elevation_m + np.where(np.arange(len(track)) >= 150, 30.0, 0))
    assert find(jumped).hills == ()


def test_rises_too_gentle_for_a_hill_make_a_run_roll():
    profile = profile_of(draw_track("______----------______", rounding_m=20))
    [rise] = find_rises(profile, min_length_m=200, min_grade=0.02)
    assert (rise.length_m, rise.grade) == (pytest.approx(500, abs=25), pytest.approx(0.03, abs=0.003))


def test_a_gzipped_file_gives_what_the_plain_one_gives(tmp_path):
    path = shared_file("data/tracks/saf_riderx3_janche.gpx")
    (tmp_path / "ride.gpx.gz").write_bytes(gzip.compress(path.read_bytes()))
    assert spans(find(read_gpx(tmp_path / "ride.gpx.gz"))) == spans(find(read_gpx(path)))
