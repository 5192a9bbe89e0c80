"""The rules by which days are placed in a week, as data: words, source, and what they ask of a week.

Rules have to hold; preferences decide between the weeks in which all rules hold, the first one first.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from typing import Final

from hillwork.model import DAYS_PER_WEEK, DayKind
from hillwork.plan import RULE

SUNDAY: Final = 6
SATURDAY: Final = 5

CIRCUIT: Final = "the glute-circuit article"
ACTIVATION: Final = "the activation article"
"""As routines name their sources, shorter."""


@dataclass(frozen=True, kw_only=True)
class Draft:
    """A week that may become one.

    Args:
        kinds: What each day is for, Monday first.
        strength: The days with a strength session.
        are_hills_hard: False where the hill session is none that needs easy days beside it.
        pinned: The days that somebody named.
    """

    kinds: tuple[DayKind, ...]
    strength: frozenset[int] = frozenset()
    are_hills_hard: bool = True
    pinned: frozenset[int] = field(default=frozenset(), compare=False)

    @cached_property
    def hard(self) -> tuple[int, ...]:
        """The hard days."""
        return tuple(day for day in range(DAYS_PER_WEEK) if self.is_hard(day))

    def is_hard(self, day: int) -> bool:
        """Tell whether the days beside a day have to be easy.

        Args:
            day: 0 is Monday; 7 is the next Monday.
        """
        kind = self.kinds[day % DAYS_PER_WEEK]
        return kind in {DayKind.LONG_RUN, DayKind.RACE} or (kind is DayKind.HILL and self.are_hills_hard)

    def days_of(self, kind: DayKind) -> tuple[int, ...]:
        """Return the days of a kind.

        Args:
            kind: What they are for.
        """
        return tuple(day for day, one in enumerate(self.kinds) if one is kind)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """What has to hold in every week.

    Args:
        key: Its name for programs.
        words: What it asks.
        source: Where it comes from.
        holds: Tells whether it holds in a week. A week is a circle: its Sunday is beside the next Monday.
        concerns: Tells whether it is a reason for what stands on a day of a week in which it holds.
    """

    key: str
    words: str
    source: str
    holds: Callable[[Draft], bool]
    concerns: Callable[[Draft, int], bool]

    @property
    def told(self) -> str:
        """Its words with their source."""
        return f"{self.words} ({self.source})"


@dataclass(frozen=True, slots=True, kw_only=True)
class Preference:
    """What decides between weeks in which all rules hold.

    Args:
        key: Its name for programs.
        words: What it prefers.
        source: Where it comes from.
        cost: Less is better.
        concerns: Tells whether it is a reason for what stands on a day of a week.
    """

    key: str
    words: str
    source: str
    cost: Callable[[Draft], int]
    concerns: Callable[[Draft, int], bool]

    @property
    def told(self) -> str:
        """Its words with their source."""
        return f"{self.words} ({self.source})"


def unevenness(days: Iterable[int]) -> int:
    """Return how unevenly days lie on the circle of a week: the sum of the squares of the gaps between them.

    >>> unevenness([1, 4]), unevenness([1, 2])
    (25, 37)
    """
    ordered = sorted(days)
    around = [*ordered, *(day + DAYS_PER_WEEK for day in ordered[:1])]
    return sum((later - earlier) ** 2 for earlier, later in pairwise(around))


def _touches_hard(draft: Draft, day: int) -> bool:
    return any(draft.is_hard(near) for near in (day - 1, day, day + 1))


def _are_apart(draft: Draft) -> bool:
    return not any(draft.is_hard(day) and draft.is_hard(day + 1) for day in range(DAYS_PER_WEEK))


_TIRING: Final = frozenset({DayKind.HILL, DayKind.LONG_RUN})


def _has_strength(draft: Draft, day: int) -> bool:
    return day in draft.strength


def _is_after(draft: Draft, day: int, kind: DayKind) -> bool:
    return draft.kinds[day] is DayKind.REST and draft.kinds[day - 1] is kind


RULES: Final = (
    Rule(
        key="hard-days-apart",
        words="an easy or a rest day on either side of every hard day: hill runs, the long run, the race",
        source=f"hill sessions are hard days: the hill-repeat article; a day on either side: {RULE}",
        holds=_are_apart,
        concerns=_touches_hard,
    ),
    Rule(
        key="no-strength-on-rest-days",
        words="nothing on a rest day, no strength either",
        source=RULE,
        holds=lambda draft: not any(draft.kinds[day] is DayKind.REST for day in draft.strength),
        concerns=lambda draft, day: bool(draft.strength) and draft.kinds[day] is DayKind.REST,
    ),
    Rule(
        key="no-strength-before-hard-days",
        words="no strength on the day before a hill day or the long run",
        source=RULE,
        holds=lambda draft: not any(draft.kinds[(day + 1) % DAYS_PER_WEEK] in _TIRING for day in draft.strength),
        concerns=_has_strength,
    ),
    Rule(
        key="strength-days-apart",
        words="a day or more between two strength sessions",
        source=RULE,
        holds=lambda draft: not any((day + 1) % DAYS_PER_WEEK in draft.strength for day in draft.strength),
        concerns=lambda draft, day: len(draft.strength) > 1 and day in draft.strength,
    ),
)
"""What has to hold, in the order in which it is told when it cannot."""


def _weekend_cost(draft: Draft) -> int:
    return sum({SUNDAY: 0, SATURDAY: 1}.get(day, 2) for day in draft.days_of(DayKind.LONG_RUN))


def _rest_after_long_cost(draft: Draft) -> int:
    return sum(draft.kinds[(day + 1) % DAYS_PER_WEEK] is not DayKind.REST for day in draft.days_of(DayKind.LONG_RUN))


def _spread_cost(draft: Draft) -> int:
    """Return how unevenly hill days and the long run lie; where that is the same, how unevenly the hill days alone."""
    hills = draft.days_of(DayKind.HILL)
    # The second number stays below 100: the square of a week is 49.
    return 100 * unevenness([*hills, *draft.days_of(DayKind.LONG_RUN)]) + unevenness(hills)


PREFERENCES: Final = (
    Preference(
        key="long-run-at-the-weekend",
        words="the long run at the weekend, on Sunday rather than Saturday",
        source=RULE,
        cost=_weekend_cost,
        concerns=lambda draft, day: draft.kinds[day] is DayKind.LONG_RUN and day in {SATURDAY, SUNDAY},
    ),
    Preference(
        key="rest-after-the-long-run",
        words="rest on the day after the long run",
        source=RULE,
        cost=_rest_after_long_cost,
        concerns=lambda draft, day: _is_after(draft, day, DayKind.LONG_RUN),
    ),
    Preference(
        key="hill-days-spread",
        words="hill days and the long run as far from each other as the week allows",
        source=RULE,
        cost=_spread_cost,
        concerns=lambda draft, day: draft.kinds[day] is DayKind.HILL,
    ),
    Preference(
        key="rest-after-hills",
        words="another rest day after a hill day",
        source=RULE,
        cost=lambda draft: -sum(_is_after(draft, day, DayKind.HILL) for day in range(DAYS_PER_WEEK)),
        concerns=lambda draft, day: _is_after(draft, day, DayKind.HILL),
    ),
    Preference(
        key="rest-days-spread",
        words="rest days far from each other",
        source=RULE,
        cost=lambda draft: unevenness(draft.days_of(DayKind.REST)),
        concerns=lambda draft, day: draft.kinds[day] is DayKind.REST and len(draft.days_of(DayKind.REST)) > 1,
    ),
    Preference(
        key="strength-on-easy-days",
        words="strength on easy days; where it has to be on a hard day it comes last, after the run",
        source=f"before or after a workout, or on other days: {CIRCUIT}; which of them: {RULE}",
        # A hill day rather than the long run, which is tiring enough.
        cost=lambda draft: sum(
            DAYS_PER_WEEK + (draft.kinds[day] is DayKind.LONG_RUN) for day in draft.strength if draft.is_hard(day)
        ),
        concerns=_has_strength,
    ),
    Preference(
        key="strength-days-spread",
        words="strength sessions far from each other",
        source=RULE,
        cost=lambda draft: unevenness(draft.strength),
        concerns=lambda draft, day: len(draft.strength) > 1 and day in draft.strength,
    ),
)
"""What is preferred, the most important first."""
