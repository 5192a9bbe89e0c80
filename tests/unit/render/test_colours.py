"""Contrast and order of the page's colours, by the formulas of WCAG 2.2 (relative luminance, contrast ratio)."""

import re
from importlib import resources

import pytest

LEAST_TEXT_CONTRAST = 4.5
LEAST_SHAPE_CONTRAST = 3.0
STEPS = ("warm-up", "run", "uphill", "rep", "recovery", "cool-down")


def colours(scheme: str) -> dict[str, str]:
    text = (resources.files("hillwork.render") / "assets" / "colours.css").read_text(encoding="utf-8")
    light, dark = text.split("@media")
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", light if scheme == "light" else dark))


def luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(first: str, second: str) -> float:
    low, high = sorted([luminance(first), luminance(second)])
    return (high + 0.05) / (low + 0.05)


def test_the_formula_knows_black_on_white():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    ("text", "ground"),
    [
        ("ink", "surface"),
        ("ink", "raised"),
        ("ink", "ground"),
        ("muted", "surface"),
        ("muted", "raised"),
        ("accent", "surface"),
        ("on-accent", "accent"),
        ("warn", "warn-ground"),
        ("good", "good-ground"),
    ],
)
def test_text_can_be_read(scheme, text, ground):
    palette = colours(scheme)
    assert contrast(palette[text], palette[ground]) >= LEAST_TEXT_CONTRAST


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("step", STEPS)
def test_lines_of_the_workout_stand_out_from_the_ground(scheme, step):
    palette = colours(scheme)
    assert contrast(palette[f"step-{step}"], palette["ground"]) >= LEAST_SHAPE_CONTRAST


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("street", ["street-a", "street-b", "street-c"])
def test_streets_are_seen_and_stay_behind_everything_on_them(scheme, street):
    palette = colours(scheme)
    assert 1.2 <= contrast(palette[street], palette["ground"]) < contrast(palette["neutral"], palette["ground"]) + 0.3


@pytest.mark.parametrize(("scheme", "sign"), [("light", -1), ("dark", 1)])
def test_steeper_is_told_by_brightness_alone(scheme, sign):
    palette = colours(scheme)
    brightness = [luminance(palette[f"grade-{i}"]) for i in range(2, 8)]
    assert brightness == sorted(brightness, reverse=sign < 0)
    steps = [contrast(palette[f"grade-{i}"], palette[f"grade-{i + 1}"]) for i in range(2, 7)]
    assert min(steps) >= 1.25


def test_both_schemes_have_the_same_colours():
    assert colours("light").keys() == colours("dark").keys()
