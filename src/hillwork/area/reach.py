"""How far everything is from a place, along the ways; and the ways there and back."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Final

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components, dijkstra

from hillwork.area.chains import Pieces
from hillwork.area.streets import Streets
from hillwork.area.strokes import Chain
from hillwork.errors import NothingToDoError
from hillwork.geo import metres_per_degree
from hillwork.model import Flags, Floats, Indices, Place

MAX_ASIDE_M: Final = 500.0
"""A place farther than this from every way is a lake or a slip of the hand."""

MAIN_SHARE: Final = 0.1
ISLAND_COST_M: Final = 150.0
"""A path that leads nowhere is not where one starts: ways whose network holds less than a tenth of all count as 150 m farther."""

LOOP_SHARE: Final = 1.3
SHARED_SHARE: Final = 0.4
"""Another way home is taken when it is at most 1.3 times as long, and no more than 40 % of it is the way that one came."""

AGAIN_COST: Final = 2.0
CLASS_COST: Final = np.array([1.0, 1.1, 1.5])
"""When a way home is looked for, ground that was run already counts double, and ways of class B and C count a tenth and a half
more."""

TINY_M: Final = 1e-9


@dataclass(frozen=True, slots=True)
class Spot:
    """A place on the network.

    Args:
        edge: Number of the edge.
        axis_m: Where it lies on the common axis of the streets [m].
    """

    edge: int
    axis_m: float


@dataclass(frozen=True, slots=True, eq=False)
class Route:
    """A way along the network that begins and ends anywhere on edges.

    Args:
        pieces: The parts of edges; none when it has no length.
        length_m: Its length [m].
    """

    pieces: Pieces
    length_m: float

    def reversed(self) -> "Route":
        """Return the same way back."""
        return Route(self.pieces.reversed(), self.length_m)


class Reach:
    """Shortest ways from one spot over a network, by Dijkstra's method in scipy's compiled code.

    Args:
        streets: The network.
        start: Where they begin.
    """

    def __init__(self, streets: Streets, start: Spot) -> None:
        self._streets = streets
        self._start = start
        self._tail, self._head, self._length_m = streets.tail, streets.head, streets.length_m
        self._calm_m: Floats = CLASS_COST[streets.classes[streets.way]] * self._length_m
        self._between: defaultdict[tuple[int, int], list[int]] = defaultdict(list)
        for edge, ends in enumerate(zip(self._tail.tolist(), self._head.tolist(), strict=True)):
            self._between[ends].append(edge)
        self._node_m, self._before = self._search(start, self._length_m, np.inf)

    def distances_m(self, edge: Indices, axis_m: Floats) -> Floats:
        """Return the length of the shortest way to places on edges, infinite when there is none, shape (n,) [m].

        Args:
            edge: Number of the edge of each, shape (n,).
            axis_m: Where each lies on the common axis of the streets, shape (n,) [m].
        """
        streets = self._streets
        by_tail = self._node_m[self._tail[edge]] + axis_m - streets.axis_m[streets.first[edge]]
        by_head = self._node_m[self._head[edge]] + streets.axis_m[streets.last[edge]] - axis_m
        along = np.where(edge == self._start.edge, np.abs(axis_m - self._start.axis_m), np.inf)
        shortest: Floats = np.minimum(np.minimum(by_tail, by_head), along)
        return shortest

    def routes(self, spot: Spot) -> tuple[Route, Route] | None:
        """Return the shortest way to a spot, and a way home: another one if there is one of about that length.

        None when there is no way at all.

        Args:
            spot: Where to.
        """
        there = self._route(self._start, spot, self._length_m, (self._node_m, self._before))
        if there is None:
            return None
        used = np.zeros(len(self._streets), dtype=bool)
        used[there.pieces.edge] = True
        cost_m = np.where(used, AGAIN_COST, 1.0) * self._calm_m
        longest_m = LOOP_SHARE * there.length_m
        most_m = AGAIN_COST * CLASS_COST.max() * longest_m
        home = self._route(spot, self._start, cost_m, self._search(spot, cost_m, most_m))
        if home is not None and home.length_m <= longest_m:
            again_m = home.pieces.length_m[used[home.pieces.edge]].sum()
            if again_m <= SHARED_SHARE * home.length_m:
                return there, home
        return there, there.reversed()

    def _route(self, start: Spot, spot: Spot, cost_m: Floats, searched: tuple[Floats, Indices]) -> Route | None:
        """Return the cheapest way between two spots, None when there is none."""
        node_m, before = searched
        to_tail_m, to_head_m = self._to_ends_m(spot)
        scale = cost_m[spot.edge] / max(self._length_m[spot.edge], TINY_M)
        by_tail = node_m[self._tail[spot.edge]] + scale * to_tail_m
        by_head = node_m[self._head[spot.edge]] + scale * to_head_m
        straight_m = abs(spot.axis_m - start.axis_m)
        if start.edge == spot.edge and scale * straight_m <= min(by_tail, by_head):
            return Route(Pieces(np.array([spot.edge]), np.array([start.axis_m]), np.array([spot.axis_m])), straight_m)
        if not np.isfinite(min(by_tail, by_head)):
            return None
        is_by_tail = bool(by_tail <= by_head)
        edges, forward = self._trace(int((self._tail if is_by_tail else self._head)[spot.edge]), start, before, cost_m)
        pieces = Pieces.of(self._streets, [Chain((*edges, spot.edge), (*forward, is_by_tail))])
        from_m, to_m = pieces.from_m.copy(), pieces.to_m.copy()
        from_m[0], to_m[-1] = start.axis_m, spot.axis_m
        pieces = Pieces(pieces.edge, from_m, to_m)
        return Route(pieces, float(pieces.length_m.sum()))

    def _trace(self, node: int, start: Spot, before: Indices, cost_m: Floats) -> tuple[list[int], list[bool]]:
        """Return the edges from a spot to a node and the directions they are run in."""
        edges: list[int] = []
        forward: list[bool] = []
        while (previous := int(before[node])) != self._streets.n_nodes:
            joining = [*self._between.get((previous, node), ()), *self._between.get((node, previous), ())]
            edge = min(joining, key=lambda one: float(cost_m[one]))
            edges.append(edge)
            forward.append(int(self._tail[edge]) == previous)
            node = previous
        edges.append(start.edge)
        # A ring has one node for both ends: the nearer way round.
        to_tail_m, to_head_m = self._to_ends_m(start)
        is_ring = self._tail[start.edge] == self._head[start.edge]
        forward.append(bool(to_head_m <= to_tail_m if is_ring else self._head[start.edge] == node))
        return edges[::-1], forward[::-1]

    def _search(self, start: Spot, cost_m: Floats, limit_m: float) -> tuple[Floats, Indices]:
        """Return the cost of the way to each node, and the node before it; the start is one node more."""
        n_nodes = self._streets.n_nodes
        to_tail_m, to_head_m = self._to_ends_m(start)
        scale = cost_m[start.edge] / max(self._length_m[start.edge], TINY_M)
        low = np.append(np.minimum(self._tail, self._head), [self._tail[start.edge], self._head[start.edge]])
        high = np.append(np.maximum(self._tail, self._head), [n_nodes, n_nodes])
        # A length of nothing would be no edge at all.
        costs = np.maximum(np.append(cost_m, [scale * to_tail_m, scale * to_head_m]), TINY_M)
        # Of edges between the same nodes the cheapest counts; a sparse matrix would add them up.
        order = np.lexsort((costs, high, low))
        first = np.append(True, (np.diff(low[order]) != 0) | (np.diff(high[order]) != 0))
        kept = order[first]
        graph = csr_array((costs[kept], (low[kept], high[kept])), shape=(n_nodes + 1, n_nodes + 1))
        distance_m, before = dijkstra(graph, directed=False, indices=n_nodes, return_predecessors=True, limit=limit_m)
        return distance_m, before.astype(np.int64)

    def _to_ends_m(self, spot: Spot) -> tuple[float, float]:
        """Return how far a spot is from the tail and the head of its edge [m]."""
        streets = self._streets
        tail_m, head_m = streets.axis_m[streets.first[spot.edge]], streets.axis_m[streets.last[spot.edge]]
        return float(spot.axis_m - tail_m), float(head_m - spot.axis_m)


def spot_near(streets: Streets, place: Place) -> tuple[Spot, float]:
    """Return the place on a network where somebody would start, and how far that is away [m].

    Args:
        streets: The network.
        place: Where somebody is.

    Raises:
        NothingToDoError: There is no way near.
    """
    away_m, share = _nearest_on_segments(streets, place)
    edge = _edge_of_segments(streets)
    aside_m = np.where(edge >= 0, away_m, np.inf)
    if not np.isfinite(aside_m).any():
        raise NothingToDoError(f"{place.name}: no street or path to run on", hint="choose a larger --radius")
    best = int(np.argmin(aside_m + np.where(_is_island(streets)[edge], ISLAND_COST_M, 0.0)))
    if aside_m[best] > MAX_ASIDE_M:
        raise NothingToDoError(
            f"{place.name}: the next street or path is {aside_m[best]:.0f} m away", hint="choose a place nearer to one"
        )
    axis_m = streets.axis_m[best] + share[best] * (streets.axis_m[best + 1] - streets.axis_m[best])
    return Spot(int(edge[best]), float(axis_m)), float(aside_m[best])


def _is_island(streets: Streets) -> Flags:
    """Tell of each edge whether its part of the network is small, shape (edges,)."""
    graph = csr_array((np.ones(len(streets)), (streets.tail, streets.head)), shape=(streets.n_nodes, streets.n_nodes))
    _, label = connected_components(graph, directed=False)
    of_edge = label[streets.tail]
    size_m = np.bincount(of_edge, streets.length_m)
    small: Flags = size_m[of_edge] < MAIN_SHARE * streets.length_m.sum()
    return small


def _edge_of_segments(streets: Streets) -> Indices:
    """Return the edge that the segment after each vertex lies on, -1 where it lies on none, shape (n - 1,)."""
    edge = np.full(len(streets.axis_m), -1, dtype=np.int64)
    n_segments = streets.last - streets.first
    number = np.arange(n_segments.sum()) - np.repeat(np.cumsum(n_segments) - n_segments, n_segments)
    edge[np.repeat(streets.first, n_segments) + number] = np.repeat(np.arange(len(streets)), n_segments)
    return edge[:-1]


def _nearest_on_segments(streets: Streets, place: Place) -> tuple[Floats, Floats]:
    """Return how far a place is from the segment after each vertex [m], and where along it the nearest point lies, 0-1."""
    north_m, east_m = metres_per_degree(np.array([place.lat_deg]))
    x = (streets.lon_deg - place.lon_deg) * east_m[0]
    y = (streets.lat_deg - place.lat_deg) * north_m[0]
    dx, dy = np.diff(x), np.diff(y)
    length2 = np.maximum(dx**2 + dy**2, 1e-12)
    share = np.clip(-(x[:-1] * dx + y[:-1] * dy) / length2, 0.0, 1.0)
    return np.hypot(x[:-1] + share * dx, y[:-1] + share * dy), share
