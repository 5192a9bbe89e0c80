import json
import time
from urllib.parse import parse_qs, urlsplit

import pytest

from hillwork.errors import InputError, ServiceError, UsageError
from hillwork.model import OSM_ATTRIBUTION
from hillwork.net import Cache, Client
from hillwork.osm import NOMINATIM_URL, Addresses
from tests.others import shared_file
from tests.servers import Reply, as_json, in_turn, nominatim, refused_twice, serving

GRIMALDI = (43.7345, 7.4203, "Rue Grimaldi, La Condamine, Monaco")
PLACES = {"Rue Grimaldi, Monaco": [GRIMALDI], "Springfield": [(39.8, -89.6, "Springfield, Illinois"), (37.2, -93.3, "Springfield, Missouri")]}  # fmt: skip


@pytest.fixture
def client(tmp_path):
    return made_client(tmp_path)


def made_client(folder, **options):
    naps = []
    made = Client(Cache(folder), sleep=naps.append, **options)
    made.naps = naps
    return made


def find(client, server, text="Rue Grimaldi, Monaco", **options):
    return Addresses(client, server.url).find(text, **options)


def said(**more):
    return {"lat": "43.7345", "lon": "7.4203", "display_name": "Rue Grimaldi", "licence": "© somebody"} | more


def test_an_address_is_a_place_with_its_name_and_whom_to_thank(client):
    with serving(nominatim(PLACES)) as server:
        (got,) = find(client, server)
    assert (got.lat_deg, got.lon_deg, got.name) == GRIMALDI
    assert got.attribution == "Data © OpenStreetMap contributors, ODbL 1.0. http://osm.org/copyright"
    asked = parse_qs(urlsplit(server.requests[0].path).query)
    assert asked == {"q": ["Rue Grimaldi, Monaco"], "format": ["json"], "limit": ["5"]}
    assert server.requests[0].headers["User-Agent"].startswith("hillwork/")


def test_what_may_mean_several_places_gives_them_all_the_likeliest_first(client):
    with serving(nominatim(PLACES)) as server:
        assert [place.name for place in find(client, server, "Springfield")] == [
            "Springfield, Illinois",
            "Springfield, Missouri",
        ]


def test_places_of_one_name_close_together_are_one(client):
    near, far = (43.7355, 7.4203, GRIMALDI[2]), (43.7445, 7.4203, GRIMALDI[2])
    with serving(nominatim({"Rue Grimaldi": [GRIMALDI, near, far, (*near[:2], "Rue Caroline")]})) as server:
        got = find(client, server, "Rue Grimaldi")
    assert [(place.lat_deg, place.name) for place in got] == [
        (43.7345, GRIMALDI[2]),
        (43.7445, GRIMALDI[2]),
        (43.7355, "Rue Caroline"),
    ]


def test_the_same_words_are_asked_for_once(client, tmp_path):
    with serving(nominatim(PLACES | {"Städtle": [GRIMALDI]})) as server:
        find(client, server)
        assert find(made_client(tmp_path, is_offline=True), server, "  Rue  Grimaldi,\tMonaco ")[0].name == GRIMALDI[2]
        find(client, server, "St\u00e4dtle")
        find(client, server, "Sta\u0308dtle")
        assert len(server.requests) == 2


def test_another_language_is_another_question(client):
    with serving(nominatim(PLACES)) as server:
        for language in ("", "de", "de", "pt"):
            find(client, server, language=language)
    asked = [parse_qs(urlsplit(request.path).query).get("accept-language") for request in server.requests]
    assert asked == [None, ["de"], ["pt"]]


def test_a_second_passes_between_two_questions_of_all_runs(tmp_path):
    client, other = made_client(tmp_path), made_client(tmp_path)
    with serving(nominatim(PLACES)) as server:
        find(client, server)
        find(other, server, "Springfield")
        find(client, server)
    assert client.naps == []
    assert len(other.naps) == 1
    assert 0.9 < other.naps[0] <= 1.2


