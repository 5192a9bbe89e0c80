"""Speed of reading elevation models, against reading them one place at a time with rasterio, in one run.

    python bench/elevation.py

The tiles are made of synthetic relief: speed does not depend on what they show. Cached terrain tiles come out of the
cache that `hillwork` uses, decoding included, with nobody there to ask.
"""

import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parent.parent))

from hillwork.model import Floats
from hillwork.net import Cache, Client
from hillwork.terrain import TerrainTiles, open_files
from tests.servers import hgt_bytes, serving, terrain_tiles

ROUNDS = 5
N_POINTS = 2_000_000
N_SLOW = 20_000
POINTS_PER_S_AT_LEAST = 5e6
AREA_S_AT_MOST = 0.3
RADIUS_M = 5000.0
N_AREA = 140_000
"""Places every 10 m along the ways within 5 km of a town as dense as Heidelberg."""

LAT, LON = 47, 9
MIDDLE_DEG = (47.5, 9.5)
METRES_PER_DEGREE = 111_320.0


def relief(lat_deg: Floats, lon_deg: Floats) -> Floats:
    """Return heights of made-up hills [m]."""
    heights: Floats = (
        800 + 300 * np.sin(40 * lat_deg) * np.cos(30 * lon_deg) + 20 * np.sin(900 * lat_deg + 700 * lon_deg)
    )
    return heights


def median_s(work: Callable[[], object]) -> float:
    """Return how long some work takes once everything is in place [s]."""
    work()
    taken: list[float] = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)


def bench_files(folder: Path) -> bool:
    import rasterio

    path = folder / f"N{LAT}E00{LON}.hgt"
    path.write_bytes(hgt_bytes(relief, LAT, LON, 3601))
    random = np.random.default_rng(1)
    lat, lon = LAT + random.random(N_POINTS), LON + random.random(N_POINTS)
    model = open_files([path])
    ours = N_POINTS / median_s(lambda: model.sample(lat, lon))
    slow = list(zip(lon[:N_SLOW].tolist(), lat[:N_SLOW].tolist(), strict=True))
    with rasterio.open(path) as dataset:
        peer = N_SLOW / median_s(lambda: list(dataset.sample(slow)))
    print(
        f"{N_POINTS:,} places of a tile of 1 arc second: {ours / 1e6:.1f} million/s; rasterio.sample, nearest post,"
        f" {peer / 1e6:.3f} million/s: {ours / peer:.0f} times (promised: >= {POINTS_PER_S_AT_LEAST / 1e6:.0f} million/s)"
    )
    return ours >= POINTS_PER_S_AT_LEAST


def bench_tiles(folder: Path) -> bool:
    random = np.random.default_rng(2)
    distance_m, angle = RADIUS_M * np.sqrt(random.random(N_AREA)), 2 * np.pi * random.random(N_AREA)
    lat = MIDDLE_DEG[0] + distance_m * np.sin(angle) / METRES_PER_DEGREE
    lon = MIDDLE_DEG[1] + distance_m * np.cos(angle) / METRES_PER_DEGREE / np.cos(np.radians(MIDDLE_DEG[0]))
    with serving(terrain_tiles(relief)) as server:
        TerrainTiles(Client(Cache(folder)), server.url).sample(lat, lon)
        n_tiles = len(server.requests)

    def again() -> object:
        # A client of its own each time, as a new run has: nothing is left in memory.
        return TerrainTiles(Client(Cache(folder), is_offline=True), server.url).sample(lat, lon)

    area_s = median_s(again)
    print(
        f"{N_AREA:,} places within {RADIUS_M / 1000:.0f} km from {n_tiles} kept tiles: {area_s:.3f} s"
        f" (promised: < {AREA_S_AT_MOST} s)"
    )
    return area_s < AREA_S_AT_MOST


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        kept = [bench_files(Path(folder)), bench_tiles(Path(folder))]
    raise SystemExit(0 if all(kept) else 1)


if __name__ == "__main__":
    main()
