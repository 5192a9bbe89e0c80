import itertools
from typing import Any
from xml.etree import ElementTree as ET

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hillwork.page import listed, word
from hillwork.render import map_picture
from hillwork.render.drawing import Drawing, Polygon, Polyline, Rect, Text, as_svg, text_width
from hillwork.render.lines import encode
from hillwork.render.map_lines import decode, decode_lines, drawn_streets, drawn_ways, view_of
from hillwork.render.map_picture import CHOSEN, GRID, GROUND, STEPS, STREETS, map_drawing
from hillwork.render.picture_parts import ACCENT, CASING, GRADE_COLOURS, INK, MUTED, SURFACE
from hillwork.text import clean
from hillwork.units import UnitSystem
from tests.unit.render.hostile import HOSTILE_TEXTS
from tests.unit.render.page_documents import (
    DOCUMENTS,
    HOME,
    Points,
    empty_nearby_document,
    empty_track_document,
    encoded,
    lines_of,
    nearby_document,
    no_others,
    offer,
    others,
    step,
    track_document,
    track_hill,
    with_text,
    workout,
)
from tests.unit.render.test_colours import colours

SVG = "{http://www.w3.org/2000/svg}"


def texts(picture: Drawing) -> list[str]:
    return [shape.text for shape in picture.shapes if isinstance(shape, Text)]


def lines(picture: Drawing, **paint: Any) -> list[Any]:
    return [
        shape
        for shape in picture.shapes
        if isinstance(shape, Polyline) and all(getattr(shape.paint, name) == value for name, value in paint.items())
    ]


def ground(picture: Drawing) -> Rect:
    return next(shape for shape in picture.shapes if isinstance(shape, Rect) and shape.paint.fill == GROUND)


def px_per_m(picture: Drawing) -> float:
    """Return the scale of a track's map, whose way leads 2000 m to the east."""
    [way] = lines(picture, stroke=CASING)
    return float(way.points[-1][0] - way.points[0][0]) / 2000


def ways_of(*ways: Points, home: tuple[float, float] = HOME) -> Any:
    parts = {"lines": lines_of(list(ways), home), "grade_class": [5] * len(ways), "leg_starts": list(range(len(ways)))}
    return track_document(parts=parts, hills=[], unsure=[], workout=None)


@given(st.lists(st.tuples(st.floats(-90, 90), st.floats(-540, 540)), min_size=1, max_size=30))
def test_what_was_encoded_comes_back_to_a_millionth_of_a_degree(places):
    lat, lon = np.array(places).T
    assert decode(encode(lat, lon)) == pytest.approx(np.array(places), abs=0.51e-6)


def test_many_lines_come_back_each_with_its_own_places():
    told = lines_of([[(0, 0), (10, 0)], [(0, 50), (0, 60), (10, 60)]])
    assert [len(line) for line in decode_lines(told)] == [2, 3]
    assert decode_lines(lines_of([])) == []


def test_north_is_up_and_east_is_right():
    [line] = lines(map_drawing(ways_of([(0, 0), (500, 1000)])), stroke=CASING)
    (start_x, start_y), (end_x, end_y) = line.points
    assert end_x > start_x
    assert end_y < start_y
    assert (start_y - end_y) / (end_x - start_x) == pytest.approx(2, rel=1e-3)


@pytest.mark.parametrize(
    ("units", "unit_m"), [(UnitSystem.METRIC, {"m": 1, "km": 1000}), (UnitSystem.IMPERIAL, {"mi": 1609.344})]
)
def test_the_bar_of_the_scale_is_as_long_as_it_says(units, unit_m):
    picture = map_drawing(track_document(), units)
    bar = next(line for line in lines(picture, stroke=INK, width=1.8))
    label = next(shape for shape in picture.shapes if isinstance(shape, Text) and shape.x == bar.points[0][0])
    value, unit = label.text.split()
    length_m = (bar.points[-1][0] - bar.points[0][0]) / px_per_m(picture)
    assert length_m == pytest.approx(float(value) * unit_m[unit], rel=2e-3)


