"""Hills around a place as the data of a page: SI numbers, words as they came, lines encoded.

The keys are read by the scripts in `assets`. Numbers are rounded to what the page can show; what is not known is null.
"""

from collections.abc import Sequence
from typing import Final

import numpy as np

from hillwork.model import Line, Lines, LocalHill, Nearby, Offer, Reason, WayClass
from hillwork.render.chart import hill_samples
from hillwork.render.course import Course, chart_figures, course_of_hill, parts_figures
from hillwork.render.figures import (
    METRE_DIGITS,
    SECOND_DIGITS,
    SHARE_DIGITS,
    Data,
    hill_figures,
    line_figures,
    notice_figures,
    number,
    stretch_figures,
)
from hillwork.render.lines import thin_lines, unrolled
from hillwork.units import UnitSystem

MOST_TOLD: Final = 300
"""So many hills are listed with all that is known of them; the rest of a large town's are drawn, and counted."""

_PLACE_DIGITS: Final = 6
_BAND_DEG: Final = 0.002
"""Streets are told from band to band, so that the step from one to the next is short to write."""


def nearby_data(nearby: Nearby, units: UnitSystem) -> Data:
    """Return everything that a page shows of the hills around a place."""
    place = nearby.place
    courses = [course_of_hill(offer.local.hill, place.lon_deg) for offer in nearby.offers]
    unsure = nearby.unsure[:MOST_TOLD]
    unsure_courses = [course_of_hill(offer.local.hill, place.lon_deg) for offer in unsure]
    return {
        "units": units.value,
        "place": {"name": place.name, "at": [round(place.lat_deg, _PLACE_DIGITS), round(place.lon_deg, _PLACE_DIGITS)]},
        "radius_m": number(nearby.radius_m, METRE_DIGITS),
        "session": nearby.session,
        "ways_m": number(nearby.ways_m, 0),
        "heights": {
            "source": nearby.heights,
            "worth": nearby.worth.words,
            "noise_sd_m": number(nearby.noise_sd_m, METRE_DIGITS),
            "known_share": number(nearby.known_share, SHARE_DIGITS),
        },
        "ground": {"source": nearby.source, "as_of": nearby.as_of},
        "attributions": list(nearby.attributions),
        "notices": notice_figures(nearby.notices),
        "streets": _streets(nearby.streets, place.lon_deg),
        "parts": parts_figures(courses),
        "n_hills": len(nearby.offers),
        "n_unsure": len(nearby.unsure),
        "hills": _offers(nearby.offers[:MOST_TOLD], courses[:MOST_TOLD], place.lon_deg),
        "unsure": _offers(unsure, unsure_courses, place.lon_deg),
    }


def _offers(offers: Sequence[Offer], courses: Sequence[Course], reference_deg: float) -> list[Data]:
    return [_offer(offer, course, reference_deg) for offer, course in zip(offers, courses, strict=True)]


def _offer(offer: Offer, course: Course, reference_deg: float) -> Data:
    hill = offer.local.hill
    return {
        **hill_figures(hill, reference_deg),
        "foot_name": hill.foot_name,
        "top_name": hill.top_name,
        **_local(offer.local),
        "stretch": stretch_figures(offer.stretch),
        "score": number(offer.score, SHARE_DIGITS),
        "reasons": [_reason(reason) for reason in offer.reasons],
        "variety": number(offer.variety, SHARE_DIGITS),
        "is_usable": offer.is_usable,
        "way_s": number(offer.way_s, SECOND_DIGITS),
        "there": _way(offer.there, reference_deg),
        "home": _way(offer.home, reference_deg),
        "chart": chart_figures(course, hill_samples(hill, offer.stretch)),
    }


def _local(local: LocalHill) -> Data:
    sections = local.sections
    length_m = sum(section.length_m for section in sections)
    mapped_m = sum(section.length_m for section in sections if section.surface)
    return {
        "names": list(local.names),
        "kinds": list(dict.fromkeys(section.kind for section in sections)),
        "way_class": local.way_class.value,
        "surfaces": list(local.surfaces),
        "surface_share": number(mapped_m / length_m, SHARE_DIGITS) if length_m else None,
        "is_lit": local.is_lit,
        "crossings": [{"at_m": number(crossing.at_m, 0), "name": crossing.name} for crossing in local.crossings],
        "distance_m": number(local.distance_m, METRE_DIGITS),
        "notices": notice_figures(local.notices),
    }


def _reason(reason: Reason) -> Data:
    return {
        "name": reason.name,
        "score": number(reason.score, SHARE_DIGITS),
        "weight": number(reason.weight, SHARE_DIGITS),
        "words": reason.words,
    }


def _way(line: Line | None, reference_deg: float) -> list[int] | None:
    return None if line is None else line_figures(line, reference_deg)


def _streets(streets: Lines, reference_deg: float) -> list[Data]:
    """Return the streets of each class that there is, the best class last: it is drawn over the others."""
    if not len(streets):
        return []
    first = streets.starts[:-1]
    lon_deg = unrolled(streets.lon_deg, reference_deg)
    order = np.lexsort((lon_deg[first], np.floor(streets.lat_deg[first] / _BAND_DEG)))
    told: list[Data] = []
    for way_class in reversed(WayClass):
        parts = [
            slice(int(streets.starts[i]), int(streets.starts[i + 1]))
            for i in order.tolist()
            if streets.classes[i] is way_class
        ]
        if parts:
            # Nobody measures streets here: they are the ground that hills are seen on.
            lines = thin_lines(streets.lat_deg, lon_deg, parts, is_rough=True)
            told.append({"way_class": way_class.value, "lines": lines})
    return told
