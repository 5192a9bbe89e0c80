"""One polite HTTP client: paced, patient within limits, and sceptical about what comes back."""

import math
import random
import threading
import time
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from importlib.metadata import version
from typing import Final, TypeVar

from hillwork.errors import HillworkError, ServiceError
from hillwork.model import Cost
from hillwork.net.cache import Cache
from hillwork.net.exchange import Answer, Ask, BusyError, Manners
from hillwork.net.guard import host_of, shown
from hillwork.net.wire import BrokenError, Wire

PROJECT_URL: Final = "https://github.com/hillwork/hillwork"
RETRIED: Final = frozenset({429, 502, 503, 504})
"""Too busy, now. Everything else will not get better by asking again."""

FIRST_WAIT_S: Final = 1.0
MAX_RETRY_AFTER_S: Final = 20.0
"""Longer waits are told to the user instead of being sat out."""

MAX_FAST_RETRIES: Final = 2
"""A connection that breaks is tried again at once, twice: servers close idle ones without a word."""

T = TypeVar("T")
_random: Final = random.SystemRandom()
"""So that not all come back at once."""


class Client:
    """Asks services, and keeps what they answer.

    Args:
        cache: Where answers are kept.
        contact: How to reach the user, for services that want to know; empty without.
        is_offline: Whether to open no socket at all; may be asked for.
        sleep: Waits [s].
        clock: Tells a time that only advances [s].
        told: Hears the host before its first question, and each answer's size: for showing progress.
        announced: Hears what a job will take before it begins.
    """

    def __init__(
        self,
        cache: Cache,
        *,
        contact: str = "",
        is_offline: bool = False,
        sleep: Callable[[float], None] = time.sleep,
        clock: Callable[[], float] = time.monotonic,
        told: Callable[[str, int], None] = lambda *_: None,
        announced: Callable[[Cost], None] = lambda _: None,
    ) -> None:
        self._cache = cache
        self.is_offline = is_offline
        self._sleep = sleep
        self.announce = announced
        self._clock = clock
        about = f"{PROJECT_URL}; {contact}" if contact else PROJECT_URL
        self._wire = Wire(f"hillwork/{version('hillwork')} (+{about})", clock, told)

    def fetch(
        self,
        ask: Ask,
        manners: Manners,
        understand: Callable[[Answer], T],
        *,
        holds_s: Callable[[T], float] = lambda _: math.inf,
    ) -> T:
        """Return what a service answers, from the cache where it is still good.

        Args:
            ask: The question.
            manners: How the service wants to be asked.
            understand: Turns an answer into what is wanted; raises `ServiceError` when it is none. Only what it understands
                is kept, and what it no longer understands is asked again.
            holds_s: How long what was understood holds, where that is shorter than the manners say [s].

        Raises:
            BusyError: The service is too busy now.
            ServiceError: The service cannot be reached, refuses, or answers nonsense; or it may not be asked.
        """
        kept = self._cache.get(ask.key, max_age_s=manners.keep_s) if manners.keep_s else None
        if kept is not None:
            try:
                understood = understand(Answer.unpacked(kept))
            except ServiceError:
                self._cache.drop(ask.key)
            else:
                if self._cache.kept({ask.key}, max_age_s=min(manners.keep_s, holds_s(understood))):
                    return understood
        if self.is_offline:
            raise ServiceError(f"offline, and not kept from before: {ask.told}", hint="run it once without --offline")
        answer = self._ask_patiently(ask, manners)
        understood = understand(answer)
        if manners.keep_s:
            self._cache.put(ask.key, host_of(ask.url), answer.packed())
        return understood

    def wait(self, wait_s: float) -> None:
        """Wait, as between two tries.

        Args:
            wait_s: How long [s].
        """
        self._sleep(wait_s)

    def fetch_all(
        self, wanted: Sequence[tuple[Ask, Callable[[Answer], T]]], manners: Manners, *, at_once: int
    ) -> list[T]:
        """Return several answers in their order, some of them asked for at the same time; see `fetch`.

        The threads are daemons, and not a pool, so that Ctrl-C need not wait for a server that says nothing.

        Args:
            wanted: Questions, each with what understands its answer.
            manners: How the service wants to be asked.
            at_once: How many questions may be out at the same time.

        Raises:
            ServiceError: As of `fetch`; no more is asked then.
        """
        futures = [Future[T]() for _ in wanted]
        to_do = deque(zip(wanted, futures, strict=True))

        def work() -> None:
            while to_do:
                try:
                    (ask, understand), future = to_do.popleft()
                except IndexError:
                    return  # another thread was faster
                try:
                    future.set_result(self.fetch(ask, manners, understand))
                except HillworkError as error:
                    future.set_exception(error)
                finally:
                    if not future.done():
                        future.set_exception(RuntimeError("a bug ended this thread; its own traceback says where"))

        for _ in range(min(at_once, len(wanted))):
            threading.Thread(target=work, daemon=True).start()
        try:
            return [future.result() for future in futures]
        finally:
            to_do.clear()

    def n_to_send(self, asks: Sequence[Ask], manners: Manners) -> int:
        """Return how many of some questions would be sent: the others have an answer that is still good."""
        if self.is_offline:
            return 0
        return len(asks) - len(self._cache.kept({ask.key for ask in asks}, max_age_s=manners.keep_s))

    def _ask_patiently(self, ask: Ask, manners: Manners) -> Answer:
        """Return the answer of a service that may be busy for a while."""
        end = self._clock() + manners.deadline_s
        n_broken = n_busy = 0
        while True:
            self._wait_for_turn(ask, manners, end)
            try:
                answer, retry_after = self._wire.ask(ask, manners, end)
            except BrokenError as error:
                n_broken += 1
                if n_broken > MAX_FAST_RETRIES or self._clock() >= end:
                    raise ServiceError(f"{shown(ask.url)}: {error}", hint="try again later") from error
                continue
            if answer.status not in RETRIED:
                return answer
            wait_s = FIRST_WAIT_S * 2**n_busy * _random.uniform(1.0, 1.3)
            if retry_after is not None:
                wait_s = retry_after
            n_busy += 1
            if n_busy >= manners.tries or wait_s > MAX_RETRY_AFTER_S or self._clock() + wait_s > end:
                asks = f", and asks to come back in {retry_after:.0f} s" if retry_after else ""
                message = f"{shown(ask.url)}: too busy (status {answer.status}{asks})"
                raise BusyError(message, hint="try again later", answer=answer)
            self._sleep(wait_s)

    def _wait_for_turn(self, ask: Ask, manners: Manners, end: float) -> None:
        if not manners.interval_s and manners.per_day is None:
            return
        wait_s = self._cache.take_turn(host_of(ask.url), manners.interval_s, manners.per_day)
        if wait_s is None:
            raise ServiceError(
                f"{host_of(ask.url)}: the {manners.per_day} questions it allows a day are asked",
                hint="go on tomorrow: what was answered is kept",
            )
        if self._clock() + wait_s > end:
            raise ServiceError(f"{host_of(ask.url)}: other runs are asking it, too many to wait for", hint="try later")
        if wait_s > 0:
            self._sleep(wait_s)
