import gzip
import os

import pytest

from hillwork.errors import InputError
from hillwork.reading import read_gpx
from tests.unit.reading.gpx_text import run


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(InputError, match=r"none\.gpx: no such file"):
        read_gpx(tmp_path / "none.gpx")


def test_a_folder_is_refused(tmp_path):
    with pytest.raises(InputError, match="a folder"):
        read_gpx(tmp_path)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="named pipes are a Unix thing")
def test_a_named_pipe_is_refused_at_once_instead_of_waited_for(tmp_path):
    os.mkfifo(tmp_path / "pipe.gpx")
    with pytest.raises(InputError, match="not a regular file"):
        read_gpx(tmp_path / "pipe.gpx")


def test_a_file_beyond_the_limit_is_refused(tmp_path):
    (tmp_path / "large.gpx").write_text(run(100))
    with pytest.raises(InputError, match="more than 0 MB"):
        read_gpx(tmp_path / "large.gpx", max_bytes=1000)


def test_a_gzip_bomb_is_stopped_at_the_limit(tmp_path):
    (tmp_path / "bomb.gpx").write_bytes(gzip.compress(b"<gpx>" + b" " * 20_000_000))
    with pytest.raises(InputError, match="more than 2 MB"):
        read_gpx(tmp_path / "bomb.gpx", max_bytes=2_000_000)


def test_gzip_members_one_after_the_other_are_one_file(tmp_path):
    text = run(50).encode()
    (tmp_path / "two.gpx").write_bytes(gzip.compress(text[:700]) + gzip.compress(text[700:]))
    assert len(read_gpx(tmp_path / "two.gpx")) == 50


def test_a_null_byte_in_a_name_is_no_file():
    with pytest.raises(InputError, match="not a file name"):
        read_gpx("a\0b.gpx")


def test_escapes_in_a_file_name_do_not_reach_the_message(tmp_path):
    with pytest.raises(InputError) as refusal:
        read_gpx(tmp_path / "a\x1b[31m.gpx")
    assert "\x1b" not in refusal.value.message
