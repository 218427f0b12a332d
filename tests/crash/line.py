"""A line between the bot and Telegram that can be half closed, as proxies and routers do."""

import asyncio
import contextlib

PIECE = 65536

BEFORE, WITHIN, AFTER = "before the answer", "within the answer", "after the answer"


class Line:
    """Passes everything on, until it is told to say no more to the bot while it still listens.

    Args:
        port: of Telegram, on loopback.

    Attributes:
        left: how many connections are still to be half closed.
    """

    def __init__(self, port):
        self._port = port
        self._server = None
        self._moment = None
        self._method = b""
        self._tasks = set()
        self.left = 0

    async def open(self):
        """Begin; answers with the address for the bot."""
        self._server = await asyncio.start_server(self._accept, "127.0.0.1", 0)
        return f"http://127.0.0.1:{self._server.sockets[0].getsockname()[1]}"

    async def close(self):
        """Cut every connection."""
        self._server.close()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self._server.wait_closed()

    def half_closes(self, moment, method, times):
        """Half close so many connections around the next answers to a method."""
        self._moment, self._method, self.left = moment, f"/{method} ".encode(), times

    async def _accept(self, reader, writer):
        self._tasks.add(asyncio.current_task())
        there, back = await asyncio.open_connection("127.0.0.1", self._port)
        asked = bytearray()
        try:
            async with asyncio.TaskGroup() as both:
                both.create_task(self._ask(reader, back, asked))
                both.create_task(self._answer(there, writer, asked))
        except* ConnectionError:
            pass
        finally:
            for end in (back, writer):
                with contextlib.suppress(ConnectionError):
                    end.close()

    async def _ask(self, reader, back, asked):
        """What the bot says goes on, whatever became of the other direction."""
        while piece := await reader.read(PIECE):
            asked[:] = piece.partition(b"\r\n")[0] if b" HTTP/1.1\r\n" in piece else asked
            back.write(piece)
            await back.drain()
        back.close()

    async def _answer(self, there, writer, asked):
        while piece := await there.read(PIECE):
            if not (self.left and self._method in asked + b" "):
                writer.write(piece)
                await writer.drain()
                continue
            self.left -= 1
            writer.write(
                {BEFORE: b"", WITHIN: piece[: len(piece) // 2], AFTER: piece}[self._moment]
            )
            writer.write_eof()
            return
        writer.close()
