"""Sign-ups themselves, with their shifts and circles."""

import json
import sqlite3
from collections.abc import Sequence
from datetime import datetime

from domain.circles import Circle
from domain.signups.model import Conditions, Question, Shift, Signup, SignupState
from storage.mapping import CIRCLE_COLUMNS, circle_of
from storage.rows import Repository, from_ms_or_none, named, to_ms, to_ms_or_none


class Signups(Repository):
    """The signups, signup_shifts and signup_circles tables."""

    async def add(self, signup: Signup, circle_ids: Sequence[int], now: datetime) -> Signup:
        """Keep a new sign-up for some circles, and give it its number."""
        number = int(
            await self._value(
                "INSERT INTO signups (title, organiser_id, state, place, closes_at, over_at,"
                " party_max, waiting_max, public, weekly, conditions, questions, created_at)"
                " VALUES (:title, :organiser, :state, :place, :closes, :over, :party, :waiting,"
                " :public, :weekly, :conditions, :questions, :now) RETURNING number",
                {**_columns(signup), "organiser": signup.organiser_id, "now": to_ms(now)},
            )
        )
        await self._many(
            "INSERT INTO signup_shifts (signup, position, label, seats, starts_at, ends_at)"
            " VALUES (:signup, :position, :label, :seats, :starts, :ends)",
            [_shift_columns(number, shift) for shift in signup.shifts],
        )
        await self._many(
            "INSERT INTO signup_circles (signup, circle_id) VALUES (:signup, :circle)",
            [{"signup": number, "circle": circle} for circle in circle_ids],
        )
        return signup.model_copy(update={"number": number})

    async def find(self, number: int) -> Signup | None:
        """A sign-up by its number."""
        rows = await self._all(
            f"{_SELECT} WHERE s.number = :number ORDER BY h.position", {"number": number}
        )
        return _signup(rows) if rows else None

    async def save(self, signup: Signup) -> None:
        """Keep a sign-up and its shifts as they stand now."""
        await self._run(
            "UPDATE signups SET title = :title, state = :state, place = :place,"
            " closes_at = :closes, over_at = :over, party_max = :party, waiting_max = :waiting,"
            " public = :public, weekly = :weekly, conditions = :conditions,"
            " questions = :questions, reason = :reason WHERE number = :number",
            {**_columns(signup), "number": signup.number},
        )
        await self._many(
            "UPDATE signup_shifts SET label = :label, seats = :seats, starts_at = :starts,"
            " ends_at = :ends WHERE signup = :signup AND position = :position",
            [_shift_columns(signup.number, shift) for shift in signup.shifts],
        )

    async def titles(self, numbers: Sequence[int]) -> list[str]:
        """The titles of some sign-ups."""
        listed, wanted = named("n", numbers)
        rows = await self._all(
            f"SELECT title FROM signups WHERE number IN ({listed}) ORDER BY number", wanted
        )
        return [row["title"] for row in rows]

    async def circles(self, number: int) -> list[Circle]:
        """The circles that share a sign-up."""
        rows = await self._all(
            f"SELECT {CIRCLE_COLUMNS} FROM signup_circles AS k"
            " JOIN circles AS c ON c.id = k.circle_id WHERE k.signup = :number ORDER BY c.id",
            {"number": number},
        )
        return [circle_of(row) for row in rows]

    async def of_circles(
        self, circle_ids: Sequence[int], states: Sequence[SignupState], limit: int
    ) -> list[Signup]:
        """The sign-ups of some circles in some states, the newest first."""
        if not circle_ids:
            return []
        within, circles = named("c", circle_ids)
        listed, wanted = named("s", states)
        rows = await self._all(
            f"{_SELECT} WHERE s.number IN (SELECT k.signup FROM signup_circles AS k"
            " JOIN signups AS o ON o.number = k.signup"
            f" WHERE k.circle_id IN ({within}) AND o.state IN ({listed})"
            " ORDER BY k.signup DESC LIMIT :limit) ORDER BY s.number DESC, h.position",
            {**circles, **wanted, "limit": limit},
        )
        by_number: dict[int, list[sqlite3.Row]] = {}
        for row in rows:
            by_number.setdefault(row["number"], []).append(row)
        return [_signup(of_one) for of_one in by_number.values()]

    async def erase_person(self, person_id: int) -> None:
        """Leave the sign-ups that somebody opened standing without them."""
        await self._run(
            "UPDATE signups SET organiser_id = NULL WHERE organiser_id = :person",
            {"person": person_id},
        )


_SELECT = (
    "SELECT s.*, h.position, h.label, h.seats, h.starts_at, h.ends_at FROM signups AS s"
    " JOIN signup_shifts AS h ON h.signup = s.number"
)


def _columns(signup: Signup) -> dict[str, object]:
    return {
        "title": signup.title,
        "state": signup.state,
        "place": signup.place,
        "closes": to_ms_or_none(signup.closes_at),
        "over": to_ms_or_none(signup.over_at),
        "party": signup.party_max,
        "waiting": signup.waiting_max,
        "public": int(signup.public),
        "weekly": int(signup.weekly),
        "conditions": signup.conditions.model_dump_json(),
        "questions": json.dumps([q.model_dump() for q in signup.questions], ensure_ascii=False),
        "reason": signup.reason,
    }


def _shift_columns(number: int, shift: Shift) -> dict[str, object]:
    return {
        "signup": number,
        "position": shift.position,
        "label": shift.label,
        "seats": shift.seats,
        "starts": to_ms_or_none(shift.starts),
        "ends": to_ms_or_none(shift.ends),
    }


def shift_of(row: sqlite3.Row) -> Shift:
    """A row with the columns of a shift as a model."""
    return Shift.model_construct(
        position=row["position"],
        label=row["label"],
        seats=row["seats"],
        starts=from_ms_or_none(row["starts_at"]),
        ends=from_ms_or_none(row["ends_at"]),
    )


def _signup(rows: Sequence[sqlite3.Row]) -> Signup:
    row = rows[0]
    questions = json.loads(row["questions"]) if row["questions"] != "[]" else ()
    return Signup.model_construct(
        number=row["number"],
        title=row["title"],
        organiser_id=row["organiser_id"],
        state=SignupState(row["state"]),
        place=row["place"],
        closes_at=from_ms_or_none(row["closes_at"]),
        over_at=from_ms_or_none(row["over_at"]),
        party_max=row["party_max"],
        waiting_max=row["waiting_max"],
        public=bool(row["public"]),
        weekly=bool(row["weekly"]),
        conditions=Conditions.model_validate_json(row["conditions"]),
        questions=tuple(Question.model_validate(question) for question in questions),
        shifts=tuple(shift_of(of_one) for of_one in rows),
        reason=row["reason"],
    )
