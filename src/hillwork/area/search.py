"""All hills around a place."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from hillwork.area.chains import Samples
from hillwork.area.climbs import uphill_chains
from hillwork.area.facts import Facts
from hillwork.area.footing import PAVED, class_of
from hillwork.area.ground import Ground, ground_of
from hillwork.area.merge import Found, merge_spans
from hillwork.area.reach import Reach, Spot, spot_near
from hillwork.area.streets import Streets, streets_of
from hillwork.area.strokes import Chain, strokes_of
from hillwork.errors import NoElevationError
from hillwork.geo import metres_per_degree
from hillwork.hills import MAX_GRADE, REP_LENGTHS_M, Span, describe_span, find_spans
from hillwork.model import (
    BEYOND_M,
    Confidence,
    ElevationSource,
    Flags,
    Hill,
    Lines,
    LocalHill,
    Notice,
    Place,
    Profile,
    Section,
    Surface,
    WayClass,
    Ways,
)

MAP_ERROR_M: Final = 5.0
"""How far a way may lie beside where it is drawn; on a hillside that is a height."""

LIKELY_SD: Final = 2.0
"""A town has thousands of stretches that chance may raise, a track some dozens: more is asked of each (at 2 instead of 1.28
nothing true was lost on the sample town with errors, and a fifth of what is false went)."""

HILLSIDE_M: Final = 1.0
"""A hillside is told where it makes more than a metre of that."""

KNOWN_ENOUGH: Final = 0.995
"""Bridges without ends and the like are not worth a word."""

STEEP_PAVED: Final = 0.25
"""Few paved streets are steeper: it may be an error of the model (the steepest is Baldwin Street, 34.8 %)."""


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
    chains = _chains(streets, strokes, ground)
    samples, profile = ground.profile_along(chains, tunnels=False)
    reach = Reach(streets, start)
    inside = _inside(samples, place, radius_m)
    spans = [span for span in find_spans(profile) if inside[span.foot]]
    leg = np.searchsorted(samples.legs, [span.foot for span in spans], side="right") - 1
    on_ways = [streets.way[samples.edge[span.foot : span.top + 1]] for span in spans]
    found = merge_spans(streets, samples, profile, spans)
    looked = _Looker(streets, ground, reach, samples, profile)
    hills = []
    for one in found:
        span, chain = spans[one.index], chains[leg[one.index]]
        start_m = (span.foot - samples.legs[leg[one.index]]) * profile.step_m
        alias = _alias(streets, [on_ways[index] for index in one.beside])
        local = looked.at(span, Facts(streets, chain), start_m, one, alias)
        hills.append(PlacedHill(local=local, chain=chain, start_m=start_m))
    return Area(
        place=place,
        radius_m=radius_m,
        streets=streets,
        ground=ground,
        reach=reach,
        aside_m=aside_m,
        hills=tuple(_named(hills)),
        notices=tuple(_notices(ground)),
    )


def _chains(streets: Streets, strokes: Sequence[Chain], ground: Ground) -> list[Chain]:
    """Return everything that hills are looked for on: strokes both ways, and paths that climb over several of them."""
    samples, profile = ground.profile_along(strokes, tunnels=False)
    return [*strokes, *(stroke.reversed() for stroke in strokes), *uphill_chains(streets, strokes, samples, profile)]


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


class _Looker:
    """Puts together what profile and map say of hills."""

    def __init__(self, streets: Streets, ground: Ground, reach: Reach, samples: Samples, profile: Profile) -> None:
        self._streets = streets
        self._ground = ground
        self._reach = reach
        self._samples = samples
        self._profile = profile

    def at(self, span: Span, facts: Facts, start_m: float, found: Found, alias: str) -> LocalHill:
        """Return a hill and what is known of its ways.

        Args:
            span: The samples at its foot and top.
            facts: What the map knows of its chain.
            start_m: Distance of its foot from the start of the chain [m].
            found: Its ground.
            alias: A name for footways without one.
        """
        ends = np.array([span.foot, span.top])
        slopes = np.interp(self._samples.axis_m[ends], self._ground.axis_m, self._ground.cross_slope)
        more_sd_m = float(np.hypot(*(MAP_ERROR_M * slopes)))
        hill = describe_span(self._profile, span, REP_LENGTHS_M, more_sd_m=more_sd_m, likely_sd=LIKELY_SD)
        end_m = start_m + hill.length_m
        sections = facts.sections(start_m, end_m, alias)
        hill = replace(
            hill,
            start_index=0,
            end_index=span.top - span.foot,
            start_m=0.0,
            gain_sd_m=float(np.hypot(hill.gain_sd_m, more_sd_m)),
            best_stretch=replace(hill.best_stretch, start_m=hill.best_stretch.start_m - hill.start_m),
            nested=tuple(replace(inner, start_m=inner.start_m - hill.start_m) for inner in hill.nested),
            site=f"s{found.site}",
            foot_name=facts.place_name(start_m, alias),
            top_name=facts.place_name(end_m, alias),
        )
        if _is_beyond_belief(hill, sections):
            hill = replace(hill, confidence=Confidence.UNSURE)
        foot = Spot(int(self._samples.edge[span.foot]), float(self._samples.axis_m[span.foot]))
        return LocalHill(
            hill=hill,
            sections=sections,
            crossings=facts.crossings(start_m, end_m),
            distance_m=self._reach.distance_m(foot),
            cross_slope=float(slopes.max()),
            notices=tuple(
                _hill_notices(
                    hill, sections, float(slopes.max()), is_pavement_unknown=facts.is_pavement_unknown(start_m, end_m)
                )
            ),
        )


def _is_beyond_belief(hill: Hill, sections: Sequence[Section]) -> bool:
    return hill.grade_max > MAX_GRADE and any(section.surface in PAVED for section in sections)


def _hill_notices(
    hill: Hill, sections: Sequence[Section], cross_slope: float, *, is_pavement_unknown: bool
) -> Iterator[Notice]:
    if cross_slope * MAP_ERROR_M > HILLSIDE_M:
        message = (
            f"on a hillside of {100 * cross_slope:.0f} %: {MAP_ERROR_M:.0f} m beside the way the height is another, its gain may be"
            f" {cross_slope * MAP_ERROR_M:.0f} m off"
        )
        yield Notice("hillside", message)
    if hill.grade_max > STEEP_PAVED and any(section.surface in PAVED for section in sections):
        yield Notice(
            "steep-paved", f"{100 * hill.grade_max:.0f} % on a paved way is rare: the elevation model may be wrong here"
        )
    if is_pavement_unknown:
        yield Notice("pavement-unknown", "a busy road, and the map does not say whether it has a pavement")
    elif max(section.way_class for section in sections) is WayClass.CAUTION:
        yield Notice("caution", "class C: traffic, or a surface to be careful on")


def _named(hills: Sequence[PlacedHill]) -> Iterator[PlacedHill]:
    """Yield hills with names of their own: h1 and on, u1 and on for those that are unsure."""
    counts = {"h": 0, "u": 0}
    for placed in hills:
        prefix = "u" if placed.local.hill.confidence is Confidence.UNSURE else "h"
        counts[prefix] += 1
        hill = replace(placed.local.hill, id=f"{prefix}{counts[prefix]}")
        yield replace(placed, local=replace(placed.local, hill=hill))


def _notices(ground: Ground) -> Iterator[Notice]:
    if ground.known_share < KNOWN_ENOUGH:
        message = f"{100 * (1 - ground.known_share):.0f} % of the ways have no known elevation: nothing is found there"
        yield Notice("elevation-missing", message)
    if ground.noise.shows_edges:
        message = "the elevation model shows woods and roofs: hills that may be their edges are unsure"
        yield Notice("surface-model", message)
    elif ground.worth.surface is not Surface.TERRAIN:
        yield Notice("surface-unknown", "the elevation model may show trees and buildings instead of the ground")
