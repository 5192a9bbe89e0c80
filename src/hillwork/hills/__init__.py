"""Profiles to hills: found, judged, placed."""

from hillwork.hills.stretch import best_stretch, steadiness
from hillwork.hills.survey import find_rises, survey_track

__all__ = ["best_stretch", "find_rises", "steadiness", "survey_track"]
