"""What the forecast means for a session outdoors, and what to do instead."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Final

from hillwork.errors import HillworkError
from hillwork.model import Forecast, Notice
from hillwork.plan.risks import Window, day_words, degrees, risks_of
from hillwork.units import format_grade

FIRM_WHEN_WET: Final = frozenset(
    {"asphalt", "concrete", "concrete:plates", "concrete:lanes", "paved", "paving_stones", "chipseal", "bricks", "tartan"}
)  # fmt: skip
"""All others are unpaved, or slippery when they are wet, as setts, wood, metal and grass are."""

MAX_WET_DOWN: Final = 0.08
"""Steeper ways down are left out when it is wet or icy: a rule of ours."""

CALMER: Final = {"sprint": "mid"}
"""Which session to do instead on wet ground."""


class Conditions(StrEnum):
    """What the ground is like."""

    DRY = "dry"
    WET = "wet"
    ICE = "ice"


@dataclass(frozen=True, slots=True)
class Weather:
    """What a forecast means for a session.

    Args:
        conditions: What the ground will be like; None when the forecast does not tell.
        notices: What speaks against it, and where that is from.
    """

    conditions: Conditions | None
    notices: tuple[Notice, ...]


def judge_weather(forecast: Forecast, start: datetime, end: datetime) -> Weather:
    """Return what a forecast means for a session.

    Args:
        forecast: The weather there.
        start: When the session begins (aware); hours are told in its time zone.
        end: When it ends (aware); add a duration in UTC, for clocks go back once a year.
    """
    if start.tzinfo is None or end.tzinfo is None or end.astimezone(UTC) < start.astimezone(UTC):
        raise ValueError("a session has a beginning and an end, in this order and with time zones")
    window = Window(forecast.hours, start, end)
    told = risks_of(window)
    codes = {notice.code for notice in told}
    conditions = None
    if "ice-risk" in codes:
        conditions = Conditions.ICE
    elif codes & {"rain", "snow"}:
        conditions = Conditions.WET
    elif window.is_known:
        conditions = Conditions.DRY
    if not window.is_known:
        told.append(Notice("forecast-too-far", window.gap_words))
    return Weather(conditions, (*told, Notice("forecast", _source_words(forecast, window))))


def forecast_failed(error: HillworkError) -> Notice:
    """Return what to say when there is no forecast: the plan goes on without it.

    Args:
        error: Why there is none.
    """
    return Notice("forecast-failed", f"no forecast: {error.message}; look at the sky, or at another forecast")


def condition_notes(
    conditions: Conditions | None,
    *,
    grade_down: float,
    surfaces: tuple[str, ...],
    is_surface_known: bool,
    session_key: str,
) -> Iterator[Notice]:
    """Yield what to do about the ground.

    Args:
        conditions: What it will be like; None when that is not known.
        grade_down: How steep the way down is, 0.08 for 8 %.
        surfaces: The surfaces of the way, as a map names them.
        is_surface_known: Whether they are known all the way.
        session_key: The session.
    """
    treadmill = f"hillwork plan --treadmill --session {session_key}"
    if conditions is Conditions.ICE:
        message = "ice: do this session on a treadmill, or an easy flat run on another day"
        yield Notice("ice-proposal", message, hint=treadmill)
        return
    if conditions is not Conditions.WET:
        return
    if not is_surface_known:
        yield Notice("surface-unknown", "wet, and the surface is not known all the way: look before you run fast")
    reasons = [surface.replace("_", " ") for surface in surfaces if surface not in FIRM_WHEN_WET]
    if grade_down > MAX_WET_DOWN:
        reasons.append(f"{format_grade(grade_down)} down")
    if reasons:
        yield Notice(
            "wet-proposal",
            f"wet, with {', '.join(reasons)}: take a paved hill of at most {100 * MAX_WET_DOWN:.0f} %, or the treadmill",
            hint=treadmill,
        )
    else:
        yield Notice("wet-proposal", "wet: walk or jog down with short strides, and turn slowly")
    if session_key in CALMER:
        calmer = CALMER[session_key]
        yield Notice(
            "no-sprints", f"no sprints on wet ground: do a {calmer} session instead", hint=f"--session {calmer}"
        )


def _source_words(forecast: Forecast, window: Window) -> str:
    """Return what is forecast, by whom and when."""
    parts: list[str] = []
    values_c = [hour.temperature_c for hour in window.instants if hour.temperature_c is not None]
    if values_c:
        low, high = degrees(min(values_c)), degrees(max(values_c))
        parts.append(low if low == high else f"{low} to {high}")
    rain = [hour.rain_mm for hour in window.inside if hour.rain_mm is not None]
    if rain:
        parts.append(f"{sum(rain):.1f} mm of rain")
    gusts = [hour.gust_mps for hour in window.inside if hour.gust_mps is not None]
    if gusts:
        parts.append(f"gusts of {max(gusts):.0f} m/s")
    asked = (
        f"asked {day_words(forecast.asked_at, window.zone)}" if forecast.asked_at else "asked within the last half hour"
    )
    return (
        f"forecast: {', '.join(parts) or 'nothing for these hours'} ({forecast.source}, {asked};"
        f" a model with cells of 1 to 11 km: your hill may differ); {forecast.attribution}"
    )
