"""The catalogue of words as a list, and as a translation would change it."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from hillwork.page import Entry, catalogue, words
from hillwork.page.words import CHOICE
from hillwork.render.frame import frame_of


def entries(entry: Entry, key: str = "") -> Iterator[tuple[str, Entry]]:
    """Yield everything that has a key of its own: texts, choices and lists."""
    if isinstance(entry, dict) and CHOICE not in entry:
        for name, one in entry.items():
            yield from entries(one, f"{key}.{name}" if key else name)
    else:
        yield key, entry


def texts(entry: Any) -> Iterator[str]:
    """Yield every text of a part of the catalogue, or of other plain data."""
    if isinstance(entry, str):
        yield entry
    elif isinstance(entry, dict | list | tuple):
        for one in entry.values() if isinstance(entry, dict) else entry:
            yield from texts(one)


def translated(entry: Entry, change: Callable[[str], str]) -> Entry:
    """Return a catalogue with every text changed."""
    if isinstance(entry, str):
        return change(entry)
    if isinstance(entry, dict):
        return {name: translated(one, change) for name, one in entry.items()}
    if isinstance(entry, list):
        return [translated(one, change) for one in entry]
    return entry


ENGLISH = {text for text in texts(catalogue()) if re.search("[a-z]", text)}


@pytest.fixture
def translate(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[Callable[[str], str]], Entry]]:
    """Return a function that makes the program speak another language; afterwards it speaks its own again."""
    english = catalogue()

    def change(way: Callable[[str], str]) -> Entry:
        other = translated(english, way)
        monkeypatch.setattr(words, "_loaded", lambda: other)
        frame_of.cache_clear()
        return other

    yield change
    frame_of.cache_clear()
