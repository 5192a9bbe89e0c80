"""A workout as a sheet of paper: one page of HTML to print, to read on a phone, and to tick off with a pen."""

import html
import math
from collections.abc import Iterator
from typing import Final

from hillwork.export.sheet_fit import Heights, Row, largest_fit, tick_lines
from hillwork.export.sheet_profile import draw_profile, drawn_step
from hillwork.export.sheet_style import STYLE
from hillwork.export.short_text import shortened_characters
from hillwork.export.strength import routine_lines
from hillwork.export.workout_text import KCAL_STEP, activation_title, band, step_figures
from hillwork.model import Block, Hill, Step, StepKind, Survey, Workout
from hillwork.units import UnitSystem, format_distance, format_duration, format_height

NAME_CHARACTERS: Final = 100
TEXT_CHARACTERS: Final = 220
"""Longer texts are shortened: a sheet is read out of breath."""

SOURCES_CHARACTERS: Final = 600
STOP_CODE: Final = "stop-rule"
TIMED_KINDS: Final = frozenset({StepKind.REP, StepKind.UPHILL})
"""A time is worth writing down for these."""

POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'"


def workout_as_sheet(survey: Survey | None, workout: Workout, units: UnitSystem = UnitSystem.METRIC) -> str:
    """Return a workout as one page of HTML for a printer, A4 or Letter, without script or anything from elsewhere.

    Args:
        survey: The track it is on, or None on a treadmill.
        workout: The session.
        units: What to show distances and heights in.
    """
    size_pt, is_two = largest_fit(_heights(survey, workout, units))
    title = _shown(workout.title, NAME_CHARACTERS)
    body = "\n".join(
        (
            *_head(survey, workout),
            "<main>",
            *_totals(workout, units),
            *_hill_and_cues(workout, units),
            *_before(workout),
            *_steps(workout, units, is_two=is_two),
            *_notes(workout),
            "</main>",
            *_foot(survey, workout),
        )
    )
    return f"""<!DOCTYPE html>
<html lang="en" style="--size: {size_pt:g}pt">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>{STYLE}</style>
</head>
<body class="{"two" if is_two else "one"}">
{body}
</body>
</html>
"""


def _shown(text: str, max_characters: int = TEXT_CHARACTERS) -> str:
    """Return text for HTML, shortened and escaped: the only way of a text into the page."""
    return html.escape(shortened_characters(text, max_characters), quote=True)


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


def _head(survey: Survey | None, workout: Workout) -> Iterator[str]:
    yield f"<header><div><h1>{_shown(workout.title, NAME_CHARACTERS)}</h1>"
    where = _where(survey, workout)
    if where:
        yield f"<p>{_shown(where)}</p>"
    begins = workout.starts_at
    when = f"{begins:%Y-%m-%d, %H:%M}" if begins else 'Date <span class="blank"></span>'
    yield f'</div><p class="when">{when}</p></header>'


def _where(survey: Survey | None, workout: Workout) -> str:
    parts = [shortened_characters(survey.track.name, NAME_CHARACTERS)] if survey and survey.track.name else []
    if len(workout.hills) == 1:
        parts.append(_hill_words(workout.hills[0]))
    return "; ".join(part for part in parts if part)


def _hill_words(hill: Hill) -> str:
    if hill.foot_name and hill.foot_name == hill.top_name:
        ends = [f"on {hill.foot_name}"]
    else:
        ends = [f"from {hill.foot_name}"] * bool(hill.foot_name) + [f"to {hill.top_name}"] * bool(hill.top_name)
    place = f"foot at {hill.line.lat_deg[0]:.5f}, {hill.line.lon_deg[0]:.5f}"
    return f"hill {' '.join([hill.id, *ends])}, {place}"


