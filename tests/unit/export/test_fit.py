import io
from dataclasses import replace
from datetime import timedelta, timezone
from typing import Any

import fitdecode
import fitparse
import pytest
from fit_tool import ConformanceLevel, FitFile, validate_fit_file
from hypothesis import given
from hypothesis import strategies as st

from hillwork.export import workout_as_fit
from hillwork.export.short_text import shortened, shortened_characters
from hillwork.model import Block, Gait, StepKind, Until
from tests.unit.export.workouts import (
    FOOT_M,
    HARD,
    LONG,
    NASTY,
    STARTS_AT,
    TOP_M,
    classic,
    hostile,
    step,
    timed,
    treadmill,
    workout,
)


def by_fitdecode(data: bytes, name: str) -> list[dict[str, Any]]:
    """Return the messages of a name; a wrong checksum raises."""
    with fitdecode.FitReader(io.BytesIO(data), check_crc=fitdecode.CrcCheck.RAISE) as reader:
        return [
            {field.name: field.value for field in frame.fields}
            for frame in reader
            if frame.frame_type == fitdecode.FIT_FRAME_DATA and frame.name == name
        ]


def by_fitparse(data: bytes, name: str) -> list[dict[str, Any]]:
    """Return the messages of a name; a wrong checksum raises."""
    return [message.get_values() for message in fitparse.FitFile(data, check_crc=True).get_messages(name)]


READERS = pytest.mark.parametrize("messages", [by_fitdecode, by_fitparse])


@READERS
def test_every_step_comes_back_with_its_end(messages):
    warm_up, extra, rep, recovery, rest, _, home = messages(workout_as_fit(classic()), "workout_step")
    assert (warm_up["duration_type"], warm_up["duration_distance"]) == ("distance", 1000)
    assert (extra["duration_type"], extra["duration_time"]) == ("time", 240)
    assert (rep["duration_type"], rep["duration_distance"]) == ("distance", 200)
    assert (recovery["duration_type"], recovery["duration_distance"]) == ("distance", 200)
    assert (rest["duration_type"], rest["duration_time"]) == ("time", 30)
    assert (home["duration_type"], home["duration_distance"]) == ("distance", 1000)


@READERS
def test_repeats_stay_repeats(messages):
    steps = messages(workout_as_fit(classic()), "workout_step")
    assert [one["message_index"] for one in steps] == list(range(7))
    assert steps[5]["duration_type"] == "repeat_until_steps_cmplt"
    assert (steps[5]["duration_step"], steps[5]["repeat_steps"]) == (2, 6)


@READERS
def test_the_head_says_what_it_is(messages):
    data = workout_as_fit(classic())
    [file_id], [head] = messages(data, "file_id"), messages(data, "workout")
    assert (file_id["type"], file_id["manufacturer"]) == ("workout", "development")
    assert (head["wkt_name"], head["sport"], head["num_valid_steps"]) == ("Classic hill repeats", "running", 7)


@READERS
def test_names_notes_and_intensities_come_back(messages):
    steps = messages(workout_as_fit(classic()), "workout_step")
    assert [one["wkt_step_name"] for one in steps if one["wkt_step_name"]] == [
        "Warm-up", "Warm-up", "Rep", "Recovery walk", "Rest", "Cool-down",
    ]  # fmt: skip
    assert steps[2]["notes"] == "hard, not all out; 7-8 of 10. drive with the arms"
    assert [one["intensity"] for one in steps][:5] == [
        "warmup", "warmup", "active", *(["recovery"] if messages is by_fitdecode else [4]), "rest",
    ]  # fmt: skip


def test_there_is_never_a_target_of_pace_and_one_of_heart_rate_in_long_steps_only():
    warm_up, _, rep, recovery, *_ = by_fitdecode(workout_as_fit(classic()), "workout_step")
    assert warm_up["target_type"] == "heart_rate"
    assert (warm_up["custom_target_heart_rate_low"], warm_up["custom_target_heart_rate_high"]) == (50, 70)
    assert rep["target_type"] == "open"
    assert recovery["target_type"] == "open"
    assert recovery["notes"].startswith("easy")


def test_a_long_step_whose_effort_has_no_zones_has_no_target():
    long = step(StepKind.REP, 240, FOOT_M, TOP_M, effort=HARD)
    [one] = by_fitdecode(workout_as_fit(workout(Block("one", (long,)))), "workout_step")
    assert one["target_type"] == "open"


def test_who_only_walks_gets_a_walk():
    walk = workout(Block("walk", (step(StepKind.RUN, 600, 0, 800, gait=Gait.WALK), timed(StepKind.REST, 20))))
    [head] = by_fitdecode(workout_as_fit(walk), "workout")
    assert head["sport"] == "walking"


def test_a_treadmill_workout_has_steps_too():
    steps = by_fitdecode(workout_as_fit(treadmill()), "workout_step")
    assert [one["duration_type"] for one in steps] == ["time", "time", "time", "repeat_until_steps_cmplt"]


