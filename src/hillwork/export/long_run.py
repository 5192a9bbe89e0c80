"""Routes judged as long runs, as text and as JSON."""

from collections.abc import Iterator
from typing import Any, Final

from rich import box
from rich.table import Table

from hillwork.export.as_json import duration_json, stretch_json
from hillwork.export.json_line import to_json
from hillwork.export.numbers import metres, ratio
from hillwork.export.screen import on_screen
from hillwork.export.workout_text import band
from hillwork.model import Likeness, LongRun, RouteJudgement, Split
from hillwork.text import clean, counted
from hillwork.units import UnitSystem, format_distance, format_grade, format_height, format_pace

LONG_RUN_SCHEMA: Final = "hillwork.longrun/1"
PLAIN_WIDTH: Final = 100
"""Columns of a table that goes to a file or a pipe."""

MINUTE_S: Final = 60.0


def long_run_as_text(run: LongRun, units: UnitSystem = UnitSystem.METRIC, *, width: int = PLAIN_WIDTH) -> str:
    """Return a judged route as text: what it holds, its hills in order, its splits.

    Args:
        run: The route.
        units: What to show distances, heights and paces in.
        width: Columns of the screen.
    """
    return on_screen(_parts(run, units), width=width, with_colour=False)


def long_run_as_json(run: LongRun) -> str:
    """Return a judged route as one JSON object.

    Args:
        run: The route.
    """
    track = run.survey.track
    return to_json(
        {
            "schema": LONG_RUN_SCHEMA,
            "file": track.origin.file,
            "name": track.name,
            **_judgement_json(run.judgement),
            "splits": [_split_json(split) for split in run.splits],
            "mile_splits": [_split_json(split) for split in run.mile_splits],
            "like": run.likeness and {"file": run.race, **_likeness_json(run.likeness)},
            "assumed": list(run.assumed),
            "warnings": [{"code": notice.code, "message": notice.message} for notice in run.survey.notices],
        }
    )


def _parts(run: LongRun, units: UnitSystem) -> Iterator[str | Table]:
    judgement = run.judgement
    yield clean(run.survey.track.name or run.survey.track.origin.file)
    yield _totals(judgement, units)
    yield (
        f"rolling index {judgement.rolling_index:.2f} of 1 (the Newton hills are 1, a flat route is 0);"
        f" {judgement.hard_s / MINUTE_S:.0f} min uphill at more than 2 %"
    )
    if judgement.hills:
        yield ""
        yield _hills_table(judgement, units)
    yield ""
    yield from (f"- {sentence}" for sentence in judgement.comparison)
    if judgement.missing:
        yield ""
        yield "For a long run over rolling hills:"
        yield from (f"- {sentence}" for sentence in judgement.missing)
    if run.likeness:
        yield ""
        yield from _likeness_lines(run.likeness, run.race)
    yield ""
    yield (
        f"At an even effort, {format_pace(run.splits[0].flat_pace_s_per_km, units)} on the flat:"
        if run.splits
        else "no splits"
    )
    yield _splits_table(run.mile_splits if units is UnitSystem.IMPERIAL else run.splits, units)
    yield ""
    yield from (f"- {sentence}" for sentence in run.assumed)
    yield from (f"- {notice.message}" for notice in run.survey.notices)


def _totals(judgement: RouteJudgement, units: UnitSystem) -> str:
    return (
        f"{format_distance(judgement.length_m, units)},"
        f" {format_height(judgement.ascent_m, judgement.ascent_sd_m, units)} up,"
        f" {counted(len(judgement.hills), 'hill')}, {100 * judgement.uphill_share:.0f} % uphill,"
        f" {len(judgement.row)} in a row"
    )


def _hills_table(judgement: RouteJudgement, units: UnitSystem) -> Table:
    table = _table("hill", "at", "length", "gradient", "gain", "time up")
    for number, (hill, time) in enumerate(zip(judgement.hills, judgement.up_times, strict=True), start=1):
        table.add_row(
            str(number),
            format_distance(hill.start_m, units),
            format_distance(hill.length_m, units),
            format_grade(hill.grade, hill.grade_sd),
            format_height(hill.grade * hill.length_m, hill.grade_sd * hill.length_m, units),
            band(time),
        )
    return table


def _splits_table(splits: tuple[Split, ...], units: UnitSystem) -> Table:
    table = _table("split", "length", "up", "down", "time", "pace", "hills cost")
    for number, split in enumerate(splits, start=1):
        table.add_row(
            str(number),
            format_distance(split.length_m, units),
            format_height(split.ascent_m, None, units),
            format_height(split.descent_m, None, units),
            band(split.duration),
            format_pace(split.pace_s_per_km, units),
            f"{split.hill_cost_s:+.0f} s",
        )
    return table


def _table(*columns: str) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for column in columns:
        table.add_column(column, justify="right", no_wrap=True)
    return table


def _likeness_lines(likeness: Likeness, race: str) -> Iterator[str]:
    yield (
        f"like {clean(race)}: {likeness.score:.2f} of 1 (where it climbs {likeness.climbing_score:.2f}, hill by hill"
        f" {likeness.hills_score:.2f}, gradients {likeness.gradients_score:.2f})"
    )
    yield from (f"- {sentence}" for sentence in likeness.sentences)


def _judgement_json(judgement: RouteJudgement) -> dict[str, Any]:
    return {
        "length_m": metres(judgement.length_m),
        "ascent_m": metres(judgement.ascent_m),
        "ascent_sd_m": metres(judgement.ascent_sd_m),
        "rolling_index": ratio(judgement.rolling_index),
        "uphill_share": ratio(judgement.uphill_share),
        "hard_s": metres(judgement.hard_s),
        "first_hill_s": judgement.first_hill_s and metres(judgement.first_hill_s),
        "after_hills_s": judgement.after_hills_s and metres(judgement.after_hills_s),
        "hills": [
            {**stretch_json(hill), **duration_json(time)}
            for hill, time in zip(judgement.hills, judgement.up_times, strict=True)
        ],
        "in_a_row": len(judgement.row),
        "comparison": list(judgement.comparison),
        "missing": list(judgement.missing),
    }


def _split_json(split: Split) -> dict[str, Any]:
    return {
        "start_m": metres(split.start_m),
        "length_m": metres(split.length_m),
        "ascent_m": metres(split.ascent_m),
        "descent_m": metres(split.descent_m),
        "grade": ratio(split.grade),
        **duration_json(split.duration),
        "flat_pace_s_per_km": metres(split.flat_pace_s_per_km),
    }


def _likeness_json(likeness: Likeness) -> dict[str, Any]:
    return {
        "score": ratio(likeness.score),
        "climbing": ratio(likeness.climbing_score),
        "hills": ratio(likeness.hills_score),
        "gradients": ratio(likeness.gradients_score),
        "is_by_share": likeness.is_by_share,
        "sentences": list(likeness.sentences),
    }
