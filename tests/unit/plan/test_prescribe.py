import pytest
from hypothesis import given
from hypothesis import strategies as st

from hillwork.errors import UsageError
from hillwork.model import Level, Runner
from hillwork.plan import SESSIONS, prescribe
from hillwork.plan.recipe import Shape

RUNNER = Runner(five_k_s=1500, told="5 km in 25:00")
REPEATED = [key for key, session in SESSIONS.items() if session.shape is not Shape.ROUTE]


def test_what_nobody_says_is_assumed_and_marked():
    who = prescribe("classic")
    assert who.runner.is_assumed
    assert who.is_level_assumed
    assert who.runner.five_k_s == 1800
    assert who.level is Level.INTERMEDIATE


@pytest.mark.parametrize(
    ("minutes", "seconds", "length_m"), [(18, 30, 107), (25, 45, 116), (35, 45, 83), (20, 30, 97), (30, 45, 97)]
)
def test_a_wished_time_becomes_metres_by_the_published_table(minutes, seconds, length_m):
    # The table is for mile effort, 1.07 of the 5 km speed; a classic session aims at 1.05.
    who = prescribe("classic", Runner(five_k_s=60 * minutes, told="so"), rep_s=seconds)
    assert who.lengths_m(0.08) == pytest.approx([length_m * 1.05 / 1.07] * 2, abs=1)


def test_a_wished_distance_is_that_distance_on_any_hill():
    who = prescribe("long", RUNNER, rep_m=150)
    assert who.lengths_m(0.03) == who.lengths_m(0.12) == (150, 150)
    assert not who.is_by_time


def test_steeper_hills_take_fewer_metres_for_the_same_time():
    who = prescribe("mid", RUNNER)
    assert who.lengths_m(0.07) < who.lengths_m(0.04)


def test_sprints_go_by_the_clock_unless_metres_are_wished():
    assert prescribe("sprint").is_by_time
    assert not prescribe("sprint", rep_m=40).is_by_time


@pytest.mark.parametrize("level", list(Level))
def test_sprints_need_the_hill_that_coaches_name(level):
    low_m, high_m = prescribe("sprint", level=level).lengths_m(0.08)
    assert 30 <= low_m <= high_m <= 70


def test_walkers_are_not_given_a_runners_pace():
    assert prescribe("walk", Runner(five_k_s=900, told="fast")).easy_mps == pytest.approx(1.40, abs=0.01)


def test_an_easy_pace_of_ones_own_is_kept():
    who = prescribe("classic", Runner(five_k_s=1500, told="so", own_easy_mps=2.2))
    assert who.easy_mps == 2.2


@pytest.mark.parametrize(
    ("session", "wishes", "words"),
    [
        ("classic", {"reps": 0}, "1 to 30"),
        ("classic", {"reps": 31}, "1 to 30"),
        ("classic", {"rep_s": 4.9}, "4.9 s"),
        ("classic", {"rep_s": float("nan")}, "nan s"),
        ("classic", {"rep_m": 19}, "19 m"),
        ("classic", {"rep_m": float("inf")}, "inf m"),
        ("classic", {"rep_s": 60, "rep_m": 100}, "not by both"),
        ("rolling", {"reps": 3}, "without repetitions"),
        ("rolling", {"rep_s": 60}, "without repetitions"),
        ("yoga", {}, "no session"),
    ],
)
def test_wishes_that_make_no_sense_are_refused_with_a_way_out(session, wishes, words):
    with pytest.raises(UsageError, match=words) as refusal:
        prescribe(session, **wishes)
    assert refusal.value.hint


@given(
    st.sampled_from(REPEATED),
    st.sampled_from(list(Level)),
    st.floats(720, 5400),
    st.floats(0.02, 0.29),
    st.floats(0, 0.01),
)
def test_a_steeper_hill_never_gives_a_faster_repetition(session, level, five_k_s, grade, more):
    who = prescribe(session, Runner(five_k_s=five_k_s, told="so"), level)
    assert who.work_mps(grade + more) <= who.work_mps(grade)
    assert 0 < who.lengths_m(grade)[0] <= who.lengths_m(grade)[1]
