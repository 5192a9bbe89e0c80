"""Profiles to hills: found, judged, placed."""

from hillwork.hills.cut import cut_hill
from hillwork.hills.describe import describe_span
from hillwork.hills.detect import Span
from hillwork.hills.judge import MAX_GRADE
from hillwork.hills.stretch import best_stretch, steadiness
from hillwork.hills.survey import REP_LENGTHS_M, find_rises, find_spans, survey_track, survey_tracks

__all__ = [
    "MAX_GRADE",
    "REP_LENGTHS_M",
    "Span",
    "best_stretch",
    "cut_hill",
    "describe_span",
    "find_rises",
    "find_spans",
    "steadiness",
    "survey_track",
    "survey_tracks",
]
