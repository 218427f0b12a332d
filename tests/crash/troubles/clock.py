"""What befalls the clock of the machine: it is set, by hand or by a time server."""

import asyncio

HOUR = 3600.0


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
