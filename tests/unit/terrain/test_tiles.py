import numpy as np
import pytest

from hillwork.errors import ServiceError
from hillwork.net import Cache, Client
from hillwork.terrain import TerrainTiles
from tests.servers import Reply, serving, terrain_tiles


def hills(lat, lon):
    lat, lon = np.asarray(lat, dtype=float), np.asarray(lon, dtype=float)
    return 800 + 120 * np.sin(lat * 700) + 90 * np.cos(lon * 500)


@pytest.fixture
def client(tmp_path):
    return Client(Cache(tmp_path), sleep=lambda _: None)


def around(lat, lon, radius_deg, n_places=800, seed=1):
    rng = np.random.default_rng(seed)
    return lat + radius_deg * rng.uniform(-1, 1, n_places), lon + radius_deg * rng.uniform(-1, 1, n_places)


def test_heights_are_those_of_the_ground_also_across_the_edges_of_images(client):
    lat, lon = around(47.14, 9.52, 0.03)
    with serving(terrain_tiles(hills)) as server:
        got = TerrainTiles(client, server.url).sample(lat, lon)
    assert np.abs(got.elevation_m - hills(lat, lon)).max() < 0.2
    assert got.source == "tiles:terrarium/14"
    assert "U.S. Geological Survey" in got.worth.attribution
    assert len(server.requests) > 4


def test_a_second_run_asks_nobody(client):
    lat, lon = around(47.14, 9.52, 0.01)
    with serving(terrain_tiles(hills)) as server:
        tiles = TerrainTiles(client, server.url)
        first = tiles.sample(lat, lon)
        n_asked = len(server.requests)
        assert (tiles.sample(lat, lon).elevation_m == first.elevation_m).all()
        assert len(server.requests) == n_asked


@pytest.mark.parametrize(("radius_deg", "source"), [(0.02, "terrarium/14"), (0.08, "terrarium/13")])
def test_the_zoom_is_as_fine_as_the_area_allows(client, radius_deg, source):
    lat, lon = around(47.14, 9.52, radius_deg, n_places=200)
    with serving(terrain_tiles(hills)) as server:
        tiles = TerrainTiles(client, server.url)
        cost = tiles.estimate(lat, lon)
        assert tiles.sample(lat, lon).source == f"tiles:{source}"
    assert len(server.requests) == cost.n_requests
    assert cost.n_requests <= 150


def test_wide_areas_take_one_degree_files(client):
    lat, lon = around(47.5, 8.5, 0.49, n_places=900)
    with serving(terrain_tiles(lambda lat, lon: 100 * np.asarray(lat) + 10 * np.asarray(lon))) as server:
        tiles = TerrainTiles(client, server.url)
        assert tiles.estimate(lat, lon).n_requests == 1
        got = tiles.sample(lat, lon)
    assert got.source == "tiles:skadi"
    assert np.abs(got.elevation_m - 100 * lat - 10 * lon).max() < 0.75
    assert all(request.path.startswith("/skadi/N4") for request in server.requests)


@pytest.mark.parametrize("missing", ["/terrarium/", "/skadi/"])
def test_a_tile_that_is_not_there_knows_nothing(client, missing):
    lat, lon = (np.array([47.14]), np.array([9.52])) if "terr" in missing else (np.full(3, 47.1), np.array([1.5, 5, 9]))
    lon = lon if "terr" in missing else np.linspace(1.5, 9.5, 2000)
    lat = lat if "terr" in missing else np.full(2000, 47.1)
    with serving(terrain_tiles(hills, missing=lambda path: path.startswith(missing))) as server:
        got = TerrainTiles(client, server.url).sample(lat, lon)
    assert got.known_share == 0
    assert server.requests


@pytest.mark.parametrize(
    "reply",
    [
        Reply(body=b"\x89PNG\r\n\x1a\n" + b"\0" * 100, content_type="image/png"),
        Reply(body=b"<html>sign in to this network</html>", content_type="text/html"),
        Reply(500),
        Reply(body=b"", content_type="image/png"),
    ],
    ids=["half an image", "a web page", "an error", "nothing"],
)
def test_what_is_no_tile_is_an_error_and_is_asked_for_again(client, tmp_path, reply):
    good = terrain_tiles(hills)
    bad = [True]
    with serving(lambda request: reply if bad else good(request)) as server:
        tiles = TerrainTiles(client, server.url)
        with pytest.raises(ServiceError, match="no elevation tile"):
            tiles.sample(np.array([47.14]), np.array([9.52]))
        assert Cache(tmp_path).info().n_answers == 0
        bad.clear()
        assert tiles.sample(np.array([47.14]), np.array([9.52])).known_share == 1


def test_a_truncated_image_is_fetched_again(client):
    good = terrain_tiles(hills)
    n_asked = [0]

    def answer(request):
        n_asked[0] += 1
        reply = good(request)
        reply.cut = 100 if n_asked[0] == 1 else 0
        return reply

    with serving(answer) as server:
        assert TerrainTiles(client, server.url).sample(np.array([47.14]), np.array([9.52])).known_share == 1


def test_places_nobody_knows_are_unknown_and_nobody_is_asked_for_them(client):
    with serving(terrain_tiles(hills)) as server:
        got = TerrainTiles(client, server.url).sample(np.array([np.nan, 47.14]), np.array([9.52, 9.52]))
    assert np.isnan(got.elevation_m).tolist() == [True, False]
    assert len(server.requests) == 1


def test_the_date_line_is_crossed(client):
    lon = np.array([179.9999, -179.9999, 180.0])
    with serving(terrain_tiles(lambda lat, _: 50 + 0 * np.asarray(lat))) as server:
        got = TerrainTiles(client, server.url).sample(np.full(3, -17.0), lon)
    assert got.elevation_m == pytest.approx([50, 50, 50])
