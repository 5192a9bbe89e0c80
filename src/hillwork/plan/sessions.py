"""The sessions, as data with their sources. Adding one is adding a value here.

Numbers of repetitions are coaching convention, not trial results: Barnes et al. 2013 (doi:10.1123/ijspp.8.6.639) gave twenty
trained runners five kinds of hill repeats for six weeks, and all ran 5 km two per cent faster. What a source leaves open is a
rule of ours and says so.
"""

from types import MappingProxyType
from typing import Final

from hillwork.model import Effort, Gait, HillKind, Level
from hillwork.plan.recipe import Dose, Recovery, Session, Shape

SEED: Final = "the hill-repeat article this project started from"
RULE: Final = "hillwork's own rule"
LEFT_OPEN: Final = f"{RULE} where the source says only 'a few times' or 'longer work and rest'"

MINUTE_S: Final = 60.0

REPEAT_KINDS: Final = (HillKind.REPEAT, HillKind.LONG, HillKind.CLIMB)


def _by_level(beginner: Dose, intermediate: Dose, advanced: Dose) -> MappingProxyType[Level, Dose]:
    return MappingProxyType(
        {Level.BEGINNER: beginner, Level.INTERMEDIATE: intermediate, Level.ADVANCED: advanced},
    )


_ALL: Final = (
    Session(
        key="sprint",
        title="Hill sprints",
        lengths_m=(30.0, 70.0),
        grades=(0.06, 0.10),
        kinds=REPEAT_KINDS,
        doses=_by_level(
            Dose(reps=(1, 2), rep_s=(8, 8)), Dose(reps=(4, 8), rep_s=(10, 10)), Dose(reps=(8, 12), rep_s=(12, 12))
        ),
        is_by_time=True,
        top_mps=(30 / 8, 70 / 12),
        recovery=Recovery.WALK,
        rest_s=2 * MINUTE_S,
        effort_low=1.07,
        effort_high=2.5,
        effort=Effort(feel="nearly all out, by the clock, never by pace", rpe=(9, 10)),
        cues=(
            "push off hard, knees and arms high, eyes up the hill",
            "stop by the clock, wherever you are",
            "walk back and rest until you could do it as fast again",
        ),
        is_for="everybody with some weeks of easy running behind: nerves and muscles, little fatigue",
        sources=(
            "8 s at first, 1-2 more a week up to 8-10, then 10 s and 12 s: Hudson (Running Times, by ezrunnr.blogspot.com)",
            "steep and all out, walk back: Canova (letsrun.com, thread 458338), Marriott (adrianmarriott.blogspot.com)",
            f"10 s for intermediate runners, at least 2 min between: {RULE}",
        ),
    ),
    Session(
        key="short",
        title="Short hill repeats",
        lengths_m=(60.0, 160.0),
        grades=(0.05, 0.10),
        kinds=REPEAT_KINDS,
        doses=_by_level(
            Dose(reps=(4, 5), rep_s=(30, 45)), Dose(reps=(6, 8), rep_s=(30, 45)), Dose(reps=(10, 14), rep_s=(30, 45))
        ),
        recovery=Recovery.WALK,
        rest_per_rep=2.0,
        effort_low=1.03,
        effort_high=1.07,
        effort=Effort(feel="as hard as a mile race, the last as fast as the first", rpe=(8, 9)),
        cues=("short quick strides", "lean from the ankles, not from the hips", "relax hands and jaw"),
        is_for="5 km to half marathon: speed and form",
        sources=(
            "30-45 s, walk or jog down for at least twice as long: runhaven.com, training4endurance.co.uk",
            "10-14 x 30 s at 10 %, two more every other week: Ferley et al. 2014 (JSCR 28(5):1298)",
        ),
    ),
    Session(
        key="classic",
        title="Classic hill repeats",
        lengths_m=(100.0, 200.0),
        grades=(0.04, 0.08),
        kinds=REPEAT_KINDS,
        doses=_by_level(Dose(reps=(3, 4)), Dose(reps=(5, 6)), Dose(reps=(8, 10))),
        recovery=Recovery.WALK,
        effort_low=1.03,
        effort_high=1.07,
        effort=Effort(feel="hard, not all out", rpe=(8, 8)),
        cues=("short quick strides, tall, arms driving", "stop before your form goes"),
        is_for="strength and form, also for beginners",
        sources=(f"lengths, walk-down and effort: {SEED}", f"number of repetitions and gradients: {LEFT_OPEN}"),
    ),
    Session(
        key="mid",
        title="Middle hill repeats",
        lengths_m=(110.0, 300.0),
        grades=(0.04, 0.07),
        kinds=REPEAT_KINDS,
        doses=_by_level(
            Dose(reps=(4, 6), rep_s=(60, 90)), Dose(reps=(6, 8), rep_s=(60, 90)), Dose(reps=(8, 10), rep_s=(60, 90))
        ),
        recovery=Recovery.JOG,
        rest_per_rep=1.5,
        effort_low=1.0,
        effort_high=1.05,
        effort=Effort(feel="3 to 5 km effort, even from foot to top", rpe=(8, 8)),
        cues=(
            "settle after ten steps",
            "the effort stays, the pace follows the slope",
            "run over the top, not up to it",
        ),
        is_for="10 km, half marathon, marathon",
        sources=(
            "60-90 s, jog down for 1.5 to 2 times as long: enduranceinsider.com, triathlete.com (one-hour hills)",
            "200-400 m, equal distance of jog and walk down, early in the plan: Higdon (by momswimbikerun, 2011)",
        ),
    ),
    Session(
        key="long",
        title="Long hill repeats",
        lengths_m=(200.0, 900.0),
        grades=(0.04, 0.08),
        kinds=(HillKind.LONG, HillKind.CLIMB, HillKind.REPEAT),
        doses=_by_level(
            Dose(reps=(3, 3), rep_s=(105, 135)),
            Dose(reps=(5, 5), rep_s=(150, 210)),
            Dose(reps=(4, 6), rep_s=(210, 300)),
        ),
        recovery=Recovery.JOG,
        rest_per_rep=1.0,
        effort_low=0.96,
        effort_high=1.0,
        effort=Effort(feel="5 to 10 km effort, even from foot to top", rpe=(7, 8), zones=(4, 5)),
        cues=("start easier than feels right", "keep the effort even and let the pace follow the slope"),
        is_for="half marathon, marathon, hilly races",
        sources=(
            "3 x 2, 5 x 3 or 4-6 x 4 min, jog down: LA Tri Club (latriclub.com)",
            "4 x 5 min uphill, 90 s rest, in the laboratory: Held et al. 2023 (doi:10.3389/fphys.2023.1117314)",
            "600 m at 5 %, 8-10 times: Outside (outsideonline.com, Heartbreak Hill)",
            f"half a minute more or less, as hills are as long as they are: {RULE}",
        ),
    ),
    Session(
        key="climb",
        title="One long gradual climb",
        lengths_m=(3200.0, 4800.0),
        grades=(0.02, 0.05),
        kinds=(HillKind.CLIMB,),
        doses=_by_level(Dose(reps=(1, 1)), Dose(reps=(1, 2)), Dose(reps=(2, 2))),
        recovery=Recovery.JOG,
        effort_low=0.88,
        effort_high=0.92,
        effort=Effort(feel="marathon to threshold effort, a few words at a time", rpe=(6, 7), zones=(3, 4)),
        cues=("start easier than feels right; the last third is the session", "shorten the stride, keep the rhythm"),
        is_for="marathon",
        sources=(
            f"two to three gradual miles with longer work and rest: {SEED}",
            "4 to 6 km at 80 %: Canova (letsrun.com, thread 458338)",
            f"number of repetitions: {LEFT_OPEN}",
        ),
    ),
    Session(
        key="rolling",
        title="Long run over rolling hills",
        shape=Shape.ROUTE,
        lengths_m=(200.0, 1600.0),
        grades=(0.02, 0.05),
        kinds=(HillKind.REPEAT, HillKind.LONG),
        doses=_by_level(Dose(reps=(1, 1)), Dose(reps=(1, 1)), Dose(reps=(1, 1))),
        recovery=Recovery.JOG,
        effort_low=0.80,
        effort_high=0.88,
        effort=Effort(feel="steady, the same up and down", rpe=(5, 6), zones=(2, 3)),
        cues=("give up pace uphill, keep the effort", "flow down with quick steps"),
        is_for="marathon",
        sources=(
            f"rolling hills inside the long run: {SEED}",
            "the Newton hills, 4 in 4.8 miles, 0.4-0.6 mile each at 2-5 %: findmymarathon.com, peregrune.com",
        ),
    ),
    Session(
        key="lydiard",
        title="Lydiard hill circuit",
        shape=Shape.LAPS,
        lengths_m=(200.0, 800.0),
        grades=(0.05, 0.12),
        kinds=REPEAT_KINDS,
        doses=_by_level(Dose(reps=(2, 2)), Dose(reps=(3, 4)), Dose(reps=(5, 7))),
        recovery=Recovery.JOG,
        effort_low=0.80,
        effort_high=0.92,
        effort=Effort(feel="springy and powerful, upward rather than forward", rpe=(7, 8)),
        cues=("drive off the toes, knees high, hips forward", "power, not speed", "loose and quick downhill"),
        is_for="four weeks, two or three times a week, after some months of easy running",
        sources=(
            (
                "up springing, 1-3 min of jogging on top, fast and relaxed down, 100-200 m of strides on the flat: Lydiard"
                " (by mountain-runner.com, runnerstrots)"
            ),
            f"laps by level, effort uphill as a share of the 5 km speed: {RULE}",
        ),
    ),
    Session(
        key="walk",
        title="Uphill walking",
        gait=Gait.WALK,
        lengths_m=(40.0, 250.0),
        grades=(0.02, 0.06),
        kinds=REPEAT_KINDS,
        doses=_by_level(
            Dose(rep_s=(30, 180), in_all_s=10 * MINUTE_S),
            Dose(rep_s=(30, 180), in_all_s=15 * MINUTE_S),
            Dose(rep_s=(30, 180), in_all_s=20 * MINUTE_S),
        ),
        recovery=Recovery.WALK,
        effort_low=0.9,
        effort_high=1.1,
        effort=Effort(feel="brisk, you can still speak", rpe=(4, 5), zones=(2, 3)),
        cues=("short steps, arms swinging", "lean a little into the hill, look ahead"),
        is_hard=False,
        is_for="walkers, and runners coming back",
        sources=(
            (
                "30 s to 3 min up, easy down, ten minutes in all at first, 2-3 % at first and half to one point more a week:"
                " popsugar.com (46209577), exaros.com"
            ),
            f"walking is enough to begin with: {SEED}",
            f"15 and 20 min in all for the higher levels: {RULE}",
        ),
    ),
    Session(
        key="mill",
        title="Hills on the treadmill",
        shape=Shape.BELT,
        lengths_m=(200.0, 900.0),
        grades=(0.04, 0.08),
        kinds=(),
        doses=_by_level(
            Dose(reps=(3, 3), rep_s=(180, 180)),
            Dose(reps=(4, 5), rep_s=(180, 180)),
            Dose(reps=(5, 7), rep_s=(180, 180)),
        ),
        recovery=Recovery.JOG,
        rest_s=3.5 * MINUTE_S,
        effort_low=0.94,
        effort_high=0.98,
        effort=Effort(feel="10 km effort", rpe=(7, 8), zones=(4, 5)),
        cues=("hands off the rails", "let the incline do the work, not the speed"),
        is_for="ice, storms, flat towns",
        sources=(
            (
                "3 x 3 min, growing to 5-7 x 3 min at 4-8 %, 3-4 min at 0-1 % between: sportsperformancebulletin.com,"
                " running.competitor.com (2014)"
            ),
            f"4-5 repetitions for intermediate runners: {RULE}",
        ),
    ),
)

SESSIONS: Final = MappingProxyType({session.key: session for session in _ALL})
"""All sessions by name."""
