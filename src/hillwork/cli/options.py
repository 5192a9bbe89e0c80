"""Options that commands share, so that they mean the same everywhere."""

import re
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

if TYPE_CHECKING:
    from hillwork.cli.days import DayWish
    from hillwork.cli.places import PlaceWish
    from hillwork.wish import ElevationWish

Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]

_SOUTHERN: Final = re.compile(r"-\d+(\.\d*)?\s*[,; ]")

TILES: Final = ("opentopomap", "basemap.at", "basemap.de", "nlmaps", "swisstopo", "usgs")


class PlaceCommand(click.Command):
    """A command one of whose arguments may be a place south of the equator, which begins like an option."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Mark coordinates as no option; the space is taken away where they are read."""
        return super().parse_args(ctx, [f" {word}" if _SOUTHERN.match(word) else word for word in args])


def output_options(endings: tuple[str, ...]) -> Decorator:
    """Return what every command with a result has: `--json`, `-o` and `-q`.

    Args:
        endings: The endings of the files that can be written.
    """
    return _together(
        click.option("--json", "as_json", is_flag=True, help="Print JSON instead of text."),
        file_options(endings),
    )


def file_options(endings: tuple[str, ...]) -> Decorator:
    """Return what every command that writes files of several kinds has: `-o` and `-q`.

    Args:
        endings: The endings of the files that can be written.
    """
    return _together(
        click.option(
            "-o",
            "--output",
            "outputs",
            multiple=True,
            metavar="PATH",
            help=f"Write a file, by its ending: {' '.join(endings)}. May be repeated.",
        ),
        quiet_option(),
    )


def quiet_option() -> Decorator:
    """Return `-q`."""
    return click.option("-q", "--quiet", is_flag=True, help="Say nothing beside the result and errors.")


def units_option() -> Decorator:
    """Return `--units`."""
    return click.option(
        "--units",
        type=click.Choice(["metric", "imperial"]),
        default="metric",
        show_default=True,
        help="What to show distances and heights in.",
    )


def tiles_option() -> Decorator:
    """Return `--tiles`."""
    return click.option(
        "--tiles",
        type=click.Choice(TILES),
        help="Offer the reader of a page online tiles too; they are asked for when switched on.",
    )


def result_options(endings: tuple[str, ...]) -> Decorator:
    """Return what every command on tracks and places has: what `output_options` returns, `--units`, `--tiles` and `-v`.

    Args:
        endings: The endings of the files that can be written.
    """
    return _together(
        output_options(endings),
        units_option(),
        tiles_option(),
        click.option("-v", "--verbose", is_flag=True, help="Say what was read and assumed."),
    )


def _together(*options: Decorator) -> Decorator:
    """Return several options as one, in the order of the help."""

    def decorate(function: Callable[..., Any]) -> Callable[..., Any]:
        for option in reversed(options):
            function = option(function)
        return function

    return decorate


def day_options() -> Decorator:
    """Return the options that say when a session is; a command gets all of them as one `when`."""
    options = (
        click.option("--date", metavar="DATE", help="The day: 2026-11-26, today, tomorrow or a weekday."),
        click.option("--at", metavar="TIME", help="When you start, such as 18:30."),
        click.option("--zone", metavar="ZONE", help="The time zone, such as Europe/Lisbon; your machine's without it."),
        click.option("--weather", "is_weather_wanted", is_flag=True, help="Ask Open-Meteo for the forecast."),
        click.option("--weather-url", metavar="URL", default="", help="Where the forecast is asked, instead."),
        click.option(
            "--conditions", type=click.Choice(["dry", "wet", "ice"]), help="What the ground is like, if you know."
        ),
    )
    return gathered(options, "when", _take_when)


def _take_when(values: dict[str, Any]) -> "DayWish":
    """Take out of a command's values what is said of the day."""
    from hillwork.cli.days import DayWish

    names = ("date", "at", "zone", "is_weather_wanted", "weather_url", "conditions")
    return DayWish(**{name: values.pop(name) for name in names})


def place_options() -> Decorator:
    """Return the options that say where to look around a place; a command gets all of them as one `where`."""
    options = (
        click.option("--radius", metavar="LENGTH", default="3km", show_default=True, help="How far around to look."),
        click.option(
            "--osm",
            metavar="PATH",
            type=click.Path(path_type=Path),
            help="A map on this machine: .osm, .osm.gz, .osm.bz2 or .osm.pbf; Overpass is asked without it.",
        ),
        click.option(
            "--overpass-url",
            "overpass_urls",
            multiple=True,
            metavar="URL",
            help="An Overpass server, instead of the public ones; may be repeated.",
        ),
        click.option(
            "--nominatim-url",
            metavar="URL",
            default="",
            help="Where addresses are looked up, instead of the public place.",
        ),
        click.option("--pick", type=click.IntRange(1), help="Which of several places of one name is meant."),
        click.option("--allow-steps", "are_steps_allowed", is_flag=True, help="Run on flights of steps too."),
        click.option(
            "--weight",
            "weights",
            multiple=True,
            metavar="PART=NUMBER",
            help="What a part of the score counts, such as light=0.2; may be repeated.",
        ),
    )
    return gathered(options, "where", _take_where)


def _take_where(values: dict[str, Any]) -> "PlaceWish":
    """Take out of a command's values what the place options say."""
    from hillwork.cli.places import PlaceWish
    from hillwork.wish import MapWish

    return PlaceWish(
        radius=values.pop("radius"),
        map=MapWish(
            osm=values.pop("osm"),
            overpass_urls=values.pop("overpass_urls"),
            nominatim_url=values.pop("nominatim_url"),
            pick=values.pop("pick"),
        ),
        are_steps_allowed=values.pop("are_steps_allowed"),
        weights=values.pop("weights"),
    )


def gathered(options: tuple[Decorator, ...], name: str, take: Callable[[dict[str, Any]], object]) -> Decorator:
    """Return options whose values a command gets as one value.

    Args:
        options: The options, in the order of the help.
        name: The parameter of the command.
        take: Takes the values of the options out of all values, and returns the one.
    """

    def decorate(function: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(function)
        def with_one(*arguments: object, **values: object) -> object:
            one = take(values)
            return function(*arguments, **{name: one}, **values)

        return _together(*options)(with_one)

    return decorate


def elevation_options() -> Decorator:
    """Return the options that say where heights come from; a command gets all of them as one `wish`."""
    options = (
        click.option(
            "--elevation",
            type=click.Choice(["auto", "stored", "dem", "tiles", "api"]),
            default="auto",
            show_default=True,
            help="Where heights come from. auto: the file's, helped by --dem (around a place: --dem, or tiles without it);"
            " stored: the file's alone; dem: the models of --dem alone; tiles: terrain tiles from the network; api: a point"
            " service.",
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

    return gathered(options, "wish", _take_wish)


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
