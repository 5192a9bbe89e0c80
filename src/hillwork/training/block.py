"""A week with one hill session, and a block of up to eight of them in which it grows."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from hillwork.errors import UsageError
from hillwork.model import DAYS_PER_WEEK, Gait, Level, TrainingBlock, Week
from hillwork.plan import ASSUMED_LEVEL, RULE, SEED, Session, Shape
from hillwork.text import counted
from hillwork.training.days import REST_DAYS, Content, days_of, routine_sources
from hillwork.training.doses import USUAL, WeekDose, growing_doses, growth_rule, usual_dose
from hillwork.training.rules import CIRCUIT, Draft
from hillwork.training.week import WeekWish, place_week

MAX_WEEKS: Final = 8
"""A block of hills is four to eight weeks: runningcardio.com."""

LYDIARD_WEEKS: Final = 4
LIGHT_EVERY: Final = 4
USUAL_STRENGTH: Final = 2
MAX_STRENGTH: Final = 3
MAX_HILL_DAYS: Final = 2
MAX_LYDIARD_DAYS: Final = 3
LIGHTER_LONG: Final = ", a little shorter"

LIGHT: Final = (
    f"every fourth week is lighter: fewer repetitions, or a gentler slope to walk, and a shorter long run ({RULE})"
)
ONCE: Final = "one hill day a week (runningcardio.com)"
TWICE: Final = "two hill days a week, as in the trial of Ferley et al. 2014 (JSCR 28(5):1298)"
LYDIARD_OFTEN: Final = "two or three times a week for four weeks (Lydiard, by mountain-runner.com, runnerstrots)"
IN_THE_LONG_RUN: Final = f"the hills are inside the long run ({SEED}), so it is the hill day of the week ({RULE})"
NO_ROOM: Final = (
    f"no long run: seven days have room for three hard days that do not touch, and three are hill days ({RULE});"
    " --hill-days 2 keeps it"
)

YOUR_DISTANCE: Final = "how far the runs go is left to you: hillwork knows hills, not your training"
BEGIN_EASY: Final = "have several easy weeks behind you before the first hills (latriclub.com)"
STOP_RULE: Final = "end a session when a repetition is clearly slower than the one before (jackrabbitcoaching.com)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What somebody asks of a week or a block.

    Args:
        level: How used to hills the runner is; intermediate when nobody says.
        n_weeks: How many weeks; 1 to `MAX_WEEKS`, or those to the race when nobody says.
        n_hill_days: How many hill days a week; what the session's source says when nobody says.
        n_strength: How many strength sessions a week.
        hill_on: Days that have to be hill days, 0 for Monday.
        long_run_on: The day that has to be that of the long run.
        rest_on: Days that have to be rest days.
        starts_on: A day of the first week.
    """

    level: Level | None = None
    n_weeks: int | None = None
    n_hill_days: int | None = None
    n_strength: int = USUAL_STRENGTH
    hill_on: tuple[int, ...] = ()
    long_run_on: int | None = None
    rest_on: tuple[int, ...] = ()
    starts_on: date | None = None

    @property
    def known_level(self) -> Level:
        """The level asked for, or the one that is assumed."""
        return self.level or ASSUMED_LEVEL

    @property
    def monday(self) -> date | None:
        """The Monday of the first week."""
        return None if self.starts_on is None else monday_of(self.starts_on)

    def week_wish(self, n_hill_days: int, *, has_long_run: bool = True, are_hills_hard: bool = True) -> WeekWish:
        """Return what each week is to hold.

        Args:
            n_hill_days: How many hill days.
            has_long_run: Whether there is a long run.
            are_hills_hard: False where the hill session is none that needs easy days beside it.

        Raises:
            UsageError: Nobody does so much strength, or there are more days named than hill days.
        """
        if not 0 <= self.n_strength <= MAX_STRENGTH:
            raise UsageError(
                f"{self.n_strength} strength sessions a week: it takes 0 to {MAX_STRENGTH}",
                hint="--strength 2 is what the source of the circuit says, or 3",
            )
        if len(self.hill_on) > n_hill_days:
            raise UsageError(
                f"{counted(len(self.hill_on), 'hill day')} named, and {n_hill_days} wanted",
                hint="leave --hill-day away, or name as many as there are",
            )
        return WeekWish(
            n_hill_days=n_hill_days,
            has_long_run=has_long_run,
            n_rest_days=max(REST_DAYS[self.known_level], len(self.rest_on)),
            n_strength=self.n_strength,
            hill_on=self.hill_on,
            long_run_on=self.long_run_on,
            rest_on=self.rest_on,
            are_hills_hard=are_hills_hard,
        )


