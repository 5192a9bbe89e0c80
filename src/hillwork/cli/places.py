"""From what somebody typed to the hills around a place."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

import click

from hillwork import api
from hillwork.cli.asking import Asking
from hillwork.errors import UsageError
from hillwork.model import Place
from hillwork.text import clean
from hillwork.units import parse_lengths
from hillwork.wish import ElevationWish, MapWish, find_place, open_area_elevation, open_map

SMALLEST_RADIUS_M: Final = 100.0


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceWish:
    """What the user said about the ways around a place.

    Args:
        radius: How far around the place to look, as it was typed.
        map: Where the map comes from.
        are_steps_allowed: Whether to run on flights of steps.
        weights: Weights of parts of the score, as they were typed.
    """

    radius: str
    map: MapWish
    are_steps_allowed: bool = False
    weights: tuple[str, ...] = field(default=())

    @property
    def radius_m(self) -> float:
        """How far around the place to look [m].

        Raises:
            UsageError: It is no length.
        """
        try:
            radius_m, _ = parse_lengths(self.radius)
        except ValueError as error:
            raise UsageError(str(error), hint="give a radius such as 3km or 2mi") from error
        if radius_m < SMALLEST_RADIUS_M:
            raise UsageError(f"a radius of {radius_m:g} m holds no hill", hint="give a unit: 3km or 2mi")
        return radius_m

    def parts(self) -> dict[str, float]:
        """Return the weights by the name of their part.

        Raises:
            UsageError: One is not written as `light=0.2`.
        """
        weights = {}
        for text in self.weights:
            name, _, number = text.partition("=")
            try:
                weights[name.strip()] = float(number)
            except ValueError as error:
                raise UsageError(f"not a weight: {clean(text)!r}", hint="write it as light=0.2") from error
        return weights

    def files(self, place: str) -> tuple[str, ...]:
        """Return the files that are read, so that none is written over."""
        osm = (str(self.map.osm),) if self.map.osm else ()
        return (place, *osm) if api.looks_like_file(place) else osm


def look_around(
    text: str,
    where: PlaceWish,
    wish: ElevationWish,
    *,
    session: str,
    wishes: api.Wishes,
    limit: int | None,
    is_quiet: bool,
    is_verbose: bool,
) -> api.FoundNearby:
    """Return the hills around a place that somebody typed.

    Args:
        text: `lat,lon`, a `geo:` URI, an address, or a GPX file.
        where: Where to look.
        wish: Where heights come from.
        session: Which session they are ranked for.
        wishes: Who runs, and how long or how far.
        limit: How many to return; all when None.
        is_quiet: Whether to say nothing beside errors.
        is_verbose: Whether to say what is done.

    Raises:
        HillworkError: See `hillwork.api.find_nearby`.
    """
    asking = Asking(is_quiet=is_quiet)
    radius_m, weights = where.radius_m, where.parts()
    if api.looks_like_file(text):
        place = api.place_of(text)
    else:
        place = _pick(
            find_place(text, where.map, wish, asking.announce, asking.tell), where.map.pick, is_quiet=is_quiet
        )

    def tell(message: str) -> None:
        if is_verbose:
            click.echo(clean(message), err=True)

    return api.find_nearby(
        place,
        open_map(where.map, wish, asking.announce, asking.tell),
        open_area_elevation(wish, asking.announce, asking.tell),
        radius_m=radius_m,
        session=session,
        limit=limit,
        weights=weights,
        are_steps_allowed=where.are_steps_allowed,
        tell=tell,
        **wishes,
    )


def _pick(places: Sequence[Place], number: int | None, *, is_quiet: bool) -> Place:
    """Return the place that is meant, and show the others.

    Raises:
        UsageError: There are not so many.
    """
    if number is not None and number > len(places):
        raise UsageError(
            f"--pick {number}: only {len(places)} places of that name", hint="leave --pick away to see them"
        )
    taken = (number or 1) - 1
    if len(places) > 1 and number is None and not is_quiet:
        click.echo("several places are called that; the first is taken, --pick N takes another:", err=True)
        for index, place in enumerate(places, start=1):
            click.echo(f"  {index}  {place.name}  ({place.lat_deg:.4f}, {place.lon_deg:.4f})", err=True)
    return places[taken]
