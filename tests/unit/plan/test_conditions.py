from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hillwork.errors import ServiceError
from hillwork.model import Forecast, Hour
from hillwork.plan.conditions import Conditions, condition_notes, forecast_failed, judge_weather

ZONE = ZoneInfo("Europe/Monaco")
FIRST = datetime(2026, 11, 20, 6, tzinfo=ZONE)
START, END = datetime(2026, 11, 20, 18, 30, tzinfo=ZONE), datetime(2026, 11, 20, 19, 30, tzinfo=ZONE)
FAIR = Hour(
    start=FIRST,
    temperature_c=11.4,
    apparent_c=9.0,
    rain_mm=0.0,
    rain_probability=0.05,
    snowfall_m=0.0,
    snow_depth_m=0.0,
    weather_code=3,
    gust_mps=6.0,
    visibility_m=24140.0,
    is_day=False,
)


def forecast(changes=None, n_hours=48, **all_hours):
    """Return a forecast from 6:00 on; changes are by the hour of the clock, 30 for 6:00 of the next day."""
    hours = [
        replace(FAIR, start=FIRST.astimezone(UTC) + timedelta(hours=number), **(all_hours | (changes or {}).get(number + 6, {})))
        for number in range(n_hours)
    ]  # fmt: skip
    return Forecast(
        source="Open-Meteo",
        asked_at=datetime(2026, 11, 20, 9, 51, tzinfo=UTC),
        hours=tuple(hours),
        zone_name="Europe/Monaco",
        utc_offset_s=3600,
        attribution="Weather data by Open-Meteo.com (CC BY 4.0)",
    )


def judged(changes=None, *, start=START, end=END, **more):
    weather = judge_weather(forecast(changes, **more), start, end)
    return weather.conditions, {notice.code: notice.message for notice in weather.notices}


def test_fair_weather_is_dry_and_says_whose_forecast_it_is():
    conditions, told = judged()
    assert conditions is Conditions.DRY
    assert told == {
        "forecast": "forecast: 11 °C, 0.0 mm of rain, gusts of 6 m/s (Open-Meteo, asked 2026-11-20 at 10:51;"
        " a model with cells of 1 to 11 km: your hill may differ); Weather data by Open-Meteo.com (CC BY 4.0)"
    }


def test_a_kept_answer_says_how_old_it_may_be():
    weather = judge_weather(replace(forecast(), asked_at=None), START, END)
    assert "asked within the last half hour" in weather.notices[-1].message


@pytest.mark.parametrize(
    ("hour", "conditions"), [(14, "dry"), (15, "wet"), (16, "wet"), (18, "wet"), (19, "wet"), (20, "dry")]
)
def test_rain_in_the_session_or_the_three_hours_before_makes_wet_ground(hour, conditions):
    got, told = judged({hour: {"rain_mm": 0.3}})
    assert got == conditions
    assert ("rain" in told) == (conditions == "wet")


def test_drops_are_no_rain_but_add_up():
    assert judged({18: {"rain_mm": 0.2}})[0] is Conditions.DRY
    conditions, told = judged({hour: {"rain_mm": 0.1} for hour in (16, 17, 18)})
    assert conditions is Conditions.WET
    assert told["rain"] == "wet: 0.3 mm fall, 16:00 to 19:00"


def test_rain_that_is_only_likely_is_told_and_changes_nothing():
    conditions, told = judged({19: {"rain_probability": 0.6}})
    assert conditions is Conditions.DRY
    assert told["rain-chance"] == "rain is possible, 19:00 to 20:00: 60 %"


@pytest.mark.parametrize("code", [56, 57, 66, 67])
def test_freezing_rain_is_ice_whatever_the_thermometer_says(code):
    conditions, told = judged({19: {"weather_code": code}})
    assert conditions is Conditions.ICE
    assert told["ice-risk"] == "freezing rain or drizzle, 19:00 to 20:00: ice on every surface"


