"""Hills around a place as text: a table, JSON, GeoJSON, a spreadsheet."""

import json
import math
from collections.abc import Iterator, Sequence
from typing import Any, Final

from rich import box
from rich.table import Table
from rich.text import Text

from hillwork.export.as_geo import coordinates, records_as_csv
from hillwork.export.as_json import hill_json, line_json, notice_json, page_json, stretch_json
from hillwork.export.as_text import PLAIN_WIDTH, STYLES
from hillwork.export.json_line import to_json
from hillwork.export.numbers import degrees, metres, ratio
from hillwork.export.screen import on_screen
from hillwork.model import Nearby, Offer, way_words
from hillwork.page import Page
from hillwork.units import UnitSystem, format_distance, format_grade

NEAR_SCHEMA: Final = "hillwork.near/1"
MAX_NAMES: Final = 2
WIDTH_FOR_ENDS: Final = 124
"""Narrower tables do without the name of the foot."""

FIGURES_WIDTH: Final = 86
MIN_WHERE_WIDTH: Final = 14
MAX_WHERE_WIDTH: Final = 40
"""What the figures of a row take at most; names get the rest."""


def nearby_as_json(nearby: Nearby, *, with_unsure: bool = False, page: Page | None = None) -> str:
    """Return the hills around a place as one JSON object.

    Args:
        nearby: What was found.
        with_unsure: Whether to list hills that the elevation cannot settle.
        page: Their map, to draw it anew from the file; None for a file without.
    """
    worth = nearby.worth
    return to_json(
        {
            "schema": NEAR_SCHEMA,
            "place": {
                "name": nearby.place.name,
                "lat_deg": degrees(nearby.place.lat_deg),
                "lon_deg": degrees(nearby.place.lon_deg),
            },
            "radius_m": metres(nearby.radius_m),
            "session": nearby.session,
            "ways_m": metres(nearby.ways_m),
            "map": {"source": nearby.source, "as_of": nearby.as_of or None},
            "elevation": {
                "source": nearby.heights,
                "resolution_m": metres(worth.resolution_m),
                "surface": worth.surface,
                "datum": worth.datum,
                "noise_sd_m": metres(nearby.noise.sd_m),
                "known_share": ratio(nearby.known_share),
            },
            "attribution": list(nearby.attributions),
            "warnings": [notice_json(notice) for notice in nearby.notices],
            "hills": [_offer(offer) for offer in _listed(nearby, with_unsure=with_unsure)],
            **page_json(page),
        }
    )


def _listed(nearby: Nearby, *, with_unsure: bool) -> Sequence[Offer]:
    return (*nearby.offers, *nearby.unsure) if with_unsure else nearby.offers


def _offer(offer: Offer) -> dict[str, Any]:
    hill, local = offer.local.hill, offer.local
    whole = hill_json(hill)
    for key in ("start_index", "end_index"):
        del whole[key]
    return {
        **whole,
        "line": line_json(hill.line),
        "elevation_m": [metres(height_m) for height_m in hill.elevation_m.tolist()],
        "step_m": metres(hill.step_m),
        **_ground(offer),
        "way_ids": list(local.way_ids),
        "crossings": len(local.crossings),
        "crossing_places": [{"at_m": metres(one.at_m), "name": one.name or None} for one in local.crossings],
        "cross_slope": ratio(local.cross_slope),
        "distance_m": metres(local.distance_m),
        "way_s": metres(offer.way_s),
        "there": None if offer.there is None else line_json(offer.there),
        "home": None if offer.home is None else line_json(offer.home),
        "session_stretch": stretch_json(offer.stretch),
        "score": ratio(offer.score),
        "variety": ratio(offer.variety),
        "why": [
            {
                "name": reason.name,
                "score": ratio(reason.score),
                "weight": ratio(reason.weight),
                "words": reason.words,
            }
            for reason in offer.reasons
        ],
        "warnings": [notice_json(notice) for notice in local.notices],
    }


def _ground(offer: Offer) -> dict[str, Any]:
    local = offer.local
    return {
        "names": list(local.names),
        "surface": ", ".join(local.surfaces) or None,
        "class": local.way_class,
        "lit": local.is_lit,
    }


def nearby_as_geojson(nearby: Nearby, *, with_unsure: bool = False) -> str:
    """Return the hills around a place as a GeoJSON FeatureCollection of lines (RFC 7946)."""
    features = [
        {
            "type": "Feature",
            "geometry": {"type": "LineString", "coordinates": coordinates(offer.local.hill.line)},
            "properties": {
                **_record(rank, offer),
                "attribution": "; ".join(nearby.attributions),
            },
        }
        for rank, offer in enumerate(_listed(nearby, with_unsure=with_unsure), start=1)
    ]
    return json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False, allow_nan=False) + "\n"


