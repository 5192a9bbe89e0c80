"""`hillwork week`."""

from datetime import date
from typing import TYPE_CHECKING, Final

import click

from hillwork.cli.options import output_options
from hillwork.cli.output import check_outputs, has_colour, make_outputs, screen_width, write_outputs
from hillwork.cli.runner_options import LEVELS, SESSIONS
from hillwork.errors import UsageError

if TYPE_CHECKING:
    from datetime import time, tzinfo

ENDINGS: Final = (".txt", ".md", ".json", ".ics", ".csv")


@click.command("week")
@click.option("--session", type=click.Choice(SESSIONS), help="The session of the hill days; classic without it.")
@click.option("--level", type=click.Choice(LEVELS), help="How used to hills you are. Assumed intermediate.")
@click.option("--weeks", type=int, metavar="N", help="A block of 1 to 8 weeks in which the session grows.")
@click.option("--weeks-to-race", type=int, metavar="N", help="The weeks to a marathon, 1 for the week of the race.")
@click.option("--race-date", metavar="DATE", help="The day of the marathon, instead: 2027-04-18.")
@click.option("--start", metavar="DATE", help="A day of the first week; today with --race-date and without it.")
@click.option("--hill-days", type=int, metavar="N", help="How many hill days a week; once without it, lydiard twice.")
@click.option("--hill-day", "hill_on", multiple=True, metavar="DAY", help="Hills on that weekday. May be repeated.")
@click.option("--long-run-day", "long_run_on", metavar="DAY", help="The long run on that weekday.")
@click.option("--rest-day", "rest_on", multiple=True, metavar="DAY", help="Rest on that weekday. May be repeated.")
@click.option(
    "--strength", type=int, metavar="N", default=2, show_default=True, help="How many strength sessions a week, 0 to 3."
)
@click.option("--at", metavar="TIME", help="When your runs begin, such as 18:30, for a calendar.")
@click.option("--zone", metavar="ZONE", help="The time zone, such as Europe/Lisbon; your machine's without it.")
@output_options(ENDINGS)
def week_command(
    session: str | None,
    level: str | None,
    weeks: int | None,
    weeks_to_race: int | None,
    race_date: str | None,
    start: str | None,
    hill_days: int | None,
    hill_on: tuple[str, ...],
    long_run_on: str | None,
    rest_on: tuple[str, ...],
    strength: int,
    at: str | None,
    zone: str | None,
    as_json: bool,
    outputs: tuple[str, ...],
    quiet: bool,
) -> int:
    """Place hill days in a training week or block.

    Hill days go among easy days, a long run, rest and strength, and the rule behind each place is told. With --weeks the
    session grows from week to week; with --weeks-to-race or --race-date it is the hills of a marathon block.

    \b
    Example:
      hillwork week --session short --weeks 6 --start 2026-11-30 -o block.ics
    """
    from hillwork import api

    check_outputs(outputs, ENDINGS, ())
    starts_on, race_on = _days(start, race_date)
    block = api.plan_week(
        session,
        level=level,
        weeks=weeks,
        weeks_to_race=weeks_to_race,
        race_on=race_on,
        starts_on=starts_on,
        hill_days=hill_days,
        hill_on=hill_on,
        long_run_on=long_run_on,
        rest_on=rest_on,
        strength=strength,
    )
    begins, in_zone = _time(at, zone)
    forms = api.block_forms(block, at=begins, zone=in_zone)
    made = make_outputs(outputs, forms)
    if as_json:
        click.echo(forms[".json"](), nl=False)
    else:
        click.echo(api.block_as_table(block, width=screen_width(), with_colour=has_colour()), nl=False, color=True)
    write_outputs(made, is_quiet=quiet)
    return 0


def _days(start: str | None, race_date: str | None) -> "tuple[date | None, date | None]":
    """Return the day on which it begins and the day of the race, both where they are known."""
    from datetime import datetime

    # The clock is read here, where the user is; nothing below knows what day it is.
    today = datetime.now().astimezone().date()
    race_on = None if race_date is None else _day("--race-date", race_date, today)
    if start is None:
        return (None if race_on is None else today), race_on
    return _day("--start", start, today), race_on


def _day(option: str, text: str, today: date) -> date:
    from hillwork.cli.days import date_named

    try:
        return date_named(text, today)
    except UsageError as error:
        raise UsageError(error.message, hint=f"give {option} as 2026-11-30") from error


def _time(at: str | None, zone: str | None) -> "tuple[time | None, tzinfo | None]":
    """Return when runs begin, with the time zone where it is needed."""
    from hillwork.cli.days import time_named, zone_named

    if at is None:
        if zone is not None:
            raise UsageError("a time zone without a time of day", hint="say when your runs begin: --at 18:30")
        return None, None
    return time_named(at), zone_named(zone)
