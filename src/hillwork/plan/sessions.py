"""The sessions, as data with their sources. Adding one is adding a value here.

Numbers of repetitions are coaching convention, not trial results; what a source leaves open is a rule of ours and says so.
"""

from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from hillwork.model import HillKind, Level

SEED: Final = "the hill-repeat article this project started from"
RULE: Final = "hillwork's own rule where the source says only 'a few times' or 'longer work and rest'"


class Recovery(StrEnum):
    """How to get down again."""

    WALK = "walk"
    JOG = "jog"


class Shape(StrEnum):
    """Whether one hill is repeated, or a whole route is run."""

    REPEATS = "repeats"
    ROUTE = "route"


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """What a session asks of a hill and of a runner.

    Args:
        key: Its name on the command line.
        title: Its name for people.
        shape: Repeats on one hill, or one run along a route.
        lengths_m: Shortest and longest repetition [m].
        grades: Lowest and highest mean gradient wanted.
        kinds: The kinds of hill it is meant for.
        reps: Repetitions by level.
        recovery: How to get down.
        rest_s: Least time between repetitions [s].
        effort_low: Least share of the 5 km speed that the effort would give on the flat.
        effort_high: Greatest share.
        effort: How it should feel.
        cue: How to run it.
        is_for: Whom it suits.
        sources: Where the numbers come from.
    """

    key: str
    title: str
    shape: Shape = Shape.REPEATS
    lengths_m: tuple[float, float]
    grades: tuple[float, float]
    kinds: tuple[HillKind, ...]
    reps: MappingProxyType[Level, int]
    recovery: Recovery
    rest_s: float = 0.0
    effort_low: float
    effort_high: float
    effort: str
    cue: str
    is_for: str
    sources: tuple[str, ...]


def _reps(beginner: int, intermediate: int, advanced: int) -> MappingProxyType[Level, int]:
    return MappingProxyType(
        {Level.BEGINNER: beginner, Level.INTERMEDIATE: intermediate, Level.ADVANCED: advanced},
    )


_ALL: Final = (
    Session(
        key="classic",
        title="Classic hill repeats",
        lengths_m=(100.0, 200.0),
        grades=(0.04, 0.08),
        kinds=(HillKind.REPEAT, HillKind.LONG, HillKind.CLIMB),
        reps=_reps(4, 6, 8),
        recovery=Recovery.WALK,
        effort_low=1.03,
        effort_high=1.07,
        effort="hard, not all out: 8 of 10",
        cue="short quick strides, tall, arms driving; stop before your form goes",
        is_for="strength and form, also for beginners",
        sources=(f"lengths, walk-down and effort: {SEED}", f"number of repetitions and gradients: {RULE}"),
    ),
    Session(
        key="long",
        title="Long hill repeats",
        lengths_m=(200.0, 900.0),
        grades=(0.04, 0.08),
        kinds=(HillKind.LONG, HillKind.CLIMB, HillKind.REPEAT),
        reps=_reps(3, 5, 6),
        recovery=Recovery.JOG,
        effort_low=0.96,
        effort_high=1.0,
        effort="5 to 10 km effort: 8 of 10, even from foot to top",
        cue="settle in, keep the effort even and let the pace follow the slope",
        is_for="half marathon, marathon, hilly races",
        sources=(
            "two to four minutes, jog down: LA Tri Club (latriclub.com)",
            "4 x 5 min uphill, 90 s rest, in the laboratory: Held et al. 2023 (doi:10.3389/fphys.2023.1117314)",
            "600 m at 5 %, 8-10 times: Outside (outsideonline.com, Heartbreak Hill)",
        ),
    ),
    Session(
        key="climb",
        title="One long gradual climb",
        lengths_m=(3200.0, 4800.0),
        grades=(0.02, 0.05),
        kinds=(HillKind.CLIMB,),
        reps=_reps(1, 1, 2),
        recovery=Recovery.JOG,
        effort_low=0.88,
        effort_high=0.92,
        effort="marathon to threshold effort: 7 of 10, a few words at a time",
        cue="start easier than feels right; the last third is the session",
        is_for="marathon",
        sources=(
            f"two to three gradual miles with longer work and rest: {SEED}",
            "4 to 6 km at 80 %: Canova (letsrun.com, thread 458338)",
            f"number of repetitions: {RULE}",
        ),
    ),
    Session(
        key="rolling",
        title="Long run over rolling hills",
        shape=Shape.ROUTE,
        lengths_m=(200.0, 1600.0),
        grades=(0.02, 0.05),
        kinds=(HillKind.REPEAT, HillKind.LONG),
        reps=_reps(1, 1, 1),
        recovery=Recovery.JOG,
        effort_low=0.80,
        effort_high=0.88,
        effort="steady: 5 to 6 of 10, the same up and down",
        cue="give up pace uphill, keep the effort; flow down with quick steps",
        is_for="marathon",
        sources=(
            f"rolling hills inside the long run: {SEED}",
            "the Newton hills, 4 in 4.8 miles, 0.4-0.6 mile each at 2-5 %: findmymarathon.com, peregrune.com",
        ),
    ),
)

SESSIONS: Final = MappingProxyType({session.key: session for session in _ALL})
"""All sessions by name."""
