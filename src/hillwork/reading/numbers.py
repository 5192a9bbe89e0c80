"""Numbers and times from text: strictly, all of a column at once, odd ones by themselves."""

import re
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta, timezone
from typing import Final

import numpy as np

from hillwork.model import Floats

MAX_LAT_DEG: Final = 90.0
MAX_LON_DEG: Final = 180.0

_NUMBER: Final = re.compile(r"\s*[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]{1,3})?\s*", re.ASCII)
_PLAIN_CHARACTERS: Final = b"0123456789.-+"
_MAX_DIGITS: Final = 60
_TIME: Final = re.compile(
    r"\s*(\d{4})-(\d\d)-(\d\d)[Tt ](\d\d):(\d\d):(\d\d)(?:[.,](\d{1,9})\d*)?\s*([Zz]|[+-]\d\d:?\d\d)?\s*", re.ASCII
)
_SECONDS_END: Final = len("2025-05-04T06:00:01")
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)


def parse_numbers(texts: Sequence[str]) -> Floats:
    """Return the numbers in texts, NaN where a text is not a plain finite decimal number, shape (n,).

    Python's `float` would also take `nan`, `1_000` and Arabic digits.

    >>> parse_numbers(["47.5", "1e2", "nan", "1_0", ""]).tolist()
    [47.5, 100.0, nan, nan, nan]
    """
    if not "".join(texts).encode().translate(None, _PLAIN_CHARACTERS):
        try:
            return np.fromiter(map(float, texts), dtype=np.float64, count=len(texts))
        except ValueError:
            pass  # one of them is not a number: look at each
    return np.array([_number(text) for text in texts], dtype=np.float64)


def _number(text: str) -> float:
    if len(text) > _MAX_DIGITS or not _NUMBER.fullmatch(text):
        return float("nan")
    value = float(text)
    return value if np.isfinite(value) else float("nan")


def parse_times(texts: Sequence[str]) -> tuple[Floats, bool]:
    """Return seconds since 1970 in UTC, NaN where a text is no ISO 8601 time, shape (n,); and whether a zone was missing.

    >>> parse_times(["2025-05-04T06:00:01Z", "2025-05-04T08:00:01.5+02:00", "yesterday"])[0].tolist()
    [1746338401.0, 1746338401.5, nan]
    """
    if not texts:
        return np.empty(0), False
    uniform = _uniform_times(texts)
    if uniform is not None:
        return uniform, False
    parsed = [_time(text) for text in texts]
    return np.array([seconds for seconds, _ in parsed]), any(is_naive for _, is_naive in parsed)


def _uniform_times(texts: Sequence[str]) -> Floats | None:
    """Return the times when all have the one form 2025-05-04T06:00:01Z, with or without a fraction; else None."""
    width = len(texts[0])
    joined = "".join(texts)
    if width < _SECONDS_END + 1 or len(joined) != width * len(texts) or not joined.isascii():
        return None
    table = np.frombuffer(joined.encode(), dtype=np.uint8).reshape(len(texts), width)
    marks = {4: "-", 7: "-", 10: "T", 13: ":", 16: ":", width - 1: "Z"}
    if width > _SECONDS_END + 1:
        marks[_SECONDS_END] = "."
    digits = table[:, [column for column in range(width) if column not in marks]] - ord("0")
    if (digits > 9).any() or any((table[:, column] != ord(mark)).any() for column, mark in marks.items()):  # noqa: PLR2004 - a digit
        return None
    pairs = digits[:, 8:14].astype(np.float64)
    hours, minutes, seconds = (10 * pairs[:, column] + pairs[:, column + 1] for column in (0, 2, 4))
    if (hours > 23).any() or (minutes > 59).any() or (seconds > 60).any():  # noqa: PLR2004 - a clock; 60 is a leap second
        return None
    new_day = np.flatnonzero(np.append(True, (table[1:, :10] != table[:-1, :10]).any(axis=1)))
    try:
        days = np.array([texts[index][:10] for index in new_day.tolist()], dtype="datetime64[s]").astype(np.int64)
    except ValueError:
        return None
    day_s = np.repeat(days, np.diff(np.append(new_day, len(texts))))
    fraction = digits[:, 14:] @ (10.0 ** -np.arange(1, digits.shape[1] - 13))
    whole_s: Floats = day_s + hours * 3600 + minutes * 60 + seconds + fraction
    return whole_s


def _time(text: str) -> tuple[float, bool]:
    match = _TIME.fullmatch(text)
    if not match:
        return float("nan"), False
    *fields, fraction, zone = match.groups()
    try:
        moment = datetime(*map(int, fields), tzinfo=_zone(zone))  # type: ignore[arg-type,misc] # six numbers
    except (ValueError, OverflowError):
        return float("nan"), False
    seconds = (moment - _EPOCH) / timedelta(seconds=1)
    return seconds + (float(f"0.{fraction}") if fraction else 0.0), zone is None


def _zone(text: str | None) -> timezone:
    if text is None or text in "Zz":
        return UTC
    minutes = int(text[1:3]) * 60 + int(text[-2:])
    return timezone(timedelta(minutes=-minutes if text[0] == "-" else minutes))


def keep_range(values: Floats, low: float, high: float) -> Floats:
    """Return values with those outside a range missing, shape (n,)."""
    with np.errstate(invalid="ignore"):
        return np.where((values >= low) & (values <= high), values, np.nan)
