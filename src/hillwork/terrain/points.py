"""Services that answer heights point by point: slow, rationed, and only for short tracks."""

import json
import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

import numpy as np

from hillwork.errors import ServiceError, UsageError
from hillwork.model import Cost, Floats, Sampled, Surface, Worth
from hillwork.net import Answer, Ask, Client, Manners, host_of, json_of, shown

DIGITS: Final = 6
"""Of latitudes and longitudes: a tenth of a metre."""

ECHO_DEG: Final = 1e-5
"""A service that repeats the place says where the height is from: a metre off is another question's answer."""

MIN_HEIGHT_M: Final = -500.0
MAX_HEIGHT_M: Final = 9000.0

MAX_POINTS: Final = 1000
"""More than ten of the smallest questions: then it is tiles that should be asked for, or the user must say so."""

COAST_M: Final = 20.0
"""Where heights are usually below that, 0 may be one."""

OK: Final = 200


class Dialect(StrEnum):
    """How a service is asked."""

    OPENTOPODATA = "opentopodata"
    OPEN_ELEVATION = "open-elevation"
    VALHALLA = "valhalla"


@dataclass(frozen=True, slots=True)
class _Grammar:
    """What a dialect asks and answers.

    Args:
        batch: Points a question.
        bytes_a_point: Of the answer, for estimates [bytes].
        manners: How it wants to be asked.
        resolution_m: Of its usual data [m].
        step_m: What its heights are rounded to [m].
        ask: The body of a question.
        heights: The heights in an answer, None where unknown, in the order asked; raises `ServiceError` when it is none.
    """

    batch: int
    bytes_a_point: int
    manners: Manners
    resolution_m: float
    step_m: float
    ask: Callable[[Floats, Floats], dict[str, Any]]
    heights: Callable[[Any, Floats, Floats, str], list[Any]]


@dataclass(frozen=True)
class PointService:
    """A point service behind the port.

    Args:
        client: Asks it.
        base_url: Where to ask; for OpenTopoData with its dataset, as `https://api.opentopodata.org/v1/ned10m`.
        dialect: How to ask.
        is_large_allowed: Whether to ask for more than `MAX_POINTS` points.
        key: A key, sent in a header named x-api-key; empty without.
    """

    client: Client
    base_url: str
    dialect: Dialect
    is_large_allowed: bool = False
    key: str = ""

    def estimate(self, lat_deg: Floats, lon_deg: Floats) -> Cost:
        """Return what asking for these places would take, kept answers included."""
        grammar = _GRAMMARS[self.dialect]
        n_points = len(_unique(lat_deg, lon_deg)[0])
        n_requests = math.ceil(n_points / grammar.batch)
        return Cost(
            host=host_of(self.base_url),
            n_requests=n_requests,
            n_bytes=n_points * grammar.bytes_a_point,
            duration_s=n_requests * max(grammar.manners.interval_s, 0.2),
            sends=f"{n_points:,} places along your way, to a tenth of a metre",
        )

    def sample(self, lat_deg: Floats, lon_deg: Floats) -> Sampled:
        """Return the heights the service knows, NaN elsewhere.

        Raises:
            UsageError: That is too much to ask for.
            ServiceError: It cannot be asked, or does not answer as it should.
        """
        grammar = _GRAMMARS[self.dialect]
        lat, lon, back = _unique(lat_deg, lon_deg)
        if len(lat) > MAX_POINTS and not self.is_large_allowed:
            cost = self.estimate(lat_deg, lon_deg)
            raise UsageError(
                f"{cost.host}: {len(lat):,} points are {cost.n_requests} questions and about {cost.duration_s:.0f} s",
                hint="use --elevation tiles, which takes a few; or --yes to ask all the same",
            )
        parts = [
            self._batch(grammar, lat[first : first + grammar.batch], lon[first : first + grammar.batch])
            for first in range(0, len(lat), grammar.batch)
        ]
        heights = np.append(np.concatenate(parts) if parts else np.empty(0), np.nan)
        worth = Worth(
            resolution_m=grammar.resolution_m,
            step_m=grammar.step_m,
            surface=Surface.MIXED,
            sd_m=math.hypot(1.5 * (grammar.resolution_m / 30) ** 0.5, grammar.step_m * 0.29),
            correlation_m=2 * grammar.resolution_m,
            datum="as the service has it",
            attribution=f"elevation: {host_of(self.base_url)}",
        )
        return Sampled(heights[back], f"api:{host_of(self.base_url)}", worth)

    def _batch(self, grammar: _Grammar, lat_deg: Floats, lon_deg: Floats) -> Floats:
        body = json.dumps(grammar.ask(lat_deg, lon_deg), separators=(",", ":")).encode()
        headers = {"x-api-key": self.key} if self.key else {}
        url = self.base_url
        ask = Ask(url, body=body, headers=headers, told=f"{len(lat_deg)} heights from {host_of(url)}")

        def understand(answer: Answer) -> Floats:
            if answer.status != OK:
                raise ServiceError(f"{shown(url)}: {_complaint(answer)}", hint="check the address and the dataset")
            heights = grammar.heights(json_of(answer, url), lat_deg, lon_deg, shown(url))
            return np.array([_height(height, shown(url)) for height in heights], dtype=np.float64)

        return self.client.fetch(ask, grammar.manners, understand)


