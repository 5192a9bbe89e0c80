from itertools import pairwise

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hillwork.area.reach import Reach, Spot, spot_near
from hillwork.area.streets import streets_of
from hillwork.errors import NothingToDoError
from hillwork.model import Place
from tests.maps import DOOR, degrees, draw_map


def network(*ways):
    return streets_of(draw_map(*((line, {}) for line in ways)), DOOR, 5000)


def at(east_m, north_m=0.0):
    lat, lon = degrees(east_m, north_m)
    return Place(lat_deg=float(lat), lon_deg=float(lon), name="there")


def reach(streets, place=DOOR):
    start, _ = spot_near(streets, place)
    return Reach(streets, start)


def distance_m(found, spot):
    return float(found.distances_m(np.array([spot.edge]), np.array([spot.axis_m]))[0])


def spot(streets, east_m, north_m=0.0):
    return spot_near(streets, at(east_m, north_m))[0]


BLOCK = (((0, 0), (400, 0)), ((400, 0), (400, 100)), ((400, 100), (0, 100)), ((0, 100), (0, 0)))


def test_the_way_is_as_long_as_the_streets():
    streets = network(((0, 0), (100, 0), (100, 50), (300, 50)))
    assert distance_m(reach(streets), spot(streets, 250, 50)) == pytest.approx(300, abs=0.01)


def test_a_place_on_the_same_edge_is_reached_along_it():
    streets = network(((-200, 0), (300, 0)))
    assert distance_m(reach(streets), spot(streets, 120)) == pytest.approx(120, abs=0.01)
    assert distance_m(reach(streets), spot(streets, -80)) == pytest.approx(80, abs=0.01)


def test_of_parallel_streets_the_shorter_counts():
    streets = network(((0, 0), (50, 80), (100, 0)), ((0, 0), (100, 0)), ((100, 0), (200, 0)))
    assert distance_m(reach(streets), spot(streets, 200)) == pytest.approx(200, abs=0.01)


def test_what_no_way_leads_to_is_infinitely_far():
    streets = network(((0, 0), (1000, 0)), ((0, 400), (900, 400)))
    there = spot(streets, 500, 400)
    assert distance_m(reach(streets), there) == np.inf
    assert reach(streets).routes(there) is None


def test_the_way_home_goes_around_the_block_when_that_is_no_longer():
    streets = network(*BLOCK)
    there, home = reach(streets).routes(spot(streets, 400, 60))
    assert there.length_m == pytest.approx(460, abs=0.01)
    assert home.length_m == pytest.approx(540, abs=0.01)
    assert not set(there.pieces.edge.tolist()) - {0, 1}
    assert {2, 3} <= set(home.pieces.edge.tolist())


def test_the_way_home_is_the_way_there_when_another_would_be_much_longer():
    streets = network(*BLOCK)
    there, home = reach(streets).routes(spot(streets, 100, 0))
    assert home.length_m == there.length_m == pytest.approx(100, abs=0.01)


def test_the_way_home_avoids_a_busy_road_where_a_quiet_one_is_about_as_long():
    def block(busy, quiet):
        lines = (((0, 0), (400, 0)), ((400, 0), (400, 100)), busy, quiet)
        kinds = ("residential", "residential", "primary", "residential")
        return streets_of(
            draw_map(*((line, {"highway": kind}) for line, kind in zip(lines, kinds, strict=True))), DOOR, 5000
        )

    direct, around = ((400, 100), (0, 100), (0, 0)), ((400, 100), (380, 130), (20, 130), (0, 0))
    for busy, quiet in ((direct, around), (around, direct)):
        streets = block(busy, quiet)
        _, home = reach(streets).routes(spot(streets, 400, 60))
        on = [streets.footings[way].kind for way in streets.way[home.pieces.edge]]
        assert "primary" not in on
        assert len(set(home.pieces.edge.tolist()) - {0, 1}) == 1


def test_routes_begin_and_end_where_they_should():
    streets = network(*BLOCK)
    start, _ = spot_near(streets, at(200))
    there, home = Reach(streets, start).routes(spot(streets, 300, 100))
    target = spot(streets, 300, 100)
    assert (there.pieces.from_m[0], there.pieces.to_m[-1]) == (start.axis_m, target.axis_m)
    assert (home.pieces.from_m[0], home.pieces.to_m[-1]) == (target.axis_m, start.axis_m)


def test_somebody_in_a_lake_is_told():
    with pytest.raises(NothingToDoError, match="the next street or path is 900 m away"):
        spot_near(network(((0, 900), (500, 900))), DOOR)


def test_one_does_not_start_on_a_path_that_leads_nowhere():
    streets = network(((0, 40), (2000, 40)), ((-10, 0), (10, 0)))
    start, aside_m = spot_near(streets, DOOR)
    assert aside_m == pytest.approx(40, abs=0.1)
    assert start.edge == 0


@given(st.integers(0, 10_000))
def test_distances_and_routes_are_those_of_networkx_on_any_network(seed):
    rng = np.random.default_rng(seed)
    places = [tuple(place) for place in rng.integers(-900, 900, (14, 2)).tolist()]
    ways = [tuple(places[index] for index in rng.choice(14, rng.integers(2, 5), replace=False)) for _ in range(9)]
    streets = network(*ways)
    graph = nx.MultiGraph()
    for edge, (one, other, length_m) in enumerate(zip(streets.tail, streets.head, streets.length_m, strict=True)):
        graph.add_edge(int(one), int(other), key=edge, length_m=float(length_m))
    home = int(streets.tail[0])
    start = Spot(0, float(streets.axis_m[streets.first[0]]))
    found = Reach(streets, start)
    expected = nx.single_source_dijkstra_path_length(graph, home, weight="length_m")
    for edge in range(len(streets)):
        middle_m = float(streets.length_m[edge] / 2)
        there = Spot(edge, float(streets.axis_m[streets.first[edge]]) + middle_m)
        ends = [expected.get(int(node), np.inf) for node in (streets.tail[edge], streets.head[edge])]
        assert distance_m(found, there) == pytest.approx(min(ends) + middle_m, abs=1e-6)
        if np.isinf(min(ends)):
            assert found.routes(there) is None
            continue
        for route in found.routes(there):
            assert_connected(streets, route)
        assert found.routes(there)[0].length_m == pytest.approx(min(ends) + middle_m, abs=1e-6)


def assert_connected(streets, route):
    """Where one piece ends the next begins: at one node."""
    nodes = dict(zip(streets.axis_m[streets.first].tolist(), streets.tail.tolist(), strict=True))
    nodes |= dict(zip(streets.axis_m[streets.last].tolist(), streets.head.tolist(), strict=True))
    pieces = list(zip(route.pieces.from_m.tolist(), route.pieces.to_m.tolist(), strict=True))
    for (_, end_m), (begin_m, _) in pairwise(pieces):
        assert nodes[end_m] == nodes[begin_m]