def test_a_way_over_the_180th_meridian_stays_in_one_piece():
    near, far = (map_drawing(ways_of([(0, 0), (2000, 300)], home=(46.0, lon))) for lon in (14.0, 179.99))
    points = [np.array(lines(picture, stroke=CASING)[0].points) for picture in (near, far)]
    assert points[0] == pytest.approx(points[1], abs=0.2)


def test_everything_is_on_the_map():
    for name, page in DOCUMENTS.items():
        picture = map_drawing(page)
        if name == "empty track":
            continue
        box = ground(picture)
        for shape in picture.shapes[shapes_from(picture) :]:
            if isinstance(shape, Polyline) and shape.paint.stroke in {*GRADE_COLOURS, CASING, *STREETS.values()}:
                assert all(box.x - 1 <= x <= box.x + box.width + 1 for x, _ in shape.points)
                assert all(box.y - 1 <= y <= box.y + box.height + 1 for _, y in shape.points)


def shapes_from(picture: Drawing) -> int:
    return picture.shapes.index(ground(picture))


def test_ways_have_the_colour_of_their_class_on_a_darker_line():
    picture = map_drawing(track_document())
    kinds = [shape.paint.stroke for shape in picture.shapes if isinstance(shape, Polyline)]
    assert kinds.index(CASING) < min(kinds.index(GRADE_COLOURS[i]) for i in (0, 1, 5))
    assert lines(picture, stroke=GRADE_COLOURS[5])[0].paint.width < lines(picture, stroke=CASING)[0].paint.width


def test_the_hill_of_the_workout_lies_on_a_bright_band():
    [band] = lines(map_drawing(track_document()), stroke=CHOSEN)
    assert len(lines(map_drawing(track_document(workout=None)), stroke=CHOSEN)) == 0
    assert band.paint.width > 10


def test_steps_are_drawn_where_they_leave_the_track_and_only_there():
    picture = map_drawing(track_document())
    assert lines(picture, stroke=STEPS["warm-up"]) == lines(picture, stroke=STEPS["recovery"]) == []
    [home] = lines(picture, stroke=STEPS["cool-down"])
    assert home.paint.width < lines(picture, stroke=GRADE_COLOURS[5])[0].paint.width
    assert word("picture.offTrack") in " ".join(texts(picture))


def test_a_way_that_is_run_twice_is_drawn_once():
    away = step("warm-up", 100, [(0, 0), (0, 400)])
    page = track_document(workout={**workout(), "blocks": [{"name": "Out", "times": 1, "steps": [away, away]}]})
    assert len(lines(map_drawing(page), stroke=STEPS["warm-up"])) == 1


def test_passes_over_the_same_ground_have_one_pin():
    hills = [track_hill("h1", 500), track_hill("h2", 500), track_hill("h3", 1200, "s2")]
    shown = texts(map_drawing(track_document(hills=hills)))
    assert "h1 ×2" in shown
    assert "h3" in shown
    assert "h2" not in shown


def test_pins_do_not_cover_each_other_and_the_best_stays():
    hills = [offer(f"h{i}", [(40.0 * i, 0), (40.0 * i, 180)]) for i in range(30)]
    picture = map_drawing(nearby_document(hills=hills, others=no_others(), parts=DOCUMENTS["place"]["parts"]))
    pins = [shape for shape in picture.shapes if isinstance(shape, Text) and shape.fill == SURFACE]
    spans = sorted((pin.x - half, pin.x + half) for pin in pins if (half := text_width(pin.text, pin.size) / 2))
    assert 2 <= len(pins) <= map_picture.MOST_LABELS
    assert all(left[1] <= right[0] for left, right in itertools.pairwise(spans))
    assert pins[-1].text == "1"


def test_the_best_hill_keeps_its_pin_at_the_start():
    hill = track_hill("h1", 0)
    page = track_document(hills=[hill], workout={**workout(), "hills": ["h1"]})
    assert {"h1", word("start"), word("finish")} <= set(texts(map_drawing(page)))


