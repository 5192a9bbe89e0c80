"""How point services are asked, and how their answers are read."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

import numpy as np

from hillwork.errors import ServiceError
from hillwork.model import Floats, Surface
from hillwork.net import Manners

DIGITS: Final = 6
"""Of latitudes and longitudes: a tenth of a metre."""

ECHO_DEG: Final = 1e-5
"""A service that repeats the place says where the height is from: a metre off is another question's answer."""

COAST_M: Final = 20.0
"""Where heights are usually below that, 0 may be one."""


class Dialect(StrEnum):
    """How a service is asked."""

    OPENTOPODATA = "opentopodata"
    OPEN_ELEVATION = "open-elevation"
    VALHALLA = "valhalla"


@dataclass(frozen=True, slots=True)
class Data:
    """What a service answers from.

    Args:
        resolution_m: Distance between its posts [m].
        step_m: What its answers are rounded to, 0 when they are not [m].
        surface: What it shows.
    """

    resolution_m: float
    step_m: float
    surface: Surface


DATASETS: Final = {
    "nzdem8m": Data(8.0, 0.0, Surface.TERRAIN),
    "ned10m": Data(10.0, 0.0, Surface.TERRAIN),
    "eudem25m": Data(25.0, 0.0, Surface.SURFACE),
    "srtm30m": Data(30.0, 1.0, Surface.SURFACE),
    "aster30m": Data(30.0, 1.0, Surface.SURFACE),
    "mapzen": Data(30.0, 1.0, Surface.MIXED),
    "srtm90m": Data(90.0, 1.0, Surface.SURFACE),
}
"""OpenTopoData's public sets, from its documentation."""


@dataclass(frozen=True, slots=True)
class Grammar:
    """What a dialect asks and answers.

    Args:
        batch: Points a question.
        bytes_a_point: Of the answer, for estimates [bytes].
        manners: How it wants to be asked.
        data: What it usually answers from.
        ask: The body of a question.
        heights: The heights in an answer, None where unknown, in the order asked; raises `ServiceError` when it is none.
    """

    batch: int
    bytes_a_point: int
    manners: Manners
    data: Data
    ask: Callable[[Floats, Floats], dict[str, Any]]
    heights: Callable[[object, Floats, Floats, str], list[Any]]


def _one_each(said: object, key: str, n_asked: int, where: str) -> list[Any]:
    """Return the list under a key of an answer, which must hold something for each place."""
    values = said.get(key) if isinstance(said, dict) else None
    if not isinstance(values, list) or len(values) != n_asked:
        raise ServiceError(f"{where}: not one height for each place", hint="try again later")
    return values


def _results(said: object, n_asked: int, where: str) -> list[dict[str, Any]]:
    results = _one_each(said, "results", n_asked, where)
    if not all(isinstance(one, dict) for one in results):
        raise ServiceError(f"{where}: not one height for each place", hint="try again later")
    return results


def _check_echo(places: Sequence[object], keys: tuple[str, str], lat_deg: Floats, lon_deg: Floats, where: str) -> None:
    """Refuse answers for other places than asked: as many, each with latitude and longitude under these keys."""
    for place, asked_lat, asked_lon in zip(places, lat_deg, lon_deg, strict=True):
        lat, lon = (place.get(key) if isinstance(place, dict) else None for key in keys)
        is_place = isinstance(lat, int | float) and isinstance(lon, int | float)
        if not is_place or abs(lat - asked_lat) > ECHO_DEG or abs(lon - asked_lon) > ECHO_DEG:
            raise ServiceError(f"{where}: answers for other places than asked", hint="check the address")


def _ask_opentopodata(lat_deg: Floats, lon_deg: Floats) -> dict[str, Any]:
    places = "|".join(f"{lat:.{DIGITS}f},{lon:.{DIGITS}f}" for lat, lon in zip(lat_deg, lon_deg, strict=True))
    return {"locations": places, "interpolation": "bilinear"}


def _hear_opentopodata(said: object, lat_deg: Floats, lon_deg: Floats, where: str) -> list[Any]:
    if not isinstance(said, dict) or said.get("status") != "OK":
        raise ServiceError(f"{where}: does not say that all went well", hint="check the address and the dataset")
    results = _results(said, len(lat_deg), where)
    _check_echo([one.get("location") for one in results], ("lat", "lng"), lat_deg, lon_deg, where)
    return [one.get("elevation") for one in results]


def _ask_open_elevation(lat_deg: Floats, lon_deg: Floats) -> dict[str, Any]:
    return {
        "locations": [
            {"latitude": round(float(lat), DIGITS), "longitude": round(float(lon), DIGITS)}
            for lat, lon in zip(lat_deg, lon_deg, strict=True)
        ]
    }


def _hear_open_elevation(said: object, lat_deg: Floats, lon_deg: Floats, where: str) -> list[Any]:
    results = _results(said, len(lat_deg), where)
    if any("error" in one for one in results):
        raise ServiceError(f"{where}: could not find the height of a place", hint="try again later")
    _check_echo(results, ("latitude", "longitude"), lat_deg, lon_deg, where)
    heights = [one.get("elevation") for one in results]
    # It says 0 for what it does not know. On a coast most are near 0; elsewhere a 0 among heights is unknown.
    others = [abs(height) for height in heights if isinstance(height, int | float) and height]
    inland = bool(others) and float(np.median(others)) > COAST_M
    return [None if height == 0 and (inland or not others) else height for height in heights]


def _ask_valhalla(lat_deg: Floats, lon_deg: Floats) -> dict[str, Any]:
    import polyline

    places = list(zip(lat_deg.tolist(), lon_deg.tolist(), strict=True))
    return {"encoded_polyline": polyline.encode(places, DIGITS), "height_precision": 2}


def _hear_valhalla(said: object, lat_deg: Floats, lon_deg: Floats, where: str) -> list[Any]:
    heights = _one_each(said, "height", len(lat_deg), where)
    if isinstance(said, dict) and "shape" in said:
        _check_echo(_one_each(said, "shape", len(lat_deg), where), ("lat", "lon"), lat_deg, lon_deg, where)
    return heights


GRAMMARS: Final = {
    # 100 points a question, one a second, a thousand a day: the public server's rules.
    Dialect.OPENTOPODATA: Grammar(
        batch=100,
        bytes_a_point=146,
        manners=Manners(interval_s=1.05, per_day=1000),
        data=Data(30.0, 1.0, Surface.UNKNOWN),
        ask=_ask_opentopodata,
        heights=_hear_opentopodata,
    ),
    # 250 m cells, whole metres, 0 where unknown; bodies above 102,399 bytes are refused.
    Dialect.OPEN_ELEVATION: Grammar(
        batch=1500,
        bytes_a_point=70,
        manners=Manners(interval_s=1.05),
        data=Data(250.0, 1.0, Surface.SURFACE),
        ask=_ask_open_elevation,
        heights=_hear_open_elevation,
    ),
    Dialect.VALHALLA: Grammar(
        batch=10_000,
        bytes_a_point=40,
        manners=Manners(interval_s=1.05),
        data=Data(30.0, 0.0, Surface.MIXED),
        ask=_ask_valhalla,
        heights=_hear_valhalla,
    ),
}
