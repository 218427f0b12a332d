"""From a raw update to the typed events that handlers take."""

import json
from collections.abc import Mapping
from hashlib import sha256
from typing import Any

import telegram
from telegram.constants import ChatMemberStatus, ChatType

from bot.formatting import read_marks
from bot.i18n import language_of
from domain.messages import Mark
from domain.people import tidy_name
from handlers.incoming import (
    BotMoved,
    DueNow,
    Event,
    Fetched,
    File,
    Joined,
    Left,
    Message,
    Migrated,
    Place,
    Press,
    Renamed,
    Replied,
    Unreachable,
)
from storage.inbox import Arrival, InboxRow
from storage.people import Profile

ALLOWED_UPDATES = ("message", "callback_query", "my_chat_member", "chat_member")
"""What Telegram is asked for; ``chat_member`` comes only when asked for and needs admin rights
(https://core.telegram.org/bots/api#getupdates)."""

_PRESENT = {
    ChatMemberStatus.MEMBER,
    ChatMemberStatus.ADMINISTRATOR,
    ChatMemberStatus.OWNER,
    ChatMemberStatus.RESTRICTED,
}


class MalformedError(Exception):
    """An update that cannot be read; it is set aside, not tried again."""


def arrival(update: Mapping[str, Any]) -> Arrival:
    """A raw update as an inbox row; this never fails, as what cannot be read is kept as well.

    Half of a surrogate pair, which JSON can hold and a database cannot, becomes a question mark.
    An update without a number is known again by its content.
    """
    update_id = update.get("update_id")
    lane, sender = _lane(update)
    payload = json.dumps(update, ensure_ascii=False).encode("utf-8", "replace")
    numbered = isinstance(update_id, int)
    return Arrival(
        source="telegram",
        dedup_key=str(update_id) if numbered else sha256(payload).hexdigest(),
        lane=lane,
        sender_id=sender,
        payload=payload.decode(),
    )


def read(row: InboxRow) -> Event | None:
    """The event in an inbox row, or none for an update that is not for us.

    Raises:
        MalformedError: it cannot be read.
    """
    try:
        raw = json.loads(row.payload)
        if row.source == "schedule":
            place = Place(chat_id=raw["lane"], private=raw["lane"] > 0)
            return DueNow(place=place, kind=raw["kind"], subject=raw["subject"], at=raw.get("at"))
        if row.source == "sender":
            return (Fetched if "route" in raw else Unreachable).model_validate(raw)
        return _read_update(raw)
    except Exception as error:
        raise MalformedError(f"{type(error).__name__} in an update") from error


def _lane(update: Mapping[str, Any]) -> tuple[int, int | None]:
    """The chat whose order the update belongs to and the person behind it, as far as it tells."""
    for body in update.values():
        if not isinstance(body, dict):
            continue
        message = body.get("message") if isinstance(body.get("message"), dict) else body
        chat = message.get("chat") if isinstance(message, dict) else None
        sender = body.get("from")
        sender_id = _id(sender)
        chat_id = _id(chat)
        if chat_id is not None or sender_id is not None:
            return chat_id if chat_id is not None else sender_id or 0, sender_id
    return 0, None


def _id(thing: object) -> int | None:
    """A 64-bit id, as SQLite can hold no larger number."""
    value = thing.get("id") if isinstance(thing, dict) else None
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) < 2**63:
        return value
    return None


def _read_update(raw: dict[str, Any]) -> Event | None:
    update = telegram.Update.de_json(raw, None)
    if update.message is not None:
        return _read_message(update.message)
    if update.callback_query is not None:
        return _read_press(update.callback_query)
    if update.my_chat_member is not None:
        return _read_bot_moved(update.my_chat_member)
    if update.chat_member is not None:
        return _read_member(update.chat_member)
    return None


def _read_message(message: telegram.Message) -> Event | None:
    if message.chat.type == ChatType.CHANNEL:
        return None
    place = _place(message.chat, message)
    sender = _author(message)
    happened = _read_service(message, place, sender)
    if happened is not None:
        return happened
    if sender is None and not _is_anonymous_admin(message):
        return None
    return Message(
        place=place,
        sender=sender,
        message_id=message.message_id,
        body=message.text or message.caption or "",
        marks=_marks(message),
        photo=_photo(message),
        document=_document(message),
        wordless=_is_wordless(message),
        album=message.media_group_id,
        replied=_replied(message),
    )


