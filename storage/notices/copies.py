"""What became of a notice in each circle, as the outbox knows it."""

import sqlite3
from collections.abc import Sequence
from datetime import datetime

from domain.circles import Circle
from domain.notices.model import Copy, CopyState
from storage.mapping import CIRCLE_COLUMNS, circle_of
from storage.rows import Repository, from_ms_or_none, named, to_ms

_SELECT = (
    f"SELECT n.notice_id, n.state AS copy_state, n.error, n.sent_at, {CIRCLE_COLUMNS}"
    " FROM notice_copies AS n JOIN circles AS c ON c.id = n.circle_id"
)

_NEWS = (
    "SELECT n.circle_id, o.state, o.error, o.finished_at FROM outbox AS o"
    " CROSS JOIN circles AS c CROSS JOIN notice_copies AS n"
    " WHERE o.card = :card AND o.kind = 'say' AND c.{chat} = o.chat_id"
    " AND n.notice_id = :notice AND n.circle_id = c.id AND n.state IN ('waiting', 'failed')"
    " AND NOT (n.state = 'waiting' AND n.error IS NULL"
    "  AND o.state IN ('waiting', 'sending') AND o.error IS NULL)"
)
"""What the outbox knows of copies that were not sent yet, as far as it is anything new.

SQLite looks tables up in the order of a CROSS JOIN; in any other it would compare all with all.
"""


class NoticeCopies(Repository):
    """The notice_copies table."""

    async def add(self, notice_id: int, circles: Sequence[Circle]) -> None:
        """Keep that a notice goes to these circles."""
        await self._many(
            "INSERT INTO notice_copies (notice_id, circle_id) VALUES (:notice, :circle)"
            " ON CONFLICT (notice_id, circle_id) DO NOTHING",
            [{"notice": notice_id, "circle": circle.id} for circle in circles],
        )

    async def find(self, notice_id: int, circle_id: int) -> Copy | None:
        """A notice in one circle."""
        row = await self._one(
            f"{_SELECT} WHERE n.notice_id = :notice AND n.circle_id = :circle",
            {"notice": notice_id, "circle": circle_id},
        )
        return None if row is None else _copy(row)

    async def of(self, notice_id: int) -> list[Copy]:
        """A notice in all its circles."""
        rows = await self._all(
            f"{_SELECT} WHERE n.notice_id = :notice ORDER BY n.circle_id", {"notice": notice_id}
        )
        return [_copy(row) for row in rows]

    async def in_circles(self, notice_id: int, circle_ids: Sequence[int]) -> list[Copy]:
        """A notice in those of some circles that it went to."""
        if not circle_ids:
            return []
        listed, names = named("c", circle_ids)
        rows = await self._all(
            f"{_SELECT} WHERE n.notice_id = :notice"
            f" AND n.circle_id IN ({listed})"
            " ORDER BY n.circle_id",
            {"notice": notice_id, **names},
        )
        return [_copy(row) for row in rows]

    async def after(self, notice_id: int, circle_id: int, limit: int) -> list[Copy]:
        """A notice in the circles whose numbers follow that of one, at most so many."""
        rows = await self._all(
            f"{_SELECT} WHERE n.notice_id = :notice AND n.circle_id > :circle"
            " ORDER BY n.circle_id LIMIT :limit",
            {"notice": notice_id, "circle": circle_id, "limit": limit},
        )
        return [_copy(row) for row in rows]

    async def follow(self, notice_id: int, card: str) -> int:
        """Take over from the outbox what became of the copies that were not sent yet.

        Args:
            notice_id: the notice.
            card: the name of its card.

        Returns:
            How many still wait to be sent.
        """
        rows = await self._all(
            f"{_NEWS.format(chat='chat_id')} UNION ALL {_NEWS.format(chat='former_chat_id')}",
            {"notice": notice_id, "card": card},
        )
        await self._many(
            "UPDATE notice_copies SET state = :state, error = :error, sent_at = :sent"
            " WHERE notice_id = :notice AND circle_id = :circle",
            [_followed(row, notice_id) for row in rows],
        )
        waiting = await self._value(
            "SELECT COUNT(*) FROM notice_copies WHERE notice_id = :notice AND state = 'waiting'",
            {"notice": notice_id},
        )
        return int(waiting)

    async def stop(self, notice_id: int, chat_ids: Sequence[int]) -> None:
        """Record that a notice does not go to some groups any more."""
        await self._many(
            "UPDATE notice_copies SET state = 'stopped', error = NULL WHERE notice_id = :notice"
            " AND state <> 'sent'"
            " AND circle_id = (SELECT id FROM circles WHERE chat_id = :chat)",
            [{"notice": notice_id, "chat": chat_id} for chat_id in chat_ids],
        )

    async def reminded_at(self, notice_id: int, circle_id: int) -> datetime | None:
        """When a circle was last reminded of a notice."""
        ms = await self._value(
            "SELECT reminded_at FROM notice_copies"
            " WHERE notice_id = :notice AND circle_id = :circle",
            {"notice": notice_id, "circle": circle_id},
        )
        return from_ms_or_none(ms)

    async def set_reminded(self, notice_id: int, circle_id: int, now: datetime) -> None:
        """Record that a circle was reminded of a notice."""
        await self._run(
            "UPDATE notice_copies SET reminded_at = :now"
            " WHERE notice_id = :notice AND circle_id = :circle",
            {"notice": notice_id, "circle": circle_id, "now": to_ms(now)},
        )


def _followed(row: sqlite3.Row, notice_id: int) -> dict[str, object]:
    state = {
        "sent": CopyState.SENT,
        "dead": CopyState.FAILED,
        "dropped": CopyState.FAILED,
        "held": CopyState.FAILED,
    }.get(row["state"], CopyState.WAITING)
    sent = state is CopyState.SENT
    return {
        "notice": notice_id,
        "circle": row["circle_id"],
        "state": state,
        "error": None if sent else row["error"],
        "sent": row["finished_at"] if sent else None,
    }


def _copy(row: sqlite3.Row) -> Copy:
    return Copy.model_construct(
        notice_id=row["notice_id"],
        circle=circle_of(row),
        state=CopyState(row["copy_state"]),
        error=row["error"],
        sent_at=from_ms_or_none(row["sent_at"]),
    )
