"""Climbs over several streets: the uphill paths that gain most, found in order of elevation.

A path that always climbs never returns, so that the best path to a node is the best path to one of its lower neighbours and
one edge more: one pass over the edges, sorted by elevation, finds them all.
"""

from collections.abc import Sequence
from typing import Final

import numpy as np

from hillwork.area.ground import Ground
from hillwork.area.streets import Streets
from hillwork.area.strokes import Chain
from hillwork.model import Flags, Floats

TILTS: Final = (0.012, 0.026)
"""A path may be as gentle as a climb or as a hill in each of its parts; the two searches of `hillwork.hills` in turn."""

MIN_GAIN_M: Final = 4.0
"""What a path must gain above the tilt, as any hill."""

NEW_SHARE: Final = 0.4
"""A path is of interest when so much of it lies on no path that gains more."""

MAX_STEP_GRADE: Final = 0.35
"""No edge that climbs steeper than the steepest street is part of a climb."""


def uphill_chains(ground: Ground, strokes: Sequence[Chain]) -> list[Chain]:
    """Return the paths over more than one stroke that climb all the way, those that gain most first.

    Args:
        ground: The network and its heights.
        strokes: Chains that hold every edge once.
    """
    streets = ground.streets
    stroke_of = np.empty(len(streets), dtype=np.int64)
    for number, stroke in enumerate(strokes):
        stroke_of[list(stroke.edges)] = number
    height_m = node_heights_m(ground)
    chains: dict[Chain, None] = {}
    for tilt in TILTS:
        for chain in _best_paths(streets, height_m, tilt):
            if len(set(stroke_of[list(chain.edges)].tolist())) > 1:
                chains.setdefault(chain)
    return list(chains)


def node_heights_m(ground: Ground) -> Floats:
    """Return the elevation of each node: the mean over the ends of its edges, NaN where unknown, shape (nodes,) [m]."""
    streets = ground.streets
    ends = np.concatenate([streets.first, streets.last])
    at_end_m = np.interp(streets.axis_m[ends], ground.axis_m, ground.measured_m)
    known = np.isfinite(at_end_m)
    nodes = streets.node[ends[known]]
    count = np.bincount(nodes, minlength=streets.n_nodes)
    total_m = np.bincount(nodes, at_end_m[known], minlength=streets.n_nodes)
    height_m: Floats = np.divide(total_m, count, out=np.full(streets.n_nodes, np.nan), where=count > 0)
    return height_m


def _best_paths(streets: Streets, height_m: Floats, tilt: float) -> list[Chain]:
    """Return the paths that gain most above a tilt, none of them mostly on one that gains more."""
    tail, head, length_m = streets.tail, streets.head, streets.length_m
    rise_m = height_m[head] - height_m[tail]
    is_up = rise_m > 0
    edges = np.flatnonzero((rise_m != 0) & (np.abs(rise_m) <= MAX_STEP_GRADE * length_m) & ~_in_tunnel(streets))
    low = np.where(is_up, tail, head)[edges]
    high = np.where(is_up, head, tail)[edges]
    worth_m = (np.abs(rise_m) - tilt * length_m)[edges]
    order = np.argsort(height_m[low], kind="stable")
    best_m = [0.0] * streets.n_nodes
    by = [-1] * streets.n_nodes
    columns = (edges[order].tolist(), low[order].tolist(), high[order].tolist(), worth_m[order].tolist())
    for edge, foot, top, gain_m in zip(*columns, strict=True):
        gained_m = best_m[foot] + gain_m
        if gained_m > best_m[top]:
            best_m[top], by[top] = gained_m, edge
    paths: list[Chain] = []
    taken = np.zeros(len(streets), dtype=bool)
    gains_m = np.array(best_m)
    tops = np.flatnonzero(gains_m >= MIN_GAIN_M)
    for top in tops[np.argsort(-gains_m[tops], kind="stable")].tolist():
        if taken[by[top]]:
            continue
        path = []
        node = top
        while by[node] >= 0 and best_m[node] > 0:
            edge = by[node]
            path.append((edge, bool(is_up[edge])))
            node = int(tail[edge] if is_up[edge] else head[edge])
        on = [edge for edge, _ in path]
        if length_m[on][~taken[on]].sum() >= NEW_SHARE * length_m[on].sum():
            taken[on] = True
            paths.append(Chain(tuple(on[::-1]), tuple(way for _, way in path[::-1])))
    return paths


def _in_tunnel(streets: Streets) -> Flags:
    tunnels: Flags = np.array([footing.is_tunnel for footing in streets.footings], dtype=bool)[streets.way]
    return tunnels
