"""Makes the sample routes: invented ground, ways over it, and devices that record or plan them.

Usage: `python sample_routes/make.py [FOLDER]` writes the GPX files and `truth.json`, the same bytes every time. The roads
and the ways are in `ground.toml`; here is what makes them look like ground and like recordings.
"""

import json
import sys
import tomllib
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any, Final

import numpy as np
from gpxpy.gpx import GPX, GPXRoute, GPXRoutePoint, GPXTrack, GPXTrackPoint, GPXTrackSegment

from hillwork.geo import metres_per_degree
from hillwork.model import Floats

HERE: Final = Path(__file__).parent

# --- Terrain: roads, a sample every metre ---

DOOR_LAT_DEG: Final = 48.3
DOOR_LON_DEG: Final = 8.6

VERTICAL_CURVE_M: Final = 25
"""Length over which a change of gradient is rounded; local roads and paths take 10-30 m."""

ROUGHNESS_SD_M: Final = 0.15
ROUGHNESS_LENGTH_M: Final = 31
"""Real roads are no planes: with this, planned heights scatter as real ones do (0.3 m at a lag of 30 m)."""

BEND_LENGTH_M: Final = 161


@dataclass(frozen=True, kw_only=True)
class Rise:
    """A named climb or descent between two distances along a road or a way [m]."""

    name: str
    start_m: int
    end_m: int


@dataclass(frozen=True, kw_only=True, eq=False)
class Road:
    """A line on the ground; row i lies i metres from its start: east, north and height, shape (n, 3) [m]."""

    place_m: Floats
    rises: tuple[Rise, ...]


def rounded(values: Floats, width: int) -> Floats:
    """Return a moving average that keeps both ends: corners become arcs, gradient breaks become vertical curves."""
    half = width // 2
    before, after = 2 * values[0] - values[half:0:-1], 2 * values[-1] - values[-2 : -half - 2 : -1]
    window = np.full(2 * half + 1, 1 / (2 * half + 1))
    average: Floats = np.convolve(np.concatenate([before, values, after]), window, "valid")
    return average


def wobble(rng: np.random.Generator, n_samples: int, sd: float, length: int) -> Floats:
    """Return a smooth random line that swings about zero over some `length` samples and is zero at both ends."""
    line = rounded(rounded(rng.normal(size=n_samples), length), length)
    to_end = np.minimum(np.arange(n_samples), np.arange(n_samples)[::-1])
    faded: Floats = sd * line / line.std() * np.minimum(to_end / (2 * length), 1)
    return faded


def even(*axes_m: Floats) -> list[Floats]:
    """Return the same line with a vertex every metre."""
    along_m = np.append(0, np.cumsum(np.hypot(*map(np.diff, axes_m))))
    at_m = np.linspace(0, along_m[-1], round(along_m[-1]) + 1)
    return [np.interp(at_m, along_m, axis) for axis in axes_m]


def build_roads(drawings: dict[str, Any]) -> dict[str, Road]:
    """Return the roads as drawn; one that begins or ends on an earlier one has its place and height there."""
    roads: dict[str, Road] = {}
    for name, drawing in drawings.items():
        ends = [roads[p["road"]].place_m[p["at_m"]] if "road" in p else p for p in (drawing["start"], drawing["end"])]
        rng = np.random.default_rng(drawing["seed"])
        corners = [ends[0][:2], *np.array(drawing["corners"].split(), float).reshape(-1, 2), ends[1][:2]]
        arcs_m = [rounded(axis, drawing.get("corner_m", 21)) for axis in even(*np.transpose(corners))]
        axes_m = even(*(arc_m + wobble(rng, len(arc_m), drawing.get("bend_m", 2), BEND_LENGTH_M) for arc_m in arcs_m))
        ground_m, rises = build_profile(drawing["slopes"], float(ends[0][2]), float(ends[1][2]), len(axes_m[0]))
        roughness_m = wobble(rng, len(ground_m), ROUGHNESS_SD_M, ROUGHNESS_LENGTH_M)
        roads[name] = Road(place_m=np.column_stack([*axes_m, ground_m + roughness_m]), rises=rises)
    return roads


def build_profile(slopes: str, start_m: float, end_m: float, n_samples: int) -> tuple[Floats, tuple[Rise, ...]]:
    """Return the height every metre between those at the ends, rounded, and where the named pieces lie."""
    at_m, height_m, rises = [0], [start_m], []
    for words in map(str.split, slopes.splitlines()):
        foot_m = at_m[-1]
        for length, percent in (word.split("@") for word in words if "@" in word):
            at_m.append(at_m[-1] + int(length))
            height_m.append(height_m[-1] + int(length) * float(percent) / 100)
        if name := " ".join(word for word in words if "@" not in word):
            rises.append(Rise(name=name, start_m=foot_m, end_m=at_m[-1]))
    broken_m = np.interp(np.arange(n_samples), [*at_m, n_samples - 1], [*height_m, end_m])
    return rounded(broken_m, VERTICAL_CURVE_M), tuple(rises)


