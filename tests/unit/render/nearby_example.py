"""A place on the slope of a town with straight streets: three hills by rank, one nobody is sure of, ways there and home."""

from dataclasses import replace

import numpy as np

from hillwork.geo import metres_per_degree
from hillwork.model import (
    OSM_ATTRIBUTION,
    Backdrop,
    Confidence,
    Crossing,
    Floats,
    Hill,
    HillKind,
    Line,
    Lines,
    LocalHill,
    Nearby,
    Noise,
    Notice,
    Offer,
    Place,
    Reason,
    Section,
    Stretch,
    Surface,
    Wander,
    WayClass,
    Worth,
)

STEP_M = 10.0
HOME = (46.0569, 14.5058)
BLOCK_M = 100.0
N_WITH_WAYS = 20

Points = list[tuple[float, float]]
"""Metres east and north of the place."""


def line_through(points: Points, step_m: float = STEP_M) -> Line:
    """Return a way along straight pieces, a sample per step."""
    east_m, north_m = np.array(points, dtype=np.float64).T
    walked_m = np.append(0.0, np.cumsum(np.hypot(np.diff(east_m), np.diff(north_m))))
    at_m = np.arange(0, walked_m[-1] + step_m / 2, step_m)
    per_lat, per_lon = metres_per_degree(np.array([HOME[0]]))
    return Line(
        HOME[0] + np.interp(at_m, walked_m, north_m) / per_lat, HOME[1] + np.interp(at_m, walked_m, east_m) / per_lon
    )


