"""What lies in the frame of a map, and what does not."""

import numpy as np
import pytest

from hillwork.api.ground import relief_beneath, streets_beneath
from hillwork.geo import metres_per_degree
from hillwork.model import Cost, ElevationSource, Floats, Lines, Sampled, Surface, WayClass, Worth

LAT, LON = 46.0, 14.5
WORTH = Worth(
    resolution_m=30.0, step_m=0.0, surface=Surface.TERRAIN, sd_m=1.0, correlation_m=60.0, datum="none", attribution=""
)


class Slope(ElevationSource):
    """Ground that rises to the north, of which everything is known."""

    def estimate(self, lat_deg: Floats, lon_deg: Floats) -> Cost:
        del lat_deg, lon_deg
        return Cost()

    def sample(self, lat_deg: Floats, lon_deg: Floats) -> Sampled:
        del lon_deg
        return Sampled(1000 * (lat_deg - LAT), "slope", WORTH)


def street(east_m: float, north_m: float, lon_deg: float = LON) -> tuple[Floats, Floats]:
    """Return a street of 100 m to the north of a place so far from the middle."""
    per_lat, per_lon = (float(one[0]) for one in metres_per_degree(np.array([LAT])))
    lat = LAT + (north_m + np.array([0.0, 100.0])) / per_lat
    lon = lon_deg + np.full(2, east_m) / per_lon
    return lat, (lon + 180) % 360 - 180


def lines(*streets: tuple[Floats, Floats]) -> Lines:
    return Lines(
        lat_deg=np.concatenate([lat for lat, _ in streets]),
        lon_deg=np.concatenate([lon for _, lon in streets]),
        starts=np.arange(0, 2 * len(streets) + 1, 2),
        classes=tuple(list(WayClass)[i % 3] for i in range(len(streets))),
    )


def test_streets_in_the_frame_stay_and_those_far_away_go():
    whole = lines(street(0, 0), street(9000, 0), street(300, 200), street(0, -9000))
    kept = streets_beneath(whole, *street(0, 0))
    assert len(kept) == 2
    assert kept.classes == (whole.classes[0], whole.classes[2])
    assert kept.lat_deg.tolist() == [*whole.lat_deg[:2], *whole.lat_deg[4:6]]
    assert kept.starts.tolist() == [0, 2, 4]


def test_a_street_that_comes_into_the_frame_stays_whole():
    lat, lon = street(0, -450)
    kept = streets_beneath(lines((np.array([lat[0] - 0.5, lat[1]]), lon)), *street(0, 0))
    assert len(kept.lat_deg) == 2


def test_the_frame_reaches_over_the_180th_meridian():
    whole = lines(street(-200, 0, 180.0), street(200, 0, 180.0), street(0, 0, 0.0))
    assert len(streets_beneath(whole, *street(0, 0, 180.0))) == 2


def test_no_streets_stay_none():
    nothing = Lines(lat_deg=np.empty(0), lon_deg=np.empty(0), starts=np.array([0]), classes=())
    assert len(streets_beneath(nothing, *street(0, 0))) == 0


def test_the_relief_holds_all_places_and_some_ground_around_them():
    lat, lon = street(0, 0)
    relief = relief_beneath(Slope(), lat, lon)
    assert relief is not None
    per_lat, _ = (float(one[0]) for one in metres_per_degree(np.array([LAT])))
    assert relief.south_deg == pytest.approx(lat.min() - 500 / per_lat, abs=20 / per_lat)
    assert relief.west_deg < lon[0] < relief.east_deg


def test_no_places_have_no_relief():
    assert relief_beneath(Slope(), np.empty(0), np.empty(0)) is None
