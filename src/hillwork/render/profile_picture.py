"""The profile of a track, and of the hill that matters on it, as a picture to print, to send or to put on a web page."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from hillwork.model import Floats, Indices
from hillwork.page import ChartData, NearbyPage, OfferData, Page, TrackHillData, TrackPage, phrase, table, word
from hillwork.render.drawing import Drawing, Paint, Point, Polygon, Polyline, Rect, Shape, Text, fitted, text_width
from hillwork.render.gradient import GRADE_OVER_M
from hillwork.render.hill_panel import bracket_of, hill_panel, stretch_words
from hillwork.render.picture_parts import (
    ACCENT,
    CASING,
    HALO,
    INK,
    MARGIN,
    MUTED,
    RAISED,
    SMALL_SIZE,
    SURFACE,
    WIDTH,
    Frame,
    classes_of,
    colour_of,
    credit,
    distance_axis,
    head,
    height_axis,
    legend,
    paragraph,
    thinned,
)
from hillwork.text import clean
from hillwork.units import UnitSystem, format_distance, format_height

LEAST_RANGE_M: Final = 30.0
"""Less would make hills of a level path."""

_HEADROOM: Final = 0.08
_LEFT: Final = 76.0
_RIGHT: Final = WIDTH - MARGIN
_TOP: Final = 112.0
_HEIGHT: Final = 170.0
_NARROWEST: Final = 2.0
"""A colour that is shorter than that is not seen [px]."""

_LABEL_ROOM: Final = 6.0
_WIDEST_LABEL: Final = 90.0


@dataclass(frozen=True, slots=True)
class _Part:
    """Neighbouring samples of one class, as points of the picture."""

    grade_class: int
    points: tuple[Point, ...]


def profile_drawing(page: Page, units: UnitSystem = UnitSystem.METRIC) -> Drawing:
    """Return the profile of a track above that of the hill that matters on it, or the best hill around a place.

    Args:
        page: What to show.
        units: What to show distances and heights in.
    """
    return _of_track(page, units) if page["about"] == "track" else _of_place(page, units)


def track_name(page: TrackPage) -> str:
    """Return the name of a track, or of its file."""
    track, unnamed = page["track"], table("unnamed")
    return clean(track["name"]) or clean(track["file"]) or unnamed.get(track["kind"], unnamed["track"])


def track_facts(page: TrackPage, units: UnitSystem) -> list[str]:
    """Return what is to know first of a track."""
    track = page["track"]
    ascent_m, workout = track["ascent_m"], page["workout"]
    return [
        workout["title"] if workout else "",
        format_distance(track["length_m"], units),
        "" if ascent_m is None else phrase("ascent", format_height(ascent_m, track["ascent_sd_m"], units)),
        _count(len({hill["site"] for hill in page["hills"]}), len(page["hills"])),
    ]


def _count(n_sites: int, n_passes: int) -> str:
    hills = phrase("hillCount", n_sites)
    return phrase("hillsInPasses", hills, phrase("passCount", n_passes)) if n_passes > n_sites else hills


def place_facts(page: NearbyPage, units: UnitSystem) -> list[str]:
    """Return what is to know first of the hills around a place."""
    radius = format_distance(page["radius_m"], units)
    return [phrase("around", radius), phrase("hillsFound", hill_count(page)), phrase("forSession", page["session"])]


def hill_count(page: NearbyPage) -> int:
    """Return how many hills there are around a place."""
    return len(page["hills"]) + len(page["others"]["id"])


def place_name(page: NearbyPage) -> str:
    """Return the name of a place."""
    return clean(page["place"]["name"]) or word("picture.unnamedPlace")


def offer_name(offer: OfferData) -> str:
    """Return what a hill around a place is called: the street of the part that the session uses."""
    return next(filter(None, map(clean, offer["used_names"])), word("unnamedPath"))


def hill_of_interest(page: TrackPage) -> TrackHillData | None:
    """Return the single hill of the workout; else the first hill that the elevation is sure of; else None."""
    workout = page["workout"]
    if workout and len(workout["hills"]) == 1:
        wanted = (hill for hill in (*page["hills"], *page["unsure"]) if [hill["id"]] == workout["hills"])
        chosen = next(wanted, None)
        if chosen:
            return chosen
    return next((hill for hill in page["hills"] if hill["confidence"] == "sure"), None)


def _of_track(page: TrackPage, units: UnitSystem) -> Drawing:
    edges = page["grade_edges"]
    chosen = hill_of_interest(page)
    shapes = [*head(track_name(page), track_facts(page, units)), *_whole(page, chosen, units)]
    y = _TOP + _HEIGHT + 40
    has_gaps = len(edges) + 1 in page["chart"]["grade_class"]
    shapes += legend(edges, y, with_unknown=has_gaps)
    y += 34
    if chosen:
        stretch = chosen["best_stretch"]
        bracket = bracket_of(chosen, stretch, phrase("bestStretch", *stretch_words(stretch, units)))
        panel, y = hill_panel(phrase("hillOnChart", chosen["id"]), chosen, bracket, edges, units, y=y + 18)
        shapes += panel
    attribution = [page["attribution"]] if page["attribution"] else []
    return _drawing(phrase("picture.profileOf", track_name(page)), shapes, attribution, y)


def _of_place(page: NearbyPage, units: UnitSystem) -> Drawing:
    edges, name = page["grade_edges"], place_name(page)
    shapes = [*head(phrase("picture.hillsAround", name), place_facts(page, units))]
    best = next(iter((*page["hills"], *page["unsure"])), None)
    y = 84.0
    if best is None:
        shapes += paragraph(word("noHillNearby"), y + 22, 1)
        return _drawing(phrase("picture.hillProfileOf", name), shapes, page["attributions"], y + 36)
    stretch = best["stretch"]
    bracket = bracket_of(best, stretch, phrase("sessionStretch", *stretch_words(stretch, units)))
    called = offer_name(best)
    title = phrase("picture.bestHill" if page["hills"] else "picture.perhapsHill", called)
    panel, y = hill_panel(title, best, bracket, edges, units, y=y)
    shapes += [*panel, *legend(edges, y + 12, with_unknown=None in best["rise"]["rise_cm"])]
    return _drawing(phrase("picture.hillProfileOf", name), shapes, page["attributions"], y + 44)


def _drawing(title: str, shapes: Sequence[Shape], attributions: Sequence[str], y: float) -> Drawing:
    told, height = credit(attributions, y)
    return Drawing(width=WIDTH, height=height, title=title, background=SURFACE, shapes=(*shapes, *told))


def _whole(page: TrackPage, chosen: TrackHillData | None, units: UnitSystem) -> Iterator[Shape]:
    """Yield the whole profile with its hills."""
    chart, edges = page["chart"], page["grade_edges"]
    at_m, height_m = column(chart["distance_m"]), column(chart["elevation_m"])
    frame = _frame(at_m, height_m)
    if frame is None:
        yield from paragraph(word("picture.noHeights"), _TOP + _HEIGHT / 2, 1, fill=MUTED)
        return
    classes = np.array(chart["grade_class"])
    curves = [
        _parts(frame, at_m[run], height_m[run], _classes(at_m[run], height_m[run], classes[run], edges))
        for run in unbroken(chart)
    ]
    outlines = [_joined(parts) for parts in curves]
    yield from height_axis(frame, units, 4)
    yield from (_area(frame, outline, Paint(fill=RAISED)) for outline in outlines)
    for hill in page["hills"]:
        yield from _hill(frame, hill, outlines, is_chosen=hill is chosen)
    yield from distance_axis(frame, units, frame.base)
    yield from (Polyline(outline, Paint(stroke=CASING, width=5.2)) for outline in outlines)
    for part in sorted((part for parts in curves for part in parts), key=lambda part: part.grade_class):
        yield Polyline(part.points, Paint(stroke=colour_of(part.grade_class, edges), width=3.4))
    yield from _labels(frame, page["hills"], chosen)


def column(values: Sequence[float | None]) -> Floats:
    """Return numbers as an array, NaN where there is none."""
    return np.array([math.nan if value is None else value for value in values])


def unbroken(chart: ChartData) -> list[Indices]:
    """Return the runs of neighbouring samples whose height is known, each at least two long and none over two legs."""
    is_known = np.isfinite(column(chart["distance_m"])) & np.isfinite(column(chart["elevation_m"]))
    starts = np.zeros(len(is_known), dtype=np.int64)
    starts[[leg for leg in chart["leg_starts"] if leg < len(starts)]] = 1
    run = np.cumsum(starts + ~is_known)
    known = np.flatnonzero(is_known)
    runs = np.split(known, np.flatnonzero(np.diff(run[known])) + 1)
    return [one for one in runs if len(one) > 1]


def _frame(at_m: Floats, height_m: Floats) -> Frame | None:
    """Return the frame of a profile, None where no height is known."""
    known_m = height_m[np.isfinite(height_m) & np.isfinite(at_m)]
    if not len(known_m):
        return None
    low_m, high_m = float(known_m.min()), float(known_m.max())
    range_m = max(high_m - low_m, LEAST_RANGE_M) * (1 + 2 * _HEADROOM)
    bottom_m = (low_m + high_m - range_m) / 2
    return Frame(
        left=_LEFT,
        right=_RIGHT,
        top=_TOP,
        base=_TOP + _HEIGHT,
        length_m=max(float(np.nanmax(at_m)), 1.0),
        low_m=bottom_m,
        high_m=bottom_m + range_m,
    )


def _classes(at_m: Floats, height_m: Floats, classes: Indices, edges: Sequence[float]) -> Indices:
    """Return the class of each sample as far as the next: where that is far, that of the way between them.

    Of a long track few samples are told, and the gradient at one is not that of the slope after it.
    """
    length_m = np.append(np.diff(at_m), 0.0)
    grades = np.append(np.diff(height_m), 0.0) / np.maximum(length_m, GRADE_OVER_M)
    return np.where(length_m > GRADE_OVER_M, classes_of(grades, edges), classes)


def _parts(frame: Frame, at_m: Floats, height_m: Floats, classes: Indices) -> list[_Part]:
    """Return a run of samples in parts of one class, each with no more points than are seen; the parts meet."""
    points = frame.points(at_m, height_m)
    along = np.append(0.0, np.cumsum(np.hypot(*np.diff(points, axis=0).T)))
    starts = [0]
    shown = [int(classes[0])]
    for change in np.flatnonzero(np.diff(classes)) + 1:
        if along[change] - along[starts[-1]] < _NARROWEST:
            # What is too short to see goes with what follows.
            shown[-1] = int(classes[change])
        else:
            starts.append(int(change))
            shown.append(int(classes[change]))
    parts = []
    for start, end, grade_class in zip(starts, [*starts[1:], len(points) - 1], shown, strict=True):
        if end > start:
            parts.append(_Part(grade_class, thinned(points[start : end + 1])))
    return parts


def _joined(parts: Sequence[_Part]) -> tuple[Point, ...]:
    """Return parts that meet as one line."""
    return (*(point for part in parts for point in part.points[:-1]), *(part.points[-1] for part in parts[-1:]))


def _area(frame: Frame, outline: Sequence[Point], paint: Paint) -> Polygon:
    """Return what lies beneath a line."""
    return Polygon(((outline[0][0], frame.base), *outline, (outline[-1][0], frame.base)), paint)


def _hill(
    frame: Frame, hill: TrackHillData, outlines: Sequence[Sequence[Point]], *, is_chosen: bool
) -> Iterator[Shape]:
    """Yield a hill as a band, and darker beneath the line."""
    left, right = (frame.x(at_m) for at_m in (hill["start_m"], hill["start_m"] + hill["length_m"]))
    band = Paint(fill=HALO, opacity=0.3 if is_chosen else 0.14)
    yield Rect(x=left, y=frame.top, width=right - left, height=frame.base - frame.top, paint=band)
    for outline in outlines:
        x, y = np.array(outline).T
        first, last = max(left, x[0]), min(right, x[-1])
        if first < last:
            at = np.concatenate([[first], x[(x > first) & (x < last)], [last]])
            piece = list(zip(at.tolist(), np.interp(at, x, y).tolist(), strict=True))
            yield _area(frame, piece, Paint(fill=HALO, opacity=0.6 if is_chosen else 0.35))


def _labels(frame: Frame, hills: Sequence[TrackHillData], chosen: TrackHillData | None) -> Iterator[Shape]:
    """Yield the names of hills above them; those that would cover others are left out, never that of the one that matters."""
    taken: list[tuple[float, float]] = []
    for hill in sorted(hills, key=lambda hill: hill is not chosen):
        name = fitted(hill["id"], SMALL_SIZE, _WIDEST_LABEL, is_bold=True)
        half = text_width(name, SMALL_SIZE, is_bold=True) / 2 + _LABEL_ROOM / 2
        x = frame.x(hill["start_m"] + hill["length_m"] / 2)
        if any(x - half < right and left < x + half for left, right in taken):
            continue
        taken.append((x - half, x + half))
        colour = ACCENT if hill is chosen else INK
        yield Text(x=x, y=frame.top - 7, text=name, fill=colour, size=SMALL_SIZE, anchor="middle", weight="bold")
