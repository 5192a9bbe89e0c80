"""Maps from Overpass, the service that answers questions to OpenStreetMap."""

import html
import math
import re
import threading
from dataclasses import dataclass, replace
from typing import Any, Final
from urllib.parse import urlencode

from hillwork.errors import NothingToDoError, ServiceError, UsageError
from hillwork.model import BEYOND_M, MAX_LAT_DEG, MAX_LON_DEG, Cost, Place, Ways
from hillwork.net import Answer, Ask, BusyError, Client, Manners, host_of, json_of, shown
from hillwork.osm.elements import Gathered, no_ways
from hillwork.osm.slots import wait_for_slot_s
from hillwork.osm.water import WATER_TAGS, Water, may_be_water
from hillwork.text import clean

OVERPASS_URLS: Final = (
    "https://overpass-api.de/api",
    "https://overpass.private.coffee/api",
    "https://maps.mail.ru/osm/tools/overpass/api",
)
"""Public servers, each open to everybody who asks little; the later ones are asked when the first cannot."""

MAX_RADIUS_M: Final = 15_000.0
"""Some 20 MB: more is for an extract."""

SERVER_TIMEOUT_S: Final = 60
QUEUE_S: Final = 25.0
"""A question waits up to 15 s for its turn, and the answer takes its way."""

MAX_MEMORY_BYTES: Final = 128 * 1024 * 1024
"""Asking for little is let in sooner: it must fit into half of what the server has left."""

MANNERS: Final = Manners(
    max_bytes=64 * 1024 * 1024,
    keep_s=14 * 86400.0,
    read_s=SERVER_TIMEOUT_S + QUEUE_S,
    deadline_s=150.0,
    tries=1,
)
EMPTY_KEEP_S: Final = 86400.0
"""A place without ways is rare, and a server without data is not unheard of."""

MAX_ROUNDS: Final = 3
DIGITS: Final = 3
"""The place is blunted to about 100 m: a server need not know whose door it is, and the next question may be the same."""

BLUNTED_M: Final = 80.0
"""How far that moves it: half of 1e-3 degrees both ways."""

SPHERE: Final = 1.005
"""Overpass measures on a sphere of 40,000 km, on which north-south is up to 0.5 % longer than on the ellipsoid."""

RADIUS_STEP_M: Final = 10.0
BYTES_PER_KM2: Final = 26_000
"""2.04 MB for a circle of 5 km, measured."""

BYTES_PER_S: Final = 2_000_000
ASK_S: Final = 5.0
OK: Final = 200
UNSOUND_SHARE: Final = 0.05
"""A database may miss a few vertices; where more than that is missing, it is no map."""

OFFLINE_WAY: Final = "download an extract, e.g. from download.geofabrik.de, and name it with --osm"

_ERROR: Final = re.compile(r"Error</strong>:(.*?)</p>", re.DOTALL)
_NUMBERS: Final = frozenset({int, float})
_MAX_ID: Final = 2**63 - 1
_one_at_a_time: Final = threading.Lock()
"""The servers' wish: no client asks two questions at the same time."""


