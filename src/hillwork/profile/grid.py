"""From points to an even grid: a value every few metres, or none."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from hillwork.model import Flags, Floats, Indices, Track

STEP_M: Final = 5.0
"""Grid spacing: a third of the finest detail that matters (street crossings of 15-20 m), about two seconds of running."""

POINTS_OF_CORNER: Final = 4
"""A bend shows in two points of a gap and one more on either side."""

MAX_FILL_M: Final = 200.0
MAX_FILL_FACTOR: Final = 5.0
"""Elevation is interpolated over at most 200 m, or five times the usual spacing of coarse routes; longer gaps stay unknown."""

MIN_CORNER_SPAN_M: Final = 25.0
MIN_CORNER_GRADE: Final = 0.03
"""A bend of the way is looked for between points more than 25 m apart whose neighbours differ by 3 % of gradient."""

_LEG_OFFSET_M: Final = 1e6
"""Keeps the legs apart on one axis, so that one interpolation serves them all."""


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Grid:
    """Even samples of all legs, one leg after the other.

    Args:
        legs: Index of the first sample of each leg, shape (k,).
        runs: Number of the unbroken run that each sample belongs to, shape (m,); -1 where the elevation is unknown.
        distance_m: Distance of each sample, shape (m,) [m].
        elevation_m: Mean of the stored elevations around the sample, interpolated, NaN where unknown, shape (m,) [m].
        lat_deg: Latitude, shape (m,) [deg].
        lon_deg: Longitude, shape (m,) [deg].
        spacing_m: Usual distance between points that have an elevation [m].
        filled_share: Share of the samples that rest on no point of their own or beside them.
    """

    legs: Indices
    runs: Indices
    distance_m: Floats
    elevation_m: Floats
    lat_deg: Floats
    lon_deg: Floats
    spacing_m: float
    filled_share: float


def resample(track: Track, point_m: Floats, point_legs: Indices, elevation_m: Floats) -> Grid:
    """Return the track on a grid of `STEP_M`.

    Args:
        track: Where the points lie.
        point_m: Distance of each point, shape (n,), ascending [m].
        point_legs: Index of the first point of each leg, shape (k,).
        elevation_m: Repaired elevation of each point, shape (n,), NaN where missing [m].
    """
    last = np.append(point_legs[1:], len(point_m)) - 1
    n_samples = np.floor((point_m[last] - point_m[point_legs]) / STEP_M).astype(np.int64) + 1
    legs = np.concatenate([[0], np.cumsum(n_samples)[:-1]])
    leg_of_sample = np.repeat(np.arange(len(legs)), n_samples)
    leg_of_point = np.repeat(np.arange(len(legs)), np.diff(np.append(point_legs, len(point_m))))
    distance_m = point_m[point_legs][leg_of_sample] + STEP_M * (np.arange(len(leg_of_sample)) - legs[leg_of_sample])

    point_axis = point_m + _LEG_OFFSET_M * leg_of_point
    sample_axis = distance_m + _LEG_OFFSET_M * leg_of_sample
    cell = legs[leg_of_point] + np.rint((point_m - point_m[point_legs][leg_of_point]) / STEP_M).astype(np.int64)
    cell = np.minimum(cell, (legs + n_samples - 1)[leg_of_point])

    known = np.isfinite(elevation_m)
    data_cell, data_axis, (data_elevation,) = _cell_means(cell[known], point_axis[known], elevation_m[known])
    elevation, gap_m = _interpolate(sample_axis, data_axis, data_elevation, leg_of_sample, leg_of_sample[data_cell])
    spacing_m = _usual_spacing_m(point_axis[known])
    elevation[gap_m > max(MAX_FILL_M, MAX_FILL_FACTOR * spacing_m)] = np.nan
    _, place_axis, (lat, lon) = _cell_means(cell, point_axis, track.lat_deg, np.unwrap(track.lon_deg, period=360))
    return Grid(
        legs=legs,
        runs=number_runs(np.isfinite(elevation), leg_of_sample),
        distance_m=distance_m,
        elevation_m=elevation,
        lat_deg=np.interp(sample_axis, place_axis, lat),
        lon_deg=(np.interp(sample_axis, place_axis, lon) + 180) % 360 - 180,
        spacing_m=spacing_m,
        filled_share=float(np.mean(~(gap_m <= max(2 * STEP_M, 1.5 * spacing_m)))),
    )


def _cell_means(cell: Indices, axis: Floats, *columns: Floats) -> tuple[Indices, Floats, list[Floats]]:
    """Return the cells that hold points, and the means of the points' axis and columns in each."""
    if not len(cell):
        return cell, axis, list(columns)
    count = np.bincount(cell)
    filled = np.flatnonzero(count)
    weight = count[filled]
    # The axis is large (leg offsets): its mean is taken relative to the cell's first point to keep millimetres.
    first = np.zeros(len(count))
    first[cell[::-1]] = axis[::-1]
    centre = first[filled] + np.bincount(cell, axis - first[cell])[filled] / weight
    return filled, centre, [np.bincount(cell, column)[filled] / weight for column in columns]


