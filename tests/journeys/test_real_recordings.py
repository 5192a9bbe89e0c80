"""Recordings of other people whose hills are known from elsewhere; skipped where they are not at hand."""

import csv
from datetime import datetime, timedelta

import pytest

from hillwork import find_hills, find_hills_together
from tests.others import shared_file

SESSIONS = ("2013-09-23", "2014-05-30")


def session(day):
    return shared_file(f"data/hill-repeats-ubc/ubc_hill_repeats_{day}.derived.gpx")


def truth(day):
    with shared_file("data/hill-repeats-ubc/repeats_truth.csv").open() as file:
        return [row for row in csv.DictReader(file) if row["session"] == day]


def repeated(survey):
    (site,) = [site for site in survey.sites if sum(one.is_up for one in site.passes) > 2]
    return site


def overlap_in_time(one, row):
    began, ended = one.started_at, one.started_at + timedelta(seconds=one.duration_s)
    left, reached = (datetime.fromisoformat(row[key]) for key in ("leave_bottom_gate_utc", "reach_top_gate_utc"))
    return (min(ended, reached) - max(began, left)) / (max(ended, reached) - min(began, left))


@pytest.mark.parametrize("day", SESSIONS)
def test_each_pass_of_a_repeat_session_is_one_hill_from_gate_to_gate(day):
    ups = [one for one in repeated(find_hills(session(day))).passes if one.is_up]
    assert len(ups) == 4
    assert all(overlap_in_time(one, row) >= 0.8 for one, row in zip(ups, truth(day), strict=True))


@pytest.mark.parametrize("day", SESSIONS)
def test_the_site_of_a_repeat_session_has_the_gain_between_the_gates(day):
    rises_m = [float(row["rise_m"]) for row in truth(day)]
    assert repeated(find_hills(session(day))).gain_m == pytest.approx(sum(rises_m) / 4, abs=2)


def test_sessions_on_one_hill_read_together_share_its_site():
    surveys = find_hills_together([session(day) for day in SESSIONS])
    sites = [repeated(survey) for survey in surveys]
    rises_m = [float(row["rise_m"]) for day in SESSIONS for row in truth(day)]
    assert sites[0].id == sites[1].id
    assert sites[0].gain_m == pytest.approx(sites[1].gain_m, abs=0.5)
    assert sites[0].gain_m == pytest.approx(sum(rises_m) / len(rises_m), abs=2)


def test_a_climb_of_two_and_a_half_kilometres_is_one():
    (hill,) = find_hills(shared_file("data/tracks/saf_riderx3_janche.gpx"))
    assert hill.length_m == pytest.approx(2500, rel=0.05)
    assert hill.grade == pytest.approx(0.13, abs=0.005)


def test_times_that_a_program_made_up_are_not_taken_for_a_recording():
    survey = find_hills(shared_file("data/tracks/dwmkerr_howgills-winder-crook_garmin.gpx"))
    assert "times-computed" in [notice.code for notice in survey.notices]
    assert not survey.profile.is_recorded


def test_a_barometer_that_drifts_is_told():
    survey = find_hills(shared_file("data/tracks/stravapy_baro-drift.gpx"))
    assert "elevation-drift" in [notice.code for notice in survey.notices]
