import gzip
import json
import signal
import socket
import subprocess
import sys
import threading
import time
from email.utils import formatdate

import pytest

from hillwork.errors import ServiceError
from hillwork.net import Ask, Cache, Client, Manners, json_of
from tests.others import shared_file
from tests.servers import Reply, as_json, in_turn, serving

OK = as_json({"height": 12})
QUICK = Manners(read_s=0.6, deadline_s=2.5)


@pytest.fixture
def client(tmp_path):
    return make_client(tmp_path)


def make_client(folder, **options):
    naps = []
    made = Client(Cache(folder), sleep=naps.append, **options)
    made.naps = naps
    return made


def fetch(client, url, manners=QUICK, **options):
    def understand(answer):
        if answer.status != 200:
            raise ServiceError(f"status {answer.status}")
        return json_of(answer, url)

    return client.fetch(Ask(url, **options), manners, understand)


def test_an_answer_is_asked_for_once(client, tmp_path):
    with serving(lambda _: OK) as server:
        assert [fetch(client, server.url + "/a") for _ in range(3)] == [{"height": 12}] * 3
        assert fetch(make_client(tmp_path), server.url + "/a") == {"height": 12}
        assert len(server.requests) == 1


def test_other_questions_are_other_answers(client):
    with serving(lambda request: as_json(request.body.decode())) as server:
        said = [fetch(client, server.url + path, body=body) for path in ("/a", "/b") for body in (b"1", b"2")]
    assert said == ["1", "2", "1", "2"]
    assert len(server.requests) == 4


def test_we_say_who_we_are_and_how_to_reach_the_user(tmp_path):
    with serving(lambda _: OK) as server:
        fetch(make_client(tmp_path, contact="me@example.org"), server.url)
    agent = server.requests[0].headers["User-Agent"]
    assert agent.startswith("hillwork/")
    assert "me@example.org" in agent


def test_packed_answers_are_unpacked(client):
    packed = Reply(body=gzip.compress(OK.body), headers={"Content-Encoding": "gzip"})
    with serving(lambda _: packed) as server:
        assert fetch(client, server.url) == {"height": 12}


@pytest.mark.parametrize("status", [429, 502, 503, 504])
def test_who_is_busy_is_asked_again_after_a_while(client, status):
    with serving(in_turn(Reply(status), Reply(status), OK)) as server:
        assert fetch(client, server.url, Manners()) == {"height": 12}
    assert len(server.requests) == 3
    assert client.naps[0] < client.naps[1]


def test_who_says_when_to_come_back_is_believed(client):
    with serving(in_turn(Reply(429, headers={"Retry-After": "2"}), OK)) as server:
        fetch(client, server.url)
    assert client.naps == [2.0]


def test_a_date_to_come_back_is_believed_too_and_nonsense_is_not(client):
    soon = formatdate(time.time() + 2.5, usegmt=True)
    with serving(in_turn(Reply(429, headers={"Retry-After": soon}), OK)) as server:
        fetch(client, server.url)
    assert 1 < client.naps.pop() <= 2.5
    with serving(in_turn(Reply(429, headers={"Retry-After": "tomorrow, perhaps"}), OK)) as server:
        fetch(client, server.url)
    assert 1 <= client.naps.pop() <= 1.3


def test_a_real_gate_s_answer_to_haste_is_waited_out(client):
    [one] = json.loads(shared_file("data/http/nginx_limit_req_1rps_in_front_of_opentopodata.json").read_text())[
        "answers"
    ]
    reply = Reply(one["status"], one["body"].encode(), one["content_type"])
    with serving(in_turn(reply, OK)) as server:
        assert fetch(client, server.url) == {"height": 12}


def test_who_stays_busy_is_given_up_with_the_figure(client):
    with serving(lambda _: Reply(503)) as server, pytest.raises(ServiceError, match=r"too busy .status 503"):
        fetch(client, server.url)
    assert len(server.requests) <= 5


def test_a_wait_too_long_is_told_instead_of_sat_out(client):
    reply = Reply(429, headers={"Retry-After": "3600"})
    with serving(lambda _: reply) as server, pytest.raises(ServiceError, match="come back in 3600 s"):
        fetch(client, server.url)
    assert (len(server.requests), client.naps) == (1, [])


