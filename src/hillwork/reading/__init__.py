"""Files to tracks."""

from hillwork.reading.convert import track_from_gpxpy
from hillwork.reading.gpx import read_gpx

__all__ = ["read_gpx", "track_from_gpxpy"]
