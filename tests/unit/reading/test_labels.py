import gpxpy
import numpy as np
import pytest

from hillwork.reading import read_gpx, track_from_gpxpy

TEXT = """<gpx version="1.1" creator="x" xmlns="http://www.topografix.com/GPX/1/1">
<trk><name>Up</name><type>hiking</type><trkseg>
<trkpt lat="46" lon="7"><ele>1</ele></trkpt><trkpt lat="46.001" lon="7"><ele>2</ele></trkpt></trkseg></trk>
<trk><name>Gondola</name><trkseg></trkseg><trkseg><trkpt lat="46.002" lon="7"><ele>3</ele></trkpt></trkseg>
<trkseg><trkpt lat="46.003" lon="7"><ele>4</ele></trkpt></trkseg></trk>
<trk><trkseg><trkpt lat="46.004" lon="7"><ele>5</ele></trkpt></trkseg></trk></gpx>"""


@pytest.fixture
def track(tmp_path):
    (tmp_path / "day.gpx").write_text(TEXT)
    return read_gpx(tmp_path / "day.gpx")


def test_each_segment_knows_what_its_track_is_called_and_how_it_was_travelled(track):
    assert track.labels == ("Up hiking", "Gondola", "Gondola", "")
    assert track.breaks.tolist() == [0, 2, 3, 4]


def test_gpxpy_gives_the_same_labels(track):
    assert track_from_gpxpy(gpxpy.parse(TEXT)).labels == track.labels


def test_a_file_that_names_nothing_has_no_labels(tmp_path):
    (tmp_path / "plain.gpx").write_text(
        TEXT.replace("<name>Up</name><type>hiking</type>", "").replace("<name>Gondola</name>", "")
    )
    assert read_gpx(tmp_path / "plain.gpx").labels == ()


def test_segments_without_a_usable_point_take_their_labels_with_them(tmp_path):
    (tmp_path / "lost.gpx").write_text(TEXT.replace('lat="46.002"', 'lat="nowhere"'))
    track = read_gpx(tmp_path / "lost.gpx")
    assert track.labels == ("Up hiking", "Gondola", "")
    assert np.array_equal(track.breaks, [0, 2, 3])
