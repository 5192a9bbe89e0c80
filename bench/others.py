"""Hills as other programs find them, on recordings whose hills are known. Runs in an environment of its own (see compare.py).

Each finder takes the points as gpxpy reads them, distances added up from point to point as such scripts do, and returns the
stretches that it takes for hills, as numbers of points.
"""

import gzip
import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import gpxpy
import numpy as np
from scipy.signal import find_peaks
from sport_activities_features import HillIdentification

Stretches = list[tuple[int, int]]
Finder = Callable[[np.ndarray, np.ndarray], Stretches]

DEFAULT_ASCENT_M = 30.0
TUNED_ASCENTS_M = (3.0, 5.0, 8.0, 12.0, 20.0)
WINDOWS_M = (60.0, 100.0, 150.0, 200.0)
LEAST_GRADES = (0.025, 0.032, 0.04)
GAP_M = 50.0
MIN_GAIN_M = 4.0
PROMINENCES_M = (3.0, 5.0, 8.0, 12.0)
MIN_GRADE = 0.03
MIN_LENGTH_M = 60.0


def read(path: Path) -> tuple[np.ndarray, np.ndarray]:
    """Return distance and elevation of every point; a missing elevation takes the one before."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        gpx = gpxpy.parse(file)
    points = [point for track in gpx.tracks for segment in track.segments for point in segment.points]
    distance_m = np.zeros(len(points))
    for index in range(1, len(points)):
        distance_m[index] = distance_m[index - 1] + (points[index].distance_2d(points[index - 1]) or 0.0)
    elevation_m = np.array([np.nan if point.elevation is None else point.elevation for point in points])
    known = np.maximum.accumulate(np.where(np.isfinite(elevation_m), np.arange(len(points)), 0))
    return distance_m, elevation_m[known]


def sport_activities_features(ascent_m: float) -> Finder:
    def find(_: np.ndarray, elevation_m: np.ndarray) -> Stretches:
        finder = HillIdentification(elevation_m.tolist(), ascent_threshold=ascent_m)
        finder.identify_hills()
        return [(min(hill.segment), max(hill.segment)) for hill in finder.identified_hills]

    return find


def moving_window(window_m: float, least: float) -> Finder:
    """Stretches whose mean over a window climbs, gaps of 50 m closed: the script that everybody writes first."""

    def find(distance_m: np.ndarray, elevation_m: np.ndarray) -> Stretches:
        grid_m, heights_m = _even(distance_m, elevation_m)
        half = round(window_m / 10)
        grade = np.zeros(len(grid_m))
        grade[half:-half] = (heights_m[2 * half :] - heights_m[: -2 * half]) / (10 * half)
        change = np.diff(np.concatenate([[0], (grade >= least).astype(int), [0]]))
        joined: list[list[int]] = []
        for first, last in zip(np.flatnonzero(change == 1), np.flatnonzero(change == -1) - 1, strict=True):
            if joined and (first - joined[-1][1]) * 5 <= GAP_M:
                joined[-1][1] = int(last)
            else:
                joined.append([int(first), int(last)])
        kept = [(a, b) for a, b in joined if heights_m[b] - heights_m[a] >= MIN_GAIN_M]
        return _as_points(distance_m, [(grid_m[a], grid_m[b]) for a, b in kept])

    return find


def _even(distance_m: np.ndarray, elevation_m: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    grid_m = np.arange(0, distance_m[-1], 5.0)
    place_m, first = np.unique(distance_m, return_index=True)
    return grid_m, np.interp(grid_m, place_m, elevation_m[first])


def peaks_and_valleys(prominence_m: float) -> Finder:
    """From each valley to the next peak of a profile smoothed over 50 m, both found by scipy."""

    def find(distance_m: np.ndarray, elevation_m: np.ndarray) -> Stretches:
        grid_m, heights_m = _even(distance_m, elevation_m)
        heights_m = np.convolve(np.pad(heights_m, 5, mode="edge"), np.full(11, 1 / 11), mode="valid")
        walled_m = np.concatenate([[-1e4], heights_m, [-1e4]])
        peaks = find_peaks(walled_m, prominence=prominence_m)[0] - 1
        valleys = find_peaks(np.concatenate([[-1e4], -heights_m, [-1e4]]), prominence=prominence_m)[0] - 1
        stretches = []
        for peak in peaks:
            before = valleys[valleys < peak]
            last = peaks[peaks < peak]
            if len(before) and (not len(last) or before[-1] > last[-1]):
                foot, gain_m = before[-1], heights_m[peak] - heights_m[before[-1]]
                if gain_m >= MIN_GRADE * (grid_m[peak] - grid_m[foot]):
                    stretches.append((grid_m[foot], grid_m[peak]))
        return _as_points(distance_m, stretches)

    return find


def _as_points(distance_m: np.ndarray, stretches: list[tuple[float, float]]) -> Stretches:
    return [
        (int(np.searchsorted(distance_m, start_m)), int(np.searchsorted(distance_m, end_m)))
        for start_m, end_m in stretches
        if end_m - start_m >= MIN_LENGTH_M
    ]


FINDERS: dict[str, list[Finder]] = {
    "sport-activities-features, default": [sport_activities_features(DEFAULT_ASCENT_M)],
    "sport-activities-features, tuned": [sport_activities_features(ascent_m) for ascent_m in TUNED_ASCENTS_M],
    "gpxpy and a moving window, tuned": [
        moving_window(window_m, least) for window_m in WINDOWS_M for least in LEAST_GRADES
    ],
    "scipy's peaks and valleys, tuned": [peaks_and_valleys(prominence_m) for prominence_m in PROMINENCES_M],
}


def main(folder: Path) -> Iterator[dict[str, object]]:
    """Yield for each variant of each finder what it found, by track."""
    tracks = {path.name.removesuffix(".gpx.gz"): read(path) for path in sorted(folder.glob("*.gpx.gz"))}
    for name, variants in FINDERS.items():
        for number, find in enumerate(variants):
            found = {}
            for track, (distance_m, elevation_m) in tracks.items():
                found[track] = [
                    {"start_index": a, "end_index": b, "gain_m": float(elevation_m[b] - elevation_m[a])}
                    for a, b in find(distance_m, elevation_m)
                ]
            yield {"name": name, "variant": number, "found": found}


if __name__ == "__main__":
    for result in main(Path(sys.argv[1])):
        print(json.dumps(result), flush=True)
