import gzip
import random
from pathlib import Path

import numpy as np
import pytest

from hillwork.errors import HillworkError, InputError
from hillwork.model import Track, TrackKind
from hillwork.reading import read_gpx
from tests.unit.reading.gpx_text import OPEN, gpx, point, run, segment


def read(text: str | bytes, folder: Path, name: str = "run.gpx") -> Track:
    path = folder / name
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return read_gpx(path)


def codes(track: Track) -> list[str]:
    return [notice.code for notice in track.notices]


def test_a_plain_file_is_read_point_by_point(tmp_path):
    track = read(run(3), tmp_path)
    assert track.lat_deg.tolist() == [47.0, 47.0001, 47.0002]
    assert track.elevation_m.tolist() == [100.5] * 3
    assert track.time_s.tolist() == [0.0, 1.0, 2.0]
    assert track.started_at is not None
    assert track.started_at.isoformat() == "2025-05-04T06:00:00+00:00"
    assert (track.name, track.origin.creator, track.notices) == ("Morning run", "pen", ())


@pytest.mark.parametrize(
    "opening",
    [
        '<gpx version="1.0" creator="pen" xmlns="http://www.topografix.com/GPX/1/0">',
        '<gpx version="1.1" creator="pen">',
        '<gpx xmlns:x="urn:x" creator="pen">',
    ],
)
def test_version_and_namespace_do_not_matter(tmp_path, opening):
    assert len(read(gpx(segment(map(point, range(4))), opening=opening), tmp_path)) == 4


def test_prefixed_elements_are_the_same_elements(tmp_path):
    plain = run(5)
    prefixed = plain.replace("xmlns=", "xmlns:g=")
    for tag in ("gpx", "trk", "trkseg", "trkpt", "ele", "time", "name"):
        prefixed = prefixed.replace(f"<{tag}", f"<g:{tag}").replace(f"</{tag}", f"</g:{tag}")
    assert read(prefixed, tmp_path).elevation_m.tolist() == read(plain, tmp_path).elevation_m.tolist()


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "iso-8859-1", "cp1250", "shift_jis"])
def test_encodings_are_honoured(tmp_path, encoding):
    name = "山" if encoding in {"utf-16", "utf-8-sig", "shift_jis"} else "Štít" if encoding == "cp1250" else "é"
    declared = "utf-8" if encoding == "utf-8-sig" else encoding
    text = gpx(segment(map(point, range(3))), name=name, head=f'<?xml version="1.0" encoding="{declared}"?>')
    assert read(text.encode(encoding), tmp_path).name == name


def test_bytes_that_do_not_fit_the_encoding_are_replaced_and_told(tmp_path):
    track = read(gpx(segment(map(point, range(3))), name="caf\xe9").encode("latin-1"), tmp_path)
    assert track.name == "caf\ufffd"
    assert "text-replaced" in codes(track)


def test_gzip_is_known_by_content_not_by_name(tmp_path):
    assert len(read(gzip.compress(run(6).encode()), tmp_path, "odd.gpx")) == 6


