"""`hillwork plan` from the words to the exit code, and the Python API beside it."""

import json
from pathlib import Path

import gpxpy
import pytest

import hillwork
from tests.running import run_hillwork

SAMPLES = Path(__file__).parent.parent.parent / "sample_routes"
REPEATS = SAMPLES / "hill-repeats.gpx"


def planned(*arguments):
    result = run_hillwork("plan", "--json", *arguments)
    assert result.exit_code == 0, result.stderr
    return json.loads(result.stdout)


def test_the_main_job_leaves_a_map_and_a_file_for_the_watch(tmp_path):
    outputs = [tmp_path / f"thursday{ending}" for ending in (".html", ".gpx", ".json", ".txt", ".md")]
    arguments = [argument for output in outputs for argument in ("-o", output)]
    result = run_hillwork("plan", REPEATS, "--session", "classic", "--five-k", "25:00", *arguments)
    assert result.exit_code == 0
    assert all(output.stat().st_size > 500 for output in outputs)
    assert result.stderr.count("wrote ") == 5
    assert gpxpy.parse(outputs[1].read_text()).routes[0].points


def test_the_faster_runner_gets_the_shorter_times():
    fast, slow = planned(REPEATS, "--five-k", "18:00"), planned(REPEATS, "--five-k", "35:00")
    assert fast["totals"]["duration_s"] < slow["totals"]["duration_s"]


def test_a_climb_of_miles_is_found_for_a_climb_session():
    plan = planned(SAMPLES / "rolling-long-run.gpx", "--session", "climb")
    assert 3200 <= plan["hills"][0]["length_m"] <= 4800
    assert plan["blocks"][1]["times"] == 1


def test_a_long_run_rolls_over_its_hills():
    plan = planned(SAMPLES / "rolling-long-run.gpx", "--session", "rolling")
    assert plan["totals"]["distance_m"] == pytest.approx(33_000, rel=0.02)
    assert sum(step["kind"] == "uphill" for step in plan["blocks"][1]["steps"]) >= 8


@pytest.mark.parametrize(
    ("arguments", "exit_code"),
    [
        (["--session", "climb"], 6),
        (["--hill", "h99"], 2),
        (["--five-k", "fast"], 2),
        (["--five-k", "3:00"], 2),
        (["--reps", "0"], 2),
        (["--session", "yoga"], 2),
        (["-o", "plan.doc"], 2),
    ],
)
def test_what_cannot_be_done_says_why_and_what_to_do(arguments, exit_code):
    result = run_hillwork("plan", REPEATS, *arguments)
    assert (result.exit_code, result.stdout) == (exit_code, "")
    assert result.stderr


def test_the_python_way_gives_the_same_plan():
    hills = hillwork.find_hills(REPEATS)
    workout = hillwork.plan_workout(hills, "classic", five_k="25:00")
    plan = planned(REPEATS, "--five-k", "25:00")
    assert workout.totals.distance_m == pytest.approx(plan["totals"]["distance_m"], abs=0.1)
    assert [hill.id for hill in workout.hills] == [hill["id"] for hill in plan["hills"]]


def test_found_hills_are_a_sequence_that_shows_itself():
    hills = hillwork.find_hills(hillwork.read(REPEATS))
    assert len(hills) == 8
    assert hills[0] is next(iter(hills))
    assert list(hills[1:3]) == list(hills)[1:3]
    assert "h1" in str(hills)
    assert hills._repr_html_().startswith("<table>")
    assert repr(hills) == "<FoundHills: 8 in 'hill-repeats (synthetic)'>"


def test_a_workout_shows_itself():
    workout = hillwork.plan_workout(REPEATS, five_k=1500)
    assert str(workout).startswith("Classic hill repeats")
    assert workout._repr_html_().startswith("<table>")


def test_gpxpy_objects_go_in_and_come_out():
    gpx = gpxpy.parse(REPEATS.read_text())
    track = hillwork.read(gpx)
    again = hillwork.api.to_gpxpy(track)
    assert again.get_points_no() == gpx.get_points_no()
    assert len(hillwork.find_hills(gpx)) == 8


def test_what_is_no_track_is_refused_by_its_type():
    with pytest.raises(hillwork.HillworkError, match="int"):
        hillwork.read(7)


def test_an_unknown_level_names_those_there_are():
    with pytest.raises(hillwork.HillworkError, match="beginner, intermediate, advanced"):
        hillwork.plan_workout(REPEATS, level="elite")


def test_the_package_has_no_other_names():
    with pytest.raises(AttributeError, match="nothing_like_this"):
        _ = hillwork.nothing_like_this
