"""Who runs, and how hard something should feel."""

from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """How much hill running a runner is used to."""

    BEGINNER = "beginner"
    INTERMEDIATE = "intermediate"
    ADVANCED = "advanced"


class Gait(StrEnum):
    """How somebody moves, or does not."""

    RUN = "run"
    WALK = "walk"
    STAND = "stand"


@dataclass(frozen=True, slots=True, kw_only=True)
class Runner:
    """Who runs.

    Args:
        five_k_s: Time for 5 km on the flat, now [s].
        told: What somebody said, such as `10 km in 52:30`; empty when nobody said and a usual time was taken.
        own_easy_mps: Easy speed, where the runner named it; None where it is to be a share of the 5 km speed [m/s].
        mass_kg: Body mass [kg].
        is_mass_assumed: True when nobody said it.
    """

    five_k_s: float
    told: str = ""
    own_easy_mps: float | None = None
    mass_kg: float = 70.0
    is_mass_assumed: bool = True

    @property
    def is_assumed(self) -> bool:
        """True when nobody said how fast the runner is."""
        return not self.told

    @property
    def five_k_mps(self) -> float:
        """Speed over 5 km on the flat [m/s]."""
        return 5000 / self.five_k_s


@dataclass(frozen=True, slots=True, kw_only=True)
class Effort:
    """How hard something should feel: a feel, and what it is on two scales.

    Args:
        feel: In words.
        rpe: Lowest and highest rating of perceived exertion, of 10.
        zones: Lowest and highest of the five zones of the heart rate; None where it follows too slowly to guide.
    """

    feel: str
    rpe: tuple[int, int]
    zones: tuple[int, int] | None = None

    @property
    def words(self) -> str:
        """The effort in one phrase.

        >>> Effort(feel="easy: you can talk", rpe=(2, 3), zones=(1, 2)).words
        'easy: you can talk; 2-3 of 10, heart rate zone 1-2'
        """
        zones = f", heart rate zone {_span(self.zones)}" if self.zones else ""
        return f"{self.feel}; {_span(self.rpe)} of 10{zones}"


def _span(ends: tuple[int, int]) -> str:
    low, high = ends
    return str(low) if low == high else f"{low}-{high}"
