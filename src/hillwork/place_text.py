"""What somebody types for a place: numbers, a file, or words that a service must find."""

import os
import re
from typing import Final

from hillwork.errors import UsageError
from hillwork.model import MAX_LAT_DEG, MAX_LON_DEG, Place
from hillwork.text import clean

HINT: Final = "give latitude and longitude in degrees, like 43.7384,7.4246"
FILE_ENDINGS: Final = (".gpx", ".fit", ".tcx", ".gz")
DIGITS: Final = 7
"""A centimetre, as in OpenStreetMap."""

_NUMBER: Final = r"([+-]?(?:\d+\.?\d*|\.\d+|nan|inf(?:inity)?))"
_ONE: Final = rf"([NSEW]?)\s*{_NUMBER}\s*°?\s*([NSEW]?)"
_PAIR: Final = re.compile(rf"{_ONE}(?:\s*[,;]\s*|\s+){_ONE}", re.ASCII | re.IGNORECASE)
_URI: Final = re.compile(rf"geo:{_NUMBER},{_NUMBER}(?:,{_NUMBER})?((?:;[^;?]*)*)(?:\?.*)?", re.ASCII | re.IGNORECASE)
_LONE_SLASH: Final = re.compile(r"\s/\s")


def parse_place(text: str) -> Place | None:
    """Return the place that two numbers or a `geo:` address (RFC 5870) name, None when it is another text.

    Args:
        text: Such as `43.7384, 7.4246`, `43.7384N 7.4246E` or `geo:43.7384,7.4246;u=20`.

    Raises:
        UsageError: It is a pair of numbers, and no place on earth.

    >>> parse_place("geo:43.7384,7.4246;u=35").name, parse_place("Monaco")
    ('43.7384, 7.4246', None)
    """
    text = text.strip()
    if text.lower().startswith("geo:"):
        return _place_of_uri(text)
    found = _PAIR.fullmatch(text)
    if found is None:
        return None
    before_lat, lat, after_lat, before_lon, lon, after_lon = found.groups()
    sides = ((before_lat + after_lat).upper(), (before_lon + after_lon).upper())
    if sides == ("", ""):
        return _place(float(lat), float(lon), text)
    if any(len(side) != 1 for side in sides):
        return None  # `12 E 34`: not for us to guess
    one, other = (float(number) * (-1 if side in "SW" else 1) for number, side in zip((lat, lon), sides, strict=True))
    if lat[0] in "+-" or lon[0] in "+-" or (sides[0] in "NS") == (sides[1] in "NS"):
        raise UsageError(f"not a place: {clean(text)!r}", hint=HINT)
    return _place(one, other, text) if sides[0] in "NS" else _place(other, one, text)


def _place_of_uri(text: str) -> Place:
    found = _URI.fullmatch(text)
    if found is None:
        raise UsageError(f"not a geo: address: {clean(text)!r}", hint="give it like geo:43.7384,7.4246")
    lat, lon, _, parameters = found.groups()
    for parameter in parameters.lower().split(";"):
        name, _, value = parameter.partition("=")
        if name == "crs" and value != "wgs84":
            raise UsageError(f"{clean(text)!r} counts in {value}", hint="give the place in WGS 84, as GPS does")
    if "?q=" in text.lower() and float(lat) == float(lon) == 0:
        raise UsageError(f"{clean(text)!r} is a search, not a place", hint=HINT)
    return _place(float(lat), float(lon), text)


def _place(lat_deg: float, lon_deg: float, text: str) -> Place:
    if abs(lat_deg) <= MAX_LAT_DEG and abs(lon_deg) <= MAX_LON_DEG:
        return Place(lat_deg=lat_deg, lon_deg=lon_deg, name=name_of(lat_deg, lon_deg))
    is_swapped = MAX_LAT_DEG < abs(lat_deg) <= MAX_LON_DEG and abs(lon_deg) <= MAX_LAT_DEG
    hint = f"latitude comes first: {name_of(lon_deg, lat_deg)}" if is_swapped else HINT
    raise UsageError(f"no place on earth: {clean(text)!r}", hint=hint)


def name_of(lat_deg: float, lon_deg: float) -> str:
    """Return two numbers as the name of a place.

    Args:
        lat_deg: Latitude [deg].
        lon_deg: Longitude [deg].

    >>> name_of(43.7384, -0.00000001)
    '43.7384, 0'
    """
    return ", ".join(f"{round(value, DIGITS) + 0:.{DIGITS}f}".rstrip("0").rstrip(".") for value in (lat_deg, lon_deg))


def looks_like_file(text: str) -> bool:
    """Tell whether a text names a file: such is never sent to a service.

    A slash between spaces is none of a path: it is where two streets meet.

    Args:
        text: What was given for a place.

    >>> looks_like_file("runs/monday"), looks_like_file("Rua A / Rua B, Porto Alegre")
    (True, False)
    """
    return (
        text == "-"
        or "\\" in text
        or "/" in _LONE_SLASH.sub(" ", text)
        or text.strip().lower().endswith(FILE_ENDINGS)
        or os.path.isfile(text)  # noqa: PTH113 - whatever the text, it raises nothing
    )
