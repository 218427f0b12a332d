"""What the repositories of forms have in common: contents that are sealed."""

from domain.forms.model import PERSONAL, Content, Definition
from storage.sealing import SealingRepository


class FormRepository(SealingRepository):
    """A repository of what was answered to forms."""

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
