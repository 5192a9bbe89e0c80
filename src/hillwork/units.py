"""SI inside, other units at the edges: conversion and display."""

import math
import re
from enum import StrEnum
from typing import Final

METRES_PER_MILE: Final = 1609.344
METRES_PER_FOOT: Final = 0.3048
KILOGRAMS_PER_POUND: Final = 0.45359237
METRES_PER_KILOMETRE: Final = 1000.0
FIRST_MILES: Final = 0.2
"""Below it distances are in feet: about 1000 ft."""
TWO_DECIMALS_BELOW: Final = 10
"""Kilometres or miles; 10 m are seen on a short way, not on a long one."""
MIN_SHOWN_ERROR: Final = 0.1
"""No error is shown as 0.0: nothing measured is perfect."""
SHOWN_AS_ONE: Final = 0.95
"""What would be shown as 1.0 is shown as 1."""

_MASS: Final = re.compile(r"(\d{1,3}(?:\.\d{1,2})?)\s*(kg|lb)?")
_LENGTHS: Final = re.compile(r"(\d{1,6}(?:\.\d{1,3})?)(?:\s*-\s*(\d{1,6}(?:\.\d{1,3})?))?\s*(m|km|mi|ft)?")
_CLOCK: Final = re.compile(
    r"(?:([0-9]{1,2}):(?=[0-5]?[0-9]:))?([0-9]{1,2}):([0-5]?[0-9])"  # minutes beside hours stay below 60
)
_SECONDS_PER_MINUTE: Final = 60
_SECONDS_PER_HOUR: Final = 3600


class UnitSystem(StrEnum):
    """What distances and heights are shown in."""

    METRIC = "metric"
    IMPERIAL = "imperial"


def format_distance(distance_m: float, system: UnitSystem = UnitSystem.METRIC) -> str:
    """Return a distance for people: metres below 1 km, then kilometres; feet below 0.2 mile, then miles.

    >>> format_distance(152.4), format_distance(3219), format_distance(3219, UnitSystem.IMPERIAL)
    ('152 m', '3.22 km', '2.00 mi')
    """
    if system is UnitSystem.METRIC:
        small, large, large_m, first_large = ("m", 1.0), "km", METRES_PER_KILOMETRE, 1.0
    else:
        small, large, large_m, first_large = ("ft", METRES_PER_FOOT), "mi", METRES_PER_MILE, FIRST_MILES
    large_value = distance_m / large_m
    if large_value < first_large:
        unit, unit_m = small
        return f"{distance_m / unit_m:.0f} {unit}"
    return f"{large_value:.{2 if large_value < TWO_DECIMALS_BELOW else 1}f} {large}"


def format_height(height_m: float, sd_m: float | None = None, system: UnitSystem = UnitSystem.METRIC) -> str:
    """Return a height with its standard deviation, with as many digits as the error allows.

    >>> format_height(16.38, 0.4), format_height(16.38, 4.2), format_height(16.38)
    ('16.4 ± 0.4 m', '16 ± 4 m', '16 m')
    """
    unit, factor = ("m", 1.0) if system is UnitSystem.METRIC else ("ft", 1 / METRES_PER_FOOT)
    value = height_m * factor
    if sd_m is None or not math.isfinite(sd_m):
        return f"{value:.0f} {unit}"
    error = max(sd_m * factor, MIN_SHOWN_ERROR)
    digits = _decimals(error)
    return f"{value:.{digits}f} ± {error:.{digits}f} {unit}"


def _decimals(error: float) -> int:
    """Return how many decimals an error carries: one below one unit."""
    return 1 if error < SHOWN_AS_ONE else 0


def format_grade(grade: float, sd: float | None = None) -> str:
    """Return a gradient in percent, with its standard deviation when there is one.

    >>> format_grade(0.0813), format_grade(0.0813, 0.004), format_grade(0.0813, 0.021)
    ('8.1 %', '8.1 ± 0.4 %', '8 ± 2 %')
    """
    percent = 100 * grade
    if sd is None or not math.isfinite(sd):
        return f"{percent:.1f} %"
    error = max(100 * sd, MIN_SHOWN_ERROR)
    digits = _decimals(error)
    return f"{percent:.{digits}f} ± {error:.{digits}f} %"


