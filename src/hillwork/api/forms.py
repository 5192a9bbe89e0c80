"""What is found and planned, as text of all kinds, as pages and as pictures."""

from collections.abc import Callable, Sequence
from functools import cache, partial
from typing import TYPE_CHECKING, Final

from hillwork import export
from hillwork.api.look import USUAL, Look
from hillwork.api.nearby import FoundNearby
from hillwork.api.tracks import find_hills
from hillwork.api.workouts import PlannedWorkout, TreadmillWorkout
from hillwork.errors import UsageError
from hillwork.model import Nearby, Survey, Workout
from hillwork.page import NearbyPage, Page, TrackPage
from hillwork.units import UnitSystem

if TYPE_CHECKING:
    from hillwork.api.tracks import Source
    from hillwork.render import Drawing

Form = Callable[[], str]
"""Makes the text of a file when it is called."""

ON_A_WAY: Final = (".html", ".svg", ".png", ".gpx", ".course.fit", ".tcx", ".geojson")
"""What a workout can be written as only where it goes somewhere."""

FileForm = Callable[[], str | bytes]
"""Makes the content of a file when it is called."""


def draw_map(
    source: "Survey | Nearby | Source",
    workout: Workout | None = None,
    *,
    units: str = "metric",
    tiles: str | None = None,
) -> str:
    """Return one HTML page with the map, for a browser, without network.

    Args:
        source: What `find_hills` or `find_nearby` returned, a workout's `survey`, or whatever `find_hills` takes.
        workout: The workout to draw and write out beside the map.
        units: metric or imperial.
        tiles: Whose online tiles its reader may switch on, one of `tile_providers()`; None for nobody's.

    Raises:
        UsageError: There is no such provider of tiles.
    """
    look = Look(units=UnitSystem(units), tiles=tiles)
    if isinstance(source, Nearby):
        return _html(_nearby_page(source), look)
    survey = source if isinstance(source, Survey) else find_hills(source)
    return _html(_track_page(survey, workout), look)


def tile_providers() -> tuple[str, ...]:
    """Return the names of those whose online tiles a page may offer."""
    from hillwork import render

    return tuple(render.PROVIDERS)


def page_forms(page: Page, *, look: Look = USUAL) -> dict[str, FileForm]:
    """Return what makes the content of a map, by the ending of the file it goes to.

    Args:
        page: The map, as `read_map` returns it.
        look: How to show it.
    """
    return _drawn(lambda: page, look)


def survey_forms(
    surveys: Sequence[Survey],
    *,
    look: Look = USUAL,
    with_unsure: bool = False,
    with_nested: bool = False,
) -> dict[str, FileForm]:
    """Return what makes the content of surveys, by the ending of the file it goes to.

    Args:
        surveys: What was found; map and profile show the first, and the JSON of one holds its map.
        look: How to show it.
        with_unsure: Whether to list hills that the elevation cannot settle.
        with_nested: Whether to list the best stretch and the steeper hills inside each hill.
    """
    page = cache(lambda: _track_page(surveys[0]))
    is_one = len(surveys) == 1
    return {
        **_drawn(page, look),
        ".json": lambda: export.surveys_as_json(surveys, with_unsure=with_unsure, page=page() if is_one else None),
        ".geojson": lambda: export.surveys_as_geojson(surveys, with_unsure=with_unsure),
        ".csv": lambda: export.surveys_as_csv(surveys, with_unsure=with_unsure),
        ".txt": lambda: "\n".join(
            export.survey_as_text(survey, look.units, with_unsure=with_unsure, with_nested=with_nested)
            for survey in surveys
        ),
    }


def survey_as_table(
    survey: Survey, *, units: UnitSystem, width: int, with_colour: bool, with_unsure: bool, with_nested: bool
) -> str:
    """Return the hills of a track as a table for a screen of some width."""
    return export.survey_as_text(
        survey, units, width=width, with_colour=with_colour, with_unsure=with_unsure, with_nested=with_nested
    )


def surveys_as_json(surveys: Sequence[Survey], *, with_unsure: bool = False) -> str:
    """Return surveys as JSON for a program that listens: what a file holds, without the map."""
    return export.surveys_as_json(surveys, with_unsure=with_unsure)


