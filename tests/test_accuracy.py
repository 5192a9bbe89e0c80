"""The finder against recordings whose hills are known, by the scorer that lies beside them."""

import importlib.util
from types import ModuleType
from typing import Any

import pytest

from hillwork import api
from tests.others import shared_file

pytestmark = pytest.mark.slow

LEAST_F1 = {
    "planned": 0.98,
    "baro": 0.98,
    "sparse": 0.95,
    "dem": 0.92,
    "simplified": 0.85,
    "gps": 0.65,
}
LEAST_F1_OVER_ALL = 0.82
MOST_FALSE_PER_10KM_ON_DECOYS = 1.0


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
def rows(scorer: ModuleType) -> Any:
    tracks = sorted(shared_file("bench/tracks").glob("*.gpx.gz"))
    found = {
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
    return scorer.score(scorer.load_truth(shared_file("bench/truth")), found, 0.5)


def test_over_all_kinds_of_recording(scorer, rows):
    assert scorer.summary(rows)["f1"] >= LEAST_F1_OVER_ALL


@pytest.mark.parametrize(("noise", "least"), list(LEAST_F1.items()))
def test_each_kind_of_recording(scorer, rows, noise, least):
    assert scorer.summary([row for row in rows if row["noise"] == noise])["f1"] >= least


def test_ground_without_hills(scorer, rows):
    decoys = scorer.summary([row for row in rows if row["scenario"] == "decoys"])
    assert decoys["false_per_10km"] <= MOST_FALSE_PER_10KM_ON_DECOYS
