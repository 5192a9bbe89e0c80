"""Kilometres and miles in a browser: one switch for all that is measured, and back again."""

import re
from itertools import pairwise

import pytest

from hillwork.units import (
    METRES_PER_FOOT,
    METRES_PER_MILE,
    UnitSystem,
    format_distance,
    format_grade,
    format_height,
)
from tests.browser.conftest import Opened, Opener
from tests.unit.render.drawn import draw_survey, draw_workout
from tests.unit.render.nearby_example import draw_nearby_example, example_offers
from tests.unit.render.pages import nearby_html, track_html

pytestmark = pytest.mark.browser

MILES = UnitSystem.IMPERIAL
SURVEY = draw_survey()
WORKOUT = draw_workout(SURVEY)
PLAN = track_html(SURVEY, WORKOUT)
PLAN_IN_MILES = track_html(SURVEY, WORKOUT, units=MILES)
NEARBY = draw_nearby_example()
NEAR = nearby_html(NEARBY)

METRIC = re.compile(r"\d\s?(?:m|km)\b")
MEASURED = {
    "head": "#facts",
    "steps": "#workout .step-head",
    "totals": "#workout .facts dd",
    "rows": ".hill .hill-summary",
    "open row": ".hill.is-chosen .facts :is(dt, dd)",
    "axes": "#chart text",
    "readout": "#readout",
    "switches": "#layers label",
    "scale": ".leaflet-control-scale-line",
    "grid": ".grid-size",
    "ends of the hill": ".hill-end b",
    "marks": ".mark span",
}


def switch(opened: Opened, units: UnitSystem) -> None:
    opened.page.locator("#units button", has_text="mi" if units is MILES else "km").click()
    opened.settle()


def told(opened: Opened) -> dict[str, list[str]]:
    """Return what each measured part of a page says."""
    return {part: opened.page.locator(selector).all_text_contents() for part, selector in MEASURED.items()}


def pressed(opened: Opened) -> list[str]:
    """Return which of the units are said to be switched on."""
    return [str(button.get_attribute("aria-pressed")) for button in opened.page.locator("#units button").all()]


@pytest.fixture
def plan(open_page: Opener) -> Opened:
    return open_page(PLAN)


@pytest.fixture
def miles(plan: Opened) -> Opened:
    switch(plan, MILES)
    return plan


@pytest.fixture
def near(open_page: Opener) -> Opened:
    opened = open_page(NEAR)
    switch(opened, MILES)
    return opened


def test_the_switch_says_what_is_on(plan):
    before = pressed(plan)
    switch(plan, MILES)
    after = pressed(plan)
    switch(plan, MILES)
    assert (before, after, pressed(plan)) == (["true", "false"], ["false", "true"], ["false", "true"])


def test_the_switch_answers_to_the_keyboard_and_keeps_the_focus(plan):
    plan.page.focus("#units button >> nth=1")
    plan.page.keyboard.press("Enter")
    assert pressed(plan) == ["false", "true"]
    assert plan.page.evaluate("document.activeElement.textContent") == "mi"


def test_every_part_changes_and_comes_back_as_it_was(plan):
    before = told(plan)
    switch(plan, MILES)
    changed = told(plan)
    switch(plan, UnitSystem.METRIC)
    assert all(before.values())
    assert [part for part in MEASURED if before[part] == changed[part]] == []
    assert told(plan) == before


def test_a_page_that_begins_in_miles_reads_as_one_switched_to_them(open_page: Opener, miles):
    begun = open_page(PLAN_IN_MILES)
    assert pressed(begun) == ["false", "true"]
    assert told(begun) == told(miles)


def test_nothing_metric_is_left(miles):
    words = told(miles)
    assert all(words.values())
    assert {part: left for part, all_of_it in words.items() if (left := list(filter(METRIC.search, all_of_it)))} == {}


def test_metres_would_be_noticed(plan):
    noticed = {part for part, words in told(plan).items() if any(map(METRIC.search, words))}
    assert set(MEASURED) - noticed == {"marks", "switches"}


def test_the_head_agrees_with_the_rest_of_hillwork(miles):
    profile = SURVEY.profile
    assert format_distance(profile.length_m, MILES) in miles.text("#facts")
    assert format_height(profile.ascent_m, profile.ascent_sd_m, MILES) in miles.text("#facts")


def test_steps_agree_with_the_rest_of_hillwork(miles):
    steps = [step for block in WORKOUT.blocks for step in block.steps]
    heads = miles.page.locator(".step-head").all_text_contents()
    assert [
        f" {format_distance(step.distance_m, MILES)} · " in head for step, head in zip(steps, heads, strict=True)
    ] == [True] * 4


def test_totals_agree_with_the_rest_of_hillwork(miles):
    totals = WORKOUT.totals
    figures = miles.page.locator("#workout .facts dd").all_text_contents()
    assert figures[0] == format_distance(totals.distance_m, MILES)
    assert format_height(totals.ascent_m, None, MILES) in figures
    assert format_height(totals.descent_m, None, MILES) in figures


def test_the_open_row_agrees_with_the_rest_of_hillwork(miles):
    miles.page.locator(".hill-button", has_text="h3").click()
    hill = SURVEY.hills[2]
    words = miles.text(".hill.is-chosen .facts")
    for figure in (
        format_distance(hill.start_m, MILES),
        format_distance(hill.length_m, MILES),
        format_height(hill.gain_m, hill.gain_sd_m, MILES),
        f"{format_distance(hill.best_stretch.length_m, MILES)} at ",
    ):
        assert figure in words


def test_gradients_stay_as_they_were(miles):
    hill = SURVEY.hills[0]
    assert miles.text("#readout").endswith(f"at {format_grade(hill.grade, hill.grade_sd)}")


