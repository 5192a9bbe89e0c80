"""A page for whoever does not run scripts: the same document as text and two pictures."""

from collections.abc import Iterable, Sequence
from typing import Final, NewType

from hillwork.page import (
    BlockData,
    DurationData,
    HillData,
    NearbyPage,
    NoticeData,
    Page,
    StepData,
    TrackData,
    TrackPage,
    WorkoutData,
)
from hillwork.render import picture_words as words
from hillwork.render.drawing import escaped, svg_element
from hillwork.render.hill_panel import hill_title, hill_words
from hillwork.render.map_picture import map_drawing
from hillwork.render.picture_parts import grade_text, height_unit, joined
from hillwork.render.profile_picture import (
    hill_count,
    offer_name,
    place_facts,
    place_name,
    profile_drawing,
    track_facts,
    track_name,
)
from hillwork.text import clean
from hillwork.units import UnitSystem, format_distance, format_duration, format_height

MOST_HILLS: Final = 20
MOST_LINES: Final = 60
"""Longer lists are cut: who wants more allows scripts."""

TEXT_CHARACTERS: Final = 1000
"""Longer texts are cut."""

STORED_SOURCE: Final = "stored"
"""What a document names the elevation of the file itself."""

KCAL_STEP: Final = 10
"""Energy is not known to single kilocalories."""

LEVEL_GRADE: Final = 0.01
"""Below a point of gradient a way is level."""

Html = NewType("Html", str)
"""Text that may stand in a page: made by `_text` from any text, and by `_element` from such."""


def plain_html(page: Page, units: UnitSystem = UnitSystem.METRIC) -> str:
    """Return a document as a piece of HTML that needs no script and no style: for the inside of a `noscript` element.

    Every text in it has passed `escaped`, so that none can end the element or begin another.

    Args:
        page: What to show.
        units: What to show distances and heights in.
    """
    parts = _of_track(page, units) if page["about"] == "track" else _of_place(page, units)
    return _element("article", *parts)


def _of_track(page: TrackPage, units: UnitSystem) -> list[Html]:
    track, workout = page["track"], page["workout"]
    hills = [(words.hill_name(hill["id"]), hill) for hill in page["hills"]]
    about = [*_track_sources(track, units), page["attribution"] or words.NO_MAP_DATA]
    return [
        *_head(track_name(page), track_facts(page, units)),
        *_pictures(page, units),
        *_notices(words.NOTICES, page["notices"]),
        *(_workout(workout, units) if workout else []),
        *_hills("ul", hills, len(hills), len(page["unsure"]), units),
        *_about(about),
    ]


def _track_sources(track: TrackData, units: UnitSystem) -> list[str]:
    """Return where the numbers of a track come from."""
    is_stored = track["elevation_source"] == STORED_SOURCE
    source = words.STORED if is_stored else track["elevation_source"]
    unit, unit_m = height_unit(units)
    # Less than a unit as a rule: a decimal is what tells a good source from a bad one.
    scatter = "" if track["scatter_m"] is None else f"{track['scatter_m'] / unit_m:.1f} {unit}"
    filled = track["filled_share"]
    return [
        words.elevation(source, words.ELEVATION_KINDS.get(track["elevation_kind"], ""), scatter),
        words.filled(f"{100 * filled:.0f} %") if filled else "",
        words.creator(track["creator"]) if track["creator"] else "",
    ]


def _of_place(page: NearbyPage, units: UnitSystem) -> list[Html]:
    hills: list[tuple[str, HillData]] = [(f"{hill['id']}, {offer_name(hill)}", hill) for hill in page["hills"]]
    heights, ground = page["heights"], page["ground"]
    about = [
        words.heights(heights["source"], heights["worth"]),
        words.ground(ground["source"], ground["as_of"]),
        *page["attributions"],
    ]
    return [
        *_head(words.around(place_name(page)), place_facts(page, units)),
        *_pictures(page, units),
        *_notices(words.NOTICES, page["notices"]),
        *_hills("ol", hills, hill_count(page), len(page["unsure"]), units),
        *_about(about),
    ]


def _text(text: str) -> Html:
    """Return any text for the page: the only way of one into it."""
    return Html(escaped(clean(text, max_characters=TEXT_CHARACTERS)))


def _element(name: str, *content: Html) -> Html:
    return Html(f"<{name}>{''.join(content)}</{name}>")


def _paragraphs(*texts: str) -> list[Html]:
    return [_element("p", _text(text)) for text in texts if text]


def _list(name: str, items: Iterable[Html]) -> Html:
    return _element(name, *(_element("li", item) for item in items))


def _section(title: str, lines: Sequence[str], level: str = "h3") -> list[Html]:
    """Return a heading and a list; nothing where there is nothing to list."""
    if not lines:
        return []
    return [_element(level, _text(title)), _list("ul", map(_text, lines[:MOST_LINES]))]


