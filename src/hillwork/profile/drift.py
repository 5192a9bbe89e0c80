"""The same ground has one elevation: a recording that says otherwise drifts."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from hillwork.geo import local_metres
from hillwork.model import Floats, Indices, Notice

SAME_PLACE_M: Final = 20.0
"""Samples in the same square of this size are on the same ground: the width of a road and two position errors."""

LATER_M: Final = 300.0
"""A pass counts as another one when that much was covered between."""

MIN_SHARED: Final = 20
"""At least 100 m of ground must be shared before it says anything."""

DRIFT_M: Final = 8.0
DRIFT_PER_SCATTER: Final = 2.0
"""Told when the usual difference is beyond the drift that weather gives a barometer in an hour (1 hPa = 8.4 m) and beyond
what the scatter of the recording explains anyway."""


@dataclass(frozen=True, slots=True)
class Drift:
    """How much higher or lower later passes over the same ground read, where that is beyond noise.

    Args:
        change_m: The usual difference, later minus earlier; 0 when there is nothing to tell [m].
        between_m: The usual distance covered between the passes [m].
    """

    change_m: float = 0.0
    between_m: float = 0.0

    def notices(self) -> tuple[Notice, ...]:
        """Return what a runner should know about it."""
        if not self.change_m:
            return ()
        direction = "higher" if self.change_m > 0 else "lower"
        message = (
            f"the elevation drifts: the same ground reads {abs(self.change_m):.0f} m {direction} after"
            f" {self.between_m / 1000:.1f} km; do not trust the ascent or long gentle climbs"
        )
        return (Notice("elevation-drift", message),)


def measure_drift(lat_deg: Floats, lon_deg: Floats, elevation_m: Floats, distance_m: Floats, scatter_m: float) -> Drift:
    """Return by how much later passes over the same ground read clearly higher or lower than earlier ones.

    Args:
        lat_deg: Latitude of each sample, shape (n,) [deg].
        lon_deg: Longitude, shape (n,) [deg].
        elevation_m: Believed elevation, shape (n,), NaN where unknown [m].
        distance_m: Distance from the start, shape (n,) [m].
        scatter_m: Scatter of the stored elevations at 30 m [m].
    """
    earlier, later = _pairs_on_same_ground(lat_deg, lon_deg, elevation_m, distance_m)
    if len(earlier) < MIN_SHARED:
        return Drift()
    change_m = float(np.median(elevation_m[later] - elevation_m[earlier]))
    if abs(change_m) <= max(DRIFT_M, DRIFT_PER_SCATTER * scatter_m):
        return Drift()
    return Drift(change_m, float(np.median(distance_m[later] - distance_m[earlier])))


def _pairs_on_same_ground(
    lat_deg: Floats, lon_deg: Floats, elevation_m: Floats, distance_m: Floats
) -> tuple[Indices, Indices]:
    """Return the samples of consecutive passes over one place: the earlier and the later of each pair."""
    known = np.flatnonzero(np.isfinite(elevation_m))
    if not len(known):
        return known, known
    x_m, y_m = local_metres(lat_deg[known], lon_deg[known])
    squares = np.column_stack([np.rint(x_m / SAME_PLACE_M), np.rint(y_m / SAME_PLACE_M)]).astype(np.int64)
    squares -= squares.min(axis=0)
    key = squares[:, 0] * (squares[:, 1].max() + 1) + squares[:, 1]
    order = np.argsort(key, kind="stable")
    same = key[order][1:] == key[order][:-1]
    earlier, later = known[order[:-1][same]], known[order[1:][same]]
    apart = distance_m[later] - distance_m[earlier] > LATER_M
    return earlier[apart], later[apart]
