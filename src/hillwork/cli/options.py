"""Options that commands share, so that they mean the same everywhere."""

from collections.abc import Callable
from typing import Any

import click

Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]


def units_option() -> Decorator:
    """Return `--units`."""
    return click.option(
        "--units",
        type=click.Choice(["metric", "imperial"]),
        default="metric",
        show_default=True,
        help="What to show distances and heights in.",
    )


def output_option(endings: tuple[str, ...]) -> Decorator:
    """Return `-o`, which may be given several times."""
    return click.option(
        "-o",
        "--output",
        "outputs",
        multiple=True,
        metavar="PATH",
        help=f"Write a file, by its ending: {' '.join(endings)}. May be repeated.",
    )


def json_option() -> Decorator:
    """Return `--json`."""
    return click.option("--json", "as_json", is_flag=True, help="Print JSON instead of text.")


def loudness_options() -> Decorator:
    """Return `-v` and `-q`."""

    def decorate(function: Callable[..., Any]) -> Callable[..., Any]:
        quiet = click.option("-q", "--quiet", is_flag=True, help="Say nothing beside the result and errors.")
        verbose = click.option("-v", "--verbose", is_flag=True, help="Say what was read and assumed.")
        return quiet(verbose(function))

    return decorate
