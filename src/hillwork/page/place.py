"""The page of the hills around a place."""

from typing import Literal, TypedDict

from hillwork.page.parts import BackdropData, Encoded, HillData, LinesData, NoticeData, PartsData, StretchData


class PlaceData(TypedDict):
    """The middle of a search, latitude before longitude [deg]."""

    name: str
    at: list[float]


class HeightsData(TypedDict):
    """Where elevations are from, and what they are worth."""

    source: str
    worth: str
    noise_sd_m: float | None
    known_share: float | None


class GroundData(TypedDict):
    """Where the map is from, and how old it is."""

    source: str
    as_of: str


class CrossingData(TypedDict):
    """Where a hill meets a road for cars."""

    at_m: float | None
    name: str


class ReasonData(TypedDict):
    """One part of a score."""

    name: str
    score: float | None
    weight: float | None
    words: str


class OfferMoreData(TypedDict):
    """What the map knows of a hill, why it is ranked where it is, and the ways to it."""

    kinds: list[str]
    surfaces: list[str]
    surface_share: float | None
    is_lit: bool | None
    crossings: list[CrossingData]
    notices: list[NoticeData]
    reasons: list[ReasonData]
    variety: float
    there: Encoded | None
    home: Encoded | None


class OfferData(HillData):
    """A hill near a place, as it suits the session: all its streets, and those of the part that the session uses."""

    names: list[str]
    used_names: list[str]
    way_class: str
    distance_m: float | None
    way_s: float | None
    score: float
    is_usable: bool
    stretch: StretchData
    more: OfferMoreData


class OthersData(TypedDict):
    """The hills after the best, of a large town: less of each, a column per quantity.

    `rise_dm` holds for each hill heights above its foot at equal steps, from the foot to the top.
    """

    id: list[str]
    kind: list[str]
    confidence: list[str]
    length_m: list[float]
    gain_m: list[float]
    gain_sd_m: list[float | None]
    grade_max: list[float]
    steadiness: list[float]
    name: list[str]
    way_class: list[str]
    distance_m: list[float | None]
    way_s: list[float | None]
    score: list[float]
    stretch: list[tuple[float, float, float, float | None]]
    foot_elevation_m: list[float | None]
    rise_dm: list[list[int | None]]
    lines: LinesData


class NearbyPage(TypedDict):
    """The hills around a place, best first: `hills` in full, `others` after them."""

    schema: Literal["hillwork.page/1"]
    about: Literal["place"]
    grade_edges: list[float]
    place: PlaceData
    radius_m: float
    session: str
    ways_m: float
    heights: HeightsData
    ground: GroundData
    attributions: list[str]
    notices: list[NoticeData]
    backdrop: BackdropData
    parts: PartsData
    hills: list[OfferData]
    others: OthersData
    unsure: list[OfferData]
