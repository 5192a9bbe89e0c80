"""`hillwork plan`."""

from typing import TYPE_CHECKING, Final

import click

from hillwork.cli.options import (
    PlaceCommand,
    day_options,
    elevation_options,
    place_options,
    result_options,
)
from hillwork.cli.output import check_outputs, look_of, make_outputs, shows_ground, write_outputs
from hillwork.cli.runner_options import session_options
from hillwork.errors import UsageError

if TYPE_CHECKING:
    from hillwork.api import Day, PlannedWorkout, TreadmillWorkout, Wishes
    from hillwork.cli.days import DayWish
    from hillwork.cli.places import PlaceWish
    from hillwork.wish import ElevationWish

ENDINGS: Final = (
    ".html",
    ".sheet.html",
    ".svg",
    ".png",
    ".gpx",
    ".fit",
    ".course.fit",
    ".tcx",
    ".zwo",
    ".icu.txt",
    ".garmin.json",
    ".ics",
    ".json",
    ".geojson",
    ".csv",
    ".txt",
    ".md",
)


@click.command("plan", cls=PlaceCommand)
@click.argument("track_or_place", metavar="[TRACK_OR_PLACE]", required=False)
@session_options()
@click.option("--reps", type=int, help="Number of repetitions, instead of the level's.")
@click.option("--hill", metavar="ID", help="The hill to use, as hillwork find names it, instead of the best.")
@click.option("--treadmill", "is_on_treadmill", is_flag=True, help="The same session on a treadmill.")
@click.option("--activation", "is_activated", is_flag=True, help="Put the activation routine before the warm-up.")
@day_options()
@place_options()
@elevation_options()
@result_options(ENDINGS)
def plan_command(
    track_or_place: str | None,
    session: str,
    wishes: "Wishes",
    reps: int | None,
    hill: str | None,
    is_on_treadmill: bool,
    is_activated: bool,
    when: "DayWish",
    where: "PlaceWish",
    wish: "ElevationWish",
    as_json: bool,
    outputs: tuple[str, ...],
    units: str,
    tiles: str | None,
    verbose: bool,
    quiet: bool,
) -> int:
    """Turn a hill of a track, or near a place, into a workout.

    TRACK_OR_PLACE is a GPX file, plain or gzipped (- is standard input), or a place: "lat,lon", a geo: URI, an address. For a
    track nothing is sent anywhere, unless --elevation or --weather says so. For a place it is the whole session from the door:
    the way to the hill, the repetitions, the way home; see hillwork near --help. On a treadmill it may be left away.

    \b
    Example:
      hillwork plan sample_routes/hill-repeats.gpx --session classic --five-k 25:00
      hillwork plan "45.02,-29.5" --osm sample_routes/town.osm --dem sample_routes
      hillwork plan --session mill --race 10km=52:30
    """
    from hillwork import api
    from hillwork.cli.asking import Asking

    check_outputs(outputs, ENDINGS, where.files(track_or_place) if track_or_place else ())
    wishes = {**wishes, "reps": reps}
    asking = Asking(is_quiet=quiet)
    day = when.day(wish, asking)
    if track_or_place is None:
        workout = _indoors(session, wishes, day, is_on_treadmill=is_on_treadmill)
    elif api.looks_like_file(track_or_place):
        from hillwork.wish import open_elevation

        source, is_alone = open_elevation(wish, asking.announce, asking.tell)
        found = api.find_hills(
            track_or_place, elevation=source, is_elevation_alone=is_alone, with_relief=shows_ground(outputs)
        )
        if verbose:
            click.echo(f"read {found.track!r}", err=True)
        workout = api.on_day(api.plan_workout(found, session, hill=hill, **wishes), day)
    else:
        from hillwork.cli.places import look_around

        around = look_around(
            track_or_place, where, wish, session=session, wishes=wishes, limit=1, is_quiet=quiet, is_verbose=verbose
        )
        workout = api.on_day(api.plan_nearby(around, hill=hill), day, found=around)
    if is_on_treadmill and isinstance(workout, api.PlannedWorkout):
        workout = workout.on_treadmill()
    if is_activated:
        workout = workout.with_activation()
    forms = api.workout_forms(workout, look=look_of(outputs, ENDINGS, units, tiles))
    made = make_outputs(outputs, forms)
    click.echo(api.workout_as_json(workout) if as_json else forms[".txt"](), nl=False)
    write_outputs(made, is_quiet=quiet)
    return 0


def _indoors(
    session: str, wishes: "Wishes", day: "Day", *, is_on_treadmill: bool
) -> "PlannedWorkout | TreadmillWorkout":
    """Return a session without a track and without a place: on a treadmill.

    Raises:
        UsageError: The session is no treadmill's, and nobody asked for one.
    """
    from hillwork import api

    if not is_on_treadmill and session != "mill":
        raise UsageError("no track and no place to plan on", hint='name a GPX file or "lat,lon", or take --treadmill')
    return api.belt_on_day(api.plan_treadmill(session, **wishes), day)
