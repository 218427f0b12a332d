"""A community with so many rows of history: what nobody works on any more (``past.sql``).

Everything is made inside SQLite, so that a million rows take seconds. No statistics are gathered
(``ANALYZE``), as the bot gathers none.
"""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

from storage.migrate import upgrade

STATEMENTS = Path(__file__).with_suffix(".sql")
NOW = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
LONG_AGO = timedelta(days=60)
"""How old the newest of the history is, but for what is kept for days only."""

YEARS = timedelta(days=5 * 365)
"""Over how long the tickets and the movements of points are spread."""

ADMIN, WORKER, RESIDENT = 1, 100, 12_000
"""The first worker comes after ``WORKER``; the first resident is ``RESIDENT``."""

GROUP = -1001
"""The group of the first circle; those of the others are below it."""

GRIDS = tuple(f"第{n}网格" for n in range(1, 7))
CIRCLES, RESIDENTS = 60, 20_000
OPEN_TICKETS = 100
REGULARS, PAGE = 300, 12
"""So many residents have a full page of own reports and of points, whatever lies behind it."""

ROWS_OF_A_TICKET, ROWS_OF_A_MOVEMENT = 6, 3
"""A ticket has a household and four events; a movement of points has two entries."""

SHARES = {
    "tickets": 0.30 / ROWS_OF_A_TICKET,
    "inbox": 0.15,
    "outbox": 0.15,
    "cards": 0.05,
    "schedules": 0.03,
    "audit": 0.02,
    "receipts": 0.10,
    "entries": 0.10,
    "movements": 0.10 / ROWS_OF_A_MOVEMENT,
}
"""How many of each there are for each row of history."""


def fill(path: Path, rows: int) -> None:
    """Make a database with so many rows of history in all.

    Args:
        path: a new file.
        rows: how many; the people and what is open are not among them.
    """
    upgrade(path)
    values = _values(rows)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("PRAGMA synchronous=OFF")
        for statement in STATEMENTS.read_text("utf-8").split(";\n"):
            connection.execute(statement, values)


def _values(rows: int) -> dict[str, int]:
    then = NOW - LONG_AGO
    counts = {name: max(1, round(rows * share)) for name, share in SHARES.items()}
    return counts | {
        "most": max(RESIDENTS, *counts.values()),
        "now": round(NOW.timestamp() * 1000),
        "then": round(then.timestamp() * 1000),
        "years": YEARS // timedelta(milliseconds=1),
        "admin": ADMIN,
        "worker": WORKER,
        "resident": RESIDENT,
        "group": GROUP,
        "grids": len(GRIDS),
        "circles": CIRCLES,
        "residents": RESIDENTS,
        "open": OPEN_TICKETS,
        "regulars": REGULARS,
        "page": PAGE,
    }
