"""A hill seen from its foot: its heights, the gradient of each piece, and how far both are known."""

import math
from typing import Final

import numpy as np

from hillwork.model import Floats, Hill, Noise
from hillwork.page import RiseData
from hillwork.render.figures import GRADE_DIGITS, METRE_DIGITS, number

MIN_PIECE_M: Final = 10.0
MAX_PIECE_M: Final = 25.0
PIECES: Final = 12
"""Gradients are told for about twelve pieces of a hill, each at least as long as a few strides and at most as 25 m of a climb."""

MAX_SAMPLES: Final = 240
"""A finger cannot aim finer; heights of a long climb are told for the ends of its pieces."""

CM_PER_M: Final = 100


def rise_figures(hill: Hill, noise: Noise, seen: float = 1.0) -> RiseData:
    """Return the heights of a hill above its foot and their errors.

    The error of a height grows from nothing at the foot to that of the gain at the top, as that of a rise over the distance
    grows with the noise of the elevation.

    Args:
        hill: The hill.
        noise: How wrong its elevations are.
        seen: How many passes they rest on.
    """
    piece_m = piece_length_m(hill)
    step_m = _step_m(hill, piece_m)
    stride = round(step_m / hill.step_m)
    last = len(hill.elevation_m) - 1
    index = np.append(np.arange(0, last, stride), last)
    known_m = hill.elevation_m[np.isfinite(hill.elevation_m)]
    foot_m = float(known_m[0]) if len(known_m) else math.nan
    borders_m = np.append(np.arange(0.0, hill.length_m, piece_m), hill.length_m)
    return {
        "foot_elevation_m": number(foot_m, METRE_DIGITS),
        "step_m": step_m,
        "rise_cm": [_centimetres(rise_m) for rise_m in (hill.elevation_m[index] - foot_m).tolist()],
        "piece_m": piece_m,
        "piece_grade_sd": number(noise.rise_sd_m(piece_m, seen) / piece_m, GRADE_DIGITS),
        "rise_sd_cm": np.rint(CM_PER_M * _rise_sd_m(hill, noise, seen, borders_m)).astype(np.int64).tolist(),
    }


def piece_length_m(hill: Hill) -> float:
    """Return the length of the pieces that gradients are told for, a whole number of samples [m]."""
    wanted_m = min(max(hill.length_m / PIECES, MIN_PIECE_M), MAX_PIECE_M)
    return hill.step_m * max(1, round(wanted_m / hill.step_m))


def _step_m(hill: Hill, piece_m: float) -> float:
    """Return the distance between the heights that are told: all samples, or one for each piece of a long climb [m]."""
    return hill.step_m if len(hill.elevation_m) <= MAX_SAMPLES else piece_m


def _rise_sd_m(hill: Hill, noise: Noise, seen: float, at_m: Floats) -> Floats:
    """Return the error of the height above the foot at distances from it, shape (n,) [m]."""
    whole_m = noise.rise_sd_m(hill.length_m, seen)
    shape_m = np.array([noise.rise_sd_m(metres, seen) if metres else 0.0 for metres in at_m.tolist()])
    gain_sd_m = hill.gain_sd_m if math.isfinite(hill.gain_sd_m) else 0.0
    return gain_sd_m * shape_m / whole_m if whole_m else np.linspace(0.0, gain_sd_m, len(at_m))


def _centimetres(metres: float) -> int | None:
    return round(CM_PER_M * metres) if math.isfinite(metres) else None
