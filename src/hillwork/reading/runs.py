"""A shortcut past the XML parser for what most recordings are made of: thousands of points of one plain form in a row.

A run is taken only when every byte of it belongs to a point that an XML parser could not read otherwise: no comment, no
CDATA, no entity, nothing nested deeper. Everything else goes through expat, and both must give the same (tested).
"""

import re
from dataclasses import dataclass
from typing import Final

_POINT: Final = re.compile(
    rb'(<trkpt lat="([^"<&]*)" lon="([^"<&]*)">\s*<ele>([^<&]*)</ele>\s*<time>([^<&]*)</time>\s*'
    # Extensions one group deep, as watches write them; the references see to it that each tag is closed.
    rb"(?:<extensions>\s*<([A-Za-z_][\w.:-]*)>\s*(?:<([A-Za-z_][\w.:-]*)>[^<&]*</\7>\s*)*</\6>\s*</extensions>\s*)?"
    rb"</trkpt>\s*)"
)
_FIRST: Final = b"<trkpt "
_LAST: Final = b"</trkpt>"


@dataclass(frozen=True, slots=True)
class Run:
    """Points in a row, as texts.

    Args:
        start: Where it begins in the chunk.
        end: Where it ends.
        texts: Latitude, longitude, elevation and time of the points.
    """

    start: int
    end: int
    texts: tuple[list[str], list[str], list[str], list[str]]


def find_run(chunk: bytes) -> Run | None:
    """Return the points from the first to the last in a chunk, or None when they are not all of the plain form."""
    start = chunk.find(_FIRST)
    end = chunk.rfind(_LAST) + len(_LAST)
    if start < 0 or end <= start:
        return None
    points = _POINT.findall(chunk, start, end)
    if not points:
        return None
    wholes, lat_column, lon_column, elevation_column, time_column, *_ = zip(*points, strict=True)
    if sum(map(len, wholes)) != end - start:
        return None
    columns = (lat_column, lon_column, elevation_column, time_column)
    lat, lon, elevation, time = (b"\n".join(column).decode().split("\n") for column in columns)
    # A line break inside a value would have cut it in two.
    is_whole = all(len(column) == len(points) for column in (lat, lon, elevation, time))
    return Run(start, end, (lat, lon, elevation, time)) if is_whole else None
