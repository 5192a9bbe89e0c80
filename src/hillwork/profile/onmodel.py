"""Profiles of ways whose heights are a model's: nobody ran there, nothing is passed twice."""

import math
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from hillwork.model import ElevationKind, Floats, Indices, Noise, Profile, Surface, Wander, Worth, unbroken
from hillwork.profile.ascent import ascent_of
from hillwork.profile.grid import STEP_M, number_runs
from hillwork.profile.noise import PassNoise, edges_of, measure_noise
from hillwork.profile.smooth import bandwidth_m, smooth, white_noise_left

NO_EDGES: Final = (Wander(0.0, math.inf), False)


@dataclass(frozen=True, slots=True)
class ModelNoise:
    """How wrong the heights of a model are over some area.

    Args:
        pass_noise: What its scatter, or its own statement, says.
        edges: What woods and roofs add.
        shows_edges: Whether woods and roofs are plain to see.
        cell_m: Size of its cells [m].
    """

    pass_noise: PassNoise
    edges: Wander
    shows_edges: bool
    cell_m: float

    @property
    def sd_m(self) -> float:
        """Standard deviation of one height against its neighbourhood [m]."""
        return self.noise.sd_m

    @property
    def noise(self) -> Noise:
        """The same as the error of heights before smoothing."""
        one = self.pass_noise
        return Noise(white_sd_m=one.white_sd_m, drift=one.drift, extras=(self.edges,))


def worse_noise(measured: PassNoise, worth: Worth) -> PassNoise:
    """Return the noise of a model's heights: what it looks like, or what it is known to be off, whichever is more.

    A model is smooth between its posts: what it looks like is less than what it is off.
    """
    stated = PassNoise.of(0.0, Wander.of(worth.sd_m, worth.correlation_m))
    return max(measured, stated, key=lambda one: one.drift.rise_variance_m2(worth.correlation_m))


def model_noise(elevation_m: Floats, runs: Indices, worth: Worth) -> ModelNoise:
    """Return how wrong the heights of a model are, measured along many ways.

    Args:
        elevation_m: Heights every `STEP_M` along the ways, shape (n,), NaN where unknown [m].
        runs: Number of each sample's unbroken run, shape (n,), -1 where unknown.
        worth: What the model says of itself.
    """
    measured = measure_noise(elevation_m, runs, STEP_M, is_timed=False)
    # Bare ground has no roofs: what looks like an edge there is a kerb of the terrain itself.
    edges, shows_edges = NO_EDGES if worth.surface is Surface.TERRAIN else edges_of(elevation_m, runs)
    return ModelNoise(worse_noise(measured, worth), edges, shows_edges, worth.correlation_m / 2)


def profile_on_model(
    measured_m: Floats,
    legs: Indices,
    *,
    distance_m: Floats,
    lat_deg: Floats,
    lon_deg: Floats,
    noise: ModelNoise,
    source: str,
) -> Profile:
    """Return what we believe about the elevation along ways.

    Args:
        measured_m: The model's heights every `STEP_M`, shape (n,), NaN where unknown [m].
        legs: First sample of each way, shape (k,).
        distance_m: Distance of each sample, shape (n,); it does not grow from one way to the next [m].
        lat_deg: Latitude, shape (n,) [deg].
        lon_deg: Longitude, shape (n,) [deg].
        noise: How wrong the heights are.
        source: What the model is called.
    """
    leg = np.zeros(len(measured_m), dtype=np.int64)
    leg[legs[1:]] = 1
    runs = number_runs(np.isfinite(measured_m), np.cumsum(leg))
    one = noise.pass_noise
    bandwidth = bandwidth_m(np.full(len(measured_m), one.scatter_m))
    believed_m = smooth(measured_m, runs, bandwidth)
    left = white_noise_left(float(bandwidth[0])) if len(bandwidth) else 1.0
    of_profile = Noise(white_sd_m=one.white_sd_m * left, drift=one.drift, extras=(noise.edges,))
    return Profile(
        step_m=STEP_M,
        legs=legs,
        runs=runs,
        distance_m=distance_m,
        elevation_m=believed_m,
        measured_m=measured_m,
        lat_deg=lat_deg,
        lon_deg=lon_deg,
        point_m=distance_m,
        jump_m=np.empty(0),
        jump_size_m=np.empty(0),
        place=np.arange(len(measured_m), dtype=np.float64),
        seen=np.ones(len(measured_m)),
        noise=of_profile,
        scatter_m=one.scatter_m,
        spacing_m=STEP_M,
        ascent_m=np.nan,
        ascent_sd_m=np.nan,
        is_recorded=False,
        kind=ElevationKind.MODEL,
        source=source,
        cell_m=noise.cell_m,
        shows_edges=noise.shows_edges,
        filled_share=float(np.isnan(measured_m).mean()) if len(measured_m) else 0.0,
    )


def with_ascent(profile: Profile) -> Profile:
    """Return a profile that knows its total climbing."""
    runs_m = [profile.elevation_m[run] for run in unbroken(profile.runs)]
    ascent_m, ascent_sd_m = ascent_of(runs_m, profile.noise, 1.0, profile.length_m)
    return replace(profile, ascent_m=ascent_m, ascent_sd_m=ascent_sd_m)
