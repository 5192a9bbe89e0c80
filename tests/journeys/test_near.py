"""Hills around a place, from the words to the files."""

import csv
import io
import json
import math
from pathlib import Path

import gpxpy
import numpy as np
import pytest
from geopy.distance import geodesic

from hillwork.model import Place
from hillwork.osm import Extract
from sample_routes import town
from tests.others import shared_file
from tests.running import run_hillwork
from tests.servers import Reply, nominatim, overpass, serving, terrain_tiles
from tests.unit.area.test_town import ways_of_town

SAMPLES = Path(__file__).parents[2] / "sample_routes"
DOOR = "45.02,-29.5"
TOWN = ("--osm", SAMPLES / "town.osm", "--dem", SAMPLES)
POA = ("--osm", "data/porto-alegre/poa_2020.osm.pbf", "--dem", "data/porto-alegre/poa_elevation.tif")
MONACO = ("--osm", "data/monaco/monaco-and-hillside_2016.osm.pbf", "--dem", "data/monaco/N43E007.hgt")


def shared(options):
    return [option if option.startswith("--") else shared_file(option) for option in options]


def near(*arguments):
    result = run_hillwork("near", "--json", *arguments)
    assert result.exit_code == 0, result.stderr
    return json.loads(result.stdout)


def test_the_json_keeps_its_contract():
    found = near(DOOR, *TOWN)
    assert found["schema"] == "hillwork.near/1"
    assert found["place"] == {"name": "45.02, -29.5", "lat_deg": 45.02, "lon_deg": -29.5}
    assert (found["radius_m"], found["session"], len(found["hills"])) == (3000, "classic", 20)
    assert found["elevation"]["source"] == "dem:N45W030.hgt.gz"
    for hill in found["hills"]:
        assert not {"start_index", "end_index"} & set(hill)
        assert {
            "id",
            "kind",
            "length_m",
            "gain_m",
            "gain_sd_m",
            "grade",
            "grade_sd",
            "confidence",
            "site",
            "best_stretch",
        } <= set(hill)
        assert hill["class"] in {"A", "B", "C"}
        assert len(hill["line"]["lat_deg"]) == len(hill["elevation_m"])
        assert hill["distance_m"] > 0
        parts = sum(part["weight"] * part["score"] for part in hill["why"])
        assert hill["score"] == pytest.approx(hill["variety"] * parts, abs=1e-3)


def test_hills_are_ranked_and_the_list_is_no_street_twenty_times():
    hills = near(DOOR, *TOWN)["hills"]
    scores = [hill["score"] for hill in hills]
    assert scores == sorted(scores, reverse=True)
    assert len({hill["names"][0] for hill in hills[:8]}) == 8


def test_the_ways_there_and_home_begin_and_end_where_they_should():
    for hill in near(DOOR, *TOWN)["hills"]:
        there, home = hill["there"], hill["home"]
        at = round(hill["session_stretch"]["start_m"] / hill["step_m"])
        stretch = hill["line"]["lat_deg"][at], hill["line"]["lon_deg"][at]
        for line, index, expected in (
            (there, 0, (45.02, -29.5)),
            (there, -1, stretch),
            (home, 0, stretch),
            (home, -1, (45.02, -29.5)),
        ):
            assert geodesic((line["lat_deg"][index], line["lon_deg"][index]), expected).m < 6


def test_a_geo_uri_and_the_start_of_a_file_are_places(tmp_path):
    route = gpxpy.gpx.GPXRoute(name="my run")
    route.points = [gpxpy.gpx.GPXRoutePoint(45.02, -29.5), gpxpy.gpx.GPXRoutePoint(45.03, -29.5)]
    gpx = gpxpy.gpx.GPX()
    gpx.routes.append(route)
    (tmp_path / "run.gpx").write_text(gpx.to_xml())
    plain = near(DOOR, *TOWN)["hills"]
    assert near("geo:45.02,-29.5;u=10", *TOWN)["hills"] == plain
    from_file = near(tmp_path / "run.gpx", *TOWN)
    assert from_file["place"]["name"] == "the start of my run"
    assert from_file["hills"] == plain


