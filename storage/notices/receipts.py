"""Who has confirmed a notice, of all who live in its circles."""

import sqlite3
from collections.abc import Iterable
from datetime import datetime

from domain.notices.model import Count, Notice, Receipt
from domain.people import Person
from storage.mapping import HOUSEHOLD, person_of
from storage.rows import Repository, from_ms_or_none, named, to_ms

_DONE = (
    "LEFT JOIN notice_receipts AS r ON r.notice_id = :notice AND r.circle_id = m.circle_id"
    " AND r.person_id = m.person_id AND r.version = :version"
)

_FIGURES = (
    f"COUNT(DISTINCT {HOUSEHOLD}) AS total, COUNT(p.room) AS bound, COUNT(*) AS n,"
    f" COUNT(DISTINCT CASE WHEN r.at IS NOT NULL THEN {HOUSEHOLD} END) AS confirmed"
)


class NoticeReceipts(Repository):
    """The notice_receipts table."""

    async def add(
        self,
        notice: Notice,
        circle_id: int,
        person_id: int,
        now: datetime,
        *,
        by_id: int | None = None,
        how: str | None = None,
    ) -> bool:
        """Keep that somebody has confirmed a notice as it stands now.

        Args:
            notice: which.
            circle_id: in which circle.
            person_id: who.
            now: when.
            by_id: who wrote it down for them.
            how: ``phone`` or ``visit``, where somebody wrote it down.

        Returns:
            Whether they had not.
        """
        added = await self._run(
            "INSERT INTO notice_receipts (notice_id, circle_id, person_id, version, at, by_id, how)"
            " VALUES (:notice, :circle, :person, :version, :now, :by, :how)"
            " ON CONFLICT (notice_id, circle_id, person_id) DO UPDATE SET"
            " version = excluded.version, at = excluded.at, by_id = excluded.by_id,"
            " how = excluded.how WHERE notice_receipts.version < excluded.version",
            {
                "notice": notice.id,
                "circle": circle_id,
                "person": person_id,
                "version": notice.version,
                "now": to_ms(now),
                "by": by_id,
                "how": how,
            },
        )
        return bool(added)

    async def count(self, notice: Notice, circle_id: int, admins: frozenset[int]) -> Count:
        """How many households of a circle have confirmed, of how many."""
        lives_there, others = _lives_there(notice, admins)
        row = await self._one(
            f"SELECT {_FIGURES} FROM members AS m JOIN people AS p ON p.id = m.person_id {_DONE}"
            f" WHERE m.circle_id = :circle AND {lives_there}",
            {"notice": notice.id, "version": notice.version, "circle": circle_id, **others},
        )
        if row is None:
            raise LookupError("a count has no row")
        return _count(row)

    async def by_circle(self, notice: Notice, admins: frozenset[int]) -> dict[int, Count]:
        """The same for each circle of the notice."""
        lives_there, others = _lives_there(notice, admins)
        rows = await self._all(
            f"SELECT m.circle_id, {_FIGURES}"
            " FROM notice_copies AS c JOIN members AS m ON m.circle_id = c.circle_id"
            f" JOIN people AS p ON p.id = m.person_id {_DONE}"
            f" WHERE c.notice_id = :notice AND {lives_there}"
            " GROUP BY m.circle_id",
            {"notice": notice.id, "version": notice.version, **others},
        )
        return {row["circle_id"]: _count(row) for row in rows}

    async def roster(self, notice: Notice, circle_id: int, admins: frozenset[int]) -> list[Receipt]:
        """Everybody who lives in a circle, with whether they have confirmed."""
        lives_there, others = _lives_there(notice, admins)
        rows = await self._all(
            "SELECT p.*, r.at, r.how, b.name AS by_name"
            f" FROM members AS m JOIN people AS p ON p.id = m.person_id {_DONE}"
            " LEFT JOIN people AS b ON b.id = r.by_id"
            f" WHERE m.circle_id = :circle AND {lives_there}"
            " ORDER BY p.id",
            {"notice": notice.id, "version": notice.version, "circle": circle_id, **others},
        )
        return [_receipt(row) for row in rows]

    async def had_confirmed(self, notice: Notice, circle_id: int) -> list[Person]:
        """Those who had confirmed an earlier version themselves, and not yet the present one."""
        rows = await self._all(
            "SELECT p.* FROM notice_receipts AS r JOIN people AS p ON p.id = r.person_id"
            " JOIN members AS m ON m.circle_id = r.circle_id AND m.person_id = r.person_id"
            " WHERE r.notice_id = :notice AND r.circle_id = :circle AND r.version < :version"
            " AND r.how IS NULL ORDER BY p.id",
            {"notice": notice.id, "version": notice.version, "circle": circle_id},
        )
        return [person_of(row) for row in rows]

    async def with_card(self, name: str, people: Iterable[Person]) -> list[int]:
        """Those of some people to whom a card was sent in private, or is about to be."""
        listed, names = named("p", (person.id for person in people))
        if not names:
            return []
        rows = await self._all(
            f"SELECT chat_id FROM cards WHERE name = :name AND chat_id IN ({listed})"
            " UNION SELECT chat_id FROM outbox WHERE card = :name AND kind = 'say'"
            f" AND state IN ('waiting', 'unknown', 'sending') AND chat_id IN ({listed})",
            {"name": name, **names},
        )
        return [row["chat_id"] for row in rows]

    async def held_on(self, person_id: int) -> list[dict[str, object]]:
        """What a person has confirmed, to show it to them."""
        rows = await self._all(
            "SELECT notice_id, at, how FROM notice_receipts WHERE person_id = :person"
            " ORDER BY notice_id",
            {"person": person_id},
        )
        return [dict(row) for row in rows]

    async def erase_person(self, person_id: int) -> None:
        """Forget what a person has confirmed."""
        await self._run(
            "DELETE FROM notice_receipts WHERE person_id = :person", {"person": person_id}
        )
        await self._run(
            "UPDATE notice_receipts SET by_id = NULL WHERE by_id = :person", {"person": person_id}
        )


def _lives_there(notice: Notice, admins: frozenset[int]) -> tuple[str, dict[str, int]]:
    """The condition for members whom the notice is to reach, with its values.

    Staff, partners and admins are in the group to work, unless they have an address, are its
    captain, or have confirmed. Whoever wrote the notice need not be told.
    """
    listed, names = named("admin", sorted(admins) or [0])
    names["author"] = notice.author_id
    works_there = (
        f"p.id IN ({listed}) OR EXISTS (SELECT 1 FROM staff AS s WHERE s.person_id = p.id)"
        " OR EXISTS (SELECT 1 FROM partners AS a WHERE a.person_id = p.id)"
    )
    lives_there = f"p.room IS NOT NULL OR m.captain = 1 OR NOT ({works_there})"
    return f"(r.at IS NOT NULL OR (p.id <> :author AND ({lives_there})))", names


def _count(row: sqlite3.Row) -> Count:
    return Count.model_construct(
        confirmed=row["confirmed"], total=row["total"], bound=row["bound"] == row["n"]
    )


def _receipt(row: sqlite3.Row) -> Receipt:
    return Receipt.model_construct(
        person=person_of(row),
        at=from_ms_or_none(row["at"]),
        by=row["by_name"],
        how=row["how"],
    )
