"""What stands on a map: names at the feet of hills, where a track begins and ends, a scale and north."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import shapely

from hillwork.page import word
from hillwork.render.drawing import Paint, Point, Polygon, Polyline, Rect, Shape, Text, fitted, text_width
from hillwork.render.map_lines import Line, View
from hillwork.render.picture_parts import INK, SMALL_SIZE, SURFACE, distance_unit, round_up
from hillwork.units import UnitSystem

MOST_TRIED: Final = 200
"""Of a long list those far down find no room anyway."""

MOST_ROOM: Final = 180.0
"""Longer names are cut [px]."""

_TALL: Final = 20.0
_SIDE: Final = 7.0
_STEM: Final = 7.0
_DOT: Final = 4.5
_AIR: Final = 3.0
_SCALE_SHARE: Final = 0.25
_INSET: Final = 14.0
_ARROW: Final = 4.0
_ARROW_EVERY: Final = 110.0
_MOST_ARROWS: Final = 24

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A name at a place.

    Args:
        at: The place.
        text: Its name; it may come from outside.
        colour: What the name stands on, or what it is written in.
    """

    at: Point
    text: str
    colour: str = INK


def marks(pins: Sequence[Mark], ends: Sequence[Mark], view: View, most: int) -> Iterator[Shape]:
    """Yield names: pins that would cover what was before them are left out, ends and the first pin never are.

    Args:
        pins: Hills, the most important first.
        ends: Where a track begins and ends, or the place that was looked around.
        view: The map.
        most: So many pins there may be.
    """
    taken: list[Box] = list(_corners(view))
    shown = [(pin, _moved_inside(_pin_box(pin), view.box)) for pin in pins[:1]]
    taken += [*(box for _, box in shown), *(_dot(end, _DOT) for end in ends)]
    for end in ends:
        boxes = [_moved_inside(box, view.box) for box in _end_boxes(end)]
        box = next((box for box in boxes if not _meets_any(box, taken)), boxes[0])
        taken.append(box)
        yield from _end(end, box)
    for pin in pins[1:MOST_TRIED]:
        box = _moved_inside(_pin_box(pin), view.box)
        if len(shown) < most and not _meets_any(box, taken):
            taken.append(box)
            shown.append((pin, box))
    # The most important is drawn last.
    for pin, box in reversed(shown):
        yield from _pin(pin, box)


def arrows(ways: Sequence[Line]) -> Iterator[Shape]:
    """Yield small arrows along ways, in the direction in which they are run."""
    lines = [shapely.linestrings(way) for way in ways if len(way) > 1]
    every = max(_ARROW_EVERY, sum(line.length for line in lines) / _MOST_ARROWS)
    for line in lines:
        for along in np.arange(every / 2, line.length, every).tolist():
            (back_x, back_y), (x, y) = (
                shapely.get_coordinates(line.interpolate(at))[0].tolist() for at in (max(0.0, along - 3), along + 3)
            )
            far = math.hypot(x - back_x, y - back_y)
            if far:
                dx, dy = _ARROW * (x - back_x) / far, _ARROW * (y - back_y) / far
                corners = (
                    (x + dx, y + dy),
                    (x - dx - dy, y - dy + dx),
                    (x - 0.4 * dx, y - 0.4 * dy),
                    (x - dx + dy, y - dy - dx),
                )
                yield Polygon(corners, Paint(fill=INK, stroke=SURFACE, width=1))


def scale_m(view: View, units: UnitSystem) -> tuple[float, str]:
    """Return a round length for a scale, and its label."""
    wanted_m = _SCALE_SHARE * view.width / view.px_per_m
    name, unit_m = distance_unit(1.25 * wanted_m, units)
    value = round_up(wanted_m / 2 / unit_m)
    return value * unit_m, f"{value:g} {name}"


def scale_bar(view: View, units: UnitSystem) -> Iterator[Shape]:
    """Yield a bar of a round length in the lower left corner."""
    length_m, label = scale_m(view, units)
    length = length_m * view.px_per_m
    left, bottom = view.left + _INSET, view.top + view.height - _INSET
    width = max(length, text_width(label, SMALL_SIZE)) + 2 * _SIDE
    paint = Paint(fill=SURFACE, opacity=0.8)
    yield Rect(x=left - _SIDE, y=bottom - 26, width=width, height=32, radius=4, paint=paint)
    bar: tuple[Point, ...] = ((left, bottom - 5), (left, bottom), (left + length, bottom), (left + length, bottom - 5))
    yield Polyline(bar, Paint(stroke=INK, width=1.8))
    yield Text(x=left, y=bottom - 10, text=label, fill=INK, size=SMALL_SIZE)


