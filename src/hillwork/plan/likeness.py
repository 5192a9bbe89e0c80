"""How alike two courses are: when their hills come, how long they are, and how steep."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from hillwork.errors import NoElevationError
from hillwork.hills import find_rises
from hillwork.model import Floats, Likeness, Profile, Stretch
from hillwork.plan.sessions import SESSIONS
from hillwork.profile import up_legs
from hillwork.text import counted
from hillwork.units import METRES_PER_KILOMETRE, format_distance, format_grade

CLIMBING_WEIGHT: Final = 0.4
HILLS_WEIGHT: Final = 0.4
GRADIENTS_WEIGHT: Final = 0.2
"""What the three parts of a likeness weigh: when it climbs, and the hills one by one, twice as much as the gradients, which
do not know when they come. Rules of ours."""

SAME_LENGTH_SHARE: Final = 0.05
"""Courses whose lengths differ by more are compared by the share of the way, others by metres: a rule of ours."""

LEVEL_GRADE: Final = 0.001
"""A metre per kilometre is added to both courses wherever their climbing is compared, so that two flat ones are alike
whatever their few metres do: a rule of ours."""

PLACE_SHARE: Final = 0.15
"""Hills whose middles are that share of the way apart, or more, are not the same hill: a rule of ours."""

AREA_FACTOR: Final = 2.0
"""Climbing that comes half of the way too early or too late has nothing in common: a rule of ours."""

COUNTED_M: Final = 1.0
"""Counter-moves below a metre are neither climbing nor descent."""

PIECE_M: Final = 100.0
N_PLACES: Final = 401
N_QUANTILES: Final = 201

N_BINS: Final = 20
WINDOW_BINS: Final = 3
MAX_WINDOWS: Final = 3
MIN_TOLD_M: Final = 10.0
TOLD_SHARE: Final = 0.25
"""Differences are told for up to three windows of 15 % of the way in which they are at least 10 m and a quarter of what the
hillier course climbs there: rules of ours."""


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class _Course:
    """One of the two, on a way from 0 to 1.

    Args:
        length_m: Its length [m].
        way_m: What the way from 0 to 1 is long [m].
        up_m: Ascent so far at `N_PLACES` places along the way, shape (n,) [m].
        down_m: Descent so far, likewise [m].
        rises: Its hills, in order.
        grades: Quantiles of its gradient over 100 m, ascending.
    """

    length_m: float
    way_m: float
    up_m: Floats
    down_m: Floats
    rises: tuple[Stretch, ...]
    grades: Floats


def likeness(run: Profile, race: Profile) -> Likeness:
    """Return how alike a run is to a race as to when hills come, how long they are, and how steep. A rule of ours.

    Places are metres, or shares of the way where the lengths differ by more than 5 %. The score is the weighted mean of
    three parts. Climbing: the ratio of the totals per kilometre, times 1 less twice the area between the curves of the
    share that is climbed so far; the mean of ascent and descent. Hills: those of both are matched in order, best first by
    gain; a match counts for nearness times the ratios of lengths and of gradients. Gradients: the earth mover's distance
    between the gradients of all pieces of 100 m, over the mean gradient of the hillier course.

    Args:
        run: The course that is there.
        race: The course it is to be like.

    Raises:
        NoElevationError: One of them has no elevation.
    """
    for profile in (run, race):
        if not profile.length_m or not np.isfinite(profile.elevation_m).any():
            raise NoElevationError("a course without elevation is like no other", hint="give both an elevation")
    longer_m = max(run.length_m, race.length_m)
    is_by_share = abs(run.length_m - race.length_m) > SAME_LENGTH_SHARE * longer_m
    one, other = (_course(profile, profile.length_m if is_by_share else longer_m) for profile in (run, race))
    pairs = _matched(one, other)
    climbing = (_alike(one, other, one.up_m, other.up_m) + _alike(one, other, one.down_m, other.down_m)) / 2
    hills = _hills_alike(one, other, pairs)
    gradients = _gradients_alike(one.grades, other.grades)
    return Likeness(
        score=CLIMBING_WEIGHT * climbing + HILLS_WEIGHT * hills + GRADIENTS_WEIGHT * gradients,
        climbing_score=climbing,
        hills_score=hills,
        gradients_score=gradients,
        is_by_share=is_by_share,
        sentences=tuple(_sentences(one, other, pairs, is_by_share=is_by_share)),
    )


def _course(profile: Profile, way_m: float) -> _Course:
    rolling = SESSIONS["rolling"]
    places_m = np.linspace(0.0, way_m, N_PLACES)
    up_m, down_m = (np.interp(places_m, profile.distance_m, _moved_m(profile, sign)) for sign in (1.0, -1.0))
    return _Course(
        length_m=profile.length_m,
        way_m=way_m,
        up_m=up_m,
        down_m=down_m,
        rises=tuple(find_rises(profile, min_length_m=rolling.lengths_m[0], min_grade=rolling.grades[0])),
        grades=_quantiles(profile),
    )


def _moved_m(profile: Profile, sign: float) -> Floats:
    """Return the climbing so far at each sample, or with a sign of -1 the descent, as far as it is known, shape (n,) [m]."""
    steps_m = np.zeros(len(profile))
    for run in profile.slices():
        heights_m = sign * profile.elevation_m[run]
        for foot, top in up_legs(heights_m, COUNTED_M):
            highest_m = np.maximum.accumulate(heights_m[foot : top + 1])
            steps_m[run.start + foot + 1 : run.start + top + 1] = np.diff(highest_m)
    moved_m: Floats = np.cumsum(steps_m)
    return moved_m


def _quantiles(profile: Profile) -> Floats:
    """Return quantiles of the gradient over 100 m; a course that is known nowhere over 100 m is level, shape (n,)."""
    lag = max(1, round(PIECE_M / profile.step_m))
    grades = [
        (profile.elevation_m[run][lag:] - profile.elevation_m[run][:-lag]) / (lag * profile.step_m)
        for run in profile.slices()
    ]
    known = np.concatenate([*grades, np.zeros(0)])
    shares = (np.arange(N_QUANTILES) + 0.5) / N_QUANTILES
    return np.quantile(known, shares) if len(known) else np.zeros(N_QUANTILES)


def _alike(one: _Course, other: _Course, one_m: Floats, other_m: Floats) -> float:
    """Return how alike two curves of climbing are, by their totals per kilometre and by where they rise."""
    way = np.linspace(0.0, 1.0, N_PLACES)
    first, second = (
        metres / course.length_m + LEVEL_GRADE * way for metres, course in ((one_m, one), (other_m, other))
    )
    low, high = sorted((float(first[-1]), float(second[-1])))
    area = float(np.abs(first / first[-1] - second / second[-1]).mean())
    return low / high * max(0.0, 1.0 - AREA_FACTOR * area)


def _gradients_alike(one: Floats, other: Floats) -> float:
    moved = float(np.abs(one - other).mean())
    steepness = max(float(np.abs(one).mean()), float(np.abs(other).mean()))
    return max(0.0, 1.0 - moved / (steepness + LEVEL_GRADE))


def _gain(course: _Course, rise: Stretch) -> float:
    """Return what a hill climbs per metre of its course."""
    return rise.grade * rise.length_m / course.length_m


def _affinity(one: _Course, other: _Course, first: Stretch, second: Stretch) -> float:
    """Return how much two hills are the same by place, length and gradient, 0-1."""
    apart = abs(_middle(one, first) - _middle(other, second))
    lengths = sorted((first.length_m / one.way_m, second.length_m / other.way_m))
    grades = sorted((first.grade, second.grade))
    return max(0.0, 1.0 - apart / PLACE_SHARE) * lengths[0] / lengths[1] * grades[0] / grades[1]


def _middle(course: _Course, rise: Stretch) -> float:
    return (rise.start_m + rise.length_m / 2) / course.way_m


def _matched(one: _Course, other: _Course) -> list[tuple[Stretch, Stretch, float]]:
    """Return the hills that are the same and how much, worth the most together: in order, as one runs them."""
    n_one, n_other = len(one.rises), len(other.rises)
    worth = np.zeros((n_one, n_other))
    for i, first in enumerate(one.rises):
        for j, second in enumerate(other.rises):
            worth[i, j] = _affinity(one, other, first, second) * (_gain(one, first) + _gain(other, second))
    best = np.zeros((n_one + 1, n_other + 1))
    for i in range(n_one):
        for j in range(n_other):
            best[i + 1, j + 1] = max(best[i, j + 1], best[i + 1, j], best[i, j] + worth[i, j])
    pairs = []
    i, j = n_one, n_other
    while i and j:
        if best[i, j] == best[i - 1, j]:
            i -= 1
        elif best[i, j] == best[i, j - 1]:
            j -= 1
        else:
            i, j = i - 1, j - 1
            first, second = one.rises[i], other.rises[j]
            pairs.append((first, second, _affinity(one, other, first, second)))
    return pairs[::-1]


def _hills_alike(one: _Course, other: _Course, pairs: Sequence[tuple[Stretch, Stretch, float]]) -> float:
    """Return the share of what both courses climb on hills that is on the same hills."""
    same = sum(alike * (_gain(one, first) + _gain(other, second)) for first, second, alike in pairs)
    whole = sum(_gain(course, rise) for course in (one, other) for rise in course.rises)
    return (same + 2 * LEVEL_GRADE) / (whole + 2 * LEVEL_GRADE)


def _sentences(
    one: _Course, other: _Course, pairs: Sequence[tuple[Stretch, Stretch, float]], *, is_by_share: bool
) -> Iterator[str]:
    run_rate, race_rate = (METRES_PER_KILOMETRE * float(course.up_m[-1]) / course.length_m for course in (one, other))
    yield f"the race climbs {race_rate:.0f} m per km, this run {run_rate:.0f} m"
    yield from _windows(one, other, is_by_share=is_by_share)
    yield (
        f"the race has {counted(len(other.rises), 'hill')}, this run {len(one.rises)};"
        f" at about the same places: {len(pairs)}"
    )
    run_steep, race_steep = (format_grade(float(course.grades[-N_QUANTILES // 10])) for course in (one, other))
    yield f"a tenth of the race is steeper than {race_steep}, of this run than {run_steep}"


def _windows(one: _Course, other: _Course, *, is_by_share: bool) -> Iterator[str]:
    """Yield where the two differ most in what they climb, in order along the way."""
    borders = np.linspace(0, N_PLACES - 1, N_BINS + 1).astype(np.int64)
    run_m, race_m = (
        course.up_m[borders[WINDOW_BINS:]] - course.up_m[borders[:-WINDOW_BINS]] for course in (one, other)
    )
    differences_m = np.abs(run_m - race_m)
    told: list[int] = []
    for window in np.argsort(-differences_m, kind="stable").tolist():
        is_much = differences_m[window] >= max(MIN_TOLD_M, TOLD_SHARE * max(run_m[window], race_m[window]))
        if is_much and len(told) < MAX_WINDOWS and all(abs(window - before) >= WINDOW_BINS for before in told):
            told.append(window)
    for window in sorted(told):
        start, end = window / N_BINS, (window + WINDOW_BINS) / N_BINS
        if is_by_share:
            where = f"between {100 * start:.0f} and {100 * end:.0f} % of its way"
        else:
            where = f"between {format_distance(start * other.way_m)} and {format_distance(end * other.way_m)}"
        yield f"the race climbs {race_m[window]:.0f} m {where}, this run {run_m[window]:.0f} m"
