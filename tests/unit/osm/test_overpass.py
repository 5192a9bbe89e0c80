import json
import math
import re
from urllib.parse import parse_qs

import numpy as np
import pytest

from hillwork.errors import NothingToDoError, ServiceError, UsageError
from hillwork.geo import metres_per_degree
from hillwork.model import WAY_TAGS, Place
from hillwork.net import Cache, Client
from hillwork.osm import Extract, Overpass
from hillwork.osm.overpass import OVERPASS_URLS
from tests.others import shared_file
from tests.servers import OVERPASS_BUSY, Reply, as_json, overpass, refused_twice, serving
from tests.unit.osm.maps import HOME, as_xml, same, shape, water, way

WAYS = (way(1, 1, 2, 3, name="Rue Grimaldi", source="survey"), way(2, 3, 4, 5, highway="footway"))
TIMED_OUT = 'runtime error: Query timed out in "query" at line 1 after 2 seconds.'


@pytest.fixture
def client(tmp_path):
    return made_client(tmp_path)


def made_client(folder, **options):
    naps = []
    made = Client(Cache(folder), sleep=naps.append, **options)
    made.naps = naps
    return made


def kinds(server):
    return [request.path.rpartition("/")[2] for request in server.requests]


def around(client, *servers, radius_m=2000.0, place=HOME):
    return Overpass(client, tuple(f"{server.url}/api" for server in servers)).ways_around(place, radius_m)


def query(request):
    return parse_qs(request.body.decode())["data"][0]


def test_ways_come_with_their_vertices_and_tags(client):
    with serving(overpass(WAYS)) as server:
        got = around(client, server)
    assert shape(got) == [(1, [1, 2, 3]), (2, [3, 4, 5])]
    assert got.tags == ({"highway": "residential", "name": "Rue Grimaldi"}, {"highway": "footway"})
    assert (got.source, got.as_of) == (f"overpass:{server.url[7:]}", "2026-11-20T09:00:00Z")
    assert kinds(server) == ["interpreter"]
    assert server.requests[0].headers["Content-Type"] == "application/x-www-form-urlencoded"


def test_a_file_and_the_service_give_the_same_map(client, tmp_path):
    (tmp_path / "map.osm").write_text(as_xml(*WAYS))
    with serving(overpass(WAYS)) as server:
        assert same(around(client, server), Extract(tmp_path / "map.osm").ways_around(HOME, 2000.0))


def test_a_real_map_over_the_service_is_that_of_the_file(client):
    extract = Extract(shared_file("data/monaco/monaco_2021.osm.pbf")).ways_around(HOME, 3000.0)
    ways = [
        {
            "id": int(extract.way_ids[number]),
            "nodes": extract.node_ids[begin:end].tolist(),
            "geometry": list(
                zip(extract.lat_deg[begin:end].tolist(), extract.lon_deg[begin:end].tolist(), strict=True)
            ),
            "tags": extract.tags[number],
        }
        for number, (begin, end) in enumerate(zip(extract.starts[:-1], extract.starts[1:], strict=True))
    ]
    nodes = [
        {"id": number, "lat": lat, "lon": lon, "tags": {"amenity": "drinking_water"}}
        for number, (lat, lon) in enumerate(water(extract))
    ]
    with serving(overpass(ways, nodes=nodes)) as server:
        assert same(around(client, server, radius_m=3000.0), extract)
    assert nodes


def test_the_place_is_blunted_and_its_circle_is_still_covered(client):
    place = Place(lat_deg=43.73844999, lon_deg=-7.42465001, name="home")
    with serving(overpass([way(1, 1, 2) | {"geometry": [(43.74, -7.42), (43.75, -7.42)]}])) as server:
        around(client, server, place=place)
    radius, lat, lon = map(float, re.search(r"around:(.*?),(.*?),(.*?)\)", query(server.requests[0])).groups())
    assert (lat, lon) == (43.738, -7.425)
    north_m, east_m = (float(one[0]) for one in metres_per_degree(np.array([lat])))
    moved_m = math.hypot((place.lat_deg - lat) * north_m, (place.lon_deg - lon) * east_m)
    assert 2000 + moved_m <= radius < 2110


