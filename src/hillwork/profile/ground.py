"""The same ground has one elevation: where a track passes over ground that it, or another track, has passed before."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from hillwork.geo import local_metres
from hillwork.model import Flags, Floats, Indices

SAME_GROUND_M: Final = 20.0
"""Two passes of one road lie within this: two position errors of some 7 m, and the width of the road."""

LATER_M: Final = 60.0
"""Samples closer than this along the way are not two passes: a bend, or the turning point of an out-and-back."""

MIN_PASS: Final = 12
"""A pass shares at least 60 m of ground, the shortest hill there is."""

MAX_STRIDE: Final = 6
"""Along a pass neighbouring samples lie at most 30 m apart on the ground passed before."""

HEADING_REACH: Final = 4
"""The heading of a pass is that of 20 m before to 20 m after: more than the error of two positions."""

TURN_REACH: Final = 6
TURN_WIDTH_M: Final = 12.0
"""Who turns round is back within 12 m after 30 m there and 30 m back: the first steps back are on the ground of the last
steps there, although they are not much later."""

ROUNDS: Final = 3
"""Ground that lies near other ground without being it (a road beside a road) is found in the second or third round."""


@dataclass(frozen=True, slots=True, eq=False)
class Ground:
    """Which samples lie on the same ground.

    Args:
        place: Place of each sample on the ground, shape (n,): the (fractional) index of the sample of the first pass there;
            its own index on ground that is passed for the first time.
        passes: First and last sample of each later pass, shape (p, 2), in order.
        headings: 1 where the pass goes the way of the first one, -1 against it, shape (p,).
    """

    place: Floats
    passes: Indices
    headings: Indices

    def sample_pass(self) -> Indices:
        """Return the number of the pass of each sample, shape (n,); -1 on ground that is passed for the first time."""
        number = np.full(len(self.place), -1, dtype=np.int64)
        lengths = self.passes[:, 1] - self.passes[:, 0] + 1
        number[stretches(self.passes[:, 0], lengths)] = np.repeat(np.arange(len(lengths)), lengths)
        return number

    def without(self, rejected: Flags) -> "Ground":
        """Return the ground without some of its passes: they are on ground of their own after all."""
        place = self.place.copy()
        lengths = np.where(rejected, self.passes[:, 1] - self.passes[:, 0] + 1, 0)
        samples = stretches(self.passes[:, 0], lengths)
        place[samples] = samples
        return Ground(place, self.passes[~rejected], self.headings[~rejected])


def stretches(starts: Indices, lengths: Indices) -> Indices:
    """Return the indices of stretches, one after the other.

    >>> stretches(np.array([10, 3]), np.array([2, 3])).tolist()
    [10, 11, 3, 4, 5]
    """
    ends = np.cumsum(lengths)
    return np.arange(int(ends[-1]) if len(ends) else 0) + np.repeat(starts - ends + lengths, lengths)


def find_ground(lat_deg: Floats, lon_deg: Floats, axis_m: Floats, runs: Indices) -> Ground:
    """Return which samples lie on ground that was passed before.

    Args:
        lat_deg: Latitude of each sample, shape (n,) [deg].
        lon_deg: Longitude, shape (n,) [deg].
        axis_m: Distance along the way, shape (n,), ascending; tracks that follow each other lie far apart [m].
        runs: Number of each sample's unbroken run, shape (n,), -1 where the elevation is unknown.
    """
    first = np.arange(len(axis_m))
    nothing = Ground(first.astype(np.float64), np.empty((0, 2), dtype=np.int64), np.empty(0, dtype=np.int64))
    known = np.flatnonzero(runs >= 0)
    if not len(known):
        return nothing
    x_m, y_m = local_metres(lat_deg, lon_deg)
    candidates = _near_passed(x_m, y_m, axis_m, known)
    if not len(candidates):
        return nothing
    reference = _references(np.column_stack([x_m, y_m]), axis_m, candidates)
    starts, ends, headings = _passes(reference, runs)
    if not len(starts):
        return nothing
    place = first.astype(np.float64)
    lengths = ends - starts + 1
    samples = stretches(starts, lengths)
    of_pass = np.repeat(np.arange(len(starts)), lengths)
    place[samples] = headings[of_pass] * _even(headings[of_pass] * reference[samples], of_pass)
    return Ground(place, np.column_stack([starts, ends]), headings)


def _near_passed(x_m: Floats, y_m: Floats, axis_m: Floats, known: Indices) -> Indices:
    """Return the samples in or near squares that were visited more than once; on most tracks there are none."""
    order, borders = _squares(x_m[known], y_m[known], 2 * SAME_GROUND_M)
    sorted_m = axis_m[known][order]
    again = np.diff(sorted_m) > LATER_M
    again[borders[1:] - 1] = False
    if not again.any():
        return np.empty(0, dtype=np.int64)
    square = np.zeros(len(order), dtype=np.int64)
    square[borders[1:]] = 1
    square = np.cumsum(square)
    is_visited = np.zeros(len(borders), dtype=bool)
    is_visited[square[1:][again]] = True
    near = np.zeros(len(x_m) + 2 * MIN_PASS + 1, dtype=np.int64)
    visited = known[order[is_visited[square]]]
    near[visited] += 1
    total = np.concatenate([[0], np.cumsum(near)])
    index = np.arange(len(x_m))
    count = total[index + MIN_PASS + 1] - total[np.maximum(index - MIN_PASS, 0)]
    near_passed: Indices = known[count[known] > 0]
    return near_passed


def _squares(x_m: Floats, y_m: Floats, size_m: float) -> tuple[Indices, Indices]:
    """Return an order that groups points by square and keeps it inside, and where each group begins."""
    column, row = np.rint(x_m / size_m).astype(np.int64), np.rint(y_m / size_m).astype(np.int64)
    key = (column - column.min()) * (int(row.max() - row.min()) + 1) + (row - row.min())
    order = np.argsort(key, kind="stable")
    borders = np.concatenate([[0], np.flatnonzero(np.diff(key[order])) + 1])
    return order, borders


def _references(position_m: Floats, axis_m: Floats, candidates: Indices) -> Indices:
    """Return the sample of the first pass nearest to each sample, shape (n,); -1 on ground of its own."""
    from scipy.spatial import KDTree

    reference = np.full(len(axis_m), -1, dtype=np.int64)
    mirrored = _mirrored(position_m)
    waiting = candidates
    for _ in range(ROUNDS):
        is_first = _is_first(position_m[waiting], axis_m[waiting])
        turned = waiting[is_first & (mirrored[waiting] >= 0)]
        reference[turned] = mirrored[turned]
        firsts, others = waiting[is_first & (mirrored[waiting] < 0)], waiting[~is_first]
        if not len(others) or not len(firsts):
            break
        distance_m, nearest = KDTree(position_m[firsts]).query(position_m[others], distance_upper_bound=SAME_GROUND_M)
        is_near = np.isfinite(distance_m)
        target = firsts[nearest[is_near]]
        near = others[is_near]
        is_later = axis_m[near] - axis_m[target] > LATER_M
        reference[near[is_later]] = target[is_later]
        waiting = others[~is_near]
        if not len(waiting):
            break
    return reference


def _mirrored(position_m: Floats) -> Indices:
    """Return for the first steps after turning round the steps before it on the same ground, shape (n,); -1 elsewhere."""
    n_samples, reach = len(position_m), TURN_REACH
    mirrored = np.full(n_samples, -1, dtype=np.int64)
    if n_samples <= 2 * reach:
        return mirrored
    width_m = np.full(n_samples, np.inf)
    width_m[reach:-reach] = np.hypot(*(position_m[2 * reach :] - position_m[: -2 * reach]).T)
    narrow = np.flatnonzero(width_m < TURN_WIDTH_M)
    around_m = width_m[narrow[:, np.newaxis] + np.arange(-reach, reach + 1)]
    turns = narrow[np.argmin(around_m, axis=1) == reach]
    steps = np.arange(1, reach + 1)
    mirrored[turns[:, np.newaxis] + steps] = turns[:, np.newaxis] - steps
    return mirrored


def _is_first(position_m: Floats, axis_m: Floats) -> Flags:
    """Return which samples have no earlier one in their square and the eight around it."""
    if not len(position_m):
        return np.empty(0, dtype=bool)
    square = np.rint(position_m / SAME_GROUND_M).astype(np.int64)
    square -= square.min(axis=0) - 1
    width = int(square[:, 1].max()) + 2
    keys, first, of_square = np.unique(square[:, 0] * width + square[:, 1], return_index=True, return_inverse=True)
    earliest_m = axis_m[first]
    # A pad behind the last square, so that three neighbours can always be looked at.
    padded_keys, padded_m = np.append(keys, [-1, -1, -1]), np.append(earliest_m, [np.inf] * 3)
    for row in (-width, 0, width):
        place = np.searchsorted(keys, keys + row - 1)
        for beside in range(3):
            is_near = np.abs(padded_keys[place + beside] - (keys + row)) <= 1
            seen_m = np.where(is_near, padded_m[place + beside], np.inf)
            earliest_m = np.minimum(earliest_m, seen_m)
    result: Flags = earliest_m[of_square] >= axis_m - LATER_M
    return result


def _passes(reference: Indices, runs: Indices) -> tuple[Indices, Indices, Indices]:
    """Return first and last sample and heading of each steady pass over earlier ground."""
    linked = reference >= 0
    joined = linked[1:] & linked[:-1] & (runs[1:] == runs[:-1]) & (np.abs(np.diff(reference)) <= MAX_STRIDE)
    starts, ends = _chains(joined)
    if not len(starts):
        return starts, ends, starts
    lengths = ends - starts + 1
    samples = stretches(starts, lengths)
    chain = np.repeat(np.arange(len(starts)), lengths)
    before = np.maximum(samples - HEADING_REACH, starts[chain])
    after = np.minimum(samples + HEADING_REACH, ends[chain])
    heading = np.zeros(len(reference), dtype=np.int64)
    heading[samples] = np.sign(reference[after] - reference[before])
    starts, ends = _chains(joined & (heading[1:] == heading[:-1]) & (heading[1:] != 0))
    is_long = ends - starts + 1 >= MIN_PASS
    return starts[is_long], ends[is_long], heading[starts[is_long]]


def _chains(joined: Flags) -> tuple[Indices, Indices]:
    """Return the first and last element of each chain of elements joined to the next."""
    change = np.diff(np.concatenate([[0], joined.astype(np.int8), [0]]))
    return np.flatnonzero(change == 1), np.flatnonzero(change == -1)


def _even(forward: Indices, of_pass: Indices) -> Floats:
    """Return places that never go back along a pass, with the steps of the grid smoothed out, shape (n,)."""
    apart = float(forward.max() - forward.min() + 1)
    ascending = np.maximum.accumulate(forward + apart * of_pass)
    padded = np.concatenate([[0.0], np.cumsum(ascending)])
    index = np.arange(len(ascending))
    first = np.searchsorted(of_pass, of_pass, side="left")
    last = np.searchsorted(of_pass, of_pass, side="right") - 1
    half = np.minimum(np.minimum(index - first, last - index), HEADING_REACH)
    mean = (padded[index + half + 1] - padded[index - half]) / (2 * half + 1)
    result: Floats = mean - apart * of_pass
    return result
