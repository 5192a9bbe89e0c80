import math
from datetime import UTC, date, datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hillwork.errors import UsageError
from hillwork.plan.light import HORIZON_DEG, Daylight, daylight, light_notes

LONDON = (51.5, -0.125, ZoneInfo("Europe/London"))
TROMSO = (69.5, 19.0, timezone(timedelta(hours=1)))
OSLO_TIME = ZoneInfo("Europe/Oslo")


def minute(at):
    return at and f"{at + timedelta(seconds=30):%H:%M}"


def times(day):
    return tuple(map(minute, (day.dawn, day.sunrise, day.sunset, day.dusk)))


def off_s(at, clock):
    """Return how far a time is from one on the clock of its day."""
    hour, minute = map(int, clock.split(":"))
    return abs((at - at.replace(hour=hour, minute=minute, second=0)).total_seconds())


# London 2025: published to the second by the diary of a Londoner (diamondgeezer, 20 June 2025) for the Houses of Parliament.
# The others: tables of the December solstice in Wikipedia, from the Finnish Meteorological Institute; timeanddate.com for Quito.
PUBLISHED = [
    (51.5, -0.125, "Europe/London", date(2025, 6, 20), "04:42", "21:22"),
    (51.5, -0.125, "Europe/London", date(2015, 12, 22), "08:04", "15:53"),
    (52.52, 13.40, "Europe/Berlin", date(2015, 12, 22), "08:15", "15:54"),
    (48.86, 2.35, "Europe/Paris", date(2015, 12, 22), "08:41", "16:56"),
    (40.42, -3.70, "Europe/Madrid", date(2015, 12, 22), "08:34", "17:51"),
    (37.98, 23.73, "Europe/Athens", date(2015, 12, 22), "07:37", "17:09"),
    (59.91, 10.75, "Europe/Oslo", date(2022, 12, 21), "09:17", "15:11"),
    (64.15, -21.94, "Atlantic/Reykjavik", date(2022, 12, 21), "11:21", "15:29"),
    (66.50, 25.73, "Europe/Helsinki", date(2022, 12, 21), "11:07", "13:22"),
    (-0.18, -78.47, "America/Guayaquil", date(2018, 6, 21), "06:13", "18:19"),
    (-0.18, -78.47, "America/Guayaquil", date(2018, 12, 21), "06:08", "18:16"),
]


@pytest.mark.parametrize("published", PUBLISHED)
def test_the_sun_rises_and_sets_when_almanacs_say(published):
    lat, lon, zone, day, sunrise, sunset = published
    got = daylight(lat, lon, day, ZoneInfo(zone))
    assert off_s(got.sunrise, sunrise) <= 90
    assert off_s(got.sunset, sunset) <= 90
    assert got.dawn < got.sunrise < got.sunset < got.dusk
    assert not got.is_always_light
    assert not got.is_always_dark


def test_quito_has_twelve_hours_all_year():
    for month in range(1, 13):
        day = daylight(-0.18, -78.47, date(2026, month, 15), ZoneInfo("America/Guayaquil"))
        assert timedelta(hours=12, minutes=4) < day.sunset - day.sunrise < timedelta(hours=12, minutes=10)


# The U.S. Naval Observatory for N 69.5, E 19.0 in 2014, in UT + 1 h: twilight, sunrise, sunset, twilight.
USNO_2014 = [
    (date(2014, 4, 1), ("03:46", "04:50", "18:49", "19:53")),
    (date(2014, 4, 30), (None, "02:29", "20:58", None)),
    (date(2014, 5, 17), (None, "00:29", "23:06", None)),
    (date(2014, 5, 18), (None, "00:13", None, None)),
    (date(2014, 7, 25), (None, None, "23:20", None)),
]


@pytest.mark.parametrize(("day", "told"), USNO_2014)
def test_white_nights_lose_their_twilight_and_then_their_sunset(day, told):
    lat, lon, zone = TROMSO
    got = daylight(lat, lon, day, zone)
    for at, clock in zip((got.dawn, got.sunrise, got.sunset, got.dusk), told, strict=True):
        assert (at is None) == (clock is None)
        assert at is None or off_s(at, clock) <= 90
    assert not got.is_always_light


