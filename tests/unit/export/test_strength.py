import json
import re
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest

from hillwork.export import (
    routine_as_json,
    routine_as_markdown,
    routine_as_text,
    routine_lines,
    routines_as_json,
    routines_as_text,
)
from hillwork.model import Exercise, Routine
from hillwork.plan import ROUTINES

NASTY = "a|b <i>`x` *y*"
DOCUMENT = Path(__file__).parents[3] / "docs" / "strength.md"
NO_NUMBER = "the source gives no number"
every_routine = pytest.mark.parametrize("routine", ROUTINES.values(), ids=lambda one: one.key)


def routine_of(**dose) -> Routine:
    exercise = Exercise(key="squat", name="squat", cue="down and up", **dose)
    return Routine(key="one", title="One", exercises=(exercise,), notes=(), source="nobody")


def line_of(**dose) -> str:
    [line] = routine_lines(routine_of(**dose))
    return line


def unescaped(text: str) -> str:
    return re.sub(r"\\(.)", r"\1", text)


@every_routine
def test_a_sheet_fits_a_narrow_terminal_and_holds_everything(routine):
    text = routine_as_text(routine)
    assert max(map(len, text.splitlines())) <= 80
    assert all(line == line.rstrip() for line in text.splitlines())
    words = " ".join(text.split())
    for exercise in routine.exercises:
        assert all(part in words for part in (exercise.name, exercise.cue, exercise.side, exercise.harder))
    assert all(note in words for note in (*routine.notes, f"Source: {routine.source}"))


@every_routine
def test_doses_stand_below_each_other(routine):
    lines = routine_as_text(routine).splitlines()
    places = {re.match(r"\d  .+?(?=  )\s+", line).end() for line in lines if re.match(r"\d  ", line)}
    assert len(places) == 1


@pytest.mark.parametrize(
    ("dose", "words"),
    [
        ({"sets": 2, "reps": (10, 12), "hold": "on the toes", "hold_s": (3.0, 5.0)}, "2 x 10-12 reps, on the toes for 3-5 s"),
        ({"sets": 3, "reps": (5, 5), "counted": "steps"}, "3 x 5 steps"),
        ({"reps": (15, 15), "hold": "squeeze for a few seconds"}, "15 reps, squeeze for a few seconds"),
        ({"reps": (15, 15), "hold_s": (1.0, 2.0)}, "15 reps, hold for 1-2 s"),
        ({"work_s": (30.0, 30.0), "off_s": (30.0, 30.0)}, "30 s on, 30 s off, repeat"),
        ({"work_s": (120.0, 120.0), "hold_s": (2.0, 2.0), "is_hold_about": True}, "2 min, hold for about 2 s"),
        ({"work_s": (60.0, 90.0)}, "60-90 s"),
        ({"reps": (8, 8), "side": "each side", "kit": "a box"}, "8 reps, each side (a box)"),
        ({"reps": (8, 8), "kit": "none"}, "8 reps"),
        ({}, NO_NUMBER),
    ],
)  # fmt: skip
def test_a_line_tells_the_dose(dose, words):
    assert line_of(**dose) == f"squat: {words}"


@pytest.mark.parametrize("key", ["drills", "gym"])
def test_no_number_is_shown_where_the_source_has_none(key):
    for line in routine_lines(ROUTINES[key]):
        assert NO_NUMBER in line
        assert not re.search(r"\d", line)
    head = routine_as_text(ROUTINES[key]).split("\n\n")[0]
    assert head.count(NO_NUMBER) == 2
    assert not re.search(r"\d", head)


def test_there_is_a_line_for_each_exercise():
    assert [line.split(": ")[0] for line in routine_lines(ROUTINES["activation"])] == [
        "quadruped hip CARs",
        "single-leg glute bridge with calf raise",
        "side plank with knee drive",
        "lateral band walk",
        "reverse lunge to high knee drive",
    ]


