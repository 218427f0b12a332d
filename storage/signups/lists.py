"""The lists as people read them, and what is kept of one person."""

from collections.abc import Sequence
from datetime import datetime

from pydantic import BaseModel, ConfigDict

from domain.people import Person
from domain.signups.model import Entry
from storage.mapping import person_of
from storage.rows import Repository, from_ms, to_ms
from storage.signups.entries import SELECT, entry_of


class Listed(BaseModel):
    """An entry as the organiser sees it.

    Args:
        person: who it is; none without Telegram.
        answers: to the questions, by their position.
        mark: what the roll-call said, if it was called.
        note: what was noted when a list was pasted.
        ended: they have left.
        late: they left in the last 24 hours.
    """

    model_config = ConfigDict(frozen=True)

    entry: Entry
    person: Person | None
    answers: dict[int, str]
    mark: str | None
    note: str
    ended: bool
    late: bool


class SignupLists(Repository):
    """What is read of many entries at once."""

    async def newest(self, signup: int, limit: int) -> list[Entry]:
        """The last who got a seat, the newest first."""
        rows = await self._all(
            f"{SELECT} WHERE e.signup = :signup AND e.ended_at IS NULL AND e.seats > 0"
            " ORDER BY e.number DESC LIMIT :limit",
            {"signup": signup, "limit": limit},
        )
        return [entry_of(row) for row in rows]

    async def all(self, signup: int, *, shift: int | None = None) -> list[Entry]:
        """Everybody on the list, in the order of their coming."""
        rows = await self._all(
            f"{SELECT} WHERE e.signup = :signup AND e.ended_at IS NULL"
            " AND (:shift IS NULL OR e.shift = :shift) ORDER BY e.shift, e.queued",
            {"signup": signup, "shift": shift},
        )
        return [entry_of(row) for row in rows]

    async def people(self, signup: int) -> dict[int, Person]:
        """The people on a list who have Telegram, by their id."""
        rows = await self._all(
            "SELECT DISTINCT p.* FROM signup_entries AS e JOIN people AS p ON p.id = e.person_id"
            " WHERE e.signup = :signup AND e.ended_at IS NULL",
            {"signup": signup},
        )
        return {row["id"]: person_of(row) for row in rows}

    async def listed(self, signup: int) -> list[Listed]:
        """The whole list for the organiser: by shift, who has a seat, who waits, who left."""
        rows = await self._all(
            "SELECT e.*, COALESCE(p.name, e.name) AS shown, a.mark FROM signup_entries AS e"
            " LEFT JOIN people AS p ON p.id = e.person_id"
            " LEFT JOIN signup_attendance AS a ON a.entry = e.number"
            " WHERE e.signup = :signup"
            " ORDER BY e.ended_at IS NOT NULL, e.shift, e.seats + e.offered = 0, e.queued",
            {"signup": signup},
        )
        people = {
            row["id"]: person_of(row)
            for row in await self._all(
                "SELECT DISTINCT p.* FROM signup_entries AS e"
                " JOIN people AS p ON p.id = e.person_id WHERE e.signup = :signup",
                {"signup": signup},
            )
        }
        answers: dict[int, dict[int, str]] = {}
        for row in await self._all(
            "SELECT a.* FROM signup_answers AS a"
            " JOIN signup_entries AS e ON e.number = a.entry WHERE e.signup = :signup",
            {"signup": signup},
        ):
            answers.setdefault(row["entry"], {})[row["question"]] = row["answer"]
        return [
            Listed(
                entry=entry_of(row),
                person=people.get(row["person_id"]),
                answers=answers.get(row["number"], {}),
                mark=row["mark"],
                note=row["note"],
                ended=row["ended_at"] is not None,
                late=bool(row["late"]),
            )
            for row in rows
        ]

    async def running_of(self, person_id: int) -> int:
        """How many sign-ups that are not over somebody is on the list of."""
        return int(
            await self._value(
                "SELECT COUNT(DISTINCT e.signup) FROM signup_entries AS e"
                " JOIN signups AS s ON s.number = e.signup WHERE e.person_id = :person"
                " AND e.ended_at IS NULL AND s.state IN ('open', 'closed')",
                {"person": person_id},
            )
        )

    async def held_on(self, person_id: int) -> list[dict[str, object]]:
        """What is kept of somebody's entries, to show it to them."""
        rows = await self._all(
            "SELECT s.title, h.label AS shift, e.party, e.seats, e.created_at, e.ended_at, e.late,"
            " e.number FROM signup_entries AS e JOIN signups AS s ON s.number = e.signup"
            " JOIN signup_shifts AS h ON h.signup = e.signup AND h.position = e.shift"
            " WHERE e.person_id = :person ORDER BY e.number",
            {"person": person_id},
        )
        return [
            {
                **dict(row),
                "created_at": from_ms(row["created_at"]).isoformat(),
                "answers": await self._answers(row["number"]),
            }
            for row in rows
        ]

    async def erase_person(self, person_id: int, now: datetime) -> Sequence[int]:
        """Take somebody off all lists, and leave nothing of them in what has ended.

        Returns:
            The numbers of the sign-ups in which a seat or a place in the queue became free.
        """
        who = {"person": person_id, "now": to_ms(now)}
        freed = await self._all(
            "UPDATE signup_entries SET ended_at = :now"
            " WHERE person_id = :person AND ended_at IS NULL RETURNING signup",
            who,
        )
        await self._run(
            "DELETE FROM signup_answers WHERE entry IN"
            " (SELECT number FROM signup_entries WHERE person_id = :person)",
            who,
        )
        await self._run(
            "UPDATE signup_entries SET person_id = NULL, name = '', household = '', sole = NULL,"
            " building = NULL, unit = NULL, room = NULL, note = '' WHERE person_id = :person",
            who,
        )
        await self._run(
            "UPDATE signup_entries SET stands_for_id = NULL WHERE stands_for_id = :person", who
        )
        return sorted({row["signup"] for row in freed})

    async def _answers(self, entry: int) -> dict[int, str]:
        rows = await self._all(
            "SELECT question, answer FROM signup_answers WHERE entry = :entry", {"entry": entry}
        )
        return {row["question"]: row["answer"] for row in rows}
