import xml.etree.ElementTree as ET
from dataclasses import replace
from datetime import datetime

import numpy as np
import pytest
import xmlschema
from fit_tool import ConformanceLevel, FitFile, validate_fit_file
from hypothesis import given
from hypothesis import strategies as st
from tcxreader.tcxreader import TCXReader

from hillwork.errors import UsageError
from hillwork.export import workout_as_fit_course, workout_as_gpx, workout_as_tcx
from hillwork.export.course import MAX_POINTS, course_of, thinned
from hillwork.export.short_text import shortened, shortened_characters
from hillwork.geo import step_lengths_m
from hillwork.model import Block, Line, StepKind
from tests.unit.export.test_fit import READERS, by_fitdecode
from tests.unit.export.workouts import (
    FOOT_M,
    LONG,
    NASTY,
    STARTS_AT,
    TOP_M,
    classic,
    hill,
    hostile,
    repetition,
    step,
    survey,
    timed,
    treadmill,
    workout,
)

NAMESPACE = "{http://www.garmin.com/xmlschemas/TrainingCenterDatabase/v2}"
SEMICIRCLE_DEG = 180 / 2**31

# The course part of the published schema TrainingCenterDatabasev2.xsd in our own words: order, presence, types, lengths.
TCX_COURSE_SCHEMA = """
<schema xmlns="http://www.w3.org/2001/XMLSchema" xmlns:t="http://www.garmin.com/xmlschemas/TrainingCenterDatabase/v2"
  targetNamespace="http://www.garmin.com/xmlschemas/TrainingCenterDatabase/v2" elementFormDefault="qualified">
<simpleType name="Name15"><restriction base="token"><minLength value="1"/><maxLength value="15"/></restriction></simpleType>
<simpleType name="Name10"><restriction base="token"><minLength value="1"/><maxLength value="10"/></restriction></simpleType>
<simpleType name="Lat"><restriction base="double"><minInclusive value="-90"/><maxInclusive value="90"/></restriction></simpleType>
<simpleType name="Lon"><restriction base="double"><minInclusive value="-180"/><maxExclusive value="180"/></restriction></simpleType>
<simpleType name="Kind"><restriction base="token">
  <enumeration value="Generic"/><enumeration value="Summit"/><enumeration value="Valley"/></restriction></simpleType>
<complexType name="Position"><sequence>
  <element name="LatitudeDegrees" type="t:Lat"/><element name="LongitudeDegrees" type="t:Lon"/></sequence></complexType>
<complexType name="Lap"><sequence>
  <element name="TotalTimeSeconds" type="double"/><element name="DistanceMeters" type="double"/>
  <element name="BeginPosition" type="t:Position" minOccurs="0"/>
  <element name="BeginAltitudeMeters" type="double" minOccurs="0"/>
  <element name="EndPosition" type="t:Position" minOccurs="0"/>
  <element name="EndAltitudeMeters" type="double" minOccurs="0"/>
  <element name="Intensity"><simpleType><restriction base="token">
    <enumeration value="Active"/><enumeration value="Resting"/></restriction></simpleType></element></sequence></complexType>
<complexType name="Trackpoint"><sequence>
  <element name="Time" type="dateTime"/><element name="Position" type="t:Position" minOccurs="0"/>
  <element name="AltitudeMeters" type="double" minOccurs="0"/>
  <element name="DistanceMeters" type="double" minOccurs="0"/></sequence></complexType>
<complexType name="CoursePoint"><sequence>
  <element name="Name" type="t:Name10"/><element name="Time" type="dateTime"/>
  <element name="Position" type="t:Position"/><element name="AltitudeMeters" type="double" minOccurs="0"/>
  <element name="PointType" type="t:Kind"/><element name="Notes" type="string" minOccurs="0"/></sequence></complexType>
<complexType name="Course"><sequence>
  <element name="Name" type="t:Name15"/><element name="Lap" type="t:Lap" minOccurs="0" maxOccurs="unbounded"/>
  <element name="Track" minOccurs="0" maxOccurs="unbounded"><complexType><sequence>
    <element name="Trackpoint" type="t:Trackpoint" maxOccurs="unbounded"/></sequence></complexType></element>
  <element name="Notes" type="string" minOccurs="0"/>
  <element name="CoursePoint" type="t:CoursePoint" minOccurs="0" maxOccurs="unbounded"/></sequence></complexType>
<element name="TrainingCenterDatabase"><complexType><sequence>
  <element name="Courses" minOccurs="0"><complexType><sequence>
    <element name="Course" type="t:Course" minOccurs="0" maxOccurs="unbounded"/></sequence></complexType></element>
</sequence></complexType></element>
</schema>"""
SCHEMA = xmlschema.XMLSchema(TCX_COURSE_SCHEMA)


