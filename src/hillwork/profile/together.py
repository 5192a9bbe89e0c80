"""Tracks beside each other: passes over the same ground are found and put together."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
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
    drift_m: float
    drift_over_m: float


class Together:
    """Tracks one after the other, and the ground that they pass more than once."""

    def __init__(self, measured: Sequence[Measured]) -> None:
        grids = [one.grid for one in measured]
        self._measured = measured
        self._borders = np.cumsum([0, *(len(grid.runs) for grid in grids)]).tolist()
        self._runs, self._axis_m = _in_one_row(grids)
        self._elevation_m = np.concatenate([grid.elevation_m for grid in grids])
        self._noises = [one.noise for one in measured]
        lat_deg = np.concatenate([grid.lat_deg for grid in grids])
        ground = find_ground(lat_deg, np.concatenate([grid.lon_deg for grid in grids]), self._axis_m, self._runs)
        self._trust = np.empty(0)
        if len(ground.passes):
            worst = max(self._noises, key=lambda noise: noise.scatter_m)
            layers = read_layers(ground, self._elevation_m)
            trust = trust_passes(layers, self._elevation_m, worst.white_sd_m, worst.drift)
            ground, self._trust = ground.without(trust == 0), trust[trust > 0]
        self._ground = ground
        if len(ground.passes) and len(measured) == 1 and measured[0].is_device:
            fitted = fit_noise(read_layers(ground, self._elevation_m), self._elevation_m)
            self._noises = [PassNoise.of(*fitted)] if fitted else self._noises

    def share(self) -> list[Shared]:
        """Return each track with the heights of the passes over the same ground, its own and the others', put together."""
        shared_m, seen = self._average(self._elevation_m)
        return [
            Shared(
                shared_m[first:last],
                # A model says the same, and errs the same, in every pass.
                seen[first:last] if one.is_device else np.ones(last - first),
                self._ground.place[first:last],
                noise,
                *_drift(self._ground, self._elevation_m, self._axis_m, slice(first, last)),
            )
            for one, noise, first, last in zip(
                self._measured, self._noises, self._borders[:-1], self._borders[1:], strict=True
            )
        ]

    def average(self, elevations_m: Sequence[Floats]) -> list[Floats]:
        """Return other elevations of the same tracks, an array each, put together in the same way [m]."""
        shared_m, _ = self._average(np.concatenate(elevations_m))
        return [shared_m[first:last] for first, last in pairwise(self._borders)]

    def _average(self, elevation_m: Floats) -> tuple[Floats, Floats]:
        if not len(self._ground.passes):
            return elevation_m, np.ones(len(elevation_m))
        weights = [
            1 / max(second_difference_sd_m(noise.white_sd_m, noise.drift), MIN_WORTH_M) ** 2 for noise in self._noises
        ]
        weight = np.repeat(weights, np.diff(self._borders))
        layers = read_layers(self._ground, elevation_m)
        return share_elevation(self._ground, layers, elevation_m, self._runs, weight=weight, trust=self._trust)


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
