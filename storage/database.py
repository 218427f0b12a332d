"""From a database URL to a connection that is safe to write with."""

import fcntl
import os
import sqlite3
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import aiosqlite

from storage.writer import Writer

_PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
    # Pages of the log. It is folded long before, at quiet moments; this is for when there are none.
    "PRAGMA wal_autocheckpoint=4000",
    # What was deleted or forgotten is overwritten in the file, not only marked as free: answers
    # to forms pass through the inbox (https://www.sqlite.org/pragma.html#pragma_secure_delete).
    "PRAGMA secure_delete=ON",
)
_LOG_HEAD = struct.Struct(">8I")
_LOG_MAGIC = {0x377F0682, 0x377F0683}
_WAL_FIXED = (3, 51, 3)
_WAL_FIXED_BRANCHES = {(3, 50): 7, (3, 44): 6}


class DatabaseError(Exception):
    """The database cannot be used; the message says what a person should do."""


class DatabaseBusyError(DatabaseError):
    """Another process of the bot holds the database."""


WAY_BACK = "bring back a backup with: linliquan restore FILE"

_LOCKED = "the database is locked: another program has been writing to it for long; find and end it"
_DAMAGED = f"the database is damaged; stop the bot and {WAY_BACK}"
_TROUBLE = {
    sqlite3.SQLITE_BUSY: _LOCKED,
    sqlite3.SQLITE_LOCKED: _LOCKED,
    sqlite3.SQLITE_FULL: "the disk is full; make room",
    sqlite3.SQLITE_IOERR: "the disk does not take or give what it should; full, or failing?",
    sqlite3.SQLITE_READONLY: "the database cannot be written to: its file or its disk is read-only",
    sqlite3.SQLITE_CANTOPEN: "the database cannot be opened: no room, or not the bot's to open?",
    sqlite3.SQLITE_CORRUPT: _DAMAGED,
    sqlite3.SQLITE_NOTADB: _DAMAGED,
}
"""What is wrong and what to do, by SQLite's primary result code
(https://www.sqlite.org/rescode.html)."""


def is_trouble(error: BaseException) -> bool:
    """Whether the file or the disk is at fault, and not what was asked of it."""
    return _code(error) in _TROUBLE


def trouble_of(error: BaseException) -> str:
    """What is wrong with the file or the disk, in words for whoever can mend it."""
    return _TROUBLE[_code(error)]


def _code(error: BaseException) -> int:
    return int(getattr(error, "sqlite_errorcode", 0)) & 0xFF


def path_of(url: str) -> Path:
    """The file behind ``sqlite:///relative.db`` or ``sqlite:////absolute.db``.

    Raises:
        DatabaseError: for any other kind of URL.
    """
    prefix = "sqlite:///"
    if not url.startswith(prefix) or len(url) == len(prefix):
        raise DatabaseError(f"database.url must look like sqlite:///data/linliquan.db, not {url!r}")
    return Path(url.removeprefix(prefix))


def read_only_uri(path: Path) -> str:
    """A name under which SQLite opens a file without ever writing to it."""
    return f"{path.resolve().as_uri()}?mode=ro"


def wal_is_safe(version: tuple[int, int, int]) -> bool:
    """Whether this SQLite is free of the WAL race of two writing connections.

    The race is mended in 3.51.3 and, for older branches, in 3.50.7 and 3.44.6
    (https://www.sqlite.org/wal.html#the_wal_reset_bug). With an older SQLite only the one writer
    of the bot may write, and every other connection is opened read-only.
    """
    branch = version[:2]
    if branch in _WAL_FIXED_BRANCHES:
        return version[2] >= _WAL_FIXED_BRANCHES[branch]
    return version >= _WAL_FIXED


