"""Hills to workouts."""

from hillwork.plan.approach import Outing
from hillwork.plan.belt import build_on_belt, on_belt
from hillwork.plan.build import build_workout
from hillwork.plan.choose import WARM_UP_S
from hillwork.plan.conditions import (
    FIRM_WHEN_WET,
    MAX_WET_DOWN,
    Conditions,
    condition_notes,
    forecast_failed,
    judge_weather,
)
from hillwork.plan.judge import judge_route
from hillwork.plan.light import daylight, light_notes
from hillwork.plan.likeness import likeness
from hillwork.plan.notes import ground_notes, runner_notes
from hillwork.plan.prescribe import ASSUMED_LEVEL, Prescription, prescribe, session_named
from hillwork.plan.rank import rank_hills, weights_of
from hillwork.plan.recipe import Dose, Session, Shape
from hillwork.plan.routines import ROUTINES, check_rounds, routine_named
from hillwork.plan.sessions import MINUTE_S, RULE, SEED, SESSIONS
from hillwork.plan.splits import splits_of

__all__ = [
    "ASSUMED_LEVEL",
    "FIRM_WHEN_WET",
    "MAX_WET_DOWN",
    "MINUTE_S",
    "ROUTINES",
    "RULE",
    "SEED",
    "SESSIONS",
    "WARM_UP_S",
    "Conditions",
    "Dose",
    "Outing",
    "Prescription",
    "Session",
    "Shape",
    "build_on_belt",
    "build_workout",
    "check_rounds",
    "condition_notes",
    "daylight",
    "forecast_failed",
    "ground_notes",
    "judge_route",
    "judge_weather",
    "light_notes",
    "likeness",
    "on_belt",
    "prescribe",
    "rank_hills",
    "routine_named",
    "runner_notes",
    "session_named",
    "splits_of",
    "weights_of",
]
