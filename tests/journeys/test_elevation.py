"""Heights from files and services, from the words to the exit code."""

import json
import socket
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

import hillwork.api
from hillwork import read
from hillwork.cli.find import find_command
from hillwork.terrain import Dialect
from hillwork.wish import ElevationChoice
from tests.draw import draw_heights_m, draw_track
from tests.others import shared_file
from tests.running import run_hillwork
from tests.servers import Reply, hgt_bytes, opentopodata, serving, terrain_tiles

GROUND = "______////______\\\\\\\\______^^^^____________"
SAMPLES = Path(__file__).parent.parent.parent / "sample_routes"


def ground(lat, lon):
    """The drawn ground, uphill to the east, the same at every latitude."""
    lon = np.asarray(lon, dtype=float)
    across = lon[0] if lon.ndim == 2 else lon.ravel()
    at_m = (across - 7.0) * 111_319.5 * np.cos(np.radians(45.0)) * 1.00083
    heights_m = draw_heights_m(GROUND, at_m, rounding_m=20)
    return (heights_m if lon.ndim == 2 else heights_m.reshape(lon.shape)) + 0 * np.asarray(lat)


@pytest.fixture
def bare(tmp_path):
    """A recording over the drawn ground that stored no heights."""
    track = draw_track(GROUND, rounding_m=20)
    gpx = hillwork.api.to_gpxpy(replace(track, elevation_m=np.full(len(track), np.nan)))
    (tmp_path / "bare.gpx").write_text(gpx.to_xml())
    return tmp_path / "bare.gpx"


def find(*arguments, cache):
    result = run_hillwork("find", "--json", "--cache-dir", cache, *arguments)
    assert result.exit_code == 0, result.stderr
    [track] = json.loads(result.stdout)["tracks"]
    return track, result.stderr


def starts(track):
    return [round(hill["start_m"], -2) for hill in track["hills"]]


def test_tiles_give_hills_to_a_track_without_heights_and_say_so(bare, tmp_path):
    with serving(terrain_tiles(ground)) as server:
        track, said = find(bare, "--elevation", "tiles", "--tiles-url", server.url, cache=tmp_path / "cache")
        assert starts(track) == [300, 1300]
        assert track["elevation"]["source"] == "tiles:terrarium/14"
        assert any("Terrain Tiles" in warning["message"] for warning in track["warnings"])
        assert f"asking {server.url[7:]}" in said
        assert "it learns which tiles" in said
        n_asked = len(server.requests)
        _, said = find(bare, "--elevation", "tiles", "--tiles-url", server.url, cache=tmp_path / "cache")
        assert len(server.requests) == n_asked
        assert "asking" not in said


def test_what_was_fetched_once_serves_offline(bare, tmp_path, monkeypatch):
    with serving(terrain_tiles(ground)) as server:
        words = (bare, "--elevation", "tiles", "--tiles-url", server.url)
        online, _ = find(*words, cache=tmp_path / "cache")

    def refuse(*_):
        raise AssertionError("a socket was opened")

    monkeypatch.setattr(socket, "socket", refuse)
    offline, said = find(*words, "--offline", cache=tmp_path / "cache")
    assert offline["hills"] == online["hills"]
    assert "asking" not in said
    result = run_hillwork("find", *words, "--offline", "--cache-dir", tmp_path / "empty")
    assert result.exit_code == 5
    assert "not kept from before: elevation tile 14/" in result.stderr


def test_a_point_service_gives_the_same_hills(bare, tmp_path):
    with serving(opentopodata(ground)) as server:
        track, said = find(bare, "--elevation", "api", "--elevation-api", server.url, cache=tmp_path / "cache")
    assert starts(track) == [300, 1300]
    assert "places along your way" in said
    [told] = [one["message"] for one in track["warnings"] if one["code"] == "elevation-modelled"]
    assert "a post every 30 m, rounded to 1 m" in told


def test_a_model_on_this_machine_needs_no_network(bare, tmp_path):
    (tmp_path / "N45E007.hgt").write_bytes(hgt_bytes(ground, 45, 7, 3601))
    (tmp_path / "N44E007.hgt").write_bytes(hgt_bytes(ground, 44, 7, 3601))
    track, _ = find(bare, "--dem", tmp_path, cache=tmp_path / "cache")
    assert starts(track) == [300, 1300]
    assert track["elevation"]["source"].startswith("dem:N4")
    assert not (tmp_path / "cache").exists()


def test_whom_to_name_travels_with_the_hills(bare, tmp_path):
    (tmp_path / "N45E007.hgt").write_bytes(hgt_bytes(ground, 45, 7, 3601))
    (tmp_path / "N44E007.hgt").write_bytes(hgt_bytes(ground, 44, 7, 3601))
    outputs = [tmp_path / f"hills.{kind}" for kind in ("json", "geojson", "html", "txt")]
    words = [word for path in outputs for word in ("-o", path)]
    assert run_hillwork("find", bare, "--dem", tmp_path, *words).exit_code == 0
    assert [path.name for path in outputs if "Geological Survey" not in path.read_text()] == []


