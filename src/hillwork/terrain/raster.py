"""GeoTIFF and COG files in any projection, through rasterio, which is installed on demand."""

import os
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from hillwork.errors import InputError
from hillwork.model import MAX_ELEVATION_M, MIN_ELEVATION_M, Floats, Indices
from hillwork.terrain.bilinear import sample_posts

if TYPE_CHECKING:
    from rasterio import DatasetReader

ENDINGS: Final = (".tif", ".tiff")
MAX_WINDOW: Final = 100_000_000
"""Posts read at once: 800 MB. A sparse file of 130 bytes can ask for a hundred times as much."""

METRES_PER_DEGREE: Final = 111_320.0
_FOOT_M: Final = 0.3048
_SURVEY_FOOT_M: Final = 1200 / 3937
UNITS_M: Final = {"m": 1.0, "metre": 1.0, "meter": 1.0, "metres": 1.0, "meters": 1.0} | {
    "ft": _FOOT_M,
    "foot": _FOOT_M,
    "feet": _FOOT_M,
    "us-ft": _SURVEY_FOOT_M,
    "us survey foot": _SURVEY_FOOT_M,
}


def _rasterio() -> ModuleType:
    # Set before the library is loaded: afterwards is too late for some of its drivers.
    os.environ.setdefault("GDAL_DISABLE_READDIR_ON_OPEN", "EMPTY_DIR")
    try:
        import rasterio
        import rasterio.warp
    except ImportError as error:
        raise InputError("GeoTIFF files need rasterio", hint="pip install 'hillwork[dem]'") from error
    module: ModuleType = rasterio
    return module


@dataclass(frozen=True, slots=True)
class Raster:
    """One file.

    Args:
        path: Where it lies.
        resolution_m: Distance between its posts [m].
        step_m: What its heights are rounded to, 0 when they are not [m].
        bounds_deg: West, south, east and north edge [deg].
    """

    path: Path
    resolution_m: float
    step_m: float
    bounds_deg: tuple[float, float, float, float]

    def sample(self, lat_deg: Floats, lon_deg: Floats) -> Floats:
        """Return heights, NaN outside and where the file has none, shape (n,) [m].

        Raises:
            InputError: The file cannot be read, or the places span more of it than can be held.
        """
        rasterio = _rasterio()
        with _opened(rasterio, self.path) as dataset:
            x, y = rasterio.warp.transform("EPSG:4326", dataset.crs, lon_deg.tolist(), lat_deg.tolist())
            east, north = np.array(x), np.array(y)
            a, b, c, d, e, f = tuple(~dataset.transform)[:6]
            column, row = a * east + b * north + c, d * east + e * north + f
            inside = (row > 0) & (column > 0) & (row < dataset.height) & (column < dataset.width)
            # Pixels are areas: their posts lie in the middle.
            row, column = row - 0.5, column - 0.5
            result = np.full(len(lat_deg), np.nan)
            if inside.any():
                row = np.clip(row[inside], 0, dataset.height - 1)
                column = np.clip(column[inside], 0, dataset.width - 1)
                result[inside] = self._between(rasterio, dataset, row, column)
            return result

    def _between(self, rasterio: ModuleType, dataset: "DatasetReader", row: Floats, column: Floats) -> Floats:
        first_row, first_column = int(row.min()), int(column.min())
        n_rows = min(int(row.max()) + 2, dataset.height) - first_row
        n_columns = min(int(column.max()) + 2, dataset.width) - first_column
        if n_rows * n_columns > MAX_WINDOW:
            raise InputError(
                f"{self.path}: {n_rows:,} x {n_columns:,} posts at once are too many", hint="cut the track"
            )
        window = rasterio.windows.Window(first_column, first_row, n_columns, n_rows)
        try:
            band = dataset.read(1, window=window, masked=True)
        except rasterio.errors.RasterioError as error:
            raise InputError(f"{self.path}: damaged: {error}", hint="fetch it again") from error
        heights = _heights(dataset, band, _unit_m(self.path, dataset))

        def posts(at_row: Indices, at_column: Indices) -> Floats:
            values: Floats = heights[at_row - first_row, at_column - first_column]
            return values

        return sample_posts(posts, row, column)


def _heights(dataset: "DatasetReader", band: np.ma.MaskedArray[Any, Any], unit_m: float) -> Floats:
    """Return the heights in a band, NaN where it has none, whether it says so or not [m]."""
    heights: Floats = np.ma.filled(band.astype(np.float64), np.nan)
    if np.issubdtype(band.dtype, np.integer):
        # The largest number that fits stands for all that did not fit.
        heights[heights == np.iinfo(band.dtype).max] = np.nan
    heights = (heights * dataset.scales[0] + dataset.offsets[0]) * unit_m
    # What is no height on earth is somebody's word for none.
    heights[(heights < MIN_ELEVATION_M) | (heights > MAX_ELEVATION_M)] = np.nan
    return heights


def _unit_m(path: Path, dataset: "DatasetReader") -> float:
    """Return how long the file's unit of height is [m].

    Raises:
        InputError: It names one that is not known.
    """
    unit = (dataset.units[0] or "m").strip().lower()
    if unit not in UNITS_M:
        raise InputError(f"{path}: heights in {unit!r}", hint="convert them to metres, as with gdal_calc")
    return UNITS_M[unit]


def read_raster(path: Path) -> Raster:
    """Return what can be known about a file without reading its heights.

    Raises:
        InputError: It is no GeoTIFF, or does not say where it lies.
    """
    rasterio = _rasterio()
    with _opened(rasterio, path) as dataset:
        if dataset.crs is None:
            raise InputError(f"{path}: does not say in which projection it is", hint="add its CRS, as with gdal_edit")
        if dataset.transform.is_identity:
            raise InputError(f"{path}: does not say where it lies", hint="add its georeference, as with gdal_edit")
        west, low, east, high = rasterio.warp.transform_bounds(dataset.crs, "EPSG:4326", *dataset.bounds)
        south, north = min(low, high), max(low, high)
        size = (abs(dataset.transform.a) + abs(dataset.transform.e)) / 2
        metres = METRES_PER_DEGREE if dataset.crs.is_geographic else dataset.crs.linear_units_factor[1]
        is_whole = np.issubdtype(np.dtype(dataset.dtypes[0]), np.integer)
        unit_m = _unit_m(path, dataset)
        step_m = abs(dataset.scales[0]) * unit_m if is_whole else 0.0
        return Raster(path, size * metres, step_m, (west, south, east, north))


def _opened(rasterio: ModuleType, path: Path) -> "DatasetReader":
    try:
        # The driver is named: another kind of file in disguise could make it read other files, or ask servers.
        return rasterio.open(path, driver="GTiff")
    except rasterio.errors.RasterioError as error:
        raise InputError(f"{path}: not a readable GeoTIFF", hint="fetch it again, or convert it") from error
