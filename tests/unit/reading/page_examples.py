"""Documents of maps written by hand: a track with a workout, and a place; and the files that hold them."""

import base64
import io
import json
from typing import Any

from PIL import Image

EDGES = [-0.02, 0.02, 0.04, 0.06, 0.08, 0.1, 0.15]
LINE = [46_000_000, 14_500_000, 500, 0, 500, 100]
"""Three places, each some 55 m north of the one before."""


def png(width: int = 4, height: int = 3) -> str:
    """Return a picture in base 64."""
    file = io.BytesIO()
    Image.new("L", (width, height)).save(file, "PNG")
    return base64.b64encode(file.getvalue()).decode()


def backdrop() -> dict[str, Any]:
    return {
        "streets": [
            {"way_class": "A", "lines": {"per_degree": 100_000, "sizes": [2], "places": [4_600_000, 1_450_000, 50, 0]}}
        ],
        "relief": {
            "south_deg": 45.99,
            "west_deg": 14.49,
            "north_deg": 46.01,
            "east_deg": 14.51,
            "png": png(),
            "contour_m": 10.0,
        },
    }


def stretch() -> dict[str, Any]:
    return {"start_m": 0.0, "length_m": 100.0, "grade": 0.08, "grade_sd": 0.004}


def hill(hill_id: str = "h1") -> dict[str, Any]:
    return {
        "id": hill_id,
        "kind": "repeat",
        "confidence": "sure",
        "start_m": 0.0,
        "length_m": 110.0,
        "gain_m": 8.8,
        "gain_sd_m": 0.4,
        "grade": 0.08,
        "grade_sd": 0.004,
        "grade_max": 0.09,
        "steadiness": 0.9,
        "foot_name": "",
        "top_name": "",
        "line": list(LINE),
        "rise": {
            "foot_elevation_m": 300.0,
            "step_m": 55.0,
            "rise_cm": [0, 440, 880],
            "piece_m": 55.0,
            "piece_grade_sd": 0.006,
            "rise_sd_cm": [0, 30, 40],
        },
    }


def parts() -> dict[str, Any]:
    return {
        "lines": {"per_degree": 1_000_000, "sizes": [2, 2], "places": [46_000_000, 14_500_000, 500, 0, 0, 0, 500, 100]},
        "grade_class": [4, 8],
        "leg_starts": [0],
    }


def duration() -> dict[str, Any]:
    return {"low_s": 60.0, "mid_s": 66.0, "high_s": 72.0}


def workout() -> dict[str, Any]:
    step = {
        "kind": "rep",
        "distance_m": 110.0,
        "duration": duration(),
        "grade": 0.08,
        "effort": "hard",
        "cue": "short quick strides",
        "hill": "h1",
        "line": list(LINE),
    }
    return {
        "title": "Classic hill repeats",
        "level": "intermediate",
        "five_k_s": 1800.0,
        "five_k_is_assumed": True,
        "hills": ["h1"],
        "blocks": [{"name": "Hill repeats", "times": 6, "steps": [step, {**step, "hill": "", "line": None}]}],
        "totals": {
            "distance_m": 1320.0,
            "duration": {"low_s": 1500.0, "mid_s": 1600.0, "high_s": 1700.0},
            "ascent_m": 52.8,
            "descent_m": 52.8,
            "hard_s": 396.0,
            "energy_kcal": 210.0,
        },
        "when": None,
        "activation": {"title": "Activation", "lines": ["10 squats"]},
        "cues": ["short quick strides"],
        "why": ["h1 fits best"],
        "notes": [{"code": "hard-day", "message": "keep the day after easy"}],
        "sources": ["an article"],
    }


