"""Commands that were handed to us, kept until they have taken effect."""

import json
import sqlite3
from collections.abc import Sequence
from datetime import datetime, timedelta

import aiosqlite
from pydantic import BaseModel, ConfigDict

from storage.cipher import Cipher
from storage.rows import Backlog, Repository, backlog_of, from_ms, from_ms_or_none, to_ms
from storage.sealing import Payloads

DEDUP_WINDOW = timedelta(days=5)
"""How long an ``update_id`` counts as seen.

Telegram keeps an update for 24 hours, so a repeat comes within that; after a week without updates
it restarts the numbering at random (https://core.telegram.org/bots/api#update), so an older number
says nothing.
"""

MAX_ATTEMPTS = 5
_BACK_OFF = (
    timedelta(seconds=0.5),
    timedelta(seconds=2),
    timedelta(seconds=8),
    timedelta(seconds=30),
)
_LONGEST = max(_BACK_OFF)
"""A row that seems to wait for longer was set aside before the clock was set back."""

SHARE = 8
"""How many rows of a lane are handled before it lets those of other lanes go first."""

_AHEAD = 1000
"""Among how many of the oldest rows those of other lanes are looked for.

Fetching pauses when about as many wait.
"""

_OF_OTHERS = frozenset({"message", "reply_to_message", "quote", "external_reply", "pinned_message"})
"""What Telegram hands over with a message or a press: the message that it answers or stands under
(https://core.telegram.org/bots/api#message, #callbackquery)."""

_NEXT_BATCH = """
WITH blocked AS MATERIALIZED (
    SELECT lane, MIN(id) AS id FROM inbox
    WHERE state = 'pending' AND not_before > :now AND not_before <= :latest
    GROUP BY lane
), waiting AS (
    SELECT ready.id, ready.lane FROM inbox AS ready
    WHERE ready.state = 'pending' AND NOT EXISTS (
        SELECT 1 FROM blocked WHERE blocked.lane = ready.lane AND blocked.id <= ready.id
    )
    ORDER BY ready.id LIMIT :ahead
), turns AS (
    SELECT id, EXISTS (
        SELECT 1 FROM inbox AS earlier
        WHERE earlier.lane = waiting.lane AND earlier.state = 'pending' AND earlier.id < waiting.id
        LIMIT 1 OFFSET :share - 1
    ) AS yields
    FROM waiting ORDER BY yields, id LIMIT :limit
)
SELECT inbox.* FROM turns JOIN inbox ON inbox.id = turns.id ORDER BY turns.yields, turns.id
"""


class Arrival(BaseModel):
    """Something to put into the inbox.

    Args:
        source: ``telegram``, ``schedule`` or ``sender``.
        dedup_key: what makes a repeat recognisable within its source; none if it cannot repeat.
        lane: chat id; the rows of one lane are handled in order.
        sender_id: the person it came from, to be able to erase it.
        payload: JSON, kept as it came.
    """

    model_config = ConfigDict(frozen=True)

    source: str
    dedup_key: str | None
    lane: int
    sender_id: int | None = None
    payload: str


class InboxRow(BaseModel):
    """A command that waits."""

    model_config = ConfigDict(frozen=True)

    id: int
    source: str
    dedup_key: str | None
    lane: int
    payload: str
    received_at: datetime
    attempts: int


