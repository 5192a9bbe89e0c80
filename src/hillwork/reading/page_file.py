"""Map documents out of files: pages and JSON files that hillwork wrote, and what others made of them."""

import os
from typing import Final

from hillwork.errors import InputError
from hillwork.page import ISLAND_ID, Page
from hillwork.reading.gate import Source, Wanted

MAX_PAGE_BYTES: Final = 64 * 1024 * 1024
"""Several times what the page of a large city takes."""

PAGE: Final = Wanted(
    what="a page or a JSON file that hillwork wrote",
    again="write it again",
    smaller="name a page or a JSON file that hillwork wrote",
    others=(
        (8, b".FIT", "a FIT file", "hillwork find draws the map of a track: -o page.html"),
        (0, b"PK\x03\x04", "a zip archive", "unpack it first"),
        (0, b"%PDF", "a PDF document", "name the page it was printed from"),
    ),
)

ISLAND_BEGINS: Final = f'<script type="application/json" id="{ISLAND_ID}">'.encode()
ISLAND_ENDS: Final = b"</script>"
"""No text inside an island can hold a `<`."""

_BYTE_ORDER_MARK: Final = b"\xef\xbb\xbf"
_ROOT_WITHIN: Final = 4096
"""So far down the root of an XML document is looked for."""


class NoPageError(InputError):
    """A file that holds no map of hillwork, and never did: a sheet, a page of somebody else, another kind of file."""


def read_page(place: str | os.PathLike[str], *, max_bytes: int = MAX_PAGE_BYTES) -> Page:
    """Return the document of a map: from a JSON file with a map in it, from a bare document, or from a page.

    Which of them it is, is told by what is in it. All of it is checked: types, sizes, places, and every text is cleaned.

    Args:
        place: A path, or `-` for standard input; plain or gzipped.
        max_bytes: How much to take, packed or unpacked [bytes].

    Raises:
        NoPageError: It is something else.
        InputError: It cannot be read, or the map in it is damaged, missing, or one of several.
    """
    # Only who draws a map anew waits for the reader of documents.
    from hillwork.reading.page_json import page_in_file, page_of

    source = Source(place, max_bytes=max_bytes, wanted=PAGE)
    data = b"".join(source.chunks())
    if source.is_truncated:
        raise InputError(f"{source.name}: the gzip file ends too early", hint=PAGE.again)
    text = data.removeprefix(_BYTE_ORDER_MARK).lstrip()
    if text.startswith(b"{"):
        return page_in_file(text, source.name)
    return page_of(_island(text, source.name), source.name)


def _island(text: bytes, name: str) -> bytes:
    """Return the data of a page."""
    _, begin, rest = text.partition(ISLAND_BEGINS)
    if not begin:
        if b"<gpx" in text[:_ROOT_WITHIN]:
            raise NoPageError(f"{name}: a GPX file, which is no map yet", hint="hillwork find draws it: -o page.html")
        what = "an HTML page without a map of hillwork" if text.startswith(b"<") else "neither JSON nor a page"
        raise NoPageError(f"{name}: {what}", hint=f"name {PAGE.what}")
    data, end, _ = rest.partition(ISLAND_ENDS)
    if not end:
        raise InputError(f"{name}: the page ends within its data", hint="write the page again, or copy it again")
    return data