def nearby_as_csv(nearby: Nearby, *, with_unsure: bool = False) -> str:
    """Return the hills around a place as comma-separated values, one a line; texts cannot start a formula."""
    return records_as_csv(
        {
            **_record(rank, offer),
            "foot_lat_deg": degrees(offer.local.hill.line.lat_deg[0]),
            "foot_lon_deg": degrees(offer.local.hill.line.lon_deg[0]),
        }
        for rank, offer in enumerate(_listed(nearby, with_unsure=with_unsure), start=1)
    )


def _record(rank: int, offer: Offer) -> dict[str, Any]:
    """Return a hill in single words and numbers."""
    hill, local = offer.local.hill, offer.local
    ground = _ground(offer)
    return {
        "rank": rank,
        "id": hill.id,
        "kind": hill.kind,
        "names": "; ".join(ground.pop("names")),
        "foot": hill.foot_name,
        "top": hill.top_name,
        "length_m": metres(hill.length_m),
        "gain_m": metres(hill.gain_m),
        "gain_sd_m": metres(hill.gain_sd_m),
        "grade": ratio(hill.grade),
        "grade_sd": ratio(hill.grade_sd),
        "confidence": hill.confidence,
        **ground,
        "crossings": len(local.crossings),
        "distance_m": metres(local.distance_m),
        "score": ratio(offer.score),
    }


def nearby_as_text(
    nearby: Nearby,
    units: UnitSystem = UnitSystem.METRIC,
    *,
    width: int = PLAIN_WIDTH,
    with_colour: bool = False,
    with_unsure: bool = False,
) -> str:
    """Return the hills around a place as a table, best first.

    Args:
        nearby: What was found.
        units: What to show distances and heights in.
        width: Columns of the terminal.
        with_colour: Whether to colour by confidence.
        with_unsure: Whether to list hills that the elevation cannot settle.
    """
    return on_screen(_parts(nearby, units, width, with_unsure=with_unsure), width=width, with_colour=with_colour)


def _parts(nearby: Nearby, units: UnitSystem, width: int, *, with_unsure: bool) -> Iterator[str | Table]:
    yield from _heading(nearby, units)
    offers = _listed(nearby, with_unsure=with_unsure)
    yield _table(offers, units, width) if offers else "no hill found"
    yield from (f"note: {notice.words}" for notice in nearby.notices)
    yield from nearby.attributions


def _heading(nearby: Nearby, units: UnitSystem) -> Iterator[str]:
    yield nearby.place.name
    age = f", of {nearby.as_of[:10]}" if nearby.as_of else ", age not told"
    yield (
        f"{format_distance(nearby.ways_m, units)} of streets and paths looked at, hills that begin within"
        f" {format_distance(nearby.radius_m, units)}, for a {nearby.session} session"
    )
    yield f"map: {nearby.source}{age}; heights: {nearby.heights} ({nearby.worth.words})"


def _table(offers: Sequence[Offer], units: UnitSystem, width: int) -> Table:
    with_ends = width >= WIDTH_FOR_ENDS
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=0)
    table.add_column("", justify="right", no_wrap=True)
    table.add_column("hill", no_wrap=True)
    left = (width - FIGURES_WIDTH) // (2 if with_ends else 1)
    name_width = min(max(left, MIN_WHERE_WIDTH), MAX_WHERE_WIDTH)
    for name in ("where", *["from"] * with_ends):
        table.add_column(name, no_wrap=True, overflow="ellipsis", max_width=name_width)
    for name in ("length", "gradient", "to run", "away", "time"):
        table.add_column(name, justify="right", no_wrap=True, min_width=len(name))
    for name in ("class", "sure?"):
        table.add_column(name, no_wrap=True, min_width=6)
    table.add_column("score", justify="right", no_wrap=True, min_width=5)
    for rank, offer in enumerate(offers, start=1):
        hill, used = offer.local.hill, offer.local.between(offer.stretch)
        is_reached = math.isfinite(offer.way_s)
        table.add_row(
            str(rank),
            hill.id,
            Text(place_words(offer)),
            *[Text(hill.foot_name)] * with_ends,
            format_distance(hill.length_m, units),
            format_grade(hill.grade, hill.grade_sd),
            f"{format_distance(offer.stretch.length_m, units)}, {format_grade(offer.stretch.grade, offer.stretch.grade_sd)}",
            format_distance(offer.local.distance_m, units) if is_reached else "no way",
            f"{offer.way_s / 60:.0f} min" if is_reached else "",
            f"{used.way_class} {len(used.crossings)}×" if used.crossings else str(used.way_class),
            Text(str(hill.confidence), style=STYLES[hill.confidence]),
            f"{offer.score:.2f}",
        )
    return table


def place_words(offer: Offer) -> str:
    """Return the streets of the stretch that a session would use, or what kind of way it is."""
    used = offer.local.between(offer.stretch)
    if not used.names:
        return way_words("", used.sections[0].kind)
    more = f" + {len(used.names) - MAX_NAMES}" if len(used.names) > MAX_NAMES else ""
    return " / ".join(used.names[:MAX_NAMES]) + more
