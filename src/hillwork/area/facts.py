"""What the map knows of a stretch of a chain: its ways, the roads it meets, the names of its ends."""

from bisect import bisect_left
from collections.abc import Iterator
from itertools import accumulate
from typing import Final

import numpy as np

from hillwork.area.footing import class_of
from hillwork.area.streets import Streets
from hillwork.area.strokes import Chain
from hillwork.model import Crossing, Section, way_words

NEAR_END_M: Final = 60.0
"""A place is called by the next street that meets it within so much of the way."""

BORDER_M: Final = 8.0
"""A junction so near to an end is where one waits or turns, and not crossed in a repetition."""

CARRIAGEWAYS_M: Final = 25.0
"""The carriageways of one road are crossed as one."""


class Facts:
    """Looks things up along one chain.

    Args:
        streets: The network.
        chain: Edges in order.
    """

    def __init__(self, streets: Streets, chain: Chain) -> None:
        self._streets = streets
        edges = list(chain.edges)
        first, last = streets.first[edges], streets.last[edges]
        lengths_m = (streets.axis_m[last] - streets.axis_m[first]).tolist()
        self._ends_m: list[float] = list(accumulate(lengths_m))
        self._begins_m = [end - length for end, length in zip(self._ends_m, lengths_m, strict=True)]
        self._ways: list[int] = streets.way[edges].tolist()
        begins = streets.node[np.where(chain.forward, first, last)].tolist()
        self._nodes: list[int] = [*begins, int(streets.node[last[-1] if chain.forward[-1] else first[-1]])]

    def sections(self, start_m: float, end_m: float, alias: str = "") -> tuple[Section, ...]:
        """Return the ways between two distances.

        Args:
            start_m: Distance from the start of the chain [m].
            end_m: The same of the other end [m].
            alias: A name for footways that have none: that of the street they run along.
        """
        found: list[Section] = []
        first = max(0, bisect_left(self._ends_m, start_m + 1e-6))
        for number in range(first, len(self._ways)):
            begin_m = max(self._begins_m[number], start_m)
            if begin_m >= end_m:
                break
            length_m = min(self._ends_m[number], end_m) - begin_m
            way = self._ways[number]
            if found and found[-1].way_id == int(self._streets.way_ids[way]):
                begin_m = found[-1].start_m + start_m
                length_m += found.pop().length_m
            footing = self._streets.footings[way]
            found.append(
                Section(
                    start_m=begin_m - start_m,
                    length_m=length_m,
                    way_id=int(self._streets.way_ids[way]),
                    name=footing.name or alias,
                    kind=footing.kind,
                    way_class=class_of(footing),
                    surface=footing.surface,
                    surface_class=footing.surface_class,
                    is_lit=footing.is_lit,
                )
            )
        return tuple(found)

    def crossings(self, start_m: float, end_m: float) -> tuple[Crossing, ...]:
        """Return the roads for cars that are crossed or met between two distances, from the first of them.

        Args:
            start_m: Distance from the start of the chain [m].
            end_m: The same of the other end [m].
        """
        own = set(self._ways)
        found: list[Crossing] = []
        for number in self._nodes_between(start_m + BORDER_M, end_m - BORDER_M):
            roads = [way for way in self._roads_at(self._nodes[number]) if way not in own]
            if roads:
                name = next((self._streets.footings[way].name for way in roads if self._streets.footings[way].name), "")
                at_m = self._place_m(number) - start_m
                if not found or found[-1].name != name or at_m - found[-1].at_m > CARRIAGEWAYS_M:
                    found.append(Crossing(at_m, name))
        return tuple(found)

    def is_pavement_unknown(self, start_m: float, end_m: float) -> bool:
        """Tell whether a busy road between two distances may have no pavement.

        Args:
            start_m: Distance from the start of the chain [m].
            end_m: The same of the other end [m].
        """
        return any(
            self._streets.footings[way].is_pavement_unknown
            for way, begin_m, stop_m in zip(self._ways, self._begins_m, self._ends_m, strict=True)
            if begin_m < end_m and stop_m > start_m
        )

    def place_name(self, at_m: float, alias: str = "") -> str:
        """Return what to call a place: its street, and the next one that meets it.

        Args:
            at_m: Distance from the start of the chain [m].
            alias: A name for footways that have none.
        """
        way = self._ways[min(bisect_left(self._ends_m, at_m), len(self._ways) - 1)]
        own = self._streets.footings[way].name or alias
        here = way_words(own, self._streets.footings[way].kind)
        others = [
            (abs(self._place_m(number) - at_m), name)
            for number in self._nodes_between(at_m - NEAR_END_M, at_m + NEAR_END_M)
            for name in self._names_at(number)
            if name != own
        ]
        return f"{here} at {min(others)[1]}" if others else here

    def _nodes_between(self, start_m: float, end_m: float) -> Iterator[int]:
        for number in range(bisect_left(self._begins_m, start_m), len(self._nodes)):
            if self._place_m(number) > end_m:
                break
            yield number

    def _place_m(self, number: int) -> float:
        return self._begins_m[number] if number < len(self._begins_m) else self._ends_m[-1]

    def _names_at(self, number: int) -> Iterator[str]:
        yield from (
            self._streets.footings[way].name
            for way in self._roads_at(self._nodes[number])
            if self._streets.footings[way].name
        )
        yield from (
            self._streets.footings[way].name
            for way in self._ways[max(number - 1, 0) : number + 1]
            if self._streets.footings[way].name
        )

    def _roads_at(self, node: int) -> list[int]:
        nodes = self._streets.meeting[:, 0]
        first, last = np.searchsorted(nodes, [node, node + 1])
        ways: list[int] = self._streets.meeting[first:last, 1].tolist()
        return ways
