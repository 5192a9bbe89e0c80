"""Strength and activation routines, and their forms."""

from hillwork import export
from hillwork.api.forms import Form
from hillwork.model import Routine
from hillwork.plan import ROUTINES, check_rounds, routine_named


def find_routine(name: str = "circuit") -> Routine:
    """Return a strength or activation routine.

    Args:
        name: Its key: circuit, activation, drills or gym.

    Raises:
        UsageError: There is none of that name.
    """
    return routine_named(name)


def routine_forms(routine: Routine, *, rounds: int | None = None) -> dict[str, Form]:
    """Return what makes the text of a routine, by the ending of the file it goes to.

    Args:
        routine: What to do.
        rounds: How many rounds; what the source says without it.

    Raises:
        UsageError: The routine's source does not give so many rounds, or none.
    """
    check_rounds(routine, rounds)
    return {
        ".txt": lambda: export.routine_as_text(routine, rounds=rounds),
        ".md": lambda: export.routine_as_markdown(routine, rounds=rounds),
        ".json": lambda: export.routine_as_json(routine, rounds=rounds),
    }


def routines_forms() -> dict[str, Form]:
    """Return what makes the list of all routines, by the ending of the file it goes to."""
    routines = tuple(ROUTINES.values())
    return {
        ".txt": lambda: export.routines_as_text(routines),
        ".md": lambda: "\n".join(map(export.routine_as_markdown, routines)),
        ".json": lambda: export.routines_as_json(routines),
    }
