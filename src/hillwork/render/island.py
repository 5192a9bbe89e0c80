"""The one way data gets into a page: a block of JSON that neither HTML nor JavaScript can mistake for its own."""

import json
from collections.abc import Mapping
from typing import Final

from hillwork.page import ISLAND_ID

_ESCAPES: Final = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"})


def island(data: Mapping[str, object]) -> str:
    r"""Return a script element that holds the data and is never run.

    Everything but plain ASCII is written as an escape, and so are the three characters that HTML knows; no text can end the
    element, begin a comment in it, or carry a line separator.

    >>> island({"name": "</script>"})
    '<script type="application/json" id="hillwork-data">{"name":"\\u003c/script\\u003e"}</script>'

    Raises:
        ValueError: A number is not finite.
    """
    text = json.dumps(data, allow_nan=False, ensure_ascii=True, separators=(",", ":"))
    return f'<script type="application/json" id="{ISLAND_ID}">{text.translate(_ESCAPES)}</script>'
