"""A session on a track: warm-up, work, recovery, way home."""

from hillwork.errors import UsageError
from hillwork.model import Block, Survey, Workout
from hillwork.plan.approach import Outing, way_home, way_there
from hillwork.plan.choose import along_track_m, choose_hill, judge_fit
from hillwork.plan.notes import hill_notes, notes_for
from hillwork.plan.prescribe import Prescription
from hillwork.plan.recipe import Shape
from hillwork.plan.repeats import work_block
from hillwork.plan.rolling import build_rolling
from hillwork.profile import piece_between


def build_workout(
    survey: Survey, who: Prescription, *, hill_id: str | None = None, outing: Outing | None = None
) -> Workout:
    """Return a session built on the hills of a track.

    Args:
        survey: What was found along the track.
        who: What is to be done, and by whom.
        hill_id: The hill to use, instead of the best.
        outing: What is known of a track that was made for its one hill.

    Raises:
        UsageError: There is no such hill, or the session takes no hill, or a route.
        NothingToDoError: No hill of the track fits the session.
    """
    session = who.session
    if session.shape is Shape.BELT:
        raise UsageError("the treadmill session needs no hill", hint="leave the track or place away")
    if session.shape is Shape.ROUTE:
        if outing:
            raise UsageError("a rolling long run needs a route, not a place", hint="name a GPX file of a hilly route")
        return build_rolling(survey, who)
    if outing is None:
        fit, why = choose_hill(survey, who, hill_id)
    else:
        [hill] = survey.hills
        fit, why = judge_fit(hill, survey.profile.noise, who, along_track_m(hill)), outing.why
    up = piece_between(survey.profile, fit.stretch.start_m, fit.stretch.end_m)
    warm_up, warm_notes = way_there(survey, fit, who, outing)
    work = work_block(who, up, fit.hill.id)
    return Workout(
        session=session.key,
        title=session.title,
        level=who.level,
        runner=who.runner,
        hills=(fit.hill,),
        blocks=(Block("Warm-up", warm_up), work, Block("Cool-down", way_home(survey, fit, who, outing))),
        cues=session.cues,
        why=why,
        notes=(
            *warm_notes,
            *hill_notes(fit.hill, fit.stretch),
            *(outing.notes if outing else ()),
            *notes_for(survey, who, work, is_ground_known=outing is not None),
        ),
        sources=session.sources,
    )
