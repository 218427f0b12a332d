"""Empties the outbox: claims, sends outside any transaction, records."""

import asyncio
import contextlib
import math
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog

from bot.delivery import Delivery
from bot.limits import MINUTE, Limiter
from bot.metrics import Metrics
from bot.outcomes import Arrived, Closed, Outcome
from bot.recording import record
from domain.messages import Delete, Edit, Menu, Pin, QrCode, Say
from scheduler.wake import Clock
from storage.outbox import OutboxRow, Ready
from storage.uow import Database, UnitOfWork

PATIENCE = 1.0
"""Seconds after which a slow request no longer keeps the next message waiting."""

MOST_IN_FLIGHT = 32

SLOT_SECONDS = 0.03
"""One request at a time is enough while answers come within this; slower lines get more."""

ENOUGH_ANSWERS = 5
"""How many answers tell how long the line is; the first ones also open the connection."""

AHEAD_SECONDS = 0.05
"""How long before its time a message is claimed, so that this is done while the last is recorded.

One transaction for each message then does for both, and the pace does not wait for the disk.
"""

TURNS_TO_LEAVE = 3
"""Turns of the loop after which a request that was begun has left: one to make it, one to write it
and one in which it is handed to the system."""

IDLE_SECONDS = 5.0
"""How long to sleep at most when nothing seems due."""

_log = structlog.get_logger("sender")


@dataclass(frozen=True)
class _Claim:
    """A message that was claimed, so many seconds before it may go."""

    row: OutboxRow
    ahead: float


