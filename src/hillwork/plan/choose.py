"""Which hill: the one that fits the session best, and why."""

from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from hillwork.errors import NothingToDoError, UsageError
from hillwork.geo import step_lengths_m
from hillwork.hills import best_stretch, steadiness
from hillwork.model import Confidence, Floats, Hill, Noise, Stretch, Survey
from hillwork.plan.prescribe import Prescription
from hillwork.plan.recipe import Shape
from hillwork.plan.sessions import SESSIONS
from hillwork.units import format_distance, format_grade

WARM_UP_S: Final = (600.0, 1200.0)
"""Ten to twenty minutes to the hill (the hill-repeat article this project started from)."""

WEIGHTS: Final = {"length": 0.30, "gradient": 0.30, "steadiness": 0.15, "warm-up": 0.15, "confidence": 0.10}
"""What counts for a hill, a rule of ours: length and gradient make the session, the rest makes it pleasant."""

CONFIDENCE_SCORE: Final = {Confidence.SURE: 1.0, Confidence.LIKELY: 0.6, Confidence.UNSURE: 0.2}
MIN_LENGTH_SHARE: Final = 0.8
MIN_GRADE_SHARE: Final = 0.75
"""A hill is of no use below four fifths of the wanted length or three quarters of the wanted gradient."""

GRADE_REACH: Final = 0.06
"""A gradient that far outside the wanted range scores nothing."""

MAX_BEYOND: Final = 0.12
"""One that far above it makes another session of it: the hill is of no use."""

AT_START_M: Final = 300.0
"""A track that ends this near to its start is a loop."""

EVEN: Final = 0.75
SHARE_TO_NAME: Final = 0.8


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit:
    """How well a hill fits a session.

    Args:
        hill: The hill.
        stretch: The part of it that is used.
        parts: Score from 0 to 1 of each thing that counts.
        is_usable: False when it is too short or too gentle for the session.
        way_s: Jogging time from the start of the track to the stretch [s].
    """

    hill: Hill
    stretch: Stretch
    parts: dict[str, float]
    is_usable: bool
    way_s: float

    @property
    def score(self) -> float:
        """The weighted sum of the parts, 0 to 1."""
        return sum(WEIGHTS[name] * value for name, value in self.parts.items())


def choose_hill(survey: Survey, who: Prescription, hill_id: str | None) -> tuple[Fit, tuple[str, ...]]:
    """Return the hill to use and the reasons for it.

    Hills on one site count once, by their first pass.

    Args:
        survey: What was found.
        who: What is to be done, and by whom.
        hill_id: The hill the user wants, or None for the best.

    Raises:
        UsageError: There is no hill of that name.
        NothingToDoError: No hill fits.
    """
    if hill_id is not None:
        fit = fit_on_track(survey, _named(survey, hill_id), who)
        return fit, (f"{hill_id} was asked for: {describe(fit)}",)
    fits = sorted(
        (fit_on_track(survey, hill, who) for hill in _first_passes(survey)),
        key=lambda fit: -fit.score,
    )
    usable = [fit for fit in fits if fit.is_usable]
    if not usable:
        raise NothingToDoError(
            f"{survey.track.origin.file}: no hill for a {who.session.key} session (repetitions of {who.wanted}): {_what_there_is(survey)}",
            hint=_other_session(survey, who),
        )
    best, *others = usable
    why = [
        f"{best.hill.id} fits best of {len(usable)}: {describe(best)}"
        if others
        else f"{best.hill.id}: {describe(best)}"
    ]
    if others:
        why.append(f"next best {others[0].hill.id}: {describe(others[0])}")
    return best, tuple(why)


def fit_on_track(survey: Survey, hill: Hill, who: Prescription) -> Fit:
    """Return how well a hill of a track fits a session; on a loop the nearer way round leads there.

    Args:
        survey: The track.
        hill: One of its hills.
        who: What is to be done, and by whom.
    """
    away_m = along_track_m(hill)
    if is_loop(survey):
        away_m = np.minimum(away_m, survey.profile.length_m - away_m)
    return judge_fit(hill, survey.profile.noise, who, away_m)


def along_track_m(hill: Hill) -> Floats:
    """Return how far along its track each sample of a hill lies, shape (n,) [m]."""
    return np.asarray(hill.start_m + hill.step_m * np.arange(len(hill.elevation_m)), dtype=np.float64)


def is_loop(survey: Survey) -> bool:
    """Tell whether a track ends where it begins: then both its directions lead away from a door, and back to it.

    Args:
        survey: The track.
    """
    lat, lon = survey.track.lat_deg[[0, -1]], survey.track.lon_deg[[0, -1]]
    return bool(step_lengths_m(lat, lon)[0] <= AT_START_M)