def _unique(lat_deg: Floats, lon_deg: Floats) -> tuple[Floats, Floats, np.ndarray]:
    """Return each known place once, and for every place the number of its own; unknown ones have the last number."""
    known = np.isfinite(lat_deg) & np.isfinite(lon_deg)
    places = np.column_stack([lat_deg[known].round(DIGITS), lon_deg[known].round(DIGITS)])
    unique, inverse = np.unique(places, axis=0, return_inverse=True)
    back = np.full(len(lat_deg), len(unique))
    back[known] = inverse.ravel()
    return unique[:, 0], unique[:, 1], back


def _height(value: Any, where: str) -> float:  # noqa: ANN401 - what JSON holds
    if value is None:
        return math.nan
    if isinstance(value, bool) or not isinstance(value, int | float) or not MIN_HEIGHT_M <= value <= MAX_HEIGHT_M:
        raise ServiceError(f"{where}: {value!r} is no height on earth"[:200], hint="check the address and the dataset")
    return float(value)


def _complaint(answer: Answer) -> str:
    """Return what a service gives as its reason, cleaned by the caller of all errors."""
    try:
        said = json.loads(answer.body)
        reason = said.get("error") or said.get("reason") or said.get("message") if isinstance(said, dict) else None
    except ValueError:
        reason = None
    return f"refuses (status {answer.status})" + (f": {str(reason)[:120]}" if isinstance(reason, str) else "")


def _results(said: Any, n_asked: int, where: str) -> list[Any]:  # noqa: ANN401 - what JSON holds
    results = said.get("results") if isinstance(said, dict) else None
    if not isinstance(results, list) or len(results) != n_asked or not all(isinstance(one, dict) for one in results):
        raise ServiceError(f"{where}: not one height for each place", hint="try again later")
    return results


def _check_echo(echoed: Iterator[tuple[Any, Any]], lat_deg: Floats, lon_deg: Floats, where: str) -> None:
    for (lat, lon), asked_lat, asked_lon in zip(echoed, lat_deg, lon_deg, strict=True):
        is_place = isinstance(lat, int | float) and isinstance(lon, int | float)
        if not is_place or abs(lat - asked_lat) > ECHO_DEG or abs(lon - asked_lon) > ECHO_DEG:
            raise ServiceError(f"{where}: answers for other places than asked", hint="check the address")


def _ask_opentopodata(lat_deg: Floats, lon_deg: Floats) -> dict[str, Any]:
    places = "|".join(f"{lat:.{DIGITS}f},{lon:.{DIGITS}f}" for lat, lon in zip(lat_deg, lon_deg, strict=True))
    return {"locations": places, "interpolation": "bilinear"}