def _read_service(message: telegram.Message, place: Place, sender: Profile | None) -> Event | None:
    """What a message says that Telegram itself wrote, such as who came and went."""
    if message.migrate_to_chat_id:
        return Migrated(place=place, sender=sender, new_chat_id=message.migrate_to_chat_id)
    if message.migrate_from_chat_id:
        old = place.model_copy(update={"chat_id": message.migrate_from_chat_id})
        return Migrated(place=old, sender=sender, new_chat_id=message.chat.id)
    if message.new_chat_members:
        people = tuple(p for p in map(_profile, message.new_chat_members) if p)
        return Joined(place=place, sender=sender, people=people)
    gone = _profile(message.left_chat_member)
    if gone is not None:
        return Left(place=place, sender=sender, person=gone)
    if message.new_chat_title:
        return Renamed(place=place, sender=sender)
    return None


def _replied(message: telegram.Message) -> Replied | None:
    """The message that was answered; in a topic, the topic's own first message does not count."""
    other = message.reply_to_message
    if other is None or other.forum_topic_created is not None:
        return None
    return Replied(
        author=_author(other),
        message_id=other.message_id,
        body=other.text or other.caption or "",
        marks=_marks(other),
        photo=_photo(other),
        document=_document(other),
    )


def _author(message: telegram.Message) -> Profile | None:
    """Who wrote a message; nobody for bots, channels and admins who hide behind their group.

    What is written in the name of a chat has a stand-in as its sender
    (https://core.telegram.org/bots/api#message, ``sender_chat``).
    """
    return None if message.sender_chat else _profile(message.from_user)


def _is_anonymous_admin(message: telegram.Message) -> bool:
    return message.sender_chat is not None and message.sender_chat.id == message.chat.id


def _is_wordless(message: telegram.Message) -> bool:
    return bool(message.effective_attachment) and not (
        message.text or message.caption or message.photo
    )


def _marks(message: telegram.Message) -> tuple[Mark, ...]:
    entities = message.entities if message.text else message.caption_entities
    return read_marks(message.text or message.caption or "", entities)


def _photo(message: telegram.Message) -> str | None:
    return message.photo[-1].file_id if message.photo else None


def _document(message: telegram.Message) -> File | None:
    file = message.document
    if file is None:
        return None
    return File(
        file_id=file.file_id,
        name=tidy_name(file.file_name or "", ""),
        size=file.file_size or 0,
        mime=file.mime_type or "",
    )


def _read_press(query: telegram.CallbackQuery) -> Event:
    message = query.message
    private_place = Place(chat_id=query.from_user.id, private=True)
    return Press(
        place=_place(message.chat, message) if message else private_place,
        sender=_profile(query.from_user),
        callback_id=query.id,
        data=query.data or "",
        message_id=message.message_id if message else None,
    )


def _read_bot_moved(update: telegram.ChatMemberUpdated) -> Event | None:
    if update.chat.type == ChatType.CHANNEL:
        return None
    return BotMoved(
        place=_place(update.chat),
        sender=_profile(update.from_user),
        present=_is_present(update.new_chat_member),
        was_present=_is_present(update.old_chat_member),
        admin=update.new_chat_member.status == ChatMemberStatus.ADMINISTRATOR,
    )


def _read_member(update: telegram.ChatMemberUpdated) -> Event | None:
    person = _profile(update.new_chat_member.user)
    was, is_now = _is_present(update.old_chat_member), _is_present(update.new_chat_member)
    if person is None or was == is_now:
        return None
    place = _place(update.chat)
    if is_now:
        return Joined(place=place, people=(person,))
    return Left(place=place, person=person)


def _is_present(member: telegram.ChatMember) -> bool:
    if isinstance(member, telegram.ChatMemberRestricted):
        return member.is_member
    return member.status in _PRESENT


def _place(chat: telegram.Chat, message: telegram.MaybeInaccessibleMessage | None = None) -> Place:
    return Place(
        chat_id=chat.id,
        private=chat.type == ChatType.PRIVATE,
        title=chat.title or "",
        thread=_topic(message) if isinstance(message, telegram.Message) else None,
    )


def _topic(message: telegram.Message) -> int | None:
    """The forum topic; a chain of replies has a thread too, but is no topic."""
    return message.message_thread_id if message.is_topic_message else None


def _profile(user: telegram.User | None) -> Profile | None:
    if user is None or user.is_bot:
        return None
    return Profile(
        id=user.id,
        name=tidy_name(user.full_name, user.username or str(user.id)),
        username=user.username,
        lang=language_of(user.language_code),
    )
