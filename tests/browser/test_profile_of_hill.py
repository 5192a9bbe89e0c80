"""The profile of one hill in a browser: its pieces, how far it is known, its best stretch, and its way on the map."""

import math
import re
from dataclasses import replace

import numpy as np
import pytest

from hillwork.model import Floats, Hill, Survey
from hillwork.units import format_distance, format_grade
from tests.browser.conftest import Opened, Opener
from tests.unit.render.drawn import draw_survey, draw_workout, make_hill
from tests.unit.render.pages import track_html

pytestmark = pytest.mark.browser

N_DRAWN = re.compile(r"-?\d+(?:\.\d+)?")

# Gradients of many classes, down among them, and a last piece that is shorter than the others; known less well.
PIECES = (
    (100, 0, 0.0),
    (45, 10, 0.03),
    (30, 0, 0.131),
    (40, 20, -0.052),
    (30, 0, 0.183),
    (50, 30, 0.071),
    (200, 0, 0.0),
)


def bumpy_survey() -> Survey:
    survey = draw_survey(pieces=PIECES, with_hills=False)
    return replace(survey, hills=(replace(make_hill(survey.profile, "h1", 100, 295, "s1"), gain_sd_m=2.3),))


def plan_on(survey: Survey, i: int) -> str:
    return track_html(survey, replace(draw_workout(draw_survey()), hills=(survey.hills[i],)))


SURVEY, BUMPY = draw_survey(), bumpy_survey()
LONG = SURVEY.hills[2]
HILLS = {
    "even": (SURVEY.hills[0], plan_on(SURVEY, 0)),
    "long": (LONG, plan_on(SURVEY, 2)),
    "bumpy": (BUMPY.hills[0], plan_on(BUMPY, 0)),
}
each_hill = pytest.mark.parametrize("name", HILLS)


@pytest.fixture
def long_hill(open_page: Opener) -> Opened:
    return open_page(HILLS["long"][1])


def drawn_at(opened: Opened, selector: str, attribute: str) -> list[Floats]:
    """Return the numbers of an attribute of each of some elements."""
    texts = opened.page.locator(f"#chart {selector}").evaluate_all(
        "(all, name) => all.map((one) => one.getAttribute(name))", attribute
    )
    return [np.array(N_DRAWN.findall(text), dtype=np.float64) for text in texts]


def scale(opened: Opened, selector: str, attribute: str) -> tuple[float, float, float]:
    """Return where the first label of an axis is [px], what it says [m], and how much a pixel is from there to the last [m]."""
    at = np.concatenate(drawn_at(opened, selector, attribute))
    told = [float(words.removesuffix(" m")) for words in opened.page.locator(f"#chart {selector}").all_text_contents()]
    return at[0], told[0], (told[-1] - told[0]) / (at[-1] - at[0])


def along_m(opened: Opened, x: Floats) -> Floats:
    """Return distances from the foot at places of the chart, as its labels below have it [m]."""
    at, told, metres_per_px = scale(opened, ".x-label", "x")
    return told + (x - at) * metres_per_px


def metres_per_px(opened: Opened) -> float:
    """Return how much a pixel is upwards, as the labels at the side have it [m]."""
    return -scale(opened, ".y-label", "y")[-1]


def pieces_of(opened: Opened) -> Floats:
    """Return where the pieces begin and end, shape (pieces + 1,) [m]."""
    corners = [points.reshape(-1, 2)[:, 0] for points in drawn_at(opened, ".piece", "points")]
    return along_m(opened, np.array([corners[0].min(), *(x.max() for x in corners)]))


def place_of(hill: Hill, along_m: float) -> tuple[float, float]:
    """Return the place of a hill at a distance from its foot, latitude before longitude [deg]."""
    share = np.linspace(0, hill.length_m, len(hill.line))
    return float(np.interp(along_m, share, hill.line.lat_deg)), float(np.interp(along_m, share, hill.line.lon_deg))


def pointer_at(opened: Opened) -> tuple[float, float]:
    box = opened.page.locator(".pointer span").bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def read_m(opened: Opened) -> float:
    """Return the distance that the readout begins with [m]."""
    return float(opened.text("#readout").split(" m ")[0])


@each_hill
def test_a_plan_on_one_hill_opens_with_its_profile(open_page: Opener, name):
    hill, html = HILLS[name]
    opened = open_page(html)
    assert opened.profile_of() == hill.id
    assert opened.page.get_by_role("button", name="The hill").get_attribute("aria-pressed") == "true"
    assert opened.page.locator("#chart").get_attribute("aria-valuemax") == f"{hill.length_m:.0f}"
    assert opened.text("#readout") == (
        f"{hill.id}: {format_distance(hill.length_m)} at {format_grade(hill.grade, hill.grade_sd)}"
    )


