import csv
import io
import json
from dataclasses import replace

import pytest
from shapely.geometry import shape

from hillwork.export import workout_as_csv, workout_as_geojson
from hillwork.model import Block, Line
from tests.unit.export.sessions import ALL, HOSTILE_NAMES, classic, climb, hostile, survey, treadmill


def rows_of(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def features_of(workout, kind):
    found = json.loads(workout_as_geojson(survey(), workout))
    return [one for one in found["features"] if one["geometry"]["type"] == kind]


def test_the_table_has_a_row_a_step_as_run_with_repeats_numbered():
    rows = rows_of(workout_as_csv(classic()))
    assert list(rows[0]) == [
        "n", "block", "repeat", "kind", "distance_m", "duration_low_s", "duration_s", "duration_high_s", "grade",
        "ascent_m", "descent_m", "effort", "cue", "energy_kcal",
    ]  # fmt: skip
    assert [row["n"] for row in rows] == [str(number) for number in range(1, 21)]
    assert [row["repeat"] for row in rows if row["kind"] == "rep"] == ["1", "2", "3", "4", "5", "6"]


@pytest.mark.parametrize("build", ALL.values(), ids=ALL)
def test_the_table_adds_up_to_the_totals(build):
    workout, rows = build(), rows_of(workout_as_csv(build()))
    totals = workout.totals
    for column, total in (
        ("distance_m", totals.distance_m), ("duration_low_s", totals.duration.low_s),
        ("duration_s", totals.duration.mid_s), ("duration_high_s", totals.duration.high_s),
        ("ascent_m", totals.ascent_m), ("descent_m", totals.descent_m), ("energy_kcal", totals.energy_kcal),
    ):  # fmt: skip
        assert sum(float(row[column]) for row in rows) == pytest.approx(total, abs=0.01 * len(rows))


def test_an_unknown_gradient_is_an_empty_cell():
    first, rep, *_ = rows_of(workout_as_csv(classic()))
    assert first["grade"] == ""
    assert float(rep["grade"]) == pytest.approx(0.08)


@pytest.mark.parametrize("name", HOSTILE_NAMES)
def test_no_cell_starts_a_formula_or_a_row(name):
    rows = rows_of(workout_as_csv(hostile(name)).encode().decode())
    assert len(rows) == 20
    assert not any(row[key].startswith(("=", "+", "-", "@")) for row in rows for key in ("block", "effort", "cue"))


def test_a_line_a_step_with_what_it_asks_for():
    lines = features_of(classic(), "LineString")
    assert [line["properties"]["kind"] for line in lines] == ["warm-up", "rep", "recovery", "cool-down"]
    assert lines[1]["properties"] == {
        "kind": "rep",
        "block": "Hill repeats",
        "times": 6,
        "distance_m": 180.0,
        "duration_s": 75.4,
        "grade": 0.08,
        "effort": "hard, not all out; 8 of 10",
        "cue": "short quick strides, tall, arms driving",
        "attribution": "heights: a survey of 2024",
    }
    assert all(shape(line["geometry"]).is_valid for line in lines)


def test_longitude_comes_first():
    [lon, lat] = features_of(classic(), "LineString")[1]["geometry"]["coordinates"][0]
    assert (round(lat), round(lon)) == (46, 15)


def test_foot_and_top_are_points_once():
    foot, top = features_of(classic(), "Point")
    rep = features_of(classic(), "LineString")[1]
    assert (foot["properties"]["kind"], top["properties"]["kind"]) == ("foot", "top")
    assert foot["geometry"]["coordinates"] == rep["geometry"]["coordinates"][0]
    assert top["geometry"]["coordinates"] == rep["geometry"]["coordinates"][-1]


def test_the_same_hill_in_two_blocks_is_one_foot():
    workout = climb()
    first, the_climb, last = workout.blocks
    assert len(features_of(replace(workout, blocks=(first, the_climb, the_climb, last)), "Point")) == 2


def test_a_step_without_a_way_has_no_feature():
    assert json.loads(workout_as_geojson(None, treadmill())) == {"type": "FeatureCollection", "features": []}


def test_a_line_of_one_point_is_none():
    workout = climb()
    step = workout.blocks[1].steps[0]
    point = replace(step, line=Line(step.line.lat_deg[:1], step.line.lon_deg[:1]))
    assert features_of(replace(workout, blocks=(Block("Climb", (point,)),)), "LineString") == []


@pytest.mark.parametrize("name", HOSTILE_NAMES)
def test_any_name_is_text_in_json(name):
    text = workout_as_geojson(survey(), hostile(name))
    assert len(json.loads(text.encode())["features"]) == 6


def test_equal_workouts_give_equal_bytes():
    assert workout_as_geojson(survey(), classic()) == workout_as_geojson(survey(), classic())
    assert workout_as_csv(classic()) == workout_as_csv(classic())
