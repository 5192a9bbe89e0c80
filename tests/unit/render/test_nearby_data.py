from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from hillwork.geo import step_lengths_m
from hillwork.model import Floats, Line, Lines, Nearby, Notice, WayClass
from hillwork.render.nearby_data import MOST_TOLD, nearby_data
from hillwork.units import UnitSystem
from tests.unit.render.nearby_example import HOME, draw_nearby_example, example_offers, large_town, local_of, offer_of


def data_of(nearby: Nearby, units: UnitSystem = UnitSystem.METRIC) -> Any:
    return nearby_data(nearby, units)


def decode(numbers: list[int], per_degree: int = 1_000_000) -> Floats:
    return np.cumsum(np.array(numbers).reshape(-1, 2), axis=0) / per_degree


def numbers_in(value: Any) -> list[float]:
    if isinstance(value, dict):
        return [number for inner in value.values() for number in numbers_in(inner)]
    if isinstance(value, list):
        return [number for inner in value for number in numbers_in(inner)]
    return [value] if isinstance(value, float) else []


def test_hills_keep_their_order_and_their_figures():
    hills = data_of(draw_nearby_example())["hills"]
    assert [hill["id"] for hill in hills] == ["h1", "h2", "h3"]
    assert hills[0]["length_m"] == 200
    assert hills[0]["gain_m"] == pytest.approx(15.5)
    assert hills[1]["names"] == ["Mill Road", "Upper Mill Road", "Tower Street"]
    assert hills[1]["way_class"] == "C"


def test_what_is_not_known_is_null_or_empty_and_never_a_number():
    hill = data_of(draw_nearby_example())["hills"][2]
    unknown = {key: hill[key] for key in ("names", "surfaces", "is_lit", "distance_m", "way_s", "there", "home")}
    assert unknown == {
        "names": [],
        "surfaces": [],
        "is_lit": None,
        "distance_m": None,
        "way_s": None,
        "there": None,
        "home": None,
    }
    assert hill["surface_share"] == 0


def test_the_share_of_the_surface_that_is_mapped_is_by_length():
    hill = data_of(draw_nearby_example())["hills"][1]
    assert hill["surface_share"] == pytest.approx(320 / 700, abs=0.005)


def test_numbers_are_told_no_finer_than_the_page_shows_them():
    data = data_of(draw_nearby_example())
    assert all(round(number, 6) == number for number in numbers_in(data))
    assert data["hills"][0]["score"] == 0.89
    assert data["heights"]["noise_sd_m"] == 1.5


def test_the_unit_system_travels_with_the_data_and_the_numbers_stay_in_si():
    metric, imperial = (data_of(draw_nearby_example(), units) for units in UnitSystem)
    assert (metric.pop("units"), imperial.pop("units")) == ("metric", "imperial")
    assert metric == imperial


def test_the_profile_of_a_hill_begins_at_its_foot_with_the_classes_of_its_gradient():
    chart = data_of(draw_nearby_example())["hills"][2]["chart"]
    assert (chart["distance_m"][0], chart["distance_m"][-1]) == (0, 180)
    assert chart["elevation_m"][0] == 300
    assert set(chart["grade_class"]) == {7}


def test_unknown_elevations_of_a_hill_have_no_gradient():
    offer = example_offers()[0]
    elevation_m = offer.local.hill.elevation_m.copy()
    elevation_m[8:11] = np.nan
    holed = replace(offer, local=replace(offer.local, hill=replace(offer.local.hill, elevation_m=elevation_m)))
    chart = data_of(draw_nearby_example(offers=(holed,)))["hills"][0]["chart"]
    assert chart["elevation_m"].count(None) == chart["grade"].count(None) == chart["grade_class"].count(8) == 3


def test_the_lines_by_gradient_are_as_long_as_the_hills():
    nearby = draw_nearby_example()
    lines = data_of(nearby)["parts"]["lines"]
    places = np.split(decode(lines["places"]), np.cumsum(lines["sizes"])[:-1])
    length_m = sum(step_lengths_m(*line.T).sum() for line in places)
    assert length_m == pytest.approx(sum(offer.local.hill.length_m for offer in nearby.offers), rel=0.01)


def test_ways_lead_from_the_place_and_back_to_it():
    hill = data_of(draw_nearby_example())["hills"][0]
    there, home = decode(hill["there"]), decode(hill["home"])
    assert there[0] == pytest.approx(HOME, abs=1e-6)
    assert home[-1] == pytest.approx(HOME, abs=1e-6)


def test_streets_are_told_by_class_the_best_last():
    streets = data_of(draw_nearby_example())["streets"]
    assert [one["way_class"] for one in streets] == ["C", "B", "A"]
    assert [len(one["lines"]["sizes"]) for one in streets] == [6, 6, 6]


def test_every_street_comes_back_to_its_place():
    nearby = draw_nearby_example()
    told = [
        line
        for one in data_of(nearby)["streets"]
        for line in np.split(
            decode(one["lines"]["places"], one["lines"]["per_degree"]), np.cumsum(one["lines"]["sizes"])[:-1]
        )
    ]
    streets = nearby.streets
    firsts = np.column_stack([streets.lat_deg, streets.lon_deg])[streets.starts[:-1]]
    assert sorted(line[0].round(5).tolist() for line in told) == sorted(firsts.round(5).tolist())


def test_without_streets_and_hills_there_is_nothing_to_draw():
    streets = Lines(lat_deg=np.empty(0), lon_deg=np.empty(0), starts=np.array([0]), classes=())
    data = data_of(draw_nearby_example(offers=(), unsure=(), streets=streets, ways_m=0.0))
    assert data["streets"] == data["hills"] == data["parts"]["grade_class"] == []


def test_a_place_at_the_180th_meridian_keeps_its_hills_beside_it():
    nearby = draw_nearby_example()
    offer = nearby.offers[0]
    line = offer.local.hill.line
    moved = Line(line.lat_deg, (line.lon_deg - HOME[1] + 180.0 + 180.0) % 360 - 180.0)
    hill = replace(offer.local.hill, line=moved)
    data = data_of(
        draw_nearby_example(
            offers=(offer_of(local_of(hill), 0.5),), place=replace(nearby.place, lon_deg=179.999), unsure=()
        )
    )
    lon_deg = decode(data["hills"][0]["line"])[:, 1]
    assert abs(lon_deg - 179.999).max() < 0.1


def test_a_notice_is_told_once():
    notice = Notice("heights-coarse", "coarse")
    data = data_of(draw_nearby_example(notices=(notice, notice)))
    assert [told["message"] for told in data["notices"]] == ["coarse"]


def test_of_a_large_town_the_best_are_told_and_all_are_drawn_and_counted():
    town = large_town(n_hills=MOST_TOLD + 20, n_streets=30, n_vertices=70)
    data = data_of(town)
    assert [hill["id"] for hill in data["hills"]] == [f"h{i + 1}" for i in range(MOST_TOLD)]
    assert data["n_hills"] == len(data["parts"]["leg_starts"]) == MOST_TOLD + 20


def test_a_hill_says_the_worst_class_along_it():
    assert [hill["way_class"] for hill in data_of(draw_nearby_example())["hills"]] == [
        WayClass.BEST,
        WayClass.CAUTION,
        WayClass.FINE,
    ]
