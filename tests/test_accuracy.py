"""The finder against recordings whose hills are known, by the scorer that lies beside them."""

import importlib.util
from types import ModuleType
from typing import Any

import pytest

from hillwork import api
from tests.others import shared_file

pytestmark = pytest.mark.slow

LEAST_F1 = {
    "planned": 0.99,
    "baro": 0.99,
    "sparse": 0.97,
    "simplified": 0.95,
    "dem": 0.92,
    "dsm": 0.78,
    "gps": 0.82,
    "phone": 0.65,
}
LEAST_F1_OVER_ALL = 0.90
LEAST_F1_AT_THREE_QUARTERS = 0.78
LEAST_F1_OF_REPEATS_ON_GPS = 0.90
LEAST_RECALL_OF_CLIMBS = 0.97
MOST_FALSE_PER_10KM_ON_DECOYS = 0.3
WITHIN_TWO_SD = (0.87, 1.0)


@pytest.fixture(scope="module")
def scorer() -> ModuleType:
    path = shared_file("bench/score.py")
    spec = importlib.util.spec_from_file_location("score", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def found(scorer: ModuleType) -> dict[str, list[dict[str, Any]]]:
    tracks = sorted(shared_file("bench/tracks").glob("*.gpx.gz"))
    return {
        scorer.stem(path): [
            {
                "start_index": hill.start_index,
                "end_index": hill.end_index,
                "gain_m": hill.gain_m,
                "gain_sd_m": hill.gain_sd_m,
            }
            for hill in api.find_hills(path)
        ]
        for path in tracks
    }


@pytest.fixture(scope="module")
def rows(scorer: ModuleType, found: Any) -> Any:
    return scorer.score(scorer.load_truth(shared_file("bench/truth")), found, 0.5)


def of_kind(rows: Any, **wanted: str) -> Any:
    return [row for row in rows if all(row[key] == value for key, value in wanted.items())]


def test_over_all_kinds_of_recording(scorer, rows):
    assert scorer.summary(rows)["f1"] >= LEAST_F1_OVER_ALL


def test_over_all_kinds_with_borders_that_fit(scorer, found):
    rows = scorer.score(scorer.load_truth(shared_file("bench/truth")), found, 0.75)
    assert scorer.summary(rows)["f1"] >= LEAST_F1_AT_THREE_QUARTERS


@pytest.mark.parametrize(("noise", "least"), list(LEAST_F1.items()))
def test_each_kind_of_recording(scorer, rows, noise, least):
    assert scorer.summary(of_kind(rows, noise=noise))["f1"] >= least


@pytest.mark.parametrize("noise", list(LEAST_F1))
def test_the_error_bars_of_each_kind_are_true(scorer, rows, noise):
    least, most = WITHIN_TWO_SD
    assert least <= scorer.summary(of_kind(rows, noise=noise))["within_2_sd"] <= most


def test_repeats_on_satellite_heights(scorer, rows):
    assert scorer.summary(of_kind(rows, noise="gps", scenario="repeats"))["f1"] >= LEAST_F1_OF_REPEATS_ON_GPS


def test_climbs_stay_whole(rows):
    climbs = [hill["hit"] for row in rows for hill in row["hills"] if hill["cls"] == "long"]
    assert sum(climbs) / len(climbs) >= LEAST_RECALL_OF_CLIMBS


def test_ground_without_hills(scorer, rows):
    assert scorer.summary(of_kind(rows, scenario="decoys"))["false_per_10km"] <= MOST_FALSE_PER_10KM_ON_DECOYS
