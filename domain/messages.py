"""Outgoing messages as data: what to say and to whom, not yet in words.

Handlers build these; the outbox keeps them; ``bot.render`` turns them into words in the language
of whoever reads them.
"""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field

from domain.enclosures import (
    Bar,
    Calendar,
    CalendarEvent,
    Chart,
    Figure,
    QrCode,
    Sheet,
    SheetCell,
    Spreadsheet,
    Workbook,
)
from domain.forms.export import FormExport
from domain.priority import Priority
from domain.texts import (
    Arg,
    Between,
    Day,
    DeepLink,
    Formatted,
    Frozen,
    Language,
    Lasting,
    Mark,
    Mention,
    Mentions,
    Regular,
    Text,
    When,
    text,
)

__all__ = [
    "Arg",
    "Attachment",
    "Bar",
    "Between",
    "Button",
    "Calendar",
    "CalendarEvent",
    "Chart",
    "Day",
    "DeepLink",
    "Delete",
    "Document",
    "Edit",
    "Fetch",
    "Figure",
    "FormExport",
    "Formatted",
    "Keyboard",
    "Language",
    "Lasting",
    "Mark",
    "Mention",
    "Mentions",
    "Menu",
    "Outgoing",
    "Pin",
    "Priority",
    "QrCode",
    "Regular",
    "Say",
    "Sheet",
    "SheetCell",
    "Spreadsheet",
    "Text",
    "Toast",
    "When",
    "Workbook",
    "text",
]


class Button(Frozen):
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


class Attachment(Frozen):
    """A picture or file that Telegram already has."""

    kind: Literal["photo", "document"]
    file_id: str


class Say(Frozen):
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
        fleeting: its words are forgotten once it has gone, as they hold what is personal, or a
            code or link that lets somebody in.
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


class Edit(Frozen):
    """New words for a live card; only the newest that waits is sent. ``fleeting`` as in Say."""

    kind: Literal["edit"] = "edit"
    to: int
    card: str
    text: Text
    buttons: Keyboard = ()
    priority: Priority = Priority.CARD
    fleeting: bool = False


class Pin(Frozen):
    """Pin a card where the bot may, or unpin it."""

    kind: Literal["pin"] = "pin"
    to: int
    card: str
    pinned: bool = True
    priority: Priority = Priority.CARD


class Delete(Frozen):
    """Take a card back.

    Args:
        otherwise: the words that it gets where it cannot be deleted any more.
    """

    kind: Literal["delete"] = "delete"
    to: int
    card: str
    otherwise: Text
    priority: Priority = Priority.CARD


class Document(Frozen):
    """A small text file to one chat."""

    kind: Literal["document"] = "document"
    to: int
    filename: str
    content: str
    caption: Text
    priority: Priority = Priority.REPLY


class Menu(Frozen):
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


class Fetch(Frozen):
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
    data: dict[str, str | int | None] = Field(default={})
    priority: Priority = Priority.REPLY


_Said = Say | Edit | Pin | Delete | Document | Menu | Chart | Workbook | Spreadsheet | Calendar
Outgoing = Annotated[_Said | QrCode | Fetch | FormExport, Field(discriminator="kind")]


class Toast(Frozen):
    """The short answer to a press of a button, shown over the chat and not kept.

    Args:
        text: the words; none only ends the button's waiting.
        alert: shown until dismissed, for a refusal.
        start: payload of a deep link that is followed at once, in place of words.
    """

    text: Text | None = None
    alert: bool = False
    start: str = ""
