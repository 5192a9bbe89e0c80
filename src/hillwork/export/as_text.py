"""Surveys as text for people: a table."""

from collections import Counter
from collections.abc import Iterator
from typing import Final

from rich import box
from rich.table import Table
from rich.text import Text

from hillwork.export.as_json import hills_listed, sites_listed
from hillwork.export.screen import on_screen
from hillwork.model import Hill, Site, Stretch, Survey
from hillwork.text import clean
from hillwork.units import UnitSystem, format_distance, format_grade, format_height

PLAIN_WIDTH: Final = 100
"""Columns of a table that goes to a file or a pipe."""

WIDTH_FOR_GROUND: Final = 92
WIDTH_FOR_STEEPEST: Final = 112
"""Narrower tables do without the evenness of the ground and the steepest gradient."""

STEADY_WORDS: Final = ((0.75, "even"), (0.5, "varied"), (0.0, "uneven"))
STYLES: Final = {"sure": "green", "likely": "yellow", "unsure": "dim"}


def survey_as_text(
    survey: Survey,
    units: UnitSystem = UnitSystem.METRIC,
    *,
    width: int = PLAIN_WIDTH,
    with_colour: bool = False,
    with_unsure: bool = False,
    with_nested: bool = False,
) -> str:
    """Return the hills of a track as a table, with what was found out about its elevation.

    Args:
        survey: What was found.
        units: What to show distances and heights in.
        width: Columns of the terminal.
        with_colour: Whether to colour by confidence.
        with_unsure: Whether to list hills that the elevation cannot settle.
        with_nested: Whether to list the best stretch and the steeper hills inside each hill.
    """
    parts = _parts(survey, units, width, with_unsure=with_unsure, with_nested=with_nested)
    return on_screen(parts, width=width, with_colour=with_colour)


def _parts(
    survey: Survey, units: UnitSystem, width: int, *, with_unsure: bool, with_nested: bool
) -> Iterator[str | Table]:
    yield from _heading(survey, units)
    hills = hills_listed(survey, with_unsure=with_unsure)
    if hills:
        yield _table(hills, units, width)
    if with_nested:
        yield from _inside(hills, units)
    yield from _passes(sites_listed(survey, with_unsure=with_unsure), units)
    yield from _remarks(survey, with_unsure=with_unsure)


def _heading(survey: Survey, units: UnitSystem) -> Iterator[str]:
    track, profile = survey.track, survey.profile
    file = clean(track.origin.file)
    yield f"{track.name} ({file})" if track.name else file
    ascent = format_height(profile.ascent_m, profile.ascent_sd_m, units)
    noise = (
        format_height(profile.scatter_m, None, units) if units is UnitSystem.IMPERIAL else f"{profile.scatter_m:.1f} m"
    )
    yield f"{format_distance(profile.length_m, units)}, ascent {ascent}, {profile.kind} elevation (scatter {noise})"


def _table(hills: list[Hill], units: UnitSystem, width: int) -> Table:
    with_ground, with_steepest = width >= WIDTH_FOR_GROUND, width >= WIDTH_FOR_STEEPEST
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 2 if with_ground else 1, 0, 0))
    for name in ("hill", "kind", "from start", "length", "gain", "gradient", *["steepest"] * with_steepest):
        table.add_column(name, justify="left" if name in {"hill", "kind"} else "right", no_wrap=True)
    for name in (*["ground"] * with_ground, "sure?", "site"):
        table.add_column(name, no_wrap=True)
    n_passes = Counter(hill.site for hill in hills)
    passed: Counter[str] = Counter()
    for hill in hills:
        passed[hill.site] += 1
        of = f" {passed[hill.site]}/{n_passes[hill.site]}" if n_passes[hill.site] > 1 else ""
        table.add_row(
            hill.id,
            str(hill.kind),
            format_distance(hill.start_m, units),
            format_distance(hill.length_m, units),
            format_height(hill.gain_m, hill.gain_sd_m, units),
            format_grade(hill.grade, hill.grade_sd),
            *[format_grade(hill.grade_max)] * with_steepest,
            *[steady_word(hill.steadiness)] * with_ground,
            Text(str(hill.confidence), style=STYLES[hill.confidence]),
            hill.site + of,
        )
    return table


def _inside(hills: list[Hill], units: UnitSystem) -> Iterator[str]:
    for hill in hills:
        yield f"in {hill.id}: best stretch {_stretch_line(hill, hill.best_stretch, units)}"
        for inner in hill.nested:
            yield f"       steeper {_stretch_line(hill, inner, units)}"


def _stretch_line(hill: Hill, stretch: Stretch, units: UnitSystem) -> str:
    above = format_distance(stretch.start_m - hill.start_m, units)
    return f"{format_distance(stretch.length_m, units)} at {format_grade(stretch.grade, stretch.grade_sd)}, {above} above the foot"


def _passes(sites: list[Site], units: UnitSystem) -> Iterator[str]:
    for site in sites:
        n_up = sum(one.is_up for one in site.passes)
        n_down = len(site.passes) - n_up
        if n_up > 1:
            gain, grade = format_height(site.gain_m, site.gain_sd_m, units), format_grade(site.grade, site.grade_sd)
            down = f" and {n_down} down" if n_down else ""
            yield f"{site.id}: {n_up} times up{down}, {format_distance(site.length_m, units)}, {gain}, {grade}"


def steady_word(steadiness: float) -> str:
    """Return a steadiness as a word.

    >>> steady_word(0.9), steady_word(0.6), steady_word(0.1)
    ('even', 'varied', 'uneven')
    """
    return next(word for least, word in STEADY_WORDS if steadiness >= least)


def _remarks(survey: Survey, *, with_unsure: bool) -> Iterator[str]:
    if not survey.hills:
        yield "no hill found"
    if survey.unsure and not with_unsure:
        one = len(survey.unsure) == 1
        yield (
            f"{len(survey.unsure)} more {'stretch' if one else 'stretches'} may be {'a hill' if one else 'hills'};"
            " the elevation cannot tell (--unsure lists them)"
        )
    for notice in survey.notices:
        yield f"note: {notice.words}"
