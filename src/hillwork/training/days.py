"""From a placed week to its days: what is done on each, how much, and why."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from hillwork.model import DAYS_PER_WEEK, DayKind, Gait, Level, PlannedDay
from hillwork.plan import ROUTINES, RULE, Session
from hillwork.training.doses import WeekDose
from hillwork.training.rules import ACTIVATION, CIRCUIT, Draft
from hillwork.training.week import reasons

STRENGTH: Final = "circuit"
WARM_UP: Final = "activation"

REST_DAYS: Final = {Level.BEGINNER: 2, Level.INTERMEDIATE: 1, Level.ADVANCED: 1}
"""Rest days when nobody says: a rule of ours."""

REST_COUNT: Final = f"one rest day a week, two for beginners, more where you name more ({RULE})"
EASY_GUIDE: Final = (
    "all else is easy: a guide and no law (elite runners do about four of five sessions easy: Seiler 2010, IJSPP 5:276;"
    " recreational runners gained as much with other shares: doi:10.3389/fspor.2019.00070)"
)
STRENGTH_OFTEN: Final = f"strength two to three times a week ({CIRCUIT})"
ACTIVATION_FIRST: Final = f"activation before the run, as its warm-up ({ACTIVATION})"
EASY_DOSE: Final = "you can talk all the way"


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """What a week holds on its hill days and on the day of its long run.

    Args:
        gait: How all of it is done.
        session: The session of its hill days, or None without them.
        dose: How much of it.
        hill_rules: Why there are that many hill days, and why this session.
        long_session: The session of the long run where it is one, or None.
        long_title: Name of the long run.
        long_dose: How long it is, in words.
        long_rules: Why it is as it is.
        extra_rules: For each weekday that has them, reasons of its own.
    """

    gait: Gait = Gait.RUN
    session: Session | None = None
    dose: WeekDose | None = None
    hill_rules: tuple[str, ...] = ()
    long_session: Session | None = None
    long_title: str = "Long run"
    long_dose: str = "your usual long run"
    long_rules: tuple[str, ...] = ()
    extra_rules: dict[int, tuple[str, ...]] | None = None


def days_of(
    draft: Draft, content: Content, monday: date | None, template: Draft | None = None
) -> tuple[PlannedDay, ...]:
    """Return the seven days of a week.

    Args:
        draft: What each day is for.
        content: What it holds.
        monday: The date of its first day, or None.
        template: The week that was placed, where some days of it were changed afterwards.
    """
    return tuple(_day(draft, template or draft, day, content, monday) for day in range(DAYS_PER_WEEK))


def _day(draft: Draft, template: Draft, day: int, content: Content, monday: date | None) -> PlannedDay:
    kind = draft.kinds[day]
    session = {DayKind.HILL: content.session, DayKind.LONG_RUN: content.long_session}.get(kind)
    dose = content.dose if kind is DayKind.HILL else None
    words = {DayKind.EASY: EASY_DOSE, DayKind.LONG_RUN: content.long_dose}.get(kind, "")
    # The activation routine is for runs; its source says nothing of walks.
    has_activation = session is not None and session.gait is Gait.RUN
    own = (content.extra_rules or {}).get(day, ())
    other = _other_rules(kind, content, has_activation=has_activation, has_strength=day in draft.strength)
    return PlannedDay(
        weekday=day,
        on_date=None if monday is None else monday + timedelta(days=day),
        kind=kind,
        is_hard=draft.is_hard(day),
        session=None if session is None else session.key,
        title=_title(kind, content),
        dose=words if dose is None else dose.words,
        reps=None if dose is None else dose.reps,
        rep_s=None if dose is None else dose.rep_s,
        grade=None if dose is None else dose.grade,
        activation=WARM_UP if has_activation else None,
        strength=STRENGTH if day in draft.strength else None,
        duration_s=None if dose is None else dose.duration_s,
        rules=(*own, *reasons(draft, day, template), *(rule for rule in other if not own or rule != REST_COUNT)),
    )


def _title(kind: DayKind, content: Content) -> str:
    if kind is DayKind.HILL and content.session is not None:
        return content.session.title
    return {
        DayKind.LONG_RUN: content.long_title,
        DayKind.EASY: "Easy walk" if content.gait is Gait.WALK else "Easy run",
        DayKind.REST: "Rest",
    }.get(kind, "Race")


def _other_rules(kind: DayKind, content: Content, *, has_activation: bool, has_strength: bool) -> Iterator[str]:
    yield from {
        DayKind.HILL: content.hill_rules,
        DayKind.LONG_RUN: content.long_rules,
        DayKind.REST: (REST_COUNT,),
        DayKind.EASY: (EASY_GUIDE,),
    }.get(kind, ())
    if has_activation:
        yield ACTIVATION_FIRST
    if has_strength:
        yield STRENGTH_OFTEN


def routine_sources(draft: Draft) -> Iterator[str]:
    """Yield where the routines of a week come from.

    Args:
        draft: The week.
    """
    if draft.strength:
        yield f"{ROUTINES[STRENGTH].title.lower()}: {ROUTINES[STRENGTH].source}"
    yield f"activation: {ROUTINES[WARM_UP].source}"
