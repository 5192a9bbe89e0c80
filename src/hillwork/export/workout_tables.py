"""Workouts as GeoJSON and as a spreadsheet, a row a step."""

import json
from collections.abc import Iterator
from typing import Any, Final

from hillwork.export.as_geo import coordinates, records_as_csv
from hillwork.export.numbers import metres, ratio
from hillwork.model import Block, Line, Step, StepKind, Survey, Workout
from hillwork.text import clean

MIN_LINE_POINTS: Final = 2
TEXT_CHARACTERS: Final = 500
_UPHILL: Final = frozenset({StepKind.REP, StepKind.UPHILL})


def workout_as_geojson(survey: Survey | None, workout: Workout) -> str:
    """Return a workout as a GeoJSON FeatureCollection (RFC 7946): a line a step, and the foot and top of what is run up.

    Repeats stay one line, with `times`; steps that are tied to no way are left out.

    Args:
        survey: The track it is on, or None; it knows whom to name for the heights.
        workout: The session.
    """
    attribution = "" if survey is None else survey.attribution
    features = [
        _feature("LineString", coordinates(step.line), _properties(block, step) | {"attribution": attribution})
        for block in workout.blocks
        for step in block.steps
        if step.line is not None and len(step.line) >= MIN_LINE_POINTS
    ]
    features += _ends(workout, attribution)
    collection = {"type": "FeatureCollection", "features": features}
    return json.dumps(collection, ensure_ascii=False, allow_nan=False) + "\n"


def workout_as_csv(workout: Workout) -> str:
    """Return a workout as comma-separated values, a line a step as it is run; texts cannot start a formula.

    Args:
        workout: The session.
    """
    return records_as_csv(_rows(workout))


def _rows(workout: Workout) -> Iterator[dict[str, Any]]:
    number = 0
    for block in workout.blocks:
        for repeat in range(1, block.times + 1):
            for step in block.steps:
                number += 1
                yield {
                    "n": number,
                    "block": _text(block.name),
                    "repeat": repeat,
                    "kind": str(step.kind),
                    "distance_m": metres(step.distance_m),
                    "duration_low_s": metres(step.duration.low_s),
                    "duration_s": metres(step.duration.mid_s),
                    "duration_high_s": metres(step.duration.high_s),
                    "grade": _grade(step),
                    "ascent_m": metres(step.ascent_m),
                    "descent_m": metres(step.descent_m),
                    "effort": _text(step.effort.words),
                    "cue": _text(step.cue),
                    "energy_kcal": metres(step.energy_kcal),
                }


def _properties(block: Block, step: Step) -> dict[str, Any]:
    return {
        "kind": str(step.kind),
        "block": _text(block.name),
        "times": block.times,
        "distance_m": metres(step.distance_m),
        "duration_s": metres(step.duration.mid_s),
        "grade": _grade(step),
        "effort": _text(step.effort.words),
        "cue": _text(step.cue),
    }


def _ends(workout: Workout, attribution: str) -> Iterator[dict[str, Any]]:
    """Yield the foot and the top of every stretch that is run up, each stretch once."""
    names = {hill.id: {"foot": hill.foot_name, "top": hill.top_name} for hill in workout.hills}
    seen: set[tuple[float, ...]] = set()
    for block in workout.blocks:
        for step in block.steps:
            if step.kind not in _UPHILL or step.line is None or not len(step.line):
                continue
            place = _end(step.line, 0) + _end(step.line, -1)
            if place in seen:
                continue
            seen.add(place)
            for kind, index in (("foot", 0), ("top", -1)):
                name = names.get(step.hill or "", {}).get(kind)
                properties = {
                    "kind": kind,
                    "hill": _text(step.hill or "") or None,
                    "name": _text(name or "") or None,
                    "attribution": attribution,
                }
                yield _feature("Point", coordinates(step.line)[index], properties)


def _end(line: Line, index: int) -> tuple[float, ...]:
    return float(line.lat_deg[index]), float(line.lon_deg[index])


def _feature(kind: str, where: object, properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "Feature", "geometry": {"type": kind, "coordinates": where}, "properties": properties}


def _grade(step: Step) -> float | None:
    return None if step.grade is None else ratio(step.grade)


def _text(text: str) -> str:
    return clean(text, max_characters=TEXT_CHARACTERS)