def test_a_step_by_time_is_counted_in_time_though_it_has_a_way():
    timed_rep = step(StepKind.REP, 60, FOOT_M, TOP_M, until=Until.TIME)
    [one] = by_fitdecode(workout_as_fit(workout(Block("one", (timed_rep,)))), "workout_step")
    assert (one["duration_type"], one["duration_time"]) == ("time", 60)


def test_equal_workouts_give_equal_bytes_and_another_start_others():
    assert workout_as_fit(classic()) == workout_as_fit(classic())
    assert workout_as_fit(classic()) != workout_as_fit(replace(classic(), starts_at=STARTS_AT))
    assert workout_as_fit(classic()) != workout_as_fit(classic(title="Another"))


@pytest.mark.parametrize(
    ("starts_at", "created"),
    [
        (None, "2000-01-01 00:00:00"),
        (STARTS_AT, "2026-03-01 06:30:00"),
        (STARTS_AT.astimezone(timezone(timedelta(hours=9))), "2026-03-01 06:30:00"),
        (STARTS_AT.replace(tzinfo=None), "2026-03-01 06:30:00"),
        (STARTS_AT.replace(year=1990), "2000-01-01 00:00:00"),
    ],
)
def test_the_time_of_a_file_is_the_workouts_and_no_clocks(starts_at, created):
    [file_id] = by_fitparse(workout_as_fit(replace(classic(), starts_at=starts_at)), "file_id")
    assert str(file_id["time_created"]) == created


@pytest.mark.parametrize("one", [classic(), treadmill(), hostile(NASTY)])
def test_a_file_is_as_the_profile_asks(one):
    records = FitFile.from_bytes(workout_as_fit(one)).records
    validate_fit_file(records, levels={ConformanceLevel.WIRE, ConformanceLevel.PROFILE}, raise_on_error=True)


def test_two_workouts_have_two_serial_numbers():
    numbers = {by_fitdecode(workout_as_fit(one), "file_id")[0]["serial_number"] for one in (classic(), treadmill())}
    assert len(numbers) == 2
    assert all(numbers)


@READERS
@pytest.mark.parametrize("name", [NASTY, LONG, "日本" * 150])
def test_names_survive_or_are_shortened_by_the_rule(messages, name):
    data = workout_as_fit(hostile(name))
    [head], [rep, *_] = messages(data, "workout"), messages(data, "workout_step")
    assert head["wkt_name"] == shortened(name, 31)
    assert rep["wkt_step_name"] == shortened(f"Rep {name}", 15)


def test_an_empty_title_gets_a_name():
    [head] = by_fitdecode(workout_as_fit(classic(title="\x00")), "workout")
    assert head["wkt_name"] == "Hill workout"


def test_a_changed_byte_is_noticed():
    data = bytearray(workout_as_fit(classic()))
    data[60] ^= 1
    with pytest.raises((fitdecode.FitError, fitparse.FitParseError)):
        by_fitdecode(bytes(data), "workout_step")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("fits", "fits"),
        ("Hill repeats in the park", "Hill repeats…"),
        ("Hill, steep and long", "Hill, steep…"),
        ("Donaudampfschifffahrt", "Donaudampfsc…"),
        ("an Donaudampfschiff", "an Donaudamp…"),
        ("日本日本日本", "日本日本…"),
        ("🏔🏔🏔🏔", "🏔🏔🏔…"),
        ("a\x00b\n c\u202e", "ab c"),
    ],
)
def test_text_is_cut_at_a_word_or_between_characters(text, expected):
    assert shortened(text, 15) == expected


def test_an_accent_stays_with_its_letter():
    assert shortened("xxxxxxxxxxxq\u0323\u0323\u0323yyyy", 15) == "xxxxxxxxxxx…"


@given(st.text(max_size=80), st.integers(4, 60))
def test_shortened_text_fits_and_begins_as_it_was(text, room):
    short = shortened(text, room)
    assert len(short.encode()) <= room
    assert len(shortened_characters(text, room)) <= room
    assert shortened(short, room) == short


def test_no_room_at_all_is_a_mistake_of_ours():
    with pytest.raises(ValueError, match="no room"):
        shortened("text", 3)


@st.composite
def workouts(draw):
    kinds = st.sampled_from(list(StepKind))
    blocks = [
        Block(
            "block",
            tuple(
                timed(draw(kinds), draw(st.integers(1, 5000)), draw(st.sampled_from([0.0, 123.4])))
                for _ in range(draw(st.integers(0, 4)))
            ),
            draw(st.integers(0, 9)),
        )
        for _ in range(draw(st.integers(0, 5)))
    ]
    return workout(*blocks)


@given(workouts())
def test_written_out_a_file_has_the_steps_of_its_workout(one):
    done = []
    steps = by_fitdecode(workout_as_fit(one), "workout_step")
    for message in steps:
        if message["duration_type"] == "repeat_until_steps_cmplt":
            again = steps[message["duration_step"] : message["message_index"]]
            done += again * (message["repeat_steps"] - 1)
        else:
            done.append(message)
    expected = list(one.steps())
    assert len(done) == len(expected)
    assert [message["duration_time"] for message in done] == [step.duration.mid_s for step in expected]
