"""Files to tracks, and to the documents of maps."""

from hillwork.reading.convert import track_from_gpxpy
from hillwork.reading.gpx import read_gpx
from hillwork.reading.page_file import NoPageError, read_page

__all__ = ["NoPageError", "read_gpx", "read_page", "track_from_gpxpy"]
