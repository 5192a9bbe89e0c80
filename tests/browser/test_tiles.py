"""Online tiles: nobody is asked before the reader says so, then only the provider, and the page does without when it must."""

import base64
import re
from typing import Any
from urllib.parse import urlsplit

import pytest

from hillwork.render import draw_page, nearby_page, track_page
from hillwork.render.tiles import PROVIDERS
from tests.browser.conftest import Opened, Opener
from tests.unit.render.drawn import draw_survey, draw_workout
from tests.unit.render.nearby_example import draw_nearby_example
from tests.unit.render.pages import Page, nearby_html, track_html

pytestmark = pytest.mark.browser

PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
"""One pixel."""

OPENTOPOMAP = re.compile(r"[abc]\.tile\.opentopomap\.org")
SURVEY = draw_survey()
WORKOUT = draw_workout(SURVEY)
PLAN = draw_page(track_page(SURVEY, WORKOUT), tiles="opentopomap")
NEAR = draw_page(nearby_page(draw_nearby_example()), tiles="opentopomap")
PAGES = {"plan": PLAN, "near": NEAR}


class Network:
    """Whoever answers: with a tile, or not at all. Remembers who was asked, and how."""

    def __init__(self, *, is_down: bool = False) -> None:
        self.is_down = is_down
        self.asked: list[Any] = []

    def __call__(self, route: Any) -> None:
        self.asked.append(route.request)
        if self.is_down:
            route.abort()
        else:
            route.fulfill(body=PNG, content_type="image/png")

    def hosts(self) -> set[str]:
        return {str(urlsplit(request.url).hostname) for request in self.asked}


def tick(opened: Opened) -> None:
    opened.page.get_by_label(re.compile("online")).check()


def wait_for_tiles(opened: Opened) -> None:
    opened.page.locator(".leaflet-tile-loaded").first.wait_for(state="attached")


def note(opened: Opened) -> str:
    """Return what is said below the switches, nothing when nothing is seen."""
    shown = opened.page.locator("#layer-note")
    return str(shown.inner_text()) if shown.is_visible() else ""


def policy(html: str) -> dict[str, list[str]]:
    """Return what the content-security policy of a page allows."""
    (text,) = [
        attributes["content"] or ""
        for tag, attributes in Page(html).elements
        if tag == "meta" and attributes.get("http-equiv") == "Content-Security-Policy"
    ]
    return {name: sources for name, *sources in (directive.split() for directive in text.split(";"))}


@pytest.mark.parametrize("html", PAGES.values(), ids=PAGES)
def test_nobody_is_asked_before_the_box_is_ticked(open_page: Opener, html):
    network = Network()
    opened = open_page(html, network=network)
    opened.page.locator(".hill-button").nth(1).click()
    opened.page.get_by_role("button", name="Zoom out").click()
    opened.page.locator("#units button", has_text="mi").click()
    opened.settle()
    assert network.asked == []
    assert len(opened.requests) == 1
    assert note(opened) == ""
    assert opened.complaints == []


def test_a_page_without_the_network_does_not_want_one(open_page: Opener) -> None:
    opened = open_page(PLAN)
    assert not opened.page.get_by_label(re.compile("online")).is_checked()
    assert len(opened.requests) == 1
    assert opened.complaints == []


@pytest.mark.parametrize("html", PAGES.values(), ids=PAGES)
def test_a_ticked_box_asks_the_provider_and_nobody_else(open_page: Opener, html):
    network = Network()
    opened = open_page(html, network=network)
    tick(opened)
    wait_for_tiles(opened)
    assert network.hosts()
    assert [host for host in network.hosts() if not OPENTOPOMAP.fullmatch(host)] == []
    assert {request.resource_type for request in network.asked} == {"image"}
    assert {url for url in opened.requests if not url.startswith("file:")} == {request.url for request in network.asked}
    assert opened.complaints == []


@pytest.mark.parametrize("name", PROVIDERS)
def test_every_provider_answers_for_the_ground_that_is_looked_at(open_page: Opener, name):
    network = Network()
    html = draw_page(track_page(SURVEY, WORKOUT), tiles=name)
    opened = open_page(html, network=network)
    tick(opened)
    wait_for_tiles(opened)
    (allowed,) = [source for source in policy(html)["img-src"] if source != "data:"]
    allowed_host = re.escape(allowed.removeprefix("https://")).replace(r"\*", "[^.]+")
    assert [host for host in network.hosts() if not re.fullmatch(allowed_host, host)] == []
    assert {urlsplit(request.url).scheme for request in network.asked} == {"https"}
    # None of them stands for something that a page did not fill in.
    assert [request.url for request in network.asked if re.search(r"[{}]|%7[BbDd]|undefined|NaN", request.url)] == []
    assert re.search(allowed_host, note(opened))
    assert opened.complaints == []


def test_whom_the_page_asks_and_whose_map_it_is_stands_below_the_switches(open_page: Opener) -> None:
    opened = open_page(PLAN, network=Network())
    tick(opened)
    assert OPENTOPOMAP.search(note(opened))
    assert "OpenStreetMap" in note(opened)
    assert "SRTM" in note(opened)
    assert opened.page.locator("#layer-note").get_attribute("role") == "status"


