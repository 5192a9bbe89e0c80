"""AWS Terrain Tiles: heights as small images for an area, as one-degree files for long ways."""

import io
import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final, NoReturn

import numpy as np

from hillwork.errors import ServiceError
from hillwork.model import Cost, Floats, Indices, Sampled, Surface, Worth
from hillwork.net import Answer, Ask, Client, Manners, host_of, shown
from hillwork.terrain.bilinear import sample_posts
from hillwork.terrain.files import MIN_CORRELATION_M, sample_tiles, srtm_worth
from hillwork.terrain.hgt import HgtTile, name_of, tile_from_gzip

TERRAIN_TILES_URL: Final = "https://s3.amazonaws.com/elevation-tiles-prod"
PIXELS: Final = 256
FINE_ZOOM: Final = 14
ZOOM: Final = 13
MAX_FINE_TILES: Final = 50
MAX_TILES: Final = 150
"""Zoom 14 while that is at most 50 tiles, a circle of 5 km; zoom 13 up to 150; beyond that one-degree files are less to fetch."""

TILE_BYTES: Final = 95_000
DEGREE_BYTES: Final = 10_000_000
BYTES_PER_S: Final = 2_000_000
ASK_S: Final = 0.1
"""For estimates: an image of real relief, a one-degree file, 16 Mbit/s, and a round trip."""

MAX_TILE_BYTES: Final = 2_000_000
MAX_DEGREE_BYTES: Final = 30_000_000
AT_ONCE: Final = 4
FOREVER_S: Final = 10 * 365 * 86400.0
"""The tiles are of 2016 and 2017, and do not change."""

OK: Final = 200
MISSING: Final = frozenset({403, 404})
"""The bucket's words for a tile that is not there."""

MAX_MERCATOR_DEG: Final = 85.05
EQUATOR_M: Final = 40_075_016.686

ATTRIBUTION: Final = (
    "Elevation: Terrain Tiles (Mapzen, AWS), with ArcticDEM; Environment Agency data; data.gv.at; EU-DEM, Copernicus;"
    " ETOPO1, NOAA; 3DEP, GMTED2010 and SRTM courtesy of the U.S. Geological Survey; INEGI; Kartverket; LINZ;"
    " Geoscience Australia; Natural Resources Canada"
)
TERRARIUM_SD_M: Final = 1.5

TILE_MANNERS: Final = Manners(max_bytes=MAX_TILE_BYTES, keep_s=FOREVER_S)
DEGREE_MANNERS: Final = Manners(max_bytes=MAX_DEGREE_BYTES, keep_s=FOREVER_S, deadline_s=600.0)


