"""Training weeks for people: tables with the rules behind them, as text and as Markdown."""

import textwrap
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise
from typing import Final

from rich import box
from rich.table import Table

from hillwork.export.as_text import PLAIN_WIDTH
from hillwork.export.markdown import escape_markdown
from hillwork.export.screen import on_screen
from hillwork.model import DAYS_PER_WEEK, WEEKDAYS, DayKind, PlannedDay, TrainingBlock, Week

DAY_TABLES_UP_TO: Final = 2
"""As many weeks have a table each; more of them are lines of one table."""

MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
SHORT_DAYS: Final = tuple(name[:3] for name in WEEKDAYS)
CELLS: Final = {
    DayKind.HILL: "hill",
    DayKind.LONG_RUN: "long",
    DayKind.EASY: "easy",
    DayKind.REST: "rest",
    DayKind.RACE: "RACE",
}
ROLLING: Final = "rolling"
STRENGTH_MARK: Final = "+S"
WEEKS_OUT: Final = "out"


def block_as_text(block: TrainingBlock, *, width: int = PLAIN_WIDTH, with_colour: bool = False) -> str:
    """Return weeks as tables with the rules beneath.

    Args:
        block: The weeks.
        width: Columns of the terminal.
        with_colour: Whether to colour.
    """
    return on_screen(_parts(block, width), width=width, with_colour=with_colour)


def block_as_markdown(block: TrainingBlock) -> str:
    """Return weeks as a Markdown page with tables and the rules beneath.

    Args:
        block: The weeks.
    """
    lines = [f"# {escape_markdown(block.title)}", ""]
    for heading, names, rows in _tables(block):
        lines += [f"## {escape_markdown(heading)}", ""] if heading else []
        lines += [_row(names), "|" + "---|" * len(names), *(_row(row) for row in rows), ""]
    for line in _legend(block):
        lines += [escape_markdown(line), ""]
    for heading, points in _lists(block):
        lines += [f"## {escape_markdown(heading)}", "", *(f"- {escape_markdown(point)}" for point in points), ""]
    return "\n".join(lines[:-1]) + "\n"


def _row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(map(escape_markdown, cells)) + " |"


def _parts(block: TrainingBlock, width: int) -> Iterator[str | Table]:
    yield block.title
    for heading, names, rows in _tables(block):
        if heading:
            yield heading
        table = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0))
        for name in names:
            table.add_column(name)
        for row in rows:
            table.add_row(*row)
        yield table
    for line in _legend(block):
        yield from textwrap.wrap(line, width, break_on_hyphens=False)
    for heading, points in _lists(block):
        yield ""
        yield heading
        for point in points:
            yield from textwrap.wrap(
                point,
                width,
                initial_indent="- ",
                subsequent_indent="  ",
                break_on_hyphens=False,
                break_long_words=False,
            )


def _tables(block: TrainingBlock) -> Iterator[tuple[str, tuple[str, ...], list[tuple[str, ...]]]]:
    """Yield each table with its heading, "" for none, the names of its columns, and its rows."""
    if len(block.weeks) <= DAY_TABLES_UP_TO:
        for week in block.weeks:
            yield _week_heading(block, week), ("day", "what", "how much", "routines"), [_day(day) for day in week.days]
        return
    has_dates, has_race = block.starts_on is not None, block.weeks[0].weeks_to_race is not None
    names = ("week", *["begins"] * has_dates, *[WEEKS_OUT] * has_race, "phase", *SHORT_DAYS, "hill day")
    yield "", names, [_line(week, has_dates=has_dates, has_race=has_race) for week in block.weeks]


def _week_heading(block: TrainingBlock, week: Week) -> str:
    if len(block.weeks) == 1 and week.weeks_to_race is None:
        return ""
    left = {None: "", 0: ", the race is early in it", 1: ", the last to the race"}
    to_race = left.get(week.weeks_to_race, f", {week.weeks_to_race} to the race")
    return f"Week {week.number}{to_race}: {phase_words(week)}"


def phase_words(week: Week) -> str:
    """Return what a week is for, and whether it is lighter.

    Args:
        week: The week.
    """
    return f"{week.phase}, lighter" if week.is_light and week.phase != "lighter" else week.phase


