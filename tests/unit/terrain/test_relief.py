import math
from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
import pytest

from hillwork.errors import InputError, ServiceError
from hillwork.geo import metres_per_degree
from hillwork.model import Cost, Flags, Floats, Sampled, Surface, Worth
from hillwork.net import Cache, Client
from hillwork.terrain import TerrainTiles, sample_relief
from tests.servers import serving, terrain_tiles

WORTH = Worth(
    resolution_m=30, step_m=1, surface=Surface.SURFACE, sd_m=1.5, correlation_m=60, datum="EGM96", attribution="nobody"
)
KM_DEG = 1 / 111.2


def plane(lat, lon):
    return 500 + 2000 * (lat - 46) + 1000 * lon


def everywhere(lat, lon):
    return np.isfinite(lat + lon)


def nowhere(lat, lon):
    return ~everywhere(lat, lon)


@dataclass
class FakeElevation:
    """Knows a plane in some places, keeps some of them, and remembers what it was asked."""

    known: Callable[[Floats, Floats], Flags] = everywhere
    kept: Callable[[Floats, Floats], Flags] = everywhere
    error: Exception | None = None
    asked: list[tuple[Floats, Floats]] = field(default_factory=list)

    def estimate(self, lat_deg, lon_deg):
        return Cost(n_requests=int((~self.kept(lat_deg, lon_deg)).sum()))

    def sample(self, lat_deg, lon_deg):
        self.asked.append((lat_deg, lon_deg))
        if self.error:
            raise self.error
        return Sampled(np.where(self.known(lat_deg, lon_deg), plane(lat_deg, lon_deg), np.nan), "dem:fake", WORTH)


def around(source, lat=46.0, lon=7.0, *, north_km=4.0, east_km=4.0):
    down, right = north_km / 2 * KM_DEG, east_km / 2 * KM_DEG / math.cos(math.radians(lat))
    return sample_relief(source, south_deg=lat - down, west_deg=lon - right, north_deg=lat + down, east_deg=lon + right)


def mercator(lat_deg):
    return np.log(np.tan(math.pi / 4 + np.radians(lat_deg) / 2))


def test_each_cell_has_the_height_of_its_middle():
    relief = around(FakeElevation(), lat=60.0, north_km=40, east_km=20)
    rows, columns = relief.elevation_m.shape
    top, bottom = mercator(np.array([relief.north_deg, relief.south_deg]))
    y = top + (bottom - top) * (np.arange(rows) + 0.5) / rows
    lat = np.degrees(2 * np.arctan(np.exp(y)) - math.pi / 2)
    lon = relief.west_deg + (relief.east_deg - relief.west_deg) * (np.arange(columns) + 0.5) / columns
    assert relief.elevation_m == pytest.approx(plane(lat[:, None], lon[None, :]), abs=1e-6)
    assert relief.source == "dem:fake"
    assert relief.detail_m == 30


@pytest.mark.parametrize("lat", [-80.0, 0.0, 46.0])
@pytest.mark.parametrize(("north_km", "east_km"), [(1, 2), (4, 4), (30, 8), (8, 30)])
def test_cells_are_square_neither_many_nor_fine(lat, north_km, east_km):
    relief = around(FakeElevation(), lat=lat, north_km=north_km, east_km=east_km)
    rows, columns = relief.elevation_m.shape
    per_lat, per_lon = (float(metres[0]) for metres in metres_per_degree(np.array([lat])))
    row_m = (relief.north_deg - relief.south_deg) * per_lat / rows
    column_m = (relief.east_deg - relief.west_deg) * per_lon / columns
    assert row_m == pytest.approx(column_m, rel=0.015)
    assert max(rows, columns) == min(400, round(max(north_km, east_km) * 1000 / 8, -1))
    assert row_m > 7.9


def test_nothing_is_fetched_for_a_background():
    source = FakeElevation(kept=nowhere)
    assert around(source) is None
    assert source.asked == []


def test_what_would_have_to_be_fetched_is_left_unknown():
    source = FakeElevation(kept=lambda _, lon: lon < 7.005)
    relief = around(source)
    is_known = np.isfinite(relief.elevation_m)
    assert all(source.estimate(*places).n_requests == 0 for places in source.asked)
    assert not is_known[:, relief.lon_deg >= 7.005].any()
    # What is lost is less than a block of cells along the border.
    assert is_known[:, relief.lon_deg < 7.0].all()


def test_a_single_cell_that_would_have_to_be_fetched_is_found():
    missing = []
    source = FakeElevation(kept=lambda lat, lon: ~np.isin(lat, missing) | ~np.isin(lon, missing))
    around(source)
    missing += [column.reshape(400, 400)[3, 5] for column in source.asked[0]]
    relief = around(source)
    assert np.isnan(relief.elevation_m[3, 5])
    assert np.isfinite(relief.elevation_m).mean() > 0.95
    assert source.estimate(*source.asked[-1]).n_requests == 0


