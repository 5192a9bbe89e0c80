"""The map as a picture: streets, ways in the colours of their gradient, hills by name, a scale; north is up."""

from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np
import shapely

from hillwork.geo import metres_per_degree
from hillwork.model import Floats
from hillwork.page import HillData, NearbyPage, Page, StreetsData, TrackPage, phrase, word
from hillwork.render.drawing import Drawing, Paint, Polyline, Rect, Shape
from hillwork.render.map_lines import Line, View, decode, decode_lines, drawn, drawn_streets, drawn_ways, view_of
from hillwork.render.map_marks import Mark, arrows, marks, north, scale_bar, scale_m
from hillwork.render.picture_parts import (
    ACCENT,
    CASING,
    INK,
    MARGIN,
    MUTED,
    SMALL_SIZE,
    SURFACE,
    WIDTH,
    classes_of,
    colour_of,
    credit,
    head,
    legend,
    paragraph,
)
from hillwork.render.profile_picture import place_facts, place_name, track_facts, track_name
from hillwork.units import UnitSystem

MOST_LABELS: Final = 12
"""So many hills are named: more would hide the map."""

MOST_OTHER_POINTS: Final = 1200
"""Of a large town's hills those after the best: drawn until there are so many points."""

GROUND: Final = "#eef0ea"
GRID: Final = "#dde1d9"
STREETS: Final = {"A": "#b3bfae", "B": "#cdd3ce", "C": "#dcc9b2"}
CHOSEN: Final = "#ffd95e"
STEPS: Final = {
    "warm-up": "#0a7d4f",
    "downhill": "#9a3412",
    "recovery": "#6a3fd0",
    "rest": "#6a3fd0",
    "cool-down": "#0b5f9e",
}
"""Colours of the page; of steps that are none of these, its ink."""

_TOP: Final = 84.0
_HEIGHTS: Final = (360.0, 620.0)
_STREET_WIDTH: Final = 1.2
_BAND: Final = 2.5
"""The band beneath the hill that matters is so many times as wide as its casing."""

_WAY: Final = (6.2, 4.0)
_FINE_WAY: Final = (4.6, 2.8)
"""Widths of the casing and of the colour, and the same where much ground is shown [px]."""

_FINE_BELOW: Final = 0.1
"""Where a metre is less than that, ways are fine [px/m]."""

_OTHER: Final = (3.4, 2.0)
"""The same of hills after the best [px]."""

_STEP: Final = (4.2, 2.2)
"""The same of steps that leave the track; their casing is bright [px]."""

_OFF_TRACK: Final = 6.0
"""A step has left the track where it is that far from it [px]."""

_ONE_PLACE: Final = 12.0
"""Start and finish nearer than that are told as one [px]."""

_CIRCLE: Final = 96

Step = tuple[str, Floats]
"""The kind of a step and its places, shape (n, 2) [deg]."""


def map_drawing(page: Page, units: UnitSystem = UnitSystem.METRIC) -> Drawing:
    """Return a map of a track and its hills, or of the hills around a place.

    Args:
        page: What to show.
        units: What to show distances and heights in.
    """
    return _of_track(page, units) if page["about"] == "track" else _of_place(page, units)


def _of_track(page: TrackPage, units: UnitSystem) -> Drawing:
    name, workout = track_name(page), page["workout"]
    top = list(head(name, track_facts(page, units)))
    ways = [way for way in decode_lines(page["parts"]["lines"]) if len(way)]
    blocks = workout["blocks"] if workout else []
    steps = [(step["kind"], decode(step["line"])) for block in blocks for step in block["steps"] if step["line"]]
    places = [*ways, *(line for _, line in steps if len(line))]
    told = [page["attribution"]]
    if not places:
        nothing = paragraph(word("picture.nothing"), _TOP + 20, 1, fill=MUTED)
        return _drawing(phrase("picture.mapOf", name), [*top, *nothing], told, _TOP + 40)
    view = _view(places)
    ids = workout["hills"] if workout else []
    chosen = [hill for hill in (*page["hills"], *page["unsure"]) if hill["id"] in ids]
    off_track = list(_off_track(steps, ways, view))
    shapes = [
        *_ground(page["backdrop"]["streets"], view, units),
        *_band(chosen, view),
        *off_track,
        *_ways(page, view),
        *marks(list(_site_marks(page, chosen, view)), list(_ends(ways or places, view)), view, MOST_LABELS),
    ]
    notes = [phrase("picture.chosenHills", len(ids)) if chosen else "", word("picture.offTrack") if off_track else ""]
    around, y = _around(page, view, notes, units)
    return _drawing(phrase("picture.mapOf", name), [*top, *shapes, *around], told, y)


