"""Documents written by hand: a track of 2 km with a workout on its first hill, and three hills around a place.

All ways lead straight: a hill rises evenly, so that every height, gradient and error in a picture can be said in advance.
"""

from typing import Any, cast

import numpy as np

from hillwork.geo import metres_per_degree
from hillwork.model import Floats
from hillwork.page import (
    ChartData,
    Encoded,
    HillData,
    LinesData,
    NearbyPage,
    OfferData,
    OthersData,
    Page,
    PartsData,
    RiseData,
    StepData,
    StretchData,
    TrackHillData,
    TrackPage,
    WorkoutData,
)
from hillwork.render.lines import UNITS_PER_DEGREE, encode

EDGES = [-0.02, 0.02, 0.04, 0.06, 0.08, 0.10, 0.15]
HOME = (46.0569, 14.5058)
STEP_M = 10.0
FLAT_M = 300.0
GRADE = 0.08

Points = list[tuple[float, float]]
"""Metres east and north of home."""


def places(points: Points, home: tuple[float, float] = HOME) -> tuple[Floats, Floats]:
    """Return latitudes and longitudes, the latter without a jump."""
    east_m, north_m = np.array(points, dtype=np.float64).T
    per_lat, per_lon = metres_per_degree(np.array([home[0]]))
    return home[0] + north_m / per_lat, home[1] + east_m / per_lon


def encoded(points: Points, home: tuple[float, float] = HOME) -> Encoded:
    return encode(*places(points, home))


def lines_of(lines: list[Points], home: tuple[float, float] = HOME) -> LinesData:
    return {
        "per_degree": UNITS_PER_DEGREE,
        "sizes": [len(line) for line in lines],
        "places": encoded([point for line in lines for point in line], home) if lines else [],
    }


def rise_of_ramp(length_m: float, grade: float = GRADE, sd_m: float = 0.6) -> RiseData:
    """Return an even ramp with a height every 5 m, in pieces of 15 m, its error growing evenly to the top."""
    at_m = np.append(np.arange(0, length_m, 5.0), length_m)
    border_m = np.append(np.arange(0, length_m, 15.0), length_m)
    return {
        "foot_elevation_m": FLAT_M,
        "step_m": 5.0,
        "rise_cm": [round(100 * grade * at) for at in at_m.tolist()],
        "piece_m": 15.0,
        "piece_grade_sd": 0.012,
        "rise_sd_cm": [round(100 * sd_m * border / length_m) for border in border_m.tolist()],
    }


def stretch(start_m: float, length_m: float = 150.0, grade: float = GRADE) -> StretchData:
    return {"start_m": start_m, "length_m": length_m, "grade": grade, "grade_sd": 0.004}


def hill(hill_id: str, start_m: float, *, length_m: float = 180.0, points: Points | None = None) -> HillData:
    return {
        "id": hill_id,
        "kind": "repeat",
        "confidence": "sure",
        "start_m": start_m,
        "length_m": length_m,
        "gain_m": GRADE * length_m,
        "gain_sd_m": 0.6,
        "grade": GRADE,
        "grade_sd": 0.003,
        "grade_max": 0.083,
        "steadiness": 0.92,
        "foot_name": "Linden Lane 1",
        "top_name": "Castle Square",
        "line": encoded(points or [(start_m, 0), (start_m + length_m, 0)]),
        "rise": rise_of_ramp(length_m),
    }


def track_hill(hill_id: str, start_m: float, site: str = "s1", **changes: Any) -> TrackHillData:
    return {**hill(hill_id, start_m, **changes), "best_stretch": stretch(start_m + 15), "site": site}


def offer(hill_id: str, points: Points, name: str = "Linden Lane", length_m: float = 180.0) -> OfferData:
    return {
        **hill(hill_id, 0.0, length_m=length_m, points=points),
        "names": [name],
        "used_names": [name],
        "way_class": "A",
        "distance_m": 640.0,
        "way_s": 230.0,
        "score": 0.87,
        "is_usable": True,
        "stretch": stretch(20.0),
        "more": {
            "kinds": ["residential"],
            "surfaces": ["asphalt"],
            "surface_share": 1.0,
            "is_lit": True,
            "crossings": [{"at_m": 100.0, "name": "Mill Street"}],
            "notices": [{"code": "steps", "message": "steps beside the way"}],
            "reasons": [{"name": "gradient", "score": 0.9, "weight": 0.4, "words": "8 % where 4-10 % is wanted"}],
            "variety": 1.0,
            "there": encoded([(0, 0), points[0]]),
            "home": encoded([points[0], (0, -50), (0, 0)]),
        },
    }


