"""A server on this machine that speaks like Open-Meteo.

Nobody could ask the real one for these tests. The shapes follow its source code (open-meteo/open-meteo on GitHub, 2025: openapi/forecast.yml,
ForecastapiQuery.swift) and answers that others have published; times in UNIX seconds, one column a variable.
"""

from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import parse_qs, urlsplit

from tests.servers import Reply, Request, as_json

NOW_S = 1_795_168_260
"""2026-11-20 09:51 UTC."""

UNITS = {
    "time": "unixtime",
    "temperature_2m": "°C",
    "apparent_temperature": "°C",
    "precipitation": "mm",
    "precipitation_probability": "%",
    "snowfall": "cm",
    "snow_depth": "m",
    "weather_code": "wmo code",
    "wind_gusts_10m": "m/s",
    "visibility": "m",
    "is_day": "",
}
FAIR: Mapping[str, Any] = {
    "temperature_2m": 11.6,
    "apparent_temperature": 9.8,
    "precipitation": 0.0,
    "precipitation_probability": 5,
    "snowfall": 0.0,
    "snow_depth": 0.0,
    "weather_code": 3,
    "wind_gusts_10m": 6.2,
    "visibility": 24140.0,
    "is_day": 1,
}

Change = Callable[[dict[str, Any]], object]


def said(
    lat_deg: float = 43.74, lon_deg: float = 7.43, *, n_hours: int = 396, change: Change = lambda _: None
) -> dict[str, Any]:
    """Return what the service says of a place: fair weather, unless something is changed."""
    first = NOW_S // 3600 * 3600 - 12 * 3600
    answer: dict[str, Any] = {
        "latitude": round(round(lat_deg / 0.0625) * 0.0625, 6),
        "longitude": round(round(lon_deg / 0.0625) * 0.0625, 6),
        "generationtime_ms": 0.13,
        "utc_offset_seconds": 3600,
        "timezone": "Europe/Monaco",
        "timezone_abbreviation": "GMT+1",
        "elevation": 38.0,
        "hourly_units": dict(UNITS),
        "hourly": {
            "time": [first + 3600 * number for number in range(n_hours)],
            **{name: [value] * n_hours for name, value in FAIR.items()},
        },
    }
    change(answer)
    return answer


def refusal(reason: str, status: int = 400) -> Reply:
    return as_json({"error": True, "reason": reason}, status=status)


def open_meteo(change: Change = lambda _: None) -> Callable[[Request], Reply]:
    """Speak like Open-Meteo."""

    def answer(request: Request) -> Reply:
        parts = urlsplit(request.path)
        asked = {key: values[0] for key, values in parse_qs(parts.query).items()}
        if not parts.path.endswith("/v1/forecast"):
            return as_json({"error": True, "reason": "Not Found"}, status=404)
        lat, lon = float(asked["latitude"]), float(asked["longitude"])
        if not -90 <= lat <= 90:
            return refusal(f"Latitude must be in range of -90 to 90°. Given: {lat}.")
        unknown = set(asked["hourly"].split(",")) - set(FAIR)
        if unknown or asked["timeformat"] != "unixtime" or asked["wind_speed_unit"] != "ms":
            return refusal(f"Cannot initialize VariableAndPreset from invalid String value {unknown}")
        n_hours = int(asked["past_hours"]) + int(asked["forecast_hours"])
        return as_json(said(lat, lon, n_hours=n_hours, change=change))

    return answer