def _interpolate(
    sample_axis: Floats, data_axis: Floats, data: Floats, sample_leg: Indices, data_leg: Indices
) -> tuple[Floats, Floats]:
    """Return each sample's value and the length of the gap it lies in, infinite beyond a leg's first and last datum [m]."""
    if not len(data_axis):
        return np.full(len(sample_axis), np.nan), np.full(len(sample_axis), np.inf)
    right = np.clip(np.searchsorted(data_axis, sample_axis), 0, len(data_axis) - 1)
    left = np.clip(right - 1, 0, None)
    value = np.interp(sample_axis, *_with_corners(data_axis, data, data_leg))
    gap_m = data_axis[right] - data_axis[left]
    near_m = np.minimum(np.abs(data_axis[right] - sample_axis), np.abs(data_axis[left] - sample_axis))
    outside = (data_leg[right] != sample_leg) | (data_leg[left] != sample_leg) | (sample_axis > data_axis[right])
    outside |= (sample_axis < data_axis[left]) | (right == left)
    gap_m[outside] = np.inf
    # The first and last sample of a leg may lie half a cell beyond the mean of the points around them.
    own_leg = np.where(near_m == np.abs(data_axis[right] - sample_axis), data_leg[right], data_leg[left]) == sample_leg
    gap_m[outside & own_leg & (near_m <= STEP_M)] = STEP_M
    return value, gap_m


def _with_corners(axis: Floats, data: Floats, leg: Indices) -> tuple[Floats, Floats]:
    """Return axis and data with the bends that lie between coarse points.

    Where the gradient between two points lies between the gradients on either side, both go on until they meet: the bend
    lies there, and not spread over the whole gap (Harten 1989, J. Comput. Phys. 83: 148, calls it subcell resolution).
    """
    if len(axis) < POINTS_OF_CORNER:
        return axis, data
    run_m = np.diff(axis)
    grade = np.diff(data) / run_m
    before, between, after = grade[:-2], grade[1:-1], grade[2:]
    bends = (between - before) * (after - between) > 0
    bends &= (np.abs(after - before) > MIN_CORNER_GRADE) & (run_m[1:-1] > MIN_CORNER_SPAN_M) & (leg[3:] == leg[:-3])
    start = np.flatnonzero(bends) + 1
    share = (grade[start + 1] - grade[start]) / (grade[start + 1] - grade[start - 1])
    part_m = share * run_m[start]
    corner_axis, corner = axis[start] + part_m, data[start] + grade[start - 1] * part_m
    return np.insert(axis, start + 1, corner_axis), np.insert(data, start + 1, corner)


def _usual_spacing_m(axis: Floats) -> float:
    steps_m = np.diff(axis)
    steps_m = steps_m[(steps_m > 0) & (steps_m < _LEG_OFFSET_M / 2)]
    return float(np.median(steps_m)) if len(steps_m) else STEP_M


def number_runs(known: Flags, leg: Indices) -> Indices:
    """Return the number of the unbroken run of known samples that each sample belongs to, -1 where unknown."""
    starts = known.copy()
    starts[1:] &= ~known[:-1] | (leg[1:] != leg[:-1])
    return np.where(known, np.cumsum(starts) - 1, -1)
