import re
from dataclasses import replace
from html.parser import HTMLParser

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hillwork.export import workout_as_sheet
from hillwork.export.sheet_fit import SIZES_PT, Heights, Row, largest_fit
from hillwork.export.sheet_profile import draw_profile, drawn_step
from hillwork.model import Block, Exercise, Routine
from hillwork.units import UnitSystem
from tests.unit.export.sessions import ALL, HOSTILE_NAMES, classic, climb, hostile, rolling, survey, treadmill

VOID = {"meta", "line", "polygon", "polyline"}


class Outline(HTMLParser):
    """Checks that elements close, and keeps tags and text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if "style" not in self.open:
            self.text += data

    def count(self, kind: str) -> int:
        return sum(kind in (attributes.get("class") or "").split() for _, attributes in self.tags)


@pytest.mark.parametrize("build", ALL.values(), ids=ALL)
def test_every_element_closes_and_the_page_has_landmarks(build):
    page = workout_as_sheet(survey(), build())
    outline = Outline(page)
    tags = [tag for tag, _ in outline.tags]
    assert outline.open == []
    assert tags.count("h1") == tags.count("main") == tags.count("header") == tags.count("footer") == 1
    assert outline.tags[0][1]["lang"] == "en"
    assert "script" not in tags


def test_nothing_may_be_loaded():
    page = workout_as_sheet(survey(), classic())
    assert "default-src 'none'; style-src 'unsafe-inline'" in page
    assert not re.search(r"https?://|url\(|@import|src=|href=", page)


def test_each_repetition_has_a_box_and_a_blank():
    outline = Outline(workout_as_sheet(survey(), classic(times=8)))
    assert outline.count("number") == 8
    # A box for each repetition, the warm-up and the cool-down.
    assert outline.count("box") == 10
    assert outline.count("blank") == 8


def test_each_step_that_is_done_once_has_a_box_and_climbs_a_blank():
    outline = Outline(workout_as_sheet(survey(), rolling()))
    uphill = sum(step.kind == "uphill" for step in rolling().steps())
    assert outline.count("box") == 30
    assert outline.count("blank") == uphill


def test_the_sheet_says_what_to_do_when_to_stop_and_what_to_mind():
    text = Outline(workout_as_sheet(survey(), classic())).text
    for words in (
        "Evening hills", "2026-05-03, 18:30", "5.16 km", "42:36-49:20", "180 m", "1:12-1:23", "8.0 %", "× 6",
        "Short quick strides", "Hard, not all out", "Stop when a repetition is clearly slower",
        "On ice, snow or wet leaves", "Sources: lengths", "Times are for 5 km in 25:00", "Heights: a survey of 2024",
    ):  # fmt: skip
        assert words in text


def test_imperial_sheets_are_imperial():
    text = Outline(workout_as_sheet(survey(), classic(), UnitSystem.IMPERIAL)).text
    assert "591 ft" in text
    assert not re.search(r"\d (?:m|km)\b", text.replace("5 km in", ""))


def test_what_was_said_is_not_said_again():
    text = Outline(workout_as_sheet(survey(), rolling())).text
    assert text.count("Give up pace uphill, keep the effort.") == 1
    assert "where nothing is said: as above" in text


def test_a_count_in_a_name_is_not_told_twice():
    workout = classic()
    first, hills, last = workout.blocks
    named = replace(workout, blocks=(first, Block("6 × 180 m uphill", hills.steps, times=6), last))
    text = Outline(workout_as_sheet(survey(), named)).text
    assert text.count("6 × 180 m") == 1
    assert "× 6" not in text


def test_without_a_date_there_is_room_for_one():
    page = workout_as_sheet(None, treadmill())
    assert 'Date <span class="blank">' in page
    assert "<svg" not in page


def test_activation_comes_before_the_warm_up():
    routine = Routine(
        key="wake", title="Wake up the hips", notes=(), source="somebody",
        exercises=(Exercise(key="bridge", name="Glute bridge", reps=(10, 12), cue="slow"),),
    )  # fmt: skip
    text = Outline(workout_as_sheet(survey(), replace(classic(), activation=routine))).text
    assert text.index("Wake up the hips") < text.index("Glute bridge") < text.index("Warm-up")


@pytest.mark.parametrize("name", HOSTILE_NAMES)
def test_any_name_is_text(name):
    plain, page = Outline(workout_as_sheet(survey(), classic())), workout_as_sheet(survey(), hostile(name))
    page.encode()
    outline = Outline(page)
    assert outline.open == []
    assert {tag for tag, _ in outline.tags} == {tag for tag, _ in plain.tags}
    known = {key for _, attributes in plain.tags for key in attributes}
    assert {key for _, attributes in outline.tags for key in attributes} <= known


def test_long_names_are_shortened():
    text = Outline(workout_as_sheet(survey(), hostile("x" * 300))).text
    assert "x" * 99 + "…" in text
    assert "x" * 221 not in text.partition("Sources")[0]


def test_the_drawing_shows_rise_length_and_the_gradient_of_quarters():
    drawing = draw_profile(drawn_step(climb()), UnitSystem.METRIC)
    numbers = re.findall(r"<text[^>]*>([^<]*)</text>", drawing)
    assert numbers[-3:] == ["0", "650 m", "+42 m"]
    assert numbers[:4] == ["4 %", "6 %", "10 %", "6 %"]


def test_unknown_heights_are_not_drawn():
    workout = climb()
    step = workout.blocks[1].steps[0]
    unknown = replace(step, elevation_m=np.full(5, np.nan))
    assert drawn_step(replace(workout, blocks=(Block("Climb", (unknown,)),))) is None
    with pytest.raises(ValueError, match="without heights"):
        draw_profile(unknown, UnitSystem.METRIC)


def test_level_ground_and_no_length_are_drawn_without_a_division():
    step = replace(climb().blocks[1].steps[0], elevation_m=np.array([3.0, 3.0]), distance_m=0)
    assert "nan" not in draw_profile(step, UnitSystem.METRIC)


def test_short_sessions_have_large_letters_in_one_column_and_long_ones_two_columns():
    assert 'class="one"' in workout_as_sheet(survey(), classic())
    assert 'class="two"' in workout_as_sheet(survey(), rolling())


@given(n=st.integers(1, 60), length=st.integers(1, 200))
def test_more_text_never_gets_larger_letters(n, length):
    def size(n_rows: int) -> float:
        row = Row(text="x" * length)
        return largest_fit(Heights(around=(row,), steps=(row,) * n_rows))[0]

    assert SIZES_PT[0] >= size(n) >= size(2 * n) >= SIZES_PT[-1]


def test_equal_workouts_give_equal_bytes():
    assert workout_as_sheet(survey(), classic()) == workout_as_sheet(survey(), classic())
