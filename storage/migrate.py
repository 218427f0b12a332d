"""The schema, brought up to date by numbered SQL files."""

import sqlite3
from contextlib import redirect_stdout
from importlib.resources import as_file, files
from io import StringIO
from pathlib import Path

from yoyo import get_backend, read_migrations

from storage.copying import new_file, put_in_place, sound_copy
from storage.database import WAY_BACK, DatabaseError, read_only_uri


class SchemaNewerError(DatabaseError):
    """The database was made by a newer version of the bot."""


def known() -> tuple[str, ...]:
    """The ids of the migrations that this version has, in order."""
    folder = files("storage") / "migrations"
    return tuple(
        sorted(p.name.removesuffix(".sql") for p in folder.iterdir() if p.name.endswith(".sql"))
    )


def applied(path: Path) -> frozenset[str]:
    """The ids of the migrations that a database file has had; none for a new file."""
    if not path.exists():
        return frozenset()
    connection = sqlite3.connect(read_only_uri(path), uri=True)
    try:
        has_log = connection.execute(
            "SELECT 1 FROM sqlite_master WHERE name = '_yoyo_migration'"
        ).fetchone()
        if not has_log:
            return frozenset()
        return frozenset(
            row[0] for row in connection.execute("SELECT migration_id FROM _yoyo_migration")
        )
    finally:
        connection.close()


def check_not_newer(path: Path) -> None:
    """Refuse a database that a newer version of the bot has changed.

    Raises:
        SchemaNewerError: that says so.
    """
    unknown = sorted(applied(path) - set(known()))
    if unknown:
        raise SchemaNewerError(
            f"{path.name} was made by a newer version of linliquan ({', '.join(unknown)});"
            f" install that version, or {WAY_BACK}"
        )


def check_ours(path: Path) -> None:
    """Refuse a file that no version of the bot has made.

    Raises:
        DatabaseError: it is empty, or of another program.
    """
    if path.exists() and not applied(path):
        raise DatabaseError(
            f"{path.name} is no database of linliquan; {WAY_BACK},"
            " or move it away to begin with a new one"
        )


def upgrade(path: Path) -> list[str]:
    """Apply what is missing; the caller holds the lock of the database.

    The work is done on a copy that then takes the place of the database, so that a crash, or a
    migration that fails, leaves the old database as it was.

    Args:
        path: the database file, made if it is not there.

    Returns:
        The ids of the migrations that were applied.

    Raises:
        DatabaseError: the database is ahead of this version, or there is no sound copy of it.
    """
    check_not_newer(path)
    check_ours(path)
    had = applied(path)
    missing = [name for name in known() if name not in had]
    if not missing:
        return []
    part = sound_copy(path, path) if path.exists() else new_file(path)
    with as_file(files("storage") / "migrations") as folder:
        apply(folder, part)
    put_in_place(part, path)
    return missing


def apply(migrations: Path, database: Path) -> None:
    """Apply to a database file what it has not had of a folder of migrations.

    yoyo prints what a statement answers, and newer versions of SQLite (3.46, for one) answer to
    ``ALTER TABLE`` with a check of their own, which nobody asked for and no log should have.
    """
    backend = get_backend(f"sqlite:///{database.resolve()}")
    try:
        with redirect_stdout(StringIO()):
            # Without yoyo's own lock, which would outlive a crash: our lock keeps others away.
            backend.apply_migrations(backend.to_apply(read_migrations(str(migrations))))
    finally:
        backend.connection.close()
