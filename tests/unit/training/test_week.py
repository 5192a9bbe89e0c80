"""Placing the days of one week: what is asked of it is checked here again, without the rules' own code."""

import itertools
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hillwork.errors import UsageError
from hillwork.model import DayKind
from hillwork.training.phases import PHASES, Phase
from hillwork.training.rules import PREFERENCES, RULES, unevenness
from hillwork.training.week import PINNED, WeekWish, place_week, reasons
from tests.unit.training.refusals import planned

MARKS = {DayKind.HILL: "H", DayKind.LONG_RUN: "L", DayKind.EASY: "e", DayKind.REST: "r"}
DOCUMENT = Path(__file__).parents[3] / "docs" / "week.md"
HARD = {DayKind.HILL, DayKind.LONG_RUN}
MON, TUE, WED, THU, FRI, SAT, SUN = range(7)


def drawn(draft) -> str:
    """Return a week as marks, Monday first; a strength session is a plus."""
    return " ".join(MARKS[kind] + "+" * (day in draft.strength) for day, kind in enumerate(draft.kinds))


@pytest.mark.parametrize(
    ("wish", "week"),
    [
        (WeekWish(), "r e+ e H e+ e L"),
        (WeekWish(n_strength=0), "r e e H e e L"),
        (WeekWish(n_strength=3), "r e+ e H e+ e L+"),
        (WeekWish(n_rest_days=2), "r e+ e H+ r e L"),
        (WeekWish(n_hill_days=2), "r H e+ e H+ e L"),
        (WeekWish(n_hill_days=0), "r e+ e e e+ e L"),
        (WeekWish(n_hill_days=3, has_long_run=False, n_strength=0), "e e H e H r H"),
        (WeekWish(hill_on=(WED,)), "r e H+ e e+ e L"),
        (WeekWish(long_run_on=SAT), "e+ e H e+ e L r"),
        (WeekWish(rest_on=(FRI,)), "e+ e e H+ r e L"),
    ],
)
def test_a_week_is_the_one_a_coach_would_write(wish, week):
    assert drawn(place_week(wish)) == week


def test_the_same_wish_gives_the_same_week():
    assert {drawn(place_week(WeekWish(n_hill_days=2, n_strength=3))) for _ in range(5)} == {"r H e+ e H+ e L+"}


def test_a_walk_uphill_may_stand_beside_the_long_run():
    wish = WeekWish(hill_on=(SAT,), long_run_on=SUN, are_hills_hard=False)
    assert drawn(place_week(wish)).split()[SAT:] == ["H", "L"]


@pytest.mark.parametrize(
    ("wish", "names", "rule"),
    [
        (WeekWish(hill_on=(THU,), long_run_on=FRI), ("Thursday", "Friday"), "on either side"),
        (WeekWish(hill_on=(MON,), long_run_on=SUN), ("Monday", "Sunday"), "on either side"),
        (WeekWish(n_hill_days=2, hill_on=(TUE, WED)), ("Tuesday", "Wednesday"), "on either side"),
        (WeekWish(n_hill_days=0, n_rest_days=5, n_strength=3, rest_on=(0, 1, 2, 3, 4)), ("Monday",), "on a rest day"),
        (WeekWish(n_rest_days=4, n_strength=3, rest_on=(0, 1, 2, 3)), ("Thursday",), "no strength on the day before"),
    ],
)
def test_days_that_break_a_rule_are_refused_with_their_names_and_the_rule(wish, names, rule):
    with pytest.raises(UsageError) as caught:
        place_week(wish)
    assert all(name in caught.value.message for name in names)
    assert rule in caught.value.message
    assert caught.value.hint


@pytest.mark.parametrize(
    "wish",
    [
        WeekWish(hill_on=(THU,), rest_on=(THU,)),
        WeekWish(hill_on=(SUN,), long_run_on=SUN),
        WeekWish(n_hill_days=2, hill_on=(THU, THU)),
    ],
)
def test_a_day_cannot_be_two_things(wish):
    with pytest.raises(UsageError, match="named twice"):
        place_week(wish)


def test_more_days_than_a_week_has_are_refused():
    with pytest.raises(UsageError, match="a week has 7 days"):
        place_week(WeekWish(n_rest_days=6, rest_on=(0, 1, 2, 3, 4, 5)))


def test_without_named_days_the_hint_is_to_ask_for_less():
    with pytest.raises(UsageError) as caught:
        place_week(WeekWish(n_hill_days=3))
    assert "3 hill days, a long run, 1 rest day" in caught.value.message
    assert "fewer hill days" in caught.value.hint


