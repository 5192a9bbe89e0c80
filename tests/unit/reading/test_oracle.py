"""gpxpy is the oracle: on well-formed files both readers agree point by point."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import gpxpy
import gpxpy.gpx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hillwork.export import gpx_text, track_as_gpxpy
from hillwork.model import Track
from hillwork.reading import read_gpx, track_from_gpxpy
from hillwork.reading.runs import find_run
from tests.others import shared_gpx_files
from tests.unit.reading.gpx_text import gpx, point, segment


def assert_same_points(track: Track, theirs: gpxpy.gpx.GPX) -> None:
    segments: list[Any] = [s.points for t in theirs.tracks for s in t.segments if s.points]
    segments = segments or [route.points for route in theirs.routes if route.points]
    points = [p for s in segments for p in s]
    assert track.breaks.tolist() == np.cumsum([0, *map(len, segments[:-1])]).tolist()
    assert track.lat_deg.tolist() == [p.latitude for p in points]
    assert track.lon_deg.tolist() == [p.longitude for p in points]
    heights = np.array([np.nan if p.elevation is None else p.elevation for p in points])
    known = np.isfinite(track.elevation_m)
    np.testing.assert_array_equal(track.elevation_m[known], heights[known])
    timed = [(i, p.time) for i, p in enumerate(points) if p.time is not None]
    if timed and track.started_at is not None:
        ours = [track.started_at + timedelta(seconds=float(track.time_s[i])) for i, _ in timed]
        theirs_utc = [t if t.tzinfo else t.replace(tzinfo=UTC) for _, t in timed]
        assert max(abs((a - b).total_seconds()) for a, b in zip(ours, theirs_utc, strict=True)) < 1e-3


@pytest.mark.parametrize("path", shared_gpx_files())
def test_real_files_read_as_gpxpy_reads_them(path):
    assert_same_points(read_gpx(path), gpxpy.parse(path.read_bytes().decode("utf-8-sig")))


@pytest.mark.parametrize("path", shared_gpx_files())
def test_the_shortcut_for_runs_reads_what_the_xml_parser_reads(path, tmp_path):
    plain = path.read_bytes()
    end_of_head = plain.index(b"<trk") if b"<trk" in plain else plain.index(b"<rte")
    # A comment in front keeps the shortcut shut.
    (tmp_path / "slow.gpx").write_bytes(plain[:end_of_head] + b"<!-- slowly -->" + plain[end_of_head:])
    fast, slow = read_gpx(path), read_gpx(tmp_path / "slow.gpx")
    for name in ("lat_deg", "lon_deg", "elevation_m", "time_s", "breaks"):
        np.testing.assert_array_equal(getattr(fast, name), getattr(slow, name))


def test_the_shortcut_is_taken_by_plain_files_and_refused_by_others():
    plain = "".join(map(point, range(5))).encode()
    assert find_run(plain) is not None
    watch = "<extensions><ns3:T><ns3:hr>120</ns3:hr></ns3:T></extensions>"
    assert find_run("".join(point(i, extra=watch) for i in range(5)).encode()) is not None
    for odd in ("<!-- x -->", "<extensions><a>1</b></extensions>", "<name>x</name>", "&amp;"):
        assert find_run("".join(point(i, extra=odd) for i in range(5)).encode()) is None


points = st.builds(
    gpxpy.gpx.GPXTrackPoint,
    latitude=st.floats(-90, 90).map(lambda x: round(x, 7)),
    longitude=st.floats(-180, 180).map(lambda x: round(x, 7)),
    elevation=st.none() | st.floats(60, 8800).map(lambda x: round(x, 2)),
    time=st.none() | st.datetimes(datetime(1990, 1, 1), datetime(2040, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001 - the zone comes with it
)


@given(st.lists(st.lists(points, min_size=1, max_size=8), min_size=1, max_size=3))
def test_what_gpxpy_writes_is_read_as_gpxpy_means_it(tmp_path_factory, segments):
    theirs = gpxpy.gpx.GPX()
    theirs.tracks.append(gpxpy.gpx.GPXTrack())
    theirs.tracks[0].segments = [gpxpy.gpx.GPXTrackSegment(s) for s in segments]
    path = tmp_path_factory.mktemp("oracle") / "a.gpx"
    path.write_text(theirs.to_xml(), encoding="utf-8")
    assert_same_points(read_gpx(path), gpxpy.parse(theirs.to_xml()))


@given(st.lists(points, min_size=2, max_size=8))
def test_a_track_survives_writing_and_reading(tmp_path_factory, written):
    theirs = gpxpy.gpx.GPX()
    theirs.tracks.append(gpxpy.gpx.GPXTrack(name="Up & down <b>"))
    theirs.tracks[0].segments.append(gpxpy.gpx.GPXTrackSegment(written))
    track = track_from_gpxpy(theirs)
    path = tmp_path_factory.mktemp("trip") / "a.gpx"
    path.write_text(gpx_text(track_as_gpxpy(track)), encoding="utf-8")
    again = read_gpx(path)
    for name in ("lat_deg", "lon_deg", "elevation_m"):
        np.testing.assert_array_equal(getattr(again, name), getattr(track, name))
    np.testing.assert_allclose(again.time_s, track.time_s, atol=1e-3)
    assert again.name == "Up & down <b>"


def test_a_gpxpy_object_and_its_file_are_the_same_track(tmp_path):
    text = gpx(segment(map(point, range(9))), segment(map(point, range(9, 12))))
    (tmp_path / "a.gpx").write_text(text)
    from_file, from_object = read_gpx(tmp_path / "a.gpx"), track_from_gpxpy(gpxpy.parse(text))
    np.testing.assert_array_equal(from_file.lat_deg, from_object.lat_deg)
    np.testing.assert_array_equal(from_file.time_s, from_object.time_s)
    assert from_file.breaks.tolist() == from_object.breaks.tolist() == [0, 9]
    assert Path(from_file.origin.file).name == "a.gpx"
