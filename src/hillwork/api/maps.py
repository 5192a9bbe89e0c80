"""Maps that were drawn before: to draw them anew, and to list those of a folder."""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, tzinfo
from pathlib import Path, PurePath
from typing import Final

from hillwork import export
from hillwork.errors import HillworkError, InputError, UsageError
from hillwork.export import EntryHill, EntryKind, IndexEntry
from hillwork.model import Duration
from hillwork.page import HillData, NearbyPage, Page, SideFile, TrackPage, WorkoutData
from hillwork.reading import NoPageError, read_page
from hillwork.text import clean
from hillwork.units import UnitSystem

PAGE_ENDING: Final = ".html"
UNNAMED: Final = "unnamed"
NS_PER_S: Final = 1_000_000_000


def read_map(file: str | os.PathLike[str]) -> Page:
    """Return the map in a file that hillwork wrote: a page, or a JSON file.

    Args:
        file: Its path, or `-` for standard input.

    Raises:
        InputError: It cannot be read, or holds no map.
    """
    return read_page(file)


def pages_in(folder: Path, *, zone: tzinfo | None = None) -> tuple[list[IndexEntry], list[HillworkError]]:
    """Return the pages of a folder, those that were changed last first, and why others cannot be read.

    What is no page of hillwork is left alone, and so are links and the folders in it.

    Args:
        folder: Where to look.
        zone: The time zone that days are told in; the machine's without it.

    Raises:
        InputError: The folder cannot be read.
    """
    entries: list[IndexEntry] = []
    errors: list[HillworkError] = []
    for one in _pages(folder):
        try:
            page = read_page(folder / one.file)
        except NoPageError:
            continue
        except HillworkError as error:
            errors.append(error)
        else:
            entries.append(_entry(page, one, _day(one.changed_ns, zone)))
    return entries, errors


def pages_as_index(entries: Sequence[IndexEntry], folder: Path, target: Path, *, units: UnitSystem) -> str:
    """Return a page that lists pages.

    Args:
        entries: The pages.
        folder: Where they are.
        target: The file that the list will be.
        units: What to show distances and heights in.

    Raises:
        UsageError: No link leads from the one to the other.
    """
    try:
        way = os.path.relpath(folder.resolve(), target.parent.resolve())
    except ValueError as error:
        raise UsageError(
            f"{clean(str(target))}: on another drive than the pages", hint="choose another place"
        ) from error
    return export.index_as_html(entries, units, folder=way)


def check_index(target: Path) -> None:
    """Check that a file is not there, or a list of pages.

    Raises:
        UsageError: It is something else.
    """
    if os.path.lexists(target) and not export.is_index(_beginning(target)):
        raise UsageError(
            f"{clean(str(target))}: not written by hillwork index, and not overwritten", hint="-o names another file"
        )


def _beginning(path: Path) -> bytes:
    """Return how a file begins; nothing where it is none, or cannot be read."""
    if not path.is_file():
        return b""
    try:
        with path.open("rb") as file:
            return file.read(export.INDEX_HEAD_BYTES)
    except OSError:
        return b""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    """What may be a page: its file, when that was changed [ns since 1970], and the files beside it."""

    file: str
    changed_ns: int
    beside: tuple[SideFile, ...]


def _pages(folder: Path) -> list[_Found]:
    """Return what may be a page by its name, changed last first."""
    changed_ns = _files(folder)
    by_stem: dict[str, list[SideFile]] = {}
    for name in sorted(changed_ns):
        ending = export.ending_beside(name)
        if ending:
            by_stem.setdefault(name[: -len(ending)], []).append({"name": name, "ending": ending})
    order = export.FILE_ENDINGS
    found = [
        _Found(
            file=file["name"],
            changed_ns=changed_ns[file["name"]],
            beside=tuple(
                sorted((one for one in files if one is not file), key=lambda other: order.index(other["ending"]))
            ),
        )
        for files in by_stem.values()
        for file in files
        if file["ending"] == PAGE_ENDING
    ]
    return sorted(found, key=lambda one: (-one.changed_ns, one.file))


