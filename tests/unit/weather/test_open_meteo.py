import json
import time
from dataclasses import replace
from datetime import UTC, datetime
from urllib.parse import parse_qs, urlsplit

import pytest

from hillwork.errors import ServiceError, UsageError
from hillwork.net import Cache, Client
from hillwork.weather import OPEN_METEO_URL, OpenMeteo
from hillwork.wish import ElevationWish, open_weather
from tests.servers import Reply, as_json, in_turn, serving
from tests.weather_server import NOW_S, open_meteo, refusal, said

HOME = (43.738412, 7.424638)
NOW = datetime.fromtimestamp(NOW_S, UTC)


@pytest.fixture
def client(tmp_path):
    return made_client(tmp_path)


def made_client(folder, **options):
    return Client(Cache(folder), sleep=lambda _: None, **options)


def source(client, server):
    return OpenMeteo(client, f"{server.url}/v1/forecast", now=lambda: NOW)


def forecast(client, server, place=HOME):
    return source(client, server).forecast(*place)


def changed(**more):
    return as_json(said(change=lambda answer: answer.update(more)))


def with_hourly(change):
    return as_json(said(change=lambda answer: change(answer["hourly"])))


def test_a_forecast_has_the_last_twelve_hours_and_the_next_sixteen_days(client):
    with serving(open_meteo()) as server:
        got = forecast(client, server)
    assert len(got.hours) == 12 + 16 * 24
    assert got.hours[12].start == datetime(2026, 11, 20, 9, tzinfo=UTC)
    assert (got.zone_name, got.utc_offset_s, got.asked_at) == ("Europe/Monaco", 3600, NOW)
    assert got.source == f"Open-Meteo at {server.url[7:]}"
    assert got.attribution == "Weather data by Open-Meteo.com (CC BY 4.0)"


def test_values_are_in_our_units(client):
    def change(answer):
        answer["hourly"].update(
            {name: [value] * 396 for name, value in {"snowfall": 1.4, "precipitation_probability": 35}.items()}
        )

    with serving(open_meteo(change)) as server:
        hour = forecast(client, server).hours[20]
    assert (hour.temperature_c, hour.apparent_c, hour.rain_mm) == (11.6, 9.8, 0.0)
    assert (hour.snowfall_m, hour.rain_probability) == pytest.approx((0.014, 0.35))
    assert (hour.snow_depth_m, hour.weather_code, hour.gust_mps) == (0.0, 3, 6.2)
    assert (hour.visibility_m, hour.is_day) == (24140.0, True)


def test_sums_belong_to_the_hour_before_their_time(client):
    def change(answer):
        for name in ("precipitation", "wind_gusts_10m", "temperature_2m"):
            answer["hourly"][name] = [float(index % 50) for index in range(396)]

    with serving(open_meteo(change)) as server:
        hours = forecast(client, server).hours
    assert (hours[20].temperature_c, hours[20].rain_mm, hours[20].gust_mps) == (20.0, 21.0, 21.0)
    assert (hours[-1].temperature_c, hours[-1].rain_mm) == (45.0, None)


def test_what_is_asked_is_the_weather_of_a_square_kilometre(client):
    with serving(open_meteo()) as server:
        forecast(client, server)
    asked = {key: values[0] for key, values in parse_qs(urlsplit(server.requests[0].path).query).items()}
    assert (asked.pop("latitude"), asked.pop("longitude")) == ("43.74", "7.42")
    assert len(asked.pop("hourly").split(",")) == 10
    assert asked == {
        "wind_speed_unit": "ms",
        "timezone": "auto",
        "timeformat": "unixtime",
        "past_hours": "12",
        "forecast_hours": "384",
    }
    assert "43.738" not in str(server.requests[0])
    assert server.requests[0].headers["User-Agent"].startswith("hillwork/")


