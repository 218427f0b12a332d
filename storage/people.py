"""People: their names, languages, addresses and whether they can be written to."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from domain.people import Actor, Address, Membership, Person, Reach
from storage.mapping import CIRCLE_COLUMNS, circle_of, person_of
from storage.rows import Repository

Id = Annotated[int, Field(ge=-(2**63), lt=2**63)]
"""A number of Telegram's that the database can hold."""


class Profile(BaseModel):
    """What Telegram says of a person with each thing they do.

    Args:
        lang: the language that follows from their Telegram settings.
    """

    model_config = ConfigDict(frozen=True)

    id: Id
    name: str
    username: str | None
    lang: str


class People(Repository):
    """The people table."""

    async def meet(self, profile: Profile) -> None:
        """Know a person, by the name they have now; a chosen language stays."""
        await self._run(
            "INSERT INTO people (id, name, username, lang) VALUES (:id, :name, :username, :lang)"
            " ON CONFLICT (id) DO UPDATE SET name = excluded.name, username = excluded.username,"
            " lang = CASE WHEN people.lang_chosen = 1 THEN people.lang ELSE excluded.lang END"
            " WHERE people.name <> excluded.name"
            " OR COALESCE(people.username, '') <> COALESCE(excluded.username, '')"
            " OR (people.lang_chosen = 0 AND people.lang <> excluded.lang)",
            profile.model_dump(),
        )

    async def actor(self, person_id: int, admins: frozenset[int]) -> Actor | None:
        """A person with their grids and circles, or none if the bot has not met them."""
        rows = await self._all(
            f"SELECT p.*, s.grid AS staff_grid, a.organisation, m.captain, {CIRCLE_COLUMNS}"
            " FROM people AS p"
            " LEFT JOIN staff AS s ON s.person_id = p.id"
            " LEFT JOIN partners AS a ON a.person_id = p.id"
            " LEFT JOIN members AS m ON m.person_id = p.id"
            " LEFT JOIN circles AS c ON c.id = m.circle_id AND c.active = 1"
            " WHERE p.id = :id ORDER BY c.id",
            {"id": person_id},
        )
        if not rows:
            return None
        memberships = {
            row["circle_id"]: Membership.model_construct(
                circle=circle_of(row), captain=bool(row["captain"])
            )
            for row in rows
            if row["circle_id"] is not None
        }
        return Actor.model_construct(
            person=person_of(rows[0]),
            admin=person_id in admins,
            grids=frozenset(row["staff_grid"] for row in rows if row["staff_grid"]),
            organisations=frozenset(row["organisation"] for row in rows if row["organisation"]),
            memberships=tuple(memberships.values()),
        )

    async def find(self, person_id: int) -> Person | None:
        """A person by their Telegram id."""
        row = await self._one("SELECT * FROM people WHERE id = :id", {"id": person_id})
        return None if row is None else person_of(row)

    async def of_household(self, household: str) -> list[Person]:
        """Who lives together, by id: at an address, or a person who has bound none.

        Args:
            household: as ``Person.household`` names it.
        """
        building, dash, rest = household.partition("-")
        if not dash:
            number = household.removeprefix("p")
            person = await self.find(int(number)) if number.isdecimal() else None
            return [person] if person is not None and person.household == household else []
        unit, _, room = rest.partition("-")
        rows = await self._all(
            "SELECT * FROM people WHERE building = :building AND unit = :unit AND room = :room"
            " ORDER BY id",
            {"building": building, "unit": unit, "room": room},
        )
        return [person_of(row) for row in rows]

    async def choose_language(self, person_id: int, lang: str) -> None:
        """Keep a language that a person asked for."""
        await self._run(
            "UPDATE people SET lang = :lang, lang_chosen = 1 WHERE id = :id",
            {"id": person_id, "lang": lang},
        )

    async def bind(self, person_id: int, address: Address | None) -> None:
        """Keep the address of a person, or forget it."""
        parts = (
            dict.fromkeys(("building", "unit", "room")) if address is None else address.model_dump()
        )
        await self._run(
            "UPDATE people SET building = :building, unit = :unit, room = :room WHERE id = :id",
            {"id": person_id, **parts},
        )

    async def set_reach(self, person_id: int, reach: Reach) -> bool:
        """Record whether the bot can write to a person.

        Returns:
            Whether that is news.
        """
        changed = await self._run(
            "UPDATE people SET reach = :reach WHERE id = :id AND reach <> :reach",
            {"id": person_id, "reach": reach},
        )
        return bool(changed)

    async def held_on(self, person_id: int) -> dict[str, object] | None:
        """The row of a person as it is kept, to show it to them."""
        row = await self._one("SELECT * FROM people WHERE id = :id", {"id": person_id})
        return None if row is None else dict(row)

    async def erase_person(self, person_id: int) -> None:
        """Forget a person; what refers to them must be gone by then."""
        await self._run("DELETE FROM people WHERE id = :id", {"id": person_id})
