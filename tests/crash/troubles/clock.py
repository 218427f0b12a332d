"""What befalls the clock of the machine: it is set, or the machine sleeps for most of a day."""

import asyncio
from datetime import timedelta

HOUR = 3600.0
DAY = timedelta(days=1)
_SHORT_DAY = timedelta(hours=23)


class ClockJump:
    """The clock goes an hour forward or back, and after a while is right again.

    Args:
        seconds: how long it is wrong at most.
    """

    name = "clock jump"
    of_process = True

    def __init__(self, seconds=10.0):
        self._longest = seconds

    async def strike(self, village, chance):
        assert village.offset.exists(), "the village must run on a clock that can be set"
        village.set_clock(chance.choice((-HOUR, HOUR)))
        try:
            await asyncio.sleep(chance.uniform(1, self._longest))
        finally:
            village.set_clock(0.0)


class DayGoesBy:
    """A day goes by at once, as for a machine that sleeps, with the process held still or ended.

    It is an hour short of the 24 hours for which Telegram keeps what nobody fetches, and none goes
    by while something waits there from the day before.

    Args:
        most: days after which no more go by.
    """

    name = "a day goes by"
    of_process = True

    def __init__(self, most=4):
        self._most = most * DAY

    async def strike(self, village, chance):
        assert village.offset.exists(), "the village must run on a clock that can be set"
        waits = village.world.updates._pending
        oldest = waits[0][0] if waits else float("inf")
        if village.clock.offset >= self._most or oldest < village.clock.now().timestamp() - HOUR:
            return
        asleep = chance.choice((True, False))
        if asleep:
            village.skip(_SHORT_DAY)
            return
        await village.process.kill()
        village.skip(_SHORT_DAY)
        await village.run()
