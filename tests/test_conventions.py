"""What holds for the whole code base and no single test of a room would notice."""

import ast
import importlib
import json
import re
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any, get_type_hints

import pytest

import hillwork.model
from hillwork.export import surveys_as_json, workout_as_json
from tests.unit.export.test_texts import survey, workout

ROOT = Path(__file__).parent.parent
MODULES = sorted((ROOT / "src" / "hillwork").rglob("*.py"))
ROOMS = sorted(path.parent for path in MODULES if path.name == "__init__.py" and path.parent.name != "hillwork")
MAX_LINES = 300

UNITS = ("_m", "_s", "_deg", "_mps", "_s_per_km", "_bpm", "_w", "_bytes", "_c", "_mm", "_kg", "_kcal")
DIMENSIONLESS = {
    "cross_slope",
    "dilution",
    "filled_share",
    "grade",
    "grade_max",
    "grade_sd",
    "gradient",
    "known_share",
    "place",
    "rain_probability",
    "rolling_index",
    "score",
    "seen",
    "share",
    "steadiness",
    "uphill_share",
    "variety",
    "weight",
}


def has_unit(name: str) -> bool:
    return name.endswith((*UNITS, "_score")) or name in DIMENSIONLESS


@pytest.mark.parametrize(
    "path",
    [*MODULES, *(ROOT / "sample_routes").glob("*.py"), *(ROOT / "bench").glob("*.py")],
    ids=lambda path: str(path.relative_to(ROOT)),
)
def test_a_module_is_short_enough_to_be_read(path):
    assert len(path.read_text().splitlines()) <= MAX_LINES


@pytest.mark.parametrize("room", ROOMS, ids=lambda room: room.name)
def test_a_room_says_what_it_offers(room):
    module = importlib.import_module(f"hillwork.{room.name}")
    assert module.__doc__
    assert len(set(module.__all__)) == len(module.__all__)
    assert all(hasattr(module, name) for name in module.__all__)


@pytest.mark.parametrize(
    "value",
    [getattr(hillwork.model, name) for name in hillwork.model.__all__ if is_dataclass(getattr(hillwork.model, name))],
)
def test_every_number_of_the_model_carries_its_unit(value):
    hints = get_type_hints(value)
    numbers = [
        field.name for field in fields(value) if hints[field.name] in {float, float | None, hillwork.model.Floats}
    ]
    assert [name for name in numbers if not has_unit(name)] == []


def numbers_in(value: Any, key: str = "") -> set[str]:
    """Return the keys of all fractions in a JSON value."""
    if isinstance(value, dict):
        return set().union(*(numbers_in(inner, name) for name, inner in value.items()))
    if isinstance(value, list):
        return set().union(*(numbers_in(inner, key) for inner in value))
    return {key} if isinstance(value, float) else set()


@pytest.mark.parametrize("text", [surveys_as_json([survey()]), workout_as_json(survey(), workout(survey()))])
def test_every_fraction_in_json_carries_its_unit(text):
    assert [key for key in numbers_in(json.loads(text)) if not has_unit(key)] == []


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT / "src")))
def test_nothing_is_left_half_done_or_caught_blindly(path):
    text = path.read_text()
    assert not re.search(r"TODO|FIXME|XXX|NotImplementedError", text)
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.ExceptHandler):
            assert node.type is not None
            assert ast.unparse(node.type) not in {"Exception", "BaseException"}


def test_every_option_is_in_the_command_reference():
    from hillwork.cli.main import command_line

    reference = (ROOT / "docs" / "commands.md").read_text()
    for name in command_line.list_commands(None):
        command = command_line.get_command(None, name)
        for parameter in command.params:
            if parameter.param_type_name == "option":
                assert parameter.opts[-1] in reference, f"{name} {parameter.opts[-1]}"
