"""Hills as GeoJSON and as a spreadsheet."""

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from hillwork.export.as_json import hill_record, hills_listed
from hillwork.export.numbers import degrees
from hillwork.model import Line, Survey

_FORMULA_STARTS: Final = ("=", "+", "-", "@", "\t", "\r")


def surveys_as_geojson(surveys: Sequence[Survey], *, with_unsure: bool = False) -> str:
    """Return hills as a GeoJSON FeatureCollection of lines (RFC 7946)."""
    features = [
        {
            "type": "Feature",
            "geometry": {"type": "LineString", "coordinates": coordinates(hill.line)},
            "properties": {
                "file": survey.track.origin.file,
                "track": survey.track.name,
                "attribution": survey.attribution,
                **hill_record(hill),
            },
        }
        for survey in surveys
        for hill in hills_listed(survey, with_unsure=with_unsure)
    ]
    collection = {"type": "FeatureCollection", "features": features}
    return json.dumps(collection, ensure_ascii=False, allow_nan=False) + "\n"


def surveys_as_csv(surveys: Sequence[Survey], *, with_unsure: bool = False) -> str:
    """Return hills as comma-separated values, one a line; texts cannot start a formula."""
    return records_as_csv(
        {
            "file": survey.track.origin.file,
            "track": survey.track.name,
            **hill_record(hill),
            "foot_lat_deg": degrees(hill.line.lat_deg[0]),
            "foot_lon_deg": degrees(hill.line.lon_deg[0]),
        }
        for survey in surveys
        for hill in hills_listed(survey, with_unsure=with_unsure)
    )


def records_as_csv(records: Iterable[Mapping[str, Any]]) -> str:
    """Return records of the same keys as comma-separated values with a heading; nothing when there is none."""
    output = io.StringIO(newline="")
    writer: Any = None
    for row in records:
        if writer is None:
            writer = csv.DictWriter(output, fieldnames=list(row))
            writer.writeheader()
        writer.writerow({key: _harmless(value) if isinstance(value, str) else value for key, value in row.items()})
    return output.getvalue()


def coordinates(line: Line) -> list[tuple[float | None, float | None]]:
    """Return the points of a line the GeoJSON way round: longitude first."""
    return [(degrees(lon), degrees(lat)) for lat, lon in zip(line.lat_deg, line.lon_deg, strict=True)]


def _harmless(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text
