import math
from itertools import groupby

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hillwork.model import Place
from hillwork.osm.elements import Gathered, boxes_around, is_near
from tests.unit.osm.maps import shape

VERTICES = st.lists(st.tuples(st.integers(1, 4), st.booleans()), max_size=9)


def pieces(vertices):
    """Cut one way, vertex by vertex."""
    for is_known, run in groupby(vertices, key=lambda vertex: vertex[1]):
        nodes = [node for node, _ in groupby(node for node, _ in run)]
        if is_known and len(nodes) > 1:
            yield nodes


@given(st.lists(VERTICES, max_size=5))
def test_ways_are_cut_as_by_hand(ways):
    gathered = Gathered("map")
    expected = []
    for way_id, vertices in enumerate(ways):
        where = [float(node) if is_known else math.nan for node, is_known in vertices]
        gathered.add(way_id, [node for node, _ in vertices], where, where, [("highway", "path"), ("name", str(way_id))])
        expected += [(way_id, nodes) for nodes in pieces(vertices)]
    got = gathered.ways(source="map", as_of="")
    assert (shape(got) if got else []) == expected
    if got:
        assert [int(tags["name"]) for tags in got.tags] == got.way_ids.tolist()
        assert got.lat_deg.tolist() == got.node_ids.tolist()


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("2021-04-21T20:21:46Z", "2021-04-21T20:21:46Z"),
        ("2021-04-21", "2021-04-21"),
        ("", ""),
        ("yesterday", ""),
        ("2021-04-21<script>", ""),
    ],
)
def test_the_age_of_a_map_is_a_date_or_unknown(said, kept):
    gathered = Gathered("map")
    gathered.add(1, [1, 2], [43.0, 43.1], [7.0, 7.1], [("highway", "path")])
    assert gathered.ways(source="map", as_of=said).as_of == kept


@pytest.mark.parametrize("lon_deg", [7.0, 179.99, -179.99])
@pytest.mark.parametrize("lat_deg", [0.0, 45.0, -60.0, 89.99, 90.0])
def test_a_box_holds_its_circle(lat_deg, lon_deg):
    place, radius_m = Place(lat_deg=lat_deg, lon_deg=lon_deg, name=""), 5000.0
    boxes = boxes_around(place, radius_m)
    for bearing in range(0, 360, 10):
        lat = lat_deg + math.degrees(radius_m / 6_400_000) * math.cos(math.radians(bearing))
        shrink = max(math.cos(math.radians(lat_deg)), 1e-9)
        lon = lon_deg + math.degrees(radius_m / 6_400_000) * math.sin(math.radians(bearing)) / shrink
        if abs(lat) <= 90:
            assert is_near([lat], [(lon + 180) % 360 - 180], boxes)


def test_a_box_is_not_much_larger_than_its_circle():
    ((west, south, east, north),) = boxes_around(Place(lat_deg=60.0, lon_deg=10.0, name=""), 5000.0)
    assert north - south == pytest.approx(10_000 / 111_000, rel=0.02)
    assert east - west == pytest.approx(2 * (10_000 / 111_000), rel=0.02)
