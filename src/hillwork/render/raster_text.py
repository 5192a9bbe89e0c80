"""Text on an image, in the one font that is everywhere: what it lacks is put together, spelt out, or left out visibly."""

import itertools
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from PIL import Image, ImageDraw, ImageFont

from hillwork.render.drawing import ELLIPSIS, Point, Text
from hillwork.text import clean

_BOLD_SHARE: Final = 0.025
"""The font that comes with Pillow has one weight: a bold text is drawn with an outline of that share of its size."""

_NO_CHARACTER: Final = "\U0010ffff"
_PROBE_SIZE: Final = 24
_PROBE_BOX: Final = (3 * _PROBE_SIZE, 2 * _PROBE_SIZE)

_SPELT: Final = {
    "ß": "ss",
    "æ": "ae",
    "Æ": "Ae",
    "œ": "oe",
    "Œ": "Oe",
    "ø": "o",
    "Ø": "O",
    "ł": "l",
    "Ł": "L",
    "đ": "d",
    "Đ": "D",
    "ð": "d",
    "Ð": "D",
    "þ": "th",
    "Þ": "Th",
    "ħ": "h",
    "ŋ": "n",
    "×": "x",
    "·": "-",
    "→": "to",
    "€": "EUR",
    "\N{LATIN SMALL LETTER DOTLESS I}": "i",
    **dict.fromkeys("\N{HYPHEN}\N{NON-BREAKING HYPHEN}\N{FIGURE DASH}\N{EN DASH}\N{EM DASH}\N{MINUS SIGN}", "-"),
}
"""How to write what a plain font has not."""

_ABOVE: Final = {
    "\N{COMBINING GRAVE ACCENT}": (((-0.1, -0.14), (0.03, 0.0)),),
    "\N{COMBINING ACUTE ACCENT}": (((-0.03, 0.0), (0.1, -0.14)),),
    "\N{COMBINING CIRCUMFLEX ACCENT}": (((-0.13, 0.0), (0.0, -0.13), (0.13, 0.0)),),
    "\N{COMBINING CARON}": (((-0.13, -0.13), (0.0, 0.0), (0.13, -0.13)),),
    "\N{COMBINING TILDE}": (((-0.14, -0.03), (-0.07, -0.1), (0.07, -0.03), (0.14, -0.1)),),
    "\N{COMBINING MACRON}": (((-0.13, -0.06), (0.13, -0.06)),),
    "\N{COMBINING BREVE}": (((-0.12, -0.13), (-0.06, -0.02), (0.06, -0.02), (0.12, -0.13)),),
    "\N{COMBINING DOT ABOVE}": (((0.0, -0.07), (0.0, -0.07)),),
    "\N{COMBINING DIAERESIS}": (((-0.12, -0.07), (-0.12, -0.07)), ((0.12, -0.07), (0.12, -0.07))),
    "\N{COMBINING DOUBLE ACUTE ACCENT}": (((-0.12, 0.0), (-0.02, -0.14)), ((0.05, 0.0), (0.15, -0.14))),
    "\N{COMBINING RING ABOVE}": (((0.0, 0.0), (-0.07, -0.07), (0.0, -0.14), (0.07, -0.07), (0.0, 0.0)),),
}
_BELOW: Final = {
    "\N{COMBINING CEDILLA}": (((0.0, 0.02), (0.03, 0.1), (-0.06, 0.17)),),
    "\N{COMBINING OGONEK}": (((0.07, 0.0), (0.02, 0.1), (0.1, 0.15)),),
    "\N{COMBINING COMMA BELOW}": (((0.02, 0.1), (-0.03, 0.2)),),
}
"""Marks as strokes in shares of the font's size: from the top of the letter, or from its foot; x from its middle, y down."""

_MARK_GAP: Final = 0.08
_MARK_WIDTH: Final = 0.075
_BOLD_MARK_WIDTH: Final = 0.11
_SHARE: Final = {"start": 0.0, "middle": 0.5, "end": 1.0}


@dataclass(frozen=True, slots=True)
class Glyph:
    """A letter that the font has, and the marks above and below it."""

    character: str
    marks: str = ""


