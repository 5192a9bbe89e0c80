"""Forecasts from Open-Meteo, or a server that speaks like it."""

import json
import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import pairwise
from typing import Any, Final, TypeGuard
from urllib.parse import urlencode

from hillwork.errors import ServiceError
from hillwork.model import MAX_LAT_DEG, MAX_LON_DEG, Cost, Forecast, Hour
from hillwork.net import Answer, Ask, BusyError, Client, Manners, check_base, host_of, json_of, shown
from hillwork.text import clean

OPEN_METEO_URL: Final = "https://api.open-meteo.com/v1/forecast"
ATTRIBUTION: Final = "Weather data by Open-Meteo.com (CC BY 4.0)"
"""Its free use is for non-commercial purposes only: docs/safety.md says so."""

MANNERS: Final = Manners(max_bytes=500_000, keep_s=1800.0, read_s=15.0, deadline_s=30.0, tries=2)
"""A plan does not wait long for the weather; a question that fails counts against the day's limit as well."""

PAST_HOURS: Final = 12
"""Ice is what fell before."""

FORECAST_HOURS: Final = 16 * 24
"""As far as it goes. With `past_hours` the hours count from now, and `forecast_days` no longer matters to them."""

MAX_HOURS: Final = PAST_HOURS + FORECAST_HOURS + 48
HOUR_S: Final = 3600
ANSWER_BYTES: Final = 40_000
DIGITS: Final = 2
"""Places are rounded to a hundredth of a degree, 1.1 km, before they leave: the weather does not change, the address does."""

NEAR_DEG: Final = 0.25
"""The answer is about the middle of a cell of the weather model, up to 11 km wide, or about its neighbour on land."""

EARLIEST_S: Final = 946_684_800
LATEST_S: Final = 4_102_444_800
"""The years 2000 to 2100 [s since 1970]."""

MAX_OFFSET_S: Final = 18 * HOUR_S
OK: Final = 200
OTHER_WAY: Final = "go on without it: look at the sky, or at another forecast"


@dataclass(frozen=True, slots=True)
class _Variable:
    """What is asked for each hour.

    Args:
        unit: The unit that the answer must name.
        low: The least value that there is on earth, or a little less.
        high: The greatest.
        factor: What makes it ours.
        is_sum: Whether a value is about the hour before its time, as sums and greatest values are.
    """

    unit: str
    low: float
    high: float
    factor: float = 1.0
    is_sum: bool = False


VARIABLES: Final[Mapping[str, _Variable]] = {
    "temperature_2m": _Variable("°C", -95, 65),
    "apparent_temperature": _Variable("°C", -130, 100),
    "precipitation": _Variable("mm", 0, 500, is_sum=True),
    "precipitation_probability": _Variable("%", 0, 100, 0.01, is_sum=True),
    "snowfall": _Variable("cm", 0, 300, 0.01, is_sum=True),
    "snow_depth": _Variable("m", 0, 50),
    "weather_code": _Variable("wmo code", 0, 99),
    "wind_gusts_10m": _Variable("m/s", 0, 150, is_sum=True),
    "visibility": _Variable("m", 0, 1_000_000),
    "is_day": _Variable("", 0, 1),
}
"""Ten of them weigh as one question."""

Column = list[float | None]


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True)
class OpenMeteo:
    """Open-Meteo behind the port.

    Args:
        client: Asks it.
        base_url: Where to ask.
        now: Tells the time (aware).
    """

    client: Client
    base_url: str = OPEN_METEO_URL
    now: Callable[[], datetime] = _now

    def estimate(self, lat_deg: float, lon_deg: float) -> Cost:
        """Return what a forecast would take; nothing when the answer is kept.

        Args:
            lat_deg: Latitude [deg].
            lon_deg: Longitude [deg].
        """
        n_requests = self.client.n_to_send([self._ask(lat_deg, lon_deg)], MANNERS)
        return Cost(
            host=host_of(self.base_url),
            n_requests=n_requests,
            n_bytes=n_requests * ANSWER_BYTES,
            duration_s=float(n_requests),
            sends="the place, rounded to about 1 km",
        )

    def forecast(self, lat_deg: float, lon_deg: float) -> Forecast:
        """Return the weather of a place: the last 12 hours and the next 16 days.

        Args:
            lat_deg: Latitude [deg].
            lon_deg: Longitude [deg].

        Raises:
            UsageError: The address of the service is none.
            ServiceError: It cannot be asked, or does not answer as it should.
        """
        self.client.announce(self.estimate(lat_deg, lon_deg))
        ask = self._ask(lat_deg, lon_deg)
        where = shown(ask.url)
        is_kept = not self.client.n_to_send([ask], MANNERS)
        asked_at = None if is_kept else self.now()

        def understand(answer: Answer) -> Forecast:
            if answer.status != OK:
                raise ServiceError(f"{where}: {_complaint(answer)}", hint=OTHER_WAY)
            said = json_of(answer, ask.url)
            if not isinstance(said, dict) or said.get("error"):
                raise ServiceError(f"{where}: {_complaint(answer)}", hint=OTHER_WAY)
            return _forecast(said, (lat_deg, lon_deg), where, asked_at)

        try:
            return self.client.fetch(ask, MANNERS, understand)
        except BusyError as error:
            # It says which limit was reached: that of a minute, an hour or a day.
            raise ServiceError(f"{where}: {_complaint(error.answer)}", hint=OTHER_WAY) from error

    def _ask(self, lat_deg: float, lon_deg: float) -> Ask:
        if not (abs(lat_deg) <= MAX_LAT_DEG and abs(lon_deg) <= MAX_LON_DEG):
            raise ValueError(f"no place on earth: {lat_deg}, {lon_deg}")
        asked = {
            "latitude": f"{_rounded(lat_deg):.{DIGITS}f}",
            "longitude": f"{_rounded(lon_deg):.{DIGITS}f}",
            "hourly": ",".join(VARIABLES),
            "wind_speed_unit": "ms",
            "timezone": "auto",
            "timeformat": "unixtime",
            "past_hours": PAST_HOURS,
            "forecast_hours": FORECAST_HOURS,
        }
        return Ask(f"{check_base(self.base_url)}?{urlencode(asked, safe=',')}", told="the weather")


