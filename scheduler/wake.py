"""APScheduler wakes the process when something is due; the database knows what."""

import asyncio
import contextlib
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Protocol

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.date import DateTrigger

from scheduler.fire import fire_due
from storage.uow import Database

SAFETY_SECONDS = 5.0
"""How late a deadline can be at the worst, should a wake-up be lost or the clock be set.

Not by APScheduler, which reckons by the machine's clock: set back an hour, it would sleep for one.
"""

ALARM = "alarm"

JITTER = timedelta(milliseconds=10)
"""An alarm that is nearer than this to the right time is left as it is."""


class Clock(Protocol):
    """Where the time comes from."""

    def now(self) -> datetime:
        """The present instant, aware, in UTC."""
        ...


class Wake:
    """Fires deadlines in time.

    Args:
        database: where the deadlines are.
        clock: the time that deadlines are held against; it may run ahead of the machine's.
        on_arrival: told when something fired.
    """

    def __init__(self, database: Database, clock: Clock, on_arrival: Callable[[], None]) -> None:
        self._database = database
        self._clock = clock
        self._on_arrival = on_arrival
        self._look = asyncio.Event()
        self._stopping = False
        self._alarm = datetime.min.replace(tzinfo=UTC)

    def nudge(self) -> None:
        """Look again: a deadline may have been set, or the clock moved."""
        self._look.set()

    def stop(self) -> None:
        """Wait for nothing any more."""
        self._stopping = True
        self.nudge()

    async def run(self) -> None:
        """Fire what is due whenever the alarm rings, until told to stop."""
        scheduler = AsyncIOScheduler(
            timezone=UTC,
            job_defaults={"misfire_grace_time": None, "coalesce": True, "max_instances": 1},
        )
        scheduler.start()
        try:
            while not self._stopping:
                self._look.clear()
                self._set_alarm(scheduler, await self.fire())
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(self._look.wait(), SAFETY_SECONDS)
        finally:
            scheduler.shutdown(wait=False)

    async def fire(self) -> datetime | None:
        """Hand what is due to the inbox.

        Returns:
            When the next deadline is.
        """
        fired, due = await fire_due(self._database, self._clock.now())
        if fired:
            self._on_arrival()
        return due

    def _set_alarm(self, scheduler: AsyncIOScheduler, due: datetime | None) -> None:
        if due is None:
            return
        at = datetime.now(UTC) + max(due - self._clock.now(), timedelta())
        if scheduler.get_job(ALARM) is not None and abs(at - self._alarm) < JITTER:
            return
        self._alarm = at
        scheduler.add_job(self.nudge, DateTrigger(at), id=ALARM, replace_existing=True)
