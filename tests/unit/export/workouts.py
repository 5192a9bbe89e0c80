"""Workouts built by hand, each step at a known place on a drawn ground."""

from dataclasses import replace
from datetime import UTC, datetime

from hillwork.model import (
    Block,
    Confidence,
    Duration,
    Effort,
    Gait,
    Hill,
    HillKind,
    Level,
    Line,
    Notice,
    Runner,
    Step,
    StepKind,
    Stretch,
    Survey,
    Until,
    Workout,
)
from hillwork.profile import profile_of
from tests.draw import draw_track

GROUND = "_" * 20 + "////____"
FOOT_M, TOP_M = 1000.0, 1200.0
STARTS_AT = datetime(2026, 3, 1, 6, 30, tzinfo=UTC)
NASTY = "R & <D> \"q\" 'a' é 日本 🏔"
LONG = "A very long hill name" * 15
EASY = Effort(feel="easy: you can talk", rpe=(2, 3), zones=(1, 2))
HARD = Effort(feel="hard, not all out", rpe=(7, 8))


def ground(start_m: float, end_m: float):
    return draw_track(GROUND, turns_m=(start_m, end_m), speed_mps=None)


def survey(name: str = "Park") -> Survey:
    track = replace(draw_track(GROUND, turns_m=(0.0, TOP_M, 0.0)), name=name)
    return Survey(
        track=track, profile=profile_of(track), hills=(), notices=(Notice("elevation-attribution", "© nobody"),)
    )


def step(kind: StepKind, seconds: float, start_m: float, end_m: float, **changes) -> Step:
    """Return a step along the ground, in that direction."""
    track = ground(start_m, end_m)
    rise_m = float(track.elevation_m[-1] - track.elevation_m[0])
    whole = {
        "effort": EASY,
        "cue": "keep it easy",
        "grade": rise_m / abs(end_m - start_m),
        "ascent_m": max(rise_m, 0.0),
        "descent_m": max(0.0, -rise_m),
        "line": Line(track.lat_deg, track.lon_deg),
        "elevation_m": track.elevation_m,
    }
    return Step(
        kind=kind,
        distance_m=abs(end_m - start_m),
        duration=Duration(low_s=0.9 * seconds, mid_s=seconds, high_s=1.1 * seconds),
        energy_kcal=seconds / 5,
        **{**whole, **changes},
    )


def timed(kind: StepKind, seconds: float, distance_m: float = 0.0, **changes) -> Step:
    """Return a step that is tied to no way."""
    return Step(
        kind=kind,
        distance_m=distance_m,
        duration=Duration(low_s=seconds, mid_s=seconds, high_s=seconds),
        until=Until.TIME,
        energy_kcal=seconds / 5,
        **{"effort": EASY, "cue": "go on", "gait": Gait.RUN if distance_m else Gait.STAND, **changes},
    )


def hill(name: str = "h1", foot_name: str = "", top_name: str = "") -> Hill:
    track = ground(FOOT_M, TOP_M)
    return Hill(
        id=name,
        kind=HillKind.REPEAT,
        start_index=200,
        end_index=240,
        start_m=FOOT_M,
        length_m=TOP_M - FOOT_M,
        gain_m=16.0,
        gain_sd_m=1.0,
        grade_max=0.08,
        steadiness=1.0,
        confidence=Confidence.SURE,
        site="s1",
        best_stretch=Stretch(start_m=FOOT_M, length_m=TOP_M - FOOT_M, grade=0.08, grade_sd=0.005),
        foot_name=foot_name,
        top_name=top_name,
        line=Line(track.lat_deg, track.lon_deg),
        elevation_m=track.elevation_m,
        step_m=5.0,
    )


def workout(*blocks: Block, title: str = "Classic hill repeats", hills: tuple[Hill, ...] = ()) -> Workout:
    return Workout(
        session="classic",
        title=title,
        level=Level.INTERMEDIATE,
        runner=Runner(five_k_s=1500),
        hills=hills,
        blocks=blocks,
        cues=("run tall",),
        why=("It is the steadiest.",),
        notes=(),
        sources=(),
    )


def repetition(name: str = "h1") -> tuple[Step, Step, Step]:
    return (
        step(StepKind.REP, 66.5, FOOT_M, TOP_M, effort=HARD, cue="drive with the arms", hill=name),
        step(StepKind.RECOVERY, 150, TOP_M, FOOT_M, gait=Gait.WALK, cue="walk down", hill=name),
        timed(StepKind.REST, 30, cue="wait until you breathe evenly"),
    )


def classic(title: str = "Classic hill repeats") -> Workout:
    """Return 1 km there, 6 x (200 m up, down, half a minute of rest), and the way home."""
    return workout(
        Block("Warm-up", (step(StepKind.WARM_UP, 360, 0, FOOT_M), timed(StepKind.WARM_UP, 240, 600))),
        Block("6 x uphill", repetition(), 6),
        Block("Cool-down", (step(StepKind.COOL_DOWN, 400, FOOT_M, 0),)),
        title=title,
        hills=(hill(foot_name="Mill Lane", top_name="Church"),),
    )


def treadmill() -> Workout:
    """Return a workout that goes nowhere."""
    return workout(
        Block("Warm-up", (timed(StepKind.WARM_UP, 600, 1600),)),
        Block(
            "8 x uphill", (timed(StepKind.REP, 60, 200, grade=0.06), timed(StepKind.RECOVERY, 90, gait=Gait.WALK)), 8
        ),
        title="Treadmill hills",
    )


def hostile(name: str) -> Workout:
    """Return a workout whose title and hills have that name."""
    return workout(
        Block(name, repetition(name), 2),
        Block("more", repetition("h2")),
        title=name,
        hills=(hill(name, name, name), hill("h2")),
    )
