import json
import math

import numpy as np
import pytest

from hillwork.errors import ServiceError, UsageError
from hillwork.net import Cache, Client
from hillwork.terrain import Dialect, PointService
from tests.others import shared_file
from tests.servers import Reply, as_json, open_elevation, opentopodata, serving, valhalla

SPEAKERS = {
    Dialect.OPENTOPODATA: opentopodata,
    Dialect.OPEN_ELEVATION: open_elevation,
    Dialect.VALHALLA: valhalla,
}
CAPTURED = {
    Dialect.OPENTOPODATA: "opentopodata_1_10_2.json",
    Dialect.OPEN_ELEVATION: "open_elevation_677f9de.json",
    Dialect.VALHALLA: "valhalla_3_9_1_height.json",
}


def ground(lat, lon):
    return 1000 + 2000 * (lat - 47) + 500 * (lon - 9)


@pytest.fixture
def client(tmp_path):
    naps = []
    made = Client(Cache(tmp_path), sleep=naps.append)
    made.naps = naps
    return made


def places(n_places):
    return 47.1 + np.arange(n_places) * 1e-4, np.full(n_places, 9.5)


@pytest.mark.parametrize("dialect", SPEAKERS)
def test_each_service_is_asked_in_its_own_words(client, dialect):
    lat, lon = places(250)
    with serving(SPEAKERS[dialect](ground)) as server:
        got = PointService(client, server.url, dialect).sample(lat, lon)
    assert got.elevation_m == pytest.approx(ground(lat, lon), abs=0.51)
    assert got.source == f"api:{server.url[7:]}"
    assert len(server.requests) == {Dialect.OPENTOPODATA: 3}.get(dialect, 1)


@pytest.mark.parametrize("dialect", SPEAKERS)
def test_a_second_run_asks_nobody_and_the_same_place_is_asked_for_once(client, dialect):
    lat, lon = (np.tile(column, 3) for column in places(60))
    with serving(SPEAKERS[dialect](ground)) as server:
        service = PointService(client, server.url, dialect)
        assert service.estimate(lat, lon).n_requests == 1
        first, second = service.sample(lat, lon), service.sample(lat, lon)
    assert len(server.requests) == 1
    assert (first.elevation_m == second.elevation_m).all()


def test_the_public_pace_is_kept(client):
    with serving(opentopodata(ground)) as server:
        PointService(client, server.url, Dialect.OPENTOPODATA).sample(*places(300))
    assert len(client.naps) == 2
    # A busy machine has spent a part of the pause by then, and hardly half of it.
    assert all(0.5 < nap <= 2.1 for nap in client.naps)


def test_too_much_is_refused_with_the_figures_and_the_better_way(client):
    lat, lon = places(1500)
    with serving(opentopodata(ground)) as server:
        with pytest.raises(UsageError, match="1,500 points are 15 questions") as error:
            PointService(client, server.url, Dialect.OPENTOPODATA).sample(lat, lon)
        assert "tiles" in error.value.hint
        assert not server.requests
        PointService(client, server.url, Dialect.OPENTOPODATA, is_large_allowed=True).sample(lat, lon)
    assert len(server.requests) == 15


@pytest.mark.parametrize(("dataset", "worth"), [("ned10m", (10, 0)), ("srtm30m", (30, 1)), ("nzdem8m", (8, 0))])
def test_a_dataset_says_what_it_is_worth(client, dataset, worth):
    with serving(opentopodata(ground)) as server:
        got = PointService(client, f"{server.url}/v1/{dataset}", Dialect.OPENTOPODATA).sample(*places(3))
    assert (got.worth.resolution_m, got.worth.step_m) == worth
    assert got.source == f"api:{server.url[7:]}/{dataset}"


def test_two_datasets_are_not_mixed(client):
    service = PointService(client, "http://127.0.0.1:9/v1/ned10m,srtm30m", Dialect.OPENTOPODATA)
    with pytest.raises(UsageError, match="several models"):
        service.sample(*places(3))


def test_a_key_goes_into_a_header(client):
    with serving(opentopodata(ground)) as server:
        PointService(client, server.url, Dialect.OPENTOPODATA, key="secret").sample(*places(1))
    assert server.requests[0].headers["x-api-key"] == "secret"
    assert "secret" not in server.requests[0].path


