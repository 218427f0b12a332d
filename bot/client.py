"""The one object that talks to Telegram."""

import os
from typing import Any

import telegram

from bot.intake import ALLOWED_UPDATES
from bot.request import Request

os.environ["PTB_TIMEDELTA"] = "true"
"""The library's switch for times of refusal as ``timedelta``; without it, it warns at each."""

POLL_SECONDS = 25
CONNECTIONS = 64


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
        self._answer_seconds = answer_seconds
        super().__init__(
            token,
            base_url=f"{base_url}/bot",
            base_file_url=f"{base_url}/file/bot",
            request=Request(CONNECTIONS, answer_seconds, proxy),
            get_updates_request=Request(2, answer_seconds, proxy),
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
