"""The page of the hills around a place in a browser: alone, complete, and in step with itself."""

import numpy as np
import pytest

from hillwork.model import Backdrop, Lines
from hillwork.units import UnitSystem, format_distance, format_grade, format_height
from tests.browser.conftest import DESK, PHONE, Opened, Opener
from tests.unit.render.hostile import HOSTILE_TEXTS
from tests.unit.render.nearby_example import (
    bare_section,
    draw_nearby_example,
    example_offers,
    hill_on,
    hostile_nearby,
    large_town,
    local_of,
    offer_of,
)
from tests.unit.render.pages import nearby_html

pytestmark = pytest.mark.browser


@pytest.fixture
def near(open_page: Opener) -> Opened:
    return open_page(nearby_html(draw_nearby_example()))


def rank_of(opened: Opened) -> dict[str, str]:
    """Return which hill the map, the list and the profile say is chosen."""
    return {
        "map": " ".join(opened.page.locator(".pin.is-chosen span").all_text_contents()),
        "list": " ".join(opened.page.locator(".hill.is-chosen .rank").all_text_contents()),
        "profile": opened.profile_of().removeprefix("h"),
    }


def fact(opened: Opened, name: str) -> str:
    """Return what the open row says of something."""
    return str(
        opened.page.locator(".hill.is-chosen .facts div", has=opened.page.locator(f"dt:text-is('{name}')"))
        .locator("dd")
        .inner_text()
    )


def everywhere(rank: str) -> dict[str, str]:
    return {"map": rank, "list": rank, "profile": rank}


@pytest.mark.parametrize("size", [DESK, PHONE])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_asks_for_nothing_and_complains_of_nothing(open_page, size, scheme):
    opened = open_page(nearby_html(draw_nearby_example()), size=size, scheme=scheme)
    for i in range(3):
        opened.page.locator(".hill-button").nth(i).click()
    opened.page.get_by_role("button", name="With the way").click()
    opened.page.get_by_role("button", name="Zoom out").click()
    opened.settle()
    assert len(opened.requests) == 1
    assert opened.complaints == []


def test_the_title_is_the_name_of_the_place(near):
    assert near.page.title().startswith("Linden Lane 1, Ljubljana")
    assert near.text("h1") == "Linden Lane 1, Ljubljana"


def test_the_head_says_how_far_and_how_much_was_looked_at(near):
    facts = near.text("#facts")
    assert "within 500 m" in facts
    assert "3 hills" in facts
    assert "14 km of ways" in facts
    assert "classic" in facts


def test_the_best_hill_is_chosen_at_the_start_with_the_ways_to_it(near):
    assert rank_of(near) == everywhere("1")
    assert near.pixels("--step-warm-up", "steps") > 100
    assert near.pixels("--step-cool-down", "steps") > 50
    assert near.pixels("--chosen", "base") > 50


def test_choosing_in_the_list_moves_the_map_the_profile_and_the_ways(near):
    before = near.page.locator("#chart svg").inner_html()
    near.page.locator(".hill-button", has_text="Mill Road").click()
    near.settle()
    assert rank_of(near) == everywhere("2")
    assert near.page.locator("#chart svg").inner_html() != before
    assert near.pixels("--step-warm-up", "steps") > 100


def test_a_hill_without_a_way_shows_none_and_says_so(near):
    near.page.locator(".hill-button", has_text="Unnamed path").click()
    near.settle()
    assert near.pixels("--step-warm-up", "steps") == 0
    assert near.pixels("--step-cool-down", "steps") == 0
    assert fact(near, "Way there") == "no way to it found"


def test_a_pin_opens_the_row_of_its_hill(near):
    near.page.locator(".pin span", has_text="2").click()
    assert rank_of(near) == everywhere("2")
    assert near.page.locator(".hill.is-chosen .hill-details").is_visible()


