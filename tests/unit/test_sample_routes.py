import gzip
import json
import re
from itertools import pairwise
from pathlib import Path
from typing import Any

import gpxpy
import numpy as np
import pytest
from geopy.distance import geodesic
from gpxpy.gpx import GPX
from scipy.spatial import cKDTree

from hillwork.model import Floats
from sample_routes import town_map
from sample_routes.make import build_ways, make

Points = list[Any]  # of a track or a route, whose classes share no base

FOLDER = Path(__file__).parents[2] / "sample_routes"
TRUTH = json.loads((FOLDER / "truth.json").read_text(encoding="utf-8"))
FILES = sorted(TRUTH)
RECORDINGS = ["flat-river-path.gpx", "hill-repeats.gpx", "two-mile-climb.gpx"]
HILLS = [(file, hill) for file in FILES for hill in TRUTH[file]["hills"]]

every_file = pytest.mark.parametrize("file", FILES)
every_recording = pytest.mark.parametrize("file", RECORDINGS)


@pytest.fixture(scope="module")
def gpx():
    return {file: gpxpy.parse((FOLDER / file).read_text(encoding="utf-8")) for file in FILES}


@pytest.fixture(scope="module")
def ways():
    return {f"{name}.gpx": way for name, (_, way) in build_ways().items()}


@pytest.fixture(scope="module")
def drawn():
    """The pieces of each hill, length [m] and percent, from the drawing."""
    lines = re.findall(r"^ +([A-Z][A-Za-z ]+?)  +(.+@.+)$", (FOLDER / "ground.toml").read_text("utf-8"), re.MULTILINE)
    return {
        name: [(int(length), float(percent)) for length, percent in re.findall(r"(\d+)@(-?[\d.]+)", pieces)]
        for name, pieces in lines
    }


def points_of(gpx: GPX) -> Points:
    lines: list[Any] = [*gpx.routes, *(segment for track in gpx.tracks for segment in track.segments)]
    return [point for line in lines for point in line.points]


def steps_m(points: Points) -> Floats:
    return np.array([geodesic((a.latitude, a.longitude), (b.latitude, b.longitude)).m for a, b in pairwise(points)])


def test_making_the_town_again_gives_the_same_map_and_the_same_heights(tmp_path):
    town_map.make(tmp_path)
    assert (tmp_path / "town.osm").read_bytes() == (FOLDER / "town.osm").read_bytes()
    made, kept = (gzip.decompress((folder / "N45W030.hgt.gz").read_bytes()) for folder in (tmp_path, FOLDER))
    assert made == kept


def test_making_them_again_gives_the_same_bytes(tmp_path):
    make(tmp_path)
    made = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert made == {name: (FOLDER / name).read_bytes() for name in [*FILES, "truth.json"]}


@every_file
def test_a_file_says_that_it_is_synthetic(gpx, file):
    assert "synthetic" in gpx[file].name
    assert "Synthetic, made by sample_routes/make.py" in gpx[file].description


@every_file
def test_a_file_stays_small(file):
    assert (FOLDER / file).stat().st_size < 450_000


@every_file
def test_a_file_has_the_points_that_the_truth_counts(gpx, file):
    assert len(points_of(gpx[file])) == TRUTH[file]["n_points"]


@every_file
def test_a_line_is_as_long_as_it_was_built(gpx, file):
    # Errors of the positions lengthen a recording, straight pieces shorten a plan.
    assert steps_m(points_of(gpx[file])).sum() == pytest.approx(TRUTH[file]["length_m"], rel=0.01)


@every_file
def test_the_same_ground_has_the_same_height_in_every_pass(ways, file):
    plan_m, height_m = np.split(ways[file].place_m, [2], axis=1)
    close = cKDTree(plan_m).query_pairs(0.5, output_type="ndarray")
    assert np.abs(height_m[close[:, 0]] - height_m[close[:, 1]]).max(initial=0) < 0.1


@every_file
def test_ground_has_no_steps(ways, file):
    grade = np.diff(ways[file].place_m[:, 2])
    assert np.abs(grade).max() < 0.12
    assert np.abs(np.diff(np.abs(grade))).max() < 0.02  # where the runner turns round only the sign changes


@every_file
def test_ground_that_is_not_named_holds_no_hill(ways, file):
    way = ways[file]
    rise_m = way.place_m[60:, 2] - way.place_m[:-60, 2]
    for hill in way.rises:
        rise_m[max(hill.start_m - 60, 0) : hill.end_m] = 0
    assert rise_m.max() / 60 < 0.03


@pytest.mark.parametrize("hill", [hill for _, hill in HILLS])
def test_a_hill_is_what_was_drawn(drawn, hill):
    pieces = drawn[hill["name"]]
    assert hill["length_m"] == sum(length_m for length_m, _ in pieces)
    # Rounding foot and top costs up to 0.5 m at 8 %, and roughness of 0.15 m lies on both.
    assert hill["gain_m"] == pytest.approx(sum(length_m * percent for length_m, percent in pieces) / 100, abs=0.8)


