"""Training weeks as text, for programs and for calendars; calendars are read back by the ics library."""

import csv
import io
import json
import re
import warnings
from datetime import UTC, date, datetime, time, timedelta, timezone

import ics
import pytest

from hillwork.errors import UsageError
from hillwork.export import block_as_csv, block_as_ics, block_as_json, block_as_markdown, block_as_text
from hillwork.model import DayKind, Level, PlannedDay, TrainingBlock, Week
from hillwork.plan import SESSIONS
from hillwork.training import Asked, plan_block, plan_marathon

MONDAY = date(2026, 11, 30)
ZONE = timezone(timedelta(hours=2))
NASTY = "a|b <i>`x` *y*"


def short(n_weeks: int = 1, **asked) -> TrainingBlock:
    return plan_block(SESSIONS["short"], Asked(n_weeks=n_weeks, **{"starts_on": MONDAY, **asked}))


def marathon(**asked) -> TrainingBlock:
    return plan_marathon(Asked(**asked), weeks_to_race=14)


def nasty() -> TrainingBlock:
    days = tuple(
        PlannedDay(weekday=day, kind=DayKind.HILL, title=NASTY, dose=NASTY, strength="circuit", rules=("=1+1",))
        for day in range(7)
    )
    week = Week(number=1, phase=NASTY, days=days)
    return TrainingBlock(
        title=NASTY, weeks=(week,) * 2, level=Level.ADVANCED, rules=(NASTY,), notes=(NASTY,), sources=(NASTY,)
    )


def read(text: str) -> list[ics.Event]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # ics 0.7 calls its own parser in an old way
        return sorted(ics.Calendar(text).events)


BLOCKS = [short(), short(2), short(6), short(3, starts_on=None), marathon(), marathon(starts_on=MONDAY)]


@pytest.mark.parametrize("width", [60, 80, 100, 140])
@pytest.mark.parametrize("block", BLOCKS, ids=lambda one: one.title)
def test_text_stays_within_the_width(block, width):
    lines = block_as_text(block, width=width).splitlines()
    assert max(map(len, lines)) <= width
    assert all(line == line.rstrip() for line in lines)


@pytest.mark.parametrize("block", BLOCKS, ids=lambda one: one.title)
def test_every_rule_note_and_source_is_in_the_text(block):
    words = " ".join(block_as_text(block).replace("\n", " ").split())
    rules = {rule for week in block.weeks for day in week.days for rule in day.rules} | set(block.rules)
    assert all(" ".join(part.split()) in words for part in (*rules, *block.notes, *block.sources))
    assert block_as_text(block).startswith(f"{block.title}\n")


def test_one_week_is_a_table_of_its_days():
    lines = block_as_text(short()).splitlines()
    assert re.split(r"  +", lines[2].strip()) == ["day", "what", "how much", "routines"]
    assert re.split(r"  +", lines[7].strip()) == [
        "Thu 3 Dec",
        "Short hill repeats",
        "7 × 30-45 s",
        "first activation",
    ]


def test_many_weeks_are_lines_of_one_table():
    rows = [line.split() for line in block_as_text(short(6)).splitlines()[4:10]]
    assert [row[0] for row in rows] == ["1", "2", "3", "4", "5", "6"]
    assert rows[3][:4] == ["4", "21", "Dec", "lighter"]
    assert rows[3][4:11] == ["rest", "easy+S", "easy", "hill", "easy+S", "easy", "long"]
    assert " ".join(rows[3][11:]) == "short 4 × 30-45 s"


def test_weeks_to_a_race_are_counted_down():
    text = block_as_text(marathon())
    assert re.search(r"^ 1 +14 +early hills +rest .* long +sprint 4 × 8 s$", text, re.MULTILINE)
    assert re.search(r"^ 14 +1 +race .* rest +RACE$", text, re.MULTILINE)
    assert "- Sat, week 14: rest on the day before the race" in text
    assert "- Thu, weeks 1-7: hill days" in text


def test_strength_on_a_hard_day_is_told_to_come_last():
    text = block_as_text(plan_block(SESSIONS["short"], Asked(level=Level.BEGINNER)))
    assert "first activation, last circuit" in text


def test_json_gives_the_block_back():
    block = short(6)
    found = json.loads(block_as_json(block))
    assert (found["schema"], found["session"], found["starts_on"]) == ("hillwork.week/1", "short", "2026-11-30")
    assert [week["number"] for week in found["weeks"]] == [1, 2, 3, 4, 5, 6]
    for before, after in zip(block.weeks, found["weeks"], strict=True):
        assert (after["phase"], after["is_light"], after["weeks_to_race"]) == (before.phase, before.is_light, None)
        for day, one in zip(before.days, after["days"], strict=True):
            assert one["rules"] == list(day.rules)
            for name in ("kind", "session", "title", "reps", "activation", "strength", "is_hard", "grade"):
                assert one[name] == getattr(day, name)
            assert one["date"] == day.on_date.isoformat()
            assert (one["dose"] or "") == day.dose
    hills = found["weeks"][0]["days"][3]
    assert (hills["weekday"], hills["rep_low_s"], hills["rep_high_s"]) == ("thursday", 30, 45)
    assert (hills["duration_low_s"], hills["duration_high_s"]) == (26 * 60, 44 * 60)