def test_a_truncated_gzip_keeps_what_came_and_tells(tmp_path):
    packed = gzip.compress(run(5000).encode())
    track = read(packed[: len(packed) // 2], tmp_path)
    assert 2 <= len(track) < 5000
    assert "file-damaged" in codes(track)


def test_segments_make_breaks_and_empty_ones_none(tmp_path):
    text = gpx(segment(map(point, range(3))), segment([]), segment(map(point, range(3, 5))))
    assert read(text, tmp_path).breaks.tolist() == [0, 3]


def test_routes_are_read_when_there_is_no_track(tmp_path):
    route = f"{OPEN}<rte><name>Plan</name>{''.join(point(i, tag='rtept') for i in range(4))}</rte></gpx>"
    track = read(route, tmp_path)
    assert (track.kind, len(track), track.name) == (TrackKind.ROUTE, 4, "Plan")


def test_a_route_beside_a_track_is_left_out_and_told(tmp_path):
    route = f"<rte>{point(9, tag='rtept')}</rte></gpx>"
    track = read(run(3).replace("</gpx>", route), tmp_path)
    assert (len(track), codes(track)) == (3, ["routes-ignored"])


def test_heights_in_extensions_are_not_the_points_height(tmp_path):
    extra = "<extensions><x:data><x:ele>9</x:ele><ele>8</ele></x:data></extensions>"
    assert read(gpx(segment(point(i, extra=extra) for i in range(3))), tmp_path).elevation_m.tolist() == [100.5] * 3


@pytest.mark.parametrize(
    "height", ["nan", "inf", "1e999", "1_000", "٣", "0x10", "9001", "-501", "-9999", "-32768", "abc"]
)
def test_heights_that_cannot_be_true_are_missing_and_told(tmp_path, height):
    track = read(gpx(segment([point(0), point(1, ele=height), point(2)])), tmp_path)
    assert np.isnan(track.elevation_m).tolist() == [False, True, False]
    assert codes(track) == ["elevation-invalid"]


def test_an_empty_height_is_missing_and_no_fault(tmp_path):
    track = read(gpx(segment([point(0), point(1, ele=""), point(2, ele="\n ")])), tmp_path)
    assert np.isnan(track.elevation_m).tolist() == [False, True, True]
    assert track.notices == ()


def test_all_heights_zero_is_no_elevation(tmp_path):
    track = read(gpx(segment(point(i, ele="0.0") for i in range(5))), tmp_path)
    assert np.isnan(track.elevation_m).all()
    assert codes(track) == ["elevation-all-zero"]


def test_a_lone_zero_far_above_the_sea_is_missing(tmp_path):
    track = read(gpx(segment(point(i, ele="0" if i == 4 else "300") for i in range(9))), tmp_path)
    assert np.flatnonzero(np.isnan(track.elevation_m)).tolist() == [4]
    assert codes(track) == ["elevation-zeros"]


def test_the_sea_shore_keeps_its_zeros(tmp_path):
    track = read(gpx(segment(point(i, ele=str(max(0, 10 * (i - 5)))) for i in range(40))), tmp_path)
    assert not np.isnan(track.elevation_m).any()


@pytest.mark.parametrize(
    "place", ['lat="91" lon="8"', 'lat="47" lon="181"', 'lon="8"', 'lat="nan" lon="8"', 'lat="" lon=""']
)
def test_points_without_a_usable_place_are_skipped_and_told(tmp_path, place):
    track = read(gpx(segment([point(0), f"<trkpt {place}><ele>1</ele></trkpt>", point(2)])), tmp_path)
    assert track.lat_deg.tolist() == [47.0, 47.0002]
    assert "points-without-place" in codes(track)


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("2025-05-04T08:00:02+02:00", 2),
        ("2025-05-04T06:00:02.250Z", 2.25),
        ("2025-05-04T06:00:02", 2),
        ("x", float("nan")),
    ],
)
def test_times_in_every_iso_form_or_missing(tmp_path, text, seconds):
    odd = point(2).replace("2025-05-04T06:00:02Z", text)
    track = read(gpx(segment([point(0), point(1), odd])), tmp_path)
    np.testing.assert_allclose(track.time_s, [0, 1, seconds])


def test_a_clock_that_goes_back_is_kept_and_told(tmp_path):
    track = read(gpx(segment([point(5), point(3), point(6)])), tmp_path)
    assert (track.time_s.tolist(), codes(track)) == ([0, -2, 1], ["times-backward"])


