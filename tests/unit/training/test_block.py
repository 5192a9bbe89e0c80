"""Blocks of weeks: how they grow, and the hills before a marathon against the table they were planned from."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hillwork.errors import UsageError
from hillwork.model import DayKind, Level
from hillwork.plan import SESSIONS, Shape
from hillwork.training import Asked, plan_block, plan_marathon
from hillwork.training.doses import growing_doses, lighter, usual_dose
from tests.unit.training.refusals import planned

MONDAY = date(2026, 11, 30)
HARD_SESSIONS = [session for session in SESSIONS.values() if session.shape is not Shape.ROUTE]


def doses(key: str, level: str = "intermediate", weeks: int = 6, **asked) -> list[str]:
    block = plan_block(SESSIONS[key], Asked(level=Level(level), n_weeks=weeks, **asked))
    return [next(day.dose for day in week.days if day.kind is DayKind.HILL) for week in block.weeks]


def hard_days(block) -> list[int]:
    days = [day for week in block.weeks for day in week.days]
    return [index for index, day in enumerate(days) if day.is_hard]


@pytest.mark.parametrize(
    ("key", "level", "counts"),
    [
        ("short", "beginner", [4, 4, 4, 3, 4, 5]),
        ("short", "intermediate", [4, 5, 6, 4, 6, 8]),
        ("short", "advanced", [4, 6, 8, 6, 8, 10]),
        ("classic", "intermediate", [4, 4, 5, 4, 5, 6]),
        ("mill", "advanced", [3, 4, 5, 4, 6, 7]),
        ("long", "beginner", [3, 3, 3, 2, 3, 3]),
    ],
)
def test_repetitions_grow_evenly_and_every_fourth_week_is_lighter(key, level, counts):
    assert [int(dose.split(" ")[0]) for dose in doses(key, level)] == counts


def test_sprints_grow_in_number_and_then_in_length():
    expected = ["4 × 8 s", "6 × 8 s", "8 × 8 s", "6 × 8 s", "8 × 8 s", "8 × 10 s", "8 × 10 s", "6 × 10 s"]
    assert doses("sprint", weeks=8) == expected
    assert doses("sprint", "advanced", 6)[-1] == "10 × 12 s"


def test_twice_a_week_repetitions_grow_every_other_week():
    assert [dose[0] for dose in doses("short", weeks=3, n_hill_days=2)] == ["4", "4", "6"]


def test_uphill_walking_gets_steeper():
    block = plan_block(SESSIONS["walk"], Asked(level=Level.BEGINNER, n_weeks=6))
    grades = [next(day.grade for day in week.days if day.grade is not None) for week in block.weeks]
    assert grades == [0.02, 0.025, 0.03, 0.025, 0.035, 0.04]


def test_a_single_climb_is_cut_in_half_in_a_lighter_week():
    assert doses("climb", "beginner", 4) == [*["1 × 3.2-4.8 km"] * 3, "half of 3.2-4.8 km"]
    assert doses("climb", "advanced", 4) == [*["2 × 3.2-4.8 km"] * 3, "1 × 3.2-4.8 km"]


def test_one_week_has_what_a_plan_has():
    assert doses("short", weeks=1) == ["7 × 30-45 s"]
    assert usual_dose(SESSIONS["sprint"], Level.ADVANCED).words == "10 × 12 s"
    assert doses("long", "advanced", 1) == ["5 × 3:30-5:00"]
    assert doses("lydiard", weeks=1) == ["3 laps"]
    assert doses("walk", "beginner", 1) == ["10 min in all: 30 s to 3 min up at 2 %, easy down"]
    assert doses("mill", weeks=1) == ["4 × 3 min at 4-8 %"]


def test_times_with_warm_up_and_cool_down_add_up():
    # 10-20 min there, 7 x (30-45 s and twice that), 10-15 min back.
    assert usual_dose(SESSIONS["short"], Level.INTERMEDIATE).duration_s == (30 * 60, 51 * 60)
    assert usual_dose(SESSIONS["classic"], Level.INTERMEDIATE).duration_s is None
    assert usual_dose(SESSIONS["walk"], Level.BEGINNER).duration_s == (30 * 60, 45 * 60)


@pytest.mark.parametrize("level", Level)
@pytest.mark.parametrize("session", HARD_SESSIONS, ids=lambda one: one.key)
def test_it_never_grows_by_more_than_two_nor_beyond_the_dose(session, level):
    dose = session.doses[level]
    for n_weeks in range(1, 31):
        for hill_days in (1, 2):
            lights = [week % 4 == 3 for week in range(n_weeks)]
            growing = growing_doses(session, level, lights, hill_days)
            assert len(growing) == n_weeks
            if dose.reps is None:
                assert all(session.grades[0] <= one.grade <= session.grades[1] for one in growing)
                continue
            reps = [one.reps for one in growing]
            assert min(reps) >= 1
            assert max(reps) <= dose.reps[1]
            assert all(later - earlier <= 2 for earlier, later in pairwise(reps))
            assert all(one.rep_s is None or one.rep_s[1] <= dose.rep_s[1] for one in growing)


def test_a_lighter_week_has_a_quarter_fewer_and_at_most_two():
    assert [lighter(reps) for reps in range(1, 13)] == [1, 1, 2, 3, 4, 4, 5, 6, 7, 8, 9, 10]


weekdays = st.lists(st.integers(0, 6), max_size=2, unique=True).map(tuple)


@given(
    session=st.sampled_from(list(SESSIONS.values())),
    level=st.sampled_from(Level),
    n_weeks=st.integers(1, 8),
    n_hill_days=st.none() | st.integers(1, 3),
    n_strength=st.integers(0, 3),
    hill_on=weekdays,
    long_run_on=st.none() | st.integers(0, 6),
    rest_on=weekdays,
)
def test_a_block_keeps_all_rules_or_is_refused_with_a_way_out(session, level, n_weeks, n_hill_days, n_strength, **pins):
    asked = Asked(
        level=level, n_weeks=n_weeks, n_hill_days=n_hill_days, n_strength=n_strength, starts_on=MONDAY, **pins
    )
    block, hint = planned(lambda: plan_block(session, asked))
    if block is None:
        assert hint
        return
    hard = hard_days(block)
    assert all(later - earlier > 1 for earlier, later in pairwise(hard))
    for week in block.weeks:
        kinds = [day.kind for day in week.days]
        assert kinds.count(DayKind.REST) >= max(2 if level is Level.BEGINNER else 1, len(pins["rest_on"]))
        assert sum(day.strength is not None for day in week.days) == n_strength
        assert sum(day.session is not None for day in week.days) >= 1
        assert all(kinds[day] is DayKind.HILL for day in pins["hill_on"])
        assert all(kinds[day] is DayKind.REST for day in pins["rest_on"])
        assert all(day.rules for day in week.days)
        assert kinds.count(DayKind.LONG_RUN) == (kinds.count(DayKind.HILL) < 3)
    assert [day.on_date for week in block.weeks for day in week.days] == [
        MONDAY + timedelta(days=day) for day in range(7 * n_weeks)
    ]


@pytest.mark.parametrize("session", SESSIONS.values(), ids=lambda one: one.key)
@pytest.mark.parametrize("level", Level)
def test_whatever_is_not_named_can_always_be_placed(session, level):
    for n_strength in range(4):
        for n_hill_days in (None, 1) if session.shape is Shape.ROUTE else (None, 1, 2):
            assert plan_block(session, Asked(level=level, n_hill_days=n_hill_days, n_strength=n_strength)).weeks


def test_a_run_over_rolling_hills_is_the_long_run():
    [week] = plan_block(SESSIONS["rolling"], Asked()).weeks
    assert [day.session for day in week.days] == [None] * 6 + ["rolling"]
    assert week.days[6].activation == "activation"
    with pytest.raises(UsageError, match="is the long run"):
        plan_block(SESSIONS["rolling"], Asked(hill_on=(3,)))


def test_three_days_of_the_circuit_leave_no_room_for_a_long_run_and_say_so():
    block = plan_block(SESSIONS["lydiard"], Asked(n_hill_days=3))
    assert not any(day.kind is DayKind.LONG_RUN for day in block.weeks[0].days)
    assert any("no long run" in rule for rule in block.rules)


def test_walkers_walk_and_have_no_routine_for_runs():
    [week] = plan_block(SESSIONS["walk"], Asked()).weeks
    assert {day.title for day in week.days} == {"Rest", "Easy walk", "Uphill walking", "Long walk"}
    assert {day.activation for day in week.days} == {None}


def test_a_day_within_the_week_is_taken_to_its_monday_and_told():
    block = plan_block(SESSIONS["short"], Asked(starts_on=date(2026, 12, 3)))
    assert block.starts_on == block.weeks[0].days[0].on_date == MONDAY
    assert "weeks begin on Monday: 2026-12-03 was taken to 2026-11-30" in block.notes


@pytest.mark.parametrize(
    ("key", "asked", "words"),
    [
        ("short", Asked(n_weeks=0), "0 weeks"),
        ("short", Asked(n_weeks=9), "9 weeks"),
        ("lydiard", Asked(n_weeks=5), "its source gives it 4"),
        ("short", Asked(n_hill_days=3), "3 hill days a week"),
        ("short", Asked(n_hill_days=0), "0 hill days a week"),
        ("short", Asked(n_strength=4), "4 strength sessions"),
        ("short", Asked(n_hill_days=1, hill_on=(1, 4)), "2 hill days named, and 1 wanted"),
        ("lydiard", Asked(n_hill_days=3, long_run_on=6), "three hill days and a long run"),
    ],
)
def test_what_nobody_does_is_refused(key, asked, words):
    with pytest.raises(UsageError, match=words) as caught:
        plan_block(SESSIONS[key], asked)
    assert caught.value.hint


# --- the weeks before a marathon ---


def sessions_allowed(weeks_left: int) -> set[str | None]:
    """Return the hill sessions of a week as the table of the project's domain notes has them, typed again: boundaries are the later phase's."""
    if weeks_left > 18:
        return {"sprint"}
    if weeks_left > 12:
        return {"sprint", "short", "mid"}
    return {"long", "climb"} if weeks_left > 7 else {None}


def long_run_of(weeks_left: int) -> str | None:
    """Return what the long run of a week is: rolling, usual or none."""
    if weeks_left == 1:
        return None
    return "rolling" if 3 < weeks_left <= 12 else "usual"


@pytest.mark.parametrize("level", Level)
@pytest.mark.parametrize("weeks_to_race", range(20, 0, -1))
def test_every_week_before_a_marathon_is_that_of_the_table(weeks_to_race, level):
    block = plan_marathon(Asked(level=level), weeks_to_race=weeks_to_race)
    assert [week.weeks_to_race for week in block.weeks] == list(range(weeks_to_race, 0, -1))
    for week in block.weeks:
        hills = {day.session for day in week.days if day.kind is DayKind.HILL} or {None}
        assert len(hills) == 1
        assert hills <= sessions_allowed(week.weeks_to_race)
        long_runs = [day.session or "usual" for day in week.days if day.kind is DayKind.LONG_RUN]
        assert long_runs == [one for one in [long_run_of(week.weeks_to_race)] if one]
        races = [day.weekday for day in week.days if day.kind is DayKind.RACE]
        assert races == ([6] if week.weeks_to_race == 1 else [])
    hard = hard_days(block)
    assert all(later - earlier > 1 for earlier, later in pairwise(hard))


def test_sessions_come_in_turn():
    block = plan_marathon(Asked(), weeks_to_race=18)
    keys = [day.session for week in block.weeks for day in week.days if day.kind is DayKind.HILL]
    assert keys == ["sprint", "short", "mid"] * 2 + ["long", "climb", "long", "climb", "long"]


@pytest.mark.parametrize(
    ("weeks_left", "name"),
    [(19, "base"), (18, "early hills"), (13, "early hills"), (12, "long hills"), (8, "long hills"), (7, "course hills"),
     (4, "course hills"), (3, "taper"), (2, "taper"), (1, "race")],
)  # fmt: skip
def test_boundaries_are_the_later_phases(weeks_left, name):
    assert plan_marathon(Asked(), weeks_to_race=weeks_left).weeks[0].phase == name


def test_the_last_weeks_forbid_hard_hills_and_then_hard_downhill():
    weeks = {week.weeks_to_race: week for week in plan_marathon(Asked(), weeks_to_race=4).weeks}
    assert not any("no hard hills" in rule for rule in weeks[4].rules)
    assert any("no hard hills" in rule for rule in weeks[3].rules)
    for last in (2, 1):
        assert any("no hard downhill" in rule for rule in weeks[last].rules)
    assert "no hard downhill" in weeks[2].days[6].dose


def test_every_fourth_week_is_lighter_counted_back_from_the_taper():
    light = [week.weeks_to_race for week in plan_marathon(Asked(), weeks_to_race=18).weeks if week.is_light]
    assert light == [15, 11, 7]
    assert not any(week.is_light for week in plan_marathon(Asked(), weeks_to_race=12).weeks[:2])


@given(
    level=st.sampled_from(Level),
    race_in_days=st.integers(0, 140),
    n_strength=st.integers(0, 3),
    hill_on=st.lists(st.integers(0, 6), max_size=1).map(tuple),
    long_run_on=st.none() | st.integers(0, 6),
    rest_on=weekdays,
)
def test_a_race_on_any_day_has_no_hard_day_beside_it(race_in_days, **asked):
    race_on = MONDAY + timedelta(days=race_in_days)
    block, hint = planned(lambda: plan_marathon(Asked(starts_on=MONDAY, **asked), race_on=race_on))
    if block is None:
        assert hint
        return
    days = [day for week in block.weeks for day in week.days]
    assert [day.on_date for day in days if day.kind is DayKind.RACE] == [race_on]
    hard = hard_days(block)
    assert all(later - earlier > 1 for earlier, later in pairwise(hard))
    left = {day.on_date: (race_on - day.on_date).days for day in days}
    assert all(day.kind is DayKind.REST for day in days if left[day.on_date] == 1 or left[day.on_date] < 0)
    assert not any(day.kind is DayKind.LONG_RUN and left[day.on_date] < 6 for day in days)
    # Weeks are counted to the nearest, so that the last three of them are 18 days at least.
    assert not any((day.kind is DayKind.HILL or day.session) and left[day.on_date] < 18 for day in days)
    assert not any(day.strength for week in block.weeks if week.weeks_to_race <= 1 for day in week.days)
    assert all(day.rules for day in days)


def test_a_race_on_monday_ends_the_week_before_it():
    block = plan_marathon(Asked(starts_on=date(2027, 4, 5)), race_on=date(2027, 4, 19))
    assert [week.weeks_to_race for week in block.weeks] == [2, 1, 0]
    assert [day.kind for day in block.weeks[2].days] == [DayKind.RACE, *[DayKind.REST] * 6]
    assert any("ends the week before it" in note for note in block.notes)


def test_a_named_day_that_a_phase_takes_away_is_not_said_to_be_asked_for():
    weeks = plan_marathon(Asked(hill_on=(2,)), weeks_to_race=8).weeks
    assert "you asked for that day" in weeks[0].days[2].rules
    assert "you asked for that day" not in weeks[1].days[2].rules


def test_only_the_first_weeks_may_be_asked_for():
    block = plan_marathon(Asked(n_weeks=2), weeks_to_race=14)
    assert [week.weeks_to_race for week in block.weeks] == [14, 13]
    assert block.title == "Marathon block: from 14 to 13 weeks to the race, intermediate"


def test_a_race_on_the_last_sunday_is_dated_when_the_start_is():
    block = plan_marathon(Asked(starts_on=MONDAY), weeks_to_race=2)
    assert block.race_on == date(2026, 12, 13)
    assert plan_marathon(Asked(), weeks_to_race=2).race_on is None


@pytest.mark.parametrize(
    ("asked", "race", "words"),
    [
        (Asked(), {"weeks_to_race": 0}, "0 weeks to the race"),
        (Asked(), {"weeks_to_race": -3}, "-3 weeks to the race"),
        (Asked(), {"weeks_to_race": 31}, "31 weeks to the race"),
        (Asked(), {"race_on": MONDAY}, "needs a first week"),
        (Asked(starts_on=MONDAY), {"race_on": date(2026, 11, 29)}, "is over"),
        (Asked(starts_on=date(2026, 12, 2)), {"race_on": date(2026, 12, 1)}, "is over"),
        (Asked(starts_on=MONDAY), {"race_on": date(2028, 1, 1)}, "weeks to the race on 2028-01-01"),
        (Asked(n_weeks=3), {"weeks_to_race": 2}, "there are 2 to the race"),
        (Asked(n_weeks=0), {"weeks_to_race": 2}, "there are 2 to the race"),
        (Asked(n_hill_days=2), {"weeks_to_race": 2}, "at most one hill day"),
    ],
)
def test_a_race_that_cannot_be_planned_for_is_refused(asked, race, words):
    with pytest.raises(UsageError, match=words) as caught:
        plan_marathon(asked, **race)
    assert caught.value.hint