@pytest.mark.parametrize("lat_deg", [0.0, 45.0, 89.0])
def test_the_circle_is_covered_as_the_service_measures(client, lat_deg):
    with serving(lambda _: as_json({"elements": []})) as server, pytest.raises(NothingToDoError):
        around(client, server, radius_m=15_000.0, place=Place(lat_deg=lat_deg, lon_deg=0.0, name=""))
    radius = float(re.search(r"around:(\d+)", query(server.requests[0]))[1])
    north_m = float(metres_per_degree(np.array([lat_deg]))[0][0])
    assert radius >= 15_000 / north_m * 40_000_000 / 360


def test_a_second_run_asks_nobody_and_neither_does_a_step_aside(client, tmp_path):
    aside = Place(lat_deg=HOME.lat_deg + 3e-5, lon_deg=HOME.lon_deg - 3e-5, name="next door")
    with serving(overpass(WAYS)) as server:
        first = around(client, server)
        assert same(around(made_client(tmp_path, is_offline=True), server, place=aside), first)
        assert len(server.requests) == 1
        around(client, server, radius_m=2500.0)
    assert len(server.requests) == 2


def test_the_cost_is_told_before_and_is_nothing_once_the_answer_is_kept(client):
    with serving(overpass(WAYS)) as server:
        source = Overpass(client, (f"{server.url}/api",))
        cost = source.estimate(HOME, 5000.0)
        assert not server.requests
        source.ways_around(HOME, 5000.0)
        kept = source.estimate(HOME, 5000.0)
    assert (cost.host, cost.n_requests) == (server.url[7:], 1)
    assert cost.n_bytes == pytest.approx(2.04e6, rel=0.05)
    assert cost.sends == "the place, to about 100 m, and the radius"
    assert (kept.n_requests, kept.n_bytes, kept.duration_s) == (0, 0, 0)


@pytest.mark.parametrize("radius_m", [15_001.0, 1e9, 0.0, -5.0, math.nan])
def test_too_much_is_refused_with_the_figure_and_the_other_way(client, radius_m):
    with serving(overpass(WAYS)) as server, pytest.raises(UsageError, match="up to 13 km") as error:
        around(client, server, radius_m=radius_m)
    assert "--osm" in error.value.hint
    assert not server.requests


def test_no_way_is_an_honest_answer_and_a_larger_radius_the_way_out(client):
    with serving(overpass(WAYS)) as server:
        for _ in range(2):
            with pytest.raises(NothingToDoError, match="no street or path within 500 m of the place") as error:
                around(client, server, radius_m=500.0, place=Place(lat_deg=43.0, lon_deg=7.0, name="sea"))
    assert "larger --radius" in error.value.hint
    assert len(server.requests) == 1


def test_no_way_is_asked_again_after_a_day_and_ways_after_two_weeks(tmp_path):
    day_s, now = 86400.0, [1e9]
    client = Client(Cache(tmp_path, now=lambda: now[0]))
    sea = Place(lat_deg=43.0, lon_deg=7.0, name="sea")
    with serving(overpass(WAYS)) as server:
        for days, n_asked in ((0.0, 2), (0.9, 2), (1.1, 3), (2.0, 3), (2.2, 4), (15.0, 6)):
            now[0] = 1e9 + days * day_s
            around(client, server)
            with pytest.raises(NothingToDoError):
                around(client, server, place=sea)
            assert len(server.requests) == n_asked


def test_the_words_of_the_slots_are_waited_for(client):
    later = "Slot available after: 2026-11-20T09:31:14Z, in 11 seconds.\nSlot available after: ..., in 30 seconds.\n"
    with serving(overpass(WAYS, busy=[OVERPASS_BUSY], status=later)) as server:
        assert len(around(client, server)) == 2
    assert kinds(server) == ["interpreter", "status", "interpreter"]
    assert client.naps == [12.0]


@pytest.mark.parametrize(
    ("status", "low", "high"),
    [
        ("2 slots available now.\n", 1, 1),
        ("1 slot available now.\nSlot available after: 2026-11-20T09:31:14Z, in 40 seconds.\n", 1, 1),
        ("Slot available after: 2026-11-20T09:31:54Z, in -990 seconds.\n", 1, 1),
        ("Slot available after: 2026-11-20T09:31:54Z, in 0 seconds.\n", 1, 1),
        (
            "Currently running queries (pid, space limit, time limit, start time):\n31576\t536870912\t6\t2026-11-20\n",
            5,
            15,
        ),
        ("<html>who knows</html>", 5, 15),
    ],
)
def test_each_state_of_the_slots_has_its_wait(client, status, low, high):
    with serving(overpass(WAYS, busy=[OVERPASS_BUSY], status=status)) as server:
        assert len(around(client, server)) == 2
    assert len(client.naps) == 1
    assert low <= client.naps[0] <= high


