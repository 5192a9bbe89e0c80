"""The hills around a place as the document of a page: SI numbers, words as they came, lines encoded."""

from collections.abc import Sequence
from typing import Final

from hillwork.model import Crossing, Line, Nearby, Noise, Offer, Reason
from hillwork.page import PAGE_SCHEMA, CrossingData, Encoded, NearbyPage, OfferData, OfferMoreData, ReasonData
from hillwork.render.backdrop import backdrop_figures
from hillwork.render.course import course_of_hill, parts_figures
from hillwork.render.figures import (
    METRE_DIGITS,
    SECOND_DIGITS,
    SHARE_DIGITS,
    line_figures,
    notice_figures,
    number,
    stretch_figures,
)
from hillwork.render.gradient import GRADE_EDGES
from hillwork.render.hill_figures import hill_figures
from hillwork.render.others import other_offers

MOST_TOLD: Final = 200
"""So many hills are told with all that is known of them; of the rest of a large town's less, in columns."""

_PLACE_DIGITS: Final = 6


def nearby_page(nearby: Nearby) -> NearbyPage:
    """Return everything that a page shows of the hills around a place.

    Args:
        nearby: The place and its hills.
    """
    place = nearby.place
    return {
        "schema": PAGE_SCHEMA,
        "about": "place",
        "grade_edges": list(GRADE_EDGES),
        "place": {"name": place.name, "at": [round(place.lat_deg, _PLACE_DIGITS), round(place.lon_deg, _PLACE_DIGITS)]},
        "radius_m": round(nearby.radius_m, METRE_DIGITS),
        "session": nearby.session,
        "ways_m": round(nearby.ways_m, 0),
        "heights": {
            "source": nearby.heights,
            "worth": nearby.worth.words,
            "noise_sd_m": number(nearby.noise.sd_m, METRE_DIGITS),
            "known_share": number(nearby.known_share, SHARE_DIGITS),
        },
        "ground": {"source": nearby.source, "as_of": nearby.as_of},
        "attributions": list(nearby.attributions),
        "notices": notice_figures(nearby.notices),
        "backdrop": backdrop_figures(nearby.backdrop, place.lon_deg),
        "parts": parts_figures(
            [course_of_hill(offer.local.hill, place.lon_deg) for offer in nearby.offers[:MOST_TOLD]]
        ),
        "hills": _offers(nearby.offers[:MOST_TOLD], nearby.noise, place.lon_deg),
        "others": other_offers(nearby.offers[MOST_TOLD:], place.lon_deg),
        "unsure": _offers(nearby.unsure[:MOST_TOLD], nearby.noise, place.lon_deg),
    }


def _offers(offers: Sequence[Offer], noise: Noise, reference_deg: float) -> list[OfferData]:
    return [_offer(offer, noise, reference_deg) for offer in offers]


def _offer(offer: Offer, noise: Noise, reference_deg: float) -> OfferData:
    local = offer.local
    return {
        **hill_figures(local.hill, reference_deg, noise),
        "names": list(local.names),
        "used_names": list(local.between(offer.stretch).names),
        "way_class": local.way_class.value,
        "distance_m": number(local.distance_m, METRE_DIGITS),
        "way_s": number(offer.way_s, SECOND_DIGITS),
        "score": round(offer.score, SHARE_DIGITS),
        "is_usable": offer.is_usable,
        "stretch": stretch_figures(offer.stretch),
        "more": _more(offer, reference_deg),
    }


def _more(offer: Offer, reference_deg: float) -> OfferMoreData:
    local = offer.local
    sections = local.sections
    length_m = sum(section.length_m for section in sections)
    mapped_m = sum(section.length_m for section in sections if section.surface)
    return {
        "kinds": list(dict.fromkeys(section.kind for section in sections)),
        "surfaces": list(local.surfaces),
        "surface_share": number(mapped_m / length_m, SHARE_DIGITS) if length_m else None,
        "is_lit": local.is_lit,
        "crossings": [_crossing(crossing) for crossing in local.crossings],
        "notices": notice_figures(local.notices),
        "reasons": [_reason(reason) for reason in offer.reasons],
        "variety": round(offer.variety, SHARE_DIGITS),
        "there": _way(offer.there, reference_deg),
        "home": _way(offer.home, reference_deg),
    }


def _crossing(crossing: Crossing) -> CrossingData:
    return {"at_m": number(crossing.at_m, 0), "name": crossing.name}


def _reason(reason: Reason) -> ReasonData:
    return {
        "name": reason.name,
        "score": number(reason.score, SHARE_DIGITS),
        "weight": number(reason.weight, SHARE_DIGITS),
        "words": reason.words,
    }


def _way(line: Line | None, reference_deg: float) -> Encoded | None:
    return None if line is None else line_figures(line, reference_deg)
