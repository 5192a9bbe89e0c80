"""Names that are programs: shown as text, never run. And proof that these tests would see it if they were."""

from dataclasses import replace

import pytest

from hillwork.model import Block, Notice, Origin, Survey, Workout
from hillwork.page import SideFile
from hillwork.render import draw_page, track_page
from tests.browser.conftest import Opener
from tests.unit.render.drawn import draw_survey, draw_workout
from tests.unit.render.hostile import HOSTILE_TEXTS
from tests.unit.render.pages import track_html

pytestmark = pytest.mark.browser

PAYLOAD = "</script><script>window.broken = true</script>"


def hostile_values(text: str) -> tuple[Survey, Workout]:
    """Return a survey and a workout with one text wherever there is text."""
    survey = draw_survey(name=text, notices=(Notice("n", text),))
    hills = tuple(replace(hill, id=f"{text}{i}", site=text) for i, hill in enumerate(survey.hills))
    track = replace(survey.track, origin=Origin(file=text, creator=text))
    survey = replace(survey, track=track, hills=hills)
    return survey, replace(draw_workout(survey, cue=text), title=text, why=(text,), cues=(text,), sources=(text,))


def all_hostile_values() -> tuple[Survey, Workout]:
    """Return a survey and a workout that hold every hostile text: as hill, notice, cue, reason and source."""
    survey, workout = hostile_values(" ".join(HOSTILE_TEXTS))
    hills = tuple(replace(survey.hills[0], id=text, site=text) for text in HOSTILE_TEXTS)
    (warm_up,) = workout.blocks[0].steps
    steps = tuple(
        replace(warm_up, cue=text, effort=replace(warm_up.effort, feel=text), hill=text) for text in HOSTILE_TEXTS
    )
    survey = replace(survey, hills=hills, notices=tuple(Notice("n", text) for text in HOSTILE_TEXTS))
    blocks = tuple(Block(step.cue, (step,), times=2) for step in steps)
    return survey, replace(workout, hills=hills, blocks=blocks, why=HOSTILE_TEXTS, sources=HOSTILE_TEXTS)


def unescaped_page(text: str) -> str:
    """Return the page as it would be if the data were put into it as plain JSON."""
    page = track_html(*hostile_values(text))
    before, data = page.split('<script type="application/json"', 1)
    plain = data.replace("\\u003c", "<").replace("\\u003e", ">").replace("\\u0026", "&")
    assert plain != data
    return f'{before}<script type="application/json"{plain}'


def test_no_hostile_text_runs_or_stops_the_page(open_page: Opener) -> None:
    opened = open_page(track_html(*all_hostile_values()))
    for i in range(len(HOSTILE_TEXTS)):
        opened.page.locator(".hill-button").nth(i).click()
    assert opened.page.evaluate("window.broken") is None
    assert opened.complaints == []
    assert len(opened.requests) == 1


def test_every_hostile_text_arrives_in_full(open_page: Opener) -> None:
    opened = open_page(track_html(*all_hostile_values()))
    shown = opened.page.evaluate("[...document.querySelectorAll('.notices li')].map((one) => one.textContent)")
    assert shown == list(HOSTILE_TEXTS)


def test_hostile_text_is_shown_as_it_is(open_page: Opener) -> None:
    opened = open_page(track_html(*hostile_values(PAYLOAD)))
    for selector in ("h1", "#workout-title", ".notices li", ".cue >> nth=0", ".why li", ".cues li", ".sources li"):
        assert opened.page.locator(selector).text_content() == PAYLOAD


def test_without_escaping_the_page_would_break(open_page: Opener) -> None:
    opened = open_page(unescaped_page(PAYLOAD))
    assert opened.page.locator("h1").text_content() != PAYLOAD
    assert opened.complaints != []


def test_without_escaping_the_policy_alone_still_stops_the_script(open_page: Opener) -> None:
    opened = open_page(unescaped_page(PAYLOAD))
    assert opened.page.evaluate("window.broken") is None


def test_without_escaping_and_policy_the_script_would_run(open_page: Opener) -> None:
    page = unescaped_page(PAYLOAD).replace('http-equiv="Content-Security-Policy"', "")
    assert open_page(page).page.evaluate("window.broken") is True


def test_names_of_files_beside_the_page_are_text_and_lead_nowhere_else(open_page: Opener) -> None:
    names = (*HOSTILE_TEXTS, "javascript:window.broken=true", "../../etc/passwd", "//example.org/x", "?#%2e%2e")
    survey = draw_survey()
    files = [SideFile(name=name.replace("\ud800", ""), ending=name) for name in names]
    opened = open_page(draw_page(track_page(survey, draw_workout(survey)), beside=files))
    links = opened.page.locator(".files a")
    assert links.count() == len(names)
    folder = opened.page.url.rsplit("/", 1)[0]
    addresses = links.evaluate_all("links => links.map((link) => link.href)")
    assert [address for address in addresses if address.rsplit("/", 1)[0] != folder] == []
    assert opened.page.evaluate("window.broken") is None
    assert opened.complaints == []
