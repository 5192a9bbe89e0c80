"""Workouts on the hills of a track, and on a treadmill."""

from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING, Any, Self, Unpack

from hillwork import export
from hillwork.api.tracks import find_hills
from hillwork.api.wishes import Wishes, prescription_of
from hillwork.model import LocalHill, Survey, Workout
from hillwork.plan import Prescription, build_on_belt, build_workout, on_belt, routine_named

if TYPE_CHECKING:
    from hillwork.api.tracks import Source

ACTIVATION = "activation"


@dataclass(frozen=True, eq=False, kw_only=True)
class _ShownWorkout(Workout):
    """A workout that shows itself as a sheet."""

    def __repr__(self) -> str:
        return f"<{type(self).__name__}: {self.title}, {self.totals.distance_m / 1000:.1f} km>"

    def __str__(self) -> str:
        return export.workout_as_text(self)

    def _repr_html_(self) -> str:
        return export.workout_as_html(self)

    def with_activation(self) -> Self:
        """Return it with the activation routine before the warm-up."""
        return replace(self, activation=routine_named(ACTIVATION))


@dataclass(frozen=True, eq=False, kw_only=True)
class PlannedWorkout(_ShownWorkout):
    """A workout on a track.

    Args:
        survey: The track it is on.
        who: For whom it is.
        ground: What a map knows of the stretch it is on; None without a map.
    """

    survey: Survey
    who: Prescription
    ground: LocalHill | None = None

    def on_treadmill(self) -> "TreadmillWorkout":
        """Return what stands for it on a treadmill."""
        return TreadmillWorkout(**_values(on_belt(self, self.who)))


@dataclass(frozen=True, eq=False, kw_only=True)
class TreadmillWorkout(_ShownWorkout):
    """A workout on a treadmill: it goes nowhere, and has no map."""


def plan_workout(
    source: "Survey | Source", session: str = "classic", *, hill: str | None = None, **wishes: Unpack[Wishes]
) -> PlannedWorkout:
    """Return a workout on the hills of a track.

    Args:
        source: What `find_hills` returned, or whatever it takes.
        session: Which session, such as classic, long, climb or rolling.
        hill: Name of the hill to use, instead of the one that fits best.
        wishes: Who runs, and how often, how long or how far; see `Wishes`.

    Raises:
        UsageError: There is no such session or hill, or a wish makes no sense.
        InputError: The file cannot be read.
        NoElevationError: The track has no elevation.
        NothingToDoError: No hill fits the session.
    """
    who = prescription_of(session, wishes)
    survey = source if isinstance(source, Survey) else find_hills(source)
    return planned(build_workout(survey, who, hill_id=hill), survey, who)


def plan_treadmill(session: str = "mill", **wishes: Unpack[Wishes]) -> TreadmillWorkout:
    """Return a session on a treadmill that stands for no particular hill.

    Args:
        session: Which session.
        wishes: Who runs, and how often, how long or how far; see `Wishes`.

    Raises:
        UsageError: There is no such session, it runs a whole route, or a wish makes no sense.
    """
    return TreadmillWorkout(**_values(build_on_belt(prescription_of(session, wishes))))


def planned(workout: Workout, survey: Survey, who: Prescription, ground: LocalHill | None = None) -> PlannedWorkout:
    """Return a workout with the track it is on.

    Args:
        workout: The session.
        survey: The track.
        who: For whom it is.
        ground: What a map knows of the stretch it is on.
    """
    return PlannedWorkout(**_values(workout), survey=survey, who=who, ground=ground)


def _values(workout: Workout) -> dict[str, Any]:
    return {field.name: getattr(workout, field.name) for field in fields(Workout)}
