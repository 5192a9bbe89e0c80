"""What a file holds: points in order, as stored."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Final

from hillwork.model.arrays import Floats, Indices, freeze_columns, freeze_indices

MIN_ELEVATION_M: Final = -500.0
MAX_ELEVATION_M: Final = 9000.0
"""The Dead Sea shore lies at -430 m, Mount Everest at 8849 m."""

ATTRIBUTION_CODE: Final = "elevation-attribution"
"""Code of the notice that names whose heights are shown: it goes wherever they go."""


@dataclass(frozen=True, slots=True)
class Notice:
    """Something that was repaired, assumed or left out, told once.

    Args:
        code: A stable word for programs, such as `elevation-spikes`.
        message: One sentence for people.
        hint: What to type about it, for whoever sits at a command line; "" when there is nothing.
    """

    code: str
    message: str
    hint: str = ""

    @property
    def words(self) -> str:
        """The message, and what to type about it."""
        return f"{self.message}; {self.hint}" if self.hint else self.message


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where a track came from.

    Args:
        file: The file as the user named it; `-` is standard input.
        creator: The program or device that wrote the file, as it calls itself; empty when it does not say.
    """

    file: str
    creator: str = ""


class TrackKind(StrEnum):
    """Whether somebody was there, or wants to go."""

    TRACK = "track"
    ROUTE = "route"


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Track:
    """A recording or a route: one object, a column per quantity.

    Args:
        lat_deg: Latitude, shape (n,), WGS 84 [deg].
        lon_deg: Longitude, shape (n,), WGS 84 [deg].
        elevation_m: Elevation as stored, shape (n,), NaN where the file has none [m].
        time_s: Time since `started_at`, shape (n,), NaN where the file has none [s].
        breaks: Index of the first point of each segment, shape (k,), beginning with 0. Nothing is measured across a break.
        started_at: The instant that `time_s` counts from (aware), or None when the file has no times.
        labels: What the file calls each segment and its activity, cleaned; none when it says nothing.
        name: The track's name, cleaned; empty when it has none.
        kind: A recorded track or a planned route.
        origin: Where it came from.
        notices: What reading it had to repair or leave out.
    """

    lat_deg: Floats
    lon_deg: Floats
    elevation_m: Floats
    time_s: Floats
    breaks: Indices
    started_at: datetime | None = None
    labels: tuple[str, ...] = ()
    name: str = ""
    kind: TrackKind = TrackKind.TRACK
    origin: Origin = field(default_factory=lambda: Origin(file="-"))
    notices: tuple[Notice, ...] = ()

    def __post_init__(self) -> None:
        freeze_columns(
            self, lat_deg=self.lat_deg, lon_deg=self.lon_deg, elevation_m=self.elevation_m, time_s=self.time_s
        )
        freeze_indices(self, "breaks", self.breaks)
        if not len(self.lat_deg):
            raise ValueError("a track needs a point")
        if self.breaks[0] != 0 or (self.breaks[1:] <= self.breaks[:-1]).any() or self.breaks[-1] >= len(self.lat_deg):
            raise ValueError("breaks must begin with 0, ascend, and stay inside the track")
        if self.started_at is not None and self.started_at.tzinfo is None:
            raise ValueError("started_at needs a time zone")

    def __len__(self) -> int:
        return len(self.lat_deg)

    def __repr__(self) -> str:
        return f"<Track {self.name!r}: {len(self):,} points in {len(self.breaks)} segments from {self.origin.file}>"
