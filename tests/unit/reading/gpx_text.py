"""GPX written by hand for tests."""

from collections.abc import Iterable

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
OPEN = '<gpx version="1.1" creator="pen" xmlns="http://www.topografix.com/GPX/1/1">'


def point(index: int, *, ele: str | None = "100.5", extra: str = "", tag: str = "trkpt") -> str:
    """Return one point of a line to the north-east, a second apart."""
    height = "" if ele is None else f"<ele>{ele}</ele>"
    time = f"<time>2025-05-04T06:{index // 60:02d}:{index % 60:02d}Z</time>"
    return f'<{tag} lat="{47 + index / 1e4:.4f}" lon="{8 + index / 1e4:.4f}">{height}{time}{extra}</{tag}>\n'


def segment(points: Iterable[str]) -> str:
    return f"<trkseg>\n{''.join(points)}</trkseg>\n"


def gpx(*inside: str, name: str = "Morning run", head: str = HEAD, opening: str = OPEN) -> str:
    """Return a file with one track that holds these segments."""
    return f"{head}{opening}<trk><name>{name}</name>\n{''.join(inside)}</trk></gpx>\n"


def run(n_points: int = 10) -> str:
    """Return a plain file of that many points."""
    return gpx(segment(point(index) for index in range(n_points)))
