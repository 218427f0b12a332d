"""Who of the staff is on duty, and who stands in for whom."""

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

    async def of_grid(self, grid: str | None) -> list[DutyEntry]:
        """All staff of a grid with what they said; for the whole community those of all grids."""
        rows = await self._all(
            "SELECT DISTINCT s.person_id, d.on_duty, d.deputy_id FROM staff AS s"
            " LEFT JOIN duty AS d ON d.person_id = s.person_id"
            " WHERE s.grid IN (:grid, :all) ORDER BY s.person_id",
            {"grid": grid, "all": ALL_GRIDS},
        )
        return [
            DutyEntry(
                person_id=row["person_id"],
                on_duty=None if row["on_duty"] is None else bool(row["on_duty"]),
                deputy_id=row["deputy_id"],
            )
            for row in rows
        ]
