"""Ways with their elevation, as a page colours them on the map and draws them as a profile."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from hillwork.model import Floats, Hill, Indices, Profile, unbroken
from hillwork.page import ChartData, PartsData
from hillwork.render.figures import GRADE_DIGITS, METRE_DIGITS, column
from hillwork.render.gradient import grade_classes, grades_along, parts_by_class
from hillwork.render.lines import encode, thin_lines, unrolled


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Course:
    """Samples of one way after the other.

    Args:
        distance_m: Distance from the start, shape (n,) [m].
        elevation_m: Elevation, shape (n,), NaN where it is unknown [m].
        lat_deg: Latitude, shape (n,) [deg].
        lon_deg: Longitude, shape (n,), without a jump at 180 degrees [deg].
        legs: Index of the first sample of each way, shape (k,).
        grades: Gradient around each sample, shape (n,), NaN where it is unknown.
        classes: Class of each gradient, shape (n,).
    """

    distance_m: Floats
    elevation_m: Floats
    lat_deg: Floats
    lon_deg: Floats
    legs: Indices
    grades: Floats
    classes: Indices


def course_of_profile(profile: Profile, reference_deg: float) -> Course:
    """Return the course of a track.

    Args:
        profile: Its elevation.
        reference_deg: Longitude that the page's longitudes lie around [deg].
    """
    grades = grades_along(profile.distance_m, profile.elevation_m, profile.slices(), profile.step_m)
    return Course(
        distance_m=profile.distance_m,
        elevation_m=profile.elevation_m,
        lat_deg=profile.lat_deg,
        lon_deg=unrolled(profile.lon_deg, reference_deg),
        legs=profile.legs,
        grades=grades,
        classes=grade_classes(grades),
    )


def course_of_hill(hill: Hill, reference_deg: float) -> Course:
    """Return the course of a hill from its foot, where the distance is 0.

    Args:
        hill: The hill.
        reference_deg: Longitude that the page's longitudes lie around [deg].
    """
    distance_m = hill.step_m * np.arange(len(hill.elevation_m), dtype=np.float64)
    known = np.isfinite(hill.elevation_m)
    runs = np.where(known, np.cumsum(~known), -1)
    grades = grades_along(distance_m, hill.elevation_m, unbroken(runs), hill.step_m)
    return Course(
        distance_m=distance_m,
        elevation_m=hill.elevation_m,
        lat_deg=hill.line.lat_deg,
        lon_deg=unrolled(hill.line.lon_deg, reference_deg),
        legs=np.array([0]),
        grades=grades,
        classes=grade_classes(grades),
    )


def parts_figures(courses: Sequence[Course]) -> PartsData:
    """Return the ways in parts of one class of gradient, in order, as lines with the class of each."""
    if not courses:
        nowhere = np.empty(0)
        return {"lines": thin_lines(nowhere, nowhere, []), "grade_class": [], "leg_starts": []}
    starts = np.cumsum([0, *(len(course.classes) for course in courses[:-1])])
    legs = np.concatenate([start + course.legs for start, course in zip(starts, courses, strict=True)])
    lat_deg = np.concatenate([course.lat_deg for course in courses])
    lon_deg = np.concatenate([course.lon_deg for course in courses])
    parts = parts_by_class(np.concatenate([course.classes for course in courses]), legs)
    first_of_leg = set(legs.tolist())
    return {
        "lines": thin_lines(lat_deg, lon_deg, [part.samples for part in parts]),
        "grade_class": [part.grade_class for part in parts],
        "leg_starts": [i for i, part in enumerate(parts) if part.samples.start in first_of_leg],
    }


def chart_figures(course: Course, samples: Indices) -> ChartData:
    """Return the samples of a course that a chart draws."""
    return {
        "distance_m": column(course.distance_m[samples], METRE_DIGITS),
        "elevation_m": column(course.elevation_m[samples], METRE_DIGITS),
        "grade": column(course.grades[samples], GRADE_DIGITS),
        "grade_class": course.classes[samples].tolist(),
        "leg_starts": np.searchsorted(samples, course.legs).tolist(),
        "places": encode(course.lat_deg[samples], course.lon_deg[samples]),
    }
