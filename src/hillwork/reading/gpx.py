"""GPX files to tracks: streaming, whatever their version, namespace, encoding or damage."""

import codecs
import os
import re
from collections.abc import Iterator
from typing import Final, NoReturn
from xml.parsers import expat

from hillwork.errors import InputError
from hillwork.model import Notice, Track, TrackKind
from hillwork.reading.columns import Columns, track_from_columns
from hillwork.reading.gate import MAX_BYTES, Source
from hillwork.reading.points import MAX_DEPTH, MAX_TEXT_CHARACTERS, LimitError, Points, new_parser, point_handlers
from hillwork.reading.runs import find_run

MIN_POINTS: Final = 2
"""A damaged file is worth reading with as many whole points."""

_OTHER_ROOTS: Final = {
    "html": "an HTML page",
    "kml": "a KML file",
    "TrainingCenterDatabase": "a TCX file, which is not supported yet",
    "osm": "OpenStreetMap data",
    "svg": "an SVG picture",
}
_NAMED_PARENTS: Final = ("metadata", "gpx", "trk", "rte")
_CONTROLS: Final = bytes(code for code in range(32) if code not in b"\t\n\r")
_DECLARED: Final = re.compile(rb"""^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9._:-]{1,40})["']""")
_BYTE_ORDER_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
    (b"<\0?\0", "utf-16-le"),
    (b"\0<\0?", "utf-16-be"),
)
_HINT: Final = "export the track again as GPX"


def read_gpx(place: str | os.PathLike[str], *, max_bytes: int = MAX_BYTES) -> Track:
    """Return the track in a GPX file: its tracks, or its routes when it has no track.

    Args:
        place: A path, or `-` for standard input; plain or gzipped.
        max_bytes: How much to take, packed or unpacked [bytes].

    Raises:
        InputError: It cannot be read, or holds no track and no route.
    """
    source = Source(place, max_bytes=max_bytes)
    document = _Document(source.name)
    notices = document.read(_as_utf8(source.chunks(), document))
    if source.is_truncated:
        notices.append(Notice("file-damaged", "the gzip file ends too early: what came before is kept"))
    return document.track(notices, file=source.place)


def _as_utf8(chunks: Iterator[bytes], document: "_Document") -> Iterator[bytes]:
    """Yield a document's bytes as UTF-8 without control characters, whatever its encoding, cut behind tags.

    Cut elsewhere, a value would reach the reader of points in two pieces.
    """
    decoder: codecs.IncrementalDecoder | None = None
    rest = b""
    for chunk in chunks:
        if decoder is None:
            decoder = codecs.getincrementaldecoder(_encoding(chunk))(errors="replace")
        text = decoder.decode(chunk)
        encoded = text.encode("utf-8", errors="replace")
        kept = encoded.translate(None, _CONTROLS)
        document.has_replaced_text |= "\ufffd" in text or len(kept) < len(encoded)
        cut = kept.rfind(b">") + 1
        yield rest + kept[:cut]
        rest = kept[cut:]
        if len(rest) > MAX_TEXT_CHARACTERS:
            yield rest
            rest = b""
    yield rest


def _encoding(head: bytes) -> str:
    """Return the name of the codec: by byte order mark, then by declaration, UTF-8 when there is neither."""
    for mark, name in _BYTE_ORDER_MARKS:
        if head.startswith(mark):
            return name
    declared = _DECLARED.match(head)
    name = declared[1].decode("ascii").lower() if declared else "utf-8"
    try:
        is_text = codecs.lookup(name)._is_text_encoding  # noqa: SLF001 - the only way to tell text codecs from rot13
    except LookupError:
        return "utf-8"
    # A declaration that could be read byte by byte is not that of a two-byte encoding.
    return name if is_text and not name.startswith(("utf-16", "utf-32", "idna", "punycode")) else "utf-8"


