"""One polite HTTP client: paced, patient within limits, and sceptical about what comes back."""

import random
import threading
import time
import zlib
from collections.abc import Callable, Sequence
from email.utils import parsedate_to_datetime
from importlib.metadata import version
from typing import Final, TypeVar

import requests
import urllib3

from hillwork.errors import ServiceError
from hillwork.net.cache import Cache
from hillwork.net.exchange import Answer, Ask, Manners
from hillwork.net.guard import MAX_REDIRECTS, host_of, is_loopback, redirected, shown

PROJECT_URL: Final = "https://github.com/hillwork/hillwork"
CONNECT_S: Final = 5.0
MAX_TRIES: Final = 5
RETRIED: Final = frozenset({429, 502, 503, 504})
"""Too busy, now. Everything else will not get better by asking again."""

FIRST_WAIT_S: Final = 1.0
MAX_RETRY_AFTER_S: Final = 20.0
"""Longer waits are told to the user instead of being sat out."""

CHUNK_BYTES: Final = 64 * 1024
MAX_FAST_RETRIES: Final = 2
"""A connection that breaks is tried again at once, twice: servers close idle ones without a word."""

_FAILURES: Final = (requests.RequestException, urllib3.exceptions.HTTPError, OSError, ValueError, zlib.error)
"""All that a connection may raise; a `ValueError` is a host name that is none."""

T = TypeVar("T")


