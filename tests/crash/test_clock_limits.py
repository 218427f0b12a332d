"""The clock is set by an hour and right again, under limits, deadlines and retries that wait."""

from datetime import timedelta

import pytest

from sandbox import Fault
from storage.schedules import Due
from storage.uow import Database
from tests.crash.errands import Errands
from tests.crash.troubles.clock import HOUR

PACE = """\
messages_per_second = 30
private_per_second = 5
group_per_minute = 100
"""
"""Limits that hold, and that let everything through in seconds unless a jump freezes them."""


async def plan(village, **waits):
    """Deadlines by their names, so many seconds from now; the bot does not run yet."""
    async with Database(village.database) as database, database.transaction() as uow:
        for subject, seconds in waits.items():
            at = village.clock.now() + timedelta(seconds=seconds)
            await uow.schedules.add(Due(kind="housekeeping", subject=subject, due_at=at))


def fired(village, *subjects):
    """How often each of them fired."""
    return [
        village.select(
            "SELECT COUNT(*) FROM inbox WHERE source = 'schedule' AND payload LIKE ?",
            f'%"{subject}"%',
        )[0][0]
        for subject in subjects
    ]


@pytest.mark.parametrize("jump", [HOUR, -HOUR], ids=["an hour ahead", "an hour back"])
async def test_nothing_is_lost_late_or_done_twice(village, jump):
    await plan(village, soon=5, half=HOUR / 2, far=3 * HOUR)
    village.set_clock(0)
    village.pace = PACE
    village.write_config()
    errands = Errands(village)
    await errands.begin()
    for human in village.stewards:  # what waits for another attempt, waits by the clock
        village.sandbox.faults.add(
            Fault("sendMessage", "too_many_requests", human.id, retry_after=1)
        )
    errands.ask()
    await village.until(lambda: any(call.fault for call in village.calls), "one is refused")
    village.set_clock(jump)
    errands.ask()
    errands.press()
    await errands.done()
    assert await village.process.stop() == 0
    await village.run()  # it finds sends of an hour ago, or to come
    errands.ask()
    await errands.done()
    if jump > 0:
        await village.until(lambda: fired(village, "soon", "half") == [1, 1], "both fire")
    village.set_clock(0)
    errands.ask(2)
    await village.until(lambda: fired(village, "soon") == [1], "it fires")
    await errands.done()
    assert fired(village, "soon", "half", "far") == [1, int(jump > 0), 0]
    assert await village.process.stop() == 0
    assert not any("level=error" in process.words() for process in village.processes)
