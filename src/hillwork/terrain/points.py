"""Services that answer heights point by point: slow, rationed, and only for short tracks."""

import json
import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

import numpy as np

from hillwork.errors import ServiceError, UsageError
from hillwork.model import MAX_ELEVATION_M, MIN_ELEVATION_M, Cost, Floats, Sampled, Worth
from hillwork.net import Answer, Ask, Client, host_of, json_of, shown
from hillwork.terrain.dialects import DATASETS, DIGITS, GRAMMARS, Dialect, Grammar
from hillwork.terrain.files import CORRELATION_CELLS, MIN_CORRELATION_M, ROUNDING_SD, SRTM_SD_M, UNKNOWN_DATUM

MAX_POINTS: Final = 1000
"""More than ten of the smallest questions: then it is tiles that should be asked for, or the user must say so."""

OK: Final = 200


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
        """Return what asking for these places would take, less what is kept."""
        grammar = GRAMMARS[self.dialect]
        lat, lon, _ = _unique(lat_deg, lon_deg)
        n_points = len(lat)
        asks = [self._ask(grammar, *places) for places in _batches(lat, lon, grammar.batch)]
        n_requests = self.client.n_to_send(asks, grammar.manners)
        return Cost(
            host=host_of(self.base_url),
            n_requests=n_requests,
            n_bytes=min(n_points, n_requests * grammar.batch) * grammar.bytes_a_point,
            duration_s=n_requests * max(grammar.manners.interval_s, 0.2),
            sends=f"{n_points:,} places along your way, to a tenth of a metre",
        )

    def sample(self, lat_deg: Floats, lon_deg: Floats) -> Sampled:
        """Return the heights the service knows, NaN elsewhere.

        Raises:
            UsageError: That is too much to ask for.
            ServiceError: It cannot be asked, or does not answer as it should.
        """
        grammar = GRAMMARS[self.dialect]
        data = DATASETS.get(self._dataset, grammar.data)
        lat, lon, back = _unique(lat_deg, lon_deg)
        cost = self.estimate(lat_deg, lon_deg)
        self.client.announce(cost)
        if cost.n_requests and len(lat) > MAX_POINTS and not self.is_large_allowed:
            raise UsageError(
                f"{cost.host}: {len(lat):,} points are {cost.n_requests} questions and about {cost.duration_s:.0f} s",
                hint="use --elevation tiles, which takes a few; or --yes to ask all the same",
            )
        parts = [self._batch(grammar, *places) for places in _batches(lat, lon, grammar.batch)]
        heights = np.append(np.concatenate(parts) if parts else np.empty(0), np.nan)
        worth = Worth(
            resolution_m=data.resolution_m,
            step_m=data.step_m,
            surface=data.surface,
            sd_m=math.hypot(SRTM_SD_M * (data.resolution_m / 30) ** 0.5, ROUNDING_SD * data.step_m),
            correlation_m=max(CORRELATION_CELLS * data.resolution_m, MIN_CORRELATION_M),
            datum=UNKNOWN_DATUM,
            attribution=f"elevation: {host_of(self.base_url)}",
        )
        return Sampled(heights[back], f"api:{host_of(self.base_url)}{self._dataset and '/' + self._dataset}", worth)

    @property
    def _dataset(self) -> str:
        """The set that the address names, empty where services have but one.

        Raises:
            UsageError: It names several: heights of two models do not fit together.
        """
        if self.dialect is not Dialect.OPENTOPODATA:
            return ""
        dataset = urlsplit(self.base_url).path.rpartition("/")[2]
        if "," in dataset:
            raise UsageError(f"several datasets are several models: {dataset}", hint="name one of them")
        return dataset

    def _batch(self, grammar: Grammar, lat_deg: Floats, lon_deg: Floats) -> Floats:
        ask = self._ask(grammar, lat_deg, lon_deg)

        def understand(answer: Answer) -> Floats:
            if answer.status != OK:
                raise ServiceError(f"{shown(ask.url)}: {_complaint(answer)}", hint="check the address and the dataset")
            heights = grammar.heights(json_of(answer, ask.url), lat_deg, lon_deg, shown(ask.url))
            return np.array([_height(height, shown(ask.url)) for height in heights], dtype=np.float64)

        return self.client.fetch(ask, grammar.manners, understand)

    def _ask(self, grammar: Grammar, lat_deg: Floats, lon_deg: Floats) -> Ask:
        body = json.dumps(grammar.ask(lat_deg, lon_deg), separators=(",", ":")).encode()
        headers = {"x-api-key": self.key} if self.key else {}
        return Ask(
            self.base_url, body=body, headers=headers, told=f"{len(lat_deg)} heights from {host_of(self.base_url)}"
        )


def _unique(lat_deg: Floats, lon_deg: Floats) -> tuple[Floats, Floats, np.ndarray]:
    """Return each known place once, and for every place the number of its own; unknown ones have the last number."""
    known = np.isfinite(lat_deg) & np.isfinite(lon_deg)
    places = np.column_stack([lat_deg[known].round(DIGITS), lon_deg[known].round(DIGITS)])
    unique, inverse = np.unique(places, axis=0, return_inverse=True)
    back = np.full(len(lat_deg), len(unique))
    back[known] = inverse.ravel()
    return unique[:, 0], unique[:, 1], back


def _batches(lat_deg: Floats, lon_deg: Floats, size: int) -> Iterator[tuple[Floats, Floats]]:
    for first in range(0, len(lat_deg), size):
        yield lat_deg[first : first + size], lon_deg[first : first + size]


def _height(value: object, where: str) -> float:
    if value is None:
        return math.nan
    if isinstance(value, bool) or not isinstance(value, int | float) or not MIN_ELEVATION_M <= value <= MAX_ELEVATION_M:
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