class Client:
    """Asks services, and keeps what they answer.

    Args:
        cache: Where answers are kept.
        contact: How to reach the user, for services that want to know; empty without.
        is_offline: Whether to open no socket at all.
        sleep: Waits [s].
        clock: Tells a time that only advances [s].
        told: Hears the host before its first question, and each answer's size: for showing progress.
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
    ) -> None:
        self._cache = cache
        self._is_offline = is_offline
        self._sleep = sleep
        self._clock = clock
        self._told = told
        self._sessions = threading.local()
        about = f"{PROJECT_URL}; {contact}" if contact else PROJECT_URL
        self._user_agent = f"hillwork/{version('hillwork')} (+{about})"

    def fetch(self, ask: Ask, manners: Manners, understand: Callable[[Answer], T]) -> T:
        """Return what a service answers, from the cache where it is still good.

        Args:
            ask: The question.
            manners: How the service wants to be asked.
            understand: Turns an answer into what is wanted; raises `ServiceError` when it is none. Only what it understands
                is kept, and what it no longer understands is asked again.

        Raises:
            ServiceError: The service cannot be reached, refuses, or answers nonsense; or it may not be asked.
        """
        kept = self._cache.get(ask.key, max_age_s=manners.keep_s)
        if kept is not None:
            try:
                return understand(Answer.unpacked(kept))
            except ServiceError:
                self._cache.drop(ask.key)
        if self._is_offline:
            raise ServiceError(f"offline, and not kept from before: {ask.told}", hint="run it once without --offline")
        answer = self._ask_patiently(ask, manners)
        understood = understand(answer)
        self._cache.put(ask.key, host_of(ask.url), answer.packed())
        return understood

    def n_to_send(self, asks: Sequence[Ask], manners: Manners) -> int:
        """Return how many of some questions would be sent: the others have an answer that is still good."""
        if self._is_offline:
            return 0
        return len(asks) - len(self._cache.kept({ask.key for ask in asks}, max_age_s=manners.keep_s))

    def _ask_patiently(self, ask: Ask, manners: Manners) -> Answer:
        """Return the answer of a service that may be busy for a while."""
        end = self._clock() + manners.deadline_s
        n_broken = 0
        for number in range(MAX_TRIES):
            self._wait_for_turn(ask, manners, end)
            try:
                answer, retry_after = self._ask_once(ask, manners, end)
            except _BrokenError as error:
                n_broken += 1
                if n_broken > MAX_FAST_RETRIES or self._clock() >= end:
                    raise ServiceError(f"{shown(ask.url)}: {error}", hint="try again later") from error
                continue
            if answer.status not in RETRIED:
                return answer
            wait_s = FIRST_WAIT_S * 2**number * random.uniform(1.0, 1.3)  # noqa: S311 - so that not all come back at once
            if retry_after is not None:
                wait_s = retry_after
            if number == MAX_TRIES - 1 or wait_s > MAX_RETRY_AFTER_S or self._clock() + wait_s > end:
                asks = f", and asks to come back in {retry_after:.0f} s" if retry_after else ""
                raise ServiceError(f"{shown(ask.url)}: too busy (status {answer.status}{asks})", hint="try again later")
            self._sleep(wait_s)
        raise ServiceError(f"{shown(ask.url)}: no answer", hint="try again later")

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

    def _ask_once(self, ask: Ask, manners: Manners, end: float) -> tuple[Answer, float | None]:
        """Return an answer, and after how long to come back if it says so [s]."""
        url = ask.url
        for _ in range(MAX_REDIRECTS + 1):
            self._told(host_of(url), 0)
            try:
                response = self._send(url, ask, manners, end)
                with response:
                    if response.is_redirect:
                        url = redirected(url, response.headers.get("Location", ""))
                        continue
                    body = self._body(response, manners, end)
            except _FAILURES as error:
                raise _BrokenError(_reason(error)) from error
            self._told(host_of(url), len(body))
            content_type = response.headers.get("Content-Type", "").partition(";")[0].strip().lower()
            return Answer(response.status_code, content_type, body), _retry_after_s(response)
        raise ServiceError(f"{shown(ask.url)}: sends from place to place", hint="give the right URL")

    def _send(self, url: str, ask: Ask, manners: Manners, end: float) -> requests.Response:
        """Return an answer whose body is still to be read.

        The library's timeout starts anew at every byte, so that a server could keep us for ever by sending its headers one
        by one: the question is asked in a thread of its own, and given up when the time is over.
        """
        headers: dict[str, str] = {"User-Agent": self._user_agent, "Accept-Encoding": "gzip"}
        if host_of(url) == host_of(ask.url):
            headers |= dict(ask.headers)  # a key stays with the host it is for
        if ask.body is not None:
            headers["Content-Type"] = ask.content_type
        outcome: list[requests.Response | Exception] = []
        session = self._session(url)

        def send() -> None:
            try:
                outcome.append(
                    session.request(
                        "GET" if ask.body is None else "POST",
                        url,
                        data=ask.body,
                        headers=headers,
                        timeout=(CONNECT_S, manners.read_s),
                        allow_redirects=False,
                        stream=True,
                    )
                )
            except _FAILURES as error:  # raised again where it is waited for
                outcome.append(error)

        thread = threading.Thread(target=send, daemon=True)
        thread.start()
        thread.join(max(min(CONNECT_S + manners.read_s, end - self._clock()), 0.1))
        if not outcome:
            self._sessions.one = {}  # this connection is still waiting: the next question gets another
            raise requests.Timeout
        if isinstance(outcome[0], Exception):
            raise outcome[0]
        return outcome[0]

    def _session(self, url: str) -> requests.Session:
        """Return this thread's session for a host: they are not made for sharing."""
        host = host_of(url)
        sessions: dict[str, requests.Session] = getattr(self._sessions, "one", {})
        if host not in sessions:
            sessions[host] = requests.Session()
            # A proxy of the environment does not reach what runs on this machine.
            sessions[host].trust_env = not is_loopback(url)
        self._sessions.one = sessions
        return sessions[host]

    def _body(self, response: requests.Response, manners: Manners, end: float) -> bytes:
        """Return the unpacked body, never more than allowed, never longer than there is time.

        Raises:
            _BrokenError: It ends too early, takes too long, or cannot be unpacked.
            ServiceError: It is too large.
        """
        packing = response.headers.get("Content-Encoding", "").strip().lower()
        if packing not in {"", "identity", "gzip", "x-gzip"}:
            raise ServiceError(
                f"{shown(response.url)}: packed as {packing!r}, which was not asked for", hint="try later"
            )
        unpack = zlib.decompressobj(16 + zlib.MAX_WBITS) if packing.endswith("gzip") else None
        parts: list[bytes] = []
        n_packed = n_bytes = 0
        while chunk := response.raw.read1(CHUNK_BYTES, decode_content=False):
            n_packed += len(chunk)
            part = unpack.decompress(chunk, manners.max_bytes - n_bytes + 1) if unpack else chunk
            n_bytes += len(part)
            parts.append(part)
            if max(n_bytes, n_packed) > manners.max_bytes:
                raise ServiceError(f"{shown(response.url)}: more than {manners.max_bytes:,} bytes", hint="try later")
            if self._clock() > end:
                raise _BrokenError("the answer took too long")
        if unpack and not unpack.eof:
            raise _BrokenError("the answer ended too early")
        expected = response.headers.get("Content-Length", "")
        if expected.isdigit() and n_packed < int(expected):
            raise _BrokenError("the answer ended too early")
        return b"".join(parts)


class _BrokenError(Exception):
    """A connection that did not do its work; it may the next time."""


def _reason(error: Exception) -> str:
    """Return why a connection failed, in words that hold no address and no key."""
    if isinstance(error, requests.exceptions.SSLError):
        return "no secure connection"
    if isinstance(error, requests.Timeout | urllib3.exceptions.TimeoutError | TimeoutError):
        return "no answer in time"
    if isinstance(error, urllib3.exceptions.HTTPError | zlib.error | requests.exceptions.ChunkedEncodingError):
        return "the answer ended too early"
    return "cannot be reached, or hangs up"


def _retry_after_s(response: requests.Response) -> float | None:
    """Return after how long to come back, given in seconds or as a date (RFC 9110, 10.2.3), None when nothing sound is said."""
    text = response.headers.get("Retry-After", "").strip()
    if text.isdigit():
        return float(text[:9])
    try:
        return max(0.0, parsedate_to_datetime(text).timestamp() - time.time())
    except (ValueError, OverflowError):
        return None
