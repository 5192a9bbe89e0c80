"""One track by itself: its course, its heights on an even grid, their noise."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from hillwork.errors import InputError, NoElevationError
from hillwork.model import ElevationSource, Floats, Sampled, Track
from hillwork.profile.distance import Course, measure_course
from hillwork.profile.grid import STEP_M, Grid, resample
from hillwork.profile.modelled import ENDS, with_heights
from hillwork.profile.noise import PassNoise, measure_noise
from hillwork.profile.onmodel import worse_noise
from hillwork.profile.repair import Repaired, repair_elevation

MAX_LENGTH_M: Final = 20_000_000.0
"""Half-way round the earth, four million samples: longer tracks are not runs, and would fill the memory."""


@dataclass(frozen=True, slots=True, eq=False)
class Measured:
    """One track before its neighbours and its runner are heard.

    Args:
        track: The track as stored.
        course: Its distance.
        repaired: Its heights without spikes and steps.
        grid: Its heights on an even grid.
        noise: How wrong they are.
        modelled: The model that its heights were taken from instead of the file, None when they are the file's.
    """

    track: Track
    course: Course
    repaired: Repaired
    grid: Grid
    noise: PassNoise
    modelled: Sampled | None = None

    @property
    def is_device(self) -> bool:
        """Whether a device measured the heights on the way."""
        return self.course.is_recorded and self.modelled is None

    def at_samples(self, point_values: Floats) -> Floats:
        """Return a column of the points at the samples of the grid; of points that stand in one place the first counts."""
        place_m, first = np.unique(self.course.point_m, return_index=True)
        return np.interp(self.grid.distance_m, place_m, point_values[first])


def has_heights(track: Track) -> bool:
    """Tell whether a track has an elevation that a rise could be measured by."""
    return int(np.isfinite(track.elevation_m).sum()) >= ENDS


def check_track(track: Track, *, needs_heights: bool = True) -> None:
    """Raise when there is nothing to believe about a track.

    Args:
        track: The track as stored.
        needs_heights: Whether its own heights are all there is.

    Raises:
        NoElevationError: It has no elevation.
        InputError: It is one point.
    """
    if len(track) < ENDS:
        raise InputError(f"{track.origin.file}: only one point", hint="export the whole track")
    if needs_heights and not has_heights(track):
        raise NoElevationError(
            f"{track.origin.file}: no elevation stored",
            hint="export it with elevation, name a model on this machine with --dem, or fetch one: --elevation tiles",
        )


def measure_track(track: Track, model: ElevationSource | None = None, *, is_model_alone: bool = False) -> Measured:
    """Return what a track says by itself.

    Args:
        track: The track as stored.
        model: An elevation model for a track that has no heights.
        is_model_alone: Whether to take the model's heights in any case.

    Raises:
        NoElevationError: It has no elevation, and there is no model, or one that does not know the place.
        InputError: It is one point, or longer than any run.
    """
    is_modelled = model is not None and (is_model_alone or not has_heights(track))
    check_track(track, needs_heights=not is_modelled)
    course = measure_course(track)
    if course.point_m[-1] > MAX_LENGTH_M:
        raise InputError(
            f"{track.origin.file}: {course.point_m[-1] / 1000:,.0f} km long, more than the {MAX_LENGTH_M / 1000:,.0f} km of any run",
            hint="split the file",
        )
    if model is not None and is_modelled:
        nothing = Repaired(np.full(len(track), np.nan), np.empty(0), np.empty(0), ())
        grid, sampled = with_heights(track, resample(track, course.point_m, course.legs, nothing.elevation_m), model)
        measured = measure_noise(grid.elevation_m, grid.runs, STEP_M, is_timed=False)
        noise = worse_noise(measured, sampled.worth)
        return Measured(track, course, nothing, grid, noise, sampled)
    repaired = repair_elevation(course.point_m, track.elevation_m, course.legs)
    grid = resample(track, course.point_m, course.legs, repaired.elevation_m)
    noise = measure_noise(grid.elevation_m, grid.runs, grid.spacing_m, is_timed=course.is_recorded)
    return Measured(track, course, repaired, grid, noise)
