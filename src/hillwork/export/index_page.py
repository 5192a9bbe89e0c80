"""The pages of a folder as one page that lists them: HTML without a script, that loads nothing."""

import base64
import hashlib
import html
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final
from urllib.parse import quote

from hillwork.export.index_style import STYLE
from hillwork.export.short_text import shortened_characters
from hillwork.export.workout_text import band
from hillwork.model import Duration
from hillwork.page import SideFile, phrase, table, word
from hillwork.units import UnitSystem, format_distance, format_grade, format_height

GENERATOR: Final = '<meta name="generator" content="hillwork index">'
"""What tells such a page from all others, whatever it is called."""

INDEX_HEAD_BYTES: Final = 1024
"""So much of a file tells whether it is one."""

TEXT_CHARACTERS: Final = 160

FILE_ENDINGS: Final = (
    ".html",
    ".sheet.html",
    ".pdf",
    ".gpx",
    ".fit",
    ".course.fit",
    ".tcx",
    ".zwo",
    ".icu.txt",
    ".garmin.json",
    ".ics",
    ".svg",
    ".png",
    ".txt",
    ".md",
    ".csv",
    ".json",
    ".geojson",
)
"""The files that may lie beside a page, in the order in which they are listed."""


class EntryKind(StrEnum):
    """What a page is about."""

    WORKOUT = "workout"
    TRACK = "track"
    PLACE = "place"


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryHill:
    """The hill that a page is told by.

    Args:
        name: What it is called.
        length_m: Its length [m].
        grade: Its gradient, rise over run.
        grade_sd: The standard deviation of that; None when unknown.
    """

    name: str
    length_m: float
    grade: float
    grade_sd: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexEntry:
    """A page of a folder, as the list shows it.

    Args:
        file: Name of its file, as it is.
        kind: What it is about.
        title: What it is called.
        details: More about it, such as the track of a workout and when it begins.
        modified_on: The day its file was last changed; None when that day is in no calendar.
        hill: The best hill; None without one.
        n_hills: How many hills there are.
        distance_m: Length of the track or the workout; None for a place [m].
        duration: How long the workout takes; None when it is none.
        ascent_m: Climbing; None when unknown [m].
        ascent_sd_m: The standard deviation of that; None when unknown [m].
        beside: The files beside it.
    """

    file: str
    kind: EntryKind
    title: str
    details: tuple[str, ...] = ()
    modified_on: date | None
    hill: EntryHill | None
    n_hills: int
    distance_m: float | None = None
    duration: Duration | None = None
    ascent_m: float | None = None
    ascent_sd_m: float | None = None
    beside: tuple[SideFile, ...] = ()


def index_as_html(
    entries: Sequence[IndexEntry], units: UnitSystem = UnitSystem.METRIC, *, folder: str = os.curdir
) -> str:
    """Return a page that lists the pages of a folder, in the order given.

    Args:
        entries: The pages.
        units: What to show distances and heights in.
        folder: Where they are, as seen from where the list will be.
    """
    title = _shown(word("index.title"))
    count = _shown(phrase("index.count", len(entries)))
    body = "\n".join(
        (
            f"<header><h1>{title}</h1><p>{count}</p></header>",
            '<main><ol class="pages">',
            *(part for entry in entries for part in _entry(entry, units, folder)),
            "</ol></main>",
        )
    )
    return f"""<!DOCTYPE html>
<html lang="{_shown(word("language"))}">
<head>
<meta charset="utf-8">
{GENERATOR}
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src '{_hash(STYLE)}'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>{STYLE}</style>
</head>
<body>
{body}
</body>
</html>
"""


def is_index(beginning: bytes) -> bool:
    """Tell whether a file that begins so is such a list.

    Args:
        beginning: Its first `INDEX_HEAD_BYTES`.
    """
    return GENERATOR.encode() in beginning[:INDEX_HEAD_BYTES]


def ending_beside(name: str) -> str | None:
    """Return the longest ending of a file's name by which it is known beside a page, or None.

    >>> ending_beside("hill.course.fit"), ending_beside("hill.fit.bak")
    ('.course.fit', None)
    """
    fitting = [ending for ending in FILE_ENDINGS if name.lower().endswith(ending) and len(name) > len(ending)]
    return max(fitting, key=len, default=None)


def _hash(style: str) -> str:
    """Return a style sheet as a content security policy names it."""
    return f"sha256-{base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()}"


def _shown(text: str) -> str:
    """Return text for HTML, shortened and escaped: the only way of a text into the page."""
    return html.escape(shortened_characters(text, TEXT_CHARACTERS), quote=True)


def _address(folder: str, file: str) -> str:
    """Return where a file is, as seen from the list; it cannot be taken for anything but a path."""
    way = "" if folder == os.curdir else f"{quote(os.fsencode(folder.replace(os.sep, '/')))}/"
    return f"./{way}{quote(os.fsencode(file), safe='')}"


def _entry(entry: IndexEntry, units: UnitSystem, folder: str) -> Iterator[str]:
    yield f'<li><h2><a href="{_address(folder, entry.file)}">{_shown(entry.title)}</a></h2>'
    facts = [*map(_shown, (table("index.kinds")[entry.kind], *entry.details)), *_changed(entry.modified_on)]
    yield f'<p class="what">{" · ".join(facts)}</p>'
    yield '<dl class="figures">'
    yield from (f"<div><dt>{_shown(name)}</dt><dd>{_shown(value)}</dd></div>" for name, value in _figures(entry, units))
    yield "</dl>"
    if entry.beside:
        words = table("files")
        yield '<ul class="files">'
        for file in entry.beside:
            yield f'<li><a href="{_address(folder, file["name"])}">{_shown(words[file["ending"]])}</a></li>'
        yield "</ul>"
    yield "</li>"


def _changed(day: date | None) -> Iterator[str]:
    if day is not None:
        # A day needs no escape: it is found again in what was escaped.
        told = day.isoformat()
        yield _shown(phrase("index.changed", told)).replace(told, f"<time>{told}</time>")


def _figures(entry: IndexEntry, units: UnitSystem) -> Iterator[tuple[str, str]]:
    if entry.distance_m is not None:
        yield word("totalDistance"), format_distance(entry.distance_m, units)
    if entry.duration is not None:
        yield word("totalTime"), band(entry.duration)
    if entry.ascent_m is not None:
        yield word("index.ascent"), format_height(entry.ascent_m, entry.ascent_sd_m, units)
    yield word("hills"), str(entry.n_hills)
    if entry.hill is not None:
        length, grade = format_distance(entry.hill.length_m, units), format_grade(entry.hill.grade, entry.hill.grade_sd)
        best = word("index.bestHill") if entry.kind is EntryKind.PLACE else word("index.biggestHill")
        told = phrase("hillTitle", entry.hill.name, phrase("hillSummary", length, grade))
        yield best if entry.n_hills > 1 else word("index.hill"), told
