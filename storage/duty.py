"""Who of the staff is on duty, and who stands in for whom."""

import sqlite3

from domain.duty import DutyEntry
from domain.people import ALL_GRIDS
from storage.rows import Repository


class DutyRepository(Repository):
    """The duty table."""

    async def set(self, person_id: int, *, on_duty: bool, deputy_id: int | None = None) -> None:
        """Keep what a staff member said."""
        await self._run(
            "INSERT INTO duty (person_id, on_duty, deputy_id) VALUES (:person, :on, :deputy)"
            " ON CONFLICT (person_id) DO UPDATE SET on_duty = excluded.on_duty,"
            " deputy_id = excluded.deputy_id",
            {"person": person_id, "on": int(on_duty), "deputy": deputy_id},
        )

    async def find(self, person_id: int) -> DutyEntry | None:
        """What a staff member said, if anything."""
        row = await self._one(
            "SELECT person_id, on_duty, deputy_id FROM duty WHERE person_id = :person",
            {"person": person_id},
        )
        return None if row is None else _entry(row)

    async def held_on(self, person_id: int) -> list[dict[str, object]]:
        """What is kept of a person being on duty, to show it to them."""
        rows = await self._all(
            "SELECT on_duty FROM duty WHERE person_id = :person", {"person": person_id}
        )
        return [{"on_duty": bool(row["on_duty"])} for row in rows]

    async def erase_person(self, person_id: int) -> None:
        """Forget what a person said, and that they stand in for anybody."""
        who = {"person": person_id}
        await self._run("DELETE FROM duty WHERE person_id = :person", who)
        await self._run("UPDATE duty SET deputy_id = NULL WHERE deputy_id = :person", who)

    async def of_grid(self, grid: str | None) -> list[DutyEntry]:
        """All staff of a grid with what they said; for the whole community those of all grids."""
        rows = await self._all(
            "SELECT DISTINCT s.person_id, d.on_duty, d.deputy_id FROM staff AS s"
            " LEFT JOIN duty AS d ON d.person_id = s.person_id"
            " WHERE s.grid IN (:grid, :all) ORDER BY s.person_id",
            {"grid": grid, "all": ALL_GRIDS},
        )
        return [_entry(row) for row in rows]


def _entry(row: sqlite3.Row) -> DutyEntry:
    return DutyEntry(
        person_id=row["person_id"],
        on_duty=None if row["on_duty"] is None else bool(row["on_duty"]),
        deputy_id=row["deputy_id"],
    )
