"""Pages taken apart the way a browser would, with the standard library's parser."""

import json
from html.parser import HTMLParser
from typing import Any

from hillwork.render.island import ISLAND_ID


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


def without_data(page: str) -> tuple[str, str]:
    """Return what stands before and after the data."""
    before, rest = page.split('<script type="application/json" id="hillwork-data">')
    _, after = rest.split("</script>", 1)
    return before, after