@pytest.mark.parametrize("what", [{"rain_mm": 0.4}, {"snow_depth_m": 0.03}, {"weather_code": 66}])
@pytest.mark.parametrize(("hour", "is_ice"), [(7, True), (12, True), (19, True), (20, False)])
def test_at_one_degree_what_fell_in_twelve_hours_is_ice(what, hour, is_ice):
    conditions, told = judged({hour: what}, temperature_c=1.0)
    is_ice = is_ice or (what == {"weather_code": 66} and hour == 20)  # the end of the session is told of 20:00
    assert (conditions is Conditions.ICE) == is_ice
    assert ("ice-risk" in told) == is_ice


def test_cold_and_dry_is_dry():
    assert judged(temperature_c=-4.0)[0] is Conditions.DRY


def test_the_same_rain_at_two_degrees_is_rain():
    assert judged({17: {"rain_mm": 1.0}}, temperature_c=2.0)[0] is Conditions.WET


@pytest.mark.parametrize(("now_c", "is_ice"), [(2.0, True), (5.0, True), (6.0, False)])
def test_rain_that_froze_is_ice_until_it_is_warm(now_c, is_ice):
    night = {8: {"rain_mm": 1.0, "temperature_c": 3.0}, 11: {"temperature_c": -0.5}}
    conditions, told = judged(night, temperature_c=now_c)
    assert (conditions is Conditions.ICE) == is_ice
    assert not is_ice or "after rain that froze in the 12 hours before" in told["ice-risk"]


def test_frost_before_the_rain_is_no_ice():
    assert judged({8: {"temperature_c": -1.0}, 11: {"rain_mm": 1.0}}, temperature_c=3.0)[0] is Conditions.DRY


@pytest.mark.parametrize("what", [{"rain_mm": None}, {}])
def test_frost_after_hours_nobody_knows_is_taken_for_ice(what):
    start = START if what else FIRST + timedelta(hours=5)
    conditions, told = judged({9: what}, temperature_c=0.0, start=start, end=start + timedelta(hours=1))
    assert conditions is Conditions.ICE
    assert "what fell in the 12 hours before is not known" in told["ice-risk"]


def test_snow_is_told_and_wet_above_freezing():
    conditions, told = judged({18: {"snowfall_m": 0.01, "weather_code": 73}}, temperature_c=2.0)
    assert conditions is Conditions.WET
    assert told["snow"].startswith("snow falls, 18:00 to 19:00:")
    conditions, told = judged(snow_depth_m=0.12, temperature_c=4.0)
    assert conditions is Conditions.WET
    assert told["snow"].startswith("about 12 cm of snow lie, by the model")


@pytest.mark.parametrize(
    ("apparent_c", "words"), [(26.9, None), (27.0, "by effort"), (31.9, "by effort"), (32.0, "indoors")]
)
def test_heat_is_told_in_two_steps(apparent_c, words):
    conditions, told = judged({19: {"apparent_c": apparent_c}}, temperature_c=25.0)
    assert conditions is Conditions.DRY
    assert ("heat" in told) == (words is not None)
    assert words is None or words in told["heat"]


@pytest.mark.parametrize(("gust_mps", "is_told"), [(16.9, False), (17.0, True), (30.0, True)])
def test_gales_are_told(gust_mps, is_told):
    told = judged({18: {"gust_mps": gust_mps}})[1]
    assert ("gusts" in told) == is_told
    assert not is_told or f"{gust_mps:.0f} m/s ({3.6 * gust_mps:.0f} km/h), 18:00 to 19:00" in told["gusts"]


@pytest.mark.parametrize("code", range(95, 100))
@pytest.mark.parametrize(("hour", "is_told"), [(17, False), (18, True), (20, True), (21, False)])
def test_in_a_thunderstorm_nobody_goes(code, hour, is_told):
    told = judged({hour: {"weather_code": code}})[1]
    assert ("do not go" in told.get("thunderstorm", "")) == is_told


def test_the_worst_comes_first():
    got = judge_weather(forecast({18: {"weather_code": 95, "rain_mm": 9.0, "gust_mps": 25.0}}), START, END)
    assert [notice.code for notice in got.notices] == ["thunderstorm", "rain", "gusts", "forecast"]


@pytest.mark.parametrize("what", [{"weather_code": 45}, {"weather_code": 48}, {"visibility_m": 150.0}])
def test_fog_is_told(what):
    assert "keep off roads with cars" in judged({19: what})[1]["fog"]
    assert "fog" not in judged({19: {"visibility_m": 200.0}})[1]