class Inbox(Repository):
    """The inbox table; what people say in private is sealed in it.

    Args:
        connection: of the transaction.
        cipher: the key; none where the bot was set up without one.
    """

    def __init__(self, connection: aiosqlite.Connection, cipher: Cipher | None = None) -> None:
        super().__init__(connection)
        self._payloads = Payloads(cipher)

    async def put(self, arrivals: Sequence[Arrival], now: datetime) -> None:
        """Keep what arrived; what is there already within the window changes nothing."""
        window = to_ms(now - DEDUP_WINDOW)
        keyed = [
            {"source": a.source, "key": a.dedup_key, "window": window}
            for a in arrivals
            if a.dedup_key
        ]
        await self._many(
            "UPDATE inbox SET dedup_key = NULL"
            " WHERE source = :source AND dedup_key = :key AND received_at < :window",
            keyed,
        )
        await self._many(
            "INSERT INTO inbox (source, dedup_key, lane, sender_id, payload, received_at)"
            " VALUES (:source, :dedup_key, :lane, :sender_id, :payload, :now)"
            " ON CONFLICT (source, dedup_key) WHERE dedup_key IS NOT NULL DO NOTHING",
            [
                a.model_dump()
                | {
                    "now": to_ms(now),
                    "payload": self._payloads.kept(
                        a.payload, personal=a.source == "telegram" and a.lane > 0
                    ),
                }
                for a in arrivals
            ],
        )

    async def next_batch(self, now: datetime, limit: int) -> list[InboxRow]:
        """What may be handled now: none past a row of its lane that must wait.

        The first ``SHARE`` rows of each lane come before all others, so that no chat waits for
        the whole of what another one sent; each of both parts in the order of arrival, and every
        lane in its own.
        """
        rows = await self._all(
            _NEXT_BATCH,
            {
                "now": to_ms(now),
                "latest": to_ms(now + _LONGEST),
                "ahead": _AHEAD,
                "share": SHARE,
                "limit": limit,
            },
        )
        return [self._row(row) for row in rows]

    async def handled(self, routes: Sequence[tuple[int, str]], now: datetime) -> None:
        """Mark rows as having taken effect, in the transaction of their effects.

        What was quarantined in that transaction stays so.
        """
        await self._many(
            "UPDATE inbox SET state = 'handled', handled_at = :now, route = :route, error = NULL"
            " WHERE id = :id AND state = 'pending'",
            [{"id": row_id, "route": route, "now": to_ms(now)} for row_id, route in routes],
        )

    async def quarantine(self, row_id: int, error: str, now: datetime) -> None:
        """Set aside what cannot be read, so that it is not tried for ever."""
        await self._run(
            "UPDATE inbox SET state = 'quarantined', handled_at = :now, error = :error"
            " WHERE id = :id",
            {"id": row_id, "error": error, "now": to_ms(now)},
        )

    async def forget(self, row_ids: Sequence[int]) -> None:
        """Forget what rows held; that they were there stays, so that a repeat is known as one."""
        await self._many(
            "UPDATE inbox SET payload = '{}' WHERE id = :id", [{"id": row} for row in row_ids]
        )

    async def failed(self, row: InboxRow, error: str, now: datetime) -> bool:
        """Record a failed attempt.

        Returns:
            Whether the row is dead now, after its last attempt.
        """
        attempts = row.attempts + 1
        dead = attempts >= MAX_ATTEMPTS
        wait = timedelta() if dead else _BACK_OFF[min(attempts, len(_BACK_OFF)) - 1]
        await self._run(
            "UPDATE inbox SET attempts = :attempts, error = :error, not_before = :not_before,"
            " state = :state, handled_at = :handled_at WHERE id = :id",
            {
                "id": row.id,
                "attempts": attempts,
                "error": error,
                "not_before": to_ms(now + wait),
                "state": "dead" if dead else "pending",
                "handled_at": to_ms(now) if dead else None,
            },
        )
        return dead

    async def next_due(self, now: datetime) -> datetime | None:
        """When the next of the rows that must wait may be handled."""
        ms = await self._value(
            "SELECT MIN(not_before) FROM inbox WHERE state = 'pending' AND not_before > :now",
            {"now": to_ms(now)},
        )
        return from_ms_or_none(ms)

    async def backlog(self) -> Backlog:
        """How much waits, and since when."""
        row = await self._one(
            "SELECT COUNT(*) AS depth, MIN(received_at) AS oldest FROM inbox"
            " WHERE state = 'pending'"
        )
        return backlog_of(row)

    async def move_lane(self, old: int, new: int) -> None:
        """Follow a group to its new chat id."""
        await self._run(
            "UPDATE inbox SET lane = :new WHERE lane = :old AND state = 'pending'",
            {"old": old, "new": new},
        )

    async def prune(self, before: datetime) -> int:
        """Forget what was handled before an instant; what failed stays for a person to look at."""
        return await self._run(
            "DELETE FROM inbox WHERE handled_at < :before AND state = 'handled'",
            {"before": to_ms(before)},
        )

    async def erase_person(self, person_id: int) -> None:
        """Forget what a person sent and what names them, as far as it has taken effect.

        The rows themselves stay, so that a repeat is still known as one.
        """
        await self._run(
            "UPDATE inbox SET payload = '{}', sender_id = NULL"
            " WHERE state <> 'pending' AND (sender_id = :person OR payload LIKE :mention)",
            {"person": person_id, "mention": f"%{person_id}%"},
        )
        sealed = await self._all(
            "SELECT id, payload FROM inbox WHERE handled_at IS NOT NULL AND payload NOT LIKE '{%'"
        )
        named = [
            row["id"] for row in sealed if str(person_id) in self._payloads.read(row["payload"])
        ]
        await self.forget(named)

    async def held_on(self, person_id: int) -> list[dict[str, object]]:
        """What a person sent that is still kept, to show it to them; not what others said."""
        rows = await self._all(
            "SELECT received_at, payload FROM inbox WHERE sender_id = :person ORDER BY id",
            {"person": person_id},
        )
        return [
            {
                "at": from_ms(row["received_at"]).isoformat(),
                "update": _without_others(json.loads(self._payloads.read(row["payload"]))),
            }
            for row in rows
        ]

    def _row(self, row: sqlite3.Row) -> InboxRow:
        return InboxRow.model_construct(
            id=row["id"],
            source=row["source"],
            dedup_key=row["dedup_key"],
            lane=row["lane"],
            payload=self._payloads.read(row["payload"]),
            received_at=from_ms(row["received_at"]),
            attempts=row["attempts"],
        )


def _without_others(update: dict[str, object]) -> dict[str, object]:
    """An update without the messages that it refers to, which may have the words of others."""
    return {
        kind: {name: value for name, value in content.items() if name not in _OF_OTHERS}
        if isinstance(content, dict)
        else content
        for kind, content in update.items()
    }
