"""Between rows and Python values."""

import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import aiosqlite

Params = Mapping[str, Any]


def to_ms(at: datetime) -> int:
    """An aware instant as milliseconds since 1970 UTC."""
    return round(at.timestamp() * 1000)


def from_ms(ms: int) -> datetime:
    """Milliseconds since 1970 UTC as an aware instant."""
    return datetime.fromtimestamp(ms / 1000, UTC)


def numbers(values: Iterable[int]) -> str:
    """Whole numbers as a list in SQL, which has no parameter for one."""
    return ", ".join(str(int(value)) for value in values) or "NULL"


def to_ms_or_none(at: datetime | None) -> int | None:
    """The same, where there may be no instant."""
    return None if at is None else to_ms(at)


def from_ms_or_none(ms: int | None) -> datetime | None:
    """The same, where there may be no instant."""
    return None if ms is None else from_ms(ms)


def named(prefix: str, values: Iterable[Any]) -> tuple[str, dict[str, Any]]:
    """Values as named parameters, for ``IN (…)``; of none, what nothing is in.

    Args:
        prefix: what their names begin with; no other parameter of the statement may.
        values: what a column is looked for in.

    Returns:
        What stands between the parentheses, and the parameters.
    """
    params = {f"{prefix}{place}": value for place, value in enumerate(values)}
    return ", ".join(f":{name}" for name in params) or "NULL", params


@dataclass(frozen=True)
class Backlog:
    """How much waits in a queue, and since when."""

    depth: int
    oldest: datetime | None


def backlog_of(row: sqlite3.Row | None) -> Backlog:
    """A row with ``depth`` and ``oldest``."""
    if row is None or row["oldest"] is None:
        return Backlog(0, None)
    return Backlog(row["depth"], from_ms(row["oldest"]))


class Repository:
    """The SQL of one feature, on the connection of one transaction."""

    def __init__(self, connection: aiosqlite.Connection) -> None:
        self._connection = connection

    async def _all(self, sql: str, params: Params | None = None) -> list[sqlite3.Row]:
        return list(await self._connection.execute_fetchall(sql, params or {}))

    async def _one(self, sql: str, params: Params | None = None) -> sqlite3.Row | None:
        rows = await self._all(sql, params)
        return rows[0] if rows else None

    async def _value(self, sql: str, params: Params | None = None) -> Any:  # noqa: ANN401 - whatever the column holds
        row = await self._one(sql, params)
        return row[0] if row else None

    async def _run(self, sql: str, params: Params | None = None) -> int:
        """Run a statement and say how many rows it changed."""
        cursor = await self._connection.execute(sql, params or {})
        return cursor.rowcount

    async def _many(self, sql: str, rows: Iterable[Params]) -> None:
        await self._connection.executemany(sql, rows)
