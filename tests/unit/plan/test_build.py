import functools
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hillwork.errors import HillworkError, NothingToDoError, UsageError
from hillwork.hills import survey_track
from hillwork.model import Level, Notice, Runner, StepKind, Survey, Workout
from hillwork.plan import SESSIONS, build_workout, prescribe
from hillwork.plan.choose import along_track_m, describe, judge_fit
from hillwork.plan.notes import hill_notes
from hillwork.plan.pace import easy_mps
from hillwork.profile import profile_of
from hillwork.units import format_distance
from tests.draw import draw_track, out_and_back, repeats

RUNNER = Runner(five_k_s=1500, told="5 km in 25:00")
DOOR_TO_HILL = "_" * 40
"""Two kilometres: 14 minutes at 2.4 m/s."""


@functools.cache
def survey_of(text: str) -> Survey:
    track = out_and_back(text, rounding_m=20)
    return survey_track(track, profile_of(track))


def plan(text: str, session: str = "classic", **options) -> Workout:
    return planned(survey_of(text), session, **options)


def planned(survey: Survey, session: str = "classic", *, hill_id=None, **options) -> Workout:
    return build_workout(survey, prescribe(session, **{"runner": RUNNER, **options}), hill_id=hill_id)


def kinds(workout: Workout) -> list[str]:
    return [step.kind for block in workout.blocks for step in block.steps]


def note_codes(workout: Workout) -> list[str]:
    return [note.code for note in workout.notes]


def test_a_classic_session_goes_to_the_hill_up_and_down_and_home():
    workout = plan(DOOR_TO_HILL + "///____")
    assert kinds(workout) == [StepKind.WARM_UP, StepKind.REP, StepKind.RECOVERY, StepKind.COOL_DOWN]
    warm_up, rep, recovery, cool_down = (step for block in workout.blocks for step in block.steps)
    assert warm_up.distance_m == pytest.approx(2000, abs=15)
    assert rep.distance_m == pytest.approx(150, abs=15)
    assert rep.distance_m == recovery.distance_m
    assert cool_down.distance_m == pytest.approx(warm_up.distance_m, abs=6)
    assert workout.blocks[1].times == 5


def test_the_way_down_is_the_way_up_backwards():
    _, rep, recovery, _ = (step for block in plan(DOOR_TO_HILL + "///____").blocks for step in block.steps)
    assert rep.line is not None
    assert recovery.line is not None
    assert recovery.line.lon_deg.tolist() == rep.line.lon_deg[::-1].tolist()


@pytest.mark.parametrize(("level", "reps"), [(Level.BEGINNER, 3), (Level.INTERMEDIATE, 5), (Level.ADVANCED, 9)])
def test_the_level_sets_the_repetitions(level, reps):
    assert plan(DOOR_TO_HILL + "///____", level=level).blocks[1].times == reps


def test_a_warm_up_that_is_too_short_is_extended_to_ten_minutes():
    workout = plan("_" * 10 + "///____")
    seconds = sum(step.duration.mid_s for step in workout.blocks[0].steps)
    assert seconds == pytest.approx(600, abs=1)
    assert "until ten minutes are full" in workout.blocks[0].steps[-1].cue


def test_a_way_that_is_nearly_ten_minutes_long_is_done_a_little_slower():
    warm_up, _, cool_down = plan("_" * 28 + "///____").blocks
    assert [step.duration.mid_s for step in warm_up.steps] == [600]
    assert warm_up.steps[0].cue.endswith("take ten minutes for it")
    assert sum(step.duration.mid_s for step in cool_down.steps) >= 600


def test_on_a_loop_the_nearer_way_round_leads_to_the_hill():
    text = "_" * 30 + "\\\\\\" + "_" * 30
    # The hill climbs on the way back only, and its foot lies 1650 m before the end.
    workout = plan(text)
    [warm_up] = workout.blocks[0].steps
    assert warm_up.distance_m == pytest.approx(1650, abs=25)
    assert "back along the track from its end" in warm_up.cue
    assert warm_up.line is not None
    assert warm_up.line.lon_deg[0] == pytest.approx(survey_of(text).track.lon_deg[-1], abs=1e-4)
    assert "warm-up-long" not in note_codes(workout)


def test_a_hill_too_far_away_is_told_with_the_figures():
    workout = plan("_" * 80 + "///____")
    [note] = [note for note in workout.notes if note.code == "warm-up-long"]
    assert "28 min" in note.message


def test_the_nearer_of_equal_hills_is_chosen_and_the_other_named():
    workout = plan(DOOR_TO_HILL + "///_______________________________________________///____")
    assert workout.hills[0].id == "h1"
    assert "next best h2" in workout.why[1]


def test_the_better_gradient_is_chosen_and_the_fault_of_the_other_told():
    workout = plan("_" * 30 + "^^^" + "_" * 12 + "///____")
    assert workout.hills[0].id == "h2"
    assert "gradient outside the wanted range" in workout.why[1]