@pytest.mark.parametrize("day", [date(2026, 5, 22), date(2026, 6, 21), date(2026, 7, 20)])
def test_tromso_has_a_midnight_sun(day):
    got = daylight(69.65, 18.96, day, OSLO_TIME)
    assert got.is_always_light
    assert not got.is_always_dark
    assert times(got) == (None,) * 4
    assert got.is_sunny(datetime(day.year, day.month, day.day, 0, 30, tzinfo=OSLO_TIME))


@pytest.mark.parametrize("day", [date(2026, 11, 29), date(2026, 12, 21), date(2027, 1, 13)])
def test_tromso_has_a_polar_night_with_twilight_at_noon(day):
    got = daylight(69.65, 18.96, day, OSLO_TIME)
    assert got.is_always_dark
    assert got.sunrise is got.sunset is None
    assert got.dawn.hour in {8, 9}
    assert got.dusk.hour in {13, 14}
    noon = datetime(day.year, day.month, day.day, 11, 40, tzinfo=OSLO_TIME)
    assert not got.is_sunny(noon)
    assert not got.is_dark(noon)
    assert got.is_dark(noon + timedelta(hours=6))


@pytest.mark.parametrize(
    ("lat", "day", "is_light"), [(90.0, date(2026, 6, 21), True), (-90.0, date(2026, 6, 21), False)]
)
@pytest.mark.parametrize("lon", [-180.0, 0.0, 180.0])
def test_the_poles_have_one_day_a_year(lat, day, is_light, lon):
    got = daylight(lat, lon, day, UTC)
    assert (got.is_always_light, got.is_always_dark) == (is_light, not is_light)
    assert is_light or got.is_dark(datetime(2026, 6, 21, 12, tzinfo=UTC))


FAR = [
    (-36.85, 174.76, "Pacific/Auckland"),
    (21.31, -157.86, "Pacific/Honolulu"),
    (1.87, -157.43, "Pacific/Kiritimati"),
    (52.0, 179.99, "UTC"),
    (52.0, -179.99, "UTC"),
    (39.47, 75.99, "Asia/Shanghai"),
    (-36.85, 174.76, "UTC"),
    (37.77, -122.42, "UTC"),
    (51.5, -0.1, "Pacific/Kiritimati"),
]


@pytest.mark.parametrize(("lat", "lon", "zone"), FAR)
@pytest.mark.parametrize("day", [date(2026, 3, 20), date(2026, 6, 21), date(2026, 12, 31)])
def test_what_is_told_happens_on_that_date_of_that_zone(lat, lon, zone, day):
    got = daylight(lat, lon, day, ZoneInfo(zone))
    for at in (got.dawn, got.sunrise, got.sunset, got.dusk):
        assert at.date() == day
        assert at.tzinfo == ZoneInfo(zone)


def test_the_sun_may_set_before_it_rises():
    got = daylight(-36.85, 174.76, date(2026, 12, 21), UTC)
    assert got.sunset < got.sunrise
    assert [got.is_sunny(datetime(2026, 12, 21, hour, tzinfo=UTC)) for hour in (3, 12, 20)] == [True, False, True]


def test_two_sides_of_the_date_line_see_one_sunrise():
    east, west = (daylight(10.0, lon, date(2026, 4, 1), UTC) for lon in (180.0, -180.0))
    assert east == west


def test_the_day_of_a_changed_clock_is_as_long_as_the_days_around_it():
    lat, lon, zone = LONDON
    for day in (date(2026, 3, 29), date(2026, 10, 25)):
        lengths = [
            (at.sunset.astimezone(UTC) - at.sunrise.astimezone(UTC)).total_seconds()
            for at in (daylight(lat, lon, day + timedelta(days=more), zone) for more in (-1, 0, 1))
        ]
        assert lengths[1] == pytest.approx((lengths[0] + lengths[2]) / 2, abs=20)


@pytest.mark.parametrize("year", [1, 1900, 2100, 9999])
def test_the_sun_of_other_centuries_is_not_guessed(year):
    with pytest.raises(UsageError, match="no sunrise is known"):
        daylight(50.0, 0.0, date(year, 12, 31), UTC)


