"""A track of 10 km drawn by hand: three hills, two of them passes over the same ground, and a session on the first."""

from dataclasses import replace

import numpy as np

from hillwork.geo import metres_per_degree
from hillwork.model import (
    Block,
    Confidence,
    Duration,
    Effort,
    ElevationKind,
    Floats,
    Hill,
    HillKind,
    Level,
    Line,
    Noise,
    Notice,
    Origin,
    Profile,
    Runner,
    Step,
    StepKind,
    Stretch,
    Survey,
    Track,
    Wander,
    Workout,
)

STEP_M = 5.0
START = (46.0569, 14.5058)

Piece = tuple[float, float, float]
# Length [m], turn over that length [deg], gradient. The loop 2-5 comes back to its own foot, heading the same way.
PIECES: tuple[Piece, ...] = (
    (1500, 70, 0.002),
    (180, 0, 0.08),
    (190, 180, 0.0),
    (180, 0, -0.08),
    (190, 180, 0.0),
    (180, 0, 0.08),
    (800, -80, -0.018),
    (300, 25, 0.045),
    (150, 20, 0.12),
    (200, 30, 0.055),
    (1400, 110, -0.03),
    (1000, -40, -0.005),
    (3730, 60, 0.0),
)


def draw_survey(
    *,
    name: str = "Evening hills",
    notices: tuple[Notice, ...] = (),
    pieces: tuple[Piece, ...] = PIECES,
    with_hills: bool = True,
) -> Survey:
    distance_m, lat_deg, lon_deg, elevation_m = _walk(pieces)
    profile = make_profile(distance_m, lat_deg, lon_deg, elevation_m)
    track = Track(
        lat_deg=lat_deg,
        lon_deg=lon_deg,
        elevation_m=elevation_m,
        time_s=distance_m / 2.8,
        breaks=np.array([0]),
        name=name,
        origin=Origin(file="runs/evening.gpx", creator="a watch"),
    )
    spans = [("h1", 1500, 1680, "s1"), ("h2", 2240, 2420, "s1"), ("h3", 3220, 3870, "s2")] if with_hills else []
    hills = tuple(make_hill(profile, *span) for span in spans)
    return Survey(track=track, profile=profile, hills=hills, notices=notices)


def even_distances(n: int) -> Floats:
    return np.asarray(STEP_M * np.arange(n), dtype=np.float64)


def make_profile(distance_m: Floats, lat_deg: Floats, lon_deg: Floats, elevation_m: Floats) -> Profile:
    known = np.isfinite(elevation_m)
    starts = known & ~np.concatenate([[False], known[:-1]])
    return Profile(
        step_m=STEP_M,
        legs=np.array([0]),
        runs=np.where(known, np.cumsum(starts) - 1, -1),
        distance_m=distance_m,
        elevation_m=elevation_m,
        measured_m=elevation_m,
        lat_deg=lat_deg,
        lon_deg=lon_deg,
        place=np.arange(len(distance_m), dtype=np.float64),
        seen=np.ones(len(distance_m)),
        point_m=distance_m,
        jump_m=np.empty(0),
        jump_size_m=np.empty(0),
        noise=Noise(white_sd_m=0.3, drift=Wander.of(0.5, 800)),
        scatter_m=0.6,
        spacing_m=STEP_M,
        ascent_m=float(np.maximum(np.diff(elevation_m[known]), 0).sum()),
        ascent_sd_m=3.2,
        is_recorded=True,
        kind=ElevationKind.BAROMETER,
    )


def make_hill(profile: Profile, hill_id: str, start_m: float, end_m: float, site: str) -> Hill:
    first, last = (int(np.searchsorted(profile.distance_m, place_m)) for place_m in (start_m, end_m))
    part = slice(first, last + 1)
    length_m = end_m - start_m
    gain_m = float(profile.elevation_m[last] - profile.elevation_m[first])
    return Hill(
        id=hill_id,
        kind=HillKind.REPEAT if length_m < 400 else HillKind.LONG,
        start_index=first,
        end_index=last,
        start_m=start_m,
        length_m=length_m,
        gain_m=gain_m,
        gain_sd_m=0.6,
        grade_max=0.121 if length_m > 400 else 0.083,
        steadiness=0.92 if length_m < 400 else 0.55,
        confidence=Confidence.SURE if length_m < 400 else Confidence.LIKELY,
        site=site,
        best_stretch=Stretch(start_m=start_m + 15, length_m=150, grade=gain_m / length_m, grade_sd=0.004),
        line=Line(profile.lat_deg[part], profile.lon_deg[part]),
        elevation_m=profile.elevation_m[part],
        step_m=profile.step_m,
    )


