"""Words in, words out."""

from hillwork.cli.main import main

__all__ = ["main"]
