"""How results are shown."""

from dataclasses import dataclass
from typing import Final

from hillwork.page import SideFile
from hillwork.units import UnitSystem


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """How results are shown.

    Args:
        units: What distances and heights are in.
        tiles: Whose online tiles the reader of a page may switch on, one of `tile_providers()`; None for nobody's.
        beside: The files that are written into the folder of a page, and that it links to.
    """

    units: UnitSystem = UnitSystem.METRIC
    tiles: str | None = None
    beside: tuple[SideFile, ...] = ()


USUAL: Final = Look()
"""Metric, without tiles, alone."""
