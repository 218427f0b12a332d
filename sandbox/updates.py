import asyncio
import secrets
from collections import deque
from itertools import islice
from typing import Any

from sandbox.clock import Clock
from sandbox.errors import conflict
from sandbox.webhook import Webhook

Update = dict[str, Any]

OFF_BY_DEFAULT = frozenset({"chat_member", "message_reaction", "message_reaction_count"})
"""Kinds that a bot gets only if it names them in allowed_updates (Bot API, getUpdates)."""
KEPT_SECONDS = 24 * 3600
"""Telegram keeps an update that nobody fetches for 24 hours."""
_BATCH_LIMIT = 100
_LONGEST_POLL = 50


class UpdateQueue:
    """What the bot has not yet confirmed, in order."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._pending: deque[tuple[float, Update]] = deque()
        self._repeats: list[Update] = []
        self._history: dict[int, Update] = {}
        self._waiting: set[asyncio.Future[None]] = set()
        self._poll = 0
        self._polling = 0
        self._closed = False
        self._allowed: frozenset[str] | None = None
        self._next_id = 0
        self.webhook: Webhook | None = None
        self.restart_numbering()

    def __len__(self) -> int:
        self._forget_old()
        return len(self._pending) + len(self._repeats)

    @property
    def is_polled(self) -> bool:
        """Whether a getUpdates waits for something to happen just now."""
        return self._polling > 0

    @property
    def allowed(self) -> list[str] | None:
        """The kinds the bot asked for; None for Telegram's default."""
        return None if self._allowed is None else sorted(self._allowed)

    def allow(self, kinds: list[str] | None) -> None:
        """Remember allowed_updates: None changes nothing, an empty list means the default."""
        if kinds is not None:
            self._allowed = frozenset(kinds) or None

    def wants(self, kind: str) -> bool:
        """Whether an update of this kind is kept for the bot."""
        return kind not in OFF_BY_DEFAULT if self._allowed is None else kind in self._allowed

    def restart_numbering(self) -> None:
        """Go on from a random number, as Telegram does after a week without updates."""
        self._next_id = 100_000_000 + secrets.randbelow(800_000_000)

    def add(self, kind: str, content: dict[str, Any]) -> None:
        """Queue an update, unless the bot does not want its kind."""
        if not self.wants(kind):
            return
        self._append({"update_id": self._next_id, kind: content})

    def inject(self, raw: Update) -> None:
        """Queue any object as it is; one without an update_id gets the next."""
        update_id = raw.get("update_id", self._next_id)
        if isinstance(update_id, int) and update_id >= self._next_id:
            self._append({"update_id": update_id} | raw)
        else:
            self._repeats.append(raw)
            self._wake()

    def redeliver(self, update_id: int) -> None:
        """Hand out an update once more, though the bot may have confirmed it.

        Raises:
            ValueError: if there never was such an update.
        """
        if update_id not in self._history:
            raise ValueError(f"there is no update {update_id}")
        self._repeats.append(self._history[update_id])
        self._wake()

    def confirm(self, offset: int) -> None:
        """Forget everything before `offset`; a negative one keeps that many from the end."""
        if offset < 0:
            while len(self._pending) > -offset:
                self._pending.popleft()
            return
        while self._pending and self._pending[0][1]["update_id"] < offset:
            self._pending.popleft()

    def clear(self) -> None:
        """Drop all pending updates."""
        self._pending.clear()
        self._repeats.clear()

    async def poll(self, offset: int, limit: int, timeout_seconds: float) -> list[Update]:
        """What getUpdates answers.

        Raises:
            ApiError: 409 if another poll begins while this one waits.
        """
        self._poll += 1
        mine = self._poll
        self._wake()
        self.confirm(offset)
        loop = asyncio.get_running_loop()
        deadline = loop.time() + min(timeout_seconds, _LONGEST_POLL)
        while not (batch := self._batch(limit)) and not self._closed:
            remaining = deadline - loop.time()
            if remaining <= 0:
                break
            self._polling += 1
            try:
                await self.wait(remaining)
            finally:
                self._polling -= 1
            if self._poll != mine:
                raise conflict(
                    "terminated by other getUpdates request;"
                    " make sure that only one bot instance is running"
                )
        return batch

    async def wait(self, seconds: float | None = None) -> None:
        """Return when something changes, or after `seconds`."""
        if self._closed:
            return
        future: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.add(future)
        try:
            await asyncio.wait({future}, timeout=seconds)
        finally:
            self._waiting.discard(future)

    async def pause(self, seconds: float) -> None:
        """Wait that long, whatever arrives, but no longer than until the queue is closed."""
        loop = asyncio.get_running_loop()
        end = loop.time() + seconds
        while not self._closed and (remaining := end - loop.time()) > 0:
            await self.wait(remaining)

    def use_webhook(self, webhook: Webhook | None) -> None:
        """Deliver to this webhook from now on, or to none."""
        self.webhook = webhook
        self._wake()

    def first(self) -> Update | None:
        """The update that is to be delivered next; it stays in the queue."""
        batch = self._repeats[:1] or self._pending_batch(1)
        return batch[0] if batch else None

    def drop(self, update: Update) -> None:
        """Forget the update that `first` gave, now that it is delivered."""
        if self._repeats and self._repeats[0] is update:
            del self._repeats[0]
        elif self._pending and self._pending[0][1] is update:
            self._pending.popleft()

    @property
    def closed(self) -> bool:
        """Whether nobody is served any more."""
        return self._closed

    def open(self) -> None:
        """Let polls wait again."""
        self._closed = False

    def close(self) -> None:
        """End every waiting poll with what there is."""
        self._closed = True
        self._wake()

    def _append(self, update: Update) -> None:
        self._next_id = update["update_id"] + 1
        self._history[update["update_id"]] = update
        self._pending.append((self._clock.now().timestamp(), update))
        self._wake()

    def _batch(self, limit: int) -> list[Update]:
        limit = min(max(limit, 1), _BATCH_LIMIT)
        batch, self._repeats = self._repeats[:limit], self._repeats[limit:]
        return batch + self._pending_batch(limit - len(batch))

    def _pending_batch(self, limit: int) -> list[Update]:
        self._forget_old()
        return [update for _, update in islice(self._pending, limit)]

    def _forget_old(self) -> None:
        oldest = self._clock.now().timestamp() - KEPT_SECONDS
        while self._pending and self._pending[0][0] < oldest:
            self._pending.popleft()

    def _wake(self) -> None:
        for future in self._waiting:
            if not future.done():
                future.set_result(None)
