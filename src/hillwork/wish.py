"""Where the user wants heights, maps and weather from, and what that makes of files and services."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from hillwork.errors import ServiceError, UsageError
from hillwork.model import Cost, ElevationSource, MapSource, Place, WeatherSource

if TYPE_CHECKING:
    from hillwork.net import Client


class ElevationChoice(StrEnum):
    """Where heights come from."""

    AUTO = "auto"
    STORED = "stored"
    DEM = "dem"
    TILES = "tiles"
    API = "api"


@dataclass(frozen=True, slots=True, kw_only=True)
class ElevationWish:
    """What the user said about heights; small enough to be handed to other processes.

    Args:
        choice: `stored`: the file's; `dem`, `tiles`, `api`: those of models on this machine, of terrain tiles, of a point
            service; `auto`: the file's, with a model on this machine to help them and to stand in where they are missing.
        dem: Models on this machine.
        tiles_url: Where terrain tiles lie; empty for the public ones.
        api_url: The point service.
        dialect: How it is asked.
        is_large_allowed: Whether to ask it for more than it should be asked.
        contact: How services can reach the user.
        is_offline: Whether to ask nobody.
        cache_dir: Where answers are kept; the user's cache folder when None.
        key: A key for the point service.
    """

    choice: ElevationChoice = ElevationChoice.AUTO
    dem: tuple[Path, ...] = ()
    tiles_url: str = ""
    api_url: str = ""
    dialect: str = "opentopodata"
    is_large_allowed: bool = False
    contact: str = ""
    is_offline: bool = False
    cache_dir: Path | None = None
    key: str = ""

    @property
    def is_online(self) -> bool:
        """Whether a service may be asked."""
        return self.choice in {ElevationChoice.TILES, ElevationChoice.API}


@dataclass(frozen=True, slots=True, kw_only=True)
class MapWish:
    """What the user said about the map around a place.

    Args:
        osm: An extract on this machine; None to ask Overpass.
        overpass_urls: Where Overpass is; the public servers when there is none.
        nominatim_url: Where addresses are looked up; empty for the public server.
        pick: Which of several addresses is meant, from 1; None for the first.
    """

    osm: Path | None = None
    overpass_urls: tuple[str, ...] = ()
    nominatim_url: str = ""
    pick: int | None = None


Announce = Callable[[Cost], None]
Tell = Callable[[str, int], None]


def open_elevation(wish: ElevationWish, announce: Announce, tell: Tell) -> tuple[ElevationSource | None, bool]:
    """Return the elevation model that is wished for, if any, and whether it is to replace the file's heights.

    Args:
        wish: What the user said.
        announce: Hears what asking will take, before anybody is asked.
        tell: Hears the host before each question and the size of each answer.

    Raises:
        UsageError: The wish makes no sense.
        InputError: A model on this machine cannot be read.
    """
    if wish.choice is ElevationChoice.STORED:
        return None, False
    if wish.choice is ElevationChoice.DEM and not wish.dem:
        raise UsageError("--elevation dem needs a model on this machine", hint="name .hgt or .tif files with --dem")
    if wish.choice in {ElevationChoice.AUTO, ElevationChoice.DEM}:
        if not wish.dem:
            return None, False
        from hillwork.terrain import open_files

        return open_files(wish.dem), wish.choice is ElevationChoice.DEM
    from hillwork.net import check_base
    from hillwork.terrain import TERRAIN_TILES_URL, Dialect, PointService, TerrainTiles

    client = _client(wish, announce, tell)
    if wish.choice is ElevationChoice.TILES:
        return TerrainTiles(client, check_base(wish.tiles_url or TERRAIN_TILES_URL)), True
    if not wish.api_url:
        raise UsageError("--elevation api needs the address of a service", hint="name it with --elevation-api URL")
    service = PointService(
        client,
        check_base(wish.api_url),
        Dialect(wish.dialect),
        is_large_allowed=wish.is_large_allowed,
        key=wish.key,
    )
    return service, True


def open_area_elevation(wish: ElevationWish, announce: Announce, tell: Tell) -> ElevationSource:
    """Return the elevation model for a whole area: one on this machine, or terrain tiles unless the user wants others.

    Args:
        wish: What the user said.
        announce: Hears what asking will take, before anybody is asked.
        tell: Hears the host before each question and the size of each answer.

    Raises:
        UsageError: The wish makes no sense.
        InputError: A model on this machine cannot be read.
    """
    if wish.choice is ElevationChoice.AUTO and not wish.dem:
        wish = replace(wish, choice=ElevationChoice.TILES)
    source, _ = open_elevation(wish, announce, tell)
    if source is None:
        raise UsageError(
            "streets have no stored heights", hint="name a model with --dem, or fetch one: --elevation tiles"
        )
    return source


def open_map(map_wish: MapWish, wish: ElevationWish, announce: Announce, tell: Tell) -> MapSource:
    """Return the map that is wished for: an extract on this machine, or Overpass.

    Args:
        map_wish: What the user said about maps.
        wish: What the user said about services.
        announce: Hears what asking will take, before anybody is asked.
        tell: Hears the host before each question and the size of each answer.

    Raises:
        UsageError: An address of a service is none.
    """
    from hillwork.osm import OVERPASS_URLS, Extract, Overpass

    if map_wish.osm is not None:
        return Extract(map_wish.osm)
    from hillwork.net import check_base

    urls = tuple(check_base(url) for url in map_wish.overpass_urls or OVERPASS_URLS)
    return Overpass(_client(wish, announce, tell), urls)


def find_place(text: str, map_wish: MapWish, wish: ElevationWish, announce: Announce, tell: Tell) -> tuple[Place, ...]:
    """Return the places that a text may mean, the likeliest first; only an address is asked of a service.

    Args:
        text: `lat,lon`, a `geo:` URI, or an address.
        map_wish: What the user said about maps.
        wish: What the user said about services.
        announce: Hears what asking will take, before anybody is asked.
        tell: Hears the host before each question and the size of each answer.

    Raises:
        UsageError: It is no place on earth.
        InputError: There is no such address.
        ServiceError: The service cannot be asked, or does not answer as it should.
    """
    from hillwork.net import check_base
    from hillwork.osm import NOMINATIM_URL, Addresses
    from hillwork.place_text import parse_place

    place = parse_place(text)
    if place is not None:
        return (place,)
    addresses = Addresses(_client(wish, announce, tell), check_base(map_wish.nominatim_url or NOMINATIM_URL))
    try:
        return addresses.find(text)
    except ServiceError as error:
        raise ServiceError(error.message, hint=f"{error.hint}, or give latitude and longitude") from error


def open_weather(url: str, wish: ElevationWish, announce: Announce, tell: Tell) -> WeatherSource:
    """Return who forecasts the weather.

    Args:
        url: Where to ask; empty for the public service.
        wish: What the user said about services.
        announce: Hears what asking will take, before anybody is asked.
        tell: Hears the host before each question and the size of each answer.

    Raises:
        UsageError: An address of a service is none.
    """
    from hillwork.net import check_base
    from hillwork.weather import OPEN_METEO_URL, OpenMeteo

    return OpenMeteo(_client(wish, announce, tell), check_base(url or OPEN_METEO_URL))


def _client(wish: ElevationWish, announce: Announce, tell: Tell) -> "Client":
    from hillwork.net import Cache, Client

    return Client(
        Cache(cache_folder(wish.cache_dir)),
        contact=wish.contact,
        is_offline=wish.is_offline,
        told=tell,
        announced=announce,
    )


def cache_folder(wished: Path | None) -> Path:
    """Return where answers of services are kept."""
    if wished is not None:
        return wished
    import platformdirs

    return platformdirs.user_cache_path("hillwork")
