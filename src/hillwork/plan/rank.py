"""Hills around a place by how well they suit a session; every part of the score can be looked at."""

import heapq
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from math import inf, isfinite
from typing import Final

from hillwork.errors import UsageError
from hillwork.hills import cut_hill
from hillwork.model import LocalHill, Noise, Offer, Reason, Stretch, WayClass
from hillwork.plan.choose import EVEN, WARM_UP_S, Fit, judge_fit, within
from hillwork.plan.notes import surface_words
from hillwork.plan.prescribe import Prescription
from hillwork.units import format_distance, format_grade

WEIGHTS: Final[Mapping[str, float]] = {
    "length": 0.20,
    "gradient": 0.22,
    "steadiness": 0.10,
    "confidence": 0.10,
    "warm-up": 0.14,
    "crossings": 0.08,
    "traffic": 0.07,
    "surface": 0.06,
    "light": 0.03,
}
"""What counts, a rule of ours: length and gradient make the session, the way there makes it happen, the rest makes it
pleasant and safe."""

TIE_DIGITS: Final = 3
"""Of parts of a hill that score alike to a thousandth the longest is used."""

MAX_WEIGHT: Final = 1000.0

CLASS_SCORE: Final = {WayClass.BEST: 1.0, WayClass.FINE: 0.75, WayClass.CAUTION: 0.25}
CLASS_WORDS: Final = {
    WayClass.BEST: "class A: path or quiet street",
    WayClass.FINE: "class B: some traffic or softer ground",
    WayClass.CAUTION: "class C: traffic or rough ground",
}
UNMAPPED_SURFACE: Final = 0.6
UNMAPPED_LIGHT: Final = 0.5
"""Unknown is neither good nor bad: about what the usual street turns out to have."""

SAME_STREET: Final = 0.8
"""Each better hill on the same street, or without a name on the same site, takes a fifth of a hill's score: twenty results are
not one street twenty times."""


def weights_of(wished: Mapping[str, float]) -> dict[str, float]:
    """Return the weights of all parts, adding up to 1.

    Args:
        wished: Weights instead of the usual ones, any number that is not negative.

    Raises:
        UsageError: There is no such part, or nothing counts.
    """
    for name, weight in wished.items():
        if name not in WEIGHTS:
            raise UsageError(f"no part {name!r} of the score", hint=f"there are {', '.join(WEIGHTS)}")
        if not 0 <= weight <= MAX_WEIGHT:
            raise UsageError(f"{name}: a weight of {weight:g}", hint=f"give a number from 0 to {MAX_WEIGHT:g}")
    weights = {**WEIGHTS, **wished}
    total = sum(weights.values())
    if not total:
        raise UsageError("all weights are 0", hint="let something count")
    return {name: weight / total for name, weight in weights.items()}


def rank_hills(
    hills: Iterable[LocalHill], who: Prescription, noise: Noise, weights: Mapping[str, float]
) -> list[Offer]:
    """Return hills as they suit a session, best first, those that are of no use for it last.

    Args:
        hills: The hills.
        who: What is to be done, and by whom.
        noise: How wrong the heights are.
        weights: What each part counts, adding up to 1.
    """
    return _varied([_best_offer(local, who, noise, weights) for local in hills])


def _best_offer(local: LocalHill, who: Prescription, noise: Noise, weights: Mapping[str, float]) -> Offer:
    """Return the best use of a hill: of all of it, or of a part between two crossings."""
    offers = [_offer(local, part, who, noise=noise, weights=weights) for part in _parts(local, who, noise)]
    return max(offers, key=lambda offer: (offer.is_usable, round(offer.score, TIE_DIGITS), offer.stretch.length_m))


