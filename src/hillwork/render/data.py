"""Survey and workout as the data of a page: SI numbers, words as they came, lines encoded.

The keys are read by the scripts in `assets`. Numbers are rounded to what the page can show; what is not known is null.
"""

import math
from collections.abc import Iterable
from pathlib import PurePath
from typing import Final

import numpy as np

from hillwork.model import (
    ATTRIBUTION_CODE,
    Block,
    Duration,
    Floats,
    Hill,
    Line,
    Notice,
    Profile,
    Step,
    Survey,
    Track,
    Workout,
)
from hillwork.render.chart import chart_samples
from hillwork.render.gradient import grade_classes, grades_along, parts_by_class
from hillwork.render.lines import encode, thin_line, thin_lines, unrolled
from hillwork.units import UnitSystem

Data = dict[str, object]

_METRE_DIGITS: Final = 1
_GRADE_DIGITS: Final = 4
_SHARE_DIGITS: Final = 2


def page_data(survey: Survey, workout: Workout | None, units: UnitSystem) -> Data:
    """Return everything that a page shows of a survey, and of a workout if there is one."""
    profile = survey.profile
    reference_deg = float(survey.track.lon_deg[0])
    lon_deg = unrolled(profile.lon_deg, reference_deg)
    grades = grades_along(profile)
    classes = grade_classes(grades)
    parts = parts_by_class(classes, profile.legs)
    lines = thin_lines(profile.lat_deg, lon_deg, [part.samples for part in parts])
    samples = chart_samples(profile, (*survey.hills, *survey.unsure))
    return {
        "units": units.value,
        "track": _track(survey.track, profile),
        "attribution": survey.attribution,
        "notices": _notices(survey.notices),
        "parts": [
            {"grade_class": part.grade_class, "line": line, "starts_leg": part.samples.start in profile.legs}
            for part, line in zip(parts, lines, strict=True)
        ],
        "chart": {
            "distance_m": _column(profile.distance_m[samples], _METRE_DIGITS),
            "elevation_m": _column(profile.elevation_m[samples], _METRE_DIGITS),
            "grade": _column(grades[samples], _GRADE_DIGITS),
            "grade_class": classes[samples].tolist(),
            "leg_starts": np.searchsorted(samples, profile.legs).tolist(),
            "places": encode(profile.lat_deg[samples], lon_deg[samples]),
        },
        "hills": [_hill(hill, reference_deg) for hill in survey.hills],
        "unsure": [_hill(hill, reference_deg) for hill in survey.unsure],
        "workout": None if workout is None else _workout(workout, reference_deg),
    }


def _track(track: Track, profile: Profile) -> Data:
    return {
        "name": track.name,
        # The folders of a file say where and whose it is; a page may be passed on.
        "file": PurePath(track.origin.file).name,
        "kind": track.kind.value,
        "creator": track.origin.creator,
        "elevation_source": profile.source,
        "elevation_kind": profile.kind.value,
        "scatter_m": _number(profile.scatter_m, _METRE_DIGITS),
        "filled_share": _number(profile.filled_share, _SHARE_DIGITS),
        "length_m": _number(profile.length_m, _METRE_DIGITS),
        "ascent_m": _number(profile.ascent_m, _METRE_DIGITS),
        "ascent_sd_m": _number(profile.ascent_sd_m, _METRE_DIGITS),
    }


def _hill(hill: Hill, reference_deg: float) -> Data:
    return {
        "id": hill.id,
        "kind": hill.kind.value,
        "confidence": hill.confidence.value,
        "site": hill.site,
        "start_m": _number(hill.start_m, _METRE_DIGITS),
        "length_m": _number(hill.length_m, _METRE_DIGITS),
        "gain_m": _number(hill.gain_m, _METRE_DIGITS + 1),
        "gain_sd_m": _number(hill.gain_sd_m, _METRE_DIGITS + 1),
        "grade": _number(hill.grade, _GRADE_DIGITS),
        "grade_sd": _number(hill.grade_sd, _GRADE_DIGITS),
        "grade_max": _number(hill.grade_max, _GRADE_DIGITS),
        "steadiness": _number(hill.steadiness, _SHARE_DIGITS),
        "best_stretch": {
            "start_m": _number(hill.best_stretch.start_m, _METRE_DIGITS),
            "length_m": _number(hill.best_stretch.length_m, _METRE_DIGITS),
            "grade": _number(hill.best_stretch.grade, _GRADE_DIGITS),
            "grade_sd": _number(hill.best_stretch.grade_sd, _GRADE_DIGITS),
        },
        "line": _line(hill.line, reference_deg),
    }


def _workout(workout: Workout, reference_deg: float) -> Data:
    totals = workout.totals
    return {
        "title": workout.title,
        "level": workout.level.value,
        "five_k_s": _number(workout.runner.five_k_s, 0),
        "five_k_is_assumed": workout.runner.is_assumed,
        "hills": [hill.id for hill in workout.hills],
        "blocks": [_block(block, reference_deg) for block in workout.blocks],
        "totals": {
            "distance_m": _number(totals.distance_m, _METRE_DIGITS),
            "duration": _duration(totals.duration),
            "ascent_m": _number(totals.ascent_m, _METRE_DIGITS),
            "descent_m": _number(totals.descent_m, _METRE_DIGITS),
            "hard_s": _number(totals.hard_s, 0),
        },
        "why": list(workout.why),
        "notes": _notices(workout.notes),
        "sources": list(workout.sources),
    }


def _block(block: Block, reference_deg: float) -> Data:
    return {"name": block.name, "times": block.times, "steps": [_step(step, reference_deg) for step in block.steps]}


def _step(step: Step, reference_deg: float) -> Data:
    return {
        "kind": step.kind.value,
        "distance_m": _number(step.distance_m, _METRE_DIGITS),
        "duration": _duration(step.duration),
        "grade": None if step.grade is None else _number(step.grade, _GRADE_DIGITS),
        "effort": step.effort,
        "cue": step.cue,
        "hill": step.hill,
        "line": None if step.line is None else _line(step.line, reference_deg),
    }


def _duration(duration: Duration) -> Data:
    return {
        "low_s": _number(duration.low_s, 1),
        "mid_s": _number(duration.mid_s, 1),
        "high_s": _number(duration.high_s, 1),
    }


def _line(line: Line, reference_deg: float) -> list[int]:
    return thin_line(line.lat_deg, unrolled(line.lon_deg, reference_deg))


def _notices(notices: Iterable[Notice]) -> list[Data]:
    """Return each notice once, in order; whom to name is no warning, and stands at the end of the page."""
    told = (notice for notice in dict.fromkeys(notices) if notice.code != ATTRIBUTION_CODE)
    return [{"code": notice.code, "message": notice.message} for notice in told]


def _number(value: float, digits: int) -> float | None:
    return round(float(value), digits) if math.isfinite(value) else None


def _column(values: Floats, digits: int) -> list[float | None]:
    return [_number(value, digits) for value in values.tolist()]
