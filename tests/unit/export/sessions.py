"""Workouts built by hand, for everything that writes them: classic repeats, a climb, thirty steps, a treadmill, and names
that are programs."""

from dataclasses import replace
from datetime import datetime, timedelta, timezone

from hillwork.model import (
    Block,
    Duration,
    Effort,
    Gait,
    Hill,
    Level,
    Line,
    Notice,
    Runner,
    Step,
    StepKind,
    Survey,
    Until,
    Workout,
)
from tests.unit.render.drawn import draw_survey

STARTS_AT = datetime(2026, 5, 3, 18, 30, tzinfo=timezone(timedelta(hours=2)))
RUNNER = Runner(five_k_s=1500, told="25:00")

EASY = Effort(feel="easy: you can talk", rpe=(2, 3), zones=(1, 2))
HARD = Effort(feel="hard, not all out", rpe=(8, 8))
STEADY = Effort(feel="steady, the same up and down", rpe=(5, 6), zones=(2, 3))
CLIMBING = Effort(feel="marathon to threshold effort", rpe=(6, 7), zones=(3, 4))
NONE = Effort(feel="standing or strolling", rpe=(1, 1))

HOSTILE_NAMES = (
    'Tom & Jerry\'s <b>"hill"</b>',
    "é 日本 🏔",
    "two\nlines\r\nand a tab\t",
    "BEGIN:VEVENT\r\nSUMMARY:not mine\r\nEND:VEVENT",
    "]]><b>",
    "- 10m Z5 HR 6x",
    "3x 200m at 8%, ramp 60-80%; press lap 30^5 <!> 1h2m30s 90rpm Z2-Z3 HR intensity=rest",
    "=HYPERLINK(1)",
    "+1 @x",
    "</script><script>window.broken = true</script>",
    '"><img src=x onerror="window.broken = true">',
    "{{7*7}}{% x %}",
    "x" * 300,
    "語" * 300,
    "a\x00b\u202egnirts\ud800\ufffe\u2028c",
    "",
)


def band(mid_s: float) -> Duration:
    return Duration(low_s=0.95 * mid_s, mid_s=mid_s, high_s=1.1 * mid_s)


def step(kind: StepKind, distance_m: float, mid_s: float, effort: Effort, cue: str, **more) -> Step:
    more.setdefault("energy_kcal", distance_m * 0.07)
    return Step(kind=kind, distance_m=distance_m, duration=band(mid_s), effort=effort, cue=cue, **more)


def survey() -> Survey:
    return draw_survey(notices=(Notice("elevation-attribution", "heights: a survey of 2024"),))


def reps(hill: Hill, rest_s: float = 30.2) -> tuple[Step, ...]:
    up = step(
        StepKind.REP, hill.length_m, 75.4, HARD, "short quick strides, tall, arms driving",
        grade=hill.grade, ascent_m=hill.gain_m, hill=hill.id, line=hill.line, elevation_m=hill.elevation_m,
    )  # fmt: skip
    down = step(
        StepKind.RECOVERY, hill.length_m, 132.7, EASY, "walk down until the breath is back",
        gait=Gait.WALK, grade=-hill.grade, descent_m=hill.gain_m, hill=hill.id, line=hill.line.reversed(),
    )  # fmt: skip
    rest = step(StepKind.REST, 0, rest_s, NONE, "wait at the foot", gait=Gait.STAND, until=Until.TIME, energy_kcal=1.0)
    return (up, down, rest) if rest_s else (up, down)


def classic(of: Survey | None = None, *, times: int = 6, rest_s: float = 30.2) -> Workout:
    """Six times up, down and a rest, between a warm-up and a way home."""
    of = of or survey()
    hill = of.hills[0]
    way = Line(of.profile.lat_deg[:301], of.profile.lon_deg[:301])
    warm_up = step(StepKind.WARM_UP, 1500, 620.3, EASY, "easy along the river to the hill", line=way, ascent_m=3)
    home = step(StepKind.COOL_DOWN, 1500, 640.8, EASY, "back the way you came", line=way.reversed(), descent_m=3)
    return Workout(
        session="classic",
        title="Classic hill repeats",
        level=Level.INTERMEDIATE,
        runner=RUNNER,
        hills=(hill,),
        blocks=(
            Block("Warm-up", (warm_up,)),
            Block("Hill repeats", reps(hill, rest_s), times=times),
            Block("Cool-down", (home,)),
        ),
        cues=("short quick strides, tall, arms driving", "stop before your form goes"),
        starts_at=STARTS_AT,
        why=("h1 fits best: 180 m at 8.0 ± 0.3 %, even, 12 minutes from the start",),
        notes=(
            Notice("ground-unknown", "a GPX file does not tell footing, crossings, traffic or light: look first"),
            Notice("ice", "on ice, snow or wet leaves do another session"),
            Notice("hard-day", "this is a hard day: keep the day before and the day after easy"),
            Notice("stop-rule", "stop when a repetition is clearly slower than the one before"),
        ),
        sources=(
            "lengths, walk-down and effort: the hill-repeat article this project started from",
            "number of repetitions and gradients: hillwork's own rule",
        ),
    )


