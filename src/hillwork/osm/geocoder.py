"""Geopy's Nominatim, asking through our client: it keeps answers, waits its turn, and stays within bounds."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from geopy.adapters import BaseSyncAdapter
from geopy.geocoders import Nominatim

Ask = Callable[[str], list[dict[str, Any]]]
"""Returns the places that a question's URL gives, all checked."""


class _Adapter(BaseSyncAdapter):  # type: ignore[misc] # geopy has no types
    """What geopy asks with: headers and time limits are the client's, not geopy's."""

    def __init__(self, ask: Ask) -> None:
        super().__init__(proxies=None, ssl_context=None)
        self._ask = ask

    def get_json(self, url: str, *, timeout: float, headers: dict[str, str]) -> list[dict[str, Any]]:
        del timeout, headers  # the client has its own
        return self._ask(url)

    def get_text(self, url: str, *, timeout: float, headers: dict[str, str]) -> str:
        del url, timeout, headers
        raise TypeError("only JSON is asked for")


def geocode(base_url: str, text: str, language: str, limit: int, ask: Ask) -> list[tuple[float, float, dict[str, Any]]]:
    """Return the places that a text may mean: latitude and longitude [deg], and all that is said of each.

    Args:
        base_url: Where the service is.
        text: What to look for.
        language: In which language to answer; empty for that of the place.
        limit: How many places at most.
        ask: Asks.
    """
    parts = urlsplit(base_url)
    geocoder = Nominatim(
        scheme=parts.scheme,
        domain=f"{parts.netloc}{parts.path}",
        user_agent="hillwork",
        adapter_factory=lambda **_: _Adapter(ask),
    )
    found = geocoder.geocode(text, exactly_one=False, limit=limit, language=language or False)
    return [(one.latitude, one.longitude, one.raw) for one in found or ()]
