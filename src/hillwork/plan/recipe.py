"""What a session is made of, whoever runs it."""

from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from hillwork.model import Effort, Gait, HillKind, Level


class Recovery(StrEnum):
    """How to get down again."""

    WALK = "walk"
    JOG = "jog"


class Shape(StrEnum):
    """What is run: one hill again and again, laps over a hill, a whole route, or a belt."""

    REPEATS = "repeats"
    LAPS = "laps"
    ROUTE = "route"
    BELT = "belt"


@dataclass(frozen=True, slots=True, kw_only=True)
class Dose:
    """How much of a session suits a level.

    Args:
        reps: Fewest and most repetitions; None where they follow from `in_all_s`.
        rep_s: Shortest and longest repetition; None where the session goes by distance [s].
        in_all_s: Time that all repetitions with their recoveries take; None where `reps` are counted [s].
    """

    reps: tuple[int, int] | None = None
    rep_s: tuple[float, float] | None = None
    in_all_s: float | None = None

    @property
    def usual_reps(self) -> int | None:
        """The middle of the repetitions, rounded down: no more than what the source means.

        >>> Dose(reps=(5, 6)).usual_reps
        5
        """
        return None if self.reps is None else sum(self.reps) // 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """What a session asks of a hill and of a runner.

    Args:
        key: Its name on the command line.
        title: Its name for people.
        shape: What is run.
        gait: How the work is done.
        lengths_m: Shortest and longest repetition that its sources know, over all runners [m].
        grades: Lowest and highest mean gradient wanted.
        kinds: The kinds of hill it is meant for; none on a belt.
        doses: How much, by level.
        is_by_time: Whether a repetition ends by the clock, wherever that is on the hill.
        top_mps: Least and greatest speed uphill, where the pace models do not hold; None where they do [m/s].
        recovery: How to get down.
        rest_s: Least time between repetitions [s].
        rest_per_rep: Least time between repetitions as a multiple of the repetition's.
        effort_low: Least share of the 5 km speed that the effort would give on the flat.
        effort_high: Greatest share.
        effort: How it should feel.
        cues: How to do it, a phrase each, the most important first.
        is_hard: Whether the days beside it have to be easy.
        is_for: Whom it suits.
        sources: Where the numbers come from.
    """

    key: str
    title: str
    shape: Shape = Shape.REPEATS
    gait: Gait = Gait.RUN
    lengths_m: tuple[float, float]
    grades: tuple[float, float]
    kinds: tuple[HillKind, ...]
    doses: MappingProxyType[Level, Dose]
    is_by_time: bool = False
    top_mps: tuple[float, float] | None = None
    recovery: Recovery
    rest_s: float = 0.0
    rest_per_rep: float = 0.0
    effort_low: float
    effort_high: float
    effort: Effort
    cues: tuple[str, ...]
    is_hard: bool = True
    is_for: str
    sources: tuple[str, ...]

    def rest_after_s(self, rep_s: float) -> float:
        """Return the least time between two repetitions.

        Args:
            rep_s: How long a repetition takes [s].
        """
        return max(self.rest_s, self.rest_per_rep * rep_s)
