"""Pages where no script runs: the same as words and pictures, and as deaf to names that are programs."""

import re
from collections.abc import Callable

import pytest

from hillwork.units import UnitSystem, format_distance, format_height
from tests.browser.conftest import DESK, PHONE, Opened, Opener
from tests.browser.test_hostile_names import PAYLOAD, all_hostile_values, hostile_values
from tests.unit.export.sessions import ALL
from tests.unit.render.drawn import draw_survey, draw_workout
from tests.unit.render.hostile import HOSTILE_TEXTS
from tests.unit.render.nearby_example import draw_nearby_example, hostile_nearby, large_town
from tests.unit.render.pages import nearby_html, track_html

pytestmark = pytest.mark.browser

SURVEY = draw_survey()
WORKOUT = draw_workout(SURVEY)
NEARBY = draw_nearby_example()

PAGES: dict[str, Callable[[], str]] = {
    "plan": lambda: track_html(SURVEY, WORKOUT),
    "find": lambda: track_html(SURVEY),
    "no hills": lambda: track_html(draw_survey(with_hills=False)),
    "near": lambda: nearby_html(NEARBY),
    "town": lambda: nearby_html(large_town(n_hills=200, n_streets=900, n_vertices=2600)),
    "hostile plan": lambda: track_html(*all_hostile_values()),
    "hostile near": lambda: nearby_html(hostile_nearby(" ".join(HOSTILE_TEXTS))),
    "long words": lambda: nearby_html(hostile_nearby("x" * 300)),
}
STEP_NAMES = ("Warm-up", "Rep on h1", "Recovery on h1", "Cool-down")


@pytest.fixture
def open_still(open_page: Opener) -> Callable[..., Opened]:
    """Return a function that opens HTML text where scripts do not run."""

    def opener(html: str, size: tuple[int, int] = DESK) -> Opened:
        return open_page(html, size=size, scripts=False)

    return opener


def body(opened: Opened) -> str:
    """Return what is seen."""
    return re.sub(r"\s+", " ", opened.text("body"))


def visible(opened: Opened, selector: str) -> int:
    return int(opened.page.locator(f"{selector} >> visible=true").count())


@pytest.mark.parametrize("name", PAGES)
def test_a_still_page_asks_for_nothing_and_complains_of_nothing(open_still, name):
    opened = open_still(PAGES[name]())
    assert opened.complaints == []
    assert len(opened.requests) == 1


def test_a_complaint_would_be_noticed(open_still):
    html = PAGES["plan"]()
    opened = open_still(
        html.replace("<article>", '<article><img src="https://example.org/a.png"><p style="color: red">')
    )
    assert html.count("<article>") == 1
    assert "img-src" in " ".join(opened.complaints)
    assert "style-src" in " ".join(opened.complaints)


@pytest.mark.parametrize("name", PAGES)
def test_a_phone_needs_no_scrolling_sideways(open_still, name):
    opened = open_still(PAGES[name](), PHONE)
    assert opened.page.evaluate("document.documentElement.scrollWidth") == PHONE[0]


def test_scrolling_sideways_would_be_noticed(open_still):
    opened = open_still(PAGES["plan"]().replace("<article>", '<article><svg width="900" height="10"></svg>'), PHONE)
    assert opened.page.evaluate("document.documentElement.scrollWidth") > PHONE[0]


@pytest.mark.parametrize(
    ("name", "title"), [("plan", "Evening hills"), ("find", "Evening hills"), ("near", "Linden Lane 1, Ljubljana")]
)
def test_a_still_page_says_its_name_once_and_shows_nothing_that_is_dead(open_still, name, title):
    opened = open_still(PAGES[name]())
    headings = opened.page.locator("h1 >> visible=true").all_inner_texts()
    assert [title in heading for heading in headings] == [True]
    assert visible(opened, "button, input, .masthead, main") == 0


@pytest.mark.parametrize("name", ["plan", "find", "near", "town"])
@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_there_are_pictures_that_can_be_seen(open_still, name, size):
    opened = open_still(PAGES[name](), size)
    boxes = [svg.bounding_box() for svg in opened.page.locator("article svg >> visible=true").all()]
    assert len(boxes) >= 2
    assert min(box["width"] for box in boxes) > 0.7 * min(size[0], 800)
    assert min(box["height"] for box in boxes) > 150
    assert opened.page.locator("article svg :is(path, polyline, polygon)").count() > 10


