"""JSON to map documents, checked against their types."""

from typing import Final, TypedDict, TypeVar

import msgspec

from hillwork.errors import InputError
from hillwork.page import PAGE_SCHEMA, NearbyPage, Page, TrackPage
from hillwork.reading.page_checks import UnsoundError, cleaned_page
from hillwork.text import clean

AGAIN: Final = "write it with -o FILE.json: hillwork find, near or plan"
_FAMILY: Final = PAGE_SCHEMA.partition("/")[0]

_T = TypeVar("_T")


class _Head(TypedDict, total=False):
    """What a document says it is: everything else waits until that is known."""

    schema: str
    about: str


class _Track(TypedDict, total=False):
    page: msgspec.Raw


class _File(TypedDict, total=False):
    """Where JSON files keep their map."""

    schema: str
    page: msgspec.Raw
    tracks: list[_Track]


def page_in_file(text: bytes, name: str) -> Page:
    """Return the map in a JSON file: the one under `page`, that of the only track, or the file itself.

    Args:
        text: The file, from its first brace.
        name: What it is called in messages.

    Raises:
        InputError: There is no map, more than one track, or the map is damaged.
    """
    file = _decoded(text, _File, name)
    schema = file.get("schema", "")
    if schema.partition("/")[0] == _FAMILY:
        return page_of(text, name)
    tracks = file.get("tracks", [file])
    if len(tracks) != 1:
        found = f"{len(tracks)} tracks" if tracks else "no track"
        raise InputError(f"{name}: {found} in it: a map shows one track", hint="write one JSON file a track")
    if "page" in tracks[0]:
        return page_of(tracks[0]["page"], name)
    if schema.startswith("hillwork."):
        hint = "write it with -o FILE.json: --json prints no map, and on a treadmill there is none"
        raise InputError(f"{name}: no map in this JSON file", hint=hint)
    raise InputError(f"{name}: not a JSON file of hillwork", hint=AGAIN)


def page_of(text: bytes | msgspec.Raw, name: str) -> Page:
    """Return a document.

    Args:
        text: It as JSON.
        name: What the file it is in is called in messages.

    Raises:
        InputError: It is damaged, or of a layout that is not known here.
    """
    head = _decoded(text, _Head, name)
    schema = clean(head.get("schema", ""))
    if schema != PAGE_SCHEMA:
        what = f"a map of the layout {schema!r}" if schema else "a map that does not tell its layout"
        raise InputError(f"{name}: {what}; known is {PAGE_SCHEMA}", hint="draw it with the hillwork that wrote it")
    try:
        if head.get("about") == "place":
            return cleaned_page(_decoded(text, NearbyPage, name))
        return cleaned_page(_decoded(text, TrackPage, name))
    except UnsoundError as error:
        raise InputError(f"{name}: a damaged map: {error}", hint=AGAIN) from error


def _decoded(text: bytes | msgspec.Raw, kind: type[_T], name: str) -> _T:
    try:
        return msgspec.json.decode(text, type=kind)
    except msgspec.ValidationError as error:
        raise InputError(f"{name}: a damaged map: {_plain(error)}", hint=AGAIN) from error
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise InputError(f"{name}: not sound JSON: {_plain(error)}", hint=AGAIN) from error
    except RecursionError as error:
        raise InputError(f"{name}: JSON that is nested too deep for a map", hint=AGAIN) from error


def _plain(error: Exception) -> str:
    """Return what an error says, as the end of a line of ours."""
    words = clean(str(error))
    return words[:1].lower() + words[1:] if words[1:2].islower() else words
