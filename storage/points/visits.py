"""Households that came to a collection, once for each of its dates."""

import sqlite3
from datetime import date, datetime

from pydantic import BaseModel, ConfigDict

from domain.points import Visit
from storage.rows import Repository, from_ms, to_ms

_SELECT = "SELECT v.*, a.key FROM point_visits AS v JOIN point_accounts AS a ON a.id = v.account_id"


class Arriving(BaseModel):
    """Somebody whose code was read.

    Args:
        account_id: of their household.
        by_id: who read it.
    """

    model_config = ConfigDict(frozen=True)

    collection: int
    day: date
    account_id: int
    person_id: int
    by_id: int


class Visits(Repository):
    """The point_visits table."""

    async def arrive(self, arriving: Arriving, now: datetime) -> Visit:
        """The visit of a household, the same one whoever of it comes, and however often.

        A person who has bound another address since still has the visit that they had.
        """
        values = {**arriving.model_dump(), "day": arriving.day.isoformat(), "at": to_ms(now)}
        await self._run(
            "INSERT INTO point_visits (collection_id, day, account_id, person_id, at, by_id)"
            " VALUES (:collection, :day, :account_id, :person_id, :at, :by_id)"
            " ON CONFLICT DO NOTHING",
            values,
        )
        row = await self._one(
            f"{_SELECT} WHERE v.collection_id = :collection AND v.day = :day"
            " AND (v.account_id = :account_id OR v.person_id = :person_id) ORDER BY v.id LIMIT 1",
            values,
        )
        if row is None:
            raise RuntimeError("the database did not keep the visit that was written")
        return _visit(row)

    async def find(self, visit_id: int) -> Visit | None:
        """A visit by our own id."""
        row = await self._one(f"{_SELECT} WHERE v.id = :id", {"id": visit_id})
        return None if row is None else _visit(row)

    async def count(self, collection: int, day: date) -> int:
        """How many households came to one date of a collection."""
        return int(
            await self._value(
                "SELECT COUNT(*) FROM point_visits WHERE collection_id = :collection"
                " AND day = :day",
                {"collection": collection, "day": day.isoformat()},
            )
        )

    async def held_on(self, person_id: int) -> list[dict[str, object]]:
        """The visits of a person as they are kept, to show them to them."""
        rows = await self._all(
            "SELECT collection_id, day, at FROM point_visits WHERE person_id = :person ORDER BY id",
            {"person": person_id},
        )
        return [{**dict(row), "at": from_ms(row["at"]).isoformat()} for row in rows]

    async def erase_person(self, person_id: int) -> None:
        """Forget who it was that came, and who read codes; that a household came stays."""
        for column in ("person_id", "by_id"):
            await self._run(
                f"UPDATE point_visits SET {column} = NULL WHERE {column} = :person",
                {"person": person_id},
            )


def _visit(row: sqlite3.Row) -> Visit:
    return Visit.model_construct(
        id=row["id"],
        collection=row["collection_id"],
        day=date.fromisoformat(row["day"]),
        household=row["key"],
        person_id=row["person_id"],
    )
