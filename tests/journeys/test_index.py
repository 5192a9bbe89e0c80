"""`hillwork index`: the pages of a folder on a page, from the words to the exit code."""

import os
import shutil
from html.parser import HTMLParser
from pathlib import Path

import pytest

from hillwork import api
from hillwork.api import maps
from hillwork.cli import output as cli_output
from hillwork.errors import InputError, UsageError
from tests.running import run_hillwork
from tests.unit.export.test_index_page import check_is_harmless
from tests.unit.reading.page_examples import changed, html_page, nearby_page, track_page

SAMPLES = Path(__file__).parents[2] / "sample_routes"
DAY_S = 86_400
NOON_S = 1_796_126_400  # 2026-12-01, 12:00 UTC


class Entries(HTMLParser):
    """The entries of a list: the texts of each."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.entries: list[list[str]] = []
        self.depth = 0
        self.feed(page)

    def handle_starttag(self, tag, *_):
        self.depth += tag == "li"
        if tag == "li" and self.depth == 1:
            self.entries.append([])

    def handle_endtag(self, tag):
        self.depth -= tag == "li"

    def handle_data(self, data):
        if self.depth and data.strip():
            self.entries[-1].append(data.strip())


@pytest.fixture
def folder(tmp_path):
    """Return a folder with three pages, a file beside one, and what is no page."""
    pages = {"old": nearby_page(), "run": track_page(workout=None), "thursday": track_page()}
    for i, (name, document) in enumerate(pages.items()):
        (tmp_path / f"{name}.html").write_text(html_page(document))
        os.utime(tmp_path / f"{name}.html", (0, NOON_S + i * DAY_S))
    for name in (
        "thursday.gpx",
        "thursday.sheet.html",
        "thursday.course.fit",
        "thursday.pdf",
        "thursday.exe",
        "other.gpx",
    ):
        (tmp_path / name).write_text("<html>a sheet</html>")
    (tmp_path / "notes.html").write_text("<h1>My notes</h1>")
    (tmp_path / ".hidden.html").write_text(html_page(track_page()))
    (tmp_path / "below").mkdir()
    (tmp_path / "below" / "deep.html").write_text(html_page(track_page()))
    return tmp_path


def indexed(folder, *arguments):
    result = run_hillwork("index", folder, *arguments)
    assert result.exit_code == 0, result.stderr
    page = (folder / "index.html").read_text()
    check_is_harmless(page)
    return page


def test_pages_are_listed_newest_first_with_their_figures_and_files(folder):
    workout, track, place = Entries(indexed(folder)).entries
    assert workout[:2] == ["Classic hill repeats", "Workout · Evening hills · changed"]
    assert {"1.32 km", "25:00-28:20", "53 m", "h1: 110 m at 8.0 ± 0.4 %"} <= set(workout)
    files = ["Sheet for paper", "PDF for paper", "GPX track", "Course for a Garmin watch (FIT)"]
    assert workout[-4:] == files
    assert track[:2] == ["Evening hills", "Hills of a track · changed"]
    assert place[:2] == ["home", "Hills around a place · for a classic session · changed"]
    assert place[place.index("Hills") + 1] == "3"
    assert "h1, Park Avenue: 110 m at 8.0 ± 0.4 %" in place


def test_days_are_those_of_the_zone_asked_for(folder):
    from zoneinfo import ZoneInfo

    os.utime(folder / "run.html", (0, NOON_S + 11.5 * 3600))
    days = {}
    for zone in ("UTC", "Europe/Lisbon", "Asia/Tokyo"):
        entries, _ = api.pages_in(folder, zone=ZoneInfo(zone))
        days[zone] = next(entry.modified_on for entry in entries if entry.file == "run.html")
    assert [f"{day:%m-%d}" for day in days.values()] == ["12-01", "12-01", "12-02"]


def test_names_decide_between_pages_of_the_same_moment(folder):
    for path in folder.glob("*.html"):
        os.utime(path, (0, NOON_S))
    entries, _ = api.pages_in(folder)
    assert [entry.file for entry in entries] == ["old.html", "run.html", "thursday.html"]


@pytest.mark.parametrize("changed_ns", [10**30, -(10**30)])
def test_a_day_in_no_calendar_is_left_out(changed_ns):
    assert maps._day(changed_ns, None) is None


def test_it_is_the_same_when_made_again_and_does_not_list_itself(folder):
    first = indexed(folder)
    assert indexed(folder) == first
    shutil.copy(folder / "index.html", folder / "another-name.html")
    assert indexed(folder) == first


def test_lengths_follow_the_units(folder):
    assert "0.82 mi" in indexed(folder, "--units", "imperial")


def test_it_says_what_it_wrote_and_prints_nothing(folder):
    result = run_hillwork("index", ".", cwd=folder)
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "wrote index.html\n")
    assert run_hillwork("index", ".", "-q", cwd=folder).stderr == ""


def test_a_damaged_page_is_named_and_the_others_are_listed(folder):
    (folder / "bad.html").write_text(html_page(changed(track_page(), "hills.0.grade", "steep")))
    (folder / "cut.html").write_text(html_page(track_page())[:800])
    result = run_hillwork("index", folder)
    assert result.exit_code == 7
    assert "bad.html: a damaged map: expected `float`, got `str` - at `$.hills[0].grade`" in result.stderr
    assert "cut.html: the page ends within its data" in result.stderr
    assert len(Entries((folder / "index.html").read_text()).entries) == 3


def test_when_no_page_can_be_read_no_list_is_written(tmp_path):
    (tmp_path / "cut.html").write_text(html_page(track_page())[:800])
    assert run_hillwork("index", tmp_path).exit_code == 7
    assert not (tmp_path / "index.html").exists()


@pytest.mark.parametrize("content", ["<h1>My home page</h1>", "", html_page(track_page())])
def test_an_index_of_somebody_else_is_never_overwritten(folder, content):
    (folder / "index.html").write_text(content)
    result = run_hillwork("index", folder)
    assert result.exit_code == 2
    assert "index.html: not written by hillwork index, and not overwritten" in result.stderr
    assert "-o names another file" in result.stderr
    assert (folder / "index.html").read_text() == content


def test_another_place_is_named_with_o_and_its_links_lead_back(folder, tmp_path):
    (tmp_path / "site").mkdir()
    (folder / "index.html").write_text("mine")
    result = run_hillwork("index", folder, "-o", tmp_path / "site" / "hills.html")
    assert result.exit_code == 0
    page = (tmp_path / "site" / "hills.html").read_text()
    assert 'href="./../thursday.html"' in page
    assert (folder / "index.html").read_text() == "mine"


@pytest.mark.parametrize(
    ("arguments", "exit_code", "words"),
    [
        (("nowhere",), 3, "no such folder"),
        (("notes.html",), 3, "no such folder"),
        (("below", "-o", "list.pdf"), 2, "cannot write .pdf"),
        (("below", "-o", "no/list.html"), 2, "there is no folder"),
        (("empty",), 6, "no page of hillwork in it"),
    ],
)
def test_what_cannot_be_listed_is_said_with_a_way_out(folder, arguments, exit_code, words):
    (folder / "empty").mkdir()
    result = run_hillwork("index", *arguments, cwd=folder)
    assert (result.exit_code, result.stdout) == (exit_code, "")
    assert words in result.stderr
    assert "  try: " in result.stderr
    assert list((folder / "empty").iterdir()) == []


@pytest.mark.skipif(not hasattr(os, "symlink") or os.name == "nt", reason="links are a Unix thing")
def test_links_are_not_followed(folder, tmp_path_factory):
    secret = tmp_path_factory.mktemp("elsewhere") / "secret.html"
    secret.write_text(html_page(track_page()))
    (folder / "linked.html").symlink_to(secret)
    (folder / "run.gpx").symlink_to(secret)
    page = indexed(folder)
    assert "linked.html" not in page
    assert "run.gpx" not in page


@pytest.mark.skipif(not hasattr(os, "symlink") or os.name == "nt", reason="links are a Unix thing")
def test_a_list_that_is_a_link_is_replaced_where_the_link_was(folder, tmp_path_factory):
    elsewhere = tmp_path_factory.mktemp("elsewhere") / "list.html"
    elsewhere.write_text(indexed(folder))
    (folder / "index.html").unlink()
    (folder / "index.html").symlink_to(elsewhere)
    assert 'href="./thursday.html"' in indexed(folder)
    assert not (folder / "index.html").is_symlink()


def test_a_folder_in_the_place_of_the_list_and_one_that_is_not_there_are_refused(folder):
    (folder / "index.html").mkdir()
    assert run_hillwork("index", folder).exit_code == 2
    with pytest.raises(UsageError):
        api.check_index(folder / "index.html")
    with pytest.raises(InputError, match="nowhere: no such file"):
        api.pages_in(folder / "nowhere")


def test_where_no_link_leads_no_list_is_written(folder, monkeypatch):
    def fail(*_):
        raise ValueError("path is on mount 'C:', start on mount 'D:'")

    monkeypatch.setattr(maps.os.path, "relpath", fail)
    result = run_hillwork("index", folder, "-q")
    assert (result.exit_code, "on another drive than the pages" in result.stderr) == (2, True)
    assert not (folder / "index.html").exists()


def test_a_full_place_leaves_the_old_list(folder, monkeypatch):
    before = indexed(folder)

    def fail(*_):
        raise OSError(28, "No space left on device")

    (folder / "new.html").write_text(html_page(track_page()))
    monkeypatch.setattr(cli_output.os, "fsync", fail)
    result = run_hillwork("index", folder)
    assert (result.exit_code, "no space left" in result.stderr) == (2, True)
    assert (folder / "index.html").read_text() == before
    assert not list(folder.glob(".*.part"))


def test_hostile_names_of_files_and_tracks_stay_text(folder):
    evil = '"><script>alert(1)</script>'
    document = changed(track_page(workout=None), "track.name", evil)
    (folder / "x' onclick=alert(1) '.html").write_text(html_page(document))
    (folder / "javascript:alert(1).html").write_text(html_page(changed(document, "track.name", "")))
    page = indexed(folder)
    assert "&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert 'href="./javascript%3Aalert%281%29.html"' in page


def test_a_page_without_a_name_is_called_by_its_file(folder):
    nameless = changed(changed(track_page(workout=None), "track.name", ""), "track.file", "-")
    (folder / "sunday loop.html").write_text(html_page(nameless))
    (folder / "place.html").write_text(html_page(changed(nearby_page(), "place.name", "")))
    texts = [entry[0] for entry in Entries(indexed(folder)).entries]
    assert {"sunday loop", "place"} <= set(texts)


def test_what_the_other_commands_write_is_listed(tmp_path):
    run_hillwork("find", SAMPLES / "hill-repeats.gpx", "-q", "-o", tmp_path / "a.html", "-o", tmp_path / "a.json")
    run_hillwork("plan", SAMPLES / "two-mile-climb.gpx", "--session", "climb", "-q", "-o", tmp_path / "b.html")
    assert {entry[0] for entry in Entries(indexed(tmp_path)).entries} == {
        "One long gradual climb",
        "hill-repeats (synthetic)",
    }
