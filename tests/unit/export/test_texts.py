import csv
import functools
import io
import json
import re
import xml.etree.ElementTree as ET
from dataclasses import replace

import gpxpy
import pytest

from hillwork.export import (
    survey_as_html,
    survey_as_text,
    surveys_as_csv,
    surveys_as_geojson,
    surveys_as_json,
    workout_as_gpx,
    workout_as_html,
    workout_as_json,
    workout_as_markdown,
    workout_as_text,
)
from hillwork.hills import survey_track
from hillwork.model import Origin, Runner, StepKind, Survey, Workout
from hillwork.plan import build_workout, prescribe
from hillwork.profile import profile_of
from hillwork.units import UnitSystem
from tests.draw import repeats

NASTY = '=cmd|"<script>alert(1)</script> & `x` {{7*7}} é 日本 🏔'


@functools.cache
def survey(name: str = "Park", file: str = "runs/park.gpx") -> Survey:
    track = repeats("_" * 40 + "///______", 2000, 2150, 3, rounding_m=20, noise_sd_m=0.3)
    track = replace(track, name=name, origin=Origin(file=file))
    return survey_track(track, profile_of(track))


def workout(of: Survey) -> Workout:
    return build_workout(of, prescribe("classic", Runner(five_k_s=1500, told="5 km in 25:00")))


def test_find_json_has_the_keys_of_the_contract():
    found = json.loads(surveys_as_json([survey()]))
    assert found["schema"] == "hillwork.find/1"
    [track] = found["tracks"]
    assert list(track) == [
        "file", "name", "length_m", "ascent_m", "ascent_sd_m", "n_points", "elevation", "warnings", "hills",
        "sites",
    ]  # fmt: skip
    assert list(track["elevation"]) == ["source", "kind", "noise_sd_m", "filled_share"]
    assert list(track["hills"][0]) == [
        "id", "kind", "start_index", "end_index", "start_m", "length_m", "gain_m", "gain_sd_m", "grade", "grade_sd",
        "grade_max", "steadiness", "confidence", "site", "foot", "top", "best_stretch", "nested",
    ]  # fmt: skip
    assert list(track["hills"][0]["best_stretch"]) == ["start_m", "length_m", "grade", "grade_sd"]
    assert list(track["hills"][0]["foot"]) == ["lat_deg", "lon_deg"]


def test_find_json_lists_each_site_once_with_its_passes():
    [track] = json.loads(surveys_as_json([survey()]))["tracks"]
    assert list(track["sites"][0]) == [
        "id", "kind", "length_m", "gain_m", "gain_sd_m", "grade", "grade_sd", "confidence", "foot", "top", "passes",
    ]  # fmt: skip
    assert list(track["sites"][0]["passes"][0]) == [
        "direction", "hill", "start_index", "end_index", "start_m", "length_m", "started_at", "duration_s",
    ]  # fmt: skip
    assert {hill["site"] for hill in track["hills"]} == {site["id"] for site in track["sites"]}


def test_find_json_numbers_are_numbers_that_agree():
    hill = json.loads(surveys_as_json([survey()]))["tracks"][0]["hills"][0]
    assert hill["grade"] == pytest.approx(hill["gain_m"] / hill["length_m"], abs=1e-4)
    assert hill["grade_sd"] == pytest.approx(hill["gain_sd_m"] / hill["length_m"], abs=1e-4)


def test_plan_json_totals_are_the_sum_of_the_steps_repeats_written_out():
    plan = json.loads(workout_as_json(survey(), workout(survey())))
    metres = sum(block["times"] * step["distance_m"] for block in plan["blocks"] for step in block["steps"])
    assert plan["totals"]["distance_m"] == pytest.approx(metres, abs=0.1)
    assert plan["blocks"][1]["times"] == 5
    assert len(plan["blocks"][1]["steps"][0]["line"]["lat_deg"]) > 10


def test_the_table_shows_passes_and_errors_and_fits_the_width():
    text = survey_as_text(survey(), width=80)
    assert "s1 1/3" in text
    assert "±" in text
    assert max(map(len, text.splitlines())) <= 80


def test_a_table_in_a_pipe_has_no_escapes_and_one_on_a_screen_has_colour():
    assert "\x1b" not in survey_as_text(survey())
    assert "\x1b[" in survey_as_text(survey(), with_colour=True)


def test_imperial_tables_speak_of_feet_and_miles():
    text = survey_as_text(survey(), UnitSystem.IMPERIAL)
    assert " ft" in text
    assert " km" not in text


def test_the_sheet_reads_in_order():
    text = workout_as_text(workout(survey()))
    places = [text.index(word) for word in ("Warm-up", "uphill", "Cool-down", "In all", "Sources")]
    assert places == sorted(places)


def test_geojson_turns_longitude_first():
    [feature, *_] = json.loads(surveys_as_geojson([survey()]))["features"]
    lon, lat = feature["geometry"]["coordinates"][0]
    assert (round(lat), round(lon)) == (45, 7)


def test_a_spreadsheet_cannot_be_made_to_compute():
    [row, *_] = csv.DictReader(io.StringIO(surveys_as_csv([survey(NASTY)])))
    assert row["track"] == "'" + NASTY
    assert float(row["length_m"]) == pytest.approx(150, abs=15)


def test_gpx_has_the_way_as_it_is_run_and_named_places():
    gpx = gpxpy.parse(workout_as_gpx(survey(), workout(survey())))
    assert [point.name for point in gpx.waypoints] == ["Start", "Foot of h1", "Turn of h1"]
    walked = gpx.routes[0].length()
    planned = sum(step.distance_m for step in workout(survey()).steps() if step.line is not None)
    assert walked == pytest.approx(planned, rel=0.02)
    rises = [point.elevation for point in gpx.routes[0].points]
    assert max(rises) - min(rises) == pytest.approx(12, abs=1.5)
    assert len(gpx.tracks[0].segments[0].points) == len(survey().track)


def test_gpx_is_the_same_every_time():
    assert workout_as_gpx(survey(), workout(survey())) == workout_as_gpx(survey(), workout(survey()))


@pytest.mark.parametrize("name", [NASTY, "]]>", "a\x00b\x1bc", "&amp;"])
def test_names_survive_gpx_or_lose_what_xml_forbids(name):
    text = workout_as_gpx(survey(name), workout(survey(name)))
    ET.fromstring(text)
    expected = "".join(character for character in name if character >= " ")
    assert gpxpy.parse(text).tracks[0].name == expected


@pytest.mark.parametrize("render", [survey_as_html, lambda s: workout_as_html(workout(s))])
def test_html_tables_hold_no_markup_from_names(render):
    page = render(survey(NASTY))
    assert "<script" not in page
    assert page.count("<table>") == 1


def test_markdown_shows_names_as_they_are():
    text = workout_as_markdown(survey(NASTY), workout(survey(NASTY)))
    assert not re.search(r"(?<!\\)[<`]", text)
    assert "\\<script\\>" in text


def test_an_escape_in_a_file_name_does_not_reach_the_table():
    assert "\x1b" not in survey_as_text(survey("Park", "a\x1b[31m.gpx"))


def test_every_hard_step_is_on_a_hill():
    assert all(step.hill for step in workout(survey()).steps() if step.kind is StepKind.REP)
