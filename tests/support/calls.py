"""Waiting for what the bot does, without sleeping."""

import asyncio


class Calls(list):
    """A record of Bot API calls, which tells who waits for one."""

    def __init__(self, calls=()):
        super().__init__(calls)
        self._news = asyncio.Event()

    def append(self, call):
        super().append(call)
        self._news.set()

    async def until(self, holds, seconds):
        """Return once something holds, looking again whenever the bot has called Telegram.

        Raises:
            TimeoutError: it did not within that many seconds.
        """
        async with asyncio.timeout(seconds):
            while not holds():
                self._news.clear()
                await self._news.wait()


def watch(sandbox):
    """Replace a sandbox's record of calls with one that can be waited for."""
    sandbox.api.calls = Calls(sandbox.api.calls)
    return sandbox.api.calls
