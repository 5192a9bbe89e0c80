"""A real Chromium for the page: the system's own, nothing is downloaded."""

import importlib.util
import os
import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

import pytest

COMMANDS = ("chromium", "chromium-browser", "google-chrome")
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
DESK = (1280, 800)
PHONE = (390, 844)
PATIENCE_MS = 5000


@dataclass
class Opened:
    """An open page, and everything it asked for or complained about."""

    page: Any
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def text(self, selector: str) -> str:
        return str(self.page.inner_text(selector))

    def comes_to_read(self, selector: str, pattern: str) -> None:
        """Wait until a text matches a pattern: where the mouse is now reaches a page some time later."""
        from playwright.sync_api import expect

        expect(self.page.locator(selector)).to_have_text(re.compile(pattern), timeout=PATIENCE_MS)

    def chosen(self) -> dict[str, str]:
        """Return what the map, the profile and the list say is chosen."""
        names = {"map": ".pin.is-chosen span", "profile": ".hill-label.is-chosen", "list": ".hill.is-chosen strong"}
        told = {part: " ".join(self.page.locator(selector).all_text_contents()) for part, selector in names.items()}
        # A profile of one hill has no labels of hills.
        return {**told, "profile": told["profile"] or self.profile_of()}

    def profile_of(self) -> str:
        """Return the hill whose profile is drawn alone."""
        return str(self.page.locator("#chart").get_attribute("data-hill"))

    def pixels(self, variable: str, pane: str) -> int:
        """Return how many pixels of one canvas have exactly a colour of the style sheet."""
        count = self.page.evaluate(
            """([variable, pane]) => {
              const probe = document.body.appendChild(document.createElement("i"));
              probe.style.color = `var(${variable})`;
              const wanted = getComputedStyle(probe).color.match(/\\d+/g).map(Number);
              probe.remove();
              const canvas = document.querySelector(`.leaflet-${pane}-pane canvas`);
              const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
              let count = 0;
              for (let i = 0; i < data.length; i += 4)
                if (data[i + 3] > 200 && wanted.every((value, k) => Math.abs(value - data[i + k]) <= 2)) count++;
              return count;
            }""",
            [variable, pane],
        )
        return int(count)

    def spot(self, lat_deg: float, lon_deg: float) -> tuple[float, float]:
        """Return where a place on the map is in the window, from its left and its top [px]."""
        x, y = self.page.evaluate(
            """(place) => {
              const { left, top } = hill_map.getContainer().getBoundingClientRect();
              const { x, y } = hill_map.latLngToContainerPoint(place);
              return [left + x, top + y];
            }""",
            [float(lat_deg), float(lon_deg)],
        )
        return x, y

    def settle(self) -> None:
        """Wait until what was asked for has been drawn."""
        self.page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")


Opener = Callable[..., Opened]
Network = Callable[[Any], None]
"""Answers a request: gets its route."""


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    path = next(filter(None, map(shutil.which, COMMANDS)), None)
    if path is None or importlib.util.find_spec("playwright") is None:
        # Where every change is tested, a missing browser must not pass for a working page.
        give_up = pytest.fail if os.environ.get("CI") == "true" else pytest.skip
        give_up("needs a Chromium on the path and the playwright package")
    from playwright import sync_api

    with sync_api.sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        yield started
        started.close()


@pytest.fixture
def open_page(browser: Any, tmp_path: Path) -> Iterator[Opener]:
    """Return a function that opens HTML text from a file, as a rule without a network."""
    contexts = []

    def opener(
        html: str,
        *,
        size: tuple[int, int] = DESK,
        scheme: Literal["light", "dark"] = "light",
        scripts: bool = True,
        before: str = "",
        network: Network | None = None,
    ) -> Opened:
        """Open a page; `before` runs before its scripts, `network` answers what it asks of others (without: nobody does)."""
        context = browser.new_context(
            viewport={"width": size[0], "height": size[1]},
            color_scheme=scheme,
            offline=network is None,
            has_touch=size == PHONE,
            java_script_enabled=scripts,
        )
        context.set_default_timeout(PATIENCE_MS)
        if network is not None:
            context.route(re.compile("^(?!file:)"), network)
        contexts.append(context)
        opened = Opened(context.new_page())
        opened.page.on("request", lambda request: opened.requests.append(request.url))
        opened.page.on("console", lambda message: opened.complaints.append(message.text))
        opened.page.on("pageerror", lambda error: opened.complaints.append(str(error)))
        opened.page.add_init_script(
            "addEventListener('securitypolicyviolation', (event) => console.error(event.violatedDirective))"
        )
        opened.page.add_init_script(before)
        file = tmp_path / f"page{len(contexts)}.html"
        file.write_text(html, encoding="utf-8")
        opened.page.goto(file.as_uri())
        if scripts:
            opened.settle()
        return opened

    yield opener
    for context in contexts:
        context.close()
