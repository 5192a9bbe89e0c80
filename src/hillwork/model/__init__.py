"""The nouns: frozen values with their checks."""

from hillwork.model.arrays import Flags, Floats, Indices
from hillwork.model.hill import Confidence, Hill, HillKind, Line, Pass, Site, Stretch, Survey
from hillwork.model.ports import Cost, ElevationSource, Sampled, Surface, Worth
from hillwork.model.profile import STORED, Aid, ElevationKind, Noise, Profile, Wander, unbroken
from hillwork.model.track import ATTRIBUTION_CODE, MAX_ELEVATION_M, MIN_ELEVATION_M, Notice, Origin, Track, TrackKind
from hillwork.model.workout import Block, Duration, Level, Runner, Step, StepKind, Totals, Workout

__all__ = [
    "ATTRIBUTION_CODE",
    "MAX_ELEVATION_M",
    "MIN_ELEVATION_M",
    "STORED",
    "Aid",
    "Block",
    "Confidence",
    "Cost",
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
    "Noise",
    "Notice",
    "Origin",
    "Pass",
    "Profile",
    "Runner",
    "Sampled",
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
    "Workout",
    "Worth",
    "unbroken",
]
