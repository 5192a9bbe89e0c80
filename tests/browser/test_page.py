"""The page in a browser: alone, complete, and in step with itself."""

from dataclasses import replace

import pytest

from hillwork.model import ATTRIBUTION_CODE, Confidence, Notice
from hillwork.units import UnitSystem, format_distance, format_duration, format_grade, format_height
from tests.browser.conftest import DESK, PHONE, Opened, Opener
from tests.unit.render.drawn import draw_survey, draw_workout, make_profile
from tests.unit.render.pages import track_html

pytestmark = pytest.mark.browser


def plan_html(units: UnitSystem = UnitSystem.METRIC) -> str:
    survey = draw_survey(notices=(Notice("elevation-drift", "the elevation drifts"),))
    return track_html(survey, draw_workout(survey), units=units)


@pytest.fixture
def plan(open_page: Opener) -> Opened:
    return open_page(plan_html())


@pytest.fixture
def found(open_page: Opener) -> Opened:
    return open_page(track_html(draw_survey()))


@pytest.mark.parametrize("size", [DESK, PHONE])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_asks_for_nothing_and_complains_of_nothing(open_page, size, scheme):
    opened = open_page(plan_html(), size=size, scheme=scheme)
    opened.page.locator(".hill-button").last.click()
    opened.page.get_by_role("button", name="Zoom in").click()
    opened.settle()
    assert [url for url in opened.requests if not url.startswith("file:") or "page" not in url] == []
    assert len(opened.requests) == 1
    assert opened.complaints == []


def test_a_policy_violation_would_be_noticed(open_page):
    opened = open_page(plan_html().replace("<body>", "<body><script>window.stranger = true</script>"))
    assert "script-src" in " ".join(opened.complaints)
    assert opened.page.evaluate("window.stranger") is None


def test_the_title_is_the_name_of_the_track(plan):
    assert plan.page.title().startswith("Evening hills")
    assert plan.text("h1") == "Evening hills"


def test_a_plan_opens_with_its_hill_chosen_everywhere(plan):
    assert plan.chosen() == {"map": "h1 \u00d72", "profile": "h1", "list": "h1, h2: 2 passes"}


def test_choosing_a_hill_in_the_list_shows_it_on_the_map_and_in_the_profile(found):
    before = found.pixels("--halo", "base")
    found.page.locator(".hill-button", has_text="h3").click()
    found.settle()
    assert before == 0
    assert found.chosen() == {"map": "h3", "profile": "h3", "list": "h3"}
    assert found.pixels("--halo", "base") > 100


def test_choosing_a_hill_on_the_map_opens_its_row(found):
    found.page.locator(".pin span", has_text="h3").click()
    assert found.chosen()["list"] == "h3"
    assert found.page.locator(".hill.is-chosen .hill-details").is_visible()


def test_choosing_the_line_of_a_hill_on_the_map_opens_its_row(found):
    line = draw_survey().hills[2].line
    place = found.page.evaluate(
        "(place) => { const { x, y } = hill_map.latLngToContainerPoint(place); return [x, y]; }",
        [line.lat_deg[40], line.lon_deg[40]],
    )
    box = found.page.locator("#hill_map").bounding_box()
    found.page.mouse.click(box["x"] + place[0], box["y"] + place[1])
    assert found.chosen()["list"] == "h3"


def test_a_pin_of_several_passes_goes_on_to_the_next(found):
    pin = found.page.locator(".pin span", has_text="h1")
    pin.click()
    pin.click()
    assert found.chosen()["profile"] == "h2"


def test_choosing_a_hill_in_the_profile_shows_it_in_the_list(found):
    found.page.locator(".chart-hill[data-hill=h3] .hill-band").click()
    assert found.chosen() == {"map": "h3", "profile": "h3", "list": "h3"}


def test_choosing_an_open_row_again_closes_it(found):
    row = found.page.locator(".hill-button").first
    row.click()
    row.click()
    assert found.chosen() == {"map": "", "profile": "", "list": ""}


def test_pins_answer_to_the_keyboard(found):
    found.page.locator(".pin", has_text="h3").focus()
    found.page.keyboard.press("Enter")
    assert found.chosen()["list"] == "h3"


def test_a_pass_keeps_the_focus_when_chosen_by_keyboard(found):
    found.page.locator(".hill-button").first.click()
    found.page.locator(".pass", has_text="h2").focus()
    found.page.keyboard.press("Enter")
    assert found.page.evaluate("document.activeElement.textContent") == "h2"


def test_a_layer_that_is_switched_off_leaves_the_map(plan):
    plan.page.get_by_role("button", name="Chosen hill").click()
    plan.settle()
    before = plan.pixels("--step-recovery", "steps")
    plan.page.get_by_label("Recovery").uncheck()
    plan.settle()
    assert before > 20
    assert plan.pixels("--step-recovery", "steps") == 0
    assert plan.pixels("--step-rep", "steps") > 100


def test_every_part_of_the_workout_has_its_own_layer(plan):
    labels = plan.page.locator(".layers label").all_inner_texts()
    assert {"Workout hill", "Warm-up", "Reps", "Recovery", "Cool-down"} <= {label.strip() for label in labels}


def test_the_workout_reads_as_repeats(plan):
    assert "6 \u00d7" in plan.text("#workout h3 >> nth=1")
    assert "assumed 5 km in 30:00" in plan.text("#workout")


def test_notices_are_in_sight_without_scrolling(plan):
    box = plan.page.get_by_text("the elevation drifts").bounding_box()
    assert box["y"] + box["height"] < DESK[1]