def tcx(text: str, path: str) -> list[str]:
    """Return the texts of the elements on a path below the course."""
    tags = "/".join(f"{NAMESPACE}{tag}" for tag in f"Courses/Course/{path}".split("/"))
    return [element.text or "" for element in ET.fromstring(text).findall(tags)]


def seconds(text: str) -> list[float]:
    times = [datetime.fromisoformat(time) for time in tcx(text, "Track/Trackpoint/Time")]
    return [(time - times[0]).total_seconds() for time in times]


def test_the_way_has_the_length_and_the_time_of_its_steps():
    course = course_of(survey(), classic())
    assert course.distance_m[-1] == pytest.approx(2 * FOOT_M + 12 * (TOP_M - FOOT_M), rel=1e-4)
    assert course.time_s[-1] == pytest.approx(classic().totals.duration.mid_s)
    assert (np.diff(course.distance_m) >= 0).all()
    assert (np.diff(course.time_s) >= 0).all()
    between_m = step_lengths_m(course.lat_deg, course.lon_deg)
    assert np.diff(course.distance_m) == pytest.approx(between_m, abs=0.02)


def test_a_rest_and_a_step_without_a_way_pass_their_time_in_place():
    course = course_of(survey(), classic())
    standing = np.diff(course.distance_m) == 0
    assert np.diff(course.time_s)[standing].tolist() == pytest.approx([240.0, *[30.0] * 6])
    assert (np.diff(course.lat_deg)[standing] == 0).all()


def test_time_before_the_first_and_after_the_last_way_counts_too():
    way = step(StepKind.RUN, 300, 0, 900)
    course = course_of(survey(), workout(Block("all", (timed(StepKind.REST, 60), way, timed(StepKind.REST, 90)))))
    assert course.time_s[[0, 1, -2, -1]].tolist() == [0, 60, 360, 450]


def test_points_lie_some_20_m_apart_with_the_heights_that_are_believed():
    course = course_of(survey(), classic())
    steps_m = np.diff(course.distance_m)
    assert 15 <= np.median(steps_m) <= 25
    assert steps_m.max() <= 30.2
    assert np.ptp(course.elevation_m) == pytest.approx(16, abs=0.5)


def test_a_very_long_way_is_thinned_more():
    far = workout(Block("far", (step(StepKind.RUN, 3600, 0, TOP_M), step(StepKind.RUN, 3600, TOP_M, 0)), 60))
    assert len(course_of(survey(), far)) <= MAX_POINTS * 1.2


@given(st.lists(st.floats(0.1, 60), min_size=1, max_size=60), st.floats(5, 50))
def test_thinning_keeps_the_ends_and_no_gap_that_points_could_fill(pieces_m, spacing_m):
    along_m = np.cumsum([0.0, *pieces_m])
    kept = thinned(along_m, spacing_m)
    assert kept[[0, -1]].tolist() == [0, len(along_m) - 1]
    assert np.diff(along_m[kept]).max() <= max(1.5 * spacing_m + 0.1, spacing_m / 2 + max(pieces_m))


def test_each_repetition_has_its_foot_and_its_top():
    places = course_of(survey(), classic()).places
    expected = [name for number in range(1, 7) for name in (f"Foot {number}", f"Top {number}")]
    assert [place.name for place in places] == ["Start", *expected, "End"]
    assert places[1].notes == "Mill Lane. drive with the arms"
    assert places[2].notes == "Church"


def test_hills_that_are_run_down_begin_at_their_top():
    down = step(StepKind.REP, 50, TOP_M, FOOT_M, hill="h1")
    places = course_of(survey(), workout(Block("down", (down,)), hills=(hill(),))).places
    assert [place.name for place in places] == ["Top 1", "Foot 1"]


