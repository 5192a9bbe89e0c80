"""Parts of hills."""

from dataclasses import replace

from hillwork.hills.describe import kind_of, steepest
from hillwork.hills.stretch import steadiness
from hillwork.model import Hill, Line, Stretch


def cut_hill(hill: Hill, stretch: Stretch) -> Hill:
    """Return a part of a hill as a hill of its own, with the gradient and the error of the stretch.

    Args:
        hill: The hill.
        stretch: The part of it, by distances along the track.
    """
    first = round((stretch.start_m - hill.start_m) / hill.step_m)
    last = first + round(stretch.length_m / hill.step_m)
    if first <= 0 and last >= len(hill.elevation_m) - 1:
        return hill
    part = slice(first, last + 1)
    elevation_m = hill.elevation_m[part]
    return replace(
        hill,
        kind=kind_of(stretch.length_m),
        start_m=stretch.start_m,
        length_m=stretch.length_m,
        gain_m=stretch.grade * stretch.length_m,
        gain_sd_m=stretch.grade_sd * stretch.length_m,
        grade_max=steepest(elevation_m, hill.step_m),
        steadiness=steadiness(elevation_m, hill.step_m),
        best_stretch=stretch,
        nested=(),
        line=Line(hill.line.lat_deg[part], hill.line.lon_deg[part]),
        elevation_m=elevation_m,
    )
