"""Runs the `console` blocks of documents and compares what is printed.

A block holds lines `$ hillwork ...` and below each what it prints. Only `hillwork` is run, in the root of the repository;
`-o` files go to a folder that is thrown away.
"""

import os
import re
import shlex
import tempfile
from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path

from sybil import Document, Example, Region
from sybil.parsers.myst import CodeBlockParser

from tests.running import run_hillwork

ROOT = Path(__file__).parent.parent
_PROMPT = re.compile(r"^\$ ", re.MULTILINE)


class ConsoleParser:
    """Finds `console` blocks."""

    def __init__(self) -> None:
        self._blocks = CodeBlockParser(language="console", evaluator=_evaluate)

    def __call__(self, document: Document) -> Iterable[Region]:
        return self._blocks(document)


def _evaluate(example: Example) -> None:
    for part in _PROMPT.split(str(example.parsed))[1:]:
        command, _, expected = part.partition("\n")
        words = shlex.split(command)
        assert words[0] == "hillwork", f"only hillwork is run here, not {command!r}"
        with tempfile.TemporaryDirectory() as folder:
            arguments = [str(Path(folder) / word) if before == "-o" else word for before, word in pairwise(words)]
            result = run_hillwork(*arguments, cwd=ROOT)
        printed = (result.stdout + result.stderr).replace(folder + os.sep, "")
        assert printed.split("\n") == (expected.rstrip("\n") + "\n").split("\n"), f"{command}\nprinted:\n{printed}"
