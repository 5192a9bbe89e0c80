"""One question over the wire, with bounds on time and size that the HTTP library does not have."""

import threading
import time
import zlib
from collections.abc import Callable
from email.utils import parsedate_to_datetime
from typing import Final

import requests
import urllib3

from hillwork.errors import ServiceError
from hillwork.net.exchange import Answer, Ask, Manners
from hillwork.net.guard import MAX_REDIRECTS, host_of, is_loopback, redirected, shown

CONNECT_S: Final = 5.0
CHUNK_BYTES: Final = 64 * 1024

_FAILURES: Final = (requests.RequestException, urllib3.exceptions.HTTPError, OSError, ValueError, zlib.error)
"""All that a connection may raise; a `ValueError` is a host name that is none."""


class BrokenError(Exception):
    """A connection that did not do its work; it may the next time."""


class Wire:
    """Sends questions and receives answers.

    Args:
        user_agent: Who we say we are.
        clock: Tells a time that only advances [s].
        told: Hears the host before each question, and each answer's size.
    """

    def __init__(self, user_agent: str, clock: Callable[[], float], told: Callable[[str, int], None]) -> None:
        self._user_agent = user_agent
        self._clock = clock
        self._told = told
        self._sessions = threading.local()

    def ask(self, ask: Ask, manners: Manners, end: float) -> tuple[Answer, float | None]:
        """Return an answer, and after how long to come back if it says so [s].

        Args:
            ask: The question.
            manners: How long the service may be silent, and how much it may send.
            end: When the answer must be there, by the clock [s].

        Raises:
            BrokenError: The connection did not do its work.
            ServiceError: The answer is too large, or sends us where we do not go.
        """
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
                raise BrokenError(_reason(error)) from error
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
            BrokenError: It ends too early, takes too long, or cannot be unpacked.
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
                raise BrokenError("the answer took too long")
        if unpack and not unpack.eof:
            raise BrokenError("the answer ended too early")
        expected = response.headers.get("Content-Length", "")
        if expected.isdigit() and n_packed < int(expected):
            raise BrokenError("the answer ended too early")
        return b"".join(parts)


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
