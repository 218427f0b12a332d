"""The key that answers are sealed with: is it the right one, and how it is changed."""

from domain.forms.model import Definition
from storage.cipher import KeyMissingError
from storage.database import DatabaseError
from storage.forms.sealing import SealingRepository

_SEALED = ("form_answers", "form_drafts")
_QUEUES = ("inbox", "outbox")


class FormKeys(SealingRepository):
    """What is sealed in the database, over all tables."""

    async def check(self) -> None:
        """Hold the key against what is sealed.

        Raises:
            KeyMissingError: something is sealed and there is no key.
            DatabaseError: it was sealed with another key, or a change of the key was cut short.
        """
        sample = await self._value(
            "SELECT sealed FROM form_answers UNION ALL SELECT sealed FROM form_drafts"
            " UNION ALL SELECT payload FROM inbox WHERE state = 'pending'"
            " AND payload NOT LIKE '{%' LIMIT 1"
        )
        if self._cipher is None:
            if sample is not None:
                raise KeyMissingError("people have answered forms, but the key of their answers")
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
            How many answers and drafts there were.
        """
        key, count = self._key(), 0
        for queue in _QUEUES:
            kept = await self._all(f"SELECT id, payload FROM {queue} WHERE payload NOT LIKE '{{%'")
            await self._many(
                f"UPDATE {queue} SET payload = :payload WHERE id = :id",
                [{"id": row["id"], "payload": key.reseal(row["payload"])} for row in kept],
            )
        for table in _SEALED:
            rows = await self._all(f"SELECT id, sealed FROM {table}")
            await self._many(
                f"UPDATE {table} SET sealed = :sealed WHERE id = :id",
                [{"id": row["id"], "sealed": key.reseal(row["sealed"])} for row in rows],
            )
            count += len(rows)
        await self._run("DELETE FROM form_numbers")
        for row in await self._all(
            "SELECT a.id, a.form_id, a.sealed, f.definition FROM form_answers AS a"
            " JOIN forms AS f ON f.id = a.form_id WHERE a.current = 1"
        ):
            definition = Definition.model_validate_json(row["definition"])
            await self.keep_numbers(
                row["form_id"], row["id"], definition, self._open(row["sealed"])
            )
        return count
