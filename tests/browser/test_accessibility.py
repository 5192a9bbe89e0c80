"""What a machine can tell of a page that shuts people out, by the rules of axe-core; and proof that it would tell."""

from collections.abc import Callable
from importlib import resources
from typing import Any

import pytest

from tests.browser.conftest import DESK, PHONE, Opened, Opener
from tests.browser.test_page import plan_html
from tests.unit.render.drawn import draw_survey
from tests.unit.render.nearby_example import draw_nearby_example
from tests.unit.render.pages import nearby_html, track_html

pytestmark = pytest.mark.browser

AXE = (resources.files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")
BAD = {"serious", "critical"}

PAGES: dict[str, Callable[[], str]] = {
    "plan": plan_html,
    "find": lambda: track_html(draw_survey()),
    "near": lambda: nearby_html(draw_nearby_example()),
}
each_page = pytest.mark.parametrize("name", PAGES)


def judge(opened: Opened, part: str = "html") -> dict[str, list[dict[str, Any]]]:
    """Return the rules that a page breaks, and those that it keeps."""
    opened.page.evaluate(AXE)
    found: dict[str, list[dict[str, Any]]] = opened.page.evaluate("(part) => axe.run(part)", part)
    return found


def faults(opened: Opened, part: str = "html") -> list[str]:
    """Return the serious faults of a page: the rule, what breaks it, and why."""
    return [
        f"{fault['id']} ({fault['impact']}): {node['target']}: {node['failureSummary']}"
        for fault in judge(opened, part)["violations"]
        if fault["impact"] in BAD
        for node in fault["nodes"]
    ]


@each_page
@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_page_shuts_nobody_out(open_page: Opener, name, size, scheme):
    assert faults(open_page(PAGES[name](), size=size, scheme=scheme)) == []


@each_page
def test_an_open_row_shuts_nobody_out(open_page: Opener, name):
    opened = open_page(PAGES[name](), scheme="dark")
    opened.page.locator(".hill-button >> visible=true").last.click()
    opened.settle()
    assert opened.page.locator(".hill.is-chosen .hill-details").is_visible()
    assert faults(opened) == []


@each_page
def test_miles_shut_nobody_out(open_page: Opener, name):
    opened = open_page(PAGES[name](), size=PHONE)
    opened.page.locator("#units button", has_text="mi").click()
    opened.settle()
    assert faults(opened) == []


@pytest.mark.parametrize("name", ["plan", "find"])
def test_the_profile_of_the_way_shuts_nobody_out_either(open_page: Opener, name):
    opened = open_page(PAGES[name]())
    opened.page.locator(".hill-button").last.click()
    opened.page.get_by_role("button", name="Whole way").click()
    opened.page.locator("#chart").focus()
    opened.page.keyboard.press("PageUp")
    opened.settle()
    assert faults(opened) == []


@each_page
def test_the_part_for_readers_without_scripts_shuts_nobody_out(open_page: Opener, name):
    # The rules are scripts themselves: here they find it as a part of the page.
    shown = PAGES[name]().replace("<noscript>", "<div id='plain'>").replace("</noscript>", "</div>")
    opened = open_page(shown)
    assert opened.page.locator("#plain h1").is_visible()
    assert faults(opened, "#plain") == []


@each_page
def test_the_contrast_of_most_text_is_judged(open_page: Opener, name):
    kept = judge(open_page(PAGES[name](), size=PHONE))["passes"]
    assert [len(rule["nodes"]) > 20 for rule in kept if rule["id"] == "color-contrast"] == [True]


ADD_IMAGE = """() => document.querySelector("#panel").append(Object.assign(new Image(1, 1), { src: "data:," }))"""
ADD_PALE_WORDS = """() => {
  const words = document.createElement("p");
  document.querySelector("#panel").prepend(words);
  words.textContent = "hardly to be read";
  Object.assign(words.style, { color: "#bbbbbb", background: "#ffffff" });
}"""
TAKE_NAMES = """() => {
  for (const button of document.querySelectorAll("#units button")) {
    button.textContent = "";
    button.removeAttribute("title");
  }
}"""


@pytest.mark.parametrize(
    ("fault", "rule"),
    [(ADD_IMAGE, "image-alt"), (ADD_PALE_WORDS, "color-contrast"), (TAKE_NAMES, "button-name")],
    ids=["image", "contrast", "button"],
)
def test_a_fault_would_be_noticed(open_page: Opener, fault, rule):
    opened = open_page(plan_html(), size=PHONE)
    opened.page.evaluate(fault)
    assert rule in " ".join(faults(opened))
