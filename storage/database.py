"""From a database URL to a connection that is safe to write with."""

import fcntl
import os
import sqlite3
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
    # What was deleted or forgotten is overwritten in the file, not only marked as free: answers
    # to forms pass through the inbox (https://www.sqlite.org/pragma.html#pragma_secure_delete).
    "PRAGMA secure_delete=ON",
)
_WAL_FIXED = (3, 51, 3)
_WAL_FIXED_BRANCHES = {(3, 50): 7, (3, 44): 6}


class DatabaseError(Exception):
    """The database cannot be used; the message says what a person should do."""


class DatabaseBusyError(DatabaseError):
    """Another process of the bot holds the database."""


_TROUBLE = {
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_LOCKED,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_CORRUPT,
    sqlite3.SQLITE_NOTADB,
}


def is_trouble(error: BaseException) -> bool:
    """Whether the file or the disk is at fault, and not what was asked of it."""
    code = getattr(error, "sqlite_errorcode", None)
    return code is not None and code & 0xFF in _TROUBLE


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
        file = self.path.open("a+")
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            file.seek(0)
            holder = file.read().strip() or "?"
            file.close()
            raise DatabaseBusyError(
                f"another copy of the bot (process {holder}) is using"
                f" {self.path.name.removesuffix('.lock')}; stop it first"
            ) from error
        file.truncate(0)
        file.write(str(os.getpid()))
        file.flush()
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
        DatabaseError: the file is damaged or not a database.
    """
    connection = Writer(path)
    await connection
    connection.row_factory = sqlite3.Row
    try:
        for pragma in _PRAGMAS:
            await connection.execute(pragma)
    except sqlite3.DatabaseError as error:
        await connection.close()
        raise DatabaseError(_damaged(path, error)) from error
    return connection


def check_file(path: Path) -> None:
    """Refuse a damaged database before anything is written to it.

    Raises:
        DatabaseError: that names the command that brings back a backup.
    """
    if not path.exists():
        return
    try:
        connection = sqlite3.connect(read_only_uri(path), uri=True)
        try:
            found = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
        finally:
            connection.close()
    except sqlite3.DatabaseError as error:
        raise DatabaseError(_damaged(path, error)) from error
    if found != "ok":
        raise DatabaseError(_damaged(path, found))


def _damaged(path: Path, what: object) -> str:
    return (
        f"{path.name} is damaged or not a database ({what});"
        " bring back a backup with: linliquan restore FILE"
    )


async def open_reader(path: Path) -> aiosqlite.Connection:
    """A connection that cannot write, for long reads while the bot runs."""
    connection = await aiosqlite.connect(read_only_uri(path), uri=True)
    connection.row_factory = sqlite3.Row
    return connection
