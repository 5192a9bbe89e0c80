"""A whole session from a door: the way to a hill near it, the repetitions, the way home."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from hillwork.api.ground import relief_beneath, streets_beneath
from hillwork.api.nearby import FoundNearby
from hillwork.api.workouts import PlannedWorkout, planned
from hillwork.errors import NothingToDoError, UsageError
from hillwork.model import ATTRIBUTION_CODE, Backdrop, Confidence, Hill, Notice, Offer, Track, way_words
from hillwork.plan import Outing, build_workout, ground_notes
from hillwork.text import counted
from hillwork.units import format_distance, format_grade

ABOUT_PLACE: Final = frozenset({"place-aside", "map-edge"})
"""Notices on the place that a plan passes on; those on the heights come with the survey."""


def plan_nearby(
    found: FoundNearby,
    *,
    hill: str | None = None,
) -> PlannedWorkout:
    """Return a whole session from the door: the way to a hill, the repetitions on it, the way home.

    Args:
        found: What was found around the place; its session, and its best hill.
        hill: Name of the hill to use, instead of the one that suits best.

    Raises:
        UsageError: There is no such hill.
        NothingToDoError: No hill suits the session, or no way leads there.
    """
    from hillwork.area import course_to

    offer = _chosen(found, hill)
    placed = next(one for one in found.area.hills if one.local.hill.id == offer.local.hill.id)
    course = course_to(found.area, placed, offer.stretch)
    ground = offer.local.between(offer.stretch)
    outing = Outing(
        place=found.place.name,
        home_m=course.home_m,
        is_loop=course.is_loop,
        why=tuple(_why(found, offer, course.survey.hills[0])),
        notes=(
            *ground_notes(ground),
            *(notice for notice in found.area.notices if notice.code in ABOUT_PLACE),
        ),
    )
    workout = build_workout(course.survey, found.who, outing=outing)
    credit = (Notice(ATTRIBUTION_CODE, attribution) for attribution in found.attributions)
    survey = replace(
        course.survey, notices=(*course.survey.notices, *credit), backdrop=_backdrop(found, course.survey.track)
    )
    return planned(workout, survey, found.who, ground)


def _backdrop(found: FoundNearby, track: Track) -> Backdrop:
    """Return what lies around the way: less of the streets than was looked at, and more of the ground's shape."""
    streets = found.backdrop.streets
    return Backdrop(
        streets=None if streets is None else streets_beneath(streets, track.lat_deg, track.lon_deg),
        relief=relief_beneath(found.model, track.lat_deg, track.lon_deg),
    )


def _chosen(found: FoundNearby, hill: str | None) -> Offer:
    if hill is None:
        if found.offers:
            return found.offers[0]
        reason = next((one.message for one in found.notices if one.code == "no-hill-fits"), "no hill here")
        raise NothingToDoError(f"{found.place.name}: {reason}", hint="choose a larger --radius or another --session")
    for offer in found.ranked:
        if offer.local.hill.id == hill:
            return offer
    raise UsageError(
        f"{found.place.name}: no hill {hill!r} within {format_distance(found.radius_m)}",
        hint="hillwork near lists them; leave --hill away to let the best one be chosen",
    )


def _why(found: FoundNearby, offer: Offer, stretch: Hill) -> Iterator[str]:
    """Yield why this hill, in sentences: what it is, where the stretch begins and ends, and each part of its score."""
    hill = offer.local.hill
    names = " and ".join(offer.local.between(offer.stretch).names[:2]) or way_words("", offer.local.sections[0].kind)
    n_suiting = sum(one.is_usable and one.local.hill.confidence is not Confidence.UNSURE for one in found.ranked)
    of = "" if offer.stretch.length_m >= hill.length_m else f", part of a hill of {format_distance(hill.length_m)}"
    yield (
        f"{hill.id}, {names}: {format_distance(offer.stretch.length_m)} at"
        f" {format_grade(offer.stretch.grade, offer.stretch.grade_sd)}{of}; score {offer.score:.2f} of 1; {counted(n_suiting, 'hill')} would suit the session"
    )
    yield f"foot: {stretch.foot_name}; top: {stretch.top_name}"
    for reason in sorted(offer.reasons, key=lambda reason: -reason.weight):
        yield f"{reason.name}: {reason.words} ({reason.score:.2f} × {reason.weight:.2f})"
