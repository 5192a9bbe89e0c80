"""`hillwork map`: pages and pictures drawn anew from files, from the words to the exit code."""

import gzip
import io
import json
import shutil
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from PIL import Image

from tests.running import run_hillwork
from tests.unit.reading.page_examples import html_page, track_page

SAMPLES = Path(__file__).parents[2] / "sample_routes"
REPEATS = SAMPLES / "hill-repeats.gpx"
TOWN = ("45.02,-29.5", "--osm", SAMPLES / "town.osm", "--dem", SAMPLES)
COMMANDS = {
    "find": ("find", REPEATS),
    "find on a long run": ("find", SAMPLES / "rolling-long-run.gpx", "--unsure"),
    "plan": ("plan", REPEATS, "--session", "classic", "--five-k", "25:00"),
    "plan on a day": ("plan", REPEATS, "--date", "2026-12-21", "--at", "18:00", "--zone", "UTC", "--activation"),
    "plan of a long run": ("plan", SAMPLES / "rolling-long-run.gpx", "--session", "rolling"),
    "plan near a place": ("plan", *TOWN),
    "near": ("near", *TOWN),
    "near with all": ("near", *TOWN, "--limit", 0, "--radius", "6km", "--session", "long"),
}


def written(folder, *arguments):
    """Run a command in a folder and return its files."""
    result = run_hillwork(*arguments, cwd=folder)
    assert result.exit_code == 0, result.stderr
    return {path.name: path.read_bytes() for path in folder.rglob("*.*")}


@pytest.mark.parametrize("name", COMMANDS)
def test_what_is_drawn_anew_is_what_was_drawn_first(tmp_path, name):
    units = "imperial" if name in {"plan", "near"} else "metric"
    (tmp_path / "pictures").mkdir()  # A page links to what is written into its own folder.
    outputs = ("-o", "a.html", "-o", "pictures/a.svg", "-o", "pictures/a.png", "-o", "pictures/a.json")
    first = written(tmp_path, *COMMANDS[name], "--units", units, *outputs)
    for source in ("pictures/a.json", "a.html"):
        again = ("-o", "b.html", "-o", "pictures/b.svg", "-o", "pictures/b.png")
        files = written(tmp_path, "map", source, "--units", units, *again)
        for ending in ("html", "svg", "png"):
            assert files[f"b.{ending}"] == first[f"a.{ending}"]


def test_a_page_drawn_anew_links_to_what_is_written_with_it(tmp_path):
    written(tmp_path, "plan", REPEATS, "-o", "a.html", "-o", "a.gpx")
    page = written(tmp_path, "map", "a.html", "-o", "b.html", "-o", "b.svg")["b.html"]
    assert b"b.svg" in page
    assert b"a.gpx" not in page


def test_units_are_chosen_when_it_is_drawn(tmp_path):
    metric = written(tmp_path, "plan", REPEATS, "-o", "a.html")["a.html"]
    imperial = written(tmp_path, "map", "a.html", "-o", "b.html", "--units", "imperial")["b.html"]
    assert metric != imperial
    assert written(tmp_path, "map", "b.html", "-o", "c.html")["c.html"] == metric


def test_a_gzipped_file_and_standard_input_are_files_too(tmp_path, monkeypatch):
    written(tmp_path, "find", REPEATS, "-o", "a.html")
    content = written(tmp_path, "find", REPEATS, "-o", "a.json")
    (tmp_path / "a.json.gz").write_bytes(gzip.compress(content["a.json"]))
    assert written(tmp_path, "map", "a.json.gz", "-o", "b.html")["b.html"] == content["a.html"]
    with (tmp_path / "a.json").open() as file:
        monkeypatch.setattr(sys, "stdin", file)
        assert written(tmp_path, "map", "-", "-o", "c.html")["c.html"] == content["a.html"]


def test_profiles_are_pictures(tmp_path):
    files = written(tmp_path, "plan", REPEATS, "-o", "a.svg", "-o", "a.png")
    assert ET.fromstring(files["a.svg"]).tag == "{http://www.w3.org/2000/svg}svg"
    assert Image.open(io.BytesIO(files["a.png"])).format == "PNG"


