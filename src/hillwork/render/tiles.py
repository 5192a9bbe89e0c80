"""Online tiles that a page may offer: providers whose terms allow it, without a key and without the address of a page.

Not among them: OpenStreetMap's own tiles, which refuse pages opened from a file (they send no Referer), and all that ask for a
key, which would be told to every reader.
"""

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from xyzservices import TileProvider

PROVIDERS: Final = {
    "opentopomap": "OpenTopoMap",
    "basemap.at": "BasemapAT.basemap",
    "basemap.de": "BaseMapDE.Color",
    "nlmaps": "nlmaps.standaard",
    "swisstopo": "SwissFederalGeoportal.NationalMapColor",
    "usgs": "USGS.USTopo",
}
"""What the user says, and the name that xyzservices knows. Open data: OpenStreetMap contributors and OpenTopoMap (CC-BY-SA), and the
surveys of Austria, Germany, the Netherlands, Switzerland and the USA, each for its own ground."""


def provider_named(name: str) -> "TileProvider":
    """Return a provider.

    Args:
        name: One of `PROVIDERS`.
    """
    import xyzservices.providers

    provider: TileProvider = xyzservices.providers.query_name(PROVIDERS[name])
    return provider
