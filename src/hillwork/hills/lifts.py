"""Climbs that were not climbed: ski lifts, cable cars, cars."""

import re
from typing import Final

import numpy as np

from hillwork.model import Track

MAX_CLIMB_MPS: Final = 0.8
"""Faster upward than anybody climbs: the vertical kilometre's record is 28:53 (Fully 2017), 0.58 m/s."""

MIN_GAIN_M: Final = 30.0
"""On shorter hills a sprint or a swinging start is as fast for a moment."""

LIFT_WORDS: Final = re.compile(
    r"\b(ski ?lifts?|chair ?lifts?|gondolas?|cable ?cars?|funicular|aerialway|tramway|lift ride"
    r"|seilbahn|sessellift|skilift|t[ée]l[ée]ph[ée]rique|t[ée]l[ée]si[èe]ge|funivia|seggiovia|telef[ée]rico)\b",
    re.IGNORECASE,
)
"""What the tracks of lifts are called or typed as, in the languages of the mountains."""


def is_lift(track: Track, points: tuple[int, int], gain_m: float, *, has_clock: bool) -> bool:
    """Tell whether a climb was too fast for legs, or lies in a part of the file that is marked as a lift.

    Args:
        track: The track as stored.
        points: Numbers of the points at the foot and at the top.
        gain_m: Elevation of the top above the foot [m].
        has_clock: Whether the track's times were recorded.
    """
    foot, top = points
    segment = int(np.searchsorted(track.breaks, foot, side="right")) - 1
    if track.labels and LIFT_WORDS.search(track.labels[segment]):
        return True
    seconds = float(track.time_s[top] - track.time_s[foot])
    return has_clock and gain_m >= MIN_GAIN_M and seconds > 0 and gain_m > MAX_CLIMB_MPS * seconds
