"""What is said of results before they are written."""

import pytest

from hillwork import render
from hillwork.cli import plan
from hillwork.cli.options import TILES
from hillwork.cli.output import look_of, shows_ground
from hillwork.units import UnitSystem


def beside(*outputs) -> list[tuple[str, str]]:
    look = look_of([str(output) for output in outputs], plan.ENDINGS, "metric", None)
    return [(file["name"], file["ending"]) for file in look.beside]


def test_a_page_links_to_what_is_written_into_its_folder_with_it(tmp_path):
    names = ("run.html", "run.gpx", "run.course.fit", "run.sheet.html")
    assert beside(*(tmp_path / name for name in names)) == [
        ("run.gpx", ".gpx"),
        ("run.course.fit", ".course.fit"),
        ("run.sheet.html", ".sheet.html"),
    ]


def test_a_page_does_not_link_to_itself_nor_to_other_folders(tmp_path):
    assert beside(tmp_path / "run.html", tmp_path / "other" / "run.gpx") == []


def test_where_pages_go_to_several_folders_none_links_to_anything(tmp_path):
    assert beside(tmp_path / "run.html", tmp_path / "other" / "run.html", tmp_path / "run.gpx") == []


def test_without_a_page_there_is_nothing_to_link_from(tmp_path):
    assert beside(tmp_path / "run.gpx", tmp_path / "run.fit") == []


def test_a_page_named_in_two_ways_lies_in_one_folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert beside("run.html", tmp_path / "run.gpx") == [("run.gpx", ".gpx")]


def test_a_name_that_is_no_text_is_not_linked_to(tmp_path):
    assert beside(tmp_path / "run.html", tmp_path / "\udcff.gpx", tmp_path / "é.gpx") == [("é.gpx", ".gpx")]


def test_a_look_has_units_and_tiles():
    look = look_of([], plan.ENDINGS, "imperial", "usgs")
    assert (look.units, look.tiles) == (UnitSystem.IMPERIAL, "usgs")


def test_the_tiles_that_can_be_said_are_those_that_can_be_drawn():
    assert tuple(render.PROVIDERS) == TILES


@pytest.mark.parametrize(
    ("outputs", "is_wanted"), [(["a.gpx"], False), (["a.gpx", "b.HTML"], True), (["a.json"], True), ([], False)]
)
def test_the_ground_is_looked_at_for_pages_only(outputs, is_wanted):
    assert shows_ground(outputs) is is_wanted
