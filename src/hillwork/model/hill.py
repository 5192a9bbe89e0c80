"""What lies in a profile: hills, the stretches inside them, and the ground they share."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Final

from hillwork.model.arrays import Floats, freeze_columns
from hillwork.model.backdrop import NOTHING_BENEATH, Backdrop
from hillwork.model.profile import Profile
from hillwork.model.track import ATTRIBUTION_CODE, Notice, Track

GUESS_SD: Final = 2.0
"""A gradient less than that many standard deviations above nothing is a guess: nineteen times in twenty it climbs."""


class HillKind(StrEnum):
    """What a hill is good for, by its length."""

    REPEAT = "repeat"
    LONG = "long"
    CLIMB = "climb"


class Confidence(StrEnum):
    """How far the elevation carries the claim that this is a hill."""

    SURE = "sure"
    LIKELY = "likely"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True, eq=False)
class Line:
    """A way on the map.

    Args:
        lat_deg: Latitude, shape (n,) [deg].
        lon_deg: Longitude, shape (n,) [deg].
    """

    lat_deg: Floats
    lon_deg: Floats

    def __post_init__(self) -> None:
        freeze_columns(self, lat_deg=self.lat_deg, lon_deg=self.lon_deg)

    def __len__(self) -> int:
        return len(self.lat_deg)

    def reversed(self) -> "Line":
        """Return the same way in the other direction."""
        return Line(self.lat_deg[::-1], self.lon_deg[::-1])


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """A part of a profile and its gradient.

    Args:
        start_m: Distance from the start of the track [m].
        length_m: Length [m].
        grade: Mean gradient, rise over run.
        grade_sd: Standard deviation of the mean gradient.
    """

    start_m: float
    length_m: float
    grade: float
    grade_sd: float

    @property
    def end_m(self) -> float:
        """Distance of its end from the start of the track [m]."""
        return self.start_m + self.length_m

    @property
    def is_guess(self) -> bool:
        """Whether its elevation leaves open that it climbs at all, however sure the hill is that it lies in."""
        return self.grade < GUESS_SD * self.grade_sd


class _Rise:
    """What has a length and a gain has a gradient."""

    __slots__ = ()
    length_m: float
    gain_m: float
    gain_sd_m: float

    @property
    def grade(self) -> float:
        """Mean gradient, rise over run."""
        return self.gain_m / self.length_m

    @property
    def grade_sd(self) -> float:
        """Standard deviation of the mean gradient."""
        return self.gain_sd_m / self.length_m


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Hill(_Rise):
    """One stretch that climbs, from its foot to its top.

    Args:
        id: Name within the survey: `h1` is the first.
        kind: What it is good for.
        start_index: Number of the track's point at the foot, from 0.
        end_index: Number of the track's point at the top.
        start_m: Distance of the foot from the start of the track [m].
        length_m: Length [m].
        gain_m: Elevation of the top above the foot [m].
        gain_sd_m: Its standard deviation [m].
        grade_max: Steepest gradient over `STEEPEST_OVER_M` (see `hillwork.hills`).
        steadiness: 1 is an even ramp; 0 is as uneven as a staircase (formula in `hillwork.hills`).
        confidence: How far the elevation carries the claim.
        site: Name of the ground: passes over the same ground share it.
        best_stretch: The part that suits a repetition best.
        nested: Steeper hills inside it, in order.
        is_lift: Whether it was too fast for legs, or is marked as a lift.
        foot_name: Where it begins, in the words of a map; empty without one.
        top_name: Where it ends, likewise.
        line: Where it lies, a sample per `step_m`.
        elevation_m: Believed elevation of those samples, shape (n,) [m].
        step_m: Distance between samples [m].
    """

    id: str
    kind: HillKind
    start_index: int
    end_index: int
    start_m: float
    length_m: float
    gain_m: float
    gain_sd_m: float
    grade_max: float
    steadiness: float
    confidence: Confidence
    site: str
    best_stretch: Stretch
    nested: tuple[Stretch, ...] = ()
    is_lift: bool = False
    foot_name: str = ""
    top_name: str = ""
    line: Line
    elevation_m: Floats
    step_m: float

    def __post_init__(self) -> None:
        freeze_columns(self, elevation_m=self.elevation_m)

    def __repr__(self) -> str:
        return f"<Hill {self.id}: {self.kind}, {self.length_m:.0f} m at {100 * self.grade:.1f} %, {self.confidence}>"

    @property
    def end_m(self) -> float:
        """Distance of the top from the start of the track [m]."""
        return self.start_m + self.length_m


@dataclass(frozen=True, slots=True, kw_only=True)
class Pass:
    """One time over the ground of a site.

    Args:
        is_up: Whether it was climbed.
        start_index: Number of the track's point where it begins, from 0: at the foot, or going down at the top.
        end_index: Number of the point where it ends.
        start_m: Distance of its start from the start of the track [m].
        length_m: Length [m].
        started_at: When it began, None when the track has no times.
        duration_s: How long it took, None when the track has no times [s].
        hill: Name of the hill it is listed as; empty when it went down.
    """

    is_up: bool
    start_index: int
    end_index: int
    start_m: float
    length_m: float
    started_at: datetime | None
    duration_s: float | None
    hill: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Site(_Rise):
    """One hill on the ground, however often it was run.

    Args:
        id: Name, shared by all its hills, and by the surveys of tracks that were read together.
        kind: What it is good for.
        length_m: Length: the median of its passes uphill [m].
        gain_m: Elevation of the top above the foot: the mean of its passes uphill [m].
        gain_sd_m: Its standard deviation [m].
        confidence: How far the elevation carries the claim.
        foot: Latitude and longitude of its foot [deg].
        top: Latitude and longitude of its top [deg].
        passes: All passes of this track, in order.
    """

    id: str
    kind: HillKind
    length_m: float
    gain_m: float
    gain_sd_m: float
    confidence: Confidence
    foot: tuple[float, float]
    top: tuple[float, float]
    passes: tuple[Pass, ...]


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Survey:
    """What was found along one track.

    Args:
        track: The track as stored.
        profile: What we believe about its elevation.
        hills: The hills in order, without those we are unsure of.
        unsure: The stretches that may be hills; the elevation cannot carry the claim.
        sites: The ground they lie on, each site once, in order.
        notices: Everything that reading, cleaning and finding had to repair, assume or leave out.
        backdrop: What lies beneath it on a map, as far as it is known.
    """

    track: Track
    profile: Profile
    hills: tuple[Hill, ...]
    unsure: tuple[Hill, ...] = ()
    sites: tuple[Site, ...] = ()
    notices: tuple[Notice, ...] = field(default=())
    backdrop: Backdrop = NOTHING_BENEATH

    @property
    def attribution(self) -> str:
        """Whom to name wherever its heights are shown; empty where that is nobody."""
        return "; ".join(notice.message for notice in self.notices if notice.code == ATTRIBUTION_CODE)
