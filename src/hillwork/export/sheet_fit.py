"""How large the letters of a sheet may be so that it stays on one page.

A browser alone knows how wide letters are, and a sheet runs no script. So its height is estimated here, from letters taken
for wide, on a page as narrow as A4 and as short as Letter; the largest letters that fit are taken.
"""

import math
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

PAGE_WIDTH_PT: Final = 525.0
PAGE_HEIGHT_PT: Final = 718.0
"""A4 is 595 pt wide, Letter 792 pt high; 34 pt of margin on each side, and a few spare."""

DRAWING_PT: Final = 86.0
"""It takes half the width, whatever the letters."""

SIZES_PT: Final = (13.0, 12.5, 12.0, 11.5, 11.0, 10.5, 10.0, 9.5, 9.0, 8.5, 8.0, 7.5, 7.0, 6.5, 6.0, 5.5, 5.0, 4.5, 4.0)
ONE_COLUMN_FROM_PT: Final = 9.0
"""Rather two columns than smaller letters in one; but one as long as it can be read, as two part what belongs together."""

LETTER_EM: Final = 0.55
WIDE_LETTER_EM: Final = 1.05
"""Sans serif letters are about half as wide as high, those of East Asia and pictures as wide as high."""

LINE_EM: Final = 1.35
GAP_EM: Final = 2.0
MIN_ROOM_EM: Final = 4.0
TICK_LINE_EM: Final = 2.3
TICKS_ACROSS: Final = 6
TICKS_ACROSS_HALF: Final = 3
"""Boxes with their numbers and a blank beside them, in a line of one column and of two."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A piece of a sheet that stands across a column.

    Args:
        text: What it says.
        scale: Size of its letters beside those of the sheet.
        extra_em: Space around it, in letters of the sheet.
        indent_em: What it cannot use of the width, in letters of the sheet.
    """

    text: str
    scale: float = 1.0
    extra_em: float = 0.0
    indent_em: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Heights:
    """What stands on a sheet.

    Args:
        around: What stands over the whole width.
        beside: What stands beside the drawing, or over the whole width without one.
        caption: What stands below the drawing; None where nothing is drawn.
        notes: What stands in two columns below.
        steps: What may stand in two columns.
        n_ticks: For each repeated block, how many boxes there are to tick.
    """

    around: tuple[Row, ...]
    beside: tuple[Row, ...] = ()
    caption: Row | None = None
    notes: tuple[Row, ...] = ()
    steps: tuple[Row, ...]
    n_ticks: tuple[int, ...] = ()


def largest_fit(heights: Heights) -> tuple[float, bool]:
    """Return the size of the letters in points, and whether the steps stand in two columns.

    Args:
        heights: What stands on the sheet.
    """
    for size_pt, is_two in _choices():
        if _height_pt(heights, size_pt, is_two=is_two) <= PAGE_HEIGHT_PT:
            return size_pt, is_two
    return SIZES_PT[-1], True


def _choices() -> Iterator[tuple[float, bool]]:
    yield from ((size_pt, False) for size_pt in SIZES_PT if size_pt >= ONE_COLUMN_FROM_PT)
    yield from ((size_pt, True) for size_pt in SIZES_PT if size_pt <= ONE_COLUMN_FROM_PT)


def _height_pt(heights: Heights, size_pt: float, *, is_two: bool) -> float:
    width_em = PAGE_WIDTH_PT / size_pt
    half_em = (width_em - GAP_EM) / 2
    around = [_row_em(row, width_em) for row in heights.around]
    beside = [_row_em(row, half_em if heights.caption else width_em) for row in heights.beside]
    drawing_em = DRAWING_PT / size_pt + _row_em(heights.caption, half_em) if heights.caption else 0.0
    notes = [_row_em(row, half_em) for row in heights.notes]
    steps_em = half_em if is_two else width_em
    steps = [_row_em(row, steps_em) for row in heights.steps]
    steps += [(tick_lines(n_ticks, is_two=is_two) + 0.5) * TICK_LINE_EM for n_ticks in heights.n_ticks]
    all_em = sum(around) + max(sum(beside), drawing_em) + _columns_em(notes)
    return size_pt * (all_em + (_columns_em(steps) if is_two else sum(steps)))


def _columns_em(rows: list[float]) -> float:
    """Return the height of rows in two columns, which are never quite level."""
    return sum(rows) / 2 + max(rows, default=0)


def _row_em(row: Row, width_em: float) -> float:
    room = max((width_em - row.indent_em) / row.scale, MIN_ROOM_EM)
    lines = max(1, math.ceil(_text_em(row.text) / room))
    return lines * LINE_EM * row.scale + row.extra_em


def tick_lines(n_ticks: int, *, is_two: bool) -> int:
    """Return in how many lines the boxes of a repeated block stand.

    >>> tick_lines(6, is_two=False), tick_lines(8, is_two=False), tick_lines(8, is_two=True)
    (1, 2, 3)
    """
    return math.ceil(n_ticks / (TICKS_ACROSS_HALF if is_two else TICKS_ACROSS))


def _text_em(text: str) -> float:
    return sum(WIDE_LETTER_EM if unicodedata.east_asian_width(one) in {"W", "F"} else LETTER_EM for one in text)
