"""A session for one runner: how many repetitions, how long each, how fast in between."""

from dataclasses import dataclass
from typing import Final

from hillwork.errors import UsageError
from hillwork.model import Gait, Level, Runner
from hillwork.plan.pace import easy_mps, hill_length_m, walking_mps
from hillwork.plan.recipe import Dose, Session, Shape
from hillwork.plan.sessions import SESSIONS
from hillwork.units import format_distance, format_duration

ASSUMED_FIVE_K_S: Final = 30 * 60.0
"""Taken when nobody says: near the middle of the pack at public 5 km runs; an assumption, and told as one."""

ASSUMED_LEVEL: Final = Level.INTERMEDIATE

MAX_REPS: Final = 30
REP_S: Final = (5.0, 3600.0)
REP_M: Final = (20.0, 20_000.0)
"""Outside of these it is a slip of the hand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Prescription:
    """A session for one runner.

    Args:
        session: What is to be done.
        runner: Who does it.
        level: How used to hills the runner is.
        is_level_assumed: True when nobody said.
        wished_reps: The number of repetitions that somebody wants, or None for the level's.
        wished_rep_s: How long each is to take, or None [s].
        wished_rep_m: How long each is to be, or None [m].
    """

    session: Session
    runner: Runner
    level: Level
    is_level_assumed: bool
    wished_reps: int | None = None
    wished_rep_s: float | None = None
    wished_rep_m: float | None = None

    @property
    def dose(self) -> Dose:
        """How much of the session suits the level."""
        return self.session.doses[self.level]

    @property
    def is_by_time(self) -> bool:
        """Whether a repetition ends by the clock."""
        return self.wished_rep_s is not None or (self.session.is_by_time and self.wished_rep_m is None)

    @property
    def rep_s(self) -> tuple[float, float] | None:
        """Shortest and longest wanted repetition, None where it goes by distance [s]."""
        if self.wished_rep_s is not None:
            return self.wished_rep_s, self.wished_rep_s
        return None if self.wished_rep_m is not None else self.dose.rep_s

    @property
    def easy_mps(self) -> float:
        """Speed of warm-up and cool-down [m/s]."""
        return walking_mps(0.0) if self.session.gait is Gait.WALK else easy_mps(self.runner)

    def work_mps(self, grade: float) -> float:
        """Return the expected speed of a repetition up an even gradient [m/s].

        Args:
            grade: The gradient.
        """
        session = self.session
        if session.gait is Gait.WALK:
            return walking_mps(grade)
        if session.top_mps is not None:
            return sum(session.top_mps) / 2
        return hill_length_m(self.runner, 1.0, grade, (session.effort_low + session.effort_high) / 2)

    def lengths_m(self, grade: float) -> tuple[float, float]:
        """Return the shortest and longest repetition on a hill of a gradient [m].

        Args:
            grade: Its mean gradient.
        """
        if self.wished_rep_m is not None:
            return self.wished_rep_m, self.wished_rep_m
        if self.rep_s is None:
            return self.session.lengths_m
        low_s, high_s = self.rep_s
        mps = self.work_mps(grade)
        return low_s * mps, high_s * mps

    @property
    def wanted(self) -> str:
        """What a repetition is to be, in words."""
        if self.rep_s is None:
            low_m, high_m = self.lengths_m(self.session.grades[0])
            low, high = format_distance(low_m), format_distance(high_m)
        else:
            low, high = (format_duration(seconds) for seconds in self.rep_s)
        return low if low == high else f"{low} to {high}"


def prescribe(
    session: str,
    runner: Runner | None = None,
    level: Level | None = None,
    *,
    reps: int | None = None,
    rep_s: float | None = None,
    rep_m: float | None = None,
) -> Prescription:
    """Return a session for one runner.

    Args:
        session: Key of the session in `SESSIONS`.
        runner: Who runs; 30 minutes for 5 km when nobody says.
        level: Sets repetitions and their length; intermediate when nobody says.
        reps: Number of repetitions, instead of the level's.
        rep_s: How long each is to take, instead of what the session says [s].
        rep_m: How long each is to be, instead [m].

    Raises:
        UsageError: There is no such session, or nobody runs that often, that long or that far.
    """
    recipe = session_named(session)
    if rep_s is not None and rep_m is not None:
        raise UsageError("a repetition goes by time or by distance, not by both", hint="leave one of the two away")
    if recipe.shape is Shape.ROUTE and (reps, rep_s, rep_m) != (None, None, None):
        raise UsageError(
            f"a {recipe.key} session is one run over all hills of a route, without repetitions",
            hint="leave --reps, --rep-seconds and --rep-metres away, or take another --session",
        )
    if reps is not None and not 1 <= reps <= MAX_REPS:
        raise UsageError(
            f"{reps} repetitions: it takes 1 to {MAX_REPS}", hint="leave --reps away for the level's number"
        )
    if rep_s is not None and not REP_S[0] <= rep_s <= REP_S[1]:
        raise UsageError(
            f"a repetition of {rep_s:g} s", hint=f"give --rep-seconds from {REP_S[0]:.0f} to {REP_S[1]:.0f}"
        )
    if rep_m is not None and not REP_M[0] <= rep_m <= REP_M[1]:
        raise UsageError(
            f"a repetition of {rep_m:g} m", hint=f"give --rep-metres from {REP_M[0]:.0f} to {REP_M[1]:.0f}"
        )
    return Prescription(
        session=recipe,
        runner=runner or Runner(five_k_s=ASSUMED_FIVE_K_S),
        level=level or ASSUMED_LEVEL,
        is_level_assumed=level is None,
        wished_reps=reps,
        wished_rep_s=rep_s,
        wished_rep_m=rep_m,
    )


def session_named(key: str) -> Session:
    """Return a session by its key.

    Raises:
        UsageError: There is none of that name.
    """
    if key not in SESSIONS:
        raise UsageError(
            f"no session {key!r}: there are {', '.join(SESSIONS)}", hint="hillwork plan --help tells what they are"
        )
    return SESSIONS[key]