@pytest.mark.parametrize("place", [(-0.004, 0.004), (90.0, 0.0), (-90.0, 12.0), (10.0, 180.0), (10.0, -179.999)])
def test_every_place_on_earth_can_be_asked_for(client, place):
    with serving(open_meteo()) as server:
        assert forecast(client, server, place).hours
    assert "-0.00" not in server.requests[0].path


def test_the_same_place_across_the_date_line_is_the_same_place(client):
    with serving(
        lambda _: as_json(said(change=lambda answer: answer.update(latitude=10.0, longitude=-179.95)))
    ) as server:
        assert forecast(client, server, (10.0, 179.99)).hours


@pytest.mark.parametrize("place", [(91.0, 0.0), (0.0, 181.0), (float("nan"), 0.0)])
def test_what_is_no_place_is_our_mistake(client, place):
    with serving(open_meteo()) as server, pytest.raises(ValueError, match="no place on earth"):
        forecast(client, server, place)
    assert not server.requests


def test_an_answer_holds_for_half_an_hour(tmp_path):
    now = [float(NOW_S)]
    client = Client(Cache(tmp_path, now=lambda: now[0]), sleep=lambda _: None)
    with serving(open_meteo()) as server:
        for minutes, n_asked, asked_at in ((0, 1, NOW), (29, 1, None), (31, 2, NOW)):
            now[0] = NOW_S + 60 * minutes
            assert forecast(client, server).asked_at == asked_at
            assert len(server.requests) == n_asked


def test_a_neighbour_gets_the_answer_that_is_kept(client, tmp_path):
    with serving(open_meteo()) as server:
        first = forecast(client, server)
        again = forecast(made_client(tmp_path, is_offline=True), server, (43.7441, 7.4202))
    assert again == replace(first, asked_at=None)


def test_the_cost_is_told_before_and_is_nothing_once_the_answer_is_kept(client):
    with serving(open_meteo()) as server:
        cost = source(client, server).estimate(*HOME)
        assert not server.requests
        forecast(client, server)
        kept = source(client, server).estimate(*HOME)
    assert (cost.host, cost.n_requests, cost.sends) == (server.url[7:], 1, "the place, rounded to about 1 km")
    assert (kept.n_requests, kept.n_bytes, kept.duration_s) == (0, 0, 0)


def test_the_size_that_is_announced_is_about_right(client):
    with serving(open_meteo()) as server:
        n_bytes = source(client, server).estimate(*HOME).n_bytes
    assert n_bytes / 2 < len(json.dumps(said(), separators=(",", ":"))) < 2 * n_bytes


@pytest.mark.parametrize("name", ["snow_depth", "visibility", "weather_code", "temperature_2m"])
@pytest.mark.parametrize("how", ["null", "absent", "undefined"])
def test_what_is_not_said_is_unknown_and_never_zero(client, name, how):
    def change(answer):
        if how == "absent":
            del answer["hourly"][name]
        else:
            answer["hourly"][name] = [None] * 396
        answer["hourly_units"][name] = "undefined" if how == "undefined" else answer["hourly_units"][name]

    with serving(open_meteo(change)) as server:
        hour = forecast(client, server).hours[20]
    unknown = [field for field in ("snow_depth_m", "visibility_m", "weather_code", "temperature_c") if getattr(hour, field) is None]  # fmt: skip
    assert [field.startswith(name[:8]) for field in unknown] == [True]


def test_single_nulls_are_single_gaps(client):
    def change(answer):
        answer["hourly"]["precipitation"][30] = None

    with serving(open_meteo(change)) as server:
        hours = forecast(client, server).hours
    assert [index for index, hour in enumerate(hours) if hour.rain_mm is None] == [29, 395]


def test_a_zone_with_half_hours_keeps_its_own(client):
    def change(answer):
        answer["hourly"]["time"] = [at + 1800 for at in answer["hourly"]["time"]]
        answer.update(utc_offset_seconds=19800, timezone="Asia/Kolkata")

    with serving(open_meteo(change)) as server:
        got = forecast(client, server)
    assert (got.hours[0].start.minute, got.utc_offset_s) == (30, 19800)


