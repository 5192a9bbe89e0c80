"""Heights along a track from an elevation model."""

from dataclasses import replace
from typing import Final

import numpy as np

from hillwork.errors import NoElevationError
from hillwork.model import ElevationSource, Sampled, Track
from hillwork.profile.grid import Grid, number_runs

ENDS: Final = 2
"""A rise has two ends, and so has a way."""

EVERY: Final = 2
"""A model is asked every 10 m and drawn straight between: no model that covers the earth knows more, and services ration."""


def sample_along(model: ElevationSource, grid: Grid) -> Sampled:
    """Return a model's heights at each sample of a track.

    Args:
        model: The elevation model.
        grid: Where the samples lie.
    """
    asked = np.union1d(
        np.arange(0, len(grid.distance_m), EVERY), np.append(grid.legs[1:] - 1, len(grid.distance_m) - 1)
    )
    sampled = model.sample(grid.lat_deg[asked], grid.lon_deg[asked])
    heights_m = np.interp(np.arange(len(grid.distance_m)), asked, sampled.elevation_m)
    return Sampled(heights_m, sampled.source, sampled.worth)


def with_heights(track: Track, grid: Grid, model: ElevationSource) -> tuple[Grid, Sampled]:
    """Return a grid with a model's heights instead of the track's own, and what they are.

    Raises:
        NoElevationError: The model knows nothing of the way.
    """
    sampled = sample_along(model, grid)
    heights_m = sampled.elevation_m
    known = np.isfinite(heights_m)
    if known.sum() < ENDS:
        raise NoElevationError(
            f"{track.origin.file}: {sampled.source} knows no height along it", hint="take a model that covers the place"
        )
    leg = np.zeros(len(heights_m), dtype=np.int64)
    leg[grid.legs[1:]] = 1
    runs = number_runs(known, np.cumsum(leg))
    return replace(grid, elevation_m=heights_m, runs=runs, filled_share=float(1 - known.mean())), sampled
