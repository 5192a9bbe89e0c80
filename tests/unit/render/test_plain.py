from html.parser import HTMLParser
from typing import Any

import numpy as np
import pytest

from hillwork.page import word
from hillwork.render import drawing, plain
from hillwork.render.plain import MOST_HILLS, TEXT_CHARACTERS, plain_html
from hillwork.text import clean
from hillwork.units import UnitSystem
from tests.unit.render.hostile import HOSTILE_TEXTS
from tests.unit.render.page_documents import (
    DOCUMENTS,
    Points,
    chart,
    elevations,
    empty_nearby_document,
    empty_track_document,
    lines_of,
    nearby_document,
    offer,
    track_document,
    track_hill,
    with_text,
    workout,
)

DRAWN = {"svg", "title", "g", "rect", "text", "polygon", "polyline"}
TAGS = DRAWN | {"article", "h1", "h2", "h3", "p", "ul", "ol", "li", "strong", "div"}
ATTRIBUTES = {
    *("xmlns", "version", "width", "height", "viewbox", "role", "x", "y", "rx", "points", "opacity"),
    *("fill", "stroke", "stroke-width", "stroke-linejoin", "stroke-linecap"),
    *("font-family", "font-size", "font-weight", "text-anchor"),
}
EMPTY = {"rect", "polygon", "polyline"}


