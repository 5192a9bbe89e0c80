"""Survey and workout as the data of a page: SI numbers, words as they came, lines encoded.

The keys are read by the scripts in `assets`. Numbers are rounded to what the page can show; what is not known is null.
"""

from pathlib import PurePath

from hillwork.model import Block, Duration, Hill, Profile, Step, Survey, Track, Workout
from hillwork.render.chart import chart_samples
from hillwork.render.course import chart_figures, course_of_profile, parts_figures
from hillwork.render.figures import (
    GRADE_DIGITS,
    METRE_DIGITS,
    SECOND_DIGITS,
    SHARE_DIGITS,
    Data,
    hill_figures,
    line_figures,
    notice_figures,
    number,
    stretch_figures,
)
from hillwork.units import UnitSystem


def page_data(survey: Survey, workout: Workout | None, units: UnitSystem) -> Data:
    """Return everything that a page shows of a survey, and of a workout if there is one."""
    reference_deg = float(survey.track.lon_deg[0])
    course = course_of_profile(survey.profile, reference_deg)
    samples = chart_samples(survey.profile, (*survey.hills, *survey.unsure))
    return {
        "units": units.value,
        "track": _track(survey.track, survey.profile),
        "attribution": survey.attribution,
        "notices": notice_figures(survey.notices),
        "parts": parts_figures([course]),
        "chart": chart_figures(course, samples),
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
        "scatter_m": number(profile.scatter_m, METRE_DIGITS),
        "filled_share": number(profile.filled_share, SHARE_DIGITS),
        "length_m": number(profile.length_m, METRE_DIGITS),
        "ascent_m": number(profile.ascent_m, METRE_DIGITS),
        "ascent_sd_m": number(profile.ascent_sd_m, METRE_DIGITS),
    }


def _hill(hill: Hill, reference_deg: float) -> Data:
    return {
        **hill_figures(hill, reference_deg),
        "site": hill.site,
        "best_stretch": stretch_figures(hill.best_stretch),
    }


def _workout(workout: Workout, reference_deg: float) -> Data:
    totals = workout.totals
    return {
        "title": workout.title,
        "level": workout.level.value,
        "five_k_s": number(workout.runner.five_k_s, SECOND_DIGITS),
        "five_k_is_assumed": workout.runner.is_assumed,
        "hills": [hill.id for hill in workout.hills],
        "blocks": [_block(block, reference_deg) for block in workout.blocks],
        "totals": {
            "distance_m": number(totals.distance_m, METRE_DIGITS),
            "duration": _duration(totals.duration),
            "ascent_m": number(totals.ascent_m, METRE_DIGITS),
            "descent_m": number(totals.descent_m, METRE_DIGITS),
            "hard_s": number(totals.hard_s, SECOND_DIGITS),
            "energy_kcal": number(totals.energy_kcal, SECOND_DIGITS),
        },
        "when": workout.starts_at and f"{workout.starts_at:%A %d %B %Y, %H:%M} ({workout.starts_at.tzinfo})",
        "activation": workout.activation
        and {"title": workout.activation.title, "lines": [one.line for one in workout.activation.exercises]},
        "cues": list(workout.cues),
        "why": list(workout.why),
        "notes": notice_figures(workout.notes),
        "sources": list(workout.sources),
    }


def _block(block: Block, reference_deg: float) -> Data:
    return {"name": block.name, "times": block.times, "steps": [_step(step, reference_deg) for step in block.steps]}


def _step(step: Step, reference_deg: float) -> Data:
    return {
        "kind": step.kind.value,
        "distance_m": number(step.distance_m, METRE_DIGITS),
        "duration": _duration(step.duration),
        "grade": None if step.grade is None else number(step.grade, GRADE_DIGITS),
        "effort": step.effort.words,
        "cue": step.cue,
        "hill": step.hill,
        "line": None if step.line is None else line_figures(step.line, reference_deg),
    }


def _duration(duration: Duration) -> Data:
    return {
        "low_s": number(duration.low_s, 1),
        "mid_s": number(duration.mid_s, 1),
        "high_s": number(duration.high_s, 1),
    }
