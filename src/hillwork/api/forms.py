"""What is found and planned, as text of all kinds."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final

from hillwork import export
from hillwork.api.nearby import FoundNearby
from hillwork.api.tracks import find_hills
from hillwork.api.workouts import PlannedWorkout, TreadmillWorkout
from hillwork.model import Nearby, Survey, Workout
from hillwork.units import UnitSystem

if TYPE_CHECKING:
    from hillwork.api.tracks import Source

Form = Callable[[], str]
"""Makes the text of a file when it is called."""

ON_A_WAY: Final = (".html", ".gpx", ".course.fit", ".tcx", ".geojson")
"""What a workout can be written as only where it goes somewhere."""

FileForm = Callable[[], str | bytes]
"""Makes the content of a file when it is called."""


def draw_map(source: "Survey | Nearby | Source", workout: Workout | None = None, *, units: str = "metric") -> str:
    """Return one HTML page with the map, for a browser, without network.

    Args:
        source: What `find_hills` or `find_nearby` returned, a workout's `survey`, or whatever `find_hills` takes.
        workout: The workout to draw and write out beside the map.
        units: metric or imperial.
    """
    if isinstance(source, Nearby):
        return _draw_nearby(source, UnitSystem(units))
    survey = source if isinstance(source, Survey) else find_hills(source)
    return _draw(survey, workout, UnitSystem(units))


def _draw_nearby(nearby: Nearby, units: UnitSystem) -> str:
    from hillwork import render

    return render.draw_nearby(nearby, units=units)


def _draw(survey: Survey, workout: Workout | None, units: UnitSystem) -> str:
    # Folium takes longer to load than everything else to run: only who wants a map waits for it.
    from hillwork import render

    return render.draw_map(survey, workout, units=units)


def survey_forms(
    surveys: Sequence[Survey],
    *,
    units: UnitSystem = UnitSystem.METRIC,
    with_unsure: bool = False,
    with_nested: bool = False,
) -> dict[str, Form]:
    """Return what makes the text of surveys, by the ending of the file it goes to.

    Args:
        surveys: What was found; the map shows the first.
        units: What to show distances and heights in.
        with_unsure: Whether to list hills that the elevation cannot settle.
        with_nested: Whether to list the best stretch and the steeper hills inside each hill.
    """
    return {
        ".html": lambda: _draw(surveys[0], None, units),
        ".json": lambda: export.surveys_as_json(surveys, with_unsure=with_unsure),
        ".geojson": lambda: export.surveys_as_geojson(surveys, with_unsure=with_unsure),
        ".csv": lambda: export.surveys_as_csv(surveys, with_unsure=with_unsure),
        ".txt": lambda: "\n".join(
            export.survey_as_text(survey, units, with_unsure=with_unsure, with_nested=with_nested) for survey in surveys
        ),
    }


def survey_as_table(
    survey: Survey, *, units: UnitSystem, width: int, with_colour: bool, with_unsure: bool, with_nested: bool
) -> str:
    """Return the hills of a track as a table for a screen of some width."""
    return export.survey_as_text(
        survey, units, width=width, with_colour=with_colour, with_unsure=with_unsure, with_nested=with_nested
    )


def workout_forms(
    workout: PlannedWorkout | TreadmillWorkout, *, units: UnitSystem = UnitSystem.METRIC
) -> dict[str, FileForm]:
    """Return what makes the content of a workout, by the ending of the file it goes to.

    Args:
        workout: The workout, on its track or on a treadmill.
        units: What to show distances and heights in.
    """
    survey = workout.survey if isinstance(workout, PlannedWorkout) else None
    return {
        **(dict.fromkeys(ON_A_WAY, _refuse) if survey is None else _forms_on_a_way(survey, workout, units)),
        ".sheet.html": lambda: export.workout_as_sheet(survey, workout, units),
        ".fit": lambda: export.workout_as_fit(workout),
        ".zwo": lambda: export.workout_as_zwo(workout),
        ".icu.txt": lambda: export.workout_as_intervals_text(workout),
        ".garmin.json": lambda: export.workout_as_garmin_json(workout),
        ".ics": lambda: export.workout_as_ics(workout),
        ".json": lambda: export.workout_as_json(survey, workout),
        ".csv": lambda: export.workout_as_csv(workout),
        ".txt": lambda: export.workout_as_text(workout, units),
        ".md": lambda: export.workout_as_markdown(survey, workout, units),
    }


def _forms_on_a_way(survey: Survey, workout: Workout, units: UnitSystem) -> dict[str, FileForm]:
    return {
        ".html": lambda: _draw(survey, workout, units),
        ".gpx": lambda: export.workout_as_gpx(survey, workout),
        ".course.fit": lambda: export.workout_as_fit_course(survey, workout),
        ".tcx": lambda: export.workout_as_tcx(survey, workout),
        ".geojson": lambda: export.workout_as_geojson(survey, workout),
    }


def _refuse() -> str:
    raise export.goes_nowhere()


def nearby_forms(
    found: FoundNearby, *, units: UnitSystem = UnitSystem.METRIC, with_unsure: bool = False
) -> dict[str, Form]:
    """Return what makes the text of a search around a place, by the ending of the file it goes to.

    Args:
        found: What was found.
        units: What to show distances and heights in.
        with_unsure: Whether to list hills that the elevation cannot settle.
    """
    return {
        ".html": lambda: _draw_nearby(found, units),
        ".json": lambda: export.nearby_as_json(found, with_unsure=with_unsure),
        ".geojson": lambda: export.nearby_as_geojson(found, with_unsure=with_unsure),
        ".csv": lambda: export.nearby_as_csv(found, with_unsure=with_unsure),
        ".txt": lambda: export.nearby_as_text(found, units, with_unsure=with_unsure),
    }


def nearby_as_table(found: FoundNearby, *, units: UnitSystem, width: int, with_colour: bool, with_unsure: bool) -> str:
    """Return the hills around a place as a table for a screen of some width."""
    return export.nearby_as_text(found, units, width=width, with_colour=with_colour, with_unsure=with_unsure)
