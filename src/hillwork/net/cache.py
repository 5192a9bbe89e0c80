"""Answers kept in one SQLite file: shared by concurrent runs, sound after a crash, and never needed."""

import hashlib
import sqlite3
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeVar

FILE_NAME: Final = "answers.sqlite"
SCHEMA_VERSION: Final = 1
BUSY_S: Final = 5.0
"""How long a run waits for another one that is writing."""

AGAIN_S: Final = 0.02
"""SQLite itself does not wait where a lock could be mutual, as when two runs begin the file together: we ask again."""

_BUSY: Final = frozenset({sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED})
_PRIMARY_CODE: Final = 0xFF
"""Its extended error codes hold the plain one in the lowest byte."""

MAX_BYTES: Final = 512 * 1024 * 1024
"""Some five thousand terrain tiles; the longest unused go first."""

KEPT_SHARE: Final = 0.9
"""What is left after making room, so that room is not made at every answer."""

_SCHEMA: Final = f"""
CREATE TABLE IF NOT EXISTS answers (
    key TEXT PRIMARY KEY, host TEXT NOT NULL, body BLOB NOT NULL, sha256 BLOB NOT NULL,
    stored_at REAL NOT NULL, used_at REAL NOT NULL, n_bytes INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS by_use ON answers (used_at);
CREATE TABLE IF NOT EXISTS turns (host TEXT PRIMARY KEY, next_at REAL NOT NULL, day TEXT NOT NULL, n_today INTEGER NOT NULL);
PRAGMA user_version = {SCHEMA_VERSION};
"""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class CacheInfo:
    """What a cache holds.

    Args:
        path: The file.
        n_answers: How many answers.
        n_bytes: Their size [bytes].
        by_host: The same by host: answers and bytes.
    """

    path: Path
    n_answers: int
    n_bytes: int
    by_host: dict[str, tuple[int, int]]


