"""The one gate for bytes from outside: a path or standard input, plain or gzipped, never more than a limit."""

import errno
import io
import os
import stat
import sys
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO, Final

from hillwork.errors import InputError
from hillwork.text import clean

MAX_BYTES: Final = 512 * 1024 * 1024
"""Of a file, and of what a gzipped one unpacks to: some five million points."""

CHUNK_BYTES: Final = 1 << 20
"""Old versions of expat need a megabyte at a time, or one long attribute takes them seconds."""

STDIN: Final = "-"
GZIP_MAGIC: Final = b"\x1f\x8b"
GZIP_WINDOW: Final = 16 + zlib.MAX_WBITS


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What a file should be, in the words of a refusal.

    Args:
        what: Its kind, such as "a GPX file".
        again: What to do about an empty file.
        smaller: What to do about one that is too large.
        others: Other kinds: where their mark stands, the mark, what they are, and what to do about them.
    """

    what: str
    again: str
    smaller: str
    others: tuple[tuple[int, bytes, str, str], ...]


TRACK: Final = Wanted(
    what="a GPX file",
    again="export the track again",
    smaller="split the file, or thin out its points",
    others=(
        (8, b".FIT", "a FIT file, which is not supported yet", "export the activity as GPX"),
        (0, b"PK\x03\x04", "a zip archive", "unpack it first"),
        (0, b"%PDF", "a PDF document", "export the track as GPX"),
        (0, b"{", "a JSON document", "export the track as GPX"),
        (0, b"[", "a JSON document", "export the track as GPX"),
    ),
)


class Source:
    """Bytes from one place, with what is known about them.

    Args:
        place: A path, or `-` for standard input.
        max_bytes: How much to take, packed or unpacked [bytes].
        wanted: What it should be.

    Attributes:
        name: The place for messages, cleaned.
        is_truncated: True when a gzip stream ended before its end, once all was read.
    """

    def __init__(self, place: str | os.PathLike[str], *, max_bytes: int = MAX_BYTES, wanted: Wanted = TRACK) -> None:
        self.place = os.fspath(place)
        self.name = "standard input" if self.place == STDIN else clean(self.place)
        self.max_bytes = max_bytes
        self.wanted = wanted
        self.is_truncated = False

    def chunks(self) -> Iterator[bytes]:
        """Yield the unpacked bytes, a megabyte or so at a time.

        Raises:
            InputError: It cannot be opened, is no regular file, is too large, empty, or known to be something else.
        """
        with self._open() as file:
            packed = _read_evenly(file)
            first = next(packed, b"")
            if not first:
                raise InputError(f"{self.name}: the file is empty", hint=self.wanted.again)
            unpacked = self._limited(
                self._unpacked(first, packed) if first.startswith(GZIP_MAGIC) else _chain(first, packed)
            )
            head = next(unpacked, b"")
            self._refuse_other_kinds(head)
            yield head
            yield from unpacked

    def _open(self) -> BinaryIO:
        if self.place == STDIN:
            return io.BufferedReader(io.FileIO(os.dup(sys.stdin.fileno()), "rb"))
        if "\0" in self.place:
            raise InputError(f"{self.name}: not a file name", hint="check the name")
        try:
            # Without O_NONBLOCK the opening of a named pipe would wait for ever.
            descriptor = os.open(self.place, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        except OSError as error:
            raise InputError(f"{self.name}: {_reason(error)}", hint="check the name and the permissions") from error
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode):
            os.close(descriptor)
            what = "a folder" if stat.S_ISDIR(status.st_mode) else "not a regular file"
            raise InputError(f"{self.name}: {what}", hint=f"name {self.wanted.what}")
        if status.st_size > self.max_bytes:
            os.close(descriptor)
            raise self._too_large()
        return os.fdopen(descriptor, "rb")

    def _limited(self, chunks: Iterator[bytes]) -> Iterator[bytes]:
        taken = 0
        for chunk in chunks:
            taken += len(chunk)
            if taken > self.max_bytes:
                raise self._too_large()
            yield chunk

    def _too_large(self) -> InputError:
        return InputError(f"{self.name}: more than {self.max_bytes / 1e6:.0f} MB", hint=self.wanted.smaller)

    def _unpacked(self, first: bytes, rest: Iterator[bytes]) -> Iterator[bytes]:
        """Yield what gzip members hold, at most a chunk at a time, whatever they claim to hold."""
        inflater = zlib.decompressobj(GZIP_WINDOW)
        for packed in _chain(first, rest):
            data = packed
            while data:
                try:
                    yield inflater.decompress(data, CHUNK_BYTES)
                except zlib.error:
                    self.is_truncated = True
                    return
                data = inflater.unconsumed_tail
                if inflater.eof:
                    data = inflater.unused_data.lstrip(b"\0")
                    if data and not data.startswith(GZIP_MAGIC[:1]):
                        return
                    inflater = zlib.decompressobj(GZIP_WINDOW) if data else inflater
        self.is_truncated = not inflater.eof

    def _refuse_other_kinds(self, head: bytes) -> None:
        start = head.lstrip(b"\xef\xbb\xbf \t\r\n")
        for offset, mark, what, hint in self.wanted.others:
            if start.startswith(mark, offset):
                raise InputError(f"{self.name}: not {self.wanted.what}: it is {what}", hint=hint)


def _read_evenly(file: BinaryIO) -> Iterator[bytes]:
    while chunk := file.read(CHUNK_BYTES):
        yield chunk


def _chain(first: bytes, rest: Iterator[bytes]) -> Iterator[bytes]:
    yield first
    yield from rest


def _reason(error: OSError) -> str:
    known = {errno.ENOENT: "no such file", errno.EACCES: "not allowed to read it", errno.EISDIR: "a folder"}
    return known.get(error.errno or 0, (error.strerror or "cannot be opened").lower())
