"""All hills around a place."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from hillwork.area.chains import Samples
from hillwork.area.climbs import uphill_chains
from hillwork.area.facts import Facts
from hillwork.area.footing import class_of
from hillwork.area.ground import Ground, ground_of
from hillwork.area.local import Witnesses
from hillwork.area.merge import merge_spans
from hillwork.area.reach import Reach, spot_near
from hillwork.area.streets import Streets, streets_of
from hillwork.area.strokes import Chain, strokes_of
from hillwork.errors import NoElevationError
from hillwork.geo import metres_per_degree
from hillwork.hills import Span, find_spans
from hillwork.model import (
    BEYOND_M,
    Confidence,
    ElevationSource,
    Flags,
    Indices,
    Lines,
    LocalHill,
    Notice,
    Place,
    Surface,
    Ways,
)

FAR_ASIDE_M: Final = 50.0
"""A place farther than this from the next way is told to be."""

BEYOND_SAMPLES: Final = 5
"""A hill is whole when its street goes on for 25 m: longer than a crossing is wide."""

KNOWN_ENOUGH: Final = 0.995
"""Bridges without ends and the like are not worth a word."""


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Area:
    """A place, the network around it, and its hills.

    Args:
        place: The middle.
        radius_m: How far around it hills begin [m].
        streets: The network.
        ground: Its heights.
        reach: The ways from the place.
        aside_m: How far the place is from the network [m].
        hills: The hills, those that gain most first.
        notices: What had to be assumed or left out.
    """

    place: Place
    radius_m: float
    streets: Streets
    ground: Ground
    reach: Reach
    aside_m: float
    hills: tuple["PlacedHill", ...]
    notices: tuple[Notice, ...]

    @property
    def ways_m(self) -> float:
        """Length of all ways that can be run [m]."""
        return float(self.streets.length_m.sum())

    def lines(self) -> Lines:
        """Return the ways that can be run, for a map; each way once, in its full length."""
        streets = self.streets
        ways = np.unique(streets.way)
        first = np.full(len(streets.footings), len(streets.axis_m))
        last = np.full(len(streets.footings), -1)
        np.minimum.at(first, streets.way, streets.first)
        np.maximum.at(last, streets.way, streets.last)
        counts = (last - first + 1)[ways]
        starts = np.concatenate([[0], np.cumsum(counts)])
        index = np.arange(starts[-1]) - np.repeat(starts[:-1], counts) + np.repeat(first[ways], counts)
        return Lines(
            lat_deg=streets.lat_deg[index],
            lon_deg=(streets.lon_deg[index] + 180) % 360 - 180,
            starts=starts,
            classes=tuple(class_of(streets.footings[way]) for way in ways.tolist()),
        )


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class PlacedHill:
    """A hill and where it lies on the network.

    Args:
        local: The hill.
        chain: The edges that it lies on, and more before and after it.
        start_m: Distance of its foot from the start of the chain [m].
    """

    local: LocalHill
    chain: Chain
    start_m: float


def search_area(
    ways: Ways, place: Place, radius_m: float, model: ElevationSource, *, are_steps_allowed: bool = False
) -> Area:
    """Return all hills that begin around a place, sure or not, and the network they lie on.

    Args:
        ways: The map, as far as `radius_m + BEYOND_M`.
        place: The middle.
        radius_m: How far around it hills begin [m].
        model: The elevation model.
        are_steps_allowed: Whether to run on flights of steps.

    Raises:
        NothingToDoError: There is no way near the place.
        NoElevationError: The model knows nothing of the place.
        ServiceError: The model is a service that cannot be asked.
        InputError: The model is a file that cannot be read.
    """
    streets = streets_of(ways, place, radius_m + BEYOND_M, are_steps_allowed=are_steps_allowed)
    start, aside_m = spot_near(streets, place)
    strokes = strokes_of(streets)
    ground = ground_of(streets, strokes, model)
    if not ground.known_share:
        raise NoElevationError(
            f"{place.name}: {ground.source} knows no height around it", hint="take a model that covers the place"
        )
    chains = [*strokes, *(stroke.reversed() for stroke in strokes), *uphill_chains(ground, strokes)]
    samples, profile = ground.profile_along(chains, tunnels=False)
    reach = Reach(streets, start)
    inside = _inside(samples, place, radius_m)
    spans = [span for span in find_spans(profile) if inside[span.foot]]
    leg = np.searchsorted(samples.legs, [span.foot for span in spans], side="right") - 1
    on_ways = [streets.way[samples.edge[span.foot : span.top + 1]] for span in spans]
    is_whole = _are_whole(samples, spans, leg) & (leg < 2 * len(strokes))
    found = merge_spans(streets, samples, profile, spans, is_whole)
    witnesses = Witnesses(ground=ground, reach=reach, samples=samples, profile=profile)
    hills = []
    for one in found:
        span, chain = spans[one.index], chains[leg[one.index]]
        start_m = (span.foot - samples.legs[leg[one.index]]) * profile.step_m
        alias = _alias(streets, [on_ways[index] for index in one.beside])
        local = witnesses.describe(span, Facts(streets, chain), start_m, site=f"s{one.site}", alias=alias)
        hills.append(PlacedHill(local=local, chain=chain, start_m=start_m))
    return Area(
        place=place,
        radius_m=radius_m,
        streets=streets,
        ground=ground,
        reach=reach,
        aside_m=aside_m,
        hills=tuple(_named(hills)),
        notices=(*ways.notices, *_notices(ground, aside_m)),
    )


def _are_whole(samples: Samples, spans: Sequence[Span], leg: Indices) -> Flags:
    """Tell which hills have a foot and a top before their chain begins and ends, shape (spans,)."""
    foot, top = (np.array(ends, dtype=np.int64) for ends in ([s.foot for s in spans], [s.top for s in spans]))
    last = np.append(samples.legs[1:], len(samples)) - 1
    whole: Flags = (foot - samples.legs[leg] >= BEYOND_SAMPLES) & (last[leg] - top >= BEYOND_SAMPLES)
    return whole


def _inside(samples: Samples, place: Place, radius_m: float) -> Flags:
    north_m, east_m = metres_per_degree(np.array([place.lat_deg]))
    east = ((samples.lon_deg - place.lon_deg + 180) % 360 - 180) * east_m[0]
    inside: Flags = np.hypot(east, (samples.lat_deg - place.lat_deg) * north_m[0]) <= radius_m
    return inside


def _alias(streets: Streets, beside: Sequence[np.ndarray[tuple[int], np.dtype[np.int64]]]) -> str:
    """Return the name of the street that a footway without one runs along: that of a hill on the same ground."""
    for ways in beside:
        for way in ways.tolist():
            if streets.footings[way].name:
                return streets.footings[way].name
    return ""


def _named(hills: Sequence[PlacedHill]) -> Iterator[PlacedHill]:
    """Yield hills with names of their own: h1 and on, u1 and on for those that are unsure."""
    counts = {"h": 0, "u": 0}
    for placed in hills:
        prefix = "u" if placed.local.hill.confidence is Confidence.UNSURE else "h"
        counts[prefix] += 1
        hill = replace(placed.local.hill, id=f"{prefix}{counts[prefix]}")
        yield replace(placed, local=replace(placed.local, hill=hill))


def _notices(ground: Ground, aside_m: float) -> Iterator[Notice]:
    if aside_m > FAR_ASIDE_M:
        message = f"the next street or path is {aside_m:.0f} m from the place: ways count from there"
        yield Notice("place-aside", message)
    if ground.known_share < KNOWN_ENOUGH:
        message = f"{100 * (1 - ground.known_share):.0f} % of the ways have no known elevation: nothing is found there"
        yield Notice("elevation-missing", message)
    if ground.noise.shows_edges:
        message = "the elevation model shows woods and roofs: hills that may be their edges are unsure"
        yield Notice("surface-model", message)
    elif ground.worth.surface is not Surface.TERRAIN:
        yield Notice("surface-unknown", "the elevation model may show trees and buildings instead of the ground")
