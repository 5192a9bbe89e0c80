"""The shape of a repetition as a small drawing for a sheet: lines and numbers, no text from outside."""

from typing import Final

import numpy as np

from hillwork.model import Floats, Step, StepKind, Workout
from hillwork.units import UnitSystem, format_distance, format_height

WIDTH: Final = 400
HEIGHT: Final = 118
LEFT: Final = 4
RIGHT: Final = 48
TOP: Final = 16
BASE: Final = 84
PIECES: Final = 4
"""The gradient is told for each quarter: a hill of 150 m is known to some 40 m."""

MIN_RANGE_M: Final = 5.0
"""Less than that is drawn flat, as it is."""

MIN_SAMPLES: Final = 2
POINTS: Final = 60
_UPHILL: Final = frozenset({StepKind.REP, StepKind.UPHILL})


def drawn_step(workout: Workout) -> Step | None:
    """Return the step whose ground is drawn: the first that is run up and whose heights are known."""
    return next((step for step in workout.steps() if step.kind in _UPHILL and _heights(step) is not None), None)


def draw_profile(step: Step, units: UnitSystem) -> str:
    """Return the ground of a step as SVG.

    Args:
        step: A step with heights.
        units: What to show distances and heights in.
    """
    heights_m = _heights(step)
    if heights_m is None:
        raise ValueError("a step without heights has no profile")
    shares = np.linspace(0, 1, POINTS)
    at_m = np.interp(shares, np.linspace(0, 1, len(heights_m)), heights_m)
    low_m, range_m = float(at_m.min()), max(float(np.ptp(at_m)), MIN_RANGE_M)
    x = LEFT + shares * (WIDTH - LEFT - RIGHT)
    y = BASE - (at_m - low_m) / range_m * (BASE - TOP)
    line = " ".join(f"{across:.1f},{down:.1f}" for across, down in zip(x, y, strict=True))
    rise = format_height(abs(float(heights_m[-1] - heights_m[0])), None, units)
    sign = "+" if heights_m[-1] >= heights_m[0] else "\N{MINUS SIGN}"
    return (
        f'<svg viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-label="Shape of the hill">'
        f'<polygon class="ground" points="{LEFT},{BASE} {line} {WIDTH - RIGHT},{BASE}"/>'
        f'<polyline class="curve" points="{line}"/>'
        f'<line class="base" x1="{LEFT}" y1="{BASE}" x2="{WIDTH - RIGHT}" y2="{BASE}"/>'
        f"{_quarters(heights_m, step.distance_m)}"
        f'<text x="{LEFT}" y="{HEIGHT - 3}">0</text>'
        f'<text class="end" x="{WIDTH - RIGHT}" y="{HEIGHT - 3}">{format_distance(step.distance_m, units)}</text>'
        f'<text x="{WIDTH - RIGHT + 5}" y="{y[-1] + 4:.1f}">{sign}{rise}</text></svg>'
    )


def _quarters(heights_m: Floats, length_m: float) -> str:
    """Return the gradient of each quarter below the ground."""
    if not length_m:
        return ""
    edges_m = np.interp(np.linspace(0, 1, PIECES + 1), np.linspace(0, 1, len(heights_m)), heights_m)
    width = (WIDTH - LEFT - RIGHT) / PIECES
    parts = []
    for piece, rise_m in enumerate(np.diff(edges_m)):
        x = LEFT + piece * width
        if piece:
            parts.append(f'<line class="tick" x1="{x:.1f}" y1="{TOP}" x2="{x:.1f}" y2="{BASE + 16}"/>')
        percent = round(100 * float(rise_m) / (length_m / PIECES))
        parts.append(f'<text class="middle" x="{x + width / 2:.1f}" y="{BASE + 14}">{percent} %</text>')
    return "".join(parts)


def _heights(step: Step) -> Floats | None:
    """Return the known heights of a step, or None where there are none to draw."""
    if step.elevation_m is None:
        return None
    known = step.elevation_m[np.isfinite(step.elevation_m)]
    return known if len(known) >= MIN_SAMPLES else None
