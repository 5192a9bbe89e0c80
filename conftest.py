"""What holds for every test: no network, the same examples every time, and documents that run."""

import os
import socket
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from sybil import Sybil
from sybil.parsers.myst import PythonCodeBlockParser
from sybil.parsers.rest import DocTestParser

from tests.console import ConsoleParser

settings.register_profile("quick", max_examples=25, deadline=None, derandomize=True)
settings.register_profile("thorough", max_examples=400, deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "quick"))

ROOT = Path(__file__).parent

_sources = Sybil(parsers=[DocTestParser()], path=str(ROOT / "src"), patterns=["**/*.py"])
_pages = Sybil(
    parsers=[PythonCodeBlockParser(), ConsoleParser()],
    path=str(ROOT),
    patterns=["README.md", "docs/*.md"],
)
pytest_collect_file = (_sources + _pages).pytest()


@pytest.fixture(autouse=True)
def _stay_at_home(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let sockets reach this machine only, whatever a test tries."""
    connect = socket.socket.connect

    def connect_here(self: socket.socket, address: tuple[Any, ...] | str) -> None:
        if self.family != getattr(socket, "AF_UNIX", None) and address[0] not in {"127.0.0.1", "::1", "localhost"}:
            raise AssertionError(f"a test tried to reach {address!r}")
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", connect_here)


@pytest.fixture(autouse=True)
def _no_own_settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Keep the settings of whoever runs the tests out of them."""
    for name in [name for name in os.environ if name.startswith("HILLWORK_") and name != "HILLWORK_SHARED"]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "no-config"))
    monkeypatch.delenv("NO_COLOR", raising=False)
