"""The connection that writes: statements run where they are called, only the disk has a thread."""

import asyncio
import sqlite3
import time
from collections import deque
from collections.abc import Awaitable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TypeVar

import aiosqlite

T = TypeVar("T")
Parameters = Mapping[str, object] | Sequence[object]

BUSY_SECONDS = 5.0
"""How long to wait for another process that writes."""

BUSY_PAUSE = 0.01

SLOW_FLUSH = 0.005
"""Seconds; a disk that takes longer is waited for in the thread."""

FLUSHES = 20
"""How many flushes tell whether the disk is slow: one of them is enough."""


class Writer(aiosqlite.Connection):
    """aiosqlite's connection, but for statements that are too short to be handed to its thread.

    Such a statement takes some ten microseconds, and handing it over and back ten times that.
    What waits for a slow disk, the commit, is done in the thread. Nobody but the task that has the
    database to itself may use it, so the two are never at work at once.

    Args:
        path: the database file.
    """

    def __init__(self, path: Path) -> None:
        super().__init__(self._open, iter_chunk_size=64)
        self._path = path
        self._began_with = 0
        self._flushed = True
        self._flush_seconds: deque[float] = deque(maxlen=FLUSHES)
        self.unfolded = 0
        """How many transactions have changed something since the log was last folded."""

    def _open(self) -> sqlite3.Connection:
        """Transactions are begun by hand (``isolation_level=None``)."""
        self._raw = sqlite3.connect(
            self._path,
            isolation_level=None,
            cached_statements=512,
            check_same_thread=False,
            timeout=0,
        )
        return self._raw

    async def begin(self, *, flushed: bool = True) -> None:
        """Begin a transaction that may write, once no other process does.

        Args:
            flushed: whether its commit waits until the disk has it.

        Raises:
            sqlite3.OperationalError: another process does for too long.
        """
        if flushed is not self._flushed:
            self._raw.execute(f"PRAGMA synchronous={'FULL' if flushed else 'NORMAL'}")
            self._flushed = flushed
        loop = asyncio.get_running_loop()
        until = loop.time() + BUSY_SECONDS
        while True:
            try:
                self._raw.execute("BEGIN IMMEDIATE")
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or loop.time() > until:
                    raise
                await asyncio.sleep(BUSY_PAUSE)
            else:
                self._began_with = self._raw.total_changes
                return

    async def commit(self) -> None:
        """Commit; if something was changed and is to be flushed, the disk has it then.

        It is done when this returns, also for a task that is cancelled meanwhile.
        """
        changed = self._raw.total_changes != self._began_with
        if self._flushed and changed:
            await self._flush()
        else:
            self._raw.commit()
        self.unfolded += changed

    async def _flush(self) -> None:
        """Commit, and wait for the disk: here while it is fast, in the thread while it is not.

        A thread has to be woken, and the loop after it, which takes longer than a fast disk.
        """
        began = time.perf_counter()
        if max(self._flush_seconds, default=0.0) > SLOW_FLUSH:
            await finish(super().commit())
        else:
            self._raw.commit()
        self._flush_seconds.append(time.perf_counter() - began)

    async def checkpoint(self, *, empty: bool) -> bool:
        """Fold the write-ahead log into the file, in the thread.

        Args:
            empty: empty it as well; without that, it is written anew from its beginning.

        Returns:
            Whether that was done; while somebody reads a snapshot it cannot be.
        """
        self.unfolded = 0
        mode = "TRUNCATE" if empty else "PASSIVE"
        rows = await finish(super().execute_fetchall(f"PRAGMA wal_checkpoint({mode})"))
        return all(busy == 0 and log == folded for busy, log, folded in rows)

    async def execute(  # type: ignore[override]  # nothing to close, so no async with
        self, sql: str, parameters: Parameters = ()
    ) -> sqlite3.Cursor:
        """Run a statement."""
        return self._raw.execute(sql, parameters)

    async def execute_fetchall(  # type: ignore[override]  # nothing to close, so no async with
        self, sql: str, parameters: Parameters = ()
    ) -> Iterable[sqlite3.Row]:
        """Run a statement and read all that it gives."""
        return self._raw.execute(sql, parameters).fetchall()

    async def executemany(  # type: ignore[override]  # nothing to close, so no async with
        self, sql: str, parameters: Iterable[Parameters]
    ) -> sqlite3.Cursor:
        """Run a statement with each of several values."""
        return self._raw.executemany(sql, parameters)


async def finish(work: Awaitable[T]) -> T:
    """Wait for work to end even when this task is cancelled, then let the cancellation through."""
    task = asyncio.ensure_future(work)
    cancelled: asyncio.CancelledError | None = None
    while not task.done():
        try:
            await asyncio.shield(task)
        except asyncio.CancelledError as error:
            if task.cancelled():
                raise
            cancelled = error
    if cancelled is not None:
        raise cancelled
    return task.result()
