"""A hill from its foot to its top: a column per piece, the error of its heights, and the stretch that is best to run."""

import itertools
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from hillwork.page import HillData, RiseData, StretchData, ladder, phrase, table, word
from hillwork.render.drawing import Paint, Point, Polygon, Polyline, Rect, Shape, Text, fitted, text_width
from hillwork.render.hill_columns import Rise, rise_of
from hillwork.render.picture_parts import (
    ACCENT,
    HEADING_SIZE,
    INK,
    LINE,
    MARGIN,
    MUTED,
    SMALL_SIZE,
    SURFACE,
    TEXT_SIZE,
    WIDTH,
    Frame,
    classes_of,
    colour_of,
    distance_axis,
    error_text,
    grade_text,
    height_axis,
    ink_on,
    joined,
    paragraph,
    thinned,
)
from hillwork.units import UnitSystem, format_distance, format_height

LEAST_RANGE_M: Final = 8.0
"""Less than that is not blown up to the height of the panel."""

STEEPEST_OVER_M: Final = 50.0

_LEFT: Final = 76.0
_RIGHT: Final = WIDTH - 124.0
_HEIGHT: Final = 170.0
_PLINTH: Final = 24.0
_CELL: Final = 30.0
"""A number of percent needs that much [px]."""

_CELL_EDGE: Final = 2.0
_COLUMN: Final = 4.0
"""Narrower columns are a blur [px]."""

_BRACKET_GAP: Final = 14.0
_BRACKET_LEG: Final = 7.0
_BRACKET_ROOM: Final = 46.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Bracket:
    """A stretch of a hill and what is said of it.

    Args:
        start_m: Where it begins, from the foot [m].
        end_m: Where it ends, from the foot [m].
        text: What is said.
    """

    start_m: float
    end_m: float
    text: str


def bracket_of(hill: HillData, stretch: StretchData, text: str) -> Bracket | None:
    """Return a stretch of a hill, None where there is none.

    Args:
        hill: The hill.
        stretch: A part of it.
        text: What is said of it.
    """
    start_m, length_m = stretch["start_m"], stretch["length_m"]
    if start_m is None or not length_m:
        return None
    from_foot_m = min(max(start_m - hill["start_m"], 0.0), hill["length_m"])
    return Bracket(start_m=from_foot_m, end_m=min(from_foot_m + length_m, hill["length_m"]), text=text)


def stretch_words(stretch: StretchData, units: UnitSystem) -> tuple[str, str]:
    """Return length and gradient of a stretch."""
    grade = word("notKnown") if stretch["grade"] is None else grade_text(stretch["grade"], stretch["grade_sd"])
    return format_distance(stretch["length_m"] or 0.0, units), grade


def hill_words(hill: HillData, units: UnitSystem) -> list[str]:
    """Return what is known of a hill besides its length and gradient."""
    over = format_distance(STEEPEST_OVER_M, units)
    return [
        phrase("ascent", format_height(hill["gain_m"], hill["gain_sd_m"], units)),
        phrase("picture.steepest", over, grade_text(hill["grade_max"])),
        _steadiness(hill["steadiness"]),
        table("hillKinds").get(hill["kind"], hill["kind"]),
        table("confidences").get(hill["confidence"], hill["confidence"]),
    ]


def _steadiness(share: float) -> str:
    """Return how even a hill is."""
    rungs = ladder("steadiness")
    return next((text for least, text in rungs if share >= least), rungs[-1][1])


def hill_title(name: str, hill: HillData, units: UnitSystem) -> str:
    """Return a hill with its length and gradient."""
    grade = grade_text(hill["grade"], hill["grade_sd"])
    return phrase("hillTitle", name, phrase("hillSummary", format_distance(hill["length_m"], units), grade))


