"""Copies of the database that can be trusted, and the way back."""

import sqlite3
from pathlib import Path

from storage.copying import put_in_place, sound_copy
from storage.database import DatabaseError, Lock, check_is_no_folder
from storage.migrate import applied, check_not_newer


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
    put_in_place(sound_copy(database, target), target)


def restore(source: Path, database: Path) -> None:
    """Put a backup in the place of the database.

    Raises:
        DatabaseError: a bot holds the database, its place is taken by a folder, or the backup is
            damaged or newer than the bot.
    """
    if not source.exists():
        raise DatabaseError(f"there is no backup at {source}")
    check_is_no_folder(database)
    with Lock(database).held():
        try:
            check_not_newer(source)
            if not applied(source):
                raise DatabaseError(f"{source} is no backup of linliquan")
        except sqlite3.DatabaseError as error:
            raise DatabaseError(f"{source} is damaged or not a database ({error})") from error
        put_in_place(sound_copy(source, database), database)
