"""`hillwork find` from the words to the exit code."""

import json
import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import hillwork.api
from tests.draw import draw_track
from tests.running import run_hillwork
from tests.unit.reading.gpx_text import gpx, point, run, segment

SAMPLES = Path(__file__).parent.parent.parent / "sample_routes"
REPEATS = SAMPLES / "hill-repeats.gpx"
TRUTH = json.loads((SAMPLES / "truth.json").read_text())


def found(*arguments):
    result = run_hillwork("find", "--json", *arguments)
    assert result.exit_code == 0, result.stderr
    return json.loads(result.stdout)["tracks"]


@pytest.mark.parametrize("name", [name for name in TRUTH if name != "no-elevation.gpx"])
def test_what_was_built_is_what_is_found(name):
    [track] = found(SAMPLES / name)
    steep = [
        hill for hill in TRUTH[name]["hills"] if hill["gain_m"] / hill["length_m"] > 0.036 or hill["length_m"] > 1600
    ]
    sure = [hill for hill in track["hills"] if hill["confidence"] == "sure"]
    assert len(sure) == len(steep)
    for hill, built in zip(sure, steep, strict=True):
        assert hill["start_m"] == pytest.approx(built["start_m"], abs=0.01 * built["start_m"] + 25)
        assert hill["length_m"] == pytest.approx(built["length_m"], abs=0.05 * built["length_m"] + 20)
        assert abs(hill["gain_m"] - built["gain_m"]) < 2.5 * hill["gain_sd_m"]
    assert abs(track["length_m"] / TRUTH[name]["length_m"] - 1) < 0.015


def test_a_track_without_elevation_ends_with_4_and_says_what_to_do():
    result = run_hillwork("find", SAMPLES / "no-elevation.gpx")
    assert (result.exit_code, result.stdout) == (4, "")
    error, hint = result.stderr.splitlines()
    assert error.startswith("error: ")
    assert "no elevation stored" in error
    assert hint.startswith("  try: ")


def test_a_file_that_is_not_there_ends_with_3():
    assert run_hillwork("find", "nowhere.gpx").exit_code == 3


def test_one_bad_file_among_several_is_named_and_the_rest_is_done(tmp_path):
    (tmp_path / "bad.gpx").write_text("<html/>")
    result = run_hillwork("find", "--json", REPEATS, tmp_path / "bad.gpx", SAMPLES / "two-mile-climb.gpx")
    assert result.exit_code == 7
    assert "bad.gpx: not a GPX file" in result.stderr
    assert [Path(track["file"]).name for track in json.loads(result.stdout)["tracks"]] == [
        "hill-repeats.gpx",
        "two-mile-climb.gpx",
    ]


def test_many_files_at_once_give_what_each_gives_alone(tmp_path):
    copies = [shutil.copy(SAMPLES / "two-mile-climb.gpx", tmp_path / f"{number:02d}.gpx") for number in range(26)]
    tracks = found(*copies)
    assert [Path(track["file"]).name for track in tracks] == [f"{number:02d}.gpx" for number in range(26)]
    [alone] = found(copies[3])
    assert {**tracks[3], "file": ""} == {**alone, "file": ""}


def test_standard_input_is_a_file_too(monkeypatch):
    with REPEATS.open() as file:
        monkeypatch.setattr(sys, "stdin", file)
        [track] = found("-")
    assert track["file"] == "-"
    assert len(track["hills"]) == 8


def test_every_kind_of_file_is_written_by_its_ending(tmp_path):
    endings = (".html", ".json", ".geojson", ".csv", ".txt")
    outputs = [argument for ending in endings for argument in ("-o", tmp_path / f"out{ending}")]
    result = run_hillwork("find", REPEATS, *outputs)
    assert result.exit_code == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(f"out{ending}" for ending in endings)
    assert all(path.stat().st_size > 500 for path in tmp_path.iterdir())