def test_the_line_of_a_hill_opens_its_row(near):
    line = example_offers()[2].local.hill.line
    place = near.page.evaluate(
        "(place) => { const { x, y } = hill_map.latLngToContainerPoint(place); return [x, y]; }",
        [line.lat_deg[-2], line.lon_deg[-2]],
    )
    box = near.page.locator("#hill_map").bounding_box()
    near.page.mouse.click(box["x"] + place[0], box["y"] + place[1])
    assert rank_of(near) == everywhere("3")


@pytest.mark.parametrize("key", ["Enter", " "])
def test_pins_answer_to_the_keyboard(near, key):
    near.page.locator(".pin", has_text="3").focus()
    near.page.keyboard.press(key)
    assert rank_of(near) == everywhere("3")


def test_the_keyboard_goes_through_the_list(near):
    near.page.locator(".hill-button").nth(0).focus()
    near.page.keyboard.press("Tab")
    near.page.keyboard.press("Enter")
    assert rank_of(near) == everywhere("2")
    near.page.keyboard.press("Enter")
    assert near.page.locator(".hill.is-chosen").count() == 0


def test_a_row_that_was_chosen_stays_where_it_was(near):
    button = near.page.locator(".hill-button").nth(1)
    button.scroll_into_view_if_needed()
    before = button.bounding_box()["y"]
    button.evaluate("(one) => one.click()")
    near.settle()
    after = button.bounding_box()["y"]
    # Unless there is nothing left to scroll by.
    at_top = near.page.evaluate("document.getElementById('panel').scrollTop") == 0
    assert after == pytest.approx(before, abs=1) or at_top
    assert 0 <= after < DESK[1]


def test_nothing_chosen_leaves_no_way_and_no_profile(near):
    near.page.locator(".hill-button").nth(0).click()
    near.settle()
    assert near.pixels("--step-warm-up", "steps") == 0
    assert near.page.locator("#chart svg").count() == 0
    near.page.locator("#chart").focus()
    near.page.keyboard.press("ArrowRight")
    assert near.complaints == []


def test_the_keyboard_moves_along_the_profile_and_the_map_follows(near):
    near.page.locator("#chart").focus()
    near.page.keyboard.press("End")
    assert near.page.locator("#chart").get_attribute("aria-valuenow") == "200"
    assert near.page.locator("#chart").get_attribute("aria-valuetext") == near.text("#readout")
    assert near.page.locator(".pointer").count() == 1


def test_another_hill_takes_the_pointer_off_the_one_before(near):
    near.page.locator("#chart").focus()
    near.page.keyboard.press("End")
    near.page.locator(".pin", has_text="3").focus()
    near.page.keyboard.press("Enter")
    assert near.page.locator(".pointer").count() == 0
    assert near.complaints == []


def test_the_part_for_the_session_is_marked_in_the_profile(near):
    near.page.locator("#chart").focus()
    near.page.keyboard.press("Home")
    outside = near.text("#readout")
    for _ in range(5):
        near.page.keyboard.press("PageUp")
    assert "session" not in outside
    assert "session" in near.text("#readout")


@pytest.mark.parametrize("units", list(UnitSystem))
def test_figures_read_as_they_do_everywhere_else(open_page, units):
    opened = open_page(nearby_html(draw_nearby_example(), units=units))
    hill = example_offers()[0].local.hill
    assert fact(opened, "Length") == format_distance(hill.length_m, units)
    assert fact(opened, "Gain") == format_height(hill.gain_m, hill.gain_sd_m, units)
    assert fact(opened, "Gradient") == format_grade(hill.grade, hill.grade_sd)
    assert format_distance(640, units) in fact(opened, "Way there")


