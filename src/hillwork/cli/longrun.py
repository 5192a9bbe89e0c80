"""`hillwork longrun`."""

from typing import TYPE_CHECKING, Final

import click

from hillwork.cli.options import PlaceCommand, elevation_options, output_options, units_option
from hillwork.cli.output import check_outputs, look_of, make_outputs, write_outputs
from hillwork.cli.runner_options import runner_options
from hillwork.errors import UsageError
from hillwork.text import clean

if TYPE_CHECKING:
    from hillwork.api import Wishes
    from hillwork.wish import ElevationWish

ENDINGS: Final = (".json", ".txt")


@click.command("longrun", cls=PlaceCommand)
@click.argument("track", metavar="TRACK")
@click.option("--like", metavar="FILE", help="The course of a race: how alike are the two, and where do they differ?")
@runner_options()
@elevation_options()
@output_options(ENDINGS)
@units_option()
def longrun_command(
    track: str,
    like: str | None,
    wishes: "Wishes",
    wish: "ElevationWish",
    as_json: bool,
    outputs: tuple[str, ...],
    units: str,
    quiet: bool,
) -> int:
    """Judge a route as a long run over hills.

    TRACK is a GPX file, plain or gzipped; - is standard input. Tells how much it rolls, its hills in order, what it lacks
    beside the hills that marathoners know, and each kilometre or mile at an even effort. Nothing is sent anywhere, unless
    --elevation says so.

    \b
    Example:
      hillwork longrun sample_routes/rolling-long-run.gpx --five-k 25:00
    """
    from hillwork import api
    from hillwork.cli.asking import Asking
    from hillwork.wish import open_elevation

    check_outputs(outputs, ENDINGS, (track,) if like is None else (track, like))
    if not api.looks_like_file(track):
        raise UsageError(
            f"not a file: {clean(track.strip())!r}", hint="name a GPX file; hillwork near looks around a place"
        )
    asking = Asking(is_quiet=quiet)
    source, is_alone = open_elevation(wish, asking.announce, asking.tell)
    run, race = (
        None if file is None else api.find_hills(file, elevation=source, is_elevation_alone=is_alone)
        for file in (track, like)
    )
    forms = api.long_run_forms(
        api.judge_run(run or track, like=race, **wishes), look=look_of(outputs, ENDINGS, units, None)
    )
    made = make_outputs(outputs, forms)
    click.echo(forms[".json" if as_json else ".txt"](), nl=False)
    write_outputs(made, is_quiet=quiet)
    return 0