def test_fractions_in_json_carry_their_unit():
    block = plan_block(SESSIONS["walk"], Asked(n_weeks=4))
    days = [day for week in json.loads(block_as_json(block))["weeks"] for day in week["days"]]
    names = {name for day in days for name, value in day.items() if isinstance(value, float)}
    assert {name for name in names if not name.endswith("_s")} == {"grade"}


def test_a_race_is_dated_in_json():
    block = plan_marathon(Asked(starts_on=MONDAY), race_on=date(2027, 2, 21))
    found = json.loads(block_as_json(block))
    assert found["race_on"] == found["weeks"][-1]["days"][6]["date"] == "2027-02-21"
    assert found["weeks"][-1]["weeks_to_race"] == 1


def test_a_spreadsheet_has_a_line_a_day_and_no_formula():
    rows = list(csv.DictReader(io.StringIO(block_as_csv(short(2)))))
    assert len(rows) == 14
    assert [rows[10][name] for name in ("week", "weekday", "date", "session", "reps")] == [
        "2",
        "thursday",
        "2026-12-10",
        "short",
        "6",
    ]
    assert {row["rules"] for row in csv.DictReader(io.StringIO(block_as_csv(nasty())))} == {"'=1+1"}


def test_a_calendar_has_whole_days_and_none_for_rest():
    block = short(6)
    events = read(block_as_ics(block))
    days = {day.on_date: day for week in block.weeks for day in week.days if day.kind is not DayKind.REST}
    assert [event.begin.date() for event in events] == sorted(days)
    assert all(event.all_day for event in events)
    hills = [event for event in events if event.name.startswith("Short hill repeats")]
    assert [event.name for event in hills] == [f"Short hill repeats: {reps} × 30-45 s" for reps in (4, 5, 6, 4, 6, 8)]
    assert all("hillwork strength activation" in event.description for event in hills)
    assert all(
        "on either side of every hard day" in event.description and "\n- " in event.description for event in hills
    )
    assert "Easy run, then strength" in {event.name for event in events}


def test_with_a_time_runs_begin_then_and_last_what_is_known():
    block = plan_marathon(Asked(starts_on=MONDAY, n_strength=0), weeks_to_race=14)
    events = read(block_as_ics(block, at=time(18, 30), zone=ZONE))
    sprints = next(event for event in events if event.name.startswith("Hill sprints"))
    assert sprints.begin.datetime == datetime(2026, 12, 3, 16, 30, tzinfo=UTC)
    # 10-20 min there, 4 x (8 s and two minutes), 10-15 min back: 28 to 44 min.
    assert sprints.duration == timedelta(minutes=40)
    [race] = [event for event in events if event.name == "Race"]
    assert (race.all_day, race.begin.date()) == (True, date(2027, 3, 7))


def test_the_same_block_gives_the_same_bytes():
    assert block_as_ics(short(6)) == block_as_ics(short(6))
    uids = re.findall(r"UID:(\S+)", block_as_ics(short(6)))
    assert len(set(uids)) == len(uids) == 36


def test_a_calendar_without_a_start_or_a_zone_is_refused_with_a_way_out():
    with pytest.raises(UsageError) as caught:
        block_as_ics(short(starts_on=None))
    assert "--start" in caught.value.hint
    with pytest.raises(UsageError) as caught:
        block_as_ics(short(), at=time(7))
    assert "--zone" in caught.value.hint


@pytest.mark.parametrize(("block", "n_tables"), [(short(), 1), (short(2), 2), (short(6), 1), (marathon(), 1)])
def test_markdown_has_the_tables_and_the_rules(block, n_tables):
    page = block_as_markdown(block)
    assert page.startswith("# ")
    assert len(re.findall(r"^\|(---\|)+$", page, re.MULTILINE)) == n_tables
    assert [line for line in page.splitlines() if line.startswith("## ")][-4:] == [
        "## Why these days",
        "## Why so much",
        "## Mind",
        "## Sources",
    ]


def test_markdown_is_not_broken_by_what_stands_in_it():
    page = block_as_markdown(nasty())
    rows = [line for line in page.splitlines() if line.startswith("|")]
    assert {len(re.findall(r"(?<!\\)\|", row)) for row in rows} == {5}
    assert not re.search(r"(?<!\\)[<`*]", page)
