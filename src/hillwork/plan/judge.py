"""What a route is worth to somebody who trains for a hilly marathon: how much of it climbs, where, and how well it rolls."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import fmean
from typing import Final

import numpy as np

from hillwork.hills import find_rises
from hillwork.model import Floats, Profile, RouteJudgement, Stretch, Survey
from hillwork.plan.prescribe import Prescription
from hillwork.plan.rolling import COOL_DOWN_S, MIN_HILLS, WARM_UP_S
from hillwork.plan.sessions import MINUTE_S, SESSIONS
from hillwork.plan.splits import splits_of, time_between
from hillwork.text import counted
from hillwork.units import METRES_PER_MILE, format_distance, format_grade

NEWTON_HILLS: Final = 4
NEWTON_LENGTH_M: Final = 4.8 * METRES_PER_MILE
NEWTON_HILL_M: Final = (0.4 * METRES_PER_MILE, 0.6 * METRES_PER_MILE)
NEWTON_GRADES: Final = (0.02, 0.05)
NEWTON_UPHILL_SHARE: Final = 1 / 3
"""The Newton hills of the Boston marathon: 4 hills in 4.8 miles, 0.4-0.6 mile each, 2-5 %, about one third uphill
(findmymarathon.com, peregrune.com)."""

ROLLING_LENGTHS_M: Final = (200.0, 300.0, 1200.0, 1600.0)
ROLLING_GRADES: Final = (0.016, 0.02, 0.05, 0.10)
"""A hill counts for the rolling index not at all outside of the outer two, in full between the inner two (the hills that
coaches name inside a long run), and proportionally between. The outer ones are rules of ours: the session's lengths, the
gentlest slope on which hills of half a kilometre are found, and twice the steepest Newton hill."""

CERTAIN_SD: Final = (2.0, 4.0)
"""A hill counts not at all when its gradient is less than two standard deviations, in full from four: a rule of ours. The
search picks the best of many places, so that two or three are often chance."""

GIVEN_BACK: Final = 0.25
"""A hill rolls in full when a quarter of its gain is lost before the next, or has been since the last: a rule of ours."""

MIN_DESCENT_M: Final = 4.0
MAX_BETWEEN_M: Final = 2 * METRES_PER_MILE
"""Hills are in a row when the way between them loses 4 m, the gain of the smallest hill, within 2 miles, twice what lies
between the Newton hills: rules of ours."""

TINY_GRADE: Final = 1e-6
"""No gradient is more certain."""

HARD_GRADE: Final = 0.02
HARD_PIECE_M: Final = 100.0
"""Minutes on pieces of 100 m steeper than 2 % are hard ones: a rule of ours."""


def judge_route(survey: Survey, who: Prescription) -> RouteJudgement:
    """Return what a route holds for somebody who wants to run its hills.

    Args:
        survey: What was found along it.
        who: What is to be done, and by whom; hills are those of a rolling run whatever the session.
    """
    profile, rolling = survey.profile, SESSIONS["rolling"]
    hills = tuple(find_rises(profile, min_length_m=rolling.lengths_m[0], min_grade=rolling.grades[0]))
    row = longest_row(profile, hills)
    first_s = hills[0].start_m / who.easy_mps if hills else None
    after_s = max(0.0, profile.length_m - hills[-1].end_m) / who.easy_mps if hills else None
    splits = splits_of(profile, who, HARD_PIECE_M)
    return RouteJudgement(
        length_m=profile.length_m,
        ascent_m=profile.ascent_m,
        ascent_sd_m=profile.ascent_sd_m,
        hills=hills,
        up_times=tuple(time_between(profile, who, hill.start_m, hill.end_m) for hill in hills),
        row=row,
        uphill_share=_share(hills, profile.length_m),
        rolling_index=rolling_index(profile),
        hard_s=sum((split.duration.mid_s for split in splits if split.grade > HARD_GRADE), start=0.0),
        first_hill_s=first_s,
        after_hills_s=after_s,
        comparison=tuple(_comparison(hills, profile.length_m)),
        missing=tuple(_missing(profile, hills, row, first_s, after_s)),
    )


def rolling_index(profile: Profile) -> float:
    """Return how much a route rolls: 0 is flat or one long climb, 1 is a route like the Newton hills. A rule of ours.

    Every rise counts for its worth, 0-1: the product of how well its length and its gradient suit (`ROLLING_LENGTHS_M`,
    `ROLLING_GRADES`), of how certain it is (`CERTAIN_SD`), and of how far the ground comes down on its better side
    (`GIVEN_BACK`). The index is the least of
    three parts, each at most 1: the number of hills over the four of Newton, hills per distance over Newton's, and the
    uphill share over a third.

    Args:
        profile: What we believe about its elevation.
    """
    if not profile.length_m:
        return 0.0
    rises = find_rises(profile, min_length_m=ROLLING_LENGTHS_M[0], min_grade=ROLLING_GRADES[0])
    worths = [
        _suits(rise.length_m, ROLLING_LENGTHS_M) * _suits(rise.grade, ROLLING_GRADES) * _certainty(rise) * rolls
        for rise, rolls in zip(rises, _rolling(profile, rises), strict=True)
    ]
    number = sum(worths)
    uphill_m = sum(worth * rise.length_m for worth, rise in zip(worths, rises, strict=True))
    return float(
        min(
            1.0,
            number / NEWTON_HILLS,
            number / profile.length_m / (NEWTON_HILLS / NEWTON_LENGTH_M),
            uphill_m / profile.length_m / NEWTON_UPHILL_SHARE,
        )
    )


def longest_row(profile: Profile, hills: Sequence[Stretch]) -> tuple[Stretch, ...]:
    """Return the longest run of hills of 0.2-1.6 km in a row with descents between; of equal ones the first.

    Args:
        profile: Where they lie.
        hills: The hills, in order.
    """
    low_m, high_m = SESSIONS["rolling"].lengths_m
    best: tuple[Stretch, ...] = ()
    row: tuple[Stretch, ...] = ()
    for hill in hills:
        if not low_m <= hill.length_m <= high_m:
            row = ()
            continue
        is_next = bool(row) and (
            hill.start_m - row[-1].end_m <= MAX_BETWEEN_M
            and _drop_m(profile, row[-1].end_m, hill.start_m) >= MIN_DESCENT_M
        )
        row = (*row, hill) if is_next else (hill,)
        best = max(best, row, key=len)
    return best


def _suits(value: float, corners: tuple[float, float, float, float]) -> float:
    """Return 0 outside of the outer two corners, 1 between the inner two, and what lies straight between."""
    return float(np.interp(value, corners, (0.0, 1.0, 1.0, 0.0)))


def _certainty(rise: Stretch) -> float:
    """Return how sure it is that a rise climbs, 0-1."""
    low, high = CERTAIN_SD
    return min(1.0, max(0.0, (rise.grade - low * rise.grade_sd) / max((high - low) * rise.grade_sd, TINY_GRADE)))


def _rolling(profile: Profile, rises: Sequence[Stretch]) -> Iterator[float]:
    """Yield how far the ground comes down before or after each rise, as a share of what counts in full."""
    borders_m = [0.0, *(metres for rise in rises for metres in (rise.start_m, rise.end_m)), profile.length_m]
    drops_m = [_drop_m(profile, top_m, foot_m) for top_m, foot_m in zip(borders_m[::2], borders_m[1::2], strict=True)]
    for rise, (before_m, after_m) in zip(rises, pairwise(drops_m), strict=True):
        gain_m = max(rise.grade * rise.length_m, MIN_DESCENT_M)
        yield min(1.0, max(before_m, after_m) / (GIVEN_BACK * gain_m))


def _drop_m(profile: Profile, from_m: float, to_m: float) -> float:
    """Return how far the ground comes down between two distances; 0 where it does not, or where nothing is known."""
    known = np.isfinite(profile.elevation_m)
    inside = known & (profile.distance_m >= from_m) & (profile.distance_m <= to_m)
    heights_m: Floats = profile.elevation_m[inside]
    return float(np.max(np.maximum.accumulate(heights_m) - heights_m)) if len(heights_m) else 0.0


def _share(hills: Sequence[Stretch], length_m: float) -> float:
    return min(1.0, sum(hill.length_m for hill in hills) / length_m) if length_m else 0.0


def _comparison(hills: Sequence[Stretch], length_m: float) -> Iterator[str]:
    newton_low, newton_high = (format_distance(metres) for metres in NEWTON_HILL_M)
    yield (
        f"{counted(len(hills), 'hill')} on {format_distance(length_m)}: the Newton hills are {NEWTON_HILLS}"
        f" on {format_distance(NEWTON_LENGTH_M)}"
    )
    if not hills:
        return
    yield f"{100 * _share(hills, length_m):.0f} % of it is uphill: about a third on the Newton hills"
    shortest, longest = (format_distance(pick(hill.length_m for hill in hills)) for pick in (min, max))
    lengths = shortest if shortest == longest else f"{shortest} to {longest}"
    yield f"its hills are {lengths} long: those of Newton {newton_low} to {newton_high}"
    gentlest = min(hills, key=lambda hill: hill.grade)
    steepest = max(hills, key=lambda hill: hill.grade)
    least, most = (format_grade(hill.grade, hill.grade_sd) for hill in (gentlest, steepest))
    grades = least if least == most else f"{least} to {most}"
    low, high = NEWTON_GRADES
    side = _side(fmean(hill.grade for hill in hills))
    yield f"they climb at {grades}, {side} {format_grade(low)} to {format_grade(high)} of Newton"


def _side(grade: float) -> str:
    """Return where a mean gradient lies beside the Newton hills."""
    low, high = NEWTON_GRADES
    if grade > high:
        return "on average more than the"
    return "on average less than the" if grade < low else "on average within the"


def _missing(
    profile: Profile, hills: Sequence[Stretch], row: Sequence[Stretch], first_s: float | None, after_s: float | None
) -> Iterator[str]:
    unknown_percent = round(100 * float(np.isnan(profile.elevation_m).mean())) if len(profile) else 100
    if unknown_percent:
        yield f"the elevation of {unknown_percent} % of it is unknown: there may be hills that are not counted"
    if first_s is None or after_s is None:
        low_m, _ = SESSIONS["rolling"].lengths_m
        yield f"nothing climbs over {format_distance(low_m)} or more at {format_grade(HARD_GRADE)}"
        return
    if first_s < WARM_UP_S:
        yield f"hills come {_minutes(first_s)} in: a warm-up takes {_minutes(WARM_UP_S)}"
    if after_s < COOL_DOWN_S:
        yield f"the last hill ends {_minutes(after_s)} before the end: a cool-down takes {_minutes(COOL_DOWN_S)}"
    if len(row) < MIN_HILLS:
        low, high = (format_distance(metres) for metres in SESSIONS["rolling"].lengths_m)
        yield (
            f"{counted(len(row), 'hill')} of {low} to {high} in a row with a descent between: a rolling run takes"
            f" {MIN_HILLS}"
        )
    share = _share(hills, profile.length_m)
    if share < NEWTON_UPHILL_SHARE / 2:
        yield f"only {100 * share:.0f} % of it is uphill: the Newton hills have twice as much, or more"
    doubtful = sum(_certainty(hill) < 1 for hill in hills)
    if doubtful:
        yield f"{doubtful} of {counted(len(hills), 'hill')} may be errors of the elevation"


def _minutes(seconds: float) -> str:
    """Return full minutes in words."""
    return counted(int(seconds // MINUTE_S), "minute") if seconds >= MINUTE_S else "less than a minute"
