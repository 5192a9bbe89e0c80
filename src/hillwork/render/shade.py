"""The shape of the ground as an image: shade, light and contours, to lie beneath everything else."""

import io
import math
from dataclasses import dataclass
from typing import Final

import numpy as np
from PIL import Image

from hillwork.geo import metres_per_degree
from hillwork.model import Flags, Floats, Relief

LIGHT_AZIMUTH_DEG: Final = 315.0
LIGHT_ALTITUDE_DEG: Final = 45.0
"""From the upper left, as maps have it: lit from below, valleys look like ridges."""

STEEP: Final = 0.6
STEEP_PERCENTILE: Final = 90.0
"""The steepest tenth of the ground is shown at least as steep as that: it uses most of the shade that there is."""

MIN_EXAGGERATION: Final = 0.5
MAX_EXAGGERATION: Final = 3.0
"""More would show the errors of models on flat ground as hills."""

FLATTEST: Final = 1e-9
"""Gradient, so that nothing is divided by zero."""

MIN_VARIANCE: Final = 1.0
"""Of the smoothing [cells squared], where cells are larger than the shapes that a model knows."""

DARKEST: Final = 0.36
LIGHTEST: Final = 0.18
CONTOUR: Final = 0.34
"""Opacities of the deepest shade, the brightest light and of contours: quiet, since lines in colour lie on top."""

LEVELS: Final = 10
"""Of shade and of light each: few make a small image. What is below the first is left out: the roughness of flat ground."""

WHITE: Final = 255
GREY: Final = 128

CONTOURS_M: Final = (5.0, 10.0, 20.0, 50.0, 100.0, 200.0, 500.0)
MAX_CONTOURS: Final = 14
"""From the lowest to the highest ground; the steps from one height to the next leave at least about 6."""

FLAT_M: Final = 5.0
"""Ground that rises less than that has no contours: they would show the errors of the model."""


@dataclass(frozen=True, slots=True)
class Shade:
    """An image of the ground.

    Args:
        png: A pixel a cell, grey with opacity.
        contour_m: Height from contour to contour; None when the ground is too flat for any [m].
    """

    png: bytes
    contour_m: float | None


def shade_relief(relief: Relief) -> Shade:
    """Return an image of the ground, of the same bytes for the same ground.

    Black where the ground is turned away from the light, white where it faces it, transparent where it is flat or unknown; so
    it can lie on a light page and on a dark one. Contours are one cell wide.

    Args:
        relief: The ground.
    """
    heights_m = _smoothed(relief)
    lightness = _lightness(relief, heights_m)
    contour_m, is_contour = _contours(heights_m)
    black = np.trunc(np.clip(-lightness, 0, 1) * LEVELS) / LEVELS * DARKEST
    white = np.trunc(np.clip(lightness, 0, 1) * LEVELS) / LEVELS * LIGHTEST
    grey = np.where(is_contour, CONTOUR, 0.0)
    opacity = grey + (black + white) * (1 - grey)
    colour = (GREY * grey + WHITE * white * (1 - grey)) / np.where(opacity > 0, opacity, 1)
    pixels = np.stack([colour, opacity * WHITE], axis=-1).round().astype(np.uint8)
    file = io.BytesIO()
    Image.fromarray(pixels).save(file, "PNG", optimize=True)
    return Shade(file.getvalue(), contour_m)


def _smoothed(relief: Relief) -> Floats:
    """Return heights without the terraces of whole metres and the facets between posts, shape (rows, columns) [m].

    They are spread by as much as the smallest shapes that the model knows.
    """
    row_m, _ = _cell_sizes_m(relief)
    wanted = max((relief.detail_m / float(row_m.mean())) ** 2, MIN_VARIANCE)
    heights_m, variance, reach = relief.elevation_m, 0.0, 0
    while variance < wanted:
        # Each mean adds half the square of its reach to the variance; reaches that only double leave no gaps.
        reach = max(1, min(2 * reach, round(math.sqrt(2 * (wanted - variance)))))
        variance += reach**2 / 2
        for axis in (0, 1):
            before, after = _neighbours(heights_m, reach, axis)
            # Where one of them is unknown neither counts, so that a slope stays what it is.
            spread = (before + 2 * heights_m + after) / 4
            heights_m = np.where(np.isfinite(spread), spread, heights_m)
    return heights_m