@given(
    n_hill_days=st.integers(0, 3),
    n_rest_days=st.integers(0, 4),
    n_strength=st.integers(0, 3),
    pins=st.dictionaries(st.integers(0, 6), st.sampled_from(["hill", "long", "rest"]), max_size=4),
)
def test_a_week_keeps_every_rule_or_is_refused_with_a_way_out(n_hill_days, n_rest_days, n_strength, pins):
    named = {kind: tuple(sorted(day for day, one in pins.items() if one == kind)) for kind in ("hill", "long", "rest")}
    wish = WeekWish(
        n_hill_days=max(n_hill_days, len(named["hill"])),
        n_rest_days=max(n_rest_days, len(named["rest"])),
        n_strength=n_strength,
        hill_on=named["hill"],
        long_run_on=next(iter(named["long"]), None),
        rest_on=named["rest"],
    )
    draft, hint = planned(lambda: place_week(wish))
    if draft is None:
        assert hint
        assert not any(keeps_rules(kinds, strength, wish) for kinds, strength in all_weeks(wish))
        return
    assert keeps_rules(draft.kinds, draft.strength, wish)


def all_weeks(wish: WeekWish):
    """Yield every week there is for a wish, whether its rules hold or not."""
    n_easy = 7 - wish.n_hill_days - 1 - wish.n_rest_days
    if n_easy < 0:
        return
    counts = [DayKind.HILL] * wish.n_hill_days + [DayKind.LONG_RUN] + [DayKind.REST] * wish.n_rest_days
    for kinds in set(itertools.permutations([*counts, *[DayKind.EASY] * n_easy])):
        if not any(one in HARD and kinds[day - 1] in HARD for day, one in enumerate(kinds)):
            for strength in itertools.combinations(range(7), wish.n_strength):
                yield kinds, frozenset(strength)


def keeps_rules(kinds, strength, wish: WeekWish) -> bool:
    counts = [sum(kind is one for kind in kinds) for one in (DayKind.HILL, DayKind.LONG_RUN, DayKind.REST)]
    return (
        counts == [wish.n_hill_days, 1, wish.n_rest_days]
        and len(strength) == wish.n_strength
        and not any(kinds[day] in HARD and kinds[(day + 1) % 7] in HARD for day in range(7))
        and not any(kinds[day] is DayKind.REST for day in strength)
        and not any(kinds[(day + 1) % 7] in HARD for day in strength)
        and not any((day + 1) % 7 in strength for day in strength)
        and all(kinds[day] is kind for day, kind in wish.pins.items())
    )


def test_every_day_says_why_it_is_there():
    draft = place_week(WeekWish(n_rest_days=2, n_strength=3))
    told = {day: " ".join(reasons(draft, day)) for day in range(7)}
    assert "rest on the day after the long run" in told[MON]
    assert "another rest day after a hill day" in told[FRI]
    assert "no strength on the day before" in told[TUE]
    assert "as far from each other" in told[THU]
    assert "at the weekend" in told[SUN]
    assert all("on either side" in told[day] for day in (WED, THU, FRI, SAT, SUN, MON))


def test_a_named_day_says_so_and_names_no_preference():
    told = reasons(place_week(WeekWish(long_run_on=SUN)), SUN)
    assert told[0] == PINNED
    assert not any("weekend" in rule for rule in told)


def test_every_rule_has_its_own_name_and_a_source():
    everything = [*RULES, *PREFERENCES]
    assert len({one.key for one in everything}) == len(everything)
    assert all(one.words and one.source and one.told == f"{one.words} ({one.source})" for one in everything)


@pytest.mark.parametrize(("days", "sum_of_squares"), [([], 0), ([3], 49), ([0, 3], 25), ([6, 1, 4], 4 + 9 + 4)])
def test_unevenness_sums_the_squares_of_the_gaps_around_the_week(days, sum_of_squares):
    assert unevenness(days) == sum_of_squares


@pytest.mark.parametrize("rule", [*RULES, *PREFERENCES, *PHASES], ids=lambda one: one.words[:40])
def test_the_document_has_every_rule_with_its_source(rule):
    row = rule.long_dose if isinstance(rule, Phase) and rule.last > 1 else rule.words
    text = DOCUMENT.read_text()
    assert any(rule.source in line and (row in line or rule is PHASES[-1]) for line in text.splitlines())
