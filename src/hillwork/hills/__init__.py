"""Profiles to hills: found, judged, placed."""

from hillwork.hills.stretch import best_stretch, steadiness
from hillwork.hills.survey import REP_LENGTHS_M, find_rises, survey_track, survey_tracks

__all__ = ["REP_LENGTHS_M", "best_stretch", "find_rises", "steadiness", "survey_track", "survey_tracks"]
