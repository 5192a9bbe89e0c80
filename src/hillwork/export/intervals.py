"""Workouts in the text that intervals.icu reads.

By its guide (forum.intervals.icu, "Workout Builder Syntax Quick Guide"): a line that begins with `-` is a step, a line that
ends in `6x` repeats the steps below it, and what stands before the first duration is the step's cue. Whatever looks like a
duration, a target or a command in a cue is taken for one, and nothing can be quoted. So no text of ours keeps a digit or one
of its words: numbers are spelled, the rest is left out.
"""

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

from hillwork.export.short_text import shortened_characters
from hillwork.model import Block, Step, StepKind, Until, Workout

CUE_CHARACTERS: Final = 120
"""What a watch shows of a cue: a choice of ours."""

GUIDED_FROM_S: Final = 180.0
"""The heart rate follows an effort in about three minutes; shorter steps get no target."""

INTENSITIES: Final = {
    StepKind.WARM_UP: "warmup",
    StepKind.RUN: "active",
    StepKind.UPHILL: "interval",
    StepKind.REP: "interval",
    StepKind.DOWNHILL: "active",
    StepKind.STRIDES: "interval",
    StepKind.RECOVERY: "recovery",
    StepKind.REST: "rest",
    StepKind.COOL_DOWN: "cooldown",
}

_SMALL: Final = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"),
    *("ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
_TENS: Final = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_SPELLED_DIGITS: Final = 3
"""Longer numbers are told digit by digit."""

METRES_BELOW: Final = 1000
"""Longer ways are in kilometres."""

_COMMANDS: Final = re.compile(
    r"\b(?:press\s+lap|(?:no\s*)?ramp|free\s*ride|max\s*effort|/?hide\s*power|intensity|category)\b", re.IGNORECASE
)
_SIGNS: Final = re.compile(r"[<>^=:{}\[\]|#*`_\\]")
_CLOCK: Final = re.compile(r"([0-9]+):([0-9]{2})(?![0-9:])")
_NUMBER: Final = re.compile(r"([0-9]+)(?:[.,]([0-9]+))?")


def workout_as_intervals_text(workout: Workout) -> str:
    """Return a workout as text for the workout builder of intervals.icu; repeats stay repeats.

    Args:
        workout: The session.
    """
    parts = [plain_words(workout.title) or "hillwork"]
    parts.extend("\n".join(_block(block)) for block in workout.blocks)
    return "\n\n".join(parts) + "\n"


def plain_words(text: str) -> str:
    """Return text in which intervals.icu finds nothing but words.

    >>> plain_words("- 200m at 8.5%, then press lap")
    'two hundred m at eight point five percent, then'
    """
    # Digits of other scripts count as digits too; a percent sign without its number would be alone.
    same = unicodedata.normalize("NFKC", shortened_characters(text, CUE_CHARACTERS))
    ascii_digits = "".join(str(unicodedata.decimal(one, one)) for one in same)
    timed = _CLOCK.sub(_minutes, ascii_digits)
    words = _NUMBER.sub(_spelled, timed.replace("%", " percent ").replace("&", " and "))
    left = _COMMANDS.sub(" ", _SIGNS.sub(" ", words))
    return re.sub(r"\s+([,;.])", r"\1", " ".join(left.split())).strip("-–+•,;. ")


def _minutes(match: re.Match[str]) -> str:
    minutes, seconds = int(match[1][:_SPELLED_DIGITS]), int(match[2])
    return f"{minutes} min" * bool(minutes) + " " + f"{seconds} s" * bool(seconds or not minutes)


def _spelled(match: re.Match[str]) -> str:
    point = f" point {' '.join(_SMALL[int(digit)] for digit in match[2])}" if match[2] else ""
    return f" {_number_words(match[1])}{point} "


def _number_words(digits: str) -> str:
    if len(digits) > _SPELLED_DIGITS or (digits[0] == "0" and len(digits) > 1):
        return " ".join(_SMALL[int(digit)] for digit in digits)
    hundreds, rest = divmod(int(digits), 100)
    words = [f"{_SMALL[hundreds]} hundred"] if hundreds else []
    if rest >= len(_SMALL):
        words += [_TENS[rest // 10], *[_SMALL[rest % 10]] * bool(rest % 10)]
    elif rest or not hundreds:
        words.append(_SMALL[rest])
    return " ".join(words)


def _block(block: Block) -> Iterator[str]:
    # The count stands at the end; a name such as "6 × 1:30 uphill" has it at the beginning too.
    name = plain_words(re.sub(rf"^{block.times} [×x]?", "", block.name)) or "set"
    yield f"{name} {block.times}x" if block.times > 1 else name
    for step in block.steps:
        amount = _amount(step)
        if amount:
            words = plain_words(step.cue) or plain_words(step.kind)
            yield " ".join(filter(None, ["-", words, amount, _target(step), f"intensity={INTENSITIES[step.kind]}"]))


def _amount(step: Step) -> str:
    """Return how far or how long, in whole metres or seconds; nothing for what takes neither."""
    length_m, seconds = round(step.distance_m), round(step.duration.mid_s)
    if step.until is Until.DISTANCE and length_m:
        return f"{length_m}mtr" if length_m < METRES_BELOW else f"{length_m / 1000:g}km"
    minutes, rest = divmod(seconds, 60)
    return (f"{minutes}m" if minutes else "") + (f"{rest}s" if rest else "")


def _target(step: Step) -> str:
    zones = step.effort.zones
    if zones is None or step.duration.mid_s < GUIDED_FROM_S:
        return ""
    low, high = zones
    return f"Z{low} HR" if low == high else f"Z{low}-Z{high} HR"
