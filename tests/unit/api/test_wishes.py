from typing import cast

import pytest

from hillwork.api.wishes import Wishes, prescription_of, runner_of
from hillwork.errors import UsageError


def five_k_s(**wishes) -> float:
    runner = runner_of(cast("Wishes", wishes))
    assert runner is not None
    return runner.five_k_s


def test_nothing_said_is_nobody():
    assert runner_of({}) is None
    assert prescription_of("classic", {}).runner.is_assumed


@pytest.mark.parametrize(("text", "seconds"), [("25:00", 1500), ("1:02:05", 3725), (1500, 1500)])
def test_a_five_k_time_is_taken_as_it_is(text, seconds):
    assert five_k_s(five_k=text) == seconds


@pytest.mark.parametrize(
    ("race", "minutes"),
    # Riegel's own multiples of the 5 km time: 2.085 for 10 km, 4.60 for a half marathon, 9.59 for a marathon.
    [("10km=52:08", 25), ("half=1:55:00", 25), ("marathon=3:59:45", 25), ("5km=25:00", 25), ("mile=7:31", 25)],
)
def test_a_race_is_worth_what_riegel_says(race, minutes):
    assert five_k_s(race=race) / 60 == pytest.approx(minutes, rel=0.005)


@pytest.mark.parametrize("race", ["10 km=52:08", "10KM = 52:08", " 10km=52:08 ", "6.214mi=52:08"])
def test_a_race_may_be_written_in_many_ways(race):
    assert five_k_s(race=race) / 60 == pytest.approx(25, rel=0.005)


def test_an_easy_pace_is_kept_and_sets_the_rest():
    runner = runner_of({"easy_pace": "6:57/km"})
    # 72 % of the speed for 25:00 is 2.4 m/s, 6:57 a kilometre.
    assert runner.five_k_s / 60 == pytest.approx(25, rel=0.005)
    assert runner.own_easy_mps == pytest.approx(2.4, rel=0.001)


def test_a_race_and_an_easy_pace_go_together():
    runner = runner_of({"five_k": "25:00", "easy_pace": "8:00/km"})
    assert runner.five_k_s == 1500
    assert runner.own_easy_mps == pytest.approx(1000 / 480)


@pytest.mark.parametrize(("mass", "kg"), [("70kg", 70), ("154lb", 69.85), ("65", 65), (80, 80)])
def test_a_mass_can_be_said(mass, kg):
    runner = runner_of({"mass": mass})
    assert runner.mass_kg == pytest.approx(kg, abs=0.01)
    assert not runner.is_mass_assumed
    assert runner.is_assumed


@pytest.mark.parametrize(
    "wishes",
    [
        {"five_k": "25"},
        {"five_k": "5:00"},
        {"five_k": "2:00:00"},
        {"five_k": float("nan")},
        {"five_k": "25:00", "race": "10km=52:00"},
        {"race": "52:30"},
        {"race": "10km"},
        {"race": "10km=fast"},
        {"race": "100m=12:00"},
        {"race": "10-20km=52:00"},
        {"race": "1000km=99:00:00"},
        {"race": "half=1:00"},
        {"easy_pace": "0:00/km"},
        {"easy_pace": "6:30/h"},
        {"easy_pace": "6:30/"},
        {"easy_pace": "fast"},
        {"easy_pace": "1:00/km"},
        {"mass": "7"},
        {"mass": "1e3kg"},
        {"mass": "heavy"},
        {"mass": float("inf")},
        {"level": "godlike"},
        {"level": "\x1b[31m"},
    ],
    ids=str,
)
def test_what_makes_no_sense_is_refused_with_a_way_out(wishes):
    with pytest.raises(UsageError) as refusal:
        prescription_of("classic", wishes)
    assert refusal.value.hint
    assert "\x1b" not in refusal.value.message
