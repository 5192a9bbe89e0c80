"""The page: a frame made of constants, and the data put into it afterwards."""

from functools import cache
from importlib import resources
from typing import Final

from hillwork.model import Nearby, Survey, Workout
from hillwork.render.data import page_data
from hillwork.render.figures import Data
from hillwork.render.island import island
from hillwork.render.nearby_data import nearby_data
from hillwork.render.offline import OfflineMap
from hillwork.units import UnitSystem

_TITLE: Final = "Hills on a map"
"""Until the script sets the name of the track or place: data never reaches a template."""

_STYLES: Final = ("colours", "page", "text", "legend", "map", "chart", "nearby", "layout")

_SHARED: Final = ("text", "format", "page", "lines", "map", "layers", "chart", "rows")
_OF_TRACK: Final = ("track_map", "track_hills", "workout", "track_start")
_OF_NEARBY: Final = ("nearby_map", "nearby_details", "nearby_hills", "nearby_start")
"""Scripts in the order in which they need one another; those of a page share one function scope."""

_MAP_SLOT: Final = "<!-- map -->"
_DATA_SLOT: Final = "<!-- data -->"


class _HillMap(OfflineMap):
    """The map between the page's other parts."""

    def body(self) -> str:
        return _asset("page.html").replace(_MAP_SLOT, super().body(), 1)


def draw_map(survey: Survey, workout: Workout | None = None, *, units: UnitSystem = UnitSystem.METRIC) -> str:
    """Return a page that shows a track, its hills and a workout, as HTML text.

    The page is one file that opens without a network and asks nobody for anything. Equal values give equal text.

    Args:
        survey: The track and its hills.
        workout: A session on them, or None.
        units: What the page shows distances and heights in.
    """
    return _filled(_OF_TRACK, page_data(survey, workout, units))


def draw_nearby(nearby: Nearby, *, units: UnitSystem = UnitSystem.METRIC) -> str:
    """Return a page that shows the hills around a place, and the ways to them, as HTML text.

    The page is one file that opens without a network and asks nobody for anything. Equal values give equal text.

    Args:
        nearby: The place and its hills.
        units: What the page shows distances and heights in.
    """
    return _filled(_OF_NEARBY, nearby_data(nearby, units))


def _filled(scripts: tuple[str, ...], data: Data) -> str:
    return _frame(scripts).replace(_DATA_SLOT, island(data), 1)


@cache
def _frame(scripts: tuple[str, ...]) -> str:
    """Return a page without data. It is rendered before any data is near it.

    Args:
        scripts: The scripts of this page alone.
    """
    script = "\n".join(_asset(f"{name}.js") for name in (*_SHARED, *scripts))
    page = _HillMap(
        name="hill_map",
        title=_TITLE,
        styles=["\n".join(_asset(f"{name}.css") for name in _STYLES)],
        scripts=[f'(() => {{\n"use strict";\n{script}\n}})();'],
        # The script fits the map to what it shows; quarter steps let that fill it.
        zoom_snap=0.25,
        zoom_control="topleft",
        attribution_control=False,
    )
    frame: str = page.get_root().render()
    return frame


def _asset(name: str) -> str:
    return (resources.files("hillwork.render") / "assets" / name).read_text(encoding="utf-8")
