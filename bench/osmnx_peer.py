"""What OSMnx finds in a whole extract, the way its users do it: one JSON object with the times of its stages and its hills.

    python bench/osmnx_peer.py ../shared/data/porto-alegre/poa_2020.osm.pbf ../shared/data/porto-alegre/poa_elevation.tif \
        -30.03 -51.20 > osmnx.json

Runs in an environment of its own, `.venv-osmnx`, made at the first time; after that nothing needs the network. OSMnx reads
OSM XML only, so the extract is first turned into one of its ways and their nodes: that time (`prepare`) and the imports are
told, but counted neither in `total_s` nor in `total_cpu_s`. A hill is one edge of the simplified graph, from junction to
junction, whose ends differ enough in height; nothing is merged, as grades of OSMnx belong to edges.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
import venv
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
ENVIRONMENT = ROOT / ".venv-osmnx"
# scikit-learn: `nearest_nodes` wants it for graphs in degrees.
NEEDED = ("osmnx>=2.0,<3", "networkx>=3.2", "osmium>=4.0", "rasterio>=1.3.10", "scikit-learn>=1.4", "scipy>=1.12")

NOT_RUNNABLE = frozenset(
    {"steps", "motorway", "motorway_link", "trunk", "trunk_link", "construction", "proposed", "corridor", "platform"}
)
CLOSED = frozenset({"private", "no"})
MIN_GRADE = 0.04
MIN_LENGTH_M = 60.0
MIN_GAIN_M = 4.0
KB_PER_MB = 1024


class Stages:
    """Wall and CPU time by stage [s]."""

    def __init__(self) -> None:
        self.taken_s: dict[str, dict[str, float]] = {}

    @contextmanager
    def measure(self, name: str) -> Iterator[None]:
        wall_s, cpu_s = time.perf_counter(), time.process_time()
        yield
        self.taken_s[name] = {"wall_s": time.perf_counter() - wall_s, "cpu_s": time.process_time() - cpu_s}

    def total_s(self, kind: str) -> float:
        return sum(taken[kind] for taken in self.taken_s.values())


def environment() -> Path:
    """Return the Python of OSMnx's environment, made at the first time."""
    python = ENVIRONMENT / ("Scripts" if sys.platform == "win32" else "bin") / "python"
    if not (ENVIRONMENT / ".ready").exists():
        print(f"making {ENVIRONMENT} with {', '.join(NEEDED)}", file=sys.stderr, flush=True)
        venv.create(ENVIRONMENT, with_pip=True)
        command = [str(python), "-m", "pip", "install", "--quiet", "--quiet", *NEEDED]
        subprocess.run(command, check=True, stdout=sys.stderr)
        (ENVIRONMENT / ".ready").touch()
    return python


