"""Database files, copied and replaced so that a crash leaves the old one or the new one."""

import contextlib
import os
import sqlite3
from pathlib import Path

from storage.database import DatabaseError, is_trouble, read_only_uri, trouble_of


def sound_copy(source: Path, target: Path) -> Path:
    """A checked copy of a database, beside the place that it is for.

    Raises:
        DatabaseError: the copy is not sound; it is gone then.
    """
    part = new_file(target)
    try:
        _copy_pages(source, part)
        _check(part)
    except (sqlite3.DatabaseError, DatabaseError) as error:
        _drop(part)
        reason = trouble_of(error) if is_trouble(error) else error
        raise DatabaseError(f"{source.name} could not be copied soundly ({reason})") from error
    return part


def new_file(target: Path) -> Path:
    """The name under which a file is made before it gets its own; nothing is left there."""
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_name(target.name + ".part")
    _drop(part)
    return part


def _drop(part: Path) -> None:
    """Remove an unfinished file with all that SQLite may have put beside it."""
    for ending in ("", "-journal", "-wal", "-shm"):
        part.with_name(part.name + ending).unlink(missing_ok=True)


def put_in_place(part: Path, target: Path) -> None:
    """Give a finished file its name; the caller holds the lock if a database is replaced.

    The write-ahead log of what is replaced goes first: read together with the new file, it would
    damage it. Its content is folded into the old file before, should this stop half-way.
    """
    _sync(part)
    if target.exists():
        with contextlib.suppress(sqlite3.DatabaseError):  # it may be damaged, and so replaced
            old = sqlite3.connect(target)
            try:
                old.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            finally:
                old.close()
    for leftover in ("-wal", "-shm"):
        target.with_name(target.name + leftover).unlink(missing_ok=True)
    _sync(target.parent)
    part.rename(target)
    _sync(target.parent)


def _copy_pages(source: Path, part: Path) -> None:
    reader = sqlite3.connect(read_only_uri(source), uri=True)
    writer = sqlite3.connect(part)
    try:
        reader.backup(writer)  # in one step, as any commit of the bot would start it over
        writer.execute("PRAGMA journal_mode=DELETE")
    finally:
        writer.close()
        reader.close()


def _check(part: Path) -> None:
    connection = sqlite3.connect(read_only_uri(part), uri=True)
    try:
        found = connection.execute("PRAGMA integrity_check").fetchone()[0]
    finally:
        connection.close()
    if found != "ok":
        raise DatabaseError(found)


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
