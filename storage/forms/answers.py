"""What was answered: one current answer per household or person, and its earlier versions."""

import sqlite3
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime

from domain.forms.model import (
    AnswerState,
    Definition,
    Form,
    Kind,
    Submission,
)
from storage.forms.drafts import Draft
from storage.forms.sealing import FormRepository
from storage.rows import from_ms, numbers, to_ms

EARLIER = 5
"""How many earlier answers of a person are looked through for what can be used again."""


class FormAnswers(FormRepository):
    """The form_answers and form_numbers tables."""

    async def submit(
        self, form: Form, draft: Draft, flags: Iterable[str], now: datetime
    ) -> Submission:
        """Make a draft the current answer of its household, as a new version.

        An answer that the same person gave for another household, as before they corrected their
        address, counts no more.
        """
        moved = "" if draft.proxy else " OR (person_id = :person AND proxy = 0)"
        who = {"form": form.id, "subject": draft.subject, "person": draft.person_id}
        await self._run(
            "DELETE FROM form_numbers WHERE answer_id IN (SELECT id FROM form_answers"
            f" WHERE form_id = :form AND current = 1 AND (subject = :subject{moved}))",
            who,
        )
        await self._run(
            "UPDATE form_answers SET current = 0"
            f" WHERE form_id = :form AND current = 1 AND (subject = :subject{moved})",
            who,
        )
        row = await self._one(
            "INSERT INTO form_answers (form_id, circle_id, subject, home, person_id, proxy,"
            " version, current, state, flags, at, sealed) VALUES (:form, :circle, :subject, :home,"
            " :person, :proxy, 1 + COALESCE((SELECT MAX(version) FROM form_answers"
            " WHERE form_id = :form AND subject = :subject), 0), 1, 'pending', :flags, :now,"
            " :sealed) RETURNING *",
            {
                **who,
                "circle": draft.circle_id,
                "home": draft.home,
                "proxy": int(draft.proxy),
                "flags": " ".join(flags),
                "now": to_ms(now),
                "sealed": self._seal(draft.content),
            },
        )
        if row is None:
            raise RuntimeError("the database did not keep the answer that was written")
        await self.keep_numbers(form.id, row["id"], form.definition, draft.content)
        return self._submission(row)

    async def current(self, form_id: int, subject: str) -> Submission | None:
        """The answer of a household or person that counts."""
        row = await self._one(
            "SELECT * FROM form_answers"
            " WHERE form_id = :form AND subject = :subject AND current = 1",
            {"form": form_id, "subject": subject},
        )
        return None if row is None else self._submission(row)

    async def find(self, answer_id: int) -> Submission | None:
        """An answer by its number, if it still counts."""
        row = await self._one(
            "SELECT * FROM form_answers WHERE id = :id AND current = 1", {"id": answer_id}
        )
        return None if row is None else self._submission(row)

    async def of_person(self, form_id: int, person_id: int) -> list[Submission]:
        """The answers that count and that a person filled in, for themselves or others."""
        rows = await self._all(
            "SELECT * FROM form_answers WHERE person_id = :person AND form_id = :form"
            " AND current = 1 ORDER BY id",
            {"form": form_id, "person": person_id},
        )
        return [self._submission(row) for row in rows]

    async def answered(self, form_id: int) -> dict[int, list[tuple[str, str]]]:
        """Household or person, and address, of each answer that counts, by circle."""
        rows = await self._all(
            "SELECT circle_id, subject, home FROM form_answers"
            " WHERE form_id = :form AND current = 1 ORDER BY id",
            {"form": form_id},
        )
        found: dict[int, list[tuple[str, str]]] = {}
        for row in rows:
            found.setdefault(row["circle_id"], []).append((row["subject"], row["home"]))
        return found

    async def states(self, form_id: int, circle_ids: Collection[int]) -> dict[AnswerState, int]:
        """How many answers of some circles are in which state of checking."""
        rows = await self._all(
            "SELECT state, COUNT(*) AS n FROM form_answers WHERE form_id = :form AND current = 1"
            f" AND circle_id IN ({numbers(circle_ids)}) GROUP BY state",
            {"form": form_id},
        )
        return {AnswerState(row["state"]): row["n"] for row in rows}

    async def sealed_rows(
        self, form_id: int, circle_ids: Collection[int], state: AnswerState | None = None
    ) -> list[sqlite3.Row]:
        """The answers of some circles that count, still sealed."""
        condition = "" if state is None else " AND state = :state"
        return await self._all(
            "SELECT * FROM form_answers WHERE form_id = :form AND current = 1"
            f" AND circle_id IN ({numbers(circle_ids)}){condition} ORDER BY id",
            {"form": form_id, "state": state},
        )

    def opened(self, rows: Sequence[sqlite3.Row]) -> list[Submission]:
        """Answers with what was sealed of them; needs no database, and may run in a thread."""
        return [self._submission(row) for row in rows]

    async def duplicates(self, form_id: int) -> frozenset[int]:
        """The answers that share a mobile or identity number with another of the form."""
        rows = await self._all(
            "SELECT DISTINCT n.answer_id FROM form_numbers AS n WHERE n.form_id = :form"
            " AND EXISTS (SELECT 1 FROM form_numbers AS o WHERE o.form_id = n.form_id"
            "  AND o.mac = n.mac AND o.answer_id <> n.answer_id)",
            {"form": form_id},
        )
        return frozenset(row["answer_id"] for row in rows)

    async def pass_all(self, answer_ids: Iterable[int], by: int, now: datetime) -> int:
        """Record that answers are right; those that changed meanwhile are left alone.

        Returns:
            How many were passed.
        """
        return await self._run(
            "UPDATE form_answers SET state = 'passed', returned = '', checked_by = :by,"
            " checked_at = :now WHERE current = 1 AND state = 'pending'"
            f" AND id IN ({numbers(answer_ids)})",
            {"by": by, "now": to_ms(now)},
        )

    async def send_back(
        self, answer: Submission, question: str, reason: str, by: int, now: datetime
    ) -> bool:
        """Record that one question is to be answered again, and why.

        Returns:
            Whether the answer still counted.
        """
        content = answer.content.model_copy(update={"reason": reason})
        changed = await self._run(
            "UPDATE form_answers SET state = 'returned', returned = :question, sealed = :sealed,"
            " checked_by = :by, checked_at = :now WHERE id = :id AND current = 1"
            " AND state <> 'returned'",
            {
                "id": answer.id,
                "question": question,
                "sealed": self._seal(content),
                "by": by,
                "now": to_ms(now),
            },
        )
        return bool(changed)

    async def earlier(self, person_id: int) -> dict[str, tuple[Kind, str]]:
        """What a person answered last for themselves: kind and value, by the words asked."""
        rows = await self._all(
            "SELECT a.sealed, f.definition FROM form_answers AS a"
            " JOIN forms AS f ON f.id = a.form_id"
            " WHERE a.person_id = :person AND a.proxy = 0 ORDER BY a.id DESC LIMIT :most",
            {"person": person_id, "most": EARLIER},
        )
        found: dict[str, tuple[Kind, str]] = {}
        for row in rows:
            values = self._open(row["sealed"]).values
            for question in Definition.model_validate_json(row["definition"]).asked:
                if question.name in values:
                    found.setdefault(question.label, (question.kind, values[question.name]))
        return found

    async def erase_form(self, form_id: int) -> None:
        """Forget all answers to a form with all their versions, and who was reminded."""
        form = {"form": form_id}
        await self._run("DELETE FROM form_numbers WHERE form_id = :form", form)
        await self._run("DELETE FROM form_answers WHERE form_id = :form", form)
        await self._run("DELETE FROM form_reminders WHERE form_id = :form", form)
        await self._run("UPDATE forms SET state = 'erased' WHERE id = :form", form)

    async def erase_person(self, person_id: int) -> None:
        """Forget what a person answered for themselves, and that they helped others."""
        who = {"person": person_id}
        await self._run(
            "DELETE FROM form_numbers WHERE answer_id IN"
            " (SELECT id FROM form_answers WHERE person_id = :person AND proxy = 0)",
            who,
        )
        await self._run("DELETE FROM form_answers WHERE person_id = :person AND proxy = 0", who)
        await self._run(
            "DELETE FROM form_reminders WHERE subject = :subject", {"subject": f"p{person_id}"}
        )
        await self._run("UPDATE form_answers SET person_id = NULL WHERE person_id = :person", who)

    async def held_on(self, person_id: int) -> list[dict[str, object]]:
        """What a person answered for themselves, to show it to them."""
        rows = await self._all(
            "SELECT * FROM form_answers WHERE person_id = :person AND proxy = 0 ORDER BY id",
            {"person": person_id},
        )
        return [self._submission(row).model_dump(mode="json") for row in rows]

    def _submission(self, row: sqlite3.Row) -> Submission:
        return Submission(
            id=row["id"],
            form_id=row["form_id"],
            circle_id=row["circle_id"],
            subject=row["subject"],
            home=row["home"],
            person_id=row["person_id"],
            proxy=bool(row["proxy"]),
            version=row["version"],
            state=AnswerState(row["state"]),
            returned=row["returned"],
            flags=tuple(row["flags"].split()),
            at=from_ms(row["at"]),
            content=self._open(row["sealed"]),
        )
