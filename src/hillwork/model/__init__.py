"""The nouns: frozen values with their checks."""

from hillwork.model.arrays import Flags, Floats, Indices
from hillwork.model.hill import Confidence, Hill, HillKind, Line, Stretch, Survey
from hillwork.model.profile import ElevationKind, Noise, Profile, unbroken
from hillwork.model.track import Notice, Origin, Track, TrackKind
from hillwork.model.workout import Block, Duration, Level, Runner, Step, StepKind, Totals, Workout

__all__ = [
    "Block",
    "Confidence",
    "Duration",
    "ElevationKind",
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
    "Profile",
    "Runner",
    "Step",
    "StepKind",
    "Stretch",
    "Survey",
    "Totals",
    "Track",
    "TrackKind",
    "Workout",
    "unbroken",
]
