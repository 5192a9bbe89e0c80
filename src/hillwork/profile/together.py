"""Tracks beside each other: passes over the same ground are found and put together."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from hillwork.model import Floats, Indices
from hillwork.profile.grid import Grid
from hillwork.profile.ground import Ground, find_ground
from hillwork.profile.measure import Measured
from hillwork.profile.noise import PassNoise, second_difference_sd_m
from hillwork.profile.shared import fit_noise, read_layers, share_elevation, trust_passes

MIN_DRIFT_SAMPLES: Final = 20
"""At least 100 m of ground must be shared before it says anything."""

APART_M: Final = 1e5
"""Keeps tracks that are believed together apart on one axis."""

MIN_WORTH_M: Final = 0.1
"""No recording counts as if it were better than that."""


@dataclass(frozen=True, slots=True, eq=False)
class Shared:
    """What the passes over the same ground make of a track.

    Args:
        elevation_m: Its heights, shape (n,), NaN where unknown [m].
        seen: How many passes each rests on, shape (n,).
        place: Place of each sample on the ground, shape (n,) (see `Ground`).
        noise: How wrong the heights of one pass are.
        drift_m: By how much later passes over its own ground usually read higher [m].
        drift_over_m: The usual distance between those passes [m].
    """

    elevation_m: Floats
    seen: Floats
    place: Floats
    noise: PassNoise
    drift_m: float = 0.0
    drift_over_m: float = 0.0


def share_ground(measured: Sequence[Measured]) -> list[Shared]:
    """Return each track with the passes over the same ground, its own and the others', put together."""
    grids = [one.grid for one in measured]
    borders = np.cumsum([0, *(len(grid.runs) for grid in grids)])
    runs, axis_m = _in_one_row(grids)
    elevation_m = np.concatenate([grid.elevation_m for grid in grids])
    ground = find_ground(
        np.concatenate([grid.lat_deg for grid in grids]), np.concatenate([grid.lon_deg for grid in grids]), axis_m, runs
    )
    if len(ground.passes):
        worst = max((one.noise for one in measured), key=lambda noise: noise.scatter_m)
        trust = trust_passes(read_layers(ground, elevation_m), elevation_m, worst.white_sd_m, worst.drift)
        ground = ground.without(trust == 0)
    if not len(ground.passes):
        return [
            Shared(one.grid.elevation_m, np.ones(len(one.grid.runs)), ground.place[first:last], one.noise)
            for one, first, last in zip(measured, borders[:-1], borders[1:], strict=True)
        ]
    layers = read_layers(ground, elevation_m)
    noises = [one.noise for one in measured]
    if len(measured) == 1 and (fitted := fit_noise(layers, elevation_m)):
        noises = [PassNoise.of(*fitted)]
    weights = [1 / max(second_difference_sd_m(noise.white_sd_m, noise.drift), MIN_WORTH_M) ** 2 for noise in noises]
    weight = np.repeat(weights, np.diff(borders))
    shared_m, seen = share_elevation(ground, layers, elevation_m, runs, weight=weight, trust=trust[trust > 0])
    return [
        Shared(
            shared_m[first:last],
            seen[first:last],
            ground.place[first:last],
            noise,
            *_drift(ground, elevation_m, axis_m, slice(first, last)),
        )
        for noise, first, last in zip(noises, borders[:-1], borders[1:], strict=True)
    ]


def _in_one_row(grids: Sequence[Grid]) -> tuple[Indices, Floats]:
    """Return run numbers and distances of all grids, one after the other and far apart."""
    runs, axes = [], []
    n_runs, start_m = 0, 0.0
    for grid in grids:
        runs.append(np.where(grid.runs >= 0, grid.runs + n_runs, -1))
        axes.append(grid.distance_m + start_m)
        n_runs += int(grid.runs.max()) + 1
        start_m += float(grid.distance_m[-1]) + APART_M
    return np.concatenate(runs), np.concatenate(axes)


def _drift(ground: Ground, elevation_m: Floats, axis_m: Floats, part: slice) -> tuple[float, float]:
    """Return by how much later passes over a track's own ground usually read higher, and over what distance [m]."""
    later = part.start + np.flatnonzero(ground.sample_pass()[part] >= 0)
    earlier = np.rint(ground.place[later]).astype(np.int64)
    own = earlier >= part.start
    later, earlier = later[own], earlier[own]
    if len(later) < MIN_DRIFT_SAMPLES:
        return 0.0, 0.0
    return (
        float(np.nanmedian(elevation_m[later] - elevation_m[earlier])),
        float(np.median(axis_m[later] - axis_m[earlier])),
    )
