import bz2
import gzip
import os
import re
import sys
from pathlib import Path

import numpy as np
import osmium
import pytest

from hillwork.errors import InputError
from hillwork.geo import step_lengths_m
from hillwork.model import WAY_TAGS, Cost, Place
from hillwork.osm import Extract
from hillwork.osm.elements import Gathered
from tests.others import shared_file
from tests.unit.osm.maps import HOME, as_xml, same, shape, way

CROSSING = (way(1, 1, 2, 3, name="Rue Grimaldi", lit="yes"), way(2, 3, 4, 5, highway="footway"))
MONACO = "data/monaco/monaco_2021.osm.pbf"


def written(folder, *ways, name="map.osm", more=""):
    path = folder / name
    path.write_text(as_xml(*ways, more=more))
    return path


def read(path, radius_m=2000.0, place=HOME):
    return Extract(path).ways_around(place, radius_m)


def to_pbf(source, target, **options):
    file = osmium.io.File(str(target), "pbf" + "".join(f",{key}=true" for key in options))
    with osmium.SimpleWriter(file) as writer:
        for one in osmium.FileProcessor(source).with_locations():
            writer.add(one)
    return target


def test_ways_come_with_their_vertices_and_tags(tmp_path):
    got = read(written(tmp_path, *CROSSING))
    assert shape(got) == [(1, [1, 2, 3]), (2, [3, 4, 5])]
    assert got.tags == ({"highway": "residential", "name": "Rue Grimaldi", "lit": "yes"}, {"highway": "footway"})
    assert got.lat_deg[:2] == pytest.approx([43.7394, 43.7404], abs=1e-9)
    assert (got.source, got.as_of) == ("osm:map.osm", "")
    assert "OpenStreetMap" in got.attribution


def test_nothing_leaves_this_machine(tmp_path):
    assert Extract(tmp_path / "map.osm").estimate(HOME, 1000.0) == Cost()


def test_packed_and_binary_files_are_the_same_map(tmp_path):
    plain = written(tmp_path, *CROSSING)
    (tmp_path / "map.osm.gz").write_bytes(gzip.compress(plain.read_bytes()))
    (tmp_path / "map.osm.bz2").write_bytes(bz2.compress(plain.read_bytes()))
    to_pbf(plain, tmp_path / "map.osm.pbf")
    expected = read(plain)
    assert all(same(read(tmp_path / f"map.osm.{ending}"), expected) for ending in ("gz", "bz2", "pbf"))


@pytest.mark.parametrize("name", [MONACO, "data/porto-alegre/poa_2020.osm.pbf", "data/monaco/monaco_2012.osm.gz"])
def test_a_real_map_is_the_same_as_xml_and_as_pbf(tmp_path, name):
    path = shared_file(name)
    target = tmp_path / ("copy.osm" if name.endswith("pbf") else "copy.osm.pbf")
    with osmium.SimpleWriter(str(target)) as writer:
        for one in osmium.FileProcessor(path):
            writer.add(one)
    first = Extract(path).ways_around(_middle(path), 3000.0)
    assert same(first, Extract(target).ways_around(_middle(path), 3000.0))
    assert len(first) > 500


def test_a_real_map_is_what_the_library_reads_one_by_one():
    path = shared_file(MONACO)
    expected, seen = [], set()
    for one in osmium.FileProcessor(path, osmium.osm.NODE | osmium.osm.WAY).with_locations():
        if one.is_way() and "highway" in one.tags:
            nodes = [node.ref for node in one.nodes if node.location.valid()]
            expected.append((one.id, nodes))
            seen |= {(node.ref, node.lat, node.lon) for node in one.nodes if node.location.valid()}
    got = read(path, 20_000.0)
    assert shape(got) == expected
    assert set(zip(got.node_ids.tolist(), got.lat_deg.tolist(), got.lon_deg.tolist(), strict=True)) == seen
    assert got.as_of == "2021-04-21T20:21:46Z"
    assert {key for tags in got.tags for key in tags} <= WAY_TAGS


@pytest.mark.parametrize("radius_m", [150.0, 600.0])
def test_no_way_that_touches_the_circle_is_left_out_and_most_others_are(radius_m):
    path = shared_file("data/porto-alegre/poa_2020.osm.pbf")
    place = _middle(path)
    everything, got = (Extract(path).ways_around(place, radius) for radius in (50_000.0, radius_m))
    lat, lon = (np.column_stack([np.full(len(column), middle), column]).ravel() for middle, column in
                ((place.lat_deg, everything.lat_deg), (place.lon_deg, everything.lon_deg)))  # fmt: skip
    near = step_lengths_m(lat, lon)[::2] <= radius_m
    touching = set(np.repeat(everything.way_ids, np.diff(everything.starts))[near].tolist())
    assert touching <= set(got.way_ids.tolist())
    assert len(got) < len(everything) / 10


