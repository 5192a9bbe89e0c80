"""The nouns: frozen values with their checks."""

from hillwork.model.arrays import Flags, Floats, Indices
from hillwork.model.hill import Confidence, Hill, HillKind, Line, Pass, Site, Stretch, Survey
from hillwork.model.ports import ElevationSource
from hillwork.model.profile import Aid, ElevationKind, Noise, Profile, Wander, unbroken
from hillwork.model.track import Notice, Origin, Track, TrackKind
from hillwork.model.workout import Block, Duration, Level, Runner, Step, StepKind, Totals, Workout

__all__ = [
    "Aid",
    "Block",
    "Confidence",
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
    "Site",
    "Step",
    "StepKind",
    "Stretch",
    "Survey",
    "Totals",
    "Track",
    "TrackKind",
    "Wander",
    "Workout",
    "unbroken",
]
