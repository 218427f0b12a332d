"""Fetches updates and commits them to the inbox before it confirms them."""

import asyncio
import contextlib
import secrets
from collections.abc import Callable
from datetime import datetime
from typing import Any

import structlog
from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError

from bot.client import POLL_SECONDS, Client
from bot.intake import arrival
from bot.metrics import Metrics
from bot.outcomes import reason_of, seconds_of
from scheduler.wake import Clock
from storage.inbox import DEDUP_WINDOW
from storage.uow import Database

BATCH = 100
DEEP = 1000
"""Rows waiting in the inbox above which nothing more is fetched; Telegram keeps it for a day."""

DEEP_PAUSE = 0.2
LONGEST_WAIT = 30.0
SLOW_WAIT = 30.0

_log = structlog.get_logger("poller")


class Poller:
    """Long polling.

    The offset is not kept: a new process asks for the earliest update that is not confirmed, and
    the inbox knows those it has seen. So nothing depends on numbers that Telegram may restart.

    Args:
        client: talks to Telegram.
        database: where the inbox is.
        clock: the time.
        metrics: keeps the time of the last poll.
        on_arrival: told when something was put into the inbox.
    """

    def __init__(
        self,
        client: Client,
        database: Database,
        clock: Clock,
        metrics: Metrics,
        on_arrival: Callable[[], None],
    ) -> None:
        self._client = client
        self._database = database
        self._clock = clock
        self._metrics = metrics
        self._on_arrival = on_arrival
        self._offset: int | None = None
        self._last_update: datetime | None = None
        self._failures = 0

    async def run(self) -> None:
        """Fetch until cancelled."""
        while True:
            wait = await self.turn()
            await asyncio.sleep(wait)  # also for no time at all: what came is handled first

    async def step(self, seconds: int = POLL_SECONDS) -> int:
        """Fetch one batch and commit it; the next fetch confirms it.

        Args:
            seconds: how long Telegram may wait for the first update.

        Returns:
            How many updates came.

        Raises:
            TelegramError: of any kind.
        """
        self._forget_old_numbering()
        updates = await self._client.fetch(self._offset, BATCH, seconds)
        if not isinstance(updates, list):
            raise TelegramError("getUpdates did not answer with a list")
        now = self._clock.now()
        if updates:
            async with self._database.transaction() as uow:
                await uow.inbox.put([arrival(_as_object(update)) for update in updates], now)
        self._metrics.last_poll.set(now.timestamp())
        if not updates:
            return 0
        self._on_arrival()
        self._advance(updates, now)
        return len(updates)

    def _advance(self, updates: list[object], now: datetime) -> None:
        found = [_as_object(update).get("update_id") for update in updates]
        numbers = [number for number in found if isinstance(number, int)]
        if not numbers:
            raise TelegramError("getUpdates answered with updates that have no number")
        self._offset = max(numbers) + 1
        self._last_update = now

    def _forget_old_numbering(self) -> None:
        """After days without updates their numbers may begin anew, below the offset."""
        if self._last_update and self._clock.now() - self._last_update > DEDUP_WINDOW:
            self._offset = None

    async def turn(self, seconds: int = POLL_SECONDS) -> float:
        """One fetch, unless the inbox is deep; whatever goes wrong is logged and no more.

        Args:
            seconds: as for ``step``.

        Returns:
            Seconds to wait before the next.
        """
        if await self._is_deep():
            return DEEP_PAUSE
        try:
            await self.step(seconds)
        except TelegramError as error:
            self._failures += 1
            await self._clear_the_way(error)
            return self._explain(error)
        self._failures = 0
        return 0.0

    async def _clear_the_way(self, error: TelegramError) -> None:
        """A webhook that is still set keeps the updates from us: remove it."""
        if isinstance(error, Conflict) and "webhook" in error.message.lower():
            with contextlib.suppress(TelegramError):
                await self._client.delete_webhook()

    async def _is_deep(self) -> bool:
        async with self._database.transaction() as uow:
            return (await uow.inbox.backlog()).depth >= DEEP

    def _explain(self, error: TelegramError) -> float:
        reason = reason_of(error)
        match error:
            case Conflict():
                _log.error(
                    "another copy of this bot is running, or a webhook is set", reason=reason
                )
                return min(LONGEST_WAIT, 2.0 * self._failures)
            case InvalidToken():
                _log.error("Telegram does not accept the token; ask @BotFather", reason=reason)
                return SLOW_WAIT
            case RetryAfter():
                _log.warning("Telegram asks to slow down", reason=reason)
                return seconds_of(error)
            case _:
                _log.warning("no answer to getUpdates", reason=reason, failures=self._failures)
                ceiling = min(LONGEST_WAIT, 2.0 ** min(self._failures, 6) / 2)
                return ceiling * (0.5 + secrets.randbelow(500) / 1000)


def _as_object(update: object) -> dict[str, Any]:
    """An update, or what came in the place of one."""
    return update if isinstance(update, dict) else {"instead_of_an_update": update}
