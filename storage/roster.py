"""Households, and addresses that people bound but no list has."""

import json
import sqlite3
from collections.abc import Iterable
from datetime import datetime

from pydantic import BaseModel, ConfigDict

from domain.circles import CircleKind
from domain.people import Address, Person
from domain.roster import Household
from storage.mapping import person_of
from storage.rows import Params, named, to_ms
from storage.sealing import SealingRepository

_SAVE = (
    "INSERT INTO households"
    " (building, unit, room, circle_id, people, sealed, updated_at)"
    " VALUES (:building, :unit, :room, :circle, :people, :sealed, :now)"
    " ON CONFLICT (building, unit, room) DO UPDATE SET circle_id = excluded.circle_id,"
    " people = excluded.people, sealed = excluded.sealed, updated_at = excluded.updated_at"
)
_PERSONAL = {"head", "phone", "note"}
"""What of a household is sealed."""
_LISTED = (
    " EXISTS (SELECT 1 FROM households AS h WHERE h.building = p.building"
    " AND h.unit = p.unit AND h.room = p.room)"
)
_BOUND = (
    " EXISTS (SELECT 1 FROM people AS p WHERE p.building = h.building"
    " AND p.unit = h.unit AND p.room = h.room AND p.room IS NOT NULL)"
)


class Count(BaseModel):
    """How many households a circle has.

    Args:
        circle_id: none for the households of which nobody knows the circle.
        households: all of them.
        bound: those that somebody bound.
    """

    model_config = ConfigDict(frozen=True)

    circle_id: int | None
    households: int
    bound: int


class Claim(BaseModel):
    """An address that a person bound, and that a captain is asked about.

    Args:
        person_id: who bound it.
        circle_id: the circle whose captain is asked.
        address: what they bound.
    """

    model_config = ConfigDict(frozen=True)

    person_id: int
    circle_id: int
    address: Address


class Roster(SealingRepository):
    """The households and household_claims tables; who lives in a household is sealed."""

    async def save(self, households: Iterable[Household], now: datetime) -> None:
        """Keep households; one whose address is known takes the place of what was known."""
        await self._many(_SAVE, [self._params(household, now) for household in households])

    async def find(self, address: Address) -> Household | None:
        """The household at an address."""
        row = await self._one(
            "SELECT * FROM households WHERE building = :building AND unit = :unit AND room = :room",
            address.model_dump(),
        )
        return None if row is None else self._household(row)

    async def of_buildings(self, buildings: Iterable[str]) -> list[Household]:
        """The households of some buildings."""
        listed, names = named("b", sorted(set(buildings)))
        rows = await self._all(f"SELECT * FROM households WHERE building IN ({listed})", names)
        return [self._household(row) for row in rows]

    async def of_circle(self, circle_id: int | None) -> list[Household]:
        """The households of a circle; for none, those of which nobody knows the circle."""
        rows = await self._all(
            "SELECT * FROM households WHERE circle_id IS :circle", {"circle": circle_id}
        )
        return [self._household(row) for row in rows]

    async def counts(self) -> list[Count]:
        """How many households each circle has."""
        rows = await self._all(
            f"SELECT h.circle_id, COUNT(*) AS households, SUM({_BOUND}) AS bound"
            " FROM households AS h GROUP BY h.circle_id"
        )
        return [Count(**dict(row)) for row in rows]

    async def has_any(self, circle_id: int) -> bool:
        """Whether a circle has households at all."""
        return bool(
            await self._value(
                "SELECT 1 FROM households WHERE circle_id = :circle LIMIT 1",
                {"circle": circle_id},
            )
        )

    async def remove(self, address: Address) -> None:
        """Forget the household at an address."""
        await self._run(
            "DELETE FROM households WHERE building = :building AND unit = :unit AND room = :room",
            address.model_dump(),
        )

    async def bound_buildings(self) -> list[tuple[str, int, int]]:
        """A building, a circle of neighbours, and how many of its members bound it."""
        rows = await self._all(
            "SELECT p.building, m.circle_id, COUNT(*) AS people FROM people AS p"
            " JOIN members AS m ON m.person_id = p.id"
            " JOIN circles AS c ON c.id = m.circle_id AND c.active = 1 AND c.kind = :kind"
            " WHERE p.room IS NOT NULL GROUP BY p.building, m.circle_id",
            {"kind": CircleKind.NEIGHBOURS},
        )
        return [(row["building"], row["circle_id"], row["people"]) for row in rows]

    async def strangers(self, buildings: Iterable[str]) -> list[Person]:
        """Who bound an address in some buildings that is in no list, and was not asked about."""
        found: list[Person] = []
        for building in sorted(buildings):
            rows = await self._all(
                "SELECT p.* FROM people AS p WHERE p.building = :building"
                f" AND p.room IS NOT NULL AND NOT {_LISTED}"
                " AND NOT EXISTS (SELECT 1 FROM household_claims AS k WHERE k.person_id = p.id"
                "  AND k.building = p.building AND k.unit = p.unit AND k.room = p.room)"
                " ORDER BY p.id",
                {"building": building},
            )
            found += [person_of(row) for row in rows]
        return found

    async def claim(self, claim: Claim, now: datetime) -> None:
        """Keep that a captain is asked about an address; an earlier one of the person is over."""
        await self._run(
            "INSERT INTO household_claims"
            " (person_id, circle_id, building, unit, room, asked_at)"
            " VALUES (:person, :circle, :building, :unit, :room, :now)"
            " ON CONFLICT (person_id) DO UPDATE SET circle_id = excluded.circle_id,"
            " building = excluded.building, unit = excluded.unit, room = excluded.room,"
            " asked_at = excluded.asked_at",
            {
                "person": claim.person_id,
                "circle": claim.circle_id,
                "now": to_ms(now),
                **claim.address.model_dump(),
            },
        )

    async def claim_of(self, person_id: int) -> Claim | None:
        """The address of a person that a captain is asked about."""
        row = await self._one(
            "SELECT * FROM household_claims WHERE person_id = :person", {"person": person_id}
        )
        if row is None:
            return None
        return Claim(person_id=person_id, circle_id=row["circle_id"], address=_address(row))

    async def drop_claim(self, person_id: int) -> None:
        """Ask nobody about a person's address any more."""
        await self._run(
            "DELETE FROM household_claims WHERE person_id = :person", {"person": person_id}
        )

    async def held_on(self, person_id: int) -> dict[str, object] | None:
        """The address of a person that a captain is asked about, to show it to them."""
        claim = await self.claim_of(person_id)
        return None if claim is None else claim.model_dump()

    async def erase_person(self, person_id: int) -> None:
        """Forget what a person claimed; the list is the community's and stays."""
        await self.drop_claim(person_id)

    def _household(self, row: sqlite3.Row) -> Household:
        personal = json.loads(self._key().open(row["sealed"])) if row["sealed"] else {}
        return Household.model_construct(
            address=_address(row), people=row["people"], circle_id=row["circle_id"], **personal
        )

    def _params(self, household: Household, now: datetime) -> Params:
        address = household.address
        personal = household.model_dump(include=_PERSONAL, exclude_defaults=True)
        return {
            "building": address.building,
            "unit": address.unit,
            "room": address.room,
            "circle": household.circle_id,
            "people": household.people,
            "sealed": self._key().seal(json.dumps(personal)) if personal else "",
            "now": to_ms(now),
        }


def _address(row: sqlite3.Row) -> Address:
    return Address.model_construct(building=row["building"], unit=row["unit"], room=row["room"])
