"""Who knows the profile of a track: its own heights, the runner's pace, an elevation model."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from hillwork.model import ATTRIBUTION_CODE, Aid, ElevationSource, Floats, Notice, Sampled, Wander
from hillwork.profile.combine import Witness, combine
from hillwork.profile.effort import NEEDED_FROM_M, read_effort
from hillwork.profile.grid import STEP_M
from hillwork.profile.measure import Measured
from hillwork.profile.modelled import sample_along
from hillwork.profile.together import Shared

MIN_FRESH_M2: Final = 1e-4
"""No witness is perfect: a centimetre at each step keeps the equations sound."""

MIN_MODELLED_SHARE: Final = 0.9
"""A model is heard along all of a track or not at all: one climb has one set of witnesses."""


@dataclass(frozen=True, slots=True, eq=False)
class Heard:
    """What all witnesses say together.

    Args:
        elevation_m: Elevation of each sample, shape (n,), NaN where unknown [m].
        aids: Who was heard beside the track's own heights.
        notices: The same for people.
    """

    elevation_m: Floats
    aids: tuple[Aid, ...] = ()
    notices: tuple[Notice, ...] = ()


def hear(measured: Measured, shared: Shared, model: ElevationSource | None) -> Heard:
    """Return the elevations of a track as all witnesses have them.

    Args:
        measured: The track by itself.
        shared: Its heights, put together with those of other passes.
        model: An elevation model; heard beside heights that a device measured, never beside those of another model.
    """
    witnesses, aids, notices = [], [], []
    if model and measured.is_device:
        sampled = sample_along(model, measured.grid)
        if sampled.known_share < MIN_MODELLED_SHARE:
            message = f"{sampled.source} knows only {sampled.known_share:.0%} of the way: not used"
            notices.append(Notice("model-not-heard", message))
        else:
            witness, aid = _modelled(sampled, shared)
            witnesses.append(witness)
            aids.append(aid)
            notices.append(Notice("model-heard", f"the heights of {sampled.source} were used beside those of the file"))
            notices.append(Notice(ATTRIBUTION_CODE, sampled.worth.attribution))
    if measured.course.is_recorded and shared.noise.scatter_m >= NEEDED_FROM_M:
        step_s = np.diff(measured.at_samples(measured.course.moving_s))
        effort = read_effort(step_s, shared.elevation_m, measured.grid.runs, shared.noise.drift)
        if effort:
            witnesses.append(effort.witness)
            aids.append(effort.aid)
            explained = f"your pace, which explains {effort.shared_variance:.0%} of the gradients,"
            notices.append(Notice("pace-heard", f"these heights are poor: {explained} was used too"))
    if not witnesses:
        return Heard(shared.elevation_m, notices=tuple(notices))
    own = _wandering(shared.elevation_m, shared.noise.drift, _wandered_m(measured))
    own = Witness(own.elevation_m, own.keep, own.fresh_m2 + 2 * shared.noise.white_sd_m**2)
    return Heard(combine([own, *witnesses], measured.grid.runs), tuple(aids), tuple(notices))


def _modelled(sampled: Sampled, shared: Shared) -> tuple[Witness, Aid]:
    """Return a model's heights along the track, moved to the level of the file's: its datum may be another."""
    level_m = float(np.nanmedian(sampled.elevation_m - shared.elevation_m))
    wander = Wander.of(sampled.worth.sd_m, sampled.worth.correlation_m)
    along_m = np.full(len(sampled.elevation_m) - 1, STEP_M)
    return _wandering(sampled.elevation_m - level_m, wander, along_m), Aid(wander)


def _wandering(elevation_m: Floats, wander: Wander, along_m: Floats) -> Witness:
    """Return elevations as a witness whose error wanders that far at each step, shape (n - 1,) [m]."""
    keep = np.exp(-along_m / wander.length_m)
    return Witness(elevation_m, keep, wander.variance_m2 * (1 - keep**2) + MIN_FRESH_M2)


def _wandered_m(measured: Measured) -> Floats:
    """Return how far the error wanders at each step: by the distance, and on while somebody stands, shape (n - 1,) [m]."""
    if not measured.course.is_recorded:
        return np.full(len(measured.grid.runs) - 1, STEP_M)
    step_s = np.diff(measured.at_samples(measured.track.time_s))
    usual_s = float(np.nanmedian(step_s))
    with np.errstate(invalid="ignore"):
        return np.where(step_s > usual_s, STEP_M * step_s / usual_s, STEP_M)