def noaa_minutes(lat_deg, lon_deg, day, hour):
    """Return sunrise and sunset [minutes of the day in UTC] by the short formulas of NOAA's sheet "General solar position"."""
    gamma = 2 * math.pi / 365 * (day.timetuple().tm_yday - 1 + (hour - 12) / 24)
    equation_min = 229.18 * (
        0.000075 + 0.001868 * math.cos(gamma) - 0.032077 * math.sin(gamma)
        - 0.014615 * math.cos(2 * gamma) - 0.040849 * math.sin(2 * gamma)
    )  # fmt: skip
    declination = (
        0.006918 - 0.399912 * math.cos(gamma) + 0.070257 * math.sin(gamma) - 0.006758 * math.cos(2 * gamma)
        + 0.000907 * math.sin(2 * gamma) - 0.002697 * math.cos(3 * gamma) + 0.00148 * math.sin(3 * gamma)
    )  # fmt: skip
    lat = math.radians(lat_deg)
    cosine = math.cos(math.radians(90.833)) / (math.cos(lat) * math.cos(declination)) - math.tan(lat) * math.tan(
        declination
    )
    angle_deg = math.degrees(math.acos(cosine))
    return 720 - 4 * (lon_deg + angle_deg) - equation_min, 720 - 4 * (lon_deg - angle_deg) - equation_min


@given(
    lat=st.floats(-50, 50),
    lon=st.floats(-180, 180),
    day=st.dates(date(2015, 1, 1), date(2035, 12, 31)),
)
def test_an_independent_formula_agrees(lat, lon, day):
    zone = timezone(timedelta(hours=round(lon / 15)))
    got = daylight(lat, lon, day, zone)
    midnight = datetime(day.year, day.month, day.day, tzinfo=UTC)
    for at, which in ((got.sunrise, 0), (got.sunset, 1)):
        hour = (at.astimezone(UTC) - midnight).total_seconds() / 3600
        assert abs(60 * hour - noaa_minutes(lat, lon, day, hour)[which]) < 3


@given(
    lat=st.floats(-90, 90),
    lon=st.floats(-180, 180),
    day=st.dates(date(1901, 1, 1), date(2099, 12, 31)),
    offset_h=st.integers(-12, 14),
)
def test_every_place_and_day_has_an_answer_that_fits_the_height_of_the_sun(lat, lon, day, offset_h):
    from astral import Observer
    from astral.sun import elevation

    zone = timezone(timedelta(hours=offset_h))
    got = daylight(lat, lon, day, zone)
    assert not (got.is_always_light and got.is_always_dark)
    for at in filter(None, (got.dawn, got.sunrise, got.sunset, got.dusk)):
        assert at.date() == day
    heights = {
        hour: elevation(
            Observer(lat, lon), datetime(day.year, day.month, day.day, hour, tzinfo=zone).astimezone(UTC), False
        )
        for hour in range(24)
    }
    for hour, height in heights.items():
        if abs(height - HORIZON_DEG) > 3:  # a second sunset on one date, near the poles, may be missing
            assert got.is_sunny(datetime(day.year, day.month, day.day, hour, tzinfo=zone)) == (height > HORIZON_DEG)


def at(clock, day=21):
    return datetime.combine(date(2026, 12, day), time.fromisoformat(clock), tzinfo=LONDON[2])


def notes(start, end, *, is_lit=None, day=None):
    winter = daylight(*LONDON[:2], date(2026, 12, 21), LONDON[2])
    return {note.code: note.message for note in light_notes(day or winter, start, end, is_lit=is_lit)}


def test_the_times_are_told_with_their_zone():
    told = notes(None, None)
    assert told == {
        "daylight": "sunrise 08:04, sunset 15:53 on 2026-12-21 (Europe/London); first light 07:23, last light 16:34"
    }