def test_the_whole_way_is_a_click_away_and_the_hill_another(long_hill):
    before = long_hill.page.inner_html("#chart svg")
    long_hill.page.get_by_role("button", name="Whole way").click()
    buttons = long_hill.page.locator("#chart-views button").all()
    assert [one.get_attribute("aria-pressed") for one in buttons] == ["true", "false"]
    assert long_hill.page.locator("#chart").get_attribute("aria-valuemax") == "10000"
    assert long_hill.page.locator("#chart .hill-label").all_text_contents() == ["h3", "h1", "h2"]
    buttons[1].click()
    assert long_hill.page.inner_html("#chart svg") == before


@each_hill
def test_pieces_of_a_few_strides_lie_side_by_side_from_foot_to_top(open_page: Opener, name):
    hill, html = HILLS[name]
    borders_m = pieces_of(open_page(html))
    lengths_m = np.diff(borders_m)
    assert borders_m[[0, -1]] == pytest.approx([0, hill.length_m], abs=0.2)
    assert lengths_m[:-1] == pytest.approx(lengths_m[0], abs=0.2)
    assert 10 <= round(lengths_m[0], 1) <= 25
    # As many as fit, and one for the rest.
    assert len(lengths_m) == math.ceil(hill.length_m / round(lengths_m[0]))


@each_hill
def test_each_piece_says_its_gradient(open_page: Opener, name):
    hill, html = HILLS[name]
    opened = open_page(html)
    borders_m = np.round(pieces_of(opened))
    at_m = np.linspace(0, hill.length_m, len(hill.elevation_m))
    grades = np.diff(np.interp(borders_m, at_m, hill.elevation_m)) / np.diff(borders_m)
    told = [
        float(words.removesuffix(" %").replace("\N{MINUS SIGN}", "-"))
        for words in opened.page.locator("#chart .piece-label").all_text_contents()
    ]
    # Rounded to whole points, from heights in centimetres.
    assert told == pytest.approx(100 * grades, abs=0.6)


def test_pieces_have_the_signs_and_colours_of_their_gradients(open_page: Opener) -> None:
    opened = open_page(HILLS["bumpy"][1])
    words = opened.page.locator("#chart .piece-label").all_text_contents()
    drawn = opened.page.locator("#chart .piece").evaluate_all("(all) => all.map((one) => one.className.baseVal)")
    # Down more than 2 %, 2 to 4 %, 10 to 15 %, more than 15 %.
    assert {f"piece grade-{i}" for i in (0, 2, 6, 7)} <= set(drawn)
    assert "\N{MINUS SIGN}5 %" in words
    assert not [one for one in words if "-" in one]


@each_hill
def test_the_band_is_as_wide_as_the_error_of_the_gain_at_the_top_and_closed_at_the_foot(open_page: Opener, name):
    hill, html = HILLS[name]
    opened = open_page(html)
    (points,) = drawn_at(opened, ".error-band", "points")
    upper, lower = np.split(points.reshape(-1, 2), 2)
    lower = lower[::-1]
    width_m = (lower[:, 1] - upper[:, 1]) * metres_per_px(opened)
    assert upper[:, 0] == pytest.approx(lower[:, 0])
    assert along_m(opened, upper[[0, -1], 0]) == pytest.approx([0, hill.length_m], abs=0.2)
    # Drawn to a tenth of a pixel, told in centimetres.
    assert width_m[[0, -1]] == pytest.approx([0, 2 * hill.gain_sd_m], abs=0.05 + 0.2 * metres_per_px(opened))
    assert np.all(np.diff(width_m) >= -0.2 * metres_per_px(opened))


@each_hill
def test_the_bracket_begins_and_ends_where_the_best_stretch_does(open_page: Opener, name):
    hill, html = HILLS[name]
    opened = open_page(html)
    best = hill.best_stretch
    (numbers,) = drawn_at(opened, ".bracket.is-best path", "d")
    left, _, _, right, _ = numbers
    start_m = best.start_m - hill.start_m
    assert along_m(opened, np.array([left, right])) == pytest.approx([start_m, start_m + best.length_m], abs=0.2)
    assert opened.page.locator("#chart .bracket text").text_content() == (
        f"best {format_distance(best.length_m)}: {format_grade(best.grade, best.grade_sd)}"
    )


def test_the_readout_names_the_best_stretch_inside_it_only(open_page: Opener) -> None:
    opened = open_page(HILLS["even"][1])
    opened.page.focus("#chart")
    told = []
    for key in ("Home", "PageUp", "End"):
        opened.page.keyboard.press(key)
        told.append("best stretch" in opened.text("#readout"))
    assert told == [False, True, False]


