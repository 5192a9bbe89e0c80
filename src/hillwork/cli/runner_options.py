"""Options that say what is to be done, and by whom."""

from typing import TYPE_CHECKING, Any, Final, cast

import click

from hillwork.cli.options import Decorator, gathered

if TYPE_CHECKING:
    from hillwork.api import Wishes

SESSIONS: Final = ("sprint", "short", "classic", "mid", "long", "climb", "rolling", "lydiard", "walk", "mill")
LEVELS: Final = ("beginner", "intermediate", "advanced")

_RUNNER: Final = (
    click.option(
        "--five-k", metavar="TIME", help="Your 5 km time, such as 25:00; sets all paces. Assumed 30:00 without it."
    ),
    click.option("--race", metavar="RACE=TIME", help="Another race instead: 10km=52:30, half=1:55:00."),
    click.option("--easy-pace", metavar="PACE", help="Your easy pace, such as 6:30/km or 10:30/mi."),
    click.option("--mass", metavar="MASS", help="Your mass for the energy, such as 70kg or 154lb. Assumed 70 kg."),
    click.option(
        "--level",
        type=click.Choice(LEVELS),
        help="How used to hills you are; sets how many repetitions, and how long. Assumed intermediate.",
    ),
)
_RUNNER_NAMES: Final = ("five_k", "race", "easy_pace", "mass", "level")


def session_options() -> Decorator:
    """Return the options that say what is to be done and by whom; a command gets `session`, and the others as `wishes`."""
    options = (
        click.option(
            "--session",
            type=click.Choice(SESSIONS),
            default="classic",
            show_default=True,
            help="sprint: 8-12 s; short: 30-45 s; classic: 100-200 m; mid: 60-90 s; long: 2-5 min; climb: one gradual climb of"
            " two to three miles; rolling: the hills of a long run; lydiard: a circuit over a hill; walk: uphill walking;"
            " mill: on the treadmill.",
        ),
        *_RUNNER,
        click.option("--rep-seconds", type=float, metavar="S", help="How long a repetition takes, instead."),
        click.option("--rep-metres", type=float, metavar="M", help="How long a repetition is, instead."),
    )
    return gathered(options, "wishes", lambda values: _wishes(values, (*_RUNNER_NAMES, "rep_seconds", "rep_metres")))


def runner_options() -> Decorator:
    """Return the options that say who runs; a command gets them as `wishes`."""
    return gathered(_RUNNER, "wishes", lambda values: _wishes(values, _RUNNER_NAMES))


def _wishes(values: dict[str, Any], names: tuple[str, ...]) -> "Wishes":
    """Take out of a command's values what is said of the runner and the repetitions."""
    return cast("Wishes", {name: values.pop(name) for name in names})