def hill_panel(
    name: str, hill: HillData, bracket: Bracket | None, edges: Sequence[float], units: UnitSystem, *, y: float
) -> tuple[list[Shape], float]:
    """Return a hill as shapes, and where they end [px].

    Args:
        name: What it is called.
        hill: The hill.
        bracket: The stretch to mark.
        edges: Borders of the classes of gradient.
        units: What to show distances and heights in.
        y: Where there is room from [px].
    """
    title = fitted(hill_title(name, hill, units), HEADING_SIZE, WIDTH - 2 * MARGIN, is_bold=True)
    told = paragraph(joined(hill_words(hill, units)), y + 40, 1)
    ends = paragraph(_ends(name, hill), y + 40 + LINE, 1, fill=MUTED)
    shapes = [Text(x=MARGIN, y=y + 18, text=title, fill=INK, size=HEADING_SIZE, weight="bold"), *told, *ends]
    y += LINE * (len(told) + len(ends)) + 22
    rise = rise_of(hill["rise"], hill["length_m"])
    if rise is None:
        return [*shapes, *paragraph(word("picture.noHeights"), y + 18, 1, fill=MUTED)], y + 30
    frame = _frame(rise, bracket, y + 14)
    axis = frame.base + _PLINTH
    profile = [
        *_columns(rise, frame, edges),
        *_plinth(rise, frame, edges),
        *_curve(rise, frame),
        *_end(hill, rise, frame, units),
    ]
    marked = _bracket(bracket, rise, frame) if bracket else ()
    axes = [*height_axis(frame, units, 4), *distance_axis(frame, units, axis)]
    notes = paragraph(_note(hill["rise"], rise, frame, units), axis + 40, 2, size=SMALL_SIZE, fill=MUTED)
    return [*shapes, *axes, *profile, *marked, *notes], axis + 28 + 16 * len(notes)


def _ends(name: str, hill: HillData) -> str:
    foot, top = hill["foot_name"], hill["top_name"]
    ends = phrase("picture.fromTo", foot, top) if foot and top and foot != top else foot or top
    return "" if ends in name else ends


def _frame(rise: Rise, bracket: Bracket | None, y: float) -> Frame:
    """Return the frame of a hill: all of its band, and no more room above than a bracket needs."""
    low_m = min(0.0, float(np.nanmin(rise.rise_m)))
    high_m = max(float(np.nanmax(rise.rise_m + rise.sd_m)), low_m + LEAST_RANGE_M)
    flat = Frame(left=_LEFT, right=_RIGHT, top=y, base=y + _HEIGHT, length_m=rise.length_m, low_m=low_m, high_m=high_m)
    room = max(0.0, _BRACKET_ROOM - (_above(bracket, rise, flat) - y)) if bracket else 0.0
    return Frame(
        left=_LEFT,
        right=_RIGHT,
        top=y + room,
        base=y + room + _HEIGHT,
        length_m=rise.length_m,
        low_m=low_m,
        high_m=high_m,
    )


def _columns(rise: Rise, frame: Frame, edges: Sequence[float]) -> Iterator[Shape]:
    """Yield a column per piece; some together where single ones are too narrow to see."""
    borders_m = rise.borders_m(rise.group(_metres(frame, _COLUMN)))
    for grade_class, (left_m, right_m) in zip(
        classes_of(rise.grades(borders_m), edges), itertools.pairwise(borders_m.tolist()), strict=True
    ):
        inside = (rise.at_m > left_m) & (rise.at_m < right_m)
        at_m = np.concatenate([[left_m], rise.at_m[inside], [right_m]])
        points = thinned(frame.points(at_m, rise.height_m(at_m)))
        if points:
            floor = ((points[-1][0], frame.base), (points[0][0], frame.base))
            yield Polygon((*points, *floor), Paint(fill=colour_of(grade_class, edges)))


def _metres(frame: Frame, pixels: float) -> float:
    """Return what a width in the picture spans [m]."""
    return pixels * frame.length_m / (frame.right - frame.left)


def _plinth(rise: Rise, frame: Frame, edges: Sequence[float]) -> Iterator[Shape]:
    """Yield the gradients below the foot in percent, and lines that part them."""
    borders_m = rise.borders_m(rise.group(_metres(frame, _CELL)))
    grades = rise.grades(borders_m)
    spans = list(itertools.pairwise(borders_m.tolist()))
    label_y = frame.base + 16
    yield Text(x=frame.left - 8, y=label_y, text="%", fill=MUTED, size=SMALL_SIZE, anchor="end")
    for grade_class, grade, (start_m, end_m) in zip(classes_of(grades, edges), grades.tolist(), spans, strict=True):
        if math.isnan(grade):
            continue
        colour = colour_of(grade_class, edges)
        left, right = frame.x(start_m), frame.x(end_m)
        yield Rect(x=left, y=frame.base, width=right - left, height=_PLINTH, paint=Paint(fill=colour))
        label, middle = _percent(grade), (left + right) / 2
        if text_width(label, SMALL_SIZE) + _CELL_EDGE <= right - left:
            yield Text(x=middle, y=label_y, text=label, fill=ink_on(colour), size=SMALL_SIZE, anchor="middle")
    for border_m in borders_m[1:-1].tolist():
        top = frame.y(float(rise.height_m(np.array(border_m))))
        if math.isfinite(top):
            yield Polyline(((frame.x(border_m), top), (frame.x(border_m), frame.base + _PLINTH)), Paint(stroke=SURFACE))


