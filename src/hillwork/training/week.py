"""One week: every way to place its days is tried, and the best is taken of those that break no rule."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import combinations, groupby
from typing import Final, Never

from hillwork.errors import UsageError
from hillwork.model import DAYS_PER_WEEK, WEEKDAYS, DayKind
from hillwork.text import counted
from hillwork.training.rules import PREFERENCES, RULES, Draft

PINNED: Final = "you asked for that day"

_KIND_PREFERENCES: Final = tuple(one for one in PREFERENCES if not one.key.startswith("strength"))
_STRENGTH_PREFERENCES: Final = tuple(one for one in PREFERENCES if one.key.startswith("strength"))
_KIND_RULES: Final = tuple(one for one in RULES if "strength" not in one.key)
_STRENGTH_RULES: Final = tuple(one for one in RULES if "strength" in one.key)


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekWish:
    """What a week is to hold.

    Args:
        n_hill_days: How many hill days.
        has_long_run: Whether there is a long run.
        n_rest_days: How many rest days.
        n_strength: How many strength sessions.
        hill_on: Days that have to be hill days.
        long_run_on: The day that has to be that of the long run, or None.
        rest_on: Days that have to be rest days.
        are_hills_hard: False where the hill session is none that needs easy days beside it.
    """

    n_hill_days: int = 1
    has_long_run: bool = True
    n_rest_days: int = 1
    n_strength: int = 2
    hill_on: tuple[int, ...] = ()
    long_run_on: int | None = None
    rest_on: tuple[int, ...] = ()
    are_hills_hard: bool = True

    @property
    def pins(self) -> dict[int, DayKind]:
        """The days that somebody named, each with what it is to be."""
        long_run = () if self.long_run_on is None else (self.long_run_on,)
        return {
            **dict.fromkeys(self.hill_on, DayKind.HILL),
            **dict.fromkeys(long_run, DayKind.LONG_RUN),
            **dict.fromkeys(self.rest_on, DayKind.REST),
        }


def place_week(wish: WeekWish) -> Draft:
    """Return the best week in which all rules hold; the same wish gives the same week.

    Args:
        wish: What the week is to hold.

    Raises:
        UsageError: The days that somebody named contradict each other, or leave no week in which all rules hold.
    """
    _check_pins(wish)
    drafts = list(_drafts(wish))
    for rule in _KIND_RULES:
        drafts = [draft for draft in drafts if rule.holds(draft)] or _refuse(wish, rule.told)
    drafts.sort(key=_kind_cost)
    # The kinds of days decide first, strength goes where they leave room; only where there is none the next best are tried.
    for _, equals in groupby(drafts, key=_kind_cost):
        with_strength = [one for draft in equals for one in _with_strength(draft, wish.n_strength)]
        if with_strength:
            return min(with_strength, key=_strength_cost)
    return _refuse(wish, _broken_strength_rule(drafts, wish.n_strength))


def reasons(draft: Draft, day: int, template: Draft | None = None) -> tuple[str, ...]:
    """Return why a day is what it is, as the words of the rules that decided it.

    Args:
        draft: The week.
        day: 0 is Monday.
        template: The week that was placed, where some days of it were changed afterwards: what a preference did for one of
            those days is no reason any more.
    """
    told = [rule.told for rule in RULES if rule.concerns(draft, day)]
    is_pinned = day in draft.pinned
    placed = template or draft
    is_placed = not is_pinned and draft.kinds[day] is placed.kinds[day]
    chosen = [
        one.told
        for one in PREFERENCES
        if one.concerns(draft, day) and (one in _STRENGTH_PREFERENCES or (is_placed and one.concerns(placed, day)))
    ]
    return (*((PINNED,) if is_pinned else ()), *told, *chosen)


def _check_pins(wish: WeekWish) -> None:
    long_run = () if wish.long_run_on is None else (wish.long_run_on,)
    named = [*wish.hill_on, *long_run, *wish.rest_on]
    for day in named:
        if named.count(day) > 1:
            raise UsageError(
                f"{WEEKDAYS[day]} is named twice: it cannot be two things",
                hint="name each day once, with one of --hill-day, --long-run-day and --rest-day",
            )
    n_days = max(wish.n_hill_days, len(wish.hill_on)) + wish.has_long_run + max(wish.n_rest_days, len(wish.rest_on))
    if n_days > DAYS_PER_WEEK:
        raise UsageError(
            f"{_wanted(wish)}: a week has {DAYS_PER_WEEK} days", hint="leave away some of --rest-day or --hill-day"
        )


def _drafts(wish: WeekWish) -> Iterator[Draft]:
    """Yield every way to give the days of a week their kind."""
    pinned = frozenset(wish.pins)
    week = set(range(DAYS_PER_WEEK))
    for long_run in _choices(week, int(wish.has_long_run), wish.pins, DayKind.LONG_RUN):
        for hills in _choices(week - set(long_run), wish.n_hill_days, wish.pins, DayKind.HILL):
            for rests in _choices(week - {*long_run, *hills}, wish.n_rest_days, wish.pins, DayKind.REST):
                kinds = [DayKind.EASY] * DAYS_PER_WEEK
                for days, kind in ((long_run, DayKind.LONG_RUN), (hills, DayKind.HILL), (rests, DayKind.REST)):
                    for day in days:
                        kinds[day] = kind
                yield Draft(kinds=tuple(kinds), are_hills_hard=wish.are_hills_hard, pinned=pinned)


def _choices(days: Iterable[int], n_days: int, pins: dict[int, DayKind], kind: DayKind) -> Iterator[tuple[int, ...]]:
    """Yield every choice of days for a kind that has the days named for it, and none named for another."""
    named = {day for day, one in pins.items() if one is kind}
    free = sorted(day for day in days if day not in pins)
    for others in combinations(free, n_days - len(named)):
        yield tuple(sorted({*named, *others}))


def _kind_cost(draft: Draft) -> tuple[int, ...]:
    return tuple(one.cost(draft) for one in _KIND_PREFERENCES)


def _strength_cost(draft: Draft) -> tuple[tuple[int, ...], tuple[DayKind, ...], tuple[int, ...]]:
    """Return what strength costs; weeks that cost the same are taken in an order of days, so that it is always the same."""
    return (
        tuple(one.cost(draft) for one in _STRENGTH_PREFERENCES),
        draft.kinds,
        tuple(sorted(draft.strength)),
    )


def _with_strength(draft: Draft, n_strength: int) -> Iterator[Draft]:
    for days in combinations(range(DAYS_PER_WEEK), n_strength):
        one = replace(draft, strength=frozenset(days))
        if all(rule.holds(one) for rule in _STRENGTH_RULES):
            yield one


def _broken_strength_rule(drafts: Iterable[Draft], n_strength: int) -> str:
    """Return the first rule for strength that leaves nothing of all ways to place it."""
    left = [
        replace(draft, strength=frozenset(days))
        for draft in drafts
        for days in combinations(range(DAYS_PER_WEEK), n_strength)
    ]
    for rule in _STRENGTH_RULES:
        left = [draft for draft in left if rule.holds(draft)]
        if not left:
            return rule.told
    raise ValueError("strength can be placed")


def _refuse(wish: WeekWish, rule: str) -> Never:
    named = ", ".join(f"{kind.replace('-', ' ')} on {WEEKDAYS[day]}" for day, kind in sorted(wish.pins.items()))
    raise UsageError(
        f"{named or _wanted(wish)}: cannot be, as a rule would be broken: {rule}",
        hint="leave one of the named days away" if named else "take fewer hill days, or a smaller --strength",
    )


def _wanted(wish: WeekWish) -> str:
    parts = [
        counted(max(wish.n_hill_days, len(wish.hill_on)), "hill day"),
        counted(max(wish.n_rest_days, len(wish.rest_on)), "rest day"),
        counted(wish.n_strength, "strength session"),
    ]
    if wish.has_long_run:
        parts.insert(1, "a long run")
    return ", ".join(parts)
