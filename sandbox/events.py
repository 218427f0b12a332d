import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any

HEARTBEAT_SECONDS = 15.0
_BACKLOG = 10_000
"""Events a page may lag behind; it is then cut off, and loads the whole state anew."""


class Events:
    """Brings events to all open pages as Server-Sent Events."""

    def __init__(self) -> None:
        self._queues: set[asyncio.Queue[str | None]] = set()
        self.story: dict[str, Any] = {"running": False, "text": ""}

    def publish(self, event: dict[str, Any]) -> None:
        """Hand an event to every page."""
        if event["type"] == "story":
            self.story = {"running": event["running"], "text": event["text"]}
        if not self._queues:
            return
        line = f"data: {json.dumps(event, ensure_ascii=False)}\n\n"
        for queue in list(self._queues):
            if queue.qsize() < _BACKLOG:
                queue.put_nowait(line)
            else:
                self._end(queue)

    def close(self) -> None:
        """End every stream."""
        for queue in list(self._queues):
            self._end(queue)

    async def stream(self) -> AsyncIterator[str]:
        """The lines for one page, until it goes away or the stream is ended."""
        queue: asyncio.Queue[str | None] = asyncio.Queue()
        self._queues.add(queue)
        try:
            yield ": welcome\n\n"
            while (line := await _next(queue)) is not None:
                yield line
        finally:
            self._queues.discard(queue)

    def _end(self, queue: asyncio.Queue[str | None]) -> None:
        self._queues.discard(queue)
        queue.put_nowait(None)


async def _next(queue: asyncio.Queue[str | None]) -> str | None:
    try:
        async with asyncio.timeout(HEARTBEAT_SECONDS):
            return await queue.get()
    except TimeoutError:
        return ": still here\n\n"
