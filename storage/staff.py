"""Staff, the grids they serve, and the invites that make them so."""

from datetime import datetime

from domain.people import ALL_GRIDS, Person
from domain.staff import Invite, StaffMember
from storage.mapping import person_of
from storage.rows import Repository, from_ms, from_ms_or_none, to_ms


class StaffRepository(Repository):
    """The staff and invites tables."""

    async def add_invite(self, invite: Invite) -> None:
        """Keep a new invite."""
        await self._run(
            "INSERT INTO invites (token_hash, grid, organisation, created_by, expires_at)"
            " VALUES (:hash, :grid, :organisation, :by, :expires)",
            {
                "hash": invite.token_hash,
                "grid": invite.grid,
                "organisation": invite.organisation,
                "by": invite.created_by,
                "expires": to_ms(invite.expires_at),
            },
        )

    async def find_invite(self, token_hash: str) -> Invite | None:
        """The invite behind a token."""
        row = await self._one(
            "SELECT * FROM invites WHERE token_hash = :hash", {"hash": token_hash}
        )
        if row is None:
            return None
        return Invite(
            token_hash=row["token_hash"],
            grid=row["grid"],
            organisation=row["organisation"],
            created_by=row["created_by"],
            expires_at=from_ms(row["expires_at"]),
            used_at=from_ms_or_none(row["used_at"]),
        )

    async def use_invite(self, invite: Invite, person_id: int, now: datetime) -> None:
        """Mark an invite as used, and the person as staff of its grid."""
        who = {"person": person_id, "now": to_ms(now)}
        await self._run(
            "UPDATE invites SET used_at = :now, used_by = :person WHERE token_hash = :hash",
            {"hash": invite.token_hash, **who},
        )
        if invite.organisation is not None:
            return
        await self._run(
            "INSERT INTO staff (person_id, grid, since) VALUES (:person, :grid, :now)"
            " ON CONFLICT (person_id, grid) DO NOTHING",
            {"grid": invite.grid, **who},
        )

    async def remove(self, person_id: int) -> bool:
        """Take all grids from a person.

        Returns:
            Whether they had any.
        """
        return bool(
            await self._run("DELETE FROM staff WHERE person_id = :person", {"person": person_id})
        )

    async def held_on(self, person_id: int) -> list[dict[str, object]]:
        """The grids that a person serves as they are kept, to show them to them."""
        rows = await self._all(
            "SELECT grid, since FROM staff WHERE person_id = :person ORDER BY grid",
            {"person": person_id},
        )
        return [{"grid": row["grid"], "since": from_ms(row["since"]).isoformat()} for row in rows]

    async def erase_person(self, person_id: int) -> None:
        """Take all grids from a person, and forget which invites they took."""
        await self.remove(person_id)
        await self._run(
            "UPDATE invites SET used_by = NULL WHERE used_by = :person", {"person": person_id}
        )

    async def all(self) -> list[StaffMember]:
        """All staff with their grids."""
        rows = await self._all(
            "SELECT p.*, s.grid FROM staff AS s JOIN people AS p ON p.id = s.person_id"
            " ORDER BY p.id, s.grid"
        )
        members: dict[int, StaffMember] = {}
        for row in rows:
            earlier = members.get(row["id"])
            grids = (*(earlier.grids if earlier else ()), row["grid"])
            members[row["id"]] = StaffMember(person=person_of(row), grids=grids)
        return list(members.values())

    async def of_grid(self, grid: str | None) -> list[Person]:
        """Who serves a grid; for the whole community (none) those who serve all grids."""
        rows = await self._all(
            "SELECT DISTINCT p.* FROM staff AS s JOIN people AS p ON p.id = s.person_id"
            " WHERE s.grid IN (:grid, :all) ORDER BY p.id",
            {"grid": grid, "all": ALL_GRIDS},
        )
        return [person_of(row) for row in rows]
