import bz2
import json
import math
from typing import Any

import numpy as np
import osmium
import pytest

from hillwork.errors import InputError, NothingToDoError, ServiceError
from hillwork.model import Place
from hillwork.net import Cache, Client
from hillwork.osm import Extract, Overpass
from hillwork.osm.water import WATER_TAGS, Water, is_water
from tests.maps import draw_map
from tests.others import shared_file
from tests.servers import Reply, as_json, overpass, serving
from tests.unit.osm.maps import HOME, as_xml, same, shape, spots, tap, tap_xml, water, way

WAYS = (way(1, 1, 2, 3), way(2, 3, 4, 5, highway="footway"))
OPEN = {
    "a place for drinking": {"amenity": "drinking_water"},
    "a point for filling": {"amenity": "water_point"},
    "a tap": {"man_made": "water_tap"},
    "a fountain for drinking": {"amenity": "fountain", "drinking_water": "yes"},
    "one that says so twice": {"amenity": "drinking_water", "drinking_water": "yes", "man_made": "water_tap"},
    "one for everybody": {"amenity": "drinking_water", "access": "yes"},
    "one where nobody minds": {"man_made": "water_tap", "access": "permissive"},
}
SHUT = {
    "a fountain": {"amenity": "fountain"},
    "a fountain that is for show": {"amenity": "fountain", "drinking_water": "no"},
    "a tap for plants": {"man_made": "water_tap", "drinking_water": "no"},
    "a place that went bad": {"amenity": "drinking_water", "drinking_water": "no"},
    **{
        f"a place with access {value}": {"amenity": "drinking_water", "access": value}
        for value in ("private", "no", "customers")
    },
    "a hut": {"tourism": "alpine_hut", "drinking_water": "yes"},
    "a tower": {"man_made": "water_tower"},
    "a bench": {"amenity": "bench"},
    "another key": {"man_made": "drinking_water", "amenity": "water_tap"},
}


@pytest.fixture
def client(tmp_path):
    return Client(Cache(tmp_path / "kept"))


def from_file(folder, *taps, radius_m=2000.0, place=HOME):
    path = folder / "map.osm"
    path.write_text(as_xml(*WAYS, more=tap_xml(*taps)))
    return Extract(path).ways_around(place, radius_m)


def asked(client, answer, radius_m=2000.0, place=HOME):
    with serving(answer) as server:
        return Overpass(client, (f"{server.url}/api",)).ways_around(place, radius_m)


def from_service(client, *taps, **options):
    return asked(client, overpass(WAYS, nodes=taps), **options)


@pytest.mark.parametrize("kind", OPEN)
def test_what_everybody_can_drink_from_is_water(tmp_path, client, kind):
    one = tap(900, 300.0, -200.0, **OPEN[kind])
    assert water(from_file(tmp_path, one)) == water(from_service(client, one)) == spots(one)


@pytest.mark.parametrize("kind", SHUT)
def test_what_is_closed_not_for_drinking_or_something_else_is_no_water(tmp_path, client, kind):
    one, other = tap(900, 300.0, -200.0, **SHUT[kind]), tap(901, 100.0)
    assert water(from_file(tmp_path, one, other)) == water(from_service(client, one, other)) == spots(other)


def test_where_no_water_is_mapped_there_is_none(tmp_path, client):
    assert water(from_file(tmp_path)) == water(from_service(client)) == []


def test_a_map_without_a_word_about_water_has_none_and_none_can_be_added():
    drawn = draw_map(([(0.0, 0.0), (100.0, 0.0)], {}))
    assert drawn.water_lat_deg.shape == drawn.water_lon_deg.shape == (0,)
    assert not drawn.water_lat_deg.flags.writeable


@pytest.mark.parametrize("bearing_deg", [0, 45, 90, 200])
def test_only_water_inside_the_circle_matters(tmp_path, client, bearing_deg):
    north, east = math.cos(math.radians(bearing_deg)), math.sin(math.radians(bearing_deg))
    near, far = (tap(number, distance * north, distance * east) for number, distance in ((900, 1990.0), (901, 2010.0)))
    assert water(from_file(tmp_path, near, far)) == water(from_service(client, near, far)) == spots(near)


def test_the_circle_is_around_the_place_and_not_around_where_the_service_is_asked(client):
    place = Place(lat_deg=HOME.lat_deg + 4e-4, lon_deg=HOME.lon_deg, name="44 m to the north")
    taps = tap(900, 2035.0), tap(901, -1940.0), tap(902, -1970.0)
    assert water(from_service(client, *taps, place=place)) == spots(*taps[:2])


