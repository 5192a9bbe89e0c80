"""What is said while services are asked: whom, for how much, what they learn, and how far it is."""

import sys
import threading
from typing import TYPE_CHECKING

import click

from hillwork.text import clean

if TYPE_CHECKING:
    from hillwork.model import Cost

_MEGABYTE = 1e6
_SMALL_BYTES = 1e5


class Asking:
    """Says on standard error what is asked of others.

    Args:
        is_quiet: Whether to say nothing.
    """

    def __init__(self, *, is_quiet: bool) -> None:
        self._is_quiet = is_quiet
        self._is_live = not is_quiet and sys.stderr.isatty()
        self._one_at_a_time = threading.Lock()
        self._told_hosts: set[str] = set()
        self._planned: Cost | None = None
        self._n_expected = self._n_answers = self._n_bytes = 0

    def announce(self, cost: "Cost") -> None:
        """Hear what is about to be asked; it is said when the first question really leaves."""
        self._planned = cost

    def tell(self, host: str, n_bytes: int) -> None:
        """Hear that a question leaves for a host, or how large its answer was."""
        if self._is_quiet:
            return
        with self._one_at_a_time:
            if not n_bytes:
                self._say_plan()
                return
            self._n_answers += 1
            self._n_bytes += n_bytes
            if self._is_live:
                line = f"\r{clean(host)}: {self._n_answers} of {self._n_expected}, {_size(self._n_bytes)}"
                click.echo(f"{line:<60}", nl=self._n_answers == self._n_expected, err=True)

    def _say_plan(self) -> None:
        """Say whom is asked for how much, and once what that tells them."""
        cost, self._planned = self._planned, None
        if cost is None:
            return
        questions = f"{cost.n_requests} question{'' if cost.n_requests == 1 else 's'}"
        learns = "" if cost.host in self._told_hosts else f"; it learns {cost.sends}"
        self._told_hosts.add(cost.host)
        click.echo(
            f"asking {clean(cost.host)}: {questions}, about {_size(cost.n_bytes)} and {max(cost.duration_s, 1):.0f} s{learns}",
            err=True,
        )
        self._n_expected, self._n_answers, self._n_bytes = cost.n_requests, 0, 0


def _size(n_bytes: int) -> str:
    """Return a size for people.

    >>> _size(1_520_000), _size(42_000)
    ('1.5 MB', '42 kB')
    """
    return f"{n_bytes / _MEGABYTE:.1f} MB" if n_bytes >= _SMALL_BYTES else f"{n_bytes / 1000:.0f} kB"
