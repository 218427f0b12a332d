"""Forms that are being filled in; they outlive the process and any pause."""

import sqlite3
from datetime import datetime

from pydantic import BaseModel, ConfigDict

from domain.forms.model import Content
from storage.forms.sealing import FormRepository
from storage.rows import to_ms


class Draft(BaseModel):
    """A form that somebody is filling in.

    Args:
        id: ours; 0 before it is kept.
        form_id: which form.
        circle_id: where the answer will count.
        person_id: who fills it in.
        subject: the household or person it is of.
        home: the address; empty if it is not known.
        proxy: a captain or staff fills it in for a neighbour.
        asked: name of the question that waits; empty before the first and at the last look.
        content: what was answered so far.
    """

    model_config = ConfigDict(frozen=True)

    id: int = 0
    form_id: int
    circle_id: int
    person_id: int
    subject: str
    home: str = ""
    proxy: bool = False
    asked: str = ""
    content: Content = Content()


class FormDrafts(FormRepository):
    """The form_drafts table."""

    async def keep(self, draft: Draft, now: datetime) -> Draft:
        """Keep a draft; one of the same person for the same household is replaced."""
        draft_id = await self._value(
            "INSERT INTO form_drafts (form_id, circle_id, person_id, subject, home, proxy, asked,"
            " changed_at, sealed) VALUES (:form_id, :circle_id, :person_id, :subject, :home,"
            " :proxy, :asked, :now, :sealed) ON CONFLICT (form_id, person_id, subject) DO UPDATE"
            " SET circle_id = excluded.circle_id, home = excluded.home, asked = excluded.asked,"
            " changed_at = excluded.changed_at, sealed = excluded.sealed RETURNING id",
            {
                **draft.model_dump(exclude={"id", "content"}),
                "proxy": int(draft.proxy),
                "now": to_ms(now),
                "sealed": self._seal(draft.content),
            },
        )
        return draft.model_copy(update={"id": draft_id})

    async def find(self, draft_id: int, person_id: int) -> Draft | None:
        """A draft of one's own."""
        row = await self._one(
            "SELECT * FROM form_drafts WHERE id = :id AND person_id = :person",
            {"id": draft_id, "person": person_id},
        )
        return None if row is None else self._draft(row)

    async def of_form(self, form_id: int, person_id: int, subject: str) -> Draft | None:
        """What somebody has begun for a household."""
        row = await self._one(
            "SELECT * FROM form_drafts WHERE form_id = :form AND person_id = :person"
            " AND subject = :subject",
            {"form": form_id, "person": person_id, "subject": subject},
        )
        return None if row is None else self._draft(row)

    async def begun(self, person_id: int) -> list[Draft]:
        """What somebody has begun, newest first."""
        rows = await self._all(
            "SELECT * FROM form_drafts WHERE person_id = :person ORDER BY changed_at DESC, id DESC",
            {"person": person_id},
        )
        return [self._draft(row) for row in rows]

    async def drop(self, draft_id: int) -> None:
        """Forget a draft."""
        await self._run("DELETE FROM form_drafts WHERE id = :id", {"id": draft_id})

    async def drop_of_form(self, form_id: int) -> None:
        """Forget all drafts of a form."""
        await self._run("DELETE FROM form_drafts WHERE form_id = :form", {"form": form_id})

    async def drop_unreturned(self, form_id: int) -> list[int]:
        """Forget the drafts of a form that has closed, but for those that mend an answer.

        Returns:
            Who was filling it in.
        """
        rows = await self._all(
            "DELETE FROM form_drafts WHERE form_id = :form AND NOT EXISTS"
            " (SELECT 1 FROM form_answers AS a WHERE a.form_id = form_drafts.form_id"
            "  AND a.subject = form_drafts.subject AND a.current = 1 AND a.state = 'returned')"
            " RETURNING person_id",
            {"form": form_id},
        )
        return sorted({row["person_id"] for row in rows})

    async def erase_person(self, person_id: int) -> None:
        """Forget what a person has begun."""
        await self._run("DELETE FROM form_drafts WHERE person_id = :person", {"person": person_id})

    async def held_on(self, person_id: int) -> list[dict[str, object]]:
        """What a person has begun, to show it to them."""
        return [draft.model_dump(mode="json") for draft in await self.begun(person_id)]

    def stand_in(self, name: str, home: str) -> str:
        """What stands for a neighbour without Telegram, so that their name need not."""
        return f"n{self._key().mac(f'{home} {name}')[:20]}"

    def _draft(self, row: sqlite3.Row) -> Draft:
        return Draft(
            id=row["id"],
            form_id=row["form_id"],
            circle_id=row["circle_id"],
            person_id=row["person_id"],
            subject=row["subject"],
            home=row["home"],
            proxy=bool(row["proxy"]),
            asked=row["asked"],
            content=self._open(row["sealed"]),
        )