def _hear_opentopodata(said: Any, lat_deg: Floats, lon_deg: Floats, where: str) -> list[Any]:  # noqa: ANN401
    if not isinstance(said, dict) or said.get("status") != "OK":
        raise ServiceError(f"{where}: does not say that all went well", hint="check the address and the dataset")
    results = _results(said, len(lat_deg), where)
    places = [one.get("location") if isinstance(one.get("location"), dict) else {} for one in results]
    _check_echo(((place.get("lat"), place.get("lng")) for place in places), lat_deg, lon_deg, where)
    return [one.get("elevation") for one in results]


def _ask_open_elevation(lat_deg: Floats, lon_deg: Floats) -> dict[str, Any]:
    return {
        "locations": [
            {"latitude": round(float(lat), DIGITS), "longitude": round(float(lon), DIGITS)}
            for lat, lon in zip(lat_deg, lon_deg, strict=True)
        ]
    }


def _hear_open_elevation(said: Any, lat_deg: Floats, lon_deg: Floats, where: str) -> list[Any]:  # noqa: ANN401
    results = _results(said, len(lat_deg), where)
    if any("error" in one for one in results):
        raise ServiceError(f"{where}: could not find the height of a place", hint="try again later")
    _check_echo(((one.get("latitude"), one.get("longitude")) for one in results), lat_deg, lon_deg, where)
    heights = [one.get("elevation") for one in results]
    # It says 0 for what it does not know. On a coast most are near 0; elsewhere a 0 among heights is unknown.
    others = [abs(height) for height in heights if isinstance(height, int | float) and height]
    inland = bool(others) and float(np.median(others)) > COAST_M
    return [None if height == 0 and (inland or not others) else height for height in heights]


def _ask_valhalla(lat_deg: Floats, lon_deg: Floats) -> dict[str, Any]:
    import polyline  # noqa: PLC0415 - only who asks such a service waits for it

    places = list(zip(lat_deg.tolist(), lon_deg.tolist(), strict=True))
    return {"encoded_polyline": polyline.encode(places, DIGITS), "height_precision": 2}


def _hear_valhalla(said: Any, lat_deg: Floats, lon_deg: Floats, where: str) -> list[Any]:  # noqa: ANN401
    heights = said.get("height") if isinstance(said, dict) else None
    if not isinstance(heights, list) or len(heights) != len(lat_deg):
        raise ServiceError(f"{where}: not one height for each place", hint="try again later")
    shape = said.get("shape")
    if isinstance(shape, list) and all(isinstance(one, dict) for one in shape):
        _check_echo(((one.get("lat"), one.get("lon")) for one in shape), lat_deg, lon_deg, where)
    return heights


_GRAMMARS: Final = {
    # 100 points a question, one a second, a thousand a day: the public server's rules.
    Dialect.OPENTOPODATA: _Grammar(
        batch=100,
        bytes_a_point=146,
        manners=Manners(interval_s=1.05, per_day=1000),
        resolution_m=30.0,
        step_m=1.0,
        ask=_ask_opentopodata,
        heights=_hear_opentopodata,
    ),
    # 250 m cells, whole metres, 0 where unknown; bodies above 102,399 bytes are refused.
    Dialect.OPEN_ELEVATION: _Grammar(
        batch=1500,
        bytes_a_point=70,
        manners=Manners(interval_s=1.05),
        resolution_m=250.0,
        step_m=1.0,
        ask=_ask_open_elevation,
        heights=_hear_open_elevation,
    ),
    Dialect.VALHALLA: _Grammar(
        batch=10_000,
        bytes_a_point=40,
        manners=Manners(interval_s=1.05),
        resolution_m=30.0,
        step_m=0.0,
        ask=_ask_valhalla,
        heights=_hear_valhalla,
    ),
}
