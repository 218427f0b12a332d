"""The Bot API over HTTP, and in front of it the split between bot and page."""

import asyncio
import json
from contextlib import suppress

from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Receive, Scope, Send

from sandbox.bot_api import Answer, BotApi
from sandbox.errors import ApiError
from sandbox.listener import CONNECTION
from sandbox.parameters import read_parameters

_JSON = [(b"content-type", b"application/json")]
_HTML = [(b"content-type", b"text/html")]
_BAD_GATEWAY = (
    b"<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n"
    b"<center><h1>502 Bad Gateway</h1></center>\r\n<hr><center>nginx/1.18.0</center>\r\n"
    b"</body>\r\n</html>\r\n"
)
_BOT = "/bot"
_FILE = "/file/bot"


class Gateway:
    """The ASGI application: `/bot…` and `/file/bot…` are Telegram's, all else is the page's.

    Args:
        api: carries out the bot's requests.
        page: the application of the page.
        stopping: set when the server wants to stop, so that nothing waits any longer.
    """

    def __init__(self, api: BotApi, page: ASGIApp, stopping: asyncio.Event) -> None:
        self._api = api
        self._page = page
        self._stopping = stopping

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one HTTP request."""
        path = scope["path"]
        if path.startswith(_BOT):
            await self._method(scope, receive, send)
        elif path.startswith(_FILE):
            await self._download(path, send)
        else:
            await self._page(scope, receive, send)

    async def _method(self, scope: Scope, receive: Receive, send: Send) -> None:
        token, _, name = scope["path"][len(_BOT) :].partition("/")
        try:
            parameters = await read_parameters(scope, receive)
        except ApiError as error:
            await _send(send, error.code, json.dumps(error.body()).encode())
            return
        except ClientDisconnect:
            return
        answer = await self._api.handle(token, name, *parameters)
        if answer.fault is None:
            await _send(send, answer.status, json.dumps(answer.body).encode())
        else:
            await self._spoil(answer, scope, receive, send)

    async def _spoil(self, answer: Answer, scope: Scope, receive: Receive, send: Send) -> None:
        body = json.dumps(answer.body).encode()
        match answer.fault:
            case "drop_before" | "drop_after":
                scope["state"][CONNECTION].abort()
                await _disconnected(receive)
            case "timeout_before" | "timeout_after":
                await self._hold(scope, receive)
            case "bad_gateway":
                await _send(send, 502, _BAD_GATEWAY, _HTML)
            case "truncated_json":
                await _send(send, answer.status, body[: len(body) // 2])
            case "malformed_json":
                await _send(send, answer.status, body.replace(b":", b"=", 1))
            case _:
                await _send(send, answer.status, body)

    async def _hold(self, scope: Scope, receive: Receive) -> None:
        """Leave the client without an answer until it goes away or the server stops."""
        gone = asyncio.ensure_future(_disconnected(receive))
        stop = asyncio.ensure_future(self._stopping.wait())
        await asyncio.wait({gone, stop}, return_when=asyncio.FIRST_COMPLETED)
        scope["state"][CONNECTION].abort()
        stop.cancel()
        with suppress(asyncio.CancelledError):
            await stop
        await gone

    async def _download(self, path: str, send: Send) -> None:
        token, _, file_path = path[len(_FILE) :].partition("/")
        file = self._api.world.files.at(file_path)
        if token != self._api.token or file is None:
            error = ApiError(401, "Unauthorized") if file else ApiError(404, "Not Found")
            await _send(send, error.code, json.dumps(error.body()).encode())
            return
        octets = [(b"content-type", b"application/octet-stream")]
        await _send(send, 200, file.content, octets)


async def _send(
    send: Send, status: int, body: bytes, headers: list[tuple[bytes, bytes]] = _JSON
) -> None:
    length = (b"content-length", str(len(body)).encode())
    await send({"type": "http.response.start", "status": status, "headers": [*headers, length]})
    await send({"type": "http.response.body", "body": body})


async def _disconnected(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
