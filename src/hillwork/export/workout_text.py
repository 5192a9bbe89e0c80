"""Workouts as text for people: a sheet to read before going out."""

from collections.abc import Iterator
from typing import Final

from hillwork.export.strength import routine_lines
from hillwork.model import Duration, Step, Workout
from hillwork.units import UnitSystem, format_distance, format_duration, format_grade, format_height

LEVEL_GRADE: Final = 0.01
"""Below a point of gradient a way is level."""

KCAL_STEP: Final = 10
"""Energy is not known to single kilocalories."""


def workout_as_text(workout: Workout, units: UnitSystem = UnitSystem.METRIC) -> str:
    """Return a workout as a sheet to read before going out.

    Args:
        workout: The session.
        units: What to show distances and heights in.
    """
    return "\n".join(_sheet(workout, units)) + "\n"


def _sheet(workout: Workout, units: UnitSystem) -> Iterator[str]:
    yield workout.title
    yield "=" * len(workout.title)
    if workout.starts_at:
        yield f"{workout.starts_at:%A %d %B %Y, %H:%M} ({workout.starts_at.tzinfo})"
    yield from workout.why
    if workout.activation:
        yield ""
        yield f"Before: {activation_title(workout)}"
        yield from (f"  {line}" for line in routine_lines(workout.activation))
    for block in workout.blocks:
        yield ""
        yield block.name
        for step in block.steps:
            yield f"  {step_line(step, units)}"
            yield f"      {step.cue}"
    yield ""
    yield f"In all: {totals_line(workout, units)}"
    yield f"How: {'; '.join(workout.cues)}"
    yield ""
    for note in workout.notes:
        yield f"- {note.words}"
    yield ""
    yield "Sources: " + "; ".join(workout.sources)


def activation_title(workout: Workout) -> str:
    """Return what is done before the warm-up; empty when nothing is."""
    if workout.activation is None:
        return ""
    return f"{workout.activation.title} (its source gives no time: it is not counted below)"


def step_line(step: Step, units: UnitSystem) -> str:
    """Return what a step asks for in one line: distance, time band, gradient, effort."""
    return f"{step.kind:<9}  {', '.join(step_figures(step, units))} ({step.effort.words})"


def step_figures(step: Step, units: UnitSystem) -> list[str]:
    """Return what a step asks for in figures: distance, time band, gradient."""
    parts = [band(step.duration)]
    if step.distance_m:
        parts.insert(0, format_distance(step.distance_m, units))
    if step.grade is not None and abs(step.grade) >= LEVEL_GRADE:
        parts.append(format_grade(step.grade))
    return parts


def band(duration: Duration) -> str:
    """Return a time as a band.

    >>> band(Duration(low_s=78, mid_s=83, high_s=90)), band(Duration(low_s=60, mid_s=60, high_s=60))
    ('1:18-1:30', '1:00')
    """
    low, high = format_duration(duration.low_s), format_duration(duration.high_s)
    return low if low == high else f"{low}-{high}"


def totals_line(workout: Workout, units: UnitSystem) -> str:
    """Return what a workout adds up to in one line."""
    totals = workout.totals
    parts = [
        format_distance(totals.distance_m, units),
        band(totals.duration),
        f"{format_height(totals.ascent_m, None, units)} up",
        f"{format_height(totals.descent_m, None, units)} down",
    ]
    if totals.hard_s:
        parts.append(f"{totals.hard_s / 60:.0f} min of it hard")
    parts.append(f"about {round(totals.energy_kcal / KCAL_STEP) * KCAL_STEP} kcal")
    return ", ".join(parts)