def test_a_day_too_far_ahead_is_unknown():
    conditions, told = judged(start=START + timedelta(days=9), end=END + timedelta(days=9))
    assert conditions is None
    assert told["forecast-too-far"] == "the forecast ends on 2026-11-22 at 06:00: ask again when the day is nearer"
    assert told["forecast"].startswith("forecast: nothing for these hours (Open-Meteo")


def test_nulls_at_the_end_are_hours_too_far_ahead():
    unknown = {hour: {"temperature_c": None, "rain_mm": None} for hour in range(19, 60)}
    conditions, told = judged(unknown)
    assert conditions is None
    assert told["forecast-too-far"].startswith("the forecast ends on 2026-11-20 at 19:00")


def test_a_session_that_is_over_and_one_with_a_gap_are_unknown():
    conditions, told = judged(start=FIRST - timedelta(hours=3), end=FIRST - timedelta(hours=2))
    assert conditions is None
    assert "the session lies before it" in told["forecast-too-far"]
    conditions, told = judged({18: {"rain_mm": None}})
    assert conditions is None
    assert "says nothing about some hours" in told["forecast-too-far"]
    assert judged(n_hours=0)[0] is None


def test_what_is_known_of_half_a_session_is_told_all_the_same():
    conditions, told = judged({18: {"rain_mm": 3.0}, 19: {"temperature_c": None, "rain_mm": None}})
    assert conditions is Conditions.WET
    assert "forecast-too-far" in told


def test_times_are_told_in_the_zone_of_the_session():
    tokyo = [at.astimezone(ZoneInfo("Asia/Tokyo")) for at in (START, END)]
    told = judged({18: {"gust_mps": 20.0}}, start=tokyo[0], end=tokyo[1])[1]
    assert ", 02:00 to 03:00:" in told["gusts"]


def test_the_hour_that_comes_twice_is_two_hours():
    zone = ZoneInfo("Europe/Monaco")
    begin = datetime(2026, 10, 24, 22, tzinfo=UTC)
    hours = [replace(FAIR, start=(begin + timedelta(hours=number)).astimezone(zone)) for number in range(8)]
    hours[3] = replace(hours[3], weather_code=95)  # 02:00 in winter time
    start = datetime(2026, 10, 25, 2, 15, fold=1, tzinfo=zone)
    got = judge_weather(replace(forecast(), hours=tuple(hours)), start, start.replace(minute=35))
    assert got.conditions is Conditions.DRY
    assert got.notices[0].code == "thunderstorm"


@pytest.mark.parametrize(
    ("start", "end"), [(END, START), (START.replace(tzinfo=None), END), (START, END.replace(tzinfo=None))]
)
def test_a_session_that_is_none_is_our_mistake(start, end):
    with pytest.raises(ValueError, match="a beginning and an end"):
        judge_weather(forecast(), start, end)


def test_hours_in_disorder_are_our_mistake():
    with pytest.raises(ValueError, match="follow each other"):
        replace(forecast(), hours=forecast().hours[::-1])
    with pytest.raises(ValueError, match="time zone"):
        replace(FAIR, start=datetime(2026, 11, 20, 6, tzinfo=UTC).replace(tzinfo=None))
    with pytest.raises(ValueError, match="time zone"):
        replace(forecast(), asked_at=datetime(2026, 11, 20, 6, tzinfo=UTC).replace(tzinfo=None))


numbers = st.none() | st.floats(-50, 50)
amounts = st.none() | st.floats(0, 30)
any_hours = st.lists(
    st.fixed_dictionaries(
        {
            "temperature_c": numbers,
            "apparent_c": numbers,
            "rain_mm": amounts,
            "rain_probability": st.none() | st.floats(0, 1),
            "snowfall_m": amounts,
            "snow_depth_m": amounts,
            "weather_code": st.none() | st.integers(0, 99),
            "gust_mps": amounts,
            "visibility_m": amounts,
        }
    ),
    max_size=30,
)


