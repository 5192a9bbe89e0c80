"""The fast inner part of reading: what happens between <trkpt> and </trkpt>, a million times."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Final
from xml.parsers import expat

import numpy as np

from hillwork.model import Floats
from hillwork.reading.numbers import parse_numbers, parse_times

MAX_TEXT_CHARACTERS: Final = 100_000
"""Of one value; a longer one is no elevation and no name (GDAL's limit too)."""

MAX_DEPTH: Final = 100

Flush = Callable[[], bool]
Enter = Callable[[str, list[str]], None]


class LimitError(Exception):
    """The file goes beyond what a GPX file may be."""


@dataclass(slots=True)
class Points:
    """Points of one kind, numbers in batches.

    Attributes:
        batches: A tuple of arrays for each megabyte read: latitude, longitude, elevation, time.
        breaks: Number of the first point of each segment.
        labels: What the file calls the track of each segment, and its activity.
        n_points: How many points there are.
        n_bad_elevations: How many elevations were there but no numbers.
        n_bad_times: How many times were there but no times.
        has_naive_times: True when a time had no zone.
    """

    batches: list[tuple[Floats, Floats, Floats, Floats]] = field(default_factory=list)
    breaks: list[int] = field(default_factory=list)
    labels: list[str] = field(default_factory=list)
    n_points: int = 0
    n_bad_elevations: int = 0
    n_bad_times: int = 0
    has_naive_times: bool = False

    def add(self, lat: list[str], lon: list[str], elevation: list[str], time: list[str]) -> None:
        """Add points given as texts; an empty text is a missing value."""
        elevation_m, n_bad_elevations = _optional(elevation, parse_numbers)
        naive = [False]

        def times(texts: list[str]) -> Floats:
            seconds, naive[0] = parse_times(texts)
            return seconds

        unix_s, n_bad_times = _optional(time, times)
        self.batches.append((_numbers(lat), _numbers(lon), elevation_m, unix_s))
        self.n_points += len(lat)
        self.n_bad_elevations += n_bad_elevations
        self.n_bad_times += n_bad_times
        self.has_naive_times |= naive[0]

    def columns(self) -> list[Floats]:
        """Return latitude, longitude, elevation and time of all points, shape (n,) each."""
        return [np.concatenate(parts) for parts in zip(*self.batches, strict=True)]


def _numbers(texts: list[str]) -> Floats:
    return _optional(texts, parse_numbers)[0]


def _optional(texts: list[str], parse: Callable[[list[str]], Floats]) -> tuple[Floats, int]:
    """Return the numbers, NaN for empty texts, and how many texts were no numbers."""
    values = parse(texts)
    if not np.isnan(values).any():
        return values, 0
    given = [index for index, text in enumerate(texts) if text and not text.isspace()]
    values = np.full(len(texts), np.nan)
    values[given] = parse([texts[index] for index in given])
    return values, int(np.isnan(values[given]).sum())


def point_handlers(parser: expat.XMLParserType, points: Points, outer_depth: Callable[[], int]) -> tuple[Enter, Flush]:  # noqa: C901, PLR0915 - the handlers share their state
    """Return how to enter a point element, and how to hand over what was collected.

    Entering swaps the parser's handlers for ones that know only a run of points; the first other element swaps them back.
    Only <ele> and <time> that are children of the point itself count; everything else in it is passed over whole.

    Args:
        parser: The expat parser, with ordered attributes.
        points: Where the points go.
        outer_depth: Tells how deep the point elements lie.
    """
    lat: list[str] = []
    lon: list[str] = []
    elevation: list[str] = []
    time: list[str] = []
    texts: list[str] = []
    point_name = ""
    elevation_names: set[str] = set()
    value_names: set[str] = set()
    is_inside = False
    depth = 0
    point_elevation = point_time = ""
    outer_handlers: tuple[Any, Any] = (None, None)

    def enter(name: str, attributes: list[str]) -> None:
        nonlocal outer_handlers, point_name
        outer_handlers = parser.StartElementHandler, parser.EndElementHandler
        point_name = name
        parser.StartElementHandler, parser.EndElementHandler = start, end
        parser.CharacterDataHandler = texts.append
        start(name, attributes)

    def leave() -> None:
        parser.StartElementHandler, parser.EndElementHandler = outer_handlers
        parser.CharacterDataHandler = None

    def start(name: str, attributes: list[str]) -> None:
        nonlocal is_inside
        if is_inside:
            if name not in value_names:
                other(name, attributes)
        elif name == point_name:
            is_inside = True
            if attributes[0::2] == ["lat", "lon"]:
                lat.append(attributes[1])
                lon.append(attributes[3])
            else:
                named = dict(zip(attributes[::2], attributes[1::2], strict=True))
                lat.append(named.get("lat", ""))
                lon.append(named.get("lon", ""))
        else:
            leave()
            outer_handlers[0](name, attributes)

    def end(name: str) -> None:
        nonlocal is_inside, point_elevation, point_time
        if name in value_names:
            # Expat hands over all text before a tag at once, so the last text is the whole value.
            if name in elevation_names:
                point_elevation = texts.pop() if texts else ""
            else:
                point_time = texts.pop() if texts else ""
        elif is_inside:
            is_inside = False
            elevation.append(point_elevation)
            time.append(point_time)
            point_elevation = point_time = ""
        else:
            leave()
            outer_handlers[1](name)

    def other(name: str, attributes: list[str]) -> None:
        """Learn a new name of <ele> or <time>, or pass over an element with all that is in it."""
        local_name = name.rpartition(":")[2]
        if local_name in {"ele", "time"}:
            value_names.add(name)
            if local_name == "ele":
                elevation_names.add(name)
        else:
            parser.StartElementHandler, parser.EndElementHandler = passed_start, passed_end
            parser.CharacterDataHandler = None
            passed_start(name, attributes)

    def passed_start(_: str, __: list[str]) -> None:
        nonlocal depth
        depth += 1
        if depth + outer_depth() > MAX_DEPTH:
            raise LimitError(f"elements nested more than {MAX_DEPTH} deep")

    def passed_end(_: str) -> None:
        nonlocal depth
        depth -= 1
        if depth == 0:
            parser.StartElementHandler, parser.EndElementHandler = start, end
            parser.CharacterDataHandler = texts.append

    def flush() -> bool:
        # What is left are the blanks between the tags, and pieces of texts too long to come at once.
        if any(len(text) >= MAX_TEXT_CHARACTERS for text in texts):
            raise LimitError(f"a value of more than {MAX_TEXT_CHARACTERS:,} characters")
        texts.clear()
        whole = len(elevation)  # the last point may not have come to its end yet
        if whole:
            points.add(lat[:whole], lon[:whole], elevation, time)
            for column in (lat, lon, elevation, time):
                del column[:whole]
        return not lat

    return enter, flush


def new_parser() -> expat.XMLParserType:
    """Return an expat parser for UTF-8, set up for speed."""
    parser = expat.ParserCreate("utf-8")
    parser.ordered_attributes = True
    parser.buffer_text = True
    parser.buffer_size = MAX_TEXT_CHARACTERS
    return parser