@pytest.mark.parametrize(("file", "hill"), [(file, hill) for file, hill in HILLS if file != "no-elevation.gpx"])
def test_stored_heights_rise_by_the_gain_of_the_hill(gpx, file, hill):
    points = points_of(gpx[file])
    gain_m = points[hill["end_index"]].elevation - points[hill["start_index"]].elevation
    # A step of 0.2 m at both ends, scatter and a minute's drift; or up to 20 m of road to the nearest planned point.
    assert gain_m == pytest.approx(hill["gain_m"], abs=1.5)


@pytest.mark.parametrize(("file", "hill"), [(file, hill) for file, hill in HILLS if file != "rolling-long-run.gpx"])
def test_hills_between_their_points_are_as_long_as_built(gpx, file, hill):
    steps = steps_m(points_of(gpx[file])[hill["start_index"] : hill["end_index"] + 1])
    assert steps.sum() == pytest.approx(hill["length_m"], rel=0.05, abs=20)


def test_the_repetitions_are_six_passes_of_a_hill_of_the_classic_session():
    passes = [hill for hill in TRUTH["hill-repeats.gpx"]["hills"] if hill["name"] == "Park Hill"]
    assert [hill["length_m"] for hill in passes] == [160] * 6
    assert all(0.07 < hill["gain_m"] / hill["length_m"] < 0.08 for hill in passes)


def test_the_first_repetition_begins_after_a_warm_up_of_ten_to_twenty_minutes(gpx):
    points = points_of(gpx["hill-repeats.gpx"])
    first = TRUTH["hill-repeats.gpx"]["hills"][0]["start_index"]
    assert 600 < (points[first].time - points[0].time).total_seconds() < 1200


def test_repetitions_are_run_hard_and_slow_down_a_little(gpx):
    points = points_of(gpx["hill-repeats.gpx"])
    passes = [hill for hill in TRUTH["hill-repeats.gpx"]["hills"] if hill["name"] == "Park Hill"]
    times_s = [(points[hill["end_index"]].time - points[hill["start_index"]].time).total_seconds() for hill in passes]
    speeds_mps = [160 / time_s for time_s in times_s]
    assert all(3.0 < speed < 3.7 for speed in speeds_mps)
    assert speeds_mps[-1] < speeds_mps[0]


@every_recording
def test_nobody_moves_faster_than_a_runner(gpx, file):
    points = points_of(gpx[file])
    step_s = (points[1].time - points[0].time).total_seconds()
    lag = round(12 / step_s)
    ahead = zip(points, points[lag:], strict=False)
    net_m = np.array([geodesic((a.latitude, a.longitude), (b.latitude, b.longitude)).m for a, b in ahead])
    assert net_m.max() / (lag * step_s) < 4.2


@every_recording
def test_a_recording_has_a_point_at_every_interval(gpx, file):
    intervals = {b.time - a.time for a, b in pairwise(points_of(gpx[file]))}
    assert len(intervals) == 1


def test_standing_still_jitters(gpx):
    points = points_of(gpx["hill-repeats.gpx"])
    slow_m = np.sort(steps_m(points))[:100]
    assert slow_m.max() < 0.5
    assert slow_m.sum() > 0


def test_the_barometer_tells_steps_of_a_fifth_of_a_metre(gpx):
    fifths = 5 * np.array([point.elevation for point in points_of(gpx["hill-repeats.gpx"])])
    assert fifths == pytest.approx(fifths.round(), abs=1e-6)


def test_the_flat_path_has_no_hill_and_much_noise(gpx, ways):
    stored_m = np.array([point.elevation for point in points_of(gpx["flat-river-path.gpx"])])
    assert TRUTH["flat-river-path.gpx"]["hills"] == []
    assert np.ptp(ways["flat-river-path.gpx"].place_m[:, 2]) < 6
    assert 3 < (stored_m - 280).std() < 5


def test_the_long_run_is_a_loop_with_points_ten_to_forty_metres_apart(gpx):
    points = points_of(gpx["rolling-long-run.gpx"])
    steps = steps_m(points)
    assert steps[:-1].min() > 9
    assert steps.max() < 51
    assert geodesic((points[0].latitude, points[0].longitude), (points[-1].latitude, points[-1].longitude)).m < 2


def test_the_long_run_holds_rolling_hills_and_one_climb_of_two_to_three_miles():
    lengths_m = [hill["length_m"] for hill in TRUTH["rolling-long-run.gpx"]["hills"]]
    assert sum(3200 < length < 4850 for length in lengths_m) == 1
    assert sum(200 < length < 1600 for length in lengths_m) >= 8


def test_a_plan_has_no_times(gpx):
    assert all(point.time is None for point in points_of(gpx["rolling-long-run.gpx"]))


def test_the_file_without_elevation_has_none(gpx):
    assert all(point.elevation is None for point in points_of(gpx["no-elevation.gpx"]))
