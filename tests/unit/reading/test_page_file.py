import gzip
import json
import struct
import subprocess
import sys
import zlib
from base64 import b64encode
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hillwork.errors import InputError
from hillwork.reading import NoPageError, read_page
from hillwork.reading.page_checks import MAX_TEXT_CHARACTERS
from hillwork.reading.page_file import ISLAND_BEGINS
from hillwork.render.island import island as island_of
from tests.unit.reading.gpx_text import run
from tests.unit.reading.page_examples import (
    LINE,
    changed,
    hill,
    html_page,
    island,
    nearby_page,
    offer,
    png,
    track_page,
)
from tests.unit.render.hostile import HOSTILE_TEXTS

DOCUMENTS = {
    "track": track_page(workout=None),
    "workout": track_page(),
    "place": nearby_page(),
}


@pytest.fixture
def read(tmp_path):
    """Return what reads a text, bytes or a JSON value as a file."""

    def read_it(content: Any) -> Any:
        if not isinstance(content, str | bytes):
            content = json.dumps(content)
        (tmp_path / "map.json").write_bytes(content if isinstance(content, bytes) else content.encode())
        return read_page(tmp_path / "map.json")

    return read_it


def refused(read, content) -> str:
    with pytest.raises(InputError) as refusal:
        read(content)
    assert refusal.value.hint
    assert "\n" not in refusal.value.message
    return refusal.value.message


@pytest.mark.parametrize("document", DOCUMENTS.values(), ids=DOCUMENTS)
@pytest.mark.parametrize(
    "filed",
    [
        lambda document: document,
        lambda document: {"schema": "hillwork.plan/1", "blocks": [1], "page": document},
        lambda document: {"schema": "hillwork.find/1", "tracks": [{"file": "a.gpx", "page": document}]},
        lambda document: json.dumps(document, indent=2).encode("utf-8-sig"),
        lambda document: gzip.compress(json.dumps(document).encode()),
        html_page,
        lambda document: gzip.compress(html_page(document).encode()),
    ],
    ids=["bare", "under page", "of the only track", "indented, with a mark", "gzipped", "page", "gzipped page"],
)
def test_a_document_comes_out_of_every_kind_of_file_as_it_went_in(read, document, filed):
    assert json.dumps(read(filed(document))) == json.dumps(document)


def test_a_page_on_standard_input_is_read(tmp_path, monkeypatch):
    (tmp_path / "a").write_text(html_page(track_page()))
    with (tmp_path / "a").open() as file:
        monkeypatch.setattr(sys, "stdin", file)
        assert read_page("-")["about"] == "track"


def test_who_reads_tracks_waits_for_no_reader_of_documents():
    code = "import sys, hillwork.api; print(sorted({'msgspec', 'PIL'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"


def test_what_no_page_needs_is_left_out(read):
    files = [{"name": "../secret", "ending": ".gpx"}]
    assert read({**track_page(), "units": "metric", "files": files}).keys() == track_page().keys()