def test_files_of_all_kinds_are_written(tmp_path):
    outputs = [tmp_path / f"hills{ending}" for ending in (".html", ".json", ".geojson", ".csv", ".txt")]
    result = run_hillwork("near", DOOR, *TOWN, *[word for output in outputs for word in ("-o", output)])
    assert result.exit_code == 0
    page, found, geo, table, text = (output.read_text() for output in outputs)
    assert "<!DOCTYPE html>" in page
    assert json.loads(found)["schema"] == "hillwork.near/1"
    assert len(json.loads(geo)["features"]) == 20
    assert len(list(csv.DictReader(io.StringIO(table)))) == 20
    assert text == result.stdout


def test_places_south_of_the_equator_are_no_options():
    result = run_hillwork("near", "-45.02,-29.5", *TOWN)
    assert result.exit_code == 3
    assert "no street or path" in result.stderr


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["91,7", *TOWN], 2, "no place on earth"),
        ([DOOR, "--osm", "missing.osm", "--dem", SAMPLES], 3, "missing.osm"),
        ([DOOR, "--osm", SAMPLES / "hill-repeats.gpx", "--dem", SAMPLES], 3, "hill-repeats.gpx"),
        ([DOOR, *TOWN, "--radius", "3"], 2, "give a unit"),
        ([DOOR, *TOWN, "--radius", "far"], 2, "not a length"),
        ([DOOR, *TOWN, "--radius", "900km"], 2, "choose up to"),
        ([DOOR, *TOWN, "--weight", "beauty=1"], 2, "no part 'beauty'"),
        ([DOOR, *TOWN, "--weight", "light"], 2, "write it as"),
        ([DOOR, *TOWN, "--elevation", "stored"], 2, "streets have no stored heights"),
        (["Twin Peaks", *TOWN, "--offline"], 5, "offline"),
        ([DOOR, "--offline", "--dem", SAMPLES], 5, "offline"),
        (["45.05,-29.49", *TOWN], 6, "the next street or path is"),
        (["runs/none.gpx", *TOWN], 3, "runs/none.gpx"),
    ],
)
def test_what_cannot_be_done_is_one_line_and_a_way_out(arguments, code, words, tmp_path):
    result = run_hillwork("near", *arguments, "--cache-dir", tmp_path)
    assert result.exit_code == code
    assert words in result.stderr
    assert result.stderr.startswith("error: ")
    assert len(result.stderr.splitlines()) == 2
    assert result.stdout == ""


def test_a_session_that_no_hill_suits_is_an_empty_answer_and_no_plan():
    found = near(DOOR, *TOWN, "--session", "climb")
    assert found["hills"] == []
    assert any(warning["code"] == "no-hill-fits" for warning in found["warnings"])
    planned = run_hillwork("plan", DOOR, *TOWN, "--session", "climb")
    assert planned.exit_code == 6


HOSTILE = [
    "[/bold]",
    "<script>alert(1)</script>",
    "=HYPERLINK(1)",
    "\x1b[31mred",
    "{{ 7*7 }}",
    "\u202eevil",
    "`${x}`",
    "a\tb" * 200,
]


@pytest.mark.parametrize("name", HOSTILE)
def test_names_of_streets_are_only_ever_text(name, tmp_path):
    ways = [{**way, "tags": {**way["tags"], "name": name}} for way in served_ways()]
    outputs = [tmp_path / f"hills{ending}" for ending in (".html", ".csv", ".geojson")]
    with serving(overpass(ways)) as server:
        words = ("--overpass-url", server.url, "--dem", SAMPLES, "--cache-dir", tmp_path / "cache")
        result = run_hillwork("near", DOOR, *words, *[word for output in outputs for word in ("-o", output)])
        planned = run_hillwork("plan", DOOR, *words, "-o", tmp_path / "plan.gpx", "-o", tmp_path / "plan.md")
    assert (result.exit_code, planned.exit_code) == (0, 0), result.stderr + planned.stderr
    assert "\x1b" not in result.stdout + planned.stdout
    assert "\u202e" not in result.stdout + planned.stdout
    page, table, _ = (output.read_text() for output in outputs)
    assert "<script>alert" not in page
    assert not any(cell.startswith("=") for row in csv.reader(io.StringIO(table)) for cell in row)
    assert len(gpxpy.parse((tmp_path / "plan.gpx").read_text()).waypoints) == 3


