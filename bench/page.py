"""The page against folium maps that show the same, one object a hill: time to build, size, and time to open in a browser.

    python bench/page.py            # everything, some five minutes
    python bench/page.py --quick    # without the 5,000 hills

Shown are the hills of a drawn town on its streets, nine a hill and at least 500, or a track of 300 km with 150 hills.
hillwork's page has the list, the profiles and a picture for readers without scripts besides; it shows some pins at a time.

The peer is what folium's guide leads to: for each hill a `PolyLine` with a tooltip, coloured by its gradient, and a `Marker`
with a popup at its foot; the streets as one `GeoJson`; of the track a `ColorLine`, without hills. "folium, canvas" is the
quickest that still has an object a hill: `prefer_canvas`, and a `CircleMarker` in place of each marker. Neither has tiles;
places have 6 digits.

Building is CPU time in fresh processes that take turns, from the value to the text, imports told apart. Sizes are as written:
the peers leave Leaflet, jQuery and more on other hosts. To be opened without a network they get Leaflet inside, as hillwork's
page has it, the pictures of markers beside them and a few lines in place of jQuery: their best case. Opening lasts from the
start of the navigation to the second frame after the load event, a zoom step by a level without animation to the second frame.
The browser draws without a graphics card: thousands of markers with pictures cost it more than they would with one.
Ends with status 1 when a promise about the first peer is broken.
"""

import argparse
import gzip
import html
import importlib
import itertools
import json
import math
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from importlib import resources, util
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np

sys.path.insert(0, str(Path(__file__).parent.parent))

from hillwork.model import Nearby, Profile, Survey
from tests.browser.conftest import COMMANDS, FLAGS

if TYPE_CHECKING:
    import folium
    from playwright.sync_api import Browser

ROUNDS: Final = 5
LARGE: Final = "5,000 hills"
COMPARED: Final = ("build_ms", "html_kb", "gzip_kb", "load_ms")
TOLD: Final = ("zoom_ms", "nodes", "import_ms")
PROMISED: Final = {
    "500 hills": {"build_ms": 0.6, "html_kb": 0.7, "load_ms": 1.5},
    LARGE: {"build_ms": 0.35, "html_kb": 0.25, "load_ms": 0.35},
}
"""Shares of what the first peer takes."""

LARGE_KB_AT_MOST: Final = 3000

STREETS_A_HILL: Final = 9
LEAST_STREETS: Final = 500
VERTICES_A_STREET: Final = 26 / 9
TRACK_PIECES: Final = 1500
PIECE_M: Final = 200.0
TRACK_HILLS: Final = 150

DIGITS: Final = 6
EDGES: Final = (-0.02, 0.02, 0.04, 0.06, 0.08, 0.10, 0.15)
COLOURS: Final = ("#2b6cb0", "#6b7280", "#84a98c", "#d4a72c", "#e07b1a", "#d1451b", "#a3123a", "#5b0f4d")
STREET: Final = "#b3bfae"

SIZE: Final = (1280, 800)
WORLD_PX: Final = 256
PATIENCE_MS: Final = 120_000
WATCH: Final = """window.opened_ms = new Promise((done) => addEventListener("load", () =>
  requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now())))));"""
ZOOM: Final = """() => new Promise((done) => {
  const map = Object.values(window).find((value) => value instanceof L.Map);
  const begun = performance.now();
  map.setZoom(map.getZoom() + 1, { animate: false });
  requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now() - begun)));
})"""
NOT_JQUERY: Final = """const $ = (text) =>
  [document.createRange().createContextualFragment(text.trim()).firstChild];"""

Row = dict[str, float]


def town(n_hills: int) -> Nearby:
    from tests.unit.render.nearby_example import large_town

    n_streets = max(LEAST_STREETS, STREETS_A_HILL * n_hills)
    return large_town(n_hills, n_streets, round(VERTICES_A_STREET * n_streets))


def long_track() -> Survey:
    """Return a track of random pieces, the steepest of which are its hills."""
    from tests.unit.render.drawn import draw_survey, make_hill

    rng = np.random.default_rng(1)
    turns_deg, grades = rng.normal(0, 60, TRACK_PIECES).tolist(), rng.normal(0, 0.06, TRACK_PIECES)
    pieces = tuple(zip([PIECE_M] * TRACK_PIECES, turns_deg, grades.tolist(), strict=True))
    survey = draw_survey(pieces=pieces, with_hills=False)
    starts_m = PIECE_M * np.sort(np.argsort(grades)[-TRACK_HILLS:])
    hills = [
        make_hill(survey.profile, f"h{i}", start_m, start_m + PIECE_M, f"s{i}")
        for i, start_m in enumerate(starts_m.tolist(), start=1)
    ]
    return replace(survey, hills=tuple(hills))


