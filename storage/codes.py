"""Six-digit codes and the wrong guesses at them."""

import sqlite3
from datetime import datetime

from domain.codes import Code, NewCode
from storage.rows import Repository, from_ms, from_ms_or_none, to_ms


class Codes(Repository):
    """The codes and code_guesses tables."""

    async def replace(self, code: NewCode) -> None:
        """Keep a new code; the earlier one of the same purpose, subject and person runs out."""
        facts = {
            "purpose": code.purpose,
            "subject": code.subject,
            "person": code.person_id,
            "hash": code.code_hash,
            "created": to_ms(code.created_at),
            "expires": to_ms(code.expires_at),
        }
        await self._run(
            "UPDATE codes SET expires_at = :created WHERE person_id = :person"
            " AND purpose = :purpose AND subject = :subject"
            " AND used_at IS NULL AND expires_at > :created",
            facts,
        )
        await self._run(
            "INSERT INTO codes (purpose, subject, person_id, code_hash, created_at, expires_at)"
            " VALUES (:purpose, :subject, :person, :hash, :created, :expires)",
            facts,
        )

    async def with_hash(self, purpose: str, code_hash: str) -> list[Code]:
        """The codes of a purpose that have this hash."""
        rows = await self._all(
            "SELECT * FROM codes WHERE purpose = :purpose AND code_hash = :hash ORDER BY id",
            {"purpose": purpose, "hash": code_hash},
        )
        return [_code_of(row) for row in rows]

    async def use(self, code: Code, person_id: int, now: datetime) -> bool:
        """Mark a code as used.

        Returns:
            Whether it was not used before.
        """
        changed = await self._run(
            "UPDATE codes SET used_at = :now, used_by = :person WHERE id = :id AND used_at IS NULL",
            {"id": code.id, "person": person_id, "now": to_ms(now)},
        )
        return bool(changed)

    async def add_wrong(self, person_id: int, now: datetime) -> None:
        """Remember a wrong guess."""
        await self._run(
            "INSERT INTO code_guesses (person_id, at) VALUES (:person, :now)",
            {"person": person_id, "now": to_ms(now)},
        )

    async def wrong_since(self, person_id: int, since: datetime) -> list[datetime]:
        """When somebody guessed wrong, from an instant on."""
        rows = await self._all(
            "SELECT at FROM code_guesses WHERE person_id = :person AND at > :since ORDER BY at",
            {"person": person_id, "since": to_ms(since)},
        )
        return [from_ms(row["at"]) for row in rows]

    async def held_on(self, person_id: int) -> list[dict[str, object]]:
        """The codes that a person was given, to show them to them."""
        rows = await self._all(
            "SELECT purpose, subject, created_at, expires_at, used_at FROM codes"
            " WHERE person_id = :person ORDER BY id",
            {"person": person_id},
        )
        return [
            {
                name: from_ms(value).isoformat() if name.endswith("_at") and value else value
                for name, value in dict(row).items()
            }
            for row in rows
        ]

    async def erase_person(self, person_id: int) -> None:
        """Forget the codes of a person, their guesses, and which codes they entered."""
        who = {"person": person_id}
        await self._run("DELETE FROM codes WHERE person_id = :person", who)
        await self._run("DELETE FROM code_guesses WHERE person_id = :person", who)
        await self._run("UPDATE codes SET used_by = NULL WHERE used_by = :person", who)

    async def prune(self, before: datetime) -> None:
        """Forget codes that ran out, and guesses that were made, before an instant."""
        at = {"before": to_ms(before)}
        await self._run("DELETE FROM codes WHERE expires_at <= :before", at)
        await self._run("DELETE FROM code_guesses WHERE at <= :before", at)


def _code_of(row: sqlite3.Row) -> Code:
    return Code(
        id=row["id"],
        purpose=row["purpose"],
        subject=row["subject"],
        person_id=row["person_id"],
        code_hash=row["code_hash"],
        created_at=from_ms(row["created_at"]),
        expires_at=from_ms(row["expires_at"]),
        used_at=from_ms_or_none(row["used_at"]),
        used_by=row["used_by"],
    )
