"""The shape of the ground: elevation of an area on a grid."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from hillwork.model.arrays import Floats

_AXES: Final = 2


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Relief:
    """Elevation of an area on a grid.

    Args:
        south_deg: South edge of the cells [deg].
        west_deg: West edge; with `east_deg` it may leave -180 to 180 rather than jump [deg].
        north_deg: North edge [deg].
        east_deg: East edge [deg].
        elevation_m: Elevations of the middles of the cells, shape (rows, columns), NaN where unknown; rows from north to
            south, evenly spaced in Web Mercator, columns from west to east [m].
        source: What the model is called in results.
        detail_m: Size of the smallest shapes that the model tells apart, 0 when they are not larger than a cell [m].
    """

    south_deg: float
    west_deg: float
    north_deg: float
    east_deg: float
    elevation_m: Floats
    source: str
    detail_m: float = 0.0

    def __post_init__(self) -> None:
        heights = np.array(self.elevation_m, dtype=np.float64, order="C")
        if heights.ndim != _AXES or not heights.size:
            raise ValueError(f"elevation_m has shape {heights.shape} instead of rows and columns")
        if not (self.south_deg < self.north_deg and self.west_deg < self.east_deg):
            raise ValueError("edges that enclose nothing")
        heights.flags.writeable = False
        object.__setattr__(self, "elevation_m", heights)

    @property
    def lat_deg(self) -> Floats:
        """Latitudes of the middles of the rows, from north to south, shape (rows,) [deg]."""
        return self._half_rows_deg()[1::2]

    @property
    def row_edges_deg(self) -> Floats:
        """Latitudes of the edges of the rows, from north to south, shape (rows + 1,) [deg]."""
        return self._half_rows_deg()[::2]

    @property
    def lon_deg(self) -> Floats:
        """Longitudes of the middles of the columns, from west to east, shape (columns,) [deg]."""
        n_columns = self.elevation_m.shape[1]
        half_columns: Floats = np.linspace(self.west_deg, self.east_deg, 2 * n_columns + 1)
        return half_columns[1::2]

    def _half_rows_deg(self) -> Floats:
        """Return edges and middles of the rows: Mercator's y of a latitude is asinh(tan(latitude)) (Snyder, USGS PP 1395)."""
        north, south = np.arcsinh(np.tan(np.radians([self.north_deg, self.south_deg])))
        return np.degrees(np.arctan(np.sinh(np.linspace(north, south, 2 * len(self.elevation_m) + 1))))
