"""Many files: side by side when that pays, in the order they were named."""

import multiprocessing
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from typing import Final

from hillwork import api
from hillwork.errors import HillworkError, UsageError

MIN_FILES_FOR_POOL: Final = 24
"""Below that, starting the processes costs more than they save: half a second each for their imports."""

FILES_PER_TASK: Final = 8


def find_in_files(
    files: Sequence[str], stretch: str | None, *, is_quiet: bool
) -> Iterator[api.FoundHills | HillworkError]:
    """Yield what was found in each file, or why not, in order.

    Args:
        files: Paths, or `-`.
        stretch: Length of the best stretch inside each hill; the usual one when None.
        is_quiet: Whether to show no progress.
    """
    find = partial(_find, stretch=stretch)
    results = _in_pool(find, files) if len(files) >= MIN_FILES_FOR_POOL and "-" not in files else map(find, files)
    if is_quiet or len(files) < MIN_FILES_FOR_POOL or not sys.stderr.isatty():
        yield from results
        return
    from rich.console import Console
    from rich.progress import track

    yield from track(results, total=len(files), description="reading", console=Console(stderr=True), transient=True)


def find_together(files: Sequence[str], stretch: str | None) -> Iterator[api.FoundHills | HillworkError]:
    """Yield what was found in files whose heights are put together, and first what could not be read.

    Args:
        files: Paths, or `-`.
        stretch: Length of the best stretch inside each hill; the usual one when None.
    """
    tracks, errors = api.read_all(files)
    yield from errors
    if tracks:
        yield from api.find_hills_together(tracks, stretch=stretch)


def _find(file: str, stretch: str | None) -> api.FoundHills | HillworkError:
    try:
        return api.find_hills(file, stretch=stretch)
    except UsageError:
        raise
    except HillworkError as error:
        return error


def _in_pool(
    find: Callable[[str], api.FoundHills | HillworkError], files: Sequence[str]
) -> Iterator[api.FoundHills | HillworkError]:
    # Spawned, not forked: numpy's threads do not survive a fork everywhere, and Windows knows no other way.
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(max_workers=os.cpu_count(), mp_context=context) as pool:
        yield from pool.map(find, files, chunksize=FILES_PER_TASK)