def test_several_hills_keep_their_names():
    places = course_of(survey(), hostile("Mill")).places
    assert [place.name for place in places][-3:] == ["Foot h2", "Top h2", "End"]


def test_the_date_line_is_no_longitude_of_its_own():
    line = Line(np.array([10.0, 10.0, 10.0]), np.array([179.9999, 180.0, -179.9999]))
    over = step(StepKind.RUN, 30, 0, 20, line=line, elevation_m=None)
    one = workout(Block("over", (over,)))
    course = course_of(survey(), one)
    assert (course.lon_deg < 180).all()
    assert course.distance_m[-1] == pytest.approx(21.9, abs=0.1)
    SCHEMA.validate(workout_as_tcx(survey(), one))
    assert by_fitdecode(workout_as_fit_course(survey(), one), "record")[0]["position_lat"] is not None


@pytest.mark.parametrize("write", [workout_as_fit_course, workout_as_tcx, workout_as_gpx])
def test_a_treadmill_goes_nowhere(write):
    with pytest.raises(UsageError, match="goes nowhere") as failure:
        write(survey(), treadmill())
    assert ".fit" in failure.value.hint


@READERS
def test_a_fit_course_brings_back_every_point(messages):
    course = course_of(survey(), classic())
    records = messages(workout_as_fit_course(survey(), classic()), "record")
    assert len(records) == len(course)
    for name, expected in (("position_lat", course.lat_deg), ("position_long", course.lon_deg)):
        assert [record[name] * SEMICIRCLE_DEG for record in records] == pytest.approx(expected.tolist(), abs=1e-6)
    assert [record["distance"] for record in records] == pytest.approx(course.distance_m.tolist(), abs=0.01)
    assert [record["altitude"] for record in records] == pytest.approx(course.elevation_m.tolist(), abs=0.2)
    times = [(record["timestamp"] - records[0]["timestamp"]).total_seconds() for record in records]
    assert times == sorted(times)
    assert times[-1] == classic().totals.duration.mid_s


@READERS
def test_a_fit_course_has_a_head_a_lap_and_its_places(messages):
    data = workout_as_fit_course(survey(), classic())
    [file_id], [head], [lap] = messages(data, "file_id"), messages(data, "course"), messages(data, "lap")
    assert (file_id["type"], head["name"], head["sport"]) == ("course", "Park", "running")
    assert lap["total_distance"] == pytest.approx(classic().totals.distance_m - 600, abs=0.5)
    assert lap["total_elapsed_time"] == classic().totals.duration.mid_s
    assert (lap["total_ascent"], lap["total_descent"]) == (96, 96)
    assert lap["start_position_lat"] * SEMICIRCLE_DEG == pytest.approx(45, abs=1e-6)
    assert [event["event_type"] for event in messages(data, "event")] == ["start", "stop_all"]
    places = messages(data, "course_point")
    assert [place["name"] for place in places][:3] == ["Start", "Foot 1", "Top 1"]
    assert [place["type"] for place in places][:3] == ["generic", "valley", "summit"]
    assert places[1]["distance"] == pytest.approx(FOOT_M, abs=0.2)


def test_a_fit_course_is_as_its_profile_and_its_kind_of_file_ask():
    # Its reader adds a field to each record, so that of the bytes only what they say can be checked, not their sizes.
    records = FitFile.from_bytes(workout_as_fit_course(survey(), classic())).records
    validate_fit_file(records, levels={ConformanceLevel.PROFILE, ConformanceLevel.FILE_TYPE}, raise_on_error=True)


def test_unknown_heights_are_left_out():
    flat = workout(Block("all", (step(StepKind.RUN, 300, 0, 900, elevation_m=None),)))
    records = by_fitdecode(workout_as_fit_course(survey(), flat), "record")
    assert all(record.get("altitude") is None for record in records)
    assert not tcx(workout_as_tcx(survey(), flat), "Track/Trackpoint/AltitudeMeters")


@pytest.mark.parametrize("write", [workout_as_fit_course, workout_as_tcx])
def test_equal_workouts_give_equal_courses_and_another_start_others(write):
    assert write(survey(), classic()) == write(survey(), classic())
    assert write(survey(), classic()) != write(survey(), replace(classic(), starts_at=STARTS_AT))


