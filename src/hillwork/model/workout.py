"""A session for a runner: blocks of steps, repeats kept as repeats."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from hillwork.model.arrays import Floats, freeze_columns
from hillwork.model.hill import Hill, Line
from hillwork.model.runner import Effort, Gait, Level, Runner
from hillwork.model.strength import Routine
from hillwork.model.track import Notice


class StepKind(StrEnum):
    """What a step is for."""

    WARM_UP = "warm-up"
    RUN = "run"
    UPHILL = "uphill"
    REP = "rep"
    DOWNHILL = "downhill"
    STRIDES = "strides"
    RECOVERY = "recovery"
    REST = "rest"
    COOL_DOWN = "cool-down"


@dataclass(frozen=True, slots=True, kw_only=True)
class Duration:
    """A time as a band.

    Args:
        low_s: The fastest that the models allow [s].
        mid_s: The expected time [s].
        high_s: The slowest that the models allow [s].
    """

    low_s: float
    mid_s: float
    high_s: float


class Until(StrEnum):
    """What ends a step: what a watch should count."""

    DISTANCE = "distance"
    TIME = "time"


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Step:
    """One thing to do.

    Args:
        kind: What it is for.
        distance_m: How far; 0 for standing [m].
        duration: How long it takes.
        effort: How hard it should feel.
        cue: What to do, in one sentence.
        gait: How to move.
        until: What ends it.
        grade: Mean gradient, rise over run; None where it does not matter or is not known.
        ascent_m: Climbing [m].
        descent_m: Descending, as a positive number [m].
        energy_kcal: What it takes [kcal].
        hill: Name of the hill it is on, or None.
        line: Where it goes, or None where it is not tied to a way.
        elevation_m: Believed elevations of the line's samples, shape (n,), or None [m].
    """

    kind: StepKind
    distance_m: float
    duration: Duration
    effort: Effort
    cue: str
    gait: Gait = Gait.RUN
    until: Until = Until.DISTANCE
    grade: float | None = None
    ascent_m: float = 0.0
    descent_m: float = 0.0
    energy_kcal: float
    hill: str | None = None
    line: Line | None = None
    elevation_m: Floats | None = None

    def __post_init__(self) -> None:
        if self.elevation_m is not None:
            freeze_columns(self, elevation_m=self.elevation_m)

    @property
    def is_hard(self) -> bool:
        """Whether its time counts as hard minutes."""
        return self.kind in HARD_KINDS and self.effort.rpe[1] >= HARD_RPE


HARD_KINDS: Final = frozenset({StepKind.REP, StepKind.STRIDES})
HARD_RPE: Final = 6
"""Hard minutes are those of repetitions and strides that may feel like 6 of 10 or more: a rule of ours."""


@dataclass(frozen=True, slots=True, eq=False)
class Block:
    """Steps done in order, as often as `times` says."""

    name: str
    steps: tuple[Step, ...]
    times: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Totals:
    """What a workout adds up to.

    Args:
        distance_m: Distance [m].
        duration: Time.
        ascent_m: Climbing [m].
        descent_m: Descending [m].
        hard_s: Expected time in repetitions and strides [s].
        energy_kcal: What it takes [kcal].
    """

    distance_m: float
    duration: Duration
    ascent_m: float
    descent_m: float
    hard_s: float
    energy_kcal: float


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Workout:
    """A session, built for one runner on one hill or one route.

    Args:
        session: Key of the session, such as `classic`.
        title: The session in words.
        level: For whom the number of reps was chosen.
        runner: Who runs.
        hills: The hills it uses; one for repeats, none on a treadmill.
        blocks: Warm-up, work and cool-down.
        cues: How to run it, a phrase each.
        activation: What to do before the warm-up, or None; its time is not counted, as its sources give none.
        starts_at: When it begins, or None when nobody said.
        why: Why this hill: one sentence each, the most important first.
        notes: Safety, assumptions and warnings.
        sources: Where the session's numbers come from.
    """

    session: str
    title: str
    level: Level
    runner: Runner
    hills: tuple[Hill, ...]
    blocks: tuple[Block, ...]
    cues: tuple[str, ...]
    activation: Routine | None = None
    starts_at: datetime | None = None
    why: tuple[str, ...]
    notes: tuple[Notice, ...]
    sources: tuple[str, ...]

    def steps(self) -> Iterator[Step]:
        """Yield every step as it is run, repeats written out."""
        for block in self.blocks:
            for _ in range(block.times):
                yield from block.steps

    @property
    def totals(self) -> Totals:
        """What it adds up to: always the sum of its steps."""
        steps = tuple(self.steps())
        return Totals(
            distance_m=sum(step.distance_m for step in steps),
            duration=Duration(
                low_s=sum(step.duration.low_s for step in steps),
                mid_s=sum(step.duration.mid_s for step in steps),
                high_s=sum(step.duration.high_s for step in steps),
            ),
            ascent_m=sum(step.ascent_m for step in steps),
            descent_m=sum(step.descent_m for step in steps),
            hard_s=sum((step.duration.mid_s for step in steps if step.is_hard), start=0.0),
            energy_kcal=sum(step.energy_kcal for step in steps),
        )
