"""Hills along tracks."""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING, overload

from hillwork import export
from hillwork.api.ground import relief_beneath
from hillwork.errors import HillworkError, UsageError
from hillwork.hills import REP_LENGTHS_M, survey_tracks
from hillwork.model import Backdrop, ElevationSource, Hill, Survey, Track
from hillwork.profile import check_track, profiles_of
from hillwork.reading import read_gpx, track_from_gpxpy
from hillwork.units import parse_lengths

if TYPE_CHECKING:
    from gpxpy.gpx import GPX

    Source = Track | str | os.PathLike[str] | GPX


@dataclass(frozen=True, eq=False, kw_only=True)
class FoundHills(Survey, Sequence[Hill]):
    """A survey that is a sequence of its hills and shows itself as a table."""

    def __len__(self) -> int:
        return len(self.hills)

    def __iter__(self) -> Iterator[Hill]:
        return iter(self.hills)

    @overload
    def __getitem__(self, index: int) -> Hill: ...

    @overload
    def __getitem__(self, index: slice) -> Sequence[Hill]: ...

    def __getitem__(self, index: int | slice) -> Hill | Sequence[Hill]:
        return self.hills[index]

    def __repr__(self) -> str:
        return f"<FoundHills: {len(self.hills)} in {self.track.name or self.track.origin.file!r}>"

    def __str__(self) -> str:
        return export.survey_as_text(self)

    def _repr_html_(self) -> str:
        return export.survey_as_html(self)


def read(source: "str | os.PathLike[str] | GPX") -> Track:
    """Return the track in a GPX file, or in a parsed `gpxpy.gpx.GPX`.

    Args:
        source: A path, `-` for standard input, or what `gpxpy.parse` returned.

    Raises:
        InputError: It cannot be read, or holds no track and no route.
    """
    if isinstance(source, str | os.PathLike):
        return read_gpx(source)
    if hasattr(source, "tracks") and hasattr(source, "routes"):
        return track_from_gpxpy(source)
    raise UsageError(f"cannot read a track from {type(source).__name__}", hint="pass a path or a gpxpy.gpx.GPX")


def read_all(files: Sequence[str], *, needs_heights: bool) -> tuple[list[Track], list[HillworkError]]:
    """Return the tracks that can be used in files, and why others cannot.

    Args:
        files: Paths, or `-` for standard input.
        needs_heights: Whether a track without heights cannot be used.
    """
    tracks: list[Track] = []
    errors: list[HillworkError] = []
    for file in files:
        try:
            track = read(file)
            check_track(track, needs_heights=needs_heights)
        except HillworkError as error:
            errors.append(error)
        else:
            tracks.append(track)
    return tracks, errors


def find_hills(
    source: "Source",
    *,
    stretch: str | None = None,
    elevation: ElevationSource | None = None,
    is_elevation_alone: bool = False,
    with_relief: bool = False,
) -> FoundHills:
    """Return the hills of a track.

    Args:
        source: A track, or whatever `read` takes.
        stretch: Length of the best stretch inside each hill, as `150m`, `100-200m` or `0.5mi`; 100-200 m when missing.
        elevation: An elevation model: heard beside the heights of a recording, and instead of missing ones.
        is_elevation_alone: Whether to take the model's heights in any case.
        with_relief: Whether to look at the model's ground around it too, for a map.

    Raises:
        InputError: It cannot be read.
        NoElevationError: It has no elevation.
        UsageError: The stretch is no length.
    """
    found = find_hills_together(
        [source],
        stretch=stretch,
        elevation=elevation,
        is_elevation_alone=is_elevation_alone,
        with_relief=with_relief,
    )
    return found[0]


def find_hills_together(
    sources: "Sequence[Source]",
    *,
    stretch: str | None = None,
    elevation: ElevationSource | None = None,
    is_elevation_alone: bool = False,
    with_relief: bool = False,
) -> list[FoundHills]:
    """Return the hills of tracks of one area: where they share ground, their heights are put together.

    Args:
        sources: Tracks, or whatever `read` takes.
        stretch: Length of the best stretch inside each hill, as `150m`, `100-200m` or `0.5mi`; 100-200 m when missing.
        elevation: An elevation model: heard beside the heights of recordings, and instead of missing ones.
        is_elevation_alone: Whether to take the model's heights in any case.
        with_relief: Whether to look at the model's ground around it too, for a map.

    Raises:
        InputError: One cannot be read.
        NoElevationError: One has no elevation.
        UsageError: The stretch is no length.
    """
    stretch_m = _stretch_m(stretch)
    tracks = [source if isinstance(source, Track) else read(source) for source in sources]
    profiles = profiles_of(tracks, elevation, is_model_alone=is_elevation_alone)
    surveys = survey_tracks(tracks, profiles, stretch_m=stretch_m)
    if with_relief and elevation is not None:
        surveys = [replace(survey, backdrop=_backdrop(survey.track, elevation)) for survey in surveys]
    return [FoundHills(**{field.name: getattr(survey, field.name) for field in fields(survey)}) for survey in surveys]


def _backdrop(track: Track, elevation: ElevationSource) -> Backdrop:
    return Backdrop(relief=relief_beneath(elevation, track.lat_deg, track.lon_deg))


def _stretch_m(text: str | None) -> tuple[float, float]:
    if text is None:
        return REP_LENGTHS_M
    try:
        return parse_lengths(text)
    except ValueError as error:
        raise UsageError(str(error), hint="give a length such as 150m, 100-200m or 0.5mi") from error


def to_gpxpy(track: Track) -> "GPX":
    """Return a track as a `gpxpy.gpx.GPX`, point by point as stored."""
    return export.track_as_gpxpy(track)
