"""A drawing as an image of pixels, for wherever vectors are not shown."""

import io
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from PIL import Image, ImageDraw

from hillwork.render.drawing import Drawing, Point, Polygon, Polyline, Rect, Shape, Text
from hillwork.render.raster_text import draw_text

FINER: Final = 3
"""Everything is drawn so many times larger and then averaged: nine shades between a line and its ground."""

MAX_SCALE: Final = 4
"""A drawing of 800 pixels is then as wide as a screen of 8 megapixels."""

_FEWEST_POINTS: Final = 2
_FULL: Final = 255

_Figure = Polygon | Polyline | Rect
_Colour = str | int


def as_png(drawing: Drawing, scale: int = 2) -> bytes:
    """Return a drawing as a PNG file. Equal drawings give equal files.

    Args:
        drawing: The drawing.
        scale: Pixels of the image for a pixel of the drawing: 2 for screens of today.
    """
    if not 1 <= scale <= MAX_SCALE:
        raise ValueError(f"no image is drawn at {scale} times its size")
    fine = scale * FINER
    image = Image.new("RGB", (drawing.width * fine, drawing.height * fine), drawing.background)
    for shape in drawing.shapes:
        _draw(image, shape, fine)
    file = io.BytesIO()
    image.reduce(FINER).save(file, format="PNG", optimize=True)
    return file.getvalue()


@dataclass(frozen=True, slots=True)
class _Place:
    """Where pixels of a drawing lie on an image.

    Args:
        fine: Pixels of the image for one of the drawing.
        left: Pixels of the image left of it.
        top: Pixels of the image above it.
    """

    fine: int
    left: int = 0
    top: int = 0

    def pixels(self, points: Iterable[Point]) -> list[Point]:
        return [(x * self.fine - self.left, y * self.fine - self.top) for x, y in points]


def _draw(image: Image.Image, shape: Shape, fine: int) -> None:
    """Draw a shape, so many times larger."""
    draw = ImageDraw.Draw(image)
    if isinstance(shape, Text):
        draw_text(draw, shape, fine)
    elif shape.paint.opacity < 1:
        _draw_through(image, shape, fine)
    else:
        _draw_inside(draw, shape, shape.paint.fill, _Place(fine))
        _draw_line(draw, shape, shape.paint.stroke, _Place(fine))


def _draw_through(image: Image.Image, shape: _Figure, fine: int) -> None:
    """Draw a shape that lets through what is beneath it, once even where its line meets itself."""
    left, top, right, bottom = (round(edge * fine) for edge in _box(shape))
    place = _Place(fine, left, top)
    level = round(_FULL * shape.paint.opacity)
    for colour, draw_part in ((shape.paint.fill, _draw_inside), (shape.paint.stroke, _draw_line)):
        if colour:
            cover = Image.new("L", (max(1, right - left), max(1, bottom - top)))
            draw_part(ImageDraw.Draw(cover), shape, level, place)
            image.paste(colour, (left, top), mask=cover)


def _box(shape: _Figure) -> tuple[float, float, float, float]:
    """Return left, top, right and bottom of what a shape covers."""
    x, y = zip(*_corners(shape), strict=True)
    edge = shape.paint.width
    return min(x) - edge, min(y) - edge, max(x) + edge, max(y) + edge


def _corners(shape: _Figure) -> tuple[Point, ...]:
    if isinstance(shape, Rect):
        return ((shape.x, shape.y), (shape.x + shape.width, shape.y + shape.height))
    return shape.points


def _draw_inside(draw: ImageDraw.ImageDraw, shape: _Figure, colour: _Colour | None, place: _Place) -> None:
    if colour is None:
        return
    points = place.pixels(_corners(shape))
    if isinstance(shape, Rect):
        (left, top), (right, bottom) = points
        # Pillow's boxes hold their last pixel.
        box = (left, top, max(left, right - 1), max(top, bottom - 1))
        draw.rounded_rectangle(box, radius=shape.radius * place.fine, fill=colour)
    elif len(points) >= _FEWEST_POINTS:
        draw.polygon(points, fill=colour)


def _draw_line(draw: ImageDraw.ImageDraw, shape: _Figure, colour: _Colour | None, place: _Place) -> None:
    if colour is None:
        return
    points = place.pixels(_corners(shape))
    width = max(1, round(shape.paint.width * place.fine))
    if isinstance(shape, Rect):
        (left, top), (right, bottom) = points
        half = width / 2
        box = (left - half, top - half, max(left, right - 1) + half, max(top, bottom - 1) + half)
        draw.rounded_rectangle(box, radius=shape.radius * place.fine + half, outline=colour, width=width)
        return
    is_closed = isinstance(shape, Polygon)
    draw.line([*points, points[0]] if is_closed else points, fill=colour, width=width)
    for x, y in points:
        # Corners and ends are round; Pillow's own joints leave gaps at sharp corners.
        radius = (width - 1) / 2
        draw.ellipse((x - radius, y - radius, x + radius, y + radius), fill=colour)