def test_pages_are_written_with_the_tag_that_is_looked_for():
    assert island_of({}).encode().startswith(ISLAND_BEGINS)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("", "the file is empty"),
        (gzip.compress(b"", mtime=0), "neither JSON nor a page"),
        (run(5), "a GPX file"),
        ("<html><body>Hello</body></html>", "an HTML page without a map"),
        ("hello", "neither JSON nor a page"),
        (b"PK\x03\x04....", "a zip archive"),
        (b"%PDF-1.7", "a PDF document"),
        (b"\x0e\x10\x00\x00\x00\x00\x00\x00.FIT\x00\x00", "a FIT file"),
        ({}, "not a JSON file of hillwork"),
        ({"type": "FeatureCollection", "features": []}, "not a JSON file of hillwork"),
        ({"schema": "hillwork.week/1"}, "no map in this JSON file"),
        ({"schema": "hillwork.near/1", "map": {"source": "osm"}, "hills": []}, "no map in this JSON file"),
        ({"schema": "hillwork.find/1", "tracks": [{"name": "a"}]}, "no map in this JSON file"),
        ({"schema": "hillwork.find/1", "tracks": []}, "no track in it: a map shows one track"),
        ({"schema": "hillwork.find/1", "tracks": [{}, {}]}, "2 tracks in it: a map shows one track"),
        ({"schema": "hillwork.find/1", "tracks": 1}, "expected `array`, got `int` - at `$.tracks`"),
        ({"schema": "hillwork.plan/1", "page": None}, "expected `object`, got `null`"),
        ({"schema": "hillwork.plan/1", "page": {}}, "a map that does not tell its layout"),
        (track_page(schema="hillwork.page/2"), "a map of the layout 'hillwork.page/2'; known is hillwork.page/1"),
        (track_page(about="week"), "invalid enum value 'week' - at `$.about`"),
        (html_page({"units": "metric"}), "a map that does not tell its layout"),
        ('{"schema": "hillwork.page/1"', "not sound JSON"),
        (json.dumps(track_page())[:2000], "not sound JSON"),
        (html_page(track_page())[:2000], "the page ends within its data"),
        (gzip.compress(json.dumps(track_page()).encode(), mtime=0)[:-20], "the gzip file ends too early"),
        (json.dumps(track_page()) + "}", "not sound JSON"),
        (b'{"schema": "\xff"}', "not sound JSON"),
        ('{"schema": "\\ud800"}', "not sound JSON"),
        ('{"a":' + "[" * 200_000 + "]" * 200_000 + "}", "nested too deep"),
        (island('{"a":' * 100_000 + "1" + "}" * 100_000), "nested too deep"),
    ],
)
def test_what_holds_no_map_is_refused_by_what_it_is(read, content, words):
    assert words in refused(read, content)


@pytest.mark.parametrize("content", ["hello", "<html></html>", "<h1>A sheet</h1>", run(5)])
def test_what_never_was_a_map_is_told_from_a_damaged_one(read, content):
    with pytest.raises(NoPageError):
        read(content)
    with pytest.raises(InputError) as refusal:
        read(html_page(track_page())[:900])
    assert not isinstance(refusal.value, NoPageError)


def test_a_file_without_a_map_says_how_to_write_one_with_it(read):
    with pytest.raises(InputError) as refusal:
        read({"schema": "hillwork.plan/1"})
    assert "-o FILE.json" in (refusal.value.hint or "")


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity", "1e999", "9" * 5000, "01", "+1", "0x10"])
def test_a_number_that_is_none_is_refused(read, number):
    text = json.dumps(track_page()).replace('"five_k_s": 1800.0', f'"five_k_s": {number}')
    assert number in text
    assert "map.json" in refused(read, text)


@pytest.mark.parametrize("number", ["1e10", "-1e300", "9" * 30, "9" * 400])
@pytest.mark.parametrize(
    ("before", "path"),
    [
        ('"five_k_s": 1800.0', "$.workout.five_k_s"),
        ('"rise_cm": [0', "$.hills[0].rise.rise_cm"),
        ('"places": [46000000', "$.parts.lines.places"),
    ],
)
def test_a_number_beyond_all_measure_is_refused_with_its_place(read, number, before, path):
    document = json.dumps(track_page())
    assert before in document
    name, _, _ = before.rpartition(" ")
    first = "[" if "[" in before else ""
    assert path in refused(read, document.replace(before, f"{name} {first}{number}"))


