"""`hillwork index`."""

from pathlib import Path
from typing import Final

import click

from hillwork.cli.errors import SOME_FAILED, say_error
from hillwork.cli.options import quiet_option, units_option
from hillwork.cli.output import check_outputs, write_outputs
from hillwork.errors import InputError, NothingToDoError
from hillwork.text import clean
from hillwork.units import UnitSystem

ENDINGS: Final = (".html",)
NAME: Final = "index.html"


@click.command("index")
@click.argument("folder", metavar="FOLDER", type=click.Path(path_type=Path))
@click.option(
    "-o",
    "--output",
    metavar="PATH",
    type=click.Path(path_type=Path),
    help=f"The page to write, instead of {NAME} in it.",
)
@units_option()
@quiet_option()
def index_command(folder: Path, output: Path | None, units: str, quiet: bool) -> int:
    """List the pages of a folder on a page of its own.

    Pages are those that hillwork find, near and plan write; newest first, each with the files of the same name beside it.
    The list is written to index.html in the folder, and replaced when it is made again.

    \b
    Example:
      hillwork index runs
    """
    from hillwork import api

    if not folder.is_dir():
        raise InputError(f"{clean(str(folder))}: no such folder", hint="name a folder with pages")
    target = output or folder / NAME
    check_outputs([str(target)], ENDINGS, ())
    api.check_index(target)
    entries, errors = api.pages_in(folder)
    for error in errors:
        say_error(error)
    if entries:
        text = api.pages_as_index(entries, folder, target, units=UnitSystem(units))
        write_outputs([(str(target), text)], is_quiet=quiet)
    elif not errors:
        hint = "write some: hillwork find, near or plan with -o NAME.html"
        raise NothingToDoError(f"{clean(str(folder))}: no page of hillwork in it", hint=hint)
    return SOME_FAILED if errors else 0