def test_the_readout_says_height_and_gradient_with_its_error(open_page: Opener) -> None:
    hill, html = HILLS["bumpy"]
    opened = open_page(html)
    opened.page.focus("#chart")
    for _ in range(3):
        opened.page.keyboard.press("PageUp")
    metres = read_m(opened)
    _, height, grade, *_ = opened.text("#readout").split(" · ")
    assert height == f"{np.interp(metres, np.arange(0, 200, 5), hill.elevation_m):.0f} m"
    assert re.fullmatch(r"13(\.\d)? ± \d+(\.\d)? %", grade)


@each_hill
def test_the_keyboard_leads_the_pointer_up_the_hill_on_the_map(open_page: Opener, name):
    hill, html = HILLS[name]
    opened = open_page(html)
    opened.page.get_by_role("button", name="Chosen hill").click()
    opened.page.focus("#chart")
    been = []
    for _ in range(9):
        opened.page.keyboard.press("PageUp")
        opened.settle()
        been.append(read_m(opened))
        assert pointer_at(opened) == pytest.approx(opened.spot(*place_of(hill, been[-1])), abs=2)
    assert been == sorted(set(been))
    assert been[-1] > 0.8 * hill.length_m


@each_hill
def test_the_keyboard_reaches_both_ends_of_the_hill_on_the_map(open_page: Opener, name):
    hill, html = HILLS[name]
    opened = open_page(html)
    opened.page.get_by_role("button", name="Chosen hill").click()
    opened.page.focus("#chart")
    for key, metres in (("End", hill.length_m), ("Home", 0)):
        opened.page.keyboard.press(key)
        opened.settle()
        assert pointer_at(opened) == pytest.approx(opened.spot(*place_of(hill, metres)), abs=2)
        assert opened.page.locator("#chart").get_attribute("aria-valuenow") == f"{metres:.0f}"


@each_hill
def test_the_mouse_over_the_hill_on_the_map_moves_the_readout(open_page: Opener, name):
    hill, html = HILLS[name]
    opened = open_page(html)
    opened.page.get_by_role("button", name="Chosen hill").click()
    opened.page.mouse.move(*opened.spot(*place_of(hill, 0.75 * hill.length_m)))
    opened.comes_to_read("#readout", r"^\d+ m ")
    assert read_m(opened) == pytest.approx(0.75 * hill.length_m, abs=6)


def test_the_mouse_far_from_the_hill_reads_nothing(long_hill):
    start = SURVEY.track.lat_deg[0], SURVEY.track.lon_deg[0]
    long_hill.page.get_by_role("button", name="Whole track").click()
    long_hill.page.mouse.move(*long_hill.spot(*place_of(LONG, 300)))
    long_hill.comes_to_read("#readout", r"^\d+ m ")
    long_hill.page.mouse.move(*long_hill.spot(*start))
    long_hill.comes_to_read("#readout", "^h3: 650 m")
    assert long_hill.page.locator(".pointer").count() == 0


def test_the_ends_of_the_chosen_hill_say_their_heights(long_hill):
    long_hill.page.get_by_role("button", name="Chosen hill").click()
    labels = long_hill.page.locator(".hill-end")
    told = labels.all_text_contents()
    assert told == [f"Foot {LONG.elevation_m[0]:.0f} m", f"Top {LONG.elevation_m[-1]:.0f} m"]
    for label, metres in zip(labels.all(), (0, LONG.length_m), strict=True):
        box = label.bounding_box()
        assert (box["x"], box["y"]) == pytest.approx(long_hill.spot(*place_of(LONG, metres)), abs=8)


WAYS = {
    "list": lambda opened: opened.page.locator(".hill-button", has_text="h3").click(),
    "pin": lambda opened: opened.page.locator(".pin span", has_text="h3").click(),
    "line": lambda opened: opened.page.mouse.click(*opened.spot(*place_of(LONG, 300))),
}


@pytest.mark.parametrize("view", ["The hill", "Whole way"])
@pytest.mark.parametrize("choose", WAYS.values(), ids=WAYS)
def test_another_hill_is_the_same_everywhere_however_it_is_chosen(open_page: Opener, choose, view):
    opened = open_page(HILLS["even"][1])
    opened.page.get_by_role("button", name=view).click()
    opened.page.get_by_role("button", name="Whole track").click()
    choose(opened)
    opened.settle()
    assert opened.chosen() == {"map": "h3", "profile": "h3", "list": "h3"}
    assert opened.profile_of() == ("h3" if view == "The hill" else "")
    assert opened.page.locator("#chart").get_attribute("aria-valuemax") == ("650" if view == "The hill" else "10000")


def test_a_row_that_is_closed_leaves_the_whole_way_and_nothing_to_switch(open_page: Opener) -> None:
    opened = open_page(HILLS["even"][1])
    opened.page.locator(".hill.is-chosen .hill-button").click()
    assert opened.profile_of() == ""
    assert not opened.page.locator("#chart-views").is_visible()
    assert opened.complaints == []
