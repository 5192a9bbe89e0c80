"""Test terrain drawn as text: the picture is the expected value.

A mark is 50 m of ground: `_` level, `/` +8 %, `^` +15 %, `-` +3 %, `~` +1 %, `\\` -8 %, `v` -15 %. So `__//__` climbs 8 m
over 100 m, 100 m from its start.
"""

import math
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any, Final

import numpy as np

from hillwork.geo import metres_per_degree
from hillwork.model import Floats, Track, TrackKind

GRADES: Final = {"_": 0.0, "/": 0.08, "^": 0.15, "-": 0.03, "~": 0.01, "\\": -0.08, "v": -0.15}
MARK_M: Final = 50.0
START_HEIGHT_M: Final = 100.0
STARTED_AT: Final = datetime(2025, 4, 1, 7, 0, tzinfo=UTC)
ROUNDING_SAMPLES: Final = 41


def draw_length_m(text: str, *, mark_m: float = MARK_M) -> float:
    """Return the length of the ground [m]."""
    return mark_m * len(text)


def draw_heights_m(text: str, at_m: Floats, *, mark_m: float = MARK_M, rounding_m: float = 0) -> Floats:
    """Return the height of the ground at distances from its start, shape (n,) [m].

    Args:
        text: The ground, a mark a piece; it goes on level beyond both ends.
        at_m: Distances, shape (n,) [m].
        mark_m: Length of a mark [m].
        rounding_m: Length over which a change of gradient is rounded, a vertical curve [m].
    """
    rises_m = [mark_m * GRADES[mark] for mark in text]
    heights_m = START_HEIGHT_M + np.concatenate([[0.0], np.cumsum(rises_m)])
    edges_m = mark_m * np.arange(len(heights_m))
    # A moving average turns a break of gradient into a parabola of that length.
    shifts_m = rounding_m * ((np.arange(ROUNDING_SAMPLES) + 0.5) / ROUNDING_SAMPLES - 0.5)
    averaged_m: Floats = np.interp(at_m[:, np.newaxis] + shifts_m, edges_m, heights_m).mean(axis=1)
    return averaged_m


def draw_track(  # noqa: PLR0913 - every option is one property of the ground or of the device
    text: str,
    *,
    mark_m: float = MARK_M,
    spacing_m: float = 5.0,
    noise_sd_m: float = 0.0,
    drift_sd_m: float = 0.0,
    drift_length_m: float = 150.0,
    seed: int = 0,
    speed_mps: float | None = 3.0,
    slower_uphill: float = 0.0,
    lat_deg: float = 45.0,
    lon_deg: float = 7.0,
    rounding_m: float = 0.0,
    bend_m: float = math.inf,
    turns_m: Sequence[float] | None = None,
) -> Track:
    """Return a track over the drawn ground, running east from its start.

    Args:
        text: The ground, a mark a piece.
        mark_m: Length of a mark [m].
        spacing_m: Distance between points [m]; every turn is a point, so the last step before one may be shorter.
        noise_sd_m: Standard deviation of independent errors of the heights [m].
        drift_sd_m: Standard deviation of a drifting error of the heights, a Gauss-Markov process [m].
        drift_length_m: Its correlation length [m].
        seed: Of the errors.
        speed_mps: Even speed, or None for a planned route without times [m/s].
        slower_uphill: By how much the logarithm of the pace grows with the gradient: 3 is 27 % slower at 8 %.
        lat_deg: Where it starts [deg].
        lon_deg: Where it starts [deg].
        rounding_m: Length over which a change of gradient is rounded [m].
        bend_m: Radius of the circle it lies on, turning left; infinite is straight [m].
        turns_m: Distances along the ground to go to one after the other, the first being the start; None is from end to
            end. The same ground has the same height in every pass; errors belong to the recording and differ [m].
    """
    turns_m = (0.0, draw_length_m(text, mark_m=mark_m)) if turns_m is None else turns_m
    turned_m = np.append(0.0, np.cumsum(np.abs(np.diff(turns_m))))
    walked_m = _stations(turned_m, spacing_m)
    ground_m = np.interp(walked_m, turned_m, turns_m)
    rng = np.random.default_rng(seed)
    errors_m = rng.normal(scale=noise_sd_m, size=len(walked_m))
    errors_m += drift_sd_m * _gauss_markov(rng, walked_m / drift_length_m)
    lat, lon = _places(ground_m, lat_deg, lon_deg, bend_m)
    true_m = draw_heights_m(text, ground_m, mark_m=mark_m, rounding_m=rounding_m)
    return Track(
        lat_deg=lat,
        lon_deg=lon,
        elevation_m=true_m + errors_m,
        time_s=np.full(len(walked_m), np.nan)
        if speed_mps is None
        else _times_s(walked_m, true_m, speed_mps, slower_uphill),
        breaks=np.array([0]),
        started_at=None if speed_mps is None else STARTED_AT,
        name=text,
        kind=TrackKind.ROUTE if speed_mps is None else TrackKind.TRACK,
    )


def _times_s(walked_m: Floats, true_m: Floats, speed_mps: float, slower_uphill: float) -> Floats:
    steps_m = np.diff(walked_m)
    grade = np.divide(np.diff(true_m), steps_m, out=np.zeros(len(steps_m)), where=steps_m > 0)
    return np.concatenate([[0.0], np.cumsum(steps_m / speed_mps * np.exp(slower_uphill * grade))])


def out_and_back(text: str, **options: Any) -> Track:
    """Return a track to the end of the drawn ground and back; options as of `draw_track`."""
    length_m = draw_length_m(text, mark_m=options.get("mark_m", MARK_M))
    return draw_track(text, turns_m=(0.0, length_m, 0.0), **options)


def repeats(text: str, foot_m: float, top_m: float, times: int, **options: Any) -> Track:
    """Return a track to the top, down to the foot and up again until it was up so many times, and back to the start.

    Args:
        text: The ground, a mark a piece.
        foot_m: Where the walker turns below, from the start of the ground [m].
        top_m: Where the walker turns above [m].
        times: How often the walker goes up.
        **options: As of `draw_track`.
    """
    return draw_track(text, turns_m=(0.0, *[top_m, foot_m] * times, 0.0), **options)


def _stations(turned_m: Floats, spacing_m: float) -> Floats:
    """Return evenly spaced distances from the first turn to the last, each turn among them [m]."""
    even_m = np.arange(turned_m[0], turned_m[-1], spacing_m)
    return np.unique(np.concatenate([even_m, turned_m]).round(6))


def _gauss_markov(rng: np.random.Generator, at: Floats) -> Floats:
    """Return a process of standard deviation 1 whose correlation over a distance d is exp(-d)."""
    values = rng.normal(size=len(at))
    keep = np.exp(-np.diff(at))
    for i, share in enumerate(keep, start=1):
        values[i] = share * values[i - 1] + math.sqrt(1 - share**2) * values[i]
    return values


def _places(ground_m: Floats, lat_deg: float, lon_deg: float, bend_m: float) -> tuple[Floats, Floats]:
    """Return latitude and longitude along a circle, or a parallel of latitude when its radius is infinite [deg]."""
    if math.isinf(bend_m):
        east_m, north_m = ground_m, np.zeros(len(ground_m))
    else:
        east_m, north_m = bend_m * np.sin(ground_m / bend_m), bend_m * (1 - np.cos(ground_m / bend_m))
    north_m_per_deg, _ = metres_per_degree(np.array([lat_deg]))
    lat = lat_deg + north_m / north_m_per_deg
    _, east_m_per_deg = metres_per_degree(lat)
    return lat, lon_deg + east_m / east_m_per_deg
