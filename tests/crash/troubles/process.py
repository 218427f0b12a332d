"""What befalls the process: killed, told to stop, held still."""

import asyncio
import signal

LONGEST_STALL = 20.0


class Kill:
    """``kill -9``, as of a machine that is out of memory; then the next process."""

    name = "kill -9"
    of_process = True

    async def strike(self, village, chance):
        await asyncio.sleep(chance.random())
        await village.process.kill()
        await village.run()


class KillTwice:
    """The next process is killed as well, somewhere between its first line and its work."""

    name = "kill -9, twice"
    of_process = True

    async def strike(self, village, chance):
        await village.process.kill()
        await village.run()
        await asyncio.sleep(chance.uniform(0, 2))
        await village.process.kill()
        await village.run()


class Restart:
    """SIGTERM, as a service manager sends it; then the next process.

    A process that has not begun to work ends at once.
    """

    name = "SIGTERM and restart"
    of_process = True

    async def strike(self, village, chance):
        await asyncio.sleep(chance.random())
        code = await village.process.stop()
        begun = village.process.words()
        assert code == 0 or "event=running" not in begun, (
            f"SIGTERM ended it with {code}\n{begun[-3000:]}"
        )
        await village.run()


class Stall:
    """The process stands still, as on a machine that swaps or a host that was put to sleep.

    Args:
        seconds: how long at most.
    """

    name = "SIGSTOP"
    of_process = True

    def __init__(self, seconds=LONGEST_STALL):
        self._longest = seconds

    async def strike(self, village, chance):
        process = village.process
        process.signal(signal.SIGSTOP)
        try:
            await asyncio.sleep(chance.uniform(min(1.0, self._longest), self._longest))
        finally:
            process.signal(signal.SIGCONT)
            village.note_break()
