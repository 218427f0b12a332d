"""Questions asked in private that wait for an answer; they outlive the process."""

import json
from datetime import datetime, timedelta

from pydantic import BaseModel, ConfigDict

from storage.rows import Repository, to_ms

LIFETIME = timedelta(days=7)


class Dialog(BaseModel):
    """One open question.

    Args:
        route: name of the ``@step`` route that takes the answer.
        data: what that route needs to know again.
    """

    model_config = ConfigDict(frozen=True)

    route: str
    data: dict[str, str | int | None]


class Dialogs(Repository):
    """The dialogs table; at most one open question per person."""

    async def open(self, person_id: int, dialog: Dialog, now: datetime) -> None:
        """Ask; an earlier open question is replaced."""
        await self._run(
            "INSERT INTO dialogs (person_id, route, data, expires_at)"
            " VALUES (:person, :route, :data, :expires)"
            " ON CONFLICT (person_id) DO UPDATE SET route = excluded.route, data = excluded.data,"
            " expires_at = excluded.expires_at",
            {
                "person": person_id,
                "route": dialog.route,
                "data": json.dumps(dialog.data, ensure_ascii=False),
                "expires": to_ms(now + LIFETIME),
            },
        )

    async def current(self, person_id: int, now: datetime) -> Dialog | None:
        """The open question, if any."""
        row = await self._one(
            "SELECT route, data FROM dialogs WHERE person_id = :person AND expires_at > :now",
            {"person": person_id, "now": to_ms(now)},
        )
        return None if row is None else Dialog(route=row["route"], data=json.loads(row["data"]))

    async def close(self, person_id: int) -> bool:
        """Drop the open question.

        Returns:
            Whether there was one.
        """
        return bool(
            await self._run("DELETE FROM dialogs WHERE person_id = :person", {"person": person_id})
        )

    async def prune(self, now: datetime) -> None:
        """Forget questions that nobody answered in time."""
        await self._run("DELETE FROM dialogs WHERE expires_at <= :now", {"now": to_ms(now)})
