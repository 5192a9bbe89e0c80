"""Values to text: tables, sheets, JSON, GPX and other files."""

from hillwork.export.as_geo import surveys_as_csv, surveys_as_geojson
from hillwork.export.as_json import surveys_as_json, workout_as_json
from hillwork.export.as_markup import nearby_as_html, survey_as_html, workout_as_html, workout_as_markdown
from hillwork.export.as_text import survey_as_text
from hillwork.export.calendar import Event, calendar_text, workout_as_ics, workout_event
from hillwork.export.course import goes_nowhere
from hillwork.export.fit_course import workout_as_fit_course
from hillwork.export.fit_workout import workout_as_fit
from hillwork.export.garmin_json import workout_as_garmin_json
from hillwork.export.gpx import gpx_text, track_as_gpxpy, workout_as_gpx
from hillwork.export.index_page import (
    FILE_ENDINGS,
    INDEX_HEAD_BYTES,
    EntryHill,
    EntryKind,
    IndexEntry,
    ending_beside,
    index_as_html,
    is_index,
)
from hillwork.export.intervals import workout_as_intervals_text
from hillwork.export.long_run import long_run_as_json, long_run_as_text
from hillwork.export.nearby import nearby_as_csv, nearby_as_geojson, nearby_as_json, nearby_as_text
from hillwork.export.sheet import workout_as_sheet
from hillwork.export.strength import (
    routine_as_json,
    routine_as_markdown,
    routine_as_text,
    routine_lines,
    routines_as_json,
    routines_as_text,
)
from hillwork.export.tcx import workout_as_tcx
from hillwork.export.week import block_as_markdown, block_as_text
from hillwork.export.week_files import block_as_csv, block_as_ics, block_as_json
from hillwork.export.workout_tables import workout_as_csv, workout_as_geojson
from hillwork.export.workout_text import workout_as_text
from hillwork.export.zwo import workout_as_zwo

__all__ = [
    "FILE_ENDINGS",
    "INDEX_HEAD_BYTES",
    "EntryHill",
    "EntryKind",
    "Event",
    "IndexEntry",
    "block_as_csv",
    "block_as_ics",
    "block_as_json",
    "block_as_markdown",
    "block_as_text",
    "calendar_text",
    "ending_beside",
    "goes_nowhere",
    "gpx_text",
    "index_as_html",
    "is_index",
    "long_run_as_json",
    "long_run_as_text",
    "nearby_as_csv",
    "nearby_as_geojson",
    "nearby_as_html",
    "nearby_as_json",
    "nearby_as_text",
    "routine_as_json",
    "routine_as_markdown",
    "routine_as_text",
    "routine_lines",
    "routines_as_json",
    "routines_as_text",
    "survey_as_html",
    "survey_as_text",
    "surveys_as_csv",
    "surveys_as_geojson",
    "surveys_as_json",
    "track_as_gpxpy",
    "workout_as_csv",
    "workout_as_fit",
    "workout_as_fit_course",
    "workout_as_garmin_json",
    "workout_as_geojson",
    "workout_as_gpx",
    "workout_as_html",
    "workout_as_ics",
    "workout_as_intervals_text",
    "workout_as_json",
    "workout_as_markdown",
    "workout_as_sheet",
    "workout_as_tcx",
    "workout_as_text",
    "workout_as_zwo",
    "workout_event",
]
