"""How far the grid, the rounding and the reading of an elevation source put off the gradient of a 150 m hill.

    python bench/sources.py

Ground is drawn at random, with the roughness of real relief: fractal, half of its 150 m stretches steeper than 4 %. Every
source sees the same ground the way it sees the real one: posts so far apart, rounded or not, read between posts or at the
nearest. The error of the model itself, the trees and roofs in it, comes on top.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from scipy.ndimage import map_coordinates

from hillwork.model import Floats, Indices
from hillwork.terrain.bilinear import sample_posts

SEED = 4
SIDE = 4096
CELL_M = 5.0
ROUGHNESS = 0.85
"""Hurst exponent of real relief between tens of metres and kilometres: 0.7-0.9 in the literature."""

MEDIAN_GRADE = 0.04
HILL_M = 150.0
HILL_GRADE = 0.05
N_HILLS = 40_000
LAT_DEG = 46.0
SECOND_M = 30.92
PIXEL_Z0_M = 40_075_016.686 / 256


@dataclass(frozen=True)
class Source:
    """How a source sees the ground.

    Args:
        name: What the table calls it.
        east_m: Distance of its posts to the east [m].
        north_m: And to the north [m].
        step_m: What posts are rounded to, 0 when they are not [m].
        answer_step_m: What answers are rounded to [m].
        is_nearest: Whether it answers the nearest post instead of reading between four.
    """

    name: str
    east_m: float
    north_m: float
    step_m: float = 0.0
    answer_step_m: float = 0.0
    is_nearest: bool = False

    def heights(self, ground: Callable[[Floats, Floats], Floats], x_m: Floats, y_m: Floats) -> Floats:
        """Return what it answers for places [m]."""

        def posts(row: Indices, column: Indices) -> Floats:
            x, y = column.astype(np.float64) * self.east_m, row.astype(np.float64) * self.north_m
            return _rounded(ground(x, y), self.step_m)

        row: Floats = y_m / self.north_m
        column: Floats = x_m / self.east_m
        if self.is_nearest:
            return posts(row.astype(np.int64), column.astype(np.int64))
        return _rounded(sample_posts(posts, row, column), self.answer_step_m)


def arc_seconds(
    name: str, seconds: float, *, step_m: float = 0.0, answer_step_m: float = 0.0, is_nearest: bool = False
) -> Source:
    """Return a source with posts that many arc seconds apart."""
    north_m = seconds * SECOND_M
    return Source(name, north_m * math.cos(math.radians(LAT_DEG)), north_m, step_m, answer_step_m, is_nearest)


def pixels(zoom: int) -> Source:
    """Return terrain tiles at a zoom."""
    size_m = PIXEL_Z0_M / 2**zoom * math.cos(math.radians(LAT_DEG))
    return Source(f"terrain tiles, zoom {zoom} ({size_m:.0f} m)", size_m, size_m, step_m=1 / 256)


SOURCES = [
    pixels(14),
    pixels(13),
    arc_seconds("1 arc second, whole metres, read between (.hgt, skadi)", 1, step_m=1.0),
    arc_seconds("the same, answers in whole metres (OpenTopoData srtm30m)", 1, step_m=1.0, answer_step_m=1.0),
    arc_seconds("3 arc seconds, whole metres, read between (.hgt)", 3, step_m=1.0),
    arc_seconds("3 arc seconds, nearest (Open-Meteo)", 3, is_nearest=True),
    arc_seconds("8 arc seconds, whole metres, nearest (Open-Elevation)", 8, step_m=1.0, is_nearest=True),
]


def _rounded(heights_m: Floats, step_m: float) -> Floats:
    return np.round(heights_m / step_m) * step_m if step_m else heights_m


def drawn_ground(random: np.random.Generator) -> Callable[[Floats, Floats], Floats]:
    """Return a ground that repeats itself after `SIDE` cells: heights by x and y [m]."""
    frequency = np.hypot(np.fft.fftfreq(SIDE)[:, None], np.fft.rfftfreq(SIDE)[None, :])
    frequency[0, 0] = np.inf
    noise = np.fft.rfft2(random.standard_normal((SIDE, SIDE)))
    heights = np.fft.irfft2(noise * frequency ** -(ROUGHNESS + 1), s=(SIDE, SIDE))
    cells = round(HILL_M / CELL_M)
    grade = np.median(np.abs(heights - np.roll(heights, cells, axis=1))) / HILL_M
    heights *= MEDIAN_GRADE / grade

    def ground(x_m: Floats, y_m: Floats) -> Floats:
        where = np.stack([np.asarray(y_m) / CELL_M, np.asarray(x_m) / CELL_M])
        between: Floats = map_coordinates(heights, where, order=1, mode="grid-wrap")
        return between

    return ground


def main() -> None:
    random = np.random.default_rng(SEED)
    ground = drawn_ground(random)
    x_m, y_m = random.uniform(1000, SIDE * CELL_M - 1000, (2, N_HILLS))
    angle = random.uniform(0, 2 * np.pi, N_HILLS)
    x2_m, y2_m = x_m + HILL_M * np.cos(angle), y_m + HILL_M * np.sin(angle)
    truth = (ground(x2_m, y2_m) - ground(x_m, y_m)) / HILL_M
    print(
        "| source | error of a 150 m gradient, median / 95 % [% points] | hills of 5 % found | of those found, true |"
    )
    print("|---|---|---|---|")
    for source in SOURCES:
        seen = (source.heights(ground, x2_m, y2_m) - source.heights(ground, x_m, y_m)) / HILL_M
        middle, worst = np.percentile(100 * np.abs(seen - truth), [50, 95])
        steep, found = np.abs(truth) >= HILL_GRADE, np.abs(seen) >= HILL_GRADE
        print(
            f"| {source.name} | {middle:.2f} / {worst:.2f} | {(steep & found).sum() / steep.sum():.0%}"
            f" | {(steep & found).sum() / found.sum():.0%} |"
        )


if __name__ == "__main__":
    main()
