"""The page: a frame made of constants, and the document put into it afterwards."""

from collections.abc import Sequence
from typing import Final

from hillwork.page import Page, SideFile
from hillwork.render.island import island
from hillwork.render.plain import plain_html
from hillwork.units import UnitSystem

_DATA_SLOT: Final = "<!-- data -->"
_PLAIN_SLOT: Final = "<!-- plain -->"


def draw_page(
    page: Page,
    *,
    units: UnitSystem = UnitSystem.METRIC,
    tiles: str | None = None,
    beside: Sequence[SideFile] = (),
) -> str:
    """Return a document as a page, as HTML text.

    The page is one file that opens without a network and asks nobody for anything. Equal values give equal text.

    Args:
        page: What to show.
        units: What distances and heights are shown in at first.
        tiles: Whose online tiles its reader may switch on, one of `PROVIDERS`; None for nobody's.
        beside: The files in its folder that it links to.
    """
    # Folium takes longer to load than everything else to run: only who wants a page waits for it.
    from hillwork.render.frame import frame_of

    frame = frame_of(page["about"], tiles)
    # The longer text goes in last: what it holds is not looked for slots.
    before, after = frame.replace(_PLAIN_SLOT, plain_html(page, units), 1).rsplit(_DATA_SLOT, 1)
    shown = {**page, "units": units.value, "files": list(beside)}
    return f"{before}{island(shown)}{after}"
