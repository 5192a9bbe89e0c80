"""Text that comes from outside, made harmless at the border; and words for numbers.

Names in files are untrusted: they may hold terminal escapes, bidirectional overrides or a megabyte of spaces. They pass
`clean` once, where they enter; each sink (page, XML, table) still escapes in its own way.
"""

import unicodedata
from typing import Final

MAX_CHARACTERS: Final = 200
"""Longer names help nobody; a table or a watch shows fewer."""

SECONDS_PER_MINUTE: Final = 60

_REMOVED_CATEGORIES: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


def clean(text: str, *, max_characters: int = MAX_CHARACTERS) -> str:
    r"""Return text on one line, without control, format or bidirectional characters, cut to a length.

    >>> clean("Hill\x1b[31m of\n  doom\u202e")
    'Hill[31m of doom'
    """
    spaced = "".join(" " if character.isspace() else character for character in text[: 8 * max_characters])
    normal = unicodedata.normalize("NFC", spaced)
    kept = "".join(character for character in normal if unicodedata.category(character) not in _REMOVED_CATEGORIES)
    words = " ".join(kept.split())
    return words if len(words) <= max_characters else words[: max_characters - 1].rstrip() + "…"


def counted(number: int, noun: str) -> str:
    """Return a number with its noun.

    >>> counted(1, "spike"), counted(3, "spike")
    ('1 spike', '3 spikes')
    """
    return f"{number} {noun}{'' if number == 1 else 's'}"


def between(band: tuple[float, float]) -> str:
    """Return a band of numbers.

    >>> between((10, 15)), between((3, 3))
    ('10-15', '3')
    """
    low, high = band
    return f"{low:g}" if low == high else f"{low:g}-{high:g}"


def time_between(band_s: tuple[float, float]) -> str:
    """Return a band of times: minutes where both are whole, else seconds.

    >>> time_between((60, 120)), time_between((30, 30))
    ('1-2 min', '30 s')

    Args:
        band_s: The lowest and the highest time [s].
    """
    low_s, high_s = band_s
    if low_s % SECONDS_PER_MINUTE or high_s % SECONDS_PER_MINUTE:
        return f"{between(band_s)} s"
    return f"{between((low_s / SECONDS_PER_MINUTE, high_s / SECONDS_PER_MINUTE))} min"