def _files(folder: Path) -> dict[str, int]:
    """Return the names of the files of a folder, and when each was changed [ns since 1970]."""
    try:
        with os.scandir(folder) as found:
            files = [one for one in found if one.is_file(follow_symlinks=False) and not one.name.startswith(".")]
            return {one.name: one.stat(follow_symlinks=False).st_mtime_ns for one in files}
    except OSError as error:
        what = (error.strerror or "cannot be read").lower()
        raise InputError(f"{clean(str(folder))}: {what}", hint="name a folder with pages") from error


def _day(changed_ns: int, zone: tzinfo | None) -> date | None:
    try:
        return datetime.fromtimestamp(changed_ns // NS_PER_S, UTC).astimezone(zone).date()
    except (OverflowError, OSError, ValueError):
        return None


def _entry(page: Page, found: _Found, modified_on: date | None) -> IndexEntry:
    if page["about"] == "place":
        return _place_entry(page, found, modified_on)
    workout = page["workout"]
    if workout is None:
        return _track_entry(page, found, modified_on)
    return _workout_entry(page, workout, found, modified_on)


def _place_entry(page: NearbyPage, found: _Found, modified_on: date | None) -> IndexEntry:
    best = next(iter(page["hills"]), None)
    street = best["used_names"][:1] if best else []
    return IndexEntry(
        file=found.file,
        kind=EntryKind.PLACE,
        title=page["place"]["name"] or _stem(found.file),
        details=(f"for a {page['session']} session",),
        modified_on=modified_on,
        hill=best and _hill(best, ", ".join([best["id"], *street])),
        n_hills=len(page["hills"]) + len(page["others"]["id"]),
        beside=found.beside,
    )


def _track_entry(page: TrackPage, found: _Found, modified_on: date | None) -> IndexEntry:
    track = page["track"]
    return IndexEntry(
        file=found.file,
        kind=EntryKind.TRACK,
        title=_track_name(page) or _stem(found.file),
        modified_on=modified_on,
        hill=_biggest(page["hills"]),
        n_hills=len({hill["site"] for hill in page["hills"]}),
        distance_m=track["length_m"],
        ascent_m=track["ascent_m"],
        ascent_sd_m=track["ascent_sd_m"],
        beside=found.beside,
    )


def _workout_entry(page: TrackPage, workout: WorkoutData, found: _Found, modified_on: date | None) -> IndexEntry:
    totals = workout["totals"]
    used = [hill for hill in (*page["hills"], *page["unsure"]) if hill["id"] in workout["hills"]]
    return IndexEntry(
        file=found.file,
        kind=EntryKind.WORKOUT,
        title=workout["title"] or _stem(found.file),
        details=tuple(words for words in (_track_name(page), workout["when"]) if words),
        modified_on=modified_on,
        hill=_biggest(used),
        n_hills=len(used),
        distance_m=totals["distance_m"],
        duration=Duration(**totals["duration"]),
        ascent_m=totals["ascent_m"],
        beside=found.beside,
    )


def _biggest(hills: Sequence[HillData]) -> EntryHill | None:
    biggest = max(hills, key=lambda hill: hill["gain_m"], default=None)
    if biggest is None:
        return None
    foot = [f"from {biggest['foot_name']}"] if biggest["foot_name"] else []
    return _hill(biggest, " ".join([biggest["id"], *foot]))


def _hill(hill: HillData, name: str) -> EntryHill:
    return EntryHill(name=name, length_m=hill["length_m"], grade=hill["grade"], grade_sd=hill["grade_sd"])


def _track_name(page: TrackPage) -> str:
    """Return what a track is called: by itself, else by its file; nothing when it came from standard input."""
    file = page["track"]["file"]
    return page["track"]["name"] or ("" if file == "-" else PurePath(file).stem)


def _stem(file: str) -> str:
    return clean(file[: -len(PAGE_ENDING)]) or UNNAMED
