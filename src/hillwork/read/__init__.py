"""Files to tracks."""

from hillwork.read.convert import track_from_gpxpy
from hillwork.read.gpx import read_gpx

__all__ = ["read_gpx", "track_from_gpxpy"]
