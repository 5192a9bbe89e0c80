"""Hills of a whole city: hillwork against an OSMnx pipeline on the same files, in turns, in one run.

    python bench/area.py SHARED

`SHARED` holds `data/porto-alegre` (a map extract and an elevation model). hillwork runs as a process of its own, from the
file to ranked hills; the peer is `osmnx_peer.py`: graph, node elevations, edge grades, shortest paths. Its conversion of
the extract to XML and the imports of both are not counted in the ratio.
"""

import json
import os
import resource
import statistics
import subprocess
import sys
import time
from pathlib import Path
from typing import Any, Final

import numpy as np
from scipy.spatial import cKDTree

sys.path.insert(0, str(Path(__file__).parent.parent))

from hillwork.geo import local_metres, step_lengths_m

HERE: Final = Path(__file__).parent
ROUNDS: Final = 3
PLACE: Final = (-30.03, -51.20)
RADIUS_M: Final = 15_000.0
BESIDE_M: Final = 20.0
EVERY_M: Final = 10.0
FOUND_SHARE: Final = 0.5
"""A hill is found by edge grades when half of it lies beside edges that climb at 4 % or more, whatever edges those are."""

WISHED_RATIO: Final = 30.0
WHOLE_S_AT_MOST: Final = 4.0
MEMORY_MB_AT_MOST: Final = 400.0


def run_ours(extract: Path, model: Path) -> None:
    """Print what hillwork finds, and how long it takes, as JSON."""
    begun = time.process_time()
    from hillwork.area import search_area
    from hillwork.model import Confidence, Place
    from hillwork.osm import Extract
    from hillwork.plan import prescribe, rank_hills, weights_of
    from hillwork.terrain import open_files

    stages = {"imports": time.process_time() - begun}
    place = Place(lat_deg=PLACE[0], lon_deg=PLACE[1], name="the place")

    def timed(name: str) -> None:
        stages[name] = time.process_time() - begun - sum(stages.values())

    ways = Extract(extract).ways_around(place, RADIUS_M)
    timed("read")
    area = search_area(ways, place, RADIUS_M, open_files([model]))
    timed("search")
    sure = [one.local for one in area.hills if one.local.hill.confidence is not Confidence.UNSURE]
    rank_hills(sure, prescribe("classic"), area.ground.noise.noise, weights_of({}))
    timed("rank")
    peak_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    lines = [(local.hill.line.lat_deg.tolist(), local.hill.line.lon_deg.tolist()) for local in sure]
    figures = {"ways_km": area.ways_m / 1000, "n_unsure": len(area.hills) - len(sure), "peak_rss_mb": peak_mb}
    print(json.dumps({"stages_s": stages, "lines": lines, **figures}))


def run(*words: str | Path) -> tuple[dict[str, Any], float]:
    """Return what a program printed as JSON, and how long it took in all [s]."""
    begun = time.perf_counter()
    environment = {**os.environ, "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
    done = subprocess.run(
        [sys.executable, *map(str, words)], capture_output=True, text=True, check=True, env=environment
    )
    printed: dict[str, Any] = json.loads(done.stdout)
    return printed, time.perf_counter() - begun


def points(lines: list[tuple[list[float], list[float]]]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return latitude, longitude and number of the line of places every `EVERY_M` along lines."""
    parts: list[list[np.ndarray]] = [[], [], []]
    for number, (lat, lon) in enumerate(lines):
        along_m = np.append(0.0, np.cumsum(step_lengths_m(np.array(lat), np.array(lon))))
        at_m = np.arange(0.0, along_m[-1] + EVERY_M, EVERY_M)
        for part, values in zip(parts, (np.interp(at_m, along_m, lat), np.interp(at_m, along_m, lon)), strict=False):
            part.append(values)
        parts[2].append(np.full(len(at_m), number))
    lat_deg, lon_deg, owner = (np.concatenate(part) for part in parts)
    return lat_deg, lon_deg, owner


def beside(lines: list[tuple[list[float], list[float]]], others: list[tuple[list[float], list[float]]]) -> np.ndarray:
    """Return the share of each line that lies beside any of some others."""
    lat, lon, owner = points(lines)
    other_lat, other_lon, _ = points(others)
    east, north = local_metres(np.append(lat, other_lat), np.append(lon, other_lon))
    places = np.column_stack([east, north])
    away_m, _ = cKDTree(places[len(lat) :]).query(places[: len(lat)])
    share: np.ndarray = np.bincount(owner, away_m <= BESIDE_M) / np.bincount(owner)
    return share


def main(shared: Path) -> int:
    extract = shared / "data/porto-alegre/poa_2020.osm.pbf"
    model = shared / "data/porto-alegre/poa_elevation.tif"
    if not extract.exists():
        print(f"skipped: {extract} is not here")
        return 0
    ours, peers, whole = [], [], []
    for _ in range(ROUNDS):
        our, taken_s = run(__file__, "--ours", extract, model)
        ours.append(our)
        whole.append(taken_s)
        peers.append(run(HERE / "osmnx_peer.py", extract, model, *map(str, PLACE))[0])
    ours_s = statistics.median(sum(our["stages_s"].values()) - our["stages_s"]["imports"] for our in ours)
    peer_s = statistics.median(peer["total_cpu_s"] for peer in peers)
    our, peer = ours[-1], peers[-1]
    ratio, whole_s = peer_s / ours_s, statistics.median(whole)
    stages = ", ".join(f"{name} {seconds:.2f}" for name, seconds in our["stages_s"].items())
    print(
        f"hillwork: {our['ways_km']:,.0f} km of ways, {ours_s:.2f} s of processor ({stages}), {our['peak_rss_mb']:.0f} MB"
    )
    print(f"OSMnx {peer['osmnx']}: {peer['km_of_ways']:,.0f} km, {peer_s:.2f} s, {peer['peak_rss_mb']:.0f} MB")
    print(f"  {ratio:.1f} times as fast (wished: {WISHED_RATIO:.0f})")
    print(f"  from file to ranked hills as a process: {whole_s:.2f} s (promised: < {WHOLE_S_AT_MOST:.0f} s)")
    edges = [(hill["lat_deg"], hill["lon_deg"]) for hill in peer["hills"] if hill["is_on_raster"]]
    share = beside(our["lines"], edges)
    back = beside(edges, our["lines"])
    missed = int((share < FOUND_SHARE).sum())
    print(
        f"  {len(share):,} sure or likely hills; edge grades miss {missed:,} of them ({100 * missed / len(share):.0f} %)"
    )
    print(f"  {len(edges):,} edges that climb; {int((back < FOUND_SHARE).sum()):,} of them on none of our hills")
    kept = whole_s < WHOLE_S_AT_MOST and our["peak_rss_mb"] < MEMORY_MB_AT_MOST
    return 0 if kept else 1


if __name__ == "__main__":
    if sys.argv[1] == "--ours":
        run_ours(Path(sys.argv[2]), Path(sys.argv[3]))
    else:
        sys.exit(main(Path(sys.argv[1])))