@pytest.mark.parametrize("status", [400, 401, 403, 404, 413, 414, 500])
def test_what_will_not_get_better_is_asked_once(client, status):
    with serving(lambda _: Reply(status)) as server, pytest.raises(ServiceError, match=f"status {status}"):
        fetch(client, server.url)
    assert len(server.requests) == 1


def test_a_connection_that_breaks_is_tried_again_at_once(client):
    with serving(in_turn(Reply(reset=True), Reply(reset=True), OK)) as server:
        assert fetch(client, server.url) == {"height": 12}
    assert client.naps == []


BROKEN = {
    "reset": Reply(reset=True),
    "cut off": Reply(body=OK.body, cut=5),
    "gzip cut off": Reply(body=gzip.compress(OK.body * 50)[:-9], headers={"Content-Encoding": "gzip"}),
    "no gzip": Reply(body=OK.body, headers={"Content-Encoding": "gzip"}),
    "silent": Reply(body=OK.body, delay_s=2),
}


@pytest.mark.parametrize("reply", BROKEN.values(), ids=BROKEN)
def test_a_connection_that_stays_broken_is_one_clear_error(client, tmp_path, reply):
    with serving(lambda _: reply) as server, pytest.raises(ServiceError) as error:
        fetch(client, server.url + "/v1?key=secret")
    assert error.value.message.startswith(server.url)
    assert "secret" not in error.value.message
    assert Cache(tmp_path).info().n_answers == 0


NONSENSE = {
    "a web page": Reply(body=b"<html>welcome</html>", content_type="text/html"),
    "NaN": Reply(body=b'{"height": NaN}'),
    "too deep": Reply(body=b"[" * 100_000),
    "nothing": Reply(),
    "packed in an unknown way": Reply(body=OK.body, headers={"Content-Encoding": "br"}),
}


@pytest.mark.parametrize("reply", NONSENSE.values(), ids=NONSENSE)
def test_nonsense_is_an_error_and_is_not_kept(client, tmp_path, reply):
    with serving(lambda _: reply) as server, pytest.raises(ServiceError):
        fetch(client, server.url)
    assert Cache(tmp_path).info().n_answers == 0


@pytest.mark.parametrize("reply", [Reply(body=OK.body, drip_s=0.2), Reply(body=OK.body, drip_head_s=0.2)])
def test_nobody_keeps_us_for_ever_byte_by_byte(client, reply):
    start = time.monotonic()
    with serving(lambda _: reply) as server, pytest.raises(ServiceError):
        fetch(client, server.url, Manners(read_s=0.5, deadline_s=1.0))
    assert time.monotonic() - start < 12


def test_a_small_answer_that_unpacks_to_a_huge_one_is_refused(client):
    bomb = Reply(body=gzip.compress(b" " * 50_000_000), headers={"Content-Encoding": "gzip"})
    with serving(lambda _: bomb) as server, pytest.raises(ServiceError, match="more than 1,000,000 bytes"):
        fetch(client, server.url, Manners(max_bytes=1_000_000))


def test_we_follow_a_sign_on_the_same_host_and_not_in_circles(client):
    with serving(lambda r: OK if r.path == "/new" else Reply(302, headers={"Location": "/new"})) as server:
        assert fetch(client, server.url + "/old") == {"height": 12}
    with serving(lambda _: Reply(302, headers={"Location": "/again"})) as server, pytest.raises(ServiceError):
        fetch(client, server.url)
    assert len(server.requests) <= 5


@pytest.mark.parametrize("place", ["ftp://example.org/x", "file:///etc/passwd", "gopher://127.0.0.1/"])
def test_we_do_not_follow_to_other_kinds_of_address(client, place):
    sign = Reply(302, headers={"Location": place})
    with serving(lambda _: sign) as server, pytest.raises(ServiceError, match="another kind of address"):
        fetch(client, server.url)


def test_a_key_goes_in_its_header_to_its_host_and_nowhere_else(client, tmp_path):
    with serving(lambda _: OK) as other:
        sign = Reply(302, headers={"Location": other.url.replace("127.0.0.1", "localhost")})
        with serving(lambda _: sign) as server, pytest.raises(ServiceError, match="private network"):
            fetch(client, server.url, headers={"x-api-key": "secret"})
        fetch(client, other.url, headers={"x-api-key": "secret"})
    assert server.requests[0].headers["x-api-key"] == "secret"
    assert len(other.requests) == 1
    assert not any(b"secret" in path.read_bytes() for path in tmp_path.iterdir())


