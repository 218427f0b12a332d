"""The notices table, and who has a card on which they are followed."""

import sqlite3
from collections.abc import Sequence
from datetime import datetime, timedelta

from domain.audience import Audience
from domain.messages import Formatted
from domain.notices.model import Content, Notice, NoticeState
from domain.timing import Recurrence
from storage.rows import Repository, from_ms, from_ms_or_none, named, to_ms, to_ms_or_none

KEEP_DRAFTS = timedelta(days=7)

_COLUMNS = (
    "author_id, state, content, urgent, audience, version, pending, created_at, send_at, sent_at,"
    " corrected_at, circles, over, recurrence, series_id"
)
_VALUES = ", ".join(f":{name.strip()}" for name in _COLUMNS.split(","))
_SET = ", ".join(f"{name.strip()} = :{name.strip()}" for name in _COLUMNS.split(","))


class Notices(Repository):
    """The notices and notice_watchers tables."""

    async def add(self, notice: Notice) -> Notice:
        """Keep a new notice and give it its number."""
        number = await self._value(
            f"INSERT INTO notices ({_COLUMNS}) VALUES ({_VALUES}) RETURNING id", _columns(notice)
        )
        return notice.model_copy(update={"id": number})

    async def save(self, notice: Notice) -> None:
        """Keep what has changed of a notice."""
        await self._run(
            f"UPDATE notices SET {_SET} WHERE id = :id", {"id": notice.id, **_columns(notice)}
        )

    async def find(self, notice_id: int) -> Notice | None:
        """A notice by its number."""
        row = await self._one("SELECT * FROM notices WHERE id = :id", {"id": notice_id})
        return None if row is None else _notice(row)

    async def in_circles(self, circle_ids: Sequence[int], limit: int) -> list[Notice]:
        """The newest notices that went to any of some circles."""
        if not circle_ids:
            return []
        listed, names = named("c", circle_ids)
        rows = await self._all(
            "SELECT n.* FROM notices AS n WHERE n.id IN"
            " (SELECT notice_id FROM notice_copies"
            f"  WHERE circle_id IN ({listed})"
            "  ORDER BY notice_id DESC LIMIT :far)"
            " ORDER BY n.id DESC LIMIT :limit",
            {**names, "limit": limit, "far": limit * len(names)},
        )
        return [_notice(row) for row in rows]

    async def waiting(self) -> list[Notice]:
        """The notices that are still to go, once or again and again, those of all authors."""
        rows = await self._all(
            "SELECT * FROM notices WHERE state IN ('scheduled', 'paused') ORDER BY id"
        )
        return [_notice(row) for row in rows]

    async def watch(self, notice_id: int, circle_id: int, person_id: int) -> bool:
        """Remember that somebody has a card on which they follow a notice.

        Args:
            notice_id: which.
            circle_id: the circle that the card shows; 0 for all of them.
            person_id: who.

        Returns:
            Whether they had none.
        """
        added = await self._run(
            "INSERT INTO notice_watchers (notice_id, circle_id, person_id)"
            " VALUES (:notice, :circle, :person)"
            " ON CONFLICT (notice_id, circle_id, person_id) DO NOTHING",
            {"notice": notice_id, "circle": circle_id, "person": person_id},
        )
        return bool(added)

    async def watchers(self, notice_id: int, circle_id: int) -> list[int]:
        """Who has a card on which they follow a notice in one circle, or (0) in all."""
        rows = await self._all(
            "SELECT person_id FROM notice_watchers"
            " WHERE notice_id = :notice AND circle_id = :circle ORDER BY person_id",
            {"notice": notice_id, "circle": circle_id},
        )
        return [row["person_id"] for row in rows]

    async def prune(self, now: datetime) -> None:
        """Forget drafts that nobody sent."""
        await self._run(
            "DELETE FROM notices WHERE state = 'draft' AND created_at < :before",
            {"before": to_ms(now - KEEP_DRAFTS)},
        )

    async def held_on(self, person_id: int) -> list[dict[str, object]]:
        """What a person sent, to show it to them."""
        rows = await self._all(
            "SELECT id, state, content, sent_at FROM notices WHERE author_id = :person ORDER BY id",
            {"person": person_id},
        )
        return [dict(row) for row in rows]

    async def erase_person(self, person_id: int) -> None:
        """Forget what a person follows and has not sent; what others have read stays."""
        await self._run(
            "DELETE FROM notice_watchers WHERE person_id = :person", {"person": person_id}
        )
        await self._run(
            "DELETE FROM notices WHERE author_id = :person AND state = 'draft'",
            {"person": person_id},
        )
        await self._run(
            "UPDATE notices SET state = 'cancelled'"
            " WHERE author_id = :person AND state IN ('scheduled', 'paused')",
            {"person": person_id},
        )


def _columns(notice: Notice) -> dict[str, object]:
    return {
        "author_id": notice.author_id,
        "state": notice.state,
        "content": notice.content.model_dump_json(),
        "urgent": int(notice.urgent),
        "audience": notice.audience.model_dump_json() if notice.audience else None,
        "version": notice.version,
        "pending": notice.pending.model_dump_json() if notice.pending else None,
        "created_at": to_ms(notice.created_at),
        "send_at": to_ms_or_none(notice.send_at),
        "sent_at": to_ms_or_none(notice.sent_at),
        "corrected_at": to_ms_or_none(notice.corrected_at),
        "circles": notice.circles,
        "over": int(notice.over),
        "recurrence": notice.recurrence.model_dump_json() if notice.recurrence else None,
        "series_id": notice.series_id,
    }


def _notice(row: sqlite3.Row) -> Notice:
    audience, pending, recurrence = row["audience"], row["pending"], row["recurrence"]
    return Notice.model_construct(
        id=row["id"],
        author_id=row["author_id"],
        state=NoticeState(row["state"]),
        content=Content.model_validate_json(row["content"]),
        urgent=bool(row["urgent"]),
        audience=Audience.model_validate_json(audience) if audience else None,
        version=row["version"],
        pending=Formatted.model_validate_json(pending) if pending else None,
        created_at=from_ms(row["created_at"]),
        send_at=from_ms_or_none(row["send_at"]),
        sent_at=from_ms_or_none(row["sent_at"]),
        corrected_at=from_ms_or_none(row["corrected_at"]),
        circles=row["circles"],
        over=bool(row["over"]),
        recurrence=Recurrence.model_validate_json(recurrence) if recurrence else None,
        series_id=row["series_id"],
    )