def step(kind: str, distance_m: float, points: Points | None, **changes: Any) -> StepData:
    told: StepData = {
        "kind": kind,
        "distance_m": distance_m,
        "duration": {"low_s": 71.0, "mid_s": 75.0, "high_s": 82.0},
        "grade": None,
        "effort": "easy: whole sentences",
        "cue": "Walk or jog along the river.",
        "hill": "",
        "line": None if points is None else encoded(points),
    }
    return cast("StepData", {**told, **changes})


def workout() -> WorkoutData:
    there, up = [(0.0, 0.0), (500.0, 0.0)], [(500.0, 0.0), (680.0, 0.0)]
    rep = step("rep", 180, up, grade=GRADE, hill="h1", effort="hard, not all out", cue="Short quick strides.")
    down = step("recovery", 180, up[::-1], grade=-GRADE, hill="h1")
    home = step("cool-down", 700, [(500.0, 0.0), (500.0, -100.0), (0.0, -100.0)])
    return {
        "title": "Classic hill repeats",
        "level": "intermediate",
        "five_k_s": 1800.0,
        "five_k_is_assumed": True,
        "hills": ["h1"],
        "blocks": [
            {"name": "Warm-up", "times": 1, "steps": [step("warm-up", 500, there)]},
            {"name": "Hill repeats", "times": 6, "steps": [rep, down]},
            {"name": "Cool-down", "times": 1, "steps": [home, step("strides", 0, None)]},
        ],
        "totals": {
            "distance_m": 3360.0,
            "duration": {"low_s": 2907.0, "mid_s": 3100.0, "high_s": 3404.0},
            "ascent_m": 86.4,
            "descent_m": 86.4,
            "hard_s": 450.0,
            "energy_kcal": 423.0,
        },
        "when": "Thursday 12 March 2026, 18:00 (Europe/Ljubljana)",
        "activation": {"title": "Ten minutes of drills", "lines": ["Squats: 10", "Lunges: 8 on each side"]},
        "cues": ["short quick strides"],
        "why": ["h1 fits best."],
        "notes": [{"code": "hard-day", "message": "A hill session is a hard day."}],
        "sources": ["The hill-repeat article."],
    }


def elevations(at_m: Floats) -> Floats:
    """Return the track's heights: level, then up at 500 m and again at 1200 m, each time down before the next."""
    return FLAT_M + np.interp(at_m, [0, 500, 680, 860, 1200, 1380, 2000], [0, 0, 14.4, 0, 0, 14.4, 0])


def chart(at_m: Floats, height_m: Floats) -> ChartData:
    grade = np.gradient(height_m, at_m)
    classes = np.where(np.isnan(grade), len(EDGES) + 1, np.searchsorted(EDGES, grade, side="right"))
    return {
        "distance_m": [float(at) for at in at_m],
        "elevation_m": [None if np.isnan(height) else round(float(height), 1) for height in height_m],
        "grade": [None if np.isnan(one) else round(float(one), 4) for one in grade],
        "grade_class": [int(one) for one in classes],
        "leg_starts": [0],
        "places": encoded([(float(at), 0.0) for at in at_m]),
    }


def parts() -> PartsData:
    return {
        "lines": lines_of([[(0, 0), (500, 0)], [(500, 0), (680, 0)], [(680, 0), (2000, 0)]]),
        "grade_class": [1, 5, 0],
        "leg_starts": [0],
    }


def track_document(**changes: Any) -> TrackPage:
    at_m = np.arange(0, 2000 + STEP_M, STEP_M)
    page: TrackPage = {
        "schema": "hillwork.page/1",
        "about": "track",
        "grade_edges": EDGES,
        "track": {
            "name": "Evening hills",
            "file": "evening.gpx",
            "kind": "track",
            "creator": "a watch",
            "elevation_source": "stored",
            "elevation_kind": "barometer",
            "scatter_m": 0.6,
            "filled_share": 0.02,
            "length_m": 2000.0,
            "ascent_m": 28.8,
            "ascent_sd_m": 1.2,
        },
        "attribution": "Map data by the surveyors",
        "notices": [{"code": "gaps", "message": "A gap of 20 m."}],
        "backdrop": {"streets": [], "relief": None},
        "parts": parts(),
        "chart": chart(at_m, elevations(at_m)),
        "hills": [track_hill("h1", 500), track_hill("h2", 1200, "s2")],
        "unsure": [track_hill("u1", 1500, "s3")],
        "workout": workout(),
    }
    return cast("TrackPage", {**page, **changes})


