"""A map as a network for runners: edges between the nodes where ways meet or end."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from hillwork.area.footing import Footing, footing_of
from hillwork.geo import step_lengths_m
from hillwork.model import Flags, Floats, Indices, Place, WayClass, Ways

GAP_M: Final = 1.0
"""Between ways on the common axis."""


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Streets:
    """All ways that can be run around a place, cut into edges wherever ways meet or end.

    An edge lies on one way only. Its vertices are `first..last` (both included) of the columns.

    Args:
        lat_deg: Latitude of each vertex of the ways, shape (n,) [deg].
        lon_deg: Longitude of each vertex, shape (n,), without a jump at 180 degrees [deg].
        axis_m: Distance of each vertex along all ways, each a metre after the one before, ascending, shape (n,) [m].
        node: Number of the node that each vertex is, shape (n,): equal numbers are one place, 0 to `n_nodes` - 1.
        first: First vertex of each edge, shape (edges,).
        last: Last vertex of each edge, shape (edges,).
        way: Number of the way that each edge lies on, shape (edges,), counted from 0.
        footings: What each way is to a runner.
        way_ids: The map's number of each way, shape (ways,).
        n_nodes: How many nodes there are.
        meeting: Pairs of node and way, sorted, of all roads for cars, also those not to be run on, shape (k, 2).
    """

    lat_deg: Floats
    lon_deg: Floats
    axis_m: Floats
    node: Indices
    first: Indices
    last: Indices
    way: Indices
    footings: tuple[Footing, ...]
    way_ids: Indices
    n_nodes: int
    meeting: Indices

    def __len__(self) -> int:
        return len(self.first)

    @property
    def length_m(self) -> Floats:
        """Length of each edge, shape (edges,) [m]."""
        return self.axis_m[self.last] - self.axis_m[self.first]

    @property
    def names(self) -> Indices:
        """Number of the name of each way, equal for equal names, -1 where it has none, shape (ways,)."""
        numbers: dict[str, int] = {"": -1}
        return np.array([numbers.setdefault(footing.name, len(numbers)) for footing in self.footings], dtype=np.int64)

    @property
    def classes(self) -> Indices:
        """The class of each way, 0 the best, shape (ways,); those that are not run on have the worst."""
        order = list(WayClass)
        classes = (footing.way_class or WayClass.CAUTION for footing in self.footings)
        return np.array([order.index(one) for one in classes], dtype=np.int64)

    @property
    def tail(self) -> Indices:
        """Node where each edge starts, shape (edges,)."""
        return self.node[self.first]

    @property
    def head(self) -> Indices:
        """Node where each edge ends, shape (edges,)."""
        return self.node[self.last]


def streets_of(ways: Ways, place: Place, radius_m: float, *, are_steps_allowed: bool = False) -> Streets:
    """Return the network of all runnable ways that have a vertex in a circle, each in its full length.

    Args:
        ways: The map.
        place: The middle of the circle.
        radius_m: Its radius [m].
        are_steps_allowed: Whether to run on flights of steps.
    """
    way_of_vertex = np.repeat(np.arange(len(ways)), np.diff(ways.starts))
    footings = tuple(footing_of(tags, are_steps_allowed=are_steps_allowed) for tags in ways.tags)
    near = _distances_m(ways, place) <= radius_m
    touches = np.zeros(len(ways), dtype=bool)
    touches[way_of_vertex[near]] = True
    runnable = np.array([footing.way_class is not None for footing in footings], dtype=bool) & touches
    _, node = np.unique(ways.node_ids, return_inverse=True)
    kept = runnable[way_of_vertex]
    roads = np.array([footing.is_for_cars for footing in footings], dtype=bool)[way_of_vertex]
    # Roads that nobody may run on are no part of the network, but they cross it.
    first, last = _edges(ways, node, kept, np.bincount(node[kept | roads], minlength=node.max(initial=-1) + 1))
    steps_m = np.append(0.0, step_lengths_m(ways.lat_deg, ways.lon_deg))
    steps_m[ways.starts[:-1]] = 0.0
    return Streets(
        lat_deg=ways.lat_deg,
        lon_deg=place.lon_deg + (ways.lon_deg - place.lon_deg + 180) % 360 - 180,
        axis_m=np.cumsum(steps_m) + way_of_vertex * GAP_M,
        node=node,
        first=first,
        last=last,
        way=way_of_vertex[first],
        footings=footings,
        way_ids=ways.way_ids,
        n_nodes=int(node.max()) + 1 if len(node) else 0,
        meeting=np.unique(np.column_stack([node[roads], way_of_vertex[roads]]), axis=0),
    )


def _edges(ways: Ways, node: Indices, kept: Flags, uses: Indices) -> tuple[Indices, Indices]:
    """Return the first and last vertex of each edge of the ways that are kept, cut at nodes that are used more than once."""
    is_start = np.zeros(len(node), dtype=bool)
    is_start[ways.starts[:-1]] = True
    is_end = np.zeros(len(node), dtype=bool)
    is_end[ways.starts[1:] - 1] = True
    cuts = np.flatnonzero(kept & ((uses[node] > 1) | is_start | is_end))
    ends_here = is_end[cuts[:-1]]
    first, last = cuts[:-1][~ends_here], cuts[1:][~ends_here]
    return first, last


def _distances_m(ways: Ways, place: Place) -> Floats:
    """Return how far each vertex is from a place, as the crow flies, shape (n,) [m]."""
    lat = np.column_stack([np.full(len(ways.lat_deg), place.lat_deg), ways.lat_deg]).ravel()
    lon = np.column_stack([np.full(len(ways.lon_deg), place.lon_deg), ways.lon_deg]).ravel()
    return step_lengths_m(lat, lon)[::2]
