"""The strength and activation routines, as data with their sources. Adding one is adding a value here.

Numbers are those of the source. Where it has none there is None, and none of ours takes its place.
"""

from types import MappingProxyType
from typing import Final

from hillwork.errors import UsageError
from hillwork.model import Exercise, Routine

_OF_FIVE: Final = "one of the five this project started from"

DISAGREEMENT: Final = (
    "coaches disagree: the hip-drill article says that clamshells and band walks alone are not enough; the glute-circuit"
    " article has clamshells, the activation article band walks. Both views are here, hillwork takes no side"
)

_CIRCUIT: Final = Routine(
    key="circuit",
    title="Glute circuit",
    exercises=(
        Exercise(
            key="forward-to-reverse-lunge",
            name="forward-to-reverse lunge",
            reps=(16, 16),
            counted="lunges (a forward and a back make 2)",
            side="all on one side, then switch",
            kit="none, or a mat",
            cue="keep the front knee in line with the toes and push through that heel; the back knee hovers over the floor",
        ),
        Exercise(
            key="wall-sit",
            name="wall sit",
            work_s=(30.0, 30.0),
            off_s=(30.0, 30.0),
            side="both sides at once",
            kit="a wall",
            cue="back flat on the wall, feet about 0.6 m (2 ft) out from it, knees at a right angle",
            harder="some seconds more each round",
        ),
        Exercise(
            key="standing-glute-kickback",
            name="standing glute kickback",
            reps=(15, 15),
            hold="squeeze",
            hold_s=(1.0, 2.0),
            side="alternate sides",
            kit="a band at the ankles, only to make it harder",
            cue="tip forward a little at the hips, and move the leg slowly",
            harder="a band at the ankles; the foot never touches down",
        ),
        Exercise(
            key="clamshell",
            name="clamshell",
            reps=(15, 15),
            hold="squeeze for a few seconds",
            side="each side",
            kit="a mat",
            cue="feet stay together, the turn comes from the hip",
            harder="keep both knees lifted",
        ),
        Exercise(
            key="pilates-bridge",
            name="Pilates bridge",
            work_s=(120.0, 120.0),
            hold="squeeze at the top",
            hold_s=(2.0, 2.0),
            is_hold_about=True,
            side="both sides at once",
            kit="a mat",
            cue="roll the spine down one bone after the other",
            harder="one leg stretched out",
        ),
    ),
    rounds=(3, 5),
    rest_s=(60.0, 120.0),
    per_week=(2, 3),
    when="before or after a workout, or on other days",
    notes=(
        "light dumbbells may come in later",
        "no number: the repeats of the wall sit, the seconds it grows by each round, the clamshell's few seconds",
        "the clamshell's name is ours: its heading is missing from the text that hillwork's facts were taken from",
        DISAGREEMENT,
    ),
    source=f"the glute-circuit article, {_OF_FIVE}",
)

_ACTIVATION: Final = Routine(
    key="activation",
    title="Activation before the run",
    exercises=(
        Exercise(
            key="quadruped-hip-cars",
            name="quadruped hip CARs",
            sets=1,
            reps=(10, 15),
            side="each side",
            kit="none",
            cue="on hands and knees, draw a big slow circle from the hip, the other way round each time; the trunk stays still",
        ),
        Exercise(
            key="single-leg-bridge-calf-raise",
            name="single-leg glute bridge with calf raise",
            sets=2,
            reps=(10, 12),
            hold="on toes",
            hold_s=(3.0, 5.0),
            side="each side, alternating",
            kit="none",
            cue="palms up, hips square, spine neutral",
        ),
        Exercise(
            key="side-plank-knee-drive",
            name="side plank with knee drive",
            sets=3,
            reps=(5, 5),
            side="each side",
            kit="none",
            cue="forearm under the shoulder, feet staggered with the top one in front; the hips stay up",
        ),
        Exercise(
            key="lateral-band-walk",
            name="lateral band walk",
            sets=3,
            reps=(5, 5),
            counted="steps",
            side="each direction",
            kit="a band above the knees",
            cue="stay low with the toes forward, and come back without turning round",
        ),
        Exercise(
            key="reverse-lunge-knee-drive",
            name="reverse lunge to high knee drive",
            sets=2,
            reps=(8, 8),
            hold="pause",
            hold_s=(1.0, 1.0),
            side="each side",
            kit="a mat under the knee",
            cue="from kneeling, drive the knee up to hip height, and come down with control",
            harder="with a calf raise",
        ),
    ),
    when="as the warm-up, before the run",
    notes=(
        "the source names cat-cow as a helper",
        "the hill-repeat article, another of the five, only links to a video for its warm-up: it gives no routine to show",
        DISAGREEMENT,
    ),
    source=f"the activation article, {_OF_FIVE}",
)

_DRILLS: Final = Routine(
    key="drills",
    title="Hip drills",
    exercises=(
        Exercise(
            key="heel-rocker-pronation",
            name="heel rocker pronation drill",
            side="each side",
            kit="none",
            cue="let the foot load towards its inner side as your weight comes over it",
        ),
        Exercise(
            key="lateral-hip-shift",
            name="step to lateral hip shift",
            side="each side",
            kit="none",
            cue="bring the knee over the toes and the breastbone over the knee",
        ),
        Exercise(
            key="staggered-hinge",
            name="staggered-stance (kickstand) hinge",
            side="each side",
            cue="hinge over the leg you stand on, and feel its glute get long",
        ),
        Exercise(
            key="box-co-contraction",
            name="co-contraction to a box",
            side="each side",
            kit="a box",
            cue="the hip straightens before the knee does",
        ),
    ),
    notes=("the source gives no sets and no repetitions", DISAGREEMENT),
    source=f"the hip-drill article, {_OF_FIVE}",
)

_GYM_CUE: Final = "with correct form"

_GYM: Final = Routine(
    key="gym",
    title="Strength in the gym",
    exercises=tuple(
        Exercise(key=name.replace(" ", "-"), name=name, kit="weights", cue=_GYM_CUE)
        for name in ("deadlift", "squat", "lunge", "hip thrust")
    ),
    when="as strength training, not as a warm-up",
    notes=("the source asks for correct form; it gives no sets and no repetitions",),
    source=f"the gym-strength article, {_OF_FIVE}",
)

ROUTINES: Final = MappingProxyType({routine.key: routine for routine in (_CIRCUIT, _ACTIVATION, _DRILLS, _GYM)})
"""All routines by name."""


def routine_named(key: str) -> Routine:
    """Return a routine by its key.

    Raises:
        UsageError: There is none of that name.
    """
    if key not in ROUTINES:
        raise UsageError(
            f"no routine {key!r}: there are {', '.join(ROUTINES)}", hint="hillwork strength --list tells what they are"
        )
    return ROUTINES[key]


def check_rounds(routine: Routine, rounds: int | None) -> None:
    """Check that a number of rounds is one that the source of a routine gives; None is what the source says.

    Raises:
        UsageError: The routine is not done in rounds, or not in so few or so many.
    """
    if rounds is None:
        return
    if routine.rounds is None:
        raise UsageError(
            f"{routine.key}: its source gives no rounds", hint=f"hillwork strength {routine.key}, without --rounds"
        )
    low, high = routine.rounds
    if not low <= rounds <= high:
        raise UsageError(
            f"{routine.key}: its source gives {low} to {high} rounds, not {rounds}",
            hint=f"--rounds {low} to begin with",
        )
