"""Copies of the database that can be trusted, and the way back."""

import os
import sqlite3
from pathlib import Path

from storage.database import DatabaseError, Lock, read_only_uri
from storage.migrate import check_not_newer


def backup(database: Path, target: Path) -> None:
    """Copy a database that may be in use, check the copy, and only then give it its name.

    SQLite's online backup (https://www.sqlite.org/backup.html) reads through a connection that
    cannot write, so the running bot stays the only writer.

    Raises:
        DatabaseError: there is nothing to copy, the target exists, or the copy is not sound.
    """
    if not database.exists():
        raise DatabaseError(f"there is no database at {database}")
    if target.exists():
        raise DatabaseError(f"{target} is there already; choose another name")
    _sound_copy(database, target).rename(target)
    _sync(target.parent)


def restore(source: Path, database: Path) -> None:
    """Put a backup in the place of the database.

    Raises:
        DatabaseError: a bot holds the database, or the backup is damaged or newer than the bot.
    """
    if not source.exists():
        raise DatabaseError(f"there is no backup at {source}")
    with Lock(database).held():
        try:
            check_not_newer(source)
        except sqlite3.DatabaseError as error:
            raise DatabaseError(f"{source} is damaged or not a database ({error})") from error
        part = _sound_copy(source, database)
        for leftover in ("-wal", "-shm"):
            database.with_name(database.name + leftover).unlink(missing_ok=True)
        part.rename(database)
        _sync(database.parent)


def _sound_copy(source: Path, target: Path) -> Path:
    """A copy beside the target, on the disk and checked; renaming it is all that is left to do."""
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_name(target.name + ".part")
    part.unlink(missing_ok=True)
    try:
        _copy_pages(source, part)
        _sync(part)
        _check(part)
    except (sqlite3.DatabaseError, DatabaseError) as error:
        part.unlink(missing_ok=True)
        raise DatabaseError(f"{source.name} could not be copied soundly ({error})") from error
    return part


def _copy_pages(source: Path, part: Path) -> None:
    reader = sqlite3.connect(read_only_uri(source), uri=True)
    writer = sqlite3.connect(part)
    try:
        reader.backup(writer, pages=1024)
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
