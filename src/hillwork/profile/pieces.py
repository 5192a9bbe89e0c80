"""Pieces of a profile: how far, how much up and down."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from hillwork.model import Floats, Line, Profile
from hillwork.profile.turning import up_legs

COUNTED_M: Final = 1.0
"""Rises and falls below a metre are left out of a step's ascent and descent."""


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Piece:
    """A piece of a track, in the direction it is run.

    Args:
        line: Where it goes, a sample per `step_m`.
        elevation_m: Believed elevations of those samples, without gaps, shape (n,) [m].
        length_m: Its length [m].
        step_m: Distance between samples [m].
    """

    line: Line
    elevation_m: Floats
    length_m: float
    step_m: float

    @property
    def ascent_m(self) -> float:
        """Climbing along it [m]."""
        legs = up_legs(self.elevation_m, COUNTED_M)
        return float(sum(self.elevation_m[top] - self.elevation_m[foot] for foot, top in legs))

    @property
    def descent_m(self) -> float:
        """Descending along it, as a positive number [m]."""
        return max(0.0, self.ascent_m - float(self.elevation_m[-1] - self.elevation_m[0]))

    @property
    def grade(self) -> float:
        """Mean gradient; 0 for a piece without length."""
        return float(self.elevation_m[-1] - self.elevation_m[0]) / self.length_m if self.length_m else 0.0

    def reversed(self) -> "Piece":
        """Return the same way back."""
        return Piece(
            line=self.line.reversed(),
            elevation_m=self.elevation_m[::-1],
            length_m=self.length_m,
            step_m=self.step_m,
        )


def piece_between(profile: Profile, start_m: float, end_m: float) -> Piece:
    """Return the piece of the track between two distances; unknown elevations are interpolated.

    Args:
        profile: The track's profile.
        start_m: Where it starts [m].
        end_m: Where it ends [m].
    """
    first = min(int(np.searchsorted(profile.distance_m, start_m - profile.step_m / 2)), len(profile) - 1)
    last = max(first + 1, int(np.searchsorted(profile.distance_m, end_m + profile.step_m / 2)))
    part = slice(first, last)
    elevation_m = profile.elevation_m[part]
    known = np.flatnonzero(np.isfinite(elevation_m))
    filled = (
        np.interp(np.arange(len(elevation_m)), known, elevation_m[known]) if len(known) else np.zeros(len(elevation_m))
    )
    return Piece(
        line=Line(profile.lat_deg[part], profile.lon_deg[part]),
        elevation_m=filled,
        length_m=max(0.0, end_m - start_m),
        step_m=profile.step_m,
    )
