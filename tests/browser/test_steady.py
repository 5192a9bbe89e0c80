"""Nothing moves under the eyes or the finger: neither while a page loads nor while somebody points at it."""

from collections.abc import Callable

import pytest

from tests.browser.conftest import DESK, PHONE, Opened, Opener
from tests.unit.export.sessions import rolling
from tests.unit.render.drawn import draw_survey, draw_workout
from tests.unit.render.nearby_example import draw_nearby_example, large_town
from tests.unit.render.pages import nearby_html, track_html

pytestmark = pytest.mark.browser

MOST = 0.01
"""A cumulative layout shift; 0.1 is what web vitals call good."""

SUM_SHIFTS = """
  window.shifted = 0;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) window.shifted += entry.value;
  }).observe({ type: "layout-shift", buffered: true });
"""

DATA = '<script type="application/json"'

PAGES: dict[str, Callable[[], str]] = {
    "plan": lambda: track_html(draw_survey(), draw_workout(draw_survey())),
    "long plan": lambda: track_html(draw_survey(), rolling()),
    "find": lambda: track_html(draw_survey()),
    "near": lambda: nearby_html(draw_nearby_example()),
    "town": lambda: nearby_html(large_town(n_hills=400, n_streets=9000, n_vertices=26_000)),
}
each_page = pytest.mark.parametrize("name", ["plan", "find", "near"])
each_size = pytest.mark.parametrize("size", [DESK, PHONE, (1000, 700)], ids=["desk", "phone", "narrow"])


def shifted(opened: Opened) -> float:
    """Return how much of the window has moved since the page was opened, as a cumulative layout shift."""
    opened.settle()
    opened.settle()
    return float(opened.page.evaluate("window.shifted"))


@each_page
@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_nothing_moves_while_a_page_loads(open_page: Opener, name, size):
    opened = open_page(PAGES[name](), size=size, before=SUM_SHIFTS)
    assert opened.complaints == []
    assert shifted(opened) < MOST


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_nothing_moves_while_a_page_arrives_in_parts(open_page: Opener, name, size):
    opened = open_page("<!DOCTYPE html><title>nothing yet</title>", size=size, before=SUM_SHIFTS)
    # What a browser has read so far it shows, whenever it likes: here, before the data and the scripts.
    frame, rest = PAGES[name]().split(DATA)
    opened.page.evaluate("(text) => { document.open(); document.write(text); }", frame)
    opened.settle()
    opened.page.evaluate("(text) => { document.write(text); document.close(); }", DATA + rest)
    assert opened.text("h1 >> visible=true")
    assert opened.complaints == []
    assert shifted(opened) < MOST


def test_nothing_moves_while_a_page_without_scripts_is_read(open_page: Opener) -> None:
    # Without scripts nobody would count: here they run, and only the part for those who have none is shown.
    html = PAGES["plan"]().replace("<noscript>", "<div>").replace("</noscript>", "</div>")
    assert shifted(open_page(html, before=SUM_SHIFTS)) < MOST


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_what_moves_would_be_noticed(open_page: Opener, size):
    insert = "document.body.prepend(Object.assign(document.createElement('p'), { textContent: 'late '.repeat(400) }))"
    late = f"requestAnimationFrame(() => requestAnimationFrame(() => {insert}))"
    opened = open_page(PAGES["plan"](), size=size, before=f"{SUM_SHIFTS} addEventListener('load', () => {late});")
    opened.settle()
    assert shifted(opened) > MOST


def edges(opened: Opened) -> list[float]:
    """Return where map and profile begin and end [px]."""
    boxes = [opened.page.locator(selector).bounding_box() for selector in (".map-frame", "#chart")]
    return [edge for box in boxes for edge in (box["y"], box["y"] + box["height"], box["x"], box["x"] + box["width"])]


@each_page
@each_size
def test_pointing_along_the_profile_moves_neither_it_nor_the_map(open_page: Opener, name, size):
    opened = open_page(PAGES[name](), size=size)
    opened.page.focus("#chart")
    seen = {opened.text("#readout"): edges(opened)}
    for _ in range(10):
        opened.page.keyboard.press("PageUp")
        seen[opened.text("#readout")] = edges(opened)
    assert len(seen) >= 10
    first = next(iter(seen.values()))
    assert {words: now for words, now in seen.items() if now != first} == {}


@each_page
@each_size
def test_other_units_move_neither_the_profile_nor_the_map(open_page: Opener, name, size):
    opened = open_page(PAGES[name](), size=size)
    before = edges(opened)
    opened.page.locator("#units button", has_text="mi").click()
    opened.settle()
    assert edges(opened) == before


def test_a_map_that_moves_would_be_noticed(open_page: Opener) -> None:
    opened = open_page(PAGES["plan"]())
    before = edges(opened)
    opened.page.evaluate("document.getElementById('readout').textContent = 'many words '.repeat(30)")
    opened.page.evaluate("document.getElementById('readout').style.cssText = 'white-space: normal; height: auto'")
    assert edges(opened) != before
