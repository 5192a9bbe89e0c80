"""From the encoded lines of a document to lines on a picture: a plane around the middle, and no more points than are seen."""

import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import shapely
from numpy.typing import NDArray

from hillwork.geo import metres_per_degree
from hillwork.model import Floats
from hillwork.page import LinesData, Page
from hillwork.render.drawing import Point
from hillwork.render.lines import UNITS_PER_DEGREE

LEAST_SPAN_M: Final = 250.0
"""Less ground than that is not blown up to the size of the picture."""

MOST_STREET_POINTS: Final = 3500
"""That many make a town of five kilometres, and 45 kB of SVG."""

MOST_WAY_POINTS: Final = 4000
"""A hundred kilometres of a winding trail."""

_ROUGHEST: Final = 4.0
_FINE_STREET: Final = 0.6
_SHORTEST_STREET: Final = 3.0
"""How far a street may be off, and how long it must be to be drawn, in tolerances [px]."""

_FINE_WAY: Final = 0.4
_SHORTEST_RUN: Final = 4.0
"""How far a way may be off [px], and how long a colour must be to be seen, in tolerances."""

Line = tuple[Point, ...]
Shapes = NDArray[np.object_]
"""Shapely's lines, shape (n,)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """A part of the ground on a picture, north up: a plane true to scale at its middle.

    Args:
        left: Left edge on the picture [px].
        top: Upper edge [px].
        width: Width [px].
        height: Height [px].
        lat_deg: Latitude of the middle [deg].
        lon_deg: Longitude of the middle, which may be beyond 180 [deg].
        px_per_m: Scale [px/m].
    """

    left: float
    top: float
    width: float
    height: float
    lat_deg: float
    lon_deg: float
    px_per_m: float

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Left, top, right and bottom [px]."""
        return self.left, self.top, self.left + self.width, self.top + self.height

    def points(self, places: Floats) -> Floats:
        """Return where places are, shape (n, 2) [px].

        Args:
            places: Latitude and longitude, shape (n, 2) [deg].
        """
        north_m, east_m = (float(per_degree[0]) for per_degree in metres_per_degree(np.array([self.lat_deg])))
        x = self.left + self.width / 2 + (places[:, 1] - self.lon_deg) * east_m * self.px_per_m
        y = self.top + self.height / 2 - (places[:, 0] - self.lat_deg) * north_m * self.px_per_m
        return np.column_stack([x, y])


