"""Surveys and workouts as JSON, by the contract in docs/json.md."""

from collections.abc import Sequence
from typing import Any, Final

from hillwork.export.json_line import to_json
from hillwork.export.numbers import degrees, metres, ratio
from hillwork.export.strength import routine_record
from hillwork.model import Block, Duration, Hill, Line, Notice, Pass, Site, Step, Stretch, Survey, Workout
from hillwork.page import Page

FIND_SCHEMA: Final = "hillwork.find/1"
PLAN_SCHEMA: Final = "hillwork.plan/1"


def surveys_as_json(surveys: Sequence[Survey], *, with_unsure: bool = False, page: Page | None = None) -> str:
    """Return the hills of tracks as one JSON object.

    Args:
        surveys: What was found, a survey per file.
        with_unsure: Whether to list hills that the elevation cannot settle.
        page: The map of the only track, to draw it anew from the file; None for a file without.
    """
    if page is not None and len(surveys) != 1:
        raise ValueError("a map shows one track")
    tracks = [{**_survey(survey, with_unsure=with_unsure), **page_json(page)} for survey in surveys]
    return to_json({"schema": FIND_SCHEMA, "tracks": tracks})


def workout_as_json(survey: Survey | None, workout: Workout, *, page: Page | None = None) -> str:
    """Return a workout as one JSON object.

    Args:
        survey: The track it is on; None on a treadmill.
        workout: The session.
        page: Its map, to draw it anew from the file; None for a file without.
    """
    totals = workout.totals
    return to_json(
        {
            "schema": PLAN_SCHEMA,
            "file": survey and survey.track.origin.file,
            "name": survey and survey.track.name,
            "session": workout.session,
            "title": workout.title,
            "level": workout.level,
            "runner": {
                "five_k_s": metres(workout.runner.five_k_s),
                "is_assumed": workout.runner.is_assumed,
                "told": workout.runner.told or None,
                "mass_kg": metres(workout.runner.mass_kg),
                "is_mass_assumed": workout.runner.is_mass_assumed,
            },
            "starts_at": workout.starts_at and workout.starts_at.isoformat(),
            "activation": workout.activation and routine_record(workout.activation),
            "cues": list(workout.cues),
            "hills": [hill_json(hill) for hill in workout.hills],
            "why": list(workout.why),
            "blocks": [_block(block) for block in workout.blocks],
            "totals": {
                "distance_m": metres(totals.distance_m),
                **duration_json(totals.duration),
                "ascent_m": metres(totals.ascent_m),
                "descent_m": metres(totals.descent_m),
                "hard_s": metres(totals.hard_s),
                "energy_kcal": metres(totals.energy_kcal),
            },
            "notes": [notice_json(note) for note in workout.notes],
            "sources": list(workout.sources),
            **page_json(page),
        }
    )


def page_json(page: Page | None) -> dict[str, Page]:
    """Return the map of a file under its key; nothing without one."""
    return {} if page is None else {"page": page}


def hills_listed(survey: Survey, *, with_unsure: bool) -> list[Hill]:
    """Return the hills to show, in the order in which they come."""
    hills = [*survey.hills, *survey.unsure] if with_unsure else list(survey.hills)
    return sorted(hills, key=lambda hill: hill.start_m)


def sites_listed(survey: Survey, *, with_unsure: bool) -> list[Site]:
    """Return the sites of the hills to show, in the order in which they come."""
    names = {hill.site for hill in hills_listed(survey, with_unsure=with_unsure)}
    return [site for site in survey.sites if site.id in names]


def _survey(survey: Survey, *, with_unsure: bool) -> dict[str, Any]:
    track, profile = survey.track, survey.profile
    return {
        "file": track.origin.file,
        "name": track.name,
        "length_m": metres(profile.length_m),
        "ascent_m": metres(profile.ascent_m),
        "ascent_sd_m": metres(profile.ascent_sd_m),
        "n_points": len(track),
        "elevation": {
            "source": profile.source,
            "kind": profile.kind,
            "noise_sd_m": metres(profile.noise.sd_m),
            "filled_share": ratio(profile.filled_share),
        },
        "warnings": [notice_json(notice) for notice in survey.notices],
        "hills": [hill_json(hill) for hill in hills_listed(survey, with_unsure=with_unsure)],
        "sites": [_site(site) for site in sites_listed(survey, with_unsure=with_unsure)],
    }


def notice_json(notice: Notice) -> dict[str, str]:
    """Return a notice; what to type about it only where there is something."""
    return {"code": notice.code, "message": notice.message, **({"hint": notice.hint} if notice.hint else {})}


