"""What the runner's pace is worth on real recordings: the error of rises with it and without it.

    python bench/pace.py ../shared/data

Real barometric recordings get a satellite receiver's error on top (a Gauss-Markov process in time, 3.8 m over 70 s); what
hillwork makes of them is compared with what it makes of the heights as they were.
"""

import sys
from dataclasses import replace
from pathlib import Path
from unittest.mock import patch

import numpy as np

from hillwork import HillworkError, read
from hillwork.model import Track
from hillwork.profile import profile_of, witnesses

ERROR_M = 3.8
ERROR_S = 70.0
SEEDS = 5
MAX_SCATTER_M = 1.3
RISE_SAMPLES = 30


def shaken(track: Track, seed: int) -> Track:
    rng = np.random.default_rng(seed)
    keep = np.exp(-np.maximum(np.diff(np.nan_to_num(track.time_s)), 0.2) / ERROR_S)
    error_m = np.zeros(len(track))
    error_m[0] = rng.normal(scale=ERROR_M)
    for index, stays in enumerate(keep):
        error_m[index + 1] = stays * error_m[index] + rng.normal(scale=ERROR_M * np.sqrt(1 - stays**2))
    return replace(track, elevation_m=track.elevation_m + error_m)


def error_m(track: Track, true_m: np.ndarray) -> tuple[float, int]:
    """Return the error of rises over 150 m, and in how many of the recordings the pace was heard."""
    errors, n_heard = [], 0
    for seed in range(SEEDS):
        profile = profile_of(shaken(track, seed))
        n_heard += len(profile.noise.aids)
        shared = min(len(profile), len(true_m))
        wrong_m = profile.elevation_m[:shared] - true_m[:shared]
        errors.append(np.nanstd(wrong_m[RISE_SAMPLES:] - wrong_m[:-RISE_SAMPLES]))
    return float(np.mean(errors)), n_heard


def main(folder: Path) -> None:
    print("| recording | pace heard | error of 150 m rises without | with |\n|---|---|---|---|")
    for path in sorted(folder.glob("*/*.gpx")):
        try:
            track = read(path)
            true = profile_of(track)
        except HillworkError:
            continue
        if not true.is_recorded or true.noise.aids or true.scatter_m > MAX_SCATTER_M:
            continue
        heard_m, n_heard = error_m(track, true.elevation_m)
        with patch.object(witnesses, "read_effort", return_value=None):
            alone_m, _ = error_m(track, true.elevation_m)
        print(f"| {path.stem} | {n_heard} of {SEEDS} | {alone_m:.2f} m | {heard_m:.2f} m |")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