def test_the_tiles_lie_below_the_ways_and_the_hills_stay_as_they_were(open_page: Opener) -> None:
    opened = open_page(PLAN, network=Network())
    before = [opened.pixels("--step-warm-up", "steps"), opened.pixels("--grade-1", "base")]
    tick(opened)
    wait_for_tiles(opened)
    panes = opened.page.evaluate(
        """["tile", "ground", "base", "steps"].map((name) =>
          Number(getComputedStyle(document.querySelector(`.leaflet-${name}-pane`)).zIndex))"""
    )
    assert panes == sorted(set(panes))
    assert [opened.pixels("--step-warm-up", "steps"), opened.pixels("--grade-1", "base")] == before
    assert opened.page.locator(".pin").count() > 0


def test_who_asks_is_not_told(open_page: Opener) -> None:
    network = Network()
    opened = open_page(PLAN, network=network)
    tick(opened)
    wait_for_tiles(opened)
    assert [request.headers["referer"] for request in network.asked if "referer" in request.headers] == []


def test_a_box_that_is_unticked_asks_no_more(open_page: Opener) -> None:
    network = Network()
    opened = open_page(PLAN, network=network)
    tick(opened)
    wait_for_tiles(opened)
    opened.page.get_by_label(re.compile("online")).uncheck()
    n_asked = len(network.asked)
    opened.page.get_by_role("button", name="Whole track").click()
    opened.settle()
    assert len(network.asked) == n_asked
    assert opened.page.locator(".leaflet-tile").count() == 0
    assert note(opened) == ""


def test_where_no_tile_arrives_the_page_says_so_and_the_rest_works(open_page: Opener) -> None:
    network = Network(is_down=True)
    opened = open_page(PLAN, network=network)
    before = opened.pixels("--step-warm-up", "steps")
    tick(opened)
    opened.comes_to_read("#layer-note", "does not answer")
    assert OPENTOPOMAP.search(note(opened))
    assert opened.pixels("--step-warm-up", "steps") == before
    opened.page.locator(".hill-button", has_text="h3").click()
    opened.settle()
    assert opened.chosen() == {"map": "h3", "profile": "h3", "list": "h3"}
    assert [one for one in opened.complaints if "ERR_FAILED" not in one and "Canvas2D" not in one] == []


def test_without_a_network_the_page_says_so_too(open_page: Opener) -> None:
    opened = open_page(PLAN)
    tick(opened)
    opened.comes_to_read("#layer-note", "does not answer")
    assert opened.page.locator(".pin").count() > 0


def test_tiles_that_come_after_all_are_not_said_to_be_missing(open_page: Opener) -> None:
    network = Network(is_down=True)
    opened = open_page(PLAN, network=network)
    tick(opened)
    opened.comes_to_read("#layer-note", "does not answer")
    network.is_down = False
    opened.page.get_by_label(re.compile("online")).uncheck()
    tick(opened)
    wait_for_tiles(opened)
    assert "does not answer" not in note(opened)


@pytest.mark.parametrize(
    "html", [track_html(SURVEY, WORKOUT), nearby_html(draw_nearby_example())], ids=["plan", "near"]
)
def test_a_page_without_tiles_has_no_box_for_them_and_may_ask_nobody(open_page: Opener, html):
    opened = open_page(html, network=Network())
    assert opened.page.get_by_label(re.compile("online")).count() == 0
    assert policy(html)["img-src"] == ["data:"]
    assert policy(html)["default-src"] == ["'none'"]
    assert not [source for sources in policy(html).values() for source in sources if "//" in source]


LOAD = """(address) => new Promise((done) => {
  const image = new Image();
  image.onload = () => done("loaded");
  image.onerror = () => done("stopped");
  image.src = address;
})"""


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org/1/2/3.png",
        "https://tile.openstreetmap.org/1/2/3.png",
        "https://a.tile.opentopomap.org.example.org/1/2/3.png",
        "http://a.tile.opentopomap.org/1/2/3.png",
    ],
)
def test_an_image_of_anybody_else_is_stopped(open_page: Opener, address):
    network = Network()
    opened = open_page(PLAN, network=network)
    assert opened.page.evaluate(LOAD, address) == "stopped"
    assert network.asked == []
    assert "img-src" in " ".join(opened.complaints)


def test_an_image_of_the_provider_is_not_stopped(open_page: Opener) -> None:
    opened = open_page(PLAN, network=Network())
    assert opened.page.evaluate(LOAD, "https://a.tile.opentopomap.org/1/2/3.png") == "loaded"


def test_without_tiles_not_even_the_provider_would_be_asked(open_page: Opener) -> None:
    network = Network()
    opened = open_page(track_html(SURVEY, WORKOUT), network=network)
    assert opened.page.evaluate(LOAD, "https://a.tile.opentopomap.org/1/2/3.png") == "stopped"
    assert network.asked == []
