"""Hills to workouts."""

from hillwork.plan.build import Outing, assumed_runner, build_workout, session_named
from hillwork.plan.notes import ground_notes
from hillwork.plan.rank import rank_hills, weights_of
from hillwork.plan.sessions import SESSIONS, Session

__all__ = [
    "SESSIONS",
    "Outing",
    "Session",
    "assumed_runner",
    "build_workout",
    "ground_notes",
    "rank_hills",
    "session_named",
    "weights_of",
]
