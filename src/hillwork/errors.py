"""The failures we expect, each with its exit code.

A message names the file or place and what is wrong, in lower case without a full stop; the hint says what to do next.
Only the command line catches these. `ValueError` and `assert` are for our own mistakes and end in a traceback.
"""

from typing import ClassVar


class HillworkError(Exception):
    """An expected failure: what went wrong, and what to do about it.

    Args:
        message: Which file or place, and what is wrong with it.
        hint: What to try next, or None.
    """

    exit_code: ClassVar[int] = 1

    def __init__(self, message: str, *, hint: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class UsageError(HillworkError):
    """What was asked makes no sense, whatever the files hold."""

    exit_code = 2


class InputError(HillworkError):
    """A file cannot be read, or is not what it should be."""

    exit_code = 3


class NoElevationError(HillworkError):
    """A track has no elevation that could be used."""

    exit_code = 4


class ServiceError(HillworkError):
    """A service could not be reached, did not answer as it should, or may not be asked."""

    exit_code = 5


class NothingToDoError(HillworkError):
    """The input is fine, and holds nothing to work on."""

    exit_code = 6