@given(hours=any_hours, begin_h=st.integers(-5, 40), minutes=st.integers(0, 300))
def test_whatever_is_forecast_there_is_a_verdict_with_its_source(hours, begin_h, minutes):
    start = FIRST + timedelta(hours=begin_h)
    weather = judge_weather(
        forecast({number + 6: hour for number, hour in enumerate(hours)}, n_hours=len(hours)),
        start,
        start + timedelta(minutes=minutes),
    )
    codes = [notice.code for notice in weather.notices]
    assert codes[-1] == "forecast"
    assert len(codes) == len(set(codes))
    assert (weather.conditions is Conditions.ICE) == ("ice-risk" in codes)
    assert weather.conditions is not None or "forecast-too-far" in codes


@given(hours=any_hours, more_mm=st.floats(0.3, 20))
def test_more_rain_is_never_drier(hours, more_mm):
    changes = {number + 6: hour for number, hour in enumerate(hours)}
    wetter = {**changes, 18: changes.get(18, {}) | {"rain_mm": (changes.get(18, {}).get("rain_mm") or 0.0) + more_mm}}
    order = [None, Conditions.DRY, Conditions.WET, Conditions.ICE]
    assert order.index(judged(wetter)[0]) >= order.index(judged(changes)[0])


def proposed(conditions, *, grade_down=0.06, surfaces=("asphalt",), is_surface_known=True, session_key="classic"):
    notes = condition_notes(
        conditions,
        grade_down=grade_down,
        surfaces=surfaces,
        is_surface_known=is_surface_known,
        session_key=session_key,
    )
    return {note.code: note.words for note in notes}


def test_on_ice_the_session_goes_indoors():
    told = proposed(Conditions.ICE, session_key="long")
    assert list(told) == ["ice-proposal"]
    assert "hillwork plan --treadmill --session long" in told["ice-proposal"]
    assert "an easy flat run on another day" in told["ice-proposal"]


@pytest.mark.parametrize("conditions", [Conditions.DRY, None])
def test_on_dry_or_unknown_ground_nothing_changes(conditions):
    assert proposed(conditions, grade_down=0.2, surfaces=("grass",), is_surface_known=False) == {}


@pytest.mark.parametrize(
    "surface", ["gravel", "dirt", "unpaved", "compacted", "sett", "cobblestone", "wood", "metal", "grass", "paving:new"]
)
def test_slippery_surfaces_are_left_out_when_wet(surface):
    told = proposed(Conditions.WET, surfaces=("asphalt", surface))
    assert told["wet-proposal"].startswith(f"wet, with {surface}: take a paved hill of at most 8 %, or the treadmill")


@pytest.mark.parametrize(("grade_down", "is_left_out"), [(0.08, False), (0.081, True), (0.15, True)])
def test_steep_ways_down_are_left_out_when_wet(grade_down, is_left_out):
    told = proposed(Conditions.WET, grade_down=grade_down)
    assert ("treadmill" in told["wet-proposal"]) == is_left_out
    assert (f"{100 * grade_down:.1f} % down" in told["wet-proposal"]) == is_left_out


@pytest.mark.parametrize("surface", ["asphalt", "concrete", "paving_stones", "tartan"])
def test_firm_ground_is_run_with_care(surface):
    assert proposed(Conditions.WET, surfaces=(surface,)) == {
        "wet-proposal": "wet: walk or jog down with short strides, and turn slowly"
    }


def test_an_unknown_surface_is_said_to_be_unknown():
    told = proposed(Conditions.WET, surfaces=(), is_surface_known=False)
    assert "the surface is not known all the way" in told["surface-unknown"]


def test_sprints_are_left_out_when_wet():
    told = proposed(Conditions.WET, session_key="sprint")
    assert told["no-sprints"] == "no sprints on wet ground: do a mid session instead; --session mid"


def test_a_forecast_that_failed_is_a_note_and_no_end():
    notice = forecast_failed(ServiceError("https://api.open-meteo.com/v1/forecast: too busy", hint="later"))
    assert notice.code == "forecast-failed"
    assert notice.message == (
        "no forecast: https://api.open-meteo.com/v1/forecast: too busy; look at the sky, or at another forecast"
    )
