"""Streets and paths with heights to hills, and the ways to them."""

from hillwork.area.course import Course, course_to, line_of, ways_to
from hillwork.area.search import Area, search_area

__all__ = ["Area", "Course", "course_to", "line_of", "search_area", "ways_to"]
