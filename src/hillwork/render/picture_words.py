"""Every word that pictures and pages without scripts say. A translation replaces this file."""

from typing import Final

from hillwork.text import counted

NAME: Final = "hillwork"
MADE_BY: Final = "Made by hillwork."
UNNAMED: Final = {"track": "Unnamed track", "route": "Unnamed route"}
UNNAMED_PLACE: Final = "Unnamed place"
UNNAMED_PATH: Final = "Unnamed path"

# The classes of gradient.
DOWN: Final = "down"
LEVEL: Final = "level"
UNKNOWN: Final = "unknown"
GRADIENT: Final = "Gradient"

# A hill.
HILL_KINDS: Final = {"repeat": "repeat hill", "long": "long hill", "climb": "climb"}
CONFIDENCES: Final = {"sure": "sure", "likely": "likely", "unsure": "unsure"}
STEADINESS: Final = ((0.8, "an even ramp"), (0.6, "fairly even"), (0.0, "uneven"))
BAND: Final = "In two of three cases the height above the foot is within the grey band."
NO_HEIGHTS: Final = "No elevation is known here."
NO_HILLS: Final = "No hills here."
NO_SURE_HILLS: Final = "No hill here that the elevation makes sure of."
PERHAPS: Final = "perhaps a hill"

# The map.
START: Final = "Start"
FINISH: Final = "Finish"
START_AND_FINISH: Final = "Start and finish"
NORTH: Final = "N"
BEST_HILL: Final = "Yellow: the best hill."
OFF_TRACK: Final = "Thin lines: where the workout leaves the track."
WAY_TO_BEST: Final = "Thin lines: the way there, and home."
NOTHING_TO_DRAW: Final = "Nothing to draw on a map."

# The page.
HILLS: Final = "Hills"
NOTICES: Final = "Notices"
CUES: Final = "How"
NOTES: Final = "Before you go"
SOURCES: Final = "Where the numbers come from"
WHY: Final = "Why this hill"
WHY_ROUTE: Final = "Why this route"
STEP_KINDS: Final = {
    "warm-up": "Warm-up",
    "run": "Run",
    "uphill": "Uphill",
    "rep": "Rep",
    "downhill": "Downhill",
    "strides": "Strides",
    "recovery": "Recovery",
    "rest": "Rest",
    "cool-down": "Cool-down",
}
LEVELS: Final = {"beginner": "beginner", "intermediate": "intermediate", "advanced": "advanced"}
STANDING: Final = "on the spot"
NEEDS_SCRIPTS: Final = (
    "The map that you can move, and the profile that you can point at, need scripts allowed for this file."
)
ELEVATION_KINDS: Final = {
    "barometer": "behaves like a barometer's",
    "gps": "behaves like plain GPS",
    "model": "behaves like a terrain model's",
    "planned": "smooth, as in a planned route",
}
STORED: Final = "as stored in the file"
NO_MAP_DATA: Final = "No map data from elsewhere is used."
DISTANCE: Final = "Distance"
TIME: Final = "Time"
UP: Final = "Up"
DOWNHILL: Final = "Down"
HARD: Final = "Hard running"
ENERGY: Final = "Energy"


def grade_range(low: str, high: str) -> str:
    """Return the name of a class between two gradients."""
    return f"{low}\N{EN DASH}{high} %"


def grade_above(low: str) -> str:
    """Return the name of the steepest class."""
    return f"> {low} %"


def ascent(height: str) -> str:
    """Return how far a way climbs."""
    return f"{height} up"


def hill_count(n_sites: int, n_passes: int) -> str:
    """Return how many hills there are, and how often they are run."""
    if not n_sites:
        return "no hills"
    hills = counted(n_sites, "hill")
    return f"{hills} in {n_passes} passes" if n_passes > n_sites else hills


def passes(name: str, n_passes: int) -> str:
    """Return a hill with how often it is run."""
    return f"{name} ×{n_passes}" if n_passes > 1 else name


def hill_title(name: str, length: str, grade: str) -> str:
    """Return what a hill is in a few words."""
    return f"{name}: {length} at {grade}"


