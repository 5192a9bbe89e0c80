"""`hillwork near`."""

from typing import TYPE_CHECKING, Final

import click

from hillwork.cli.options import PlaceCommand, elevation_options, place_options, result_options
from hillwork.cli.output import check_outputs, has_colour, look_of, make_outputs, screen_width, write_outputs
from hillwork.cli.runner_options import session_options
from hillwork.units import UnitSystem

if TYPE_CHECKING:
    from hillwork.api import Wishes
    from hillwork.cli.places import PlaceWish
    from hillwork.wish import ElevationWish

ENDINGS: Final = (".html", ".svg", ".png", ".json", ".geojson", ".csv", ".txt")


@click.command("near", cls=PlaceCommand)
@click.argument("place", metavar="PLACE")
@session_options()
@click.option("--limit", type=click.IntRange(0), default=20, show_default=True, help="How many hills to list; 0: all.")
@click.option("--unsure", "with_unsure", is_flag=True, help="List stretches too that the elevation cannot settle.")
@place_options()
@elevation_options()
@result_options(ENDINGS)
def near_command(
    place: str,
    session: str,
    wishes: "Wishes",
    limit: int,
    with_unsure: bool,
    where: "PlaceWish",
    wish: "ElevationWish",
    as_json: bool,
    outputs: tuple[str, ...],
    units: str,
    tiles: str | None,
    verbose: bool,
    quiet: bool,
) -> int:
    """List the hills around a place, those that suit a session best first.

    PLACE is "lat,lon", a geo: URI, an address, or a GPX file: where it begins. Map and heights come from files of yours
    (--osm, --dem); what you do not have is asked of public services, and an address always is. What is asked of whom is
    said before.

    \b
    Example:
      hillwork near "45.02,-29.5" --osm sample_routes/town.osm --dem sample_routes
    """
    from hillwork import api
    from hillwork.cli.places import look_around

    check_outputs(outputs, ENDINGS, where.files(place))
    found = look_around(
        place, where, wish, session=session, wishes=wishes, limit=limit or None, is_quiet=quiet, is_verbose=verbose
    )
    system = UnitSystem(units)
    forms = api.nearby_forms(found, look=look_of(outputs, ENDINGS, units, tiles), with_unsure=with_unsure)
    made = make_outputs(outputs, forms)
    if as_json:
        click.echo(api.nearby_as_json(found, with_unsure=with_unsure), nl=False)
    else:
        text = api.nearby_as_table(
            found, units=system, width=screen_width(), with_colour=has_colour(), with_unsure=with_unsure
        )
        click.echo(text, nl=False, color=True)
    write_outputs(made, is_quiet=quiet)
    return 0
