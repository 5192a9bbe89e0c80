"""Many files: side by side when that pays, in the order they were named."""

import multiprocessing
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from typing import Final

from hillwork import api
from hillwork.cli.asking import Asking
from hillwork.errors import HillworkError, ServiceError, UsageError
from hillwork.model import ElevationSource
from hillwork.wish import ElevationWish, open_elevation

MIN_FILES_FOR_POOL: Final = 24
"""Below that, starting the processes costs more than they save: half a second each for their imports."""

FILES_PER_TASK: Final = 8


@dataclass(frozen=True, slots=True)
class Task:
    """What to find in files.

    Args:
        wish: Where heights come from.
        stretch: Length of the best stretch inside each hill; the usual one when None.
        with_relief: Whether to look at the ground around tracks too, for a map.
    """

    wish: ElevationWish
    stretch: str | None = None
    with_relief: bool = False


def find_in_files(files: Sequence[str], task: Task, *, is_quiet: bool) -> Iterator[api.FoundHills | HillworkError]:
    """Yield what was found in each file, or why not, in order.

    Args:
        files: Paths, or `-`.
        task: What to find, and where heights come from.
        is_quiet: Whether to show no progress.
    """
    if len(files) >= MIN_FILES_FOR_POOL and "-" not in files and not task.wish.is_online:
        results = _in_pool(partial(_find_alone, task=task), files)
    else:
        # One process asks a service: it keeps to its pace, and says what it does.
        asking = Asking(is_quiet=is_quiet)
        source, is_alone = open_elevation(task.wish, asking.announce, asking.tell)
        results = map(partial(_find, task=task, source=source, is_alone=is_alone), files)
    if is_quiet or len(files) < MIN_FILES_FOR_POOL or not sys.stderr.isatty():
        yield from results
        return
    from rich.console import Console
    from rich.progress import track

    yield from track(results, total=len(files), description="reading", console=Console(stderr=True), transient=True)


def find_together(files: Sequence[str], task: Task, *, is_quiet: bool) -> Iterator[api.FoundHills | HillworkError]:
    """Yield what was found in files whose heights are put together, and first what could not be read.

    Args:
        files: Paths, or `-`.
        task: What to find, and where heights come from.
        is_quiet: Whether to say nothing.
    """
    asking = Asking(is_quiet=is_quiet)
    source, is_alone = open_elevation(task.wish, asking.announce, asking.tell)
    tracks, errors = api.read_all(files, needs_heights=source is None)
    yield from errors
    if tracks:
        yield from api.find_hills_together(
            tracks,
            stretch=task.stretch,
            elevation=source,
            is_elevation_alone=is_alone,
            with_relief=task.with_relief,
        )


def _find(file: str, task: Task, source: ElevationSource | None, *, is_alone: bool) -> api.FoundHills | HillworkError:
    try:
        return api.find_hills(
            file,
            stretch=task.stretch,
            elevation=source,
            is_elevation_alone=is_alone,
            with_relief=task.with_relief,
        )
    except (UsageError, ServiceError):
        raise
    except HillworkError as error:
        return error


def _find_alone(file: str, task: Task) -> api.FoundHills | HillworkError:
    """Do the same in a process that has nothing but the task."""
    source, is_alone = open_elevation(task.wish, lambda _: None, lambda *_: None)
    return _find(file, task, source, is_alone=is_alone)


def _in_pool(
    find: Callable[[str], api.FoundHills | HillworkError], files: Sequence[str]
) -> Iterator[api.FoundHills | HillworkError]:
    # Spawned, not forked: numpy's threads do not survive a fork everywhere, and Windows knows no other way.
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(max_workers=os.cpu_count(), mp_context=context) as pool:
        yield from pool.map(find, files, chunksize=FILES_PER_TASK)
