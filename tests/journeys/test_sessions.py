"""Every session, runner, day and file of `hillwork plan`, from the words to the exit code."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

import hillwork
from hillwork.plan import SESSIONS
from hillwork.plan.recipe import Shape
from tests.running import run_hillwork
from tests.servers import serving
from tests.weather_server import open_meteo, refusal

SAMPLES = Path(__file__).parent.parent.parent / "sample_routes"
REPEATS = SAMPLES / "hill-repeats.gpx"
CLIMB = SAMPLES / "two-mile-climb.gpx"
ROLLING = SAMPLES / "rolling-long-run.gpx"
TOWN = ("45.02,-29.5", "--osm", SAMPLES / "town.osm", "--dem", SAMPLES)

TRACKS = {"climb": CLIMB, "rolling": ROLLING}
OUTDOORS = [key for key, session in SESSIONS.items() if session.shape is not Shape.BELT]
ALL_ENDINGS = (
    ".html", ".sheet.html", ".gpx", ".fit", ".course.fit", ".tcx", ".zwo", ".icu.txt", ".garmin.json", ".ics", ".json",
    ".geojson", ".csv", ".txt", ".md",
)  # fmt: skip
NOWHERE = {".html", ".gpx", ".course.fit", ".tcx", ".geojson"}
DAY = ("--date", "2026-12-21", "--at", "18:00", "--zone", "UTC")


def planned(*arguments):
    result = run_hillwork("plan", "--json", *arguments)
    assert result.exit_code == 0, result.stderr
    return json.loads(result.stdout)


def codes(plan):
    return [note["code"] for note in plan["notes"]]


def outputs_in(folder, endings):
    return [word for ending in endings for word in ("-o", folder / f"thursday{ending}")]


@pytest.mark.parametrize("session", OUTDOORS)
def test_every_session_can_be_planned_on_a_sample(session):
    plan = planned(TRACKS.get(session, REPEATS), "--session", session)
    assert plan["session"] == session
    assert plan["sources"]
    assert plan["cues"]
    assert plan["totals"]["energy_kcal"] > 0


@pytest.mark.parametrize("session", OUTDOORS)
def test_every_session_from_a_door_is_a_plan_or_a_refusal_with_a_way_out(session):
    result = run_hillwork("plan", *TOWN, "--session", session)
    assert result.exit_code in {0, 2, 6}
    if result.exit_code:
        assert "  try: " in result.stderr


@pytest.mark.parametrize("session", [key for key in SESSIONS if key != "rolling"])
def test_every_session_has_a_stand_in_on_a_treadmill_without_any_file(session):
    plan = planned("--treadmill", "--session", session)
    assert plan["file"] is None
    assert plan["hills"] == []
    assert plan["totals"]["descent_m"] == 0
    assert "belt-truth" in codes(plan)


def test_a_hill_on_the_treadmill_keeps_its_times():
    outdoors, indoors = planned(REPEATS), planned(REPEATS, "--treadmill")
    rep, belt = outdoors["blocks"][1]["steps"][0], indoors["blocks"][1]["steps"][0]
    assert belt["duration_s"] == pytest.approx(rep["duration_s"], abs=0.01)
    assert belt["until"] == "time"
    assert belt["line"] is None


def test_repetitions_by_number_by_time_and_by_distance():
    by_time = planned(REPEATS, "--reps", "9", "--rep-seconds", "40", "--five-k", "25:00")["blocks"][1]
    assert by_time["times"] == 9
    assert by_time["steps"][0]["duration_s"] == 40
    assert by_time["steps"][0]["until"] == "time"
    by_distance = planned(REPEATS, "--rep-metres", "120")["blocks"][1]["steps"][0]
    assert by_distance["distance_m"] == 120
    assert by_distance["until"] == "distance"


@pytest.mark.parametrize("who", [("--five-k", "25:00"), ("--race", "10km=52:08"), ("--easy-pace", "6:57/km")])
def test_the_same_runner_in_three_ways_gets_the_same_times(who):
    rep = planned(REPEATS, *who)["blocks"][1]["steps"][0]
    assert rep["duration_s"] == pytest.approx(
        planned(REPEATS, "--five-k", "25:00")["blocks"][1]["steps"][0]["duration_s"], rel=0.01
    )


def test_what_was_said_and_what_was_assumed_is_told():
    assert {"assumed-five-k", "assumed-easy-pace", "assumed-level", "energy"} <= set(codes(planned(REPEATS)))
    plan = planned(REPEATS, "--race", "10km=52:30", "--mass", "154lb", "--level", "beginner")
    assert "assumed-five-k" not in codes(plan)
    assert plan["runner"]["told"] == "10km in 52:30"
    assert plan["runner"]["is_mass_assumed"] is False
    assert any("10km in 52:30 is taken as worth 5 km in 25:1" in note["message"] for note in plan["notes"])


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((), "no track and no place"),
        ((REPEATS, "--session", "mill"), "needs no hill"),
        (("--treadmill", "--session", "rolling"), "runs a route"),
        ((REPEATS, "--rep-seconds", "60", "--rep-metres", "100"), "not by both"),
        ((ROLLING, "--session", "rolling", "--reps", "3"), "without repetitions"),
        ((REPEATS, "--date", "someday"), "not a day"),
        ((REPEATS, "--at", "six"), "not a time"),
        ((REPEATS, "--at", "18:00", "--zone", "Middle/Earth"), "no time zone"),
        (("--session", "mill", "-o", "belt.gpx"), "goes nowhere"),
        ((REPEATS, "-o", "thursday.ics"), "--date"),
    ],
)  # fmt: skip
def test_what_cannot_be_done_is_one_line_and_a_way_out(arguments, words, tmp_path):
    result = run_hillwork("plan", *arguments, cwd=tmp_path)
    assert result.exit_code == 2
    assert words in result.stderr
    assert "  try: " in result.stderr
    assert result.stdout == ""
    assert list(tmp_path.iterdir()) == []


def test_of_several_files_none_is_written_when_one_cannot_be_made(tmp_path):
    result = run_hillwork("plan", REPEATS, *outputs_in(tmp_path, (".txt", ".ics")))
    assert result.exit_code == 2
    assert list(tmp_path.iterdir()) == []


def test_files_of_all_kinds_are_written_twice_the_same(tmp_path):
    written = []
    for folder in (tmp_path / "one", tmp_path / "two"):
        folder.mkdir()
        result = run_hillwork("plan", *TOWN, *DAY, "--activation", *outputs_in(folder, ALL_ENDINGS))
        assert result.exit_code == 0, result.stderr
        written.append({path.name: path.read_bytes() for path in folder.iterdir()})
    assert written[0] == written[1]
    assert len(written[0]) == len(ALL_ENDINGS)
    assert all(len(content) > 150 for content in written[0].values())


def test_a_treadmill_has_every_file_that_needs_no_way(tmp_path):
    endings = [ending for ending in ALL_ENDINGS if ending not in NOWHERE]
    result = run_hillwork("plan", "--session", "mill", *DAY, *outputs_in(tmp_path, endings))
    assert result.exit_code == 0, result.stderr
    assert len(list(tmp_path.iterdir())) == len(endings)


def test_a_date_tells_the_light_and_a_lamp_after_dark():
    plan = planned(REPEATS, *DAY)
    assert plan["starts_at"] == "2026-12-21T18:00:00+00:00"
    assert "daylight" in codes(plan)
    assert "dark" in codes(plan)
    assert "no-date" in codes(planned(REPEATS))


def test_a_time_zone_far_from_the_place_is_noticed():
    assert "zone-far" in codes(planned(REPEATS, "--date", "2026-06-21", "--zone", "Asia/Tokyo"))
    assert "zone-far" not in codes(planned(REPEATS, "--date", "2026-06-21", "--zone", "Europe/Berlin"))


def test_ice_sends_the_session_indoors_and_wet_names_paved_hills():
    icy = planned(*TOWN, "--conditions", "ice")
    assert any("--treadmill" in note["hint"] for note in icy["notes"] if note["code"] == "ice-proposal")
    wet = planned(*TOWN, "--conditions", "wet")
    assert "wet-proposal" in codes(wet)
    others = [note["message"] for note in wet["notes"] if note["code"] == "wet-others"]
    assert others
    assert wet["hills"][0]["id"] not in others[0].split("paved")[1].split("(")[0]


def rainy(answer):
    hourly = answer["hourly"]
    hourly["precipitation"] = [1.5] * len(hourly["time"])
    first_s = int(datetime.now(UTC).timestamp()) // 3600 * 3600 - 12 * 3600
    hourly["time"] = [first_s + 3600 * number for number in range(len(hourly["time"]))]


def when(days_ahead=0):
    day = datetime.now(UTC) + timedelta(days=days_ahead)
    return ("--date", f"{day:%Y-%m-%d}", "--at", "12:00", "--zone", "UTC")


def test_a_forecast_is_asked_only_when_wanted_and_named_with_its_source(tmp_path):
    with serving(open_meteo(rainy)) as server:
        url = ("--weather-url", f"{server.url}/v1/forecast", "--cache-dir", tmp_path)
        assert "forecast" not in codes(planned(REPEATS, *when(1), *url))
        assert server.requests == []
        result = run_hillwork("plan", "--json", REPEATS, *when(1), *url, "--weather")
    plan = json.loads(result.stdout)
    assert {"rain", "forecast"} <= set(codes(plan))
    assert "asking 127.0.0.1" in result.stderr
    assert any("Open-Meteo" in note["message"] for note in plan["notes"] if note["code"] == "forecast")


def test_a_forecast_that_fails_changes_nothing_but_is_told(tmp_path):
    with serving(lambda _: refusal("Minutely API request limit exceeded", 429)) as server:
        url = ("--weather", "--weather-url", server.url, "--cache-dir", tmp_path)
        plan = planned(REPEATS, *when(1), *url)
    without = planned(REPEATS, *when(1))
    assert "forecast-failed" in codes(plan)
    assert plan["blocks"] == without["blocks"]


def test_without_network_the_plan_is_made_all_the_same(tmp_path):
    plan = planned(REPEATS, *when(1), "--weather", "--offline", "--cache-dir", tmp_path)
    assert "forecast-failed" in codes(plan)


def test_the_activation_routine_comes_before_the_warm_up_and_claims_no_time():
    with_it, without = planned(REPEATS, "--activation"), planned(REPEATS)
    assert len(with_it["activation"]["exercises"]) == 5
    assert without["activation"] is None
    assert with_it["totals"] == without["totals"]


def test_the_python_way_has_treadmills_and_runners_too():
    workout = hillwork.plan_workout(REPEATS, "mid", race="10km=52:30", rep_metres=120)
    assert workout.blocks[1].steps[0].distance_m == 120
    assert workout.on_treadmill().totals.descent_m == 0
    assert str(hillwork.plan_treadmill("mill", level="advanced")).startswith("Hills on the treadmill")