def climb() -> Workout:
    """One long climb, once, by distance; the way down is easy."""
    of = survey()
    hill = of.hills[2]
    up = step(
        StepKind.REP, hill.length_m, 232.0, CLIMBING, "start easier than feels right", grade=hill.grade,
        ascent_m=hill.gain_m, hill=hill.id, line=hill.line, elevation_m=hill.elevation_m,
    )  # fmt: skip
    down = step(StepKind.RECOVERY, hill.length_m, 270.0, EASY, "jog down", line=hill.line.reversed())
    first, _, last = classic(of).blocks
    blocks = (first, Block("The climb", (up, down)), last)
    return replace(classic(of), session="climb", title="One long gradual climb", hills=(hill,), blocks=blocks)


def rolling(n_steps: int = 30) -> Workout:
    """A long run of thirty steps, each once."""
    of = survey()
    kinds = (StepKind.RUN, StepKind.UPHILL, StepKind.DOWNHILL)
    cues = ("easy, at the effort of the whole", "give up pace uphill, keep the effort", "flow down with quick steps")
    steps = []
    for number in range(n_steps - 2):
        kind, cue = kinds[number % 3], cues[number % 3]
        length_m = 310.0 + 37 * (number % 7)
        grade = {StepKind.UPHILL: 0.041, StepKind.DOWNHILL: -0.036}.get(kind)
        rise_m = length_m * (grade or 0)
        start = 20 * number
        part = slice(start, start + 60)
        steps.append(
            step(
                kind, length_m, length_m / 2.6, STEADY, cue, grade=grade,
                ascent_m=max(rise_m, 0), descent_m=max(-rise_m, 0), hill=f"h{number}" if grade else None,
                line=Line(of.profile.lat_deg[part], of.profile.lon_deg[part]), elevation_m=of.profile.elevation_m[part],
            )
        )  # fmt: skip
    first, _, last = classic(of).blocks
    blocks = (first, Block("Long run", tuple(steps)), last)
    return replace(
        classic(of), session="rolling", title="Long run over rolling hills", hills=of.hills, blocks=blocks,
        cues=("give up pace uphill, keep the effort", "flow down with quick steps"),
    )  # fmt: skip


def treadmill() -> Workout:
    """Three times three minutes on a belt: no hill, no line, everything by time."""
    by_time = {"until": Until.TIME}
    warm_up = step(StepKind.WARM_UP, 1440, 600, EASY, "belt at one percent", **by_time)
    up = step(StepKind.REP, 470, 180, replace(CLIMBING, rpe=(7, 8), zones=(4, 5)), "hands off the rails", grade=0.06,
              ascent_m=28.2, **by_time)  # fmt: skip
    jog = step(StepKind.RECOVERY, 480, 210, EASY, "jog, belt flat", **by_time)
    cool_down = step(StepKind.COOL_DOWN, 1200, 600, EASY, "slow to a walk", **by_time)
    base = classic()
    return replace(
        base, session="mill", title="Hills on the treadmill", hills=(), starts_at=None,
        blocks=(Block("Warm-up", (warm_up,)), Block("Hills", (up, jog), times=3), Block("Cool-down", (cool_down,))),
        why=("no hill is needed",),
    )  # fmt: skip


def hostile(name: str) -> Workout:
    """The classic session with one text wherever there is text."""
    base = classic()
    blocks = tuple(
        Block(
            name,
            tuple(replace(one, cue=name, hill=name, effort=replace(one.effort, feel=name)) for one in block.steps),
            times=block.times,
        )
        for block in base.blocks
    )
    return replace(
        base, session=name, title=name, blocks=blocks, cues=(name,), why=(name,), sources=(name,),
        hills=tuple(replace(hill, id=name, foot_name=name, top_name=name) for hill in base.hills),
        notes=(Notice("n", name), Notice("stop-rule", name)),
    )  # fmt: skip


ALL = {"classic": classic, "climb": climb, "rolling": rolling, "treadmill": treadmill}
