"""Text that Markdown shows as it is."""

import re
from typing import Final

_SPECIAL: Final = re.compile(r"([\\`*_{}\[\]<>()#+!|~&-])")


def escape_markdown(text: str) -> str:
    r"""Return text that Markdown shows as it is.

    >>> escape_markdown("<b>*")
    '\\<b\\>\\*'
    """
    return _SPECIAL.sub(r"\\\1", text)
