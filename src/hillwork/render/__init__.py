"""Hills and workouts to one map page."""

from hillwork.render.page import draw_map, draw_nearby

__all__ = ["draw_map", "draw_nearby"]
