"""The use cases, a function each: what the command line and Python programs call.

Results know how to show themselves: printed they are a table, in a notebook an HTML table.
"""

from hillwork.api.forms import (
    Form,
    draw_map,
    nearby_as_table,
    nearby_forms,
    survey_as_table,
    survey_forms,
    workout_forms,
)
from hillwork.api.nearby import FoundNearby, find_nearby, place_of
from hillwork.api.outing import plan_nearby
from hillwork.api.tracks import (
    FoundHills,
    PlannedWorkout,
    find_hills,
    find_hills_together,
    plan_workout,
    read,
    read_all,
    to_gpxpy,
)
from hillwork.place_text import looks_like_file

__all__ = [
    "Form",
    "FoundHills",
    "FoundNearby",
    "PlannedWorkout",
    "draw_map",
    "find_hills",
    "find_hills_together",
    "find_nearby",
    "looks_like_file",
    "nearby_as_table",
    "nearby_forms",
    "place_of",
    "plan_nearby",
    "plan_workout",
    "read",
    "read_all",
    "survey_as_table",
    "survey_forms",
    "to_gpxpy",
    "workout_forms",
]
