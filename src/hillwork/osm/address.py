"""Addresses to places, through Nominatim."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from hillwork.errors import InputError, ServiceError, UsageError
from hillwork.geo import step_lengths_m
from hillwork.model import MAX_LAT_DEG, MAX_LON_DEG, OSM_ATTRIBUTION, Cost, Place
from hillwork.net import Answer, Ask, Client, Manners, check_base, host_of, json_of, shown
from hillwork.place_text import looks_like_file, name_of
from hillwork.text import clean

NOMINATIM_URL: Final = "https://nominatim.openstreetmap.org"
MANNERS: Final = Manners(interval_s=1.1, keep_s=90 * 86400.0)
"""One question a second for all users of a program, and answers are to be kept: its usage policy."""

EMPTY_KEEP_S: Final = 86400.0
"""What is not on the map today may be tomorrow."""

LIMIT: Final = 5
PLACE_BYTES: Final = 600
SAME_M: Final = 200.0
"""Places of one name that near are one: the street and its parts."""

MIN_CHARACTERS: Final = 2
MAX_CHARACTERS: Final = 200
OK: Final = 200
OTHER_WAY: Final = "give the place as latitude,longitude, or try again later"

_DEGREES: Final = re.compile(r"[+-]?\d{1,3}(\.\d{1,20})?", re.ASCII)


@dataclass(frozen=True)
class Addresses:
    """Finds places by their address.

    Args:
        client: Asks for them.
        base_url: Where to ask: a Nominatim server.
    """

    client: Client
    base_url: str = NOMINATIM_URL

    def estimate(self, text: str, *, language: str = "") -> Cost:
        """Return what finding an address would take; nothing when the answer is kept.

        Args:
            text: An address.
            language: As of `find`.

        Raises:
            UsageError: As of `find`.
        """
        urls: list[str] = []

        def note(url: str) -> list[dict[str, Any]]:
            urls.append(url)
            return []

        self._geocode(_address(text), language, note)
        n_requests = self.client.n_to_send([Ask(url) for url in urls], MANNERS)
        return Cost(
            host=host_of(self.base_url),
            n_requests=n_requests,
            n_bytes=n_requests * LIMIT * PLACE_BYTES,
            duration_s=n_requests * MANNERS.interval_s,
            sends="the address as you wrote it",
        )

    def find(self, text: str, *, language: str = "") -> tuple[Place, ...]:
        """Return the places that a text may mean, the likeliest first.

        Args:
            text: An address.
            language: In which language to name them, such as `pt` or `de,en`; empty for that of the place.

        Raises:
            UsageError: It is too short or too long for an address, or names a file.
            InputError: There is no such address.
            ServiceError: The service cannot be asked, or does not answer as it should.
        """
        address = _address(text)
        self.client.announce(self.estimate(text))
        found = self._geocode(address, language, self._ask)
        if not found:
            raise InputError(
                f"no such address: {address!r}", hint="check the spelling, add the town, or give latitude,longitude"
            )
        return _unlike([_place(lat_deg, lon_deg, said) for lat_deg, lon_deg, said in found])

    def _geocode(
        self, address: str, language: str, ask: Callable[[str], list[dict[str, Any]]]
    ) -> list[tuple[float, float, dict[str, Any]]]:
        from hillwork.osm.geocoder import geocode

        return geocode(check_base(self.base_url), address, language, LIMIT, ask)

    def _ask(self, url: str) -> list[dict[str, Any]]:
        def understand(answer: Answer) -> list[dict[str, Any]]:
            if answer.status != OK:
                raise ServiceError(f"{shown(url)}: no answer to an address (status {answer.status})", hint=OTHER_WAY)
            said = json_of(answer, url)
            if not isinstance(said, list) or not all(_is_place(one) for one in said):
                raise ServiceError(f"{shown(url)}: answers something else than places", hint=OTHER_WAY)
            return said

        def holds_s(said: list[dict[str, Any]]) -> float:
            return MANNERS.keep_s if said else EMPTY_KEEP_S

        return self.client.fetch(Ask(url, told="the address"), MANNERS, understand, holds_s=holds_s)


def _address(text: str) -> str:
    """Return an address as it is asked for: the same for the same words.

    Raises:
        UsageError: It is none, or names a file.
    """
    words = clean(text, max_characters=MAX_CHARACTERS + 1)
    if looks_like_file(text):
        raise UsageError(
            f"{words}: looks like a file, and is not sent to a service",
            hint="check the name; where two streets meet, write spaces around the slash",
        )
    if len(words) > MAX_CHARACTERS or sum(map(str.isalnum, words)) < MIN_CHARACTERS:
        length = "long" if len(words) > MAX_CHARACTERS else "short"
        raise UsageError(f"too {length} for an address: {clean(text)!r}", hint="give street, number and town")
    return words


def _is_place(said: object) -> bool:
    """Tell whether what a service says is a place on earth with a name; its numbers come as text."""
    if not isinstance(said, dict) or not isinstance(said.get("display_name"), str):
        return False
    lat, lon = said.get("lat"), said.get("lon")
    return (
        isinstance(lat, str)
        and isinstance(lon, str)
        and bool(_DEGREES.fullmatch(lat) and _DEGREES.fullmatch(lon))
        and abs(float(lat)) <= MAX_LAT_DEG
        and abs(float(lon)) <= MAX_LON_DEG
    )


def _place(lat_deg: float, lon_deg: float, said: dict[str, Any]) -> Place:
    licence = said.get("licence")
    return Place(
        lat_deg=lat_deg,
        lon_deg=lon_deg,
        name=clean(said["display_name"]) or name_of(lat_deg, lon_deg),
        attribution=(clean(licence) if isinstance(licence, str) else "") or OSM_ATTRIBUTION,
    )


def _unlike(places: list[Place]) -> tuple[Place, ...]:
    """Return places without those that an earlier one stands for."""
    kept: list[Place] = []
    for place in places:
        if not any(place.name == other.name and _distance_m(place, other) <= SAME_M for other in kept):
            kept.append(place)
    return tuple(kept)


def _distance_m(one: Place, other: Place) -> float:
    lat, lon = np.array([one.lat_deg, other.lat_deg]), np.array([one.lon_deg, other.lon_deg])
    return float(step_lengths_m(lat, lon)[0])
