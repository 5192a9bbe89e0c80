"""Tables and lines on a screen of some width."""

import io
from collections.abc import Iterable

from rich.console import Console
from rich.table import Table
from rich.text import Text


def on_screen(parts: Iterable[str | Table], *, width: int, with_colour: bool) -> str:
    """Return lines and tables as text; lines are shown as they are, whatever they hold.

    Args:
        parts: Lines and tables in order.
        width: Columns of the screen.
        with_colour: Whether to colour.
    """
    output = io.StringIO()
    console = Console(
        file=output, width=width, force_terminal=with_colour, no_color=not with_colour, highlight=False, emoji=False
    )
    for part in parts:
        console.print(Text(part) if isinstance(part, str) else part)
    return "\n".join(line.rstrip() for line in output.getvalue().rstrip().splitlines()) + "\n"