def run_there() -> int:
    """Run this very command in the environment of OSMnx; stdout is passed on, BLAS gets one thread as in run.py."""
    variables = {**os.environ, "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
    return subprocess.run([str(environment()), __file__, *sys.argv[1:]], check=False, env=variables).returncode


def peak_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / KB_PER_MB


def write_ways(extract: Path, target: Path) -> None:
    """Write the ways with a `highway` tag and their nodes as OSM XML.

    Not with osmium's `BackReferenceWriter`: it takes 900 MB whatever the extract, which would pass for OSMnx's peak.
    """
    import osmium

    is_way = osmium.filter.KeyFilter("highway")
    ways: Any = osmium.FileProcessor(extract, osmium.osm.WAY).with_filter(is_way)
    wanted = {node.ref for way in ways for node in way.nodes}
    with osmium.SimpleWriter(target) as writer:
        for node in osmium.FileProcessor(extract, osmium.osm.NODE):
            if node.id in wanted:
                writer.add(node)
        for way in osmium.FileProcessor(extract, osmium.osm.WAY).with_filter(is_way):
            writer.add(way)


def values_of(edge: dict[str, Any], key: str) -> set[str]:
    """Return the values of a tag: an edge made of several ways has a list of them."""
    value = edge.get(key)
    if value is None:
        return set()
    return set(value) if isinstance(value, list) else {value}


def drop_not_runnable(graph: Any) -> None:
    """Drop edges with any part that is not for runners, and the nodes that nothing leads to any more."""
    import networkx as nx

    graph.remove_edges_from(
        [
            (u, v, key)
            for u, v, key, edge in graph.edges(keys=True, data=True)
            if values_of(edge, "highway") & NOT_RUNNABLE or values_of(edge, "access") & CLOSED
        ]
    )
    graph.remove_nodes_from(list(nx.isolates(graph)))


def hills_of(graph: Any, distances_m: dict[int, float]) -> list[dict[str, Any]]:
    """Return the edges that climb enough, each in its uphill direction."""
    nodes = graph.nodes
    hills = []
    for u, v, edge in graph.edges(data=True):
        gain_m = nodes[v]["elevation"] - nodes[u]["elevation"]
        # Asked this way round, a grade that is not known is no hill.
        if not (edge["grade"] >= MIN_GRADE and edge["length"] >= MIN_LENGTH_M and gain_m >= MIN_GAIN_M):
            continue
        ends = [(nodes[end]["x"], nodes[end]["y"]) for end in (u, v)]
        line = list(edge["geometry"].coords) if "geometry" in edge else ends
        hills.append(
            {
                "foot": {"lat_deg": nodes[u]["y"], "lon_deg": nodes[u]["x"], "elevation_m": nodes[u]["elevation"]},
                "top": {"lat_deg": nodes[v]["y"], "lon_deg": nodes[v]["x"], "elevation_m": nodes[v]["elevation"]},
                "lat_deg": [lat for _, lat in line],
                "lon_deg": [lon for lon, _ in line],
                "length_m": float(edge["length"]),
                "gain_m": float(gain_m),
                "grade": float(edge["grade"]),
                "distance_m": distances_m.get(u),
                "names": sorted(values_of(edge, "name")),
                "kinds": sorted(values_of(edge, "highway")),
            }
        )
    return hills


def mark_off_raster(hills: list[dict[str, Any]], raster: Path) -> None:
    """Tell of each hill whether both ends lie on the raster.

    Beside a raster without a value for "unknown" OSMnx reads 0 m and says nothing: edges across its border seem to climb.
    """
    import rasterio

    with rasterio.open(raster) as dataset:
        west, south, east, north = dataset.bounds
    for hill in hills:
        ends = hill["foot"], hill["top"]
        hill["is_on_raster"] = all(south <= end["lat_deg"] <= north and west <= end["lon_deg"] <= east for end in ends)


def within(hills: list[dict[str, Any]], lat: float, lon: float, radius_m: float) -> list[dict[str, Any]]:
    """Return the hills whose foot lies within a radius, as the crow flies."""
    import osmnx as ox

    return [
        hill
        for hill in hills
        if ox.distance.great_circle(lat, lon, hill["foot"]["lat_deg"], hill["foot"]["lon_deg"]) <= radius_m
    ]


def run(options: argparse.Namespace) -> dict[str, Any]:
    outside, stages = Stages(), Stages()
    with outside.measure("imports"):
        import networkx as nx
        import osmnx as ox
    ox.settings.use_cache = False
    ox.settings.log_file = ox.settings.log_console = False

    with tempfile.TemporaryDirectory() as folder:
        xml = Path(folder) / "ways.osm"
        with outside.measure("prepare"):
            write_ways(options.extract, xml)
        prepared_mb = peak_mb()
        with stages.measure("graph"):
            graph = ox.graph_from_xml(xml, bidirectional=True, simplify=True, retain_all=True)
    with stages.measure("filter"):
        drop_not_runnable(graph)
    with stages.measure("elevations"):
        graph = ox.elevation.add_node_elevations_raster(graph, options.raster, cpus=1)
    with stages.measure("grades"):
        graph = ox.elevation.add_edge_grades(graph)
    with stages.measure("paths"):
        start = ox.distance.nearest_nodes(graph, options.lon, options.lat)
        distances_m = nx.single_source_dijkstra_path_length(graph, start, weight="length")
    with stages.measure("hills"):
        hills = hills_of(graph, distances_m)
        if options.radius is not None:
            hills = within(hills, options.lat, options.lon, options.radius)
    peak = peak_mb()

    mark_off_raster(hills, options.raster)
    return {
        "osmnx": ox.__version__,
        "python": sys.version.split()[0],
        "stages_s": stages.taken_s,
        "total_s": stages.total_s("wall_s"),
        "total_cpu_s": stages.total_s("cpu_s"),
        "imports_s": outside.taken_s["imports"],
        "prepare_s": outside.taken_s["prepare"],
        "peak_rss_mb": peak,
        "grown_rss_mb": peak - prepared_mb,
        "n_nodes": graph.number_of_nodes(),
        "n_edges": graph.number_of_edges(),
        "km_of_ways": ox.stats.edge_length_total(ox.convert.to_undirected(graph)) / 1000,
        "start": {"lat_deg": graph.nodes[start]["y"], "lon_deg": graph.nodes[start]["x"]},
        "n_hills_off_raster": sum(not hill["is_on_raster"] for hill in hills),
        "hills": hills,
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("extract", type=Path, help="an OpenStreetMap extract")
    parser.add_argument("raster", type=Path, help="a GeoTIFF of elevations in degrees")
    parser.add_argument("lat", type=float, help="latitude of the place [deg]")
    parser.add_argument("lon", type=float, help="longitude of the place [deg]")
    parser.add_argument(
        "--radius", type=float, help="tell only hills whose foot lies within this, as the crow flies [m]"
    )
    options = parser.parse_args()
    if Path(sys.prefix).resolve() != ENVIRONMENT.resolve():
        raise SystemExit(run_there())
    json.dump(run(options), sys.stdout, allow_nan=False)
    print()


if __name__ == "__main__":
    main()
