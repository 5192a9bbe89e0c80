"""The list of a folder's pages, taken apart the way a browser would."""

import base64
import hashlib
import html
import re
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote_to_bytes

import pytest

from hillwork.export import index_page
from hillwork.export.index_page import EntryHill, EntryKind, IndexEntry, ending_beside, index_as_html, is_index
from hillwork.model import Duration
from hillwork.page import table
from hillwork.units import UnitSystem
from tests.unit.render.hostile import HOSTILE_TEXTS

ASSETS = Path(index_page.__file__).parents[1] / "render" / "assets"
TAGS = {"html", "head", "meta", "title", "style", "body", "header", "main", "h1", "h2", "p", "a", "time"} | {
    "ol", "ul", "li", "dl", "div", "dt", "dd"
}  # fmt: skip
ATTRIBUTES = {
    ("html", "lang"),
    ("meta", "charset"),
    ("meta", "name"),
    ("meta", "content"),
    ("meta", "http-equiv"),
    ("ol", "class"),
    ("ul", "class"),
    ("dl", "class"),
    ("p", "class"),
    ("a", "href"),
}
HOSTILE_FILES = (
    "a b.html",
    "100%.html",
    "#top.html",
    "what?.html",
    "javascript:alert(1).html",
    "//evil.example.html",
    '"><img src=x onerror=alert(1)>.html',
    "'onclick='x.html",
    "é日本.html",
    "two\nlines.html",
    "\udcff.html",
    "\u202elmth.html",
    "&amp;.html",
    "..html",
)
WORKOUT = IndexEntry(
    file="thursday.html",
    kind=EntryKind.WORKOUT,
    title="Classic hill repeats",
    details=("Evening hills", "Thursday 3 December 2026, 18:30 (UTC)"),
    modified_on=date(2026, 12, 1),
    hill=EntryHill(name="h1", length_m=180, grade=0.08, grade_sd=0.003),
    n_hills=1,
    distance_m=6710,
    duration=Duration(low_s=2400, mid_s=2700, high_s=3000),
    ascent_m=111,
    beside=({"name": "thursday.gpx", "ending": ".gpx"}, {"name": "thursday.sheet.html", "ending": ".sheet.html"}),
)
TRACK = IndexEntry(
    file="run.html",
    kind=EntryKind.TRACK,
    title="Evening hills",
    modified_on=date(2026, 11, 30),
    hill=None,
    n_hills=0,
    distance_m=10_000,
    ascent_m=111,
    ascent_sd_m=5,
)
PLACE = IndexEntry(
    file="home.html",
    kind=EntryKind.PLACE,
    title="45.02, -29.5",
    details=("for a classic session",),
    modified_on=None,
    hill=EntryHill(name="h19, Park Avenue", length_m=265, grade=0.07, grade_sd=0.01),
    n_hills=20,
)


