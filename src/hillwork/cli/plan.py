"""`hillwork plan`."""

from typing import TYPE_CHECKING, Final

import click

from hillwork.cli.options import PlaceCommand, elevation_options, place_options, result_options, session_options
from hillwork.cli.output import check_outputs, write_outputs
from hillwork.units import UnitSystem

if TYPE_CHECKING:
    from hillwork.cli.places import PlaceWish
    from hillwork.wish import ElevationWish

ENDINGS: Final = (".html", ".gpx", ".json", ".txt", ".md")
LEVELS: Final = ("beginner", "intermediate", "advanced")


@click.command("plan", cls=PlaceCommand)
@click.argument("track_or_place", metavar="TRACK_OR_PLACE")
@session_options()
@click.option("--level", type=click.Choice(LEVELS), help="How used to hills you are; sets the number of repetitions.")
@click.option("--reps", type=int, help="Number of repetitions, instead of the level's.")
@click.option("--hill", metavar="ID", help="The hill to use, as hillwork find names it, instead of the best.")
@place_options()
@elevation_options()
@result_options(ENDINGS)
def plan_command(
    track_or_place: str,
    session: str,
    five_k: str | None,
    level: str | None,
    reps: int | None,
    hill: str | None,
    where: "PlaceWish",
    wish: "ElevationWish",
    as_json: bool,
    outputs: tuple[str, ...],
    units: str,
    verbose: bool,
    quiet: bool,
) -> int:
    """Turn a hill of a track, or near a place, into a workout.

    TRACK_OR_PLACE is a GPX file, plain or gzipped (- is standard input), or a place: "lat,lon", a geo: URI, an address. For a
    track nothing is sent anywhere, unless --elevation says so. For a place it is the whole session from the door: the way to
    the hill, the repetitions, the way home; see hillwork near --help.

    \b
    Example:
      hillwork plan sample_routes/hill-repeats.gpx --session classic --five-k 25:00
      hillwork plan "45.02,-29.5" --osm sample_routes/town.osm --dem sample_routes
    """
    from hillwork import api

    check_outputs(outputs, ENDINGS, where.files(track_or_place))
    if api.looks_like_file(track_or_place):
        from hillwork.cli.asking import Asking
        from hillwork.wish import open_elevation

        asking = Asking(is_quiet=quiet)
        source, is_alone = open_elevation(wish, asking.announce, asking.tell)
        found = api.find_hills(track_or_place, elevation=source, is_elevation_alone=is_alone)
        if verbose:
            click.echo(f"read {found.track!r}", err=True)
        planned = api.plan_workout(found, session, five_k=five_k, level=level, reps=reps, hill=hill)
    else:
        from hillwork.cli.places import look_around

        around = look_around(
            track_or_place, where, wish, session=session, five_k=five_k, limit=1, is_quiet=quiet, is_verbose=verbose
        )
        planned = api.plan_nearby(around, level=level, reps=reps, hill=hill)
    forms = api.workout_forms(planned, units=UnitSystem(units))
    click.echo(forms[".json" if as_json else ".txt"](), nl=False)
    write_outputs(outputs, forms, is_quiet=quiet)
    return 0
