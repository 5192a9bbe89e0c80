"""One hill or two: cut where the climbing is really interrupted."""

from typing import Final

import numpy as np

from hillwork.model import Floats

DIP_SHARE: Final = 0.5
"""A dip separates when it loses half of the smaller gain beside it."""

FLAT_SHARE: Final = 0.25
ALL_FLATS_SHARE: Final = 0.36
COUNTED_FLAT_SHARE: Final = 0.12
FLAT_GRADE: Final = 0.01
FLAT_GRADE_SHARE: Final = 0.2
MIN_FLAT_M: Final = 100.0
"""A flat separates when it takes a quarter of the length; several do when they take a third together, each an eighth at least.
Flat is below 1 %, below a fifth of the hill's own gradient. Measured against the hill, because 150 m of flat end a 200 m hill
and are nothing on a climb of 3 km."""

MIN_SAMPLES: Final = 8


def split(elevation_m: Floats, span: tuple[int, int], tolerance_m: float, step_m: float) -> list[tuple[int, int]]:
    """Return the span cut at its real interruptions, in order.

    Args:
        elevation_m: Believed elevations of the run, shape (n,) [m].
        span: Index of foot and top.
        tolerance_m: What the noise alone may do [m].
        step_m: Distance between samples [m].
    """
    pieces: list[tuple[int, int]] = []
    waiting = [span]
    while waiting:
        foot, top = waiting.pop()
        cut = None if top - foot < MIN_SAMPLES else _interruption(elevation_m[foot : top + 1], tolerance_m, step_m)
        if cut is None:
            pieces.append((foot, top))
        else:
            waiting.append((foot + cut[1], top))
            waiting.append((foot, foot + cut[0]))
    return pieces


def _interruption(hill_m: Floats, tolerance_m: float, step_m: float) -> tuple[int, int] | None:
    """Return the (end, start) of the pieces around the largest interruption, or None when it is one hill."""
    crest, dip, loss_m = _largest_loss(hill_m)
    smaller_gain_m = min(hill_m[crest] - hill_m[0], hill_m[-1] - hill_m[dip])
    if loss_m > tolerance_m and loss_m > DIP_SHARE * smaller_gain_m:
        return crest, dip
    length = len(hill_m) - 1
    mean_step_m = (hill_m[-1] - hill_m[0]) / length
    flats = _flats(
        hill_m,
        min(FLAT_GRADE * step_m, FLAT_GRADE_SHARE * mean_step_m),
        max(round(MIN_FLAT_M / step_m), round(COUNTED_FLAT_SHARE * length)),
    )
    if not flats:
        return None
    start, end = max(flats, key=lambda flat: flat[1] - flat[0])
    all_flats = sum(end - start for start, end in flats)
    is_long = end - start > FLAT_SHARE * length or all_flats > ALL_FLATS_SHARE * length
    rises_beside = min(hill_m[start] - hill_m[0], hill_m[-1] - hill_m[end]) > tolerance_m
    return (start, end) if is_long and rises_beside else None


def _flats(hill_m: Floats, flat_step_m: float, least: int) -> list[tuple[int, int]]:
    """Return the ends of the stretches of at least so many samples that gain no more than `flat_step_m` a sample."""
    flats: list[tuple[int, int]] = []
    waiting = [(0, len(hill_m) - 1)]
    while waiting:
        first, last = waiting.pop()
        if last - first < least:
            continue
        start, end = _longest_flat(hill_m[first : last + 1], flat_step_m)
        if end - start >= least:
            flats.append((first + start, first + end))
            waiting += [(first, first + start), (first + end, last)]
    return flats


def _largest_loss(hill_m: Floats) -> tuple[int, int, float]:
    """Return the indices and the size of the largest loss of height [m]."""
    loss_m = np.maximum.accumulate(hill_m) - hill_m
    dip = int(np.argmax(loss_m))
    return int(np.argmax(hill_m[: dip + 1])), dip, float(loss_m[dip])


def _longest_flat(hill_m: Floats, flat_step_m: float) -> tuple[int, int]:
    """Return the ends of the longest stretch that gains no more than `flat_step_m` a sample.

    The left end of the longest is a record from the left, the right end a record from the right: two monotone rows.
    """
    tilted = hill_m - flat_step_m * np.arange(len(hill_m))
    highest_so_far = np.maximum.accumulate(tilted)
    lowest_to_come = np.minimum.accumulate(tilted[::-1])[::-1]
    start = np.searchsorted(highest_so_far, lowest_to_come, side="left")
    length = np.arange(len(hill_m)) - start
    end = int(np.argmax(length))
    return int(start[end]), end
