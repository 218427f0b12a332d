"""Outgoing messages as data: what to say and to whom, not yet in words.

Handlers build these; the outbox keeps them; ``bot.render`` turns them into words in the language
of whoever reads them.
"""

from datetime import date, datetime
from enum import IntEnum
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from domain.forms.export import FormExport

Language = Literal["zh", "en"]


class Priority(IntEnum):
    """Order of sending: lower goes first."""

    REPLY = 10
    URGENT = 15
    """A broadcast that cannot wait, yet must not keep an answer to a command waiting."""
    CARD = 20
    BROADCAST = 30
    BACKGROUND = 40
    """What nobody waits for, such as the lists that go with a broadcast."""


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class When(_Frozen):
    """An instant, shown as wall-clock date, weekday and time of the community."""

    at: datetime


class Day(_Frozen):
    """A day, shown as date and weekday."""

    day: date


class Lasting(_Frozen):
    """A length of time in seconds, shown in words."""

    seconds: int


class DeepLink(_Frozen):
    """A link that opens the private chat with the bot.

    Args:
        start: the payload that comes back as ``/start <payload>``; 1-64 characters of
            ``A-Za-z0-9_-`` (https://core.telegram.org/bots/features#deep-linking).
    """

    start: str = Field(pattern=r"^[A-Za-z0-9_-]{1,64}$")


class Mention(_Frozen):
    """A person's name that notifies them, even without a username."""

    person_id: int
    name: str


class Mentions(_Frozen):
    """Several people's names in one line, each of which notifies."""

    people: tuple[Mention, ...]


class Mark(_Frozen):
    """How a stretch of a text is formatted.

    Args:
        kind: name of the entity type (https://core.telegram.org/bots/api#messageentity).
        start: the first character, counted in characters of Python.
        end: the character after the last one.
        url: where a ``text_link`` leads.
    """

    kind: str
    start: int
    end: int
    url: str = ""


class Formatted(_Frozen):
    """Words as somebody wrote them, with their formatting."""

    words: str
    marks: tuple[Mark, ...] = ()

    def cut(self, start: int) -> "Formatted":
        """What follows the first so many characters, without space around it."""
        left = self.words[start:].lstrip()
        begin, words = len(self.words) - len(left), left.rstrip()
        moved = (
            mark.model_copy(
                update={
                    "start": max(mark.start - begin, 0),
                    "end": min(mark.end - begin, len(words)),
                }
            )
            for mark in self.marks
        )
        return Formatted(words=words, marks=tuple(m for m in moved if m.start < m.end))


class Text(_Frozen):
    """A catalogue id with its values; values may be texts themselves."""

    key: str
    args: "dict[str, Arg]" = {}


Arg = (
    str
    | int
    | When
    | Day
    | Lasting
    | DeepLink
    | Mention
    | Mentions
    | Formatted
    | Text
    | tuple[Text, ...]
)
Text.model_rebuild()


def text(key: str, **args: Arg) -> Text:
    """A text of the catalogue with its values."""
    return Text(key=key, args=args)


class Button(_Frozen):
    """A button under a message: either a press that comes back to a route, or a deep link.

    Args:
        label: what stands on it.
        route: name of the ``@button`` route that takes the press.
        args: what the route gets back; short, as the whole must fit 64 bytes
            (https://core.telegram.org/bots/api#inlinekeyboardbutton).
        start: payload of a deep link, in place of ``route``.
    """

    label: Text
    route: str = ""
    args: tuple[str | int, ...] = ()
    start: str = ""


Keyboard = tuple[tuple[Button, ...], ...]


class Attachment(_Frozen):
    """A picture or file that Telegram already has."""

    kind: Literal["photo", "document"]
    file_id: str


class Say(_Frozen):
    """One message to one chat.

    Args:
        to: chat id; a person's id is their private chat.
        text: the words.
        buttons: rows of buttons under the last part of the message.
        thread: forum topic to answer in.
        reply_to: id of the message that is answered; sent plainly if that message is gone.
        card: a name under which the message can be edited later, unique in its chat.
        photo: Telegram file id of a picture, sent as a message of its own before the words.
        attachment: what the message carries itself; its words must fit a caption of 1024
            characters (https://core.telegram.org/bots/api#sendphoto).
        until: when it is no longer worth sending.
        priority: when to send it among everything waiting.
        quietly: without a sound.
        lang: overrides the language of the chat.
        fleeting: its words are forgotten once it has gone, as they hold what is personal.
    """

    kind: Literal["say"] = "say"
    to: int
    text: Text
    buttons: Keyboard = ()
    thread: int | None = None
    reply_to: int | None = None
    card: str | None = None
    photo: str | None = None
    attachment: Attachment | None = None
    until: datetime | None = None
    priority: Priority = Priority.REPLY
    quietly: bool = False
    lang: Language | None = None
    fleeting: bool = False