def _day(day: PlannedDay) -> tuple[str, ...]:
    begins = "" if day.on_date is None else f" {short_date(day.on_date)}"
    return SHORT_DAYS[day.weekday] + begins, day.title, day.dose, routine_words(day)


def _line(week: Week, *, has_dates: bool, has_race: bool) -> tuple[str, ...]:
    first = week.days[0].on_date
    return (
        str(week.number),
        *[short_date(first) if first else ""] * has_dates,
        *[str(week.weeks_to_race)] * has_race,
        phase_words(week),
        *(_cell(day) for day in week.days),
        next((f"{day.session} {day.dose}" for day in week.days if day.kind is DayKind.HILL), ""),
    )


def _cell(day: PlannedDay) -> str:
    word = "roll" if day.session == ROLLING else CELLS[day.kind]
    return f"{word}{STRENGTH_MARK}" if day.strength else word


def short_date(day: date) -> str:
    """Return a day and its month, the same in every language of the machine.

    >>> short_date(date(2026, 11, 30))
    '30 Nov'
    """
    return f"{day.day} {MONTHS[day.month - 1]}"


def routine_words(day: PlannedDay) -> str:
    """Return the routines of a day, in the order in which they are done; "" for none.

    Args:
        day: The day.
    """
    before = [f"first {day.activation}"] if day.activation else []
    after = [f"last {day.strength}" if day.is_hard else day.strength] if day.strength else []
    return ", ".join([*before, *after])


def _legend(block: TrainingBlock) -> Iterator[str]:
    days = [day for week in block.weeks for day in week.days]
    is_grid = len(block.weeks) > DAY_TABLES_UP_TO
    strength = next((day.strength for day in days if day.strength), None)
    activation = next((day.activation for day in days if day.activation), None)
    if is_grid and block.weeks[0].weeks_to_race is not None:
        yield f"{WEEKS_OUT}: weeks to the race with this one"
    if is_grid and any(day.session == ROLLING for day in days):
        yield "roll: your long run, over rolling hills"
    if strength and is_grid:
        yield f"{STRENGTH_MARK}: {strength} (hillwork strength {strength}), on a hard day last, after the run"
    elif strength:
        yield f"{strength}: hillwork strength {strength}"
    if activation and is_grid:
        yield f"before every hill run: {activation} (hillwork strength {activation})"
    elif activation:
        yield f"{activation}: hillwork strength {activation}"


def _lists(block: TrainingBlock) -> Iterator[tuple[str, list[str]]]:
    """Yield what stands below the tables: headings with their points."""
    yield "Why these days", [f"{where}: {rule}" for rule, where in _placements(block)]
    if block.rules:
        yield "Why so much", list(block.rules)
    if block.notes:
        yield "Mind", list(block.notes)
    yield "Sources", list(block.sources)


def _placements(block: TrainingBlock) -> Iterator[tuple[str, str]]:
    """Yield each rule that decided a day, with the days that it decided.

    What is told of a whole week below is not told of its days once more.
    """
    found: dict[str, list[tuple[int, int]]] = {}
    for week in block.weeks:
        for day in week.days:
            for rule in day.rules:
                if rule not in block.rules:
                    found.setdefault(rule, []).append((day.weekday, week.number))
    for rule, places in found.items():
        weekdays = sorted({weekday for weekday, _ in places})
        numbers = sorted({number for _, number in places})
        named = "every day" if len(weekdays) == DAYS_PER_WEEK else " ".join(SHORT_DAYS[one] for one in weekdays)
        yield rule, named if len(numbers) == len(block.weeks) else f"{named}, {_span(numbers)}"


def _span(numbers: list[int]) -> str:
    """Return week numbers in words, those that follow each other as a span."""
    starts = [numbers[0], *(later for earlier, later in pairwise(numbers) if later != earlier + 1)]
    ends = [*(earlier for earlier, later in pairwise(numbers) if later != earlier + 1), numbers[-1]]
    spans = [str(first) if first == last else f"{first}-{last}" for first, last in zip(starts, ends, strict=True)]
    return f"{'week' if len(numbers) == 1 else 'weeks'} {', '.join(spans)}"
