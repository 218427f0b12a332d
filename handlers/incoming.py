"""What comes in, typed and free of any chat system."""

import re
from datetime import datetime

from pydantic import BaseModel, ConfigDict

from domain.errors import Refusal
from domain.messages import Mark
from storage.people import Id, Profile

_NUMBER = re.compile(r"-?[0-9]{1,18}")


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True)


class Place(_Frozen):
    """Where something happened.

    Args:
        chat_id: the chat; for a private chat the id of the person.
        private: one person and the bot.
        title: name of a group.
        thread: forum topic, if the group has topics.
    """

    chat_id: Id
    private: bool
    title: str = ""
    thread: int | None = None


class File(_Frozen):
    """A file that somebody sent.

    Args:
        file_id: Telegram's name for it.
        name: how its sender calls it.
        size: in bytes; 0 if Telegram does not say.
        mime: its type, as its sender's app sees it.
    """

    file_id: str
    name: str = ""
    size: int = 0
    mime: str = ""


class Replied(_Frozen):
    """The message that a command answers.

    Args:
        author: who wrote it; none for a bot, a channel or an anonymous admin.
        body: its text or caption.
        marks: how that is formatted.
        photo: file id of its picture.
        document: its file.
        message_id: its number in the chat.
    """

    author: Profile | None
    message_id: Id = 0
    body: str = ""
    marks: tuple[Mark, ...] = ()
    photo: str | None = None
    document: File | None = None


class Event(_Frozen):
    """Anything that comes in from a chat.

    Args:
        place: where.
        sender: who; none where there is nobody, as with deadlines.
    """

    place: Place
    sender: Profile | None = None


class Message(Event):
    """A message as sent, before anybody knows whether it is a command.

    It has no sender if an admin of a group wrote it anonymously.

    Args:
        message_id: its number in the chat.
        body: its text or caption.
        marks: how that is formatted.
        photo: file id of its picture.
        document: its file.
        wordless: it is neither words nor a picture, such as a voice message or a sticker.
        album: what the pictures that were sent together have in common.
        replied: the message that it answers.
    """

    message_id: Id
    album: str | None = None
    body: str = ""
    marks: tuple[Mark, ...] = ()
    photo: str | None = None
    document: File | None = None
    wordless: bool = False
    replied: Replied | None = None


class Command(Message):
    """A message that is a command.

    Args:
        name: the Latin name of the command, without the slash.
        words: what stands after it, with full-width signs read as half-width.
        raw: the same as it was typed.
    """

    name: str
    words: str = ""
    raw: str = ""


class Answer(Message):
    """A message in private that answers an open question.

    Args:
        data: what the question wanted to know again.
    """

    data: dict[str, str | int | None]


class Comeback(Message):
    """A message in private that answers a card of ours.

    Args:
        card: name of that card.
    """

    card: str


class Press(Event):
    """A press of a button.

    Args:
        callback_id: for the short answer to it.
        data: what the button carried, possibly forged.
        message_id: the message that the button stands under.
        args: what the button tells its route.
    """

    callback_id: str
    data: str
    message_id: Id | None
    args: tuple[str, ...] = ()

    def word(self, position: int) -> str:
        """One of the arguments.

        Raises:
            Refusal: there is none, as in a forged or old button.
        """
        if position >= len(self.args):
            raise Refusal("button-outdated")
        return self.args[position]

    def number(self, position: int) -> int:
        """One of the arguments, a whole number that the database can hold.

        Raises:
            Refusal: there is none, as in a forged or old button.
        """
        word = self.word(position)
        if not _NUMBER.fullmatch(word):
            raise Refusal("button-outdated")
        return int(word)


class BotMoved(Event):
    """The bot was added to a group, made admin, removed; or a person blocked or unblocked it."""

    present: bool
    was_present: bool
    admin: bool = False


class Joined(Event):
    """People came into a group."""

    people: tuple[Profile, ...]


class Left(Event):
    """A person went out of a group."""

    person: Profile


class Migrated(Event):
    """A group became a supergroup and has a new chat id."""

    new_chat_id: Id


class Renamed(Event):
    """A group has a new title."""


class Unreachable(Event):
    """A message could not be delivered, as the chat is closed to the bot.

    Args:
        card: name of the card that it was, if any.
        blocked: the person has blocked the bot, rather than never started it.
        news: the chat was open until now, as far as the bot knew.
    """

    card: str | None = None
    blocked: bool = False
    news: bool = True


class DueNow(Event):
    """A deadline has come.

    Args:
        kind: name of the ``@due`` route.
        subject: what it is about.
        at: when it was to come.
    """

    kind: str
    subject: str
    at: datetime | None = None


class Fetched(Event):
    """A table that somebody sent was downloaded and read; its sheets wait in ``uow.files``.

    Args:
        route: name of the ``@file`` route that takes it.
        file: number of what was kept.
        name: how the file is called.
        data: what the route wanted to know again.
    """

    route: str
    file: int
    name: str
    data: dict[str, str | int | None]
