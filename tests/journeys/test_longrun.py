"""A route judged as a long run, from the file to the table."""

import json
import re
from pathlib import Path

import pytest

from tests.running import run_hillwork

ROLLING = "sample_routes/rolling-long-run.gpx"
CLIMB = "sample_routes/two-mile-climb.gpx"
REPEATS = "sample_routes/hill-repeats.gpx"


def judged(*arguments):
    result = run_hillwork("longrun", *arguments, "--json")
    assert result.exit_code == 0, result.stderr
    return json.loads(result.stdout)


def test_a_route_is_told_as_find_tells_it():
    run = judged(ROLLING)
    [track] = json.loads(run_hillwork("find", "--json", ROLLING).stdout)["tracks"]
    assert run["schema"] == "hillwork.longrun/1"
    assert (run["length_m"], run["ascent_m"], run["ascent_sd_m"]) == (
        track["length_m"], track["ascent_m"], track["ascent_sd_m"],
    )  # fmt: skip


@pytest.mark.parametrize("key", ["splits", "mile_splits"])
def test_splits_add_up_to_the_route(key):
    run = judged(ROLLING)
    assert sum(split["length_m"] for split in run[key]) == pytest.approx(run["length_m"], abs=0.5)
    climbed_m = sum(split["ascent_m"] - split["descent_m"] for split in run[key])
    [track] = json.loads(run_hillwork("find", "--json", ROLLING).stdout)["tracks"]
    assert climbed_m <= track["ascent_m"]


def test_hills_stand_in_order_and_inside_the_route():
    hills = judged(ROLLING)["hills"]
    assert len(hills) > 3
    starts_m = [hill["start_m"] for hill in hills]
    assert starts_m == sorted(starts_m)
    assert all(hill["length_m"] >= 200 and hill["grade"] >= 0.02 for hill in hills)


def test_the_hills_that_the_route_was_made_with_are_there():
    made = json.loads(Path("sample_routes/truth.json").read_text())["rolling-long-run.gpx"]["hills"]
    found = judged(ROLLING)["hills"]
    for hill in made:
        if hill["length_m"] >= 250:
            middle_m = hill["start_m"] + hill["length_m"] / 2
            [there] = [one for one in found if one["start_m"] <= middle_m <= one["start_m"] + one["length_m"]]
            gain_m = there["length_m"] * there["grade"]
            assert gain_m == pytest.approx(hill["gain_m"], rel=0.1)


def test_a_route_rolls_more_than_one_climb():
    assert judged(ROLLING)["rolling_index"] > judged(CLIMB)["rolling_index"]


def test_who_runs_faster_is_sooner_through():
    slow, fast = (
        sum(split["duration_s"] for split in judged(ROLLING, "--five-k", time)["splits"]) for time in ("30:00", "20:00")
    )
    assert fast == pytest.approx(slow * 2 / 3, rel=0.05)


def test_a_course_is_like_itself_and_not_like_another():
    assert judged(ROLLING, "--like", ROLLING)["like"]["score"] == pytest.approx(1)
    other = judged(ROLLING, "--like", CLIMB)["like"]
    assert other["score"] < 0.6
    assert other["file"] == "two-mile-climb.gpx"


def test_the_table_is_in_the_units_asked_for():
    metric, imperial = (run_hillwork("longrun", ROLLING, "--units", units).stdout for units in ("metric", "imperial"))
    assert re.search(r"^ +33 +1\.00 km ", metric, re.MULTILINE)
    assert re.search(r"^ +20 +1\.00 mi ", imperial, re.MULTILINE)
    assert "/mi" in imperial
    assert "/km" not in imperial.partition("At an even effort")[2].partition("assumed")[0]


def test_files_are_what_is_printed(tmp_path):
    outputs = [tmp_path / "run.txt", tmp_path / "run.json"]
    result = run_hillwork("longrun", ROLLING, "-o", outputs[0], "-o", outputs[1])
    assert result.exit_code == 0
    assert outputs[0].read_text() == result.stdout
    assert json.loads(outputs[1].read_text()) == judged(ROLLING)


def test_a_route_without_hills_says_what_it_lacks():
    run = judged("sample_routes/flat-river-path.gpx")
    assert run["rolling_index"] < 0.2
    assert run["missing"]


def test_a_file_without_heights_is_one_line():
    result = run_hillwork("longrun", "sample_routes/no-elevation.gpx")
    assert result.exit_code == 4
    assert "no-elevation.gpx" in result.stderr
    assert "Traceback" not in result.stderr


def test_neither_file_is_written_over():
    for arguments in ((ROLLING, "-o", ROLLING), (REPEATS, "--like", ROLLING, "-o", ROLLING)):
        assert run_hillwork("longrun", *arguments).exit_code == 2


@pytest.mark.parametrize("place", ["45.02,-29.5", "-30.03,-51.20", "Rua da Praia"])
def test_a_place_is_no_route(place):
    result = run_hillwork("longrun", place)
    assert (result.exit_code, result.stdout) == (2, "")
    assert f"not a file: '{place}'" in result.stderr
