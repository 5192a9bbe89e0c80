"""The way of a workout as a FIT course: to follow on a watch."""

import math

from hillwork.export.course import FALLBACK_NAME, course_of, start_of
from hillwork.export.fit_workout import is_walk
from hillwork.export.short_text import shortened
from hillwork.model import Survey, Workout


def workout_as_fit_course(survey: Survey, workout: Workout) -> bytes:
    """Return the way of a workout as a FIT course file; equal workouts give equal bytes.

    Args:
        survey: The track it is on.
        workout: The session.

    Raises:
        UsageError: It goes nowhere, as on a treadmill.
    """
    from hillwork.export import fit_messages as fit

    course, start_at, totals = course_of(survey, workout), start_of(workout), workout.totals
    times = [fit.later(start_at, seconds) for seconds in course.time_s.tolist()]
    lat_deg, lon_deg, distance_m = course.lat_deg.tolist(), course.lon_deg.tolist(), course.distance_m.tolist()
    messages = [
        fit.course_message(shortened(course.name, fit.COURSE_NAME_BYTES) or FALLBACK_NAME, is_walk=is_walk(workout)),
        fit.lap_message(
            start_at,
            seconds=float(course.time_s[-1]),
            distance_m=distance_m[-1],
            ends=((lat_deg[0], lon_deg[0]), (lat_deg[-1], lon_deg[-1])),
            ascent_m=totals.ascent_m,
            descent_m=totals.descent_m,
        ),
        fit.timer_message(start_at, is_start=True),
    ]
    for index, elevation_m in enumerate(course.elevation_m.tolist()):
        messages.append(
            fit.record_message(
                times[index],
                lat_deg=lat_deg[index],
                lon_deg=lon_deg[index],
                elevation_m=elevation_m if math.isfinite(elevation_m) else None,
                distance_m=distance_m[index],
            )
        )
    for number, place in enumerate(course.places):
        messages.append(
            fit.point_message(
                number,
                times[place.index],
                lat_deg=lat_deg[place.index],
                lon_deg=lon_deg[place.index],
                distance_m=distance_m[place.index],
                kind=place.kind,
                name=shortened(place.name, fit.POINT_NAME_BYTES),
            )
        )
    messages.append(fit.timer_message(times[-1], is_start=False))
    return fit.course_file(start_at, messages)
