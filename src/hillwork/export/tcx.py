"""The way of a workout as a TCX course (TrainingCenterDatabase, version 2).

No library that writes TCX is kept up; the standard library's `xml.etree` builds the tree and escapes what it holds.
"""

import math
import xml.etree.ElementTree as ET
from datetime import datetime, timedelta
from typing import Final

from hillwork.export.course import FALLBACK_NAME, Course, PlaceKind, course_of, start_of
from hillwork.export.short_text import shortened_characters
from hillwork.model import Survey, Workout
from hillwork.text import clean

NAMESPACE: Final = "http://www.garmin.com/xmlschemas/TrainingCenterDatabase/v2"
COURSE_NAME_CHARACTERS: Final = 15
POINT_NAME_CHARACTERS: Final = 10
"""Types RestrictedToken_t and CoursePointName_t of the schema."""

POINT_TYPES: Final = {PlaceKind.END: "Generic", PlaceKind.FOOT: "Valley", PlaceKind.TOP: "Summit"}


def workout_as_tcx(survey: Survey, workout: Workout) -> str:
    """Return the way of a workout as a TCX course, with the expected time at every point.

    Args:
        survey: The track it is on.
        workout: The session.

    Raises:
        UsageError: It goes nowhere, as on a treadmill.
    """
    course, start_at = course_of(survey, workout), start_of(workout)
    root = ET.Element("TrainingCenterDatabase", {"xmlns": NAMESPACE})
    element = ET.SubElement(ET.SubElement(root, "Courses"), "Course")
    _add(element, "Name", shortened_characters(course.name, COURSE_NAME_CHARACTERS) or FALLBACK_NAME)
    _add_lap(element, course)
    track = ET.SubElement(element, "Track")
    for index in range(len(course)):
        point = ET.SubElement(track, "Trackpoint")
        _add(point, "Time", _time(start_at, course, index))
        _add_position(point, "Position", course, index)
        _add_altitude(point, "AltitudeMeters", course, index)
        _add(point, "DistanceMeters", f"{course.distance_m[index]:.2f}")
    _add(
        element, "Notes", clean(" ".join([f"{workout.title}.", *workout.why, survey.attribution]), max_characters=2000)
    )
    for place in course.places:
        point = ET.SubElement(element, "CoursePoint")
        _add(point, "Name", shortened_characters(place.name, POINT_NAME_CHARACTERS))
        _add(point, "Time", _time(start_at, course, place.index))
        _add_position(point, "Position", course, place.index)
        _add_altitude(point, "AltitudeMeters", course, place.index)
        _add(point, "PointType", POINT_TYPES[place.kind])
        if place.notes:
            _add(point, "Notes", clean(place.notes))
    ET.indent(root)
    written: bytes = ET.tostring(root, encoding="UTF-8", xml_declaration=True)
    return written.decode() + "\n"


def _add_lap(parent: ET.Element, course: Course) -> None:
    last = len(course) - 1
    lap = ET.SubElement(parent, "Lap")
    _add(lap, "TotalTimeSeconds", f"{course.time_s[-1]:.1f}")
    _add(lap, "DistanceMeters", f"{course.distance_m[-1]:.2f}")
    _add_position(lap, "BeginPosition", course, 0)
    _add_altitude(lap, "BeginAltitudeMeters", course, 0)
    _add_position(lap, "EndPosition", course, last)
    _add_altitude(lap, "EndAltitudeMeters", course, last)
    _add(lap, "Intensity", "Active")


def _add(parent: ET.Element, tag: str, text: str) -> None:
    ET.SubElement(parent, tag).text = text


def _add_position(parent: ET.Element, tag: str, course: Course, index: int) -> None:
    position = ET.SubElement(parent, tag)
    _add(position, "LatitudeDegrees", f"{course.lat_deg[index]:.7f}")
    _add(position, "LongitudeDegrees", f"{course.lon_deg[index]:.7f}")


def _add_altitude(parent: ET.Element, tag: str, course: Course, index: int) -> None:
    if math.isfinite(course.elevation_m[index]):
        _add(parent, tag, f"{course.elevation_m[index]:.1f}")


def _time(start_at: datetime, course: Course, index: int) -> str:
    at = start_at + timedelta(seconds=round(float(course.time_s[index])))
    return f"{at:%Y-%m-%dT%H:%M:%S}Z"
