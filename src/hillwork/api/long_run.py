"""Routes judged as long runs over hills."""

from pathlib import PurePath
from typing import TYPE_CHECKING, Final, Unpack

from hillwork import export
from hillwork.api.look import USUAL, Look
from hillwork.api.tracks import find_hills
from hillwork.api.wishes import Wishes, prescription_of
from hillwork.model import LongRun, Survey
from hillwork.plan import judge_route, likeness, runner_notes, splits_of
from hillwork.units import METRES_PER_MILE

if TYPE_CHECKING:
    from hillwork.api.forms import FileForm
    from hillwork.api.tracks import Source

SESSION: Final = "rolling"
ABOUT_PACE: Final = frozenset({"assumed-five-k", "five-k-worth", "assumed-easy-pace"})
"""What the times rest on; the other notes on a runner are about reps and energy."""


def judge_run(source: "Survey | Source", *, like: "Survey | Source | None" = None, **wishes: Unpack[Wishes]) -> LongRun:
    """Return what a route holds as a long run over rolling hills.

    Args:
        source: What `find_hills` returned, or whatever it takes.
        like: The course of a race to compare it with, likewise.
        wishes: Who runs; see `Wishes`.

    Raises:
        UsageError: A wish makes no sense.
        InputError: A file cannot be read.
        NoElevationError: A route has no elevation.
    """
    who = prescription_of(SESSION, wishes)
    survey = _survey(source)
    race = None if like is None else _survey(like)
    return LongRun(
        survey=survey,
        judgement=judge_route(survey, who),
        splits=splits_of(survey.profile, who),
        mile_splits=splits_of(survey.profile, who, METRES_PER_MILE),
        race="" if race is None else PurePath(race.track.origin.file).name,
        likeness=None if race is None else likeness(survey.profile, race.profile),
        assumed=tuple(notice.words for notice in runner_notes(who) if notice.code in ABOUT_PACE),
    )


def long_run_forms(run: LongRun, *, look: Look = USUAL) -> dict[str, "FileForm"]:
    """Return what makes the content of a judged route, by the ending of the file it goes to.

    Args:
        run: The route.
        look: How to show it.
    """
    return {".json": lambda: export.long_run_as_json(run), ".txt": lambda: export.long_run_as_text(run, look.units)}


def _survey(source: "Survey | Source") -> Survey:
    return source if isinstance(source, Survey) else find_hills(source)
