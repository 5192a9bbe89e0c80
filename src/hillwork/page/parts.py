"""What all pages are made of: ways, profiles, hills, the ground beneath."""

from typing import Final, TypedDict

PAGE_SCHEMA: Final = "hillwork.page/1"

ISLAND_ID: Final = "hillwork-data"
"""Name of the element of an HTML page that holds the document."""

Encoded = list[int]
"""A line in millionths of a degree, steps from place to place, latitude before longitude."""


class LinesData(TypedDict):
    """Many lines: parts of a degree, points of each line, and the steps of all of them."""

    per_degree: int
    sizes: list[int]
    places: list[int]


class PartsData(TypedDict):
    """Ways in parts of one class of gradient; which of the parts begin a leg."""

    lines: LinesData
    grade_class: list[int]
    leg_starts: list[int]


class ChartData(TypedDict):
    """A profile, a column per quantity; which of the samples begin a leg."""

    distance_m: list[float | None]
    elevation_m: list[float | None]
    grade: list[float | None]
    grade_class: list[int]
    leg_starts: list[int]
    places: Encoded


class RiseData(TypedDict):
    """A hill seen from its foot.

    `rise_cm` is the height above the foot of a place every `step_m` (the last is the top); gradients are told for pieces of
    `piece_m`, each with the error `piece_grade_sd`; `rise_sd_cm` is the error of the height above the foot at the borders of the
    pieces.
    """

    foot_elevation_m: float | None
    step_m: float
    rise_cm: list[int | None]
    piece_m: float
    piece_grade_sd: float | None
    rise_sd_cm: list[int]


class NoticeData(TypedDict):
    """Something to know."""

    code: str
    message: str


class StretchData(TypedDict):
    """A part of a hill."""

    start_m: float | None
    length_m: float | None
    grade: float | None
    grade_sd: float | None


class HillData(TypedDict):
    """What every page says of a hill."""

    id: str
    kind: str
    confidence: str
    start_m: float
    length_m: float
    gain_m: float
    gain_sd_m: float | None
    grade: float
    grade_sd: float | None
    grade_max: float
    steadiness: float
    foot_name: str
    top_name: str
    line: Encoded
    rise: RiseData


class StreetsData(TypedDict):
    """The streets of one class."""

    way_class: str
    lines: LinesData


class ReliefData(TypedDict):
    """An image of the ground, a PNG in base 64 between its edges, and the distance of its contours."""

    south_deg: float
    west_deg: float
    north_deg: float
    east_deg: float
    png: str
    contour_m: float | None


class BackdropData(TypedDict):
    """What lies beneath the ways."""

    streets: list[StreetsData]
    relief: ReliefData | None


class SideFile(TypedDict):
    """A file beside the page: its name, and what it is by its ending."""

    name: str
    ending: str