def test_a_session_by_day_is_said_to_be_one():
    told = notes(at("10:00"), at("11:05"))
    assert told["daylight"].endswith("; the session, 10:00 to 11:05, lies in daylight")
    assert "dark" not in told


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        ("15:00", "16:10", "ends after sunset, in twilight"),
        ("15:00", "17:10", "ends after sunset, in the dark"),
        ("07:30", "08:30", "begins before sunrise, in twilight"),
        ("06:30", "08:30", "begins before sunrise, in the dark"),
        ("07:30", "16:00", "begins before sunrise and ends after sunset, in twilight"),
        ("19:00", "20:00", "lies in the dark"),
        ("23:30", "00:30", "lies in the dark"),
        ("16:00", "16:20", "lies in twilight"),
    ],
)
def test_a_session_without_the_sun_is_said_to_be_one(start, end, words):
    told = notes(at(start), at(end, day=22 if end < start else 21))
    assert f"the session, {start} to {end}, {words}: wear a lamp and something reflective" in told["dark"]
    assert "face the traffic, but not over a blind crest" in told["dark"]
    assert "lies in daylight" not in told["daylight"]


def test_a_session_told_in_another_zone_is_the_same_session():
    there = [one.astimezone(ZoneInfo("Asia/Tokyo")) for one in (at("15:00"), at("17:10"))]
    assert notes(*there) == notes(at("15:00"), at("17:10"))


@pytest.mark.parametrize("is_lit", [True, False, None])
def test_the_light_of_the_way_is_known_or_said_to_be_unknown(is_lit):
    words = {True: "is lit, as far", False: "not lit all the way", None: "is not known"}[is_lit]
    assert words in notes(at("19:00"), at("20:00"), is_lit=is_lit)["dark"]


@pytest.mark.parametrize(("start", "end"), [("19:00", None), (None, "19:00")])
def test_half_a_session_is_judged_by_what_is_known(start, end):
    told = notes(start and at(start), end and at(end))
    assert "lies in the dark" in told["dark"]


def test_midnight_sun_and_polar_night_are_said_in_words():
    june, december = (daylight(69.65, 18.96, date(2026, month, 21), OSLO_TIME) for month in (6, 12))
    told = notes(datetime(2026, 6, 21, 23, tzinfo=OSLO_TIME), datetime(2026, 6, 22, 1, tzinfo=OSLO_TIME), day=june)
    assert told["daylight"].startswith("the sun does not set on 2026-06-21 (Europe/Oslo); the session, 23:00 to 01:00,")
    assert "dark" not in told
    told = notes(None, None, day=december)
    assert told["daylight"].startswith("the sun does not rise on 2026-12-21 (Europe/Oslo); first light ")
    assert told["dark"].startswith("without the sun: wear a lamp")
    told = notes(None, None, day=daylight(-90.0, 0.0, date(2026, 6, 21), UTC))
    assert told["daylight"].endswith("there is no twilight either")


def test_a_white_night_is_twilight_and_may_lie_within_a_session():
    zone = TROMSO[2]
    day = daylight(*TROMSO[:2], date(2014, 5, 17), zone)
    start = datetime(2014, 5, 17, 22, 30, tzinfo=zone)
    told = notes(start, start + timedelta(hours=3), day=day)
    assert told["daylight"].endswith("twilight lasts all night")
    assert "has a sunset in between, in twilight" in told["dark"]
    first = daylight(*TROMSO[:2], date(2014, 5, 18), zone)
    assert "no sunset" in notes(None, None, day=first)["daylight"]


def test_a_day_is_a_value():
    assert isinstance(daylight(50.0, 0.0, date(2026, 1, 1), UTC), Daylight)


@pytest.mark.parametrize(
    ("day", "sunny"), [(date(2014, 5, 18), [False, True, True]), (date(2014, 7, 25), [True, True, False])]
)
def test_a_day_with_one_event_has_the_sun_on_one_side_of_it(day, sunny):
    got = daylight(*TROMSO[:2], day, TROMSO[2])
    begin = datetime(day.year, day.month, day.day, tzinfo=TROMSO[2])
    moments = [begin + timedelta(minutes=minutes) for minutes in (5, 720, 1430)]
    assert [got.is_sunny(at) for at in moments] == sunny
    assert not any(map(got.is_dark, moments))
