"""The page of a track, with a workout or without."""

from typing import Literal, TypedDict

from hillwork.page.parts import BackdropData, ChartData, Encoded, HillData, NoticeData, PartsData, StretchData


class TrackHillData(HillData):
    """A hill of a track: hills over the same ground share a site."""

    site: str
    best_stretch: StretchData


class TrackData(TypedDict):
    """A track and its elevation."""

    name: str
    file: str
    kind: str
    creator: str
    elevation_source: str
    elevation_kind: str
    scatter_m: float | None
    filled_share: float | None
    length_m: float
    ascent_m: float | None
    ascent_sd_m: float | None


class DurationData(TypedDict):
    """A time and its band."""

    low_s: float
    mid_s: float
    high_s: float


class StepData(TypedDict):
    """One step of a workout."""

    kind: str
    distance_m: float
    duration: DurationData
    grade: float | None
    effort: str
    cue: str
    hill: str | None
    line: Encoded | None


class BlockData(TypedDict):
    """Steps that are done so many times."""

    name: str
    times: int
    steps: list[StepData]


class TotalsData(TypedDict):
    """The sum of all steps."""

    distance_m: float
    duration: DurationData
    ascent_m: float
    descent_m: float
    hard_s: float
    energy_kcal: float


class ActivationData(TypedDict):
    """Exercises before the warm-up."""

    title: str
    lines: list[str]


class WorkoutData(TypedDict):
    """A session."""

    title: str
    level: str
    five_k_s: float
    five_k_is_assumed: bool
    hills: list[str]
    blocks: list[BlockData]
    totals: TotalsData
    when: str | None
    activation: ActivationData | None
    cues: list[str]
    why: list[str]
    notes: list[NoticeData]
    sources: list[str]


class TrackPage(TypedDict):
    """A track, its hills, and a workout if there is one."""

    schema: Literal["hillwork.page/1"]
    about: Literal["track"]
    grade_edges: list[float]
    track: TrackData
    attribution: str
    notices: list[NoticeData]
    backdrop: BackdropData
    parts: PartsData
    chart: ChartData
    hills: list[TrackHillData]
    unsure: list[TrackHillData]
    workout: WorkoutData | None