@dataclass(frozen=True)
class Overpass:
    """A map behind a service.

    Args:
        client: Asks it.
        base_urls: Servers to ask, one after the other until one answers; each without `/interpreter`.
    """

    client: Client
    base_urls: tuple[str, ...] = OVERPASS_URLS

    def estimate(self, place: Place, radius_m: float) -> Cost:
        """Return what asking would take; nothing when the answer is kept."""
        asks = [_ask(base_url, place, radius_m) for base_url in self.base_urls]
        n_requests = min(self.client.n_to_send([ask], MANNERS) for ask in asks)
        n_bytes = round(n_requests * BYTES_PER_KM2 * math.pi * (radius_m / 1000) ** 2)
        return Cost(
            host=host_of(self.base_urls[0]),
            n_requests=n_requests,
            n_bytes=n_bytes,
            duration_s=n_requests * ASK_S + n_bytes / BYTES_PER_S,
            sends="the place, to about 100 m, and the radius",
        )

    def ways_around(self, place: Place, radius_m: float) -> Ways:
        """Return all ways with a highway tag that touch a circle, each in its full length, and the water in it.

        Args:
            place: The middle.
            radius_m: How far around it [m].

        Raises:
            UsageError: That is too much to ask a public service for.
            ServiceError: None of the servers can be asked, or answers as it should.
            NothingToDoError: There is no way.
            InputError: There are more than can be held.
        """
        if not 0 < radius_m <= MAX_RADIUS_M:
            raise UsageError(
                f"a radius of {(radius_m - BEYOND_M) / 1000:g} km: public map services are asked for up to"
                f" {(MAX_RADIUS_M - BEYOND_M) / 1000:.0f} km",
                hint=OFFLINE_WAY,
            )
        self.client.announce(self.estimate(place, radius_m))
        asks = [_ask(base_url, place, radius_m) for base_url in self.base_urls]
        # A server whose answer is kept comes first: then nobody is asked.
        asks.sort(key=lambda ask: self.client.n_to_send([ask], MANNERS))
        refusals: list[ServiceError] = []
        for ask in asks:
            try:
                ways = self._from(ask, place, radius_m)
            except ServiceError as error:
                refusals.append(error)
                continue
            if ways is None:
                raise NothingToDoError(no_ways(host_of(ask.url), radius_m), hint="choose a larger --radius")
            return ways
        if self.client.is_offline:
            raise refusals[0]
        others = f"; {len(refusals) - 1} more did not answer either" if len(refusals) > 1 else ""
        raise ServiceError(f"{refusals[0].message}{others}", hint=OFFLINE_WAY) from refusals[0]

    def _from(self, ask: Ask, place: Place, radius_m: float) -> Ways | None:
        """Return the answer of one server, waiting for its turn if need be; None when there is no way."""

        def understand(answer: Answer) -> Ways | None:
            return _understood(answer, ask.url, Water(shown(ask.url), place, radius_m))

        def holds_s(ways: Ways | None) -> float:
            return EMPTY_KEEP_S if ways is None else MANNERS.keep_s

        with _one_at_a_time:
            for _ in range(MAX_ROUNDS - 1):
                try:
                    return self.client.fetch(ask, MANNERS, understand, holds_s=holds_s)
                except BusyError as busy:
                    wait_s = wait_for_slot_s(self.client, ask.url, busy)
                    if wait_s is None:
                        raise
                    self.client.wait(wait_s)
            return self.client.fetch(ask, MANNERS, understand, holds_s=holds_s)


def _ask(base_url: str, place: Place, radius_m: float) -> Ask:
    radius = math.ceil((radius_m * SPHERE + BLUNTED_M) / RADIUS_STEP_M) * RADIUS_STEP_M
    around = f"around:{radius:.0f},{place.lat_deg:.{DIGITS}f},{place.lon_deg:.{DIGITS}f}"
    settings = f"[out:json][timeout:{SERVER_TIMEOUT_S}][maxsize:{MAX_MEMORY_BYTES}]"
    # `geom` with `body` gives the numbers of the vertices and where they are; with `tags` it does not.
    ways = f'way["highway"]({around});out body geom qt;'
    # Whole values, which the service can look up, and no patterns.
    nodes = "".join(f"node{_having(line)}({around});" for line in WATER_TAGS)
    query = f"{settings};{ways}({nodes});out body qt;"
    return Ask(
        f"{base_url.rstrip('/').removesuffix('/interpreter')}/interpreter",
        body=urlencode({"data": query}).encode(),
        content_type="application/x-www-form-urlencoded",
        told="the map around the place",
    )


def _having(tags: tuple[tuple[str, str], ...]) -> str:
    return "".join(f'["{key}"="{value}"]' for key, value in tags)


