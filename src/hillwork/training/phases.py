"""The phases of the weeks before a marathon, as data with their sources.

Weeks are counted with the week itself: 1 is that of the race. Where two phases meet, the week is of the later one.
"""

from dataclasses import dataclass
from typing import Final

from hillwork.plan import RULE, SEED

MAX_WEEKS_TO_RACE: Final = 30
"""Longer blocks are none: more than half a year before a race nobody trains for it."""

SPECIFIC: Final = "specific training begins 12 to 18 weeks out: Pfitzinger (webinar, 2013)"
EARLY: Final = "hill repeats belong early: Higdon has three sessions, all in the first half (by momswimbikerun, 2011)"
SPARE: Final = "little hill work in the specific weeks: marathon-training-schedule.com"
WHICH_WEEKS: Final = f"which weeks: {RULE}"

USUAL_LONG_RUN: Final = "your usual long run"
TAPERED: Final = "easy, as long as your taper has it"


@dataclass(frozen=True, slots=True, kw_only=True)
class Phase:
    """Some weeks before a race that are alike.

    Args:
        name: Its name for people.
        first: The first week, as weeks to the race.
        last: The last week, as weeks to the race.
        sessions: Keys of the hill sessions, in turn; none without hill days.
        long_session: Key of the session that the long run is, or None for an easy one.
        long_dose: How much of it, in words.
        words: What holds for these weeks.
        source: Where that comes from.
    """

    name: str
    first: int
    last: int
    sessions: tuple[str, ...] = ()
    long_session: str | None = None
    long_dose: str = ""
    words: str
    source: str

    @property
    def told(self) -> str:
        """What holds, and where that comes from."""
        return f"{self.words} ({self.source})"


PHASES: Final = (
    Phase(
        name="base",
        first=MAX_WEEKS_TO_RACE,
        last=19,
        sessions=("sprint",),
        long_dose=USUAL_LONG_RUN,
        words="more than 18 weeks out: easy running and a few short sprints uphill",
        source=f"{SPECIFIC}; what comes before: {RULE}",
    ),
    Phase(
        name="early hills",
        first=18,
        last=13,
        sessions=("sprint", "short", "mid"),
        long_dose=USUAL_LONG_RUN,
        words="18 to 13 weeks out: sprints, short and middle repeats in turn, one session a week",
        source=f"{SPECIFIC}; {EARLY}; {WHICH_WEEKS}",
    ),
    Phase(
        name="long hills",
        first=12,
        last=8,
        sessions=("long", "climb"),
        long_session="rolling",
        long_dose=f"{USUAL_LONG_RUN}, with hills of 2-5 %",
        words="12 to 8 weeks out: long repeats and a gradual climb in turn, and the long run over rolling hills",
        source=f"rolling hills and gradual climbs for the marathon: {SEED}; {WHICH_WEEKS}",
    ),
    Phase(
        name="course hills",
        first=7,
        last=4,
        long_session="rolling",
        long_dose=f"{USUAL_LONG_RUN}, over hills like those of your race",
        words="7 to 4 weeks out: no hill session, the hills are those of the long run",
        source=f"{SPARE}; {WHICH_WEEKS}",
    ),
    Phase(
        name="taper",
        first=3,
        last=3,
        long_dose=f"{TAPERED}; no hard hills",
        words="the last three weeks: no hard hills",
        source=RULE,
    ),
    Phase(
        name="taper",
        first=2,
        last=2,
        long_dose=f"{TAPERED}; no hard hills, no hard downhill",
        words="the last two weeks: no hard hills, no hard downhill",
        source=RULE,
    ),
    Phase(
        name="race",
        first=1,
        last=0,
        words="the last week: easy and rest, no long run, no hard hills and no hard downhill",
        source=RULE,
    ),
)
"""All phases, the farthest from the race first."""


def phase_of(weeks_to_race: int) -> Phase:
    """Return the phase of a week.

    >>> [phase_of(weeks).name for weeks in (13, 12, 7, 3, 1)]
    ['early hills', 'long hills', 'course hills', 'taper', 'race']

    Args:
        weeks_to_race: Weeks to the race with this one; 0 for the days after a race early in its week.
    """
    return next(phase for phase in PHASES if weeks_to_race >= phase.last)
