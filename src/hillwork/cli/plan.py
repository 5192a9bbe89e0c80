"""`hillwork plan`."""

from typing import TYPE_CHECKING, Final

import click

from hillwork.cli.options import elevation_options, json_option, loudness_options, output_option, units_option
from hillwork.cli.output import check_outputs, write_outputs
from hillwork.units import UnitSystem

if TYPE_CHECKING:
    from hillwork.wish import ElevationWish

ENDINGS: Final = (".html", ".gpx", ".json", ".txt", ".md")
SESSIONS: Final = ("classic", "long", "climb", "rolling")
LEVELS: Final = ("beginner", "intermediate", "advanced")


@click.command("plan")
@click.argument("track", metavar="TRACK")
@click.option(
    "--session",
    type=click.Choice(SESSIONS),
    default="classic",
    show_default=True,
    help="classic: 100-200 m repeats; long: 200-900 m repeats; climb: one gradual climb of two to three miles;"
    " rolling: the whole track as a long run over its hills.",
)
@click.option(
    "--five-k", metavar="TIME", help="Your 5 km time, such as 25:00; sets all paces. Assumed 30:00 without it."
)
@click.option("--level", type=click.Choice(LEVELS), help="How used to hills you are; sets the number of repetitions.")
@click.option("--reps", type=int, help="Number of repetitions, instead of the level's.")
@click.option("--hill", metavar="ID", help="The hill to use, as hillwork find names it, instead of the best.")
@elevation_options()
@json_option()
@output_option(ENDINGS)
@units_option()
@loudness_options()
def plan_command(
    track: str,
    session: str,
    five_k: str | None,
    level: str | None,
    reps: int | None,
    hill: str | None,
    wish: "ElevationWish",
    as_json: bool,
    outputs: tuple[str, ...],
    units: str,
    verbose: bool,
    quiet: bool,
) -> int:
    """Turn a hill of a track into a workout.

    TRACK is a GPX file, plain or gzipped; - is standard input. Nothing is sent anywhere, unless --elevation says so.

    \b
    Example:
      hillwork plan sample_routes/hill-repeats.gpx --session classic --five-k 25:00
    """
    from hillwork import api

    check_outputs(outputs, ENDINGS, (track,))
    from hillwork.cli.asking import Asking
    from hillwork.wish import open_elevation

    asking = Asking(is_quiet=quiet)
    source, is_alone = open_elevation(wish, asking.announce, asking.tell)
    found = api.find_hills(track, elevation=source, is_elevation_alone=is_alone)
    if verbose:
        click.echo(f"read {found.track!r}", err=True)
    planned = api.plan_workout(found, session, five_k=five_k, level=level, reps=reps, hill=hill)
    forms = api.workout_forms(planned, units=UnitSystem(units))
    click.echo(forms[".json" if as_json else ".txt"](), nl=False)
    write_outputs(outputs, forms, is_quiet=quiet)
    return 0
