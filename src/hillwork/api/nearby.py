"""Hills around a place."""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Unpack, overload

from hillwork import export
from hillwork.api.ground import relief_beneath
from hillwork.api.tracks import read
from hillwork.api.wishes import Wishes, prescription_of
from hillwork.errors import UsageError
from hillwork.model import (
    BEYOND_M,
    Backdrop,
    Confidence,
    ElevationSource,
    Gait,
    LocalHill,
    MapSource,
    Nearby,
    Notice,
    Offer,
    Place,
)
from hillwork.place_text import looks_like_file, parse_place
from hillwork.plan import Prescription, Shape, rank_hills, weights_of
from hillwork.text import clean
from hillwork.units import format_distance, format_grade

if TYPE_CHECKING:
    from hillwork.area import Area

DEFAULT_RADIUS_M = 3000.0
"""What a warm-up of twenty minutes reaches (2.5 m/s)."""

DEFAULT_LIMIT = 20
MAX_RADIUS_M = 50_000.0
"""Farther is a drive, and another place."""


@dataclass(frozen=True, eq=False, kw_only=True)
class FoundNearby(Nearby, Sequence[Offer]):
    """What was found around a place: a sequence of hills, best first, that shows itself as a table.

    Args:
        area: The network it was found on.
        who: For what and for whom it is ranked.
        ranked: All hills by rank, also those that are not listed, and after them those that are unsure.
        model: Where its heights are from.
    """

    area: "Area"
    who: Prescription
    ranked: tuple[Offer, ...]
    model: ElevationSource

    def __len__(self) -> int:
        return len(self.offers)

    def __iter__(self) -> Iterator[Offer]:
        return iter(self.offers)

    @overload
    def __getitem__(self, index: int) -> Offer: ...

    @overload
    def __getitem__(self, index: slice) -> Sequence[Offer]: ...

    def __getitem__(self, index: int | slice) -> Offer | Sequence[Offer]:
        return self.offers[index]

    def __repr__(self) -> str:
        return f"<FoundNearby: {len(self.offers)} within {self.radius_m / 1000:.1f} km of {self.place.name!r}>"

    def __str__(self) -> str:
        return export.nearby_as_text(self)

    def _repr_html_(self) -> str:
        return export.nearby_as_html(self)


def _place(place: Place | str) -> Place:
    if isinstance(place, Place):
        return place
    if looks_like_file(place):
        return place_of(place)
    found = parse_place(place)
    if found is None:
        raise UsageError(f"not a place: {clean(place)!r}", hint="give latitude and longitude, or a Place")
    return found


def _map_of(streets: MapSource | str | os.PathLike[str]) -> MapSource:
    if not isinstance(streets, str | os.PathLike):
        return streets
    from hillwork.osm import Extract

    return Extract(Path(streets))


def _model_of(elevation: ElevationSource | str | os.PathLike[str]) -> ElevationSource:
    if not isinstance(elevation, str | os.PathLike):
        return elevation
    from hillwork.terrain import open_files

    return open_files([Path(elevation)])


def place_of(file: str | os.PathLike[str]) -> Place:
    """Return where a GPX file begins.

    Args:
        file: Its path, or `-` for standard input.

    Raises:
        InputError: It cannot be read, or holds no track and no route.
    """
    track = read(file)
    name = track.name or PurePath(track.origin.file).name
    return Place(lat_deg=float(track.lat_deg[0]), lon_deg=float(track.lon_deg[0]), name=f"the start of {name}")


