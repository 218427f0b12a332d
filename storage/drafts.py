"""What people began to write and have not sent: one table of drafts for each feature."""

from datetime import datetime, timedelta
from typing import ClassVar, Generic, TypeVar

from pydantic import BaseModel

from storage.rows import Repository, to_ms

Draft = TypeVar("Draft", bound=BaseModel)


class Drafts(Repository, Generic[Draft]):
    """A table with the columns ``id``, ``person_id``, ``payload`` and ``created_at``."""

    table: ClassVar[str]
    lifetime: ClassVar[timedelta]
    """How long nobody need come back to one before it is forgotten."""
    model: type[Draft]

    async def keep(self, person_id: int, draft: Draft, now: datetime) -> int:
        """Keep a draft.

        Returns:
            Its id, for buttons.
        """
        return int(
            await self._value(
                f"INSERT INTO {self.table} (person_id, payload, created_at)"
                " VALUES (:person, :payload, :now) RETURNING id",
                {"person": person_id, "payload": draft.model_dump_json(), "now": to_ms(now)},
            )
        )

    async def find(self, draft_id: int, person_id: int) -> Draft | None:
        """A draft of this person."""
        payload = await self._value(
            f"SELECT payload FROM {self.table} WHERE id = :id AND person_id = :person",
            {"id": draft_id, "person": person_id},
        )
        return None if payload is None else self.model.model_validate_json(payload)

    async def change(self, draft_id: int, draft: Draft) -> None:
        """Keep a draft as it stands now."""
        await self._run(
            f"UPDATE {self.table} SET payload = :payload WHERE id = :id",
            {"id": draft_id, "payload": draft.model_dump_json()},
        )

    async def drop(self, draft_id: int) -> None:
        """Forget a draft."""
        await self._run(f"DELETE FROM {self.table} WHERE id = :id", {"id": draft_id})

    async def prune(self, now: datetime) -> None:
        """Forget drafts that nobody came back to."""
        await self._run(
            f"DELETE FROM {self.table} WHERE created_at < :before",
            {"before": to_ms(now - self.lifetime)},
        )