class Fragment(HTMLParser):
    """What a browser makes of a piece of HTML: elements, attributes, and the text of each element."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: set[str] = set()
        self.texts: list[tuple[str, str]] = []
        self.others: list[str] = []
        self._open: list[str] = []
        self.feed(html)
        self.close()
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes |= {name for name, _ in attrs}
        self._open.append(tag)
        self.texts.append((tag, ""))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in EMPTY
        self.tags.append(tag)
        self.attributes |= {name for name, _ in attrs}

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        tag, text = self.texts[-1]
        self.texts[-1] = (tag, text + data)

    def handle_comment(self, data: str) -> None:
        self.others.append(data)

    def handle_decl(self, decl: str) -> None:
        self.others.append(decl)

    def handle_pi(self, data: str) -> None:
        self.others.append(data)

    def unknown_decl(self, data: str) -> None:
        self.others.append(data)

    def told(self, tag: str) -> list[str]:
        return [text for name, text in self.texts if name == tag and text]


def check(html: str) -> Fragment:
    """Return a fragment that holds nothing but what a page without scripts is made of."""
    fragment = Fragment(html)
    assert set(fragment.tags) <= TAGS
    assert fragment.attributes <= ATTRIBUTES
    assert fragment.others == []
    return fragment


def text_of(page: Any, units: UnitSystem = UnitSystem.METRIC) -> str:
    return "\n".join(text for _, text in check(plain_html(page, units)).texts)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_document_becomes_plain_elements_alone(name):
    fragment = check(plain_html(DOCUMENTS[name]))
    assert fragment.tags.count("svg") == 2
    assert len(fragment.told("h1")) == 1


@pytest.mark.parametrize("name", ["track", "place"])
@pytest.mark.parametrize("text", HOSTILE_TEXTS)
def test_a_hostile_text_arrives_as_text_and_as_what_cleaning_leaves(name, text):
    fragment = check(plain_html(with_text(DOCUMENTS[name], text)))
    kept = clean(text, max_characters=TEXT_CHARACTERS)
    assert kept in fragment.told("li")
    assert clean(text) in fragment.told("h1")[0]


@pytest.mark.parametrize("text", HOSTILE_TEXTS)
def test_a_hostile_text_reaches_every_place_where_words_stand(text):
    tame, hostile = (Fragment(plain_html(with_text(track_document(), one))) for one in ("tame", text))
    # In the pictures long names leave less room for others.
    assert [tag for tag in hostile.tags if tag not in DRAWN] == [tag for tag in tame.tags if tag not in DRAWN]


@pytest.mark.parametrize("module", [plain, drawing])
def test_without_escaping_the_check_fails(monkeypatch, module):
    page = with_text(track_document(), "<img src=x onerror='window.broken = true'>")
    check(plain_html(page))
    monkeypatch.setattr(module, "escaped", lambda text: text)
    with pytest.raises(AssertionError):
        check(plain_html(page))


@pytest.mark.parametrize("name", DOCUMENTS)
def test_it_can_stand_inside_noscript_before_the_slots_of_a_page(name):
    html = plain_html(with_text(DOCUMENTS[name], "</noscript><!-- data --><!-- map -->"))
    assert "noscript" not in html.replace("&#60;&#47;noscript&#62;", "")
    assert "<!--" not in html


def test_a_workout_is_told_step_by_step():
    fragment = check(plain_html(track_document()))
    assert fragment.told("h3")[:4] == [
        "Before: Ten minutes of drills (its source gives no time: it is not counted)",
        "Warm-up",
        "6 × Hill repeats",
        "Cool-down",
    ]
    assert fragment.told("strong") == ["Warm-up", "Rep on h1", "Recovery on h1", "Cool-down", "Strides"]
    told = fragment.told("p")
    assert "180 m · 1:11–1:22 · 8.0 %" in told
    assert "180 m · 1:11–1:22 · \N{MINUS SIGN}8.0 %" in told
    assert "on the spot · 1:11–1:22" in told
    assert {"hard, not all out", "Short quick strides."} <= set(told)


def test_totals_runner_and_day_are_told():
    fragment = check(plain_html(track_document()))
    assert fragment.told("li")[1:7] == [
        "Distance: 3.36 km",
        "Time: 48:27–56:44",
        "Up: 86 m",
        "Down: 86 m",
        "Hard running: about 7:30",
        "Energy: about 420 kcal",
    ]
    assert "For intermediate runners, times for an assumed 5 km in 30:00." in fragment.told("p")
    assert "Thursday 12 March 2026, 18:00 (Europe/Ljubljana)" in fragment.told("p")


def test_a_block_whose_name_says_how_often_does_not_say_it_twice():
    told = workout()
    told["blocks"][1]["name"] = "6 × 180 m uphill"
    assert "6 × 180 m uphill" in check(plain_html(track_document(workout=told))).told("h3")


def test_notices_reasons_notes_and_sources_are_told():
    told = text_of(track_document())
    for text in ("A gap of 20 m.", "h1 fits best.", "A hill session is a hard day.", "The hill-repeat article."):
        assert text in told
    assert "Elevation: as stored in the file, behaves like a barometer's, scatter 0.6 m." in told
    assert "2 % of the length is interpolated" in told
    assert "File written by a watch." in told
    assert "Map data by the surveyors" in told


def test_who_has_no_scripts_is_told_what_is_missing():
    assert word("plain.needsScripts") in text_of(track_document())


def test_hills_are_told_with_their_errors_and_how_sure_they_are():
    told = text_of(track_document())
    assert (
        "Hill h1: 180 m at 8.0 ± 0.3 % · 14.4 ± 0.6 m up · steepest 50 m: 8.3 % · an even ramp · repeat hill · sure"
        in told
    )
    assert "1 stretch that may be a hill" in told


def test_of_a_long_list_the_first_are_told_and_the_rest_counted():
    told = check(plain_html(track_document(hills=[track_hill(f"h{i}", 10.0 * i) for i in range(50)])))
    assert len([text for text in told.told("li") if text.startswith("Hill h")]) == MOST_HILLS
    assert "And 30 more hills." in told.told("p")


def test_hills_around_a_place_are_numbered_as_on_the_map_and_the_others_counted():
    html = plain_html(nearby_document())
    told = check(html)
    assert [text[:16] for text in told.told("li") if text.startswith("h")] == ["h1, Linden Lane:", "h2, Ridge Road: "]
    assert "<ol>" in html
    assert "And 2 more hills." in told.told("p")
    assert {"Elevation: a terrain model; a post every 30 m.", "Map: a map, as of 2026-03-01."} <= set(told.told("p"))


def test_where_nothing_is_there_it_says_so():
    assert word("noHills") in text_of(empty_track_document())
    assert word("noMapData") in text_of(empty_track_document())
    assert word("noHillNearby") in text_of(empty_nearby_document())
    assert word("onlyUnsureNearby") in text_of(nearby_document(hills=[]))


def test_units_reach_every_figure():
    told = text_of(track_document(), UnitSystem.IMPERIAL)
    assert "Distance: 2.09 mi" in told
    assert "scatter 2.0 ft" in told
    assert "Hill h1: 591 ft at 8.0 ± 0.3 %" in told


def test_equal_documents_give_equal_text():
    assert plain_html(track_document()) == plain_html(track_document())


def test_a_plan_of_10_km_stays_small():
    rng = np.random.default_rng(1)
    at_m = np.arange(0, 10_000.0, 10)
    height_m = elevations(at_m % 2000) + np.cumsum(rng.normal(0, 0.1, len(at_m)))
    turns = np.cumsum(rng.normal(0, 0.1, 2001))
    line = 5 * np.cumsum(np.column_stack([np.cos(turns), np.sin(turns)]), axis=0)
    ways: list[Points] = [[(float(x), float(y)) for x, y in line[i : i + 11]] for i in range(0, 2000, 10)]
    parts = {"lines": lines_of(ways), "grade_class": [i % 7 for i in range(200)], "leg_starts": [0]}
    html = plain_html(track_document(chart=chart(at_m, height_m), parts=parts))
    assert len(html.encode()) < 60_000


def test_a_city_stays_small():
    rng = np.random.default_rng(1)
    streets = [start + np.cumsum(rng.normal(0, 20, (15, 2)), axis=0) for start in rng.uniform(-4000, 4000, (5000, 2))]
    flat: list[Points] = [[(float(x), float(y)) for x, y in line] for line in streets]
    hills: list[Points] = flat[:200]
    page = nearby_document(
        hills=[offer(f"h{i}", line) for i, line in enumerate(hills)],
        parts={"lines": lines_of(hills), "grade_class": [i % 8 for i in range(200)], "leg_starts": list(range(200))},
        backdrop={"streets": [{"way_class": "A", "lines": lines_of(flat)}], "relief": None},
    )
    assert len(plain_html(page).encode()) < 150_000
