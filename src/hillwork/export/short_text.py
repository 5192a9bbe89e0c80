"""Text for small screens and short fields: one rule to shorten it."""

import unicodedata
from collections.abc import Callable
from typing import Final

from hillwork.text import clean

ELLIPSIS: Final = "…"
MIN_KEPT_SHARE: Final = 0.5
"""A cut at a word may cost that share of the room; beyond it, as in one long word or in Japanese, a word is cut."""

_LOOSE_ENDS: Final = " ,;:.-–(/"


def shortened(text: str, max_bytes: int) -> str:
    """Return text on one line that takes at most so many bytes in UTF-8.

    Text that fits stays as it is. Else it is cut after a word, or inside one where words are too long, never inside a
    character, and ends in `…`. Characters that are no text (controls, marks of direction) are dropped first.

    >>> shortened("Hill repeats in the park", 15)
    'Hill repeats…'
    >>> shortened("日本日本日本", 15), shortened("日本日本", 15)
    ('日本日本…', '日本日本')

    Args:
        text: Any text.
        max_bytes: The room, without a closing zero.
    """
    return _shortened(text, max_bytes, lambda piece: len(piece.encode()))


def shortened_characters(text: str, max_characters: int) -> str:
    """Return text on one line of at most so many characters, by the rule of `shortened`.

    >>> shortened_characters("日本日本日本", 5)
    '日本日本…'

    Args:
        text: Any text.
        max_characters: The room.
    """
    return _shortened(text, max_characters, len)


def _shortened(text: str, room: int, size: Callable[[str], int]) -> str:
    if room <= size(ELLIPSIS):
        raise ValueError(f"{room} leaves no room for text")
    whole = clean(text, max_characters=max(len(text), 1))
    if size(whole) <= room:
        return whole
    end = used = 0
    while used + size(whole[end]) <= room - size(ELLIPSIS):
        used += size(whole[end])
        end += 1
    # An accent, or the selector of an emoji, belongs to the character before it.
    while end and unicodedata.category(whole[end]).startswith("M"):
        end -= 1
    kept = whole[:end]
    at_word = kept if whole[end] == " " else kept.rpartition(" ")[0]
    if size(at_word) >= MIN_KEPT_SHARE * size(kept):
        kept = at_word
    return kept.rstrip(_LOOSE_ENDS) + ELLIPSIS
