from dataclasses import replace

import numpy as np
import pytest

from hillwork.model import ATTRIBUTION_CODE, Notice, Origin
from hillwork.units import UnitSystem
from tests.unit.render.drawn import draw_survey, draw_workout
from tests.unit.render.hostile import HOSTILE_TEXTS
from tests.unit.render.pages import Page, track_html, without_data, without_plain


def hostile_page(text: str) -> str:
    survey = draw_survey(name=text, notices=(Notice("elevation-drift", text),))
    track = replace(survey.track, origin=Origin(file=text, creator=text))
    hills = tuple(replace(hill, id=f"{text}{i}", site=text) for i, hill in enumerate(survey.hills))
    survey = replace(survey, track=track, hills=hills)
    workout = replace(draw_workout(survey, cue=text), title=text, why=(text,), sources=(text,))
    return track_html(survey, workout)


@pytest.mark.parametrize("text", HOSTILE_TEXTS)
def test_a_hostile_text_changes_nothing_but_the_data(text):
    assert without_data(hostile_page(text)) == without_data(track_html(draw_survey()))


@pytest.mark.parametrize("text", HOSTILE_TEXTS)
def test_a_hostile_text_comes_back_from_the_data_as_it_was(text):
    data = Page(hostile_page(text)).data
    assert data["track"]["name"] == text
    assert data["track"]["creator"] == text
    assert data["notices"][0]["message"] == text
    assert data["hills"][0]["id"] == f"{text}0"
    assert data["workout"]["title"] == text
    assert data["workout"]["blocks"][0]["steps"][0]["cue"] == text


@pytest.mark.parametrize("text", HOSTILE_TEXTS)
def test_a_hostile_text_adds_no_element(text):
    plain = Page(without_plain(track_html(draw_survey())))
    assert Page(without_plain(hostile_page(text))).elements == plain.elements


def test_equal_values_give_equal_pages():
    survey = draw_survey()
    assert track_html(survey, draw_workout(survey)) == track_html(survey, draw_workout(survey))


def test_a_page_points_to_nothing_outside_itself():
    survey = draw_survey()
    addresses = Page(track_html(survey, draw_workout(survey))).addresses()
    assert {address.split(":")[0] for address in addresses} == {"data", "#panel"}


def test_the_units_asked_for_reach_the_page():
    assert Page(track_html(draw_survey(), units=UnitSystem.IMPERIAL)).data["units"] == "imperial"


def test_whom_to_name_is_no_warning():
    survey = draw_survey(notices=(Notice("gaps", "a gap"), Notice(ATTRIBUTION_CODE, "courtesy of the surveyors")))
    data = Page(track_html(survey, draw_workout(survey))).data
    assert data["attribution"] == "courtesy of the surveyors"
    assert [notice["code"] for notice in data["notices"]] == ["gaps"]


def test_a_reader_without_scripts_is_told_why_the_page_is_empty():
    assert "<noscript>" in track_html(draw_survey())


def test_a_plan_of_10_km_is_smaller_than_400_kb():
    survey = draw_survey()
    assert len(track_html(survey, draw_workout(survey)).encode()) < 400_000


def test_a_track_of_300_km_is_smaller_than_1500_kb():
    rng = np.random.default_rng(1)
    pieces = tuple((200.0, float(rng.normal(0, 60)), float(rng.normal(0, 0.06))) for _ in range(1500))
    page = track_html(draw_survey(pieces=pieces, with_hills=False))
    assert len(page.encode()) < 1_500_000


def test_a_track_of_one_place_still_gives_a_page():
    survey = draw_survey(pieces=((5, 0, 0),), with_hills=False)
    assert Page(track_html(survey)).data["chart"]["elevation_m"] == [300, 300]
