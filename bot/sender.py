"""Empties the outbox: claims, sends outside any transaction, records."""

import asyncio
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog

from bot.delivery import Closed, Delivery, Outcome
from bot.limits import MINUTE, Limiter
from bot.metrics import Metrics
from bot.recording import record
from domain.messages import Menu
from scheduler.wake import Clock
from storage.outbox import OutboxRow
from storage.uow import Database, UnitOfWork

PATIENCE = 0.5
"""Seconds after which a slow request no longer keeps the next message waiting."""

MOST_IN_FLIGHT = 32

SLOT_SECONDS = 0.02
"""One request at a time is enough while answers come within this; slower lines get more."""

IDLE_SECONDS = 5.0
"""How long to sleep at most when nothing seems due."""

_log = structlog.get_logger("sender")


@dataclass(frozen=True)
class _Flight:
    """A request under way."""

    row: OutboxRow
    began: float
    task: "asyncio.Task[Outcome]"


class Sender:
    """Sends what waits, within the limits, in order per chat and never two at once to one chat.

    As many requests are under way as the length of the line calls for and no more, since a crash
    repeats what is under way.

    Args:
        database: where the outbox is.
        delivery: makes the calls.
        limiter: says when a message may go.
        clock: the time.
        metrics: counts results.
        on_arrival: told when a send put something into the inbox.
    """

    def __init__(
        self,
        database: Database,
        delivery: Delivery,
        limiter: Limiter,
        clock: Clock,
        metrics: Metrics,
        on_arrival: Callable[[], None],
    ) -> None:
        self._database = database
        self._delivery = delivery
        self._limiter = limiter
        self._clock = clock
        self._metrics = metrics
        self._on_arrival = on_arrival
        self._news = asyncio.Event()
        self._flights: list[_Flight] = []
        self._round_trips: deque[float] = deque(maxlen=20)
        self._stopping = False

    async def start(self) -> None:
        """Take up what an earlier process left, and count what it sent lately."""
        now = self._clock.now()
        async with self._database.transaction() as uow:
            uncertain = await uow.outbox.recover()
            lately = await uow.outbox.recent(now - timedelta(seconds=MINUTE))
        for chat_id, at in lately:
            self._limiter.take(chat_id, at.timestamp())
        if uncertain:
            _log.warning("sends of an earlier process may be repeated", count=uncertain)

    def wake(self) -> None:
        """Look again: something was put into the outbox."""
        self._news.set()

    async def run(self) -> None:
        """Send until told to stop, then finish what is under way."""
        while not self._stopping:
            self._news.clear()
            wait = await self.step()
            await self._rest(wait)
        while self._flights:
            await self._land()
            await self._record_landed()

    def stop(self) -> None:
        """Claim nothing more."""
        self._stopping = True
        self.wake()

    async def drain(self) -> int:
        """Send everything that may go now.

        Returns:
            How many calls were made.
        """
        calls = 0
        while True:
            await self.step()
            if not self._flights:
                return calls
            calls += 1
            await self._land()

    async def step(self) -> float:
        """Record what has come back and send what may go.

        Returns:
            Seconds until something more may go, should nothing happen before.
        """
        free = self._free_slots()
        landed = self._take_landed()
        if not landed and not free:
            return PATIENCE
        now = self._clock.now()
        async with self._database.transaction() as uow:
            for flight in landed:
                await record(uow, flight.row, flight.task.result(), now, self._limiter)
            rows, wait = await self._claim(uow, free, now)
        for row in rows:
            task = asyncio.ensure_future(self._delivery.deliver(row))
            self._flights.append(_Flight(row, time.monotonic(), task))
        self._tell(landed)
        return wait

    async def _record_landed(self) -> None:
        landed = self._take_landed()
        async with self._database.transaction() as uow:
            for flight in landed:
                await record(
                    uow, flight.row, flight.task.result(), self._clock.now(), self._limiter
                )
        self._tell(landed)

    async def _claim(
        self, uow: UnitOfWork, free: int, now: datetime
    ) -> tuple[list[OutboxRow], float]:
        """Mark what goes next, and say how long the rest must wait."""
        seconds = now.timestamp()
        claimed: list[OutboxRow] = []
        while len(claimed) < free:
            wait = self._limiter.overall_wait(seconds)
            if wait > 0:
                return claimed, wait
            row = await uow.outbox.first_ready(now)
            if row is None:
                break
            wait = self._limiter.chat_wait(row.chat_id, seconds)
            if wait > 0:
                await uow.outbox.postpone(row, now + timedelta(seconds=wait))
                continue
            if not isinstance(row.message, Menu):
                self._limiter.take(row.chat_id, seconds)
            await uow.outbox.claim(row)
            claimed.append(row)
        due = None if claimed else await uow.outbox.next_due(now)
        wait = (due - now).total_seconds() if due else IDLE_SECONDS
        return claimed, min(wait, IDLE_SECONDS)

    def _free_slots(self) -> int:
        now = time.monotonic()
        fastest = min(self._round_trips, default=0.0)
        wanted = min(MOST_IN_FLIGHT, max(1, round(fastest / SLOT_SECONDS)))
        under_way = [flight for flight in self._flights if not flight.task.done()]
        busy = sum(1 for flight in under_way if now - flight.began < PATIENCE)
        return max(0, min(wanted - busy, MOST_IN_FLIGHT - len(under_way)))

    def _take_landed(self) -> list[_Flight]:
        landed = [flight for flight in self._flights if flight.task.done()]
        self._flights = [flight for flight in self._flights if not flight.task.done()]
        self._round_trips.extend(time.monotonic() - flight.began for flight in landed)
        return landed

    def _tell(self, landed: list[_Flight]) -> None:
        for flight in landed:
            outcome = flight.task.result()
            self._metrics.sends.labels(type(outcome).__name__.lower()).inc()
            error = getattr(outcome, "error", None)
            if error is not None:
                _log.warning(
                    "not sent",
                    outbox=flight.row.id,
                    chat=flight.row.chat_id,
                    kind=flight.row.message.kind,
                    result=type(outcome).__name__.lower(),
                    reason=error,
                )
            if isinstance(outcome, Closed):
                self._on_arrival()

    async def _land(self) -> None:
        tasks = {flight.task for flight in self._flights}
        await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)

    async def _rest(self, seconds: float) -> None:
        """Sleep until there is news, an answer, or the time has come."""
        if self._stopping:
            return
        news = asyncio.ensure_future(self._news.wait())
        waiting = {news, *(flight.task for flight in self._flights)}
        try:
            await asyncio.wait(waiting, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
        finally:
            news.cancel()
