"""Runs the command line in this process, as a user would see it."""

import contextlib
import io
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from hillwork.cli import main


@dataclass(frozen=True)
class Result:
    """What a command printed, and how it ended."""

    stdout: str
    stderr: str
    exit_code: int


class _Stream(io.TextIOWrapper):
    """A text stream over bytes that is no terminal."""

    def __init__(self) -> None:
        super().__init__(io.BytesIO(), encoding="utf-8", write_through=True)

    def text(self) -> str:
        return cast("io.BytesIO", self.buffer).getvalue().decode()


def run_hillwork(*arguments: Any, cwd: Path | None = None) -> Result:
    """Run `hillwork` with arguments and return what came of it."""
    stdout, stderr = _Stream(), _Stream()
    code = 0
    with _inside(cwd), contextlib.redirect_stdout(stdout), contextlib.redirect_stderr(stderr):
        try:
            main([str(argument) for argument in arguments])
        except SystemExit as end:
            code = end.code if isinstance(end.code, int) else 0
    return Result(stdout.text(), stderr.text(), code)


@contextlib.contextmanager
def _inside(folder: Path | None) -> Iterator[None]:
    before = Path.cwd()
    if folder is not None:
        os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before)
