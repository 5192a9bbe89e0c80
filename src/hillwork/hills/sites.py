"""Which hills lie on the same ground, and every pass over it, up and down."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from hillwork.hills.detect import Span
from hillwork.model import Floats, Indices

SHARED_SHARE: Final = 0.6
"""Hills share a site when this much of the shorter one lies on the ground of the other."""

FOUND_SHARE: Final = 0.5
"""What was found to be a hill in less than half of the passes over it is left as it was found."""

AT_PLACE: Final = 2.0
"""A pass goes through a place when a sample lies within 10 m of it."""

NEAREST: Final = 0.5
"""Samples of one visit that are as near as the nearest, within half a step."""

LENGTH_SHARE: Final = 0.2
"""Between foot and top a pass is as long as the hill, within a fifth: position errors and the sides of a road."""


@dataclass(frozen=True, slots=True)
class Way:
    """One pass over the ground of a hill.

    Args:
        first: Index of its first sample.
        last: Index of its last sample.
        is_up: Whether it was climbed; else the first sample is at the top.
    """

    first: int
    last: int
    is_up: bool


def group_spans(spans: Sequence[Span], place: Floats, owner: Indices) -> list[list[Way]]:
    """Return hills by the ground they lie on: for each site every pass over it, in order.

    Where several passes were found to be a hill, foot and top are the medians of what was found, and each pass gets them at
    the sample that lies there: the passes of a site begin and end at the same places.

    Args:
        spans: Feet and tops of hills, in order.
        place: Place of each sample on the ground, shape (n,) (see `Profile.place`).
        owner: Track and unbroken run of each sample, shape (n, 2): a pass stays inside one of each.
    """
    if not spans:
        return []
    alone = _is_alone(spans, place)
    groups = [[Way(span.foot, span.top, is_up=True)] for span, is_alone in zip(spans, alone, strict=True) if is_alone]
    others = [span for span, is_alone in zip(spans, alone, strict=True) if not is_alone]
    if others:
        order = np.argsort(place, kind="stable")
        ground = _Ground(place, owner, order, place[order])
        groups += [_all_ways([others[member] for member in members], ground) for members in _same_ground(others, place)]
    return sorted(groups, key=lambda ways: ways[0].first)


def _is_alone(spans: Sequence[Span], place: Floats) -> list[bool]:
    """Return which spans lie on ground that was passed once."""
    shared = np.zeros(len(place) + 1, dtype=np.int64)
    elsewhere = np.flatnonzero(place != np.arange(len(place)))
    if not len(elsewhere):
        return [True] * len(spans)
    near = place[elsewhere].astype(np.int64)
    shared[elsewhere] = shared[near] = shared[near + 1] = 1
    total = np.concatenate([[0], np.cumsum(shared)])
    return [bool(total[span.top + 1] == total[span.foot]) for span in spans]


@dataclass(frozen=True, slots=True, eq=False)
class _Ground:
    """Places of samples, and the samples by place."""

    place: Floats
    owner: Indices
    order: Indices
    places: Floats

    def visits(self, place: float, *, leaving: bool) -> Indices:
        """Return one sample for each visit to a place: where it is left, or where it is reached.

        Who turns or waits there has many samples near it; all that are nearest within half a step count.
        """
        first, last = np.searchsorted(self.places, [place - AT_PLACE, place + AT_PLACE])
        near = np.sort(self.order[first:last])
        if not len(near):
            return near
        visit = np.cumsum(np.diff(near, prepend=near[0]) > 2 * AT_PLACE + 1)
        away = np.abs(self.place[near] - place)
        closest = np.full(int(visit[-1]) + 1, np.inf)
        np.minimum.at(closest, visit, away)
        is_there = away <= closest[visit] + NEAREST
        visit, near = visit[is_there], near[is_there]
        change = np.diff(visit) > 0
        kept = np.append(change, True) if leaving else np.append(True, change)
        result: Indices = near[kept]
        return result


def _same_ground(spans: Sequence[Span], place: Floats) -> list[list[int]]:
    """Return the numbers of spans that share ground, group by group."""
    lengths = np.array([span.top - span.foot + 1 for span in spans])
    owner = np.repeat(np.arange(len(spans)), lengths)
    places = np.concatenate([np.rint(place[span.foot : span.top + 1]) for span in spans])
    order = np.lexsort((owner, places))
    places, owner = places[order], owner[order]
    meets = (places[1:] == places[:-1]) & (owner[1:] != owner[:-1])
    pairs, counts = np.unique(np.column_stack([owner[:-1], owner[1:]])[meets], axis=0, return_counts=True)
    group = list(range(len(spans)))
    for (first, second), count in zip(pairs.tolist(), counts.tolist(), strict=True):
        if count >= SHARED_SHARE * min(lengths[first], lengths[second]):
            old, new = max(group[first], group[second]), min(group[first], group[second])
            if old != new:
                group = [new if number == old else number for number in group]
    members: dict[int, list[int]] = {}
    for member, number in enumerate(group):
        members.setdefault(number, []).append(member)
    return list(members.values())


def _all_ways(members: list[Span], ground: _Ground) -> list[Way]:
    """Return every pass over the ground of hills that share it."""
    foot = float(np.median([ground.place[span.foot] for span in members]))
    top = float(np.median([ground.place[span.top] for span in members]))
    length = float(np.median([span.top - span.foot for span in members]))
    ups, downs = _pair(ground, foot, top, length), _pair(ground, top, foot, length)
    if len(members) < FOUND_SHARE * len(ups):
        ups = []
    # A pass that joins the hill half-way, or was found with other ends, stays as it was found.
    ups += [span for span in members if not any(span.overlaps(other) for other in ups)]
    ways = [Way(span.foot, span.top, is_up) for found, is_up in ((ups, True), (downs, False)) for span in found]
    return sorted(ways, key=lambda way: way.first)


def _pair(ground: _Ground, start_place: float, end_place: float, length: float) -> list[Span]:
    """Return the stretches from one place to the other that are as long as the hill."""
    starts, ends = ground.visits(start_place, leaving=True), ground.visits(end_place, leaving=False)
    if not len(starts) or not len(ends):
        return []
    nearest: dict[int, tuple[float, Span]] = {}
    following = np.searchsorted(ends, starts, side="right")
    for start, after in zip(starts.tolist(), following.tolist(), strict=True):
        if after == len(ends):
            continue
        end = int(ends[after])
        off = abs(end - start - length)
        is_same = (ground.owner[start] == ground.owner[end]).all() and off <= max(LENGTH_SHARE * length, 2 * AT_PLACE)
        # Who waits at the foot goes through it twice: what is as long as the hill is the pass.
        if is_same and (end not in nearest or off < nearest[end][0]):
            nearest[end] = off, Span(start, end)
    return [span for _, span in nearest.values()]
