"""The sample town: everything about it is known by its formula."""

import functools
from typing import Any

import networkx as nx
import numpy as np
import pytest
from geopy.distance import geodesic

from hillwork.area import Area, search_area
from hillwork.model import Confidence, LocalHill, Place
from hillwork.model.ways import Ways
from sample_routes import town, town_map
from tests.maps import FormulaModel

ENDS_M = 15.0
DOOR = Place(lat_deg=town.DOOR_LAT_DEG, lon_deg=town.DOOR_LON_DEG, name="the door")


@functools.cache
def ways_of_town() -> Ways:
    streets = list(town_map.streets())
    numbers: dict[tuple[float, float], int] = {}
    places = [place for street in streets for place in street.place_m]
    ids = [numbers.setdefault(place, len(numbers) + 1) for place in places]
    lat, lon = town.to_degrees(*np.array(places).T)
    return Ways(
        lat_deg=lat,
        lon_deg=lon,
        node_ids=np.array(ids),
        starts=np.cumsum([0, *(len(street.place_m) for street in streets)]),
        way_ids=np.arange(1, len(streets) + 1),
        tags=tuple(street.tags for street in streets),
        source="osm:town.osm",
    )


@functools.cache
def town_area(*, are_steps_allowed: bool = False) -> Area:
    return search_area(ways_of_town(), DOOR, 6000, FormulaModel(town.height_m), are_steps_allowed=are_steps_allowed)


@functools.cache
def town_hills() -> tuple[LocalHill, ...]:
    return tuple(one.local for one in town_area().hills if one.local.hill.confidence is not Confidence.UNSURE)


def end_errors_m(built: town.Hill, found: LocalHill) -> tuple[float, float]:
    line = found.hill.line
    east, north = town.to_metres(line.lat_deg[[0, -1]], line.lon_deg[[0, -1]])
    foot, top = np.hypot(east - [built.foot_m[0], built.top_m[0]], north - [built.foot_m[1], built.top_m[1]])
    return float(foot), float(top)


def nearest(built: town.Hill) -> tuple[float, LocalHill]:
    return min(((max(end_errors_m(built, found)), found) for found in town_hills()), key=lambda pair: pair[0])


@pytest.mark.parametrize("built", town.hills(), ids=lambda hill: f"{hill.name} {hill.foot_m}")
def test_every_hill_is_found_with_its_ends_length_and_gain(built):
    error_m, found = nearest(built)
    assert error_m <= ENDS_M
    assert found.hill.length_m == pytest.approx(built.length_m, abs=2 * ENDS_M)
    assert abs(found.hill.gain_m - built.gain_m) <= 2 * found.hill.gain_sd_m


def test_nothing_else_is_found():
    matched = {id(nearest(built)[1]) for built in town.hills()}
    extra = [found for found in town_hills() if id(found) not in matched]
    assert extra == []


def names_of(hills: Any) -> set[str]:
    return {name for hill in hills for name in hill.names}


def test_tunnels_bridges_steps_and_private_drives_are_no_hills():
    assert not names_of(town_hills()) & {"Tunnel Road", "Valley Bridge", "Long Steps", "Private Drive"}


def test_a_climb_that_turns_corners_is_one_climb():
    (climb,) = [hill for hill in town_hills() if "First Rise" in hill.names]
    assert climb.names == town.STAIR_NAMES
    assert climb.hill.kind == "climb"


def test_steps_are_hills_when_they_are_allowed():
    hills = [one.local for one in town_area(are_steps_allowed=True).hills]
    assert "Long Steps" in names_of(hills)


def graph_of_town() -> nx.Graph:
    """Return the town node by node with geodesic lengths, made without hillwork's own network."""
    ways = ways_of_town()
    graph = nx.Graph()
    for number, tags in enumerate(ways.tags):
        if tags["highway"] == "steps" or tags.get("access") == "private":
            continue
        vertices = range(ways.starts[number], ways.starts[number + 1] - 1)
        for one in vertices:
            a, b = (
                (float(ways.lat_deg[one]), float(ways.lon_deg[one])),
                (
                    float(ways.lat_deg[one + 1]),
                    float(ways.lon_deg[one + 1]),
                ),
            )
            length_m = geodesic(a, b).m
            graph.add_edge(int(ways.node_ids[one]), int(ways.node_ids[one + 1]), length_m=length_m, ends=(a, b))
    return graph


def test_distances_along_paths_are_those_of_networkx():
    graph = graph_of_town()
    door = next(iter(graph.nodes))
    place_of = {}
    for one, other, data in graph.edges(data=True):
        first, second = data["ends"] if one < other else data["ends"][::-1]
        place_of[min(one, other)], place_of[max(one, other)] = first, second
    expected = nx.single_source_dijkstra_path_length(graph, door, weight="length_m")
    compared = 0
    for local in town_hills():
        foot = (float(local.hill.line.lat_deg[0]), float(local.hill.line.lon_deg[0]))
        on = min(
            graph.edges(data=True),
            key=lambda edge: (
                geodesic(edge[2]["ends"][0], foot).m + geodesic(foot, edge[2]["ends"][1]).m - edge[2]["length_m"]
            ),
        )
        ways_m = [expected[node] + geodesic(place_of[node], foot).m for node in on[:2]]
        assert local.distance_m == pytest.approx(min(ways_m), abs=0.01)
        compared += 1
    assert compared == len(town.hills())
