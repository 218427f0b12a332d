"""People of partner organisations."""

from datetime import datetime

from domain.partners import PartnerMember
from domain.people import Person
from storage.mapping import person_of
from storage.rows import Repository, from_ms, to_ms


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

    async def held_on(self, person_id: int) -> list[dict[str, object]]:
        """The organisations that a person acts for as they are kept, to show them to them."""
        rows = await self._all(
            "SELECT organisation, since FROM partners WHERE person_id = :person"
            " ORDER BY organisation",
            {"person": person_id},
        )
        return [
            {"organisation": row["organisation"], "since": from_ms(row["since"]).isoformat()}
            for row in rows
        ]

    async def all(self) -> list[PartnerMember]:
        """All people of partners with their organisations."""
        rows = await self._all(
            "SELECT p.*, a.organisation FROM partners AS a JOIN people AS p ON p.id = a.person_id"
            " ORDER BY p.id, a.organisation"
        )
        members: dict[int, PartnerMember] = {}
        for row in rows:
            earlier = members.get(row["id"])
            names = (*(earlier.organisations if earlier else ()), row["organisation"])
            members[row["id"]] = PartnerMember(person=person_of(row), organisations=names)
        return list(members.values())

    async def of(self, organisation: str) -> list[Person]:
        """Who acts for an organisation."""
        rows = await self._all(
            "SELECT p.* FROM partners AS a JOIN people AS p ON p.id = a.person_id"
            " WHERE a.organisation = :organisation ORDER BY p.id",
            {"organisation": organisation},
        )
        return [person_of(row) for row in rows]