def format_duration(duration_s: float) -> str:
    """Return a time as m:ss, or h:mm:ss from one hour.

    >>> format_duration(83.4), format_duration(3725)
    ('1:23', '1:02:05')
    """
    seconds = round(duration_s)
    hours, rest = divmod(seconds, _SECONDS_PER_HOUR)
    minutes, seconds = divmod(rest, _SECONDS_PER_MINUTE)
    return f"{hours}:{minutes:02d}:{seconds:02d}" if hours else f"{minutes}:{seconds:02d}"


def format_pace(pace_s_per_km: float, system: UnitSystem = UnitSystem.METRIC) -> str:
    """Return a pace as minutes and seconds per kilometre or mile.

    >>> format_pace(390), format_pace(390, UnitSystem.IMPERIAL)
    ('6:30/km', '10:28/mi')
    """
    if system is UnitSystem.METRIC:
        return f"{format_duration(pace_s_per_km)}/km"
    return f"{format_duration(pace_s_per_km * METRES_PER_MILE / METRES_PER_KILOMETRE)}/mi"


def parse_pace(text: str) -> float:
    """Return seconds per kilometre from `6:30`, `6:30/km` or `10:28/mi`.

    >>> parse_pace("6:30"), round(parse_pace("10:28/mi"))
    (390.0, 390)

    Raises:
        ValueError: The text is no such pace.
    """
    clock, slash, unit = text.strip().lower().partition("/")
    per_m = {"": 1000.0, "km": 1000.0, "mi": METRES_PER_MILE, "mile": METRES_PER_MILE}
    if unit.strip() not in per_m or bool(slash) != bool(unit.strip()):
        raise ValueError(f"not a pace like 6:30/km or 10:28/mi: {text!r}")
    return parse_duration(clock) * METRES_PER_KILOMETRE / per_m[unit.strip()]


def parse_lengths(text: str) -> tuple[float, float]:
    """Return the shortest and longest length in metres from `150m`, `100-200m`, `0.5mi` or `600ft`; metres when no unit is named.

    >>> parse_lengths("150m"), parse_lengths("100-200"), parse_lengths("0.5mi")
    ((150.0, 150.0), (100.0, 200.0), (804.672, 804.672))

    Raises:
        ValueError: The text is no such length, or not a positive one.
    """
    match = _LENGTHS.fullmatch(text.strip().lower())
    if not match:
        raise ValueError(f"not a length like 150m, 100-200m or 0.5mi: {text!r}")
    unit_m = {"m": 1.0, "": 1.0, "km": 1000.0, "mi": METRES_PER_MILE, "ft": METRES_PER_FOOT}[match[3] or ""]
    low_m = float(match[1]) * unit_m
    high_m = float(match[2]) * unit_m if match[2] else low_m
    if not 0 < low_m <= high_m:
        raise ValueError(f"not a length from small to large: {text!r}")
    return low_m, high_m


def parse_mass(text: str) -> float:
    """Return kilograms from `70kg`, `154lb` or `70`.

    >>> parse_mass("70kg"), round(parse_mass("154 lb"), 1)
    (70.0, 69.9)

    Raises:
        ValueError: The text is no mass.
    """
    match = _MASS.fullmatch(text.strip().lower())
    if not match:
        raise ValueError(f"not a mass like 70kg or 154lb: {text!r}")
    return float(match[1]) * (KILOGRAMS_PER_POUND if match[2] == "lb" else 1.0)


def parse_duration(text: str) -> float:
    """Return seconds from `m:ss` or `h:mm:ss`.

    >>> parse_duration("25:00"), parse_duration("1:02:05")
    (1500.0, 3725.0)

    Raises:
        ValueError: The text is not such a time.
    """
    parts = _CLOCK.fullmatch(text.strip())
    if parts is None:
        raise ValueError(f"not a time like 25:00 or 1:02:05: {text!r}")
    hours, minutes, seconds = (int(part or 0) for part in parts.groups())
    return float(hours * _SECONDS_PER_HOUR + minutes * _SECONDS_PER_MINUTE + seconds)
