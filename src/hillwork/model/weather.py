"""Weather as it is forecast, hour by hour, and who forecasts it."""

from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import pairwise
from typing import Protocol

from hillwork.model.ports import Cost


@dataclass(frozen=True, slots=True, kw_only=True)
class Hour:
    """What is forecast for one hour; None where the forecast does not say.

    Args:
        start: When it begins (aware); kept in UTC, where clocks never go back.
        temperature_c: Temperature of the air 2 m above the ground when it begins [degrees Celsius].
        apparent_c: How warm it feels then, with humidity, wind and sun [degrees Celsius].
        rain_mm: Rain, and snow as water, that falls in it [mm].
        rain_probability: How likely it is that some falls in it, 0-1.
        snowfall_m: Fresh snow that falls in it [m].
        snow_depth_m: Snow that lies when it begins [m].
        weather_code: The weather when it begins, in the code of the WMO (table 4677, 0-99).
        gust_mps: The strongest gust in it, 10 m above the ground [m/s].
        visibility_m: How far one sees when it begins [m].
        is_day: Whether the sun is up when it begins.
    """

    start: datetime
    temperature_c: float | None = None
    apparent_c: float | None = None
    rain_mm: float | None = None
    rain_probability: float | None = None
    snowfall_m: float | None = None
    snow_depth_m: float | None = None
    weather_code: int | None = None
    gust_mps: float | None = None
    visibility_m: float | None = None
    is_day: bool | None = None

    def __post_init__(self) -> None:
        if self.start.tzinfo is None:
            raise ValueError("an hour needs a time zone")
        object.__setattr__(self, "start", self.start.astimezone(UTC))


@dataclass(frozen=True, slots=True, kw_only=True)
class Forecast:
    """The weather of a place.

    Args:
        source: Who forecasts it, in words.
        asked_at: When it was asked for (aware); None where that is not known to the minute, as for an answer that was kept.
        hours: Its hours in order, some of them already past.
        zone_name: The time zone of the place, such as `Europe/Lisbon`.
        utc_offset_s: How far its clocks were ahead of UTC when it was asked for [s].
        attribution: Whom to name wherever it is shown.
    """

    source: str
    asked_at: datetime | None
    hours: tuple[Hour, ...]
    zone_name: str
    utc_offset_s: float
    attribution: str

    def __post_init__(self) -> None:
        starts = [hour.start for hour in self.hours]
        if any(later <= sooner for sooner, later in pairwise(starts)):
            raise ValueError("hours must follow each other")
        if self.asked_at is not None and self.asked_at.tzinfo is None:
            raise ValueError("asked_at needs a time zone")


class WeatherSource(Protocol):
    """Somebody who forecasts the weather."""

    def estimate(self, lat_deg: float, lon_deg: float) -> Cost:
        """Return what asking would take; asks nobody.

        Args:
            lat_deg: Latitude of the place [deg].
            lon_deg: Longitude of the place [deg].
        """
        ...

    def forecast(self, lat_deg: float, lon_deg: float) -> Forecast:
        """Return the weather of a place: the last hours and the next days.

        Args:
            lat_deg: Latitude [deg].
            lon_deg: Longitude [deg].

        Raises:
            ServiceError: The service cannot be asked, or does not answer as it should.
        """
        ...