def test_a_zone_that_is_nothing_is_harmless(client):
    with serving(open_meteo(lambda answer: answer.update(timezone="../\x1b[31m/etc/passwd" + "x" * 99))) as server:
        got = forecast(client, server)
    assert "\x1b" not in got.zone_name
    assert len(got.zone_name) <= 50


OUTAGES = {
    "refused": refusal("Latitude must be in range of -90 to 90°. Given: 91.0."),
    "error with status 200": refusal("No data is available for this location", 200),
    "not here": Reply(404, b"", "text/html"),
    "forbidden": Reply(403, b"<h1>no</h1>", "text/html"),
    "too many": refusal("Minutely API request limit exceeded. Please try again in one minute.", 429),
    "too many, without JSON": Reply(429, b"Too many requests", "text/plain"),
    "too many, for an hour": Reply(429, b"", headers={"Retry-After": "3600"}),
    "busy": Reply(503, b"", "text/html"),
    "broken": Reply(500, b"[]"),
    "a page": Reply(body=b"<!DOCTYPE html><html>sign in to the hotel's network</html>", content_type="text/html"),
    "nothing": Reply(),
    "truncated": Reply(body=json.dumps(said()).encode()[:-9]),
    "less than promised": Reply(body=json.dumps(said()).encode(), cut=900),
    "deep": Reply(body=b"[" * 100_000),
    "huge": Reply(body=b" " * 600_000 + json.dumps(said()).encode()),
    "reset": Reply(reset=True),
    "a list": as_json([said()]),
    "null": as_json(None),
    "NaN": Reply(body=json.dumps(said()).replace("11.6", "NaN", 1).encode()),
    "infinite": Reply(body=json.dumps(said()).replace("11.6", "1e999", 1).encode()),
    "without hours": changed(hourly=None),
    "without units": changed(hourly_units=None),
    "without a place": changed(latitude=None),
    "a place in words": changed(longitude="7.43"),
    "another place": changed(latitude=7.43, longitude=43.74),
    "half a degree off": changed(latitude=44.25),
    "the other side": changed(longitude=-172.6),
    "without an offset": changed(utc_offset_seconds=None),
    "an absurd offset": changed(utc_offset_seconds=10**9),
    "an offset that is true": changed(utc_offset_seconds=True),
    "no times": with_hourly(lambda hourly: hourly.pop("time")),
    "no hour": with_hourly(lambda hourly: hourly.update({name: [] for name in hourly})),
    "too many hours": as_json(said(n_hours=2000)),
    "times in words": with_hourly(lambda hourly: hourly.update(time=["2026-11-20T09:00"] * 396)),
    "times with fractions": with_hourly(lambda hourly: hourly.update(time=[at + 0.5 for at in hourly["time"]])),
    "days": with_hourly(lambda hourly: hourly.update(time=[at * 24 for at in range(396)])),
    "an hour twice": with_hourly(lambda hourly: hourly["time"].__setitem__(5, hourly["time"][4])),
    "backwards": with_hourly(lambda hourly: hourly["time"].reverse()),
    "another age": with_hourly(lambda hourly: hourly.update(time=[3600 * number for number in range(396)])),
    "a value too few": with_hourly(lambda hourly: hourly["snow_depth"].pop()),
    "a value too many": with_hourly(lambda hourly: hourly["time"].pop()),
    "one value for all": with_hourly(lambda hourly: hourly.update(precipitation=0.0)),
    **{
        f"{name} of {value!r}": with_hourly(lambda hourly, name=name, value=value: hourly[name].__setitem__(40, value))
        for name, value in (
            ("temperature_2m", 1e9), ("temperature_2m", 284.7), ("temperature_2m", "11.6"), ("temperature_2m", True),
            ("apparent_temperature", -200), ("precipitation", -1), ("precipitation", 9999), ("precipitation_probability", 101),
            ("snowfall", -0.1), ("snow_depth", 1e4), ("weather_code", 100), ("wind_gusts_10m", 300), ("visibility", -5), ("is_day", 2),
        )
    },
    "Fahrenheit": as_json(said(change=lambda answer: answer["hourly_units"].update(temperature_2m="°F"))),
    "km/h": as_json(said(change=lambda answer: answer["hourly_units"].update(wind_gusts_10m="km/h"))),
    "other times": as_json(said(change=lambda answer: answer["hourly_units"].update(time="iso8601"))),
}  # fmt: skip