def test_it_says_what_it_wrote_and_prints_nothing(tmp_path):
    (tmp_path / "a.html").write_text(html_page(track_page()))
    result = run_hillwork("map", "a.html", "-o", "b.html", cwd=tmp_path)
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "wrote b.html\n")
    assert run_hillwork("map", "a.html", "-o", "b.html", "-q", cwd=tmp_path).stderr == ""


@pytest.mark.parametrize(
    ("arguments", "exit_code", "words"),
    [
        (("a.html",), 2, "nothing to draw"),
        (("a.html", "-o", "a.html"), 2, "this is the file to be read"),
        (("a.html", "-o", "b.pdf"), 2, "cannot write .pdf"),
        (("a.html", "-o", "no/b.html"), 2, "there is no folder"),
        (("none.html", "-o", "b.html"), 3, "no such file"),
        ((REPEATS, "-o", "b.html"), 3, "a GPX file"),
        (("cut.html", "-o", "b.html"), 3, "the page ends within its data"),
        (("cut.html", "-o", "b.html", "-o", "b.svg"), 3, "the page ends within its data"),
    ],
)
def test_what_cannot_be_drawn_is_said_with_a_way_out_and_nothing_is_written(tmp_path, arguments, exit_code, words):
    page = html_page(track_page())
    (tmp_path / "a.html").write_text(page)
    (tmp_path / "cut.html").write_text(page[:1000])
    result = run_hillwork("map", *arguments, cwd=tmp_path)
    assert (result.exit_code, result.stdout) == (exit_code, "")
    error, hint = result.stderr.splitlines()
    assert words in error
    assert hint.startswith("  try: ")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.html", "cut.html"]
    assert (tmp_path / "a.html").read_text() == page


@pytest.mark.parametrize(
    "command", [("find", REPEATS), ("plan", REPEATS), ("near", *TOWN)], ids=["find", "plan", "near"]
)
def test_a_file_is_what_the_screen_shows_and_its_map_after_that(tmp_path, command):
    printed = run_hillwork(*command, "--json", "-q", "-o", tmp_path / "a.json").stdout
    filed = json.loads((tmp_path / "a.json").read_text())
    holder = filed["tracks"][0] if command[0] == "find" else filed
    assert list(holder)[-1] == "page"
    assert holder.pop("page")["schema"] == "hillwork.page/1"
    assert filed == json.loads(printed)


def test_what_is_printed_holds_no_map_and_says_so(tmp_path):
    (tmp_path / "a.json").write_text(run_hillwork("plan", REPEATS, "--json").stdout)
    result = run_hillwork("map", tmp_path / "a.json", "-o", tmp_path / "a.html")
    assert result.exit_code == 3
    assert "no map in this JSON file" in result.stderr
    assert "-o FILE.json" in result.stderr


def test_several_tracks_have_no_map(tmp_path):
    copy = shutil.copy(REPEATS, tmp_path / "two.gpx")
    assert run_hillwork("find", REPEATS, copy, "-q", "-o", tmp_path / "a.json").exit_code == 0
    assert "page" not in json.loads((tmp_path / "a.json").read_text())["tracks"][0]
    result = run_hillwork("map", tmp_path / "a.json", "-o", tmp_path / "a.html")
    assert (result.exit_code, "2 tracks in it: a map shows one track" in result.stderr) == (3, True)
    for ending in (".html", ".svg", ".png"):
        refused = run_hillwork("find", REPEATS, copy, "-o", tmp_path / f"b{ending}")
        assert (refused.exit_code, "a map shows one track" in refused.stderr) == (2, True)


def test_a_treadmill_goes_nowhere_and_has_no_map(tmp_path):
    assert run_hillwork("plan", "--session", "mill", "-q", "-o", tmp_path / "a.json").exit_code == 0
    assert "page" not in json.loads((tmp_path / "a.json").read_text())
    for ending in (".html", ".svg", ".png"):
        assert run_hillwork("plan", "--session", "mill", "-o", tmp_path / f"b{ending}").exit_code == 2
    assert [path.name for path in tmp_path.iterdir()] == ["a.json"]