# --- Ways: what a runner does on the roads ---


@dataclass(frozen=True, kw_only=True, eq=False)
class Way(Road):
    """Legs along roads, as one road whose rises are the hills that go up.

    Args:
        speed_mps: What the effort is worth on the level, shape (n,) [m/s].
        pause_s: How long the runner stands, by the distance where [s].
    """

    speed_mps: Floats
    pause_s: dict[int, int]


def walk(roads: dict[str, Road], legs: str) -> Way:
    """Return the way that the legs make: a line each of road, from and to [m], speed [m/s] and pause [s]."""
    places_m, speeds_mps, hills, pause_s, at_m = [], [], [], {}, 0
    for name, start, end, speed, pause in map(str.split, legs.strip().splitlines()):
        road = roads[name]
        start_m, end_m = int(start) % len(road.place_m), int(end) % len(road.place_m)
        turn = 1 if end_m > start_m else -1
        places_m.append(road.place_m[np.arange(start_m, end_m, turn)])
        speeds_mps.append(np.full(len(places_m[-1]), float(speed)))
        for rise in road.rises[::turn]:
            foot_m, top_m = (rise.start_m, rise.end_m)[::turn]
            is_whole = min(start_m, end_m) <= rise.start_m and rise.end_m <= max(start_m, end_m)
            if is_whole and road.place_m[top_m, 2] > road.place_m[foot_m, 2]:
                begin_m = at_m + abs(foot_m - start_m)
                hills.append(Rise(name=rise.name, start_m=begin_m, end_m=begin_m + abs(top_m - foot_m)))
        at_m += abs(end_m - start_m)
        pause_s[at_m] = int(pause)
    place_m, speed_mps = np.concatenate(places_m), np.concatenate(speeds_mps)
    return Way(place_m=place_m, rises=tuple(hills), speed_mps=speed_mps, pause_s=pause_s)


# --- Devices: what is stored of a way ---

FIX_ERROR: Final = (2.0, 30.0)
"""Error of a position to the east and to the north [m], and how long it lasts [s]: 2-4 m in the plane under open sky."""

FILTER_S: Final = 5
"""Receivers smooth what they say: their errors wander, they do not jump."""

HEIGHT_ERRORS: Final = {"barometer": (0.2, 0.1, 1.2, 1500.0), "receiver": (0.1, 0.3, 3.6, 70.0)}
"""Step [m], scatter [m], drift [m] and how long it lasts [s]. A barometer follows the weather by a metre or two an hour; a
receiver keeps to 7 m (95 %) under open sky and wanders within one to two minutes."""

SURGE_SHARE: Final = 0.03
SURGE_LENGTH_M: Final = 80.0
RESPONSE_S: Final = 2.5
"""Nobody runs as even as a clock: speed swings by a few percent, and takes seconds to change."""

