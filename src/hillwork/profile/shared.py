"""Passes over the same ground put together: their drifts cancel, their errors shrink."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from hillwork.model import Flags, Floats, Indices, Wander
from hillwork.profile.grid import STEP_M
from hillwork.profile.ground import Ground, stretches

FITTED: Final = 3
"""How many numbers are fitted to the differences of passes, and how many differences it takes."""

AGREES_SD: Final = 2.5
AGREES_M: Final = 1.0
"""A pass whose heights differ from the first one's by up to 2.5 standard deviations of noise and a metre, after taking out
the mean difference, counts in full; one that differs more counts less, by the square."""

DRIFT_GRADE: Final = 0.015
"""A barometer that drifts with the weather or with its own temperature may tilt a pass by so much more."""

RELIEF_SHARE: Final = 0.5
"""One that differs by more than half of what the ground itself rises and falls is on other ground: the upper leg of a
hairpin, a bridge over the road."""

MIN_LAYER: Final = 2
"""A change takes two places."""

LAGS_M: Final = (10.0, 20.0, 40.0, 80.0, 160.0, 320.0)
LENGTHS_M: Final = (30.0, 60.0, 100.0, 150.0, 220.0, 320.0, 450.0, 640.0)
MIN_FITTED_M: Final = 1000.0
"""From a kilometre of ground passed twice the noise is fitted to what the passes differ by, which has no terrain in it."""


@dataclass(frozen=True, slots=True, eq=False)
class Layers:
    """The elevations of the later passes, read off at the places of the first ones.

    Args:
        place: Index of the place on the first pass, shape (m,), steps of one along a pass.
        elevation_m: Elevation of the later pass there, shape (m,) [m].
        borders: Where each pass begins in these columns and where the last ends, shape (p + 1,).
    """

    place: Indices
    elevation_m: Floats
    borders: Indices

    def inner(self) -> Flags:
        """Return which elements are followed by one of the same pass, shape (m - 1,)."""
        inner = np.ones(max(len(self.place) - 1, 0), dtype=bool)
        inner[self.borders[1:-1] - 1] = False
        return inner


def read_layers(ground: Ground, elevation_m: Floats) -> Layers:
    """Return the elevations of later passes at the places of the first ones.

    Args:
        ground: Which samples lie on the same ground.
        elevation_m: Evenly spaced elevations, shape (n,), known along every pass [m].
    """
    first, last = ground.passes[:, 0], ground.passes[:, 1]
    lengths = last - first + 1
    forward = stretches(first, lengths)
    # Passes against the first one are read backwards, so that places always ascend.
    of_pass = np.repeat(np.arange(len(first)), lengths)
    backward = (first + last)[of_pass] - forward
    samples = np.where(ground.headings[of_pass] > 0, forward, backward)
    place = ground.place[samples]
    ends = np.cumsum(lengths) - 1
    low, high = np.ceil(place[ends - lengths + 1]).astype(np.int64), np.floor(place[ends]).astype(np.int64)
    counts = np.maximum(high - low + 1, 0)
    wanted = stretches(low, counts)
    apart = float(len(ground.place))
    # A hair of slope keeps the axis ascending where a runner stood on one place.
    axis = place + apart * of_pass + 1e-7 * np.arange(len(place))
    wanted_pass = np.repeat(np.arange(len(first)), counts)
    heights = np.interp(wanted + apart * wanted_pass, axis, elevation_m[samples])
    return Layers(wanted, heights, np.concatenate([[0], np.cumsum(counts)]))


def trust_passes(layers: Layers, elevation_m: Floats, white_sd_m: float, drift: Wander) -> Floats:
    """Return how far each pass can be on the ground of the first one, by their heights, shape (p,): 1 fully, 0 not at all.

    Over a length L a drift of variance q a metre spreads around its own mean by q L / 6 at first, and by its own variance
    once L is many times its correlation length.

    Args:
        layers: The elevations of the later passes at the places of the first.
        elevation_m: Evenly spaced elevations, shape (n,) [m].
        white_sd_m: Standard deviation of the independent part of the elevations' error [m].
        drift: The wandering part.
    """
    lengths = np.diff(layers.borders)
    first_m = elevation_m[layers.place]
    spread_m = _spread_m(layers.elevation_m - first_m, lengths)
    relief_m = _spread_m(first_m, lengths)
    wandered = drift.variance_m2 * -np.expm1(-STEP_M * lengths / (3 * drift.length_m))
    tilted_m = DRIFT_GRADE * STEP_M * lengths / 12**0.5
    agreeing_m = AGREES_SD * np.sqrt(2 * (white_sd_m**2 + wandered)) + AGREES_M + tilted_m
    trust = np.minimum(1.0, agreeing_m / np.maximum(spread_m, 1e-9)) ** 2
    trust[(spread_m > np.maximum(agreeing_m, RELIEF_SHARE * relief_m)) | (lengths < MIN_LAYER)] = 0.0
    result: Floats = trust
    return result


def _spread_m(values_m: Floats, lengths: Indices) -> Floats:
    """Return the standard deviation of each stretch of values around its mean, shape (p,) [m]."""
    of_pass = np.repeat(np.arange(len(lengths)), lengths)
    counts = np.maximum(lengths, 1)
    mean_m = np.bincount(of_pass, values_m, minlength=len(lengths)) / counts
    square = np.bincount(of_pass, (values_m - mean_m[of_pass]) ** 2, minlength=len(lengths)) / counts
    spread_m: Floats = np.sqrt(square)
    return spread_m


def fit_noise(layers: Layers, elevation_m: Floats) -> tuple[float, Wander] | None:
    """Return the scatter and the drift of single passes, fitted to what passes over the same ground differ by.

    The variance of the change of that difference over a lag L is 4 w2 + 4 sd2 (1 - exp(-L / length)) for independent passes
    with scatter w and a drift of standard deviation sd.

    Returns:
        Standard deviation of the scatter [m] and the drift; None when less than a kilometre is shared.
    """
    difference_m = layers.elevation_m - elevation_m[layers.place]
    lengths = np.diff(layers.borders)
    of_pass = np.repeat(np.arange(len(lengths)), lengths)
    lags_m, variances = [], []
    for lag_m in LAGS_M:
        lag = round(lag_m / STEP_M)
        if len(difference_m) <= lag:
            break
        change_m = (difference_m[lag:] - difference_m[:-lag])[of_pass[lag:] == of_pass[:-lag]]
        change_m = change_m[np.isfinite(change_m)]
        if len(change_m) * STEP_M < MIN_FITTED_M:
            break
        lags_m.append(lag_m)
        variances.append(float(np.mean(change_m**2)))
    if len(lags_m) < FITTED:
        return None
    return _fit(np.array(lags_m), np.maximum(np.array(variances), 1e-6))


def _fit(lags_m: Floats, variances: Floats) -> tuple[float, Wander]:
    """Return scatter and drift with the least relative squared error, neither negative."""
    tried = [(*_fit_length(lags_m, variances, length_m), length_m) for length_m in LENGTHS_M]
    _, white, drift, length_m = min(tried)
    return white**0.5, Wander.of(drift**0.5, length_m)


def _fit_length(lags_m: Floats, variances: Floats, length_m: float) -> tuple[float, float, float]:
    """Return the error that is left at one correlation length, and the variances of scatter and drift [m2]."""
    shape = -4 * np.expm1(-lags_m / length_m)
    columns = np.column_stack([np.full(len(lags_m), 4.0), shape]) / variances[:, np.newaxis]
    found, *_ = np.linalg.lstsq(columns, np.ones(len(lags_m)), rcond=None)
    if found.min() < 0:
        only = int(np.argmax(found))
        found = np.zeros(2)
        found[only] = columns[:, only].sum() / (columns[:, only] ** 2).sum()
    error = float(np.sum((columns @ found - 1) ** 2))
    return error, float(found[0]), float(found[1])


def share_elevation(
    ground: Ground, layers: Layers, elevation_m: Floats, runs: Indices, *, weight: Floats, trust: Floats
) -> tuple[Floats, Floats]:
    """Return elevations whose changes along shared ground are the mean of all passes, and how many passes each rests on.

    Each pass has a drift of its own, but all have the same changes: what is averaged are the changes from place to place, and
    every pass gets them back. Where ground is passed once nothing changes.

    Args:
        ground: Which samples lie on the same ground.
        layers: The elevations of the later passes at the places of the first.
        elevation_m: Evenly spaced elevations, shape (n,), NaN where unknown [m].
        runs: Number of each sample's unbroken run, shape (n,), -1 where unknown.
        weight: What a pass through each sample counts, shape (n,): 1 for one recording; by its precision among several.
        trust: How far each later pass is trusted, shape (p,), 0-1.

    Returns:
        Elevations, shape (n,) [m], and the sum of weights there relative to the sample's own, shape (n,).
    """
    own_m = np.diff(elevation_m, append=np.nan)
    same_run = np.zeros(len(runs), dtype=bool)
    same_run[:-1] = (runs[1:] == runs[:-1]) & (runs[1:] >= 0)
    own_m[~same_run] = 0.0
    inner = layers.inner()
    at = layers.place[:-1][inner]
    pass_weight = np.repeat(weight[ground.passes[:, 0]] * trust, np.diff(layers.borders))[:-1][inner]
    total = np.where(same_run, weight, 0.0) + np.bincount(at, pass_weight, minlength=len(runs))
    changes = np.where(same_run, weight * own_m, 0.0) + np.bincount(
        at, pass_weight * np.diff(layers.elevation_m)[inner], minlength=len(runs)
    )
    mean_m = np.divide(changes, total, out=np.zeros(len(runs)), where=total > 0)
    along_m = np.concatenate([[0.0], np.cumsum(mean_m)])[:-1]

    change_m, seen = mean_m.copy(), total / weight
    later = ground.sample_pass()
    on_pass = np.flatnonzero(later >= 0)
    index = np.arange(len(runs), dtype=np.float64)
    shared_m = np.interp(ground.place[on_pass], index, along_m)
    inside = later[on_pass[1:]] == later[on_pass[:-1]]
    change_m[on_pass] = own_m[on_pass]
    change_m[on_pass[:-1][inside]] = np.diff(shared_m)[inside]
    seen[on_pass] = total[np.rint(ground.place[on_pass]).astype(np.int64)] / weight[on_pass]
    return _rebuilt(elevation_m, change_m, runs, same_run), np.maximum(seen, 1.0)


def _rebuilt(elevation_m: Floats, change_m: Floats, runs: Indices, same_run: Flags) -> Floats:
    """Return elevations with these changes inside each run, each run at its own mean level."""
    known = np.flatnonzero(runs >= 0)
    walked = np.concatenate([[0.0], np.cumsum(np.where(same_run, change_m, 0.0))])[:-1]
    number = runs[known]
    counts = np.maximum(np.bincount(number), 1)
    level_m = np.bincount(number, elevation_m[known] - walked[known]) / counts
    result = np.full(len(runs), np.nan)
    result[known] = walked[known] + level_m[number]
    return result
