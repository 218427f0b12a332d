"""Empties the write-ahead log now and then, so that nothing that was forgotten stays in it."""

import asyncio
import contextlib

from storage.uow import Database

FOLD_SECONDS = 60.0
"""How long a forgotten word may still stand in the log."""


class Folding:
    """Folds the write-ahead log into the database file, minute by minute.

    Args:
        database: whose log it is.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._stopped = asyncio.Event()

    async def run(self) -> None:
        """Fold until told to stop."""
        while not self._stopped.is_set():
            await self._database.fold()
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._stopped.wait(), FOLD_SECONDS)

    def stop(self) -> None:
        """Fold no more."""
        self._stopped.set()