@pytest.mark.parametrize("units", list(UnitSystem))
def test_figures_read_as_they_do_everywhere_else(open_page, units):
    survey = draw_survey()
    opened = open_page(track_html(survey, draw_workout(survey), units=units))
    opened.page.locator(".hill-button", has_text="h3").click()
    words = opened.text(".hill.is-chosen")
    hill = survey.hills[2]
    assert format_distance(hill.length_m, units) in words
    assert format_height(hill.gain_m, hill.gain_sd_m, units) in words
    assert format_grade(hill.grade, hill.grade_sd) in words
    assert format_distance(1500, units) in opened.text("#workout")
    assert f"{format_duration(71)}\u2013{format_duration(82)}" in opened.text("#workout")


def test_the_keyboard_moves_along_the_profile_and_the_map_follows(found):
    found.page.locator("#chart").focus()
    for _ in range(10):
        found.page.keyboard.press("ArrowRight")
    assert int(found.page.locator("#chart").get_attribute("aria-valuenow")) == pytest.approx(1000, abs=30)
    assert found.page.locator("#chart").get_attribute("aria-valuetext") == found.text("#readout")
    assert found.page.locator(".pointer").count() == 1


def test_the_keyboard_reaches_both_ends_of_the_profile_and_lets_go(found):
    found.page.locator("#chart").focus()
    found.page.keyboard.press("End")
    end = found.page.locator("#chart").get_attribute("aria-valuenow")
    found.page.keyboard.press("Home")
    start = found.page.locator("#chart").get_attribute("aria-valuenow")
    found.page.keyboard.press("Escape")
    assert (start, end) == ("0", "10000")
    assert found.page.locator(".pointer").count() == 0


def test_the_mouse_on_the_map_reads_the_profile(found):
    box = found.page.locator(".end-start").bounding_box()
    found.page.mouse.move(box["x"], box["y"] + 2)
    assert found.text("#readout").startswith("0.0")


def test_a_finger_on_the_profile_points_at_the_map(open_page):
    opened = open_page(track_html(draw_survey()), size=PHONE)
    opened.page.locator("#chart").scroll_into_view_if_needed()
    box = opened.page.locator("#chart").bounding_box()
    opened.page.touchscreen.tap(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    assert opened.page.locator(".pointer").count() == 1


@pytest.mark.parametrize("name", ["Evening hills", "x" * 200, "Donaudampfschifffahrtsgesellschaft " * 5])
def test_a_phone_needs_no_scrolling_sideways(open_page, name):
    survey = draw_survey(name=name, notices=(Notice("n", name),))
    opened = open_page(track_html(survey, draw_workout(survey, cue=name)), size=PHONE)
    opened.page.locator(".hill-button").first.click()
    assert opened.page.evaluate("document.documentElement.scrollWidth") == PHONE[0]


def test_a_phone_has_the_map_above_the_text(open_page):
    opened = open_page(plan_html(), size=PHONE)
    assert opened.page.locator(".map-frame").bounding_box()["y"] < opened.page.locator("#panel").bounding_box()["y"]


def test_a_wide_screen_has_the_text_beside_the_map(plan):
    map_box = plan.page.locator(".map-frame").bounding_box()
    assert plan.page.locator("#panel").bounding_box()["x"] >= map_box["x"] + map_box["width"]


def test_the_dark_scheme_is_dark(open_page):
    opened = open_page(plan_html(), scheme="dark")
    red, green, blue = opened.page.evaluate(
        "getComputedStyle(document.body).backgroundColor.match(/\\d+/g).map(Number)"
    )
    assert max(red, green, blue) < 64


def test_without_hills_the_page_says_so(open_page):
    opened = open_page(track_html(draw_survey(with_hills=False)))
    assert "No hills here" in opened.text("#hills")
    assert opened.complaints == []


def test_a_track_of_one_place_opens(open_page):
    survey = draw_survey(with_hills=False)
    whole = survey.profile
    place = make_profile(whole.distance_m[:1], whole.lat_deg[:1], whole.lon_deg[:1], whole.elevation_m[:1])
    opened = open_page(track_html(replace(survey, profile=place)))
    assert opened.complaints == []
    assert opened.text("h1") == "Evening hills"


def test_a_hill_that_nobody_is_sure_of_can_be_looked_at(open_page):
    survey = draw_survey()
    doubtful = replace(survey.hills[2], id="u1", site="s9", confidence=Confidence.UNSURE)
    opened = open_page(track_html(replace(survey, hills=survey.hills[:2], unsure=(doubtful,))))
    opened.page.get_by_text("1 stretch that may be a hill").click()
    opened.page.locator(".hill-button", has_text="u1").click()
    opened.settle()
    assert opened.chosen() == {"map": "", "profile": "u1", "list": "u1"}
    assert opened.pixels("--halo", "base") > 100


def test_every_control_has_a_name(plan):
    names = plan.page.evaluate(
        """() => [...document.querySelectorAll("button, a, input, [role=button], [role=slider], [tabindex='0']")]
          .map((one) => one.ariaLabel || one.title || one.textContent.trim() || one.closest("label")?.textContent.trim())"""
    )
    assert len(names) > 10
    assert all(names)


def test_whom_to_name_stands_at_the_end_and_not_among_the_warnings(open_page: Opener) -> None:
    survey = draw_survey(notices=(Notice(ATTRIBUTION_CODE, "courtesy of the surveyors"),))
    opened = open_page(track_html(survey))
    assert "courtesy of the surveyors" in opened.page.locator("#about").inner_text()
    assert not opened.page.locator("#notices").is_visible()