def test_a_circle_across_the_antimeridian_has_water_on_both_sides(tmp_path):
    place = Place(lat_deg=-16.8, lon_deg=179.9999, name="Taveuni")
    street = way(1, 1, 2) | {"geometry": [(-16.8, 179.995), (-16.8, 179.999)]}
    taps = [tap(900) | {"lat": -16.8, "lon": lon} for lon in (179.998, -179.998, -179.98, 0.0)]
    path = tmp_path / "map.osm"
    path.write_text(as_xml(street, more=tap_xml(*taps[:1], *(one | {"id": 901 + n} for n, one in enumerate(taps[1:])))))
    assert water(Extract(path).ways_around(place, 1000.0)) == spots(*taps[:2])


def test_a_file_and_the_service_give_the_same_map_in_whichever_order(tmp_path, client):
    taps = [tap(number, 10.0 * number, -5.0 * number) for number in (70, 10, 40)]
    got = from_file(tmp_path, *taps)
    assert same(got, from_service(client, *reversed(taps)))
    assert water(got) == spots(taps[1], taps[2], taps[0])


def test_water_that_is_a_vertex_of_a_way_is_both(tmp_path, client):
    path = tmp_path / "map.osm"
    corner = tap(2, **OPEN["a tap"]) | {"lat": 43.7404, "lon": 7.4266}
    plain = as_xml(*WAYS)
    path.write_text(plain.replace('<node id="2" lat="43.7404000" lon="7.4266000"/>', tap_xml(corner)))
    got = Extract(path).ways_around(HOME, 2000.0)
    assert path.read_text() != plain
    assert same(got, from_service(client, corner))
    assert (shape(got), water(got)) == ([(1, [1, 2, 3]), (2, [3, 4, 5])], spots(corner))


def test_one_node_that_is_named_twice_is_one(tmp_path, client):
    one, other = tap(900, 100.0), tap(900, 200.0)
    assert water(from_file(tmp_path, one, other)) == water(from_service(client, one, other)) == spots(one)


def test_deleted_water_is_gone_and_water_that_an_editor_drew_is_there(tmp_path):
    path = tmp_path / "map.osm"
    new, old = tap(-7, 100.0), tap(900, 200.0)
    path.write_text(as_xml(*WAYS, more=tap_xml(new) + tap_xml(old).replace("<node", '<node visible="false"')))
    assert water(Extract(path).ways_around(HOME, 2000.0)) == spots(new)


def test_packed_and_binary_files_have_the_same_water(tmp_path):
    expected = from_file(tmp_path, tap(900, 100.0), tap(901, 200.0, **SHUT["a fountain"]))
    plain = tmp_path / "map.osm"
    (tmp_path / "map.osm.bz2").write_bytes(bz2.compress(plain.read_bytes()))
    for name, options in (("map.osm.pbf", ""), ("located.osm.pbf", ",locations_on_ways=true")):
        with osmium.SimpleWriter(osmium.io.File(str(tmp_path / name), f"pbf{options}")) as writer:
            for one in osmium.FileProcessor(plain).with_locations():
                writer.add(one)
    for name in ("map.osm.bz2", "map.osm.pbf", "located.osm.pbf"):
        assert same(Extract(tmp_path / name).ways_around(HOME, 2000.0), expected)


def test_a_real_file_has_the_water_that_the_library_finds_one_by_one():
    path = shared_file("data/monaco/monaco_2021.osm.pbf")
    expected = [
        (node.lat, node.lon)
        for node in osmium.FileProcessor(path, osmium.osm.NODE)
        if node.tags.get("drinking_water") != "no"
        and (node.tags.get("amenity") == "drinking_water" or node.tags.get("man_made") == "water_tap")
    ]
    assert len(expected) == 15
    assert water(Extract(path).ways_around(HOME, 20_000.0)) == expected


@pytest.mark.parametrize(("lat", "lon"), [("95", "7.4"), ("43.74", "181"), ("-91", "7.4")])
def test_water_in_a_file_that_is_nowhere_on_earth_is_left_out(tmp_path, lat, lon):
    odd, sound = tap(900) | {"lat": lat, "lon": lon}, tap(901, 100.0)
    assert water(from_file(tmp_path, odd, sound)) == spots(sound)


