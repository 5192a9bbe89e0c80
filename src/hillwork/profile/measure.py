"""One track by itself: its course, its heights on an even grid, their noise."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from hillwork.errors import InputError, NoElevationError
from hillwork.model import Floats, Track
from hillwork.profile.distance import Course, measure_course
from hillwork.profile.grid import Grid, resample
from hillwork.profile.noise import PassNoise, measure_noise
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
    """

    track: Track
    course: Course
    repaired: Repaired
    grid: Grid
    noise: PassNoise

    def at_samples(self, point_values: Floats) -> Floats:
        """Return a column of the points at the samples of the grid; of points that stand in one place the first counts."""
        place_m, first = np.unique(self.course.point_m, return_index=True)
        return np.interp(self.grid.distance_m, place_m, point_values[first])


def check_track(track: Track) -> None:
    """Raise when there is nothing to believe about a track.

    Raises:
        NoElevationError: It has no elevation.
        InputError: It is one point.
    """
    if len(track) < 2:  # noqa: PLR2004 - a way has two ends
        raise InputError(f"{track.origin.file}: only one point", hint="export the whole track")
    if np.isfinite(track.elevation_m).sum() < 2:  # noqa: PLR2004 - a rise has two ends
        raise NoElevationError(
            f"{track.origin.file}: no elevation stored",
            hint="export the file again with elevation, or plan the route with a tool that stores it",
        )


def measure_track(track: Track) -> Measured:
    """Return what a track says by itself.

    Raises:
        NoElevationError: It has no elevation.
        InputError: It is one point, or longer than any run.
    """
    check_track(track)
    course = measure_course(track)
    if course.point_m[-1] > MAX_LENGTH_M:
        raise InputError(
            f"{track.origin.file}: {course.point_m[-1] / 1000:,.0f} km long, more than the {MAX_LENGTH_M / 1000:,.0f} km of any run",
            hint="split the file",
        )
    repaired = repair_elevation(course.point_m, track.elevation_m, course.legs)
    grid = resample(track, course.point_m, course.legs, repaired.elevation_m)
    noise = measure_noise(grid.elevation_m, grid.runs, grid.spacing_m, is_timed=course.is_recorded)
    return Measured(track, course, repaired, grid, noise)
