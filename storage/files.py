"""Tables that people sent, from their reading until a handler has done with them."""

from collections.abc import Sequence
from datetime import datetime, timedelta

import aiosqlite
from pydantic import TypeAdapter

from domain.tables import Sheet
from storage.cipher import Cipher
from storage.rows import Repository, from_ms, to_ms
from storage.sealing import Payloads

LIFETIME = timedelta(hours=24)
"""How long a file waits for its sender to say yes; they can send it again."""

_SHEETS: TypeAdapter[tuple[Sheet, ...]] = TypeAdapter(tuple[Sheet, ...])


class Files(Repository):
    """The files table; what the files hold is sealed.

    Args:
        connection: of the transaction.
        cipher: the key; none where the bot was set up without one.
    """

    def __init__(self, connection: aiosqlite.Connection, cipher: Cipher | None) -> None:
        super().__init__(connection)
        self._payloads = Payloads(cipher)

    async def keep(self, person_id: int, sheets: Sequence[Sheet], now: datetime) -> int:
        """Keep the sheets of a file that a person sent.

        Returns:
            The number by which they are found again.
        """
        content = _SHEETS.dump_json(tuple(sheets)).decode()
        return int(
            await self._value(
                "INSERT INTO files (person_id, content, expires_at)"
                " VALUES (:person, :content, :expires) RETURNING id",
                {
                    "person": person_id,
                    "content": self._payloads.kept(content, personal=True),
                    "expires": to_ms(now + LIFETIME),
                },
            )
        )

    async def read(self, file: int, person_id: int, now: datetime) -> tuple[Sheet, ...] | None:
        """The sheets of a file, for who sent it; none if they are kept no longer."""
        content = await self._value(
            "SELECT content FROM files"
            " WHERE id = :id AND person_id = :person AND expires_at > :now",
            {"id": file, "person": person_id, "now": to_ms(now)},
        )
        return None if content is None else _SHEETS.validate_json(self._payloads.read(content))

    async def take(self, file: int, person_id: int, now: datetime) -> tuple[Sheet, ...] | None:
        """The sheets of a file, for who sent it, which are forgotten here with that."""
        sheets = await self.read(file, person_id, now)
        await self.forget(file)
        return sheets

    async def forget(self, file: int) -> None:
        """Forget a file that is done with."""
        await self._run("DELETE FROM files WHERE id = :id", {"id": file})

    async def prune(self, now: datetime) -> None:
        """Forget the files that nobody wanted in time."""
        await self._run("DELETE FROM files WHERE expires_at <= :now", {"now": to_ms(now)})

    async def held_on(self, person_id: int) -> list[dict[str, object]]:
        """The files that a person sent and that still wait, to show it to them."""
        rows = await self._all(
            "SELECT id, expires_at FROM files WHERE person_id = :person ORDER BY id",
            {"person": person_id},
        )
        return [
            {"file": row["id"], "kept_until": from_ms(row["expires_at"]).isoformat()}
            for row in rows
        ]

    async def erase_person(self, person_id: int) -> None:
        """Forget the files that a person sent."""
        await self._run("DELETE FROM files WHERE person_id = :person", {"person": person_id})