def _neighbours(values: Floats, reach: int, axis: int) -> tuple[Floats, Floats]:
    """Return what lies so many cells before and after each cell; beyond the edges slopes go on."""
    widths = [(0, 0), (0, 0)]
    widths[axis] = (reach, reach)
    padded = np.pad(values, widths, mode="reflect", reflect_type="odd")
    cells = np.arange(values.shape[axis])
    return padded.take(cells, axis), padded.take(cells + 2 * reach, axis)


def _cell_sizes_m(relief: Relief) -> tuple[Floats, Floats]:
    """Return how long and how wide the cells of each row are, shape (rows,) each [m]."""
    per_lat_m, per_lon_m = metres_per_degree(relief.lat_deg)
    column_deg = (relief.east_deg - relief.west_deg) / relief.elevation_m.shape[1]
    return -np.diff(relief.row_edges_deg) * per_lat_m, column_deg * per_lon_m


def _lightness(relief: Relief, heights_m: Floats) -> Floats:
    """Return how much lighter than flat ground each cell is, shape (rows, columns).

    Of a matt surface, with gradients over three by three cells: Horn (1981), Hill shading and the reflectance map, Proceedings
    of the IEEE 69(1). Heights are stretched, or pressed, until the steepest tenth of the ground has a certain gradient: low
    hills are seen, and mountains are not black.

    Returns:
        From -1, without any light, over 0, as flat ground or unknown, to 1, turned towards the light.
    """
    row_m, column_m = _cell_sizes_m(relief)
    north = -_rise(heights_m, 0) / row_m[:, None]
    east = _rise(heights_m, 1) / column_m[:, None]
    steepness = np.hypot(north, east)
    is_known = np.isfinite(steepness)
    if not is_known.any():
        return np.zeros(heights_m.shape)
    steep = max(float(np.percentile(steepness[is_known], STEEP_PERCENTILE)), FLATTEST)
    exaggeration = min(max(STEEP / steep, MIN_EXAGGERATION), MAX_EXAGGERATION)
    altitude, azimuth = math.radians(LIGHT_ALTITUDE_DEG), math.radians(LIGHT_AZIMUTH_DEG)
    towards_light = (north * math.cos(azimuth) + east * math.sin(azimuth)) * exaggeration
    brightness = (math.sin(altitude) - towards_light * math.cos(altitude)) / np.hypot(1, steepness * exaggeration)
    more = np.clip(brightness, 0, 1) - math.sin(altitude)
    return np.where(is_known, more / np.where(more < 0, math.sin(altitude), 1 - math.sin(altitude)), 0.0)


def _rise(heights_m: Floats, axis: int) -> Floats:
    """Return the rise from cell to cell along an axis, the middle of three lines counted twice (Horn) [m]."""
    before, after = _neighbours(heights_m, 1, axis)
    rise_m = (after - before) / 2
    left_m, right_m = _neighbours(rise_m, 1, 1 - axis)
    return (left_m + 2 * rise_m + right_m) / 4


def _contours(heights_m: Floats) -> tuple[float | None, Flags]:
    """Return the height from contour to contour [m], and which cells lie on one, shape (rows, columns)."""
    is_contour = np.zeros(heights_m.shape, dtype=bool)
    known_m = heights_m[np.isfinite(heights_m)]
    if not len(known_m) or np.ptp(known_m) < FLAT_M:
        return None, is_contour
    ends_m = np.array([known_m.min(), known_m.max()])
    fitting = (step_m for step_m in CONTOURS_M if np.ptp(np.floor(ends_m / step_m)) <= MAX_CONTOURS)
    contour_m = next(fitting, CONTOURS_M[-1])
    step = np.floor(heights_m / contour_m)
    right, down = np.diff(step, axis=1), np.diff(step, axis=0)
    is_contour[:, :-1] |= np.isfinite(right) & (right != 0)
    is_contour[:-1] |= np.isfinite(down) & (down != 0)
    return contour_m, is_contour
