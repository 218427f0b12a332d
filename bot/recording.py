"""What an outcome of sending does to the database."""

from datetime import datetime, timedelta

from bot.limits import Limiter
from bot.outcomes import (
    Arrived,
    Closed,
    Dead,
    Moved,
    Outcome,
    Pointless,
    Retry,
    Sent,
    Unknown,
    Unreadable,
)
from domain.messages import Document, Fetch, Menu, Say, Spreadsheet
from domain.people import Reach
from handlers.incoming import Fetched, Place, Unreachable
from storage.inbox import Arrival
from storage.outbox import OutboxRow
from storage.uow import UnitOfWork


async def record(  # noqa: C901 - one line or two per kind of outcome
    uow: UnitOfWork, row: OutboxRow, outcome: Outcome, now: datetime, limiter: Limiter
) -> None:
    """Record what became of a message, with all that follows from it, in one transaction."""
    match outcome:
        case Arrived():
            await _arrived(uow, row, outcome, now)
        case Unreadable():
            await uow.outbox.give_up(row, "dropped", f"unreadable: {outcome.reason.key}", now)
            await uow.outbox.put([Say(to=row.chat_id, text=outcome.reason)], now)
        case Sent(more=True):
            await uow.outbox.next_part(row)
        case Sent():
            await uow.outbox.sent(row, outcome.message_id, now)
        case Retry():
            if outcome.refused:
                limiter.refused(row.chat_id, outcome.wait.total_seconds(), now.timestamp())
            if outcome.everyone:
                limiter.rest(outcome.wait.total_seconds(), now.timestamp())
            await uow.outbox.retry(row, "waiting", outcome.error, now, outcome.wait)
        case Unknown():
            await uow.outbox.retry(row, "unknown", outcome.error, now, outcome.wait)
        case Closed():
            await _closed(uow, row, outcome, now)
        case Moved():
            await uow.outbox.retry(row, "waiting", "the group has a new chat id", now, timedelta())
            await uow.move_chat(row.chat_id, outcome.chat_id)
        case Pointless():
            await uow.outbox.give_up(row, "dropped", outcome.error, now)
        case Dead():
            await uow.outbox.give_up(row, "dead", outcome.error, now)


async def _arrived(uow: UnitOfWork, row: OutboxRow, outcome: Arrived, now: datetime) -> None:
    """Keep what a file holds, and raise an event for the route that it was fetched for."""
    fetch = row.message
    if not isinstance(fetch, Fetch):
        raise TypeError("only a file that was fetched arrives")
    event = Fetched(
        place=Place(chat_id=row.chat_id, private=True),
        route=fetch.route,
        file=await uow.files.keep(row.chat_id, outcome.sheets, now),
        name=fetch.filename,
        data=fetch.data,
    )
    await uow.outbox.sent(row, None, now)
    await uow.inbox.put([_arrival(event)], now)


async def _closed(uow: UnitOfWork, row: OutboxRow, outcome: Closed, now: datetime) -> None:
    """Keep the message until the chat opens, and raise an event so that others can step in."""
    if not isinstance(row.message, Say | Document | Spreadsheet):
        await uow.outbox.give_up(row, "dropped", outcome.error, now)
    else:
        await uow.outbox.hold(row, outcome.error, now)
    if row.chat_id > 0:
        news = await uow.people.set_reach(row.chat_id, Reach.CLOSED)
    else:
        news = await uow.circles.set_active(row.chat_id, active=False)
    if isinstance(row.message, Menu):
        return
    event = Unreachable(
        place=Place(chat_id=row.chat_id, private=row.chat_id > 0),
        card=row.message.card if isinstance(row.message, Say) else None,
        blocked=outcome.blocked,
        news=news,
    )
    await uow.inbox.put([_arrival(event)], now)


def _arrival(event: Fetched | Unreachable) -> Arrival:
    return Arrival(
        source="sender",
        dedup_key=None,
        lane=event.place.chat_id,
        payload=event.model_dump_json(),
    )
