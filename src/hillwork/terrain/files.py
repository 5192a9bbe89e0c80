"""Elevation models in files and folders of this machine."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final, Protocol

import numpy as np

from hillwork.errors import InputError
from hillwork.model import Cost, ElevationSource, Floats, Sampled, Surface, Worth
from hillwork.terrain import hgt, raster

CORRELATION_CELLS: Final = 2.0
MIN_CORRELATION_M: Final = 20.0
TILES_OPEN: Final = 6
"""A 1 arc second tile takes 52 MB in memory."""

LON_RANGE: Final = 1000
ROUNDING_SD: Final = 12**-0.5

TileAt = Callable[[int, int], "hgt.HgtTile | None"]
"""Gives the tile with a south-west corner, or None."""

SRTM_SD_M: Final = 1.5
"""Error of one height of a 30 m model against its neighbourhood: half of the 3.0 m that the model is off altogether
(138 million benchmarks in the USA), because neighbours are off alike."""

SRTM_ATTRIBUTION: Final = "SRTM elevation courtesy of the U.S. Geological Survey and NASA"
SRTM_DATUM: Final = "EGM96"
UNKNOWN_DATUM: Final = "not stated"


def open_files(paths: Sequence[Path]) -> ElevationSource:
    """Return the elevation models in files and folders, as one source.

    Where several models lie side by side, each question is answered by one of them: the finest that knows nine tenths of
    the places, else the one that knows most.

    Args:
        paths: Tiles (.hgt, also .gz and .zip), GeoTIFF files, or folders with such.

    Raises:
        InputError: There is none, or one cannot be read.
    """
    files = [file for path in paths for file in _files_in(path)]
    tiles = [file for file in files if file.name.lower().endswith(hgt.ENDINGS)]
    rasters = [raster.read_raster(file) for file in files if file.suffix.lower() in raster.ENDINGS]
    models: list[_Model] = [_HgtFiles(tiles)] if tiles else []
    models += [_RasterFile(one) for one in rasters]
    if not models:
        raise InputError(f"{paths[0]}: no elevation model in it", hint="name .hgt or .tif files, or a folder of them")
    return Files(tuple(sorted(models, key=lambda model: model.resolution_m)))


def _files_in(path: Path) -> list[Path]:
    if path.is_dir():
        return sorted(
            file
            for file in path.iterdir()
            if file.is_file() and (file.name.lower().endswith(hgt.ENDINGS) or file.suffix.lower() in raster.ENDINGS)
        )
    if not path.is_file():
        raise InputError(f"{path}: no such file or folder", hint="name .hgt or .tif files, or a folder of them")
    if not (path.name.lower().endswith(hgt.ENDINGS) or path.suffix.lower() in raster.ENDINGS):
        raise InputError(f"{path}: not an elevation model by its name", hint="name .hgt or .tif files")
    return [path]


class _Model(Protocol):
    """One elevation model in one or more files."""

    @property
    def resolution_m(self) -> float:
        """Distance between its posts [m]."""
        ...

    def sample(self, lat_deg: Floats, lon_deg: Floats) -> Sampled:
        """Return heights, NaN outside."""
        ...


class _HgtFiles:
    """Tiles of one degree; one without a place is refused by name."""

    def __init__(self, paths: Sequence[Path]) -> None:
        self._paths = {hgt.corner_named(path): path for path in reversed(paths)}
        sides = {hgt.side_of(path) for path in paths}
        if len(sides) > 1:
            raise InputError(
                f"{paths[0].parent}: tiles of 1 and 3 arc seconds are two models", hint="name those of one kind"
            )
        more = f" and {len(paths) - 1} more" if len(paths) > 1 else ""
        self._name = f"dem:{paths[0].name}{more}"
        self._worth = srtm_worth(sides.pop())

    @property
    def resolution_m(self) -> float:
        return self._worth.resolution_m

    def sample(self, lat_deg: Floats, lon_deg: Floats) -> Sampled:
        return Sampled(sample_tiles(lat_deg, lon_deg, self._tile), self._name, self._worth)

    def _tile(self, lat: int, lon: int) -> hgt.HgtTile | None:
        path = self._paths.get((lat, lon))
        return _read_once(path) if path else None


@lru_cache(maxsize=TILES_OPEN)
def _read_once(path: Path) -> hgt.HgtTile:
    return hgt.read_hgt(path)


def srtm_worth(side: int) -> Worth:
    """Return what an SRTM tile with that many posts a side is worth."""
    resolution_m = raster.METRES_PER_DEGREE / (side - 1)
    return Worth(
        resolution_m=resolution_m,
        step_m=1.0,
        surface=Surface.SURFACE,
        sd_m=SRTM_SD_M * (resolution_m / 30) ** 0.5,
        correlation_m=CORRELATION_CELLS * resolution_m,
        datum=SRTM_DATUM,
        attribution=SRTM_ATTRIBUTION,
    )


def sample_tiles(lat_deg: Floats, lon_deg: Floats, tile_at: TileAt) -> Floats:
    """Return heights from one-degree tiles, NaN where there is none, shape (n,) [m].

    Args:
        lat_deg: Latitudes, shape (n,) [deg].
        lon_deg: Longitudes, shape (n,) [deg].
        tile_at: Gives the tile with a south-west corner, or None.
    """
    result = np.full(len(lat_deg), np.nan)
    known = np.isfinite(lat_deg) & np.isfinite(lon_deg)
    lat, lon = np.floor(lat_deg[known]).astype(np.int64), np.floor(lon_deg[known]).astype(np.int64)
    where = np.flatnonzero(known)
    key = lat * LON_RANGE + lon
    is_one = len(key) and key.min() == key.max()
    for number in [int(key[0])] if is_one else np.unique(key).tolist():
        inside = where if is_one else where[key == number]
        corner_lon = (number + LON_RANGE // 2) % LON_RANGE - LON_RANGE // 2
        corner_lat = (number - corner_lon) // LON_RANGE
        tile = tile_at(corner_lat, corner_lon)
        if tile is None:
            continue
        result[inside] = tile.sample(lat_deg[inside], lon_deg[inside])
    # The posts on a degree line are in both tiles: the neighbour below or to the left knows them too.
    missing = where[~np.isfinite(result[where])]
    on_lat, on_lon = lat_deg[missing] % 1 == 0, lon_deg[missing] % 1 == 0
    for south, west, is_edge in ((1, 0, on_lat), (0, 1, on_lon), (1, 1, on_lat & on_lon)):
        for index in missing[is_edge].tolist():
            tile = tile_at(int(np.floor(lat_deg[index])) - south, int(np.floor(lon_deg[index])) - west)
            if tile is not None and not np.isfinite(result[index]):
                result[index] = tile.sample(lat_deg[[index]], lon_deg[[index]])[0]
    return result


@dataclass(frozen=True)
class _RasterFile:
    """A GeoTIFF file."""

    file: raster.Raster

    @property
    def resolution_m(self) -> float:
        return self.file.resolution_m

    def sample(self, lat_deg: Floats, lon_deg: Floats) -> Sampled:
        west, south, east, north = self.file.bounds_deg
        near = (lat_deg >= south) & (lat_deg <= north) & (lon_deg >= west) & (lon_deg <= east)
        heights_m = np.full(len(lat_deg), np.nan)
        if near.any():
            heights_m[near] = self.file.sample(lat_deg[near], lon_deg[near])
        worth = Worth(
            resolution_m=self.resolution_m,
            step_m=self.file.step_m,
            surface=Surface.UNKNOWN,
            sd_m=max(SRTM_SD_M * (self.resolution_m / 30) ** 0.5, ROUNDING_SD * self.file.step_m),
            correlation_m=max(CORRELATION_CELLS * self.resolution_m, MIN_CORRELATION_M),
            datum=UNKNOWN_DATUM,
            attribution=f"elevation: {self.file.path.name}",
        )
        return Sampled(heights_m, f"dem:{self.file.path.name}", worth)


KNOWS_ENOUGH: Final = 0.9
"""A model that knows that share of the places answers; a finer one that knows less does not."""


@dataclass(frozen=True)
class Files:
    """Models of this machine behind one port; see `open_files`.

    Args:
        models: The finest first.
    """

    models: tuple[_Model, ...]

    def estimate(self, lat_deg: Floats, lon_deg: Floats) -> Cost:
        """Return that nothing leaves this machine."""
        del lat_deg, lon_deg  # files cost nothing, wherever they are asked
        return Cost()

    def sample(self, lat_deg: Floats, lon_deg: Floats) -> Sampled:
        """Return heights from one of the models."""
        heard: list[Sampled] = []
        for model in self.models:
            heard.append(model.sample(lat_deg, lon_deg))
            if heard[-1].known_share >= KNOWS_ENOUGH:
                break
        return max(heard, key=lambda sampled: sampled.known_share)