def north(view: View) -> Iterator[Shape]:
    """Yield an arrow to the north in the upper right corner."""
    x, y = view.left + view.width - 22, view.top + 14
    yield Rect(x=x - 12, y=y - 6, width=24, height=42, radius=4, paint=Paint(fill=SURFACE, opacity=0.8))
    yield Polygon(((x, y), (x + 6, y + 16), (x, y + 12), (x - 6, y + 16)), Paint(fill=INK))
    yield Text(x=x, y=y + 30, text=word("picture.north"), fill=INK, size=SMALL_SIZE, anchor="middle", weight="bold")


def _shown(mark: Mark) -> str:
    return fitted(mark.text, SMALL_SIZE, MOST_ROOM, is_bold=True)


def _half(mark: Mark) -> float:
    return text_width(_shown(mark), SMALL_SIZE, is_bold=True) / 2 + _SIDE


def _pin_box(mark: Mark) -> Box:
    """Return where the name of a pin stands: left, top, right and bottom."""
    (x, y), half = mark.at, _half(mark)
    return x - half, y - _STEM - _TALL, x + half, y - _STEM


def _end_boxes(mark: Mark) -> list[Box]:
    """Return where the name of an end may stand: below, above, left or right of its dot."""
    (x, y), half, far = mark.at, _half(mark), _DOT + 1.5 * _AIR
    middles = [(x, y + far + _TALL / 2), (x, y - far - _TALL / 2), (x - far - half, y), (x + far + half, y)]
    return [(left - half, middle - _TALL / 2, left + half, middle + _TALL / 2) for left, middle in middles]


def _dot(mark: Mark, radius: float) -> Box:
    x, y = mark.at
    return x - radius, y - radius, x + radius, y + radius


def _moved_inside(box: Box, outer: Box) -> Box:
    """Return a box moved sideways onto the map."""
    by = max(outer[0] + _AIR - box[0], 0.0) - max(box[2] - outer[2] + _AIR, 0.0)
    return box[0] + by, box[1], box[2] + by, box[3]


def _corners(view: View) -> tuple[Box, Box]:
    """Return where the scale and the arrow to the north are."""
    left, top, right, bottom = view.box
    return (left, bottom - 44, left + _SCALE_SHARE * view.width + 30, bottom), (right - 40, top, right, top + 54)


def _meets_any(box: Box, others: Sequence[Box]) -> bool:
    return any(_meet(box, other) for other in others)


def _meet(first: Box, second: Box) -> bool:
    across = first[0] < second[2] + _AIR and second[0] < first[2] + _AIR
    return across and first[1] < second[3] + _AIR and second[1] < first[3] + _AIR


def _pin(mark: Mark, box: Box) -> Iterator[Shape]:
    left, top, right, bottom = box
    x, y = mark.at
    edge = Paint(fill=mark.colour, stroke=SURFACE, width=1.5)
    yield Polygon(((x - 5, bottom - 1), (x + 5, bottom - 1), (x, y)), edge)
    yield Rect(x=left, y=top, width=right - left, height=bottom - top, radius=6, paint=edge)
    yield Polygon(((x - 4, bottom - 2), (x + 4, bottom - 2), (x, y - 1.5)), Paint(fill=mark.colour))
    yield Text(
        x=(left + right) / 2,
        y=top + 14.5,
        text=_shown(mark),
        fill=SURFACE,
        size=SMALL_SIZE,
        anchor="middle",
        weight="bold",
    )


def _end(mark: Mark, box: Box) -> Iterator[Shape]:
    left, top, right, bottom = box
    yield Rect(
        x=left, y=top, width=right - left, height=bottom - top, radius=6, paint=Paint(fill=SURFACE, opacity=0.85)
    )
    yield Text(
        x=(left + right) / 2,
        y=top + 14.5,
        text=_shown(mark),
        fill=mark.colour,
        size=SMALL_SIZE,
        anchor="middle",
        weight="bold",
    )
    dot, (left, top, _, _) = Paint(fill=SURFACE, stroke=mark.colour, width=3), _dot(mark, _DOT)
    yield Rect(x=left, y=top, width=2 * _DOT, height=2 * _DOT, radius=_DOT, paint=dot)
