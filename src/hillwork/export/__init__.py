"""Values to text: tables, sheets, JSON, GPX and other files."""

from hillwork.export.as_geo import surveys_as_csv, surveys_as_geojson
from hillwork.export.as_json import surveys_as_json, workout_as_json
from hillwork.export.as_markup import nearby_as_html, survey_as_html, workout_as_html, workout_as_markdown
from hillwork.export.as_text import survey_as_text, workout_as_text
from hillwork.export.gpx import gpx_text, track_as_gpxpy, workout_as_gpx
from hillwork.export.nearby import nearby_as_csv, nearby_as_geojson, nearby_as_json, nearby_as_text

__all__ = [
    "gpx_text",
    "nearby_as_csv",
    "nearby_as_geojson",
    "nearby_as_html",
    "nearby_as_json",
    "nearby_as_text",
    "survey_as_html",
    "survey_as_text",
    "surveys_as_csv",
    "surveys_as_geojson",
    "surveys_as_json",
    "track_as_gpxpy",
    "workout_as_gpx",
    "workout_as_html",
    "workout_as_json",
    "workout_as_markdown",
    "workout_as_text",
]