def decode(numbers: Sequence[int], per_degree: int = UNITS_PER_DEGREE) -> Floats:
    """Return places from steps of whole parts of a degree: latitude and longitude, shape (n, 2) [deg].

    >>> decode([46000000, 14500000, 10, 20]).tolist()
    [[46.0, 14.5], [46.00001, 14.50002]]
    """
    steps = np.array(numbers[: len(numbers) // 2 * 2], dtype=np.int64).reshape(-1, 2)
    places: Floats = np.cumsum(steps, axis=0) / per_degree
    return places


def decode_lines(told: LinesData) -> list[Floats]:
    """Return the places of each of many lines, shape (n, 2) each [deg]."""
    places = decode(told["places"], told["per_degree"])
    return np.split(places, np.cumsum(told["sizes"])[:-1]) if told["sizes"] else []


def view_of(places: Floats, left: float, top: float, width: float, heights: tuple[float, float]) -> View:
    """Return the view that shows all places, with room around them for labels.

    Args:
        places: Latitude and longitude, at least one, shape (n, 2) [deg].
        left: Left edge on the picture [px].
        top: Upper edge [px].
        width: Width [px].
        heights: The lowest and the highest that it may be [px].
    """
    low, high = places.min(axis=0), places.max(axis=0)
    middle = (low + high) / 2
    per_degree_m = np.array([float(one[0]) for one in metres_per_degree(middle[:1])])
    tall_m, wide_m = np.maximum((high - low) * per_degree_m, LEAST_SPAN_M).tolist()
    room = 0.12 * width
    height = min(max(heights[0], room + (width - room) * tall_m / wide_m), heights[1])
    return View(
        left=left,
        top=top,
        width=width,
        height=height,
        lat_deg=float(middle[0]),
        lon_deg=float(middle[1]),
        px_per_m=min((width - room) / wide_m, (height - room) / tall_m),
    )


def drawn(lines: Sequence[Floats], view: View, tolerance: float = _FINE_WAY) -> list[Line]:
    """Return lines as they are drawn, without the points that are not seen; lines of one place are left out.

    Args:
        lines: Places of each, shape (n, 2) [deg].
        view: Where they go.
        tolerance: How far a point may be off [px].
    """
    return _thin(_shapes(_projected(lines, view)), tolerance)


def drawn_ways(page: Page, view: View, most: int = MOST_WAY_POINTS) -> tuple[list[Line], dict[int, list[Line]]]:
    """Return the legs of a document's ways as one line each, and their parts by class.

    They are thinned until they are few enough, or as rough as a picture bears.

    Args:
        page: The document.
        view: Where they go.
        most: So many points they may have together.
    """
    parts = page["parts"]
    ways = _projected(decode_lines(parts["lines"]), view)
    starts = sorted({0, *parts["leg_starts"], len(ways)})
    legs = _shapes([np.concatenate(ways[first:last]) for first, last in itertools.pairwise(starts) if ways[first:last]])
    tolerance = _FINE_WAY
    while True:
        outlines = _thin(legs, tolerance)
        runs = _runs(ways, parts["grade_class"], set(parts["leg_starts"]), _SHORTEST_RUN * tolerance)
        of_class = {grade_class: _thin(_shapes(lines), tolerance) for grade_class, lines in sorted(runs.items())}
        if tolerance >= _ROUGHEST or _count([outlines, *of_class.values()]) <= most:
            return outlines, of_class
        tolerance *= math.sqrt(2)


def drawn_streets(classes: Sequence[Sequence[Floats]], view: View, most: int = MOST_STREET_POINTS) -> list[list[Line]]:
    """Return the streets of each class that are in view, thinned until they are few enough for a picture.

    Streets that go on as one another are joined; the shorter they are, the sooner they go.

    Args:
        classes: The lines of each class, shape (n, 2) each [deg].
        view: Where they go.
        most: So many points they may have together.
    """
    inside = [_inside(lines, view) for lines in classes]
    tolerance = _FINE_STREET
    thin = [_thin_shapes(lines, tolerance, _SHORTEST_STREET * tolerance) for lines in inside]
    while tolerance < _ROUGHEST and sum(int(shapely.get_num_coordinates(lines).sum()) for lines in thin) > most:
        tolerance *= math.sqrt(2)
        thin = [_thin_shapes(lines, tolerance, _SHORTEST_STREET * tolerance) for lines in inside]
    return [_points(lines) for lines in _longest(thin, most)]


def _projected(lines: Sequence[Floats], view: View) -> list[Floats]:
    """Return where the places of lines are, shape (n, 2) each [px]: all in one go, there may be thousands of lines."""
    if not lines:
        return []
    return np.split(view.points(np.concatenate(lines)), np.cumsum([len(line) for line in lines])[:-1])


def _shapes(lines: Sequence[Floats]) -> Shapes:
    """Return lines of at least two points as shapes."""
    long = [line for line in lines if len(line) > 1]
    if not long:
        return np.array([], dtype=object)
    shapes: Shapes = shapely.linestrings(
        np.concatenate(long), indices=np.repeat(np.arange(len(long)), [len(line) for line in long])
    )
    return shapes


def _runs(
    ways: Sequence[Floats], classes: Sequence[int], leg_starts: set[int], shortest: float
) -> dict[int, list[Floats]]:
    """Return the ways of each class: what is too short to see goes with what is before it.

    Args:
        ways: Parts of one class each, shape (n, 2) each [px]; the last point of one is the first of the next.
        classes: The class of each.
        leg_starts: Which of them follow on none.
        shortest: A shorter part is not seen [px].
    """
    runs: list[tuple[int, list[Floats]]] = []
    for i, (way, grade_class) in enumerate(zip(ways, classes, strict=False)):
        if not len(way):
            continue
        goes_on = bool(runs) and i not in leg_starts
        if goes_on and (runs[-1][0] == grade_class or np.ptp(way, axis=0).max(initial=0) < shortest):
            runs[-1][1].append(way)
        else:
            runs.append((grade_class, [way]))
    of_class: dict[int, list[Floats]] = {}
    for grade_class, pieces in runs:
        of_class.setdefault(grade_class, []).append(np.concatenate(pieces))
    return of_class


def _inside(lines: Sequence[Floats], view: View) -> Shapes:
    """Return lines as far as they are in view, joined where just two meet."""
    shapes = shapely.multilinestrings(_shapes(_projected(lines, view)))
    inside: Shapes = shapely.get_parts(shapely.line_merge(shapely.clip_by_rect(shapes, *view.box)))
    return inside


def _thin(lines: Shapes, tolerance: float) -> list[Line]:
    """Return lines without the points that are not seen."""
    return _points(_thin_shapes(lines, tolerance))


def _thin_shapes(lines: Shapes, tolerance: float, shortest: float = 0.0) -> Shapes:
    """Return lines that are not too short, without the points that are not seen."""
    long = lines[shapely.length(lines) >= shortest]
    thin: Shapes = shapely.simplify(long, tolerance, preserve_topology=False)
    return thin


def _points(lines: Shapes) -> list[Line]:
    """Return the points of lines."""
    points, owner = shapely.get_coordinates(lines, return_index=True)
    pieces = np.split(points, np.flatnonzero(np.diff(owner)) + 1) if len(points) else []
    return [tuple((float(x), float(y)) for x, y in piece) for piece in pieces]


def _longest(classes: Sequence[Shapes], most: int) -> list[Shapes]:
    """Return so many of the lines, the longest, that they have no more points than wanted."""
    if not classes:
        return []
    lines = np.concatenate(classes)
    order = np.argsort(-shapely.length(lines), kind="stable")
    n_points = np.cumsum(shapely.get_num_coordinates(lines)[order])
    is_kept = np.zeros(len(lines), dtype=bool)
    is_kept[order[: int(np.searchsorted(n_points, most, side="right"))]] = True
    borders = np.cumsum([len(own) for own in classes])[:-1]
    kept = np.split(is_kept, borders)
    return [own[is_own] for own, is_own in zip(classes, kept, strict=True)]


def _count(classes: Sequence[Sequence[Line]]) -> int:
    return sum(len(line) for lines in classes for line in lines)
