"""Hills and workouts to one map page, and to pictures."""

from hillwork.render.drawing import Drawing, as_svg
from hillwork.render.nearby_page import nearby_page
from hillwork.render.page import draw_page
from hillwork.render.profile_picture import profile_drawing
from hillwork.render.raster import as_png
from hillwork.render.tiles import PROVIDERS
from hillwork.render.track_page import track_page

__all__ = ["PROVIDERS", "Drawing", "as_png", "as_svg", "draw_page", "nearby_page", "profile_drawing", "track_page"]
