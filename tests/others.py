"""Recordings of other people, where they are at hand: never part of this project, skipped visibly where they are missing."""

import os
from pathlib import Path
from typing import Any

import pytest

SHARED = Path(os.environ.get("HILLWORK_SHARED", Path(__file__).parent.parent.parent / "shared"))


def shared_gpx_files() -> list[Any]:
    """Return the real GPX files as parameters of a test, or one parameter that is skipped."""
    files = sorted((SHARED / "data").glob("*/*.gpx"))
    if not files:
        return [pytest.param(None, marks=pytest.mark.skip(reason=f"no recordings in {SHARED}"))]
    return [pytest.param(path, id=path.stem) for path in files]


def shared_file(name: str) -> Path:
    """Return one real file, or skip the test."""
    path = SHARED / name
    if not path.exists():
        pytest.skip(f"{path} is not here")
    return path
