"""Rows of the outbox as models, and messages as rows."""

import sqlite3
from dataclasses import dataclass
from datetime import datetime

from pydantic import BaseModel, ConfigDict, TypeAdapter

from domain.messages import (
    Delete,
    Document,
    Edit,
    Language,
    Menu,
    Outgoing,
    Pin,
    QrCode,
    Say,
    Spreadsheet,
)
from storage.rows import to_ms

_OUTGOING: TypeAdapter[Outgoing] = TypeAdapter(Outgoing)


class OutboxRow(BaseModel):
    """A message that was claimed for sending.

    Args:
        chat_id: where it goes now, which a group upgrade may have changed since it was said.
        part: which part of a text too long for one message is next.
        lang: language of the chat.
        card_message_id: the message that an edit changes, if it was ever sent.
        captioned: whether the words of that message stand under a picture or file.
    """

    model_config = ConfigDict(frozen=True)

    id: int
    chat_id: int
    message: Outgoing
    part: int
    attempts: int
    lang: Language
    card_message_id: int | None
    captioned: bool


@dataclass(frozen=True)
class Ready:
    """A message that may go, as it stands in the database; two are equal if nothing changed.

    Args:
        row: what ``Outbox.ready`` found.
        payload: the message as it was before it was kept.
    """

    row: sqlite3.Row
    payload: str

    def read(self) -> OutboxRow:
        """It as a model, which takes longer than to find it."""
        row = self.row
        return OutboxRow.model_construct(
            id=row["id"],
            chat_id=row["chat_id"],
            message=_OUTGOING.validate_json(self.payload),
            part=row["part"],
            attempts=row["attempts"],
            lang=row["lang"],
            card_message_id=row["card_message_id"],
            captioned=bool(row["captioned"]),
        )


INSERT = (
    "INSERT INTO outbox (chat_id, priority, kind, card, payload, created_at)"
    " VALUES (:chat, :priority, :kind, :card, :payload, :now)"
)


def card_of(message: Outgoing) -> str | None:
    """The card that a message is or changes."""
    if isinstance(message, Say | Edit | Pin | Delete):
        return message.card
    if isinstance(message, Menu):
        return f"menu:{message.audience}"
    return None


def columns_of(message: Outgoing, payload: str, now: datetime) -> dict[str, object]:
    """A message as a new row, with its payload as it is kept."""
    return {
        "chat": message.to,
        "priority": int(message.priority),
        "kind": message.kind,
        "card": card_of(message),
        "payload": payload,
        "now": to_ms(now),
    }


def is_fleeting(message: Outgoing) -> bool:
    """Whether a message is forgotten once it has gone: it is personal, or lets somebody in."""
    if isinstance(message, Say | Edit):
        return message.fleeting
    return isinstance(message, Document | Spreadsheet | QrCode)