def test_a_hill_can_be_asked_for():
    assert plan(DOOR_TO_HILL + "///____________///____", hill_id="h2").hills[0].id == "h2"


def test_an_unknown_hill_names_those_there_are():
    with pytest.raises(UsageError, match="h1"):
        plan(DOOR_TO_HILL + "///____", hill_id="h9")


def test_a_recording_of_repeats_is_planned_from_its_first_pass():
    track = repeats(DOOR_TO_HILL + "////____", 2000, 2200, 6, rounding_m=20)
    workout = planned(survey_track(track, profile_of(track)))
    assert workout.blocks[0].steps[0].distance_m == pytest.approx(2000, abs=20)
    assert workout.blocks[2].steps[0].distance_m < 2300


def test_a_long_hill_is_used_by_its_best_part_for_short_repeats():
    workout = plan(DOOR_TO_HILL + "/" * 20 + "____")
    assert workout.blocks[1].steps[0].distance_m == 200


def test_a_long_session_uses_more_of_a_long_hill():
    workout = plan(DOOR_TO_HILL + "/" * 12 + "____", "long")
    # 25 min for 5 km: 210 s at 8 % and 98 % of the 5 km speed are 210 x 0.98 x 3.33 / 1.384 = 496 m.
    assert workout.blocks[1].steps[0].distance_m == pytest.approx(496, abs=10)


def test_a_climb_session_takes_the_whole_gradual_climb_once():
    workout = plan(DOOR_TO_HILL + "-" * 70 + "____", "climb")
    assert workout.blocks[1].times == 1
    assert workout.blocks[1].steps[0].distance_m == pytest.approx(3500, abs=60)


def test_a_steep_way_down_is_walked_and_told():
    workout = plan(DOOR_TO_HILL + "^" * 8 + "____", "long", hill_id="h1")
    assert "walk" in workout.blocks[1].steps[1].cue
    assert "steep-down" in note_codes(workout)


def test_a_slow_runner_on_a_steep_hill_is_told_to_hike():
    workout = plan(DOOR_TO_HILL + "^^^____", runner=Runner(five_k_s=40 * 60, told="5 km in 40:00"))
    assert "hiking" in workout.blocks[1].steps[0].cue


def test_rolling_runs_the_whole_track_once():
    text = DOOR_TO_HILL + "----------_----\\\\\\\\" * 8 + "_" * 30
    track = draw_track(text, rounding_m=20, speed_mps=None)
    survey = survey_track(track, profile_of(track))
    workout = planned(survey, "rolling")
    assert workout.totals.distance_m == pytest.approx(survey.profile.length_m, rel=1e-3)
    assert workout.totals.ascent_m == pytest.approx(survey.profile.ascent_m, abs=2 * survey.profile.ascent_sd_m)
    assert [block.name for block in workout.blocks] == ["Warm-up", "Rolling hills", "Cool-down"]


def test_flat_ground_has_nothing_to_repeat_and_says_what_there_is():
    with pytest.raises(NothingToDoError, match="no hill was found") as refusal:
        plan("_" * 100)
    assert refusal.value.hint


def test_a_hill_for_another_session_is_hinted_at():
    with pytest.raises(NothingToDoError) as refusal:
        plan(DOOR_TO_HILL + "///____", "climb")
    *_, other = str(refusal.value.hint).split("--session ")
    assert plan(DOOR_TO_HILL + "///____", other).session == other


@pytest.mark.parametrize("reps", [0, -1, 31])
def test_numbers_of_repetitions_that_nobody_runs_are_refused(reps):
    with pytest.raises(UsageError, match="1 to 30"):
        plan(DOOR_TO_HILL + "///____", reps=reps)


def test_an_unknown_session_names_those_there_are():
    with pytest.raises(UsageError, match=", ".join(SESSIONS)):
        plan(DOOR_TO_HILL + "///____", "yoga")


def test_what_is_assumed_is_told():
    workout = planned(survey_of(DOOR_TO_HILL + "///____"), runner=None)
    assert {"assumed-five-k", "assumed-easy-pace", "ground-unknown", "hard-day", "stop-rule"} <= set(
        note_codes(workout)
    )
    assert "assumed-five-k" not in note_codes(plan(DOOR_TO_HILL + "///____"))


@pytest.mark.parametrize("session", list(SESSIONS.values()), ids=list(SESSIONS))
def test_every_session_says_where_its_numbers_come_from(session):
    assert session.sources
    assert session.effort
    assert session.lengths_m[0] < session.lengths_m[1]


@given(st.integers(1, 29))
def test_more_reps_never_shorten_a_workout(reps):
    text = DOOR_TO_HILL + "///____"
    fewer, more = plan(text, reps=reps).totals, plan(text, reps=reps + 1).totals
    assert more.duration.low_s > fewer.duration.low_s
    assert more.distance_m > fewer.distance_m
    assert more.ascent_m > fewer.ascent_m


