"""Option values are written down a second time in the command line, so that `--help` loads nothing."""

from hillwork.cli.runner_options import LEVELS, SESSIONS
from hillwork.model import Level
from hillwork.plan import SESSIONS as SESSIONS_THERE_ARE


def test_the_command_line_knows_every_session_and_level():
    assert tuple(SESSIONS_THERE_ARE) == SESSIONS
    assert tuple(Level) == LEVELS
