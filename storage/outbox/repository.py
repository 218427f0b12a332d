"""Messages that wait to be sent, and what became of them."""

import json
import sqlite3
from collections.abc import Sequence
from datetime import datetime, timedelta

import aiosqlite

from domain.messages import Edit, Menu, Outgoing, Say
from storage.cipher import Cipher
from storage.outbox.rows import INSERT, OutboxRow, Ready, card_of, columns_of, is_fleeting
from storage.rows import Backlog, Repository, backlog_of, from_ms, from_ms_or_none, to_ms
from storage.sealing import Payloads

LONGEST_WAIT = timedelta(seconds=60)
"""After that a message is looked at again, whatever it waits for.

So a clock that is set back delays nothing by more than this.
"""


class Outbox(Repository):
    """The outbox table, with the cards that edits refer to; what is fleeting is sealed in it.

    Args:
        connection: of the transaction.
        cipher: the key; none where the bot was set up without one.
    """

    def __init__(self, connection: aiosqlite.Connection, cipher: Cipher | None = None) -> None:
        super().__init__(connection)
        self._payloads = Payloads(cipher)

    async def put(self, messages: Sequence[Outgoing], now: datetime) -> None:
        """Keep messages for sending.

        A newer edit of a card takes the place of one that waits. A card that has not gone itself
        takes the words of its edit, or goes before it if it is on its way.
        """
        plain = [m for m in messages if not isinstance(m, Edit | Menu)]
        if plain:
            await self._many(INSERT, [self._columns(m, now) for m in plain])
        newest = {(m.to, card_of(m)): m for m in messages if isinstance(m, Edit | Menu)}
        for message in newest.values():
            columns = self._columns(message, now)
            card = await self._unsent_card(message) if isinstance(message, Edit) else None
            if card is not None and isinstance(message, Edit):
                if card["state"] in {"waiting", "held"} and card["part"] == 0:
                    await self._reword(card, message)
                    continue
                columns["priority"] = max(int(message.priority), card["priority"])
            await self._run(
                f"{INSERT} ON CONFLICT (chat_id, card)"
                " WHERE state = 'waiting' AND kind IN ('edit', 'menu')"
                " DO UPDATE SET payload = excluded.payload",
                columns,
            )

    def _columns(self, message: Outgoing, now: datetime) -> dict[str, object]:
        kept = self._payloads.kept(message.model_dump_json(), personal=is_fleeting(message))
        return columns_of(message, kept, now)

    async def _unsent_card(self, edit: Edit) -> sqlite3.Row | None:
        """The message that an edit will change, if it has not surely gone."""
        return await self._one(
            "SELECT id, priority, state, part, payload FROM outbox"
            " WHERE chat_id = :chat AND card = :card AND kind = 'say'"
            " AND state IN ('waiting', 'unknown', 'sending')"
            " UNION ALL SELECT id, priority, state, part, payload FROM outbox"
            " WHERE chat_id = :chat AND card = :card AND kind = 'say' AND state = 'held'"
            " ORDER BY id DESC LIMIT 1",
            {"chat": edit.to, "card": edit.card},
        )

    async def _reword(self, card: sqlite3.Row, edit: Edit) -> None:
        newer = Say.model_validate_json(self._payloads.read(card["payload"])).model_copy(
            update={"text": edit.text, "buttons": edit.buttons, "fleeting": edit.fleeting}
        )
        await self._run(
            "UPDATE outbox SET payload = :payload WHERE id = :id",
            {
                "id": card["id"],
                "payload": self._payloads.kept(
                    newer.model_dump_json(), personal=is_fleeting(newer)
                ),
            },
        )

    async def ready(self, now: datetime) -> list[Ready]:
        """The most urgent message that may go now, and the one that may go next; each of a chat.

        A chat in which a message is on its way, or whose first message must wait, has none.
        """
        rows = await self._all(
            "SELECT o.*, COALESCE(p.lang, c.lang, 'zh') AS lang, k.message_id AS card_message_id,"
            " COALESCE(k.captioned, 0) AS captioned"
            " FROM outbox AS o"
            " LEFT JOIN people AS p ON p.id = o.chat_id"
            " LEFT JOIN circles AS c ON c.chat_id = o.chat_id"
            " LEFT JOIN cards AS k ON k.chat_id = o.chat_id AND k.name = o.card"
            " WHERE o.state IN ('waiting', 'unknown')"
            " AND (o.not_before <= :now OR o.not_before > :latest)"
            " AND o.id = (SELECT e.id FROM outbox AS e WHERE e.chat_id = o.chat_id"
            "  AND e.state IN ('waiting', 'unknown', 'sending') ORDER BY e.priority, e.id LIMIT 1)"
            " AND NOT EXISTS (SELECT 1 FROM outbox AS s"
            "  WHERE s.chat_id = o.chat_id AND s.state = 'sending')"
            " ORDER BY o.priority, o.id LIMIT 2",
            {"now": to_ms(now), "latest": to_ms(now + LONGEST_WAIT)},
        )
        return [Ready(row, self._payloads.read(row["payload"])) for row in rows]

    async def claim(self, row: OutboxRow) -> None:
        """Mark a message as on its way."""
        await self._run(
            "UPDATE outbox SET state = 'sending', attempts = attempts + 1 WHERE id = :id",
            {"id": row.id},
        )

    async def postpone(self, row: OutboxRow, now: datetime, wait: timedelta) -> None:
        """Let the first message of a chat, and with it the chat, wait for its turn.

        However short the wait, the message is not ready any more at ``now``: whoever asks for what
        is ready would else be given it again, without end.
        """
        at = max(to_ms(now + min(wait, LONGEST_WAIT)), to_ms(now) + 1)
        await self._run(
            "UPDATE outbox SET not_before = :at WHERE id = :id", {"id": row.id, "at": at}
        )

    async def sent(self, row: OutboxRow, message_id: int | None, now: datetime) -> None:
        """Record that a message has gone, and where an edit will find it."""
        await self._finish(row, "sent", now, message_id=message_id)
        card = card_of(row.message)
        if message_id is not None and card is not None and isinstance(row.message, Say):
            await self._run(
                "INSERT INTO cards (chat_id, name, message_id, captioned)"
                " VALUES (:chat, :name, :message, :captioned)"
                " ON CONFLICT (chat_id, name) DO UPDATE SET message_id = excluded.message_id,"
                " captioned = excluded.captioned",
                {
                    "chat": row.chat_id,
                    "name": card,
                    "message": message_id,
                    "captioned": int(row.message.attachment is not None),
                },
            )

    async def card_of(self, chat_id: int, message_id: int) -> str | None:
        """The name of the card that a message is, if it is one."""
        name = await self._value(
            "SELECT name FROM cards WHERE chat_id = :chat AND message_id = :message",
            {"chat": chat_id, "message": message_id},
        )
        return None if name is None else str(name)

    async def has_card(self, chat_id: int, name: str) -> bool:
        """Whether a card was sent to a chat, or waits to be."""
        return bool(
            await self._value(
                "SELECT 1 FROM cards WHERE chat_id = :chat AND name = :name"
                " UNION ALL SELECT 1 FROM outbox WHERE chat_id = :chat AND card = :name"
                " AND kind = 'say' AND state IN ('waiting', 'unknown', 'sending') LIMIT 1",
                {"chat": chat_id, "name": name},
            )
        )

    async def stop_cards(self, name: str, error: str, now: datetime) -> list[int]:
        """Let a card not go to the chats that it has not gone to.

        Returns:
            Those chats.
        """
        rows = await self._all(
            "UPDATE outbox SET state = 'dropped', error = :error, finished_at = :now"
            " WHERE card = :name AND kind = 'say' AND state IN ('waiting', 'held')"
            " RETURNING chat_id",
            {"name": name, "error": error, "now": to_ms(now)},
        )
        return [row["chat_id"] for row in rows]

    async def next_part(self, row: OutboxRow) -> None:
        """Record that one part of a long text has gone."""
        await self._run(
            "UPDATE outbox SET state = 'waiting', part = part + 1, attempts = 0 WHERE id = :id",
            {"id": row.id},
        )

    async def retry(
        self, row: OutboxRow, state: str, error: str, now: datetime, wait: timedelta
    ) -> None:
        """Try again later; an edit gives way to a newer one of its card.

        Args:
            row: the message.
            state: ``waiting`` if it surely has not gone, ``unknown`` if it may have.
            error: why.
            now: when it failed.
            wait: how long to leave it alone; a longer rest of its chat is kept by the limits.
        """
        at = now + min(wait, LONGEST_WAIT)
        if isinstance(row.message, Edit | Menu) and await self._superseded(row):
            await self._finish(row, "dropped", now, error="a newer edit waits")
            return
        await self._run(
            "UPDATE outbox SET state = :state, error = :error, not_before = :at WHERE id = :id",
            {"id": row.id, "state": state, "error": error, "at": to_ms(at)},
        )

    async def _superseded(self, row: OutboxRow) -> bool:
        return bool(
            await self._value(
                "SELECT 1 FROM outbox WHERE chat_id = :chat AND card = :card AND state = 'waiting'"
                " AND kind IN ('edit', 'menu') AND id <> :id",
                {"chat": row.chat_id, "card": card_of(row.message), "id": row.id},
            )
        )

    async def hold(self, row: OutboxRow, error: str, now: datetime) -> None:
        """Keep everything for a chat that cannot be written to until it can."""
        await self._run(
            "UPDATE outbox SET state = 'held', error = :error"
            " WHERE chat_id = :chat AND state IN ('waiting', 'unknown')"
            " AND kind NOT IN ('edit', 'menu')",
            {"chat": row.chat_id, "error": error},
        )
        await self._run(
            "UPDATE outbox SET state = 'held', error = :error WHERE id = :id",
            {"id": row.id, "error": error},
        )
        edits = await self._all(
            "SELECT id, payload FROM outbox WHERE chat_id = :chat"
            " AND kind = 'edit' AND state IN ('waiting', 'unknown', 'sending')",
            {"chat": row.chat_id},
        )
        for row_of_edit in edits:
            edit = Edit.model_validate_json(self._payloads.read(row_of_edit["payload"]))
            card = await self._unsent_card(edit)
            if card is not None:
                await self._reword(card, edit)
        await self._many(
            "UPDATE outbox SET state = 'dropped', error = :error, finished_at = :now,"
            " payload = '{}' WHERE id = :id",
            [{"id": gone["id"], "error": error, "now": to_ms(now)} for gone in edits],
        )

    async def release(self, chat_id: int) -> None:
        """Send what was kept for a chat that can be written to again."""
        await self._run(
            "UPDATE outbox SET state = 'waiting', not_before = 0, attempts = 0"
            " WHERE chat_id = :chat AND state = 'held'",
            {"chat": chat_id},
        )

    async def give_up(self, row: OutboxRow, state: str, error: str, now: datetime) -> None:
        """Record that a message will never go.

        Args:
            row: the message.
            state: ``dead`` if that is a fault, ``dropped`` if it no longer matters.
            error: why.
            now: when.
        """
        await self._finish(row, state, now, error=error)

    async def recover(self) -> int:
        """After a start: what was on its way when the process ended may or may not have gone.

        Returns:
            How many there were.
        """
        return await self._run(
            "UPDATE outbox SET state = 'unknown', error = 'the process ended while sending'"
            " WHERE state IN ('waiting', 'unknown', 'sending') AND state = 'sending'"
        )

    async def recent(self, since: datetime) -> list[tuple[int, datetime]]:
        """Chat and time of what went lately, oldest first, so that a start keeps the limits."""
        rows = await self._all(
            "SELECT chat_id, finished_at FROM outbox"
            " WHERE finished_at > :since AND state = 'sent' AND kind <> 'menu'"
            " ORDER BY finished_at",
            {"since": to_ms(since)},
        )
        return [(row["chat_id"], from_ms(row["finished_at"])) for row in rows]

    async def next_due(self, now: datetime) -> datetime | None:
        """When the next of the messages that must wait may go."""
        ms = await self._value(
            "SELECT MIN(not_before) FROM outbox"
            " WHERE state IN ('waiting', 'unknown') AND not_before > :now",
            {"now": to_ms(now)},
        )
        return from_ms_or_none(ms)

    async def backlog(self) -> Backlog:
        """How much waits, and since when."""
        row = await self._one(
            "SELECT COUNT(*) AS depth, MIN(created_at) AS oldest FROM outbox"
            " WHERE state IN ('waiting', 'unknown', 'sending')"
        )
        return backlog_of(row)

    async def move_chat(self, old: int, new: int) -> None:
        """Follow a group to its new chat id with all that waits for it; its cards stay behind."""
        both = {"old": old, "new": new}
        await self._run(
            "UPDATE outbox SET state = 'dropped', error = 'its card stayed behind',"
            " finished_at = created_at"
            " WHERE chat_id = :old AND kind = 'edit' AND finished_at IS NULL",
            both,
        )
        await self._run(
            "UPDATE outbox SET chat_id = :new WHERE chat_id = :old AND finished_at IS NULL", both
        )
        await self._run("DELETE FROM cards WHERE chat_id = :old", both)

    async def prune(self, before: datetime) -> None:
        """Forget what ended before an instant."""
        await self._run("DELETE FROM outbox WHERE finished_at < :before", {"before": to_ms(before)})

    async def erase_person(self, person_id: int) -> None:
        """Forget what was said to a person in private, or waits to be said, and their cards."""
        who = {"person": person_id}
        await self._run("DELETE FROM outbox WHERE chat_id = :person AND state <> 'sending'", who)
        await self._run("DELETE FROM cards WHERE chat_id = :person", who)

    async def erase_mentions(self, name: str) -> None:
        """Forget the words of messages to others that named a person, as far as they have gone."""
        written = json.dumps(name, ensure_ascii=False)[1:-1]
        for sign in "\\%_":
            written = written.replace(sign, "\\" + sign)
        await self._run(
            "UPDATE outbox SET payload = '{}' WHERE finished_at IS NOT NULL"
            " AND payload LIKE :name ESCAPE '\\'",
            {"name": f"%{written}%"},
        )

    async def erase_sent(self, person_id: int) -> None:
        """Forget what has gone to a person in private."""
        await self._run(
            "DELETE FROM outbox WHERE chat_id = :person AND finished_at IS NOT NULL",
            {"person": person_id},
        )

    async def _finish(
        self,
        row: OutboxRow,
        state: str,
        now: datetime,
        *,
        message_id: int | None = None,
        error: str | None = None,
    ) -> None:
        await self._run(
            "UPDATE outbox SET state = :state, message_id = :message, error = :error,"
            " payload = CASE WHEN :fleeting THEN '{}' ELSE payload END,"
            " finished_at = :now WHERE id = :id",
            {
                "fleeting": is_fleeting(row.message),
                "id": row.id,
                "state": state,
                "message": message_id,
                "error": error,
                "now": to_ms(now),
            },
        )
