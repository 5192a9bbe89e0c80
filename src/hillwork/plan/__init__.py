"""Hills to workouts."""

from hillwork.plan.build import build_workout
from hillwork.plan.sessions import SESSIONS, Session

__all__ = ["SESSIONS", "Session", "build_workout"]
