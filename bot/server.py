"""The HTTP server: Telegram's webhook, health and figures."""

import asyncio
import hmac
import json
import socket
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

import structlog
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from bot.calendars import MEDIA_TYPE
from bot.intake import arrival
from bot.logs import where
from bot.metrics import Metrics
from bot.subscriptions import Page
from scheduler.wake import Clock
from storage.database import is_trouble, trouble_of
from storage.uow import Database

WEBHOOK_PATH = "/telegram"
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the name of a header
BODY_LIMIT = 1024 * 1024
"""Bytes; an update is far smaller, so a larger body is not Telegram's."""

GRACE_SECONDS = 2
"""How long a stop waits for requests under way."""

PATIENCE = 2.0
"""Seconds that the database may take for an answer; whoever asks for health gives up soon."""

STALE_POLL = timedelta(seconds=120)
STALE_ROW = timedelta(seconds=120)

CALENDAR_PATH = "/calendar/{token:str}.ics"

Endpoint = Callable[[Request], Awaitable[Response]]
FindCalendar = Callable[[str], Awaitable[Page | None]]

_log = structlog.get_logger("server")


class WebServer:
    """Serves while the bot runs.

    Args:
        database: where the inbox is.
        clock: the time.
        metrics: what ``/metrics`` shows.
        on_arrival: told when something was put into the inbox.
        secret: what Telegram sends with each update; none serves no webhook.
        find_calendar: what finds a subscribed calendar; none serves none. They are served in
            webhook mode only, where the server can be reached from outside.
        halted: why a part of the bot is not at work just now; empty while all are.
    """

    def __init__(  # noqa: PLR0913, PLR0917 - it joins these parts and holds no other
        self,
        database: Database,
        clock: Clock,
        metrics: Metrics,
        on_arrival: Callable[[], None],
        secret: str,
        find_calendar: FindCalendar | None = None,
        halted: Callable[[], str] = str,
    ) -> None:
        self._database = database
        self._clock = clock
        self._metrics = metrics
        self._on_arrival = on_arrival
        self._secret = secret
        self._find_calendar = find_calendar
        self._halted = halted
        self._server: uvicorn.Server | None = None
        self._task: asyncio.Task[None] | None = None
        self._socket: socket.socket | None = None

    @property
    def app(self) -> Starlette:
        """The routes."""
        routes = [
            Route("/healthz", _guarded(self._health)),
            Route("/readyz", _guarded(self._ready)),
            Route("/metrics", _guarded(self._figures)),
        ]
        if self._secret:
            routes.append(Route(WEBHOOK_PATH, _guarded(self._webhook), methods=["POST"]))
        if self._secret and self._find_calendar is not None:
            routes.append(Route(CALENDAR_PATH, _guarded(self._calendar(self._find_calendar))))
        return Starlette(routes=routes)

    async def start(self, listen: str, port: int) -> int:
        """Begin to serve.

        Args:
            listen: address to bind.
            port: TCP port; 0 takes a free one.

        Returns:
            The port.

        Raises:
            OSError: the port is taken.
        """
        config = uvicorn.Config(
            self.app,
            log_config=None,
            lifespan="off",
            access_log=False,
            timeout_graceful_shutdown=GRACE_SECONDS,
        )
        server = _QuietServer(config)
        bound = _bind(listen, port)
        self._server, self._socket = server, bound
        self._task = asyncio.ensure_future(server.serve(sockets=[bound]))
        return int(bound.getsockname()[1])

    async def stop(self) -> None:
        """Finish open requests and close."""
        if self._server is None or self._task is None or self._socket is None:
            return
        self._server.should_exit = True
        await self._task
        self._socket.close()
        self._server = self._task = self._socket = None

    async def _webhook(self, request: Request) -> Response:
        """Take an update: 200 only once it is committed."""
        given = request.headers.get(SECRET_HEADER, "")
        if not hmac.compare_digest(given.encode(), self._secret.encode()):
            return PlainTextResponse("wrong secret", 403)
        body = await _body(request)
        if body is None:
            return PlainTextResponse("too large", 413)
        try:
            update = json.loads(body)
        except (ValueError, RecursionError):
            return PlainTextResponse("not JSON", 400)
        if not isinstance(update, dict):
            return PlainTextResponse("not an update", 400)
        now = self._clock.now()
        async with self._database.transaction() as uow:
            await uow.inbox.put([arrival(update)], now)
        self._metrics.last_poll.set(now.timestamp())
        self._on_arrival()
        return PlainTextResponse("ok")

    def _calendar(self, find: FindCalendar) -> Endpoint:
        async def calendar(request: Request) -> Response:
            """The calendar at a private address, unless the reader has it as it is (RFC 9110)."""
            page = await find(request.path_params["token"])
            if page is None:
                return PlainTextResponse("no such calendar", 404)
            headers = {"ETag": page.etag, "Cache-Control": "private, no-cache"}
            known = request.headers.get("If-None-Match", "").split(",")
            if page.etag in (tag.strip().removeprefix("W/") for tag in known):
                return Response(status_code=304, headers=headers)
            return Response(page.content, headers=headers, media_type=MEDIA_TYPE)

        return calendar

    async def _health(self, _: Request) -> Response:
        """Whether the process answers and can reach its database."""
        async with self._database.transaction() as uow:
            await uow.inbox.next_due(self._clock.now())
        return PlainTextResponse("ok")

    async def _ready(self, _: Request) -> Response:
        """Whether updates come in and are handled in time, and can be kept."""
        now = self._clock.now()
        try:
            async with asyncio.timeout(PATIENCE), self._database.transaction() as uow:
                inbox = await uow.inbox.backlog()
                await uow.touch()
        except TimeoutError:
            return _unready("the database is busy: it keeps everybody waiting; is it locked?")
        except Exception as error:
            if not is_trouble(error):
                raise
            return _unready(trouble_of(error))
        if reason := self._halted():  # what they have to write may need more room than this had
            return _unready(reason)
        age = now - inbox.oldest if inbox.oldest else timedelta()
        silent = now - self._last_poll()
        fetching = bool(self._secret) or silent < STALE_POLL
        ready = fetching and age < STALE_ROW
        body = {
            "ready": ready,
            "fetching": fetching,
            "inbox": inbox.depth,
            "oldest_seconds": round(age.total_seconds(), 1),
        }
        return JSONResponse(body, 200 if ready else 503)

    def _last_poll(self) -> datetime:
        seconds = self._metrics.registry.get_sample_value("linliquan_last_poll_timestamp_seconds")
        return datetime.fromtimestamp(seconds or 0.0, self._clock.now().tzinfo)

    async def _figures(self, _: Request) -> Response:
        page = await self._metrics.page(self._database, self._clock.now())
        return Response(page, media_type="text/plain; version=0.0.4")