class _Document:
    """One pass through a file, and what it found.

    Attributes:
        has_replaced_text: True when characters had to be replaced or left out.
    """

    def __init__(self, name: str) -> None:
        self._file = name
        self._path: list[str] = []
        self._names: dict[str, str] = {}
        self._label = ""
        self._text = ""
        self._creator = ""
        self._n_waypoints = 0
        self._points = {"trkpt": Points(), "rtept": Points()}
        self._parser = self._new_parser()
        self._handlers = {
            kind: point_handlers(self._parser, points, lambda: len(self._path)) for kind, points in self._points.items()
        }
        self._may_take_runs = True
        self._n_lines_taken = 0
        self.has_replaced_text = False

    def read(self, chunks: Iterator[bytes]) -> list[Notice]:
        """Read all of the file, as far as it is sound, and return what was wrong with it.

        Raises:
            InputError: It is no GPX file, or damaged before there were two points.
        """
        notices = []
        try:
            for chunk in chunks:
                self._feed(chunk)
            self._parser.Parse(b"", True)  # noqa: FBT003 - expat takes it by position
        except expat.ExpatError as error:
            notices.append(self._damage(error))
        except LimitError as error:
            raise InputError(f"{self._file}: {error}", hint=_HINT) from error
        self._flush()
        if notices and all(points.n_points < MIN_POINTS for points in self._points.values()):
            raise InputError(f"{self._file}: not a sound GPX file: {notices[0].message}", hint=_HINT)
        if self.has_replaced_text:
            notices.append(Notice("text-replaced", "characters that do not fit the file's encoding were replaced"))
        return notices

    def _feed(self, chunk: bytes) -> None:
        # Behind a "<!" there may be a comment or CDATA, in which points are mere text.
        self._may_take_runs &= b"<!" not in chunk
        run = find_run(chunk) if self._may_take_runs else None
        self._may_take_runs &= run is not None or not self._points["trkpt"].n_points
        if run is not None:
            self._parse(chunk[: run.start])
            chunk = chunk[run.start :]
            if self._path[-1:] == ["trkseg"] and self._flush():
                self._points["trkpt"].add(*run.texts)
                taken, chunk = chunk[: run.end - run.start], chunk[run.end - run.start :]
                self._n_lines_taken += taken.count(b"\n")
        self._parse(chunk)
        self._flush()  # texts become numbers soon, so that memory stays that of the numbers

    def _parse(self, data: bytes) -> None:
        self._parser.Parse(data, False)  # noqa: FBT003 - expat takes it by position

    def _flush(self) -> bool:
        """Hand over the points read, and tell whether no point is open."""
        closed = [flush() for _, flush in self._handlers.values()]
        return all(closed)

    def track(self, notices: list[Notice], file: str) -> Track:
        """Return the tracks of the file, or its routes.

        Raises:
            InputError: It has neither.
        """
        kind = "trkpt" if self._points["trkpt"].n_points else "rtept"
        points = self._points[kind]
        if not points.n_points:
            only = f", only {self._n_waypoints} waypoints" if self._n_waypoints else ""
            raise InputError(f"{self._file}: no track and no route in it{only}", hint="export a track or a route")
        if kind == "trkpt" and self._points["rtept"].n_points:
            notices.append(Notice("routes-ignored", "the file holds a track and a route: the track is used"))
        if points.has_naive_times:
            notices.append(Notice("times-without-zone", "times without a zone taken for UTC"))
        lat, lon, elevation, time = points.columns()
        columns = Columns(
            lat_deg=lat,
            lon_deg=lon,
            elevation_m=elevation,
            unix_s=time,
            breaks=points.breaks,
            labels=points.labels,
            n_bad_elevations=points.n_bad_elevations,
            n_bad_times=points.n_bad_times,
            name=next((self._names[parent] for parent in self._name_order(kind) if self._names.get(parent)), ""),
            creator=self._creator,
            kind=TrackKind.TRACK if kind == "trkpt" else TrackKind.ROUTE,
            notices=notices,
        )
        return track_from_columns(columns, file)

    @staticmethod
    def _name_order(kind: str) -> tuple[str, ...]:
        return ("metadata", "gpx", "trk" if kind == "trkpt" else "rte")

    def _new_parser(self) -> expat.XMLParserType:
        parser = new_parser()
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.StartDoctypeDeclHandler = self._refuse_doctype
        return parser

    def _start(self, raw_name: str, attributes: list[str]) -> None:
        name = raw_name.rpartition(":")[2]
        if not self._path:
            self._check_root(name, attributes)
        if name in self._points:
            self._handlers[name][0](raw_name, attributes)
            return
        self._path.append(name)
        if len(self._path) > MAX_DEPTH:
            raise LimitError(f"elements nested more than {MAX_DEPTH} deep")
        if name in {"trk", "rte"}:
            self._label = ""
        if name in {"trkseg", "rte"}:
            self._begin_segment("trkpt" if name == "trkseg" else "rtept")
        elif name == "wpt":
            self._n_waypoints += 1
        elif name in {"name", "type"} and self._path[-2] in _NAMED_PARENTS:
            self._text = ""
            self._parser.CharacterDataHandler = self._take

    def _end(self, _: str) -> None:
        name = self._path.pop()
        if name in {"name", "type"} and self._parser.CharacterDataHandler is not None:
            self._parser.CharacterDataHandler = None
            parent = self._path[-1]
            if name == "name":
                self._names.setdefault(parent, self._text)
            if parent in {"trk", "rte"} and len(self._label) < MAX_TEXT_CHARACTERS:
                self._label = f"{self._label} {self._text}".strip()

    def _take(self, text: str) -> None:
        self._text += text
        if len(self._text) > MAX_TEXT_CHARACTERS:
            raise LimitError(f"a name of more than {MAX_TEXT_CHARACTERS:,} characters")

    def _begin_segment(self, kind: str) -> None:
        self._handlers[kind][1]()
        points = self._points[kind]
        if points.breaks and points.breaks[-1] == points.n_points:
            points.labels.pop()
        else:
            points.breaks.append(points.n_points)
        points.labels.append(self._label)

    def _check_root(self, name: str, attributes: list[str]) -> None:
        if name != "gpx":
            raise InputError(
                f"{self._file}: not a GPX file: it is {_OTHER_ROOTS.get(name, 'another kind of XML')}", hint=_HINT
            )
        self._creator = dict(zip(attributes[::2], attributes[1::2], strict=True)).get("creator", "")

    def _refuse_doctype(self, name: str, *_: object) -> NoReturn:
        what = (
            "not a GPX file: it is an HTML page" if name.lower() == "html" else "a DOCTYPE, which GPX files do not have"
        )
        raise InputError(f"{self._file}: {what}", hint=_HINT)

    def _damage(self, error: expat.ExpatError) -> Notice:
        where = f"line {error.lineno + self._n_lines_taken}, column {error.offset}"
        return Notice("file-damaged", f"damaged at {where} ({expat.ErrorString(error.code)}): what came before is kept")
