"""What comes of a plan that may be refused."""

from collections.abc import Callable
from typing import Any

from hillwork.errors import UsageError


def planned(make: Callable[[], Any]) -> tuple[Any, str | None]:
    """Return what was made, or None where it was refused, and the hint that came with that."""
    try:
        return make(), None
    except UsageError as error:
        return None, error.hint