MIN_SPACING_M: Final = 10
MAX_SPACING_M: Final = 40
MAX_TURN_RAD: Final = 0.2
"""A planner sets its points 10-40 m apart: the next one where the line has turned by some 11 degrees."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Points:
    """What a device stored: where on the way, east, north and height, and when, NaN where unknown: (n,), (n, 3), (n,)."""

    at_m: Floats
    place_m: Floats
    time_s: Floats


def drift(rng: np.random.Generator, n_samples: int, sd: float, length: float) -> Floats:
    """Return a Gauss-Markov process: its correlation falls to 1/e over `length` samples."""
    keep = np.exp(-1 / length)
    values = rng.normal(scale=sd, size=n_samples)
    for i in range(1, n_samples):
        values[i] = keep * values[i - 1] + np.sqrt(1 - keep**2) * values[i]
    return values


def pace_factor(grade: Floats) -> Floats:
    """Return time per metre against the level at equal effort (Kay, J. Quant. Anal. Sports 8(4), 2012)."""
    return 1 + 3.31341 * grade + 18.86878 * grade**2 - 1.88108 * grade**3 - 25.56239 * grade**4


def run(way: Way, rng: np.random.Generator) -> Floats:
    """Return how far the runner is at each second, shape (t,) [m]."""
    last_m = len(way.place_m) - 1
    wanted_mps = way.speed_mps / pace_factor(rounded(np.gradient(way.place_m[:, 2]), VERTICAL_CURVE_M))
    wanted_mps *= 1 + drift(rng, len(wanted_mps), SURGE_SHARE, SURGE_LENGTH_M)
    at_m, speed_mps = [0.0], 0.0
    while at_m[-1] < last_m:
        metre = int(at_m[-1])
        speed_mps += (wanted_mps[metre] - speed_mps) / RESPONSE_S
        at_m.append(min(at_m[-1] + speed_mps, last_m))
        pause_s = sum(way.pause_s.get(passed_m, 0) for passed_m in range(metre + 1, int(at_m[-1]) + 1))
        at_m.extend(at_m[-1:] * pause_s)
        speed_mps = 0.0 if pause_s else speed_mps
    return np.array(at_m)


def record(way: Way, rng: np.random.Generator, device: str, every_s: int) -> Points:
    """Return what a watch stores of a run, with the errors of its positions and heights."""
    at_m = run(way, rng)
    step_m, scatter_m, *wander = HEIGHT_ERRORS[device]
    east_m, north_m, height_m = (
        np.interp(at_m, np.arange(len(axis_m)), axis_m) + rounded(drift(rng, len(at_m), sd_m, length_s), FILTER_S)
        for axis_m, (sd_m, length_s) in zip(way.place_m.T, (FIX_ERROR, FIX_ERROR, wander), strict=True)
    )
    height_m = step_m * np.rint(rng.normal(height_m, scatter_m) / step_m)
    kept = np.arange(0, len(at_m), every_s)
    place_m = np.column_stack([east_m, north_m, height_m])[kept]
    return Points(at_m=at_m[kept], place_m=place_m, time_s=kept.astype(float))


def plan(way: Way, device: str) -> Points:
    """Return what a planner stores of a way: no times, and heights if it knows the ground."""
    along = np.gradient(way.place_m, axis=0)
    heading_rad = np.unwrap(np.arctan2(along[:, 1], along[:, 0]))
    kept = [0]
    for i in range(MIN_SPACING_M, len(heading_rad) - MIN_SPACING_M):
        gone_m, turned_rad = i - kept[-1], abs(heading_rad[i] - heading_rad[kept[-1]])
        if gone_m >= MAX_SPACING_M or (gone_m >= MIN_SPACING_M and turned_rad > MAX_TURN_RAD):
            kept.append(i)
    kept.append(len(heading_rad) - 1)
    place_m = way.place_m[kept]
    if device == "sketch":
        place_m[:, 2] = np.nan
    return Points(at_m=np.array(kept, float), place_m=place_m, time_s=np.full(len(kept), np.nan))


# --- Files ---


def gpx_of(name: str, file: dict[str, Any], points: Points) -> GPX:
    """Return a recording as a track, a plan as a route; places to 0.1 m, heights to 0.1 m."""
    gpx = GPX()
    gpx.creator = "sample_routes/make.py"
    gpx.name = f"{name} (synthetic)"
    gpx.description = f"Synthetic, made by sample_routes/make.py on invented ground: {file['about']}."
    segment, route = GPXTrackSegment(), GPXRoute(name)
    lat_deg = DOOR_LAT_DEG + points.place_m[:, 1] / metres_per_degree(np.array([DOOR_LAT_DEG]))[0]
    lon_deg = DOOR_LON_DEG + points.place_m[:, 0] / metres_per_degree(lat_deg)[1]
    columns = (lat_deg.round(6), lon_deg.round(6), points.place_m[:, 2].round(1), points.time_s)
    for lat, lon, height, time_s in zip(*(column.tolist() for column in columns), strict=True):
        elevation = None if np.isnan(height) else height
        if np.isnan(time_s):
            route.points.append(GPXRoutePoint(lat, lon, elevation))
        else:
            segment.points.append(GPXTrackPoint(lat, lon, elevation, file["begins"] + timedelta(seconds=time_s)))
    if route.points:
        gpx.routes.append(route)
    else:
        gpx.tracks.append(GPXTrack(name))
        gpx.tracks[0].segments.append(segment)
    return gpx


def truth_of(way: Way, points: Points) -> dict[str, Any]:
    """Return what was built, without errors, and the stored points nearest to foot and top."""
    hills = [
        {
            "name": hill.name,
            "start_index": int(np.abs(points.at_m - hill.start_m).argmin()),
            "end_index": int(np.abs(points.at_m - hill.end_m).argmin()),
            "start_m": hill.start_m,
            "length_m": hill.end_m - hill.start_m,
            "gain_m": round(float(way.place_m[hill.end_m, 2] - way.place_m[hill.start_m, 2]), 2),
        }
        for hill in way.rises
    ]
    return {"length_m": len(way.place_m) - 1, "n_points": len(points.at_m), "hills": hills}


def build_ways() -> dict[str, tuple[dict[str, Any], Way]]:
    """Return the way of each file, and what else `ground.toml` says about the file."""
    ground = tomllib.loads((HERE / "ground.toml").read_text(encoding="utf-8"))
    roads = build_roads(ground["roads"])
    return {name: (file, walk(roads, file["legs"])) for name, file in ground["files"].items()}


def make(folder: Path) -> None:
    """Write the files into a folder that exists."""
    truth = {}
    for name, (file, way) in build_ways().items():
        rng = np.random.default_rng(file["seed"])
        points = record(way, rng, file["device"], file["every_s"]) if "begins" in file else plan(way, file["device"])
        text = gpx_of(name, file, points).to_xml(version="1.1")
        (folder / f"{name}.gpx").write_text(text, encoding="utf-8", newline="\n")
        truth[f"{name}.gpx"] = truth_of(way, points)
    (folder / "truth.json").write_text(json.dumps(truth, indent=1) + "\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    make(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE)
