"""Servers on this machine that speak what the real ones speak, and misbehave on demand."""

import gzip
import io
import json
import math
import re
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import numpy as np
import pytest

from hillwork.errors import ServiceError

Height = Callable[[Any, Any], Any]
"""Height of places by latitude and longitude, numpy arrays."""


@dataclass
class Reply:
    """What a server answers.

    Args:
        status: HTTP status.
        body: Body as sent.
        content_type: Its content type.
        headers: More headers.
        delay_s: Silence before the answer.
        drip_s: Time between single bytes of the body; 0 sends it at once.
        cut: How many bytes of the body to leave away, after promising them.
        reset: Whether to hang up without a word.
        drip_head_s: Time between single bytes of the status line and headers.
    """

    status: int = 200
    body: bytes = b""
    content_type: str = "application/json"
    headers: dict[str, str] = field(default_factory=dict)
    delay_s: float = 0.0
    drip_s: float = 0.0
    cut: int = 0
    reset: bool = False
    drip_head_s: float = 0.0


@dataclass
class Request:
    method: str
    path: str
    headers: dict[str, str]
    body: bytes
    at_s: float


class Server:
    """A server that answers by a function, and remembers what it was asked."""

    def __init__(self, answer: Callable[[Request], Reply]) -> None:
        self.requests: list[Request] = []
        server = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def handle_any(self) -> None:
                length = int(self.headers.get("Content-Length") or 0)
                request = Request(
                    self.command, self.path, dict(self.headers), self.rfile.read(length), time.monotonic()
                )
                server.requests.append(request)
                self.send(answer(request))

            do_GET = do_POST = handle_any  # noqa: N815 - the library's names

            def send(self, reply: Reply) -> None:
                time.sleep(reply.delay_s)
                if reply.reset:
                    self.close_connection = True
                    self.connection.close()
                    return
                headers = {"Content-Type": reply.content_type, "Content-Length": str(len(reply.body)), **reply.headers}
                head = f"HTTP/1.1 {reply.status} X\r\n" + "".join(f"{k}: {v}\r\n" for k, v in headers.items()) + "\r\n"
                try:
                    for part in [head.encode()] if not reply.drip_head_s else [bytes([b]) for b in head.encode()]:
                        self.wfile.write(part)
                        time.sleep(reply.drip_head_s)
                    body = reply.body[: len(reply.body) - reply.cut]
                    for part in [body] if not reply.drip_s else [bytes([b]) for b in body]:
                        self.wfile.write(part)
                        self.wfile.flush()
                        time.sleep(reply.drip_s)
                except OSError:
                    pass
                if reply.cut:
                    self.close_connection = True

            def log_message(self, *_: Any) -> None:
                pass

        self._http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._http.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._http.server_port}"

    def start(self) -> None:
        threading.Thread(target=self._http.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()

    def stop(self) -> None:
        self._http.shutdown()
        self._http.server_close()


@contextmanager
def serving(answer: Callable[[Request], Reply]) -> Iterator[Server]:
    """Run a server for a while."""
    server = Server(answer)
    server.start()
    try:
        yield server
    finally:
        server.stop()


def refused_twice(server: Server, ask: Callable[[], object]) -> ServiceError:
    """Ask twice and return the second refusal: both reached the server, so that the first was not kept."""
    for _ in range(2):
        n_before = len(server.requests)
        with pytest.raises(ServiceError) as error:
            ask()
        assert len(server.requests) > n_before
    assert error.value.hint
    return error.value


def in_turn(*replies: Reply) -> Callable[[Request], Reply]:
    """Answer one reply after the other, the last one for ever."""
    left = list(replies)
    return lambda _: left.pop(0) if len(left) > 1 else left[0]


def as_json(value: Any, **more: Any) -> Reply:
    return Reply(body=json.dumps(value).encode(), **more)


def terrain_tiles(height: Height, missing: Callable[[str], bool] = lambda _: False) -> Callable[[Request], Reply]:
    """Speak like the bucket of terrain tiles: terrarium images and gzipped one-degree files."""

    def answer(request: Request) -> Reply:
        if missing(request.path):
            return Reply(403, b"<Error><Code>AccessDenied</Code></Error>", "application/xml")
        kind, *rest = request.path.strip("/").split("/")
        if kind == "terrarium":
            zoom, column, row = (int(part.removesuffix(".png")) for part in rest)
            return Reply(body=terrarium_png(height, zoom, column, row), content_type="image/png")
        name = rest[-1].removesuffix(".hgt.gz")
        lat, lon = int(name[1:3]) * (1 if name[0] == "N" else -1), int(name[4:7]) * (1 if name[3] == "E" else -1)
        return Reply(body=gzip.compress(hgt_bytes(height, lat, lon, 3601), 1), content_type="application/octet-stream")

    return answer


def terrarium_png(height: Height, zoom: int, column: int, row: int) -> bytes:
    from PIL import Image

    size = 256 * 2**zoom
    x = (column * 256 + np.arange(256) + 0.5) / size
    y = (row * 256 + np.arange(256) + 0.5) / size
    lon = x * 360 - 180
    lat = np.degrees(np.arctan(np.sinh(math.pi * (1 - 2 * y))))
    lon_grid, lat_grid = np.meshgrid(lon, lat)
    coded = np.round((height(lat_grid, lon_grid) + 32768) * 256).astype(np.int64)
    pixels = np.stack([coded >> 16, (coded >> 8) & 255, coded & 255], axis=-1).astype(np.uint8)
    file = io.BytesIO()
    Image.fromarray(pixels, "RGB").save(file, "PNG")
    return file.getvalue()


def hgt_bytes(height: Height, lat: int, lon: int, side: int) -> bytes:
    steps = np.arange(side) / (side - 1)
    lon_grid, lat_grid = np.meshgrid(lon + steps, lat + 1 - steps)
    heights = np.asarray(height(lat_grid, lon_grid), dtype=np.float64)
    return np.where(np.isfinite(heights), np.round(np.nan_to_num(heights)), -32768).astype(">i2").tobytes()


def opentopodata(height: Height) -> Callable[[Request], Reply]:
    def answer(request: Request) -> Reply:
        places = json.loads(request.body)["locations"].split("|")
        if len(places) > 100:
            error = f"Too many locations provided ({len(places)}), the limit is 100."
            return as_json({"error": error, "status": "INVALID_REQUEST"}, status=400)
        results = []
        for place in places:
            lat, lon = map(float, place.split(","))
            value = float(height(np.array(lat), np.array(lon)))
            elevation = None if math.isnan(value) else round(value, 1)
            results.append({"dataset": "test", "elevation": elevation, "location": {"lat": lat, "lng": lon}})
        return as_json({"results": results, "status": "OK"})

    return answer


def open_elevation(height: Height) -> Callable[[Request], Reply]:
    def answer(request: Request) -> Reply:
        results = [
            {**place, "elevation": round(float(height(np.array(place["latitude"]), np.array(place["longitude"]))))}
            for place in json.loads(request.body)["locations"]
        ]
        return as_json({"results": results})

    return answer


def valhalla(height: Height) -> Callable[[Request], Reply]:
    import polyline

    def answer(request: Request) -> Reply:
        places = polyline.decode(json.loads(request.body)["encoded_polyline"], 6)
        heights = [float(height(np.array(lat), np.array(lon))) for lat, lon in places]
        return as_json(
            {
                "encoded_polyline": "...",
                "height": [None if math.isnan(value) else round(value, 2) for value in heights],
            }
        )

    return answer


def overpass(
    ways: Sequence[dict[str, Any]],
    *,
    nodes: Sequence[dict[str, Any]] = (),
    busy: Sequence[Reply] = (),
    status: str = "2 slots available now.\n",
    **more: Any,
) -> Callable[[Request], Reply]:
    """Speak like Overpass: the ways whose box meets the circle, the nodes in it that are asked for, the state of the slots.

    Args:
        ways: Each with `id`, `nodes`, `geometry` (pairs of latitude and longitude, or None) and `tags`.
        nodes: Each with `id`, `lat`, `lon` and `tags`.
        busy: What to answer first.
        status: What the page of the slots says below its head.
        more: What else an answer says, such as a remark.
    """
    first = list(busy)
    about = {"timestamp_osm_base": "2026-11-20T09:00:00Z", "copyright": "... made available under ODbL."}

    def element(way: dict[str, Any]) -> dict[str, Any]:
        geometry = [place and {"lat": place[0], "lon": place[1]} for place in way["geometry"]]
        return {"type": "way", "id": way["id"], "nodes": way["nodes"], "geometry": geometry, "tags": way["tags"]}

    def answer(request: Request) -> Reply:
        if request.path.endswith("/status"):
            page = f"Connected as: 2130706433\nCurrent time: 2026-11-20T09:31:03Z\nRate limit: 2\n{status}"
            return Reply(body=page.encode(), content_type="text/plain; charset=utf-8")
        query = parse_qs(request.body.decode())["data"][0]
        asked = re.fullmatch(
            r'\[out:json\]\[timeout:60\]\[maxsize:\d+\];way\["highway"\](\(around:(\d+),([^,]+),([^,)]+)\));out body geom qt;'
            r'\(((?:node(?:\["\w+"="\w+"\])+\1;)+)\);out body qt;',
            query,
        )
        if request.method != "POST" or not request.path.endswith("/interpreter") or not asked:
            page = "<p><strong>Error</strong>: line 1: parse error: Unknown type &quot;foo&quot; </p>"
            return Reply(400, page.encode(), "text/html; charset=utf-8")
        if first:
            return first.pop(0)
        radius, lat, lon = map(float, asked.groups()[1:4])
        kinds = [re.findall(r'\["(\w+)"="(\w+)"\]', kind) for kind in asked[5].split(";")[:-1]]

        def touches(places: Sequence[tuple[float, float]]) -> bool:
            north = [(place[0] - lat) * 111_195 for place in places]
            east = [(place[1] - lon) * 111_195 * math.cos(math.radians(lat)) for place in places]
            return min(north) <= radius and max(north) >= -radius and min(east) <= radius and max(east) >= -radius

        def is_asked(node: dict[str, Any]) -> bool:
            return any(all(node["tags"].get(key) == value for key, value in kind) for kind in kinds)

        elements = [element(way) for way in ways if touches([place for place in way["geometry"] if place])]
        elements += [
            {"type": "node", **node} for node in nodes if is_asked(node) and touches([(node["lat"], node["lon"])])
        ]
        return as_json({"version": 0.6, "osm3s": about, "elements": elements, **more})

    return answer


OVERPASS_BUSY = Reply(
    429,
    b"<p><strong>Error</strong>: runtime error: open64: 0 Success /osm3s_osm_base"
    b" Dispatcher_Client::request_read_and_idx::rate_limited. Please check /api/status for the quota. </p>",
    "text/html; charset=utf-8",
)


def nominatim(places: Mapping[str, Sequence[tuple[float, float, str]]]) -> Callable[[Request], Reply]:
    """Speak like Nominatim: the places that each address means."""

    def answer(request: Request) -> Reply:
        parts = urlsplit(request.path)
        asked = {key: values[0] for key, values in parse_qs(parts.query).items()}
        if not parts.path.endswith("/search") or not asked.get("q"):
            return as_json({"error": {"code": 400, "message": "Nothing to search for."}}, status=400)
        found = places.get(asked["q"], ())[: int(asked.get("limit", 10))]
        licence = "Data © OpenStreetMap contributors, ODbL 1.0. http://osm.org/copyright"
        return as_json(
            [
                {"place_id": number, "licence": licence, "lat": f"{lat:.7f}", "lon": f"{lon:.7f}", "display_name": name}
                for number, (lat, lon, name) in enumerate(found)
            ]
        )

    return answer