def test_weights_change_the_order():
    dark = near(DOOR, *TOWN, "--weight", "light=1000")["hills"]
    assert all(hill["lit"] for hill in dark[:5])


def served_ways():
    ways = ways_of_town()
    places = list(zip(ways.lat_deg.round(7).tolist(), ways.lon_deg.round(7).tolist(), strict=True))
    return [
        {
            "id": int(number),
            "nodes": ways.node_ids[start:end].tolist(),
            "geometry": places[start:end],
            "tags": {**tags, "source": "a tag that nobody needs"},
        }
        for number, tags, start, end in zip(ways.way_ids, ways.tags, ways.starts[:-1], ways.starts[1:], strict=True)
    ]


def test_overpass_and_an_extract_give_the_same_hills(tmp_path):
    with serving(overpass(served_ways())) as server:
        asked = ("--overpass-url", server.url, "--dem", SAMPLES, "--cache-dir", tmp_path)
        online, offline = near(DOOR, *asked), near(DOOR, *TOWN)
        assert online["hills"] == offline["hills"]
        assert online["map"]["source"].startswith("overpass:")
        assert online["map"]["as_of"].startswith("2026-11-20")
        n_asked = len(server.requests)
        assert near(DOOR, *asked, "--offline")["hills"] == offline["hills"]
        assert len(server.requests) == n_asked


def test_an_address_is_looked_up_told_and_can_be_picked(tmp_path):
    places = {
        "Harbour Avenue": [(45.02, -29.5, "Harbour Avenue, Old Town"), (45.035, -29.49, "Harbour Avenue, New Town")]
    }
    with serving(nominatim(places)) as server:
        words = ("Harbour Avenue", *TOWN, "--nominatim-url", server.url, "--cache-dir", tmp_path)
        result = run_hillwork("near", *words)
        assert "the first is taken" in result.stderr
        assert "2  Harbour Avenue, New Town" in result.stderr
        assert "it learns the address as you wrote it" in result.stderr
        assert near(*words, "--pick", "2")["place"]["name"] == "Harbour Avenue, New Town"
        assert len(server.requests) == 1
        assert server.requests[0].headers["User-Agent"].startswith("hillwork/")
        assert run_hillwork("near", *words, "--pick", "3").exit_code == 2


def test_an_outage_is_not_an_unknown_address(tmp_path):
    def look_up(reply):
        with serving(lambda _: reply) as server:
            return run_hillwork("near", "Nowhere", *TOWN, "--nominatim-url", server.url, "--cache-dir", tmp_path)

    assert look_up(Reply(403, b"blocked", "text/html")).exit_code == 5
    unknown = look_up(Reply(body=b"[]"))
    assert unknown.exit_code == 3
    assert "Nowhere" in unknown.stderr


def test_without_a_model_terrain_tiles_are_asked_and_it_is_said(tmp_path):
    def height(lat, lon):
        lat, lon = np.broadcast_arrays(lat, lon)
        return town.height_m(lat.ravel(), lon.ravel()).reshape(lat.shape)

    words = ("--radius", "1500m", "--osm", SAMPLES / "town.osm", "--cache-dir", tmp_path)
    with serving(terrain_tiles(height)) as server:
        result = run_hillwork("near", DOOR, *words, "--tiles-url", server.url)
    assert result.exit_code == 0, result.stderr
    assert f"asking {server.url[7:]}" in result.stderr
    assert "tiles:terrarium" in result.stdout


def plan(*arguments):
    result = run_hillwork("plan", "--json", *arguments)
    assert result.exit_code == 0, result.stderr
    return json.loads(result.stdout)