def _parts(local: LocalHill, who: Prescription, noise: Noise) -> list[Stretch | None]:
    """Return the parts that a repetition may be looked for in: None for the whole, and what lies between crossings."""
    borders_m = [0.0, *(crossing.at_m for crossing in local.crossings), local.hill.length_m]
    step_m = local.hill.step_m
    shortest_m, _ = who.lengths_m(within(local.hill.grade, who.session.grades))
    parts: list[Stretch | None] = [None]
    for start_m, end_m in pairwise(borders_m):
        first, last = -int(-start_m // step_m), int(end_m // step_m)
        if local.crossings and (last - first) * step_m >= max(shortest_m, step_m):
            parts.append(_stretch(local, first, last, noise))
    return parts


def _stretch(local: LocalHill, first: int, last: int, noise: Noise) -> Stretch:
    hill = local.hill
    length_m = (last - first) * hill.step_m
    grade = float(hill.elevation_m[last] - hill.elevation_m[first]) / length_m
    return Stretch(
        start_m=first * hill.step_m, length_m=length_m, grade=grade, grade_sd=noise.rise_sd_m(length_m) / length_m
    )


def _offer(
    local: LocalHill,
    part: Stretch | None,
    who: Prescription,
    *,
    noise: Noise,
    weights: Mapping[str, float],
) -> Offer:
    hill = local.hill if part is None else cut_hill(local.hill, part)
    first = 0 if part is None else round(part.start_m / hill.step_m)
    fit = judge_fit(hill, noise, who, local.away_m[first:])
    stretch = fit.stretch
    parts = {
        **fit.parts,
        "confidence": fit.parts["confidence"] * max(0.0, 1 - stretch.grade_sd / max(stretch.grade, 1e-6)),
    }
    reasons = (
        *(Reason(name, parts[name], weights[name], words) for name, words in _words(fit, who).items()),
        *(replace(reason, weight=weights[reason.name]) for reason in _ground(local.between(fit.stretch))),
    )
    is_usable = fit.is_usable and isfinite(fit.way_s)
    return Offer(local=local, stretch=fit.stretch, reasons=reasons, is_usable=is_usable, way_s=fit.way_s)


def _words(fit: Fit, who: Prescription) -> dict[str, str]:
    """Return what to say of the parts that a track's hills have as well."""
    stretch = fit.stretch
    low, high = (100 * grade for grade in who.session.grades)
    shortest, longest = (format_distance(length_m) for length_m in who.lengths_m(stretch.grade))
    wanted = shortest if shortest == longest else f"{shortest} to {longest}"
    even = fit.parts["steadiness"]
    ring = " to ".join(f"{limit / 60:.0f}" for limit in WARM_UP_S)
    way = f"{fit.way_s / 60:.0f} min, {format_distance(fit.way_s * who.easy_mps)}; {ring} min make a warm-up"
    return {
        "length": f"{format_distance(stretch.length_m)} of {wanted}",
        "gradient": f"{format_grade(stretch.grade, stretch.grade_sd)} of {low:.0f} to {high:.0f} %",
        "steadiness": "an even ramp" if even >= EVEN else f"uneven: {100 * (1 - even):.0f} % of the gradient varies",
        "confidence": "its gradient is a guess"
        if stretch.is_guess
        else f"the elevation says '{fit.hill.confidence}', the gradient is known to {100 * (1 - stretch.grade_sd / stretch.grade):.0f} %",
        "warm-up": way if fit.way_s < inf else "no way there is mapped",
    }


def _ground(used: LocalHill) -> Sequence[Reason]:
    """Return the parts that only a map knows, their weights still to be set."""
    sections = used.sections
    total_m = sum(section.length_m for section in sections)
    surface = sum(
        section.length_m * (CLASS_SCORE[section.surface_class] if section.surface_class else UNMAPPED_SURFACE)
        for section in sections
    )
    n_crossings = len(used.crossings)
    names = ", ".join(dict.fromkeys(crossing.name for crossing in used.crossings if crossing.name))
    crossings = f"{n_crossings} of roads for cars{f': {names}' if names else ''}" if n_crossings else "none mapped"
    light = {True: "lit", False: "not lit all the way", None: "not mapped"}[used.is_lit]
    return (
        Reason("crossings", 1 / (1 + n_crossings), 0.0, crossings),
        Reason("traffic", CLASS_SCORE[used.way_class], 0.0, CLASS_WORDS[used.way_class]),
        Reason("surface", surface / total_m, 0.0, surface_words(used)),
        Reason("light", UNMAPPED_LIGHT if used.is_lit is None else float(used.is_lit), 0.0, light),
    )


def _varied(offers: Sequence[Offer]) -> list[Offer]:
    """Return offers best first, each losing a part of its score for every better one on its street or ground."""
    taken: Counter[str] = Counter()
    queue = [(not offer.is_usable, -offer.score, index, 0) for index, offer in enumerate(offers)]
    heapq.heapify(queue)
    ranked = []
    while queue:
        is_useless, _, index, n_counted = heapq.heappop(queue)
        offer = offers[index]
        ground = _ground_of(offer)
        n_better = taken[ground]
        if n_better > n_counted:
            # Better hills of its street were chosen since it was put in line.
            heapq.heappush(queue, (is_useless, -offer.score * SAME_STREET**n_better, index, n_better))
            continue
        taken[ground] += 1
        ranked.append(replace(offer, variety=SAME_STREET**n_better))
    return ranked


def _ground_of(offer: Offer) -> str:
    """Return what a hill shares with its like: the street that most of the stretch is on, the site where it has no name."""
    lengths_m: Counter[str] = Counter()
    for section in offer.local.between(offer.stretch).sections:
        lengths_m[section.name] += round(section.length_m)
    name = lengths_m.most_common(1)[0][0]
    return f"street {name}" if name else f"site {offer.local.hill.site}"