def test_a_state_that_cannot_be_read_is_waited_out(client):
    good = overpass(WAYS, busy=[OVERPASS_BUSY])
    with serving(lambda r: Reply(404) if r.path.endswith("status") else good(r)) as server:
        assert len(around(client, server)) == 2
    assert 5 <= client.naps[0] <= 15


def test_the_state_of_the_slots_is_read_anew_each_time_and_not_kept(client, tmp_path):
    with serving(overpass(WAYS, busy=[OVERPASS_BUSY] * 2)) as server:
        assert len(around(client, server)) == 2
    assert kinds(server) == ["interpreter", "status", "interpreter", "status", "interpreter"]
    assert Cache(tmp_path).info().n_answers == 1


def test_after_three_rounds_the_next_server_is_asked(client):
    with serving(lambda _: OVERPASS_BUSY) as busy, serving(overpass(WAYS)) as free:
        got = around(client, busy, free)
    assert kinds(busy) == ["interpreter", "status"] * 2 + ["interpreter"]
    assert got.source == f"overpass:{free.url[7:]}"


def test_who_asks_to_come_back_much_later_is_left_for_the_next(client):
    much_later = "Slot available after: 2026-11-20T10:31:14Z, in 3600 seconds.\n"
    with serving(overpass(WAYS, busy=[OVERPASS_BUSY], status=much_later)) as busy, serving(overpass(WAYS)) as free:
        assert around(client, busy, free).source == f"overpass:{free.url[7:]}"
    assert client.naps == []


def test_an_answer_of_another_server_that_is_kept_is_used(client, tmp_path):
    with serving(lambda _: Reply(reset=True)) as dead, serving(overpass(WAYS)) as free:
        around(client, dead, free)
        n_before = len(dead.requests) + len(free.requests)
        assert len(around(client, dead, free)) == len(around(made_client(tmp_path, is_offline=True), dead, free)) == 2
        assert len(dead.requests) + len(free.requests) == n_before


def test_when_all_are_out_the_error_names_the_way_without_them(client, tmp_path):
    message = r"too busy \(status 429\); 1 more did not answer either"
    with (
        serving(lambda _: OVERPASS_BUSY) as one,
        serving(lambda _: Reply(500)) as two,
        pytest.raises(ServiceError, match=message) as error,
    ):
        around(client, one, two)
    assert error.value.hint == "download an extract, e.g. from download.geofabrik.de, and name it with --osm"
    assert Cache(tmp_path).info().n_answers == 0


def test_offline_says_so(tmp_path):
    with serving(overpass(WAYS)) as server, pytest.raises(ServiceError, match="offline, and not kept from before"):
        around(made_client(tmp_path, is_offline=True), server, server)
    assert not server.requests


def test_the_public_servers_are_asked_over_https():
    assert all(url.startswith("https://") for url in OVERPASS_URLS)


def element(**more):
    return {
        "type": "way", "id": 1, "nodes": [1, 2], "tags": {"highway": "path"},
        "geometry": [{"lat": 43.7, "lon": 7.4}, {"lat": 43.71, "lon": 7.4}],
    } | more  # fmt: skip


def without(key):
    return {name: value for name, value in element().items() if name != key}


