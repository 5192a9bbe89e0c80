"""What pictures have in common: colours, scales, axes with round numbers, the legend of gradients, titles and credits."""

import itertools
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import shapely

from hillwork.model import Floats
from hillwork.page import listed, phrase, word
from hillwork.render.drawing import Paint, Point, Polyline, Rect, Shape, Text, fitted, text_width, wrapped
from hillwork.units import FIRST_MILES, METRES_PER_FOOT, METRES_PER_KILOMETRE, METRES_PER_MILE, UnitSystem, format_grade

NAME: Final = "hillwork"
"""Who made a picture; not a word of any language."""

WIDTH: Final = 800
MARGIN: Final = 28
"""All pictures are as wide; on a telephone that is half of a letter's size, on a screen the width of a text."""

SURFACE: Final = "#ffffff"
INK: Final = "#1a2026"
MUTED: Final = "#525d66"
RULE: Final = "#d9dddf"
RAISED: Final = "#f5f6f4"
ACCENT: Final = "#1c62d6"
HALO: Final = "#7fb6ff"
CASING: Final = "#3c454c"
GRADE_COLOURS: Final = ("#8fb8de", "#c3cacf", "#f7d35c", "#f2a33c", "#e2713d", "#c23b5b", "#86267a", "#3b0f52")
UNKNOWN_COLOUR: Final = "#ffffff"
"""The colours of the page in a light room, those of the classes from down to the steepest; a test holds them together."""

TITLE_SIZE: Final = 23.0
HEADING_SIZE: Final = 17.0
TEXT_SIZE: Final = 14.0
SMALL_SIZE: Final = 12.0
LINE: Final = 18.0
CREDIT_LINES: Final = 3

TOLERANCE: Final = 0.4
"""Less than half a pixel is not seen."""

_ROUND: Final = (1, 2, 5, 10)
_LEGEND_HEIGHT: Final = 11.0
_GAMMA: Final = 2.2
_CHANNELS: Final = ((1, 0.2126), (3, 0.7152), (5, 0.0722))
"""Where red, green and blue stand in a colour, and how bright each is (WCAG 2.2, relative luminance)."""