def test_damage_after_two_points_keeps_them_and_names_the_place(tmp_path):
    text = run(10).replace("</trk>", "</oops>")
    line = text[: text.index("</oops>")].count("\n") + 1
    track = read(text, tmp_path)
    assert len(track) == 10
    assert f"line {line}," in track.notices[0].message


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "empty"),
        (b"<!DOCTYPE html><html><body>Not found</body></html>", "an HTML page"),
        (b"<html><body/></html>", "an HTML page"),
        (b"<kml/>", "a KML file"),
        (b"<TrainingCenterDatabase/>", "a TCX file"),
        (b"\x0e\x10\x00\x00\x00\x00\x00\x00.FIT\x00\x00", "a FIT file"),
        (b"PK\x03\x04rest", "a zip archive"),
        (b'{"type": "FeatureCollection"}', "a JSON document"),
        (b"just words", "not a sound GPX file"),
        (b"<gpx><wpt lat='1' lon='2'/></gpx>", "only 1 waypoints"),
        (b"<gpx/>", "no track and no route"),
        (b'<gpx><trk><trkseg><trkpt lat="x" lon="y"/></trkseg></trk></gpx>', "no point has a usable"),
        (b'<!DOCTYPE gpx [<!ENTITY a "aaaa">]><gpx/>', "a DOCTYPE"),
    ],
)
def test_what_is_no_track_is_refused_by_name_with_a_way_out(tmp_path, content, words):
    with pytest.raises(InputError, match=words) as refusal:
        read(content, tmp_path)
    assert refusal.value.hint


def test_names_cannot_carry_escapes_or_line_breaks(tmp_path):
    track = read(gpx(segment(map(point, range(2))), name="a\x1b[31mb\u202ec\nd"), tmp_path)
    assert track.name == "a[31mbc d"


def test_nesting_beyond_a_hundred_is_refused(tmp_path):
    deep = "<a>" * 200 + "</a>" * 200
    with pytest.raises(InputError, match="nested"):
        read(gpx(segment([point(0, extra=f"<extensions>{deep}</extensions>")])), tmp_path)


@pytest.mark.parametrize("where", ["<ele>{}</ele>", "<ele>1</ele><name>{}</name>"])
def test_texts_of_megabytes_do_not_take_the_reader_down(tmp_path, where):
    text = gpx(segment([point(0), f'<trkpt lat="47" lon="8">{where.format("9" * 3_000_000)}</trkpt>', point(1)]))
    try:
        assert len(read(text, tmp_path)) == 3
    except InputError as refusal:
        assert "characters" in refusal.message  # noqa: PT017 - both ends are fine


def test_comments_and_cdata_are_read_as_xml_has_them(tmp_path):
    hidden = f"<!-- {point(7)} -->"
    text = gpx(segment([point(0), hidden, point(1, ele="<![CDATA[55]]>"), point(2)]))
    assert read(text, tmp_path).elevation_m.tolist() == [100.5, 55.0, 100.5]


def test_points_in_a_comment_across_megabytes_stay_a_comment(tmp_path):
    hidden = f"<!-- {''.join(point(i) for i in range(20_000))} -->"
    assert len(read(gpx(segment([point(0), hidden, point(1)])), tmp_path)) == 2


def test_values_are_whole_wherever_a_large_file_is_cut(tmp_path):
    text = gpx(segment(point(i % 3000, ele=f"{100 + i % 7}.25", extra="<x/>") for i in range(30_000)))
    expected = [100.25 + i % 7 for i in range(30_000)]
    assert read(text, tmp_path).elevation_m.tolist() == expected


def test_no_truncation_ever_gives_a_traceback(tmp_path):
    text = gpx(segment(map(point, range(300)))).encode()
    for length in range(0, len(text), 997):
        try:
            read(text[:length], tmp_path)
        except HillworkError as refusal:
            assert refusal.hint  # noqa: PT017 - either is fine, a traceback is not


def test_no_mutation_ever_gives_a_traceback(tmp_path):
    random_bytes = random.Random(7)
    original = gpx(segment(point(i, extra="<extensions><a:b/></extensions>") for i in range(40))).encode()
    for _ in range(300):
        data = bytearray(original)
        for _ in range(random_bytes.randint(1, 12)):
            data[random_bytes.randrange(len(data))] = random_bytes.randrange(256)
        try:
            read(bytes(data), tmp_path)
        except HillworkError as refusal:
            assert refusal.hint  # noqa: PT017 - either is fine, a traceback is not
