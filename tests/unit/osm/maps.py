"""Small maps, as the ways of a dictionary and as files."""

from typing import Any
from xml.sax.saxutils import quoteattr

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
    columns = ("lat_deg", "lon_deg", "node_ids", "starts", "way_ids")
    return one.tags == other.tags and all((getattr(one, c).tolist() == getattr(other, c).tolist()) for c in columns)


def shape(ways: Any) -> list[tuple[int, list[int]]]:
    """Return the number of each way with those of its vertices."""
    ends = zip(ways.starts[:-1], ways.starts[1:], strict=True)
    pieces = [ways.node_ids[start:end].tolist() for start, end in ends]
    return list(zip(ways.way_ids.tolist(), pieces, strict=True))
