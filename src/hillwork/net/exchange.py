"""A question to a service, how it wants to be asked, and what it answers."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, Self

from hillwork.errors import ServiceError
from hillwork.net.guard import shown

READ_S: Final = 30.0
DEADLINE_S: Final = 120.0
MAX_TRIES: Final = 5
_SEPARATOR: Final = b"\n"


@dataclass(frozen=True, slots=True)
class Manners:
    """How a service wants to be asked.

    Args:
        interval_s: The least time between two questions [s].
        per_day: How many questions a day; None without a limit.
        max_bytes: The largest answer, packed and unpacked [bytes].
        keep_s: How long its answers hold [s]; 0 when they are not to be kept at all.
        read_s: How long it may be silent [s].
        deadline_s: How long one question may take with all its tries [s].
        tries: How often one that is busy is asked; 1 for whoever wants to decide that on its own.
    """

    interval_s: float = 0.0
    per_day: int | None = None
    max_bytes: int = 2 * 1024 * 1024
    keep_s: float = 30 * 86400.0
    read_s: float = READ_S
    deadline_s: float = DEADLINE_S
    tries: int = MAX_TRIES


@dataclass(frozen=True, slots=True)
class Answer:
    """What a service said.

    Args:
        status: The HTTP status.
        content_type: What it calls its answer, lower case, without parameters.
        body: The answer, unpacked.
    """

    status: int
    content_type: str
    body: bytes

    def packed(self) -> bytes:
        """Return it as the cache keeps it."""
        return _SEPARATOR.join([str(self.status).encode(), self.content_type.encode(), self.body])

    @classmethod
    def unpacked(cls, kept: bytes) -> Self:
        """Return what was packed."""
        status, content_type, body = kept.split(_SEPARATOR, 2)
        return cls(int(status), content_type.decode(), body)


class BusyError(ServiceError):
    """A service that is too busy now, however often it was asked.

    Args:
        message: Who is busy.
        hint: What to try next.
        answer: What it said last.
    """

    def __init__(self, message: str, *, hint: str, answer: Answer) -> None:
        super().__init__(message, hint=hint)
        self.answer = answer


@dataclass(frozen=True, slots=True)
class Ask:
    """One question.

    Args:
        url: Where to ask.
        body: What to send; a question without it is a GET.
        content_type: What is sent.
        headers: More headers, such as a key; never shown, never kept.
        told: What it is about, for messages.
    """

    url: str
    body: bytes | None = None
    content_type: str = "application/json"
    headers: Mapping[str, str] = field(default_factory=dict)
    told: str = "an answer"

    @property
    def key(self) -> str:
        """Name of its answer in the cache; keys in headers do not matter."""
        return hashlib.sha256(b"\n".join([self.url.encode(), self.body or b""])).hexdigest()


def json_of(answer: Answer, url: str) -> object:
    """Return the JSON value of an answer, refusing what JSON does not know, such as NaN.

    Raises:
        ServiceError: It is no JSON.
    """

    def refuse(name: str) -> None:
        raise ValueError(name)

    try:
        value: object = json.loads(answer.body.decode("utf-8-sig"), parse_constant=refuse)
    except (ValueError, RecursionError) as error:
        kind = answer.content_type or "something"
        raise ServiceError(f"{shown(url)}: answers {kind} instead of sound JSON", hint="try again later") from error
    return value
