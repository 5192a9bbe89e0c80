"""Edges joined into what people call a street: at each junction the way goes on where it bends least."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Final

import numpy as np

from hillwork.area.streets import Streets
from hillwork.geo import metres_per_degree

MAX_BEND_DEG: Final = 45.0
MAX_BEND_SAME_NAME_DEG: Final = 60.0
"""A way goes on straight through a junction up to these bends; the same name makes the sharper one believable. Thomson and
Richardson (1999, ICC) call such lines strokes and find 40-60 degrees in the literature."""

GOING_ON: Final = 2
"""Where two ends meet and no third, there is nowhere else to go."""

HEADING_OVER_M: Final = 12.0
"""Headings are taken over so much of the way: the last metres before a junction are often drawn askew."""


@dataclass(frozen=True, slots=True)
class Chain:
    """Edges one after the other.

    Args:
        edges: Their numbers.
        forward: Whether each is run from its tail to its head.
    """

    edges: tuple[int, ...]
    forward: tuple[bool, ...]

    def reversed(self) -> "Chain":
        """Return the same edges in the other direction."""
        return Chain(self.edges[::-1], tuple(not way for way in self.forward[::-1]))


def strokes_of(streets: Streets) -> list[Chain]:
    """Return chains that hold every edge of a network once.

    At each node the ends of edges are paired, those of one name first, then by the smallest bend; where only two ends meet the
    way just goes on.

    Args:
        streets: The network.
    """
    follower = _pair_ends(streets)
    n_edges = len(streets)
    is_done = [False] * n_edges
    chains = []
    # An end that nothing follows is where a chain starts; what is left after those are rings, cut anywhere.
    starts = [end for end in range(2 * n_edges) if follower[end] < 0]
    for start in (*starts, *range(0, 2 * n_edges, 2)):
        if is_done[start >> 1]:
            continue
        edges, forward = [], []
        end = start
        while end >= 0 and not is_done[end >> 1]:
            is_done[end >> 1] = True
            edges.append(end >> 1)
            forward.append(not end & 1)
            end = follower[end ^ 1]
        chains.append(Chain(tuple(edges), tuple(forward)))
    return chains


def _pair_ends(streets: Streets) -> list[int]:
    """Return for each end of an edge the end that it is joined to, -1 where it is joined to none.

    End 2e is the tail of edge e, 2e + 1 its head.
    """
    node = np.column_stack([streets.tail, streets.head]).ravel()
    heading = _headings_deg(streets)
    names = [streets.footings[way].name for way in streets.way.tolist()]
    at_node: defaultdict[int, list[int]] = defaultdict(list)
    for end, number in enumerate(node.tolist()):
        at_node[number].append(end)
    joined = [-1] * len(node)
    for ends in at_node.values():
        if len(ends) == GOING_ON:
            joined[ends[0]], joined[ends[1]] = ends[1], ends[0]
            continue
        for _, _, one, other in sorted(_candidates(ends, heading, names)):
            if joined[one] < 0 and joined[other] < 0:
                joined[one], joined[other] = other, one
    return joined


def _candidates(ends: list[int], heading: list[float], names: list[str]) -> list[tuple[bool, float, int, int]]:
    """Return the pairs of ends at a node that may be one way: (names differ, bend, end, end)."""
    found = []
    for index, one in enumerate(ends):
        for other in ends[index + 1 :]:
            if one >> 1 == other >> 1:
                continue
            bend = abs(180.0 - abs(heading[one] - heading[other]) % 360.0)
            is_renamed = names[one >> 1] != names[other >> 1] or not names[one >> 1]
            if bend <= (MAX_BEND_DEG if is_renamed else MAX_BEND_SAME_NAME_DEG):
                found.append((is_renamed, bend, one, other))
    return found


def _headings_deg(streets: Streets) -> list[float]:
    """Return in which direction each end of an edge leads away from its node [deg]."""
    span_m = np.minimum(HEADING_OVER_M, streets.length_m)
    ends = np.column_stack([streets.first, streets.last]).ravel()
    place_m = np.column_stack([streets.axis_m[streets.first] + span_m, streets.axis_m[streets.last] - span_m]).ravel()
    lat = np.interp(place_m, streets.axis_m, streets.lat_deg)
    lon = np.interp(place_m, streets.axis_m, streets.lon_deg)
    north_m, east_m = metres_per_degree(streets.lat_deg[ends])
    east, north = (lon - streets.lon_deg[ends]) * east_m, (lat - streets.lat_deg[ends]) * north_m
    headings: list[float] = np.degrees(np.arctan2(east, north)).tolist()
    return headings
