"""Text that comes from outside, made harmless at the border; and words for numbers.

Names in files are untrusted: they may hold terminal escapes, bidirectional overrides or a megabyte of spaces. They pass
`clean` once, where they enter; each sink (page, XML, table) still escapes in its own way.
"""

import unicodedata
from typing import Final

MAX_CHARACTERS: Final = 200
"""Longer names help nobody; a table or a watch shows fewer."""

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