def test_every_picture_has_a_name_for_those_who_do_not_see_it(open_still):
    opened = open_still(PAGES["plan"]())
    names = opened.page.locator("article svg").evaluate_all(
        "(all) => all.map((one) => one.getAttribute('aria-label') || one.querySelector('title')?.textContent)"
    )
    assert len(names) >= 2
    assert all(names)


def test_the_steps_of_a_plan_are_words(open_still):
    opened = open_still(PAGES["plan"]())
    assert opened.page.locator("ol li strong").all_inner_texts() == list(STEP_NAMES)
    steps = [step for block in WORKOUT.blocks for step in block.steps]
    for item, step in zip(opened.page.locator("ol li").all(), steps, strict=True):
        words = item.inner_text()
        assert format_distance(step.distance_m) in words
        assert step.cue in words
        assert step.effort.feel in words
    assert "6 ×" in body(opened)


@pytest.mark.parametrize("build", ALL.values(), ids=ALL)
def test_the_steps_of_every_session_are_words(open_still, build):
    workout = build()
    opened = open_still(track_html(SURVEY, workout))
    assert opened.page.locator("ol li").count() == sum(len(block.steps) for block in workout.blocks)
    assert workout.title in body(opened)


def test_what_to_know_before_is_among_the_words(open_still):
    words = body(open_still(PAGES["plan"]()))
    for sentence in (*(note.message for note in WORKOUT.notes), *WORKOUT.why, *WORKOUT.sources, *WORKOUT.cues):
        assert sentence in words


@pytest.mark.parametrize("units", list(UnitSystem))
def test_the_hills_of_a_track_are_words(open_still, units):
    opened = open_still(track_html(SURVEY, units=units))
    items = opened.page.locator("li", has_text="at ").all_inner_texts()
    for hill in SURVEY.hills:
        (words,) = [item for item in items if hill.id in item]
        assert format_distance(hill.length_m, units) in words
        assert format_height(hill.gain_m, hill.gain_sd_m, units) in words


def test_the_hills_around_a_place_are_words_with_their_streets(open_still):
    words = body(open_still(PAGES["near"]()))
    for street in ("Linden Lane", "Mill Road", "Unnamed path"):
        assert street in words
    assert format_distance(NEARBY.offers[0].local.hill.length_m) in words
    assert "OpenStreetMap contributors" in words


def test_of_many_hills_it_is_said_that_there_are_more(open_still):
    opened = open_still(PAGES["town"]())
    n_told = opened.page.locator("li", has_text=re.compile(r"Linden Lane|Mill Road")).count()
    assert 10 <= n_told < 200
    assert re.search(rf"\b{200 - n_told}\b", body(opened))


def test_without_hills_the_words_say_so(open_still):
    assert "no hills" in body(open_still(PAGES["no hills"]())).lower()


def test_a_still_page_says_what_it_lacks(open_still):
    assert "scripts" in body(open_still(PAGES["plan"]()))


@pytest.mark.parametrize("text", [PAYLOAD, "<img src=x onerror='window.broken = true'>", "</noscript><b>", "{{7*7}}"])
def test_hostile_names_are_shown_as_they_are(open_still, text):
    opened = open_still(track_html(*hostile_values(text)))
    assert opened.page.locator("h1 >> visible=true").text_content() == text
    assert body(opened).count(text) > 5
    assert opened.page.locator("article img, article script, article b").count() == 0
    assert opened.complaints == []


def test_no_hostile_name_ends_the_part_without_scripts_where_scripts_run(open_page: Opener) -> None:
    opened = open_page(track_html(*all_hostile_values()))
    assert visible(opened, "article") == 0
    assert opened.page.locator("body > noscript").count() == 1
    assert opened.page.evaluate("window.broken") is None


def test_the_words_are_dark_on_light_or_light_on_dark(open_page: Opener) -> None:
    opened = open_page(PAGES["plan"](), scripts=False, scheme="dark")
    red, green, blue = opened.page.evaluate(
        "getComputedStyle(document.body).backgroundColor.match(/\\d+/g).map(Number)"
    )
    ink = opened.page.evaluate("getComputedStyle(document.querySelector('article p')).color.match(/\\d+/g).map(Number)")
    assert max(red, green, blue) < 64
    assert min(ink) > 180
