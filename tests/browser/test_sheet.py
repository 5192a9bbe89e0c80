"""The sheet on paper and on a phone: one page, alone, and deaf to names that are programs."""

import re
from dataclasses import replace
from typing import Literal

import pytest

from hillwork.export import workout_as_sheet
from hillwork.model import Block, Workout
from tests.browser.conftest import DESK, PHONE, Opened, Opener
from tests.unit.export.sessions import ALL, HOSTILE_NAMES, classic, hostile, rolling, survey
from tests.unit.render.hostile import HOSTILE_TEXTS

pytestmark = pytest.mark.browser

Paper = Literal["A4", "Letter"]


def n_pages(opened: Opened, paper: Paper) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", opened.page.pdf(format=paper)))


def wordy() -> Workout:
    """Thirty steps of which none says what another has said, and every note there is."""
    workout = rolling()
    steps = [
        replace(step, cue=f"number {number}: {step.cue}, and mind the roots by the bridge")
        for number, step in enumerate(workout.steps())
    ]
    return replace(workout, blocks=(Block("All of it", tuple(steps)),), notes=workout.notes * 4)


SESSIONS = {
    **ALL,
    "forty": lambda: classic(times=40),
    "wordy": wordy,
    "names of 300": lambda: hostile("x" * 300),
    "wide": lambda: hostile("語" * 300),
}


@pytest.mark.parametrize("paper", ["A4", "Letter"])
@pytest.mark.parametrize("build", SESSIONS.values(), ids=SESSIONS)
def test_every_session_prints_to_one_page(open_page: Opener, build, paper):
    opened = open_page(workout_as_sheet(survey(), build()))
    assert n_pages(opened, paper) == 1


def test_a_second_page_would_be_noticed(open_page: Opener) -> None:
    page = workout_as_sheet(survey(), rolling()).replace("--size:", "--not-size:")
    opened = open_page(page.replace("var(--size)", "26pt"))
    assert n_pages(opened, "A4") > 1


@pytest.mark.parametrize("size", [DESK, PHONE])
def test_the_sheet_asks_for_nothing_and_complains_of_nothing(open_page: Opener, size):
    opened = open_page(workout_as_sheet(survey(), classic()), size=size)
    assert len(opened.requests) == 1
    assert opened.complaints == []


@pytest.mark.parametrize("build", ALL.values(), ids=ALL)
def test_a_phone_needs_no_scrolling_sideways(open_page: Opener, build):
    opened = open_page(workout_as_sheet(survey(), build()), size=PHONE)
    assert opened.page.evaluate("document.documentElement.scrollWidth") <= PHONE[0]


def test_no_box_runs_off_the_paper(open_page: Opener) -> None:
    opened = open_page(workout_as_sheet(survey(), classic()), size=(703, 1032))
    opened.page.emulate_media(media="print")
    opened.settle()
    assert opened.page.evaluate("document.documentElement.scrollWidth") <= 703


def test_no_hostile_name_runs(open_page: Opener) -> None:
    names = (*HOSTILE_NAMES, *HOSTILE_TEXTS)
    base = hostile(HOSTILE_NAMES[0])
    blocks = tuple(
        Block(name, tuple(replace(step, cue=name) for step in block.steps))
        for name, block in ((name, base.blocks[1]) for name in names)
    )
    opened = open_page(workout_as_sheet(survey(), replace(base, cues=names, sources=names, blocks=blocks)))
    assert opened.page.evaluate("window.broken") is None
    assert opened.page.locator("script, img").count() == 0
    assert opened.complaints == []
    assert len(opened.requests) == 1


def test_a_hostile_name_is_shown_as_it_is(open_page: Opener) -> None:
    payload = "</script><script>window.broken = true</script>"
    opened = open_page(workout_as_sheet(survey(), hostile(payload)))
    assert opened.page.locator("h1").text_content() == payload
    assert opened.page.title() == payload
