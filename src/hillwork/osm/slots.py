"""When an Overpass server that is busy has time for us: it says so in a page of its own, not in its answer."""

import random
import re
from typing import Final

from hillwork.errors import ServiceError
from hillwork.net import Answer, Ask, BusyError, Client, Manners

MANNERS: Final = Manners(max_bytes=100_000, keep_s=0.0, read_s=10.0, deadline_s=20.0, tries=1)
SOON_S: Final = 1.0
ALL_RUNNING_S: Final = (5.0, 15.0)
MAX_WAIT_S: Final = 60.0
"""Longer waits are for another server."""

OK: Final = 200
TURNED_OFF: Final = b"is turned off"
RATE_LIMITED: Final = 429

_random: Final = random.SystemRandom()
"""So that not all come back at once."""

_FREE: Final = re.compile(r"(\d{1,4}) slots? available now", re.ASCII)
_FREE_LATER: Final = re.compile(r"Slot available after:[^\n]*?, in (-?\d{1,6}) seconds", re.ASCII)


def wait_for_slot_s(client: Client, url: str, busy: BusyError) -> float | None:
    """Return how long to wait before asking again [s], None when another server should be asked.

    Args:
        client: Asks.
        url: The question's address, which ends in `/interpreter`.
        busy: What the server said to it.
    """
    if TURNED_OFF in busy.answer.body:
        return None
    ask = Ask(f"{url.removesuffix('/interpreter')}/status", told="the state of the service")
    try:
        status = client.fetch(ask, MANNERS, _text_of)
    except ServiceError:
        status = ""
    wait_s = _told_s(status) if busy.answer.status == RATE_LIMITED else None
    if wait_s is None:
        # All are running, or it does not say, or it is not about our share: the server is busy with others.
        wait_s = _random.uniform(*ALL_RUNNING_S)
    return wait_s if wait_s <= MAX_WAIT_S else None


def _told_s(status: str) -> float | None:
    """Return when a slot is free [s], None when the page does not say.

    >>> _told_s("2 slots available now."), _told_s("Slot available after: 2026-11-20T09:31:14Z, in 11 seconds.")
    (1.0, 12.0)
    """
    free = _FREE.search(status)
    if free and int(free[1]) > 0:
        return SOON_S
    later = [int(one) for one in _FREE_LATER.findall(status)]
    return max(min(later), 0) + SOON_S if later else None  # it may lie in the past


def _text_of(answer: Answer) -> str:
    if answer.status != OK:
        raise ServiceError(f"no status (status {answer.status})")
    return answer.body.decode("utf-8", "replace")
