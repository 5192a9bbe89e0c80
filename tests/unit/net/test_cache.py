import os
import signal
import sqlite3
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from hillwork.net import Cache

WEEK_S = 7 * 86400.0
WRITER = """
import sys
from pathlib import Path
from hillwork.net import Cache
cache = Cache(Path(sys.argv[1]))
print("ready", flush=True)
number = 0
while True:
    cache.put(f"{sys.argv[2]}-{number}", "host", bytes([number % 256]) * 20_000)
    number += 1
"""


@pytest.fixture
def cache(tmp_path):
    return Cache(tmp_path)


def test_what_was_put_is_got_and_other_keys_are_not(cache):
    cache.put("a", "host", b"one")
    assert (cache.get("a", max_age_s=WEEK_S), cache.get("b", max_age_s=WEEK_S)) == (b"one", None)


def test_nothing_is_made_for_a_question(tmp_path):
    assert Cache(tmp_path / "new").get("a", max_age_s=WEEK_S) is None
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize(("age_s", "is_good"), [(0, True), (WEEK_S - 1, True), (WEEK_S + 1, False), (-60, False)])
def test_old_answers_and_those_from_the_future_are_stale(tmp_path, age_s, is_good):
    Cache(tmp_path, now=lambda: 1e9).put("a", "host", b"one")
    got = Cache(tmp_path, now=lambda: 1e9 + age_s).get("a", max_age_s=WEEK_S)
    assert (got == b"one") is is_good


def test_a_damaged_answer_is_dropped(cache):
    cache.put("a", "host", b"one")
    with sqlite3.connect(cache.path) as database:
        database.execute("UPDATE answers SET body = 'two'")
    assert cache.get("a", max_age_s=WEEK_S) is None
    assert cache.info().n_answers == 0


@pytest.mark.parametrize("damage", [b"this is no database", b"SQLite format 3\0" + b"\xff" * 5000])
def test_a_damaged_file_is_set_aside_and_a_new_one_begun(tmp_path, damage):
    cache = Cache(tmp_path)
    cache.path.write_bytes(damage)
    assert cache.get("a", max_age_s=WEEK_S) is None
    cache.put("a", "host", b"one")
    assert Cache(tmp_path).get("a", max_age_s=WEEK_S) == b"one"
    assert cache.path.with_suffix(".damaged").read_bytes() == damage


def test_a_file_of_a_newer_version_is_left_alone(cache):
    cache.put("a", "host", b"one")
    with sqlite3.connect(cache.path) as database:
        database.execute("PRAGMA user_version = 99")
    cache.put("b", "host", b"two")
    assert cache.get("a", max_age_s=WEEK_S) is None
    with sqlite3.connect(cache.path) as database:
        assert database.execute("SELECT count(*) FROM answers").fetchone() == (1,)


def test_where_no_file_can_be_the_run_goes_on(tmp_path):
    (tmp_path / "file").write_text("")
    cache = Cache(tmp_path / "file")
    cache.put("a", "host", b"one")
    assert cache.get("a", max_age_s=WEEK_S) is None
    assert cache.take_turn("host", 2.0, None) == 2.0
    assert cache.info().n_answers == 0


def test_a_full_disk_keeps_what_was_there(cache, monkeypatch):
    cache.put("a", "host", b"one")
    connect = sqlite3.connect

    def connect_full(*arguments, **options):
        database = connect(*arguments, **options)
        (pages,) = database.execute("PRAGMA page_count").fetchone()
        database.execute(f"PRAGMA max_page_count = {pages}")
        return database

    monkeypatch.setattr(sqlite3, "connect", connect_full)
    cache.put("b", "host", os.urandom(1_000_000))
    monkeypatch.undo()
    assert Cache(cache.path.parent).get("a", max_age_s=WEEK_S) == b"one"
    assert Cache(cache.path.parent).get("b", max_age_s=WEEK_S) is None


def test_the_longest_unused_make_room(tmp_path):
    now = [1e9]
    cache = Cache(tmp_path, max_bytes=1000, now=lambda: now[0])
    for key in "abcdefghi":
        now[0] += 1
        cache.put(key, "host", b"x" * 110)
    now[0] += 1
    cache.get("a", max_age_s=WEEK_S)
    now[0] += 1
    cache.put("j", "host", b"x" * 110)
    assert cache.info().n_bytes <= 1000
    assert cache.get("a", max_age_s=WEEK_S)
    assert cache.get("j", max_age_s=WEEK_S)
    assert cache.get("b", max_age_s=WEEK_S) is None


def test_what_is_larger_than_all_there_is_room_for_is_not_kept(tmp_path):
    cache = Cache(tmp_path, max_bytes=1000)
    cache.put("a", "host", b"x" * 2000)
    assert cache.info().n_answers == 0


def test_info_counts_by_host_and_clear_forgets_all(cache):
    cache.put("a", "one.example", b"1234")
    cache.put("b", "two.example", b"12")
    assert cache.info().by_host == {"one.example": (1, 4), "two.example": (1, 2)}
    assert cache.clear().n_bytes == 6
    assert cache.info().n_answers == 0


def test_turns_are_handed_out_one_after_the_other(tmp_path):
    now = [1e9]
    first, second = (Cache(tmp_path, now=lambda: now[0]) for _ in range(2))
    waits = [first.take_turn("h", 1.0, None), second.take_turn("h", 1.0, None), first.take_turn("other", 1.0, None)]
    assert waits == [0.0, 1.0, 0.0]
    now[0] += 10
    assert first.take_turn("h", 1.0, None) == 0.0


def test_a_clock_that_was_set_back_makes_nobody_wait_for_it(tmp_path):
    Cache(tmp_path, now=lambda: 2e9).take_turn("h", 1.0, None)
    assert Cache(tmp_path, now=lambda: 1e9).take_turn("h", 1.0, None) <= 60


def test_a_day_s_questions_are_counted_for_the_day(tmp_path):
    now = [1e9]
    cache = Cache(tmp_path, now=lambda: now[0])
    assert [cache.take_turn("h", 0.0, 2) for _ in range(3)] == [0.0, 0.0, None]
    now[0] += 86400
    assert cache.take_turn("h", 0.0, 2) == 0.0


def test_many_at_once_lose_nothing(tmp_path):
    def write(number):
        Cache(tmp_path).put(str(number), "host", str(number).encode())

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(write, range(60)))
    cache = Cache(tmp_path)
    assert [cache.get(str(number), max_age_s=WEEK_S) for number in range(60)] == [str(n).encode() for n in range(60)]


def test_a_killed_run_leaves_a_sound_file(tmp_path):
    writers = [
        subprocess.Popen([sys.executable, "-c", WRITER, str(tmp_path), name], stdout=subprocess.PIPE) for name in "xy"
    ]
    for writer in writers:
        assert writer.stdout
        writer.stdout.readline()
    time.sleep(0.3)
    for writer in writers:
        writer.send_signal(signal.SIGKILL)
        writer.wait()
        writer.stdout.close()
    cache = Cache(tmp_path)
    info = cache.info()
    assert info.n_answers > 5
    with sqlite3.connect(cache.path) as database:
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        keys = [key for (key,) in database.execute("SELECT key FROM answers")]
    assert all(cache.get(key, max_age_s=WEEK_S) is not None for key in keys)
    assert not cache.path.with_suffix(".damaged").exists()
