"""What a map page shows, as plain data: the one document that pages, pictures and JSON files are made of, and its words.

SI numbers, rounded to what a page can show; what is not known is null. A document may come from a file of somebody else: whoever
reads one checks it against these types.
"""

from hillwork.page.parts import (
    ISLAND_ID,
    PAGE_SCHEMA,
    BackdropData,
    ChartData,
    Encoded,
    HillData,
    LinesData,
    NoticeData,
    PartsData,
    ReliefData,
    RiseData,
    SideFile,
    StreetsData,
    StretchData,
)
from hillwork.page.place import (
    CrossingData,
    GroundData,
    HeightsData,
    NearbyPage,
    OfferData,
    OfferMoreData,
    OthersData,
    PlaceData,
    ReasonData,
)
from hillwork.page.track import (
    ActivationData,
    BlockData,
    DurationData,
    StepData,
    TotalsData,
    TrackData,
    TrackHillData,
    TrackPage,
    WorkoutData,
)
from hillwork.page.words import Entry, catalogue, ladder, listed, phrase, table, word

Page = TrackPage | NearbyPage
"""Any document."""

__all__ = [
    "ISLAND_ID",
    "PAGE_SCHEMA",
    "ActivationData",
    "BackdropData",
    "BlockData",
    "ChartData",
    "CrossingData",
    "DurationData",
    "Encoded",
    "Entry",
    "GroundData",
    "HeightsData",
    "HillData",
    "LinesData",
    "NearbyPage",
    "NoticeData",
    "OfferData",
    "OfferMoreData",
    "OthersData",
    "Page",
    "PartsData",
    "PlaceData",
    "ReasonData",
    "ReliefData",
    "RiseData",
    "SideFile",
    "StepData",
    "StreetsData",
    "StretchData",
    "TotalsData",
    "TrackData",
    "TrackHillData",
    "TrackPage",
    "WorkoutData",
    "catalogue",
    "ladder",
    "listed",
    "phrase",
    "table",
    "word",
]