FAULTS = {
    "a page": Reply(body=b"<html>please wait</html>", content_type="text/html"),
    "nothing": Reply(),
    "cut": Reply(body=json.dumps({"elements": [element()]}).encode()[:-9]),
    "deep": Reply(body=b"[" * 100_000),
    "nan": Reply(body=b'{"elements": [{"type": "way", "lat": NaN}]}'),
    "a list": as_json([1]),
    "null": as_json(None),
    "no elements": as_json({"version": 0.6}),
    "elements that are none": as_json({"elements": {"1": element()}}),
    "numbers": as_json({"elements": [1, None, "way"]}),
    "only nodes": as_json({"elements": [{"type": "node", "id": 1, "lat": 43.7, "lon": 7.4}]}),
    "a remark": as_json({"elements": [], "remark": TIMED_OUT}),
    "a remark with ways": as_json({"elements": [element()], "remark": TIMED_OUT}),
    **{f"without {key}": as_json({"elements": [without(key)]}) for key in ("id", "nodes", "geometry", "tags")},
    "fewer nodes": as_json({"elements": [element(nodes=[1])]}),
    "no vertex": as_json({"elements": [element(nodes=[], geometry=[])]}),
    "all null": as_json({"elements": [element(geometry=[None, None])]}),
    "tags of another kind": as_json({"elements": [element(tags={"highway": 5})]}),
    "no highway": as_json({"elements": [element(tags={"building": "yes"})]}),
    "a large number": as_json({"elements": [element(id=2**70)]}),
    **{
        f"nodes {value!r}": as_json({"elements": [element(nodes=value)]})
        for value in ("12", [1.5, 2], ["1", "2"], [True, 2], [2**64, 1], [[1], [2]], {"1": 2})
    },
    **{
        f"geometry {value!r}": as_json({"elements": [element(geometry=value)]})
        for value in ("ab", [1, 2], [[43.7, 7.4], [43.8, 7.4]], [{"lat": 43.7}, {"lon": 7.4}])
    },
    **{
        f"latitude {value!r}": as_json({"elements": [element(geometry=[{"lat": value, "lon": 7.4}] * 2)]})
        for value in ("43.7", 91, -1e9, True, None, [43.7], 10**30)
    },
    "infinity": Reply(body=json.dumps({"elements": [element()]}).replace("43.7,", "1e999,").encode()),
    "reset": Reply(reset=True),
    "less than promised": Reply(body=json.dumps({"elements": [element()]}).encode(), cut=30),
    "forbidden": Reply(403, b"blocked", "text/plain"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_service_that_fails_is_one_clear_error_and_nothing_is_kept(client, tmp_path, fault):
    with serving(lambda _: FAULTS[fault]) as server:
        error = refused_twice(server, lambda: around(client, server))
    assert error.message.startswith(f"{server.url}/api/interpreter: ")
    assert "\n" not in error.message
    assert Cache(tmp_path).info().n_answers == 0


def test_a_silent_service_is_given_up(client, monkeypatch):
    from dataclasses import replace

    from hillwork.osm import overpass as module

    monkeypatch.setattr(module, "MANNERS", replace(module.MANNERS, read_s=0.2, deadline_s=0.5))
    with serving(lambda _: Reply(delay_s=3)) as server, pytest.raises(ServiceError, match="no answer in time"):
        around(client, server)


def test_more_than_allowed_is_not_read(client, monkeypatch):
    from dataclasses import replace

    from hillwork.osm import overpass as module

    monkeypatch.setattr(module, "MANNERS", replace(module.MANNERS, max_bytes=1000))
    many = [way(number, 1, 2, 3) for number in range(100)]
    with serving(overpass(many)) as server, pytest.raises(ServiceError, match="more than 1,000 bytes"):
        around(client, server)


def test_the_service_is_quoted_where_it_says_what_is_wrong(client):
    page = b"<p><strong>Error</strong>: line 1: parse error: Unknown type &quot;foo&quot; </p>"
    reply, message = Reply(400, page, "text/html"), 'line 1: parse error: Unknown type "foo"'
    with serving(lambda _: reply) as server, pytest.raises(ServiceError, match=message):
        around(client, server)


def test_a_way_is_cut_where_a_vertex_is_null(client):
    with serving(overpass([way(1, 1, 2, -3, 4, 5), way(2, 6, -7, 8), way(3, 1, 1, 2)])) as server:
        got = around(client, server)
    assert shape(got) == [(1, [1, 2]), (1, [4, 5]), (3, [1, 2])]


def test_one_odd_way_among_many_is_left_out_and_other_kinds_do_not_matter(client):
    ways = [element(id=number) for number in range(1, 40)]
    odd = [without("geometry") | {"id": 99}, {"type": "count", "id": 0}, {"type": "node", "id": 1}]
    with serving(lambda _: as_json({"elements": odd + ways, "remark": "runtime remark: slow"})) as server:
        assert around(client, server).way_ids.tolist() == list(range(1, 40))


def test_where_many_ways_are_odd_the_others_are_not_believed(client):
    ways = [element(id=number) for number in range(1, 10)]
    with (
        serving(lambda _: as_json({"elements": [*ways, without("geometry")]})) as server,
        pytest.raises(ServiceError, match="10 elements, 9 of them sound ways"),
    ):
        around(client, server)


def test_names_are_harmless_and_only_tags_that_matter_are_kept(client):
    tags = {"highway": "path", "name": "Hill\x1b[31m\u202e", "note": "x", "surface": ""}
    with serving(
        lambda _: as_json({"elements": [element(tags=tags)], "osm3s": {"timestamp_osm_base": "<b>"}})
    ) as server:
        got = around(client, server)
    assert got.tags == ({"highway": "path", "name": "Hill[31m"},)
    assert set(got.tags[0]) <= WAY_TAGS
    assert got.as_of == ""


CAPTURED = "data/http/overpass_0_7_62.json"


def captured():
    return {one["case"]: one for one in json.loads(shared_file(CAPTURED).read_text())["answers"]}


def first_way(body):
    """Return the first way of a captured answer, as far as it is there: long answers were shortened in the middle."""
    body = body.partition("...[")[0]
    way = {"type": "way", "id": int(re.search(r'"id": (\d+)', body)[1])}
    if '"nodes"' in body:
        way["nodes"] = list(map(int, re.findall(r"^    (\d+),$", body, re.MULTILINE)))
    if '"geometry"' in body:
        way["geometry"] = [json.loads(place) for place in re.findall(r"{ \"lat\": .*? }", body)]
    return way


def whole(one):
    """Return a captured answer with its first way only, where it was shortened."""
    head, found, _ = one["body"].partition('"elements": [')
    if found and "chars in all" in one["body"]:
        return f'{head}"elements": [{json.dumps(first_way(one["body"]))}]}}'.encode()
    return one["body"].encode()


def test_every_captured_answer_without_vertices_is_one_clear_error_or_says_that_there_is_no_way(tmp_path):
    outcome = {}
    for case, one in captured().items():
        if one["case"].startswith("GET /api/status"):
            continue
        reply = Reply(one["status"], whole(one), one["content_type"])
        folder = tmp_path / str(len(outcome))
        with serving(lambda _, reply=reply: reply) as server:
            for _ in range(2):
                with pytest.raises((ServiceError, NothingToDoError)) as error:
                    around(made_client(folder), server)
            assert server.url[7:] in error.value.message
        outcome[case] = type(error.value)
        assert Cache(folder).info().n_answers == (outcome[case] is NothingToDoError)
    assert {case for case, kind in outcome.items() if kind is NothingToDoError} == {"empty result", "nan"}
    assert len(outcome) == 20


def test_a_captured_way_with_its_vertices_is_read(client):
    answers = captured()
    way = first_way(answers["ok ways 5km out geom"]["body"])
    nodes = first_way(answers["ok ways 5km out body>;skel"]["body"])
    assert way["id"] == nodes["id"]
    n_both = min(len(way["geometry"]), len(nodes["nodes"]))
    way |= {"geometry": way["geometry"][:n_both], "nodes": nodes["nodes"][:n_both], "tags": {"highway": "track"}}
    head = answers["ok ways 5km out geom"]["body"].partition('"elements"')[0]
    body = f'{head}"elements": [{json.dumps(way)}]}}'.encode()
    with serving(lambda _: Reply(body=body)) as server:
        got = around(client, server)
    assert (n_both, shape(got)) == (5, [(125947372, nodes["nodes"][:5])])
    assert got.lat_deg[:2].tolist() == [47.0536904, 47.0547960]
    assert got.as_of == "2015-07-27T21:14:01Z"


def test_every_captured_state_of_the_slots_is_understood(tmp_path):
    naps = {}
    for case, one in captured().items():
        if case.startswith("GET /api/status"):
            client = made_client(tmp_path / str(len(naps)))
            with serving(overpass(WAYS, busy=[OVERPASS_BUSY], status=one["body"])) as server:
                around(client, server)
            (naps[case.partition(", ")[2]],) = client.naps
    assert naps.pop("both slots running") >= 5
    assert naps == {"idle": 1, "cooling down": 12, "16 min later: stale slots with negative wait": 1}


@pytest.mark.parametrize("case", ["dispatcher stopped", "timeout too big (server --time=2000)", "maxsize too big"])
def test_a_server_that_is_off_is_left_at_once_and_one_that_is_busy_is_waited_for(client, case):
    one = captured()[case]
    reply = Reply(one["status"], one["body"].encode(), one["content_type"])
    with serving(lambda _: reply) as server, pytest.raises(ServiceError, match="status 504"):
        around(client, server)
    assert len(client.naps) == (0 if case == "dispatcher stopped" else 2)
    assert all(5 <= nap <= 15 for nap in client.naps)