@dataclass(frozen=True)
class TerrainTiles:
    """Heights from terrain tiles.

    Args:
        client: Asks for them.
        base_url: Where they lie.
    """

    client: Client
    base_url: str = TERRAIN_TILES_URL

    def estimate(self, lat_deg: Floats, lon_deg: Floats) -> Cost:
        """Return what fetching the tiles would take that are not kept."""
        plan = _plan(lat_deg, lon_deg)
        if plan.zoom is None:
            each, n_asks = (
                DEGREE_BYTES,
                self.client.n_to_send([self._ask_degree(*c) for c in plan.degrees], DEGREE_MANNERS),
            )
        else:
            each, n_asks = (
                TILE_BYTES,
                self.client.n_to_send([self._ask_image(plan.zoom, *t) for t in plan.tiles], TILE_MANNERS),
            )
        return Cost(
            host=host_of(self.base_url),
            n_requests=n_asks,
            n_bytes=each * n_asks,
            duration_s=ASK_S * math.ceil(n_asks / AT_ONCE) + each * n_asks / BYTES_PER_S,
            sends="which tiles of some kilometres the places lie in" if plan.zoom else "which degrees they lie in",
        )

    def sample(self, lat_deg: Floats, lon_deg: Floats) -> Sampled:
        """Return heights between the posts of tiles; a tile that is not there knows nothing.

        Raises:
            ServiceError: A tile cannot be fetched.
        """
        self.client.announce(self.estimate(lat_deg, lon_deg))
        plan = _plan(lat_deg, lon_deg)
        if plan.zoom is None:
            tiles = self._degrees(plan.degrees)
            heights_m = sample_tiles(lat_deg, lon_deg, lambda lat, lon: tiles.get((lat, lon)))
            worth = replace(srtm_worth(3601), surface=Surface.MIXED, attribution=ATTRIBUTION)
            return Sampled(heights_m, "tiles:skadi", worth)
        heights_m = self._between_pixels(plan.zoom, plan.tiles, lat_deg, lon_deg)
        return Sampled(heights_m, f"tiles:terrarium/{plan.zoom}", _pixel_worth(plan.zoom, lat_deg))

    def _degrees(self, corners: list[tuple[int, int]]) -> dict[tuple[int, int], HgtTile]:
        def wanted(corner: tuple[int, int]) -> tuple[Ask, Callable[[Answer], HgtTile | None]]:
            ask = self._ask_degree(*corner)

            def understand(answer: Answer) -> HgtTile | None:
                if answer.status in MISSING:
                    return None
                return tile_from_gzip(_tile_in(answer, ask), *corner) or _refuse(answer, ask)

            return ask, understand

        tiles = self.client.fetch_all([wanted(corner) for corner in corners], DEGREE_MANNERS, at_once=AT_ONCE)
        return {corner: tile for corner, tile in zip(corners, tiles, strict=True) if tile}

    def _between_pixels(self, zoom: int, tiles: list[tuple[int, int]], lat_deg: Floats, lon_deg: Floats) -> Floats:
        x, y = _pixels(zoom, lat_deg, lon_deg)
        wanted = [self._wanted_image(zoom, *tile) for tile in tiles]
        images = np.stack(self.client.fetch_all(wanted, TILE_MANNERS, at_once=AT_ONCE))
        n_across = 1 << zoom
        keys = np.array([column * n_across + row for column, row in tiles])
        order = np.argsort(keys)

        def posts(row: Indices, column: Indices) -> Floats:
            key = (column // PIXELS % n_across) * n_across + row // PIXELS
            place = order[np.minimum(np.searchsorted(keys, key, sorter=order), len(keys) - 1)]
            heights = images[place, row % PIXELS, column % PIXELS]
            return np.where(keys[place] == key, heights, np.nan)

        result = np.full(len(lat_deg), np.nan)
        known = np.isfinite(x) & np.isfinite(y)
        result[known] = sample_posts(posts, y[known], x[known])
        return result

    def _wanted_image(self, zoom: int, column: int, row: int) -> tuple[Ask, Callable[[Answer], Floats]]:
        ask = self._ask_image(zoom, column, row)

        def understand(answer: Answer) -> Floats:
            if answer.status in MISSING:
                return np.full((PIXELS, PIXELS), np.nan)
            heights = _decoded(_tile_in(answer, ask))
            return _refuse(answer, ask) if heights is None else heights

        return ask, understand

    def _ask_degree(self, lat: int, lon: int) -> Ask:
        name = name_of(lat, lon)
        return Ask(f"{self.base_url}/skadi/{name[:3]}/{name}.hgt.gz", told=f"elevation tile {name}")

    def _ask_image(self, zoom: int, column: int, row: int) -> Ask:
        name = f"{zoom}/{column}/{row}"
        return Ask(f"{self.base_url}/terrarium/{name}.png", told=f"elevation tile {name}")


def _tile_in(answer: Answer, ask: Ask) -> bytes:
    """Return the body of an answer that may be a tile."""
    return answer.body if answer.status == OK else _refuse(answer, ask)


def _refuse(answer: Answer, ask: Ask) -> NoReturn:
    raise ServiceError(f"{shown(ask.url)}: no elevation tile (status {answer.status})", hint="try again")


@dataclass(frozen=True, slots=True)
class _Plan:
    """Which tiles are needed: images at a zoom, or one-degree files when it is None."""

    zoom: int | None
    tiles: list[tuple[int, int]]
    degrees: list[tuple[int, int]]

    @property
    def n_tiles(self) -> int:
        return len(self.degrees) if self.zoom is None else len(self.tiles)


def _plan(lat_deg: Floats, lon_deg: Floats) -> _Plan:
    known = np.isfinite(lat_deg) & np.isfinite(lon_deg)
    lat, lon = lat_deg[known], lon_deg[known]
    if not len(lat):
        return _Plan(ZOOM, [(0, 0)], [])
    if np.abs(lat).max() < MAX_MERCATOR_DEG:
        for zoom, most in ((FINE_ZOOM, MAX_FINE_TILES), (ZOOM, MAX_TILES)):
            tiles = _touched(zoom, lat, lon)
            if len(tiles) <= most:
                return _Plan(zoom, tiles, [])
    corners = np.unique(np.column_stack([np.floor(lat), np.floor(lon)]).astype(np.int64), axis=0)
    return _Plan(None, [], [(int(south), int(west)) for south, west in corners])


def _touched(zoom: int, lat_deg: Floats, lon_deg: Floats) -> list[tuple[int, int]]:
    """Return the tiles that hold the four pixels around each place: images do not overlap at their edges."""
    x, y = _pixels(zoom, lat_deg, lon_deg)
    n_across = 1 << zoom
    keys = [
        ((np.floor(x).astype(np.int64) + right) // PIXELS % n_across) * n_across
        + np.clip((np.floor(y).astype(np.int64) + down) // PIXELS, 0, n_across - 1)
        for right in (0, 1)
        for down in (0, 1)
    ]
    return [(int(key) // n_across, int(key) % n_across) for key in np.unique(np.concatenate(keys))]


def _pixels(zoom: int, lat_deg: Floats, lon_deg: Floats) -> tuple[Floats, Floats]:
    """Return places in pixels of the world map at a zoom, counted from the middle of the first one (Web Mercator)."""
    size = PIXELS * (1 << zoom)
    sine = np.sin(np.radians(lat_deg))
    x = (lon_deg + 180) / 360 * size - 0.5
    y = (0.5 - np.log((1 + sine) / (1 - sine)) / (4 * math.pi)) * size - 0.5
    return x, np.clip(y, 0, size - 1)


def _decoded(body: bytes) -> Floats | None:
    """Return the heights in an image, None when it is none."""
    from PIL import Image

    try:
        with Image.open(io.BytesIO(body), formats=("PNG",)) as image:
            if image.size != (PIXELS, PIXELS):
                return None
            red, green, blue = (np.asarray(band, dtype=np.float64) for band in image.convert("RGB").split())
    except (OSError, ValueError, SyntaxError):
        return None
    return red * 256 + green + blue / 256 - 32768


def _pixel_worth(zoom: int, lat_deg: Floats) -> Worth:
    middle = float(np.nanmedian(lat_deg)) if np.isfinite(lat_deg).any() else 0.0
    pixel_m = EQUATOR_M * math.cos(math.radians(middle)) / (PIXELS * (1 << zoom))
    return Worth(
        resolution_m=pixel_m,
        step_m=0.0,
        surface=Surface.MIXED,
        sd_m=TERRARIUM_SD_M,
        # Where nothing better is known the tiles are made of 30 m models, however fine their pixels.
        correlation_m=max(2 * pixel_m, 3 * MIN_CORRELATION_M),
        datum="mixed, mostly EGM96",
        attribution=ATTRIBUTION,
    )