def _of_place(page: NearbyPage, units: UnitSystem) -> Drawing:
    name, best = place_name(page), page["hills"][:1]
    ways = decode_lines(page["parts"]["lines"])
    place = np.array([page["place"]["at"]])
    steps = _ways_to(page)
    others = decode_lines(page["others"]["lines"])
    around = [place] if ways or others else _reach(page)
    view = _view([*around, *ways, *others, *(line for _, line in steps)])
    [at] = view.points(place)
    off_track = list(_off_track(steps, [], view))
    here = Mark(at=(float(at[0]), float(at[1])), text=name, colour=ACCENT)
    shapes = [
        *_ground(page["backdrop"]["streets"], view, units),
        *_circle(page["radius_m"], at, view),
        *_others(page, view),
        *_band(best, view),
        *off_track,
        *_ways(page, view),
        *marks(list(_rank_marks(page, view)), [here], view, MOST_LABELS),
    ]
    notes = [word("picture.best") if best else "", word("picture.wayToBest") if off_track else ""]
    below, y = _around(page, view, notes, units)
    top = head(phrase("picture.hillsAround", name), place_facts(page, units))
    return _drawing(phrase("picture.mapOf", name), [*top, *shapes, *below], page["attributions"], y)


def _ways_to(page: NearbyPage) -> list[Step]:
    """Return the ways to the best hill and home."""
    best = [offer["more"] for offer in page["hills"][:1]]
    lines = [(kind, line) for more in best for kind, line in (("warm-up", more["there"]), ("cool-down", more["home"]))]
    return [(kind, decode(line)) for kind, line in lines if line]


def _reach(page: NearbyPage) -> list[Floats]:
    """Return how far was looked, as two corners of a square."""
    at = np.array([page["place"]["at"]])
    half = page["radius_m"] / np.column_stack(metres_per_degree(at[:, 0]))
    return [at - half, at + half]


def _view(places: Sequence[Floats]) -> View:
    return view_of(np.concatenate(places), MARGIN, _TOP, WIDTH - 2 * MARGIN, _HEIGHTS)


def _around(page: Page, view: View, notes: Sequence[str], units: UnitSystem) -> tuple[list[Shape], float]:
    """Return scale, north, and what stands below the map, and where that ends."""
    edges = page["grade_edges"]
    y = view.top + view.height + 16
    is_unknown = len(edges) + 1 in page["parts"]["grade_class"]
    below = [*legend(edges, y, with_unknown=is_unknown)]
    y += 34
    told = paragraph(" ".join(filter(None, notes)), y + 14, 2, size=SMALL_SIZE, fill=MUTED)
    return [*scale_bar(view, units), *north(view), *below, *told], y + 16 * len(told)


def _drawing(title: str, shapes: Sequence[Shape], attributions: Sequence[str], y: float) -> Drawing:
    told, height = credit(attributions, y)
    return Drawing(width=WIDTH, height=height, title=title, background=SURFACE, shapes=(*shapes, *told))


def _ground(streets: Sequence[StreetsData], view: View, units: UnitSystem) -> Iterator[Shape]:
    """Yield the ground, and the streets as far as there is room for them; without streets a grid as wide as the scale."""
    paint = Paint(fill=GROUND)
    yield Rect(x=view.left, y=view.top, width=view.width, height=view.height, paint=paint)
    if not streets:
        yield from _grid(view, scale_m(view, units)[0] * view.px_per_m)
    classes = [decode_lines(one["lines"]) for one in streets]
    for one, lines in zip(streets, drawn_streets(classes, view), strict=True):
        colour = STREETS.get(one["way_class"], STREETS["B"])
        yield from (Polyline(line, Paint(stroke=colour, width=_STREET_WIDTH)) for line in lines)


def _grid(view: View, every: float) -> Iterator[Shape]:
    left, top, right, bottom = view.box
    paint = Paint(stroke=GRID)
    yield from (Polyline(((x, top), (x, bottom)), paint) for x in np.arange(left + every, right, every).tolist())
    yield from (Polyline(((left, y), (right, y)), paint) for y in np.arange(bottom - every, top, -every).tolist())


def _ways(page: Page, view: View) -> Iterator[Shape]:
    """Yield the ways in the colours of their gradient, the steepest on top, on one darker line per leg."""
    casing, colour = _widths(view)
    outlines, of_class = drawn_ways(page, view)
    yield from (Polyline(line, Paint(stroke=CASING, width=casing)) for line in outlines)
    for grade_class, lines in of_class.items():
        paint = Paint(stroke=colour_of(grade_class, page["grade_edges"]), width=colour)
        yield from (Polyline(line, paint) for line in lines)
    if page["about"] == "track":
        yield from arrows(outlines)


