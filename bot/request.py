"""python-telegram-bot's HTTP back-end, on aiohttp: a fifth of the work of the one it comes with."""

import json
import ssl
from functools import cache
from http import HTTPStatus
from typing import Any
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

import aiohttp
import certifi
from aiohttp_socks import ProxyConnectionError, ProxyConnector, ProxyError, ProxyTimeoutError
from telegram.error import NetworkError, TelegramError, TimedOut
from telegram.request import BaseRequest, RequestData

CONNECT_SECONDS = 10.0
"""How long to wait for a connection, whether a new one or a free one of the pool."""

UPLOAD_SECONDS = 60.0
"""How much longer a request may take that carries a file."""

LARGEST_ANSWER = 32 * 1024 * 1024
"""Bytes; more than any file that Telegram lets a bot download, which is 20 MB
(https://core.telegram.org/bots/api#getfile), and than any answer with updates."""

Seconds = Any
"""A time-out, or the library's own marker for one that is not given."""


class ServerError(NetworkError):
    """Telegram itself says that it failed (5xx with its own JSON): nothing took effect."""


class TooLongError(NetworkError):
    """An answer is longer than any of Telegram's, and was not read to its end."""


class NeverLeftError(NetworkError):
    """No connection came about, so that nothing can have been sent."""


class Request(BaseRequest):
    """One pool of connections to Telegram.

    Args:
        connections: how many at most.
        answer_seconds: how long to wait for an answer.
        proxy: ``http://`` or ``socks5://`` address, or empty.
    """

    def __init__(self, connections: int, answer_seconds: float, proxy: str) -> None:
        self._connections = connections
        self._answer_seconds = answer_seconds
        self._proxy = proxy
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float:
        """Seconds to wait for an answer."""
        return self._answer_seconds

    async def initialize(self) -> None:
        """Open the pool; a connection is made with the first request."""
        if self._session is None:
            self._session = aiohttp.ClientSession(
                connector=self._connector(),
                headers={"User-Agent": self.USER_AGENT},
                cookie_jar=aiohttp.DummyCookieJar(),
            )

    async def shutdown(self) -> None:
        """Close every connection."""
        session, self._session = self._session, None
        if session is not None:
            await session.close()

    async def do_request(  # noqa: PLR0913, PLR0917 - the library's signature
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Seconds = BaseRequest.DEFAULT_NONE,
        write_timeout: Seconds = BaseRequest.DEFAULT_NONE,  # noqa: ARG002 - part of the whole time
        connect_timeout: Seconds = BaseRequest.DEFAULT_NONE,  # noqa: ARG002 - always the same
        pool_timeout: Seconds = BaseRequest.DEFAULT_NONE,  # noqa: ARG002 - part of connecting
    ) -> tuple[int, bytes]:
        """One request.

        Raises:
            ServerError: Telegram answered that it failed; a proxy on the way says so otherwise.
            NeverLeftError: no connection came about.
            TooLongError: the answer has no end.
            TimedOut: no answer came in time; what was asked for may have been done.
            NetworkError: the same for any other fault of the line.
        """
        given = isinstance(read_timeout, int | float)
        seconds = read_timeout if given else self._answer_seconds
        try:
            code, payload = await self._exchange(url, method, request_data, seconds)
        except _NO_CONNECTION as error:
            raise NeverLeftError(type(error).__name__) from error
        except TimeoutError as error:
            raise TimedOut from error
        except (aiohttp.ClientError, ProxyError) as error:
            raise NetworkError(type(error).__name__) from error
        if code >= HTTPStatus.INTERNAL_SERVER_ERROR and b'"ok":false' in payload.replace(b" ", b""):
            raise ServerError(f"{code} from Telegram")
        return code, payload

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """The answer as JSON.

        Raises:
            TelegramError: it is not JSON, or not the object that Telegram promises.
        """
        try:
            answer = json.loads(payload.decode("utf-8", "replace"))
        except ValueError as error:
            raise TelegramError("Invalid server response") from error
        if not isinstance(answer, dict):
            raise TelegramError("Invalid server response")
        return answer

    async def _exchange(
        self, url: str, method: str, request_data: RequestData | None, seconds: float
    ) -> tuple[int, bytes]:
        if self._session is None:
            raise RuntimeError("this pool of connections is not open")
        upload = bool(request_data and request_data.contains_files)
        timeout = _timeout(seconds, upload=upload)
        body = _body(request_data)
        headers = _JSON if isinstance(body, bytes) else None
        async with self._session.request(
            method, url, data=body, headers=headers, timeout=timeout
        ) as answer:
            return answer.status, await _read(answer)

    def _connector(self) -> aiohttp.BaseConnector:
        if self._proxy:
            return ProxyConnector.from_url(self._proxy, limit=self._connections, ssl=_trusted())
        return aiohttp.TCPConnector(limit=self._connections, ssl=_trusted())


def environment_proxy(address: str) -> str:
    """The proxy that the environment names for an address (``https_proxy``, ``no_proxy``).

    aiohttp can look this up itself, but does it anew, in a thread, for each request.

    Returns:
        Its address, or nothing.
    """
    parts = urlsplit(address)
    if proxy_bypass(parts.hostname or ""):
        return ""
    proxies = getproxies()
    return proxies.get(parts.scheme) or proxies.get("all") or ""


_NO_CONNECTION = (
    aiohttp.ClientConnectorError,
    aiohttp.ConnectionTimeoutError,
    ProxyConnectionError,
    ProxyTimeoutError,
)


_JSON = {"Content-Type": "application/json"}


async def _read(answer: aiohttp.ClientResponse) -> bytes:
    """All of an answer, whatever it says of its length."""
    payload = bytearray()
    async for piece in answer.content.iter_any():
        payload += piece
        if len(payload) > LARGEST_ANSWER:
            raise TooLongError("an answer is longer than any of Telegram's")
    return bytes(payload)


def _body(request_data: RequestData | None) -> aiohttp.FormData | bytes | None:
    if request_data is None:
        return None
    if not request_data.contains_files:
        return json.dumps(request_data.parameters).encode()
    # Telegram takes the name of a file in UTF-8, and shows it as it came.
    form = aiohttp.FormData(quote_fields=False)
    for name, value in request_data.json_parameters.items():
        form.add_field(name, value)
    for name, (filename, content, mime) in (request_data.multipart_data or {}).items():
        form.add_field(name, content, filename=filename, content_type=mime)
    return form


@cache
def _timeout(seconds: float, *, upload: bool) -> aiohttp.ClientTimeout:
    return aiohttp.ClientTimeout(
        total=CONNECT_SECONDS + seconds + (UPLOAD_SECONDS if upload else 0),
        connect=CONNECT_SECONDS,
        sock_connect=CONNECT_SECONDS,
        sock_read=seconds,
    )


@cache
def _trusted() -> ssl.SSLContext:
    """The certificates that are trusted, read once: the system's and Mozilla's."""
    context = ssl.create_default_context()
    context.load_verify_locations(certifi.where())
    return context
