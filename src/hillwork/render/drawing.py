"""A picture as plain values: a few kinds of shapes, and the way of them into SVG.

Lengths are in pixels of the drawing, x to the right and y down, of texts the middle, start or end of the baseline.
"""

import itertools
import math
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final, Literal

from hillwork.text import clean

FONT: Final = "Helvetica, Arial, sans-serif"
"""Fonts of the same widths are nearly everywhere: what fits here fits there."""

DIGITS: Final = 1
"""Places are told to a tenth of a pixel: finer is not seen, and pages are sent by mail."""

_PLAIN: Final = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789 .,:_+-")
_FIRST_BEYOND_ASCII: Final = "\x80"
_COLOUR: Final = re.compile("#[0-9a-f]{6}")

_ADVANCES: Final = {
    **dict.fromkeys("ijl'|!,.:;I ·", 0.26),
    **dict.fromkeys("ft()[]/-r", 0.33),
    **dict.fromkeys("ckszvxyJ", 0.51),
    **dict.fromkeys("ABEKPSVXYFTZ+=±×<>~", 0.65),
    **dict.fromkeys("CDHNRUGOQw", 0.75),
    **dict.fromkeys("mMW%@—", 0.9),
}
"""Widths of characters in shares of the font's size, as in Helvetica; the others are like digits."""

_ADVANCE: Final = 0.57
_WIDE_ADVANCE: Final = 1.0
_WIDE: Final = frozenset("WF")
_BOLD_FACTOR: Final = 1.07
ELLIPSIS: Final = "…"

Point = tuple[float, float]
Anchor = Literal["start", "middle", "end"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Paint:
    """How a shape looks.

    Args:
        fill: Colour inside, like `#1a2026`; None for nothing.
        stroke: Colour of the line; None for none.
        width: Width of the line.
        opacity: Of both, from 0 to 1.
    """

    fill: str | None = None
    stroke: str | None = None
    width: float = 1.0
    opacity: float = 1.0

    def __post_init__(self) -> None:
        for colour in (self.fill, self.stroke):
            if colour is not None and not _COLOUR.fullmatch(colour):
                raise ValueError(f"not a colour: {colour!r}")


@dataclass(frozen=True, slots=True)
class Polygon:
    """A closed shape."""

    points: tuple[Point, ...]
    paint: Paint


@dataclass(frozen=True, slots=True)
class Polyline:
    """A line, its corners and ends round."""

    points: tuple[Point, ...]
    paint: Paint


@dataclass(frozen=True, slots=True, kw_only=True)
class Rect:
    """A rectangle; with half its height as radius its ends are round."""

    x: float
    y: float
    width: float
    height: float
    paint: Paint
    radius: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """One line of text; it may come from outside."""

    x: float
    y: float
    text: str
    fill: str
    size: float
    anchor: Anchor = "start"
    weight: Literal["normal", "bold"] = "normal"

    def __post_init__(self) -> None:
        if not _COLOUR.fullmatch(self.fill):
            raise ValueError(f"not a colour: {self.fill!r}")


Shape = Polygon | Polyline | Rect | Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """A picture.

    Args:
        width: Its width.
        height: Its height.
        title: What it shows, for whoever cannot see it.
        background: Colour beneath everything.
        shapes: From the ground up.
    """

    width: int
    height: int
    title: str
    background: str
    shapes: tuple[Shape, ...] = field(default=())


def as_svg(drawing: Drawing) -> str:
    """Return a drawing as an SVG document of its own: no script, no style, nothing from elsewhere.

    Raises:
        ValueError: A number is not finite.
    """
    size = f'width="{drawing.width}" height="{drawing.height}"'
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{_element(drawing, size)}\n'


def svg_element(drawing: Drawing) -> str:
    """Return a drawing as an element of a page, as wide as there is room.

    Raises:
        ValueError: A number is not finite.
    """
    return _element(drawing, 'width="100%"')


def escaped(text: str) -> str:
    """Return text for XML and HTML, in elements and in quoted attributes: the only way of a text into either.

    What is no text (controls, marks of direction, halves of characters) goes; everything but letters, digits and harmless marks
    becomes a number that both languages read as that character.

    >>> escaped("<b>Škofja & Loka</b>")
    '&#60;b&#62;Škofja &#38; Loka&#60;&#47;b&#62;'
    """
    kept = clean(text, max_characters=max(len(text), 1))
    return "".join(character if _is_harmless(character) else f"&#{ord(character)};" for character in kept)


def _is_harmless(character: str) -> bool:
    return character in _PLAIN or (character >= _FIRST_BEYOND_ASCII and character.isalnum())


def text_width(text: str, size: float, *, is_bold: bool = False) -> float:
    """Return about how wide a text is: fonts differ by a tenth.

    >>> text_width("11.2 %", 10)
    31.3
    """
    advance = sum(_WIDE_ADVANCE if _is_wide(one) else _ADVANCES.get(one, _ADVANCE) for one in text)
    return round(size * advance * (_BOLD_FACTOR if is_bold else 1.0), 6)


def _is_wide(character: str) -> bool:
    return unicodedata.east_asian_width(character) in _WIDE


def fitted(text: str, size: float, width: float, *, is_bold: bool = False) -> str:
    """Return text cleaned, and cut where it would be wider than there is room.

    >>> fitted("Hill repeats in the park", 10, 80)
    'Hill repeats in t…'
    """
    whole = clean(text)
    kept = whole
    while kept and text_width(kept if kept == whole else kept + ELLIPSIS, size, is_bold=is_bold) > width:
        kept = kept[:-1]
    return whole if kept == whole else kept.rstrip() + ELLIPSIS


def wrapped(text: str, size: float, width: float, most: int) -> list[str]:
    """Return text cleaned, in at most so many lines; the last is cut where more would follow.

    Args:
        text: Any text.
        size: Size of the font.
        width: The room across.
        most: The room in lines.
    """
    words = clean(text, max_characters=max(len(text), 1)).split()
    lines: list[str] = []
    while words and len(lines) < most - 1:
        taken = max(1, sum(text_width(" ".join(words[: n + 1]), size) <= width for n in range(len(words))))
        lines.append(fitted(" ".join(words[:taken]), size, width))
        words = words[taken:]
    return [*lines, fitted(" ".join(words), size, width)] if words else lines


def _element(drawing: Drawing, size: str) -> str:
    """Return the element of a drawing.

    Args:
        drawing: The drawing.
        size: Attributes that say how large it is shown.
    """
    width, height = drawing.width, drawing.height
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" version="1.1" {size} viewBox="0 0 {width} {height}" role="img"'
        f' font-family="{FONT}" stroke-linejoin="round" stroke-linecap="round"><title>{escaped(drawing.title)}</title>'
        f'<rect width="{width}" height="{height}" fill="{drawing.background}"/>'
        f"{''.join(_groups(drawing.shapes))}</svg>"
    )