def with_hillwork(shown: Nearby | Survey) -> str:
    from hillwork.render import draw_page, nearby_page, track_page

    return draw_page(nearby_page(shown) if isinstance(shown, Nearby) else track_page(shown))


def with_folium(shown: Nearby | Survey, *, on_canvas: bool = False) -> str:
    """Return a map that begins where it shows everything, without the animation that fitting it would begin with."""
    import folium

    ground = shown.profile if isinstance(shown, Survey) else shown.backdrop.streets
    assert ground is not None
    places = np.column_stack([ground.lat_deg, ground.lon_deg]).round(DIGITS)
    low, high = places.min(axis=0), places.max(axis=0)
    zoom = int(np.log2(SIZE[1] * 360 / WORLD_PX * np.cos(np.radians(high[0])) / (high - low).max()))
    drawn = folium.Map(((low + high) / 2).tolist(), zoom_start=zoom, tiles=None, prefer_canvas=on_canvas)
    if isinstance(ground, Profile):
        grades = (np.diff(ground.elevation_m) / np.diff(ground.distance_m)).tolist()
        colours = folium.StepColormap(COLOURS, index=[-1, *EDGES, 1], vmin=-1, vmax=1)
        folium.ColorLine(places.tolist(), grades, colormap=colours, weight=4).add_to(drawn)
    else:
        lon_lat = places[:, ::-1].tolist()
        lines = [lon_lat[start:end] for start, end in itertools.pairwise(ground.starts.tolist())]
        style = {"color": STREET, "weight": 1.5}
        folium.GeoJson({"type": "MultiLineString", "coordinates": lines}, style_function=lambda _: style).add_to(drawn)
    if isinstance(shown, Nearby):
        add_hills(drawn, shown, on_canvas=on_canvas)
    text: str = drawn.get_root().render()
    return text


def add_hills(drawn: "folium.Map", nearby: Nearby, *, on_canvas: bool) -> None:
    import folium

    add_line: Any = folium.PolyLine
    for offer in nearby.offers:
        hill, names = offer.local.hill, offer.local.names
        line = np.column_stack([hill.line.lat_deg, hill.line.lon_deg]).round(DIGITS).tolist()
        colour = COLOURS[int(np.searchsorted(EDGES, hill.grade, side="right"))]
        name = html.escape(names[0] if names else hill.id)
        words = f"{name}, {hill.length_m:.0f} m, {100 * hill.grade:.1f} %"
        add_line(line, color=colour, weight=4, tooltip=words).add_to(drawn)
        if on_canvas:
            folium.CircleMarker(line[0], radius=5, color=colour, popup=words).add_to(drawn)
        else:
            folium.Marker(line[0], popup=words).add_to(drawn)


CASES: Final[dict[str, Callable[[], Nearby | Survey]]] = {
    "10 hills": partial(town, 10),
    "500 hills": partial(town, 500),
    LARGE: partial(town, 5000),
    "300 km": long_track,
}
PAGES: Final[dict[str, tuple[str, Callable[[Nearby | Survey], str]]]] = {
    "hillwork": ("hillwork.render.frame", with_hillwork),
    "folium": ("folium", with_folium),
    "folium, canvas": ("folium", partial(with_folium, on_canvas=True)),
}
OURS, PEER, *_ = PAGES


def worker(page: str, case: str, path: str) -> None:
    """Build a page in this process, write it, and print how long that took."""
    shown = CASES[case]()
    module, draw = PAGES[page]
    begun = time.process_time()
    importlib.import_module(module)
    imported = time.process_time()
    text = draw(shown)
    built = time.process_time()
    print(json.dumps({"build_ms": 1000 * (built - imported), "import_ms": 1000 * (imported - begun)}))
    Path(path).write_text(text, encoding="utf-8")


