"""The clock of the machine is an hour wrong for a while, or was and is set right."""

import random
from datetime import timedelta

import pytest

from sandbox import Clock
from storage.schedules import Due
from storage.uow import Database
from tests.crash.errands import Errands
from tests.crash.troubles.clock import DAY, HOUR, ClockJump, DayGoesBy


class Chance(random.Random):
    """Chance of which the first choice is known."""

    def __init__(self, first):
        super().__init__(8)
        self._first = first

    def choice(self, options):
        assert self._first in options
        return self._first


async def due(village, **ahead):
    """Set a deadline of the kind that says nothing."""
    at = Clock().now() + timedelta(**ahead)
    async with Database(village.database) as database, database.transaction() as uow:
        await uow.schedules.add(Due(kind="housekeeping", subject="soon", due_at=at))


def fired(village):
    return village.select(
        "SELECT state FROM inbox WHERE source = 'schedule' AND payload LIKE '%\"soon\"%'"
    )


@pytest.mark.parametrize("jump", [HOUR, -HOUR])
async def test_what_is_asked_around_a_jump_happens_once_and_is_said(village, jump):
    village.set_clock(0.0)
    errands = Errands(village)
    await errands.begin()
    await errands.during(ClockJump(2.0), Chance(jump))
    await errands.done()
    assert await village.process.stop() == 0


async def test_a_deadline_that_was_jumped_over_fires_at_once_and_not_again(village):
    village.set_clock(0.0)
    await due(village, minutes=30)
    errands = Errands(village)
    await errands.begin()
    assert not fired(village)
    village.set_clock(HOUR)
    await village.until(lambda: fired(village) == [("handled",)], "it fired")
    village.set_clock(0.0)
    errands.ask()
    await errands.done()
    assert fired(village) == [("handled",)]


@pytest.mark.parametrize("asleep", [True, False])
async def test_what_is_due_within_a_day_that_goes_by_happens(village, asleep):
    village.set_clock(0.0)
    await due(village, hours=20)
    first = await village.run()
    await village.until(lambda: "event=running" in first.words(), "it runs")
    await DayGoesBy().strike(village, Chance(asleep))
    assert (village.process is first) == asleep
    await village.until(lambda: fired(village) == [("handled",)], "it fired")
    assert await village.process.stop() == 0


async def test_no_day_goes_by_while_telegram_would_forget_what_waits(village):
    village.set_clock(0.0)
    village.world.send(village.admin.id, village.admin.id, "/help")
    village.skip(DAY / 2)
    await DayGoesBy().strike(village, Chance(first=True))
    assert village.clock.offset == DAY / 2