def test_a_service_may_live_under_a_path(client):
    answer = nominatim(PLACES)
    with serving(answer) as server:
        Addresses(client, f"{server.url}/nominatim/").find("Springfield")
    assert urlsplit(server.requests[0].path).path == "/nominatim/search"


def test_what_is_not_found_is_said_with_a_way_out_and_asked_again_after_a_day(tmp_path):
    now = [1e9]
    client = Client(Cache(tmp_path, now=lambda: now[0]), sleep=lambda _: None)
    with serving(nominatim(PLACES)) as server:
        for days, n_asked in ((0, 1), (0.9, 1), (1.1, 2)):
            now[0] = 1e9 + days * 86400
            with pytest.raises(InputError, match="no such address: 'Rue Grimaldy'") as error:
                find(client, server, "Rue Grimaldy")
            assert len(server.requests) == n_asked
    assert "latitude,longitude" in error.value.hint


def test_what_is_found_holds_for_three_months(tmp_path):
    now = [1e9]
    client = Client(Cache(tmp_path, now=lambda: now[0]), sleep=lambda _: None)
    with serving(nominatim(PLACES)) as server:
        for days, n_asked in ((0, 1), (89, 1), (91, 2)):
            now[0] = 1e9 + days * 86400
            find(client, server)
            assert len(server.requests) == n_asked


def test_the_cost_is_told_before_and_is_nothing_once_the_answer_is_kept(client):
    with serving(nominatim(PLACES)) as server:
        addresses = Addresses(client, server.url)
        cost = addresses.estimate("Springfield")
        assert not server.requests
        addresses.find("Springfield")
        kept = addresses.estimate(" Springfield")
    assert (cost.host, cost.n_requests, cost.sends) == (server.url[7:], 1, "the address as you wrote it")
    assert (kept.n_requests, kept.n_bytes) == (0, 0)


@pytest.mark.parametrize("text", ["runs/monday.gpx", "monday.gpx", "track.gpx.gz", "a\\b", "-", "12/14 High Street"])
def test_a_file_is_never_asked_for(client, text):
    with serving(nominatim(PLACES)) as server, pytest.raises(UsageError, match="looks like a file") as error:
        find(client, server, text)
    assert not server.requests
    assert "spaces around the slash" in error.value.hint


@pytest.mark.parametrize(("text", "what"), [("", "short"), (" a ", "short"), ("?!.", "short"), ("x" * 201, "long")])
def test_what_is_no_address_is_not_asked_for(client, text, what):
    with serving(nominatim(PLACES)) as server, pytest.raises(UsageError, match=f"too {what} for an address"):
        find(client, server, text)
    assert not server.requests


def test_an_address_is_harmless_on_its_way_out_and_a_name_on_its_way_in(client):
    reply = as_json([said(display_name="Rue\x1b[31m\u202e Grimaldi " + "x" * 300, licence="<b>\x07")])
    with serving(lambda _: reply) as server:
        (got,) = find(client, server, "Rue\x1b Gri\udcffmaldi &q=x#y")
    assert parse_qs(urlsplit(server.requests[0].path).query)["q"] == ["Rue Grimaldi &q=x#y"]
    assert got.name.startswith("Rue[31m Grimaldi xxx")
    assert len(got.name) == 200
    assert got.attribution == "<b>"


@pytest.mark.parametrize("licence", [None, 5, ""])
def test_whom_to_thank_is_known_without_being_told(client, licence):
    with serving(lambda _: as_json([said(licence=licence, display_name="")])) as server:
        (got,) = find(client, server)
    assert (got.attribution, got.name) == (OSM_ATTRIBUTION, "43.7345, 7.4203")


