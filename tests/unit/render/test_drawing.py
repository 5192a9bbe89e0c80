import html
import math
from xml.etree import ElementTree as ET

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from hillwork.render import drawing
from hillwork.render.drawing import (
    Drawing,
    Paint,
    Polygon,
    Polyline,
    Rect,
    Text,
    as_svg,
    escaped,
    fitted,
    svg_element,
    text_width,
    wrapped,
)
from hillwork.text import clean
from tests.unit.render.hostile import HOSTILE_TEXTS

SVG = "{http://www.w3.org/2000/svg}"
INK = "#1a2026"


def draw(*shapes, title: str = "A title") -> Drawing:
    return Drawing(width=200, height=100, title=title, background="#ffffff", shapes=shapes)


def text(words: str) -> Text:
    return Text(x=1, y=2, text=words, fill=INK, size=12)


def whole(words: str) -> str:
    return clean(words, max_characters=max(len(words), 1))


def test_an_svg_has_a_size_a_role_and_a_title():
    root = ET.fromstring(as_svg(draw()))
    assert root.tag == f"{SVG}svg"
    assert (root.get("width"), root.get("height"), root.get("viewBox")) == ("200", "100", "0 0 200 100")
    assert root.get("role") == "img"
    assert root[0].tag == f"{SVG}title"
    assert root[0].text == "A title"


def test_an_element_of_a_page_is_as_wide_as_its_room_and_has_no_declaration():
    element = svg_element(draw())
    assert element.startswith("<svg ")
    assert ET.fromstring(element).get("width") == "100%"
    assert ET.fromstring(element).get("height") is None


def test_each_shape_comes_with_its_numbers_and_its_looks():
    shapes = (
        Polygon(((0, 0), (10.25, 0), (5, 5)), Paint(fill="#c23b5b", opacity=0.5)),
        Polyline(((0, 0), (10, 10)), Paint(stroke=INK, width=2.5)),
        Rect(x=1, y=2, width=3, height=4, radius=2, paint=Paint(fill="#c23b5b")),
        Text(x=9, y=8, text="8 %", fill=INK, size=12, anchor="end", weight="bold"),
    )
    _, _, polygon, line, box, words = ET.fromstring(as_svg(draw(*shapes)))
    assert (polygon.get("fill"), polygon.get("opacity")) == ("#c23b5b", "0.50")
    assert polygon[0].get("points") in {"0,0 10.2,0 5,5", "0,0 10.3,0 5,5"}
    assert (line.get("stroke"), line.get("stroke-width"), line.get("fill")) == (INK, "2.5", "none")
    assert dict(box[0].items()) == {"x": "1", "y": "2", "width": "3", "height": "4", "rx": "2"}
    assert (words.get("text-anchor"), words.get("font-weight"), words[0].text) == ("end", "bold", "8 %")


def test_neighbours_that_look_the_same_say_so_once():
    line = Polyline(((0, 0), (10, 10)), Paint(stroke=INK))
    assert as_svg(draw(line, line, line)).count("stroke=") == 1


def test_no_style_and_no_script_is_needed():
    svg = as_svg(draw(text("a"), Rect(x=0, y=0, width=1, height=1, paint=Paint(fill=INK))))
    assert {element.tag for element in ET.fromstring(svg).iter()} == {
        f"{SVG}{name}" for name in ("svg", "title", "rect", "g", "text")
    }
    assert "style" not in svg


@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf])
def test_a_place_that_is_nowhere_is_no_place(value):
    with pytest.raises(ValueError, match="no place"):
        as_svg(draw(Polyline(((0, 0), (value, 1)), Paint(stroke=INK))))


@pytest.mark.parametrize(("value", "told"), [(0.04, "0"), (-0.04, "0"), (10, "10"), (100.0, "100"), (2.55, "2.5")])
def test_numbers_are_short(value, told):
    svg = as_svg(draw(Rect(x=value, y=0, width=1, height=1, paint=Paint(fill=INK))))
    assert f'<rect x="{told}" ' in svg


@pytest.mark.parametrize("colour", ['red" onload="x', "red", "#FFFFFF", "#fff", ""])
def test_what_is_no_colour_is_refused(colour):
    with pytest.raises(ValueError, match="not a colour"):
        Paint(fill=colour)
    with pytest.raises(ValueError, match="not a colour"):
        Text(x=0, y=0, text="a", fill=colour, size=10)


@pytest.mark.parametrize("words", HOSTILE_TEXTS)
def test_a_hostile_text_arrives_as_text(words):
    root = ET.fromstring(as_svg(draw(text(words), title=words)))
    assert root[0].text == whole(words)
    assert [element.text for element in root.iter(f"{SVG}text")] == [whole(words)]
    assert len(list(root.iter())) == 5


@given(st.text(max_size=60))
@example("\x00\x1b\ud800\ufffe\uffff")
@example("é\u0301 ß ж 渋 \U0001f3c3")
def test_any_text_is_well_formed_and_comes_back_as_what_cleaning_leaves(words):
    root = ET.fromstring(as_svg(draw(text(words))))
    assert (next(root.iter(f"{SVG}text")).text or "") == whole(words)
    assert html.unescape(escaped(words)) == whole(words)


@given(st.text(max_size=60))
def test_nothing_that_markup_is_made_of_is_left(words):
    assert not set(escaped(words)) & set("<>\"'`$\\{}/=")


def test_without_escaping_a_text_would_be_markup(monkeypatch):
    monkeypatch.setattr(drawing, "escaped", lambda words: words)
    root = ET.fromstring(as_svg(draw(text("<script>x</script>"))))
    assert root.find(f".//{SVG}script") is not None


def test_longer_texts_are_wider_and_bold_ones_still_more():
    assert text_width("hill", 12) < text_width("hills", 12) < text_width("hills", 12, is_bold=True)
    assert text_width("渋谷", 10) == 20


@given(st.text(max_size=80), st.floats(20, 200))
def test_a_fitted_text_fits(words, room):
    assert text_width(fitted(words, 12, room), 12) <= max(room, text_width("…", 12))


def test_a_wrapped_text_keeps_its_words_as_far_as_there_is_room():
    words = "each of these words belongs to a line that is not too long"
    lines = wrapped(words, 12, 120, 9)
    assert " ".join(lines) == words
    assert max(text_width(line, 12) for line in lines) <= 120
    assert len(wrapped(words, 12, 120, 2)) == 2
    assert wrapped(words, 12, 120, 2)[-1].endswith("…")
    assert wrapped("", 12, 120, 2) == []