def _head(title: str, facts: Sequence[str]) -> list[Html]:
    return [_element("h1", _text(title)), *_paragraphs(joined(facts), words.NEEDS_SCRIPTS)]


def _pictures(page: Page, units: UnitSystem) -> list[Html]:
    """Return profile and map: every text in a drawing is escaped where it becomes SVG."""
    drawings = (profile_drawing(page, units), map_drawing(page, units))
    return [_element("div", Html(svg_element(drawing))) for drawing in drawings]


def _notices(title: str, notices: Sequence[NoticeData]) -> list[Html]:
    return _section(title, [notice["message"] for notice in notices], "h2")


def _workout(workout: WorkoutData, units: UnitSystem) -> list[Html]:
    level = words.LEVELS.get(workout["level"], workout["level"])
    time = format_duration(workout["five_k_s"])
    activation = workout["activation"]
    why = words.WHY if len(workout["hills"]) == 1 else words.WHY_ROUTE
    return [
        _element("h2", _text(workout["title"])),
        *_paragraphs(workout["when"] or "", words.runner(level, time, is_assumed=workout["five_k_is_assumed"])),
        _totals(workout, units),
        *(_section(words.before(activation["title"]), activation["lines"]) if activation else []),
        *(one for block in workout["blocks"][:MOST_LINES] for one in _block(block, units)),
        *_section(words.CUES, workout["cues"]),
        *_section(why, workout["why"]),
        *_section(words.NOTES, [note["message"] for note in workout["notes"]]),
        *_section(words.SOURCES, workout["sources"]),
    ]


def _totals(workout: WorkoutData, units: UnitSystem) -> Html:
    totals = workout["totals"]
    kcal = round(totals["energy_kcal"] / KCAL_STEP) * KCAL_STEP
    figures = {
        words.DISTANCE: format_distance(totals["distance_m"], units),
        words.TIME: _band(totals["duration"]),
        words.UP: format_height(totals["ascent_m"], None, units),
        words.DOWNHILL: format_height(totals["descent_m"], None, units),
        words.HARD: words.about(format_duration(totals["hard_s"])) if totals["hard_s"] else "",
        words.ENERGY: words.about(words.kcal(kcal)),
    }
    told = [f"{name}: {figure}" for name, figure in figures.items() if figure]
    return _list("ul", map(_text, told))


def _band(duration: DurationData) -> str:
    low, high = format_duration(duration["low_s"]), format_duration(duration["high_s"])
    return low if low == high else f"{low}\N{EN DASH}{high}"


def _block(block: BlockData, units: UnitSystem) -> list[Html]:
    # Names such as "6 × 1:30 uphill" have said how often.
    is_said = block["times"] == 1 or block["name"].startswith(f"{block['times']} ")
    title = block["name"] if is_said else f"{words.times(block['times'])} {block['name']}"
    steps = (_step(step, units) for step in block["steps"][:MOST_LINES])
    return [_element("h3", _text(title)), _list("ol", steps)]


def _step(step: StepData, units: UnitSystem) -> Html:
    kind = words.STEP_KINDS.get(step["kind"], step["kind"])
    grade = step["grade"]
    figures = [
        format_distance(step["distance_m"], units) if step["distance_m"] else words.STANDING,
        _band(step["duration"]),
        "" if grade is None or abs(grade) < LEVEL_GRADE else grade_text(grade),
    ]
    name = words.on_hill(kind, step["hill"]) if step["hill"] else kind
    return Html("".join([_element("strong", _text(name)), *_paragraphs(joined(figures), step["effort"], step["cue"])]))


def _hills(
    name: str, hills: Sequence[tuple[str, HillData]], n_hills: int, n_unsure: int, units: UnitSystem
) -> list[Html]:
    """Return the first hills as a list, and how many more there are.

    Args:
        name: The element of the list: the places in an ordered one are those on the map.
        hills: What they are called, and the hills.
        n_hills: How many hills there are.
        n_unsure: How many stretches may be hills.
        units: What to show distances and heights in.
    """
    told = [joined([hill_title(called, hill, units), *hill_words(hill, units)]) for called, hill in hills[:MOST_HILLS]]
    none = words.NO_SURE_HILLS if n_unsure else words.NO_HILLS
    rest = n_hills - len(told)
    return [
        _element("h2", _text(words.HILLS)),
        _list(name, map(_text, told)) if told else _element("p", _text(none)),
        *_paragraphs(words.more_hills(rest) if rest > 0 else "", words.unsure_count(n_unsure) if n_unsure else ""),
    ]


def _about(lines: Sequence[str]) -> list[Html]:
    return [_element("h2", _text(words.SOURCES)), *_paragraphs(*lines[:MOST_LINES], words.MADE_BY)]
