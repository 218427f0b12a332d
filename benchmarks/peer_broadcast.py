"""How most would send to many groups: the library's rate limiter, or a pause after each.

    python -m benchmarks.peer_broadcast TOKEN ADDRESS limiter|pause FILE

The file holds the chats, one a line. Whoever is told to wait waits and tries again.
"""

import asyncio
import sys
from pathlib import Path

from telegram.error import RetryAfter
from telegram.ext import AIORateLimiter, ExtBot

WORDS = "今晚8点停水，请储水"
PAUSE = 0.04
RETRIES = 20


async def with_limiter(token: str, address: str, chats: list[int]) -> None:
    """All at once, held back by ``AIORateLimiter``."""
    limiter = AIORateLimiter(max_retries=RETRIES)
    async with ExtBot(token, base_url=f"{address}/bot", rate_limiter=limiter) as bot:
        await asyncio.gather(*(bot.send_message(chat, WORDS, pool_timeout=600) for chat in chats))


async def with_pause(token: str, address: str, chats: list[int]) -> None:
    """One after the other, with a pause between."""
    async with ExtBot(token, base_url=f"{address}/bot") as bot:
        for chat in chats:
            while True:
                try:
                    await bot.send_message(chat, WORDS)
                    break
                except RetryAfter as error:
                    await asyncio.sleep(float(str(error.retry_after)))
            await asyncio.sleep(PAUSE)


if __name__ == "__main__":
    known, where, how, file = sys.argv[1:5]
    groups = [int(line) for line in Path(file).read_text("ascii").split()]
    send = with_limiter if how == "limiter" else with_pause
    asyncio.run(send(known, where, groups))
