import asyncio
import contextlib
import socket

from starlette.types import ASGIApp
from uvicorn.config import Config
from uvicorn.protocols.http.h11_impl import H11Protocol
from uvicorn.server import ServerState

CONNECTION = "sandbox.connection"
"""Where a request's scope["state"] keeps the transport of its connection."""
_GRACE_SECONDS = 1.0
_KEEP_ALIVE_SECONDS = 75


class _Protocol(H11Protocol):
    """uvicorn's protocol, which lets the application cut the connection."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override] # uvicorn's own signature, narrower than asyncio's
        super().connection_made(transport)
        self.app_state = {CONNECTION: transport}


class Listener:
    """An ASGI application served by uvicorn's protocol inside the running event loop.

    uvicorn's own Server takes over the process's signals and notices the wish to stop only at
    its next tick; this one does neither.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._config = Config(
            app,
            lifespan="off",
            ws="none",
            interface="asgi3",
            log_config=None,
            access_log=False,
            proxy_headers=False,
            timeout_keep_alive=_KEEP_ALIVE_SECONDS,
        )
        self._state = ServerState()
        self._server: asyncio.Server | None = None

    async def start(self, host: str, port: int) -> int:
        """Listen; returns the port, which is a free one if 0 was asked for.

        Raises:
            OSError: if the address is taken.
        """
        self._server = await asyncio.get_running_loop().create_server(
            lambda: _Protocol(self._config, self._state, {}),
            host,
            port,
            family=socket.AF_INET if "." in host else socket.AF_UNSPEC,
            backlog=2048,
        )
        return int(self._server.sockets[0].getsockname()[1])

    async def stop(self) -> None:
        """Take no more, let running requests end for a moment, then cut what is left."""
        if self._server is None:
            return
        self._server.close()
        for connection in list(self._state.connections):
            connection.shutdown()
        await self._finish_tasks()
        for connection in list(self._state.connections):
            connection.transport.abort()
        await asyncio.sleep(0)  # connections learn of their end in the loop's next turn
        await self._server.wait_closed()
        self._server = None

    async def _finish_tasks(self) -> None:
        if not self._state.tasks:
            return
        _, late = await asyncio.wait(list(self._state.tasks), timeout=_GRACE_SECONDS)
        for task in late:
            task.cancel()
        for task in late:
            with contextlib.suppress(asyncio.CancelledError):
                await task
