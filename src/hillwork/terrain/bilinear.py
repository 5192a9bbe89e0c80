"""Between four posts: the one way in which all models are read."""

from collections.abc import Callable
from typing import Any, Final

import numpy as np

from hillwork.model import Floats, Indices

POST_DIGITS: Final = 6

Posts = Callable[[Indices, Indices], Any]
"""Gives the heights of posts by row and column, NaN where there is none."""


def sample_posts(posts: Posts, row: Floats, column: Floats) -> Floats:
    """Return heights between posts, shape (n,) [m].

    A post that is unknown makes everything unknown that rests on it: no false plateau at the edge of a void.

    Args:
        posts: The heights of posts, called with arrays of shape (n,).
        row: Place in rows, counted from the first post, not negative, shape (n,).
        column: Place in columns, shape (n,).
    """
    # A place on a post rests on that post alone, whatever the last bits of its coordinates say.
    row, column = np.round(row, POST_DIGITS), np.round(column, POST_DIGITS)
    top, left = row.astype(np.int64), column.astype(np.int64)
    down, right = row - top, column - left
    # A post with no weight need not be there: beyond the last row, or void.
    below, beside = top + (down > 0), left + (right > 0)
    upper, lower = posts(top, left), posts(below, left)
    upper = upper + (posts(top, beside) - upper) * right
    lower = lower + (posts(below, beside) - lower) * right
    result: Floats = upper + (lower - upper) * down
    return result
