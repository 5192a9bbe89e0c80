from datetime import date, time
from zoneinfo import ZoneInfo

import pytest

from hillwork.cli.days import date_named, time_named, zone_named
from hillwork.errors import UsageError

TODAY = date(2026, 11, 25)
"""A Wednesday."""


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-12-24", date(2026, 12, 24)),
        ("today", TODAY),
        ("Tomorrow", date(2026, 11, 26)),
        ("wednesday", TODAY),
        ("tuesday", date(2026, 12, 1)),
        (" sunday ", date(2026, 11, 29)),
    ],
)
def test_a_day_may_be_named(text, day):
    assert date_named(text, TODAY) == day


@pytest.mark.parametrize(("text", "at"), [("18:30", time(18, 30)), ("7:05", time(7, 5)), (" 00:00", time(0))])
def test_a_time_of_day(text, at):
    assert time_named(text) == at


@pytest.mark.parametrize("text", ["", "26.11.2026", "2026-13-01", "someday", "2026-11-26T10:00"])
def test_what_is_no_day_is_refused(text):
    with pytest.raises(UsageError) as refusal:
        date_named(text, TODAY)
    assert refusal.value.hint


@pytest.mark.parametrize("text", ["", "25:00", "6pm", "18:30+02:00", "18:60"])
def test_what_is_no_time_is_refused(text):
    with pytest.raises(UsageError) as refusal:
        time_named(text)
    assert refusal.value.hint


def test_time_zones_by_name_and_of_the_machine():
    assert zone_named("Europe/Lisbon") == ZoneInfo("Europe/Lisbon")
    assert zone_named(None) is not None


@pytest.mark.parametrize("name", ["Middle/Earth", "../../etc/passwd", "/etc/passwd", "", "\x00"])
def test_what_is_no_zone_is_refused(name):
    with pytest.raises(UsageError):
        zone_named(name)
