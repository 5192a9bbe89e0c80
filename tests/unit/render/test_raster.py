import io

import numpy as np
import pytest
from PIL import Image, ImageChops

from hillwork.render.drawing import Drawing, Paint, Polygon, Polyline, Rect, Text
from hillwork.render.map_picture import map_drawing
from hillwork.render.picture_parts import GRADE_COLOURS
from hillwork.render.profile_picture import profile_drawing
from hillwork.render.raster import MAX_SCALE, as_png
from tests.unit.render.hostile import HOSTILE_TEXTS
from tests.unit.render.page_documents import DOCUMENTS, nearby_document, track_document

INK = "#1a2026"


def draw(*shapes) -> Drawing:
    return Drawing(width=120, height=60, title="", background="#ffffff", shapes=shapes)


def image_of(drawing: Drawing, scale: int = 2) -> Image.Image:
    with Image.open(io.BytesIO(as_png(drawing, scale))) as image:
        assert image.format == "PNG"
        return image.convert("RGB")


def colours(image: Image.Image) -> set[tuple[int, ...]]:
    return set(map(tuple, np.unique(np.asarray(image).reshape(-1, 3), axis=0).tolist()))


def rgb(colour: str) -> tuple[int, ...]:
    return tuple(int(colour[i : i + 2], 16) for i in (1, 3, 5))


def words(text: str, **changes) -> Text:
    return Text(**{"x": 5, "y": 40, "text": text, "fill": INK, "size": 20, **changes})


@pytest.mark.parametrize("scale", [1, 2, 3])
def test_an_image_is_so_many_times_as_large_as_its_drawing(scale):
    assert image_of(draw(), scale).size == (120 * scale, 60 * scale)


@pytest.mark.parametrize("scale", [0, MAX_SCALE + 1])
def test_an_image_that_would_be_nothing_or_huge_is_refused(scale):
    with pytest.raises(ValueError, match="times its size"):
        as_png(draw(), scale)


def test_shapes_stand_where_svg_has_them():
    shapes = (
        Rect(x=10, y=10, width=20, height=10, paint=Paint(fill="#c23b5b")),
        Polygon(((40, 10), (60, 10), (60, 30), (40, 30)), Paint(fill="#86267a")),
        Polyline(((70, 20), (110, 20)), Paint(stroke="#1c62d6", width=6)),
    )
    image = image_of(draw(*shapes))
    seen = {place: image.getpixel(place) for place in [(22, 22), (58, 38), (62, 22), (82, 42), (160, 40), (160, 48)]}
    white = (255, 255, 255)
    assert list(seen.values()) == [rgb("#c23b5b"), rgb("#c23b5b"), white, rgb("#86267a"), rgb("#1c62d6"), white]


def test_what_is_half_see_through_is_half_mixed_and_once_where_a_line_meets_itself():
    line = Polyline(((20, 30), (80, 30), (20, 30)), Paint(stroke="#000000", width=10, opacity=0.5))
    assert image_of(draw(line)).getpixel((100, 60)) == pytest.approx((127, 127, 127), abs=1)


def test_edges_are_smooth():
    assert len(colours(image_of(draw(Polyline(((5, 5), (110, 50)), Paint(stroke=INK, width=3)))))) > 5


def test_equal_drawings_give_equal_files():
    assert as_png(profile_drawing(track_document())) == as_png(profile_drawing(track_document()))


@pytest.mark.parametrize("name", DOCUMENTS)
@pytest.mark.parametrize("drawing_of", [profile_drawing, map_drawing])
def test_every_picture_becomes_an_image_of_its_size(name, drawing_of):
    drawing = drawing_of(DOCUMENTS[name])
    assert image_of(drawing, 1).size == (drawing.width, drawing.height)


def test_a_profile_has_the_colours_of_all_classes():
    seen = colours(image_of(profile_drawing(track_document())))
    assert {rgb(colour) for colour in GRADE_COLOURS} <= seen


def test_a_map_has_its_ways_in_the_colour_of_their_class():
    assert rgb(GRADE_COLOURS[5]) in colours(image_of(map_drawing(nearby_document())))


@pytest.mark.parametrize("text", [*HOSTILE_TEXTS, "", "渋谷", "\u0301", "🏃", "Škofja Loka"])
@pytest.mark.parametrize("weight", ["normal", "bold"])
def test_no_text_breaks_an_image(text, weight):
    assert image_of(draw(words(text, weight=weight))).size == (240, 120)


def test_an_accent_is_drawn_above_its_letter_and_changes_nothing_else():
    plain, marked = image_of(draw(words("Skofja"))), image_of(draw(words("Škofja")))
    left, _, right, bottom = ImageChops.difference(plain, marked).getbbox()
    assert bottom <= 2 * (40 - 0.7 * 20) + 2
    assert 10 <= left < right <= 40


@pytest.mark.parametrize(("anchor", "edge"), [("start", 0), ("middle", 1), ("end", 2)])
def test_a_text_is_anchored_where_it_should_be(anchor, edge):
    left, _, right, _ = ImageChops.invert(image_of(draw(words("HHHH", x=60, anchor=anchor)))).getbbox()
    assert [left, (left + right) / 2, right][edge] == pytest.approx(120, abs=5)


def test_bold_is_darker_and_wider():
    boxes = [
        ImageChops.invert(image_of(draw(words("hills", weight=weight)))).getbbox() for weight in ("normal", "bold")
    ]
    assert boxes[0][2] < boxes[1][2]
