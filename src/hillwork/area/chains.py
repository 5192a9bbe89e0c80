"""Chains of edges, a sample every few metres, each sample knowing where on the map it lies."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Self

import numpy as np

from hillwork.area.streets import Streets
from hillwork.area.strokes import Chain
from hillwork.model import Floats, Indices
from hillwork.profile import STEP_M

ROUNDING: Final = 1e-6
"""A way of 100 m has its last sample at 100 m, whatever adding up its edges did to the last digits."""


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Samples:
    """Even samples along chains, one chain after the other.

    Args:
        legs: First sample of each chain, shape (chains,).
        axis_m: Where each sample lies on the common axis of the streets, shape (n,) [m].
        edge: Number of the edge that each sample lies on, shape (n,).
        distance_m: Distance of each sample, shape (n,); it does not grow from one chain to the next [m].
        lat_deg: Latitude, shape (n,) [deg].
        lon_deg: Longitude, shape (n,) [deg].
    """

    legs: Indices
    axis_m: Floats
    edge: Indices
    distance_m: Floats
    lat_deg: Floats
    lon_deg: Floats

    def __len__(self) -> int:
        return len(self.axis_m)


@dataclass(frozen=True, slots=True, eq=False)
class Pieces:
    """Parts of edges one after the other, each run from one place on it to another.

    Args:
        edge: Number of the edge, shape (n,).
        from_m: Where on the common axis of the streets each begins, shape (n,) [m].
        to_m: Where it ends, shape (n,); before its beginning where the edge is run backwards [m].
    """

    edge: Indices
    from_m: Floats
    to_m: Floats

    @classmethod
    def of(cls, streets: Streets, chains: Sequence[Chain]) -> Self:
        """Return all edges of chains, whole."""
        edges = [edge for chain in chains for edge in chain.edges]
        ahead = np.array([is_ahead for chain in chains for is_ahead in chain.forward], dtype=np.bool_)
        edge = np.array(edges, dtype=np.int64)
        tail_m, head_m = streets.axis_m[streets.first[edge]], streets.axis_m[streets.last[edge]]
        return cls(edge, np.where(ahead, tail_m, head_m), np.where(ahead, head_m, tail_m))

    @property
    def length_m(self) -> Floats:
        """Length of each, shape (n,) [m]."""
        return np.abs(self.to_m - self.from_m)

    def between(self, start_m: float, end_m: float) -> "Pieces":
        """Return the part between two distances, counted along all of them [m]."""
        ends_m = np.cumsum(self.length_m)
        begins_m = ends_m - self.length_m
        kept = (ends_m > start_m) & (begins_m < end_m)
        sign = np.sign(self.to_m - self.from_m)[kept]
        skip_m = np.maximum(start_m - begins_m[kept], 0.0)
        rest_m = np.maximum(ends_m[kept] - end_m, 0.0)
        return Pieces(self.edge[kept], self.from_m[kept] + sign * skip_m, self.to_m[kept] - sign * rest_m)

    def reversed(self) -> "Pieces":
        """Return the way back."""
        return Pieces(self.edge[::-1], self.to_m[::-1], self.from_m[::-1])

    def then(self, other: "Pieces") -> "Pieces":
        """Return them with others after them."""
        return Pieces(
            np.append(self.edge, other.edge), np.append(self.from_m, other.from_m), np.append(self.to_m, other.to_m)
        )


def sample_chains(streets: Streets, chains: Sequence[Chain]) -> Samples:
    """Return samples every `STEP_M` along chains, beginning with the first place of each.

    Args:
        streets: The network.
        chains: Edges in order; each chain has at least one.
    """
    n_edges = [len(chain.edges) for chain in chains]
    return sample_pieces(streets, Pieces.of(streets, chains), np.cumsum([0, *n_edges])[:-1])


def sample_pieces(streets: Streets, pieces: Pieces, first: Indices) -> Samples:
    """Return samples every `STEP_M` along legs made of pieces, beginning with the first place of each.

    Args:
        streets: The network.
        pieces: The pieces of all legs, leg after leg.
        first: Number of the first piece of each leg, shape (legs,).
    """
    length_m = pieces.length_m
    ends_m = np.cumsum(length_m)
    begins_m = ends_m - length_m
    last = np.append(first[1:], len(length_m)) - 1
    n_samples = np.floor((ends_m[last] - begins_m[first]) / STEP_M + ROUNDING).astype(np.int64) + 1
    legs = np.cumsum(n_samples) - n_samples
    within_m = STEP_M * (np.arange(n_samples.sum()) - np.repeat(legs, n_samples))
    place_m = np.repeat(begins_m[first], n_samples) + within_m
    # A sample at a junction belongs to the edge that begins there, at the end of a leg to the one that ends.
    number = np.searchsorted(begins_m, place_m, side="right") - 1
    number = np.minimum(number, np.repeat(last, n_samples))
    on_piece_m = np.minimum(place_m - begins_m[number], length_m[number])
    axis_m = pieces.from_m[number] + np.sign(pieces.to_m - pieces.from_m)[number] * on_piece_m
    leg_m = STEP_M * (n_samples - 1)
    return Samples(
        legs=legs,
        axis_m=axis_m,
        edge=pieces.edge[number],
        distance_m=within_m + np.repeat(np.cumsum(leg_m) - leg_m, n_samples),
        lat_deg=np.interp(axis_m, streets.axis_m, streets.lat_deg),
        lon_deg=(np.interp(axis_m, streets.axis_m, streets.lon_deg) + 180) % 360 - 180,
    )