@dataclass(frozen=True)
class _Flight:
    """A request under way."""

    row: OutboxRow
    began: float
    task: "asyncio.Task[tuple[Outcome, float]]"
    """What came of it, and how many seconds that took."""


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
        on_quiet: told when nothing is on its way.
    """

    def __init__(  # noqa: PLR0913, PLR0917 - it joins these parts and holds no other
        self,
        database: Database,
        delivery: Delivery,
        limiter: Limiter,
        clock: Clock,
        metrics: Metrics,
        on_arrival: Callable[[], None],
        on_quiet: Callable[[], None],
    ) -> None:
        self._database = database
        self._delivery = delivery
        self._limiter = limiter
        self._clock = clock
        self._metrics = metrics
        self._on_arrival = on_arrival
        self._on_quiet = on_quiet
        self._news = asyncio.Event()
        self._flights: list[_Flight] = []
        self._round_trips: deque[float] = deque(maxlen=20)
        self._following: Ready | None = None
        self._read_ahead: tuple[Ready, OutboxRow] | None = None
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
        try:
            while not self._stopping:
                self._news.clear()
                wait = await self.step()
                if not self._flights:
                    self._on_quiet()
                await self._rest(wait)
            while self._flights:
                await self._land()
                await self._record(self._landed())
        except asyncio.CancelledError:
            for flight in self._flights:
                flight.task.cancel()
            raise

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
        free, landed = self._free_slots(), self._landed()
        if not landed and not free:
            return PATIENCE
        wait = await self._record(landed, free)
        if self._flights and self._following is not None:
            await self._look_ahead(self._following)
        return wait

    async def _record(self, landed: list[_Flight], free: int = 0) -> float:
        """Record what has come back and claim what goes next, in one transaction.

        What has come back is forgotten only after the commit: should that fail, as with a full
        disk, it is recorded the next time.
        """
        now, began = self._clock.now(), time.monotonic()
        async with self._database.transaction(flushed=False) as uow:
            for flight in landed:
                outcome, _ = flight.task.result()
                await record(uow, flight.row, outcome, now, self._limiter)
            claims, wait = await self._claim(uow, free, now)
        self._flights = [flight for flight in self._flights if flight not in landed]
        late = time.monotonic() - began
        for claim in claims:
            ahead = max(0.0, claim.ahead - late)
            task = asyncio.ensure_future(self._deliver(claim.row, ahead))
            task.add_done_callback(lambda _: self.wake())
            self._flights.append(_Flight(claim.row, time.monotonic() + ahead, task))
        self._tell(landed)
        return wait

    async def _claim(self, uow: UnitOfWork, free: int, now: datetime) -> tuple[list[_Claim], float]:
        """Mark what goes next, and say how long the rest must wait."""
        seconds = now.timestamp()
        claimed: list[_Claim] = []
        while len(claimed) < free:
            ahead = self._limiter.overall_wait(seconds)
            if ahead > AHEAD_SECONDS:
                return claimed, ahead - AHEAD_SECONDS
            row = await self._first_ready(uow, now)
            if row is None:
                break
            if _is_too_late(row, now):
                await uow.outbox.give_up(row, "dropped", "too late to be of use", now)
                continue
            is_edit = isinstance(row.message, Edit)
            wait = self._limiter.chat_wait(row.chat_id, seconds, edit=is_edit)
            if wait > 0:
                await uow.outbox.postpone(row, now, timedelta(seconds=wait))
                continue
            if not isinstance(row.message, Menu | Pin | Delete):
                self._limiter.take(row.chat_id, seconds, edit=is_edit, ahead=ahead)
            await uow.outbox.claim(row)
            claimed.append(_Claim(row, ahead))
        due = None if claimed else await uow.outbox.next_due(now)
        wait = (due - now).total_seconds() if due else IDLE_SECONDS
        return claimed, min(wait, IDLE_SECONDS)

    async def _first_ready(self, uow: UnitOfWork, now: datetime) -> OutboxRow | None:
        """The message whose turn it is, as it was read ahead if nothing changed since."""
        ready = await uow.outbox.ready(now)
        self._following = ready[1] if len(ready) > 1 else None
        if not ready:
            return None
        if self._read_ahead is not None and self._read_ahead[0] == ready[0]:
            return self._read_ahead[1]
        return ready[0].read()

    async def _look_ahead(self, following: Ready) -> None:
        """Read what may go next and put it into words, while a request is under way anyhow."""
        for _ in range(TURNS_TO_LEAVE):
            await asyncio.sleep(0)
        with contextlib.suppress(Exception):  # whatever is wrong with it comes out at its turn
            row = following.read()
            self._delivery.prepare(row)
            self._read_ahead = following, row

    async def _deliver(self, row: OutboxRow, ahead: float) -> tuple[Outcome, float]:
        if ahead:
            await asyncio.sleep(ahead)
        began = time.monotonic()
        outcome = await self._delivery.deliver(row)
        return outcome, time.monotonic() - began

    def _free_slots(self) -> int:
        now = time.monotonic()
        wanted = 1
        if len(self._round_trips) >= ENOUGH_ANSWERS:
            wanted = min(MOST_IN_FLIGHT, max(1, math.ceil(min(self._round_trips) / SLOT_SECONDS)))
        under_way = [flight for flight in self._flights if not flight.task.done()]
        busy = sum(1 for flight in under_way if now - flight.began < PATIENCE)
        return max(0, min(wanted - busy, MOST_IN_FLIGHT - len(under_way)))

    def _landed(self) -> list[_Flight]:
        return [flight for flight in self._flights if flight.task.done()]

    def _tell(self, landed: list[_Flight]) -> None:
        for flight in landed:
            outcome, seconds = flight.task.result()
            if isinstance(flight.row.message, Say | Edit):  # a menu is more than one request
                self._round_trips.append(seconds)
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
            if isinstance(outcome, Arrived | Closed):
                self._on_arrival()

    async def _land(self) -> None:
        tasks = {flight.task for flight in self._flights}
        await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)

    async def _rest(self, seconds: float) -> None:
        """Sleep until there is news, an answer, or the time has come."""
        if self._stopping:
            return
        if any(time.monotonic() - flight.began < PATIENCE for flight in self._flights):
            seconds = min(seconds, PATIENCE)
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._news.wait()


def _is_too_late(row: OutboxRow, now: datetime) -> bool:
    until = row.message.until if isinstance(row.message, Say | QrCode) else None
    return until is not None and now >= until and row.part == 0