def test_the_circuit_tells_rounds_rest_and_how_often():
    head = routine_as_text(ROUTINES["circuit"]).split("\n\n")[0].splitlines()
    assert head[2:] == [
        "when       before or after a workout, or on other days",
        "how often  2-3 times a week",
        "rounds     3 rising to 5",
        "rest       1-2 min between rounds",
    ]


def test_rounds_asked_for_stand_beside_those_of_the_source():
    assert "rounds     4 (the source: 3 rising to 5)\n" in routine_as_text(ROUTINES["circuit"], rounds=4)
    assert "- rounds: 4 (the source: 3 rising to 5)\n" in unescaped(routine_as_markdown(ROUTINES["circuit"], rounds=4))


def test_what_is_not_said_about_kit_and_time_is_not_made_up():
    text = routine_as_text(routine_of())
    assert "when       the source does not say\n" in text
    assert "   kit: the source does not say\n" in text


def from_json(found: dict[str, Any], name: str):
    """Return a field as it was before it became JSON: a band from its two ends."""
    stem, unit = (name[:-2], "_s") if name.endswith("_s") else (name, "")
    if f"{stem}_low{unit}" in found:
        low, high = found[f"{stem}_low{unit}"], found[f"{stem}_high{unit}"]
        return None if low is None else (low, high)
    return found[name]


@every_routine
def test_json_gives_every_field_back(routine):
    found = json.loads(routine_as_json(routine))
    assert (found["schema"], found["routine"], found["rounds"]) == ("hillwork.strength/1", routine.key, None)
    for name in ("title", "rounds", "rest_s", "per_week", "source"):
        assert from_json(found, name) == getattr(routine, name)
    assert found["when"] == (routine.when or None)
    assert found["notes"] == list(routine.notes)
    for before, after in zip(routine.exercises, found["exercises"], strict=True):
        for field in fields(before):
            expected = getattr(before, field.name)
            if field.name == "counted" and not before.reps:
                expected = None
            assert from_json(after, field.name) == (None if expected == "" else expected)


@every_routine
def test_fractions_in_json_carry_their_unit(routine):
    found = json.loads(routine_as_json(routine))
    values = [item for one in (found, *found["exercises"]) for item in one.items()]
    assert [key for key, value in values if isinstance(value, float) and not key.endswith("_s")] == []


def test_json_says_which_rounds_were_asked_for():
    found = json.loads(routine_as_json(ROUTINES["circuit"], rounds=4))
    assert (found["rounds"], found["rounds_low"], found["rounds_high"]) == (4, 3, 5)


def test_lists_hold_every_routine():
    routines = tuple(ROUTINES.values())
    lines = routines_as_text(routines).splitlines()
    assert [line.split()[0] for line in lines] == list(ROUTINES)
    assert max(map(len, lines)) <= 100
    found = json.loads(routines_as_json(routines))
    assert found["schema"] == "hillwork.routines/1"
    for routine, one in zip(routines, found["routines"], strict=True):
        whole = json.loads(routine_as_json(routine))
        assert one == {key: value for key, value in whole.items() if key not in {"schema", "rounds"}}


def test_markdown_is_a_table_that_foreign_text_does_not_break():
    exercise = Exercise(key="x", name=NASTY, cue=NASTY, side=NASTY, kit=NASTY, harder=NASTY, reps=(1, 2))
    routine = Routine(key="x", title=NASTY, exercises=(exercise,), when=NASTY, notes=(NASTY,), source=NASTY)
    rows = [line for line in routine_as_markdown(routine).splitlines() if line.startswith("|")]
    assert [len(re.findall(r"(?<!\\)\|", row)) for row in rows] == [7, 7, 7]
    assert not re.search(r"(?<!\\)[<`*]", routine_as_markdown(routine))


@every_routine
def test_the_document_shows_every_routine_as_it_is(routine):
    body = unescaped(routine_as_markdown(routine)).removeprefix(f"# {routine.title}\n")
    assert f"## `{routine.key}`: {routine.title}\n{body}" in DOCUMENT.read_text()