def find_nearby(  # noqa: PLR0913 - a keyword for each thing that a user may wish
    place: Place | str,
    streets: MapSource | str | os.PathLike[str],
    elevation: ElevationSource | str | os.PathLike[str],
    *,
    radius_m: float = DEFAULT_RADIUS_M,
    session: str = "classic",
    limit: int | None = DEFAULT_LIMIT,
    weights: Mapping[str, float] | None = None,
    are_steps_allowed: bool = False,
    tell: Callable[[str], None] = lambda _: None,
    **wishes: Unpack[Wishes],
) -> FoundNearby:
    """Return the hills around a place, those that suit a session best first.

    Args:
        place: The middle: a place, `lat,lon`, a `geo:` URI, or a GPX file that begins there.
        streets: The map, or the path of an extract.
        elevation: The elevation model, or the path of one or of a folder of them.
        radius_m: How far around the place hills begin [m].
        session: Which session they are ranked for.
        limit: How many to return; all when None.
        weights: What parts of the score count, instead of the usual weights.
        are_steps_allowed: Whether to run on flights of steps.
        tell: Hears what is being done.
        wishes: Who runs, and how long or how far; see `Wishes`.

    Raises:
        UsageError: There is no such session, it needs no hill, or the radius, a weight or a wish makes no sense.
        InputError: A file cannot be read.
        NoElevationError: The model does not know the place.
        ServiceError: A service cannot be asked.
        NothingToDoError: There is no way near the place.
    """
    # The area room takes a while to load, and only who looks around a place needs it.
    from hillwork.area import search_area

    if not 0 < radius_m <= MAX_RADIUS_M:
        raise UsageError(f"a radius of {radius_m / 1000:g} km", hint=f"choose up to {MAX_RADIUS_M / 1000:.0f} km")
    who = prescription_of(session, wishes)
    if who.session.shape is Shape.BELT:
        raise UsageError("the treadmill session needs no hill", hint=f"hillwork plan --session {session}")
    counted = weights_of(weights or {})
    place = _place(place)
    source, model = _map_of(streets), _model_of(elevation)
    tell(f"reading the map {format_distance(radius_m + BEYOND_M)} around {place.name}")
    ways = source.ways_around(place, radius_m + BEYOND_M)
    tell(f"looking for hills on {len(ways):,} ways")
    area = search_area(ways, place, radius_m, model, are_steps_allowed=are_steps_allowed)
    offers, unsure = (rank_hills(hills, who, area.ground.noise.noise, counted) for hills in _by_sureness(area))
    return FoundNearby(
        place=place,
        radius_m=radius_m,
        session=who.session.key,
        offers=tuple(_listed(area, offers, limit)),
        unsure=tuple(_listed(area, unsure, limit)),
        backdrop=_backdrop(area, model),
        ways_m=area.ways_m,
        heights=area.ground.source,
        worth=area.ground.worth,
        noise=area.ground.noise.noise,
        known_share=area.ground.known_share,
        source=ways.source,
        as_of=ways.as_of,
        attributions=tuple(
            dict.fromkeys(one for one in (ways.attribution, area.ground.worth.attribution, place.attribution) if one)
        ),
        notices=tuple(_notices(area, offers, who, limit)),
        area=area,
        who=who,
        ranked=(*offers, *unsure),
        model=model,
    )


def _backdrop(area: "Area", model: ElevationSource) -> Backdrop:
    streets = area.lines()
    return Backdrop(streets=streets, relief=relief_beneath(model, streets.lat_deg, streets.lon_deg))


def _by_sureness(area: "Area") -> tuple[list[LocalHill], list[LocalHill]]:
    """Return the hills that the elevation carries, and the stretches that may be some."""
    sure: list[LocalHill] = []
    unsure: list[LocalHill] = []
    for placed in area.hills:
        (unsure if placed.local.hill.confidence is Confidence.UNSURE else sure).append(placed.local)
    return sure, unsure


def _listed(area: "Area", offers: Iterable[Offer], limit: int | None) -> Iterator[Offer]:
    """Yield those that are of use, as many as wanted, with the ways there and home."""
    from hillwork.area import line_of, ways_to

    by_id = {placed.local.hill.id: placed for placed in area.hills}
    for offer in islice((one for one in offers if one.is_usable), limit):
        ways = ways_to(area, by_id[offer.local.hill.id], offer.stretch)
        yield offer if ways is None else replace(offer, there=line_of(area, ways.there), home=line_of(area, ways.home))


def _notices(area: "Area", offers: Sequence[Offer], who: Prescription, limit: int | None) -> Iterator[Notice]:
    """Yield what the reader of a list of hills must know."""
    yield from area.notices
    session = who.session
    if who.runner.is_assumed and session.gait is not Gait.WALK:
        five_k = f"{who.runner.five_k_s / 60:.0f}:00"
        yield Notice("assumed-five-k", f"assumed: 5 km in {five_k}", hint="--five-k gives your own times")
    usable = [offer for offer in offers if offer.is_usable]
    if limit is not None and len(usable) > limit:
        yield Notice(
            "more-hills",
            f"the best {limit} of {len(usable)} hills for a {session.key} session",
            hint="--limit shows more",
        )
    if not usable:
        yield Notice("no-hill-fits", f"none of {len(offers)} hills suits a {session.key} session{_longest(offers)}")
    n_unsure = sum(placed.local.hill.confidence is Confidence.UNSURE for placed in area.hills)
    if n_unsure:
        message = (
            f"{n_unsure} stretches may be hills, but {area.ground.source} cannot settle it ({area.ground.worth.words})"
        )
        yield Notice("unsure-hills", message, hint="--unsure lists them")


def _longest(offers: Iterable[Offer]) -> str:
    longest = max((offer.local.hill for offer in offers), key=lambda hill: hill.length_m, default=None)
    if longest is None:
        return ": nothing here climbs long and steadily enough"
    return (
        f": the longest is {format_distance(longest.length_m)} at {format_grade(longest.grade)}; try another --session"
    )