def test_parts_that_are_free_each_but_not_together_are_not_asked_for_together():
    source = FakeElevation(kept=lambda lat, _: np.full(len(lat), len(lat) < 150_000))
    relief = around(source)
    assert [len(lat) for lat, _ in source.asked] == [np.isfinite(relief.elevation_m).sum()]
    assert 100_000 < len(source.asked[0][0]) < 150_000


@pytest.mark.parametrize(("share", "is_shown"), [(0.0, False), (0.08, False), (0.12, True)])
def test_less_than_a_tenth_is_not_worth_a_picture(share, is_shown):
    edge_deg = 46.0 + (share - 0.5) * 4 * KM_DEG
    relief = around(FakeElevation(known=lambda lat, _: lat < edge_deg))
    assert (relief is not None) == is_shown
    if relief is not None:
        assert np.isfinite(relief.elevation_m).mean() == pytest.approx(share, abs=0.01)


@pytest.mark.parametrize("lon", [180.0, -180.0])
def test_over_the_180th_meridian_the_ground_is_one_piece(lon):
    source = FakeElevation()
    relief = around(source, lon=lon)
    (_, asked_deg) = source.asked[0]
    assert relief.west_deg < lon < relief.east_deg
    assert -180 <= asked_deg.min() < -179
    assert 179 < asked_deg.max() < 180
    turned_deg = (relief.lon_deg + 180) % 360 - 180
    assert relief.elevation_m == pytest.approx(plane(relief.lat_deg[:, None], turned_deg[None, :]))


@pytest.mark.parametrize(
    "edges",
    [
        (46.0, 7.0, 46.0, 7.1),
        (46.1, 7.0, 46.0, 7.1),
        (46.0, 7.1, 46.1, 7.0),
        (46.0, 7.0, 46.1, 7.0),
        (46.0, 7.0, 46.0001, 7.1),
        (84.9, 7.0, 85.1, 7.5),
        (-85.1, 7.0, -84.9, 7.5),
        (40.0, 7.0, 50.0, 8.0),
        (46.0, math.nan, 46.1, 7.1),
        (46.0, 7.0, math.inf, 7.1),
    ],
    ids=["no height", "upside down", "wrong way round", "no width", "a strip", "north", "south", "a country", "?", "∞"],
)
def test_an_area_that_shows_no_hills_is_refused(edges):
    source = FakeElevation()
    south, west, north, east = edges
    assert sample_relief(source, south_deg=south, west_deg=west, north_deg=north, east_deg=east) is None
    assert source.asked == []


@pytest.mark.parametrize("error", [InputError("x.tif: damaged"), ServiceError("offline")])
def test_a_model_that_cannot_be_read_is_no_reason_to_fail(error):
    source = FakeElevation(error=error)
    assert around(source) is None
    assert source.asked


def hills(lat, lon):
    return 800 + 120 * np.sin(np.asarray(lat) * 700) + 90 * np.cos(np.asarray(lon) * 500)


@pytest.mark.parametrize(("radius_m", "name"), [(2500, "terrarium/14"), (7000, "terrarium/13")])
def test_tiles_that_are_kept_are_shown_and_no_more_are_fetched(tmp_path, radius_m, name):
    rng = np.random.default_rng(1)
    away_m, turn = radius_m * np.sqrt(rng.uniform(0, 1, 5000)), rng.uniform(0, 2 * math.pi, 5000)
    per_lat, per_lon = metres_per_degree(np.array([46.95]))
    lat, lon = 46.95 + away_m * np.sin(turn) / per_lat, 7.4 + away_m * np.cos(turn) / per_lon
    with serving(terrain_tiles(hills)) as server:
        tiles = TerrainTiles(Client(Cache(tmp_path), sleep=lambda _: None), server.url)
        tiles.sample(lat, lon)
        n_asked = len(server.requests)
        relief = around(tiles, lat=46.95, lon=7.4, north_km=radius_m * 0.0026, east_km=radius_m * 0.0026)
        assert len(server.requests) == n_asked
    assert relief.source == f"tiles:{name}"
    is_near = np.hypot(*np.meshgrid((relief.lat_deg - 46.95) * per_lat, (relief.lon_deg - 7.4) * per_lon)) < radius_m
    is_known = np.isfinite(relief.elevation_m)
    assert is_known[is_near.T].mean() > 0.97
    off_m = relief.elevation_m - hills(relief.lat_deg[:, None], relief.lon_deg[None, :])
    assert np.abs(off_m[is_known]).max() < 1
