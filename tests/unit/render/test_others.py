import numpy as np
import pytest

from hillwork.render.others import MAX_SAMPLES, other_offers
from tests.unit.render.nearby_example import HOME, example_offers, hill_on, local_of, offer_of


def test_every_column_has_a_row_for_every_hill():
    offers = example_offers()
    others = other_offers(offers, HOME[1])
    columns = {name: column for name, column in others.items() if name != "lines"}
    assert {name: len(column) for name, column in columns.items()} == dict.fromkeys(columns, len(offers))
    assert len(others["lines"]["sizes"]) == len(offers)


def test_heights_lead_from_the_foot_to_the_top():
    offers = example_offers()
    others = other_offers(offers, HOME[1])
    for offer, rise_dm in zip(offers, others["rise_dm"], strict=True):
        assert rise_dm[0] == 0
        assert rise_dm[-1] == pytest.approx(10 * offer.local.hill.gain_m, abs=0.6)


def test_a_height_is_that_of_its_share_of_the_length():
    hill = hill_on([(0, 0), (0, 200)], [0.05, 0.15])
    (rise_dm,) = other_offers([offer_of(local_of(hill), 0.5)], HOME[1])["rise_dm"]
    at_m = np.linspace(0, 200, len(rise_dm))
    # Samples lie at whole steps of the hill: up to half a step off.
    assert rise_dm == pytest.approx(10 * np.interp(at_m, [0, 100, 200], [0, 5, 20]), abs=10 * 0.15 * 5 + 0.5)


def test_a_long_climb_takes_no_more_room_than_a_short_one():
    climb = hill_on([(0, 0), (0, 9000)], [0.06])
    (rise_dm,) = other_offers([offer_of(local_of(climb), 0.5)], HOME[1])["rise_dm"]
    assert len(rise_dm) == MAX_SAMPLES


def test_lines_begin_at_the_feet():
    offers = example_offers()
    lines = other_offers(offers, HOME[1])["lines"]
    places = np.cumsum(np.array(lines["places"]).reshape(-1, 2), axis=0) / lines["per_degree"]
    feet = places[np.cumsum([0, *lines["sizes"][:-1]])]
    for offer, foot in zip(offers, feet, strict=True):
        line = offer.local.hill.line
        assert foot == pytest.approx([line.lat_deg[0], line.lon_deg[0]], abs=1e-6)


def test_no_hills_are_no_rows():
    others = other_offers([], HOME[1])
    assert others["id"] == others["rise_dm"] == others["lines"]["sizes"] == []