def test_a_plan_can_take_its_heights_from_tiles(bare, tmp_path):
    with serving(terrain_tiles(ground)) as server:
        words = ("plan", bare, "--elevation", "tiles", "--tiles-url", server.url, "--cache-dir", tmp_path / "cache")
        result = run_hillwork(*words, "-o", tmp_path / "plan.gpx", "-o", tmp_path / "plan.html", "--json")
    assert result.exit_code == 0, result.stderr
    assert "Terrain Tiles" in (tmp_path / "plan.gpx").read_text()
    assert "Terrain Tiles" in (tmp_path / "plan.html").read_text()


def test_a_service_that_is_down_is_one_clear_error_with_exit_code_5(bare, tmp_path):
    with serving(lambda _: Reply(500)) as server:
        words = ("find", bare, "--elevation", "tiles", "--tiles-url", server.url, "--cache-dir", tmp_path / "cache")
        result = run_hillwork(*words)
    assert (result.exit_code, result.stdout) == (5, "")
    assert result.stderr.splitlines()[-2].startswith("error: http://127.0.0.1")


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("--elevation", "dem"), 2, "needs a model on this machine"),
        (("--elevation", "api"), 2, "needs the address of a service"),
        (("--elevation", "tiles", "--tiles-url", "file:///etc"), 2, "not an http or https address"),
        (("--dem", "nowhere.hgt"), 3, "no such file"),
        (("--elevation", "stored"), 4, "no elevation stored"),
        ((), 4, "no elevation stored"),
    ],
)
def test_wishes_that_cannot_be_met_are_refused_by_name(bare, words, code, said):
    result = run_hillwork("find", bare, *words)
    assert result.exit_code == code
    assert said in result.stderr


@pytest.mark.parametrize(("option", "choices"), [("elevation", ElevationChoice), ("elevation_dialect", Dialect)])
def test_the_command_line_offers_all_choices_there_are(option, choices):
    [parameter] = [one for one in find_command.params if one.name == option]
    assert list(parameter.type.choices) == list(choices)


def test_nobody_is_asked_unless_the_user_says_so(monkeypatch):
    def refuse(*_):
        raise AssertionError("a socket was opened")

    monkeypatch.setattr(socket, "socket", refuse)
    assert run_hillwork("find", SAMPLES / "hill-repeats.gpx").exit_code == 0


def test_the_cache_is_shown_and_cleared(bare, tmp_path):
    with serving(terrain_tiles(ground)) as server:
        find(bare, "--elevation", "tiles", "--tiles-url", server.url, cache=tmp_path / "cache")
        shown = run_hillwork("cache", "info", "--cache-dir", tmp_path / "cache").stdout
        assert server.url[7:] in shown
    assert "forgotten" in run_hillwork("cache", "clear", "--cache-dir", tmp_path / "cache").stdout
    assert ": 0 answers" in run_hillwork("cache", "info", "--cache-dir", tmp_path / "cache").stdout


def test_a_real_route_without_heights_gets_the_hills_of_its_twin(tmp_path):
    bare = shared_file("data/tracks/dwmkerr_howgills-winder-crook_osmaps-noele.gpx")
    twin = read(shared_file("data/tracks/dwmkerr_howgills-winder-crook_garmin.gpx"))
    known = np.isfinite(twin.elevation_m)
    east = 111_320 * np.cos(np.radians(54.3))

    from scipy.spatial import KDTree

    tree = KDTree(np.column_stack([111_200 * twin.lat_deg[known], east * twin.lon_deg[known]]))

    def fells(lat, lon):
        """The twin's heights, mixed by their distance: the test's stand-in for the fells."""
        lat, lon = np.asarray(lat, dtype=float), np.asarray(lon, dtype=float)
        distance_m, near = tree.query(np.column_stack([111_200 * lat.ravel(), east * lon.ravel()]), k=6)
        weight = 1 / (distance_m + 2) ** 2
        return ((weight * twin.elevation_m[known][near]).sum(axis=1) / weight.sum(axis=1)).reshape(lat.shape)

    with serving(terrain_tiles(fells)) as server:
        track, _ = find(bare, "--elevation", "tiles", "--tiles-url", server.url, cache=tmp_path / "cache")
    survey = hillwork.find_hills(twin)
    for expected in (hill for hill in survey if hill.confidence == "sure"):
        [got] = [hill for hill in track["hills"] if abs(hill["start_m"] - expected.start_m) < 250]
        assert abs(got["gain_m"] - expected.gain_m) < 2 * np.hypot(got["gain_sd_m"], expected.gain_sd_m)
    assert track["length_m"] == pytest.approx(survey.profile.length_m, rel=0.03)
    assert abs(track["ascent_m"] - survey.profile.ascent_m) < 2 * np.hypot(
        track["ascent_sd_m"], survey.profile.ascent_sd_m
    )