def glyphs_of(text: str) -> list[Glyph]:
    """Return text in letters that the font has, with their marks, spelt out, or three dots for what cannot be shown.

    >>> "".join(glyph.character for glyph in glyphs_of("Große Straße 6 × 渋谷"))
    'Grosse Strasse 6 x …'
    """
    pieces = [_spelt(character) for character in clean(text, max_characters=max(len(text), 1))]
    shown: list[Glyph] = []
    for is_missing, run in itertools.groupby(pieces, key=lambda piece: piece is None):
        shown += [Glyph(ELLIPSIS)] if is_missing else [glyph for piece in run for glyph in piece or ()]
    return shown


def draw_text(draw: ImageDraw.ImageDraw, shape: Text, fine: int) -> None:
    """Draw a text, so many times larger: letter by letter, since outlines and marks need room of their own."""
    size = shape.size * fine
    outline = round(_BOLD_SHARE * size) if shape.weight == "bold" else 0
    glyphs, font = glyphs_of(shape.text), _font(size)
    advances = _advances(glyphs, font, outline)
    x, y = shape.x * fine - _SHARE[shape.anchor] * sum(advances), shape.y * fine
    for glyph, advance in zip(glyphs, advances, strict=True):
        draw.text((x, y), glyph.character, fill=shape.fill, font=font, anchor="ls", stroke_width=outline)
        for stroke in _strokes(glyph, font, size):
            middle = x + font.getlength(glyph.character) / 2
            width = round((_BOLD_MARK_WIDTH if outline else _MARK_WIDTH) * size)
            _draw_stroke(draw, [(middle + dx, y + dy) for dx, dy in stroke], width, shape.fill)
        x += advance


def _advances(glyphs: list[Glyph], font: ImageFont.FreeTypeFont, outline: int) -> list[float]:
    """Return how far it is from each letter to the next: pairs are set closer or wider as the font wants them."""
    characters = [glyph.character for glyph in glyphs]
    return [
        font.getlength(one + after) - font.getlength(after) + outline
        for one, after in itertools.zip_longest(characters, characters[1:], fillvalue="")
    ]


def _strokes(glyph: Glyph, font: ImageFont.FreeTypeFont, size: float) -> Iterator[list[Point]]:
    """Yield the marks of a letter, from the middle of its baseline."""
    _, top, _, _ = font.getbbox(glyph.character, anchor="ls")
    for mark in glyph.marks:
        from_y = top - _MARK_GAP * size if mark in _ABOVE else 0.0
        for stroke in (*_ABOVE.get(mark, ()), *_BELOW.get(mark, ())):
            yield [(dx * size, from_y + dy * size) for dx, dy in stroke]


def _draw_stroke(draw: ImageDraw.ImageDraw, points: list[Point], width: int, colour: str) -> None:
    draw.line(points, fill=colour, width=width, joint="curve")
    radius = width / 2
    for x, y in (points[0], points[-1]):
        draw.ellipse((x - radius, y - radius, x + radius, y + radius), fill=colour)


def _spelt(character: str) -> tuple[Glyph, ...] | None:
    """Return a character as the font can show it; None where it cannot."""
    if _has(character):
        return (Glyph(character),)
    if unicodedata.combining(character):
        return ()
    apart = unicodedata.normalize("NFD", character)
    letter, marks = apart[0], apart[1:]
    if marks and _has(letter) and all(mark in _ABOVE or mark in _BELOW for mark in marks):
        return (Glyph(letter, marks),)
    parts = (part for part in unicodedata.normalize("NFKD", character) if not unicodedata.combining(part))
    plain = "".join(_SPELT.get(part, part) for part in parts)
    return tuple(map(Glyph, plain)) if plain and all(map(_has, plain)) else None


@cache
def _has(character: str) -> bool:
    """Return whether the font shows a character otherwise than one that does not exist."""
    return character == " " or _probe(character) != _probe(_NO_CHARACTER)


@cache
def _probe(character: str) -> bytes:
    image = Image.new("L", _PROBE_BOX)
    ImageDraw.Draw(image).text((_PROBE_SIZE, _PROBE_SIZE // 2), character, fill=255, font=_font(_PROBE_SIZE))
    return image.tobytes()


@cache
def _font(size: float) -> ImageFont.FreeTypeFont:
    font = ImageFont.load_default(size)
    if not isinstance(font, ImageFont.FreeTypeFont):
        raise TypeError("Pillow was built without FreeType: it draws text in one size alone")
    return font
