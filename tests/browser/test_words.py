"""The words of the page in a browser: the scripts fill them as Python does, and a translation is all that is read."""

from pathlib import Path

import pytest

import hillwork.render
from hillwork.page import catalogue, phrase
from hillwork.page.words import arity
from tests.browser.conftest import Opened, Opener
from tests.unit.page.catalogues import ENGLISH, entries, translate
from tests.unit.render.drawn import draw_survey, draw_workout
from tests.unit.render.nearby_example import draw_nearby_example
from tests.unit.render.pages import nearby_html, track_html

__all__ = ["translate"]

pytestmark = pytest.mark.browser

SCRIPT = (Path(hillwork.render.__file__).parent / "assets" / "text.js").read_text()
VALUES = ("{1}", "$& {0}", "three")


def values_of(entry) -> list[tuple[str | int, ...]]:
    n = arity(entry)
    if isinstance(entry, dict):
        return [(count, *VALUES[1:n]) for count in (0, 1, 2, 21)]
    return [VALUES[:n]]


def test_scripts_and_python_say_the_same(open_page: Opener):
    calls = [(key, values) for key, entry in entries(catalogue()) if arity(entry) for values in values_of(entry)]
    told = open_page("<title>Words</title>").page.evaluate(
        f"""([WORDS, calls]) => {{
          {SCRIPT}
          const find = (key) => key.split(".").reduce((entry, name) => entry[name], TEXT);
          return calls.map(([key, values]) => find(key)(...values));
        }}""",
        [catalogue(), calls],
    )
    assert len(calls) > 60
    assert told == [phrase(key, *values) for key, values in calls]


def plan_html() -> str:
    survey = draw_survey()
    return track_html(survey, draw_workout(survey))


BLOCKS = {block.name for block in draw_workout(draw_survey()).blocks}
"""A workout's own words."""

PAGES = {"track": plan_html, "place": lambda: nearby_html(draw_nearby_example())}


def told(opened: Opened) -> set[str]:
    """Return every text of a page, and what it is called for those who cannot see it."""
    texts = opened.page.evaluate(
        """() => {
          const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
          const texts = [document.title];
          while (walker.nextNode())
            if (!walker.currentNode.parentElement.closest("script, style, noscript")) texts.push(walker.currentNode.data);
          for (const element of document.querySelectorAll("[title], [aria-label]"))
            texts.push(element.getAttribute("title") ?? "", element.getAttribute("aria-label") ?? "");
          return texts.map((text) => text.trim()).filter(Boolean);
        }"""
    )
    return set(texts)


@pytest.mark.parametrize("name", PAGES)
def test_a_translation_is_all_that_is_read(open_page: Opener, translate, name):
    in_english = ENGLISH & told(open_page(PAGES[name]())) - BLOCKS
    assert len(in_english) > 20
    translate(lambda text: f"«{text}»")
    opened = open_page(PAGES[name]())
    read = told(opened)
    assert opened.complaints == []
    assert in_english & read == set()
    assert {f"«{text}»" for text in in_english} <= read
