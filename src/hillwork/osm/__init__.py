"""Maps and addresses from OpenStreetMap."""

from hillwork.osm.address import NOMINATIM_URL, Addresses
from hillwork.osm.extract import Extract
from hillwork.osm.overpass import MAX_RADIUS_M, OVERPASS_URLS, Overpass

__all__ = [
    "MAX_RADIUS_M",
    "NOMINATIM_URL",
    "OVERPASS_URLS",
    "Addresses",
    "Extract",
    "Overpass",
]
