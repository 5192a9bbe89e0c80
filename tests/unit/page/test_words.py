"""The catalogue of words: complete, nothing in it that nobody says, and the only place that words come from."""

import ast
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import astuple
from html.parser import HTMLParser
from pathlib import Path

import pytest

import hillwork
from hillwork.export import index_as_html
from hillwork.page import Entry, catalogue, ladder, listed, phrase, table, word
from hillwork.page.words import CHOICE, arity
from hillwork.render.frame import frame_of
from hillwork.render.map_picture import map_drawing
from hillwork.render.plain import plain_html
from hillwork.render.profile_picture import profile_drawing
from tests.unit.export.test_index_page import PLACE, TRACK, WORKOUT
from tests.unit.page.catalogues import ENGLISH, entries, texts, translate
from tests.unit.render.page_documents import DOCUMENTS

__all__ = ["translate"]

SOURCE = Path(hillwork.__file__).parent
ASSETS = SOURCE / "render" / "assets"
SCRIPTS = "\n".join(path.read_text() for path in sorted(ASSETS.glob("*.js")))
ACCESSORS = {word.__name__, phrase.__name__, table.__name__, listed.__name__, ladder.__name__}
MODULES = sorted({*(SOURCE / "render").glob("*.py"), SOURCE / "export" / "index_page.py"})


def keys_in_scripts() -> Iterator[str]:
    """Yield what the scripts and the frame of a page ask for: a table where they ask for whatever is in it."""
    html = (ASSETS / "page.html").read_text()
    asked = [*re.findall(r"TEXT((?:\.\w+)+)", SCRIPTS), *re.findall(r'data-(?:text|label)="(\w+)"', html)]
    for names in asked:
        entry: Entry = catalogue()
        key: list[str] = []
        for name in names.strip(".").split("."):
            # What follows a text or a list is not a key: a method of the language.
            if isinstance(entry, dict) and CHOICE not in entry:
                key.append(name)
                entry = entry.get(name, "")
        yield ".".join(key)


def keys_in_modules() -> Iterator[str]:
    """Yield what pictures and lists ask for."""
    for path in MODULES:
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ACCESSORS:
                first = node.args[0]
                for key in (first.body, first.orelse) if isinstance(first, ast.IfExp) else (first,):
                    # Whoever reads a key can look it up, and so can this test.
                    assert isinstance(key, ast.Constant), f"{path.name}:{node.lineno}"
                    yield str(key.value)


KNOWN = {key for key, _ in entries(catalogue())}
ASKED = sorted({*keys_in_scripts(), *keys_in_modules()})


@pytest.mark.parametrize("key", ASKED)
def test_whatever_is_asked_for_is_in_the_catalogue(key):
    assert key in KNOWN or any(known.startswith(f"{key}.") for known in KNOWN)


@pytest.mark.parametrize("key", sorted(KNOWN))
def test_whatever_is_in_the_catalogue_is_asked_for(key):
    assert any(key == asked or key.startswith(f"{asked}.") for asked in ASKED)


@pytest.mark.parametrize(("key", "entry"), list(entries(catalogue())))
def test_the_places_of_a_text_are_numbered_without_gaps(key, entry):
    places = {int(place) for text in texts(entry) for place in re.findall(r"\{(\d)\}", text)}
    assert places <= set(range(arity(entry)))
    # The first value of a choice makes it, and need not be said.
    assert len(places | {0} if arity(entry) else places) == arity(entry), key
    assert not any(re.search(r"[{}]", re.sub(r"\{\d\}", "", text)) for text in texts(entry))


@pytest.mark.parametrize(("key", "entry"), list(entries(catalogue())))
def test_a_choice_has_what_it_needs_and_nothing_else(key, entry):
    if isinstance(entry, dict):
        assert {"one", CHOICE} <= set(entry) <= {"zero", "one", CHOICE}, key


def test_every_step_of_the_legend_has_a_title():
    assert len(listed("gradeClasses")) == len(listed("gradeClassTitles"))


def test_a_number_chooses_the_text():
    assert [phrase("hillCount", number) for number in (0, 1, 2)] == ["no hills", "1 hill", "2 hills"]
    assert [phrase("moreStreets", number) for number in (0, 1)] == ["and 0 more streets", "and 1 more street"]
    assert phrase("crossings", 1, "50 m") == "once, from the foot after 50 m"


