"""The text is read back by a small reader of what intervals.icu's guide says, written for this test."""

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hillwork.export import workout_as_intervals_text
from hillwork.export.intervals import plain_words
from hillwork.model import Block, Until
from tests.unit.export.sessions import ALL, HOSTILE_NAMES, classic, climb, hostile, treadmill

AMOUNT = re.compile(r"(?:(\d+)m)?(?:(\d+)s)?|(\d+)mtr|([\d.]+)km")
TAKEN = re.compile(r"\d|[%^<>=]|\b(?:ramp|freeride|hidepower|press lap|maxeffort)\b", re.IGNORECASE)


def read(text):
    """Return for each block how often it is done, and for each step its cue, its amount and the rest of the line."""
    blocks = []
    for part in text.strip().split("\n\n")[1:]:
        header, *lines = part.splitlines()
        times = re.search(r"(\d+)x$", header)
        blocks.append((int(times[1]) if times else 1, [read_step(line) for line in lines]))
    return blocks


def read_step(line):
    assert line.startswith("- ")
    words = line[2:].split()
    place = next(i for i, word in enumerate(words) if AMOUNT.fullmatch(word))
    minutes, seconds, metres, kilometres = AMOUNT.fullmatch(words[place]).groups()
    amount = float(metres or 0) + 1000 * float(kilometres or 0) or 60 * float(minutes or 0) + float(seconds or 0)
    return " ".join(words[:place]), amount, " ".join(words[place + 1 :])


@pytest.mark.parametrize("build", ALL.values(), ids=ALL)
def test_every_block_and_step_is_read_back(build):
    workout = build()
    blocks = read(workout_as_intervals_text(workout))
    assert [times for times, _ in blocks] == [block.times for block in workout.blocks]
    for (_, steps), block in zip(blocks, workout.blocks, strict=True):
        for (_, amount, _), step in zip(steps, block.steps, strict=True):
            wanted = step.distance_m if step.until is Until.DISTANCE else step.duration.mid_s
            assert amount == pytest.approx(wanted, abs=0.5)


def test_the_classic_session_reads_like_one():
    assert workout_as_intervals_text(classic()).splitlines() == [
        "Classic hill repeats",
        "",
        "Warm-up",
        "- easy along the river to the hill 1.5km Z1-Z2 HR intensity=warmup",
        "",
        "Hill repeats 6x",
        "- short quick strides, tall, arms driving 180mtr intensity=interval",
        "- walk down until the breath is back 180mtr intensity=recovery",
        "- wait at the foot 30s intensity=rest",
        "",
        "Cool-down",
        "- back the way you came 1.5km Z1-Z2 HR intensity=cooldown",
    ]


def test_a_heart_rate_is_asked_for_from_three_minutes_on():
    lines = workout_as_intervals_text(treadmill()).splitlines()
    assert "- hands off the rails 3m Z4-Z5 HR intensity=interval" in lines
    assert not any("HR" in line for line in workout_as_intervals_text(classic()).splitlines() if "180mtr" in line)


def test_a_count_in_a_name_is_not_told_twice():
    workout = treadmill()
    first, hills, last = workout.blocks
    named = replace(workout, blocks=(first, Block("3 × 3:00 uphill", hills.steps, times=3), last))
    assert "\nthree min uphill 3x\n" in workout_as_intervals_text(named)


def test_one_zone_is_one_zone():
    workout = climb()
    first, the_climb, last = workout.blocks
    step = replace(the_climb.steps[0], effort=replace(the_climb.steps[0].effort, zones=(3, 3)))
    text = workout_as_intervals_text(replace(workout, blocks=(first, Block("Climb", (step,)), last)))
    assert " Z3 HR " in text


def test_a_step_that_takes_nothing_is_left_out():
    assert "wait at the foot" not in workout_as_intervals_text(classic(rest_s=0.2))


@pytest.mark.parametrize("name", HOSTILE_NAMES)
def test_no_name_is_taken_for_a_step_a_target_or_a_repeat(name):
    text = workout_as_intervals_text(hostile(name))
    blocks = read(text)
    assert [times for times, _ in blocks] == [1, 6, 1]
    assert [amount for _, amount, _ in blocks[1][1]] == [180, 180, 30]
    assert not any(TAKEN.search(cue) for _, steps in blocks for cue, _, _ in steps)
    assert not TAKEN.search(text.splitlines()[0])


@given(st.text(max_size=60))
def test_no_text_keeps_anything_that_would_be_read(text):
    words = plain_words(text)
    assert not TAKEN.search(words)
    assert not words.startswith("-")
    assert words == plain_words(words)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("200m at 8%", "two hundred m at eight percent"),
        ("3x30 s, 2025", "three x thirty s, two zero two five"),
        ("rep 007 of 115", "rep zero zero seven of one hundred fifteen"),
        ("\N{FULLWIDTH DIGIT ONE}\N{ARABIC-INDIC DIGIT ZERO}m ²", "ten m two"),
        ("6 × 1:30 at 8:05/km, 0:10, 2:00", "six × one min thirty s at eight min five s/km, ten s, two min"),
        ("press  lap", ""),
    ],
)
def test_numbers_are_spelled_and_commands_left_out(text, words):
    assert plain_words(text) == words


def test_equal_workouts_give_equal_bytes():
    assert workout_as_intervals_text(classic()) == workout_as_intervals_text(classic())
