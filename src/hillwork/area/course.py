"""From a place to the foot of a hill, up it, down again and home: a course that a session is built on."""

from dataclasses import dataclass, replace
from functools import reduce

import numpy as np

from hillwork.area.chains import Pieces, sample_pieces
from hillwork.area.facts import Facts
from hillwork.area.reach import Route, Spot
from hillwork.area.search import Area, PlacedHill
from hillwork.errors import NothingToDoError
from hillwork.hills import cut_hill
from hillwork.model import Floats, Hill, Line, Origin, Profile, Stretch, Survey, Track, TrackKind
from hillwork.profile import STEP_M, number_runs, with_ascent


@dataclass(frozen=True, slots=True, eq=False)
class Ways:
    """How to get to a stretch and home again.

    Args:
        there: From the place to the foot of the stretch.
        home: From there back to the place.
    """

    there: Route
    home: Route


@dataclass(frozen=True, slots=True, eq=False)
class Course:
    """An outing as a track.

    Args:
        survey: The track, and the stretch as its one hill.
        home_m: Where along it the way home begins [m].
        is_loop: Whether the way home is another one.
    """

    survey: Survey
    home_m: float
    is_loop: bool


def ways_to(area: Area, placed: PlacedHill, stretch: Stretch) -> Ways | None:
    """Return the ways to a stretch of a hill and home, None when there are none.

    Args:
        area: The network.
        placed: The hill.
        stretch: The part of it to run, by distances from its foot.
    """
    foot = _on_chain(area, placed, stretch.start_m, stretch.start_m)
    routes = area.reach.routes(Spot(int(foot.edge[0]), float(foot.from_m[0])))
    return None if routes is None else Ways(*routes)


def line_of(area: Area, route: Route) -> Line:
    """Return a way on the map."""
    samples = sample_pieces(area.streets, route.pieces, np.zeros(1, dtype=np.int64))
    return Line(samples.lat_deg, samples.lon_deg)


def course_to(area: Area, placed: PlacedHill, stretch: Stretch) -> Course:
    """Return the way from the place up a stretch, down again and home, as a track whose one hill is the stretch.

    Args:
        area: The network.
        placed: The hill.
        stretch: The part of it to run, by distances from its foot.

    Raises:
        NothingToDoError: There is no way to it.
    """
    ways = ways_to(area, placed, stretch)
    if ways is None:
        raise NothingToDoError(
            f"{area.place.name}: no way on foot to {placed.local.hill.id} is mapped", hint="choose another hill"
        )
    hill = cut_hill(placed.local.hill, stretch)
    profile, there_m = _profile_of(area, placed, stretch, hill, ways)
    track = Track(
        lat_deg=profile.lat_deg,
        lon_deg=profile.lon_deg,
        elevation_m=profile.elevation_m,
        time_s=np.full(len(profile), np.nan),
        breaks=np.array([0]),
        name=area.place.name,
        kind=TrackKind.ROUTE,
        origin=Origin(file=area.place.name),
        notices=(*area.notices, *placed.local.notices),
    )
    survey = Survey(
        track=track,
        profile=profile,
        hills=(_hill_on(area, placed, stretch, hill, there_m),),
        notices=track.notices,
    )
    home_m = there_m + 2 * stretch.length_m
    return Course(
        survey, home_m, is_loop=bool(set(ways.home.pieces.edge.tolist()) - set(ways.there.pieces.edge.tolist()))
    )


def _profile_of(area: Area, placed: PlacedHill, stretch: Stretch, hill: Hill, ways: Ways) -> tuple[Profile, float]:
    """Return the profile of the whole course, and where along it the stretch begins [m].

    The way up and the way down are smoothed apart, because smoothing would round off the turn at the top; on the stretch the
    heights are those that it was found by.
    """
    up = _on_chain(area, placed, stretch.start_m, stretch.end_m)
    parts = [ways.there.pieces, up, up.reversed(), ways.home.pieces]
    samples = sample_pieces(
        area.streets, reduce(Pieces.then, parts), np.cumsum([0, *(len(part.edge) for part in parts)])[:-1]
    )
    _, foot, top, foot_again = samples.legs.tolist()
    there_and_home = area.ground.profile_at(replace(samples, legs=samples.legs[[0, 2]]))
    elevation_m = there_and_home.elevation_m.copy()
    elevation_m[foot:top] = hill.elevation_m
    elevation_m[top:foot_again] = hill.elevation_m[::-1]
    # Where one part ends the next begins: of the two samples that of the stretch counts.
    kept = np.setdiff1d(np.arange(len(samples)), [foot - 1, top, foot_again])
    distance_m: Floats = STEP_M * np.arange(len(kept), dtype=np.float64)
    profile = replace(
        there_and_home,
        legs=np.array([0]),
        runs=number_runs(np.isfinite(elevation_m[kept]), np.zeros(len(kept), dtype=np.int64)),
        distance_m=distance_m,
        elevation_m=elevation_m[kept],
        measured_m=there_and_home.measured_m[kept],
        lat_deg=there_and_home.lat_deg[kept],
        lon_deg=there_and_home.lon_deg[kept],
        point_m=distance_m,
        place=np.arange(len(kept), dtype=np.float64),
        seen=np.ones(len(kept)),
    )
    return with_ascent(profile), STEP_M * (foot - 1)


def _hill_on(area: Area, placed: PlacedHill, stretch: Stretch, hill: Hill, there_m: float) -> Hill:
    """Return the stretch as a hill of the course."""
    facts = Facts(area.streets, placed.chain)
    is_whole = hill is placed.local.hill
    first = round(there_m / hill.step_m)
    moved_m = there_m - hill.start_m
    return replace(
        hill,
        start_m=there_m,
        start_index=first,
        end_index=first + len(hill.elevation_m) - 1,
        best_stretch=replace(hill.best_stretch, start_m=hill.best_stretch.start_m + moved_m),
        nested=tuple(replace(inner, start_m=inner.start_m + moved_m) for inner in hill.nested),
        foot_name=hill.foot_name if is_whole else facts.place_name(placed.start_m + stretch.start_m),
        top_name=hill.top_name if is_whole else facts.place_name(placed.start_m + stretch.end_m),
    )


def _on_chain(area: Area, placed: PlacedHill, start_m: float, end_m: float) -> Pieces:
    """Return a part of the chain under a hill, by distances from its foot; a place is a piece without length [m]."""
    pieces = Pieces.of(area.streets, [placed.chain])
    if end_m > start_m:
        return pieces.between(placed.start_m + start_m, placed.start_m + end_m)
    at = pieces.between(placed.start_m + start_m, placed.start_m + start_m + 1.0)
    return Pieces(at.edge[:1], at.from_m[:1], at.from_m[:1])
