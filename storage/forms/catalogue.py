"""Forms, the circles they are for, and those that are still being made."""

import json
import sqlite3
from collections.abc import Collection, Iterable
from datetime import datetime, timedelta

from pydantic import BaseModel, ConfigDict

from domain.forms.model import Definition, Form, FormState
from storage.rows import Repository, from_ms, numbers, to_ms

PLAN_LIFETIME = timedelta(days=7)
MOST_LISTED = 30


class FormPlan(BaseModel):
    """A form that somebody is making.

    Args:
        definition: as far as it is.
        circle_ids: whom it is for, once that is known.
        closes: the words for the deadline.
        erases: the words for the day of erasure.
        closes_at: the deadline that the preview showed.
        title: what it will be called, where a dialogue makes it.
        label: the question that is being added there.
    """

    model_config = ConfigDict(frozen=True)

    definition: Definition | None = None
    circle_ids: tuple[int, ...] = ()
    closes: str = ""
    erases: str = ""
    closes_at: datetime | None = None
    title: str = ""
    label: str = ""


class Forms(Repository):
    """The forms, form_circles, form_plans and form_counts tables."""

    async def add(
        self,
        definition: Definition,
        circle_ids: Collection[int],
        *,
        created_by: int,
        opened_at: datetime,
        closes_at: datetime,
        erases_at: datetime,
    ) -> Form:
        """Open a form for some circles."""
        form_id = await self._value(
            "INSERT INTO forms (title, definition, created_by, opened_at, closes_at, erases_at)"
            " VALUES (:title, :definition, :by, :opened, :closes, :erases) RETURNING id",
            {
                "title": definition.title,
                "definition": definition.model_dump_json(exclude_defaults=True),
                "by": created_by,
                "opened": to_ms(opened_at),
                "closes": to_ms(closes_at),
                "erases": to_ms(erases_at),
            },
        )
        await self._many(
            "INSERT INTO form_circles (form_id, circle_id) VALUES (:form, :circle)",
            [{"form": form_id, "circle": circle} for circle in circle_ids],
        )
        found = await self.find(form_id)
        if found is None:
            raise RuntimeError("the database did not keep the form that was written")
        return found

    async def find(self, form_id: int) -> Form | None:
        """A form by its number."""
        rows = await self._all("SELECT * FROM forms WHERE id = :id", {"id": form_id})
        forms = await self._forms(rows)
        return forms[0] if forms else None

    async def open_in(self, circle_ids: Collection[int]) -> list[Form]:
        """The open forms of some circles, the one that closes first at the top."""
        return await self._in_circles(
            circle_ids, "f.state = 'open' ORDER BY f.closes_at, f.id LIMIT :most"
        )

    async def kept_in(self, circle_ids: Collection[int]) -> list[Form]:
        """The newest forms of some circles, whatever became of them."""
        return await self._in_circles(circle_ids, "1 = 1 ORDER BY f.id DESC LIMIT :most")

    async def _in_circles(self, circle_ids: Collection[int], rest: str) -> list[Form]:
        rows = await self._all(
            "SELECT f.* FROM forms AS f WHERE f.id IN (SELECT c.form_id FROM form_circles AS c"
            f" WHERE c.circle_id IN ({numbers(circle_ids)})) AND {rest}",
            {"most": MOST_LISTED},
        )
        return await self._forms(rows)

    async def set_state(self, form_id: int, state: FormState, closes_at: datetime) -> None:
        """Record that a form has closed, was opened again or has a new deadline."""
        await self._run(
            "UPDATE forms SET state = :state, closes_at = :closes WHERE id = :id",
            {"id": form_id, "state": state, "closes": to_ms(closes_at)},
        )

    async def set_times(self, form_id: int, closes_at: datetime, erases_at: datetime) -> None:
        """Give an open form another deadline and day of erasure."""
        await self._run(
            "UPDATE forms SET closes_at = :closes, erases_at = :erases WHERE id = :id",
            {"id": form_id, "closes": to_ms(closes_at), "erases": to_ms(erases_at)},
        )

    async def set_columns(
        self, form_id: int, columns: Iterable[str], headings: Iterable[str]
    ) -> None:
        """Remember the order of the superior office for a form."""
        await self._run(
            "UPDATE forms SET columns = :columns, headings = :headings WHERE id = :id",
            {
                "id": form_id,
                "columns": json.dumps(list(columns), ensure_ascii=False),
                "headings": json.dumps(list(headings), ensure_ascii=False),
            },
        )

    async def keep_counts(self, form_id: int, counts: Iterable[tuple[int, str, int, int]]) -> None:
        """What stays when the answers go: done and total by circle and building."""
        await self._many(
            "INSERT INTO form_counts (form_id, circle_id, building, done, total)"
            " VALUES (:form, :circle, :building, :done, :total)"
            " ON CONFLICT (form_id, circle_id, building) DO NOTHING",
            [
                {"form": form_id, "circle": circle, "building": b, "done": done, "total": total}
                for circle, b, done, total in counts
            ],
        )

    async def counts(self, form_id: int) -> list[tuple[int, str, int, int]]:
        """What stayed of a form that was erased."""
        rows = await self._all(
            "SELECT circle_id, building, done, total FROM form_counts WHERE form_id = :form"
            " ORDER BY circle_id, building",
            {"form": form_id},
        )
        return [(r["circle_id"], r["building"], r["done"], r["total"]) for r in rows]

    async def plan(self, person_id: int) -> FormPlan | None:
        """The form that somebody is making."""
        payload = await self._value(
            "SELECT payload FROM form_plans WHERE person_id = :person", {"person": person_id}
        )
        return None if payload is None else FormPlan.model_validate_json(payload)

    async def keep_plan(self, person_id: int, plan: FormPlan, now: datetime) -> None:
        """Keep the form that somebody is making; it takes the place of an earlier one."""
        await self._run(
            "INSERT INTO form_plans (person_id, payload, changed_at)"
            " VALUES (:person, :payload, :now) ON CONFLICT (person_id)"
            " DO UPDATE SET payload = excluded.payload, changed_at = excluded.changed_at",
            {"person": person_id, "payload": plan.model_dump_json(), "now": to_ms(now)},
        )

    async def drop_plan(self, person_id: int) -> None:
        """Forget the form that somebody was making."""
        await self._run("DELETE FROM form_plans WHERE person_id = :person", {"person": person_id})

    async def prune_plans(self, now: datetime) -> None:
        """Forget the forms that nobody went on making."""
        await self._run(
            "DELETE FROM form_plans WHERE changed_at < :before",
            {"before": to_ms(now - PLAN_LIFETIME)},
        )

    async def _forms(self, rows: list[sqlite3.Row]) -> list[Form]:
        circles: dict[int, list[int]] = {}
        for row in await self._all(
            "SELECT form_id, circle_id FROM form_circles"
            f" WHERE form_id IN ({numbers(row['id'] for row in rows)}) ORDER BY circle_id"
        ):
            circles.setdefault(row["form_id"], []).append(row["circle_id"])
        return [_form(row, tuple(circles.get(row["id"], ()))) for row in rows]


def _form(row: sqlite3.Row, circle_ids: tuple[int, ...]) -> Form:
    return Form(
        id=row["id"],
        definition=Definition.model_validate_json(row["definition"]),
        circle_ids=circle_ids,
        created_by=row["created_by"],
        opened_at=from_ms(row["opened_at"]),
        closes_at=from_ms(row["closes_at"]),
        erases_at=from_ms(row["erases_at"]),
        state=FormState(row["state"]),
        columns=tuple(json.loads(row["columns"])),
        headings=tuple(json.loads(row["headings"])),
    )