def _understood(answer: Answer, url: str, water: Water) -> Ways | None:
    """Return the ways and the water in an answer, None when it says that there are no ways.

    Raises:
        ServiceError: It is no such answer, or tells of an error, which Overpass does with a status of success.
    """
    where = shown(url)
    if answer.status != OK:
        raise ServiceError(f"{where}: {_complaint(answer)}", hint=OFFLINE_WAY)
    said = json_of(answer, url)
    if not isinstance(said, dict) or not isinstance(said.get("elements"), list):
        raise ServiceError(f"{where}: answers something else than a map", hint="check the address of the service")
    remark = said.get("remark")
    if isinstance(remark, str) and remark.strip().startswith("runtime error"):
        raise ServiceError(f"{where}: gave up: {clean(remark)}", hint="choose a smaller --radius, or try again later")
    elements = said["elements"]
    nodes, ways = (
        [element for element in elements if isinstance(element, dict) and element.get("type") == kind]
        for kind in ("node", "way")
    )
    n_sound_nodes = sum(_add_node(water, node) for node in nodes)
    if n_sound_nodes == len(elements):
        return None
    gathered = Gathered(where)
    n_sound = sum(_add(gathered, way) for way in ways)
    found = gathered.ways(source=f"overpass:{host_of(url)}", as_of=_date(said))
    if found is None or len(ways) - n_sound > UNSOUND_SHARE * len(ways):
        raise ServiceError(
            f"{where}: answers {len(elements):,} elements, {n_sound:,} of them sound ways",
            hint="check the address of the service, or try again later",
        )
    water_lat_deg, water_lon_deg = water.columns()
    return replace(found, water_lat_deg=water_lat_deg, water_lon_deg=water_lon_deg)


def _add_node(water: Water, node: dict[str, Any]) -> bool:
    """Take the water of a node, unless it is not sound or not what was asked for, and tell whether it is both."""
    tags = node.get("tags")
    if not (isinstance(tags, dict) and all(isinstance(value, str) for value in tags.values()) and may_be_water(tags)):
        return False
    is_sound = (
        _are_ids([node.get("id")])
        and _are_within([node.get("lat")], MAX_LAT_DEG)
        and _are_within([node.get("lon")], MAX_LON_DEG)
    )
    if is_sound:
        water.add(node["id"], node["lat"], node["lon"], tags)
    return is_sound


def _add(gathered: Gathered, way: dict[str, Any]) -> bool:
    """Take a way, unless it is not sound, and tell whether it is."""
    way_id, nodes, geometry, tags = (way.get(key) for key in ("id", "nodes", "geometry", "tags"))
    if not (isinstance(nodes, list) and isinstance(geometry, list) and isinstance(tags, dict) and "highway" in tags):
        return False
    lat_deg, lon_deg = _coordinates(geometry, "lat"), _coordinates(geometry, "lon")
    is_sound = (
        len(nodes) == len(geometry) > 0
        and _are_ids([way_id])
        and _are_ids(nodes)
        and all(isinstance(value, str) for value in tags.values())
        and _are_within(lat_deg, MAX_LAT_DEG)
        and _are_within(lon_deg, MAX_LON_DEG)
    )
    if is_sound and isinstance(way_id, int):
        gathered.add(way_id, nodes, lat_deg, lon_deg, tags.items())
    return is_sound


def _coordinates(geometry: list[Any], key: str) -> list[Any]:
    """Return one coordinate of each vertex, NaN where there is null, infinity where there is something else."""
    return [
        vertex.get(key, math.inf) if isinstance(vertex, dict) else math.nan if vertex is None else math.inf
        for vertex in geometry
    ]


def _are_ids(values: list[Any]) -> bool:
    return set(map(type, values)) <= {int} and max(map(abs, values)) <= _MAX_ID


def _are_within(values: list[Any], limit: float) -> bool:
    return set(map(type, values)) <= _NUMBERS and not any(abs(value) > limit for value in values)


def _date(said: dict[str, Any]) -> str:
    about = said.get("osm3s")
    return str(about.get("timestamp_osm_base", "")) if isinstance(about, dict) else ""


def _complaint(answer: Answer) -> str:
    """Return what a page says is wrong, or its status."""
    found = _ERROR.search(answer.body[:10_000].decode("utf-8", "replace"))
    return clean(html.unescape(found[1])) if found else f"no map (status {answer.status})"
