"""The key that seals what is personal: is it the right one, and how it is changed."""

from domain.forms.model import Definition
from storage.cipher import KeyMissingError
from storage.database import DatabaseError
from storage.forms.sealing import FormRepository

_SEALED = ("form_answers", "form_drafts", "households")
_WAITING = {"inbox": "payload", "outbox": "payload", "files": "content"}
"""By table the column that waits in it; it is plain where it was kept without a key."""


class Keys(FormRepository):
    """What is sealed in the database, over all tables."""

    async def check(self) -> None:
        """Hold the key against what is sealed.

        Raises:
            KeyMissingError: something is sealed and there is no key.
            DatabaseError: it was sealed with another key, or a change of the key was cut short.
        """
        sample = await self._value(
            "SELECT sealed FROM form_answers UNION ALL SELECT sealed FROM form_drafts"
            " UNION ALL SELECT sealed FROM households WHERE sealed <> ''"
            " UNION ALL SELECT content FROM files WHERE content NOT LIKE '[%'"
            " UNION ALL SELECT payload FROM inbox WHERE state = 'pending'"
            " AND payload NOT LIKE '{%'"
            " UNION ALL SELECT payload FROM outbox WHERE finished_at IS NULL"
            " AND payload NOT LIKE '{%' LIMIT 1"
        )
        if self._cipher is None:
            if sample is not None:
                raise KeyMissingError("what people told is sealed, and the key is missing")
            return
        if self._cipher.changing:
            raise DatabaseError(
                "the change of the key was cut short; finish it with: linliquan key rotate"
            )
        if sample is not None:
            self._cipher.open(sample)

    async def reseal(self) -> int:
        """Seal everything with the newest key, and find numbers by it.

        Returns:
            How many answers, drafts and households there were.
        """
        for table, column in _WAITING.items():
            await self._reseal(table, column)
        count = sum([await self._reseal(table, "sealed") for table in _SEALED])
        await self._number_again()
        return count

    async def _reseal(self, table: str, column: str) -> int:
        key = self._key()
        rows = await self._all(
            f"SELECT id, {column} AS kept FROM {table}"
            f" WHERE {column} <> '' AND {column} NOT LIKE '{{%' AND {column} NOT LIKE '[%'"
        )
        await self._many(
            f"UPDATE {table} SET {column} = :sealed WHERE id = :id",
            [{"id": row["id"], "sealed": key.reseal(row["kept"])} for row in rows],
        )
        return len(rows)

    async def _number_again(self) -> None:
        await self._run("DELETE FROM form_numbers")
        for row in await self._all(
            "SELECT a.id, a.form_id, a.sealed, f.definition FROM form_answers AS a"
            " JOIN forms AS f ON f.id = a.form_id WHERE a.current = 1"
        ):
            definition = Definition.model_validate_json(row["definition"])
            await self.keep_numbers(
                row["form_id"], row["id"], definition, self._open(row["sealed"])
            )