class Edit(_Frozen):
    """New words for a live card; only the newest that waits is sent. ``fleeting`` as in Say."""

    kind: Literal["edit"] = "edit"
    to: int
    card: str
    text: Text
    buttons: Keyboard = ()
    priority: Priority = Priority.CARD
    fleeting: bool = False


class Pin(_Frozen):
    """Pin a card where the bot may, or unpin it."""

    kind: Literal["pin"] = "pin"
    to: int
    card: str
    pinned: bool = True
    priority: Priority = Priority.CARD


class Delete(_Frozen):
    """Take a card back.

    Args:
        otherwise: the words that it gets where it cannot be deleted any more.
    """

    kind: Literal["delete"] = "delete"
    to: int
    card: str
    otherwise: Text
    priority: Priority = Priority.CARD


class Document(_Frozen):
    """A small text file to one chat."""

    kind: Literal["document"] = "document"
    to: int
    filename: str
    content: str
    caption: Text
    priority: Priority = Priority.REPLY


class Menu(_Frozen):
    """The command menu that one scope shows.

    Args:
        to: a person's id for their private chat; 0 for all private chats or all groups.
        audience: which of the three menus is meant.
        commands: Latin names of the commands, in the order shown; none removes the menu.
    """

    kind: Literal["menu"] = "menu"
    to: int
    audience: Literal["private", "groups", "person"]
    commands: tuple[str, ...]
    priority: Priority = Priority.BROADCAST


class Figure(_Frozen):
    """One number that is shown large, over what it is and how it comes about."""

    value: str
    label: Text
    note: Text


class Bar(_Frozen):
    """One bar of a chart, with a part for each series; parts are not negative."""

    label: Text
    parts: tuple[int, ...]


class Chart(_Frozen):
    """A picture of numbers, drawn at sending in the language of the chat.

    Args:
        title: the line at the top.
        subtitle: the line under it.
        figures: the numbers that matter most, side by side.
        series: what the parts of the bars are, in their order.
        bars: from top to bottom.
        caption: a line under the picture.
    """

    kind: Literal["chart"] = "chart"
    to: int
    title: Text
    subtitle: Text
    figures: tuple[Figure, ...]
    series: tuple[Text, ...]
    bars: tuple[Bar, ...]
    caption: Text
    priority: Priority = Priority.REPLY


class Workbook(_Frozen):
    """All tickets and events of a stretch of time as an XLSX file, read and written at sending.

    Args:
        to: whose private chat it goes to.
        filename: how the file is called.
        grids: the grids whose tickets it holds; ``*`` for all.
        start: tickets filed from then on.
        end: up to, but without, then.
        caption: a line under the file.
    """

    kind: Literal["workbook"] = "workbook"
    to: int
    filename: str
    grids: tuple[str, ...]
    start: datetime
    end: datetime
    caption: Text
    priority: Priority = Priority.REPLY


SheetCell = str | int | When | Day | Text


class Sheet(_Frozen):
    """A table of a spreadsheet.

    Args:
        title: the name of the sheet, shortened where Excel takes no longer one.
        header: what stands over the columns.
        rows: from top to bottom; a cell that is empty is "".
    """

    title: Text
    header: tuple[Text, ...]
    rows: tuple[tuple[SheetCell, ...], ...]


class Spreadsheet(_Frozen):
    """Tables as an XLSX file that is written at sending, in the language of the chat.

    Args:
        to: the chat; what holds personal data goes to a private one only.
        filename: how the file is called.
        sheets: at least one table.
        caption: a line under the file.
    """

    kind: Literal["spreadsheet"] = "spreadsheet"
    to: int
    filename: str
    sheets: tuple[Sheet, ...] = Field(min_length=1)
    caption: Text
    priority: Priority = Priority.REPLY


class Fetch(_Frozen):
    """A table that somebody sent, to be downloaded and read; nothing is said by it.

    Args:
        to: whose private chat it came from.
        file_id: by which Telegram knows it.
        filename: how the file is called.
        route: name of the ``@file`` route that takes what it holds.
        data: what that route needs to know again.
    """

    kind: Literal["fetch"] = "fetch"
    to: int
    file_id: str
    filename: str
    route: str
    data: dict[str, str | int | None] = {}
    priority: Priority = Priority.REPLY


_Said = Say | Edit | Pin | Delete | Document | Menu | Chart | Workbook | Spreadsheet | Fetch
Outgoing = Annotated[_Said | FormExport, Field(discriminator="kind")]


class Toast(_Frozen):
    """The short answer to a press of a button, shown over the chat and not kept.

    Args:
        text: the words; none only ends the button's waiting.
        alert: shown until dismissed, for a refusal.
    """

    text: Text | None = None
    alert: bool = False
