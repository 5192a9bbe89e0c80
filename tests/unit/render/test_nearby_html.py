from dataclasses import replace

import pytest

from hillwork.model import Nearby, Notice, Place
from hillwork.units import UnitSystem
from tests.unit.render.drawn import draw_survey
from tests.unit.render.hostile import HOSTILE_TEXTS
from tests.unit.render.nearby_example import HOME, draw_nearby_example, hostile_nearby, large_town
from tests.unit.render.pages import Page, nearby_html, track_html, without_data, without_plain


@pytest.mark.parametrize("text", HOSTILE_TEXTS)
def test_a_hostile_text_changes_nothing_but_the_data(text):
    assert without_data(nearby_html(hostile_nearby(text))) == without_data(nearby_html(draw_nearby_example()))


@pytest.mark.parametrize("text", HOSTILE_TEXTS)
def test_a_hostile_text_comes_back_from_the_data_as_it_was(text):
    data = Page(nearby_html(hostile_nearby(text))).data
    assert data["place"]["name"] == data["session"] == data["attributions"][0] == text
    assert data["hills"][0]["names"] == [text]
    more = data["hills"][0]["more"]
    assert data["hills"][0]["foot_name"] == more["reasons"][0]["words"] == text
    assert more["crossings"][0]["name"] == more["notices"][0]["message"] == text


@pytest.mark.parametrize("text", HOSTILE_TEXTS)
def test_a_hostile_text_adds_no_element(text):
    plain = Page(without_plain(nearby_html(draw_nearby_example())))
    assert Page(without_plain(nearby_html(hostile_nearby(text)))).elements == plain.elements


def test_equal_values_give_equal_pages():
    assert nearby_html(draw_nearby_example()) == nearby_html(draw_nearby_example())


def test_a_page_points_to_nothing_outside_itself():
    addresses = Page(nearby_html(draw_nearby_example())).addresses()
    assert {address.split(":")[0] for address in addresses} == {"data", "#panel"}


def test_the_units_asked_for_reach_the_page():
    page = nearby_html(draw_nearby_example(), units=UnitSystem.IMPERIAL)
    assert Page(page).data["units"] == "imperial"


def test_both_pages_share_their_style():
    assert Page(nearby_html(draw_nearby_example())).texts["style"] == Page(track_html(draw_survey())).texts["style"]


def test_a_page_of_a_few_hills_is_smaller_than_400_kb():
    assert len(nearby_html(draw_nearby_example()).encode()) < 400_000


@pytest.fixture(scope="module")
def town() -> Nearby:
    return large_town()


def test_a_page_of_5000_hills_and_45000_streets_is_smaller_than_3_mb(town):
    streets = town.backdrop.streets
    assert streets is not None
    assert (len(town.offers), len(streets), len(streets.lat_deg)) == (5000, 45_000, 130_000)
    assert len(nearby_html(town).encode()) < 3_000_000


def test_a_place_without_anything_around_it_still_gives_a_page():
    place = Place(lat_deg=HOME[0], lon_deg=HOME[1], name="")
    nothing = replace(draw_nearby_example(offers=(), unsure=()), place=place, notices=(Notice("n", "nothing"),))
    assert Page(nearby_html(nothing)).data["hills"] == []
