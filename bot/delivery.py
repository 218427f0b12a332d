"""One message on its way: the call, and what its answer means."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import telegram
from telegram.constants import ParseMode
from telegram.error import BadRequest, InvalidToken, TelegramError

from bot import calendars, charts, formbooks, qrcodes, spreadsheets, tables, workbooks
from bot.client import Client
from bot.i18n import LANGUAGES
from bot.logs import where
from bot.outcomes import Arrived, Dead, Outcome, Pointless, Sent, Unreadable, outcome_of
from bot.render import CAPTION_LIMIT, Renderer, split
from bot.request import TooLongError
from domain.errors import Refusal
from domain.forms.export import FormExport
from domain.messages import (
    Calendar,
    Chart,
    Delete,
    Document,
    Edit,
    Fetch,
    Keyboard,
    Language,
    Menu,
    Pin,
    QrCode,
    Say,
    Spreadsheet,
    Text,
    Workbook,
    text,
)
from domain.tables import check_size, too_big
from domain.timing import Period
from storage.outbox import OutboxRow
from storage.uow import Database


@dataclass(frozen=True)
class _Words:
    """What a message says, part by part, and the buttons under the last one."""

    parts: list[str]
    keyboard: dict[str, Any] | None


class Delivery:
    """Makes the calls.

    Args:
        bot: talks to Telegram.
        renderer: finds the words.
        database: where what a workbook holds is read.
        file_limit: bytes that a file may have that people send.
    """

    def __init__(
        self, bot: Client, renderer: Renderer, database: Database, file_limit: int
    ) -> None:
        self._bot = bot
        self._renderer = renderer
        self._database = database
        self._file_limit = file_limit
        self._prepared: tuple[OutboxRow, _Words] | None = None

    def prepare(self, row: OutboxRow) -> None:
        """Put a message into words, so that it goes the sooner when it is delivered."""
        if isinstance(row.message, Say):
            self._prepared = row, self._put_into_words(row, row.message)

    async def deliver(self, row: OutboxRow) -> Outcome:
        """Send one message, or one part of a long one."""
        try:
            return await self._call(row)
        except TelegramError as error:
            return outcome_of(error, row)
        except Exception as error:  # noqa: BLE001 - a message that cannot be put into words must not stop the others
            return Dead(where(error))

    async def _call(self, row: OutboxRow) -> Outcome:  # noqa: C901, PLR0911, PLR0912 - one line per kind of message
        match row.message:
            case Say():
                return await self._say(row, row.message)
            case Edit():
                return await self._edit(row, row.message)
            case Pin():
                return await self._pin(row, row.message)
            case Delete():
                return await self._delete(row, row.message)
            case Document():
                return await self._file(row, row.message.content.encode(), row.message)
            case QrCode():
                return await self._qr_code(row, row.message)
            case Chart():
                return await self._chart(row, row.message)
            case Calendar():
                return await self._calendar(row, row.message)
            case Workbook():
                return await self._workbook(row, row.message)
            case FormExport():
                return await self._form_export(row, row.message)
            case Fetch():
                return await self._fetch(row.message)
            case Spreadsheet():
                return await self._spreadsheet(row, row.message)
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
        words = self._words_of(row, say)
        part = min(row.part, len(words.parts) - 1)
        last = part == len(words.parts) - 1
        reply = say.reply_to if part == 0 else None
        picture = say.photo if part == 0 else None
        if not picture and not say.attachment:
            number = await self._bot.say(
                row.chat_id,
                words.parts[part],
                message_thread_id=say.thread,
                reply_parameters=reply and _answering(reply),
                disable_notification=say.quietly or None,
                reply_markup=words.keyboard if last else None,
            )
            return Sent(number, more=not last)
        place: dict[str, Any] = {
            "message_thread_id": say.thread,
            "reply_parameters": reply and telegram.ReplyParameters(**_answering(reply)),
            "disable_notification": say.quietly,
        }
        if picture:
            sent = await self._bot.send_photo(row.chat_id, picture, **place)
        else:
            sent = await self._carry(row, say, words.parts[0], place)
        return Sent(sent.message_id, more=not last)

    def _words_of(self, row: OutboxRow, say: Say) -> _Words:
        if self._prepared is not None and self._prepared[0] is row:
            return self._prepared[1]
        return self._put_into_words(row, say)

    def _put_into_words(self, row: OutboxRow, say: Say) -> _Words:
        lang = _lang(row, say)
        return _Words(
            ([""] if say.photo else []) + split(self._renderer.words(say.text, lang)),
            self._renderer.keyboard_json(say.buttons, lang),
        )

    async def _carry(
        self, row: OutboxRow, say: Say, words: str, place: dict[str, Any]
    ) -> telegram.Message:
        """A picture or file with the words under it."""
        if say.attachment is None:
            raise ValueError("there is nothing to carry")
        under: dict[str, Any] = {
            "caption": words,
            "parse_mode": ParseMode.HTML,
            "reply_markup": self._renderer.keyboard(say.buttons, _lang(row, say)),
        }
        send = self._bot.send_photo if say.attachment.kind == "photo" else self._bot.send_document
        return await send(row.chat_id, say.attachment.file_id, **under, **place)

    async def _edit(self, row: OutboxRow, edit: Edit) -> Outcome:
        if row.card_message_id is None:
            return Pointless("the card was never sent")
        await self._reword(row, row.card_message_id, edit.text, edit.buttons)
        return Sent()

    async def _reword(
        self, row: OutboxRow, message_id: int, words: Text, buttons: Keyboard = ()
    ) -> None:
        target: dict[str, Any] = {
            "chat_id": row.chat_id,
            "message_id": message_id,
            "parse_mode": ParseMode.HTML,
            "reply_markup": self._renderer.keyboard(buttons, row.lang),
        }
        if row.captioned:
            caption = split(self._renderer.words(words, row.lang), CAPTION_LIMIT)[0]
            await self._bot.edit_message_caption(caption=caption, **target)
            return
        await self._bot.edit_message_text(
            split(self._renderer.words(words, row.lang))[0],
            link_preview_options=telegram.LinkPreviewOptions(is_disabled=True),
            **target,
        )

    async def _pin(self, row: OutboxRow, pin: Pin) -> Outcome:
        """Pinning makes no sound: the message itself has made one."""
        if row.card_message_id is None:
            return Pointless("the card was never sent")
        if pin.pinned:
            await self._bot.pin_chat_message(
                row.chat_id, row.card_message_id, disable_notification=True
            )
        else:
            await self._bot.unpin_chat_message(row.chat_id, message_id=row.card_message_id)
        return Sent()

    async def _delete(self, row: OutboxRow, delete: Delete) -> Outcome:
        """Bots can delete what is younger than 48 hours (https://core.telegram.org/bots/api#deletemessage)."""
        if row.card_message_id is None:
            return Pointless("the card was never sent")
        try:
            await self._bot.delete_message(row.chat_id, row.card_message_id)
        except BadRequest as error:
            if "be deleted" not in error.message.lower():
                raise
            await self._reword(row, row.card_message_id, delete.otherwise)
        return Sent()

    async def _qr_code(self, row: OutboxRow, code: QrCode) -> Outcome:
        link = self._renderer.deep_link(code.start)
        picture = await asyncio.to_thread(qrcodes.draw, link)
        sent = await self._bot.send_photo(
            row.chat_id,
            telegram.InputFile(picture, filename="code.png"),
            caption=self._renderer.words(code.caption, row.lang),
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
        return await self._file(row, content, book)

    async def _spreadsheet(self, row: OutboxRow, book: Spreadsheet) -> Outcome:
        plain, zone = self._plain_in(row.lang), self._renderer.zone
        content = await asyncio.to_thread(spreadsheets.write, book.sheets, plain, zone)
        return await self._file(row, content, book)

    async def _file(
        self, row: OutboxRow, content: bytes, message: Document | Workbook | Spreadsheet
    ) -> Outcome:
        sent = await self._bot.send_document(
            row.chat_id,
            telegram.InputFile(content, filename=message.filename),
            caption=self._renderer.words(message.caption, row.lang),
            parse_mode=ParseMode.HTML,
        )
        return Sent(sent.message_id)

    async def _form_export(self, row: OutboxRow, export: FormExport) -> Outcome:
        async with self._database.snapshot() as uow:
            words, zone = self._plain_in(row.lang), self._renderer.zone
            content = await formbooks.make(uow, export, words, zone)
        if content is None:
            return Pointless("the answers were erased meanwhile")
        sent = await self._bot.send_document(
            row.chat_id,
            telegram.InputFile(content, filename=export.filename),
            caption=self._renderer.words(formbooks.caption(export), row.lang),
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
        except TooLongError:
            return Unreadable(too_big(self._file_limit).text)
        except (BadRequest, InvalidToken):
            return Unreadable(text("file-gone"))

    def _plain_in(self, lang: Language) -> Callable[[Text], str]:
        return lambda text: self._renderer.plain(text, lang)

    async def _calendar(self, row: OutboxRow, calendar: Calendar) -> Outcome:
        host = f"{self._renderer.bot_username}.t.me"
        words = self._plain_in(row.lang)
        content = await asyncio.to_thread(calendars.write, calendar.events, words, host=host)
        sent = await self._bot.send_document(
            row.chat_id,
            telegram.InputFile(content, filename=calendar.filename),
            caption=self._renderer.words(calendar.caption, row.lang),
            parse_mode=ParseMode.HTML,
            message_thread_id=calendar.thread,
        )
        return Sent(sent.message_id)

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


def _lang(row: OutboxRow, say: Say) -> Language:
    return say.lang or row.lang


def _answering(message_id: int) -> dict[str, Any]:
    """It is sent plainly if that message is gone."""
    return {"message_id": message_id, "allow_sending_without_reply": True}
