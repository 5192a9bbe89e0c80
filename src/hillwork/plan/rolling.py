"""A long run over rolling hills: the whole route, section by section, at one effort."""

from collections.abc import Iterator
from typing import Final

from hillwork.errors import NothingToDoError
from hillwork.hills import find_rises
from hillwork.model import Block, Notice, Profile, Step, StepKind, Stretch, Survey, Workout
from hillwork.plan.notes import notes_for
from hillwork.plan.prescribe import Prescription
from hillwork.plan.steps import easy_step, effort_step, uphill_cue
from hillwork.profile import piece_between
from hillwork.text import counted
from hillwork.units import format_distance, format_grade

MIN_HILLS: Final = 3
"""Three hills in a row make a route roll (the Newton hills are four)."""

WARM_UP_S: Final = 900.0
COOL_DOWN_S: Final = 600.0
"""A quarter of an hour easy first, ten minutes easy last: the middle of the article's 10-20 minutes, and its lower end."""

MIN_SECTION_M: Final = 50.0


def build_rolling(survey: Survey, who: Prescription) -> Workout:
    """Return the whole track as a long run with its hills as sections.

    Args:
        survey: What was found along the track.
        who: What is to be done, and by whom; a route is run once at every level.

    Raises:
        NothingToDoError: The track has no three hills after the warm-up.
    """
    profile, session = survey.profile, who.session
    first_m = WARM_UP_S * who.easy_mps
    last_m = profile.length_m - COOL_DOWN_S * who.easy_mps
    rises = find_rises(profile, min_length_m=session.lengths_m[0], min_grade=session.grades[0])
    inside = [rise for rise in rises if rise.start_m >= first_m and rise.end_m <= last_m]
    rolling = [rise for rise in inside if rise.length_m <= session.lengths_m[1]]
    if len(rolling) < MIN_HILLS:
        raise NothingToDoError(
            f"{survey.track.origin.file}: {counted(len(rolling), 'hill')} between warm-up and cool-down, and a rolling run takes {MIN_HILLS}",
            hint="take a longer or hillier route, or a session on one hill: hillwork plan --session classic",
        )
    uphill_m = sum(rise.length_m for rise in inside)
    main_m = last_m - first_m
    start = easy_step(
        StepKind.WARM_UP, piece_between(profile, 0.0, first_m), who, "start easy, whatever the ground does"
    )
    home = easy_step(StepKind.COOL_DOWN, piece_between(profile, last_m, profile.length_m), who, "jog home")
    work = Block("Rolling hills", tuple(_sections(profile, who, inside, (first_m, last_m))))
    return Workout(
        session=session.key,
        title=session.title,
        level=who.level,
        runner=who.runner,
        hills=tuple(hill for hill in survey.hills if hill.start_m >= first_m and hill.end_m <= last_m),
        blocks=(
            Block("Warm-up", (start,)),
            work,
            Block("Cool-down", (home,)),
        ),
        cues=session.cues,
        why=(
            f"{counted(len(inside), 'hill')} on {format_distance(main_m)} between warm-up and cool-down",
            f"{100 * uphill_m / main_m:.0f} % of that is uphill; it is a third on the Newton hills",
        ),
        notes=(
            Notice("even-effort", "run by effort: even pace over hills costs more than even effort"),
            *notes_for(survey, who, work),
        ),
        sources=session.sources,
    )


def _sections(profile: Profile, who: Prescription, rises: list[Stretch], main_m: tuple[float, float]) -> Iterator[Step]:
    """Yield the hills and what lies between them, in order and without gaps."""
    here_m, last_m = main_m
    between = "down and level: let it roll, same effort"
    for number, rise in enumerate(rises, start=1):
        if rise.start_m - here_m >= MIN_SECTION_M:
            way = piece_between(profile, here_m, rise.start_m)
            yield effort_step(StepKind.RUN, way, who, cue=between)
            here_m = rise.start_m
        cue = f"hill {number} of {len(rises)}, {format_grade(rise.grade, rise.grade_sd)}: {uphill_cue(who, rise.grade)}"
        yield effort_step(StepKind.UPHILL, piece_between(profile, here_m, rise.end_m), who, cue=cue)
        here_m = rise.end_m
    yield effort_step(StepKind.RUN, piece_between(profile, here_m, last_m), who, cue=between)
