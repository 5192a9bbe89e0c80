"""Pages on paper: one sheet, and on it what was on the screen, read from the pixels of the PDF."""

import io
import re
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

import numpy as np
import numpy.typing as npt
import pypdfium2
import pytest

from hillwork.model import Backdrop, Relief, Survey, Workout
from tests.browser.conftest import DESK, PHONE, Opened, Opener
from tests.unit.export.sessions import ALL
from tests.unit.render.drawn import START, draw_survey, draw_workout, make_hill
from tests.unit.render.nearby_example import draw_nearby_example, grid_streets, large_town
from tests.unit.render.pages import nearby_html, track_html
from tests.unit.render.test_colours import colours

pytestmark = pytest.mark.browser

Pixels = npt.NDArray[np.int64]
"""Red, green and blue, shape (rows, columns, 3)."""

PAPERS = ("A4", "Letter")
DOTS_PER_POINT = 2
LIGHT = colours("light")
DARK = colours("dark")

MOST_OF_LEGEND = 1500
"""So many pixels of a gradient are not only the legend's, which may reach into what is taken for the map."""

# As if nothing ever were printed: the script that draws for paper is not told.
NEVER_TOLD = """
const real = window.addEventListener;
window.addEventListener = (name, ...rest) => name === "beforeprint" ? undefined : real.call(window, name, ...rest);
"""


def on_streets(survey: Survey) -> Survey:
    return replace(survey, backdrop=Backdrop(streets=grid_streets(21)))


def on_waves(survey: Survey) -> Survey:
    """Return a survey on ground that goes up and down from west to east."""
    (lat_deg, lon_deg) = START
    heights_m = 500 + 150 * np.sin(np.indices((200, 200))[1] / 4)
    edges_deg = {
        "south_deg": lat_deg - 0.03,
        "north_deg": lat_deg + 0.03,
        "west_deg": lon_deg - 0.04,
        "east_deg": lon_deg + 0.04,
    }
    relief = Relief(**edges_deg, elevation_m=heights_m, source="dem:drawn", detail_m=30.0)
    return replace(survey, backdrop=replace(survey.backdrop, relief=relief))


def many_hills(n: int = 60) -> Survey:
    survey = draw_survey(with_hills=False)
    hills = tuple(make_hill(survey.profile, f"h{i}", 150 * i, 150 * i + 120, f"s{i}") for i in range(n))
    return replace(survey, hills=hills)


def session_html(build: Callable[[], Workout]) -> str:
    return track_html(SURVEY, build())


SURVEY = on_streets(draw_survey())
PLAN = track_html(SURVEY, draw_workout(SURVEY))
NEAR = nearby_html(draw_nearby_example())
PAGES: dict[str, Callable[[], str]] = {
    **{name: partial(session_html, build) for name, build in ALL.items()},
    "sixty hills": lambda: track_html(on_streets(many_hills())),
    "200 hills of a town": lambda: nearby_html(large_town(n_hills=200, n_streets=900, n_vertices=2600)),
    "three hills": lambda: NEAR,
}


def n_pages(opened: Opened, paper: str) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", opened.page.pdf(format=paper)))


def printed(opened: Opened, **options: Any) -> Pixels:
    """Return the first sheet of a page."""
    with pypdfium2.PdfDocument(io.BytesIO(opened.page.pdf(format="A4", **options))) as document:
        image = document[0].render(scale=DOTS_PER_POINT).to_pil().convert("RGB")
    return np.asarray(image, dtype=np.int64)


def n_of(pixels: Pixels, colour: str) -> int:
    """Return how many pixels have a colour, give or take what a printer cannot show."""
    wanted = [int(colour[i : i + 2], 16) for i in (1, 3, 5)]
    return int((np.abs(pixels - wanted).max(axis=2) <= 3).sum())


def map_of(opened: Opened, pixels: Pixels) -> Pixels:
    """Return the part of a sheet that is the map: as wide as the text, beneath the head."""
    opened.page.emulate_media(media="print")
    box = opened.page.evaluate(
        """() => {
          const { top, bottom } = document.querySelector(".map-frame").getBoundingClientRect();
          return [top, bottom];
        }"""
    )
    opened.page.emulate_media(media="screen")
    margin_px, px_per_dot = 10 / 25.4 * 96, 96 / 72 / DOTS_PER_POINT
    top, bottom = ((margin_px + edge) / px_per_dot for edge in box)
    return pixels[round(top) : round(bottom)]


def n_grey(pixels: Pixels) -> int:
    """Return how many pixels are grey, neither light nor dark."""
    is_between = (pixels.min(axis=2) > 100) & (pixels.max(axis=2) < 240)
    return int((is_between & (np.ptp(pixels, axis=2) < 4)).sum())


def few_of(pixels: Pixels, least: dict[str, int]) -> dict[str, int]:
    """Return the colours of the light scheme of which there are fewer pixels than there should be."""
    return {name: count for name, wanted in least.items() if (count := n_of(pixels, LIGHT[name])) < wanted}


def title_pt(opened: Opened) -> float:
    """Return how tall the first letter of a page is on paper [pt]."""
    with pypdfium2.PdfDocument(io.BytesIO(opened.page.pdf(format="A4"))) as document:
        _, bottom, _, top = document[0].get_textpage().get_charbox(0)
    return float(top - bottom)


