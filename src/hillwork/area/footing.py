"""What a way is to a runner, from its tags: the classes of docs/near.md, unknown staying unknown.

The rules follow the foot profiles of GraphHopper and OSRM; leaving out steps and driveways is ours.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from hillwork.model import WayClass

A, B, C = WayClass.BEST, WayClass.FINE, WayClass.CAUTION

_KINDS: Final[Mapping[str, WayClass]] = {
    **dict.fromkeys(
        ("footway", "pedestrian", "path", "living_street", "residential", "cycleway"),
        A,
    ),
    **dict.fromkeys(("bridleway", "track", "service", "unclassified"), B),
    **dict.fromkeys(
        ("tertiary", "tertiary_link", "secondary", "secondary_link", "primary", "primary_link", "trunk", "trunk_link",
         "road", "steps"),
        C,
    ),
}  # fmt: skip
"""The class that a kind of way has at best, when nothing more is known; other kinds are no ways for runners."""

FOR_CARS: Final = frozenset(
    {"motorway", "motorway_link", "trunk", "trunk_link", "primary", "primary_link", "secondary", "secondary_link",
     "tertiary", "tertiary_link", "unclassified", "residential", "road", "living_street"}
)  # fmt: skip
"""Roads whose crossing is told; driveways and service roads are looked at while running past."""

_FAST: Final = frozenset({"trunk", "trunk_link", "primary", "primary_link", "secondary", "secondary_link"})
_NEEDS_PAVEMENT: Final = frozenset({"trunk", "trunk_link"})
_QUIET_ENOUGH: Final = frozenset({"tertiary", "tertiary_link"})
_OPEN_COUNTRY: Final = frozenset({"tertiary", "tertiary_link", "unclassified"})

_NOT_ON_FOOT: Final = frozenset({"no", "private", "use_sidepath"})
_CLOSED: Final = frozenset({"no", "private", "agricultural", "forestry", "delivery"})
_OPEN_ON_FOOT: Final = frozenset({"yes", "designated", "permissive"})
_GROUNDS: Final = frozenset({"driveway", "drive-through", "emergency_access"})
"""Service roads of one house or yard: private unless they are said to be open."""

_SURFACES: Final[Mapping[str, WayClass]] = {
    **dict.fromkeys(
        ("asphalt", "concrete", "concrete:plates", "concrete:lanes", "paved", "paving_stones", "compacted", "fine_gravel",
         "tartan", "chipseal", "bricks"),
        A,
    ),
    **dict.fromkeys(("gravel", "ground", "dirt", "earth", "grass", "wood", "unpaved", "grass_paver", "woodchips"), B),
    **dict.fromkeys(
        ("sett", "cobblestone", "unhewn_cobblestone", "cobblestone:flattened", "sand", "pebblestone", "metal",
         "metal_grid", "rock", "stone", "stepping_stones"),
        C,
    ),
}  # fmt: skip
PAVED: Final = frozenset(
    {"asphalt", "concrete", "concrete:plates", "concrete:lanes", "paved", "paving_stones", "chipseal", "bricks", "sett",
     "cobblestone", "unhewn_cobblestone", "cobblestone:flattened"}
)  # fmt: skip
_NO_FOOTING: Final = frozenset({"ice", "snow", "mud"})
_TRACKS: Final[Mapping[str, WayClass]] = {"grade1": A, "grade2": A, "grade3": B, "grade4": C, "grade5": C}
_SMOOTHNESS: Final[Mapping[str, WayClass]] = {"bad": C, "very_bad": C, "horrible": C}
_IMPASSABLE: Final = frozenset({"very_horrible", "impassable"})
_EASY_HIKING: Final = frozenset({"hiking", "strolling"})

_SIDES: Final = ("sidewalk", "sidewalk:both", "sidewalk:left", "sidewalk:right")

SLOW_KMH: Final = 50.0
"""Up to 50 km/h (30 mph) a road is fine without a pavement."""

_KMH_PER_MPH: Final = 1.609344
_SPEED: Final = re.compile(r"(\d{1,3})(?:\.\d+)?\s*(mph)?")


class Pavement(StrEnum):
    """Whether a road has a pavement."""

    OWN = "own"
    NONE = "none"
    SEPARATE = "separate"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Footing:
    """What a way is to a runner.

    Args:
        way_class: Its class; None when nobody should run there.
        kind: What the map calls it: the value of its `highway` tag.
        name: Its name; empty when it has none.
        surface: Its surface as the map names it; empty when it is not mapped.
        surface_class: The class of that surface alone; None when it is not known.
        is_lit: Whether it is lit; None when that is not mapped.
        is_for_cars: Whether crossing it means looking out for cars.
        is_bridge: Whether it lies above the ground.
        is_tunnel: Whether it lies below the ground.
        is_pavement_unknown: Whether it is a busy road of which the map does not say that it has a pavement.
    """

    way_class: WayClass | None
    kind: str
    name: str = ""
    surface: str = ""
    surface_class: WayClass | None = None
    is_lit: bool | None = None
    is_for_cars: bool = False
    is_bridge: bool = False
    is_tunnel: bool = False
    is_pavement_unknown: bool = False

    @property
    def is_off_ground(self) -> bool:
        """Whether the ground's elevation says nothing about it."""
        return self.is_bridge or self.is_tunnel


