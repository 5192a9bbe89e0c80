import itertools
import math
from typing import Any
from xml.etree import ElementTree as ET

import numpy as np
import pytest

from hillwork.page import listed, word
from hillwork.render import drawing
from hillwork.render.drawing import Drawing, Polygon, Polyline, Rect, Text, as_svg, text_width
from hillwork.render.hill_panel import bracket_of
from hillwork.render.picture_parts import (
    ACCENT,
    CASING,
    GRADE_COLOURS,
    HALO,
    INK,
    MUTED,
    RAISED,
    RULE,
    SURFACE,
    UNKNOWN_COLOUR,
    class_words,
    classes_of,
    colour_of,
    ink_on,
    ticks,
)
from hillwork.render.profile_picture import hill_of_interest, profile_drawing, unbroken
from hillwork.text import clean
from hillwork.units import UnitSystem
from tests.unit.render.hostile import HOSTILE_TEXTS
from tests.unit.render.page_documents import (
    DOCUMENTS,
    EDGES,
    chart,
    elevations,
    empty_nearby_document,
    empty_track_document,
    nearby_document,
    rise_of_ramp,
    stretch,
    track_document,
    track_hill,
    with_text,
    workout,
)
from tests.unit.render.test_colours import colours, contrast

SVG = "{http://www.w3.org/2000/svg}"


def texts(picture: Drawing) -> list[str]:
    return [shape.text for shape in picture.shapes if isinstance(shape, Text)]


def of_kind(picture: Drawing, kind: type, **paint: Any) -> list[Any]:
    return [
        shape
        for shape in picture.shapes
        if isinstance(shape, kind)
        and all(getattr(getattr(shape, "paint", None), name) == value for name, value in paint.items())
    ]


def axis(picture: Drawing, unit: str = "m") -> list[dict[float, float]]:
    """Return the labels of each axis of heights, and where their lines are."""
    labels = [shape for shape in picture.shapes if isinstance(shape, Text) and shape.anchor == "end"]
    values = [(float(one.text.removesuffix(f" {unit}")), one.y - 4) for one in labels if one.text.endswith(f" {unit}")]
    axes: list[dict[float, float]] = []
    for value, y in values:
        if not axes or value < max(axes[-1]):
            axes.append({})
        axes[-1][value] = y
    return axes


def height_at(scale: dict[float, float], y: float) -> float:
    """Return the height that an axis gives to a place."""
    (low, low_y), *_, (high, high_y) = scale.items()
    return low + (high - low) * (y - low_y) / (high_y - low_y)


def test_a_height_is_drawn_where_the_axis_says():
    picture = profile_drawing(track_document())
    [line] = of_kind(picture, Polyline, stroke=CASING)
    scale = axis(picture)[0]
    x = np.array([place[0] for place in line.points])
    y = np.interp(x[0] + (x[-1] - x[0]) * np.array([0, 680, 1030]) / 2000, x, [place[1] for place in line.points])
    assert [height_at(scale, one) for one in y] == pytest.approx([300, 314.4, 300], abs=0.1)


def test_distances_are_drawn_where_the_axis_says():
    picture = profile_drawing(track_document())
    [line] = of_kind(picture, Polyline, stroke=CASING)
    labels = {one.text: one.x for one in picture.shapes if isinstance(one, Text) and one.text.endswith(" km")}
    assert labels["0 km"] == line.points[0][0]
    assert labels["2 km"] == pytest.approx(line.points[-1][0])


