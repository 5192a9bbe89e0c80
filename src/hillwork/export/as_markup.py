"""Surveys and workouts as Markdown and as HTML tables for notebooks, every text escaped."""

import html
from collections.abc import Sequence

from hillwork.export.as_text import steady_word
from hillwork.export.markdown import escape_markdown
from hillwork.export.nearby import place_words
from hillwork.export.strength import routine_lines
from hillwork.export.workout_text import activation_title, band, step_line, totals_line
from hillwork.model import Nearby, Survey, Workout
from hillwork.units import UnitSystem, format_distance, format_grade, format_height


def workout_as_markdown(survey: Survey | None, workout: Workout, units: UnitSystem = UnitSystem.METRIC) -> str:
    """Return a workout as a Markdown page.

    Args:
        survey: The track it is on; None on a treadmill.
        workout: The session.
        units: What to show distances and heights in.
    """
    lines = [f"# {escape_markdown(workout.title)}", ""]
    if survey and survey.track.name:
        lines += [f"On {escape_markdown(survey.track.name)}.", ""]
    lines += [f"- {escape_markdown(reason)}" for reason in workout.why]
    if workout.activation:
        lines += ["", f"## {escape_markdown(f'Before: {activation_title(workout)}')}", ""]
        lines += [f"- {escape_markdown(line)}" for line in routine_lines(workout.activation)]
    for block in workout.blocks:
        lines += ["", f"## {escape_markdown(block.name)}", ""]
        for step in block.steps:
            lines.append(f"- **{escape_markdown(step_line(step, units))}**  ")
            lines.append(f"  {escape_markdown(step.cue)}")
    lines += ["", f"**In all:** {escape_markdown(totals_line(workout, units))}", ""]
    lines += ["## How", ""]
    lines += [f"- {escape_markdown(cue)}" for cue in workout.cues]
    lines += ["", "## Mind", ""]
    lines += [f"- {escape_markdown(note.message)}" for note in workout.notes]
    lines += ["", "## Sources", ""]
    lines += [f"- {escape_markdown(source)}" for source in workout.sources]
    return "\n".join(lines) + "\n"


def survey_as_html(survey: Survey, units: UnitSystem = UnitSystem.METRIC) -> str:
    """Return the hills of a track as an HTML table."""
    rows = [
        (
            hill.id,
            hill.kind,
            format_distance(hill.start_m, units),
            format_distance(hill.length_m, units),
            format_height(hill.gain_m, hill.gain_sd_m, units),
            format_grade(hill.grade, hill.grade_sd),
            steady_word(hill.steadiness),
            hill.confidence,
            hill.site,
        )
        for hill in survey.hills
    ]
    head = ("hill", "kind", "from start", "length", "gain", "gradient", "ground", "sure?", "site")
    return _html_table(survey.track.name or survey.track.origin.file, head, rows)


def nearby_as_html(nearby: Nearby, units: UnitSystem = UnitSystem.METRIC) -> str:
    """Return the hills around a place as an HTML table."""
    rows = [
        (
            str(rank),
            offer.local.hill.id,
            place_words(offer),
            format_distance(offer.local.hill.length_m, units),
            format_grade(offer.local.hill.grade, offer.local.hill.grade_sd),
            format_distance(offer.local.distance_m, units),
            offer.local.way_class,
            offer.local.hill.confidence,
            f"{offer.score:.2f}",
        )
        for rank, offer in enumerate(nearby.offers, start=1)
    ]
    head = ("", "hill", "where", "length", "gradient", "away", "class", "sure?", "score")
    return _html_table("; ".join([nearby.place.name, *nearby.attributions]), head, rows)


def workout_as_html(workout: Workout, units: UnitSystem = UnitSystem.METRIC) -> str:
    """Return a workout as an HTML table."""
    rows = [
        (
            block.name,
            step.kind,
            format_distance(step.distance_m, units),
            band(step.duration),
            step.effort.words,
            step.cue,
        )
        for block in workout.blocks
        for step in block.steps
    ]
    return _html_table(workout.title, ("block", "step", "distance", "time", "effort", "cue"), rows)


def _html_table(caption: str, head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    def row(cells: Sequence[str], tag: str) -> str:
        return "<tr>" + "".join(f"<{tag}>{html.escape(str(cell))}</{tag}>" for cell in cells) + "</tr>"

    body = "".join(row(cells, "td") for cells in rows)
    return f"<table><caption>{html.escape(caption)}</caption>{row(head, 'th')}{body}</table>"