def hill_name(hill_id: str) -> str:
    """Return the name of a hill of a track."""
    return f"Hill {hill_id}"


def from_to(foot: str, top: str) -> str:
    """Return where a hill leads."""
    if foot and top and foot != top:
        return f"from {foot} to {top}"
    return foot or top


def steepest(length: str, grade: str) -> str:
    """Return the steepest part of a hill."""
    return f"steepest {length}: {grade}"


def best_stretch(length: str, grade: str) -> str:
    """Return the stretch of a hill that is best for repeats."""
    return f"best {length}: {grade}"


def session_stretch(length: str, grade: str) -> str:
    """Return the part of a hill that the session uses."""
    return f"session {length}: {grade}"


def columns(length: str) -> str:
    """Return what a column of a hill spans."""
    return f"Each column is {length}."


def columns_known(length: str, error: str) -> str:
    """Return what a column of a hill spans, and how far its gradient is known."""
    return f"Each column is {length}; its gradient is known to ± {error}."


def steadiness(share: float) -> str:
    """Return how even a hill is."""
    return next((words for least, words in STEADINESS if share >= least), STEADINESS[-1][1])


def around(name: str) -> str:
    """Return the title of the hills around a place."""
    return f"Hills around {name}"


def within(radius: str) -> str:
    """Return how far was looked."""
    return f"within {radius}"


def ranked_for(session: str) -> str:
    """Return what hills are ranked for."""
    return f"ranked for the session {session}"


def best_of(name: str) -> str:
    """Return the first of the hills around a place."""
    return f"Best hill, {name}"


def more_hills(number: int) -> str:
    """Return how many hills are not listed."""
    return f"And {counted(number, 'more hill')}."


def unsure_count(number: int) -> str:
    """Return how many stretches may be hills."""
    return "1 stretch that may be a hill" if number == 1 else f"{number} stretches that may be hills"


def chosen_hills(number: int) -> str:
    """Return what the yellow band on a map is."""
    return "Yellow: the hill of the workout." if number == 1 else "Yellow: the hills of the workout."


def profile_of(name: str) -> str:
    """Return what a picture of a profile shows."""
    return f"Elevation profile of {name}"


def hill_profile_of(name: str) -> str:
    """Return what a picture of a hill shows."""
    return f"Profile of the best hill around {name}"


def map_of(name: str) -> str:
    """Return what a map shows."""
    return f"Map of {name}"


def times(number: int) -> str:
    """Return how often a block is done."""
    return f"{number} ×"


def on_hill(kind: str, hill_id: str) -> str:
    """Return a step and the hill it is run on."""
    return f"{kind} on {hill_id}"


def runner(level: str, time: str, *, is_assumed: bool) -> str:
    """Return whom times are for."""
    return f"For {level} runners, times for {'an assumed 5 km' if is_assumed else '5 km'} in {time}."


def before(title: str) -> str:
    """Return the heading of what is done before the warm-up."""
    return f"Before: {title} (its source gives no time: it is not counted)"


def about(amount: str) -> str:
    """Return an amount that is not known closely."""
    return f"about {amount}"


def kcal(amount: int) -> str:
    """Return an energy."""
    return f"{amount} kcal"


def elevation(source: str, kind: str, scatter: str) -> str:
    """Return where the elevation of a track is from, and how good it is."""
    scattered = f"scatter {scatter}" if scatter else ""
    return f"Elevation: {', '.join(filter(None, (source, kind, scattered)))}."


def filled(share: str) -> str:
    """Return how much of a track's elevation is not known."""
    return f"{share} of the length is interpolated between known elevations."


def creator(name: str) -> str:
    """Return who wrote a file."""
    return f"File written by {name}."


def heights(source: str, worth: str) -> str:
    """Return where the elevation around a place is from, and what it is worth."""
    return f"Elevation: {source}; {worth}."


def ground(source: str, as_of: str) -> str:
    """Return where the map is from, and how old it is."""
    return f"Map: {source}, {f'as of {as_of}' if as_of else 'age not known'}."