@given(st.integers(1, 12), st.sampled_from("/^-"), st.sampled_from(list(SESSIONS)), st.sampled_from(list(Level)))
def test_every_session_on_every_hill_gives_a_plan_or_a_refusal_with_a_way_out(marks, mark, session, level):
    try:
        workout = plan("_" * 20 + mark * marks * 2 + "____", session, level=level)
    except HillworkError as refusal:
        assert refusal.hint  # noqa: PT017 - either is fine, a traceback is not
        return
    steps = list(workout.steps())
    assert workout.totals.distance_m == pytest.approx(sum(step.distance_m for step in steps))
    assert workout.totals.duration.mid_s == pytest.approx(sum(step.duration.mid_s for step in steps))
    assert all(step.duration.low_s <= step.duration.mid_s <= step.duration.high_s for step in steps)
    assert workout.totals.ascent_m == pytest.approx(workout.totals.descent_m, abs=3)
    assert sum(s.duration.mid_s for s in workout.blocks[0].steps) >= 599 or easy_mps(RUNNER) == 0


def test_a_stretch_of_a_long_hill_is_no_less_certain_than_its_own_length_allows():
    track = draw_track(DOOR_TO_HILL + "/" * 40 + "____", drift_sd_m=4.0, seed=2)
    survey = survey_track(track, profile_of(track))
    why = planned(survey, hill_id=survey.hills[0].id).why[0]
    # 4 m of drift over 200 m are a rise of 4.8 m at the most: two points of gradient, not seven.
    assert "± 2 %" in why


def test_a_rolling_run_has_hills_but_no_hard_minutes():
    track = draw_track(DOOR_TO_HILL + "----------_----\\\\\\\\" * 8 + "_" * 30, rounding_m=20, speed_mps=None)
    workout = planned(survey_track(track, profile_of(track)), "rolling")
    assert workout.totals.hard_s == 0
    assert StepKind.UPHILL in kinds(workout)


@pytest.mark.parametrize("session", ["sprint", "short", "mid", "long"])
def test_rest_goes_on_until_the_session_has_enough(session):
    rep, *between = plan(DOOR_TO_HILL + "////////____", session).blocks[1].steps
    rested_s = sum(step.duration.mid_s for step in between)
    # A rest that is shorter than a quarter of a minute is left out.
    assert rested_s >= SESSIONS[session].rest_after_s(rep.duration.mid_s) - 15


def test_doubts_about_the_hill_and_its_heights_go_with_the_plan():
    track = draw_track("_" * 40 + "/--/______", drift_sd_m=3.0, seed=11)
    survey = survey_track(track, profile_of(track))
    doubtful = [*survey.unsure, *(hill for hill in survey.hills if hill.confidence == "likely")]
    workout = planned(survey, hill_id=doubtful[0].id)
    assert any(code.startswith("hill-") for code in note_codes(workout))


def test_a_gradient_that_is_a_guess_counts_little_and_is_said():
    survey = survey_of(DOOR_TO_HILL + "////////____")
    [hill, *_] = survey.hills
    noise = survey.profile.noise
    believed, guessed = (
        judge_fit(hill, replace(noise, white_sd_m=sd_m), prescribe("classic", RUNNER), along_track_m(hill))
        for sd_m in (0.3, 8.0)
    )
    assert not believed.stretch.is_guess
    assert guessed.stretch.is_guess
    assert guessed.score < believed.score
    assert "its gradient is a guess" in describe(guessed)
    assert [note.code for note in hill_notes(hill, believed.stretch)] == []
    assert [note.code for note in hill_notes(hill, guessed.stretch)] == ["stretch-guess"]


def test_repetitions_higher_up_a_long_hill_do_not_begin_at_its_foot():
    workout = plan(DOOR_TO_HILL + "^" * 8 + "///" + "^" * 4 + "____", hill_id="h1")
    [hill] = workout.hills
    [warm_up, *_] = workout.blocks[0].steps
    up_m = warm_up.distance_m - hill.start_m
    assert up_m > 300
    assert f"{format_distance(up_m)} up h1" in warm_up.cue


def test_what_the_gradients_rest_on_goes_with_the_plan():
    survey = survey_of(DOOR_TO_HILL + "///____")
    codes = ["elevation-spikes", "model-heard", "pace-heard", "surface-model", "gaps"]
    told = planned(replace(survey, notices=tuple(Notice(code, code) for code in codes)))
    assert [code for code in codes if code in note_codes(told)] == codes[:-1]


def test_hiking_is_named_on_the_hills_of_a_long_run_too():
    track = draw_track(DOOR_TO_HILL + "^^^^^^____\\\\\\\\\\\\\\\\____" * 5 + "_" * 30, rounding_m=20, speed_mps=None)
    survey = survey_track(track, profile_of(track))
    slow, fast = (
        planned(survey, "rolling", runner=Runner(five_k_s=60 * minutes, told="so")).blocks[1].steps
        for minutes in (35, 16)
    )
    assert any("hiking" in step.cue for step in slow)
    assert not any("hiking" in step.cue for step in fast)