class Cache:
    """Answers by key, with the time they were stored.

    Whatever is wrong with the file (damaged, locked, read-only, full, from a newer version), the cache answers nothing and
    keeps nothing, and the run goes on. A damaged file is set aside once, and a new one begun.

    Args:
        folder: Where the file lies; made when there is something to keep.
        max_bytes: How much to keep [bytes].
        now: Tells the time [s since 1970].
    """

    def __init__(self, folder: Path, *, max_bytes: int = MAX_BYTES, now: Callable[[], float] = time.time) -> None:
        self.path = folder / FILE_NAME
        self._max_bytes = max_bytes
        self._now = now
        self._is_usable = True
        self._one_at_a_time = threading.Lock()

    def get(self, key: str, *, max_age_s: float) -> bytes | None:
        """Return an answer that is whole and not older than that, or None."""

        def look(database: sqlite3.Connection) -> bytes | None:
            row = database.execute("SELECT body, sha256, stored_at FROM answers WHERE key = ?", (key,)).fetchone()
            if row is None:
                return None
            body, digest, stored_at = row
            now = self._now()
            is_whole = isinstance(body, bytes) and hashlib.sha256(body).digest() == digest
            if not is_whole or not 0 <= now - stored_at <= max_age_s:
                database.execute("DELETE FROM answers WHERE key = ?", (key,))
                return None
            database.execute("UPDATE answers SET used_at = ? WHERE key = ?", (now, key))
            return bytes(body)

        return self._use(look, None) if self.path.exists() else None

    def kept(self, keys: Iterable[str], *, max_age_s: float) -> set[str]:
        """Return which of some answers are there and not older than that; reads none of them."""
        oldest = self._now() - max_age_s

        def look(database: sqlite3.Connection) -> set[str]:
            known = "SELECT 1 FROM answers WHERE key = ? AND stored_at BETWEEN ? AND ?"
            return {key for key in keys if database.execute(known, (key, oldest, self._now())).fetchone()}

        nothing: set[str] = set()
        return self._use(look, nothing) if self.path.exists() else nothing

    def put(self, key: str, host: str, body: bytes) -> None:
        """Keep an answer; the longest unused make room for it."""

        def keep(database: sqlite3.Connection) -> None:
            now = self._now()
            row = (key, host, body, hashlib.sha256(body).digest(), now, now, len(body))
            database.execute("INSERT OR REPLACE INTO answers VALUES (?, ?, ?, ?, ?, ?, ?)", row)
            self._make_room(database)

        if len(body) <= self._max_bytes:
            self._use(keep, None)

    def drop(self, key: str) -> None:
        """Forget an answer that turned out to be none."""
        self._use(lambda database: database.execute("DELETE FROM answers WHERE key = ?", (key,)), None)

    def take_turn(self, host: str, interval_s: float, per_day: int | None) -> float | None:
        """Return how long to wait before asking a host, over all runs that share this cache [s].

        Args:
            host: Who is to be asked.
            interval_s: The least time between two questions [s].
            per_day: How many questions a day, None without a limit.

        Returns:
            The wait, None when the day's questions are used up. Without a usable file it is the interval itself.
        """

        def turn(database: sqlite3.Connection) -> float | None:
            now = self._now()
            day = time.strftime("%Y-%m-%d", time.gmtime(now))
            row = database.execute("SELECT next_at, day, n_today FROM turns WHERE host = ?", (host,)).fetchone()
            next_at, n_today = (row[0], row[2] if row[1] == day else 0) if row else (now, 0)
            if per_day is not None and n_today >= per_day:
                return None
            # A clock that was set back must not make anybody wait for it.
            start = max(now, min(next_at, now + 60 * max(interval_s, 1.0)))
            database.execute(
                "INSERT OR REPLACE INTO turns VALUES (?, ?, ?, ?)", (host, start + interval_s, day, n_today + 1)
            )
            return start - now

        otherwise: float | None = interval_s
        return self._use(turn, otherwise)

    def info(self) -> CacheInfo:
        """Return what is kept."""

        def count(database: sqlite3.Connection) -> dict[str, tuple[int, int]]:
            rows = database.execute("SELECT host, count(*), sum(n_bytes) FROM answers GROUP BY host ORDER BY host")
            return {host: (n_answers, n_bytes) for host, n_answers, n_bytes in rows}

        nothing: dict[str, tuple[int, int]] = {}
        by_host = self._use(count, nothing) if self.path.exists() else nothing
        n_answers, n_bytes = (sum(values) for values in zip(*by_host.values(), strict=True)) if by_host else (0, 0)
        return CacheInfo(self.path, n_answers, n_bytes, by_host)

    def clear(self) -> CacheInfo:
        """Forget all answers, and return what they were."""
        info = self.info()
        if self.path.exists():
            self._use(lambda database: database.execute("DELETE FROM answers"), None)
            self._use(lambda database: database.execute("VACUUM"), None, in_transaction=False)
        return info

    def _make_room(self, database: sqlite3.Connection) -> None:
        (n_bytes,) = database.execute("SELECT coalesce(sum(n_bytes), 0) FROM answers").fetchone()
        if n_bytes <= self._max_bytes:
            return
        for key, size in database.execute("SELECT key, n_bytes FROM answers ORDER BY used_at").fetchall():
            database.execute("DELETE FROM answers WHERE key = ?", (key,))
            n_bytes -= size
            if n_bytes <= KEPT_SHARE * self._max_bytes:
                break

    def _use(self, work: Callable[[sqlite3.Connection], T], otherwise: T, *, in_transaction: bool = True) -> T:
        """Return what some work on the file gives, or something else when the file does not serve."""
        with self._one_at_a_time:
            give_up = time.monotonic() + BUSY_S
            has_begun_anew = False
            while self._is_usable:
                try:
                    return self._once(work, in_transaction=in_transaction)
                except (sqlite3.OperationalError, OSError) as error:
                    # Read-only, full, no such folder, locked for long: this run does without.
                    self._is_usable = _is_busy(error) and time.monotonic() < give_up
                    time.sleep(AGAIN_S if self._is_usable else 0)
                except sqlite3.DatabaseError:
                    self._is_usable = not has_begun_anew and self._set_aside()
                    has_begun_anew = True
            return otherwise

    def _once(self, work: Callable[[sqlite3.Connection], T], *, in_transaction: bool) -> T:
        with self._connection() as database:
            if in_transaction:
                database.execute("BEGIN IMMEDIATE")
            result = work(database)
            if in_transaction:
                database.execute("COMMIT")
            return result

    @contextmanager
    def _connection(self) -> Iterator[sqlite3.Connection]:
        self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with closing(sqlite3.connect(self.path, timeout=BUSY_S, isolation_level=None)) as database:
            (version,) = database.execute("PRAGMA user_version").fetchone()
            if version > SCHEMA_VERSION:
                raise sqlite3.OperationalError("from a newer version")
            if version < SCHEMA_VERSION:
                database.execute("PRAGMA journal_mode = WAL")
                database.executescript(_SCHEMA)
            database.execute("PRAGMA synchronous = NORMAL")
            yield database

    def _set_aside(self) -> bool:
        """Move a damaged file out of the way, and tell whether that worked."""
        try:
            self.path.replace(self.path.with_suffix(".damaged"))
            for ending in ("-wal", "-shm"):
                Path(f"{self.path}{ending}").unlink(missing_ok=True)
        except OSError:
            return False
        return True


def _is_busy(error: Exception) -> bool:
    return getattr(error, "sqlite_errorcode", 0) & _PRIMARY_CODE in _BUSY
