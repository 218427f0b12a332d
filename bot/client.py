"""The one object that talks to Telegram."""

import json
import os
import ssl
from functools import cache
from http import HTTPStatus
from typing import Any

import httpx
import telegram
from telegram.error import NetworkError, TelegramError
from telegram.request import HTTPXRequest

from bot.intake import ALLOWED_UPDATES

os.environ["PTB_TIMEDELTA"] = "true"
"""The library's switch for times of refusal as ``timedelta``; without it, it warns at each."""

POLL_SECONDS = 25
CONNECT_SECONDS = 10.0
UPLOAD_SECONDS = 60.0
CONNECTIONS = 64


class ServerError(NetworkError):
    """Telegram itself says that it failed (5xx with its own JSON): nothing took effect."""


class _Request(HTTPXRequest):
    """python-telegram-bot's HTTP, less its habit of logging the whole answer it cannot read."""

    async def do_request(self, *args: Any, **more: Any) -> tuple[int, bytes]:  # noqa: ANN401 - handed on as they come
        """One request.

        Raises:
            ServerError: Telegram answered that it failed; a proxy on the way says so otherwise.
        """
        code, payload = await super().do_request(*args, **more)
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


@cache
def _trusted() -> ssl.SSLContext:
    """The certificates that are trusted, read once: it takes longer than all else at start."""
    return httpx.create_ssl_context()


class Client(telegram.Bot):
    """``telegram.Bot`` with a way to fetch updates unparsed.

    One malformed update would make the library's ``get_updates`` raise for the whole batch, for
    ever.

    Args:
        token: the bot's token.
        base_url: address of the Bot API server, without ``/bot``.
        proxy: ``http://`` or ``socks5://`` address, or empty.
        answer_seconds: how long to wait for an answer.
    """

    def __init__(self, token: str, base_url: str, proxy: str, answer_seconds: float) -> None:
        def request(connections: int) -> _Request:
            return _Request(
                connection_pool_size=connections,
                connect_timeout=CONNECT_SECONDS,
                read_timeout=answer_seconds,
                write_timeout=answer_seconds,
                media_write_timeout=UPLOAD_SECONDS,
                pool_timeout=answer_seconds,
                proxy=proxy or None,
                httpx_kwargs={"trust_env": not proxy, "verify": _trusted()},
            )

        self._answer_seconds = answer_seconds
        super().__init__(
            token,
            base_url=f"{base_url}/bot",
            base_file_url=f"{base_url}/file/bot",
            request=request(CONNECTIONS),
            get_updates_request=request(2),
        )

    async def fetch(self, offset: int | None, limit: int, seconds: int = POLL_SECONDS) -> Any:  # noqa: ANN401 - unread JSON is the point
        """Updates as Telegram sends them, whatever they hold.

        Args:
            offset: first ``update_id`` wanted; it confirms all before it.
            limit: how many at most, 1-100.
            seconds: how long Telegram may wait for the first.

        Raises:
            TelegramError: of any kind.
        """
        return await self._post(
            "getUpdates",
            {
                "offset": offset,
                "limit": limit,
                "timeout": seconds,
                "allowed_updates": ALLOWED_UPDATES,
            },
            read_timeout=seconds + self._answer_seconds,
        )
