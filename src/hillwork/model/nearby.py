"""Hills around a place, on the ways that lead there."""

from dataclasses import dataclass, field, replace

from hillwork.model.arrays import Floats, freeze_columns
from hillwork.model.backdrop import Backdrop, WayClass
from hillwork.model.hill import Hill, Line, Stretch
from hillwork.model.ports import Worth
from hillwork.model.profile import Noise
from hillwork.model.track import Notice
from hillwork.model.ways import Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A part of a hill that lies on one way of the map.

    Args:
        start_m: Distance of its start from the foot [m].
        length_m: Length [m].
        way_id: The map's number of the way.
        name: Its name; empty when it has none.
        kind: What the map calls it, such as `residential` or `path`.
        way_class: How it suits a runner.
        surface: Its surface as the map names it; empty when it is not mapped.
        surface_class: How that surface suits a runner; None when it is not mapped, or of a kind we do not know.
        is_lit: Whether it is lit; None when that is not mapped.
    """

    start_m: float
    length_m: float
    way_id: int
    name: str
    kind: str
    way_class: WayClass
    surface: str
    surface_class: WayClass | None
    is_lit: bool | None


@dataclass(frozen=True, slots=True)
class Crossing:
    """Where a hill meets a road for cars.

    Args:
        at_m: Distance from the foot [m].
        name: The name of the road; empty when it has none.
    """

    at_m: float
    name: str


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class LocalHill:
    """A hill on streets and paths, and what is known of them.

    Args:
        hill: The hill; it lies on a way of its own, so that its distances count from its foot.
        sections: The ways it lies on, from foot to top.
        crossings: The roads for cars that it crosses or meets between foot and top.
        away_m: Length of the shortest way from the place to each sample of its line, shape (n,); infinite when there is
            none [m].
        cross_slope: Steepest slope across the way at its ends: there heights depend on where exactly the way lies.
        notices: What speaks against it or its figures.
    """

    hill: Hill
    sections: tuple[Section, ...]
    crossings: tuple[Crossing, ...]
    away_m: Floats
    cross_slope: float
    notices: tuple[Notice, ...] = ()

    def __post_init__(self) -> None:
        freeze_columns(self, away_m=self.away_m)

    @property
    def distance_m(self) -> float:
        """Length of the shortest way from the place to its foot; infinite when there is none [m]."""
        return float(self.away_m[0])

    @property
    def names(self) -> tuple[str, ...]:
        """The names of its ways from foot to top, each once; those without a name are left out."""
        return tuple(dict.fromkeys(section.name for section in self.sections if section.name))

    @property
    def way_ids(self) -> tuple[int, ...]:
        """The map's numbers of its ways from foot to top, each once."""
        return tuple(dict.fromkeys(section.way_id for section in self.sections))

    @property
    def way_class(self) -> WayClass:
        """The worst class along it."""
        return max(section.way_class for section in self.sections)

    @property
    def surfaces(self) -> tuple[str, ...]:
        """Its surfaces as the map names them, in order, each once; none where none is mapped."""
        return tuple(dict.fromkeys(section.surface for section in self.sections if section.surface))

    @property
    def is_lit(self) -> bool | None:
        """Whether it is lit all the way; None where that is not mapped for all of it."""
        lit = {section.is_lit for section in self.sections}
        return False if False in lit else None if None in lit else True

    def between(self, stretch: Stretch) -> "LocalHill":
        """Return it with the sections and crossings of a part only.

        Args:
            stretch: The part.
        """
        inside = [
            section
            for section in self.sections
            if section.start_m < stretch.end_m and section.start_m + section.length_m > stretch.start_m
        ]
        crossings = [crossing for crossing in self.crossings if stretch.start_m < crossing.at_m < stretch.end_m]
        return replace(self, sections=tuple(inside) or self.sections[:1], crossings=tuple(crossings))


@dataclass(frozen=True, slots=True)
class Reason:
    """One part of a score.

    Args:
        name: What it is about.
        score: How well the hill does, 0-1.
        weight: How much it counts, the weights of all parts adding up to 1.
        words: Why, for people.
    """

    name: str
    score: float
    weight: float
    words: str


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Offer:
    """A hill as it suits a session.

    Args:
        local: The hill and its ways.
        stretch: The part of it that the session would use.
        reasons: The parts of its score.
        is_usable: False when it is too short or too gentle for the session.
        way_s: Time to the stretch at the runner's easy pace, infinite when there is no way [s].
        variety: What its score is multiplied by because better hills are on the same street, 0-1.
        there: The way from the place to the stretch; None where it was not looked for, or there is none.
        home: The way back; another one where that is about as short.
    """

    local: LocalHill
    stretch: Stretch
    reasons: tuple[Reason, ...]
    is_usable: bool
    way_s: float
    variety: float = 1.0
    there: Line | None = None
    home: Line | None = None

    @property
    def score(self) -> float:
        """The sum of the parts by their weights, less what other hills of the same street take, 0-1."""
        return self.variety * sum(reason.weight * reason.score for reason in self.reasons)


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Nearby:
    """What was found around a place.

    Args:
        place: The middle.
        radius_m: How far around it hills begin [m].
        session: Key of the session that they are ranked for.
        offers: The hills by rank, best first.
        unsure: The stretches that may be hills, by rank; the elevation cannot carry the claim.
        backdrop: All ways that can be run, and the ground they lie on.
        ways_m: Length of the ways [m].
        heights: What the elevations are called, such as `dem:N43E007.hgt`.
        worth: What the elevations are worth.
        noise: How wrong an elevation is.
        known_share: Share of the ways whose elevation is known, 0-1.
        source: Where the map is from.
        as_of: How old it is, an ISO date; empty when it does not say.
        attributions: Whom to name wherever this is shown, each once.
        notices: Everything that had to be assumed, repaired or left out.
    """

    place: Place
    radius_m: float
    session: str
    offers: tuple[Offer, ...]
    unsure: tuple[Offer, ...] = ()
    backdrop: Backdrop
    ways_m: float
    heights: str
    worth: Worth
    noise: Noise
    known_share: float
    source: str
    as_of: str
    attributions: tuple[str, ...]
    notices: tuple[Notice, ...] = field(default=())
