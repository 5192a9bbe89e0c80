from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from hillwork.geo import step_lengths_m
from hillwork.model import Backdrop, Floats, Line, Lines, Nearby, Notice, WayClass
from hillwork.render.nearby_page import MOST_TOLD, nearby_page
from tests.unit.render.nearby_example import HOME, draw_nearby_example, large_town, local_of, offer_of


def data_of(nearby: Nearby) -> Any:
    return nearby_page(nearby)


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
    known = {**hill, **hill["more"]}
    unknown = {key: known[key] for key in ("names", "surfaces", "is_lit", "distance_m", "way_s", "there", "home")}
    assert unknown == {
        "names": [],
        "surfaces": [],
        "is_lit": None,
        "distance_m": None,
        "way_s": None,
        "there": None,
        "home": None,
    }
    assert hill["more"]["surface_share"] == 0


def test_the_share_of_the_surface_that_is_mapped_is_by_length():
    hill = data_of(draw_nearby_example())["hills"][1]
    assert hill["more"]["surface_share"] == pytest.approx(320 / 700, abs=0.005)


def test_numbers_are_told_no_finer_than_the_page_shows_them():
    data = data_of(draw_nearby_example())
    assert all(round(number, 6) == number for number in numbers_in(data))
    assert data["hills"][0]["score"] == 0.89
    assert data["heights"]["noise_sd_m"] == 1.5


def test_the_lines_by_gradient_are_as_long_as_the_hills():
    nearby = draw_nearby_example()
    lines = data_of(nearby)["parts"]["lines"]
    places = np.split(decode(lines["places"]), np.cumsum(lines["sizes"])[:-1])
    length_m = sum(step_lengths_m(*line.T).sum() for line in places)
    assert length_m == pytest.approx(sum(offer.local.hill.length_m for offer in nearby.offers), rel=0.01)


def test_ways_lead_from_the_place_and_back_to_it():
    hill = data_of(draw_nearby_example())["hills"][0]
    there, home = decode(hill["more"]["there"]), decode(hill["more"]["home"])
    assert there[0] == pytest.approx(HOME, abs=1e-6)
    assert home[-1] == pytest.approx(HOME, abs=1e-6)


def test_streets_are_told_by_class_the_best_last():
    streets = data_of(draw_nearby_example())["backdrop"]["streets"]
    assert [one["way_class"] for one in streets] == ["C", "B", "A"]
    assert [len(one["lines"]["sizes"]) for one in streets] == [6, 6, 6]


def test_every_street_comes_back_to_its_place():
    nearby = draw_nearby_example()
    told = [
        line
        for one in data_of(nearby)["backdrop"]["streets"]
        for line in np.split(
            decode(one["lines"]["places"], one["lines"]["per_degree"]), np.cumsum(one["lines"]["sizes"])[:-1]
        )
    ]
    streets = nearby.backdrop.streets
    assert streets is not None
    firsts = np.column_stack([streets.lat_deg, streets.lon_deg])[streets.starts[:-1]]
    assert sorted(line[0].round(5).tolist() for line in told) == sorted(firsts.round(5).tolist())


def test_without_streets_and_hills_there_is_nothing_to_draw():
    streets = Lines(lat_deg=np.empty(0), lon_deg=np.empty(0), starts=np.array([0]), classes=())
    data = data_of(draw_nearby_example(offers=(), unsure=(), backdrop=Backdrop(streets=streets), ways_m=0.0))
    assert data["backdrop"]["streets"] == data["hills"] == data["parts"]["grade_class"] == []


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


def test_of_a_large_town_all_hills_are_told_and_the_best_in_full():
    town = large_town(n_hills=MOST_TOLD + 20, n_streets=30, n_vertices=70)
    data = data_of(town)
    ids = [hill["id"] for hill in data["hills"]]
    assert [*ids, *data["others"]["id"]] == [f"h{i + 1}" for i in range(MOST_TOLD + 20)]
    assert len(ids) == len(data["parts"]["leg_starts"]) == MOST_TOLD
    assert len(data["others"]["lines"]["sizes"]) == 20


def test_a_hill_says_the_worst_class_along_it():
    assert [hill["way_class"] for hill in data_of(draw_nearby_example())["hills"]] == [
        WayClass.BEST,
        WayClass.CAUTION,
        WayClass.FINE,
    ]