def judge_fit(hill: Hill, noise: Noise, who: Prescription, away_m: Floats) -> Fit:
    """Return how well a hill fits a session for a runner.

    Args:
        hill: The hill.
        noise: How wrong the heights of its profile are.
        who: What is to be done, and by whom.
        away_m: Length of the way to each of its samples, shape (n,) [m].
    """
    low, high = who.session.grades
    lengths_m = who.lengths_m(within(hill.grade, who.session.grades))
    first, last = best_stretch(hill.elevation_m, hill.step_m, lengths_m=lengths_m, grades=who.session.grades)
    if who.rep_s is not None:
        # What a time is worth in metres depends on the gradient, which is that of the stretch.
        lengths_m = who.lengths_m(_mean_grade(hill, first, last))
        first, last = best_stretch(hill.elevation_m, hill.step_m, lengths_m=lengths_m, grades=who.session.grades)
    length_m = (last - first) * hill.step_m
    used_m = hill.elevation_m[first : last + 1]
    grade = _mean_grade(hill, first, last)
    stretch = Stretch(
        start_m=hill.start_m + first * hill.step_m,
        length_m=length_m,
        grade=grade,
        grade_sd=hill.grade_sd if length_m == hill.length_m else noise.rise_sd_m(length_m) / length_m,
    )
    way_s = float(away_m[first]) / who.easy_mps
    off = max(low - grade, grade - high, 0.0)
    return Fit(
        hill=hill,
        stretch=stretch,
        parts={
            "length": min(1.0, length_m / lengths_m[0]) ** 2,
            "gradient": max(0.0, 1 - off / GRADE_REACH),
            "steadiness": steadiness(used_m, hill.step_m),
            "warm-up": min(1.0, way_s / WARM_UP_S[0], WARM_UP_S[1] / max(way_s, 1.0)),
            "confidence": CONFIDENCE_SCORE[Confidence.UNSURE if stretch.is_guess else hill.confidence],
        },
        is_usable=length_m >= MIN_LENGTH_SHARE * lengths_m[0] and MIN_GRADE_SHARE * low <= grade <= high + MAX_BEYOND,
        way_s=way_s,
    )


def within(grade: float, grades: tuple[float, float]) -> float:
    """Return the wanted gradient that is nearest to another.

    >>> within(0.12, (0.04, 0.08))
    0.08
    """
    low, high = grades
    return min(max(grade, low), high)


def _mean_grade(hill: Hill, first: int, last: int) -> float:
    return float(hill.elevation_m[last] - hill.elevation_m[first]) / ((last - first) * hill.step_m)


def describe(fit: Fit) -> str:
    """Return a hill in one line, with what speaks against it."""
    parts = [
        f"{format_distance(fit.stretch.length_m)} at {format_grade(fit.stretch.grade, fit.stretch.grade_sd)}",
        "even" if fit.parts["steadiness"] >= EVEN else "uneven",
        f"{fit.way_s / 60:.0f} min from the start",
    ]
    faults = {
        "length": "shorter than wanted",
        "gradient": "gradient outside the wanted range",
        "confidence": "its gradient is a guess"
        if fit.stretch.is_guess
        else f"the elevation says only '{fit.hill.confidence}'",
    }
    parts += [fault for name, fault in faults.items() if fit.parts[name] < SHARE_TO_NAME]
    return ", ".join(parts)


def _first_passes(survey: Survey) -> list[Hill]:
    first: dict[str, Hill] = {}
    for hill in survey.hills:
        first.setdefault(hill.site, hill)
    return list(first.values())


def _named(survey: Survey, hill_id: str) -> Hill:
    for hill in (*survey.hills, *survey.unsure):
        if hill.id == hill_id:
            return hill
    names = ", ".join(hill.id for hill in (*survey.hills, *survey.unsure)) or "none"
    raise UsageError(
        f"{survey.track.origin.file}: no hill {hill_id!r}: there are {names}",
        hint="leave --hill away to let the best one be chosen",
    )


def _what_there_is(survey: Survey) -> str:
    if not survey.hills:
        unsure = f", and {len(survey.unsure)} that the elevation cannot settle" if survey.unsure else ""
        return f"no hill was found{unsure}"
    longest = max(survey.hills, key=lambda hill: hill.length_m)
    return (
        f"{len(survey.hills)} found, the longest {format_distance(longest.length_m)} at {format_grade(longest.grade)}"
    )


def _other_session(survey: Survey, who: Prescription) -> str:
    """Return which session one of the hills fits best."""
    others = [session for session in SESSIONS.values() if session.shape is Shape.REPEATS]
    fits = [
        fit_on_track(survey, hill, replace(who, session=other, wished_rep_s=None, wished_rep_m=None))
        for other in others
        for hill in survey.hills
    ]
    names = [other.key for other in others for _ in survey.hills]
    usable = [(fit.score, name) for fit, name in zip(fits, names, strict=True) if fit.is_usable]
    if not usable:
        return "try another track (hillwork find lists what is in it), or a treadmill: --treadmill"
    _, name = max(usable, key=lambda one: one[0])
    return f"hillwork plan {survey.track.origin.file} --session {name}"
