"""Survey and workout as the document of a page: SI numbers, words as they came, lines encoded."""

from pathlib import PurePath

from hillwork.model import Block, Duration, Hill, Profile, Routine, Step, Survey, Track, Workout
from hillwork.page import (
    PAGE_SCHEMA,
    ActivationData,
    BlockData,
    DurationData,
    StepData,
    TrackData,
    TrackHillData,
    TrackPage,
    WorkoutData,
)
from hillwork.render.backdrop import backdrop_figures
from hillwork.render.chart import chart_samples
from hillwork.render.course import chart_figures, course_of_profile, parts_figures
from hillwork.render.figures import (
    GRADE_DIGITS,
    METRE_DIGITS,
    SECOND_DIGITS,
    SHARE_DIGITS,
    line_figures,
    notice_figures,
    number,
    stretch_figures,
)
from hillwork.render.gradient import GRADE_EDGES
from hillwork.render.hill_figures import hill_figures


def track_page(survey: Survey, workout: Workout | None = None) -> TrackPage:
    """Return everything that a page shows of a track, its hills, and a workout if there is one.

    Args:
        survey: The track and its hills.
        workout: A session on them, or None.
    """
    reference_deg = float(survey.track.lon_deg[0])
    course = course_of_profile(survey.profile, reference_deg)
    samples = chart_samples(survey.profile, (*survey.hills, *survey.unsure))
    return {
        "schema": PAGE_SCHEMA,
        "about": "track",
        "grade_edges": list(GRADE_EDGES),
        "track": _track(survey.track, survey.profile),
        "attribution": survey.attribution,
        "notices": notice_figures(survey.notices),
        "backdrop": backdrop_figures(survey.backdrop, reference_deg),
        "parts": parts_figures([course]),
        "chart": chart_figures(course, samples),
        "hills": [_hill(hill, survey.profile, reference_deg) for hill in survey.hills],
        "unsure": [_hill(hill, survey.profile, reference_deg) for hill in survey.unsure],
        "workout": None if workout is None else _workout(workout, reference_deg),
    }


def _track(track: Track, profile: Profile) -> TrackData:
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
        "length_m": round(profile.length_m, METRE_DIGITS),
        "ascent_m": number(profile.ascent_m, METRE_DIGITS),
        "ascent_sd_m": number(profile.ascent_sd_m, METRE_DIGITS),
    }


def _hill(hill: Hill, profile: Profile, reference_deg: float) -> TrackHillData:
    first, last = (round(metres / profile.step_m) for metres in (hill.start_m, hill.end_m))
    seen = float(profile.seen[first : last + 1].mean()) if first < len(profile) else 1.0
    figures = hill_figures(hill, reference_deg, profile.noise, seen)
    return {**figures, "site": hill.site, "best_stretch": stretch_figures(hill.best_stretch)}


def _workout(workout: Workout, reference_deg: float) -> WorkoutData:
    totals = workout.totals
    return {
        "title": workout.title,
        "level": workout.level.value,
        "five_k_s": round(workout.runner.five_k_s, SECOND_DIGITS),
        "five_k_is_assumed": workout.runner.is_assumed,
        "hills": [hill.id for hill in workout.hills],
        "blocks": [_block(block, reference_deg) for block in workout.blocks],
        "totals": {
            "distance_m": round(totals.distance_m, METRE_DIGITS),
            "duration": _duration(totals.duration),
            "ascent_m": round(totals.ascent_m, METRE_DIGITS),
            "descent_m": round(totals.descent_m, METRE_DIGITS),
            "hard_s": round(totals.hard_s, SECOND_DIGITS),
            "energy_kcal": round(totals.energy_kcal, SECOND_DIGITS),
        },
        "when": _when(workout),
        "activation": _activation(workout.activation),
        "cues": list(workout.cues),
        "why": list(workout.why),
        "notes": notice_figures(workout.notes),
        "sources": list(workout.sources),
    }


def _when(workout: Workout) -> str | None:
    begins = workout.starts_at
    return None if begins is None else f"{begins:%A %d %B %Y, %H:%M} ({begins.tzinfo})"


def _activation(routine: Routine | None) -> ActivationData | None:
    if routine is None:
        return None
    return {"title": routine.title, "lines": [exercise.line for exercise in routine.exercises]}


def _block(block: Block, reference_deg: float) -> BlockData:
    return {"name": block.name, "times": block.times, "steps": [_step(step, reference_deg) for step in block.steps]}


def _step(step: Step, reference_deg: float) -> StepData:
    return {
        "kind": step.kind.value,
        "distance_m": round(step.distance_m, METRE_DIGITS),
        "duration": _duration(step.duration),
        "grade": None if step.grade is None else number(step.grade, GRADE_DIGITS),
        "effort": step.effort.words,
        "cue": step.cue,
        "hill": step.hill,
        "line": None if step.line is None else line_figures(step.line, reference_deg),
    }


def _duration(duration: Duration) -> DurationData:
    return {
        "low_s": round(duration.low_s, 1),
        "mid_s": round(duration.mid_s, 1),
        "high_s": round(duration.high_s, 1),
    }