def _percent(grade: float) -> str:
    return f"{round(100 * grade)}".replace("-", "\N{MINUS SIGN}")


def _curve(rise: Rise, frame: Frame) -> Iterator[Shape]:
    """Yield the line of the ground, and around it the band that it is known to, as wide as it is at each border."""
    for run in rise.runs():
        at_m, rise_m = rise.at_m[run], rise.rise_m[run]
        upper, lower = (thinned(frame.points(at_m, rise_m + sign * rise.sd_m[run])) for sign in (1, -1))
        yield Polygon((*upper, *reversed(lower)), Paint(fill=INK, opacity=0.2))
        # On the columns, which may be as dark as ink, the edge of the band is bright.
        yield Polyline(upper, Paint(stroke=INK, width=0.8, opacity=0.45))
        yield Polyline(lower, Paint(stroke=SURFACE, opacity=0.6))
        yield Polyline(thinned(frame.points(at_m, rise_m)), Paint(stroke=INK, width=2.4))


def _end(hill: HillData, rise: Rise, frame: Frame, units: UnitSystem) -> Iterator[Shape]:
    """Yield the gain beside the top."""
    if math.isfinite(rise.rise_m[-1]):
        y = frame.y(float(rise.rise_m[-1]))
        text = f"+{format_height(hill['gain_m'], hill['gain_sd_m'], units)}"
        yield Text(x=frame.right + 10, y=y + 5, text=text, fill=INK, size=TEXT_SIZE, weight="bold")


def _label_span(bracket: Bracket, frame: Frame) -> tuple[float, float]:
    """Return where the words of a bracket begin and end: above its middle, and inside the frame."""
    width = text_width(bracket.text, TEXT_SIZE, is_bold=True)
    middle = frame.x((bracket.start_m + bracket.end_m) / 2)
    left = min(max(middle - width / 2, frame.left + 4), frame.right - width)
    return left, left + width


def _above(bracket: Bracket, rise: Rise, frame: Frame) -> float:
    """Return where the band is highest beneath a bracket and its words [px]."""
    left, right = _label_span(bracket, frame)
    x = frame.left + (frame.right - frame.left) * rise.at_m / frame.length_m
    inside = (x >= min(left, frame.x(bracket.start_m))) & (x <= max(right, frame.x(bracket.end_m)))
    known = inside & np.isfinite(rise.rise_m)
    return frame.y(float(np.max((rise.rise_m + rise.sd_m)[known], initial=frame.low_m)))


def _bracket(bracket: Bracket, rise: Rise, frame: Frame) -> Iterator[Shape]:
    """Yield a stretch as a bracket over the band, with what is said of it."""
    y = _above(bracket, rise, frame) - _BRACKET_GAP
    left, right = frame.x(bracket.start_m), frame.x(bracket.end_m)
    for foot in frame.points(ends_m := np.array([bracket.start_m, bracket.end_m]), rise.height_m(ends_m)):
        if math.isfinite(foot[1]):
            yield Polyline(((foot[0], y), foot), Paint(stroke=ACCENT, opacity=0.6))
    leg = y + _BRACKET_LEG
    corners: tuple[Point, ...] = ((left, leg), (left, y), (right, y), (right, leg))
    yield Polyline(corners, Paint(stroke=ACCENT, width=2.4))
    middle = sum(_label_span(bracket, frame)) / 2
    yield Text(x=middle, y=y - 8, text=bracket.text, fill=ACCENT, size=TEXT_SIZE, anchor="middle", weight="bold")


def _note(told: RiseData, rise: Rise, frame: Frame, units: UnitSystem) -> str:
    group = rise.group(_metres(frame, _COLUMN))
    length = format_distance(group * rise.piece_m, units)
    sd = told["piece_grade_sd"]
    if group > 1 or sd is None:
        return f"{word('picture.band')} {phrase('picture.columns', length)}"
    return f"{word('picture.band')} {phrase('picture.columnsKnown', length, error_text(sd))}"
