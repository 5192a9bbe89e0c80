"""The command `hillwork`: which command, which exit code."""

import importlib
import os
import sys
from typing import Final

import click

from hillwork.cli.config import read_config
from hillwork.cli.errors import say_error
from hillwork.errors import HillworkError

_COMMANDS: Final = {
    "find": ("hillwork.cli.find", "find_command", "List the hills of recordings and routes."),
    "near": ("hillwork.cli.near", "near_command", "List the hills around a place."),
    "map": ("hillwork.cli.draw", "map_command", "Draw a map anew from a page or a JSON file."),
    "index": ("hillwork.cli.index", "index_command", "List the pages of a folder on a page."),
    "cache": ("hillwork.cli.cache", "cache_command", "Show or clear what services answered."),
    "plan": ("hillwork.cli.plan", "plan_command", "Turn a hill of a track, or near a place, into a workout."),
    "longrun": ("hillwork.cli.longrun", "longrun_command", "Judge a route as a long run over hills."),
    "week": ("hillwork.cli.week", "week_command", "Place hill days in a training week or block."),
    "strength": ("hillwork.cli.strength", "strength_command", "Print a strength circuit or an activation routine."),
}
_INTERRUPTED: Final = 130


class _LazyGroup(click.Group):
    """Commands are loaded when they are called: numpy and the like cost more than all the rest of a `--help`."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        del ctx  # click hands its context to all three; the commands are the same in each
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        del ctx
        if cmd_name not in _COMMANDS:
            return None
        module, name, _ = _COMMANDS[cmd_name]
        command: click.Command = getattr(importlib.import_module(module), name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        del ctx
        with formatter.section("Commands"):
            formatter.write_dl([(name, words) for name, (*_, words) in _COMMANDS.items()])


@click.command(
    cls=_LazyGroup, context_settings={"help_option_names": ["-h", "--help"], "auto_envvar_prefix": "HILLWORK"}
)
@click.version_option(package_name="hillwork", message="%(prog)s %(version)s")
def command_line() -> None:
    """Find hills worth running and turn them into workouts.

    \b
    hillwork find run.gpx
    hillwork near "45.02,-29.5" --osm sample_routes/town.osm --dem sample_routes
    hillwork plan run.gpx --session classic --five-k 25:00 -o workout.html
    """


def main(arguments: list[str] | None = None) -> None:
    """Run the command line and end the process with its exit code.

    Args:
        arguments: What follows `hillwork`; those of the process when None.
    """
    # Before numpy is loaded: its linear algebra would start threads that a small banded system cannot use.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    sys.exit(_run(arguments))


def _run(arguments: list[str] | None) -> int:
    try:
        result = command_line.main(
            args=arguments, prog_name="hillwork", standalone_mode=False, default_map=read_config(tuple(_COMMANDS))
        )
        sys.stdout.flush()
    except HillworkError as error:
        say_error(error)
        return error.exit_code
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        return _INTERRUPTED
    except BrokenPipeError:
        # The reader of our output has gone; Python would complain once more when it closes the stream.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    return result if isinstance(result, int) else 0