def test_unsure_stretches_are_listed_only_when_asked(tmp_path):
    shaky = draw_track("_" * 160, drift_sd_m=3.5, drift_length_m=200.0, seed=3)
    (tmp_path / "shaky.gpx").write_text(hillwork.api.to_gpxpy(shaky).to_xml())
    [quiet], [all_of_them] = found(tmp_path / "shaky.gpx"), found("--unsure", tmp_path / "shaky.gpx")
    assert all(hill["confidence"] != "unsure" for hill in quiet["hills"])
    assert any(hill["confidence"] == "unsure" for hill in all_of_them["hills"])


@pytest.mark.parametrize(
    ("output", "words"),
    [("out.pdf", "cannot write .pdf"), ("out", "without an ending"), ("no/folder/out.json", "there is no folder")],
)
def test_an_output_that_cannot_be_is_refused_before_any_work(tmp_path, output, words):
    result = run_hillwork("find", REPEATS, "-o", tmp_path / output)
    assert result.exit_code == 2
    assert words in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_the_input_is_never_the_output(tmp_path):
    copy = shutil.copy(REPEATS, tmp_path / "run.csv")
    before = Path(copy).read_bytes()
    assert run_hillwork("find", copy, "-o", copy).exit_code == 2
    assert Path(copy).read_bytes() == before


def test_a_full_or_forbidden_place_leaves_no_part_of_a_file(tmp_path, monkeypatch):
    def fail(*_):
        raise OSError(28, "No space left on device")

    (tmp_path / "out.json").write_text("old")
    monkeypatch.setattr(os, "fsync", fail)
    result = run_hillwork("find", REPEATS, "-o", tmp_path / "out.json")
    assert result.exit_code == 2
    assert "no space left" in result.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["out.json"]
    assert (tmp_path / "out.json").read_text() == "old"


def test_hostile_names_do_not_reach_the_terminal(tmp_path):
    evil = "\x1b]0;owned\x07\u202eevil\x1b[2J"
    (tmp_path / "a.gpx").write_text(gpx(segment(map(point, range(40))), name=evil))
    result = run_hillwork("find", tmp_path / "a.gpx", "-v")
    assert not {"\x1b", "\x07", "\u202e"} & set(result.stdout + result.stderr)


def test_a_flat_short_track_has_no_hill_and_that_is_an_answer(tmp_path):
    (tmp_path / "a.gpx").write_text(run(60))
    result = run_hillwork("find", tmp_path / "a.gpx")
    assert result.exit_code == 0
    assert "no hill found" in result.stdout


def test_settings_come_from_the_environment_and_from_a_file(tmp_path, monkeypatch):
    monkeypatch.setenv("HILLWORK_FIND_UNITS", "imperial")
    assert " ft" in run_hillwork("find", REPEATS).stdout
    monkeypatch.delenv("HILLWORK_FIND_UNITS")
    (tmp_path / "config.toml").write_text('units = "imperial"\n[plan]\nfive-k = "20:00"\n')
    monkeypatch.setenv("HILLWORK_CONFIG", str(tmp_path / "config.toml"))
    assert " ft" in run_hillwork("find", REPEATS).stdout
    assert json.loads(run_hillwork("plan", REPEATS, "--json").stdout)["runner"]["five_k_s"] == 1200


def test_a_broken_settings_file_is_named(tmp_path, monkeypatch):
    (tmp_path / "config.toml").write_text("units = imperial")
    monkeypatch.setenv("HILLWORK_CONFIG", str(tmp_path / "config.toml"))
    result = run_hillwork("find", REPEATS)
    assert (result.exit_code, "config.toml" in result.stderr) == (2, True)


