"""Where results go: files that appear whole or not at all, and a screen of some width."""

import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from hillwork.errors import UsageError
from hillwork.text import clean
from hillwork.units import UnitSystem

if TYPE_CHECKING:
    from hillwork.api import Look

Writer = Callable[[], str | bytes]
PAGE_ENDING: Final = ".html"
_NEW_FILE_MODE: Final = 0o666
MIN_WIDTH: Final = 60
PLAIN_WIDTH: Final = 100


def check_outputs(outputs: Sequence[str], endings: Sequence[str], inputs: Sequence[str]) -> None:
    """Check where files are to go before any work is done.

    Args:
        outputs: The paths asked for.
        endings: The endings that can be written.
        inputs: The files that are read; none of them is overwritten.

    Raises:
        UsageError: An ending is unknown, a folder is missing, or a file would overwrite its own source.
    """
    sources = {Path(source).resolve() for source in inputs if source != "-"}
    for output in outputs:
        path = Path(output)
        if ending_of(path, endings) is None:
            raise UsageError(
                f"{output}: cannot write {path.suffix or 'a file without an ending'}",
                hint=f"use one of {' '.join(endings)}",
            )
        if path.resolve() in sources:
            raise UsageError(f"{output}: this is the file to be read", hint="choose another name")
        if not path.parent.is_dir():
            raise UsageError(f"{output}: there is no folder {str(path.parent)!r}", hint="make the folder first")
        if path.is_dir():
            raise UsageError(f"{output}: this is a folder", hint="choose another name")


def make_outputs(outputs: Sequence[str], writers: Mapping[str, Writer]) -> list[tuple[str, str | bytes]]:
    """Return the files to write with their contents: what cannot be made is refused before anything is printed or written.

    Args:
        outputs: The paths asked for, checked.
        writers: What makes the content of each ending.
    """
    made = []
    for output in outputs:
        ending = ending_of(Path(output), tuple(writers))
        if ending is None:
            raise ValueError(f"nobody checked {output}")
        made.append((output, writers[ending]()))
    return made


def shows_ground(outputs: Sequence[str]) -> bool:
    """Tell whether one of the files shows the ground around a track: a page, or the JSON that holds one."""
    return any(output.lower().endswith((PAGE_ENDING, ".json")) for output in outputs)


def look_of(outputs: Sequence[str], endings: Sequence[str], units: str, tiles: str | None) -> "Look":
    """Return how results are shown: a page links to the files that are written into its folder with it.

    Args:
        outputs: The paths asked for; where pages go to several folders none of them links to anything.
        endings: The endings that can be written.
        units: What was said for `--units`.
        tiles: What was said for `--tiles`.
    """
    from hillwork.api import Look

    files = [(path, ending_of(path, endings) or "") for path in map(Path, outputs)]
    folders = {path.resolve().parent for path, ending in files if ending == PAGE_ENDING}
    beside = [
        (path, ending)
        for path, ending in files
        if ending != PAGE_ENDING and {path.resolve().parent} == folders and _has_address(path.name)
    ]
    return Look(
        units=UnitSystem(units),
        tiles=tiles,
        beside=tuple({"name": path.name, "ending": ending} for path, ending in beside),
    )


def _has_address(name: str) -> bool:
    """Tell whether a file can be linked to: a name that is no text has no address that every browser understands."""
    return name == name.encode(errors="ignore").decode()


def write_outputs(made: Iterable[tuple[str, str | bytes]], *, is_quiet: bool) -> None:
    """Write files, and say where they are.

    Args:
        made: Paths and contents.
        is_quiet: Whether to say nothing.

    Raises:
        UsageError: A file cannot be written.
    """
    for output, content in made:
        write_whole(Path(output), content)
        if not is_quiet:
            click.echo(f"wrote {clean(output)}", err=True)


def ending_of(path: Path, endings: Sequence[str]) -> str | None:
    """Return the longest ending that a file's name has, or None.

    >>> ending_of(Path("hill.course.fit"), (".fit", ".course.fit"))
    '.course.fit'
    """
    name = path.name.lower()
    fitting = [ending for ending in endings if name.endswith(ending) and name != ending]
    return max(fitting, key=len, default=None)


def write_whole(path: Path, content: str | bytes) -> None:
    """Write a file by way of a temporary one beside it, so that it is never there in part.

    Raises:
        UsageError: It cannot be written.
    """
    temporary: Path | None = None
    try:
        descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:40]}.", suffix=".part")
        temporary = Path(name)
        with os.fdopen(descriptor, "wb") as file:
            file.write(content.encode() if isinstance(content, str) else content)
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(_mode_of(path))
        temporary.replace(path)
        temporary = None
    except OSError as error:
        raise UsageError(
            f"{path}: cannot be written: {(error.strerror or 'error').lower()}", hint="choose another place"
        ) from error
    finally:
        if temporary is not None:
            temporary.unlink(missing_ok=True)


def _mode_of(path: Path) -> int:
    """Return the permissions the file has, or a new one would get."""
    if path.exists():
        return path.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return _NEW_FILE_MODE & ~mask


def screen_width() -> int:
    """Return the columns that text may take: those of the terminal, or 100 where there is none."""
    return max(MIN_WIDTH, shutil.get_terminal_size().columns) if sys.stdout.isatty() else PLAIN_WIDTH


def has_colour() -> bool:
    """Tell whether the output is a terminal that wants colour (no-color.org)."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR")
