"""Who is on the lists: entries, how full the shifts are, the queue, and answers."""

import sqlite3
from datetime import datetime
from typing import NamedTuple

from domain.people import Address
from domain.signups.model import Entry, Shift, Signup
from domain.signups.seating import Room
from storage.rows import Repository, from_ms_or_none, to_ms, to_ms_or_none
from storage.signups.signups import shift_of

SELECT = (
    "SELECT e.*, COALESCE(p.name, e.name) AS shown FROM signup_entries AS e"
    " LEFT JOIN people AS p ON p.id = e.person_id"
)
_NEXT_IN_QUEUE = (
    "(SELECT COALESCE(MAX(q.queued), 0) + 1 FROM signup_entries AS q WHERE q.signup = :signup)"
)


class Claimed(NamedTuple):
    """An entry that somebody made their own: of which sign-up, and the name it stood under."""

    signup: int
    name: str


class SignupEntries(Repository):
    """The signup_entries and signup_answers tables."""

    async def rooms(self, signup: Signup) -> dict[int, Room]:
        """How full each shift is, by its position."""
        rows = await self._all(
            "SELECT shift, SUM(seats) AS seated, SUM(seats + offered) AS taken,"
            " SUM(CASE WHEN party > seats + offered THEN 1 ELSE 0 END) AS waiting"
            " FROM signup_entries"
            " WHERE signup = :signup AND ended_at IS NULL GROUP BY shift",
            {"signup": signup.number},
        )
        found = {row["shift"]: row for row in rows}
        return {
            shift.position: Room(seats=shift.seats)
            if (row := found.get(shift.position)) is None
            else Room.model_construct(
                seats=shift.seats,
                seated=row["seated"],
                taken=row["taken"],
                waiting=row["waiting"],
            )
            for shift in signup.shifts
        }

    async def find(self, number: int) -> Entry | None:
        """An entry that has not ended."""
        row = await self._one(
            f"{SELECT} WHERE e.number = :number AND e.ended_at IS NULL", {"number": number}
        )
        return None if row is None else entry_of(row)

    async def of_person(self, signup: int, person_id: int) -> list[Entry]:
        """The entries of somebody on a list, by shift."""
        rows = await self._all(
            f"{SELECT} WHERE e.person_id = :person AND e.signup = :signup"
            " AND e.ended_at IS NULL ORDER BY e.shift",
            {"signup": signup, "person": person_id},
        )
        return [entry_of(row) for row in rows]

    async def household_is_on(self, signup: int, household: str) -> bool:
        """Whether somebody of a household is on a list that takes one of each."""
        return bool(
            await self._value(
                "SELECT 1 FROM signup_entries"
                " WHERE signup = :signup AND sole = :sole AND ended_at IS NULL",
                {"signup": signup, "sole": household},
            )
        )

    async def add(
        self, entry: Entry, household: str, now: datetime, *, sole: bool, note: str = ""
    ) -> Entry:
        """Put an entry on the list, at the end of the queue.

        Args:
            entry: without a number and a place in the queue.
            household: whose it is.
            now: when.
            sole: the list takes one of each household.
            note: what was noted when a list was pasted.
        """
        row = await self._one(
            "INSERT INTO signup_entries (signup, shift, person_id, name, building, unit, room,"
            " household, sole, party, seats, whole, queued, asking, stands_for_id, note,"
            " created_at) VALUES (:signup, :shift, :person_id, :name, :building, :unit, :room,"
            f" :household, :sole, :party, :seats, :whole, {_NEXT_IN_QUEUE}, :asking,"
            " :stands_for_id, :note, :now) RETURNING number, queued",
            {
                **_columns(entry),
                "household": household,
                "sole": household if sole else None,
                "note": note,
                "now": to_ms(now),
            },
        )
        if row is None:
            raise RuntimeError("the database did not keep the entry that was written")
        return entry.model_copy(update={"number": row["number"], "queued": row["queued"]})

    async def save(self, entry: Entry) -> None:
        """Keep an entry as it stands now, in its place in the queue."""
        await self._run(
            "UPDATE signup_entries SET person_id = :person_id, party = :party, seats = :seats,"
            " offered = :offered, offered_until = :offered_until, whole = :whole,"
            " asking = :asking, unconfirmed = :unconfirmed"
            " WHERE number = :number",
            _columns(entry),
        )

    async def requeue(self, entry: Entry) -> None:
        """Put an entry at the end of the queue."""
        await self._run(
            f"UPDATE signup_entries SET queued = {_NEXT_IN_QUEUE} WHERE number = :number",
            {"signup": entry.signup, "number": entry.number},
        )

    async def end(self, entry: Entry, now: datetime, *, late: bool = False) -> None:
        """Take an entry off the list."""
        await self._run(
            "UPDATE signup_entries SET ended_at = :now, late = :late WHERE number = :number",
            {"number": entry.number, "now": to_ms(now), "late": int(late)},
        )

    async def queue(self, signup: int, shift: int) -> list[Entry]:
        """Who waits for seats of a shift, the longest first."""
        rows = await self._all(
            f"{SELECT} WHERE e.signup = :signup AND e.shift = :shift AND e.ended_at IS NULL"
            " AND e.party > e.seats + e.offered ORDER BY e.queued",
            {"signup": signup, "shift": shift},
        )
        return [entry_of(row) for row in rows]

    async def place(self, entry: Entry) -> int:
        """Which place somebody has in the queue, from 1."""
        return 1 + int(
            await self._value(
                "SELECT COUNT(*) FROM signup_entries WHERE signup = :signup AND shift = :shift"
                " AND ended_at IS NULL AND party > seats + offered AND queued < :queued",
                {"signup": entry.signup, "shift": entry.shift, "queued": entry.queued},
            )
        )

    async def other_shifts(
        self, person_id: int, signup: int, now: datetime
    ) -> list[tuple[str, Shift]]:
        """The shifts of other sign-ups, not over yet, that somebody has a seat in."""
        rows = await self._all(
            "SELECT s.title, h.* FROM signup_entries AS e"
            " JOIN signups AS s ON s.number = e.signup"
            " JOIN signup_shifts AS h ON h.signup = e.signup AND h.position = e.shift"
            " WHERE e.person_id = :person AND e.ended_at IS NULL AND e.signup <> :signup"
            " AND s.state IN ('open', 'closed') AND h.starts_at > :now",
            {"person": person_id, "signup": signup, "now": to_ms(now)},
        )
        return [(row["title"], shift_of(row)) for row in rows]

    async def answer(self, entry: int, question: int, answer: str) -> None:
        """Keep the answer to a question."""
        await self._run(
            "INSERT INTO signup_answers (entry, question, answer)"
            " VALUES (:entry, :question, :answer)"
            " ON CONFLICT (entry, question) DO UPDATE SET answer = excluded.answer",
            {"entry": entry, "question": question, "answer": answer},
        )

    async def answered(self, entry: int) -> dict[int, str]:
        """What somebody answered so far, by the position of the question."""
        rows = await self._all(
            "SELECT question, answer FROM signup_answers WHERE entry = :entry", {"entry": entry}
        )
        return {row["question"]: row["answer"] for row in rows}

    async def unconfirm(self, signup: int) -> None:
        """Time or place have changed: everybody is to say again that they come."""
        await self._run(
            "UPDATE signup_entries SET unconfirmed = 1 WHERE signup = :signup AND ended_at IS NULL",
            {"signup": signup},
        )

    async def claim(self, person_id: int, address: Address) -> list[Claimed]:
        """Give somebody the entries that were made for their address before they had Telegram.

        What the roll-calls said of them goes along.
        """
        rows = await self._all(
            "UPDATE signup_entries SET person_id = :person"
            " WHERE building = :building AND unit = :unit AND room = :room"
            " AND person_id IS NULL AND ended_at IS NULL"
            " AND number = (SELECT MIN(f.number) FROM signup_entries AS f"
            "  WHERE f.signup = signup_entries.signup AND f.shift = signup_entries.shift"
            "  AND f.building = :building AND f.unit = :unit AND f.room = :room"
            "  AND f.person_id IS NULL AND f.ended_at IS NULL)"
            " AND NOT EXISTS (SELECT 1 FROM signup_entries AS own WHERE own.person_id = :person"
            "  AND own.signup = signup_entries.signup AND own.shift = signup_entries.shift"
            "  AND own.ended_at IS NULL)"
            " RETURNING number, signup, name",
            {"person": person_id, **address.model_dump()},
        )
        await self._many(
            "UPDATE signup_attendance SET person_id = :person WHERE entry = :entry",
            [{"person": person_id, "entry": row["number"]} for row in rows],
        )
        return [Claimed(row["signup"], row["name"]) for row in rows]


def _columns(entry: Entry) -> dict[str, object]:
    address = entry.address
    until = entry.offered_until
    return {
        **entry.model_dump(exclude={"address", "offered_until"}),
        "building": address.building if address else None,
        "unit": address.unit if address else None,
        "room": address.room if address else None,
        "offered_until": to_ms_or_none(until),
    }


def entry_of(row: sqlite3.Row) -> Entry:
    """A row of ``SELECT`` as a model."""
    address = None
    if row["building"] is not None:
        address = Address.model_construct(
            building=row["building"], unit=row["unit"], room=row["room"]
        )
    until = row["offered_until"]
    return Entry.model_construct(
        number=row["number"],
        signup=row["signup"],
        shift=row["shift"],
        person_id=row["person_id"],
        name=row["shown"],
        address=address,
        party=row["party"],
        seats=row["seats"],
        offered=row["offered"],
        offered_until=from_ms_or_none(until),
        whole=bool(row["whole"]),
        queued=row["queued"],
        asking=bool(row["asking"]),
        unconfirmed=bool(row["unconfirmed"]),
        stands_for_id=row["stands_for_id"],
    )
