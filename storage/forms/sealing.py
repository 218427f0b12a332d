"""What the repositories of forms have in common: contents that are sealed."""

import aiosqlite

from domain.forms.model import PERSONAL, Content, Definition
from storage.cipher import Cipher, KeyMissingError
from storage.rows import Repository


class SealingRepository(Repository):
    """A repository with columns that only the key can open.

    Args:
        connection: of the transaction.
        cipher: the key; none where the bot was set up without one.
    """

    def __init__(self, connection: aiosqlite.Connection, cipher: Cipher | None) -> None:
        super().__init__(connection)
        self._cipher = cipher

    @property
    def has_key(self) -> bool:
        """Whether anything can be sealed."""
        return self._cipher is not None

    def _key(self) -> Cipher:
        if self._cipher is None:
            raise KeyMissingError("there is no key for forms; make one with: linliquan key new")
        return self._cipher

    def _seal(self, content: Content) -> str:
        return self._key().seal(content.model_dump_json(exclude_defaults=True))

    def _open(self, sealed: str) -> Content:
        return Content.model_validate_json(self._key().open(sealed))

    async def keep_numbers(
        self, form_id: int, answer_id: int, definition: Definition, content: Content
    ) -> None:
        """Keep by what an answer is found that has a mobile or identity number in it."""
        key = self._key()
        macs = {
            key.mac(f"{question.name} {content.values[question.name]}")
            for question in definition.questions
            if question.kind in PERSONAL and content.values.get(question.name)
        }
        await self._many(
            "INSERT INTO form_numbers (form_id, mac, answer_id) VALUES (:form, :mac, :answer)",
            [{"form": form_id, "mac": mac, "answer": answer_id} for mac in sorted(macs)],
        )