def test_a_plan_leads_from_the_door_up_the_best_hill_and_home(tmp_path):
    planned = plan(DOOR, *TOWN, "-o", tmp_path / "thursday.html", "-o", tmp_path / "thursday.gpx")
    best = near(DOOR, *TOWN)["hills"][0]
    (hill,) = planned["hills"]
    assert hill["id"] == best["id"]
    assert hill["grade"] == pytest.approx(best["session_stretch"]["grade"], abs=1e-4)
    warm_up, reps, home = (block["steps"] for block in planned["blocks"])
    start, end = warm_up[0]["line"], home[0]["line"]
    for line, index in ((start, 0), (end, -1)):
        assert geodesic((line["lat_deg"][index], line["lon_deg"][index]), (45.02, -29.5)).m < 6
    assert warm_up[0]["distance_m"] == pytest.approx(best["distance_m"] + best["session_stretch"]["start_m"], abs=6)
    assert reps[0]["gradient"] == pytest.approx(best["session_stretch"]["grade"], abs=1e-3)
    assert best["names"][0] in warm_up[0]["cue"]
    assert {"surface", "crossings", "light"} <= {note["code"] for note in planned["notes"]}
    assert "ground-unknown" not in {note["code"] for note in planned["notes"]}
    gpx = gpxpy.parse((tmp_path / "thursday.gpx").read_text())
    assert "OpenStreetMap" in gpx.description
    assert [point.description for point in gpx.waypoints] == [None, hill["foot"]["name"], hill["top"]["name"]]
    assert best["names"][0] in hill["foot"]["name"]
    assert "OpenStreetMap" in (tmp_path / "thursday.html").read_text()


def test_a_hill_that_was_named_is_planned():
    listed = near(DOOR, *TOWN, "--limit", "0")["hills"]
    wanted = listed[-1]["id"]
    (hill,) = plan(DOOR, *TOWN, "--hill", wanted)["hills"]
    assert hill["id"] == wanted
    assert run_hillwork("plan", DOOR, *TOWN, "--hill", "h99").exit_code == 2


def test_a_hill_that_is_too_near_gets_a_longer_warm_up():
    planned = plan("45.02513,-29.5075", *TOWN, "--weight", "warm-up=0")
    minutes = sum(step["duration_s"] for step in planned["blocks"][0]["steps"]) / 60
    assert minutes >= 9.9


def test_a_rolling_run_takes_a_route():
    result = run_hillwork("plan", DOOR, *TOWN, "--session", "rolling")
    assert result.exit_code == 2
    assert "needs a route" in result.stderr


def test_nothing_is_asked_of_anybody_when_all_is_at_hand(tmp_path):
    near(DOOR, *TOWN, "--cache-dir", tmp_path / "cache")
    assert not (tmp_path / "cache").exists()


def test_the_table_of_a_real_city_names_streets_that_exist():
    result = run_hillwork("near", "-30.03,-51.20", *shared(POA), "--five-k", "25:00")
    assert result.exit_code == 0
    assert "Avenida" in result.stdout
    assert max(len(line) for line in result.stdout.splitlines()) <= 100


def test_no_tunnel_lift_or_flight_of_steps_is_among_the_hills_of_monaco():
    options = shared(MONACO)
    found = near("43.7384,7.4246", "--radius", "2km", *options, "--limit", "0", "--unsure")
    ways = Extract(options[1]).ways_around(Place(lat_deg=43.7384, lon_deg=7.4246, name=""), 5000.0)
    tags = dict(zip(ways.way_ids.tolist(), ways.tags, strict=True))
    used = [tags[number] for hill in found["hills"] for number in hill["way_ids"]]
    assert len(found["hills"]) > 100
    assert {one["highway"] for one in used}.isdisjoint({"steps", "elevator", "corridor", "motorway"})
    assert any(one.get("tunnel", "no") == "yes" for one in tags.values())
    assert not [one for one in used if one.get("tunnel", "no") not in {"no", "building_passage"}]


def test_no_street_of_monaco_is_steeper_than_the_steepest_on_earth():
    found = near("43.7384,7.4246", "--radius", "2km", *shared(MONACO), "--limit", "0")
    assert max(hill["grade_max"] for hill in found["hills"] if hill["surface"]) <= 0.35
    assert all(math.isfinite(hill["distance_m"]) for hill in found["hills"])
