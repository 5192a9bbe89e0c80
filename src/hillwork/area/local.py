"""What profile and map say of one hill."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from hillwork.area.chains import Samples
from hillwork.area.facts import Facts
from hillwork.area.footing import FOR_CARS, PAVED
from hillwork.area.ground import Ground
from hillwork.area.reach import Reach
from hillwork.hills import MAX_GRADE, REP_LENGTHS_M, Span, describe_span
from hillwork.model import Confidence, Hill, LocalHill, Notice, Profile, Section, WayClass

MAP_ERROR_M: Final = 5.0
"""How far a way may lie beside where it is drawn; on a hillside that is a height."""

LIKELY_SD: Final = 2.0
"""A town has thousands of stretches that chance may raise, a track some dozens: more is asked of each (at 2 instead of 1.28
nothing true was lost on the sample town with errors, and a fifth of what is false went)."""

HILLSIDE_M: Final = 1.0
"""A hillside is told where it makes more than a metre of that."""

STEEP_STREET: Final = 0.25
"""Few streets are steeper: it may be an error of the model (the steepest is Baldwin Street, 34.8 %)."""


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Witnesses:
    """All that knows something of the hills of a network.

    Args:
        ground: Its heights.
        reach: The ways from the place.
        samples: Samples along its chains.
        profile: What we believe about their elevation.
    """

    ground: Ground
    reach: Reach
    samples: Samples
    profile: Profile

    def describe(self, span: Span, facts: Facts, start_m: float, *, site: str, alias: str) -> LocalHill:
        """Return a hill and what is known of its ways.

        Args:
            span: The samples at its foot and top.
            facts: What the map knows of its chain.
            start_m: Distance of its foot from the start of the chain [m].
            site: Name of its ground.
            alias: A name for footways without one.
        """
        ends = np.array([span.foot, span.top])
        slopes = np.interp(self.samples.axis_m[ends], self.ground.axis_m, self.ground.cross_slope)
        more_sd_m = float(np.hypot(*(MAP_ERROR_M * slopes)))
        hill = describe_span(self.profile, span, REP_LENGTHS_M, more_sd_m=more_sd_m, likely_sd=LIKELY_SD)
        end_m = start_m + hill.length_m
        sections = facts.sections(start_m, end_m, alias)
        hill = replace(
            hill,
            start_index=0,
            end_index=span.top - span.foot,
            start_m=0.0,
            best_stretch=replace(hill.best_stretch, start_m=hill.best_stretch.start_m - hill.start_m),
            nested=tuple(replace(inner, start_m=inner.start_m - hill.start_m) for inner in hill.nested),
            site=site,
            foot_name=facts.place_name(start_m, alias),
            top_name=facts.place_name(end_m, alias),
        )
        if hill.grade_max > MAX_GRADE and any(map(_is_street, sections)):
            hill = replace(hill, confidence=Confidence.UNSURE)
        part = slice(span.foot, span.top + 1)
        return LocalHill(
            hill=hill,
            sections=sections,
            crossings=facts.crossings(start_m, end_m),
            away_m=self.reach.distances_m(self.samples.edge[part], self.samples.axis_m[part]),
            cross_slope=float(slopes.max()),
            notices=tuple(
                _notices(
                    hill, sections, float(slopes.max()), is_pavement_unknown=facts.is_pavement_unknown(start_m, end_m)
                )
            ),
        )


def _is_street(section: Section) -> bool:
    """Tell whether a way is paved, or a road for cars whose surface is not mapped: the steepest on earth sets its limit."""
    return section.surface in PAVED or (not section.surface and section.kind in FOR_CARS)


def _notices(
    hill: Hill, sections: Sequence[Section], cross_slope: float, *, is_pavement_unknown: bool
) -> Iterator[Notice]:
    if cross_slope * MAP_ERROR_M > HILLSIDE_M:
        message = (
            f"on a hillside of {100 * cross_slope:.0f} %: {MAP_ERROR_M:.0f} m beside the way the height is another, its gain may be"
            f" {cross_slope * MAP_ERROR_M:.0f} m off"
        )
        yield Notice("hillside", message)
    if hill.grade_max > STEEP_STREET and any(map(_is_street, sections)):
        yield Notice(
            "steep-street", f"{100 * hill.grade_max:.0f} % on a street is rare: the elevation model may be wrong here"
        )
    if is_pavement_unknown:
        yield Notice("pavement-unknown", "a busy road, and the map does not say whether it has a pavement")
    elif max(section.way_class for section in sections) is WayClass.CAUTION:
        yield Notice("caution", "class C: traffic, or a surface to be careful on")