def _others(page: NearbyPage, view: View) -> Iterator[Shape]:
    """Yield the hills after the best, thin, each in the colour of its mean gradient, as many as there is room for."""
    others, edges = page["others"], page["grade_edges"]
    grades = np.array(others["gain_m"]) / np.maximum(others["length_m"], 1.0)
    n_points = 0
    for place, grade_class in zip(decode_lines(others["lines"]), classes_of(grades, edges), strict=False):
        for line in drawn([place], view, 1.0):
            n_points += len(line)
            if n_points > MOST_OTHER_POINTS:
                return
            yield Polyline(line, Paint(stroke=CASING, width=_OTHER[0]))
            yield Polyline(line, Paint(stroke=colour_of(grade_class, edges), width=_OTHER[1]))


def _widths(view: View) -> tuple[float, float]:
    return _FINE_WAY if view.px_per_m < _FINE_BELOW else _WAY


def _band(hills: Sequence[HillData], view: View) -> Iterator[Shape]:
    """Yield a bright band beneath the hills that matter."""
    paint = Paint(stroke=CHOSEN, width=_BAND * _widths(view)[0])
    yield from (Polyline(line, paint) for line in drawn([decode(hill["line"]) for hill in hills], view))


def _off_track(steps: Sequence[Step], ways: Sequence[Floats], view: View) -> Iterator[Shape]:
    """Yield the steps of a workout as far as they leave the track, each way once, thinner than the track."""
    if not steps:
        return
    covered = shapely.union_all([shapely.linestrings(line).buffer(_OFF_TRACK) for line in drawn(ways, view)])
    for kind, places in steps:
        for line in drawn([places], view):
            rest = shapely.difference(shapely.linestrings(line), covered)
            covered = shapely.union(covered, shapely.linestrings(line).buffer(_OFF_TRACK))
            for piece in shapely.get_parts(rest):
                corners: Line = tuple((float(x), float(y)) for x, y in shapely.get_coordinates(piece))
                if len(corners) > 1:
                    yield Polyline(corners, Paint(stroke=SURFACE, width=_STEP[0]))
                    yield Polyline(corners, Paint(stroke=STEPS.get(kind, INK), width=_STEP[1]))


def _circle(radius_m: float, at: Floats, view: View) -> Iterator[Shape]:
    """Yield how far was looked, as far as it is on the map."""
    angles = np.linspace(0, 2 * np.pi, _CIRCLE)
    ring = at + radius_m * view.px_per_m * np.column_stack([np.sin(angles), np.cos(angles)])
    for piece in shapely.get_parts(shapely.clip_by_rect(shapely.linestrings(ring), *view.box)):
        corners = tuple((float(x), float(y)) for x, y in shapely.get_coordinates(piece))
        yield Polyline(corners, Paint(stroke=MUTED, width=1.2, opacity=0.6))


def _ends(places: Sequence[Floats], view: View) -> Iterator[Mark]:
    """Yield where a track begins and ends."""
    (start_x, start_y), (end_x, end_y) = (view.points(one)[0].tolist() for one in (places[0][:1], places[-1][-1:]))
    if np.hypot(end_x - start_x, end_y - start_y) < _ONE_PLACE:
        yield Mark(at=(start_x, start_y), text=word("startAndFinish"))
        return
    yield Mark(at=(start_x, start_y), text=word("start"))
    yield Mark(at=(end_x, end_y), text=word("finish"))


def _site_marks(page: TrackPage, chosen: Sequence[HillData], view: View) -> Iterator[Mark]:
    """Yield the hills of a track, those over the same ground once, those of the workout first."""
    sites: dict[str, list[HillData]] = {}
    for hill in sorted(page["hills"], key=lambda hill: hill not in chosen):
        sites.setdefault(hill["site"], []).append(hill)
    for passes in sites.values():
        colour = ACCENT if passes[0] in chosen else INK
        yield from _foot_marks(passes[0], _called(passes), colour, view)


def _called(passes: Sequence[HillData]) -> str:
    """Return the name of hills over the same ground."""
    first = passes[0]["id"]
    return phrase("picture.passes", first, len(passes)) if len(passes) > 1 else first


def _rank_marks(page: NearbyPage, view: View) -> Iterator[Mark]:
    """Yield the hills around a place by their rank."""
    for rank, hill in enumerate(page["hills"], start=1):
        yield from _foot_marks(hill, str(rank), ACCENT if rank == 1 else INK, view)


def _foot_marks(hill: HillData, text: str, colour: str, view: View) -> Iterator[Mark]:
    for x, y in view.points(decode(hill["line"][:2])).tolist():
        yield Mark(at=(x, y), text=text, colour=colour)
