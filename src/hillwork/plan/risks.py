"""What can go wrong with the weather of a session, hour by hour."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Final

from hillwork.model import Hour, Notice

HOUR: Final = timedelta(hours=1)
ICE_BEFORE: Final = timedelta(hours=12)
"""What fell that long ago may still lie as ice: a rule of ours."""

WET_BEFORE: Final = timedelta(hours=3)
WET_MM: Final = 0.2
"""More than this in the session and the three hours before it leaves the ground wet: a rule of ours."""

ICE_C: Final = 1.0
"""The ground may be colder than the air 2 m above it: a rule of ours."""

FROST_C: Final = 0.0
THAWED_C: Final = 5.0
"""Ice of the night is taken as gone when the session never is colder: a rule of ours."""

SNOW_M: Final = 0.01
WARM_C: Final = 27.0
HOT_C: Final = 32.0
"""Where the heat index of the U.S. National Weather Service begins to say caution (80 °F) and extreme caution (90 °F). The
apparent temperature of the forecast is a kindred measure, not the same one."""

GUST_MPS: Final = 17.0
"""Gale, 8 Beaufort, in which twigs break and walking is hard work."""

KMH_PER_MPS: Final = 3.6
FOG_M: Final = 200.0
LIKELY: Final = 0.5
"""From this probability on rain is spoken of though next to none is forecast."""

FREEZING_CODES: Final = frozenset({56, 57, 66, 67})
SNOW_CODES: Final = frozenset({71, 73, 75, 77, 85, 86})
FOG_CODES: Final = frozenset({45, 48})
STORM_CODES: Final = frozenset(range(95, 100))


class Window:
    """The hours of a session and those before it.

    Args:
        hours: The hours of a forecast.
        start: When the session begins (aware); times are told in its zone.
        end: When it ends (aware).
    """

    def __init__(self, hours: Sequence[Hour], start: datetime, end: datetime) -> None:
        # Python compares times of one zone by their clocks, which go back once a year.
        self.zone = start.tzinfo
        self.start, self.end = start.astimezone(UTC), end.astimezone(UTC)
        start, end = self.start, self.end
        self._all = hours
        # What is told for an instant, such as the temperature, is also told for the end of the last hour.
        self.instants = [hour for hour in hours if start - HOUR < hour.start < end + HOUR]
        self.inside = [hour for hour in self.instants if hour.start < max(end, start + timedelta(seconds=1))]

    def since(self, before: timedelta) -> list[Hour]:
        """Return the hours of the session and those that reach into a while before it."""
        return [hour for hour in self._all if hour.start > self.start - before - HOUR and hour.start < self.end]

    @property
    def is_known(self) -> bool:
        """Whether all its hours are there, with temperature and rain."""
        known = {hour.start for hour in self.inside if _is_told(hour)}
        at, is_known = self.start, True
        while is_known and at <= max(self.start, self.end - timedelta(seconds=1)):
            covering = [first for first in known if first <= at < first + HOUR]
            is_known = bool(covering)
            at = covering[0] + HOUR if covering else at
        return is_known

    @property
    def gap_words(self) -> str:
        """Why it is not known."""
        told = [hour.start for hour in self._all if _is_told(hour)]
        if told and self.end > told[-1] + HOUR:
            return f"the forecast ends on {day_words(told[-1] + HOUR, self.zone)}: ask again when the day is nearer"
        if told and self.start < told[0]:
            return f"the forecast begins on {day_words(told[0], self.zone)}: the session lies before it"
        return "the forecast says nothing about some hours of the session: look at another one"

    def when(self, hours: Sequence[Hour]) -> str:
        """Return some hours in words, from the first to the last."""
        first, last = (hour.start.astimezone(self.zone) for hour in (hours[0], hours[-1]))
        return f"{first:%H:%M} to {last + HOUR:%H:%M}"

    def where(self, is_so: Callable[[Hour], bool]) -> list[Hour]:
        """Return the hours of the session, and the end of its last one, of which something is so."""
        return [hour for hour in self.instants if is_so(hour)]


def _is_told(hour: Hour) -> bool:
    return hour.temperature_c is not None and hour.rain_mm is not None


def day_words(at: datetime, zone: tzinfo | None) -> str:
    """Return a time with its day."""
    return f"{at.astimezone(zone):%Y-%m-%d at %H:%M}"


def _storm(window: Window) -> Notice | None:
    hours = window.where(lambda hour: hour.weather_code in STORM_CODES)
    if not hours:
        return None
    return Notice(
        "thunderstorm",
        f"thunderstorm, {window.when(hours)}: do not go; whoever hears thunder goes indoors, until half an hour after the last",
    )


def _ice(window: Window) -> Notice | None:
    freezing = window.where(lambda hour: hour.weather_code in FREEZING_CODES)
    if freezing:
        return Notice("ice-risk", f"freezing rain or drizzle, {window.when(freezing)}: ice on every surface")
    coldest_c = min((hour.temperature_c for hour in window.instants if hour.temperature_c is not None), default=None)
    if coldest_c is None or coldest_c > THAWED_C:
        return None
    before = window.since(ICE_BEFORE)
    cold = window.where(lambda hour: hour.temperature_c is not None and hour.temperature_c <= ICE_C)
    if cold and any(hour.weather_code in FREEZING_CODES or hour.rain_mm or hour.snow_depth_m for hour in before):
        why = "and rain or snow in the 12 hours before or during it"
    elif cold and (
        not before or before[0].start > window.start - ICE_BEFORE or any(hour.rain_mm is None for hour in before)
    ):
        why = "and what fell in the 12 hours before is not known"
    elif _froze_after_rain(before):
        cold, why = window.instants, "after rain that froze in the 12 hours before"
    else:
        return None
    return Notice("ice-risk", f"ice is likely: {degrees(coldest_c)}, {window.when(cold)}, {why}")


def _froze_after_rain(hours: Sequence[Hour]) -> bool:
    fell = False
    for hour in hours:
        fell = fell or bool(hour.rain_mm)
        if fell and hour.temperature_c is not None and hour.temperature_c <= FROST_C:
            return True
    return False


def _snow(window: Window) -> Notice | None:
    falling = [hour for hour in window.inside if hour.weather_code in SNOW_CODES or hour.snowfall_m]
    if falling:
        return Notice("snow", f"snow falls, {window.when(falling)}: short strides, and no running fast downhill")
    lying_m = max((hour.snow_depth_m for hour in window.instants if hour.snow_depth_m is not None), default=0.0)
    if lying_m < SNOW_M:
        return None
    return Notice("snow", f"about {100 * lying_m:.0f} cm of snow lie, by the model: ask whether the way is cleared")


def _rain(window: Window) -> Notice | None:
    hours = [hour for hour in window.since(WET_BEFORE) if hour.rain_mm]
    total_mm = sum(hour.rain_mm or 0.0 for hour in hours)
    if total_mm > WET_MM:
        return Notice("rain", f"wet: {total_mm:.1f} mm fall, {window.when(hours)}")
    likely = [hour for hour in window.inside if (hour.rain_probability or 0.0) >= LIKELY]
    if not likely:
        return None
    most = max(hour.rain_probability or 0.0 for hour in likely)
    return Notice("rain-chance", f"rain is possible, {window.when(likely)}: {100 * most:.0f} %")


def _heat(window: Window) -> Notice | None:
    hours = window.where(lambda hour: hour.apparent_c is not None and hour.apparent_c >= WARM_C)
    if not hours:
        return None
    hottest_c = max(hour.apparent_c or WARM_C for hour in hours)
    advice = (
        "do it in the morning, or indoors; heat illness is possible, and begins with dizziness and chills"
        if hottest_c >= HOT_C
        else "run by effort, not by pace, drink, and shorten it when you feel bad"
    )
    return Notice("heat", f"it feels like {degrees(hottest_c)}, {window.when(hours)}: {advice}")


def _gusts(window: Window) -> Notice | None:
    hours = [hour for hour in window.inside if hour.gust_mps is not None and hour.gust_mps >= GUST_MPS]
    if not hours:
        return None
    top_mps = max(hour.gust_mps or GUST_MPS for hour in hours)
    return Notice(
        "gusts",
        f"gusts of {top_mps:.0f} m/s ({KMH_PER_MPS * top_mps:.0f} km/h), {window.when(hours)}:"
        " keep away from trees and open ridges",
    )


def _fog(window: Window) -> Notice | None:
    def is_foggy(hour: Hour) -> bool:
        return hour.weather_code in FOG_CODES or (hour.visibility_m is not None and hour.visibility_m < FOG_M)

    hours = window.where(is_foggy)
    if not hours:
        return None
    seen_m = min((hour.visibility_m for hour in hours if hour.visibility_m is not None), default=None)
    seen = f" (one sees {seen_m:.0f} m)" if seen_m is not None else ""
    return Notice("fog", f"fog{seen}, {window.when(hours)}: wear a light, and keep off roads with cars")


def degrees(value_c: float) -> str:
    """Return a temperature to the degree."""
    return f"{round(value_c) + 0:d} °C"


_RISKS: Final = (_storm, _ice, _snow, _rain, _heat, _gusts, _fog)


def risks_of(window: Window) -> list[Notice]:
    """Return what can go wrong, the worst first.

    Args:
        window: The hours of the session.
    """
    return [notice for risk in _RISKS if (notice := risk(window)) is not None]
