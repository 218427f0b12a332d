"""A deadline is found in time though nobody says that the clock was set."""

import asyncio
from datetime import timedelta

from scheduler import wake
from storage.schedules import Due


class Watched(wake.Wake):
    """Tells when it has looked for the first time."""

    def __init__(self, *parts):
        super().__init__(*parts)
        self.looked = asyncio.Event()

    async def fire(self):
        found = await super().fire()
        self.looked.set()
        return found


async def test_a_clock_that_was_set_behind_everybodys_back_delays_no_deadline(town, monkeypatch):
    monkeypatch.setattr(wake, "SAFETY_SECONDS", 0.02)
    due = Due(kind="housekeeping", subject="soon", due_at=town.clock.now() + timedelta(minutes=30))
    async with town.app.database.transaction() as uow:
        await uow.schedules.add(due)
    arrived = asyncio.Event()
    waking = Watched(town.app.database, town.clock, arrived.set)
    running = asyncio.ensure_future(waking.run())
    await waking.looked.wait()  # its alarm is set for half an hour from now
    town.clock.advance(timedelta(hours=1))
    await asyncio.wait_for(arrived.wait(), 10)
    waking.stop()
    await running
    assert town.rows("SELECT state FROM schedules WHERE subject = 'soon'") == [("fired",)]
