"""The use cases, a function each: what the command line and Python programs call.

Results know how to show themselves: printed they are a table, in a notebook an HTML table.
"""

from hillwork.api.day import Day, belt_on_day, on_day
from hillwork.api.forms import (
    FileForm,
    Form,
    draw_map,
    nearby_as_json,
    nearby_as_table,
    nearby_forms,
    page_forms,
    survey_as_table,
    survey_forms,
    surveys_as_json,
    tile_providers,
    workout_as_json,
    workout_forms,
)
from hillwork.api.long_run import judge_run, long_run_forms
from hillwork.api.look import Look
from hillwork.api.maps import check_index, pages_as_index, pages_in, read_map
from hillwork.api.nearby import FoundNearby, find_nearby, place_of
from hillwork.api.outing import plan_nearby
from hillwork.api.strength import find_routine, routine_forms, routines_forms
from hillwork.api.tracks import (
    FoundHills,
    find_hills,
    find_hills_together,
    read,
    read_all,
    to_gpxpy,
)
from hillwork.api.week import block_as_table, block_forms, plan_week
from hillwork.api.wishes import Wishes
from hillwork.api.workouts import PlannedWorkout, TreadmillWorkout, plan_treadmill, plan_workout
from hillwork.place_text import looks_like_file
from hillwork.plan import Conditions

__all__ = [
    "Conditions",
    "Day",
    "FileForm",
    "Form",
    "FoundHills",
    "FoundNearby",
    "Look",
    "PlannedWorkout",
    "TreadmillWorkout",
    "Wishes",
    "belt_on_day",
    "block_as_table",
    "block_forms",
    "check_index",
    "draw_map",
    "find_hills",
    "find_hills_together",
    "find_nearby",
    "find_routine",
    "judge_run",
    "long_run_forms",
    "looks_like_file",
    "nearby_as_json",
    "nearby_as_table",
    "nearby_forms",
    "on_day",
    "page_forms",
    "pages_as_index",
    "pages_in",
    "place_of",
    "plan_nearby",
    "plan_treadmill",
    "plan_week",
    "plan_workout",
    "read",
    "read_all",
    "read_map",
    "routine_forms",
    "routines_forms",
    "survey_as_table",
    "survey_forms",
    "surveys_as_json",
    "tile_providers",
    "to_gpxpy",
    "workout_as_json",
    "workout_forms",
]