@pytest.mark.parametrize("one", [classic(), hostile(NASTY), hostile(LONG), hostile("日本" * 100)])
def test_a_tcx_course_follows_its_schema(one):
    SCHEMA.validate(workout_as_tcx(survey(one.title), one))


def test_the_schema_notices_what_is_wrong():
    assert not SCHEMA.is_valid(
        workout_as_tcx(survey(), classic()).replace("<Name>Park<", "<Name>Park behind the river<")
    )


def test_a_tcx_course_brings_back_every_point():
    course, text = course_of(survey(), classic()), workout_as_tcx(survey(), classic())
    for path, expected, error in (
        ("Position/LatitudeDegrees", course.lat_deg, 1e-6),
        ("Position/LongitudeDegrees", course.lon_deg, 1e-6),
        ("DistanceMeters", course.distance_m, 0.01),
        ("AltitudeMeters", course.elevation_m, 0.1),
    ):
        values = [float(value) for value in tcx(text, f"Track/Trackpoint/{path}")]
        assert values == pytest.approx(expected.tolist(), abs=error)
    assert seconds(text) == sorted(seconds(text))
    assert seconds(text)[-1] == classic().totals.duration.mid_s
    assert float(tcx(text, "Lap/TotalTimeSeconds")[0]) == classic().totals.duration.mid_s


def test_a_tcx_course_has_its_places_at_the_times_of_points():
    text = workout_as_tcx(survey(), replace(classic(), starts_at=STARTS_AT))
    assert tcx(text, "CoursePoint/Name")[:3] == ["Start", "Foot 1", "Top 1"]
    assert tcx(text, "CoursePoint/PointType")[:3] == ["Generic", "Valley", "Summit"]
    assert set(tcx(text, "CoursePoint/Time")) <= set(tcx(text, "Track/Trackpoint/Time"))
    assert tcx(text, "Track/Trackpoint/Time")[0] == "2026-03-01T06:30:00Z"
    assert "© nobody" in tcx(text, "Notes")[0]


def test_a_reader_of_tcx_takes_the_points_for_those_of_an_activity(tmp_path):
    # tcxreader knows activities only: what both kinds share, the track, is read from one.
    text = workout_as_tcx(survey(), classic())
    track = text[text.index("<Track>") : text.index("</Track>") + len("</Track>")]
    lap = f'<Lap StartTime="2000-01-01T00:00:00Z"><DistanceMeters>0</DistanceMeters>{track}</Lap>'
    activity = f'<Activities><Activity Sport="Running">{lap}</Activity></Activities>'
    path = tmp_path / "activity.tcx"
    path.write_text(f'<TrainingCenterDatabase xmlns="{NAMESPACE[1:-1]}">{activity}</TrainingCenterDatabase>', "utf-8")
    points = TCXReader().read(str(path)).trackpoints
    assert [point.distance for point in points][-1] == pytest.approx(
        course_of(survey(), classic()).distance_m[-1], abs=0.01
    )
    assert (points[-1].time - points[0].time).total_seconds() == classic().totals.duration.mid_s


@READERS
@pytest.mark.parametrize("name", [NASTY, LONG, "日本" * 150])
def test_names_survive_or_are_shortened_in_both_courses(messages, name):
    one = hostile(name)
    data, text = workout_as_fit_course(survey(name), one), workout_as_tcx(survey(name), one)
    assert messages(data, "course")[0]["name"] == shortened(name, 15)
    assert tcx(text, "Name") == [shortened_characters(name, 15)]
    assert messages(data, "course_point")[0]["name"] == shortened(f"Foot {name}", 15)
    assert tcx(text, "CoursePoint/Name")[0] == shortened_characters(f"Foot {name}", 10)


def test_a_track_without_a_name_leaves_the_title():
    assert tcx(workout_as_tcx(survey(""), classic()), "Name") == ["Classic hill…"]


def test_what_xml_forbids_is_dropped():
    text = workout_as_tcx(survey("a\x00b\x1b\ufffe"), hostile("x\ud800y\x0b"))
    assert tcx(text, "Name") == ["ab"]
    SCHEMA.validate(text)


def test_steps_that_meet_share_a_point():
    course = course_of(survey(), workout(Block("up and down", repetition()[:2])))
    assert (np.diff(course.distance_m) > 0).all()
