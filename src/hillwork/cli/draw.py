"""`hillwork map`."""

from typing import Final

import click

from hillwork.cli.options import file_options, tiles_option, units_option
from hillwork.cli.output import check_outputs, look_of, make_outputs, write_outputs
from hillwork.errors import UsageError

ENDINGS: Final = (".html", ".svg", ".png")


@click.command("map")
@click.argument("file", metavar="FILE")
@file_options(ENDINGS)
@units_option()
@tiles_option()
def map_command(file: str, outputs: tuple[str, ...], quiet: bool, units: str, tiles: str | None) -> int:
    """Draw a map anew, or its profile.

    FILE is a JSON file that hillwork find, near or plan wrote with -o, or a page of hillwork; - is standard input. Nothing
    is computed or asked again: the page is the same, but for what the options say.

    \b
    Example:
      hillwork map thursday.json -o thursday.html -o thursday.svg
    """
    from hillwork import api

    check_outputs(outputs, ENDINGS, (file,))
    if not outputs:
        raise UsageError(
            "nothing to draw", hint="-o page.html draws a page, -o profile.svg or -o profile.png a profile"
        )
    forms = api.page_forms(api.read_map(file), look=look_of(outputs, ENDINGS, units, tiles))
    write_outputs(make_outputs(outputs, forms), is_quiet=quiet)
    return 0
