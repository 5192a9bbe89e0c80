"""Distances and directions on the ellipsoid, for whole columns at once."""

from typing import Final

import numpy as np

from hillwork.model import Floats

EQUATOR_RADIUS_M: Final = 6378137.0
"""Semi-major axis of the WGS 84 ellipsoid (NIMA TR8350.2)."""

ECCENTRICITY_SQUARED: Final = 6.69437999014e-3
"""First eccentricity squared of the WGS 84 ellipsoid (NIMA TR8350.2)."""


def metres_per_degree(lat_deg: Floats) -> tuple[Floats, Floats]:
    """Return the metres that one degree of latitude and one of longitude span at these latitudes.

    From the radii of curvature in the meridian and in the prime vertical (Snyder, Map Projections, USGS PP 1395, ch. 3).

    Args:
        lat_deg: Latitudes, shape (n,) [deg].

    Returns:
        Two arrays of shape (n,) [m/deg].
    """
    lat = np.radians(lat_deg)
    denominator = 1 - ECCENTRICITY_SQUARED * np.sin(lat) ** 2
    prime_vertical = EQUATOR_RADIUS_M / np.sqrt(denominator)
    meridian = prime_vertical * (1 - ECCENTRICITY_SQUARED) / denominator
    degree = np.pi / 180
    return meridian * degree, prime_vertical * np.cos(lat) * degree


def offsets_m(lat_deg: Floats, lon_deg: Floats) -> tuple[Floats, Floats]:
    """Return the steps north and east between consecutive points.

    Exact to 1e-8 of the length below 1 km; longitudes wrap at 180 degrees.

    Args:
        lat_deg: Latitudes, shape (n,) [deg].
        lon_deg: Longitudes, shape (n,) [deg].

    Returns:
        North and east, shape (n - 1,) each [m].
    """
    north_m, east_m = metres_per_degree((lat_deg[1:] + lat_deg[:-1]) / 2)
    turned = (np.diff(lon_deg) + 180) % 360 - 180
    return np.diff(lat_deg) * north_m, turned * east_m


def step_lengths_m(lat_deg: Floats, lon_deg: Floats) -> Floats:
    """Return the distances between consecutive points, shape (n - 1,) [m].

    >>> import numpy as np
    >>> step_lengths_m(np.array([45.0, 45.001]), np.array([7.0, 7.0])).round(1).tolist()
    [111.1]
    """
    north, east = offsets_m(lat_deg, lon_deg)
    return np.hypot(north, east)


def local_metres(lat_deg: Floats, lon_deg: Floats) -> tuple[Floats, Floats]:
    """Return east and north of the first point, on a plane that is true to scale at the middle latitude.

    For comparing places some kilometres apart; farther away the scale east-west is off by the change of cos(latitude).

    Args:
        lat_deg: Latitudes, shape (n,) [deg].
        lon_deg: Longitudes, shape (n,) [deg].

    Returns:
        Two arrays of shape (n,) [m].
    """
    middle = np.array([(lat_deg.min() + lat_deg.max()) / 2])
    north_m, east_m = metres_per_degree(middle)
    turned = (lon_deg - lon_deg[0] + 180) % 360 - 180
    return turned * east_m[0], (lat_deg - lat_deg[0]) * north_m[0]
