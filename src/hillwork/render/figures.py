"""Values as figures of a page: SI numbers rounded to what the page can show, null where nothing is known."""

import math
from collections.abc import Iterable
from typing import Final

from hillwork.model import ATTRIBUTION_CODE, Floats, Line, Notice, Stretch
from hillwork.page import Encoded, NoticeData, StretchData
from hillwork.render.lines import thin_line, unrolled

METRE_DIGITS: Final = 1
GRADE_DIGITS: Final = 4
SHARE_DIGITS: Final = 2
SECOND_DIGITS: Final = 0


def number(value: float, digits: int) -> float | None:
    """Return a number rounded, None where it is not finite.

    >>> number(16.384, METRE_DIGITS), number(math.nan, METRE_DIGITS), number(math.inf, METRE_DIGITS)
    (16.4, None, None)
    """
    return round(float(value), digits) if math.isfinite(value) else None


def column(values: Floats, digits: int) -> list[float | None]:
    """Return numbers rounded, None where one is not finite."""
    return [number(value, digits) for value in values.tolist()]


def stretch_figures(stretch: Stretch) -> StretchData:
    """Return where a stretch lies and how steep it is."""
    return {
        "start_m": number(stretch.start_m, METRE_DIGITS),
        "length_m": number(stretch.length_m, METRE_DIGITS),
        "grade": number(stretch.grade, GRADE_DIGITS),
        "grade_sd": number(stretch.grade_sd, GRADE_DIGITS),
    }


def line_figures(line: Line, reference_deg: float) -> Encoded:
    """Return a line thinned and encoded, its longitudes around a reference."""
    return thin_line(line.lat_deg, unrolled(line.lon_deg, reference_deg))


def notice_figures(notices: Iterable[Notice]) -> list[NoticeData]:
    """Return each notice once, in order; whom to name is no warning, and stands at the end of the page."""
    told = (notice for notice in dict.fromkeys(notices) if notice.code != ATTRIBUTION_CODE)
    return [{"code": notice.code, "message": notice.message} for notice in told]
