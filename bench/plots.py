"""The plots of docs/how-we-find-hills.md, drawn by the code they explain on ground that is drawn as text.

python bench/plots.py        # writes docs/plots/*.svg
"""

import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import matplotlib.pyplot as plt
import numpy as np

sys.path.insert(0, str(Path(__file__).parent.parent))

from hillwork import find_hills
from hillwork.hills.borders import refine
from hillwork.hills.detect import HILL_TILT, MIN_TOLERANCE_M
from hillwork.profile import profile_of, up_legs
from tests.draw import draw_heights_m, draw_track, repeats

if TYPE_CHECKING:
    from collections.abc import Callable

    from hillwork.model import Track

ROOT = Path(__file__).parent.parent
TRUTH, STORED, BELIEVED, HILL = "#444444", "#bbbbbb", "#0b6e4f", "#f2b134"
RECEIVER: dict[str, Any] = {"drift_sd_m": 3.5, "drift_length_m": 200.0, "speed_mps": 2.5, "spacing_m": 2.5}
HILLY = "____///____\\\\\\____^^__vv____---__////____\\\\\\\\____" * 3


def style() -> None:
    plt.switch_backend("svg")
    plt.rcParams.update(
        {
            "figure.figsize": (8.0, 3.4),
            "font.size": 9,
            "axes.spines.top": False,
            "axes.spines.right": False,
            "svg.hashsalt": "hillwork",
            "svg.fonttype": "none",
            "legend.frameon": False,
        }
    )


def save(name: str) -> None:
    plt.tight_layout()
    folder = ROOT / "docs" / "plots"
    folder.mkdir(exist_ok=True)
    plt.savefig(folder / f"{name}.svg", metadata={"Date": None, "Creator": None})
    plt.close()


def plot_profile() -> None:
    """Satellite heights, what is believed, and the ground."""
    ground = HILLY[: 2 * len(HILLY) // 3]
    track = draw_track(ground, slower_uphill=3.0, rounding_m=20, seed=5, **RECEIVER)
    survey = find_hills(track)
    profile = survey.profile
    true_m = draw_heights_m(ground, profile.distance_m, rounding_m=20)
    plt.plot(profile.point_m, track.elevation_m, color=STORED, lw=1.2, label="stored: a satellite receiver")
    plt.plot(profile.distance_m, true_m, color=TRUTH, lw=1.0, ls=":", label="the ground")
    level_m = np.mean(true_m - profile.elevation_m)
    plt.plot(profile.distance_m, profile.elevation_m + level_m, color=BELIEVED, lw=1.4, label="believed")
    low_m = min(track.elevation_m.min(), true_m.min())
    for number, hill in enumerate(survey.hills):
        plt.axvspan(hill.start_m, hill.end_m, color=HILL, alpha=0.35, lw=0)
        text = f"{100 * hill.grade:.0f}±{100 * hill.grade_sd:.0f} %"
        plt.text((hill.start_m + hill.end_m) / 2, low_m - 3 - 4 * (number % 2), text, ha="center", va="top", fontsize=7)
    plt.xlabel("distance (m)")
    plt.ylabel("elevation (m)")
    plt.xlim(0, profile.length_m)
    plt.legend(loc="upper left", ncols=3, fontsize=8)
    plt.ylim(low_m - 12, None)
    save("profile")


def plot_noise() -> None:
    """The error of a rise over its length: the formula, and what happened in simulated recordings."""
    lengths_m = np.array([20, 50, 100, 150, 250, 400, 700, 1000.0])
    options: dict[str, Any] = {"rounding_m": 20, **RECEIVER}
    cases: list[tuple[str, str, Callable[..., Track]]] = [
        ("heights alone, one pass", "#c0392b", partial(draw_track, HILLY, **options)),
        ("with the runner's pace", "#2471a3", partial(draw_track, HILLY, slower_uphill=3.0, **options)),
        ("six times up and down", BELIEVED, partial(repeats, HILLY, 100, 2200, 6, **options)),
    ]
    for label, colour, make in cases:
        said, happened = [], []
        for seed in range(12):
            profile = profile_of(make(seed=seed))
            ground_m = profile.distance_m
            if label.startswith("six"):
                turns_m = np.array([0.0, *[2200.0, 100.0] * 6, 0.0])
                walked_m = np.append(0.0, np.cumsum(np.abs(np.diff(turns_m))))
                ground_m = np.interp(profile.distance_m, walked_m, turns_m)
            wrong_m = profile.measured_m - draw_heights_m(HILLY, ground_m, rounding_m=20)
            inside = slice(30, 400)
            seen = float(np.mean(profile.seen[inside]))
            said.append([profile.noise.rise_sd_m(length_m, seen) for length_m in lengths_m])
            part_m = wrong_m[inside]
            lags = (lengths_m / profile.step_m).astype(int)
            happened.append([np.mean((part_m[lag:] - part_m[:-lag]) ** 2) for lag in lags])
        plt.plot(lengths_m, np.mean(said, axis=0), color=colour, label=f"{label}: what hillwork says")
        plt.plot(lengths_m, np.sqrt(np.mean(happened, axis=0)), "o", color=colour, ms=4)
    plt.plot([], [], "o", color="black", ms=4, label="what it was, in twelve recordings")
    plt.xscale("log")
    plt.xticks(lengths_m, [f"{length_m:.0f}" for length_m in lengths_m])
    plt.minorticks_off()
    plt.xlabel("length of the rise (m)")
    plt.ylabel("standard deviation (m)")
    plt.ylim(0, None)
    plt.legend(fontsize=8)
    save("noise")


def plot_segments() -> None:
    """A profile tilted until only hills still rise, and the borders moved to where the gradient breaks."""
    ground = "______~~~////____--______^^~^^______\\\\\\\\____"
    profile = profile_of(draw_track(ground, rounding_m=20, noise_sd_m=0.2, seed=2))
    height_m, distance_m = profile.elevation_m, profile.distance_m
    tilted_m = height_m - HILL_TILT * distance_m
    _, (above, below) = plt.subplots(2, 1, sharex=True, figsize=(8.0, 4.6))
    above.plot(distance_m, height_m, color=TRUTH)
    below.plot(distance_m, tilted_m, color=TRUTH)
    for foot, top in up_legs(tilted_m, MIN_TOLERANCE_M):
        below.plot(distance_m[foot : top + 1], tilted_m[foot : top + 1], color="#c0392b", lw=3, alpha=0.7)
        left, right = refine(height_m, (foot, top))
        above.plot(distance_m[foot : top + 1], height_m[foot : top + 1], color="#c0392b", lw=3, alpha=0.5)
        above.axvspan(distance_m[left], distance_m[right], color=HILL, alpha=0.35, lw=0)
    above.set_ylabel("elevation (m)")
    below.set_ylabel(f"minus {100 * HILL_TILT:.1f} % (m)")
    below.set_xlabel("distance (m)")
    save("segments")


if __name__ == "__main__":
    style()
    plot_profile()
    plot_noise()
    plot_segments()