def _rounded(degrees: float) -> float:
    return round(degrees, DIGITS) + 0.0  # never -0.00


def _forecast(said: dict[str, Any], place_deg: tuple[float, float], where: str, asked_at: datetime | None) -> Forecast:
    """Return what an answer says, all of it checked.

    Raises:
        ServiceError: It is about another place, or something in it cannot be true.
    """

    def refuse(what: str) -> ServiceError:
        return ServiceError(f"{where}: {what}"[:300], hint=OTHER_WAY)

    _check_place(said, place_deg, refuse)
    hourly, units = said.get("hourly"), said.get("hourly_units")
    if not isinstance(hourly, dict) or not isinstance(units, dict):
        raise refuse("answers something else than a forecast")
    times = _times(hourly.get("time"), units.get("time"), refuse)
    columns = {name: _column(name, hourly, units, len(times), refuse) for name in VARIABLES}
    offset_s = said.get("utc_offset_seconds")
    if not _is_number(offset_s) or abs(offset_s) > MAX_OFFSET_S:
        raise refuse(f"{offset_s!r} is no offset from UTC")
    zone_name = said.get("timezone")
    zone_name = clean(zone_name, max_characters=50) if isinstance(zone_name, str) else ""
    return Forecast(
        source="Open-Meteo" if where == OPEN_METEO_URL else f"Open-Meteo at {host_of(where)}",
        asked_at=asked_at,
        hours=tuple(
            _hour(datetime.fromtimestamp(time_s, UTC), {name: column[index] for name, column in columns.items()})
            for index, time_s in enumerate(times)
        ),
        zone_name=zone_name,
        utc_offset_s=float(offset_s),
        attribution=ATTRIBUTION,
    )


Refuse = Callable[[str], ServiceError]


def _check_place(said: dict[str, Any], place_deg: tuple[float, float], refuse: Refuse) -> None:
    lat, lon = said.get("latitude"), said.get("longitude")
    if not _is_number(lat) or not _is_number(lon):
        raise refuse("does not say which place it answers for")
    north = abs(lat - place_deg[0])
    around = abs((lon - place_deg[1] + 180.0) % 360.0 - 180.0)
    if not (north <= NEAR_DEG and around * math.cos(math.radians(place_deg[0])) <= NEAR_DEG):
        raise refuse("answers for another place than it was asked for")


def _times(times: object, unit: object, refuse: Refuse) -> list[int]:
    """Return when the hours begin, one after the other [s since 1970]."""
    is_list = isinstance(times, list) and all(isinstance(one, int) and not isinstance(one, bool) for one in times)
    if not isinstance(times, list) or not is_list or unit != "unixtime" or not 1 < len(times) <= MAX_HOURS:
        raise refuse("answers without the hours it was asked for")
    if any(after - before != HOUR_S for before, after in pairwise(times)):
        raise refuse("answers hours that do not follow each other")
    if not EARLIEST_S <= times[0] <= times[-1] <= LATEST_S:
        raise refuse("answers hours of another age")
    return times


def _column(name: str, hourly: dict[str, Any], units: dict[str, Any], n_hours: int, refuse: Refuse) -> Column:
    """Return the values of a variable by hour, None where there are none, each at the hour that it is about."""
    variable = VARIABLES[name]
    values = hourly.get(name)
    if values is None or values == [None] * n_hours:  # the unit of what it does not know is "undefined"
        return [None] * n_hours
    if not isinstance(values, list) or len(values) != n_hours:
        raise refuse(f"answers another number of values than hours for {name}")
    if units.get(name) != variable.unit:
        raise refuse(f"answers {name} in another unit than {variable.unit!r}")
    for value in values:
        if value is not None and not (_is_number(value) and variable.low <= value <= variable.high):
            raise refuse(f"{value!r} cannot be {name}")
    ours = [None if value is None else value * variable.factor for value in values]
    return [*ours[1:], None] if variable.is_sum else ours


def _hour(start: datetime, values: dict[str, float | None]) -> Hour:
    code, is_day = values["weather_code"], values["is_day"]
    return Hour(
        start=start,
        temperature_c=values["temperature_2m"],
        apparent_c=values["apparent_temperature"],
        rain_mm=values["precipitation"],
        rain_probability=values["precipitation_probability"],
        snowfall_m=values["snowfall"],
        snow_depth_m=values["snow_depth"],
        weather_code=None if code is None else int(code),
        gust_mps=values["wind_gusts_10m"],
        visibility_m=values["visibility"],
        is_day=None if is_day is None else bool(is_day),
    )


def _is_number(value: object) -> TypeGuard[float]:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _complaint(answer: Answer) -> str:
    """Return what the service gives as its reason."""
    try:
        said = json.loads(answer.body)
    except (ValueError, RecursionError):
        said = None
    reason = said.get("reason") if isinstance(said, dict) else None
    return f"gives no forecast (status {answer.status})" + (f": {clean(reason)}" if isinstance(reason, str) else "")
