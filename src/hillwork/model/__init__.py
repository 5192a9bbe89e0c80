"""The nouns: frozen values with their checks."""

from hillwork.model.arrays import Flags, Floats, Indices
from hillwork.model.hill import Confidence, Hill, HillKind, Line, Pass, Site, Stretch, Survey
from hillwork.model.nearby import Crossing, Lines, LocalHill, Nearby, Offer, Reason, Section, WayClass
from hillwork.model.ports import Cost, ElevationSource, Sampled, Surface, Worth
from hillwork.model.profile import STORED, Aid, ElevationKind, Noise, Profile, Wander, unbroken
from hillwork.model.track import ATTRIBUTION_CODE, MAX_ELEVATION_M, MIN_ELEVATION_M, Notice, Origin, Track, TrackKind
from hillwork.model.ways import BEYOND_M, OSM_ATTRIBUTION, WAY_TAGS, MapSource, Place, Ways, way_words
from hillwork.model.workout import Block, Duration, Level, Runner, Step, StepKind, Totals, Workout

__all__ = [
    "ATTRIBUTION_CODE",
    "BEYOND_M",
    "MAX_ELEVATION_M",
    "MIN_ELEVATION_M",
    "OSM_ATTRIBUTION",
    "STORED",
    "WAY_TAGS",
    "Aid",
    "Block",
    "Confidence",
    "Cost",
    "Crossing",
    "Duration",
    "ElevationKind",
    "ElevationSource",
    "Flags",
    "Floats",
    "Hill",
    "HillKind",
    "Indices",
    "Level",
    "Line",
    "Lines",
    "LocalHill",
    "MapSource",
    "Nearby",
    "Noise",
    "Notice",
    "Offer",
    "Origin",
    "Pass",
    "Place",
    "Profile",
    "Reason",
    "Runner",
    "Sampled",
    "Section",
    "Site",
    "Step",
    "StepKind",
    "Stretch",
    "Surface",
    "Survey",
    "Totals",
    "Track",
    "TrackKind",
    "Wander",
    "WayClass",
    "Ways",
    "Workout",
    "Worth",
    "unbroken",
    "way_words",
]
