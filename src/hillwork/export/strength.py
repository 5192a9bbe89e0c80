"""Strength and activation routines as text: a sheet, JSON, Markdown, and lines for the sheets of others."""

import textwrap
from collections.abc import Iterator, Sequence
from typing import Any, Final

from hillwork.export.json_line import to_json
from hillwork.export.markdown import escape_markdown
from hillwork.export.numbers import metres
from hillwork.model import NO_NUMBER, Exercise, Routine
from hillwork.text import between, counted, time_between

STRENGTH_SCHEMA: Final = "hillwork.strength/1"
ROUTINES_SCHEMA: Final = "hillwork.routines/1"

NOT_SAID: Final = "the source does not say"

SHEET_WIDTH: Final = 80
"""Columns of a sheet: those of a narrow terminal."""


def routine_as_text(routine: Routine, *, rounds: int | None = None) -> str:
    """Return a routine as a sheet to read on the mat.

    Args:
        routine: What to do.
        rounds: How many rounds were asked for; what the source says without it.
    """
    return "\n".join(_sheet(routine, rounds)) + "\n"


def _sheet(routine: Routine, rounds: int | None) -> Iterator[str]:
    yield routine.title
    yield "=" * len(routine.title)
    for name, words in _frame(routine, rounds):
        yield f"{name:<10} {words}"
    name_width = max(len(exercise.name) for exercise in routine.exercises)
    for number, exercise in enumerate(routine.exercises, start=1):
        yield ""
        yield f"{number}  {exercise.name:<{name_width}}  {exercise.dose}"
        for words in _below(exercise):
            yield from _filled(words, first="   ", rest="   ")
    yield ""
    for note in routine.notes:
        yield from _filled(note, first="- ", rest="  ")
    yield ""
    yield from _filled(f"Source: {routine.source}", first="", rest="  ")


def _below(exercise: Exercise) -> Iterator[str]:
    yield "; ".join(part for part in (exercise.side, f"kit: {_kit(exercise)}") if part)
    yield exercise.cue
    if exercise.harder:
        yield f"harder: {exercise.harder}"


def _filled(words: str, *, first: str, rest: str) -> list[str]:
    return textwrap.wrap(
        words, SHEET_WIDTH, initial_indent=first, subsequent_indent=rest, break_long_words=False, break_on_hyphens=False
    )


def _frame(routine: Routine, rounds: int | None) -> Iterator[tuple[str, str]]:
    """Yield what holds for a routine as a whole, each with its name."""
    yield "when", routine.when or NOT_SAID
    yield "how often", f"{between(routine.per_week)} times a week" if routine.per_week else NO_NUMBER
    if routine.rounds:
        given = _rounds(routine.rounds)
        yield "rounds", given if rounds is None else f"{rounds} (the source: {given})"
    rest = NO_NUMBER if routine.rest_s is None else time_between(routine.rest_s)
    yield "rest", f"{rest} between rounds" if routine.rounds and routine.rest_s else rest


def _rounds(rounds: tuple[int, int]) -> str:
    low, high = rounds
    return str(low) if low == high else f"{low} rising to {high}"


def _kit(exercise: Exercise) -> str:
    return NOT_SAID if exercise.kit is None else exercise.kit


def routine_lines(routine: Routine) -> Iterator[str]:
    """Yield a line for each exercise: name, dose, side, and kit where some is needed.

    Args:
        routine: What to do.
    """
    for exercise in routine.exercises:
        yield exercise.line


def routines_as_text(routines: Sequence[Routine]) -> str:
    """Return a list of routines, a line each.

    Args:
        routines: What to list.
    """
    widths = [max(map(len, words)) for words in ((one.key for one in routines), (one.title for one in routines))]
    return "".join(
        f"{one.key:<{widths[0]}}  {one.title:<{widths[1]}}  {'; '.join(_summary(one))}\n" for one in routines
    )


def _summary(routine: Routine) -> Iterator[str]:
    yield counted(len(routine.exercises), "exercise")
    yield routine.when or f"{NOT_SAID} when"


def routine_as_json(routine: Routine, *, rounds: int | None = None) -> str:
    """Return a routine as one JSON object.

    Args:
        routine: What to do.
        rounds: How many rounds were asked for, or None.
    """
    return to_json({"schema": STRENGTH_SCHEMA, **routine_record(routine), "rounds": rounds})


def routines_as_json(routines: Sequence[Routine]) -> str:
    """Return routines as one JSON object with a list.

    Args:
        routines: What to list.
    """
    return to_json({"schema": ROUTINES_SCHEMA, "routines": [routine_record(routine) for routine in routines]})


def routine_record(routine: Routine) -> dict[str, Any]:
    """Return a routine in words and numbers."""
    return {
        "routine": routine.key,
        "title": routine.title,
        "when": routine.when or None,
        **_ends("per_week", routine.per_week),
        **_ends("rounds", routine.rounds),
        **_ends_s("rest", routine.rest_s),
        "exercises": [_exercise(exercise) for exercise in routine.exercises],
        "notes": list(routine.notes),
        "source": routine.source,
    }


def _exercise(exercise: Exercise) -> dict[str, Any]:
    return {
        "key": exercise.key,
        "name": exercise.name,
        "sets": exercise.sets,
        **_ends("reps", exercise.reps),
        "counted": exercise.counted if exercise.reps else None,
        **_ends_s("work", exercise.work_s),
        **_ends_s("off", exercise.off_s),
        **_ends_s("hold", exercise.hold_s),
        "is_hold_about": exercise.is_hold_about,
        "hold": exercise.hold or None,
        "side": exercise.side or None,
        "kit": exercise.kit,
        "cue": exercise.cue,
        "harder": exercise.harder or None,
    }


def _ends(name: str, band: tuple[int, int] | None) -> dict[str, int | None]:
    low, high = band or (None, None)
    return {f"{name}_low": low, f"{name}_high": high}


def _ends_s(name: str, band_s: tuple[float, float] | None) -> dict[str, float | None]:
    low_s, high_s = (None, None) if band_s is None else map(metres, band_s)
    return {f"{name}_low_s": low_s, f"{name}_high_s": high_s}


def routine_as_markdown(routine: Routine, *, rounds: int | None = None) -> str:
    """Return a routine as a Markdown page with a table.

    Args:
        routine: What to do.
        rounds: How many rounds were asked for; what the source says without it.
    """
    lines = [f"# {escape_markdown(routine.title)}", ""]
    lines += [f"- {name}: {escape_markdown(words)}" for name, words in _frame(routine, rounds)]
    lines += ["", "| exercise | dose | side | kit | cue | harder |", "|---|---|---|---|---|---|"]
    for exercise in routine.exercises:
        cells = (
            exercise.name,
            exercise.dose,
            exercise.side or NOT_SAID,
            _kit(exercise),
            exercise.cue,
            exercise.harder,
        )
        lines.append("| " + " | ".join(map(escape_markdown, cells)) + " |")
    lines += ["", *(f"- {escape_markdown(note)}" for note in routine.notes)]
    lines += ["", f"Source: {escape_markdown(routine.source)}"]
    return "\n".join(lines) + "\n"
