"""Witnesses of one profile put together, each by what it is worth."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.linalg import solveh_banded

from hillwork.model import Floats, Indices


@dataclass(frozen=True, slots=True, eq=False)
class Witness:
    """Elevations along a profile whose error wanders.

    The error is a first-order Gauss-Markov process: from sample to sample the share `keep` of it stays, and something new
    of variance `fresh_m2` comes in. With keep = 1 it is a random walk: the witness knows changes, not levels.

    Args:
        elevation_m: What the witness says, shape (n,), NaN where it says nothing [m].
        keep: Share of the error that stays from each sample to the next, shape (n - 1,), 0-1.
        fresh_m2: Variance that comes in there, shape (n - 1,) [m2].
    """

    elevation_m: Floats
    keep: Floats
    fresh_m2: Floats


def combine(witnesses: Sequence[Witness], runs: Indices) -> Floats:
    """Return the elevations that are most likely when the witnesses are independent, NaN where no one says anything.

    The least squares of all errors' innovations: a tridiagonal system, linear in the length (a Kalman smoother in one solve).

    Args:
        witnesses: What is known; the first one's level is kept where the others know changes only.
        runs: Number of each sample's unbroken run, shape (n,), -1 where the elevation is unknown.
    """
    n_samples = len(runs)
    diagonal, beside, right = np.zeros(n_samples), np.zeros(n_samples - 1), np.zeros(n_samples)
    same_run = (runs[1:] == runs[:-1]) & (runs[1:] >= 0)
    for witness in witnesses:
        said_m = witness.elevation_m
        speaks = same_run & np.isfinite(said_m[1:]) & np.isfinite(said_m[:-1])
        precision = np.where(speaks, 1 / witness.fresh_m2, 0.0)
        change_m = np.where(speaks, said_m[1:] - witness.keep * said_m[:-1], 0.0)
        diagonal[1:] += precision
        diagonal[:-1] += precision * witness.keep**2
        beside -= precision * witness.keep
        right[1:] += precision * change_m
        right[:-1] -= precision * witness.keep * change_m
    _anchor(witnesses[0], runs, diagonal, right)
    bands = np.zeros((2, n_samples))
    bands[0, 1:] = beside
    bands[1] = np.where(runs >= 0, diagonal, 1.0)
    believed_m = solveh_banded(bands, right, overwrite_ab=True, overwrite_b=True, check_finite=False)
    return np.where(runs >= 0, believed_m, np.nan)


def _anchor(witness: Witness, runs: Indices, diagonal: Floats, right: Floats) -> None:
    """Hold the first sample of each run at the witness's level, as loosely as its error asks for."""
    starts = np.flatnonzero((runs >= 0) & (np.diff(runs, prepend=-2) != 0))
    step = np.minimum(starts, len(witness.keep) - 1)
    lost = np.maximum(1 - witness.keep[step] ** 2, 1e-9)
    precision = lost / witness.fresh_m2[step]
    diagonal[starts] += precision
    right[starts] += precision * witness.elevation_m[starts]
