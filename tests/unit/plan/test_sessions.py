"""Against what the sources say, typed in from them a second time."""

import math

import pytest

from hillwork.model import Gait, Level
from hillwork.plan import SESSIONS
from hillwork.plan.recipe import Recovery, Shape

B, M, A = Level.BEGINNER, Level.INTERMEDIATE, Level.ADVANCED

REPS = {
    "sprint": {B: (1, 2), M: (4, 8), A: (8, 12)},
    "short": {B: (4, 5), M: (6, 8), A: (10, 14)},
    "classic": {B: (3, 4), M: (5, 6), A: (8, 10)},
    "mid": {B: (4, 6), M: (6, 8), A: (8, 10)},
    "long": {B: (3, 3), M: (5, 5), A: (4, 6)},
    "climb": {B: (1, 1), M: (1, 2), A: (2, 2)},
    "lydiard": {B: (2, 2), M: (3, 4), A: (5, 7)},
    "mill": {B: (3, 3), A: (5, 7)},
}
PERCENT = {
    "sprint": (6, 10),
    "short": (5, 10),
    "classic": (4, 8),
    "mid": (4, 7),
    "long": (4, 8),
    "climb": (2, 5),
    "rolling": (2, 5),
    "lydiard": (5, 12),
    "mill": (4, 8),
}
METRES = {
    "sprint": (30, 70),
    "short": (60, 160),
    "classic": (100, 200),
    "mid": (110, 300),
    "long": (200, 900),
    "climb": (3200, 4800),
    "lydiard": (200, 800),
}
SECONDS = {"short": (30, 45), "mid": (60, 90), "walk": (30, 180)}
EFFORTS = {
    "short": (1.03, 1.07),
    "classic": (1.03, 1.07),
    "mid": (1.0, 1.05),
    "long": (0.96, 1.0),
    "climb": (0.88, 0.92),
}


def test_there_are_the_ten_sessions():
    assert list(SESSIONS) == [
        "sprint",
        "short",
        "classic",
        "mid",
        "long",
        "climb",
        "rolling",
        "lydiard",
        "walk",
        "mill",
    ]


@pytest.mark.parametrize("key", REPS)
def test_repetitions_by_level(key):
    assert {level: SESSIONS[key].doses[level].reps for level in REPS[key]} == REPS[key]


@pytest.mark.parametrize("key", PERCENT)
def test_gradients(key):
    assert [100 * grade for grade in SESSIONS[key].grades] == pytest.approx(PERCENT[key])


@pytest.mark.parametrize("key", METRES)
def test_lengths(key):
    assert SESSIONS[key].lengths_m == METRES[key]


@pytest.mark.parametrize("key", SECONDS)
def test_times(key):
    assert {dose.rep_s for dose in SESSIONS[key].doses.values()} == {SECONDS[key]}


def test_sprints_grow_from_eight_seconds_to_twelve_and_rest_two_minutes():
    assert [SESSIONS["sprint"].doses[level].rep_s for level in (B, M, A)] == [(8, 8), (10, 10), (12, 12)]
    assert SESSIONS["sprint"].rest_after_s(10) == 120


@pytest.mark.parametrize(("level", "minutes"), [(B, 2), (M, 3), (A, 4)])
def test_long_repetitions_take_two_three_or_four_minutes_give_or_take(level, minutes):
    low_s, high_s = SESSIONS["long"].doses[level].rep_s
    assert low_s < 60 * minutes < high_s
    assert high_s <= 300


@pytest.mark.parametrize("key", EFFORTS)
def test_efforts_as_shares_of_the_five_k_speed(key):
    assert (SESSIONS[key].effort_low, SESSIONS[key].effort_high) == EFFORTS[key]


@pytest.mark.parametrize(
    ("key", "recovery"), [("sprint", "walk"), ("classic", "walk"), ("mid", "jog"), ("long", "jog")]
)
def test_how_to_get_down(key, recovery):
    assert SESSIONS[key].recovery is Recovery(recovery)


@pytest.mark.parametrize(("key", "multiple"), [("short", 2.0), ("mid", 1.5), ("long", 1.0)])
def test_rest_against_work(key, multiple):
    assert SESSIONS[key].rest_after_s(60.0) == 60.0 * multiple


def test_treadmill_rests_last_three_to_four_minutes():
    assert 180 <= SESSIONS["mill"].rest_after_s(180) <= 240


def test_walkers_begin_with_ten_minutes_in_all_and_walking_is_no_hard_day():
    assert SESSIONS["walk"].doses[B].in_all_s == 600
    assert SESSIONS["walk"].gait is Gait.WALK
    assert not SESSIONS["walk"].is_hard


@pytest.mark.parametrize("session", SESSIONS.values(), ids=SESSIONS)
def test_every_session_is_whole(session):
    assert session.sources
    assert session.cues
    assert session.is_for
    assert session.lengths_m[0] < session.lengths_m[1]
    assert session.grades[0] < session.grades[1]
    assert 1 <= session.effort.rpe[0] <= session.effort.rpe[1] <= 10
    assert set(session.doses) == set(Level)
    assert bool(session.kinds) == (session.shape is not Shape.BELT)
    assert math.isfinite(session.rest_after_s(60))


@pytest.mark.parametrize("session", SESSIONS.values(), ids=SESSIONS)
def test_nobody_does_more_who_is_less_used_to_hills(session):
    reps = [session.doses[level].usual_reps for level in (B, M, A) if session.doses[level].reps]
    assert reps == sorted(reps)