def class_of(footing: Footing) -> WayClass:
    """Return the class of a way that is run on.

    Raises:
        ValueError: Nobody runs there.
    """
    if footing.way_class is None:
        raise ValueError(f"no way for runners: {footing}")
    return footing.way_class


def footing_of(tags: Mapping[str, str], *, are_steps_allowed: bool = False) -> Footing:
    """Return what a way is to a runner.

    >>> footing_of({"highway": "residential", "surface": "sett", "name": "Rua A"}).way_class
    <WayClass.CAUTION: 'C'>

    Args:
        tags: Its tags, those of `WAY_TAGS`.
        are_steps_allowed: Whether to run on flights of steps.
    """
    kind = tags.get("highway", "")
    lit = tags.get("lit", "")
    is_tunnel = tags.get("tunnel", "no") not in {"no", "building_passage"}
    pavement = _pavement(tags)
    return Footing(
        way_class=_class(tags, kind, pavement, is_tunnel=is_tunnel, are_steps_allowed=are_steps_allowed),
        kind=kind,
        name=tags.get("name", ""),
        surface=tags.get("surface", ""),
        surface_class=_SURFACES.get(tags.get("surface", "")),
        is_lit=None if not lit else lit not in {"no", "disused"},
        is_for_cars=kind in FOR_CARS,
        is_bridge=tags.get("bridge", "no") != "no",
        is_tunnel=is_tunnel,
        is_pavement_unknown=kind in _FAST and pavement is Pavement.UNKNOWN,
    )


def _class(
    tags: Mapping[str, str], kind: str, pavement: Pavement, *, is_tunnel: bool, are_steps_allowed: bool
) -> WayClass | None:
    """Return the class of a way, the worst of what speaks against it; None when it is none for runners."""
    if (
        kind not in _KINDS
        or (kind == "steps" and not are_steps_allowed)
        or _is_closed(tags, kind, pavement, is_tunnel=is_tunnel)
    ):
        return None
    found = [
        _traffic(tags, kind, pavement),
        _SURFACES.get(tags.get("surface", ""), A),
        _SMOOTHNESS.get(tags.get("smoothness", ""), A),
        B if "sac_scale" in tags else A,
        C if is_tunnel else A,
    ]
    return max(found)


def _is_closed(tags: Mapping[str, str], kind: str, pavement: Pavement, *, is_tunnel: bool) -> bool:
    """Tell whether nobody may or should run there."""
    foot = tags.get("foot", "")
    is_open = foot in _OPEN_ON_FOOT
    access = tags.get("access", "")
    return (
        foot in _NOT_ON_FOOT
        or (access in _CLOSED and not is_open)
        or (tags.get("service") in _GROUNDS and not is_open and access not in _OPEN_ON_FOOT)
        or tags.get("motorroad") == "yes"
        or (kind in _NEEDS_PAVEMENT and pavement is not Pavement.OWN)
        or (kind in _FAST and pavement in {Pavement.NONE, Pavement.SEPARATE})
        or (kind in _FAST and is_tunnel and pavement is not Pavement.OWN)
        or tags.get("sac_scale", "hiking") not in _EASY_HIKING
        or tags.get("smoothness") in _IMPASSABLE
        or tags.get("surface") in _NO_FOOTING
        or tags.get("ford", "no") != "no"
        or tags.get("indoor", "no") != "no"
        or tags.get("conveying", "no") != "no"
    )


def _traffic(tags: Mapping[str, str], kind: str, pavement: Pavement) -> WayClass:
    if kind == "track":
        return _TRACKS.get(tags.get("tracktype", ""), B)
    speed_kmh = _speed_kmh(tags.get("maxspeed", ""))
    is_slow = speed_kmh is not None and speed_kmh <= SLOW_KMH
    if kind in _QUIET_ENOUGH and (pavement is Pavement.OWN or is_slow):
        return B
    if kind in _OPEN_COUNTRY and (pavement is Pavement.NONE or (speed_kmh is not None and not is_slow)):
        return C
    return _KINDS[kind]


def _pavement(tags: Mapping[str, str]) -> Pavement:
    """Return whether a road has a pavement; one that is drawn separately is a way of its own."""
    sides = {tags[key] for key in _SIDES if tags.get(key)}
    if sides & {"both", "left", "right", "yes"}:
        return Pavement.OWN
    if "separate" in sides:
        return Pavement.SEPARATE
    return Pavement.NONE if sides & {"no", "none"} else Pavement.UNKNOWN


def _speed_kmh(text: str) -> float | None:
    """Return the highest speed that a tag allows, None when it is no number [km/h].

    >>> _speed_kmh("30 mph"), _speed_kmh("BR:urban")
    (48.28032, None)
    """
    match = _SPEED.fullmatch(text)
    if match is None:
        return None
    return float(match[1]) * (_KMH_PER_MPH if match[2] else 1.0)