def test_a_way_far_away_is_left_out_and_one_that_passes_by_is_kept_in_full(tmp_path):
    path = written(tmp_path, way(1, 900, 901), way(2, 5, 400))
    assert shape(read(path, 1000.0)) == [(2, [5, 400])]


def test_a_circle_across_the_antimeridian_has_both_sides(tmp_path):
    west, east = way(1, 1, 2), way(2, 3, 4)
    west["geometry"] = [(-16.8, 179.995), (-16.8, 179.999)]
    east["geometry"] = [(-16.8, -179.999), (-16.8, -179.995)]
    got = read(written(tmp_path, west, east), 1000.0, Place(lat_deg=-16.8, lon_deg=179.9999, name="Taveuni"))
    assert got.way_ids.tolist() == [1, 2]


def test_a_way_is_cut_where_a_vertex_is_missing_and_nothing_is_invented(tmp_path):
    path = written(tmp_path, way(1, 1, 2, -3, 4, 5), way(2, -6, 5, 7), way(3, 8, -9, 10), way(4, -11, -12))
    got = read(path)
    assert shape(got) == [(1, [1, 2]), (1, [4, 5]), (2, [5, 7])]
    assert got.tags == ({"highway": "residential"},) * 3


def test_a_vertex_off_the_globe_is_missing(tmp_path):
    path = written(tmp_path, way(1, 1, 2, -3))
    path.write_text(path.read_text().replace("<way", '<node id="3" lat="95" lon="7.4"/><way', 1))
    assert shape(read(path)) == [(1, [1, 2])]


def test_a_vertex_named_twice_in_a_row_is_one(tmp_path):
    assert shape(read(written(tmp_path, way(1, 1, 1, 2, 2, 3, 1), way(2, 4, 4)))) == [(1, [1, 2, 3, 1])]


def test_of_two_ways_with_one_number_the_first_counts(tmp_path):
    assert shape(read(written(tmp_path, way(1, 1, 2), way(1, 3, 4)))) == [(1, [1, 2])]


def test_deleted_ways_are_gone(tmp_path):
    path = written(tmp_path, way(1, 1, 2), way(2, 2, 3))
    path.write_text(path.read_text().replace('<way id="1"', '<way id="1" visible="false"'))
    assert shape(read(path)) == [(2, [2, 3])]


def test_numbers_below_zero_and_beyond_32_bits_are_numbers(tmp_path):
    path = written(tmp_path, way(9_000_000_000, 1, 2))
    path.write_text(path.read_text().replace('"1"', '"-1"').replace('"2"', '"12345678901"'))
    assert shape(read(path)) == [(9_000_000_000, [-1, 12345678901])]


def test_names_are_harmless_and_tags_that_say_nothing_are_left_out(tmp_path):
    path = written(tmp_path, way(1, 1, 2, name="Rue\u202e  <b>", lit=" ", source="survey"), way(2, 2, 3, highway=" "))
    assert read(path).tags == ({"highway": "residential", "name": "Rue <b>"},)


def test_a_file_that_holds_the_places_with_the_ways_is_read(tmp_path):
    plain = written(tmp_path, *CROSSING)
    path = to_pbf(plain, tmp_path / "located.osm.pbf", locations_on_ways=True)
    with osmium.SimpleWriter(osmium.io.File(str(path), "pbf,locations_on_ways=true"), overwrite=True) as writer:
        for one in osmium.FileProcessor(plain).with_locations():
            if one.is_way():
                writer.add(one)
    assert same(read(path), read(plain))


def test_a_file_of_another_place_says_so(tmp_path):
    with pytest.raises(InputError, match=r"no street or path within 2\.00 km of the place") as error:
        read(written(tmp_path, way(1, 900, 901)))
    assert error.value.hint == "is the extract of that area?"


def test_a_file_without_streets_says_so(tmp_path):
    with pytest.raises(InputError, match="no street or path"):
        read(written(tmp_path))


def test_more_than_can_be_held_is_refused():
    gathered = Gathered("map.osm", max_vertices=5)
    gathered.add(1, [1, 2, 3], [43.0, 43.1, 43.2], [7.0, 7.0, 7.0], [("highway", "path")])
    with pytest.raises(InputError, match="more than 5 points") as error:
        gathered.add(2, [4, 5, 6], [43.0, 43.1, 43.2], [7.0, 7.0, 7.0], [("highway", "path")])
    assert "--radius" in error.value.hint


