from dataclasses import replace

import pytest

from hillwork.errors import UsageError
from hillwork.model import Exercise, Routine
from hillwork.plan import ROUTINES, check_rounds, routine_named

# Typed from the table of facts (sets, repetitions, time, hold, kit), not taken from the code.
FACTS = {
    "circuit": {
        "forward-to-reverse lunge": (None, (16, 16), None, None, "none, or a mat"),
        "wall sit": (None, None, (30, 30), None, "a wall"),
        "standing glute kickback": (None, (15, 15), None, (1, 2), "a band at the ankles, only to make it harder"),
        "clamshell": (None, (15, 15), None, None, "a mat"),
        "Pilates bridge": (None, None, (120, 120), (2, 2), "a mat"),
    },
    "activation": {
        "quadruped hip CARs": (1, (10, 15), None, None, "none"),
        "single-leg glute bridge with calf raise": (2, (10, 12), None, (3, 5), "none"),
        "side plank with knee drive": (3, (5, 5), None, None, "none"),
        "lateral band walk": (3, (5, 5), None, None, "a band above the knees"),
        "reverse lunge to high knee drive": (2, (8, 8), None, (1, 1), "a mat under the knee"),
    },
    "drills": {
        "heel rocker pronation drill": (None, None, None, None, "none"),
        "step to lateral hip shift": (None, None, None, None, "none"),
        "staggered-stance (kickstand) hinge": (None, None, None, None, None),
        "co-contraction to a box": (None, None, None, None, "a box"),
    },
    "gym": {
        "deadlift": (None, None, None, None, "weights"),
        "squat": (None, None, None, None, "weights"),
        "lunge": (None, None, None, None, "weights"),
        "hip thrust": (None, None, None, None, "weights"),
    },
}
EVERY = [(routine, exercise) for routine in ROUTINES.values() for exercise in routine.exercises]


def exercise_named(key, name):
    [found] = [exercise for exercise in ROUTINES[key].exercises if exercise.name == name]
    return found


@pytest.mark.parametrize("key", FACTS)
def test_exercises_and_numbers_are_those_of_the_sources(key):
    found = {one.name: (one.sets, one.reps, one.work_s, one.hold_s, one.kit) for one in ROUTINES[key].exercises}
    assert found == FACTS[key]
    assert list(found) == list(FACTS[key])


def test_there_are_no_other_routines():
    assert list(ROUTINES) == list(FACTS)
    assert all(key == routine.key for key, routine in ROUTINES.items())


def test_only_the_circuit_has_rounds_rest_and_times_a_week():
    circuit = ROUTINES["circuit"]
    assert (circuit.rounds, circuit.rest_s, circuit.per_week) == ((3, 5), (60, 120), (2, 3))
    for key in ("activation", "drills", "gym"):
        routine = ROUTINES[key]
        assert (routine.rounds, routine.rest_s, routine.per_week) == (None, None, None)


def test_what_is_counted_and_held_is_told():
    assert exercise_named("activation", "lateral band walk").counted == "steps"
    assert "a forward and a back make 2" in exercise_named("circuit", "forward-to-reverse lunge").counted
    assert exercise_named("circuit", "wall sit").off_s == (30, 30)
    assert "a few seconds" in exercise_named("circuit", "clamshell").hold
    assert [one.name for _, one in EVERY if one.is_hold_about] == ["Pilates bridge"]


def test_activation_is_a_warm_up_and_lifting_is_none():
    assert "warm-up, before the run" in ROUTINES["activation"].when
    assert "not as a warm-up" in ROUTINES["gym"].when
    assert ROUTINES["drills"].when == ""


@pytest.mark.parametrize("key", ["circuit", "activation", "drills"])
def test_the_coaches_disagreement_stands_with_every_routine_that_it_is_about(key):
    [note] = [note for note in ROUTINES[key].notes if "disagree" in note]
    assert "clamshells" in note
    assert "band walks" in note
    assert "alone are not enough" in note


def test_the_disagreement_is_not_shown_where_it_does_not_belong():
    assert not any("disagree" in note for note in ROUTINES["gym"].notes)


def test_notes_tell_what_the_sources_name_beside_the_exercises():
    assert any("cat-cow" in note for note in ROUTINES["activation"].notes)
    assert any("only links to a video" in note for note in ROUTINES["activation"].notes)
    assert any("light dumbbells" in note for note in ROUTINES["circuit"].notes)


@pytest.mark.parametrize("routine", ROUTINES.values(), ids=lambda one: one.key)
def test_a_source_is_named_in_words_and_its_exercises_have_a_cue_and_a_key_each(routine):
    assert routine.source.endswith("article, one of the five this project started from")
    assert all(exercise.cue for exercise in routine.exercises)
    assert len({exercise.key for exercise in routine.exercises}) == len(routine.exercises)


def test_a_routine_is_found_by_its_name():
    assert routine_named("gym").title == "Strength in the gym"


def test_an_unknown_routine_is_refused_with_the_list():
    with pytest.raises(UsageError, match="no routine 'yoga': there are circuit, activation, drills, gym") as refused:
        routine_named("yoga")
    assert "--list" in refused.value.hint


@pytest.mark.parametrize("rounds", [None, 3, 4, 5])
def test_rounds_of_the_source_are_accepted(rounds):
    assert check_rounds(ROUTINES["circuit"], rounds) is None


@pytest.mark.parametrize("rounds", [-1, 0, 2, 6])
def test_other_rounds_are_refused(rounds):
    with pytest.raises(UsageError, match="3 to 5 rounds"):
        check_rounds(ROUTINES["circuit"], rounds)


@pytest.mark.parametrize("key", ["activation", "drills", "gym"])
def test_rounds_are_refused_where_the_source_gives_none(key):
    with pytest.raises(UsageError, match="gives no rounds"):
        check_rounds(ROUTINES[key], 3)
    assert check_rounds(ROUTINES[key], None) is None


@pytest.mark.parametrize(
    ("dose", "words"),
    [
        ({"reps": (12, 10)}, "not a band"),
        ({"reps": (0, 10)}, "not a band"),
        ({"hold_s": (-1.0, 2.0)}, "not a band"),
        ({"reps": (5, 5), "work_s": (30.0, 30.0)}, "not by both"),
        ({"sets": 3}, "sets of nothing"),
    ],
)
def test_a_dose_that_makes_no_sense_is_a_mistake_of_ours(dose, words):
    with pytest.raises(ValueError, match=words):
        Exercise(key="squat", name="squat", cue="down and up", **dose)


def test_a_routine_that_makes_no_sense_is_a_mistake_of_ours():
    circuit = ROUTINES["circuit"]
    with pytest.raises(ValueError, match="rounds: not a band"):
        replace(circuit, rounds=(5, 3))
    with pytest.raises(ValueError, match="without exercises"):
        Routine(key="empty", title="Empty", exercises=(), notes=(), source="nobody")
