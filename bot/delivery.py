"""One message on its way: the call, and what its answer means."""

import asyncio
import re
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import telegram
from telegram.constants import ParseMode
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from bot import charts, tables, workbooks
from bot.client import ServerError
from bot.i18n import LANGUAGES
from bot.logs import where
from bot.render import Renderer, split
from domain.errors import Refusal
from domain.messages import Chart, Document, Edit, Fetch, Language, Menu, Say, Text, Workbook, text
from domain.tables import Sheet, check_size
from domain.timing import Period
from storage.outbox import OutboxRow
from storage.uow import Database

FIRST_RETRY = timedelta(seconds=1)
LONGEST_RETRY = timedelta(seconds=60)


@dataclass(frozen=True)
class Sent:
    """It has gone.

    Args:
        message_id: where an edit finds it.
        more: further parts of a long text are to follow.
    """

    message_id: int | None = None
    more: bool = False


@dataclass(frozen=True)
class Retry:
    """It has surely not gone and is tried again.

    Args:
        wait: until then.
        refused: Telegram said so with a 429.
        everyone: it is not this message; no other would go either.
    """

    error: str
    wait: timedelta
    refused: bool = False
    everyone: bool = False


@dataclass(frozen=True)
class Unknown:
    """The answer was lost: it may have gone. It is tried again, as once too often beats never."""

    error: str
    wait: timedelta


@dataclass(frozen=True)
class Closed:
    """The chat cannot be written to; what is for it is kept until it can."""

    error: str
    blocked: bool


@dataclass(frozen=True)
class Moved:
    """The group has a new chat id."""

    chat_id: int


@dataclass(frozen=True)
class Pointless:
    """It need not go any more: the card is as it should be, or gone."""

    error: str


@dataclass(frozen=True)
class Dead:
    """Telegram will never take it; that is a fault of ours."""

    error: str


@dataclass(frozen=True)
class Arrived:
    """A file is here and was read."""

    sheets: tuple[Sheet, ...]


@dataclass(frozen=True)
class Unreadable:
    """A file cannot be had or read; whoever sent it is told why."""

    reason: Text


Outcome = Arrived | Unreadable | Sent | Retry | Unknown | Closed | Moved | Pointless | Dead


class Delivery:
    """Makes the calls.

    Args:
        bot: talks to Telegram.
        renderer: finds the words.
        database: where what a workbook holds is read.
        file_limit: bytes that a file may have that people send.
    """

    def __init__(
        self, bot: telegram.Bot, renderer: Renderer, database: Database, file_limit: int
    ) -> None:
        self._bot = bot
        self._renderer = renderer
        self._database = database
        self._file_limit = file_limit

    async def deliver(self, row: OutboxRow) -> Outcome:
        """Send one message, or one part of a long one."""
        try:
            return await self._call(row)
        except TelegramError as error:
            return outcome_of(error, row)
        except Exception as error:  # noqa: BLE001 - a message that cannot be put into words must not stop the others
            return Dead(where(error))

    async def _call(self, row: OutboxRow) -> Outcome:  # noqa: PLR0911 - one line per kind of message
        match row.message:
            case Say():
                return await self._say(row, row.message)
            case Edit():
                return await self._edit(row, row.message)
            case Document():
                return await self._document(row, row.message)
            case Chart():
                return await self._chart(row, row.message)
            case Workbook():
                return await self._workbook(row, row.message)
            case Fetch():
                return await self._fetch(row.message)
            case Menu():
                return await self._menu(row.message)

    async def _say(self, row: OutboxRow, say: Say) -> Outcome:
        try:
            return await self._say_part(row, say)
        except BadRequest as error:
            if say.thread is None or "thread not found" not in error.message.lower():
                raise
            return await self._say_part(row, say.model_copy(update={"thread": None}))

    async def _say_part(self, row: OutboxRow, say: Say) -> Outcome:
        """One part of a text; a picture is a part of its own, the buttons are under the last."""
        lang: Language = say.lang or row.lang
        parts = ([""] if say.photo else []) + split(self._renderer.words(say.text, lang))
        part = min(row.part, len(parts) - 1)
        last = part == len(parts) - 1
        place: dict[str, Any] = {
            "message_thread_id": say.thread,
            "reply_parameters": _reply_to(say) if part == 0 else None,
            "disable_notification": say.quietly,
        }
        if say.photo and part == 0:
            sent = await self._bot.send_photo(row.chat_id, say.photo, **place)
        else:
            sent = await self._bot.send_message(
                row.chat_id,
                parts[part],
                parse_mode=ParseMode.HTML,
                reply_markup=self._renderer.keyboard(say.buttons, lang) if last else None,
                link_preview_options=telegram.LinkPreviewOptions(is_disabled=True),
                **place,
            )
        return Sent(sent.message_id, more=not last)

    async def _edit(self, row: OutboxRow, edit: Edit) -> Outcome:
        if row.card_message_id is None:
            return Pointless("the card was never sent")
        await self._bot.edit_message_text(
            split(self._renderer.words(edit.text, row.lang))[0],
            chat_id=row.chat_id,
            message_id=row.card_message_id,
            parse_mode=ParseMode.HTML,
            reply_markup=self._renderer.keyboard(edit.buttons, row.lang),
            link_preview_options=telegram.LinkPreviewOptions(is_disabled=True),
        )
        return Sent()

    async def _document(self, row: OutboxRow, document: Document) -> Outcome:
        sent = await self._bot.send_document(
            row.chat_id,
            telegram.InputFile(document.content.encode(), filename=document.filename),
            caption=self._renderer.words(document.caption, row.lang),
            parse_mode=ParseMode.HTML,
        )
        return Sent(sent.message_id)

    async def _chart(self, row: OutboxRow, chart: Chart) -> Outcome:
        """The picture makes no sound, as it comes right after words that did."""
        picture = await asyncio.to_thread(charts.draw, chart, self._plain_in(row.lang))
        sent = await self._bot.send_photo(
            row.chat_id,
            telegram.InputFile(picture, filename="chart.png"),
            caption=self._renderer.words(chart.caption, row.lang),
            parse_mode=ParseMode.HTML,
            disable_notification=True,
        )
        return Sent(sent.message_id)

    async def _workbook(self, row: OutboxRow, book: Workbook) -> Outcome:
        period = Period(start=book.start, end=book.end)
        async with self._database.snapshot() as uow:
            pages = uow.stats.pages(frozenset(book.grids), period, workbooks.PAGE)
            content = await workbooks.write(pages, self._plain_in(row.lang), self._renderer.zone)
        sent = await self._bot.send_document(
            row.chat_id,
            telegram.InputFile(content, filename=book.filename),
            caption=self._renderer.words(book.caption, row.lang),
            parse_mode=ParseMode.HTML,
        )
        return Sent(sent.message_id)

    async def _fetch(self, fetch: Fetch) -> Outcome:
        """Download a file and read it off the event loop.

        The library takes a 404 for a wrong token; for a file it is one that Telegram has lost.
        """
        try:
            file = await self._bot.get_file(fetch.file_id)
            check_size(file.file_size or 0, self._file_limit)
            content = bytes(await file.download_as_bytearray())
            check_size(len(content), self._file_limit)
            return Arrived(await asyncio.to_thread(tables.read, fetch.filename, content))
        except Refusal as refusal:
            return Unreadable(refusal.text)
        except (BadRequest, InvalidToken):
            return Unreadable(text("file-gone"))

    def _plain_in(self, lang: Language) -> Callable[[Text], str]:
        return lambda text: self._renderer.plain(text, lang)

    async def _menu(self, menu: Menu) -> Outcome:
        scope = {
            "private": telegram.BotCommandScopeAllPrivateChats(),
            "groups": telegram.BotCommandScopeAllGroupChats(),
        }.get(menu.audience) or telegram.BotCommandScopeChat(menu.to)
        for code in (None, *LANGUAGES):
            lang = code or LANGUAGES[0]
            commands = [(name, self._menu_line(name, lang)) for name in menu.commands]
            if commands:
                await self._bot.set_my_commands(commands, scope=scope, language_code=code)
            else:
                await self._bot.delete_my_commands(scope=scope, language_code=code)
        return Sent()

    def _menu_line(self, command: str, lang: Language) -> str:
        return self._renderer.catalogues[lang].format(f"help-{command}", {})