def monday_of(day: date) -> date:
    """Return the Monday of a day's week.

    >>> monday_of(date(2026, 11, 26))
    datetime.date(2026, 11, 23)
    """
    return day - timedelta(days=day.weekday())


def plan_block(session: Session, asked: Asked) -> TrainingBlock:
    """Return a week with a session, or a block of weeks in which it grows.

    Args:
        session: The session of its hill days.
        asked: What it is to be like.

    Raises:
        UsageError: Nobody does that so long or so often, or the days named leave no week in which all rules hold.
    """
    level = asked.known_level
    n_weeks = _weeks(session, asked)
    n_hill_days = _hill_days(session, asked)
    has_long_run = n_hill_days < MAX_LYDIARD_DAYS
    draft = place_week(asked.week_wish(n_hill_days, has_long_run=has_long_run, are_hills_hard=session.is_hard))
    lights = [n_weeks > 1 and number % LIGHT_EVERY == 0 for number in range(1, n_weeks + 1)]
    doses = _doses(session, level, lights, n_hill_days)
    weeks = tuple(
        _week(session, draft, index, dose, asked, is_light=light)
        for index, (dose, light) in enumerate(zip(doses, lights, strict=True))
    )
    title = "one week" if n_weeks == 1 else f"{n_weeks} weeks"
    growth = growth_rule(session, n_hill_days) if n_weeks > 1 else USUAL
    is_route = session.shape is Shape.ROUTE
    return TrainingBlock(
        title=f"{session.title}: {title}, {level}",
        weeks=weeks,
        level=level,
        is_level_assumed=asked.level is None,
        session=session.key,
        rules=(
            *(() if is_route else (growth,)),
            *((LIGHT,) if any(lights) else ()),
            *(() if has_long_run else (NO_ROOM,)),
        ),
        notes=(*common_notes(asked), *_session_notes(session, asked, weeks, n_hill_days)),
        sources=(*session.sources, *routine_sources(draft)),
        starts_on=asked.monday,
    )


def _weeks(session: Session, asked: Asked) -> int:
    n_weeks = 1 if asked.n_weeks is None else asked.n_weeks
    if not 1 <= n_weeks <= MAX_WEEKS:
        raise UsageError(
            f"a block of {n_weeks} weeks: it takes 1 to {MAX_WEEKS}",
            hint="hills are trained in blocks of four to eight weeks: --weeks 6",
        )
    if session.shape is Shape.LAPS and n_weeks > LYDIARD_WEEKS:
        raise UsageError(
            f"{session.key} for {n_weeks} weeks: its source gives it {LYDIARD_WEEKS}", hint=f"--weeks {LYDIARD_WEEKS}"
        )
    return n_weeks


