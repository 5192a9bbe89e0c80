"""What the core asks of the world outside, and others provide."""

from typing import Protocol

from hillwork.model.arrays import Floats


class ElevationSource(Protocol):
    """An elevation model: heights for places, and what they are worth."""

    @property
    def name(self) -> str:
        """What it is called in results."""
        ...

    @property
    def sd_m(self) -> float:
        """Standard deviation of one height against its neighbourhood [m]."""
        ...

    @property
    def correlation_m(self) -> float:
        """Distance over which its errors are alike: one to two cells [m]."""
        ...

    def sample(self, lat_deg: Floats, lon_deg: Floats) -> Floats:
        """Return the elevation of places, NaN where it is unknown [m].

        Args:
            lat_deg: Latitudes, shape (n,) [deg].
            lon_deg: Longitudes, shape (n,) [deg].
        """
        ...