def test_offline_opens_no_socket_and_names_what_is_missing(tmp_path, monkeypatch):
    with serving(lambda _: OK) as server:
        fetch(make_client(tmp_path), server.url + "/kept")

    def refuse(*_):
        raise AssertionError("a socket was opened")

    monkeypatch.setattr(socket, "socket", refuse)
    offline = make_client(tmp_path, is_offline=True)
    assert fetch(offline, server.url + "/kept") == {"height": 12}
    with pytest.raises(ServiceError, match="offline, and not kept from before: the moon"):
        fetch(offline, server.url + "/other", told="the moon")


def test_a_kept_answer_that_is_no_longer_understood_is_asked_for_again(client):
    with serving(in_turn(as_json({"old": 1}), OK)) as server:
        fetch(client, server.url)

        def strict(answer):
            said = json.loads(answer.body)
            if "height" not in said:
                raise ServiceError("not understood")
            return said

        assert client.fetch(Ask(server.url), QUICK, strict) == {"height": 12}
    assert len(server.requests) == 2


def test_the_stated_rate_is_never_exceeded_by_all_runs_together(tmp_path):
    manners = Manners(interval_s=0.15)
    with serving(lambda _: OK) as server:
        clients = [Client(Cache(tmp_path)) for _ in range(2)]
        for number in range(6):
            fetch(clients[number % 2], f"{server.url}/{number}", manners)
    # Of all six together: a busy machine may hear one of them late, and the next one then comes soon after.
    first, *_, last = [request.at_s for request in server.requests]
    assert last - first > 5 * 0.13


def test_the_questions_of_a_day_run_out_and_what_was_answered_is_kept(client):
    manners = Manners(per_day=2)
    with serving(lambda _: OK) as server:
        fetch(client, server.url + "/1", manners)
        fetch(client, server.url + "/2", manners)
        with pytest.raises(ServiceError, match="2 questions it allows a day"):
            fetch(client, server.url + "/3", manners)
        assert fetch(client, server.url + "/1", manners) == {"height": 12}
    assert len(server.requests) == 2


def test_nobody_at_home_is_one_clear_error(client):
    with pytest.raises(ServiceError, match="cannot be reached"):
        fetch(client, "http://127.0.0.1:9/")


def test_several_answers_come_in_their_order_and_four_at_once(client):
    four = threading.Barrier(4, timeout=5)

    def answer_when_four_have_asked(request):
        four.wait()
        return Reply(200, request.path.encode())

    with serving(answer_when_four_have_asked) as server:
        asks = [Ask(f"{server.url}/{number}") for number in range(8)]
        said = client.fetch_all([(ask, lambda answer: answer.body) for ask in asks], Manners(), at_once=4)
    assert said == [f"/{number}".encode() for number in range(8)]


def test_one_bad_answer_of_several_is_an_error_and_no_more_is_asked(client):
    with serving(lambda _: Reply(404, delay_s=0.05)) as server:
        wanted = [(Ask(f"{server.url}/{number}"), refuse) for number in range(40)]
        with pytest.raises(ServiceError, match="none"):
            client.fetch_all(wanted, QUICK, at_once=2)
        assert len(server.requests) <= 4


def refuse(_):
    raise ServiceError("none")


def test_an_interrupted_run_does_not_wait_for_a_silent_server(tmp_path):
    with serving(lambda _: Reply(delay_s=20)) as server:
        words = [
            "from pathlib import Path",
            "from hillwork.net import Ask, Cache, Client, Manners",
            f"wanted = [(Ask({server.url!r} + path), bytes) for path in ('/a', '/b')]",
            f"Client(Cache(Path({str(tmp_path)!r}))).fetch_all(wanted, Manners(), at_once=2)",
        ]
        run = subprocess.Popen([sys.executable, "-c", "\n".join(words)], stderr=subprocess.DEVNULL)
        while not server.requests:
            time.sleep(0.02)
        run.send_signal(signal.SIGINT)
        began = time.monotonic()
        run.wait()
        assert time.monotonic() - began < 5