class Lock:
    """The file that keeps a second process away from the same database.

    The operating system frees it when the process ends, however it ends.

    Args:
        database: path of the database file; the lock stands beside it.
    """

    def __init__(self, database: Path) -> None:
        self.path = database.with_name(database.name + ".lock")
        self._file: IO[str] | None = None

    def acquire(self) -> None:
        """Take the lock.

        Raises:
            DatabaseBusyError: another process has it.
        """
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self.path.touch()
        file = self.path.open("r+")
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            holder = file.read().strip() or "?"
            file.close()
            raise DatabaseBusyError(
                f"another copy of the bot (process {holder}) is using"
                f" {self.path.name.removesuffix('.lock')}; stop it first"
            ) from error
        file.write(str(os.getpid()))
        file.truncate()  # only now, as a full disk would not give back what was let go
        self._file = file

    def release(self) -> None:
        """Give the lock back; harmless when it is not held."""
        if self._file is not None:
            self._file.close()
            self._file = None

    @contextmanager
    def held(self) -> Iterator[None]:
        """Hold the lock for the length of a ``with`` block."""
        self.acquire()
        try:
            yield
        finally:
            self.release()


async def open_writer(path: Path) -> Writer:
    """The one connection that writes; only ``uow`` may begin and commit with it.

    Raises:
        DatabaseError: the file is damaged, not a database, or cannot be written to.
    """
    _check_writable(path)
    connection = Writer(path)
    await connection
    connection.row_factory = sqlite3.Row
    try:
        for pragma in _PRAGMAS:
            await connection.execute(pragma)
    except sqlite3.DatabaseError as error:
        await connection.close()
        raise DatabaseError(_refusal(path, error)) from error
    return connection


def _check_writable(path: Path) -> None:
    """SQLite would open a file that is read-only without a word, and keep it so for good."""
    try:
        os.close(os.open(path, os.O_RDWR | os.O_CREAT))
    except OSError as error:
        raise DatabaseError(f"{path.name} cannot be written to: {error.strerror}") from error


def check_is_no_folder(path: Path) -> None:
    """Refuse a folder in the place of a database.

    Raises:
        DatabaseError: it is one.
    """
    if path.is_dir():
        raise DatabaseError(f"{path.name} is a folder; database.url must name a file")


def check_file(path: Path) -> None:
    """Refuse a damaged database before anything is written to it.

    Raises:
        DatabaseError: that names the command that brings back a backup.
    """
    if not path.exists():
        return
    check_is_no_folder(path)
    if path.stat().st_size == 0:
        raise DatabaseError(_damaged(path, "it is empty"))
    if not _log_is_sound(path.with_name(path.name + "-wal")):
        raise DatabaseError(_damaged(path, f"its log {path.name}-wal is"))
    try:
        connection = sqlite3.connect(read_only_uri(path), uri=True)
        try:
            found = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
        finally:
            connection.close()
    except sqlite3.DatabaseError as error:
        raise DatabaseError(_refusal(path, error)) from error
    if found != "ok":
        raise DatabaseError(_damaged(path, found))


def _log_is_sound(log: Path) -> bool:
    """Whether a write-ahead log begins as one does.

    SQLite takes a log that does not for an empty one, so all that was written last would be gone
    without a word (https://www.sqlite.org/fileformat2.html#the_write_ahead_log).
    """
    if not log.exists():
        return True
    with log.open("rb") as file:
        head = file.read(_LOG_HEAD.size)
    if not any(head):  # nothing was ever written to it, or not all of the head before a power cut
        return True
    if len(head) < _LOG_HEAD.size:
        return False
    magic, *_, first, second = _LOG_HEAD.unpack(head)
    return magic in _LOG_MAGIC and (first, second) == _log_sum(head[:24], big=bool(magic & 1))


def _log_sum(head: bytes, *, big: bool) -> tuple[int, int]:
    first = second = 0
    for even, odd in struct.iter_unpack(">II" if big else "<II", head):
        first = (first + even + second) & 0xFFFFFFFF
        second = (second + odd + first) & 0xFFFFFFFF
    return first, second


def _refusal(path: Path, error: sqlite3.DatabaseError) -> str:
    if _code(error) in {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}:
        return _damaged(path, error)
    return f"{path.name}: {trouble_of(error) if is_trouble(error) else error}"


def _damaged(path: Path, what: object) -> str:
    return f"{path.name} is damaged or not a database ({what}); {WAY_BACK}"


async def open_reader(path: Path) -> aiosqlite.Connection:
    """A connection that cannot write, for long reads while the bot runs."""
    connection = await aiosqlite.connect(read_only_uri(path), uri=True)
    connection.row_factory = sqlite3.Row
    return connection
