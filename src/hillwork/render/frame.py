"""The frame of a page: constants only, rendered by folium before any data is near it."""

import json
from functools import cache
from importlib import resources
from typing import Final

from hillwork.page import catalogue, word
from hillwork.render.offline import OfflineMap
from hillwork.render.tiles import provider_named

_STYLES: Final = ("colours", "page", "text", "legend", "map", "chart", "nearby", "layout", "print")

_SHARED: Final = (
    "text",
    "format",
    "page",
    "lines",
    "map",
    "layers",
    "backdrop",
    "profile",
    "chart_parts",
    "chart",
    "rows",
    "print",
)
_OF: Final = {
    "track": ("track_map", "track_hills", "workout", "track_start"),
    "place": ("nearby_map", "nearby_details", "nearby_hills", "nearby_start"),
}
"""Scripts in the order in which they need one another; those of a page share one function scope."""

_SHOW: Final = 'document.documentElement.classList.remove("is-loading");'
"""Nothing is seen before everything has its place, and something is whatever happens."""

_MAP_SLOT: Final = "<!-- map -->"


class _HillMap(OfflineMap):
    """The map between the page's other parts."""

    def body(self) -> str:
        return _asset("page.html").replace(_MAP_SLOT, super().body(), 1)


@cache
def frame_of(about: str, tiles: str | None) -> str:
    """Return a page without data, with slots for it.

    Args:
        about: What the page is about.
        tiles: Whose online tiles it may ask for.
    """
    words = json.dumps(catalogue(), ensure_ascii=False, separators=(",", ":"))
    script = "\n".join(_asset(f"{name}.js") for name in (*_SHARED, *_OF[about]))
    page = _HillMap(
        name="hill_map",
        language=word("language"),
        # Until the script sets the name of the track or place: data never reaches a template.
        title=word("title"),
        styles=["\n".join(_asset(f"{name}.css") for name in _STYLES)],
        scripts=[_wrapped(f"const WORDS = {_in_script(words)};\n{script}")],
        provider=None if tiles is None else provider_named(tiles),
        # The script fits the map to what it shows; quarter steps let that fill it.
        zoom_snap=0.25,
        zoom_control="topleft",
        attribution_control=False,
    )
    frame: str = page.get_root().render()
    return frame


def _wrapped(script: str) -> str:
    """Return a script in a scope of its own, at whose end the page is shown, come what may."""
    return f'(() => {{\n"use strict";\ntry {{\n{script}\n}} finally {{\n{_SHOW}\n}}\n}})();'


def _in_script(text: str) -> str:
    """Return JSON for a script: no text of a translation can end it."""
    return text.replace("<", "\\u003c")


def _asset(name: str) -> str:
    return (resources.files("hillwork.render") / "assets" / name).read_text(encoding="utf-8")
