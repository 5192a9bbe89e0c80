"""Strength and activation: exercises with their dose, put together to routines."""

from dataclasses import dataclass
from typing import Final

from hillwork.text import between, time_between

NO_NUMBER: Final = "the source gives no number"

Band = tuple[float, float]
"""The lowest and the highest value."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Exercise:
    """One exercise as its source has it; None is what the source gives no number for.

    Args:
        key: Its name for programs.
        name: Its name for people.
        sets: How many sets; None too where the rounds of the routine count.
        reps: Fewest and most repetitions in a set.
        counted: What the repetitions are.
        hold_s: Shortest and longest hold in each repetition [s].
        is_hold_about: True when the source says "about".
        hold: What is held, in words; it may stand without a number.
        work_s: Shortest and longest time, for what is done by time [s].
        off_s: Shortest and longest break between such times [s].
        side: Which side and in what order; "" when the source says nothing.
        kit: What it needs, "none" when nothing; None when the source says nothing.
        cue: How to do it.
        harder: How to make it harder, or "".
    """

    key: str
    name: str
    sets: int | None = None
    reps: tuple[int, int] | None = None
    counted: str = "reps"
    hold_s: Band | None = None
    is_hold_about: bool = False
    hold: str = ""
    work_s: Band | None = None
    off_s: Band | None = None
    side: str = ""
    kit: str | None = None
    cue: str
    harder: str = ""

    def __post_init__(self) -> None:
        for name in ("reps", "hold_s", "work_s", "off_s"):
            _check_band(name, getattr(self, name))
        if self.reps and self.work_s:
            raise ValueError(f"{self.key}: done by number or by time, not by both")
        if self.sets is not None and not (self.reps or self.work_s):
            raise ValueError(f"{self.key}: sets of nothing")

    @property
    def dose(self) -> str:
        """How much of it: sets, repetitions or time, and what is held."""
        if self.reps:
            amount = f"{between(self.reps)} {self.counted}"
        elif self.work_s:
            amount = time_between(self.work_s)
        else:
            amount = NO_NUMBER
        if self.off_s:
            amount += f" on, {time_between(self.off_s)} off, repeat"
        if self.sets is not None:
            amount = f"{self.sets} x {amount}"
        if self.hold_s:
            about = "about " if self.is_hold_about else ""
            return f"{amount}, {self.hold or 'hold'} for {about}{time_between(self.hold_s)}"
        return f"{amount}, {self.hold}" if self.hold else amount

    @property
    def line(self) -> str:
        """The exercise in a line: name, dose, side, and kit where some is needed."""
        parts = ", ".join(part for part in (self.dose, self.side) if part)
        return f"{self.name}: {parts}{f' ({self.kit})' if self.kit and self.kit != 'none' else ''}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Routine:
    """Exercises done one after the other, as one source puts them together.

    Args:
        key: Its name on the command line.
        title: Its name for people.
        exercises: What to do, in order.
        rounds: How often in a row, at first and in the end; None when it is not done in rounds.
        rest_s: Shortest and longest rest between rounds [s]; None when the source gives none.
        per_week: Fewest and most times a week; None when the source gives none.
        when: When to do it; "" when the source says nothing.
        notes: What the source leaves open or adds, and where coaches disagree.
        source: Where it comes from.
    """

    key: str
    title: str
    exercises: tuple[Exercise, ...]
    rounds: tuple[int, int] | None = None
    rest_s: Band | None = None
    per_week: tuple[int, int] | None = None
    when: str = ""
    notes: tuple[str, ...]
    source: str

    def __post_init__(self) -> None:
        for name in ("rounds", "rest_s", "per_week"):
            _check_band(name, getattr(self, name))
        if not self.exercises:
            raise ValueError(f"{self.key}: a routine without exercises")


def _check_band(name: str, band: Band | None) -> None:
    if band is not None and not 0 < band[0] <= band[1]:
        raise ValueError(f"{name}: not a band from low to high: {band}")
