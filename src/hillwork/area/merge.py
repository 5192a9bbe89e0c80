"""One hill on the ground stays one in the list: pavement and street, and paths that share most of their way."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from scipy.spatial import cKDTree

from hillwork.area.chains import Samples
from hillwork.area.streets import Streets
from hillwork.geo import local_metres
from hillwork.hills import Span
from hillwork.model import Flags, Floats, Indices, Profile

BESIDE_M: Final = 18.0
SAME_NAME_M: Final = 35.0
"""What runs within so much is the same ground: a street and its pavements; under one name, two carriageways and the green
between them."""

EVERY: Final = 4
"""Compared every 20 m."""

SAME_WAY: Final = 0.5
"""Cosine of the greatest angle, 60 degrees, between two ways that go in one direction."""

SAME_SHARE: Final = 0.5
"""A hill half of which lies on another's ground is no other hill."""

STEEPER: Final = 1.3
SHORTER: Final = 0.6
"""Unless it is 1.3 times as steep and at most 0.6 times as long: then it is a hill of its own inside a climb."""

PER_TURN: Final = 0.05
MOST_TURNS: Final = 4
PER_CLASS: Final = 0.05
"""Of two hills on one ground the one with more gain wins; a turn into another street costs a twentieth of it, up to four, and so
does a class of way: beside a road its pavement is the hill."""


@dataclass(frozen=True, slots=True)
class Found:
    """A span that is kept.

    Args:
        index: Its number.
        site: Number of the ground it lies on: hills inside a climb share that of the climb.
        beside: Numbers of the spans that were dropped for it, on the same ground from foot to top.
    """

    index: int
    site: int
    beside: tuple[int, ...]


def merge_spans(
    streets: Streets, samples: Samples, profile: Profile, spans: Sequence[Span], is_whole: Flags
) -> list[Found]:
    """Return the spans that are hills of their own, those that gain most first.

    A path over several streets takes the place of hills that it is about as long as, and of those that are cut off where their
    street ends; a hill with foot and top of its own on one street stays, and shares the path's site.

    Args:
        streets: The network.
        samples: Where the samples lie.
        profile: What we believe about their elevation.
        spans: Foot and top of each hill.
        is_whole: Whether each lies on one street that goes on beyond its foot and its top, shape (spans,).
    """
    if not spans:
        return []
    foot = np.array([span.foot for span in spans])
    top = np.array([span.top for span in spans])
    gain_m = profile.elevation_m[top] - profile.elevation_m[foot]
    length_m = (top - foot) * profile.step_m
    names, classes = (column[streets.way[samples.edge]] for column in (streets.names, streets.classes))
    turns = np.array([np.count_nonzero(np.diff(names[span.foot : span.top + 1])) for span in spans])
    worst = np.array([classes[span.foot : span.top + 1].max() for span in spans])
    shares = _shared(samples, foot, top, names)
    order = np.argsort(-gain_m * (1 - PER_TURN * np.minimum(turns, MOST_TURNS) - PER_CLASS * worst), kind="stable")
    kept: dict[int, int] = {}
    beside: defaultdict[int, list[int]] = defaultdict(list)
    for index in order.tolist():
        over = [(share, other) for other, share in shares[index].items() if other in kept and share >= SAME_SHARE]
        grade = gain_m[index] / length_m[index]
        is_steeper = all(
            grade >= STEEPER * gain_m[other] / length_m[other] and length_m[index] <= SHORTER * length_m[other]
            for _, other in over
        )
        is_street = is_whole[index] and not any(
            is_whole[other] or shares[other].get(index, 0.0) >= SAME_SHARE for _, other in over
        )
        if is_steeper or is_street:
            kept[index] = kept[max(over)[1]] if over else index
            continue
        other = max(over)[1]
        if shares[other].get(index, 0.0) >= SAME_SHARE:
            beside[other].append(index)
    return [Found(index, site, tuple(beside[index])) for index, site in kept.items()]


def _shared(samples: Samples, foot: Indices, top: Indices, names: Indices) -> list[dict[int, float]]:
    """Return for each span the share of its length that lies beside each other one, in the same direction."""
    index, owner = _points(foot, top)
    east_m, north_m = local_metres(samples.lat_deg[index], samples.lon_deg[index])
    heading = _headings(samples, index, foot[owner], top[owner])
    pairs = cKDTree(np.column_stack([east_m, north_m])).query_pairs(SAME_NAME_M, output_type="ndarray")
    one, other = np.concatenate([pairs, pairs[:, ::-1]]).T
    named = names[index]
    near = np.hypot(east_m[one] - east_m[other], north_m[one] - north_m[other]) <= BESIDE_M
    near |= (named[one] == named[other]) & (named[one] >= 0)
    alike = near & (owner[one] != owner[other]) & ((heading[one] * heading[other]).sum(axis=1) > SAME_WAY)
    beside = np.unique(np.column_stack([owner[one[alike]], owner[other[alike]], one[alike]]), axis=0)
    n_points = np.bincount(owner)
    couples, counts = np.unique(beside[:, :2], axis=0, return_counts=True)
    shares: list[dict[int, float]] = [{} for _ in foot]
    for (span, by), count in zip(couples.tolist(), counts.tolist(), strict=True):
        shares[span][by] = count / n_points[span]
    return shares


def _points(foot: Indices, top: Indices) -> tuple[Indices, Indices]:
    """Return the samples of all spans that are compared, and the span of each."""
    n_points = (top - foot) // EVERY + 1
    owner = np.repeat(np.arange(len(foot)), n_points)
    number = np.arange(n_points.sum()) - np.repeat(np.cumsum(n_points) - n_points, n_points)
    return foot[owner] + EVERY * number, owner


def _headings(samples: Samples, index: Indices, foot: Indices, top: Indices) -> Floats:
    """Return the direction around each sample as a unit vector east and north, shape (n, 2)."""
    before, after = np.maximum(index - EVERY, foot), np.minimum(index + EVERY, top)
    turned = (samples.lon_deg[after] - samples.lon_deg[before] + 180) % 360 - 180
    east = turned * np.cos(np.radians(samples.lat_deg[index]))
    north = samples.lat_deg[after] - samples.lat_deg[before]
    length = np.maximum(np.hypot(east, north), 1e-12)
    return np.column_stack([east / length, north / length])
