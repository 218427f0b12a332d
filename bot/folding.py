"""Folds the write-ahead log into the database when nobody waits, and empties it now and then."""

import asyncio
import contextlib

from storage.uow import Database

EMPTY_SECONDS = 60.0
"""How long a forgotten word may still stand in the log."""

FOLD_AFTER = 100
"""Transactions after which the log is folded at the next quiet moment.

SQLite would do it within the commit that makes the log too long, and whoever waits for that commit
would wait for the disk several times over.
"""


class Folding:
    """Folds the write-ahead log into the database file.

    Args:
        database: whose log it is.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._news = asyncio.Event()
        self._stopped = False

    async def run(self) -> None:
        """Fold until told to stop; empty the log minute by minute, as words are forgotten."""
        loop = asyncio.get_running_loop()
        while not self._stopped:
            await self._database.fold(empty=True)
            until = loop.time() + EMPTY_SECONDS
            while await self._quiet_before(until):
                if self._database.unfolded >= FOLD_AFTER:
                    await self._database.fold(empty=False)

    async def _quiet_before(self, until: float) -> bool:
        """Wait for a quiet moment.

        Returns:
            Whether one came before a time of the loop, and the stop.
        """
        self._news.clear()
        if self._stopped:
            return False
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout_at(until):
                await self._news.wait()
        return self._news.is_set() and not self._stopped

    def quiet(self) -> None:
        """Nothing is on its way just now."""
        self._news.set()

    def stop(self) -> None:
        """Fold no more."""
        self._stopped = True
        self._news.set()
