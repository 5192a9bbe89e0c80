"""From elevation as stored to elevation as believed."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

import numpy as np

from hillwork.model import (
    ATTRIBUTION_CODE,
    STORED,
    ElevationKind,
    ElevationSource,
    Floats,
    Noise,
    Notice,
    Profile,
    Track,
    Wander,
    unbroken,
)
from hillwork.profile.ascent import ascent_of
from hillwork.profile.grid import STEP_M
from hillwork.profile.measure import Measured, measure_track
from hillwork.profile.noise import PassNoise, classify, edges_of, second_difference_sd_m
from hillwork.profile.smooth import bandwidth_m, smooth, white_noise_left
from hillwork.profile.together import Shared, Together
from hillwork.profile.witnesses import Heard, hear

MIN_KNOWN_SHARE: Final = 0.5
"""Below this share of points with elevation the reader is told that most of the track is unknown."""

DRIFT_TOLD_M: Final = 8.0
DRIFT_TOLD_PER_SCATTER: Final = 2.0
"""Told when passes over the same ground differ by more than the drift that weather gives a barometer in an hour
(1 hPa = 8.4 m) and by more than what the scatter of the recording explains anyway."""

WEATHER_SD_M: Final = 5.0
"""What the weather adds to a recorded height in an hour: some 0.6 hPa, at 8.4 m each. A random walk, so that it grows with
the square root of the time."""

UNKNOWN_CELL_M: Final = 30.0
"""Cells of the models that planning programs take their heights from."""

SECONDS_PER_HOUR: Final = 3600.0


def profile_of(track: Track, model: ElevationSource | None = None, *, is_model_alone: bool = False) -> Profile:
    """Return what we believe about the elevation along a track.

    Cleaned by distance, put on an even grid, its noise measured and smoothed away as far as it goes; passes over the same
    ground are put together, and where the heights are poor the runner's pace is heard too, and a model if there is one.

    Args:
        track: The track as stored.
        model: An elevation model; where the track has no heights of its own they are the model's.
        is_model_alone: Whether to take the model's heights in any case.

    Raises:
        NoElevationError: The track has no elevation.
        InputError: The track is one point, or longer than any run.
    """
    return profiles_of([track], model, is_model_alone=is_model_alone)[0]


def profiles_of(
    tracks: Sequence[Track], model: ElevationSource | None = None, *, is_model_alone: bool = False
) -> list[Profile]:
    """Return what we believe about tracks of one area, whose passes over the same ground are put together.

    Args:
        tracks: The tracks as stored.
        model: An elevation model, one more witness of them all; the only one of tracks without heights.
        is_model_alone: Whether to take the model's heights in any case.

    Raises:
        NoElevationError: A track has no elevation.
        InputError: A track is one point, or longer than any run.
    """
    measured = [measure_track(track, model, is_model_alone=is_model_alone) for track in tracks]
    together = Together(measured)
    shared = together.share()
    heard = [hear(one, its, model) for one, its in zip(measured, shared, strict=True)]
    if any(one.aids for one in heard):
        averaged = together.average([one.elevation_m for one in heard])
        heard = [replace(one, elevation_m=elevation_m) for one, elevation_m in zip(heard, averaged, strict=True)]
    return [_believe(*of_track) for of_track in zip(measured, shared, heard, strict=True)]


def _believe(measured: Measured, shared: Shared, heard: Heard) -> Profile:
    grid, course = measured.grid, measured.course
    modelled = measured.modelled
    kind = ElevationKind.MODEL if modelled else classify(measured.noise.scatter_m, is_timed=measured.is_device)
    cell_m = modelled.worth.correlation_m / 2 if modelled else UNKNOWN_CELL_M
    extra, shows_edges = _weather(measured), False
    if kind is ElevationKind.MODEL:
        extra, shows_edges = edges_of(grid.elevation_m, grid.runs)
    noise = Noise(white_sd_m=shared.noise.white_sd_m, drift=shared.noise.drift, extras=(extra,), aids=heard.aids)
    scatter_m = _scatter_m(noise, shared.noise, shared.seen)
    bandwidth = bandwidth_m(scatter_m)
    usual_scatter_m = float(np.sqrt(np.mean(scatter_m**2)))
    noise = replace(noise, white_sd_m=noise.white_sd_m * white_noise_left(float(np.median(bandwidth))))
    believed_m = smooth(heard.elevation_m, grid.runs, bandwidth)
    is_drifting = abs(shared.drift_m) > max(DRIFT_TOLD_M, DRIFT_TOLD_PER_SCATTER * measured.noise.scatter_m)
    runs_m = [believed_m[run] for run in unbroken(grid.runs)]
    ascent_m, ascent_sd_m = ascent_of(runs_m, noise, float(shared.seen.mean()), float(course.point_m[-1]))
    return Profile(
        step_m=STEP_M,
        legs=grid.legs,
        runs=grid.runs,
        distance_m=grid.distance_m,
        elevation_m=believed_m,
        measured_m=heard.elevation_m,
        lat_deg=grid.lat_deg,
        lon_deg=grid.lon_deg,
        point_m=course.point_m,
        jump_m=measured.repaired.jump_m,
        jump_size_m=measured.repaired.jump_size_m,
        place=shared.place,
        seen=shared.seen,
        noise=noise,
        scatter_m=usual_scatter_m,
        spacing_m=grid.spacing_m,
        ascent_m=ascent_m,
        ascent_sd_m=math.hypot(ascent_sd_m, shared.drift_m if is_drifting else 0.0),
        is_recorded=course.is_recorded,
        kind=kind,
        source=modelled.source if modelled else STORED,
        cell_m=cell_m if kind is ElevationKind.MODEL else 0.0,
        shows_edges=shows_edges,
        filled_share=grid.filled_share,
        notices=tuple(_notices(measured, shared, heard, is_drifting=is_drifting, shows_edges=shows_edges)),
    )


def _weather(measured: Measured) -> Wander:
    """Return what the weather adds to the heights of a recording, by the distance that its runner makes in an hour."""
    course = measured.course
    if not measured.is_device or not course.point_m[-1]:
        return Wander(0.0, math.inf)
    return Wander(WEATHER_SD_M**2 / SECONDS_PER_HOUR * float(course.moving_s[-1] / course.point_m[-1]), math.inf)


def _scatter_m(noise: Noise, single: PassNoise, seen: Floats) -> Floats:
    """Return the scatter at 30 m that is left around each sample, shape (n,) [m]."""
    times, back = np.unique(seen.round(1), return_inverse=True)
    if len(times) == 1 and times[0] == 1.0 and not noise.aids:
        return np.full(len(seen), single.scatter_m)
    left = [second_difference_sd_m(noise.white_sd_m / math.sqrt(n), noise.combined(n)) for n in times.tolist()]
    return np.array(left)[back]


def _notices(
    measured: Measured, shared: Shared, heard: Heard, *, is_drifting: bool, shows_edges: bool
) -> Iterator[Notice]:
    yield from measured.course.notices
    yield from measured.repaired.notices
    track = measured.track
    n_known = int(np.isfinite(track.elevation_m).sum())
    if measured.modelled:
        heights = f"{measured.modelled.source} ({measured.modelled.worth.words})"
        yield Notice("elevation-modelled", f"the heights are those of {heights}, not of the file")
        yield Notice(ATTRIBUTION_CODE, measured.modelled.worth.attribution)
    elif n_known < MIN_KNOWN_SHARE * len(track):
        yield Notice("elevation-missing", f"only {n_known} of {len(track)} points have an elevation")
    if shows_edges:
        message = "the elevation model shows woods and roofs: hills that may be their edges are unsure"
        yield Notice("surface-model", message)
    yield from heard.notices
    if is_drifting:
        direction = "higher" if shared.drift_m > 0 else "lower"
        message = (
            f"the elevation drifts: the same ground reads {abs(shared.drift_m):.0f} m {direction} after"
            f" {shared.drift_over_m / 1000:.1f} km; do not trust the ascent or long gentle climbs"
        )
        yield Notice("elevation-drift", message)
