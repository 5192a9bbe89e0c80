"""Profiles to hills: found, judged, placed."""

from hillwork.hills.survey import survey_track

__all__ = ["survey_track"]