_DARK: Final = 0.2
"""White is read better than ink on what is darker: there both have a contrast of about 4."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """The part of a picture that a profile is drawn in, and what it spans.

    Args:
        left: Where the profile begins [px].
        right: Where it ends [px].
        top: Where `high_m` is [px].
        base: Where `low_m` is [px].
        length_m: Length of the profile [m].
        low_m: Height at the base [m].
        high_m: Height at the top [m].
    """

    left: float
    right: float
    top: float
    base: float
    length_m: float
    low_m: float
    high_m: float

    def x(self, at_m: float) -> float:
        """Return where a distance along the profile is [px]."""
        return self.left + (self.right - self.left) * at_m / self.length_m

    def y(self, height_m: float) -> float:
        """Return where a height is [px]."""
        return self.base - (self.base - self.top) * (height_m - self.low_m) / (self.high_m - self.low_m)

    def points(self, at_m: Floats, height_m: Floats) -> tuple[Point, ...]:
        """Return where places of a profile are."""
        return tuple((self.x(at), self.y(height)) for at, height in zip(at_m.tolist(), height_m.tolist(), strict=True))


def thinned(points: Sequence[Point]) -> tuple[Point, ...]:
    """Return a line with no more points than are seen; nothing where a place of it is unknown."""
    places = np.array(points)
    if len(places) <= 1 or not np.isfinite(places).all():
        return ()
    corners = shapely.get_coordinates(shapely.simplify(shapely.linestrings(places), TOLERANCE))
    return tuple((float(x), float(y)) for x, y in corners)


def round_up(value: float) -> float:
    """Return the next number of 1, 2 or 5 times a power of ten.

    >>> round_up(0.3), round_up(12), round_up(5)
    (0.5, 20.0, 5.0)
    """
    power = 10.0 ** math.floor(math.log10(value))
    return float(next((one * power for one in _ROUND if one * power >= value * (1 - 1e-9)), 10 * power))


def height_unit(units: UnitSystem) -> tuple[str, float]:
    """Return the unit of heights and short distances, and its length [m]."""
    return ("m", 1.0) if units is UnitSystem.METRIC else ("ft", METRES_PER_FOOT)


def distance_unit(length_m: float, units: UnitSystem) -> tuple[str, float]:
    """Return the unit that all distances along a way are told in, and its length [m]."""
    long = ("km", METRES_PER_KILOMETRE) if units is UnitSystem.METRIC else ("mi", METRES_PER_MILE)
    shortest_long = METRES_PER_KILOMETRE if units is UnitSystem.METRIC else FIRST_MILES * METRES_PER_MILE
    return long if length_m >= shortest_long else height_unit(units)


def ticks(low_m: float, high_m: float, unit: tuple[str, float], most: int) -> list[tuple[float, str]]:
    """Return round numbers of a unit between two values, at most about so many, each with its label."""
    name, unit_m = unit
    step_m = unit_m * round_up((high_m - low_m) / unit_m / most)
    first, last = math.ceil(low_m / step_m - 1e-9), math.floor(high_m / step_m + 1e-9)
    values_m = [n * step_m for n in range(first, last + 1)]
    return [(value_m, f"{round(value_m / unit_m, 6) + 0.0:.10g} {name}") for value_m in values_m]


def height_axis(frame: Frame, units: UnitSystem, most: int) -> Iterator[Shape]:
    """Yield lines across a frame at round heights, and their labels."""
    for height_m, label in ticks(frame.low_m, frame.high_m, height_unit(units), most):
        y = frame.y(height_m)
        yield Polyline(((frame.left, y), (frame.right, y)), Paint(stroke=RULE))
        yield Text(x=frame.left - 8, y=y + 4, text=label, fill=MUTED, size=SMALL_SIZE, anchor="end")


def distance_axis(frame: Frame, units: UnitSystem, y: float) -> Iterator[Shape]:
    """Yield round distances below a frame.

    Args:
        frame: The frame.
        units: What to show distances in.
        y: Where the axis is [px].
    """
    yield Polyline(((frame.left, y), (frame.right, y)), Paint(stroke=MUTED))
    most = max(2, int((frame.right - frame.left) / 80))
    for at_m, label in ticks(0, frame.length_m, distance_unit(frame.length_m, units), most):
        yield Polyline(((frame.x(at_m), y), (frame.x(at_m), y + 4)), Paint(stroke=MUTED))
        yield Text(x=frame.x(at_m), y=y + 17, text=label, fill=MUTED, size=SMALL_SIZE, anchor="middle")


def classes_of(grades: Floats, edges: Sequence[float]) -> list[int]:
    """Return the class of each gradient; what is unknown has one of its own."""
    classes = np.where(np.isnan(grades), len(edges) + 1, np.searchsorted(edges, grades, side="right"))
    return [int(one) for one in classes]


def colour_of(grade_class: int, edges: Sequence[float]) -> str:
    """Return the colour of a class."""
    is_unknown = not 0 <= grade_class <= len(edges)
    return UNKNOWN_COLOUR if is_unknown else GRADE_COLOURS[min(grade_class, len(GRADE_COLOURS) - 1)]


def class_words(edges: Sequence[float]) -> list[str]:
    """Return the name of each class, the last is that of the unknown.

    >>> class_words([-0.02, 0.02, 0.15])
    ['down', 'level', '2–15 %', '> 15 %', 'unknown']
    """
    down, level, *_, unknown = listed("gradeClasses")
    names = [down]
    for low, high in itertools.pairwise(edges):
        between = phrase("picture.gradeBetween", f"{100 * low:.3g}", f"{100 * high:.3g}")
        names.append(level if low < 0 < high else between)
    return [*names, *(phrase("picture.gradeAbove", f"{100 * edge:.3g}") for edge in edges[-1:]), unknown]


def legend(edges: Sequence[float], y: float, *, with_unknown: bool) -> Iterator[Shape]:
    """Yield the classes of gradient, each with its name beneath: one bar, from down to the steepest.

    Args:
        edges: Borders of the classes.
        y: The upper edge [px].
        with_unknown: Whether anything unknown is in the picture.
    """
    title = word("facts.grade")
    yield Text(x=MARGIN, y=y + 10, text=title, fill=MUTED, size=SMALL_SIZE)
    left = MARGIN + text_width(title, SMALL_SIZE) + 16
    names = class_words(edges)
    shown = names if with_unknown else names[:-1]
    room = (WIDTH - MARGIN - left) / len(shown)
    for i, name in enumerate(shown):
        paint = Paint(fill=colour_of(i, edges), stroke=CASING)
        yield Rect(x=left + i * room, y=y, width=room, height=_LEGEND_HEIGHT, paint=paint)
        middle = left + (i + 0.5) * room
        yield Text(x=middle, y=y + 26, text=name, fill=MUTED, size=SMALL_SIZE, anchor="middle")


def ink_on(colour: str) -> str:
    """Return the colour of a text that can be read on a colour: whichever of two has more contrast."""
    light = sum(share * (int(colour[at : at + 2], 16) / 255) ** _GAMMA for at, share in _CHANNELS)
    return SURFACE if light < _DARK else INK


def head(title: str, facts: Sequence[str]) -> Iterator[Shape]:
    """Yield the title of a picture and what is to know first."""
    room = WIDTH - 2 * MARGIN
    text = fitted(title, TITLE_SIZE, room, is_bold=True)
    yield Text(x=MARGIN, y=42, text=text, fill=INK, size=TITLE_SIZE, weight="bold")
    yield Text(x=MARGIN, y=65, text=fitted(joined(facts), TEXT_SIZE, room), fill=MUTED, size=TEXT_SIZE)


def joined(facts: Sequence[str]) -> str:
    """Return facts in one line."""
    return " · ".join(fact for fact in facts if fact)


def paragraph(text: str, y: float, most: int, *, size: float = TEXT_SIZE, fill: str = INK) -> list[Shape]:
    """Return a text in at most so many lines, the first with its baseline at a height [px]."""
    lines = wrapped(text, size, WIDTH - 2 * MARGIN, most)
    return [
        Text(x=MARGIN, y=y + LINE * size / TEXT_SIZE * i, text=line, fill=fill, size=size)
        for i, line in enumerate(lines)
    ]


def credit(attributions: Sequence[str], y: float) -> tuple[list[Shape], int]:
    """Return who made the picture and whom to name, and the height of the whole picture.

    Args:
        attributions: Whom to name.
        y: Where there is room from [px].
    """
    room = WIDTH - 2 * MARGIN - text_width(NAME, SMALL_SIZE) - 2 * SMALL_SIZE
    lines = wrapped(joined(attributions), SMALL_SIZE, room, CREDIT_LINES)
    first = y + 28
    rule = Polyline(((MARGIN, y + 8), (WIDTH - MARGIN, y + 8)), Paint(stroke=RULE))
    name = Text(x=WIDTH - MARGIN, y=first, text=NAME, fill=MUTED, size=SMALL_SIZE, anchor="end", weight="bold")
    told = [Text(x=MARGIN, y=first + 16 * i, text=line, fill=MUTED, size=SMALL_SIZE) for i, line in enumerate(lines)]
    return [rule, name, *told], round(first + 16 * max(0, len(lines) - 1) + 18)


def grade_text(grade: float, sd: float | None = None) -> str:
    """Return a gradient in percent with its error, a fall with a minus sign."""
    return format_grade(grade, sd).replace("-", "\N{MINUS SIGN}")


def error_text(sd: float) -> str:
    """Return the error of a gradient in percent, with as many digits as beside the gradient.

    >>> error_text(0.0051), error_text(0.021)
    ('0.5 %', '2 %')
    """
    return format_grade(0.0, sd).rpartition("± ")[2]
