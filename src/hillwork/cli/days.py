"""From what somebody typed for a day and a time to a day."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from hillwork.errors import UsageError
from hillwork.text import clean

if TYPE_CHECKING:
    from hillwork.api import Day
    from hillwork.cli.asking import Asking
    from hillwork.wish import ElevationWish

WEEKDAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


@dataclass(frozen=True, slots=True, kw_only=True)
class DayWish:
    """What the user said about the day, as it was typed.

    Args:
        date: The day.
        at: When the session begins.
        zone: The time zone.
        is_weather_wanted: Whether to ask for a forecast.
        weather_url: Where to ask; empty for the public service.
        conditions: What the ground is like.
    """

    date: str | None = None
    at: str | None = None
    zone: str | None = None
    is_weather_wanted: bool = False
    weather_url: str = ""
    conditions: str | None = None

    def day(self, wish: "ElevationWish", asking: "Asking") -> "Day":
        """Return the day that is meant; today where a time or a forecast is wanted without one.

        Args:
            wish: What the user said about services.
            asking: Says what is asked of them.

        Raises:
            UsageError: There is no such day, time or time zone.
        """
        from hillwork import api
        from hillwork.wish import open_weather

        zone = zone_named(self.zone)
        today = datetime.now(zone).date()
        needs_day = self.at is not None or self.is_weather_wanted
        return api.Day(
            zone=zone,
            on_date=date_named(self.date, today) if self.date else today if needs_day else None,
            at=time_named(self.at) if self.at else None,
            conditions=None if self.conditions is None else api.Conditions(self.conditions),
            weather=open_weather(self.weather_url, wish, asking.announce, asking.tell)
            if self.is_weather_wanted
            else None,
        )


def zone_named(name: str | None) -> tzinfo:
    """Return a time zone, that of the machine without a name.

    Raises:
        UsageError: There is none of that name.
    """
    if name is None:
        import tzlocal

        local: tzinfo = tzlocal.get_localzone()
        return local
    try:
        return ZoneInfo(name)
    except (ValueError, OSError, KeyError) as error:
        raise UsageError(f"no time zone {clean(name)!r}", hint="name it as Europe/Lisbon") from error


def date_named(text: str, today: date) -> date:
    """Return a day: an ISO date, today, tomorrow, or the next day of that name, which may be today.

    >>> date_named("tomorrow", date(2026, 11, 25)), date_named("thursday", date(2026, 11, 25))
    (datetime.date(2026, 11, 26), datetime.date(2026, 11, 26))

    Args:
        text: What was typed.
        today: Today.

    Raises:
        UsageError: There is no such day.
    """
    word = text.strip().lower()
    if word in {"today", "tomorrow"}:
        return today + timedelta(days=word == "tomorrow")
    if word in WEEKDAYS:
        return today + timedelta(days=(WEEKDAYS.index(word) - today.weekday()) % 7)
    try:
        return date.fromisoformat(word)
    except ValueError as error:
        raise UsageError(
            f"not a day: {clean(text)!r}", hint="give --date as 2026-11-26, today, tomorrow or thursday"
        ) from error


def time_named(text: str) -> time:
    """Return a time of day.

    >>> time_named("18:30")
    datetime.time(18, 30)

    Raises:
        UsageError: It is none.
    """
    try:
        at = time.fromisoformat(text.strip().zfill(5))
    except ValueError as error:
        raise UsageError(f"not a time of day: {clean(text)!r}", hint="give --at as 18:30") from error
    if at.tzinfo is not None:
        raise UsageError(f"not a time of day: {clean(text)!r}", hint="give --at as 18:30, and the zone with --zone")
    return at