def test_start_and_finish_are_told_as_one_where_they_are():
    shown = texts(map_drawing(ways_of([(0, 0), (500, 500), (0, 1000), (1, 1)])))
    assert word("startAndFinish") in shown
    assert word("start") not in shown
    assert {word("start"), word("finish")} <= set(texts(map_drawing(track_document())))


def test_the_place_is_named_and_the_best_hill_has_the_ways_there_and_home():
    picture = map_drawing(nearby_document())
    assert "Station Square" in texts(picture)
    assert len(lines(picture, stroke=STEPS["warm-up"])) == 1
    assert lines(picture, stroke=STEPS["cool-down"])
    assert word("picture.wayToBest") in " ".join(texts(picture))


def test_hills_after_the_best_are_thin_and_have_their_colour():
    picture = map_drawing(nearby_document())
    [gentle] = lines(picture, stroke=GRADE_COLOURS[3])
    [steep] = lines(picture, stroke=GRADE_COLOURS[6])
    assert gentle.paint.width == steep.paint.width < lines(picture, stroke=GRADE_COLOURS[5])[0].paint.width


def test_where_no_hill_is_the_map_shows_how_far_was_looked():
    picture = map_drawing(empty_nearby_document())
    rings = lines(picture, stroke=MUTED, opacity=0.6)
    assert sum(len(ring.points) for ring in rings) > 50


def test_a_track_of_nothing_says_so():
    assert word("picture.nothing") in texts(map_drawing(empty_track_document()))


@pytest.mark.parametrize("points", [[(0, 0)], [(0, 0), (0, 0)], [(0, 0), (3, 0)]])
def test_a_track_of_one_place_is_not_blown_up(points):
    svg = as_svg(map_drawing(ways_of(points)))
    assert "nan" not in svg
    assert word("startAndFinish") in svg


def test_streets_are_beneath_and_a_grid_where_none_are_known():
    assert lines(map_drawing(nearby_document()), stroke=STREETS["A"])
    assert lines(map_drawing(nearby_document()), stroke=GRID) == []
    assert lines(map_drawing(track_document()), stroke=GRID)


def test_streets_are_thinned_until_they_are_few_enough():
    rng = np.random.default_rng(1)
    starts = rng.uniform(-3000, 3000, (4000, 2))
    many = [np.array(start) + np.cumsum(rng.normal(0, 15, (12, 2)), axis=0) for start in starts]
    flat = decode_lines(lines_of([[(float(x), float(y)) for x, y in line] for line in many]))
    view = view_of(np.concatenate(flat), 28, 84, 744, (360, 620))
    [few] = drawn_streets([flat], view, 1500)
    assert 1000 < sum(len(line) for line in few) <= 1500


def test_streets_that_go_on_as_one_another_become_one_line():
    pieces = [[(0, 0), (100, 0)], [(100, 0), (200, 0)], [(200, 0), (300, 0)]]
    flat = decode_lines(lines_of(pieces))
    [joined] = drawn_streets([flat], view_of(np.concatenate(flat), 0, 0, 700, (300, 600)))
    assert [len(line) for line in joined] == [2]


def test_ways_are_thinned_until_they_are_few_enough():
    rng = np.random.default_rng(1)
    line = np.cumsum(rng.normal(0, 40, (8001, 2)), axis=0)
    ways = [[(float(x), float(y)) for x, y in line[i : i + 5]] for i in range(0, 8000, 4)]
    page = ways_of(*ways)
    page["parts"]["grade_class"] = [i % 8 for i in range(len(ways))]
    page["parts"]["leg_starts"] = [0]
    view = view_of(np.concatenate(decode_lines(page["parts"]["lines"])), 28, 84, 744, (360, 620))
    outlines, of_class = drawn_ways(page, view, 5000)
    assert sum(len(one) for one in itertools.chain(outlines, *of_class.values())) <= 5000
    assert sum(len(one) for one in itertools.chain(*drawn_ways(page, view, 10**6)[1].values())) > 5000


