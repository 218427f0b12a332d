"""People of partner organisations."""

from datetime import datetime

from domain.people import Person
from storage.mapping import person_of
from storage.rows import Repository, to_ms


class Partners(Repository):
    """The partners table."""

    async def add(self, person_id: int, organisation: str, now: datetime) -> None:
        """Let a person act for an organisation."""
        await self._run(
            "INSERT INTO partners (person_id, organisation, since)"
            " VALUES (:person, :organisation, :now)"
            " ON CONFLICT (person_id, organisation) DO NOTHING",
            {"person": person_id, "organisation": organisation, "now": to_ms(now)},
        )

    async def remove(self, person_id: int) -> bool:
        """Let a person act for no organisation any more.

        Returns:
            Whether they did.
        """
        return bool(
            await self._run("DELETE FROM partners WHERE person_id = :person", {"person": person_id})
        )

    async def of(self, organisation: str) -> list[Person]:
        """Who acts for an organisation."""
        rows = await self._all(
            "SELECT p.* FROM partners AS a JOIN people AS p ON p.id = a.person_id"
            " WHERE a.organisation = :organisation ORDER BY p.id",
            {"organisation": organisation},
        )
        return [person_of(row) for row in rows]
