"""What an answer of Telegram, or none, means for a message."""

import re
import secrets
from dataclasses import dataclass
from datetime import timedelta

from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    RetryAfter,
    TelegramError,
)

from bot.request import NeverLeftError, ServerError
from domain.messages import Delete, Edit, Menu, Pin, Text
from domain.tables import Sheet
from storage.outbox import OutboxRow

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
        case InvalidToken() if isinstance(row.message, Menu) and "not found" in words.lower():
            return Pointless(words)  # an older Bot API server of one's own that knows no menus
        case InvalidToken() | Conflict():
            return Retry(words, LONGEST_RETRY, everyone=True)
        case ServerError():
            return Retry(words, back_off(row.attempts))
        case NeverLeftError():
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
    if isinstance(row.message, Menu | Pin | Delete):
        return Pointless(words)
    return Dead(words)


def reason_of(error: TelegramError) -> str:
    """What an error says, for the log and the database.

    What Telegram quotes may be a piece of the message, and the library repeats whole answers that
    it cannot read; both are left out.
    """
    message = error.message.partition(". Parsing the server response")[0]
    return f"{type(error).__name__}: " + re.sub(r'"[^"]*"', '"…"', message)


def back_off(attempts: int) -> timedelta:
    """A wait that doubles, up to a minute, and is never the same for two messages."""
    ceiling = min(FIRST_RETRY * 2.0 ** min(attempts - 1, 10), LONGEST_RETRY)
    return ceiling * (0.5 + secrets.randbelow(500) / 1000)


def seconds_of(refusal: RetryAfter) -> float:
    """How long Telegram wants to be left alone."""
    wait = refusal.retry_after
    return wait.total_seconds() if isinstance(wait, timedelta) else float(wait)
