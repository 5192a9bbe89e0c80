"""The nouns: frozen values with their checks."""

from hillwork.model.arrays import Flags, Floats, Indices
from hillwork.model.backdrop import Backdrop, Lines, WayClass
from hillwork.model.block import DAYS_PER_WEEK, WEEKDAYS, DayKind, PlannedDay, TrainingBlock, Week
from hillwork.model.hill import Confidence, Hill, HillKind, Line, Pass, Site, Stretch, Survey
from hillwork.model.long_run import Likeness, LongRun, RouteJudgement, Split
from hillwork.model.nearby import Crossing, LocalHill, Nearby, Offer, Reason, Section
from hillwork.model.ports import Cost, ElevationSource, Sampled, Surface, Worth
from hillwork.model.profile import STORED, Aid, ElevationKind, Noise, Profile, Wander, unbroken
from hillwork.model.relief import Relief
from hillwork.model.runner import Effort, Gait, Level, Runner
from hillwork.model.strength import NO_NUMBER, Exercise, Routine
from hillwork.model.track import ATTRIBUTION_CODE, MAX_ELEVATION_M, MIN_ELEVATION_M, Notice, Origin, Track, TrackKind
from hillwork.model.ways import (
    BEYOND_M,
    MAX_LAT_DEG,
    MAX_LON_DEG,
    OSM_ATTRIBUTION,
    WAY_TAGS,
    MapSource,
    Place,
    Ways,
    way_words,
)
from hillwork.model.weather import Forecast, Hour, WeatherSource
from hillwork.model.workout import Block, Duration, Step, StepKind, Totals, Until, Workout

__all__ = [
    "ATTRIBUTION_CODE",
    "BEYOND_M",
    "DAYS_PER_WEEK",
    "MAX_ELEVATION_M",
    "MAX_LAT_DEG",
    "MAX_LON_DEG",
    "MIN_ELEVATION_M",
    "NO_NUMBER",
    "OSM_ATTRIBUTION",
    "STORED",
    "WAY_TAGS",
    "WEEKDAYS",
    "Aid",
    "Backdrop",
    "Block",
    "Confidence",
    "Cost",
    "Crossing",
    "DayKind",
    "Duration",
    "Effort",
    "ElevationKind",
    "ElevationSource",
    "Exercise",
    "Flags",
    "Floats",
    "Forecast",
    "Gait",
    "Hill",
    "HillKind",
    "Hour",
    "Indices",
    "Level",
    "Likeness",
    "Line",
    "Lines",
    "LocalHill",
    "LongRun",
    "MapSource",
    "Nearby",
    "Noise",
    "Notice",
    "Offer",
    "Origin",
    "Pass",
    "Place",
    "PlannedDay",
    "Profile",
    "Reason",
    "Relief",
    "RouteJudgement",
    "Routine",
    "Runner",
    "Sampled",
    "Section",
    "Site",
    "Split",
    "Step",
    "StepKind",
    "Stretch",
    "Surface",
    "Survey",
    "Totals",
    "Track",
    "TrackKind",
    "TrainingBlock",
    "Until",
    "Wander",
    "WayClass",
    "Ways",
    "WeatherSource",
    "Week",
    "Workout",
    "Worth",
    "unbroken",
    "way_words",
]