def _totals(workout: Workout, units: UnitSystem) -> Iterator[str]:
    totals = workout.totals
    cells = {
        "Distance": format_distance(totals.distance_m, units),
        "Time": band(totals.duration),
        "Up": format_height(totals.ascent_m, None, units),
        "Down": format_height(totals.descent_m, None, units),
        **({"Hard": f"{totals.hard_s / 60:.0f} min"} if totals.hard_s else {}),
        "Energy": f"about {round(totals.energy_kcal / KCAL_STEP) * KCAL_STEP} kcal",
    }
    yield '<section aria-label="In all"><dl class="totals">'
    yield from (f"<div><dt>{name}</dt><dd>{value}</dd></div>" for name, value in cells.items())
    yield "</dl></section>"


def _hill_and_cues(workout: Workout, units: UnitSystem) -> Iterator[str]:
    yield '<div class="hill-and-cues">'
    step = drawn_step(workout)
    if step is not None:
        yield f'<figure class="hill">{draw_profile(step, units)}'
        yield f"<figcaption>{_shown(_caption(step, units))}</figcaption></figure>"
    yield '<section class="cues"><h2 class="label">How</h2><ul>'
    yield from (f"<li>{_shown(_sentence(cue))}</li>" for cue in workout.cues)
    yield "</ul>"
    for note in workout.notes:
        if note.code == STOP_CODE:
            yield f'<div class="stop"><h3 class="label">When to stop</h3><p>{_shown(_sentence(note.message))}</p></div>'
    yield "</section></div>"


def _caption(step: Step, units: UnitSystem) -> str:
    hill = f" on {shortened_characters(step.hill, NAME_CHARACTERS)}" if step.hill else ""
    what = "The repetition" if step.kind is StepKind.REP else "The first climb"
    return f"{what}{hill}: {', '.join(step_figures(step, units))}"


def _before(workout: Workout) -> Iterator[str]:
    if workout.activation:
        yield f'<section class="before"><h2 class="label">Before the warm-up</h2><p>{_shown(activation_title(workout))}</p><ul>'
        yield from (f"<li>{_shown(line)}</li>" for line in routine_lines(workout.activation))
        yield "</ul></section>"


def _steps(workout: Workout, units: UnitSystem, *, is_two: bool) -> Iterator[str]:
    yield '<section class="steps" aria-label="Steps">'
    told: set[tuple[str, str]] = set()
    for block in workout.blocks:
        said = [_said(step, told) for step in block.steps]
        yield f'<section class="block"><h2 class="name">{_shown(block.name, NAME_CHARACTERS)}'
        if block.times > 1:
            # Names such as "6 × 1:30 uphill" have said it.
            is_said = block.name.startswith(f"{block.times} ")
            times = "" if is_said else f'<span class="times">× {block.times}</span>'
            yield f'{times}<span class="hint">tick each, write its time</span>'
        elif not all(said):
            yield '<span class="hint">where nothing is said: as above</span>'
        yield "</h2><ol>"
        yield from (_step(block, step, words, units) for step, words in zip(block.steps, said, strict=True))
        yield "</ol>"
        if block.times > 1:
            yield from _ticks(block.times, is_two=is_two)
        yield "</section>"
    yield "</section>"


def _said(step: Step, told: set[tuple[str, str]]) -> str:
    """Return how to do a step, without what an earlier step of its kind has said."""
    new = [(str(step.kind), text) for text in (step.cue, step.effort.words)]
    new = [one for one in new if one not in told]
    told.update(new)
    return ". ".join(filter(None, (_sentence(shortened_characters(text, TEXT_CHARACTERS)) for _, text in new)))


def _step(block: Block, step: Step, said: str, units: UnitSystem) -> str:
    is_once = block.times == 1
    box = '<span class="box"></span>' if is_once else ""
    blank = '<span class="blank"></span>' if is_once and step.kind in TIMED_KINDS else ""
    how = f'<p class="how">{html.escape(said, quote=True)}</p>' if said else ""
    figures = "".join(f"<span>{figure}</span>" for figure in step_figures(step, units))
    return f'<li class="step">{box}<p class="what"><span class="kind">{step.kind}</span>{figures}{blank}</p>{how}</li>'


