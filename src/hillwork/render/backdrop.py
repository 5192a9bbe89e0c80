"""Streets, paths and the shape of the ground as data of a page."""

import base64
from typing import Final

import numpy as np

from hillwork.model import Backdrop, Lines, Relief, WayClass
from hillwork.page import BackdropData, ReliefData, StreetsData
from hillwork.render.lines import thin_lines, unrolled
from hillwork.render.shade import shade_relief

_EDGE_DIGITS: Final = 6
_BAND_DEG: Final = 0.002
"""Streets are told from band to band, so that the step from one to the next is short to write."""


def backdrop_figures(backdrop: Backdrop, reference_deg: float) -> BackdropData:
    """Return what lies beneath the ways of a page.

    Args:
        backdrop: Streets and ground, as far as they are known.
        reference_deg: Longitude that the page's longitudes lie around [deg].
    """
    return {
        "streets": [] if backdrop.streets is None else _streets(backdrop.streets, reference_deg),
        "relief": None if backdrop.relief is None else _relief(backdrop.relief, reference_deg),
    }


def _streets(streets: Lines, reference_deg: float) -> list[StreetsData]:
    """Return the streets of each class that there is, the best class last: it is drawn over the others."""
    if not len(streets):
        return []
    first = streets.starts[:-1]
    lon_deg = unrolled(streets.lon_deg, reference_deg)
    order = np.lexsort((lon_deg[first], np.floor(streets.lat_deg[first] / _BAND_DEG)))
    told: list[StreetsData] = []
    for way_class in reversed(WayClass):
        parts = [
            slice(int(streets.starts[i]), int(streets.starts[i + 1]))
            for i in order.tolist()
            if streets.classes[i] is way_class
        ]
        if parts:
            # Nobody measures streets here: they are the ground that hills are seen on.
            lines = thin_lines(streets.lat_deg, lon_deg, parts, is_rough=True)
            told.append({"way_class": way_class.value, "lines": lines})
    return told


def _relief(relief: Relief, reference_deg: float) -> ReliefData:
    shaded = shade_relief(relief)
    west_deg = float(unrolled(np.array([relief.west_deg]), reference_deg)[0])
    return {
        "south_deg": round(relief.south_deg, _EDGE_DIGITS),
        "west_deg": round(west_deg, _EDGE_DIGITS),
        "north_deg": round(relief.north_deg, _EDGE_DIGITS),
        "east_deg": round(west_deg + relief.east_deg - relief.west_deg, _EDGE_DIGITS),
        "png": base64.b64encode(shaded.png).decode(),
        "contour_m": shaded.contour_m,
    }
