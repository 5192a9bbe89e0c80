from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hillwork.errors import UsageError
from hillwork.hills import survey_track
from hillwork.model import Gait, Level, Runner, StepKind, Until
from hillwork.plan import SESSIONS, build_on_belt, build_workout, on_belt, prescribe
from hillwork.plan.recipe import Shape
from hillwork.profile import profile_of
from tests.draw import out_and_back

RUNNER = Runner(five_k_s=1500, told="5 km in 25:00")
ON_BELT = [key for key, session in SESSIONS.items() if session.shape is not Shape.ROUTE]


def stand_in(text, session="classic", **wishes):
    track = out_and_back(text, rounding_m=20)
    who = prescribe(session, RUNNER, **wishes)
    outdoors = build_workout(survey_track(track, profile_of(track)), who)
    return outdoors, on_belt(outdoors, who)


def test_the_treadmill_session_is_three_minutes_up_and_three_and_a_half_easy():
    workout = build_on_belt(prescribe("mill", RUNNER, Level.BEGINNER))
    rep, recovery = workout.blocks[1].steps
    assert workout.blocks[1].times == 3
    assert (rep.duration.mid_s, recovery.duration.mid_s) == (pytest.approx(180), 210)
    assert (rep.grade, recovery.grade) == (pytest.approx(0.06), 0.01)
    # 96 % of 3.33 m/s is the flat speed of that effort; Kay's factor at 6 % is 1.266.
    assert rep.distance_m / rep.duration.mid_s == pytest.approx(0.96 * 10 / 3 / 1.266, rel=1e-3)


def test_a_hill_on_a_belt_takes_the_times_and_the_gradient_of_the_hill():
    outdoors, indoors = stand_in("_" * 40 + "///____")
    for outside, inside in zip(outdoors.blocks[1].steps, indoors.blocks[1].steps, strict=True):
        assert inside.duration.mid_s == outside.duration.mid_s
        assert inside.until is Until.TIME
    assert indoors.blocks[1].times == outdoors.blocks[1].times
    assert indoors.blocks[1].steps[0].grade == pytest.approx(0.075, abs=0.0051)


def test_a_far_hill_is_no_long_warm_up_on_a_belt():
    _, indoors = stand_in("_" * 80 + "///____")
    assert indoors.blocks[0].steps[0].duration.mid_s == 600


def test_a_hill_too_steep_for_a_belt_is_cut_and_told():
    outdoors, _ = stand_in("_" * 40 + "///____")
    warm_up, work, cool_down = outdoors.blocks
    wall = replace(work, steps=tuple(replace(step, grade=0.22) for step in work.steps))
    indoors = on_belt(replace(outdoors, blocks=(warm_up, wall, cool_down)), prescribe("classic", RUNNER))
    assert indoors.blocks[1].steps[0].grade == 0.15
    assert "22.0 %" in next(note.message for note in indoors.notes if note.code == "belt-cut")


def test_nothing_on_a_belt_is_anywhere_or_goes_down():
    _, indoors = stand_in("_" * 40 + "///____")
    assert all(step.line is None and not step.descent_m for step in indoors.steps())
    assert indoors.hills == ()


def test_a_route_is_needed_for_the_hills_of_a_route():
    with pytest.raises(UsageError, match="route") as refusal:
        build_on_belt(prescribe("rolling", RUNNER))
    assert refusal.value.hint


def test_a_belt_needs_no_hill():
    track = out_and_back("_" * 40 + "///____", rounding_m=20)
    with pytest.raises(UsageError, match="needs no hill"):
        build_workout(survey_track(track, profile_of(track)), prescribe("mill", RUNNER))


@given(st.sampled_from(ON_BELT), st.sampled_from(list(Level)), st.floats(800, 4000))
def test_every_session_has_a_stand_in_that_a_belt_can_do(session, level, five_k_s):
    workout = build_on_belt(prescribe(session, Runner(five_k_s=five_k_s, told="so"), level))
    for step in workout.steps():
        assert step.duration.mid_s > 0
        if step.gait is not Gait.STAND:
            assert 0 <= (step.grade or 0) <= 0.15
            assert 200 * (step.grade or 0) == pytest.approx(round(200 * (step.grade or 0)))
    kinds = [step.kind for step in workout.steps()]
    assert kinds[0] is StepKind.WARM_UP
    assert kinds[-1] is StepKind.COOL_DOWN


@given(st.integers(1, 29))
def test_more_repetitions_never_shorten_it(reps):
    fewer, more = (build_on_belt(prescribe("mill", RUNNER, reps=n)).totals for n in (reps, reps + 1))
    assert more.duration.mid_s > fewer.duration.mid_s
    assert more.energy_kcal > fewer.energy_kcal