def draw_workout(survey: Survey, *, cue: str = "Walk or jog along the river to the hill.") -> Workout:
    hill = survey.hills[0]
    way = Line(survey.profile.lat_deg[:301], survey.profile.lon_deg[:301])
    rep = Step(
        kind=StepKind.REP,
        distance_m=hill.length_m,
        duration=Duration(low_s=71, mid_s=75, high_s=82),
        grade=hill.grade,
        ascent_m=hill.gain_m,
        effort=Effort(feel="hard, not all out: form holds to the top", rpe=(3, 4)),
        energy_kcal=40.0,
        cue="Short quick strides, eyes up the hill.",
        hill=hill.id,
        line=hill.line,
    )
    down = Step(
        kind=StepKind.RECOVERY,
        distance_m=hill.length_m,
        duration=Duration(low_s=128, mid_s=133, high_s=148),
        grade=-hill.grade,
        descent_m=hill.gain_m,
        effort=Effort(feel="walking", rpe=(3, 4)),
        energy_kcal=40.0,
        cue="Walk down until the breath is back.",
        hill=hill.id,
        line=hill.line.reversed(),
    )
    warm_up = Step(
        kind=StepKind.WARM_UP,
        distance_m=1500,
        duration=Duration(low_s=630, mid_s=695, high_s=760),
        ascent_m=3,
        effort=Effort(feel="easy: whole sentences", rpe=(3, 4)),
        energy_kcal=40.0,
        cue=cue,
        line=way,
    )
    cool_down = replace(warm_up, kind=StepKind.COOL_DOWN, line=way.reversed(), cue="Back the way you came.")
    return Workout(
        session="classic",
        title="Classic hill repeats",
        level=Level.INTERMEDIATE,
        runner=Runner(five_k_s=1800),
        hills=(hill,),
        blocks=(
            Block("Warm-up", (warm_up,)),
            Block("Hill repeats", (rep, down), times=6),
            Block("Cool-down", (cool_down,)),
        ),
        cues=("short quick strides",),
        why=(
            "h1 fits best: 180 m at 8.0 ± 0.3 %, even, 12 minutes from the start.",
            "h3 is longer than a classic repetition wants, and less even.",
        ),
        notes=(
            Notice("hard-day", "A hill session is a hard day: keep the day before and the day after easy."),
            Notice("unknown-footing", "Surface, traffic, ice and light are not known from this file: look first."),
        ),
        sources=("The hill-repeat article this project started from: 100-200 m, walk down, a few times.",),
    )


def _walk(pieces: tuple[Piece, ...]) -> tuple[Floats, Floats, Floats, Floats]:
    """Return distance, latitude, longitude and elevation every `STEP_M` along the pieces."""
    counts = [round(length_m / STEP_M) for length_m, _, _ in pieces]
    turn = np.concatenate([np.full(n, np.radians(deg) / n) for n, (_, deg, _) in zip(counts, pieces, strict=True)])
    grade = np.concatenate([np.full(n, part[2]) for n, part in zip(counts, pieces, strict=True)])
    heading = np.radians(40.0) + np.cumsum(turn) - turn / 2
    north_m = np.concatenate([[0], np.cumsum(STEP_M * np.cos(heading))])
    east_m = np.concatenate([[0], np.cumsum(STEP_M * np.sin(heading))])
    elevation_m = 300 + np.concatenate([[0], np.cumsum(STEP_M * grade)])
    per_lat, per_lon = metres_per_degree(np.array([START[0]]))
    distance_m = STEP_M * np.arange(len(elevation_m))
    columns = (distance_m, START[0] + north_m / per_lat, START[1] + east_m / per_lon, elevation_m)
    distance_m, lat_deg, lon_deg, elevation_m = (np.asarray(column, dtype=np.float64) for column in columns)
    return distance_m, lat_deg, lon_deg, elevation_m
