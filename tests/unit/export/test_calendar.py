"""Calendars are read back by two other libraries' readers: ics, and icalendar's own parser."""

import warnings
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

import icalendar
import ics
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hillwork.errors import UsageError
from hillwork.export import Event, calendar_text, workout_as_ics
from tests.unit.export.sessions import HOSTILE_NAMES, STARTS_AT, classic, climb, hostile, rolling, treadmill


def read(text: str) -> list[ics.Event]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # ics 0.7 calls its own parser in an old way
        return sorted(ics.Calendar(text).events)


def test_a_workout_is_one_event_with_its_time_place_and_sheet():
    [event] = read(workout_as_ics(classic()))
    assert event.name == "Classic hill repeats"
    assert event.begin.datetime == STARTS_AT
    assert event.location == "46.06018, 14.52338"
    assert (event.geo.latitude, event.geo.longitude) == (46.06018, 14.52338)
    assert "- rep: 180 m, 1:12-1:23, 8.0 % (hard, not all out; 8 of 10): short quick strides" in event.description
    assert "In all: 5.16 km" in event.description
    assert "- on ice, snow or wet leaves do another session" in event.description


def test_it_lasts_the_expected_time_rounded_up_to_five_minutes():
    [event] = read(workout_as_ics(classic()))
    assert classic().totals.duration.mid_s == pytest.approx(44.8 * 60, abs=10)
    assert event.duration == timedelta(minutes=45)


def test_instants_are_in_utc_so_that_no_table_of_zones_is_needed():
    text = workout_as_ics(classic())
    assert "DTSTART:20260503T163000Z\r\n" in text
    assert "DTSTAMP:20260503T163000Z\r\n" in text
    assert "TZID" not in text
    assert "VALARM" not in text


def test_without_a_time_the_way_out_is_named():
    with pytest.raises(UsageError) as caught:
        workout_as_ics(treadmill())
    assert "--date" in caught.value.hint
    assert "--at" in caught.value.hint


def test_on_a_treadmill_there_is_no_place():
    [event] = read(workout_as_ics(replace(treadmill(), starts_at=STARTS_AT)))
    assert event.location in {None, ""}
    assert event.geo is None


def test_lines_are_folded_at_75_octets_and_end_in_crlf():
    text = workout_as_ics(hostile("é 日本 🏔 " * 20))
    lines = text.encode().split(b"\r\n")
    assert lines[-1] == b""
    assert max(map(len, lines)) <= 75
    assert b"\n" not in b"".join(lines)


@pytest.mark.parametrize("name", HOSTILE_NAMES)
def test_no_name_adds_an_event_or_a_property(name):
    text = workout_as_ics(hostile(name))
    [event] = read(text)
    [same] = icalendar.Calendar.from_ical(text.encode()).walk("VEVENT")
    assert set(same) == {"DTSTART", "DTEND", "DTSTAMP", "UID", "SUMMARY", "DESCRIPTION", "LOCATION", "GEO"}
    assert event.begin.datetime == STARTS_AT
    assert len(same["SUMMARY"]) <= 200


@pytest.mark.parametrize("name", ['Tom & Jerry\'s <b>"hill"</b>; a, b \\n c', "é 日本 🏔", "]]>", "BEGIN:VEVENT"])
def test_names_come_back_as_they_were(name):
    [event] = icalendar.Calendar.from_ical(workout_as_ics(hostile(name))).walk("VEVENT")
    assert str(event["SUMMARY"]) == name


def test_equal_workouts_give_equal_bytes_and_other_workouts_another_name():
    assert workout_as_ics(classic()) == workout_as_ics(classic())
    uids = {read(workout_as_ics(build()))[0].uid for build in (classic, climb, rolling)}
    assert len(uids) == 3


def test_a_week_holds_timed_and_whole_days():
    week = (
        Event(starts_at=date(2026, 5, 4), title="Strength", description="three rounds\nof five"),
        Event(starts_at=datetime(2026, 5, 5, 7, tzinfo=UTC), duration_s=3000, title="Hills", place=(46.0, -14.5)),
        Event(starts_at=datetime(2026, 5, 6, 7, tzinfo=UTC), title="Easy"),
    )
    strength, hills, easy = read(calendar_text(week))
    assert strength.all_day
    assert strength.begin.date() == date(2026, 5, 4)
    assert strength.description == "three rounds\nof five"
    assert hills.duration == timedelta(minutes=50)
    assert hills.geo.longitude == -14.5
    assert easy.duration == timedelta(0)
    assert "DTSTART;VALUE=DATE:20260504" in calendar_text(week)


def test_no_event_is_an_empty_calendar():
    assert read(calendar_text([])) == []


def test_a_time_without_a_zone_is_a_mistake_of_ours():
    with pytest.raises(ValueError, match="time zone"):
        Event(starts_at=datetime(2026, 5, 5, 7, tzinfo=UTC).replace(tzinfo=None), title="Hills")


@given(
    title=st.text(max_size=80),
    hours=st.integers(-14, 14),
    duration_s=st.one_of(st.none(), st.floats(1, 30_000)),
)
def test_any_event_is_read_back_at_its_instant(title, hours, duration_s):
    at = datetime(2026, 5, 3, 18, 30, tzinfo=timezone(timedelta(hours=hours)))
    text = calendar_text([Event(starts_at=at, duration_s=duration_s, title=title)])
    [event] = icalendar.Calendar.from_ical(text.encode()).walk("VEVENT")
    assert event["DTSTART"].dt == at
    if duration_s is not None:
        assert 0 <= (event["DTEND"].dt - at).total_seconds() - duration_s < 300
