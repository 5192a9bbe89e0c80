"""A route kilometre by kilometre, or mile by mile, at an even effort: what each takes, and what its hills cost."""

import math

import numpy as np

from hillwork.model import Duration, Line, Profile, Split, StepKind, unbroken
from hillwork.plan.pace import PIECE_M
from hillwork.plan.prescribe import Prescription
from hillwork.plan.steps import effort_step, ramp
from hillwork.profile import Piece, piece_between
from hillwork.units import METRES_PER_KILOMETRE


def splits_of(profile: Profile, who: Prescription, step_m: float = METRES_PER_KILOMETRE) -> tuple[Split, ...]:
    """Return a route's splits at the even effort of a session, in order and without gaps; the last one is short.

    A rest shorter than the pieces that times are summed over, 20 m, goes with the split before it.

    Args:
        profile: What we believe about its elevation.
        who: What is to be done, and by whom.
        step_m: Length of a split, 1609.344 for miles [m].

    Raises:
        ValueError: The splits are shorter than those pieces.
    """
    if not step_m >= PIECE_M:
        raise ValueError(f"splits of {step_m} m are shorter than {PIECE_M:.0f} m")
    if not profile.length_m:
        return ()
    n_splits = max(1, math.ceil((profile.length_m - PIECE_M) / step_m))
    borders_m = [step_m * number for number in range(n_splits)]
    ends_m = [*borders_m[1:], profile.length_m]
    return tuple(_split(profile, who, start_m, end_m) for start_m, end_m in zip(borders_m, ends_m, strict=True))


def time_between(profile: Profile, who: Prescription, start_m: float, end_m: float) -> Duration:
    """Return how long a part of a route takes at the even effort of a session, as a band.

    Args:
        profile: What we believe about its elevation; what is unknown is interpolated.
        who: What is to be done, and by whom.
        start_m: Distance of the part's start from the start of the route [m].
        end_m: Distance of its end, beyond its start [m].
    """
    length_m = end_m - start_m
    piece = piece_between(profile, start_m, end_m)
    sampled_m = (len(piece.elevation_m) - 1) * piece.step_m
    if not sampled_m:
        return effort_step(StepKind.RUN, ramp(length_m, 0.0), who, cue="").duration
    # Where a session has a speed of its own the time goes by the length, else by the samples: both get one length here.
    even = Piece(line=piece.line, elevation_m=piece.elevation_m, length_m=sampled_m, step_m=piece.step_m)
    duration = effort_step(StepKind.RUN, even, who, cue="").duration
    stretched = length_m / sampled_m
    return Duration(
        low_s=duration.low_s * stretched, mid_s=duration.mid_s * stretched, high_s=duration.high_s * stretched
    )


def known_pieces(profile: Profile, start_m: float, end_m: float) -> tuple[Piece, ...]:
    """Return what is known of a part of a route: its unbroken runs of known elevation, in order.

    Args:
        profile: What we believe about its elevation.
        start_m: Where the part starts [m].
        end_m: Where it ends [m].
    """
    part = _samples(profile, start_m, end_m)
    return tuple(
        Piece(
            line=Line(profile.lat_deg[part][run], profile.lon_deg[part][run]),
            elevation_m=profile.elevation_m[part][run],
            length_m=(run.stop - run.start - 1) * profile.step_m,
            step_m=profile.step_m,
        )
        for run in unbroken(profile.runs[part])
    )


def _samples(profile: Profile, start_m: float, end_m: float) -> slice:
    """Return the samples of a part, one or more: the border of two parts is in both."""
    half_m = profile.step_m / 2
    first, last = np.searchsorted(profile.distance_m, (start_m - half_m, end_m + half_m)).tolist()
    first = min(first, len(profile) - 1)
    return slice(first, max(first + 1, last))


def _split(profile: Profile, who: Prescription, start_m: float, end_m: float) -> Split:
    known = known_pieces(profile, start_m, end_m)
    known_m = sum(piece.length_m for piece in known)
    rise_m = sum(float(piece.elevation_m[-1] - piece.elevation_m[0]) for piece in known)
    is_known = bool(known_m and np.isfinite(profile.elevation_m[_samples(profile, start_m, end_m)]).all())
    return Split(
        start_m=start_m,
        length_m=end_m - start_m,
        ascent_m=sum(piece.ascent_m for piece in known),
        descent_m=sum(piece.descent_m for piece in known),
        grade=rise_m / known_m if is_known else math.nan,
        duration=time_between(profile, who, start_m, end_m),
        flat_pace_s_per_km=METRES_PER_KILOMETRE / who.work_mps(0.0),
    )