def track_page(**changes: Any) -> dict[str, Any]:
    """Return the document of a track with a workout; without one for `workout=None`."""
    page = {
        "schema": "hillwork.page/1",
        "about": "track",
        "grade_edges": list(EDGES),
        "track": {
            "name": "Evening hills",
            "file": "evening.gpx",
            "kind": "track",
            "creator": "a watch",
            "elevation_source": "stored",
            "elevation_kind": "barometer",
            "scatter_m": 0.3,
            "filled_share": 0.0,
            "length_m": 110.0,
            "ascent_m": 8.8,
            "ascent_sd_m": None,
        },
        "attribution": "",
        "notices": [{"code": "times-without-zone", "message": "times without a zone taken for UTC"}],
        "backdrop": backdrop(),
        "parts": parts(),
        "chart": {
            "distance_m": [0.0, 55.0, 110.0],
            "elevation_m": [300.0, 304.4, None],
            "grade": [0.08, 0.08, None],
            "grade_class": [4, 4, 8],
            "leg_starts": [0],
            "places": list(LINE),
        },
        "hills": [{**hill(), "best_stretch": stretch(), "site": "s1"}],
        "unsure": [],
        "workout": workout(),
    }
    return {**page, **changes}


def offer(**changes: Any) -> dict[str, Any]:
    more = {
        "kinds": ["residential"],
        "surfaces": ["asphalt"],
        "surface_share": 1.0,
        "is_lit": None,
        "crossings": [{"at_m": 50.0, "name": "Mill Street"}],
        "notices": [],
        "reasons": [{"name": "gradient", "score": 0.9, "weight": 0.3, "words": "8.0 %"}],
        "variety": 1.0,
        "there": list(LINE),
        "home": None,
    }
    rest = {
        "names": ["Station Road", "Park Avenue"],
        "used_names": ["Park Avenue"],
        "way_class": "A",
        "distance_m": 1200.0,
        "way_s": 600.0,
        "score": 0.9,
        "is_usable": True,
        "stretch": stretch(),
        "more": more,
    }
    return {**hill(), **rest, **changes}


def others() -> dict[str, Any]:
    return {
        "id": ["h3"],
        "kind": ["repeat"],
        "confidence": ["sure"],
        "length_m": [110.0],
        "gain_m": [8.8],
        "gain_sd_m": [None],
        "grade_max": [0.09],
        "steadiness": [0.9],
        "name": ["Mill Street"],
        "way_class": ["A"],
        "distance_m": [None],
        "way_s": [None],
        "score": [0.8],
        "stretch": [[0.0, 100.0, 0.08, None]],
        "foot_elevation_m": [300.0],
        "rise_dm": [[0, None, 88]],
        "lines": {"per_degree": 1_000_000, "sizes": [3], "places": list(LINE)},
    }


def nearby_page(**changes: Any) -> dict[str, Any]:
    """Return the document of a place with two hills, and a third that is told in brief."""
    page = {
        "schema": "hillwork.page/1",
        "about": "place",
        "grade_edges": list(EDGES),
        "place": {"name": "home", "at": [46.0, 14.5]},
        "radius_m": 3000.0,
        "session": "classic",
        "ways_m": 40_000.0,
        "heights": {"source": "dem:N46E014.hgt", "worth": "a post every 31 m", "noise_sd_m": 1.2, "known_share": 1.0},
        "ground": {"source": "osm:town.osm", "as_of": ""},
        "attributions": ["Map data © OpenStreetMap contributors, ODbL 1.0"],
        "notices": [],
        "backdrop": {**backdrop(), "relief": None},
        "parts": parts(),
        "hills": [offer(), offer(id="h2")],
        "others": others(),
        "unsure": [],
    }
    return {**page, **changes}


def island(text: str) -> str:
    """Return the data of a page between its tags."""
    return f'<script type="application/json" id="hillwork-data">{text}</script>'


def html_page(document: dict[str, Any]) -> str:
    """Return a page with a document in it, written as hillwork writes it."""
    text = json.dumps({**document, "units": "metric"}).replace("<", "\\u003c")
    return f"<!DOCTYPE html>\n<html><head><title>Hills</title></head><body>{island(text)}<script>go()</script></body></html>"


def changed(document: dict[str, Any], path: str, value: object) -> dict[str, Any]:
    """Return a document with another value at a path such as `chart.places.0`."""
    copy: dict[str, Any] = json.loads(json.dumps(document))
    *parents, last = [int(name) if name.isdigit() else name for name in path.split(".")]
    inner: Any = copy
    for name in parents:
        inner = inner[name]
    inner[last] = value
    return copy
