"""Training weeks, from the words to the files."""

import csv
import io
import json
from datetime import date, datetime, timedelta

import pytest

from hillwork.cli import week as week_command
from tests.running import run_hillwork


def kinds_of(result) -> list[list[str]]:
    return [[day["kind"] for day in week["days"]] for week in json.loads(result.stdout)["weeks"]]


def test_without_options_it_is_one_week_of_classic_repeats():
    result = run_hillwork("week")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.startswith("Classic hill repeats: one week, intermediate\n")
    assert kinds_of(run_hillwork("week", "--json")) == [["rest", "easy", "easy", "hill", "easy", "easy", "long-run"]]


def test_named_days_are_kept():
    arguments = ("--hill-day", "tue", "--hill-day", "Friday", "--long-run-day", "sunday", "--rest-day", "thursday")
    [kinds] = kinds_of(run_hillwork("week", *arguments, "--json"))
    assert [kinds[day] for day in (1, 4, 6, 3)] == ["hill", "hill", "long-run", "rest"]


def test_files_of_all_kinds_are_written(tmp_path):
    outputs = [tmp_path / f"block{ending}" for ending in (".txt", ".md", ".json", ".csv", ".ics")]
    words = [word for output in outputs for word in ("-o", output)]
    result = run_hillwork("week", "--session", "short", "--weeks", 6, "--start", "2026-12-03", *words)
    assert result.exit_code == 0
    assert result.stderr.count("wrote ") == 5
    text, page, found, table, calendar = (output.read_bytes().decode() for output in outputs)
    assert text == result.stdout
    assert page.startswith("# Short hill repeats")
    assert json.loads(found)["starts_on"] == "2026-11-30"
    assert len(list(csv.reader(io.StringIO(table)))) == 1 + 42
    assert calendar.count("BEGIN:VEVENT") == 36
    assert "DTSTART;VALUE=DATE:20261203" in calendar
    assert "2026-12-03 was taken to 2026-11-30" in text.replace("\n  ", " ")


def test_a_calendar_may_have_the_time_of_day(tmp_path):
    arguments = ("--start", "2026-11-30", "--at", "18:30", "--zone", "Europe/Lisbon", "-q")
    result = run_hillwork("week", *arguments, "-o", tmp_path / "week.ics")
    assert (result.exit_code, result.stderr) == (0, "")
    assert "DTSTART:20261203T183000Z" in (tmp_path / "week.ics").read_text()


@pytest.fixture
def _on_a_wednesday(monkeypatch):
    class Wednesday(datetime):
        @classmethod
        def now(cls, tz=None):
            return cls(2026, 11, 25, 12, tzinfo=tz)

    monkeypatch.setattr("datetime.datetime", Wednesday)


@pytest.mark.usefixtures("_on_a_wednesday")
def test_a_race_date_alone_counts_from_today():
    found = json.loads(run_hillwork("week", "--race-date", "2027-02-28", "--json").stdout)
    assert (found["starts_on"], found["race_on"]) == ("2026-11-23", "2027-02-28")
    assert [week["weeks_to_race"] for week in found["weeks"]] == list(range(14, 0, -1))
    last = found["weeks"][-1]["days"][6]
    assert (last["kind"], last["date"]) == ("race", "2027-02-28")


@pytest.mark.usefixtures("_on_a_wednesday")
def test_a_start_may_be_told_in_words():
    found = json.loads(run_hillwork("week", "--start", "monday", "--json").stdout)
    assert found["starts_on"] == "2026-11-30"


def test_without_a_start_there_are_no_dates():
    found = json.loads(run_hillwork("week", "--weeks-to-race", 3, "--json").stdout)
    assert found["starts_on"] is found["race_on"] is None
    assert {day["date"] for week in found["weeks"] for day in week["days"]} == {None}


def test_weeks_cut_a_marathon_block_short():
    found = json.loads(run_hillwork("week", "--weeks-to-race", 14, "--weeks", 1, "--json").stdout)
    assert [week["weeks_to_race"] for week in found["weeks"]] == [14]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--hill-day", "thursday", "--long-run-day", "friday"), "hill on Thursday, long run on Friday"),
        (("--hill-day", "someday"), "no weekday 'someday'"),
        (("--hill-day", "t"), "no weekday 't'"),
        (("--weeks", 9), "a block of 9 weeks"),
        (("--weeks-to-race", 0), "0 weeks to the race"),
        (("--weeks-to-race", -2), "-2 weeks to the race"),
        (("--weeks-to-race", 14, "--session", "short"), "leave --session away"),
        (("--weeks-to-race", 14, "--race-date", "2027-02-28"), "say the same twice"),
        (("--race-date", "2026-02-30", "--start", "2026-01-01"), "give --race-date as"),
        (("--race-date", "2026-01-01", "--start", "2026-02-01"), "is over"),
        (("--start", "soon"), "give --start as"),
        (("--at", "25:00"), "not a time of day"),
        (("--zone", "Europe/Lisbon"), "a time zone without a time of day"),
        (("--at", "7:00", "--zone", "Mars/Base"), "no time zone"),
        (("--strength", 4), "4 strength sessions"),
        (("--session", "lydiard", "--weeks", 6), "--weeks 4"),
        (("-o", "week.pdf"), "cannot write .pdf"),
        (("--level", "hero"), "hero"),
    ],
)
def test_what_makes_no_sense_is_refused_with_a_way_out(arguments, words):
    result = run_hillwork("week", *arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert words in result.stderr


def test_a_calendar_without_a_start_is_refused_before_anything_is_written(tmp_path):
    result = run_hillwork("week", "-o", tmp_path / "week.txt", "-o", tmp_path / "week.ics")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "--start" in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_the_days_of_the_program_interface_are_words():
    from hillwork import api

    block = api.plan_week("short", hill_on=["wednesday"], starts_on=date(2026, 11, 30))
    assert block.weeks[0].days[2].session == "short"
    assert block.weeks[0].days[6].on_date == date(2026, 11, 30) + timedelta(days=6)
    assert tuple(api.block_forms(block)) == week_command.ENDINGS
