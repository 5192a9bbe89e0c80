"""Thousands of hills in few characters: the columns of those that come after the best."""

from collections.abc import Sequence
from typing import Final

import numpy as np

from hillwork.model import Floats, Hill, Offer
from hillwork.page import OthersData
from hillwork.render.figures import GRADE_DIGITS, METRE_DIGITS, SECOND_DIGITS, SHARE_DIGITS, number
from hillwork.render.lines import thin_lines, unrolled

STEP_M: Final = 25.0
MAX_SAMPLES: Final = 17
"""A height every 25 m, at most so many a hill: enough to see its shape."""

DM_PER_M: Final = 10


def other_offers(offers: Sequence[Offer], reference_deg: float) -> OthersData:
    """Return what a page tells of hills that come after the best.

    Args:
        offers: The hills.
        reference_deg: Longitude that the page's longitudes lie around [deg].
    """
    locals_ = [offer.local for offer in offers]
    hills = [local.hill for local in locals_]
    feet_m = [_foot_m(hill) for hill in hills]
    return {
        "id": [hill.id for hill in hills],
        "kind": [hill.kind.value for hill in hills],
        "confidence": [hill.confidence.value for hill in hills],
        "length_m": [round(hill.length_m, METRE_DIGITS) for hill in hills],
        "gain_m": [round(hill.gain_m, METRE_DIGITS) for hill in hills],
        "gain_sd_m": [number(hill.gain_sd_m, METRE_DIGITS) for hill in hills],
        "grade_max": [round(hill.grade_max, GRADE_DIGITS) for hill in hills],
        "steadiness": [round(hill.steadiness, SHARE_DIGITS) for hill in hills],
        "name": [next(iter(offer.local.between(offer.stretch).names), "") for offer in offers],
        "way_class": [local.way_class.value for local in locals_],
        "distance_m": [number(local.distance_m, 0) for local in locals_],
        "way_s": [number(offer.way_s, SECOND_DIGITS) for offer in offers],
        "score": [round(offer.score, SHARE_DIGITS) for offer in offers],
        "stretch": [_stretch(offer) for offer in offers],
        "foot_elevation_m": [number(foot_m, METRE_DIGITS) for foot_m in feet_m],
        "rise_dm": [_rise_dm(hill, foot_m) for hill, foot_m in zip(hills, feet_m, strict=True)],
        "lines": thin_lines(*_places(hills, reference_deg)),
    }


def _stretch(offer: Offer) -> tuple[float, float, float, float | None]:
    """Return where the part for the session begins, its length, its gradient and the error of that."""
    part = offer.stretch
    start_m, length_m = round(part.start_m, METRE_DIGITS), round(part.length_m, METRE_DIGITS)
    return start_m, length_m, round(part.grade, GRADE_DIGITS), number(part.grade_sd, GRADE_DIGITS)


def _foot_m(hill: Hill) -> float:
    known_m = hill.elevation_m[np.isfinite(hill.elevation_m)]
    return float(known_m[0]) if len(known_m) else float("nan")


def _rise_dm(hill: Hill, foot_m: float) -> list[int | None]:
    n_samples = min(1 + max(1, round(hill.length_m / STEP_M)), MAX_SAMPLES)
    index = np.rint(np.linspace(0, len(hill.elevation_m) - 1, n_samples)).astype(np.int64)
    rises = (DM_PER_M * (hill.elevation_m[index] - foot_m)).tolist()
    return [round(rise) if np.isfinite(rise) else None for rise in rises]


def _places(hills: Sequence[Hill], reference_deg: float) -> tuple[Floats, Floats, list[slice]]:
    """Return the lines of hills one after the other, and which places are whose."""
    if not hills:
        return np.empty(0), np.empty(0), []
    lat_deg = np.concatenate([hill.line.lat_deg for hill in hills])
    lon_deg = unrolled(np.concatenate([hill.line.lon_deg for hill in hills]), reference_deg)
    ends = np.cumsum([len(hill.line) for hill in hills]).tolist()
    return lat_deg, lon_deg, [slice(start, end) for start, end in zip([0, *ends[:-1]], ends, strict=True)]
