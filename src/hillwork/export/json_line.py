"""JSON on one line."""

import json
from typing import Any


def to_json(value: dict[str, Any]) -> str:
    """Return a JSON object on one line; a number that is none is a mistake of ours."""
    return json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(", ", ": ")) + "\n"