class _QuietServer(uvicorn.Server):
    """uvicorn inside our own event loop, which has its own idea of signals."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Leave signals to the process."""
        yield


async def _body(request: Request) -> bytes | None:
    """The body, or none if it is, or says it is, larger than any update; it is not read then."""
    if int(request.headers.get("Content-Length", 0)) > BODY_LIMIT:
        return None
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > BODY_LIMIT:
            return None
    return body


def _guarded(endpoint: Endpoint) -> Endpoint:
    """Say that something failed, and nothing of it to the outside; Telegram delivers again."""

    async def answer(request: Request) -> Response:
        try:
            return await endpoint(request)
        except Exception as error:  # noqa: BLE001 - whatever it was, the server goes on
            _log.error("a request failed", path=_harmless(request), error=where(error))
            return PlainTextResponse("failed", 503)

    return answer


def _unready(reason: str) -> Response:
    return JSONResponse({"ready": False, "reason": reason}, 503)


def _harmless(request: Request) -> str:
    """The first part of a path; what follows may be a secret."""
    return "/" + request.url.path.split("/")[1]


def _bind(listen: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in listen else socket.AF_INET
    bound = socket.socket(family, socket.SOCK_STREAM)
    bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        bound.bind((listen, port))
        bound.listen()
    except OSError:
        bound.close()
        raise
    return bound
