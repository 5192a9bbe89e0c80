"""`hillwork find`."""

from typing import TYPE_CHECKING, Final

import click

from hillwork.cli.errors import SOME_FAILED, say_error
from hillwork.cli.options import elevation_options, result_options
from hillwork.cli.output import (
    check_outputs,
    has_colour,
    look_of,
    make_outputs,
    screen_width,
    shows_ground,
    write_outputs,
)
from hillwork.errors import HillworkError, UsageError
from hillwork.units import UnitSystem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hillwork.api import FoundHills
    from hillwork.wish import ElevationWish

ENDINGS: Final = (".html", ".svg", ".png", ".json", ".geojson", ".csv", ".txt")
OF_ONE_TRACK: Final = (".html", ".svg", ".png")


@click.command("find")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option("--unsure", "with_unsure", is_flag=True, help="List stretches too that the elevation cannot settle.")
@click.option(
    "--nested", "with_nested", is_flag=True, help="List what lies inside each hill: best stretch, steeper parts."
)
@click.option(
    "--stretch", metavar="LENGTH", help="Length of the best stretch: 150m, 100-200m, 0.5mi.  [default: 100-200m]"
)
@click.option(
    "--together", is_flag=True, help="Put the heights of all files together where they pass over the same ground."
)
@elevation_options()
@result_options(ENDINGS)
def find_command(
    files: tuple[str, ...],
    with_unsure: bool,
    with_nested: bool,
    stretch: str | None,
    together: bool,
    wish: "ElevationWish",
    as_json: bool,
    outputs: tuple[str, ...],
    units: str,
    tiles: str | None,
    verbose: bool,
    quiet: bool,
) -> int:
    """List the hills of recordings and routes.

    FILE is a GPX file, plain or gzipped; - is standard input. Nothing is sent anywhere, unless --elevation says so.

    \b
    Example:
      hillwork find sample_routes/hill-repeats.gpx
    """
    from hillwork import api
    from hillwork.cli.batch import Task, find_in_files, find_together

    check_outputs(outputs, ENDINGS, files)
    if len(files) > 1 and any(output.lower().endswith(OF_ONE_TRACK) for output in outputs):
        raise UsageError("a map shows one track, and several were named", hint="draw one map a file")
    task = Task(wish, stretch, with_relief=shows_ground(outputs))
    results = (find_together if together else find_in_files)(files, task, is_quiet=quiet)
    found, n_failed = _collect(results, len(files), is_verbose=verbose)
    forms = api.survey_forms(
        found, look=look_of(outputs, ENDINGS, units, tiles), with_unsure=with_unsure, with_nested=with_nested
    )
    made = make_outputs(outputs, forms)
    if as_json:
        click.echo(api.surveys_as_json(found, with_unsure=with_unsure), nl=False)
    else:
        for number, survey in enumerate(found):
            if number:
                click.echo()
            text = api.survey_as_table(
                survey,
                units=UnitSystem(units),
                width=screen_width(),
                with_colour=has_colour(),
                with_unsure=with_unsure,
                with_nested=with_nested,
            )
            click.echo(text, nl=False, color=True)
    write_outputs(made, is_quiet=quiet)
    return SOME_FAILED if n_failed else 0


def _collect(
    results: "Iterator[FoundHills | HillworkError]", n_files: int, *, is_verbose: bool
) -> "tuple[list[FoundHills], int]":
    """Return what was found; a failure is told, or raised when there is only one file."""
    found: list[FoundHills] = []
    n_failed = 0
    for result in results:
        if not isinstance(result, HillworkError):
            found.append(result)
            if is_verbose:
                click.echo(f"read {result.track!r}", err=True)
        elif n_files == 1:
            raise result
        else:
            say_error(result)
            n_failed += 1
    return found, n_failed
