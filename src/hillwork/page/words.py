"""Every word that the page, its pictures and the list of pages say: one catalogue, which a translation replaces.

An entry is a text, a text with places such as `{0}` for values, a choice by number (`one`, `other`, perhaps `zero`), a list, or
a table of entries. A key that is not there, and values that do not fit, are mistakes of the program and raise at once.
"""

import json
import re
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources
from typing import Final

Entry = str | float | Sequence["Entry"] | Mapping[str, "Entry"]
"""A part of the catalogue."""

CHOICE: Final = "other"
"""What makes a table a choice by number."""

_PLACE: Final = re.compile(r"\{(\d)\}")


def catalogue() -> Mapping[str, Entry]:
    """Return the whole catalogue: what the scripts of a page get."""
    return _loaded()


def word(key: str) -> str:
    """Return a text without values.

    >>> word("hills"), word("facts.gain")
    ('Hills', 'Gain')

    Args:
        key: Its name, after those of the tables that it is in.
    """
    return _plain(key, _entry(key))


def phrase(key: str, *values: str | int) -> str:
    """Return a text with values in its places; the first value makes the choice where there is one.

    >>> phrase("hillSummary", "180 m", "8 %"), phrase("hillCount", 0), phrase("hillCount", 3)
    ('180 m at 8 %', 'no hills', '3 hills')

    Args:
        key: Its name.
        values: What stands in its places; braces in them stay what they are.
    """
    entry = _entry(key)
    if len(values) != arity(entry) or not values:
        raise TypeError(f"{key} takes {arity(entry)} values, not {len(values)}")
    return _PLACE.sub(lambda match: str(values[int(match[1])]), _chosen(key, entry, values[0]))


def table(key: str) -> Mapping[str, str]:
    """Return texts by what they tell: the kinds of hills, say.

    >>> table("confidences")["likely"]
    'likely'
    """
    entry = _entry(key)
    if not isinstance(entry, Mapping) or CHOICE in entry:
        raise TypeError(f"{key} is no table")
    return {name: _plain(f"{key}.{name}", one) for name, one in entry.items()}


def listed(key: str) -> tuple[str, ...]:
    """Return texts in their order.

    >>> listed("gradeClasses")[:2]
    ('down', 'level')
    """
    return tuple(_plain(key, one) for one in _items(key, _entry(key)))


def ladder(key: str) -> tuple[tuple[float, str], ...]:
    """Return texts, each with the least number that it is said of, the highest first.

    >>> ladder("steadiness")[0]
    (0.8, 'an even ramp')
    """
    rungs = [_items(key, rung) for rung in _items(key, _entry(key))]
    return tuple((_number(key, least), _plain(key, text)) for least, text in rungs)


def arity(entry: Entry) -> int:
    """Return how many values a part of the catalogue takes: none where it is no text and no choice.

    >>> arity("level"), arity("{0} at {1}"), arity({"one": "a hill", "other": "hills"})
    (0, 2, 1)
    """
    if isinstance(entry, str):
        return max((int(place) + 1 for place in _PLACE.findall(entry)), default=0)
    if isinstance(entry, Mapping) and CHOICE in entry:
        return max(1, *map(arity, entry.values()))
    return 0


@cache
def _loaded() -> Mapping[str, Entry]:
    text = (resources.files("hillwork.page") / "words.json").read_text(encoding="utf-8")
    words: Mapping[str, Entry] = json.loads(text)
    return words


def _entry(key: str) -> Entry:
    entry: Entry = catalogue()
    for name in key.split("."):
        if not isinstance(entry, Mapping) or name not in entry:
            raise KeyError(key)
        entry = entry[name]
    return entry


def _plain(key: str, entry: Entry) -> str:
    if not isinstance(entry, str) or arity(entry):
        raise TypeError(f"{key} is no text without values")
    return entry


def _chosen(key: str, entry: Entry, number: str | int) -> str:
    """Return the text of an entry that is said of a number."""
    if not isinstance(entry, Mapping):
        return str(entry)
    if not isinstance(number, int):
        raise TypeError(f"{key} is chosen by a number, not by {number!r}")
    form = {0: "zero", 1: "one"}.get(number, CHOICE)
    return str(entry.get(form, entry[CHOICE]))


def _items(key: str, entry: Entry) -> Sequence[Entry]:
    if isinstance(entry, str | int | float | Mapping):
        raise TypeError(f"{key} is no list")
    return entry


def _number(key: str, entry: Entry) -> float:
    if not isinstance(entry, int | float):
        raise TypeError(f"{key} has no numbers")
    return entry