class Outline(HTMLParser):
    """The elements, links and text of a page; that they close is checked on the way."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.feed(page)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag != "meta":
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if "style" not in self.open and data.strip():
            self.texts.append(data)

    def handle_comment(self, data):
        raise AssertionError(f"a comment: {data}")

    @property
    def links(self) -> list[str]:
        return [attributes["href"] or "" for tag, attributes in self.tags if tag == "a"]


def check_is_harmless(page: str) -> Outline:
    """Check that a page has the elements and attributes of a list, and links to files beside it, and nothing else."""
    outline = Outline(page)
    assert {tag for tag, _ in outline.tags} <= TAGS
    assert {(tag, name) for tag, attributes in outline.tags for name in attributes} <= ATTRIBUTES
    assert [link for link in outline.links if not re.fullmatch(r"\./[A-Za-z0-9._~%-]+", link)] == []
    return outline


def test_an_entry_tells_what_it_is_and_its_figures():
    told = Outline(index_as_html([WORKOUT])).texts
    for words in ("Classic hill repeats", "6.71 km", "40:00-50:00", "111 m", "h1: 180 m at 8.0 ± 0.3 %", "2026-12-01"):
        assert words in told
    assert "Workout · Evening hills · Thursday 3 December 2026, 18:30 (UTC) · changed " in told


def test_only_what_is_known_is_told():
    told = Outline(index_as_html([TRACK, PLACE])).texts
    assert [told.count(words) for words in ("Distance", "Time", "Biggest hill", "Best hill")] == [1, 0, 0, 1]
    assert "111 ± 5 m" in told
    assert "h19, Park Avenue: 265 m at 7 ± 1 %" in told
    assert not any(re.fullmatch(r"\d{4}-\d\d-\d\d", words) for words in told[told.index("45.02, -29.5") :])


def test_lengths_and_heights_follow_the_units():
    told = Outline(index_as_html([WORKOUT], UnitSystem.IMPERIAL)).texts
    assert {"4.17 mi", "364 ft", "h1: 591 ft at 8.0 ± 0.3 %"} <= set(told)


def test_entries_keep_their_order_and_files_their_entry():
    links = Outline(index_as_html([TRACK, WORKOUT, PLACE])).links
    assert links == ["./run.html", "./thursday.html", "./thursday.gpx", "./thursday.sheet.html", "./home.html"]


def test_an_empty_list_is_a_page_too():
    assert "0 pages, newest first" in Outline(index_as_html([])).texts


def test_a_list_elsewhere_leads_back():
    assert Outline(index_as_html([TRACK], folder="../my runs")).links == ["./../my%20runs/run.html"]


def test_the_policy_allows_the_style_sheet_and_nothing_else():
    page = index_as_html([WORKOUT])
    style = page.partition("<style>")[2].partition("</style>")[0]
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policies = [attributes.get("content") for _, attributes in Outline(page).tags if attributes.get("http-equiv")]
    assert policies == [f"default-src 'none'; style-src 'sha256-{digest}'"]
    assert not re.search(r"style=|https?://|url\(|@import|src=", page)


def test_the_same_entries_give_the_same_page():
    assert index_as_html([WORKOUT, TRACK]) == index_as_html([WORKOUT, TRACK])


def test_a_list_is_known_by_what_it_says_of_itself():
    assert is_index(index_as_html([]).encode())
    assert not is_index(b"<!DOCTYPE html><title>Hills and workouts</title>")
    assert not is_index(b"x" * 5000 + index_page.GENERATOR.encode())


@pytest.mark.parametrize("text", HOSTILE_TEXTS)
def test_a_hostile_text_stays_text(text):
    hill = replace(WORKOUT.hill, name=text)
    page = index_as_html([replace(WORKOUT, title=text, details=(text, text), hill=hill)])
    outline = check_is_harmless(page)
    plain = check_is_harmless(index_as_html([WORKOUT]))
    assert [tag for tag, _ in outline.tags] == [tag for tag, _ in plain.tags]
    assert not set(page) & set("\x00\x1b\u202e\u2028\ud800")


@pytest.mark.parametrize("file", HOSTILE_FILES)
def test_a_hostile_file_name_is_a_link_to_that_file(file):
    beside = ({"name": f"{file}.gpx", "ending": ".gpx"},)
    outline = check_is_harmless(index_as_html([replace(TRACK, file=file, beside=beside)]))
    encoded = file.encode(errors="surrogateescape")
    assert [unquote_to_bytes(link.removeprefix("./")) for link in outline.links] == [encoded, encoded + b".gpx"]


def test_without_the_escape_the_check_fails(monkeypatch):
    """A check that cannot fail proves nothing."""
    monkeypatch.setattr(html, "escape", lambda text, *, quote: text if quote else "")
    failed = 0
    for text in HOSTILE_TEXTS:
        try:
            check_is_harmless(index_as_html([replace(WORKOUT, title=text)]))
        except AssertionError:
            failed += 1
    assert failed >= 5


def test_without_the_encoding_the_check_fails(monkeypatch):
    monkeypatch.setattr(index_page, "quote", lambda path, **_: path.decode(errors="replace"))
    with pytest.raises(AssertionError):
        check_is_harmless(index_as_html([replace(TRACK, file="javascript:alert(1).html")]))
    with pytest.raises(AssertionError):
        check_is_harmless(index_as_html([replace(TRACK, file='"><script>.html')]))


def test_the_longest_ending_counts():
    assert ending_beside("a.sheet.html") == ".sheet.html"
    assert ending_beside("A.HTML") == ".html"
    assert ending_beside("a.b.gpx") == ".gpx"
    assert ending_beside(".gpx") is None
    assert ending_beside("a.exe") is None


def test_every_file_that_may_lie_beside_a_page_is_called_something():
    assert sorted(table("files")) == sorted(index_page.FILE_ENDINGS)


def test_colours_are_those_of_the_pages():
    def colours(text: str) -> list[dict[str, str]]:
        light, dark = text.split("prefers-color-scheme: dark", 1)
        return [dict(re.findall(r"--([a-z]+): (#[0-9a-f]{6});", part)) for part in (light, dark)]

    for own, pages in zip(colours(index_page.STYLE), colours((ASSETS / "colours.css").read_text()), strict=True):
        assert len(own) == 6
        assert own.items() <= pages.items()