def test_a_part_too_short_to_see_goes_with_what_is_before_it():
    page = ways_of([(0, 0), (1000, 0)], [(1000, 0), (1001, 0)], [(1001, 0), (2000, 0)])
    page["parts"].update({"grade_class": [1, 7, 1], "leg_starts": [0]})
    view = view_of(np.concatenate(decode_lines(page["parts"]["lines"])), 28, 84, 744, (360, 620))
    _, of_class = drawn_ways(page, view)
    assert {grade_class: len(ways) for grade_class, ways in of_class.items()} == {1: 1}


def test_a_part_without_a_place_is_left_out():
    page = track_document()
    page["parts"]["lines"]["sizes"].insert(1, 0)
    page["parts"]["grade_class"].insert(1, 7)
    assert len(lines(map_drawing(page), stroke=CASING)) == 1
    assert lines(map_drawing(page), stroke=GRADE_COLOURS[7]) == []


def test_of_the_hills_after_the_best_as_many_are_drawn_as_there_is_room_for():
    n = 2000
    many: Any = {name: column * (n // 2) for name, column in others().items() if name != "lines"}
    many["lines"] = lines_of([[(i, 0), (i, 100)] for i in range(n)])
    picture = map_drawing(nearby_document(others=many))
    thin = [line for line in lines(picture) if line.paint.width == 2.0 and line.paint.stroke in GRADE_COLOURS]
    assert len(thin) == map_picture.MOST_OTHER_POINTS // 2


def test_arrows_tell_the_direction_of_a_track():
    picture = map_drawing(track_document())
    arrows = [shape for shape in picture.shapes if isinstance(shape, Polygon) and shape.paint.stroke == SURFACE]
    tips = [shape.points[0][0] - shape.points[2][0] for shape in arrows if len(shape.points) == 4]
    assert len(tips) > 3
    assert min(tips) > 0


def test_colours_are_those_of_the_page():
    css = colours("light")
    ours = {"ground": GROUND, "grid": GRID, "chosen": CHOSEN, "accent": ACCENT}
    ours |= {f"street-{name.lower()}": colour for name, colour in STREETS.items()}
    ours |= {f"step-{name}": colour for name, colour in STEPS.items() if name != "rest"}
    assert ours == {name: css[name] for name in ours}


def test_the_legend_tells_the_unknown_only_where_it_is():
    page = track_document()
    assert listed("gradeClasses")[-1] not in texts(map_drawing(page))
    page["parts"]["grade_class"] = [1, 8, 0]
    assert listed("gradeClasses")[-1] in texts(map_drawing(page))


def test_hills_whose_line_is_not_told_have_no_pin():
    page = track_document(hills=[{**track_hill("h1", 500), "line": []}], workout=None)
    assert "h1" not in texts(map_drawing(page))


@pytest.mark.parametrize("name", ["track", "place"])
@pytest.mark.parametrize("hostile", HOSTILE_TEXTS)
def test_a_hostile_text_arrives_as_text(name, hostile):
    root = ET.fromstring(as_svg(map_drawing(with_text(DOCUMENTS[name], hostile))))
    tags = {element.tag.removeprefix(SVG) for element in root.iter()}
    assert tags <= {"svg", "title", "rect", "g", "text", "polygon", "polyline"}
    assert any(clean(hostile)[:10] in (element.text or "") for element in root.iter(f"{SVG}text"))


def test_a_map_of_a_hundred_kilometres_is_small():
    rng = np.random.default_rng(2)
    turns = np.cumsum(rng.normal(0, 0.5, 5000))
    line = 20 * np.cumsum(np.column_stack([np.cos(turns), np.sin(turns)]), axis=0)
    ways = [[(float(x), float(y)) for x, y in line[i : i + 11]] for i in range(0, 4990, 10)]
    assert len(as_svg(map_drawing(ways_of(*ways)))) < 80_000


def test_the_encoded_line_of_a_hill_is_its_own():
    assert decode(encoded([(0, 0), (100, 0)])).shape == (2, 2)