WRONG: list[tuple[str, object, str]] = [
    ("track", 1, "expected `object`, got `int` - at `$.track`"),
    ("hills.0.grade", "steep", "expected `float`, got `str` - at `$.hills[0].grade`"),
    ("hills.0.grade", None, "got `null` - at `$.hills[0].grade`"),
    ("workout.blocks.0.times", 2.5, "expected `int`, got `float` - at `$.workout.blocks[0].times`"),
    ("workout.blocks.0.times", 0, "a number beyond 1 to 1000 - at `$.workout.blocks[0].times`"),
    ("workout.blocks.0.steps.0.line", [1], "half of one - at `$.workout.blocks[0].steps[0].line`"),
    ("hills.0.line", [], "without a place"),
    ("hills.0.line", [91_000_000, 0], "not on the earth - at `$.hills[0].line`"),
    ("hills.0.line", [89_999_000, 0, 2_000, 0], "not on the earth"),
    ("hills.0.line", [0, -541_000_000], "not on the earth"),
    ("hills.0.length_m", 0.0, "without a length - at `$.hills[0]`"),
    ("hills.0.length_m", 500.0, "whose heights do not fit its length"),
    ("hills.0.steadiness", -0.1, "a number beyond 0 to 1"),
    ("hills.0.rise.step_m", 0.0, "without a length"),
    ("hills.0.rise.piece_m", 1e-9, "in more than 10000 pieces"),
    ("hills.0.rise.piece_m", 5.0, "whose errors do not fit its length"),
    ("hills.0.rise.rise_cm", [], "whose heights do not fit its length"),
    ("hills.0.rise.foot_elevation_m", None, "above a foot of unknown height"),
    ("grade_edges", [0.0, 0.1], "2 borders between classes instead of 7 - at `$.grade_edges`"),
    ("grade_edges.3", 0.01, "do not ascend"),
    ("parts.grade_class", [1], "1 classes for 2 parts - at `$.parts`"),
    ("parts.grade_class.0", 9, "a number beyond 0 to 8 - at `$.parts.grade_class`"),
    ("parts.grade_class.0", -1, "a number beyond 0 to 8"),
    ("parts.leg_starts", [2], "begin nowhere"),
    ("parts.leg_starts", [1, 0], "out of order"),
    ("parts.lines.sizes", [2, 3], "4 places instead of 5 - at `$.parts.lines`"),
    ("parts.lines.sizes", [5, -1], "4 places instead of 4"),
    ("parts.lines.per_degree", 0, "a number beyond 1 to 1e+06"),
    ("backdrop.streets.0.lines.places.0", 9_100_000, "not on the earth - at `$.backdrop.streets[0].lines`"),
    ("chart.grade", [0.1], "columns that are not equally long - at `$.chart`"),
    ("chart.places", LINE[:4], "columns that are not equally long"),
    ("chart.distance_m", [0.0, 9.0, 8.0], "fall"),
    ("chart.distance_m.1", None, "missing"),
    ("backdrop.relief.north_deg", 45.0, "without a height - at `$.backdrop.relief`"),
    ("backdrop.relief.east_deg", 14.0, "without a width"),
    ("backdrop.relief.png", "", "no PNG"),
    ("backdrop.relief.png", "javascript:alert(1)", "no PNG"),
    ("backdrop.relief.png", b64encode(b"GIF89a").decode(), "no PNG"),
    ("backdrop.relief.png", png(2001, 1), "of 2001 × 1 pixels"),
]


@pytest.mark.parametrize(("path", "value", "words"), WRONG)
def test_what_a_page_relies_on_is_checked(read, path, value, words):
    assert words in refused(read, changed(track_page(), path, value))


@pytest.mark.parametrize(
    ("path", "value", "words"),
    [
        ("place.at", [91.0, 0.0], "not on the earth - at `$.place.at`"),
        ("place.at", [46.0], "not on the earth"),
        ("hills.0.more.there", [1], "at `$.hills[0].more.there`"),
        ("hills.1.way_class", 1, "expected `str`, got `int` - at `$.hills[1].way_class`"),
        ("unsure", [hill()], "missing required field `names` - at `$.unsure[0]`"),
        ("heights.known_share", 1.1, "a number beyond 0 to 1"),
        ("others.id", ["h3", "h4"], "columns that are not equally long - at `$.others`"),
        ("others.lines.sizes", [1, 2], "columns that are not equally long"),
        ("others.length_m", [0.0], "without a length"),
        ("others.rise_dm", [[0]], "without a length"),
        ("others.steadiness", [-1.0], "a number beyond 0 to 1 - at `$.others.steadiness`"),
        ("others.stretch", [[0.0, 1e10, 0.0, None]], "$.others.stretch[0]"),
    ],
)
def test_what_a_page_of_a_place_relies_on_is_checked(read, path, value, words):
    assert words in refused(read, changed(nearby_page(), path, value))


