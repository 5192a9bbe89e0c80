"""How failures are told."""

from typing import Final

import click

from hillwork.errors import HillworkError
from hillwork.text import clean

SOME_FAILED: Final = 7
"""How a command on several files ends when some could not be read: each was named, the rest is done."""

_MAX_MESSAGE: Final = 1000


def say_error(error: HillworkError) -> None:
    """Print an expected failure on two lines, without anything that a terminal would obey."""
    click.echo(f"error: {clean(error.message, max_characters=_MAX_MESSAGE)}", err=True)
    if error.hint:
        click.echo(f"  try: {clean(error.hint, max_characters=_MAX_MESSAGE)}", err=True)