def hill_on(points: Points, grades: list[float], hill_id: str = "h1", **changes) -> Hill:
    """Return a hill along straight pieces; its gradients take equal shares of its length."""
    line = line_through(points)
    n_steps = len(line) - 1
    share = np.minimum(np.arange(n_steps) * len(grades) // n_steps, len(grades) - 1)
    elevation_m = 300 + np.concatenate([[0.0], np.cumsum(STEP_M * np.array(grades)[share])])
    length_m = STEP_M * n_steps
    values = {
        "id": hill_id,
        "kind": HillKind.REPEAT if length_m < 400 else HillKind.LONG,
        "start_index": 0,
        "end_index": n_steps,
        "start_m": 0.0,
        "length_m": length_m,
        "gain_m": float(elevation_m[-1] - elevation_m[0]),
        "gain_sd_m": 1.4,
        "grade_max": max(grades) + 0.004,
        "steadiness": 0.86,
        "confidence": Confidence.SURE,
        "site": hill_id,
        "best_stretch": Stretch(start_m=0.0, length_m=length_m, grade=float(np.mean(grades)), grade_sd=0.009),
        "line": line,
        "elevation_m": elevation_m,
        "step_m": STEP_M,
    }
    return Hill(**{**values, **changes})


def section_of(start_m: float, length_m: float, **changes) -> Section:
    values = {
        "start_m": start_m,
        "length_m": length_m,
        "way_id": 11,
        "name": "Linden Lane",
        "kind": "residential",
        "way_class": WayClass.BEST,
        "surface": "asphalt",
        "surface_class": WayClass.BEST,
        "is_lit": True,
    }
    return Section(**{**values, **changes})


def bare_section(start_m: float, length_m: float, **changes) -> Section:
    """Return a section that the map says as little of as it can."""
    nothing = {
        "name": "",
        "kind": "path",
        "way_class": WayClass.FINE,
        "surface": "",
        "surface_class": None,
        "is_lit": None,
    }
    return section_of(start_m, length_m, **{**nothing, **changes})


def away(distance_m: float) -> Floats:
    """Return the ways to the samples of a hill of which only the foot matters [m]."""
    return np.array([distance_m])


def local_of(hill: Hill, **changes) -> LocalHill:
    values = {
        "hill": hill,
        "sections": (section_of(0.0, hill.length_m),),
        "crossings": (),
        "away_m": away(640.0),
        "cross_slope": 0.1,
    }
    return LocalHill(**{**values, **changes})


def offer_of(local: LocalHill, score: float, *, stretch: Stretch | None = None, **changes) -> Offer:
    values = {
        "local": local,
        "stretch": stretch or local.hill.best_stretch,
        "reasons": (
            Reason("gradient", min(1.0, score + 0.1), 0.35, f"{100 * local.hill.grade:.1f} % where 4-10 % is wanted"),
            Reason("length", score, 0.3, f"{local.hill.length_m:.0f} m, long enough for 150 m"),
            Reason("way", max(0.0, score - 0.1), 0.2, "asphalt, quiet, lit"),
            Reason("distance", score, 0.15, "a warm-up of 10 minutes leads there"),
        ),
        "is_usable": True,
        "way_s": local.distance_m / 2.8,
    }
    return Offer(**{**values, **changes})


def grid_streets(n: int = 9, block_m: float = BLOCK_M) -> Lines:
    """Return straight streets east-west and north-south around the place."""
    half_m = (n - 1) / 2 * block_m
    at_m = np.linspace(-half_m, half_m, n)
    east_west = [line_through([(-half_m, north), (half_m, north)], block_m) for north in at_m]
    north_south = [line_through([(east, -half_m), (east, half_m)], block_m) for east in at_m]
    both = [*east_west, *north_south]
    kinds = list(WayClass)
    return Lines(
        lat_deg=np.concatenate([line.lat_deg for line in both]),
        lon_deg=np.concatenate([line.lon_deg for line in both]),
        starts=np.cumsum([0, *(len(line) for line in both)]),
        classes=tuple(kinds[i % 3] for i in range(len(both))),
    )


def example_offers() -> tuple[Offer, ...]:
    """Return three hills: a plain one, one of three streets with crossings, one of which little is known."""
    first = hill_on(
        [(300, 100), (300, 300)], [0.07, 0.085, 0.08, 0.075], foot_name="Linden Lane 1", top_name="Castle Square"
    )
    second = hill_on(
        [(-300, -200), (-300, 100), (-200, 100), (-200, 300)], [0.03, 0.05, 0.12, 0.065], "h2", steadiness=0.42
    )
    third = hill_on([(0, -380), (180, -380)], [0.16, 0.18], "h3", confidence=Confidence.LIKELY)
    return (
        offer_of(
            local_of(first),
            0.87,
            stretch=Stretch(start_m=20.0, length_m=150.0, grade=0.08, grade_sd=0.009),
            there=line_through([(0, 0), (0, 100), (300, 100), (300, 120)]),
            home=line_through([(300, 120), (300, 0), (0, 0)]),
        ),
        offer_of(
            local_of(
                second,
                sections=(
                    section_of(0.0, 300.0, way_id=21, name="Mill Road", kind="tertiary", is_lit=False),
                    section_of(300.0, 20.0, way_id=22, name="Upper Mill Road", surface="fine_gravel"),
                    bare_section(320.0, 380.0, name="Tower Street", way_class=WayClass.CAUTION),
                ),
                crossings=(Crossing(110.0, "Castle Road"), Crossing(320.0, "")),
                away_m=away(520.0),
                notices=(Notice("traffic", "cars drive up to 50 km/h here and there is no pavement"),),
            ),
            0.61,
            stretch=Stretch(start_m=250.0, length_m=200.0, grade=0.11, grade_sd=0.012),
            there=line_through([(0, 0), (-300, 0), (-300, -200)]),
            home=line_through([(-300, -200), (0, -200), (0, 0)]),
        ),
        offer_of(
            local_of(
                third,
                sections=(bare_section(0.0, 180.0),),
                away_m=away(float("inf")),
            ),
            0.3,
            is_usable=False,
            way_s=float("inf"),
        ),
    )


def draw_nearby_example(**changes) -> Nearby:
    """Return the place with everything that is told of it."""
    doubtful = hill_on([(-100, 200), (-100, 300)], [0.02], "u1", confidence=Confidence.UNSURE, gain_sd_m=3.0)
    values = {
        "place": Place(lat_deg=HOME[0], lon_deg=HOME[1], name="Linden Lane 1, Ljubljana"),
        "radius_m": 500.0,
        "session": "classic",
        "offers": example_offers(),
        "unsure": (offer_of(local_of(doubtful, sections=(bare_section(0.0, 100.0, name="Meadow Path"),)), 0.2),),
        "backdrop": Backdrop(streets=grid_streets()),
        "ways_m": 14_400.0,
        "heights": "dem:N46E014.hgt",
        "worth": Worth(
            resolution_m=30.0,
            step_m=1.0,
            surface=Surface.SURFACE,
            sd_m=1.5,
            correlation_m=60.0,
            datum="EGM96",
            attribution="courtesy of the surveyors",
        ),
        "noise": Noise(white_sd_m=0.0, drift=Wander.of(1.52, 60.0)),
        "known_share": 0.97,
        "source": "osm:ljubljana.osm.pbf",
        "as_of": "2026-10-30",
        "attributions": (OSM_ATTRIBUTION, "courtesy of the surveyors"),
        "notices": (Notice("heights-coarse", "heights are from a model with a post every 30 m"),),
    }
    return Nearby(**{**values, **changes})


def large_town(n_hills: int = 5000, n_streets: int = 45_000, n_vertices: int = 130_000) -> Nearby:
    """Return a town as large as they come: its hills are copies, each moved and numbered."""
    rng = np.random.default_rng(7)
    offers = example_offers()
    moved = tuple(_moved(offers[i % 2], i, *rng.uniform(-0.07, 0.07, 2)) for i in range(n_hills))
    sizes = np.full(n_streets, 2) + (np.arange(n_streets) < n_vertices - 2 * n_streets)
    starts = np.append(0, np.cumsum(sizes))
    middle = np.repeat(rng.uniform(-0.07, 0.07, (n_streets, 2)), sizes, axis=0)
    walk = middle + np.cumsum(rng.normal(0, 4e-4, middle.shape), axis=0) * 1e-2 + rng.normal(0, 4e-4, middle.shape)
    streets = Lines(
        lat_deg=HOME[0] + walk[:, 0],
        lon_deg=HOME[1] + walk[:, 1],
        starts=starts,
        classes=tuple(list(WayClass)[i % 3] for i in range(n_streets)),
    )
    return draw_nearby_example(offers=moved, backdrop=Backdrop(streets=streets), radius_m=8000.0, ways_m=4_120_000.0)


def _moved(offer: Offer, number: int, north_deg: float, east_deg: float) -> Offer:
    def move(line: Line) -> Line:
        return Line(line.lat_deg + north_deg, line.lon_deg + east_deg)

    hill = replace(offer.local.hill, id=f"h{number + 1}", line=move(offer.local.hill.line))
    first, *others = offer.local.sections
    sections = (replace(first, name=f"{first.name} {number}"), *others)
    local = replace(offer.local, hill=hill, sections=sections, away_m=away(500.0 + number))
    if number >= N_WITH_WAYS or offer.there is None or offer.home is None:
        return replace(offer, local=local, there=None, home=None)
    return replace(offer, local=local, there=move(offer.there), home=move(offer.home))


def hostile_nearby(text: str) -> Nearby:
    """Return the place with one text wherever there is text."""
    nearby = draw_nearby_example()
    return replace(
        nearby,
        place=replace(nearby.place, name=text, attribution=text),
        offers=tuple(_hostile(offer, text) for offer in nearby.offers),
        unsure=tuple(_hostile(offer, text) for offer in nearby.unsure),
        session=text,
        heights=text,
        source=text,
        as_of=text,
        attributions=(text,),
        notices=(Notice("n", text),),
    )


def _hostile(offer: Offer, text: str) -> Offer:
    hill = replace(offer.local.hill, id=f"{offer.local.hill.id} {text}", foot_name=text, top_name=text)
    sections = tuple(replace(section, name=text, kind=text, surface=text) for section in offer.local.sections)
    local = replace(
        offer.local, hill=hill, sections=sections, crossings=(Crossing(50.0, text),), notices=(Notice("n", text),)
    )
    return replace(
        offer, local=local, reasons=tuple(replace(reason, name=text, words=text) for reason in offer.reasons)
    )
