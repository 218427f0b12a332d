import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any

_BACKLOG = 10_000
"""Events a page may lag behind; it is then cut off, and loads the whole state anew."""


class Events:
    """Brings events to all open pages as Server-Sent Events.

    Args:
        heartbeat_seconds: after that long without an event, a comment keeps the stream alive.
    """

    def __init__(self, heartbeat_seconds: float = 15.0) -> None:
        self._heartbeat = heartbeat_seconds
        self._queues: set[asyncio.Queue[str | None]] = set()
        self.story: dict[str, Any] = {"running": False, "text": ""}

    def publish(self, event: dict[str, Any]) -> None:
        """Hand an event to every page."""
        if event["type"] == "story":
            self.story = {key: value for key, value in event.items() if key != "type"}
        if not self._queues:
            return
        line = f"data: {json.dumps(event)}\n\n"
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
            while (line := await self._next(queue)) is not None:
                yield line
        finally:
            self._queues.discard(queue)

    def _end(self, queue: asyncio.Queue[str | None]) -> None:
        self._queues.discard(queue)
        queue.put_nowait(None)

    async def _next(self, queue: asyncio.Queue[str | None]) -> str | None:
        try:
            async with asyncio.timeout(self._heartbeat):
                return await queue.get()
        except TimeoutError:
            return ": still here\n\n"