def _groups(shapes: Iterable[Shape]) -> Iterator[str]:
    """Yield neighbouring shapes that look the same as one group, which says how they look once."""
    for attributes, group in itertools.groupby(shapes, key=_attributes):
        elements = "".join(map(_shape, group))
        yield f"<g{attributes}>{elements}</g>"


def _attributes(shape: Shape) -> str:
    if isinstance(shape, Text):
        weight = ' font-weight="bold"' if shape.weight == "bold" else ""
        anchor = "" if shape.anchor == "start" else f' text-anchor="{shape.anchor}"'
        return f' fill="{shape.fill}" font-size="{_number(shape.size)}"{weight}{anchor}'
    paint = shape.paint
    parts = [f' fill="{paint.fill or "none"}"']
    if paint.stroke:
        parts.append(f' stroke="{paint.stroke}" stroke-width="{_number(paint.width)}"')
    if paint.opacity < 1:
        parts.append(f' opacity="{paint.opacity:.2f}"')
    return "".join(parts)


def _shape(shape: Shape) -> str:
    match shape:
        case Text():
            return f'<text x="{_number(shape.x)}" y="{_number(shape.y)}">{escaped(shape.text)}</text>'
        case Rect():
            radius = f' rx="{_number(shape.radius)}"' if shape.radius else ""
            place = f'x="{_number(shape.x)}" y="{_number(shape.y)}"'
            return f'<rect {place} width="{_number(shape.width)}" height="{_number(shape.height)}"{radius}/>'
        case Polygon():
            return f'<polygon points="{_points(shape.points)}"/>'
        case Polyline():
            return f'<polyline points="{_points(shape.points)}"/>'


def _points(points: Iterable[Point]) -> str:
    return " ".join(f"{_number(x)},{_number(y)}" for x, y in points)


def _number(value: float) -> str:
    """Return a number as short as it can be told."""
    if not math.isfinite(value):
        raise ValueError(f"a drawing has no place for {value}")
    return f"{round(value, DIGITS) + 0.0:.{DIGITS}f}".rstrip("0").rstrip(".")
