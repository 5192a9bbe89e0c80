"""Speed and memory as ratios against a peer, measured side by side in one run.

    python bench/run.py            # everything, some three minutes
    python bench/run.py --quick    # without the million points

Each figure is the median CPU time of fresh processes that take turns, imports not counted; memory is the growth of the
peak resident size over that after the imports. The peer parses only: `gpxpy.parse`, with the standard library's parser
(its fastest). Ends with status 1 when a promise is broken.
"""

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

SIZES = {10_000: 7, 100_000: 3, 1_000_000: 1}
READ_AT_MOST = 1 / 5
FIND_AT_MOST = 1 / 4
AFTER_AT_MOST = 1 / 2
MEMORY_AT_MOST = 1 / 5
HELP_AT_MOST = 2.5
START_ROUNDS = 15
WARM_UP = Path(__file__).parent.parent / "sample_routes" / "hill-repeats.gpx"

Work = Callable[[Path], object]


@dataclass(frozen=True)
class Measured:
    cpu_s: float
    peak_mb: float


def parse_with_gpxpy(path: Path) -> object:
    import gpxpy

    if "lxml" in sys.modules:
        raise SystemExit("lxml is installed: gpxpy would take its slower parser, and the comparison would be unfair")
    with path.open(encoding="utf-8") as file:
        return gpxpy.parse(file)


def read_with_hillwork(path: Path) -> object:
    from hillwork.reading import read_gpx

    return read_gpx(path)


def find_with_hillwork(path: Path) -> object:
    from hillwork import api

    return api.find_hills(path)


WORKS: dict[str, Work] = {"gpxpy": parse_with_gpxpy, "read": read_with_hillwork, "find": find_with_hillwork}


def worker(name: str, path: str) -> None:
    """Measure one work in this process, after a small file has brought in all that is imported."""
    WORKS[name](WARM_UP)
    before_kb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = time.process_time()
    kept = WORKS[name](Path(path))
    cpu_s = time.process_time() - start
    grown_kb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before_kb
    assert kept is not None
    print(json.dumps({"cpu_s": cpu_s, "peak_mb": grown_kb / 1024}))


def measure(name: str, path: Path) -> Measured:
    environment = {**os.environ, "OPENBLAS_NUM_THREADS": "1"}
    command = [sys.executable, __file__, "--worker", name, str(path)]
    output = subprocess.run(command, capture_output=True, text=True, check=True, env=environment).stdout
    return Measured(**json.loads(output))


def compare(path: Path, rounds: int) -> dict[str, Measured]:
    """Return the median of each work, measured in turns."""
    samples: dict[str, list[Measured]] = {name: [] for name in WORKS}
    for _ in range(rounds):
        for name in WORKS:
            samples[name].append(measure(name, path))
    return {
        name: Measured(
            statistics.median(one.cpu_s for one in measured), statistics.median(one.peak_mb for one in measured)
        )
        for name, measured in samples.items()
    }


def bench_reading(sizes: dict[int, int]) -> bool:
    from bench.make_gpx import write_gpx

    kept = True
    print(
        f"{'points':>9} {'style':7} {'gpxpy':>9} {'read':>9} {'ratio':>7} {'find':>9} {'ratio':>7} {'after':>7}  memory"
    )
    with tempfile.TemporaryDirectory() as folder:
        for n_points, rounds in sizes.items():
            for style in ("plain", "garmin"):
                path = Path(folder) / f"{style}-{n_points}.gpx"
                write_gpx(path, n_points, style=style)
                result = compare(path, rounds)
                path.unlink()
                peer, read, find = result["gpxpy"], result["read"], result["find"]
                memory = f"{find.peak_mb:.0f} / {peer.peak_mb:.0f} MB = {find.peak_mb / peer.peak_mb:.2f}"
                print(
                    f"{n_points:9,} {style:7} {peer.cpu_s:8.3f}s {read.cpu_s:8.3f}s {read.cpu_s / peer.cpu_s:7.3f}"
                    f" {find.cpu_s:8.3f}s {find.cpu_s / peer.cpu_s:7.3f} {find.cpu_s / read.cpu_s - 1:7.2f}  {memory}",
                    flush=True,
                )
                kept &= read.cpu_s <= READ_AT_MOST * peer.cpu_s and find.cpu_s <= FIND_AT_MOST * peer.cpu_s
                kept &= style == "plain" or find.cpu_s <= (1 + AFTER_AT_MOST) * read.cpu_s
                kept &= n_points < max(SIZES) or find.peak_mb <= MEMORY_AT_MOST * peer.peak_mb
    print(
        f"promised: read <= {READ_AT_MOST:.2f}, find <= {FIND_AT_MOST:.2f}, after reading a watch's file <= {AFTER_AT_MOST:.2f}"
        f" of reading it, memory at 1M <= {MEMORY_AT_MOST:.2f}"
    )
    return kept


def bench_start() -> bool:
    """Compare `hillwork --help` with a bare import of click, in turns."""
    commands = {
        "import click": [sys.executable, "-c", "import click"],
        "hillwork --help": [sys.executable, "-m", "hillwork", "--help"],
    }
    samples: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(START_ROUNDS):
        for name, command in commands.items():
            start = time.perf_counter()
            subprocess.run(command, capture_output=True, check=True)
            samples[name].append(time.perf_counter() - start)
    medians = {name: statistics.median(values) for name, values in samples.items()}
    ratio = medians["hillwork --help"] / medians["import click"]
    print(
        f"\nhillwork --help {1000 * medians['hillwork --help']:.0f} ms, import click {1000 * medians['import click']:.0f} ms,"
        f" ratio {ratio:.2f} (promised: <= {HELP_AT_MOST})"
    )
    return ratio <= HELP_AT_MOST


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="leave out the million points")
    parser.add_argument("--worker", nargs=2, metavar=("WORK", "FILE"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.worker:
        worker(*options.worker)
        return
    sizes = {n_points: rounds for n_points, rounds in SIZES.items() if not (options.quick and n_points == max(SIZES))}
    kept = [bench_start(), bench_reading(sizes)]
    raise SystemExit(0 if all(kept) else 1)


if __name__ == "__main__":
    main()