def test_what_a_service_does_not_know_is_unknown(client):
    with serving(opentopodata(lambda lat, _: np.where(lat > 47.1002, np.nan, 800.0))) as server:
        got = PointService(client, server.url, Dialect.OPENTOPODATA).sample(*places(5))
    assert np.isnan(got.elevation_m).tolist() == [False, False, False, True, True]


def test_a_zero_far_from_the_sea_is_unknown_and_by_the_sea_it_is_a_height(client):
    with serving(open_elevation(lambda lat, _: np.where(lat > 47.1002, 0, 800))) as server:
        inland = PointService(client, server.url, Dialect.OPEN_ELEVATION).sample(*places(5))
    with serving(open_elevation(lambda lat, _: np.where(lat > 47.1002, 0, 3))) as server:
        coast = PointService(client, server.url, Dialect.OPEN_ELEVATION).sample(*places(5))
    assert np.isnan(inland.elevation_m).tolist() == [False, False, False, True, True]
    assert np.isfinite(coast.elevation_m).all()


def lies(dialect):
    """Answers that look right and are not."""
    good = SPEAKERS[dialect](ground)

    def twisted(twist):
        def answer(request):
            said = json.loads(good(request).body)
            twist(said)
            return as_json(said)

        return answer

    def results(said):
        return said["height"] if dialect is Dialect.VALHALLA else said["results"]

    def set_first(value):
        def twist(said):
            if dialect is Dialect.VALHALLA:
                said["height"][0] = value
            else:
                said["results"][0]["elevation"] = value

        return twist

    def elsewhere(said):
        if dialect is Dialect.VALHALLA:
            said["shape"] = [{"lat": 0, "lon": 0}] * len(said["height"])
        else:
            first = said["results"][0]
            place = first.get("location", first)
            place["lat" if "lat" in place else "latitude"] += 0.01

    yield "one too few", twisted(lambda said: results(said).pop())
    yield "other places", twisted(elsewhere)
    for value in ("1148", True, 1e6, [1], {"m": 1}):
        yield f"height {value!r}", twisted(set_first(value))
    yield "a list", lambda _: as_json([1, 2, 3])
    yield "a page", lambda _: Reply(body=b"<html></html>", content_type="text/html")


LIES = [pytest.param(d, answer, id=f"{d}: {name}") for d in Dialect for name, answer in lies(d)]


@pytest.mark.parametrize(("dialect", "answer"), LIES)
def test_a_service_that_lies_is_one_clear_error_and_is_not_kept(client, tmp_path, dialect, answer):
    with serving(answer) as server, pytest.raises(ServiceError) as error:
        PointService(client, server.url, dialect).sample(*places(3))
    assert error.value.message.startswith(server.url)
    assert Cache(tmp_path).info().n_answers == 0


@pytest.mark.parametrize("shape", [[{"lat": 47.1, "lon": 9.5}], [1, 2, 3], "...", None])
def test_a_shape_that_is_not_the_one_asked_for_is_one_clear_error(client, shape):
    reply = as_json({"height": [1.0, 2.0, 3.0], "shape": shape})
    with serving(lambda _: reply) as server, pytest.raises(ServiceError, match=server.url):
        PointService(client, server.url, Dialect.VALHALLA).sample(*places(3))


@pytest.mark.parametrize("dialect", CAPTURED)
def test_every_captured_answer_of_the_real_server_is_heights_or_one_clear_error(client, tmp_path, dialect):
    captured = json.loads(shared_file(f"data/http/{CAPTURED[dialect]}").read_text())["answers"]
    n_understood, refusals = 0, {}
    for number, one in enumerate(captured):
        body = one["body"] if isinstance(one["body"], str) else json.dumps(one["body"])
        reply = Reply(one["status"], body.encode(), one.get("content_type") or "text/plain")
        with serving(lambda _, reply=reply: reply) as server:
            try:
                got = PointService(client, server.url, dialect).sample(np.array([47.14]), np.array([9.52]))
            except ServiceError as error:
                refusals[one["case"]] = error.message.startswith(server.url)
                continue
        n_understood += 1
        assert one["status"] == 200, one["case"]
        height = got.elevation_m[0]
        assert math.isnan(height) or 1100 < height < 1200, (number, one["case"], height)
    assert n_understood >= 1
    assert all(refusals.values()), refusals
    assert Cache(tmp_path).info().n_answers == n_understood
