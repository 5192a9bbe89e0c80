from dataclasses import replace
from itertools import pairwise

import gpxpy
import pytest
from gpx import validate_text

from hillwork.export import workout_as_gpx
from hillwork.export.course import course_of
from hillwork.model import Block, StepKind
from tests.unit.export.workouts import (
    FOOT_M,
    GROUND,
    LONG,
    NASTY,
    TOP_M,
    classic,
    hill,
    hostile,
    repetition,
    step,
    survey,
    timed,
    workout,
)


@pytest.mark.parametrize("name", ["Park", NASTY, LONG, "]]>", "&amp;", "a\x00b\x1b\ufffe"])
def test_a_workouts_gpx_follows_the_schema(name):
    result = validate_text(workout_as_gpx(survey(name), hostile(name)))
    assert [str(issue) for issue in result.issues] == []


def test_the_validator_notices_what_is_wrong():
    text = workout_as_gpx(survey(), classic())
    assert not validate_text(text.replace('lat="45.0"', 'lat="95.0"')).is_valid


def test_the_route_is_the_way_as_it_is_run_without_the_rests():
    [route] = gpxpy.parse(workout_as_gpx(survey(), classic())).routes
    assert route.length() == pytest.approx(2 * FOOT_M + 12 * (TOP_M - FOOT_M), rel=0.005)
    places = [(point.latitude, point.longitude) for point in route.points]
    assert all(one != other for one, other in pairwise(places))
    assert len(places) == len(course_of(survey(), classic())) - 7


def test_rests_and_steps_without_a_way_add_nothing_to_a_gpx():
    way = step(StepKind.RUN, 300, 0, 900)
    rested = workout(Block("all", (timed(StepKind.REST, 60), way, timed(StepKind.RUN, 90, 200))))
    points = [
        gpxpy.parse(workout_as_gpx(survey(), one)).routes[0].points for one in (rested, workout(Block("", (way,))))
    ]
    assert len(points[0]) == len(points[1])


def test_positions_and_heights_come_back():
    course = course_of(survey(), classic())
    points = gpxpy.parse(workout_as_gpx(survey(), classic())).routes[0].points
    assert points[0].latitude == pytest.approx(course.lat_deg[0], abs=1e-6)
    assert sorted({point.longitude for point in points}) == pytest.approx(sorted(set(course.lon_deg)), abs=1e-6)
    assert max(point.elevation for point in points) == pytest.approx(116, abs=0.1)


def test_the_start_the_foot_and_the_turn_are_named_once():
    points = gpxpy.parse(workout_as_gpx(survey(), classic())).waypoints
    assert [(point.name, point.description) for point in points] == [
        ("Start", None), ("Foot of h1", "Mill Lane"), ("Turn of h1", "Church"),
    ]  # fmt: skip


def test_a_way_home_and_an_end_elsewhere_are_named():
    home = step(StepKind.COOL_DOWN, 300, 700, len(GROUND) * 50)
    points = gpxpy.parse(
        workout_as_gpx(survey(), workout(Block("up", repetition()), Block("home", (home,)), hills=(hill(),)))
    ).waypoints
    assert [point.name for point in points] == ["Start", "Foot of h1", "Turn of h1", "Way home", "End"]


@pytest.mark.parametrize("name", [NASTY, LONG])
def test_names_survive_a_gpx_whole(name):
    gpx = gpxpy.parse(workout_as_gpx(survey(name), hostile(name)))
    assert gpx.name == gpx.routes[0].name == gpx.tracks[0].name == name
    assert gpx.waypoints[1].name == f"Foot of {name}"


def test_equal_workouts_give_equal_gpx_whatever_the_start():
    later = replace(classic(), title="Another")
    assert workout_as_gpx(survey(), classic()) == workout_as_gpx(survey(), classic())
    assert workout_as_gpx(survey(), classic()) != workout_as_gpx(survey(), later)