def test_a_row_stays_open_and_the_hill_chosen(plan):
    before = plan.chosen()
    switch(plan, MILES)
    assert plan.chosen() == before
    assert plan.page.locator(".hill.is-chosen .hill-details").is_visible()


def test_the_place_pointed_at_stays_and_is_read_in_feet(plan):
    plan.page.focus("#chart")
    plan.page.keyboard.press("End")
    switch(plan, MILES)
    top_m = SURVEY.hills[0].elevation_m[-1]
    assert plan.text("#readout").startswith(f"{format_distance(180, MILES)} · {format_height(top_m, None, MILES)} · ")
    assert plan.page.locator("#chart").get_attribute("aria-valuetext") == plan.text("#readout")


@pytest.mark.parametrize(
    ("view", "unit", "unit_m"), [("The hill", "ft", METRES_PER_FOOT), ("Whole way", "mi", METRES_PER_MILE)]
)
def test_the_axis_below_is_cut_at_round_feet_and_miles(miles, view, unit, unit_m):
    miles.page.get_by_role("button", name=view).click()
    labels = miles.page.locator("#chart .x-label")
    values = [float(words.removesuffix(f" {unit}")) for words in labels.all_text_contents()]
    x = labels.evaluate_all("(all) => all.map((one) => Number(one.getAttribute('x')))")
    length_m = float(miles.page.locator("#chart").get_attribute("aria-valuemax"))
    inner_px = miles.page.locator("#chart svg").bounding_box()["width"] - 44 - 22
    assert len(values) > 2
    assert (x[1] - x[0]) / inner_px * length_m == pytest.approx((values[1] - values[0]) * unit_m, rel=0.01)


def test_the_axis_at_the_side_is_cut_at_round_feet(miles):
    feet = [float(words.removesuffix(" ft")) for words in miles.page.locator("#chart .y-label").all_text_contents()]
    steps = {round(high - low) for low, high in pairwise(feet)}
    assert len(feet) > 2
    assert len(steps) == 1
    assert steps < {5, 10, 20, 50, 100}


def test_marks_along_the_way_stand_at_whole_miles(miles):
    miles.page.get_by_role("button", name="Whole track").click()
    places = SURVEY.profile.lat_deg, SURVEY.profile.lon_deg
    assert miles.page.locator(".mark span").all_text_contents() == [str(i) for i in range(1, 7)]
    assert miles.page.get_by_label("Mile marks").is_checked()
    for i, mark in enumerate(miles.page.locator(".mark").all(), start=1):
        sample = round(i * METRES_PER_MILE / SURVEY.profile.step_m)
        box = mark.bounding_box()
        assert (box["x"], box["y"]) == pytest.approx(miles.spot(*(float(column[sample]) for column in places)), abs=2)


def test_marks_that_are_switched_off_stay_off(plan):
    plan.page.get_by_label("km marks").uncheck()
    switch(plan, MILES)
    assert plan.page.locator(".mark").count() == 0
    assert not plan.page.get_by_label("Mile marks").is_checked()


def test_there_is_one_scale_bar_and_it_is_true(miles):
    bar = miles.page.locator(".leaflet-control-scale-line")
    value, unit = bar.inner_text().split()
    box = bar.bounding_box()
    left, right = (
        miles.page.evaluate(
            """([x, y]) => {
              const { left, top } = hill_map.getContainer().getBoundingClientRect();
              const { lat, lng } = hill_map.containerPointToLatLng([x - left, y - top]);
              return [lat, lng];
            }""",
            [x, box["y"]],
        )
        for x in (box["x"], box["x"] + box["width"])
    )
    metres = miles.page.evaluate("([left, right]) => hill_map.distance(left, right)", [left, right])
    assert metres == pytest.approx(float(value) * {"ft": METRES_PER_FOOT, "mi": METRES_PER_MILE}[unit], rel=0.03)


def test_pins_are_named_in_feet_for_those_who_hear_them(miles):
    names = [str(pin.get_attribute("aria-label")) for pin in miles.page.locator(".pin").all()]
    assert names
    assert [name for name in names if METRIC.search(name)] == []


def test_the_hills_around_a_place_are_told_in_feet_and_miles(near):
    hill = example_offers()[0].local.hill
    words = near.text(".hill.is-chosen")
    assert format_distance(hill.length_m, MILES) in words
    assert format_height(hill.gain_m, hill.gain_sd_m, MILES) in words
    assert format_distance(640, MILES) in words


def test_nothing_metric_is_left_of_the_facts_of_a_hill_near_a_place(near):
    # Reasons and notices are sentences of whoever ranked the hills.
    assert METRIC.findall(near.text(".hill.is-chosen .facts")) == []
    assert METRIC.findall(" ".join(near.page.locator(".hill-summary").all_text_contents())) == []


def test_the_head_of_a_place_is_told_in_feet_and_miles(near):
    assert near.text("#facts").startswith(
        f"within {format_distance(500, MILES)} · 3 hills · {NEARBY.ways_m / METRES_PER_MILE:.1f} mi"
    )


def test_a_circle_of_some_feet_is_told_without_digits_that_are_not_there(open_page: Opener) -> None:
    opened = open_page(nearby_html(draw_nearby_example(radius_m=300.0), units=MILES))
    assert opened.text("#facts").startswith(f"within {format_distance(300, MILES)} · ")


def test_errors_of_heights_are_told_in_feet(near):
    # A page is told them to a tenth of a metre.
    assert f"uncertain by {round(NEARBY.noise.sd_m, 1) / METRES_PER_FOOT:.1f} ft" in near.text("#about")
