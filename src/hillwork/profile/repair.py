"""Elevations that cannot be true: spikes are taken out, sudden persistent steps are undone."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np

from hillwork.model import Flags, Floats, Indices, Notice
from hillwork.profile.robust import scale
from hillwork.text import counted

POINTS_OF_JUMP: Final = 3
"""A jump needs a point on either side of it to be told from a slope."""

JUMP_M: Final = 4.0
JUMP_NOISE_FACTOR: Final = 6.0
JUMP_GRADE: Final = 0.5
"""A change between two points is a jump above 4 m, above six times the usual scatter, plus half of the distance between them.

The steepest street is 35 % (Baldwin Street); the six covers the tails of receivers that scatter by more than a metre.
"""

SPIKE_POINTS: Final = 6
SPIKE_RETURN_SHARE: Final = 0.35
"""A spike comes back within six points to within a third of its height."""

STEP_M: Final = 3.5
STEP_POINTS: Final = 5
STEP_RUN_M: Final = 15.0
STEP_CALM_SHARE: Final = 0.35
"""A step is a persistent change of more than 3.5 m within 15 m of way, between the medians of five points on each side that
rise evenly within a third of it: a barometer recalibrated, a receiver that lost a satellite."""

MAX_STEP_M: Final = 20.0
"""A larger change is not undone: no recalibration does that, and the device does not know where it is."""

MAX_STEPS_PER_KM: Final = 5.0
"""More of them are not steps but the way this device measures: undoing each would add up to a drift of its own."""


@dataclass(frozen=True, slots=True, eq=False)
class Repaired:
    """Elevations without spikes and steps.

    Args:
        elevation_m: Elevation, shape (n,), NaN where missing or taken out [m].
        jump_m: Distance of each sudden change that was left, shape (k,), ascending [m].
        jump_size_m: Its size, positive, shape (k,) [m].
        notices: What was taken out or left.
    """

    elevation_m: Floats
    jump_m: Floats
    jump_size_m: Floats
    notices: tuple[Notice, ...]


def repair_elevation(point_m: Floats, elevation_m: Floats, legs: Indices) -> Repaired:
    """Return elevations with spikes missing and steps undone; everything repaired is counted.

    Args:
        point_m: Distance of each point, shape (n,), ascending [m].
        elevation_m: Elevation as stored, shape (n,), NaN where missing [m].
        legs: Index of the first point of each continuous stretch, shape (k,).
    """
    known = np.flatnonzero(np.isfinite(elevation_m))
    if len(known) < POINTS_OF_JUMP:
        return Repaired(elevation_m, np.empty(0), np.empty(0), ())
    values = elevation_m[known]
    change_m = np.diff(values)
    run_m = np.diff(point_m[known])
    leg = np.searchsorted(legs, known, side="right")
    limit_m = max(JUMP_M, JUMP_NOISE_FACTOR * scale(change_m)) + JUMP_GRADE * run_m
    jumps = np.flatnonzero((np.abs(change_m) > limit_m) & (leg[1:] == leg[:-1]))
    spikes, lasting = _find_spikes(values, change_m, jumps.tolist())
    steps_m = _find_steps(values, run_m, lasting, spikes)
    left = np.array([jump for jump in lasting if jump not in steps_m], dtype=np.int64)

    repaired = elevation_m.copy()
    repaired[known] = np.where(spikes, np.nan, values - _shift_m(len(values), steps_m))
    return Repaired(
        elevation_m=repaired,
        jump_m=point_m[known[left]],
        jump_size_m=np.abs(change_m[left]),
        notices=tuple(_notices(int(spikes.sum()), list(steps_m.values()), np.abs(change_m[left]))),
    )


def _notices(n_spikes: int, steps_m: list[float], left_m: Floats) -> Iterator[Notice]:
    if n_spikes:
        yield Notice("elevation-spikes", f"{counted(n_spikes, 'elevation')} far off the neighbours taken out")
    if steps_m:
        largest_m = max(map(abs, steps_m))
        yield Notice(
            "elevation-steps", f"{counted(len(steps_m), 'sudden elevation step')} undone, up to {largest_m:.0f} m"
        )
    if len(left_m):
        yield Notice(
            "elevation-jumps",
            f"{counted(len(left_m), 'sudden elevation change')} of up to {left_m.max():.0f} m left as recorded;"
            " hills that rest on one are not believed",
        )


def _find_spikes(values: Floats, change_m: Floats, jumps: list[int]) -> tuple[Flags, list[int]]:
    """Return which values belong to a spike, and the jumps that do not come back."""
    spikes = np.zeros(len(values), dtype=bool)
    lasting: list[int] = []
    position = 0
    while position < len(jumps):
        first = jumps[position]
        back = _jump_back(values, change_m, jumps, position)
        if back is None:
            lasting.append(first)
            position += 1
        else:
            spikes[first + 1 : jumps[back] + 1] = True
            position = back + 1
    return spikes, lasting


def _jump_back(values: Floats, change_m: Floats, jumps: list[int], position: int) -> int | None:
    """Return the position of the jump that undoes the one at `position`, or None when it lasts."""
    first = jumps[position]
    for later in range(position + 1, len(jumps)):
        last = jumps[later]
        if last - first > SPIKE_POINTS:
            return None
        height_m = max(abs(change_m[first]), abs(change_m[last]))
        if abs(values[last + 1] - values[first]) < SPIKE_RETURN_SHARE * height_m:
            return later
    return None


def _find_steps(values: Floats, run_m: Floats, jumps: list[int], spikes: Flags) -> dict[int, float]:
    """Return the jumps that can be undone, and by how much [m]."""
    if len(jumps) > MAX_STEPS_PER_KM * max(1.0, float(run_m.sum()) / 1000):
        return {}
    steps_m: dict[int, float] = {}
    for jump in jumps:
        before = slice(max(0, jump + 1 - STEP_POINTS), jump + 1)
        after = slice(jump + 1, jump + 1 + STEP_POINTS)
        low, high = values[before][~spikes[before]], values[after][~spikes[after]]
        if run_m[jump] > STEP_RUN_M or min(len(low), len(high)) < STEP_POINTS - 2:
            continue
        step_m = float(np.median(high) - np.median(low))
        calm_m = STEP_CALM_SHARE * abs(step_m)
        if STEP_M < abs(step_m) < MAX_STEP_M and _unrest(low) < calm_m and _unrest(high) < calm_m:
            steps_m[jump] = step_m
    return steps_m


def _shift_m(n_values: int, steps_m: dict[int, float]) -> Floats:
    """Return what to subtract from each value to undo the steps, shape (n_values,) [m]."""
    change_m = np.zeros(n_values)
    change_m[[jump + 1 for jump in steps_m]] = list(steps_m.values())
    return np.cumsum(change_m)


def _unrest(values: Floats) -> float:
    change = np.diff(values)
    return float(np.abs(change - np.median(change)).max())
