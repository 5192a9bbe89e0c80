"""What a route is worth as a long run, and how like another it is."""

from dataclasses import dataclass

from hillwork.model.hill import Stretch, Survey
from hillwork.model.workout import Duration

_KILOMETRE_M = 1000.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Split:
    """One kilometre, or one mile, of a route.

    Args:
        start_m: Distance of its start from the start of the route [m].
        length_m: Length [m].
        ascent_m: Climbing, as far as the elevation is known [m].
        descent_m: Descending, likewise, as a positive number [m].
        grade: Mean gradient, rise over run; NaN where a part of the elevation is unknown.
        duration: How long it takes at even effort; unknown elevations are interpolated for that.
        flat_pace_s_per_km: The pace that the same effort gives on the flat [s/km].
    """

    start_m: float
    length_m: float
    ascent_m: float
    descent_m: float
    grade: float
    duration: Duration
    flat_pace_s_per_km: float

    @property
    def end_m(self) -> float:
        """Distance of its end from the start of the route [m]."""
        return self.start_m + self.length_m

    @property
    def pace_s_per_km(self) -> float:
        """The pace to expect [s/km]."""
        return self.duration.mid_s / self.length_m * _KILOMETRE_M

    @property
    def hill_cost_s(self) -> float:
        """Seconds that its slopes add to the time on the flat; below 0 they give time back [s]."""
        return self.duration.mid_s - self.flat_pace_s_per_km * self.length_m / _KILOMETRE_M


@dataclass(frozen=True, slots=True, kw_only=True)
class RouteJudgement:
    """What a route holds for a marathoner.

    Args:
        length_m: Length [m].
        ascent_m: Total climbing [m].
        ascent_sd_m: Its standard deviation [m].
        hills: Everything of 200 m and 2 % or more that climbs, in order.
        up_times: The expected time up each of them, at the effort of the session.
        row: The longest run of hills of 0.2-1.6 km in a row with descents between.
        uphill_share: Share of the route that lies in `hills`, 0-1.
        rolling_index: How much it is like the Newton hills, 0-1 (see `hillwork.plan.judge.rolling_index`).
        hard_s: Expected time on slopes of more than 2 % [s].
        first_hill_s: Time to the first hill, easily; None without hills [s].
        after_hills_s: Time from the last hill's top to the end, easily; None without hills [s].
        comparison: How it compares with the Newton hills, a sentence each.
        missing: What it lacks for a long run over rolling hills, a sentence each; empty when it lacks nothing.
    """

    length_m: float
    ascent_m: float
    ascent_sd_m: float
    hills: tuple[Stretch, ...]
    up_times: tuple[Duration, ...]
    row: tuple[Stretch, ...]
    uphill_share: float
    rolling_index: float
    hard_s: float
    first_hill_s: float | None
    after_hills_s: float | None
    comparison: tuple[str, ...]
    missing: tuple[str, ...]

    @property
    def ascent_m_per_km(self) -> float:
        """Climbing per kilometre [m/km]; 0 for a route without length."""
        return _KILOMETRE_M * self.ascent_m / self.length_m if self.length_m else 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """How alike two courses are; all scores are 0-1, and 1 is the same.

    Args:
        score: All in all.
        climbing_score: Whether ascent and descent come at the same places, and as much of them.
        hills_score: Whether the hills are the same by place, length and gradient.
        gradients_score: Whether as much of the way is as steep.
        is_by_share: Whether places are shares of the way, because the lengths differ; else they are metres.
        sentences: What is different, and how much, a sentence each.
    """

    score: float
    climbing_score: float
    hills_score: float
    gradients_score: float
    is_by_share: bool
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class LongRun:
    """A route judged as a long run over hills.

    Args:
        survey: The route and its hills.
        judgement: What it holds.
        splits: It by the kilometre.
        mile_splits: It by the mile.
        race: The name of the course it is compared with; empty without one.
        likeness: How like that course it is; None without one.
        assumed: What was assumed of the runner, a sentence each.
    """

    survey: Survey
    judgement: RouteJudgement
    splits: tuple[Split, ...]
    mile_splits: tuple[Split, ...]
    race: str = ""
    likeness: Likeness | None = None
    assumed: tuple[str, ...] = ()
