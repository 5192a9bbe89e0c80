"""`hillwork strength`."""

from typing import Final

import click

from hillwork.cli.options import output_options
from hillwork.cli.output import check_outputs, make_outputs, write_outputs
from hillwork.errors import UsageError

ENDINGS: Final = (".txt", ".md", ".json")
DEFAULT: Final = "circuit"


@click.command("strength")
@click.argument("routine", metavar="[ROUTINE]", required=False)
@click.option("--rounds", type=int, metavar="N", help="How many rounds, within what the routine's source gives.")
@click.option("--list", "is_list", is_flag=True, help="List the routines instead.")
@output_options(ENDINGS)
def strength_command(
    routine: str | None,
    rounds: int | None,
    is_list: bool,
    as_json: bool,
    outputs: tuple[str, ...],
    quiet: bool,
) -> int:
    """Print a strength circuit or an activation routine.

    ROUTINE is circuit (without it, too), activation, drills or gym. Numbers are those of the articles they come from;
    where an article gives none, none is shown.

    \b
    Example:
      hillwork strength activation
    """
    from hillwork import api

    check_outputs(outputs, ENDINGS, ())
    if is_list and (routine is not None or rounds is not None):
        raise UsageError("--list lists all routines", hint="hillwork strength --list, or a routine without --list")
    forms = api.routines_forms() if is_list else api.routine_forms(api.find_routine(routine or DEFAULT), rounds=rounds)
    made = make_outputs(outputs, forms)
    click.echo(forms[".json" if as_json else ".txt"](), nl=False)
    write_outputs(made, is_quiet=quiet)
    return 0