STREETS = [
    {
        "type": "way", "id": number, "nodes": [1, 2], "tags": {"highway": "path"},
        "geometry": [{"lat": 43.7394, "lon": 7.4256}, {"lat": 43.7404, "lon": 7.4266}],
    }
    for number in (1, 2)
]  # fmt: skip
ODD_VALUES: dict[str, tuple[Any, ...]] = {
    "lat": (91, -1e9, "43.7", None, True, [43.7], 10**400),
    "lon": (180.5, "7", None, {}, -(10**400)),
    "id": (None, "900", 1.5, True, 2**70),
    "tags": (None, [], "amenity", {"amenity": "drinking_water", "access": ["no"]}),
}
NODE = {"type": "node"} | tap(900, 50.0)
KINDS: tuple[Any, ...] = (5, None, ["drinking_water"], {})
ODD = [
    *({**NODE, key: value} for key, values in ODD_VALUES.items() for value in values),
    *({**NODE, "tags": {"amenity": kind}} for kind in KINDS),
    {"type": "node"},
    {**NODE, "tags": {}},
]


@pytest.mark.parametrize("odd", ODD, ids=lambda odd: json.dumps(odd)[:90])
def test_a_node_in_an_answer_that_is_odd_is_left_out_and_the_ways_are_as_without_it(client, odd):
    got = asked(client, lambda _: as_json({"elements": [odd, *STREETS, NODE | {"id": 901}]}))
    assert (shape(got), water(got)) == ([(1, [1, 2]), (2, [1, 2])], spots(NODE))


def test_a_place_that_is_too_large_for_a_number_is_left_out(client):
    body = json.dumps({"elements": [NODE, *STREETS]}).replace(f'"lat": {NODE["lat"]}', '"lat": 1e999')
    assert water(asked(client, lambda _: Reply(body=body.encode()))) == []


@pytest.mark.parametrize("odd", [{"type": "node"}, ODD[0], {**NODE, "tags": {"shop": "bakery"}}])
def test_an_answer_of_nothing_but_odd_nodes_is_no_map(client, odd):
    with pytest.raises(ServiceError, match="2 elements, 0 of them sound ways"):
        asked(client, lambda _: as_json({"elements": [NODE, odd]}))


@pytest.mark.parametrize("kind", ["a tap", "a place for drinking"])
def test_water_without_ways_is_no_place_to_run(client, kind):
    with pytest.raises(NothingToDoError, match="no street or path"):
        asked(client, overpass([], nodes=[tap(900, **OPEN[kind]), tap(901, access="private", **OPEN[kind])]))


def test_nodes_do_not_make_up_for_ways_that_are_odd(client):
    nodes = [NODE | {"id": number} for number in range(100)]
    odd = {"type": "way", "id": 3, "tags": {"highway": "path"}}
    with pytest.raises(ServiceError, match="103 elements, 2 of them sound ways"):
        asked(client, lambda _: as_json({"elements": [*STREETS, odd, *nodes]}))


def test_the_second_time_the_water_comes_from_what_is_kept(tmp_path, client):
    with serving(overpass(WAYS, nodes=[tap(900, 100.0)])) as server:
        for one in (client, Client(Cache(tmp_path / "kept"), is_offline=True)):
            assert water(Overpass(one, (f"{server.url}/api",)).ways_around(HOME, 2000.0)) == spots(tap(900, 100.0))
        assert len(server.requests) == 1


def test_more_than_can_be_held_is_refused_and_what_is_far_away_does_not_count():
    held = Water("map.osm", HOME, 1000.0, max_points=1)
    for number in range(3):
        held.add(number, HOME.lat_deg + 1, HOME.lon_deg, {"amenity": "drinking_water"})
        held.add(7, HOME.lat_deg, HOME.lon_deg, {"amenity": "drinking_water"})
    with pytest.raises(InputError, match=r"map\.osm: more than 1 places") as error:
        held.add(8, HOME.lat_deg, HOME.lon_deg, {"amenity": "drinking_water"})
    assert "--radius" in error.value.hint


@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf])
def test_what_is_not_finite_is_no_place(value):
    held = Water("map.osm", HOME, 1000.0)
    held.add(1, value, HOME.lon_deg, {"amenity": "drinking_water"})
    held.add(2, HOME.lat_deg, value, {"amenity": "drinking_water"})
    assert [column.tolist() for column in held.columns()] == [[], []]
    assert all(column.dtype == np.float64 for column in held.columns())


def test_each_kind_that_is_asked_for_is_water():
    assert all(is_water(dict(line)) for line in WATER_TAGS)
