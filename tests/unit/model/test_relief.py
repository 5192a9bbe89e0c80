import math

import numpy as np
import pytest

from hillwork.model import Relief


def relief(**changes):
    known = {"south_deg": 46.0, "west_deg": 7.0, "north_deg": 47.0, "east_deg": 8.0, "source": "dem:x"}
    return Relief(**{**known, "elevation_m": np.zeros((4, 5)), **changes})


def test_the_ground_cannot_be_changed_under_its_owner():
    heights = np.zeros((2, 3))
    ground = relief(elevation_m=heights)
    heights[0, 0] = 99
    assert ground.elevation_m[0, 0] == 0
    with pytest.raises(ValueError, match="read-only"):
        ground.elevation_m[0, 0] = 5


@pytest.mark.parametrize(
    "changes",
    [
        {"elevation_m": np.zeros(4)},
        {"elevation_m": np.zeros((0, 4))},
        {"elevation_m": np.zeros((2, 2, 2))},
        {"north_deg": 46.0},
        {"east_deg": 6.0},
        {"west_deg": math.nan},
    ],
)
def test_ground_that_is_nowhere_is_refused(changes):
    with pytest.raises(ValueError, match=r"rows and columns|edges"):
        relief(**changes)


def test_rows_are_evenly_spaced_in_web_mercator():
    ground = relief(south_deg=-20.0, north_deg=70.0, elevation_m=np.zeros((9, 1)))
    edges = np.radians(ground.row_edges_deg)
    heights = np.log(np.tan(math.pi / 4 + edges / 2))
    middles = np.log(np.tan(math.pi / 4 + np.radians(ground.lat_deg) / 2))
    assert ground.row_edges_deg[[0, -1]].tolist() == pytest.approx([70, -20])
    assert np.ptp(np.diff(heights)) < 1e-12
    assert middles == pytest.approx((heights[1:] + heights[:-1]) / 2)


def test_columns_go_on_beyond_180_degrees():
    ground = relief(west_deg=179.0, east_deg=181.0, elevation_m=np.zeros((1, 4)))
    assert ground.lon_deg.tolist() == [179.25, 179.75, 180.25, 180.75]