def test_the_band_is_as_wide_as_the_error_says_at_foot_middle_and_top():
    picture = profile_drawing(track_document())
    [band] = of_kind(picture, Polygon, fill=INK)
    scale = axis(picture)[1]
    edges = np.array(band.points)
    upper, lower = edges[: len(edges) // 2], edges[len(edges) // 2 :][::-1]
    middle = (upper[0, 0] + upper[-1, 0]) / 2
    width_m = [
        height_at(scale, np.interp(x, *upper.T)) - height_at(scale, np.interp(x, *lower.T))
        for x in (upper[0, 0], middle, upper[-1, 0])
    ]
    assert width_m == pytest.approx([0, 0.6, 1.2], abs=0.05)


def test_the_top_of_the_hill_is_its_gain_above_its_foot():
    picture = profile_drawing(track_document())
    curve = of_kind(picture, Polyline, stroke=INK)[-1]
    assert height_at(axis(picture)[1], curve.points[-1][1]) == pytest.approx(14.4, abs=0.05)
    assert "+14.4 ± 0.6 m" in texts(picture)


def test_each_piece_has_a_column_and_its_percent():
    picture = profile_drawing(track_document())
    ramp = of_kind(picture, Polygon, fill=GRADE_COLOURS[5])
    assert len(ramp) == 12
    assert texts(picture).count("8") == 12


def test_narrow_columns_are_told_together():
    long = track_hill("h1", 0, length_m=9000.0)
    picture = profile_drawing(track_document(hills=[long], workout=None))
    assert len(of_kind(picture, Polygon, fill=GRADE_COLOURS[5])) < 200
    assert 10 < texts(picture).count("8") < 25
    assert any("Each column is 60 m." in text for text in texts(picture))


def test_the_best_stretch_is_bracketed_with_its_words():
    picture = profile_drawing(track_document())
    assert "best 150 m: 8.0 ± 0.4 %" in texts(picture)
    bracket = of_kind(picture, Polyline, stroke=ACCENT, width=2.4)[0]
    curve = of_kind(picture, Polyline, stroke=INK)[-1]
    per_m = (curve.points[-1][0] - curve.points[0][0]) / 180
    left, right = ((x - curve.points[0][0]) / per_m for x in (bracket.points[0][0], bracket.points[-1][0]))
    assert (left, right) == pytest.approx((15, 165))


def test_around_a_place_the_part_for_the_session_is_bracketed():
    shown = texts(profile_drawing(nearby_document()))
    assert "session 150 m: 8.0 ± 0.4 %" in shown
    assert "Best hill, Linden Lane: 180 m at 8.0 ± 0.3 %" in shown


def test_a_bracket_stays_on_its_hill():
    bracket = bracket_of(track_hill("h1", 500), stretch(600, 150), "")
    assert bracket
    assert (bracket.start_m, bracket.end_m) == (100, 180)
    assert bracket_of(track_hill("h1", 500), {**stretch(600), "start_m": None}, "") is None


def test_the_hill_of_the_workout_matters_most_then_the_first_that_is_sure():
    unsure, sure = track_hill("h1", 0), track_hill("h2", 500)
    unsure["confidence"] = "likely"
    only = {**workout(), "hills": ["u1"]}
    both = {**workout(), "hills": ["h1", "h2"]}
    chosen = [
        hill_of_interest(page)
        for page in (
            track_document(),
            track_document(workout=only),
            track_document(hills=[unsure, sure], workout=both),
            track_document(hills=[unsure], workout=None),
        )
    ]
    assert [hill and hill["id"] for hill in chosen] == ["h1", "u1", "h2", None]


def test_without_a_hill_that_matters_its_panel_is_left_out():
    picture = profile_drawing(track_document(hills=[], unsure=[], workout=None))
    assert len(axis(picture)) == 1
    assert picture.height < profile_drawing(track_document()).height - 200


def test_where_only_unsure_hills_are_the_first_is_shown_as_one():
    assert "Mill Street, perhaps a hill: 180 m at 8.0 ± 0.3 %" in texts(profile_drawing(nearby_document(hills=[])))


def test_where_no_hill_is_the_picture_says_so():
    assert word("noHillNearby") in texts(profile_drawing(empty_nearby_document()))
    assert word("picture.noHeights") in texts(profile_drawing(empty_track_document()))


def test_unknown_heights_leave_a_gap():
    at_m = np.arange(0, 2010.0, 10)
    height_m = elevations(at_m)
    height_m[40:60] = np.nan
    picture = profile_drawing(track_document(chart=chart(at_m, height_m)))
    first, second = of_kind(picture, Polyline, stroke=CASING)
    per_m = (second.points[-1][0] - first.points[0][0]) / 2000
    assert second.points[0][0] - first.points[-1][0] == pytest.approx(210 * per_m)
    assert listed("gradeClasses")[-1] in texts(picture)


def test_legs_are_not_joined():
    page = track_document()
    page["chart"]["leg_starts"] = [0, 100]
    assert [len(run) for run in unbroken(page["chart"])] == [100, 101]
    assert len(of_kind(profile_drawing(page), Polyline, stroke=CASING)) == 2


def test_unknown_heights_of_a_hill_leave_out_its_columns():
    hill = track_hill("h1", 500)
    hill["rise"]["rise_cm"][10:14] = [None] * 4
    picture = profile_drawing(track_document(hills=[hill]))
    assert len(of_kind(picture, Polygon, fill=GRADE_COLOURS[5])) == 10
    assert len(of_kind(picture, Polygon, fill=INK)) == 2


@pytest.mark.parametrize("known", [0, 1])
def test_a_hill_of_which_no_two_heights_are_known_is_told_in_words(known):
    hill = track_hill("h1", 500)
    hill["rise"]["rise_cm"] = [0] * known + [None] * (20 - known)
    hill["gain_sd_m"] = hill["grade_sd"] = None
    shown = texts(profile_drawing(track_document(hills=[hill])))
    assert word("picture.noHeights") in shown
    assert "Hill h1: 180 m at 8.0 %" in shown


def test_a_far_slope_between_two_samples_has_the_class_of_the_slope():
    at_m, height_m = np.array([0.0, 400, 1000, 2000]), np.array([300.0, 300, 360, 300])
    told = chart(at_m, height_m)
    told["grade_class"] = [1, 1, 1, 1]
    picture = profile_drawing(track_document(chart=told, hills=[], unsure=[], workout=None))
    drawn = [colour for colour in GRADE_COLOURS if of_kind(picture, Polyline, stroke=colour)]
    assert drawn == [GRADE_COLOURS[0], GRADE_COLOURS[1], GRADE_COLOURS[6]]


def test_a_short_class_does_not_colour_the_long_one_after_it():
    at_m = np.arange(0, 2000.0, 1)
    told = chart(at_m, np.full(2000, 300.0))
    told["grade_class"] = [1] * 1000 + [7] + [2] * 999
    picture = profile_drawing(track_document(chart=told, hills=[], unsure=[], workout=None))
    assert [len(of_kind(picture, Polyline, stroke=GRADE_COLOURS[i])) for i in (1, 2, 7)] == [1, 1, 0]


def test_the_class_of_a_gradient_is_that_of_the_page():
    grades = np.array([-0.05, -0.02, 0.0, 0.02, 0.07, 0.2, math.nan])
    assert classes_of(grades, EDGES) == [0, 1, 1, 2, 4, 7, 8]
    assert [colour_of(one, EDGES) for one in (7, 8, -1, 99)] == [GRADE_COLOURS[7], *[UNKNOWN_COLOUR] * 3]


def test_the_legend_tells_every_class_in_words():
    shown = texts(profile_drawing(track_document()))
    assert class_words(EDGES) == [
        "down",
        "level",
        "2–4 %",
        "4–6 %",
        "6–8 %",
        "8–10 %",
        "10–15 %",
        "> 15 %",
        "unknown",
    ]
    assert set(class_words(EDGES)[:-1]) <= set(shown)
    assert "unknown" not in shown


def test_colours_are_those_of_the_page():
    css = colours("light")
    assert [*GRADE_COLOURS, UNKNOWN_COLOUR] == [css[f"grade-{i}"] for i in range(9)]
    ours = {"surface": SURFACE, "ink": INK, "muted": MUTED, "rule": RULE, "raised": RAISED, "accent": ACCENT}
    assert {**ours, "halo": HALO, "casing": CASING} == {name: css[name] for name in [*ours, "halo", "casing"]}


@pytest.mark.parametrize("colour", GRADE_COLOURS)
def test_numbers_on_a_column_can_be_read(colour):
    assert contrast(ink_on(colour), colour) >= 4.5


@pytest.mark.parametrize(
    ("low_m", "high_m", "units", "labels"),
    [
        (0, 10, UnitSystem.METRIC, ["0 m", "5 m", "10 m"]),
        (-3, 3, UnitSystem.METRIC, ["-2 m", "0 m", "2 m"]),
        (0, 30.48, UnitSystem.IMPERIAL, ["0 ft", "50 ft", "100 ft"]),
    ],
)
def test_axes_have_round_numbers_in_the_units(low_m, high_m, units, labels):
    from hillwork.render.picture_parts import height_unit

    told = [label for _, label in ticks(low_m, high_m, height_unit(units), 3)]
    assert told == labels


def test_an_imperial_picture_knows_no_metres():
    shown = texts(profile_drawing(track_document(), UnitSystem.IMPERIAL))
    assert {"1 mi", "best 492 ft: 8.0 ± 0.4 %", "Hill h1: 591 ft at 8.0 ± 0.3 %"} <= set(shown)
    assert not [text for text in shown if text.endswith((" m", " km"))]


def test_names_of_hills_do_not_cover_each_other_and_the_one_that_matters_stays():
    hills = [track_hill(f"h{i}", 20.0 * i, length_m=20.0) for i in range(1, 90)]
    picture = profile_drawing(track_document(hills=hills, workout={**workout(), "hills": ["h40"]}))
    labels = [one for one in picture.shapes if isinstance(one, Text) and one.text in {hill["id"] for hill in hills}]
    spans = sorted((one.x - half, one.x + half) for one in labels if (half := text_width(one.text, one.size) / 2))
    assert 10 < len(labels) < 60
    assert all(left[1] <= right[0] for left, right in itertools.pairwise(spans))
    assert "h40" in [one.text for one in labels if one.fill == ACCENT]


def test_hills_are_shaded_and_the_one_that_matters_more():
    picture = profile_drawing(track_document())
    bands = {shape.paint.opacity for shape in of_kind(picture, Rect, fill=HALO)}
    assert len(bands) == 2


def test_whom_to_name_and_who_made_it_stand_at_the_bottom():
    shown = texts(profile_drawing(nearby_document()))
    assert shown[-2:] == ["hillwork", "Map data by the surveyors · Elevation by the satellite"]


def test_a_track_without_a_name_is_called_by_its_file():
    page = track_document()
    page["track"]["name"] = "\u202e"
    assert texts(profile_drawing(page))[0] == "evening.gpx"
    page["track"]["file"] = ""
    assert texts(profile_drawing(page))[0] == "Unnamed track"


@pytest.mark.parametrize("name", ["track", "place"])
@pytest.mark.parametrize("hostile", HOSTILE_TEXTS)
def test_a_hostile_text_arrives_as_text(name, hostile):
    root = ET.fromstring(as_svg(profile_drawing(with_text(DOCUMENTS[name], hostile))))
    told = [element.text or "" for element in root.iter(f"{SVG}text")]
    kept = clean(hostile)
    assert {element.tag.removeprefix(SVG) for element in root.iter()} <= {
        *("svg", "title", "rect", "g", "text", "polygon", "polyline")
    }
    assert any(kept[:20] in text for text in told)


def test_without_escaping_the_same_check_fails(monkeypatch):
    monkeypatch.setattr(drawing, "escaped", lambda text: text)
    svg = as_svg(profile_drawing(with_text(track_document(), "<b>x</b>")))
    assert ET.fromstring(svg).find(f".//{SVG}b") is not None


@pytest.mark.parametrize("name", DOCUMENTS)
@pytest.mark.parametrize("units", UnitSystem)
def test_every_picture_has_numbers_only_and_stays_inside_its_edges(name, units):
    picture = profile_drawing(DOCUMENTS[name], units)
    assert "nan" not in as_svg(picture)
    for shape in picture.shapes:
        if isinstance(shape, Polygon | Polyline):
            assert all(0 <= x <= picture.width and 0 <= y <= picture.height for x, y in shape.points)


def test_a_ramp_with_a_dip_below_its_foot_is_drawn_whole():
    hill = track_hill("h1", 500)
    hill["rise"]["rise_cm"][1] = -600
    picture = profile_drawing(track_document(hills=[hill]))
    lowest = max(y for _, y in of_kind(picture, Polyline, stroke=INK)[-1].points)
    assert height_at(axis(picture)[1], lowest) == pytest.approx(-6, abs=0.05)
    assert lowest == pytest.approx(max(y for shape in of_kind(picture, Polygon, opacity=1.0) for _, y in shape.points))


def test_a_hill_with_fewer_errors_than_pieces_is_still_drawn():
    hill = track_hill("h1", 500)
    hill["rise"] = {**rise_of_ramp(180), "rise_sd_cm": [], "piece_grade_sd": None}
    picture = profile_drawing(track_document(hills=[hill]))
    assert word("picture.band") in " ".join(texts(picture))


def test_a_long_track_is_still_a_small_picture():
    rng = np.random.default_rng(1)
    at_m = np.linspace(0, 300_000, 1500)
    page = track_document(chart=chart(at_m, 500 + np.cumsum(rng.normal(0, 15, 1500))))
    assert len(as_svg(profile_drawing(page))) < 100_000