def _ticks(times: int, *, is_two: bool) -> Iterator[str]:
    """Yield a box, a number and a blank for each repetition, in lines of the same length."""
    across = math.ceil(times / tick_lines(times, is_two=is_two))
    yield f'<ol class="ticks" aria-label="Repetitions" style="--across: {across}">'
    for number in range(1, times + 1):
        yield f'<li><span class="box"></span><span class="number">{number}</span><span class="blank"></span></li>'
    yield "</ol>"


def _notes(workout: Workout) -> Iterator[str]:
    notes = [note.message for note in workout.notes if note.code != STOP_CODE]
    if notes:
        yield '<section class="notes"><h2 class="label">Mind</h2><ul>'
        yield from (f"<li>{_shown(_sentence(note))}</li>" for note in notes)
        yield "</ul></section>"


def _foot(survey: Survey | None, workout: Workout) -> Iterator[str]:
    yield f"<footer><p>{_shown(_made_for(survey, workout), SOURCES_CHARACTERS)}</p>"
    yield f"<p>{_shown(_sources(workout), SOURCES_CHARACTERS)}</p></footer>"


def _made_for(survey: Survey | None, workout: Workout) -> str:
    runner = workout.runner
    assumed = ", assumed" if runner.is_assumed else ""
    whose = f" {_sentence(survey.attribution)}" if survey and survey.attribution else ""
    return f"Times are for 5 km in {format_duration(runner.five_k_s)}{assumed}; level: {workout.level}.{whose}"


def _sources(workout: Workout) -> str:
    return f"Sources: {'; '.join(workout.sources)}"


def _heights(survey: Survey | None, workout: Workout, units: UnitSystem) -> Heights:
    """Return what stands on the sheet, for an estimate of its height."""
    around = [
        Row(text=shortened_characters(workout.title, NAME_CHARACTERS), scale=1.7, indent_em=18, extra_em=0.8),
        Row(text=_where(survey, workout), indent_em=18),
        Row(text="in all", extra_em=2.5),
    ]
    before = [activation_title(workout), *routine_lines(workout.activation)] if workout.activation else []
    around += [Row(text=shortened_characters(line, TEXT_CHARACTERS)) for line in before]
    small = (_made_for(survey, workout), _sources(workout))
    around += [Row(text=shortened_characters(text, SOURCES_CHARACTERS), scale=0.7, extra_em=0.3) for text in small]
    drawn = drawn_step(workout)
    stops = [note.message for note in workout.notes if note.code == STOP_CODE]
    notes = [note.message for note in workout.notes if note.code != STOP_CODE]
    return Heights(
        around=tuple(around),
        beside=tuple(
            Row(text=shortened_characters(one, TEXT_CHARACTERS), extra_em=0.3) for one in (*workout.cues, *stops)
        ),
        caption=None if drawn is None else Row(text=_caption(drawn, units), scale=0.85),
        notes=tuple(Row(text=shortened_characters(note, TEXT_CHARACTERS), scale=0.9) for note in notes),
        steps=tuple(_step_rows(workout, units)),
        n_ticks=tuple(block.times for block in workout.blocks if block.times > 1),
    )


def _step_rows(workout: Workout, units: UnitSystem) -> Iterator[Row]:
    told: set[tuple[str, str]] = set()
    for block in workout.blocks:
        yield Row(text=shortened_characters(block.name, NAME_CHARACTERS), scale=1.05, extra_em=0.9, indent_em=14)
        for step in block.steps:
            figures = "  ".join(step_figures(step, units))
            yield Row(
                text=f"{step.kind:<9}  {figures}", extra_em=0.45, indent_em=6.7 if step.kind in TIMED_KINDS else 1.5
            )
            said = _said(step, told)
            if said:
                yield Row(text=said, scale=0.9, indent_em=1.5)
