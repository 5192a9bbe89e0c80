"""From elevation as stored to elevation as believed."""

import math
from dataclasses import replace
from typing import Final

import numpy as np

from hillwork.errors import InputError, NoElevationError
from hillwork.model import Notice, Profile, Track, unbroken
from hillwork.profile.ascent import ascent_of
from hillwork.profile.distance import measure_course
from hillwork.profile.drift import measure_drift
from hillwork.profile.grid import STEP_M, resample
from hillwork.profile.noise import classify, measure_noise
from hillwork.profile.repair import repair_elevation
from hillwork.profile.smooth import bandwidth_m, smooth, white_noise_left

MAX_LENGTH_M: Final = 20_000_000.0
"""Half-way round the earth, four million samples: longer tracks are not runs, and would fill the memory."""

MIN_KNOWN_SHARE: Final = 0.5
"""Below this share of points with elevation the reader is told that most of the track is unknown."""


def profile_of(track: Track) -> Profile:
    """Return what we believe about the elevation along a track.

    Cleaned by distance, put on an even grid, its noise measured and smoothed away as far as it goes.

    Raises:
        NoElevationError: The track has no elevation.
        InputError: The track is one point, or longer than any run.
    """
    if len(track) < 2:  # noqa: PLR2004 - a way has two ends
        raise InputError(f"{track.origin.file}: only one point", hint="export the whole track")
    n_known = int(np.isfinite(track.elevation_m).sum())
    if n_known < 2:  # noqa: PLR2004 - a rise has two ends
        raise NoElevationError(
            f"{track.origin.file}: no elevation stored",
            hint="export the file again with elevation, or plan the route with a tool that stores it",
        )
    course = measure_course(track)
    if course.point_m[-1] > MAX_LENGTH_M:
        raise InputError(
            f"{track.origin.file}: {course.point_m[-1] / 1000:,.0f} km long, more than the {MAX_LENGTH_M / 1000:,.0f} km of any run",
            hint="split the file",
        )
    repaired = repair_elevation(course.point_m, track.elevation_m, course.legs)
    grid = resample(track, course.point_m, course.legs, repaired.elevation_m)
    scatter_m, noise = measure_noise(grid.elevation_m, grid.runs, grid.spacing_m)
    bandwidth = bandwidth_m(scatter_m)
    noise = replace(noise, white_sd_m=noise.white_sd_m * white_noise_left(bandwidth))
    notices = [*course.notices, *repaired.notices]
    if n_known < MIN_KNOWN_SHARE * len(track):
        notices.append(Notice("elevation-missing", f"only {n_known} of {len(track)} points have an elevation"))
    believed_m = smooth(grid.elevation_m, grid.runs, bandwidth)
    drift = measure_drift(grid.lat_deg, grid.lon_deg, believed_m, grid.distance_m, scatter_m)
    notices += drift.notices()
    ascent_m, ascent_sd_m = ascent_of([believed_m[run] for run in unbroken(grid.runs)], scatter_m, noise)
    return Profile(
        step_m=STEP_M,
        legs=grid.legs,
        runs=grid.runs,
        distance_m=grid.distance_m,
        elevation_m=believed_m,
        lat_deg=grid.lat_deg,
        lon_deg=grid.lon_deg,
        point_m=course.point_m,
        jump_m=repaired.jump_m,
        jump_size_m=repaired.jump_size_m,
        noise=noise,
        scatter_m=scatter_m,
        spacing_m=grid.spacing_m,
        ascent_m=ascent_m,
        ascent_sd_m=math.hypot(ascent_sd_m, drift.change_m),
        kind=classify(scatter_m, is_timed=course.is_recorded),
        filled_share=grid.filled_share,
        notices=tuple(notices),
    )