def workout_forms(workout: PlannedWorkout | TreadmillWorkout, *, look: Look = USUAL) -> dict[str, FileForm]:
    """Return what makes the content of a workout, by the ending of the file it goes to.

    Args:
        workout: The workout, on its track or on a treadmill.
        look: How to show it.
    """
    survey = workout.survey if isinstance(workout, PlannedWorkout) else None
    page = None if survey is None else cache(partial(_track_page, survey, workout))
    return {
        **(dict.fromkeys(ON_A_WAY, _refuse) if page is None else _drawn(page, look)),
        **({} if survey is None else _forms_on_a_way(survey, workout)),
        ".sheet.html": lambda: export.workout_as_sheet(survey, workout, look.units),
        ".fit": lambda: export.workout_as_fit(workout),
        ".zwo": lambda: export.workout_as_zwo(workout),
        ".icu.txt": lambda: export.workout_as_intervals_text(workout),
        ".garmin.json": lambda: export.workout_as_garmin_json(workout),
        ".ics": lambda: export.workout_as_ics(workout),
        ".json": lambda: export.workout_as_json(survey, workout, page=page and page()),
        ".csv": lambda: export.workout_as_csv(workout),
        ".txt": lambda: export.workout_as_text(workout, look.units),
        ".md": lambda: export.workout_as_markdown(survey, workout, look.units),
    }


def _forms_on_a_way(survey: Survey, workout: Workout) -> dict[str, FileForm]:
    return {
        ".gpx": lambda: export.workout_as_gpx(survey, workout),
        ".course.fit": lambda: export.workout_as_fit_course(survey, workout),
        ".tcx": lambda: export.workout_as_tcx(survey, workout),
        ".geojson": lambda: export.workout_as_geojson(survey, workout),
    }


def _refuse() -> str:
    raise export.goes_nowhere()


def workout_as_json(workout: PlannedWorkout | TreadmillWorkout) -> str:
    """Return a workout as JSON for a program that listens: what a file holds, without the map."""
    return export.workout_as_json(workout.survey if isinstance(workout, PlannedWorkout) else None, workout)


def nearby_forms(found: FoundNearby, *, look: Look = USUAL, with_unsure: bool = False) -> dict[str, FileForm]:
    """Return what makes the content of a search around a place, by the ending of the file it goes to.

    Args:
        found: What was found.
        look: How to show it.
        with_unsure: Whether to list hills that the elevation cannot settle.
    """
    page = cache(partial(_nearby_page, found))
    return {
        **_drawn(page, look),
        ".json": lambda: export.nearby_as_json(found, with_unsure=with_unsure, page=page()),
        ".geojson": lambda: export.nearby_as_geojson(found, with_unsure=with_unsure),
        ".csv": lambda: export.nearby_as_csv(found, with_unsure=with_unsure),
        ".txt": lambda: export.nearby_as_text(found, look.units, with_unsure=with_unsure),
    }


def nearby_as_table(found: FoundNearby, *, units: UnitSystem, width: int, with_colour: bool, with_unsure: bool) -> str:
    """Return the hills around a place as a table for a screen of some width."""
    return export.nearby_as_text(found, units, width=width, with_colour=with_colour, with_unsure=with_unsure)


def nearby_as_json(found: FoundNearby, *, with_unsure: bool = False) -> str:
    """Return the hills around a place as JSON for a program that listens: what a file holds, without the map."""
    return export.nearby_as_json(found, with_unsure=with_unsure)


# Folium takes longer to load than everything else to run: only who wants a map waits for it.


def _track_page(survey: Survey, workout: Workout | None = None) -> TrackPage:
    from hillwork import render

    return render.track_page(survey, workout)


def _nearby_page(nearby: Nearby) -> NearbyPage:
    from hillwork import render

    return render.nearby_page(nearby)


def _html(page: Page, look: Look) -> str:
    from hillwork import render

    if look.tiles not in {None, *render.PROVIDERS}:
        raise UsageError(f"no tiles of {look.tiles!r}", hint=f"there are {', '.join(render.PROVIDERS)}")
    return render.draw_page(page, units=look.units, tiles=look.tiles, beside=look.beside)


def _drawn(page: Callable[[], Page], look: Look) -> dict[str, FileForm]:
    """Return what draws a map, once it is known."""

    def profile() -> "Drawing":
        from hillwork import render

        return render.profile_drawing(page(), look.units)

    def svg() -> str:
        from hillwork import render

        return render.as_svg(profile())

    def png() -> bytes:
        from hillwork import render

        return render.as_png(profile())

    return {".html": lambda: _html(page(), look), ".svg": svg, ".png": png}