def _reply_to(say: Say) -> telegram.ReplyParameters | None:
    if say.reply_to is None:
        return None
    return telegram.ReplyParameters(say.reply_to, allow_sending_without_reply=True)


def outcome_of(error: TelegramError, row: OutboxRow) -> Outcome:  # noqa: PLR0911 - one line per kind of answer
    """What an error of Telegram or of the line means for the message."""
    words = reason_of(error)
    match error:
        case RetryAfter():
            return Retry(words, timedelta(seconds=seconds_of(error)), refused=True)
        case ChatMigrated():
            return Moved(error.new_chat_id)
        case Forbidden():
            return Closed(words, blocked="blocked" in error.message.lower())
        case BadRequest():
            return _bad_request(error, row, words)
        case TimedOut() if "Pool timeout" in error.message:
            return Retry(words, back_off(row.attempts))
        case InvalidToken() if isinstance(row.message, Menu) and "not found" in words.lower():
            return Pointless(words)  # an older Bot API server of one's own that knows no menus
        case InvalidToken() | Conflict():
            return Retry(words, LONGEST_RETRY, everyone=True)
        case ServerError():
            return Retry(words, back_off(row.attempts))
        case NetworkError() if _never_left(error):
            return Retry(words, back_off(row.attempts), everyone=True)
        case _:
            return Unknown(words, back_off(row.attempts))


def _bad_request(error: BadRequest, row: OutboxRow, words: str) -> Outcome:
    reason = error.message.lower()
    if "chat not found" in reason and row.chat_id > 0:
        return Closed(words, blocked=False)
    if isinstance(row.message, Edit) and (
        "not modified" in reason or "to edit not found" in reason or "can't be edited" in reason
    ):
        return Pointless(words)
    if isinstance(row.message, Menu):
        return Pointless(words)
    return Dead(words)


def reason_of(error: TelegramError) -> str:
    """What an error says, for the log and the database.

    What Telegram quotes may be a piece of the message, and the library repeats whole answers that
    it cannot read; both are left out.
    """
    message = error.message.partition(". Parsing the server response")[0]
    return f"{type(error).__name__}: " + re.sub(r'"[^"]*"', '"…"', message)


def _never_left(error: NetworkError) -> bool:
    """Whether no connection came about, so that nothing can have been sent."""
    return type(error.__cause__).__name__ in {"ConnectError", "ConnectTimeout", "ProxyError"}


def back_off(attempts: int) -> timedelta:
    """A wait that doubles, up to a minute, and is never the same for two messages."""
    ceiling = min(FIRST_RETRY * 2.0 ** min(attempts - 1, 10), LONGEST_RETRY)
    return ceiling * (0.5 + secrets.randbelow(500) / 1000)


def seconds_of(refusal: RetryAfter) -> float:
    """How long Telegram wants to be left alone."""
    wait = refusal.retry_after
    return wait.total_seconds() if isinstance(wait, timedelta) else float(wait)
