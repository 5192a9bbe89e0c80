"""How far a track really goes: standing still and jitter add nothing, gaps are not measured."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from hillwork.geo import offsets_m
from hillwork.model import Flags, Floats, Indices, Notice, Track
from hillwork.profile.robust import scale
from hillwork.text import counted

MAX_JUMP_M: Final = 1000.0
"""Two consecutive points farther apart are a gap, unless all the track is that coarse (trust rule: nothing is measured across a gap)."""

COARSE_FACTOR: Final = 20.0
"""A jump is a gap only when it is that many times the usual spacing; routes drawn with 800 m legs stay whole."""

MAX_PAUSE_S: Final = 300.0
PAUSE_MOVE_M: Final = 200.0
"""After a pause of five minutes, more than 200 m away: what lay between was not recorded (a lift, a car, a night)."""

DENSE_INTERVAL_S: Final = 2.5
"""Points up to this interval are dense enough that position jitter, not the way, decides the sum of steps."""

MAX_JITTER_WINDOW: Final = 4
JITTER_FACTOR: Final = 1.3
"""Positions are averaged over as many neighbours (at most four a side) as still take out jitter: while one neighbour more
shortens the way 1.3 times as much as the next. Bends lose the same at every step, jitter nearly all at the first."""

STANDING_WINDOW_S: Final = 8.0
STANDING_SPEED_MPS: Final = 0.35
"""Net progress below 0.35 m/s over 16 s is standing: half of the slowest walk on steep ground (0.7 m/s, Tobler at 30 %)."""


MIN_COMPUTED: Final = 50
MAX_COMPUTED: Final = 2000
COMPUTED_SHARE: Final = 0.9
COMPUTED_SPREAD: Final = 0.3
"""A clock ticks: most intervals between recorded points are alike. Where nine in ten of at least fifty differ from all
others, and they spread by a third of their median, a program has computed the times of a planned route."""


@dataclass(frozen=True, slots=True, eq=False)
class Course:
    """The distance along a track.

    Args:
        point_m: Distance of each point from the start, shape (n,), ascending [m].
        legs: Index of the first point of each continuous stretch, shape (k,).
        is_recorded: True when it has times that advance: somebody was there.
        moving_s: Time spent moving up to each point, shape (n,); it stands still where there are no times [s].
        notices: What had to be assumed.
    """

    point_m: Floats
    legs: Indices
    is_recorded: bool
    moving_s: Floats
    notices: tuple[Notice, ...]


def measure_course(track: Track) -> Course:
    """Return the distance of every point, measured inside continuous stretches only.

    Dense recordings are measured along averaged positions, because the error of each position would lengthen the way
    (by 5-18 % at 3-6 m of position error and one point a second), and standing still adds nothing.
    """
    n_points = len(track)
    north, east = offsets_m(track.lat_deg, track.lon_deg)
    interval_s = np.diff(track.time_s)
    computed: tuple[Notice, ...] = ()
    if _is_computed(interval_s):
        interval_s = np.full(n_points - 1, np.nan)
        computed = (
            Notice("times-computed", "the times are computed, nobody recorded them: taken for a planned route"),
        )
    legs, notices = _find_legs(track, np.hypot(north, east), interval_s)
    inner = np.ones(n_points - 1, dtype=bool)
    inner[legs[1:] - 1] = False

    steps_m = np.hypot(north, east)
    moving_s = np.maximum(np.nan_to_num(interval_s), 0.0)
    usual_s = _usual_interval_s(interval_s, inner)
    if usual_s <= DENSE_INTERVAL_S:
        room = _room(legs, n_points)
        x_m, y_m, steps_m = _without_jitter(
            np.append(0.0, np.cumsum(east)), np.append(0.0, np.cumsum(north)), room, inner
        )
        standing = _is_standing(x_m, y_m, track.time_s, np.minimum(room, max(1, round(STANDING_WINDOW_S / usual_s))))
        stands = standing[1:] & standing[:-1]
        steps_m[stands] = 0.0
        moving_s[stands] = 0.0
    steps_m[~inner] = 0.0
    return Course(
        point_m=np.concatenate([[0.0], np.cumsum(steps_m)]),
        legs=legs,
        is_recorded=bool(np.isfinite(usual_s)),
        moving_s=np.concatenate([[0.0], np.cumsum(moving_s)]),
        notices=(*computed, *notices),
    )


def _is_computed(interval_s: Floats) -> bool:
    known = interval_s[np.isfinite(interval_s)][:MAX_COMPUTED].round(3)
    if len(known) < MIN_COMPUTED or len(np.unique(known)) < COMPUTED_SHARE * len(known):
        return False
    return scale(known) > COMPUTED_SPREAD * abs(float(np.median(known)))


def _find_legs(track: Track, steps_m: Floats, interval_s: Floats) -> tuple[Indices, tuple[Notice, ...]]:
    usual_m = float(np.median(steps_m)) if len(steps_m) else 0.0
    jumps = steps_m > max(MAX_JUMP_M, COARSE_FACTOR * usual_m)
    with np.errstate(invalid="ignore"):
        unseen = (interval_s > MAX_PAUSE_S) & (steps_m > max(PAUSE_MOVE_M, COARSE_FACTOR * usual_m))
    gaps = np.flatnonzero(jumps | unseen) + 1
    new = np.setdiff1d(gaps, track.breaks)
    legs = np.union1d(track.breaks, gaps)
    if not len(new):
        return legs, ()
    longest_m = float(steps_m[new - 1].max())
    gaps_told = counted(len(new), "gap")
    message = f"{gaps_told} in the recording, the longest of {longest_m:.0f} m: nothing is measured across"
    return legs, (Notice("gaps", message),)


def _usual_interval_s(interval_s: Floats, inner: Flags) -> float:
    """Return the median time between points, infinite when the track has no times or they do not advance [s]."""
    known = interval_s[inner & np.isfinite(interval_s)]
    usual = float(np.median(known)) if len(known) else 0.0
    return usual if usual > 0 else np.inf


def _room(legs: Indices, n_points: int) -> Indices:
    """Return how many points each point has on its shorter side within its leg, shape (n,)."""
    leg_of = np.zeros(n_points, dtype=np.int64)
    leg_of[legs[1:]] = 1
    leg_of = np.cumsum(leg_of)
    index = np.arange(n_points)
    last = np.append(legs[1:], n_points) - 1
    room: Indices = np.minimum(index - legs[leg_of], last[leg_of] - index)
    return room


def _without_jitter(x_m: Floats, y_m: Floats, room: Indices, inner: Flags) -> tuple[Floats, Floats, Floats]:
    """Return positions averaged as far as that takes out jitter, and the steps between them [m]."""

    def averaged(half: int) -> tuple[Floats, Floats, Floats]:
        x, y = _moving_average(x_m, room, half), _moving_average(y_m, room, half)
        return x, y, np.hypot(np.diff(x), np.diff(y))

    def length_m(half: int) -> float:
        return float(averaged(half)[2][inner].sum())

    half, lengths_m = 0, [length_m(0), length_m(1), length_m(2)]
    while half < MAX_JITTER_WINDOW:
        saved_m, saved_next_m = lengths_m[half] - lengths_m[half + 1], lengths_m[half + 1] - lengths_m[half + 2]
        if saved_m <= JITTER_FACTOR * saved_next_m:
            break
        half += 1
        lengths_m.append(length_m(half + 2))
    # Averaged once more instead of kept: a long recording's positions are the most of its memory.
    return averaged(half)


def _moving_average(values: Floats, room: Indices, half: int) -> Floats:
    """Return the mean over `half` neighbours on each side; the window shrinks where there is less room."""
    if not half or len(values) <= 2 * half:
        return values
    total = np.concatenate([[0.0], np.cumsum(values)])
    mean = np.empty(len(values))
    mean[half:-half] = (total[2 * half + 1 :] - total[: -2 * half - 1]) / (2 * half + 1)
    narrow = np.flatnonzero(room < half)
    window = room[narrow]
    mean[narrow] = (total[narrow + window + 1] - total[narrow - window]) / (2 * window + 1)
    return mean


def _is_standing(x: Floats, y: Floats, time_s: Floats, half: Indices) -> Flags:
    index = np.arange(len(x))
    before, after = index - half, index + half
    net_m = np.hypot(x[after] - x[before], y[after] - y[before])
    elapsed_s = time_s[after] - time_s[before]
    with np.errstate(invalid="ignore"):
        standing: Flags = (elapsed_s > 0) & (net_m < STANDING_SPEED_MPS * elapsed_s)
    return standing
