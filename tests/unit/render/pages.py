"""Pages taken apart the way a browser would, with the standard library's parser."""

import json
import re
from html.parser import HTMLParser
from typing import Any

from hillwork.model import Nearby, Survey, Workout
from hillwork.page import ISLAND_ID
from hillwork.render import draw_page, nearby_page, track_page
from hillwork.units import UnitSystem


def track_html(survey: Survey, workout: Workout | None = None, *, units: UnitSystem = UnitSystem.METRIC) -> str:
    """Return the page of a track."""
    return draw_page(track_page(survey, workout), units=units)


def nearby_html(nearby: Nearby, *, units: UnitSystem = UnitSystem.METRIC) -> str:
    """Return the page of a place."""
    return draw_page(nearby_page(nearby), units=units)


class Page(HTMLParser):
    """The elements of a page, its scripts and styles, and the data in it."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: dict[str, list[str]] = {"script": [], "style": [], "title": []}
        self.data: dict[str, Any] = {}
        self._inside = ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        self._inside = tag
        if tag in self.texts:
            self.texts[tag].append("")

    def handle_endtag(self, tag: str) -> None:  # noqa: ARG002 - the parser names it
        self._inside = ""

    def handle_data(self, data: str) -> None:
        if self._inside not in self.texts:
            return
        _, attributes = self.elements[-1]
        if attributes.get("id") == ISLAND_ID:
            self.texts["script"].pop()
            self.data = json.loads(data)
        else:
            self.texts[self._inside][-1] += data

    def addresses(self) -> list[str]:
        """Return everything that the page's elements point to."""
        names = ("src", "href", "srcset", "action", "data", "poster", "background")
        return [value for _, attributes in self.elements for name in names if (value := attributes.get(name))]


def without_plain(page: str) -> str:
    """Return a page without the part for readers without scripts, which has tests of its own."""
    return re.sub(r"(<noscript>.*?</style>).*?</noscript>", r"\1</noscript>", page, count=1, flags=re.DOTALL)


def without_data(page: str) -> tuple[str, str]:
    """Return what stands before and after the data, without the part for readers without scripts."""
    before, rest = without_plain(page).split('<script type="application/json" id="hillwork-data">')
    _, after = rest.split("</script>", 1)
    return before, after