def empty_track_document() -> TrackPage:
    """Return a track of nothing."""
    nothing: ChartData = {
        "distance_m": [],
        "elevation_m": [],
        "grade": [],
        "grade_class": [],
        "leg_starts": [],
        "places": [],
    }
    no_parts: PartsData = {"lines": lines_of([]), "grade_class": [], "leg_starts": []}
    return track_document(chart=nothing, parts=no_parts, hills=[], unsure=[], workout=None, notices=[], attribution="")


def no_others() -> OthersData:
    return {
        "id": [],
        "kind": [],
        "confidence": [],
        "length_m": [],
        "gain_m": [],
        "gain_sd_m": [],
        "grade_max": [],
        "steadiness": [],
        "name": [],
        "way_class": [],
        "distance_m": [],
        "way_s": [],
        "score": [],
        "stretch": [],
        "foot_elevation_m": [],
        "rise_dm": [],
        "lines": lines_of([]),
    }


def others() -> OthersData:
    """Return two hills after the best."""
    return {
        **no_others(),
        "id": ["h4", "h5"],
        "kind": ["repeat", "repeat"],
        "confidence": ["likely", "likely"],
        "length_m": [100.0, 100.0],
        "gain_m": [5.0, 12.0],
        "gain_sd_m": [1.0, None],
        "grade_max": [0.05, 0.12],
        "steadiness": [0.8, 0.8],
        "name": ["Mill Street", ""],
        "way_class": ["A", "B"],
        "distance_m": [900.0, None],
        "way_s": [300.0, None],
        "score": [0.3, 0.2],
        "stretch": [(0.0, 100.0, 0.05, 0.01), (0.0, 100.0, 0.12, None)],
        "foot_elevation_m": [300.0, 300.0],
        "rise_dm": [[0, 25, 50], [0, 60, 120]],
        "lines": lines_of([[(-200, 300), (-100, 300)], [(-200, 350), (-100, 350)]]),
    }


def nearby_document(**changes: Any) -> NearbyPage:
    ways: list[Points] = [[(300, 100), (300, 280)], [(-300, -200), (-120, -200)]]
    page: NearbyPage = {
        "schema": "hillwork.page/1",
        "about": "place",
        "grade_edges": EDGES,
        "place": {"name": "Station Square", "at": list(HOME)},
        "radius_m": 3000.0,
        "session": "classic",
        "ways_m": 12_000.0,
        "heights": {"source": "a terrain model", "worth": "a post every 30 m", "noise_sd_m": 1.4, "known_share": 1.0},
        "ground": {"source": "a map", "as_of": "2026-03-01"},
        "attributions": ["Map data by the surveyors", "Elevation by the satellite"],
        "notices": [{"code": "more-hills", "message": "The best 2 of 5 hills."}],
        "backdrop": {
            "streets": [
                {"way_class": "C", "lines": lines_of([[(-400, y), (400, y)] for y in range(-400, 401, 200)])},
                {"way_class": "A", "lines": lines_of([[(x, -400), (x, 400)] for x in range(-400, 401, 200)])},
            ],
            "relief": None,
        },
        "parts": {"lines": lines_of(ways), "grade_class": [5, 5], "leg_starts": [0, 1]},
        "hills": [offer("h1", ways[0]), offer("h2", ways[1], "Ridge Road")],
        "others": others(),
        "unsure": [offer("u1", [(100, 0), (280, 0)], "Mill Street")],
    }
    return cast("NearbyPage", {**page, **changes})


def empty_nearby_document() -> NearbyPage:
    no_parts: PartsData = {"lines": lines_of([]), "grade_class": [], "leg_starts": []}
    return nearby_document(
        hills=[], unsure=[], others=no_others(), parts=no_parts, backdrop={"streets": [], "relief": None}
    )


def with_text(page: Page, text: str) -> Any:
    """Return a document in which every text that may come from outside is this one."""
    kept = {"schema", "about"}
    return {key: value if key in kept else _replaced(value, text) for key, value in page.items()}


def _replaced(value: Any, text: str) -> Any:
    if isinstance(value, str):
        return text
    if isinstance(value, dict):
        return {key: _replaced(inner, text) for key, inner in value.items()}
    if isinstance(value, list):
        return [_replaced(inner, text) for inner in value]
    return value


DOCUMENTS: dict[str, Page] = {
    "track": track_document(),
    "place": nearby_document(),
    "empty track": empty_track_document(),
    "empty place": empty_nearby_document(),
}
