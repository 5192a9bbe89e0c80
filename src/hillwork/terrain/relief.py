"""The ground of a map: heights of an area on a grid, as far as nobody need be asked for them."""

import math
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Final

import numpy as np

from hillwork.errors import HillworkError
from hillwork.model import ElevationSource, Flags, Floats, Relief
from hillwork.terrain.tiles import EQUATOR_M

MAX_CELLS: Final = 400
MIN_CELL_M: Final = 8.0
MAX_CELL_M: Final = 250.0
"""Cells of the longer side; finer ones show the errors of models, coarser ones no hill that somebody runs."""

MIN_CELLS: Final = 8
TURN_DEG: Final = 360.0
MAX_LAT_DEG: Final = 85.0
"""Where Web Mercator, and the map, end."""

KNOWS_ENOUGH: Final = 0.1
"""Share of the cells: less is a speck on the map."""

PROBE_EVERY: Final = 8
MIN_BLOCK: Final = 20
ROUNDS: Final = (math.inf, 1.0, 0.75, 0.5)
"""Where the whole is not free: ellipses of that share of it, then halves of halves of the whole, down to so many cells."""


def sample_relief(
    source: ElevationSource, *, south_deg: float, west_deg: float, north_deg: float, east_deg: float
) -> Relief | None:
    """Return the heights of an area, None where too little of it is known without asking anybody.

    Nothing is fetched for a mere background: what a service would have to be asked for is left unknown.

    Args:
        source: The elevation model.
        south_deg: South edge [deg].
        west_deg: West edge [deg].
        north_deg: North edge [deg].
        east_deg: East edge; above 180 rather than below the west edge [deg].

    Returns:
        Cells that are square on the ground, at most 400 on the longer side and none finer than 8 m. None also for areas
        beyond 85 degrees, for those that are too small or too large to show hills, and when the model cannot be read.
    """
    grid = _empty_grid(south_deg, west_deg, north_deg, east_deg)
    if grid is None:
        return None
    lat, lon = np.meshgrid(grid.lat_deg, (grid.lon_deg + 180) % 360 - 180, indexing="ij")
    for cells in _free_parts(source, lat, lon):
        if cells.mean() < KNOWS_ENOUGH:
            continue
        try:
            sampled = source.sample(lat[cells], lon[cells])
        except HillworkError:
            # Such as a tile that is not kept, when nobody may be asked: a page is worth having without a background.
            continue
        heights_m = np.full(cells.shape, np.nan)
        heights_m[cells] = sampled.elevation_m
        if np.isfinite(heights_m).mean() >= KNOWS_ENOUGH:
            # Errors are alike over two posts, also where pixels are finer than the model that they were made of.
            return replace(grid, elevation_m=heights_m, source=sampled.source, detail_m=sampled.worth.correlation_m / 2)
    return None


def _empty_grid(south_deg: float, west_deg: float, north_deg: float, east_deg: float) -> Relief | None:
    """Return the cells of an area with nothing known, None where there is no sensible grid."""
    if not (-MAX_LAT_DEG <= south_deg < north_deg <= MAX_LAT_DEG and 0 < east_deg - west_deg <= TURN_DEG):
        return None
    north, south = np.arcsinh(np.tan(np.radians([north_deg, south_deg])))
    # Mercator stretches both directions alike: what is square in it is square on the ground.
    metres = EQUATOR_M / (2 * math.pi) * math.cos(math.radians((south_deg + north_deg) / 2))
    height_m, width_m = float(north - south) * metres, math.radians(east_deg - west_deg) * metres
    cell_m = max(max(height_m, width_m) / MAX_CELLS, MIN_CELL_M)
    shape = round(height_m / cell_m), round(width_m / cell_m)
    if min(shape) < MIN_CELLS or cell_m > MAX_CELL_M:
        return None
    return Relief(
        south_deg=south_deg,
        west_deg=west_deg,
        north_deg=north_deg,
        east_deg=east_deg,
        elevation_m=np.full(shape, np.nan),
        source="",
    )


def _free_parts(source: ElevationSource, lat_deg: Floats, lon_deg: Floats) -> Iterator[Flags]:
    """Yield sets of cells that cost no request when they are asked for together, the most promising first.

    Tiles are kept where ways were looked at, and those are seldom all of a rectangle. Which tiles a source takes depends on how
    many they are, so that a block is tried together with what is known to be free.

    Args:
        source: The elevation model.
        lat_deg: Latitudes of the cells, shape (rows, columns) [deg].
        lon_deg: Longitudes, shape (rows, columns) [deg].
    """

    def is_free(cells: Flags) -> bool:
        return source.estimate(lat_deg[cells], lon_deg[cells]).n_requests == 0

    n_rows, n_columns = lat_deg.shape
    few = np.zeros(lat_deg.shape, dtype=bool)
    few[::PROBE_EVERY, ::PROBE_EVERY] = True
    away = np.hypot(*np.ogrid[-1 : 1 : n_rows * 1j, -1 : 1 : n_columns * 1j])
    # A few cells first: services of points take long to say what all of them would take.
    rounds = (away <= size for size in ROUNDS)
    free_rounds = (cells for cells in rounds if is_free(cells & few) and is_free(cells))
    base = next(free_rounds, np.zeros(lat_deg.shape, dtype=bool))
    if base.all():
        yield base
    else:
        grown = base.copy()
        _grow(grown, (slice(0, n_rows), slice(0, n_columns)), base & few, few, is_free)
        if is_free(grown):
            yield grown
        yield base
    yield from free_rounds


def _grow(free: Flags, block: tuple[slice, slice], beside: Flags, few: Flags, is_free: Callable[[Flags], bool]) -> None:
    """Mark those parts of a block that are free too, down to small ones.

    Args:
        free: The cells that are free, shape (rows, columns); changed.
        block: Rows and columns.
        beside: Cells to ask for together with each part, shape (rows, columns).
        few: A few cells of each part, shape (rows, columns).
        is_free: Whether cells cost nothing.
    """
    if free[block].all():
        return
    cells = beside.copy()
    cells[block] = few[block]
    if is_free(cells):
        cells[block] = True
        if is_free(cells):
            free[block] = True
            return
    rows, columns = block
    n_rows, n_columns = free[block].shape
    if max(n_rows, n_columns) < 2 * MIN_BLOCK:
        return
    row, column = (rows.start + rows.stop) // 2, (columns.start + columns.stop) // 2
    if n_rows > n_columns:
        halves = (slice(rows.start, row), columns), (slice(row, rows.stop), columns)
    else:
        halves = (rows, slice(columns.start, column)), (rows, slice(column, columns.stop))
    for half in halves:
        _grow(free, half, beside, few, is_free)
