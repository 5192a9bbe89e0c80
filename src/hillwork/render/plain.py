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
    phrase,
    table,
    word,
)
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
    hills = [(phrase("hillOnChart", hill["id"]), hill) for hill in page["hills"]]
    about = [*_track_sources(track, units), page["attribution"] or word("noMapData")]
    return [
        *_head(track_name(page), track_facts(page, units)),
        *_pictures(page, units),
        *_notices(word("notices"), page["notices"]),
        *(_workout(workout, units) if workout else []),
        *_hills("ul", hills, len(hills), word("onlyUnsure" if page["unsure"] else "noHills"), units),
        *_unsure(page["unsure"]),
        *_about(about),
    ]


def _track_sources(track: TrackData, units: UnitSystem) -> list[str]:
    """Return where the numbers of a track come from."""
    is_stored = track["elevation_source"] == STORED_SOURCE
    source = word("elevationStored") if is_stored else track["elevation_source"]
    unit, unit_m = height_unit(units)
    # Less than a unit as a rule: a decimal is what tells a good source from a bad one.
    scatter = word("notKnown") if track["scatter_m"] is None else f"{track['scatter_m'] / unit_m:.1f} {unit}"
    filled, kinds = track["filled_share"], table("elevationKinds")
    return [
        phrase("elevation", source, kinds.get(track["elevation_kind"], kinds["unknown"]), scatter),
        phrase("elevationFilled", f"{100 * filled:.0f} %") if filled else "",
        phrase("creator", track["creator"]) if track["creator"] else "",
    ]


def _of_place(page: NearbyPage, units: UnitSystem) -> list[Html]:
    hills: list[tuple[str, HillData]] = [(f"{hill['id']}, {offer_name(hill)}", hill) for hill in page["hills"]]
    heights, ground = page["heights"], page["ground"]
    none = word("onlyUnsureNearby" if page["unsure"] else "noHillNearby")
    age = phrase("groundAge", ground["as_of"]) if ground["as_of"] else word("groundAgeUnknown")
    about = [
        phrase("heights", heights["source"], heights["worth"]),
        phrase("ground", ground["source"], age),
        *page["attributions"],
    ]
    return [
        *_head(phrase("picture.hillsAround", place_name(page)), place_facts(page, units)),
        *_pictures(page, units),
        *_notices(word("notices"), page["notices"]),
        *_hills("ol", hills, hill_count(page), none, units),
        *_unsure(page["unsure"]),
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
    return [_element("h1", _text(title)), *_paragraphs(joined(facts), word("plain.needsScripts"))]


def _pictures(page: Page, units: UnitSystem) -> list[Html]:
    """Return profile and map: every text in a drawing is escaped where it becomes SVG."""
    drawings = (profile_drawing(page, units), map_drawing(page, units))
    return [_element("div", Html(svg_element(drawing))) for drawing in drawings]


def _notices(title: str, notices: Sequence[NoticeData]) -> list[Html]:
    return _section(title, [notice["message"] for notice in notices], "h2")


def _workout(workout: WorkoutData, units: UnitSystem) -> list[Html]:
    level = table("level").get(workout["level"], workout["level"])
    time = format_duration(workout["five_k_s"])
    activation = workout["activation"]
    why = word("why" if len(workout["hills"]) == 1 else "whyRoute")
    runner = phrase("runnerAssumed" if workout["five_k_is_assumed"] else "runner", level, time)
    return [
        _element("h2", _text(workout["title"])),
        *_paragraphs(workout["when"] or "", runner),
        _totals(workout, units),
        *(_section(phrase("activation", activation["title"]), activation["lines"]) if activation else []),
        *(one for block in workout["blocks"][:MOST_LINES] for one in _block(block, units)),
        *_section(word("cues"), workout["cues"]),
        *_section(why, workout["why"]),
        *_section(word("notes"), [note["message"] for note in workout["notes"]]),
        *_section(word("sources"), workout["sources"]),
    ]


def _totals(workout: WorkoutData, units: UnitSystem) -> Html:
    totals = workout["totals"]
    kcal = round(totals["energy_kcal"] / KCAL_STEP) * KCAL_STEP
    figures = {
        word("totalDistance"): format_distance(totals["distance_m"], units),
        word("totalTime"): _band(totals["duration"]),
        word("totalAscent"): format_height(totals["ascent_m"], None, units),
        word("totalDescent"): format_height(totals["descent_m"], None, units),
        word("totalHard"): phrase("about", format_duration(totals["hard_s"])) if totals["hard_s"] else "",
        word("totalEnergy"): phrase("about", phrase("kcal", kcal)),
    }
    told = [f"{name}: {figure}" for name, figure in figures.items() if figure]
    return _list("ul", map(_text, told))


def _band(duration: DurationData) -> str:
    low, high = format_duration(duration["low_s"]), format_duration(duration["high_s"])
    return low if low == high else f"{low}\N{EN DASH}{high}"


def _block(block: BlockData, units: UnitSystem) -> list[Html]:
    # Names such as "6 × 1:30 uphill" have said how often.
    is_said = block["times"] == 1 or block["name"].startswith(f"{block['times']} ")
    title = block["name"] if is_said else f"{phrase('times', block['times'])} {block['name']}"
    steps = (_step(step, units) for step in block["steps"][:MOST_LINES])
    return [_element("h3", _text(title)), _list("ol", steps)]


def _step(step: StepData, units: UnitSystem) -> Html:
    kind = table("stepNames").get(step["kind"], step["kind"])
    grade = step["grade"]
    figures = [
        format_distance(step["distance_m"], units) if step["distance_m"] else word("standing"),
        _band(step["duration"]),
        "" if grade is None or abs(grade) < LEVEL_GRADE else grade_text(grade),
    ]
    name = phrase("onHill", kind, step["hill"]) if step["hill"] else kind
    return Html("".join([_element("strong", _text(name)), *_paragraphs(joined(figures), step["effort"], step["cue"])]))


def _hills(name: str, hills: Sequence[tuple[str, HillData]], n_hills: int, none: str, units: UnitSystem) -> list[Html]:
    """Return the first hills as a list, and how many more there are.

    Args:
        name: The element of the list: the places in an ordered one are those on the map.
        hills: What they are called, and the hills.
        n_hills: How many hills there are.
        none: What is said where there are no hills.
        units: What to show distances and heights in.
    """
    told = [joined([hill_title(called, hill, units), *hill_words(hill, units)]) for called, hill in hills[:MOST_HILLS]]
    rest = n_hills - len(told)
    return [
        _element("h2", _text(word("hills"))),
        _list(name, map(_text, told)) if told else _element("p", _text(none)),
        *_paragraphs(phrase("plain.moreHills", rest) if rest > 0 else ""),
    ]


def _unsure(hills: Sequence[HillData]) -> list[Html]:
    """Return how many stretches may be hills."""
    return _paragraphs(phrase("unsure", len(hills)) if hills else "")


def _about(lines: Sequence[str]) -> list[Html]:
    return [_element("h2", _text(word("sources"))), *_paragraphs(*lines[:MOST_LINES], word("plain.madeBy"))]