def build(page: str, case: str, path: Path) -> Row:
    environment = {**os.environ, "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
    command = [sys.executable, __file__, "--worker", page, case, str(path)]
    output = subprocess.run(command, capture_output=True, text=True, check=True, env=environment).stdout
    built: Row = json.loads(output)
    text = path.read_bytes()
    return {**built, "html_kb": len(text) / 1000, "gzip_kb": len(gzip.compress(text)) / 1000}


def without_network(page: str) -> str:
    """Return a page of folium's with Leaflet inside, and nothing but the pictures of markers from elsewhere."""
    from hillwork.render.offline import leaflet_css, leaflet_js

    images = resources.files("js_lib_leaflet") / "static" / "js_lib_leaflet" / "images"
    markers = f"L.Icon.Default.imagePath = '{Path(str(images)).as_uri()}/';"
    alone = re.sub(r'<script src="https?:[^>]*></script>|<link [^>]*href="https?:[^>]*>', "", page)
    inside = f"<head><style>{leaflet_css()}</style>\n<script>{leaflet_js()}\n{markers}\n{NOT_JQUERY}</script>"
    return alone.replace("<head>", inside, 1)


def open_page(browser: "Browser", path: Path) -> Row:
    """Open a page in a fresh context and zoom in by a level."""
    context = browser.new_context(viewport={"width": SIZE[0], "height": SIZE[1]}, offline=True)
    context.set_default_timeout(PATIENCE_MS)
    page = context.new_page()
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("requestfailed", lambda request: complaints.append(f"cannot load {request.url[:80]}"))
    page.add_init_script(WATCH)
    page.goto(path.as_uri())
    measured: Row = {
        "load_ms": page.evaluate("window.opened_ms"),
        "nodes": page.evaluate("document.querySelectorAll('*').length"),
        "zoom_ms": page.evaluate(ZOOM),
    }
    context.close()
    assert not complaints, complaints
    return measured


def compare(case: str, browser: "Browser | None", folder: Path) -> dict[str, Row]:
    """Return the medians of each page, built and opened in turns."""
    rows: dict[str, list[Row]] = {page: [] for page in PAGES}
    for _ in range(ROUNDS):
        for page, told in rows.items():
            path = folder / f"{page}.html"
            row = build(page, case, path)
            if page != OURS:
                path.write_text(without_network(path.read_text(encoding="utf-8")), encoding="utf-8")
            told.append(row | (open_page(browser, path) if browser else {}))
    return {
        page: {name: statistics.median(row[name] for row in told) for name in told[0]} for page, told in rows.items()
    }


def tell(case: str, rows: dict[str, Row]) -> bool:
    """Print what was measured, and hillwork's share of what each peer takes; return whether what is promised holds."""
    ours, peer = rows[OURS], rows[PEER]
    for page, row in rows.items():
        cells = [f"{row.get(name, math.nan):10,.0f}" for name in (*COMPARED, *TOLD)]
        for i, name in enumerate(COMPARED):
            cells[i] += f"{ours[name] / row[name]:6.2f}" if page != OURS and name in row else " " * 6
        print(f"{case if page == OURS else '':12}{page:15}{''.join(cells)}", flush=True)
    promised = [(name, most, peer[name]) for name, most in PROMISED.get(case, {}).items() if name in peer]
    if case == LARGE:
        promised.append(("html_kb", LARGE_KB_AT_MOST, 1.0))
    broken = [f"{name} <= {most}" for name, most, unit in promised if ours[name] > most * unit]
    if promised:
        print(f"{'':12}promised: {', '.join(f'{name} <= {most}' for name, most, _ in promised)}")
    if broken:
        print(f"{'':12}BROKEN: {', '.join(broken)}")
    return not broken


def compare_all(cases: list[str], browser: "Browser | None") -> bool:
    print(f"{'':27}{''.join(f'{name:>10} share' for name in COMPARED)}{''.join(f'{name:>10}' for name in TOLD)}")
    kept = True
    for case in cases:
        with tempfile.TemporaryDirectory() as folder:
            kept &= tell(case, compare(case, browser, Path(folder)))
    return kept


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="leave out the 5,000 hills")
    parser.add_argument("--worker", nargs=3, metavar=("PAGE", "CASE", "FILE"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.worker:
        worker(*options.worker)
        return
    cases = [case for case in CASES if not (options.quick and case == LARGE)]
    command = next(filter(None, map(shutil.which, COMMANDS)), None)
    if command is None or util.find_spec("playwright") is None:
        print("opening is skipped: it needs a Chromium on the path and the playwright package")
        raise SystemExit(0 if compare_all(cases, None) else 1)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        kept = compare_all(cases, playwright.chromium.launch(executable_path=command, args=list(FLAGS)))
    raise SystemExit(0 if kept else 1)


if __name__ == "__main__":
    main()
