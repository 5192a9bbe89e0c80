"""The sample town on models with errors: how many of its hills are found, how many others, and whether the error bars hold.

    python bench/town.py

Heights are the town's formula and an error drawn at random: a smooth field of some standard deviation that is correlated over
two cells. The model says of itself what a model of that fineness would say.
"""

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from scipy.ndimage import gaussian_filter, map_coordinates

sys.path.insert(0, str(Path(__file__).parent.parent))

from hillwork.area import search_area
from hillwork.model import Confidence, Cost, Floats, LocalHill, Sampled, Surface, Worth
from sample_routes import town
from tests.unit.area.test_town import DOOR, end_errors_m, ways_of_town

SEEDS: Final = 6
NEAR_M: Final = 60.0
RADIUS_M: Final = 6000.0
WEST_M: Final = -2000.0
SIDE_M: Final = 9000.0
MIN_CORRELATION_M: Final = 20.0
SRTM_SD_M: Final = 1.5
"""What hillwork takes the heights of a 30 m model to be off."""

MODELS: Final = (
    ("1 m, lidar", 1.0, 0.1, 10.0, 0.0),
    ("10 m", 10.0, 0.5, 30.0, 0.0),
    ("30 m, a good one", 30.0, 1.0, 60.0, 1.0),
    ("30 m", 30.0, 1.5, 60.0, 1.0),
    ("30 m, twice as bad as it says", 30.0, 3.0, 60.0, 1.0),
    ("90 m", 90.0, 2.6, 180.0, 1.0),
)
"""Name, cell [m], standard deviation of the error [m], its correlation length [m], rounding [m]."""


@dataclass
class NoisyModel:
    cell_m: float
    sd_m: float
    correlation_m: float
    step_m: float
    seed: int

    def __post_init__(self) -> None:
        axis_m = WEST_M + self.cell_m * np.arange(round(SIDE_M / self.cell_m) + 2)
        east_m, north_m = np.meshgrid(axis_m, axis_m, indexing="ij")
        random = np.random.default_rng(self.seed)
        error = gaussian_filter(random.normal(size=east_m.shape), self.correlation_m / self.cell_m / 2)
        heights_m = 10 + town.ground_m(east_m.ravel(), north_m.ravel()).reshape(east_m.shape)
        heights_m += self.sd_m * error / error.std()
        self.heights_m = heights_m if not self.step_m else self.step_m * np.round(heights_m / self.step_m)

    def estimate(self, lat_deg: Floats, lon_deg: Floats) -> Cost:
        del lat_deg, lon_deg  # it costs nothing, wherever it is asked
        return Cost()

    def sample(self, lat_deg: Floats, lon_deg: Floats) -> Sampled:
        east_m, north_m = town.to_metres(lat_deg, lon_deg)
        cells = [(east_m - WEST_M) / self.cell_m, (north_m - WEST_M) / self.cell_m]
        worth = Worth(
            resolution_m=self.cell_m,
            step_m=self.step_m,
            surface=Surface.UNKNOWN,
            sd_m=SRTM_SD_M * (self.cell_m / 30) ** 0.5,
            correlation_m=max(2 * self.cell_m, MIN_CORRELATION_M),
            datum="none",
            attribution="",
        )
        return Sampled(map_coordinates(self.heights_m, cells, order=1, mode="nearest"), "noisy", worth)


def main() -> None:
    print("| model, error | found | of those listed true | unsure | ends, median and 90 % | gains within 2 sd |")
    print("|---|---|---|---|---|---|")
    built = town.hills()
    for name, cell_m, sd_m, correlation_m, step_m in MODELS:
        n_found = n_listed = n_unsure = 0
        ends_m: list[float] = []
        inside: list[bool] = []
        for seed in range(SEEDS):
            area = search_area(ways_of_town(), DOOR, RADIUS_M, NoisyModel(cell_m, sd_m, correlation_m, step_m, seed))
            hills = [one.local for one in area.hills]
            n_listed += sum(hill.hill.confidence is not Confidence.UNSURE for hill in hills)
            for one in built:
                error_m, found = nearest(one, hills)
                if error_m > max(NEAR_M, cell_m):
                    continue
                if found.hill.confidence is Confidence.UNSURE:
                    n_unsure += 1
                    continue
                n_found += 1
                ends_m.append(error_m)
                inside.append(abs(found.hill.gain_m - one.gain_m) <= 2 * found.hill.gain_sd_m)
        n_built = SEEDS * len(built)
        median_m, most_m = np.quantile(ends_m, [0.5, 0.9])
        print(
            f"| {name}, {sd_m} m | {n_found / n_built:.2f} | {n_found / n_listed:.2f} | {n_unsure / n_built:.2f}"
            f" | {median_m:.0f} m, {most_m:.0f} m | {np.mean(inside):.2f} |"
        )


def nearest(built: town.Hill, hills: list[LocalHill]) -> tuple[float, LocalHill]:
    return min(((max(end_errors_m(built, hill)), hill) for hill in hills), key=lambda pair: pair[0])


if __name__ == "__main__":
    main()