def test_values_are_not_looked_for_places():
    assert phrase("hillSummary", "{1} {x} {", "{0}") == "{1} {x} { at {0}"


@pytest.mark.parametrize(
    ("ask", "mistake"),
    [
        (lambda: word("hill-summary"), KeyError),
        (lambda: word("hills.more"), KeyError),
        (lambda: word("facts"), TypeError),
        (lambda: word("hillSummary"), TypeError),
        (lambda: word("gradeClasses"), TypeError),
        (lambda: phrase("nothing", 1), KeyError),
        (lambda: phrase("hills"), TypeError),
        (lambda: phrase("hills", "many"), TypeError),
        (lambda: phrase("hillSummary", "180 m"), TypeError),
        (lambda: phrase("hillSummary", "180 m", "8 %", "up"), TypeError),
        (lambda: phrase("hillCount", "3"), TypeError),
        (lambda: table("hills"), TypeError),
        (lambda: table("hillCount"), TypeError),
        (lambda: table("layerNames"), TypeError),
        (lambda: listed("facts"), TypeError),
        (lambda: listed("steadiness"), TypeError),
        (lambda: ladder("hills"), TypeError),
        (lambda: ladder("gradeClasses"), TypeError),
    ],
)
def test_what_is_not_there_or_does_not_fit_is_refused_at_once(ask, mistake):
    with pytest.raises(mistake):
        ask()


def words_of(page: str) -> Entry:
    """Return the catalogue in the script of a page."""
    [text] = re.findall(r"^const WORDS = (.*);$", page, re.MULTILINE)
    found: Entry = json.loads(text)
    return found


@pytest.mark.parametrize("about", ["track", "place"])
def test_the_catalogue_arrives_in_the_page_as_it_is(about):
    assert words_of(frame_of(about, None)) == catalogue()


class Told(HTMLParser):
    """The texts of a piece of HTML."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.feed(re.sub("<style>.*?</style>", "", html, flags=re.DOTALL))

    def handle_data(self, data):
        self.texts.append(data.strip())


def test_a_translation_reaches_the_page(translate):
    other = translate(lambda text: f"«{text}»")
    page = frame_of("track", None)
    assert words_of(page) == other
    assert '<html lang="«en»">' in page
    assert "<title>«Hills on a map»</title>" in page


def test_a_translation_cannot_end_the_script(translate):
    other = translate(lambda text: f"</script><!-- {{{{ 1 }}}} {{% x %}} \u2028 {text}")
    page = frame_of("place", None)
    assert words_of(page) == other
    assert "</script><!-- {" not in page.partition("const WORDS")[2]


def told_everywhere() -> list[str]:
    """Return every text of pictures, pages without scripts and lists of pages."""
    drawings = [draw(page) for page in DOCUMENTS.values() for draw in (profile_drawing, map_drawing)]
    html = [index_as_html([WORKOUT, TRACK, PLACE]), *map(plain_html, DOCUMENTS.values())]
    return [
        *(drawing.title for drawing in drawings),
        *(shape.text for drawing in drawings for shape in drawing.shapes if hasattr(shape, "text")),
        *(text for one in html for text in Told(one).texts),
    ]


DATA = [*texts([*DOCUMENTS.values(), *map(list, map(astuple, (WORKOUT, TRACK, PLACE)))])]
"""Texts that are the document's own, in whatever language it was planned."""


def test_a_translation_reaches_pictures_pages_without_scripts_and_lists(translate):
    in_english = ENGLISH & set(told_everywhere()) - set(DATA)
    assert len(in_english) > 20
    translate(lambda text: f"«{text}»")
    told = set(told_everywhere())
    assert in_english & told == set()
    assert {f"«{text}»" for text in in_english} <= told


def test_no_word_is_said_that_is_neither_in_the_catalogue_nor_in_the_document(translate):
    def letters(told: Iterable[str]) -> set[str]:
        return {one for text in told for one in re.findall(r"[^\W\d_]{3,}", text)}

    translate(lambda text: re.sub(r"[^\W\d_]", "", text))
    assert letters(told_everywhere()) - letters(DATA) == set()