def test_a_picture_that_claims_to_be_enormous_is_refused_unopened(read):
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = chunk(b"IHDR", struct.pack(">IIBBBBB", 60_000, 60_000, 8, 0, 0, 0, 0))
    bomb = b"\x89PNG\r\n\x1a\n" + header + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")
    for data in (bomb, bomb[:20], bomb.replace(b"IHDR", b"iTXt")):
        document = changed(track_page(), "backdrop.relief.png", b64encode(data).decode())
        assert "$.backdrop.relief" in refused(read, document)


@pytest.mark.parametrize("text", HOSTILE_TEXTS)
def test_texts_are_cleaned_wherever_they_stand(read, text):
    document = changed(changed(track_page(), "track.name", text), "workout.cues.0", text)
    document = changed(document, "workout.activation.lines.0", f"{text}\x1b[2J")
    try:
        page = read(json.dumps(document))
    except InputError:
        assert "\ud800" in text
        return
    for told in (page["track"]["name"], page["workout"]["cues"][0], page["workout"]["activation"]["lines"][0]):
        assert not set(told) & set("\x00\x1b\n\u202e\u2028")
        assert told


def test_a_text_may_be_as_long_as_a_note_and_no_longer(read):
    page = read(changed(track_page(), "workout.notes.0.message", "word " * 10_000))
    assert len(page["workout"]["notes"][0]["message"]) <= MAX_TEXT_CHARACTERS
    assert read(changed(track_page(), "track.name", "x" * 1500))["track"]["name"] == "x" * 1500


def test_messages_carry_no_escapes_of_the_file(read):
    assert "\x1b" not in refused(read, track_page(about="\x1b[31m"))
    assert "\x1b" not in refused(read, track_page(schema="hillwork.page/\x1b[31m"))


def test_a_folder_is_refused_in_the_words_of_maps(tmp_path):
    with pytest.raises(InputError, match="a folder") as refusal:
        read_page(tmp_path)
    assert refusal.value.hint == "name a page or a JSON file that hillwork wrote"


def test_a_file_beyond_the_limit_is_refused(tmp_path):
    (tmp_path / "large.json").write_text(json.dumps(track_page()))
    with pytest.raises(InputError, match="more than 0 MB"):
        read_page(tmp_path / "large.json", max_bytes=1000)


JSON_VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-10, 10)
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=5)
    | st.sampled_from([*LINE, "hillwork.page/1", png()]),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=6,
)


def paths_of(value: Any, path: str = "") -> list[str]:
    """Return the paths of everything in a document."""
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    below = [found for key, inner in items for found in paths_of(inner, f"{path}.{key}".lstrip("."))]
    return [*([path] if path else []), *below]


def read_or_refused(file: Path) -> Any:
    """Return the document in a file, None when it was refused as it should be."""
    try:
        return read_page(file)
    except InputError:
        return None


@given(data=st.data(), document=st.sampled_from([track_page(), nearby_page(hills=[offer()])]))
def test_a_document_changed_at_random_is_a_page_or_refused(tmp_path_factory, data, document):
    for _ in range(data.draw(st.integers(1, 3))):
        document = changed(document, data.draw(st.sampled_from(paths_of(document))), data.draw(JSON_VALUES))
    file = tmp_path_factory.mktemp("pages") / "a.json"
    file.write_text(json.dumps(document))
    page = read_or_refused(file)
    assert page is None or page["schema"] == "hillwork.page/1"


@given(data=st.data())
def test_bytes_changed_at_random_are_a_page_or_refused(tmp_path_factory, data):
    content = bytearray(html_page(track_page()).encode())
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(content) - 1))
        content[start : start + data.draw(st.integers(0, 30))] = data.draw(st.binary(max_size=8))
    file = tmp_path_factory.mktemp("pages") / "a.html"
    file.write_bytes(content)
    page = read_or_refused(file)
    assert page is None or page["about"] == "track"
