import math
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from hillwork.model import Notice, Origin, Survey, Workout
from hillwork.render import track_page
from tests.unit.render.drawn import draw_survey, draw_workout, make_profile


def data_of(survey: Survey, workout: Workout | None = None) -> Any:
    return track_page(survey, workout)


def test_figures_of_a_hill_arrive_as_numbers_in_si():
    hill = data_of(draw_survey())["hills"][0]
    assert hill["length_m"] == 180
    assert hill["gain_m"] == pytest.approx(180 * 0.08, abs=0.01)
    assert hill["grade"] == pytest.approx(0.08, abs=1e-4)


def test_unknown_elevations_become_null():
    survey = draw_survey(with_hills=False)
    profile = survey.profile
    elevation_m = profile.elevation_m.copy()
    elevation_m[100:200] = np.nan
    holed = make_profile(profile.distance_m, profile.lat_deg, profile.lon_deg, elevation_m)
    chart = data_of(replace(survey, profile=holed))["chart"]
    assert chart["elevation_m"].count(None) > 0
    assert not any(isinstance(value, float) and math.isnan(value) for value in chart["elevation_m"])


def test_the_folders_of_a_file_are_not_told():
    survey = draw_survey()
    track = replace(survey.track, origin=Origin(file="/home/somebody/private/run.gpx"))
    assert data_of(replace(survey, track=track))["track"]["file"] == "run.gpx"


def test_a_notice_is_told_once():
    notice = Notice("elevation-drift", "the elevation drifts")
    data = data_of(draw_survey(notices=(notice, notice)))
    assert [told["message"] for told in data["notices"]] == ["the elevation drifts"]


def test_repeats_stay_repeats():
    survey = draw_survey()
    blocks = data_of(survey, draw_workout(survey))["workout"]["blocks"]
    assert [block["times"] for block in blocks] == [1, 6, 1]


def test_the_way_down_runs_against_the_way_up():
    survey = draw_survey()
    up, down = data_of(survey, draw_workout(survey))["workout"]["blocks"][1]["steps"]
    first, last = (np.array(step["line"]).reshape(-1, 2) for step in (up, down))
    assert first[0].tolist() == last.sum(axis=0).tolist()


def test_parts_of_the_track_say_where_a_leg_begins():
    parts = data_of(draw_survey())["parts"]
    assert parts["leg_starts"] == [0]
    assert len(parts["grade_class"]) == len(parts["lines"]["sizes"]) > 5
