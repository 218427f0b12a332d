"""Who did what that others may ask about: invites, roles, exports, erasures."""

from datetime import datetime

from storage.rows import Repository, from_ms, to_ms


class Audit(Repository):
    """The audit table; rows are only ever added."""

    async def add(self, action: str, actor_id: int | None, subject: str, now: datetime) -> None:
        """Record an action on a subject; neither may hold personal data beyond Telegram ids."""
        await self._run(
            "INSERT INTO audit (at, actor_id, action, subject)"
            " VALUES (:at, :actor, :action, :subject)",
            {"at": to_ms(now), "actor": actor_id, "action": action, "subject": subject},
        )

    async def held_on(self, person_id: int) -> list[dict[str, object]]:
        """What a person did, to show it to them."""
        rows = await self._all(
            "SELECT at, action, subject FROM audit WHERE actor_id = :person ORDER BY id",
            {"person": person_id},
        )
        return [{**dict(row), "at": from_ms(row["at"]).isoformat()} for row in rows]