def test_details_say_what_is_known(near):
    near.page.locator(".hill-button", has_text="Mill Road").click()
    assert fact(near, "Streets") == "Mill Road, Upper Mill Road, Tower Street"
    assert fact(near, "Surface") == "asphalt, fine gravel; mapped for 46 % of the length"
    assert fact(near, "Lit") == "no, or not all along"
    assert fact(near, "Meets roads for cars") == "2 times, from the foot after 110 m (Castle Road), 320 m"
    assert "caution" in fact(near, "Class, at its worst")
    assert "no pavement" in near.text(".hill.is-chosen .notices")
    assert near.page.locator(".hill.is-chosen .reasons tbody tr").count() == 4


def test_details_say_what_is_not_known(near):
    near.page.locator(".hill-button", has_text="Unnamed path").click()
    assert fact(near, "Surface") == "surface not mapped"
    assert fact(near, "Lit") == "not mapped"
    assert "too short or too gentle" in near.text(".hill.is-chosen")


def test_a_way_that_was_not_looked_for_is_said_to_be_missing(open_page):
    offer = offer_of(local_of(hill_on([(0, 100), (0, 300)], [0.08])), 0.5)
    opened = open_page(nearby_html(draw_nearby_example(offers=(offer,))))
    assert "not drawn" in fact(opened, "Way there")
    assert opened.page.get_by_label("Way there").count() == 0


def test_a_layer_that_is_switched_off_leaves_the_map(near):
    assert near.pixels("--step-warm-up", "steps") > 0
    near.page.get_by_label("Way there").uncheck()
    near.page.get_by_role("checkbox", name="Hills").uncheck()
    near.settle()
    assert near.pixels("--step-warm-up", "steps") == 0
    assert near.page.locator(".pin").count() == 0


def test_the_streets_lie_beneath_and_each_class_can_be_switched_off(near):
    before = near.pixels("--street-a", "ground")
    for name in ("A, best", "B, fine", "C, caution"):
        near.page.get_by_label(name).uncheck()
    near.settle()
    assert before > 100
    assert near.pixels("--street-a", "ground") == 0


def test_a_stretch_that_nobody_is_sure_of_is_folded_away_and_can_be_looked_at(near):
    row = near.page.locator(".hill-button", has_text="Meadow Path")
    assert not row.is_visible()
    near.page.get_by_text("1 stretch that may be a hill").click()
    row.click()
    near.settle()
    assert near.page.locator(".pin.is-chosen").count() == 0
    assert near.text("#readout").startswith("Meadow Path")
    assert near.pixels("--chosen", "base") > 100


def test_the_end_of_the_page_says_where_everything_is_from(near):
    about = near.text("#about")
    for words in ("OpenStreetMap contributors", "2026-10-30", "N46E014.hgt", "a post every 30 m", "97 %", "hillwork"):
        assert words in about
    assert "No map data" not in about


def test_whom_to_name_is_seen_on_the_map(near):
    assert "OpenStreetMap contributors" in near.text(".credit")


def test_without_hills_the_page_says_so_and_why_that_may_be(open_page):
    opened = open_page(nearby_html(draw_nearby_example(offers=(), unsure=())))
    words = opened.text("#hills")
    assert "No hill was found" in words
    assert "97 %" in words
    assert "1.5 m" in words
    assert "500 m" in words
    assert not opened.page.locator("#chart").is_visible()
    assert opened.complaints == []


def test_without_ways_the_page_says_that_instead(open_page):
    streets = Lines(lat_deg=np.empty(0), lon_deg=np.empty(0), starts=np.array([0]), classes=())
    opened = open_page(
        nearby_html(draw_nearby_example(offers=(), unsure=(), backdrop=Backdrop(streets=streets), ways_m=0.0))
    )
    assert "no ways here" in opened.text("#hills")
    assert opened.complaints == []


def test_with_unsure_stretches_only_one_of_them_can_be_chosen(open_page):
    opened = open_page(nearby_html(draw_nearby_example(offers=())))
    opened.page.get_by_text("1 stretch that may be a hill").click()
    opened.page.locator(".hill-button").click()
    assert opened.page.locator("#chart svg").count() == 1
    assert opened.complaints == []