def seen(opened: Opened) -> tuple[list[float], dict[tuple[str, str], int]]:
    """Return where places of the map are in the window, and how much is drawn in some colours."""
    line = SURVEY.profile.lat_deg, SURVEY.profile.lon_deg
    places = [opened.spot(*(column[i] for column in line)) for i in (0, 150, 330)]
    drawn = {
        (variable, pane): opened.pixels(variable, pane)
        for variable in ("--step-warm-up", "--grade-1", "--street-a")
        for pane in ("steps", "base", "ground")
    }
    return [edge for place in places for edge in place], drawn


@pytest.mark.parametrize("name", PAGES)
def test_a_page_prints_to_one_sheet(open_page: Opener, name):
    opened = open_page(PAGES[name]())
    assert {paper: n_pages(opened, paper) for paper in PAPERS} == dict.fromkeys(PAPERS, 1)


def test_a_second_sheet_would_be_noticed(open_page: Opener) -> None:
    opened = open_page(
        PAGES["classic"](),
        before="addEventListener('load', () => document.body.append(document.body.innerText.repeat(60)))",
    )
    assert n_pages(opened, "A4") > 1


def test_a_sheet_is_the_same_from_whatever_window_it_is_printed(open_page: Opener) -> None:
    sizes = [title_pt(open_page(PLAN, size=size)) for size in (PHONE, DESK, (1900, 1000))]
    assert sizes == pytest.approx([sizes[0]] * 3, rel=0.02)


def test_the_map_is_on_paper_with_the_ways_their_gradients_and_the_streets(open_page: Opener) -> None:
    opened = open_page(PLAN)
    ground = map_of(opened, printed(opened))
    assert few_of(ground, {"step-warm-up": 500, "step-rep": 500, "grade-1": MOST_OF_LEGEND, "chosen": 100}) == {}
    assert few_of(ground, {"street-a": 1000, "street-b": 1000, "street-c": 1000}) == {}


def test_without_the_script_for_paper_its_colours_would_be_missing(open_page: Opener) -> None:
    opened = open_page(PLAN, before=NEVER_TOLD)
    ground = map_of(opened, printed(opened))
    missing = {"street-a": 1000, "street-b": 1000, "street-c": 1000}
    assert few_of(ground, missing).keys() == missing.keys()


def test_the_map_of_a_place_is_on_paper(open_page: Opener) -> None:
    opened = open_page(NEAR)
    ground = map_of(opened, printed(opened))
    assert (
        few_of(ground, {"step-warm-up": 50, "step-cool-down": 50, "street-a": 500, "street-b": 500, "chosen": 50}) == {}
    )


def test_the_shape_of_the_ground_is_on_paper(open_page: Opener) -> None:
    level, waves = (
        printed(open_page(track_html(survey, draw_workout(survey)))) for survey in (SURVEY, on_waves(SURVEY))
    )
    shade = [n_grey(sheet) for sheet in (level, waves)]
    assert shade[1] - shade[0] > 0.03 * level[:, :, 0].size


def test_the_next_sheet_shows_what_is_looked_at_by_then(open_page: Opener) -> None:
    opened = open_page(PLAN)
    first = map_of(opened, printed(opened))
    opened.page.get_by_role("button", name="Chosen hill").click()
    opened.settle()
    second = map_of(opened, printed(opened))
    assert n_of(second, LIGHT["chosen"]) > 1.5 * n_of(first, LIGHT["chosen"])


def test_what_was_looked_at_is_what_is_printed(open_page: Opener) -> None:
    opened = open_page(PLAN)
    opened.page.get_by_label("Warm-up").uncheck()
    opened.page.get_by_label("Ways A, best").uncheck()
    opened.settle()
    ground = map_of(opened, printed(opened))
    assert few_of(ground, {"step-warm-up": 20, "street-a": 20, "street-b": 1000}).keys() == {"step-warm-up", "street-a"}


@pytest.mark.parametrize("with_grounds", [False, True], ids=["words", "grounds"])
@pytest.mark.parametrize("html", [PLAN, NEAR], ids=["plan", "near"])
def test_a_dark_page_is_dark_words_on_a_white_sheet(open_page: Opener, html, with_grounds):
    sheet = printed(open_page(html, scheme="dark"), print_background=with_grounds)
    edge = np.concatenate([sheet[:20].reshape(-1, 3), sheet[:, :20].reshape(-1, 3)])
    assert edge.min() == 255
    assert n_of(sheet, "#ffffff") > 0.5 * sheet[:, :, 0].size
    assert 1000 < n_of(sheet, LIGHT["ink"]) < 0.1 * sheet[:, :, 0].size


def test_a_dark_page_is_printed_in_the_light_colours(open_page: Opener) -> None:
    light, dark = (printed(open_page(PLAN, scheme=scheme)) for scheme in ("light", "dark"))
    assert n_of(dark, LIGHT["step-warm-up"]) == pytest.approx(n_of(light, LIGHT["step-warm-up"]), rel=0.02)
    assert n_of(dark, DARK["step-warm-up"]) == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_screen_is_as_before_after_printing(open_page: Opener, scheme):
    opened = open_page(PLAN, scheme=scheme)
    before, drawn = seen(opened)
    opened.page.pdf(format="A4")
    opened.settle()
    after, drawn_again = seen(opened)
    assert after == pytest.approx(before, abs=1)
    assert drawn_again == pytest.approx(drawn, rel=0.05, abs=20)


def test_two_prints_are_alike(open_page: Opener) -> None:
    opened = open_page(PLAN)
    first, second = printed(opened), printed(opened)
    # The map may move by a part of a pixel.
    assert (np.abs(first - second).max(axis=2) > 60).mean() < 0.01
    assert opened.complaints == []
    assert len(opened.requests) == 1
