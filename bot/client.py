"""The one object that talks to Telegram."""

import os
from typing import Any

import telegram
from telegram.constants import ParseMode
from telegram.error import TelegramError
from telegram.request import RequestData
from telegram.request._requestparameter import RequestParameter

from bot.intake import ALLOWED_UPDATES
from bot.request import Request, environment_proxy

os.environ["PTB_TIMEDELTA"] = "true"
"""The library's switch for times of refusal as ``timedelta``; without it, it warns at each."""

POLL_SECONDS = 25
CONNECTIONS = 64


_AS_HTML = {"parse_mode": ParseMode.HTML, "link_preview_options": {"is_disabled": True}}


class Client(telegram.Bot):
    """``telegram.Bot`` with a way to fetch updates unparsed.

    One malformed update would make the library's ``get_updates`` raise for the whole batch, for
    ever.

    Args:
        token: the bot's token.
        base_url: address of the Bot API server, without ``/bot``.
        proxy: ``http://`` or ``socks5://`` address; if empty, that of the environment.
        answer_seconds: how long to wait for an answer.
    """

    def __init__(self, token: str, base_url: str, proxy: str, answer_seconds: float) -> None:
        self._answer_seconds = answer_seconds
        proxy = proxy or environment_proxy(base_url)
        super().__init__(
            token,
            base_url=f"{base_url}/bot",
            base_file_url=f"{base_url}/file/bot",
            request=Request(CONNECTIONS, answer_seconds, proxy),
            get_updates_request=Request(2, answer_seconds, proxy),
        )

    async def say(self, chat_id: int, words: str, **more: Any) -> int:  # noqa: ANN401 - as JSON
        """Send a message of words as HTML, without a picture of the pages it links to.

        ``send_message`` builds the whole message from the answer, only to be asked for its number.

        Args:
            chat_id: where to.
            words: HTML.
            more: further parameters of ``sendMessage``, in the form that JSON takes; what is
                ``None`` is left out.

        Returns:
            The number of the message.

        Raises:
            TelegramError: of any kind.
        """
        given = {"chat_id": chat_id, "text": words, **_AS_HTML, **more}
        data = [RequestParameter(name, value, None) for name, value in given.items()]
        answer = await self.request.post(f"{self.base_url}/sendMessage", RequestData(data))
        if not isinstance(answer, dict) or not isinstance(answer.get("message_id"), int):
            raise TelegramError("Invalid server response")
        return int(answer["message_id"])

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