XML = as_xml(*CROSSING).encode()
BROKEN = {
    "missing.osm": None,
    "empty.osm.pbf": b"",
    "empty.osm": b"",
    "page.osm.pbf": b"<!DOCTYPE html><html><body>404</body></html>",
    "page.osm": b"<html><body>404</body></html>",
    "cut.osm": XML[:-40],
    "cut.osm.gz": gzip.compress(XML)[:-20],
    "cut.osm.bz2": bz2.compress(XML)[:-20],
    "plain.osm.bz2": XML,
    "packed.osm": gzip.compress(XML),
    "nan.osm": XML.replace(b'lat="43.7394000"', b'lat="nan"'),
    "id.osm": XML.replace(b'way id="1"', b'way id="one"'),
    "entity.osm": XML.replace(b"<osm", b"<!DOCTYPE osm [<!ENTITY a 'b'>]><osm").replace(b"Rue", b"&a;"),
    "long.osm": XML.replace(b"Rue", b"x" * 70_000),
    "noise.osm.pbf": bytes(range(256)) * 40,
    "map.txt": XML,
    "map.gpx": XML,
}


@pytest.mark.parametrize("name", BROKEN)
def test_what_is_no_map_is_one_clear_error(tmp_path, name):
    path = tmp_path / name
    if BROKEN[name] is not None:
        path.write_bytes(BROKEN[name])
    with pytest.raises(InputError) as error:
        read(path)
    assert error.value.message.startswith(f"{path}: ")
    assert "\n" not in error.value.message
    assert error.value.hint


@pytest.mark.parametrize("share", [0.1, 0.5, 0.999])
def test_a_real_file_that_is_cut_off_is_refused(tmp_path, share):
    data = shared_file(MONACO).read_bytes()
    path = tmp_path / "cut.osm.pbf"
    path.write_bytes(data[: int(len(data) * share)])
    with pytest.raises(InputError, match="damaged"):
        read(path)


def test_a_real_file_with_a_flipped_piece_is_refused(tmp_path):
    data = bytearray(shared_file(MONACO).read_bytes())
    data[100_000:100_100] = bytes(100)
    path = tmp_path / "flipped.osm.pbf"
    path.write_bytes(data)
    with pytest.raises(InputError, match="damaged"):
        read(path)


def test_only_regular_files_are_opened(tmp_path):
    os.mkfifo(tmp_path / "pipe.osm")
    (tmp_path / "folder.osm").mkdir()
    for name, what in (("pipe.osm", "not a regular file"), ("folder.osm", "a folder")):
        with pytest.raises(InputError, match=what):
            read(tmp_path / name)
    with pytest.raises(InputError, match="not a file name"):
        read(Path("a\0b.osm"))


def test_a_name_that_looks_like_an_address_is_a_file(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    written(tmp_path, *CROSSING, name="-.osm")
    (tmp_path / "http:").mkdir()
    written(tmp_path / "http:", *CROSSING)
    assert len(read(Path("-.osm"))) == len(read(Path("http://map.osm"))) == 2


def test_without_the_library_the_way_to_it_is_named(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "osmium", None)
    with pytest.raises(InputError, match="osmium") as error:
        read(written(tmp_path, *CROSSING))
    assert error.value.hint == "pip install 'hillwork[osm]'"


def _middle(path):
    """Return the middle of what a file holds."""
    ways = [
        (node.lat, node.lon)
        for one in osmium.FileProcessor(path, osmium.osm.NODE | osmium.osm.WAY).with_locations()
        if one.is_way() and "highway" in one.tags
        for node in one.nodes
        if node.location.valid()
    ]
    lat_deg, lon_deg = np.median(np.array(ways), axis=0)
    return Place(lat_deg=float(lat_deg), lon_deg=float(lon_deg), name="middle")


def test_a_map_that_ends_inside_the_circle_says_so(tmp_path):
    def noticed(bounds):
        path = written(tmp_path, *CROSSING)
        path.write_text(re.sub(r"(<osm[^>]*>)", rf"\1{bounds}", path.read_text(), count=1))
        return [notice.code for notice in read(path, 3000.0).notices]

    lat, lon = HOME.lat_deg, HOME.lon_deg
    assert noticed("") == []
    assert noticed(f'<bounds minlat="{lat - 1}" minlon="{lon - 1}" maxlat="{lat + 1}" maxlon="{lon + 1}"/>') == []
    assert noticed(f'<bounds minlat="{lat - 1}" minlon="{lon - 1}" maxlat="{lat + 1}" maxlon="{lon + 0.005}"/>') == [
        "map-edge"
    ]
