"""SRTM tiles: one degree of heights, big-endian, without a header; plain, gzipped or zipped."""

import io
import re
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from hillwork.errors import InputError
from hillwork.model import Floats, Indices
from hillwork.terrain.bilinear import sample_posts

SIDES: Final = {1201 * 1201 * 2: 1201, 3601 * 3601 * 2: 3601}
"""Posts a side by the size of the file: 3 and 1 arc seconds, the posts on the degree lines in both neighbours."""

VOID: Final = -32768
Posts = NDArray[np.float32]
MAX_BYTES: Final = 3601 * 3601 * 2
ENDINGS: Final = (".hgt", ".hgt.gz", ".hgt.zip")
_NAME: Final = re.compile(r"([NS])(\d{2})([EW])(\d{3})", re.IGNORECASE)


def corner_of(name: str) -> tuple[int, int] | None:
    """Return latitude and longitude of the south-west corner that a tile's name tells, None when it tells none [deg].

    >>> corner_of("N43E007.SRTMGL1.hgt.zip"), corner_of("s31w052.hgt"), corner_of("dem.hgt")
    ((43, 7), (-31, -52), None)
    """
    match = _NAME.match(name)
    if not match:
        return None
    lat, lon = int(match[2]), int(match[4])
    return (lat if match[1] in "Nn" else -lat), (lon if match[3] in "Ee" else -lon)


def name_of(lat: int, lon: int) -> str:
    """Return the name of the tile with that south-west corner.

    >>> name_of(43, 7), name_of(-31, -52)
    ('N43E007', 'S31W052')
    """
    return f"{'N' if lat >= 0 else 'S'}{abs(lat):02d}{'E' if lon >= 0 else 'W'}{abs(lon):03d}"


@dataclass(frozen=True, slots=True, eq=False)
class HgtTile:
    """One tile.

    Args:
        lat: Latitude of its southern edge [deg].
        lon: Longitude of its western edge [deg].
        heights_m: Its posts from the north-west, shape (side * side,), NaN where void [m].
        side: Posts a side.
    """

    lat: int
    lon: int
    heights_m: Posts
    side: int

    @classmethod
    def of(cls, corner: tuple[int, int], stored: bytes) -> "HgtTile":
        """Return the tile in the bytes of a file, whose number is that of a tile."""
        posts = np.frombuffer(stored, dtype=">i2")
        # Single precision holds every whole metre, and NaN; one array serves all questions.
        heights_m = posts.astype(np.float32)
        heights_m[posts == VOID] = np.nan
        return cls(*corner, heights_m, SIDES[len(stored)])

    @property
    def corner(self) -> tuple[int, int]:
        """Latitude and longitude of its south-western corner [deg]."""
        return self.lat, self.lon

    def sample(self, lat_deg: Floats, lon_deg: Floats) -> Floats:
        """Return the heights of places in this tile, NaN at voids, shape (n,) [m]."""
        last = self.side - 1
        row = np.clip((self.lat + 1 - lat_deg) * last, 0, last)
        column = np.clip((lon_deg - self.lon) * last, 0, last)
        return sample_posts(self._posts, row, column)

    def _posts(self, row: Indices, column: Indices) -> Posts:
        return np.take(self.heights_m, row * self.side + column)


def corner_named(path: Path) -> tuple[int, int]:
    """Return the south-west corner that the name of a file tells [deg].

    Raises:
        InputError: It tells none.
    """
    corner = corner_of(path.name)
    if corner is None:
        raise InputError(f"{path}: the name does not tell where the tile lies", hint="name it like N43E007.hgt")
    return corner


def side_of(path: Path) -> int:
    """Return how many posts a side a tile has, without reading it where that can be known.

    Raises:
        InputError: It is no tile.
    """
    size = path.stat().st_size
    return SIDES[size] if path.suffix.lower() == ".hgt" and size in SIDES else read_hgt(path).side


def read_hgt(path: Path) -> HgtTile:
    """Return the tile in a file.

    Raises:
        InputError: It is no such tile, or its name does not tell where it lies.
    """
    corner = corner_named(path)
    name = path.name.lower()
    try:
        stored = path.read_bytes() if path.stat().st_size <= MAX_BYTES else b""
        if name.endswith(".zip"):
            stored = _unzipped(stored)
        elif name.endswith(".gz"):
            stored = unpacked_gzip(stored)
    except (OSError, ValueError, zipfile.BadZipFile, zlib.error) as error:
        raise InputError(f"{path}: cannot be read as an elevation tile: {error}", hint="fetch it again") from error
    if len(stored) not in SIDES:
        raise InputError(
            f"{path}: not the size of a tile of 1 or 3 arc seconds", hint="fetch it again, it may be cut off"
        )
    return HgtTile.of(corner, stored)


def tile_from_gzip(packed: bytes, lat: int, lon: int) -> HgtTile | None:
    """Return the tile in gzipped bytes, None when they are none."""
    try:
        stored = unpacked_gzip(packed)
    except (ValueError, zlib.error):
        return None
    return HgtTile.of((lat, lon), stored) if len(stored) in SIDES else None


def unpacked_gzip(packed: bytes) -> bytes:
    """Return unpacked bytes, never more than a tile holds.

    Raises:
        ValueError: It ends too early, or holds more.
        zlib.error: It is no gzip file.
    """
    unpack = zlib.decompressobj(16 + zlib.MAX_WBITS)
    heights = unpack.decompress(packed, MAX_BYTES + 1)
    if len(heights) > MAX_BYTES:
        raise ValueError("larger than any tile")
    if not unpack.eof:
        raise ValueError("the gzip file ends too early")
    return heights


def _unzipped(packed: bytes) -> bytes:
    """Return the one tile in a zip archive; its names are not used as paths."""
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        tiles = [entry for entry in archive.infolist() if entry.filename.lower().endswith(".hgt")]
        if len(tiles) != 1 or tiles[0].file_size > MAX_BYTES:
            raise ValueError("not one .hgt tile in it")
        with archive.open(tiles[0]) as file:
            return file.read(MAX_BYTES + 1)