@pytest.mark.parametrize("outage", OUTAGES)
def test_an_outage_is_one_clear_error_and_is_not_kept(client, tmp_path, outage):
    with serving(lambda _: OUTAGES[outage]) as server, pytest.raises(ServiceError) as error:
        forecast(client, server)
    assert error.value.message.startswith(f"{server.url}/v1/forecast: ")
    assert "43.7" not in error.value.message
    assert len(error.value.message) < 400
    assert error.value.hint
    assert Cache(tmp_path).info().n_answers == 0


@pytest.mark.parametrize("status", [400, 429])
def test_the_reason_of_the_service_is_told_without_its_tricks(client, status):
    reply = refusal("Daily API request limit\x1b[31m exceeded.\n" + "x" * 999, status)
    told = rf"status {status}\): Daily API request limit\[31m exceeded"
    with serving(lambda _: reply) as server, pytest.raises(ServiceError, match=told) as error:
        forecast(client, server)
    assert len(error.value.message) < 300


def test_a_refusal_is_asked_once_and_a_busy_service_twice(client):
    with serving(lambda _: refusal("no")) as server, pytest.raises(ServiceError):
        forecast(client, server)
    assert len(server.requests) == 1
    with serving(lambda _: Reply(503)) as server, pytest.raises(ServiceError):
        forecast(client, server)
    assert len(server.requests) == 2


def test_a_service_that_was_busy_answers_later(client):
    with serving(in_turn(Reply(503), as_json(said()))) as server:
        assert forecast(client, server).hours[12].temperature_c == 11.6


def test_a_silent_service_is_given_up(client, monkeypatch):
    from hillwork.weather import open_meteo as module

    monkeypatch.setattr(module, "MANNERS", replace(module.MANNERS, read_s=0.2, deadline_s=1.0))
    begin = time.monotonic()
    with serving(lambda _: Reply(delay_s=3)) as server, pytest.raises(ServiceError, match="no answer in time"):
        forecast(client, server)
    assert time.monotonic() - begin < 10


def test_offline_with_nothing_kept_says_so(tmp_path):
    with (
        serving(open_meteo()) as server,
        pytest.raises(ServiceError, match="offline, and not kept from before: the weather"),
    ):
        forecast(made_client(tmp_path, is_offline=True), server)
    assert not server.requests


def test_what_is_no_longer_understood_is_asked_again(client):
    with serving(open_meteo()) as server:
        url = source(client, server)._ask(*HOME)
        client._cache.put(url.key, "x", b"200\napplication/json\n{}")
        assert forecast(client, server).hours
        assert len(server.requests) == 1


def test_the_public_service_is_asked_over_https():
    assert OPEN_METEO_URL == "https://api.open-meteo.com/v1/forecast"


def test_the_cost_is_announced_before_anybody_is_asked(tmp_path):
    heard = []
    with serving(open_meteo()) as server:
        weather = open_weather(
            f"{server.url}/v1/forecast/",
            ElevationWish(cache_dir=tmp_path),
            lambda cost: heard.append((cost.host, len(server.requests))),
            lambda *_: None,
        )
        assert weather.estimate(*HOME).n_requests == 1
        assert weather.forecast(*HOME).hours
    assert heard == [(server.url[7:], 0)]
    assert urlsplit(server.requests[0].path).path == "/v1/forecast"


def test_an_address_of_a_service_that_is_none_is_wrong_usage(tmp_path):
    with pytest.raises(UsageError, match="not an http or https address"):
        open_weather("ftp://example.org", ElevationWish(cache_dir=tmp_path), lambda _: None, lambda *_: None)
