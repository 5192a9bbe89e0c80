"""What lies under a network: heights of every edge, sampled once, and profiles along any chain of edges."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from hillwork.area.chains import Samples, sample_chains
from hillwork.area.streets import Streets
from hillwork.area.strokes import Chain
from hillwork.geo import metres_per_degree
from hillwork.model import ElevationSource, Flags, Floats, Indices, Profile, Worth
from hillwork.profile import STEP_M, ModelNoise, model_noise, number_runs, profile_on_model

ASIDE_M: Final = 15.0
"""The slope across a way is that between places so far to its left and right: half a cell of a 30 m model."""

ASIDE_EVERY: Final = 4
"""It is looked at every 20 m: hillsides are longer than that."""


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Ground:
    """Heights of a network.

    Args:
        streets: The network.
        axis_m: Places on the common axis of the streets, ascending, the ends of all edges among them, shape (n,) [m].
        measured_m: Elevation of each as the model has it, between the ends of bridges and tunnels drawn straight, NaN
            where unknown, shape (n,) [m].
        cross_slope: Slope across the way at each, shape (n,).
        noise: How wrong the heights are.
        source: What the model is called in results.
        worth: What its heights are worth.
    """

    streets: Streets
    axis_m: Floats
    measured_m: Floats
    cross_slope: Floats
    noise: ModelNoise
    source: str
    worth: Worth

    @property
    def known_share(self) -> float:
        """Share of the network whose elevation is known, 0-1."""
        return float(np.isfinite(self.measured_m).mean()) if len(self.measured_m) else 0.0

    def profile_along(self, chains: Sequence[Chain], *, tunnels: bool = True) -> tuple[Samples, Profile]:
        """Return samples along chains and what we believe about their elevation, a leg per chain.

        Args:
            chains: Edges in order.
            tunnels: Whether to draw a straight line through tunnels; nothing is known there otherwise.
        """
        samples = sample_chains(self.streets, chains)
        return samples, self.profile_at(samples, tunnels=tunnels)

    def profile_at(self, samples: Samples, *, tunnels: bool = True) -> Profile:
        """Return what we believe about the elevation of samples.

        Args:
            samples: Even samples along any ways of the network.
            tunnels: Whether to draw a straight line through tunnels; nothing is known there otherwise.
        """
        measured_m = np.interp(samples.axis_m, self.axis_m, self.measured_m)
        if not tunnels:
            ways = self.streets.way[samples.edge]
            measured_m[np.array([footing.is_tunnel for footing in self.streets.footings], dtype=bool)[ways]] = np.nan
        return profile_on_model(
            measured_m,
            samples.legs,
            distance_m=samples.distance_m,
            lat_deg=samples.lat_deg,
            lon_deg=samples.lon_deg,
            noise=self.noise,
            source=self.source,
        )


def ground_of(streets: Streets, strokes: Sequence[Chain], model: ElevationSource) -> Ground:
    """Return the heights of a network; the model is asked once for all of them.

    Args:
        streets: The network.
        strokes: Chains that hold every edge once: bridges are drawn from end to end along them.
        model: The elevation model.

    Raises:
        ServiceError: The model is a service that cannot be asked.
        InputError: The model is a file that cannot be read.
    """
    axis_m, edge = _places(streets)
    lat = np.interp(axis_m, streets.axis_m, streets.lat_deg)
    lon = np.interp(axis_m, streets.axis_m, streets.lon_deg)
    # Both ends of each edge are looked at: the next place in the list may be in another quarter.
    ends_here = np.diff(edge, append=-1) != 0
    number = np.arange(len(edge)) - np.searchsorted(edge, edge)
    aside = np.flatnonzero((number % ASIDE_EVERY == 0) | ends_here)
    aside_lat, aside_lon = _beside(lat, lon, aside, np.where(ends_here[aside], aside - 1, aside + 1))
    sampled = model.sample(np.concatenate([lat, aside_lat]), (np.concatenate([lon, aside_lon]) + 180) % 360 - 180)
    heights_m = sampled.elevation_m[: len(lat)].copy()
    left_m, right_m = np.split(sampled.elevation_m[len(lat) :], 2)
    cross_slope = np.interp(np.arange(len(lat)), aside, np.nan_to_num(np.abs(left_m - right_m)) / (2 * ASIDE_M))
    off = np.array([footing.is_off_ground for footing in streets.footings], dtype=bool)
    off_edge = off[streets.way]
    samples = sample_chains(streets, strokes)
    along_m = np.interp(samples.axis_m, axis_m, np.where(off_edge[edge], np.nan, heights_m))
    along_m = _bridged(along_m, off_edge[samples.edge], samples.legs)
    if off_edge.any():
        off_samples = np.flatnonzero(off_edge[samples.edge])
        order = off_samples[np.argsort(samples.axis_m[off_samples], kind="stable")]
        off_places = off_edge[edge]
        heights_m[off_places] = (
            np.interp(axis_m[off_places], samples.axis_m[order], along_m[order]) if len(order) else np.nan
        )
    return Ground(
        streets=streets,
        axis_m=axis_m,
        measured_m=heights_m,
        cross_slope=cross_slope,
        noise=model_noise(along_m, number_runs(np.isfinite(along_m), _leg_numbers(samples)), sampled.worth),
        source=sampled.source,
        worth=sampled.worth,
    )


def _places(streets: Streets) -> tuple[Floats, Indices]:
    """Return places at most `STEP_M` apart along every edge, both ends among them, and the edge of each."""
    n_steps = np.maximum(np.ceil(streets.length_m / STEP_M).astype(np.int64), 1)
    n_places = n_steps + 1
    edge = np.repeat(np.arange(len(streets)), n_places)
    number = np.arange(n_places.sum()) - np.repeat(np.cumsum(n_places) - n_places, n_places)
    begin_m = streets.axis_m[streets.first]
    return begin_m[edge] + (streets.length_m / n_steps)[edge] * number, edge


def _beside(lat: Floats, lon: Floats, aside: Indices, neighbour: Indices) -> tuple[Floats, Floats]:
    """Return the places on both sides of some places, seen towards their neighbours, those of one side first [deg]."""
    north_m, east_m = metres_per_degree(lat[aside])
    north, east = (lat[neighbour] - lat[aside]) * north_m, (lon[neighbour] - lon[aside]) * east_m
    length = np.maximum(np.hypot(north, east), 1e-9)
    lat_off, lon_off = -east / length * ASIDE_M / north_m, north / length * ASIDE_M / east_m
    return (
        np.concatenate([lat[aside] + lat_off, lat[aside] - lat_off]),
        np.concatenate([lon[aside] + lon_off, lon[aside] - lon_off]),
    )


def _bridged(heights_m: Floats, is_off: Flags, legs: Indices) -> Floats:
    """Return heights along chains with straight lines where they lead off the ground, NaN where an end is missing [m]."""
    result = heights_m.copy()
    leg = np.zeros(len(heights_m), dtype=np.int64)
    leg[legs] = 1
    leg = np.cumsum(leg)
    # Up to a sample beside the bridge is unknown as well: the interpolation along the axis already reaches into it.
    gap = is_off | (np.isnan(heights_m) & (np.append(is_off[1:], False) | np.append(False, is_off[:-1])))
    known = np.flatnonzero(np.isfinite(heights_m) & ~gap)
    if not len(known):
        return result
    places = np.flatnonzero(gap)
    right = np.searchsorted(known, places)
    before, after = known[np.maximum(right - 1, 0)], known[np.minimum(right, len(known) - 1)]
    spans = (leg[before] == leg[places]) & (leg[after] == leg[places]) & (before < places) & (after > places)
    result[places] = np.where(spans, np.interp(places, known, heights_m[known]), np.nan)
    return result


def _leg_numbers(samples: Samples) -> Indices:
    begins = np.zeros(len(samples), dtype=np.int64)
    begins[samples.legs[1:]] = 1
    return np.cumsum(begins)
