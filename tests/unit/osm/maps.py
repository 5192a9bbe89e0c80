"""Small maps, as the ways of a dictionary and as files."""

from typing import Any
from xml.sax.saxutils import quoteattr

import numpy as np

from hillwork.geo import metres_per_degree
from hillwork.model import Place

HOME = Place(lat_deg=43.7384, lon_deg=7.4246, name="home")


def way(way_id: int, *nodes: int, **tags: str) -> dict[str, Any]:
    """Return a way; its vertices lie by their numbers, 100 m apart to the north-east of home, None below 0."""
    places = [None if node < 0 else (round(43.7384 + node * 1e-3, 7), round(7.4246 + node * 1e-3, 7)) for node in nodes]
    return {
        "id": way_id,
        "nodes": list(map(abs, nodes)),
        "geometry": places,
        "tags": {"highway": "residential"} | {key.replace("__", ":"): value for key, value in tags.items()},
    }


def tap(node_id: int, north_m: float = 0.0, east_m: float = 0.0, **tags: str) -> dict[str, Any]:
    """Return a node so far from home, a place with drinking water unless its tags say something else."""
    north, east = (float(one[0]) for one in metres_per_degree(np.array([HOME.lat_deg])))
    lat, lon = round(HOME.lat_deg + north_m / north, 7), round(HOME.lon_deg + east_m / east, 7)
    return {"id": node_id, "lat": lat, "lon": lon, "tags": tags or {"amenity": "drinking_water"}}


def tap_xml(*taps: dict[str, Any]) -> str:
    """Write nodes as a part of an OSM file."""
    return "".join(
        f'<node id="{one["id"]}" lat="{one["lat"]}" lon="{one["lon"]}">'
        + "".join(f"<tag k={quoteattr(key)} v={quoteattr(value)}/>" for key, value in one["tags"].items())
        + "</node>"
        for one in taps
    )


def water(ways: Any) -> list[tuple[float, float]]:
    """Return where a map has water."""
    return list(zip(ways.water_lat_deg.tolist(), ways.water_lon_deg.tolist(), strict=True))


def spots(*taps: dict[str, Any]) -> list[tuple[float, float]]:
    """Return where nodes are."""
    return [(one["lat"], one["lon"]) for one in taps]


def as_xml(*ways: dict[str, Any], more: str = "") -> str:
    """Write ways as an OSM file."""
    places = {
        node: place
        for one in ways
        for node, place in zip(one["nodes"], one["geometry"], strict=True)
        if place is not None
    }
    nodes = [f'<node id="{node}" lat="{lat:.7f}" lon="{lon:.7f}"/>' for node, (lat, lon) in sorted(places.items())]
    drawn = [
        f'<way id="{one["id"]}">'
        + "".join(f'<nd ref="{node}"/>' for node in one["nodes"])
        + "".join(f"<tag k={quoteattr(key)} v={quoteattr(value)}/>" for key, value in one["tags"].items())
        + "</way>"
        for one in ways
    ]
    return f'<?xml version="1.0"?>\n<osm version="0.6">{"".join(nodes)}{"".join(drawn)}{more}</osm>'


def same(one: Any, other: Any) -> bool:
    """Tell whether two maps are the same but for where they are from."""
    columns = ("lat_deg", "lon_deg", "node_ids", "starts", "way_ids", "water_lat_deg", "water_lon_deg")
    return one.tags == other.tags and all((getattr(one, c).tolist() == getattr(other, c).tolist()) for c in columns)


def shape(ways: Any) -> list[tuple[int, list[int]]]:
    """Return the number of each way with those of its vertices."""
    ends = zip(ways.starts[:-1], ways.starts[1:], strict=True)
    pieces = [ways.node_ids[start:end].tolist() for start, end in ends]
    return list(zip(ways.way_ids.tolist(), pieces, strict=True))
