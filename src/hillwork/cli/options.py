"""Options that commands share, so that they mean the same everywhere."""

from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from hillwork.wish import ElevationWish

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


def elevation_options() -> Decorator:
    """Return the options that say where heights come from; a command gets all of them as one `wish`."""
    options = (
        click.option(
            "--elevation",
            type=click.Choice(["auto", "stored", "dem", "tiles", "api"]),
            default="auto",
            show_default=True,
            help="Where heights come from. auto: the file's, helped by --dem; stored: the file's alone; dem: the models"
            " of --dem alone; tiles: terrain tiles from the network; api: a point service.",
        ),
        click.option(
            "--dem", multiple=True, metavar="PATH", help="An elevation model: .hgt, .tif, or a folder of them."
        ),
        click.option(
            "--elevation-api", metavar="URL", default="", help="Address of a point service, for --elevation api."
        ),
        click.option(
            "--elevation-dialect",
            type=click.Choice(["opentopodata", "open-elevation", "valhalla"]),
            default="opentopodata",
            show_default=True,
            help="How the point service is asked.",
        ),
        click.option("--elevation-key", metavar="KEY", default="", help="A key for it, sent in a header."),
        click.option(
            "--tiles-url", metavar="URL", default="", help="Where terrain tiles lie, instead of the public ones."
        ),
        click.option("--contact", metavar="TEXT", default="", help="How services can reach you, in the User-Agent."),
        click.option("--cache-dir", metavar="PATH", type=click.Path(path_type=Path), help="Where answers are kept."),
        click.option("--offline", is_flag=True, help="Ask nobody; use what is kept from before."),
        click.option("--yes", "is_large_allowed", is_flag=True, help="Ask a point service even for very much."),
    )

    def decorate(function: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(function)
        def with_wish(*arguments: object, **values: object) -> object:
            return function(*arguments, wish=_take_wish(values), **values)

        for option in reversed(options):
            with_wish = option(with_wish)
        return with_wish

    return decorate


def _take_wish(values: dict[str, Any]) -> "ElevationWish":
    """Take out of a command's values what the elevation options say."""
    from hillwork.wish import ElevationChoice, ElevationWish

    return ElevationWish(
        choice=ElevationChoice(values.pop("elevation")),
        dem=tuple(Path(path) for path in values.pop("dem")),
        tiles_url=values.pop("tiles_url"),
        api_url=values.pop("elevation_api"),
        dialect=values.pop("elevation_dialect"),
        is_large_allowed=values.pop("is_large_allowed"),
        contact=values.pop("contact"),
        is_offline=values.pop("offline"),
        cache_dir=values.pop("cache_dir"),
        key=values.pop("elevation_key"),
    )


def loudness_options() -> Decorator:
    """Return `-v` and `-q`."""

    def decorate(function: Callable[..., Any]) -> Callable[..., Any]:
        quiet = click.option("-q", "--quiet", is_flag=True, help="Say nothing beside the result and errors.")
        verbose = click.option("-v", "--verbose", is_flag=True, help="Say what was read and assumed.")
        return quiet(verbose(function))

    return decorate