def hill_record(hill: Hill) -> dict[str, Any]:
    """Return what can be said of a hill in single words and numbers, rounded for a file."""
    return {
        "id": hill.id,
        "kind": hill.kind,
        "start_index": hill.start_index,
        "end_index": hill.end_index,
        "start_m": metres(hill.start_m),
        "length_m": metres(hill.length_m),
        "gain_m": metres(hill.gain_m),
        "gain_sd_m": metres(hill.gain_sd_m),
        "grade": ratio(hill.grade),
        "grade_sd": ratio(hill.grade_sd),
        "grade_max": ratio(hill.grade_max),
        "steadiness": ratio(hill.steadiness),
        "confidence": hill.confidence,
        "site": hill.site,
    }


def hill_json(hill: Hill) -> dict[str, Any]:
    """Return a hill with its places and what lies inside it."""
    return {
        **hill_record(hill),
        "foot": _place(hill.line, 0, hill.foot_name),
        "top": _place(hill.line, -1, hill.top_name),
        "best_stretch": stretch_json(hill.best_stretch),
        "nested": [stretch_json(inner) for inner in hill.nested],
    }


def stretch_json(stretch: Stretch) -> dict[str, float | None]:
    """Return a part of a hill."""
    return {
        "start_m": metres(stretch.start_m),
        "length_m": metres(stretch.length_m),
        "grade": ratio(stretch.grade),
        "grade_sd": ratio(stretch.grade_sd),
    }


def _site(site: Site) -> dict[str, Any]:
    return {
        "id": site.id,
        "kind": site.kind,
        "length_m": metres(site.length_m),
        "gain_m": metres(site.gain_m),
        "gain_sd_m": metres(site.gain_sd_m),
        "grade": ratio(site.grade),
        "grade_sd": ratio(site.grade_sd),
        "confidence": site.confidence,
        "foot": {"lat_deg": degrees(site.foot[0]), "lon_deg": degrees(site.foot[1])},
        "top": {"lat_deg": degrees(site.top[0]), "lon_deg": degrees(site.top[1])},
        "passes": [_pass(one) for one in site.passes],
    }


def _pass(one: Pass) -> dict[str, Any]:
    return {
        "direction": "up" if one.is_up else "down",
        "hill": one.hill or None,
        "start_index": one.start_index,
        "end_index": one.end_index,
        "start_m": metres(one.start_m),
        "length_m": metres(one.length_m),
        "started_at": one.started_at.isoformat() if one.started_at else None,
        "duration_s": None if one.duration_s is None else metres(one.duration_s),
    }


def _place(line: Line, index: int, name: str) -> dict[str, float | str | None]:
    """Return an end of a hill; it has a name where a map knows one."""
    named: dict[str, float | str | None] = {"name": name} if name else {}
    return {"lat_deg": degrees(line.lat_deg[index]), "lon_deg": degrees(line.lon_deg[index]), **named}


def _block(block: Block) -> dict[str, Any]:
    return {"name": block.name, "times": block.times, "steps": [_step(step) for step in block.steps]}


def _step(step: Step) -> dict[str, Any]:
    line = step.line
    return {
        "kind": step.kind,
        "distance_m": metres(step.distance_m),
        **duration_json(step.duration),
        "gradient": None if step.grade is None else ratio(step.grade),
        "ascent_m": metres(step.ascent_m),
        "descent_m": metres(step.descent_m),
        "effort": step.effort.words,
        "rpe_low": step.effort.rpe[0],
        "rpe_high": step.effort.rpe[1],
        "hr_zone_low": step.effort.zones and step.effort.zones[0],
        "hr_zone_high": step.effort.zones and step.effort.zones[1],
        "gait": step.gait,
        "until": step.until,
        "energy_kcal": metres(step.energy_kcal),
        "cue": step.cue,
        "hill": step.hill,
        "line": None if line is None else line_json(line),
    }


def line_json(line: Line) -> dict[str, list[float | None]]:
    """Return a line as two lists."""
    return {"lat_deg": [degrees(lat) for lat in line.lat_deg], "lon_deg": [degrees(lon) for lon in line.lon_deg]}


def duration_json(duration: Duration) -> dict[str, float | None]:
    """Return a time as a band."""
    return {
        "duration_s": metres(duration.mid_s),
        "duration_low_s": metres(duration.low_s),
        "duration_high_s": metres(duration.high_s),
    }