OUTAGES = {
    "forbidden": Reply(403, b"<h1>Access blocked</h1>", "text/html"),
    "not here": Reply(404, b"", "text/html"),
    "too many": Reply(429, b"Too many requests", "text/html"),
    "busy": Reply(503, b"", "text/html"),
    "broken": Reply(500, b"[]"),
    "a page": Reply(body=b"<!DOCTYPE html><html>sign in to the hotel's network</html>", content_type="text/html"),
    "nothing": Reply(),
    "cut": Reply(body=json.dumps([said()]).encode()[:-9]),
    "less than promised": Reply(body=json.dumps([said()]).encode(), cut=9),
    "deep": Reply(body=b"[" * 100_000),
    "reset": Reply(reset=True),
    "an error": as_json({"error": "Unable to geocode"}),
    "null": as_json(None),
    "a text": as_json("[]"),
    "texts": as_json(["Rue Grimaldi"]),
    "half good": as_json([said(), {}]),
    "without a name": as_json([{"lat": "43.7", "lon": "7.4"}]),
    "a name of another kind": as_json([said(display_name=["Rue"])]),
    "NaN": Reply(body=b'[{"lat": NaN, "lon": NaN, "display_name": "x"}]'),
    **{f"latitude {value!r}": as_json([said(lat=value)]) for value in ("", "nan", "inf", "91", "1e1", "4_3", "٤٣", 43.7, None)},
    "longitude 181": as_json([said(lon="181.0")]),
    "huge": Reply(body=b"[" + b" " * 3_000_000 + b"]"),
}  # fmt: skip


@pytest.mark.parametrize("outage", OUTAGES)
def test_an_outage_is_never_an_address_that_is_not_there_and_is_not_kept(client, tmp_path, outage):
    with serving(lambda _: OUTAGES[outage]) as server:
        error = refused_twice(server, lambda: find(client, server))
    assert error.message.startswith(f"{server.url}/search: ")
    assert "Grimaldi" not in error.message
    assert Cache(tmp_path).info().n_answers == 0


def test_a_service_that_was_busy_answers_later(client):
    with serving(in_turn(Reply(429), as_json([said()]))) as server:
        assert find(client, server)[0].name == "Rue Grimaldi"


def test_a_silent_service_is_given_up(client, monkeypatch):
    from dataclasses import replace

    from hillwork.osm import address

    monkeypatch.setattr(address, "MANNERS", replace(address.MANNERS, read_s=0.2, deadline_s=1.0, interval_s=0.0))
    begin = time.monotonic()
    with serving(lambda _: Reply(delay_s=3)) as server, pytest.raises(ServiceError, match="no answer in time"):
        find(client, server)
    assert time.monotonic() - begin < 10


def test_offline_says_so(tmp_path):
    with serving(nominatim(PLACES)) as server, pytest.raises(ServiceError, match="offline, and not kept"):
        find(made_client(tmp_path, is_offline=True), server)
    assert not server.requests


def test_an_address_of_a_service_that_is_none_is_wrong_usage(client):
    with pytest.raises(UsageError, match="not an http or https address"):
        Addresses(client, "ftp://example.org").find("Springfield")


def test_the_public_service_is_asked_over_https():
    assert NOMINATIM_URL.startswith("https://")


def test_every_captured_answer_of_the_real_server_is_places_or_one_clear_error(tmp_path):
    outcome = {}
    for one in json.loads(shared_file("data/http/nominatim_5_3_3.json").read_text())["answers"]:
        folder = tmp_path / str(len(outcome))
        reply = Reply(one["status"], one["body"].encode(), one["content_type"] or "application/json")
        with serving(lambda _, reply=reply: reply) as server:
            try:
                got = find(made_client(folder), server, "Vaduz")
            except (ServiceError, InputError) as error:
                outcome[one["case"]] = type(error)
            else:
                outcome[one["case"]] = got[0].name
                assert 47.13 < got[0].lat_deg < 47.15
                assert "ODbL" in got[0].attribution
        assert Cache(folder).info().n_answers == (outcome[one["case"]] is not ServiceError)
    found = {case for case, how in outcome.items() if isinstance(how, str)}
    assert found == {
        "search?q=Vaduz&format=jsonv2&limit=1",
        "search?q=Vaduz&format=json&limit=1&addressdetails=1",
        "search?q=47.141,9.5215&format=json&limit=1",
    }
    assert {case for case, how in outcome.items() if how is InputError} == {
        "search?q=xyzzyq&format=json",
        "search?q=Kirche&format=jsonv2&limit=3&viewbox=9.50,47.10,9.56,47.18&bounded=1",
    }