def _hill_days(session: Session, asked: Asked) -> int:
    """Return how many days of each week are hill days beside the long run."""
    if session.shape is Shape.ROUTE:
        if asked.hill_on or asked.n_hill_days not in {None, 1}:
            raise UsageError(
                f"a {session.key} session is the long run: it has no hill days of its own",
                hint="leave --hill-day and --hill-days away, and name its day with --long-run-day",
            )
        return 0
    is_lydiard = session.shape is Shape.LAPS
    most = MAX_LYDIARD_DAYS if is_lydiard else MAX_HILL_DAYS
    wanted = max(2 if is_lydiard else 1, len(asked.hill_on)) if asked.n_hill_days is None else asked.n_hill_days
    if not 1 <= wanted <= most:
        raise UsageError(
            f"{counted(wanted, 'hill day')} a week: {session.key} takes 1 to {most}",
            hint="hill days are hard days, and once a week is usual: --hill-days 1",
        )
    if wanted == MAX_LYDIARD_DAYS and asked.long_run_on is not None:
        raise UsageError(
            f"three hill days and a long run: {NO_ROOM.partition(';')[0]}",
            hint="--hill-days 2 keeps the long run",
        )
    return wanted


def _doses(session: Session, level: Level, lights: list[bool], n_hill_days: int) -> tuple[WeekDose | None, ...]:
    if session.shape is Shape.ROUTE:
        return (None,) * len(lights)
    if len(lights) == 1:
        return (usual_dose(session, level),)
    return growing_doses(session, level, lights, n_hill_days)


def _week(session: Session, draft: Draft, index: int, dose: WeekDose | None, asked: Asked, *, is_light: bool) -> Week:
    is_walk = session.gait is Gait.WALK
    usual = "your usual long walk" if is_walk else "your usual long run"
    lighter = LIGHTER_LONG if is_light else ""
    if session.shape is Shape.ROUTE:
        content = Content(
            long_session=session,
            long_title=session.title,
            long_dose=f"{usual}{lighter}, with hills of 2-5 %",
            long_rules=(IN_THE_LONG_RUN,),
        )
    else:
        content = Content(
            gait=session.gait,
            session=session,
            dose=dose,
            hill_rules=(_often(session, draft),),
            long_title="Long walk" if is_walk else "Long run",
            long_dose=f"{usual}{lighter}",
        )
    monday = None if asked.monday is None else asked.monday + timedelta(days=DAYS_PER_WEEK * index)
    return Week(
        number=index + 1,
        phase="lighter" if is_light else "build" if (asked.n_weeks or 1) > 1 else "usual",
        is_light=is_light,
        days=days_of(draft, content, monday),
        rules=(LIGHT,) if is_light else (),
    )


def _often(session: Session, draft: Draft) -> str:
    if session.shape is Shape.LAPS:
        return LYDIARD_OFTEN
    return ONCE if sum(kind == "hill" for kind in draft.kinds) == 1 else TWICE


def common_notes(asked: Asked) -> Iterator[str]:
    """Yield what was assumed and what to mind, for any block.

    Args:
        asked: What it is to be like.
    """
    if asked.level is None:
        yield f"level assumed: {asked.known_level}; --level says otherwise"
    if asked.starts_on is not None and asked.starts_on != asked.monday:
        yield f"weeks begin on Monday: {asked.starts_on} was taken to {asked.monday}"
    if asked.n_strength == 1:
        yield f"one strength session a week is fewer than its source says: two to three times ({CIRCUIT})"
    yield YOUR_DISTANCE
    yield BEGIN_EASY


def _session_notes(session: Session, asked: Asked, weeks: tuple[Week, ...], n_hill_days: int) -> Iterator[str]:
    if session.gait is Gait.RUN and session.shape is not Shape.ROUTE:
        yield STOP_RULE
    if n_hill_days > 1 and session.is_hard and session.shape is not Shape.LAPS:
        yield "two hill days a week are much: once a week is usual (runningcardio.com)"
    if session.shape is Shape.ROUTE:
        yield f"to plan the run itself: hillwork plan TRACK --session {session.key}"
        return
    reps = next((day.reps for day in weeks[0].days if day.reps is not None), None)
    count = "" if reps is None else f" --reps {reps}"
    where = "" if session.shape is Shape.BELT else " PLACE"
    level = "" if asked.level is None else f" --level {asked.level}"
    yield f"to plan the session itself: hillwork plan{where} --session {session.key}{level}{count}"
