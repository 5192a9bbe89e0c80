"""The profile as a chart draws it: few samples, and still every top and every dip."""

from collections.abc import Sequence
from typing import Final

import numpy as np

from hillwork.model import Floats, Hill, Indices, Profile

MAX_SAMPLES: Final = 1500
"""More than a wide screen has pixels across half of it, and a finger cannot aim finer."""

_PER_BUCKET: Final = 2
"""The lowest and the highest sample of each bucket are kept."""


def chart_samples(profile: Profile, hills: Sequence[Hill]) -> Indices:
    """Return which samples of a profile to draw, ascending, about `MAX_SAMPLES` at most.

    Feet and tops of hills, the ends of legs and of what is known are always kept; between them the lowest and the
    highest of equal shares, so that no top is cut off.
    """
    return _thinned(profile.elevation_m, _landmarks(profile, hills), MAX_SAMPLES)


def _thinned(elevation_m: Floats, kept: Indices, most: int) -> Indices:
    """Return the samples that are always kept, and between them the lowest and the highest of equal shares."""
    if len(elevation_m) <= most:
        return np.arange(len(elevation_m))
    n_buckets = max(1, (most - len(kept)) // _PER_BUCKET)
    return np.union1d(kept, _extremes(elevation_m, n_buckets))


def _landmarks(profile: Profile, hills: Sequence[Hill]) -> Indices:
    """Return the samples that must not go, ascending."""
    last = len(profile) - 1
    borders = np.flatnonzero(np.diff(profile.runs)) + 1
    ends_m = np.array([[hill.start_m, hill.end_m] for hill in hills]).ravel()
    feet_and_tops = np.clip(np.searchsorted(profile.distance_m, ends_m), 0, last)
    kept = np.concatenate([[0, last], profile.legs, profile.legs - 1, borders, borders - 1, feet_and_tops])
    return np.unique(np.clip(kept, 0, last).astype(np.int64))


def _extremes(elevation_m: Floats, n_buckets: int) -> Indices:
    """Return the lowest and the highest known sample of each of so many equal shares."""
    edges = np.linspace(0, len(elevation_m), n_buckets + 1).astype(np.int64)[:-1]
    bucket = np.searchsorted(edges, np.arange(len(elevation_m)), side="right") - 1
    low = _first_of_each(np.where(np.isnan(elevation_m), np.inf, elevation_m), bucket)
    high = _first_of_each(np.where(np.isnan(elevation_m), np.inf, -elevation_m), bucket)
    return np.union1d(low, high)


def _first_of_each(key: Floats, bucket: Indices) -> Indices:
    """Return the sample with the smallest key of each bucket."""
    order = np.lexsort((key, bucket))
    _, first = np.unique(bucket[order], return_index=True)
    return order[first]