def test_help_loads_nothing_heavy():
    code = (
        "import sys; from hillwork.cli import main\n"
        "try: main(['--help'])\n"
        "except SystemExit: pass\n"
        "heavy = {'numpy', 'folium', 'shapely', 'scipy', 'gpxpy', 'geopy', 'rich', 'requests'}\n"
        "print('loaded:', sorted(heavy & set(sys.modules)), file=sys.stderr)\n"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "loaded: []" in result.stderr
    assert "find" in result.stdout


def test_a_table_waits_for_no_map_maker_and_no_network():
    code = (
        f"import sys; from hillwork import api; api.find_hills({str(REPEATS)!r})\n"
        "print(sorted({'folium', 'requests', 'urllib3', 'geopy', 'osmium', 'rasterio', 'PIL'} & set(sys.modules)))"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout == "[]\n"


@pytest.mark.parametrize("command", ["find", "plan", "near"])
def test_the_example_in_the_help_runs(command):
    text = run_hillwork(command, "--help").stdout
    example = shlex.split(text.split("Example:\n")[1].splitlines()[0])
    assert example[:2] == ["hillwork", command]
    assert run_hillwork(*example[1:], cwd=SAMPLES.parent).exit_code == 0


def test_the_reader_of_our_output_may_leave_early():
    command = f"{sys.executable} -m hillwork find --json {REPEATS} {REPEATS} | head -c 10"
    result = subprocess.run(command, shell=True, capture_output=True, text=True, check=False)  # noqa: S602 - a pipe is what is tested
    assert result.stderr == ""


def test_what_lies_inside_a_hill_is_listed_on_demand():
    plain, nested = (run_hillwork("find", *more, SAMPLES / "two-mile-climb.gpx").stdout for more in ((), ("--nested",)))
    assert "best stretch" not in plain
    assert "in h1: best stretch" in nested


def test_the_best_stretch_takes_the_length_asked_for():
    [track] = found("--stretch", "0.5mi", SAMPLES / "two-mile-climb.gpx")
    assert track["hills"][0]["best_stretch"]["length_m"] == pytest.approx(805, abs=5)


def test_a_stretch_that_is_no_length_is_refused():
    result = run_hillwork("find", "--stretch", "far", REPEATS)
    assert result.exit_code == 2
    assert "not a length" in result.stderr


def test_files_read_together_share_their_sites_and_their_error_bars_shrink(tmp_path):
    ground = "______" + "/" * 4 + "______"
    for number in range(4):
        track = draw_track(ground, noise_sd_m=0.3, drift_sd_m=1.0, seed=number)
        (tmp_path / f"{number}.gpx").write_text(hillwork.api.to_gpxpy(track).to_xml())
    files = sorted(tmp_path.glob("*.gpx"))
    alone, together = found(*files), found("--together", *files)
    assert {hill["site"] for track in together for hill in track["hills"]} == {"s1"}
    gains = [[track["hills"][0]["gain_m"] for track in tracks] for tracks in (alone, together)]
    assert max(gains[1]) - min(gains[1]) < 0.5 * (max(gains[0]) - min(gains[0]))
    assert together[0]["hills"][0]["gain_sd_m"] < alone[0]["hills"][0]["gain_sd_m"]


def test_a_bad_file_among_those_read_together_is_named_and_the_rest_is_done(tmp_path):
    (tmp_path / "bad.gpx").write_text("<html/>")
    result = run_hillwork("find", "--together", "--json", REPEATS, tmp_path / "bad.gpx", SAMPLES / "no-elevation.gpx")
    assert result.exit_code == 7
    assert "bad.gpx" in result.stderr
    assert "no elevation stored" in result.stderr
    assert len(json.loads(result.stdout)["tracks"]) == 1


def test_a_site_lists_every_pass_up_and_down():
    [track] = found(REPEATS)
    [site] = [site for site in track["sites"] if len(site["passes"]) > 2]
    ups = [one for one in site["passes"] if one["direction"] == "up"]
    assert [one["hill"] for one in ups] == [hill["id"] for hill in track["hills"] if hill["site"] == site["id"]]
    assert all(one["hill"] is None for one in site["passes"] if one["direction"] == "down")
    assert all(one["duration_s"] > 20 and one["started_at"].startswith("20") for one in site["passes"])
