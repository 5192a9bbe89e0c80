"""When it is light at a place, and what that means for a session."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from itertools import pairwise
from typing import Final

from hillwork.errors import UsageError
from hillwork.model import Notice

HORIZON_DEG: Final = -0.8333
"""The sun rises when its upper edge shows: its middle is then 16' below the horizon, and refraction lifts it by 34'."""

TWILIGHT_DEG: Final = -6.0
"""Civil twilight, in which the ground is still seen, ends with the sun 6 degrees below the horizon."""

FIRST_YEAR: Final = 1901
LAST_YEAR: Final = 2099
"""The years that the formulas of NOAA, which astral follows, are made for."""

STEP: Final = timedelta(minutes=10)
"""A day or night that is shorter than this is none."""

SECOND: Final = timedelta(seconds=1)
LOOK: Final = timedelta(minutes=5)
"""How closely a session is looked through."""

BE_SEEN: Final = (
    "wear a lamp and something reflective; where there is no pavement face the traffic,"
    " but not over a blind crest, where that side is the bad one"
)
"""Advice of fleetfeet.com, steeplechasers.org and prairiepatriot.com on hills at night."""

_LIT: Final = {
    True: "the way is lit, as far as the map knows",
    False: "the way is not lit all the way",
    None: "whether the way is lit is not known",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Daylight:
    """The light of one day at one place: its events on that date of that time zone, None for those that do not happen.

    Where the zone lies far from the place, or the nights are white, the sun may set before it rises.

    Args:
        date: The day.
        zone: The time zone that it is a day of.
        dawn: When civil twilight begins.
        sunrise: When the upper edge of the sun shows above a level horizon.
        sunset: When it is gone; where it sets twice on that date, the time after sunrise.
        dusk: When civil twilight ends.
        is_always_light: Whether the sun does not set.
        is_always_dark: Whether it does not rise; there may be twilight.
    """

    date: date
    zone: tzinfo
    dawn: datetime | None
    sunrise: datetime | None
    sunset: datetime | None
    dusk: datetime | None
    is_always_light: bool = False
    is_always_dark: bool = False

    def is_sunny(self, at: datetime) -> bool:
        """Tell whether the sun is up, clouds or not; a time on another day is taken as one on this day."""
        if self.is_always_light or self.is_always_dark:
            return self.is_always_light
        return _is_between(self.sunrise, self.sunset, self._that_day(at))

    def is_dark(self, at: datetime) -> bool:
        """Tell whether it is darker than twilight; a time on another day is taken as one on this day."""
        if self.is_sunny(at):
            return False
        if self.dawn is None and self.dusk is None:
            return self.is_always_dark  # otherwise nights are white
        return not _is_between(self.dawn, self.dusk, self._that_day(at))

    def _that_day(self, at: datetime) -> datetime:
        local = at.astimezone(self.zone)
        return local + (self.date - local.date())


def daylight(lat_deg: float, lon_deg: float, date: date, zone: tzinfo) -> Daylight:
    """Return the light of a day at a place on level ground: hills around it take some of it away.

    The height of the sun comes from astral. Its own times of sunrise are looked for around noon of one date in UTC, and fail
    near the poles and far from Greenwich; here it is followed through the local day instead.

    >>> from zoneinfo import ZoneInfo
    >>> day = daylight(51.4779, 0.0, date(2026, 6, 21), ZoneInfo("Europe/London"))
    >>> f"{day.sunrise:%H:%M:%S} {day.sunset:%H:%M:%S}"
    '04:42:45 21:20:55'

    Args:
        lat_deg: Latitude [deg].
        lon_deg: Longitude [deg].
        date: The day.
        zone: The time zone that it is a day of, and that times are told in.

    Raises:
        UsageError: The sun of that year is not known.
    """
    if not FIRST_YEAR <= date.year <= LAST_YEAR:
        raise UsageError(f"no sunrise is known for {date}", hint=f"give a day from {FIRST_YEAR} to {LAST_YEAR}")
    begin, end = (datetime.combine(day, time.min, zone).astimezone(UTC) for day in (date, date + timedelta(days=1)))
    sun = _Sun(lat_deg, lon_deg)
    heights = [(at, sun.height_deg(at)) for at in _steps(begin, end, STEP)]
    dawn, dusk = sun.crossings(heights, TWILIGHT_DEG)
    sunrise, sunset = sun.crossings(heights, HORIZON_DEG)
    is_even = sunrise is None and sunset is None
    is_up = heights[0][1] > HORIZON_DEG
    return Daylight(
        date=date,
        zone=zone,
        dawn=dawn and dawn.astimezone(zone),
        sunrise=sunrise and sunrise.astimezone(zone),
        sunset=sunset and sunset.astimezone(zone),
        dusk=dusk and dusk.astimezone(zone),
        is_always_light=is_even and is_up,
        is_always_dark=is_even and not is_up,
    )


def light_notes(
    daylight: Daylight, start: datetime | None, end: datetime | None, *, is_lit: bool | None
) -> Iterator[Notice]:
    """Yield when the sun rises and sets, and what to do about a session that is not all in its light.

    Args:
        daylight: The light of the day of the session.
        start: When the session begins (aware); None when that is not known.
        end: When it ends (aware); None when that is not known.
        is_lit: Whether the way is lit; None when that is not known.
    """
    words = _day_words(daylight)
    moments = [at.astimezone(UTC) for at in (start, end) if at is not None]
    if not moments:
        yield Notice("daylight", words)
        if daylight.is_always_dark:
            yield Notice("dark", f"without the sun: {BE_SEEN}; {_LIT[is_lit]}")
        return
    looks = list(_steps(moments[0], moments[-1], LOOK))
    are_sunny = [daylight.is_sunny(at) for at in looks]
    span = f"the session, {_clock(moments[0], daylight)} to {_clock(moments[-1], daylight)},"
    yield Notice("daylight", f"{words}; {span} lies in daylight" if all(are_sunny) else words)
    if not all(are_sunny):
        kind = "in the dark" if any(map(daylight.is_dark, looks)) else "in twilight"
        yield Notice("dark", f"{span} {_dark_words(are_sunny, kind)}: {BE_SEEN}; {_LIT[is_lit]}")


class _Sun:
    """How high the sun stands at one place."""

    def __init__(self, lat_deg: float, lon_deg: float) -> None:
        from astral import Observer
        from astral.sun import elevation

        self._observer = Observer(lat_deg, lon_deg)
        self._elevation = elevation

    def height_deg(self, at: datetime) -> float:
        """Return the height of its middle, without refraction [deg]."""
        return self._elevation(self._observer, at, with_refraction=False)

    def crossings(
        self, heights: list[tuple[datetime, float]], level_deg: float
    ) -> tuple[datetime | None, datetime | None]:
        """Return when it first rises through a level, and when it falls through it, after that if it does."""
        rises: list[datetime] = []
        falls: list[datetime] = []
        for (before, low), (after, high) in pairwise(heights):
            if (low > level_deg) != (high > level_deg):
                (rises if high > low else falls).append(self._crossing(before, after, level_deg))
        rise = rises[0] if rises else None
        later = [fall for fall in falls if rise is None or fall > rise]
        return rise, next(iter(later or falls), None)

    def _crossing(self, before: datetime, after: datetime, level_deg: float) -> datetime:
        was_above = self.height_deg(before) > level_deg
        while after - before > SECOND:
            middle = before + (after - before) // SECOND // 2 * SECOND
            if (self.height_deg(middle) > level_deg) == was_above:
                before = middle
            else:
                after = middle
        return after


def _steps(begin: datetime, end: datetime, step: timedelta) -> Iterator[datetime]:
    at = begin
    while at < end:
        yield at
        at += step
    yield end


def _is_between(rise: datetime | None, fall: datetime | None, at: datetime) -> bool:
    """Tell whether a time lies after a rise and before a fall; one of them may be missing, and the fall may come first."""
    if rise is None or fall is None:
        return (rise is not None and at >= rise) or (fall is not None and at < fall)
    return rise <= at < fall if rise < fall else at < fall or at >= rise


def _clock(at: datetime, daylight: Daylight) -> str:
    """Return a time to the nearest minute, as almanacs give it."""
    return f"{at.astimezone(daylight.zone) + timedelta(seconds=30):%H:%M}"


def _day_words(daylight: Daylight) -> str:
    day = f"{daylight.date} ({daylight.zone})"
    if daylight.is_always_light:
        return f"the sun does not set on {day}"
    twilight = ", ".join(
        f"{name} {_clock(at, daylight)}"
        for name, at in (("first light", daylight.dawn), ("last light", daylight.dusk))
        if at is not None
    )
    if daylight.is_always_dark:
        return f"the sun does not rise on {day}; {twilight or 'there is no twilight either'}"
    sun = ", ".join(
        f"{name} {_clock(at, daylight)}" if at is not None else f"no {name}"
        for name, at in (("sunrise", daylight.sunrise), ("sunset", daylight.sunset))
    )
    return f"{sun} on {day}; {twilight or 'twilight lasts all night'}"


def _dark_words(are_sunny: list[bool], kind: str) -> str:
    if not any(are_sunny):
        return f"lies {kind}"
    begins = "" if are_sunny[0] else "begins before sunrise"
    ends = "" if are_sunny[-1] else "ends after sunset"
    return f"{' and '.join(filter(None, (begins, ends))) or 'has a sunset in between'}, {kind}"
