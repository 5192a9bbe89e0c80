import pytest
from hypothesis import given
from hypothesis import strategies as st

from hillwork.errors import UsageError
from hillwork.place_text import looks_like_file, parse_place


@pytest.mark.parametrize(
    "text",
    [
        "43.7384,7.4246",
        "43.7384, 7.4246",
        " 43.7384 7.4246 ",
        "43.7384; 7.4246",
        "+43.7384,+7.4246",
        "43.7384N 7.4246E",
        "43.7384° N, 7.4246° E",
        "N43.7384 E7.4246",
        "n 43.7384, e 7.4246",
        "7.4246E, 43.7384N",
        "geo:43.7384,7.4246",
        "GEO:43.7384,7.4246,15.0",
        "geo:43.7384,7.4246;u=35",
        "geo:43.7384,7.4246;crs=WGS84;u=35",
        "geo:43.7384,7.4246?z=17",
    ],
)
def test_numbers_are_a_place_however_they_are_written(text):
    place = parse_place(text)
    assert (place.lat_deg, place.lon_deg, place.name) == (43.7384, 7.4246, "43.7384, 7.4246")


def test_south_and_west_are_below_zero():
    place = parse_place("30.0346S 51.2177W")
    assert (place.lat_deg, place.lon_deg) == (-30.0346, -51.2177)
    assert parse_place("-30.0346,-51.2177").name == place.name == "-30.0346, -51.2177"


def test_the_ends_of_the_earth_are_on_it():
    for text in ("90,180", "-90,-180", "0,0", "geo:-90,0"):
        assert parse_place(text) is not None


@pytest.mark.parametrize(
    "text",
    [
        "", "Monaco", "Rue Grimaldi 12, Monaco", "12", "12 High Street", "43.7384", "43.7384,", "43,7384,7,4246",
        "12 E 34", "1,2,3", "0x1f,7", "1e1,7", "4_3,7", "٤٣,٤٣", "run.gpx",
    ],
)  # fmt: skip
def test_other_texts_are_no_numbers(text):
    assert parse_place(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "91,7", "43,181", "nan,nan", "inf, 7", "-inf 7", "43.7,infinity", "1000000,1", "43N 7N", "7E 8E", "-43S 7E",
        "geo:91,7", "geo:nan,7", "geo:", "geo:43.7", "geo:43.7,7.4,x", "geo:Monaco", "geo:0,0?q=Monaco",
        "geo:43.7,7.4;crs=moon-2011",
    ],
)  # fmt: skip
def test_numbers_that_are_no_place_are_wrong_usage(text):
    with pytest.raises(UsageError) as error:
        parse_place(text)
    assert error.value.hint


def test_who_gave_longitude_first_is_told():
    with pytest.raises(UsageError, match="no place on earth") as error:
        parse_place("-122.4194, 37.7749")
    assert error.value.hint == "latitude comes first: 37.7749, -122.4194"


@given(st.text(max_size=40))
def test_any_text_is_a_place_none_or_wrong_usage(text):
    try:
        place = parse_place(text)
    except UsageError:
        return
    assert place is None or abs(place.lat_deg) <= 90
    assert looks_like_file(text) in {True, False}


@given(st.floats(-90, 90), st.floats(-180, 180))
def test_what_is_written_is_what_is_read(lat_deg, lon_deg):
    place = parse_place(f"{lat_deg:.7f},{lon_deg:.7f}")
    assert place.lat_deg == pytest.approx(lat_deg, abs=1e-7)
    assert parse_place(place.name).lon_deg == pytest.approx(lon_deg, abs=1e-6)


@pytest.mark.parametrize(
    "text", ["-", "a/b", "./a", "/a", "C:\\runs", "RUN.GPX", "a.gpx.gz", "a.fit", "a.tcx", "x.gz", "Rua A /Rua B", "a/"]
)
def test_files_are_told_by_their_looks(text):
    assert looks_like_file(text)


@pytest.mark.parametrize(
    "text", ["", "Monaco", "Rua A / Rua B, Porto Alegre", "St. Gallen", "43.7,7.4", "a\0b", "x" * 5000]
)
def test_addresses_do_not_look_like_files(text):
    assert not looks_like_file(text)


def test_a_file_that_is_there_is_one_whatever_its_name(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "Monaco").touch()
    (tmp_path / "Vaduz").mkdir()
    assert looks_like_file("Monaco")
    assert not looks_like_file("Vaduz")
