"""What a page relies on and the types of its document do not say: clean texts, possible numbers and places, equal columns."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Final, cast

import numpy as np

from hillwork.page import ChartData, Encoded, HillData, LinesData, OthersData, Page, PartsData, ReliefData
from hillwork.reading.page_picture import png_size
from hillwork.text import clean

MAX_TEXT_CHARACTERS: Final = 2000
MAX_NUMBER: Final = 1e9
"""Nothing on a page is larger: places are millionths of a degree, lengths metres, times seconds."""

N_GRADE_EDGES: Final = 7
"""A page has colours and words for so many borders between classes of gradient, and one class for no gradient."""

UNITS_PER_DEGREE: Final = 1_000_000
MAX_LAT_DEG: Final = 90
MAX_LON_DEG: Final = 540
"""Longitudes lie around one of the page, so that the 180th meridian cuts no line."""

MAX_PIECES: Final = 10_000
"""Of a hill: a climb of 250 km."""

MAX_SAMPLES_OFF: Final = 2
MIN_ENDS: Final = 2
MAX_PICTURE_PIXELS: Final = 2000

_SHARE: Final = (0.0, 1.0)
_RANGES: Final[Mapping[str, tuple[float, float]]] = {
    "filled_share": _SHARE,
    "grade_class": (0, N_GRADE_EDGES + 1),
    "known_share": _SHARE,
    "per_degree": (1, UNITS_PER_DEGREE),
    "steadiness": _SHARE,
    "surface_share": _SHARE,
    "times": (1, 1000),
}
"""Where numbers of a name must lie; the others between plus and minus `MAX_NUMBER`."""

_PICTURE: Final = "png"


class UnsoundError(ValueError):
    """Something in a document cannot be: where, and what."""


def cleaned_page(page: Page) -> Page:
    """Return a document of the right types with all its texts cleaned.

    Raises:
        UnsoundError: Something in it cannot be, or does not fit together.
    """
    return cast("Page", _cleaned(page, "$", ""))


def _cleaned(value: object, path: str, key: str) -> object:
    """Return a value with its texts cleaned, once it and everything in it was checked.

    Args:
        value: The value.
        path: Where it is.
        key: What it is called there; empty in a list.
    """
    made = value
    if isinstance(value, str) and key != _PICTURE:
        made = clean(value, max_characters=MAX_TEXT_CHARACTERS)
    elif isinstance(value, dict):
        made = {name: _cleaned(inner, f"{path}.{name}", name) for name, inner in value.items()}
    elif isinstance(value, list | tuple) and not _are_numbers(value):
        made = [_cleaned(inner, f"{path}[{i}]", "") for i, inner in enumerate(value)]
    for fault in _faults(made, key):
        raise UnsoundError(f"{fault} - at `{path}`")
    return made


def _are_numbers(values: Sequence[object]) -> bool:
    return all(value is None or isinstance(value, int | float) for value in values)


def _faults(value: object, key: str) -> Iterator[str]:
    """Yield what is wrong with a value, once what is in it is sound."""
    if isinstance(value, list | tuple) and _are_numbers(value):
        yield from _number_faults([number for number in value if number is not None], key)
    elif isinstance(value, int | float):
        yield from _number_faults([value], key)
    elif isinstance(value, dict) and "rise" in value:
        yield from _hill_faults(cast("HillData", value))
    if value is not None and key in _CHECKS:
        yield from _CHECKS[key](value)


def _number_faults(numbers: Sequence[float], key: str) -> Iterator[str]:
    low, high = _RANGES.get(key, (-MAX_NUMBER, MAX_NUMBER))
    if numbers and not (low <= min(numbers) and max(numbers) <= high):
        yield f"a number beyond {low:g} to {high:g}"


def _edge_faults(value: object) -> Iterator[str]:
    edges = cast("list[float]", value)
    if len(edges) != N_GRADE_EDGES:
        yield f"{len(edges)} borders between classes instead of {N_GRADE_EDGES}"
    if any(low >= high for low, high in pairwise(edges)):
        yield "borders between classes that do not ascend"


def _hill_faults(hill: HillData) -> Iterator[str]:
    rise, length_m = hill["rise"], hill["length_m"]
    if not (length_m > 0 and rise["step_m"] > 0 and rise["piece_m"] > 0):
        yield "a hill, or a part of it, without a length"
    elif length_m / rise["piece_m"] > MAX_PIECES:
        yield f"a hill in more than {MAX_PIECES} pieces"
    elif abs(len(rise["rise_cm"]) - 1 - length_m / rise["step_m"]) > MAX_SAMPLES_OFF:
        yield "a hill whose heights do not fit its length"
    elif abs(len(rise["rise_sd_cm"]) - 1 - length_m / rise["piece_m"]) > MAX_SAMPLES_OFF:
        yield "a hill whose errors do not fit its length"
    elif rise["foot_elevation_m"] is None and any(one is not None for one in rise["rise_cm"]):
        yield "a hill with heights above a foot of unknown height"


def _way_faults(value: object) -> Iterator[str]:
    yield from _place_faults(cast("Encoded", value), UNITS_PER_DEGREE)


def _place_faults(places: Encoded, per_degree: int) -> Iterator[str]:
    """Yield what is wrong with an encoded line of at least one place."""
    if not places or len(places) % 2:
        yield "a line without a place, or with half of one"
    else:
        lat, lon = (np.abs(np.cumsum(np.array(places[start::2], dtype=np.int64))).max() for start in (0, 1))
        if lat > MAX_LAT_DEG * per_degree or lon > MAX_LON_DEG * per_degree:
            yield "a place that is not on the earth"


def _lines_faults(value: object) -> Iterator[str]:
    # What else is called lines are those of a routine: texts.
    if not isinstance(value, dict):
        return
    lines = cast("LinesData", value)
    sizes, places = lines["sizes"], lines["places"]
    if any(size < 1 for size in sizes) or 2 * sum(sizes) != len(places):
        yield f"{len(places) / 2:g} places instead of {sum(sizes)}"
    elif places:
        yield from _place_faults(places, lines["per_degree"])


def _parts_faults(value: object) -> Iterator[str]:
    parts = cast("PartsData", value)
    n_parts = len(parts["lines"]["sizes"])
    if len(parts["grade_class"]) != n_parts:
        yield f"{len(parts['grade_class'])} classes for {n_parts} parts"
    yield from _start_faults(parts["leg_starts"], n_parts)


def _chart_faults(value: object) -> Iterator[str]:
    chart = cast("ChartData", value)
    n_samples = len(chart["distance_m"])
    columns = (chart["elevation_m"], chart["grade"], chart["grade_class"], chart["places"][::2])
    if any(len(column) != n_samples for column in columns):
        yield "columns that are not equally long"
    distance_m = [metres for metres in chart["distance_m"] if metres is not None]
    if len(distance_m) != n_samples or any(after < before for before, after in pairwise(distance_m)):
        yield "distances that are missing, or fall"
    yield from _place_faults(chart["places"], UNITS_PER_DEGREE)
    yield from _start_faults(chart["leg_starts"], n_samples)


def _start_faults(starts: list[int], n_all: int) -> Iterator[str]:
    """Yield what is wrong with the numbers of the first of each leg."""
    if any(not 0 <= start < n_all for start in starts) or any(after <= before for before, after in pairwise(starts)):
        yield "legs that begin nowhere, or out of order"


def _others_faults(value: object) -> Iterator[str]:
    others = cast("OthersData", value)
    n_hills = len(others["id"])
    columns = [column for column in others.values() if isinstance(column, list)]
    if any(len(column) != n_hills for column in (*columns, others["lines"]["sizes"])):
        yield "columns that are not equally long"
    if any(length_m <= 0 for length_m in others["length_m"]) or any(
        len(rises) < MIN_ENDS for rises in others["rise_dm"]
    ):
        yield "a hill without a length"


def _middle_faults(value: object) -> Iterator[str]:
    at = cast("list[float]", value)
    if len(at) != len(("lat", "lon")) or abs(at[0]) > MAX_LAT_DEG or abs(at[1]) > MAX_LON_DEG:
        yield "a place that is not on the earth"


def _relief_faults(value: object) -> Iterator[str]:
    relief = cast("ReliefData", value)
    if not -MAX_LAT_DEG <= relief["south_deg"] < relief["north_deg"] <= MAX_LAT_DEG:
        yield "a picture of the ground without a height"
    if not -MAX_LON_DEG <= relief["west_deg"] < relief["east_deg"] <= MAX_LON_DEG:
        yield "a picture of the ground without a width"
    size = png_size(relief["png"])
    if size is None:
        yield "a picture of the ground that is no PNG"
    elif max(size) > MAX_PICTURE_PIXELS:
        yield f"a picture of the ground of {size[0]} × {size[1]} pixels"


_CHECKS: Final[Mapping[str, Callable[[object], Iterator[str]]]] = {
    "at": _middle_faults,
    "chart": _chart_faults,
    "grade_edges": _edge_faults,
    "home": _way_faults,
    "line": _way_faults,
    "lines": _lines_faults,
    "others": _others_faults,
    "parts": _parts_faults,
    "relief": _relief_faults,
    "there": _way_faults,
}
"""What is checked of a value by its name."""