@pytest.mark.parametrize("name", ["Linden Lane", "x" * 200, "Donaudampfschifffahrtsgesellschaft " * 5])
def test_a_phone_needs_no_scrolling_sideways(open_page, name):
    nearby = hostile_nearby(name)
    opened = open_page(nearby_html(nearby), size=PHONE)
    assert opened.page.locator(".hill.is-chosen .reasons").is_visible()
    assert opened.page.evaluate("document.documentElement.scrollWidth") == PHONE[0]


def test_a_phone_has_the_map_above_the_list(open_page):
    opened = open_page(nearby_html(draw_nearby_example()), size=PHONE)
    assert opened.page.locator(".map-frame").bounding_box()["y"] < opened.page.locator("#hills").bounding_box()["y"]


def test_a_window_too_narrow_for_a_profile_is_no_mistake(near):
    near.page.set_viewport_size({"width": 60, "height": 400})
    near.settle()
    near.page.set_viewport_size({"width": DESK[0], "height": DESK[1]})
    near.settle()
    assert near.complaints == []
    assert near.page.locator("#chart svg").is_visible()


def test_every_control_has_a_name(near):
    names = near.page.evaluate(
        """() => [...document.querySelectorAll("button, a, input, [role=button], [role=slider], [tabindex='0']")]
          .map((one) => one.ariaLabel || one.title || one.textContent.trim() || one.closest("label")?.textContent.trim())"""
    )
    assert len(names) > 15
    assert all(names)


def test_no_hostile_text_runs_or_stops_the_page(open_page):
    for text in ("</script><script>window.broken = true</script>", " ".join(HOSTILE_TEXTS)):
        opened = open_page(nearby_html(hostile_nearby(text)))
        for i in range(3):
            opened.page.locator(".hill-button").nth(i).click()
        assert opened.page.evaluate("window.broken") is None
        assert opened.complaints == []
        assert len(opened.requests) == 1


@pytest.mark.parametrize("text", ["<img src=x onerror='window.broken = true'>", "{{7*7}}", "${window.broken = true}"])
def test_hostile_text_is_shown_as_it_is(open_page, text):
    opened = open_page(nearby_html(hostile_nearby(text)))
    for selector in ("h1", ".credit", "#notices li", ".hill.is-chosen .reasons th[scope=row] >> nth=0"):
        assert str(opened.page.locator(selector).text_content()).startswith(text)
    assert text in fact(opened, "Foot")


def test_a_large_town_opens_and_lists_its_hills_some_at_a_time(open_page):
    opened = open_page(nearby_html(large_town(n_hills=400, n_streets=9000, n_vertices=26_000)))
    first = opened.page.locator("ol > .hill").count()
    opened.page.locator(".more").click()
    assert opened.page.locator("ol > .hill").count() == opened.page.locator(".pin").count() == 2 * first
    assert opened.complaints == []


def test_a_hill_far_down_the_list_is_listed_when_its_line_is_chosen(open_page):
    near_hills = [hill_on([(10 * i, 0), (10 * i, 60)], [0.08], f"h{i + 1}") for i in range(45)]
    far = hill_on([(-300, -300), (-300, 100)], [0.09], "h46")
    offers = tuple(
        offer_of(local_of(hill, sections=(bare_section(0, hill.length_m),)), 0.5) for hill in [*near_hills, far]
    )
    opened = open_page(nearby_html(draw_nearby_example(offers=offers)))
    place = opened.page.evaluate(
        "(place) => { const { x, y } = hill_map.latLngToContainerPoint(place); return [x, y]; }",
        [far.line.lat_deg[20], far.line.lon_deg[20]],
    )
    box = opened.page.locator("#hill_map").bounding_box()
    opened.page.mouse.click(box["x"] + place[0], box["y"] + place[1])
    opened.settle()
    assert rank_of(opened) == everywhere("46")
    assert opened.page.locator(".hill.is-chosen .hill-button").bounding_box()["y"] < DESK[1]
