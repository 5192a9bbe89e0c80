"""Units and texts: what people read, and what they may type."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hillwork.text import MAX_CHARACTERS, clean
from hillwork.units import UnitSystem, format_distance, format_duration, format_grade, format_height, parse_duration


@pytest.mark.parametrize(
    ("metres", "metric", "imperial"),
    [(0, "0 m", "0 ft"), (152.4, "152 m", "500 ft"), (1609.344, "1.61 km", "1.00 mi"), (42_195, "42.2 km", "26.2 mi")],
)
def test_distances_in_both_systems(metres, metric, imperial):
    assert (format_distance(metres), format_distance(metres, UnitSystem.IMPERIAL)) == (metric, imperial)


def test_a_height_has_as_many_digits_as_its_error_allows():
    assert format_height(16.38, 4.2) == "16 ± 4 m"
    assert format_height(16.38, 0.42) == "16.4 ± 0.4 m"
    assert format_height(16.38, float("nan")) == "16 m"
    assert format_height(30.48, 3.048, UnitSystem.IMPERIAL) == "100 ± 10 ft"


def test_nothing_measured_is_shown_as_perfect():
    assert format_grade(0.03, 0.0001) == "3.0 ± 0.1 %"
    assert format_height(10, 0.0) == "10.0 ± 0.1 m"


@pytest.mark.parametrize("text", ["", "25", "25:60", "1:60:00", "a:b", "-1:00", "1:2:3:4", "٣:٣٣", "100:00"])
def test_what_is_no_time_is_refused(text):
    with pytest.raises(ValueError, match="not a time"):
        parse_duration(text)


@given(st.integers(0, 99 * 3600))
def test_a_time_that_is_shown_can_be_typed(seconds):
    assert parse_duration(format_duration(seconds)) == seconds


@given(st.text(max_size=400))
def test_clean_text_is_one_harmless_line(text):
    cleaned = clean(text)
    assert len(cleaned) <= MAX_CHARACTERS
    assert not any(ord(character) < 32 or character in "\u202e\u2066\u2028\x7f\x9b" for character in cleaned)
    assert clean(cleaned) == cleaned
