"""Who came: the roll-calls, from which hours of service follow; and whose turn it is."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from domain.signups.model import Attendance, Mark
from domain.signups.rotation import Volunteer
from storage.rows import Repository, from_ms, from_ms_or_none, named, to_ms

LOOK_BACK = timedelta(days=365)
"""Who put themselves on no list for so long is not asked any more."""


class SignupAttendance(Repository):
    """The signup_attendance and signup_optouts tables."""

    async def keep(self, found: Attendance, served_at: datetime, marked_by: int | None) -> None:
        """Keep what the roll-call says of an entry; a later word replaces an earlier one.

        Args:
            found: what it says.
            served_at: when the shift began, or now where that is not known.
            marked_by: who called the roll.
        """
        await self._run(
            "INSERT INTO signup_attendance (entry, signup, shift, person_id, household, seats,"
            " mark, minutes, stand_in_id, served_at, marked_by) VALUES (:entry, :signup, :shift,"
            " :person_id, :household, :seats, :mark, :minutes, :stand_in_id, :served, :by)"
            " ON CONFLICT (entry) DO UPDATE SET mark = excluded.mark,"
            " minutes = excluded.minutes, stand_in_id = excluded.stand_in_id,"
            " marked_by = excluded.marked_by",
            {**found.model_dump(), "served": to_ms(served_at), "by": marked_by},
        )

    async def marks(self, signup: int) -> dict[int, Mark]:
        """What the roll-call said so far, by the number of the entry."""
        rows = await self._all(
            "SELECT entry, mark FROM signup_attendance WHERE signup = :signup", {"signup": signup}
        )
        return {row["entry"]: Mark(row["mark"]) for row in rows}

    async def household_of(self, entry: int) -> str:
        """Whose an entry is, for counting households."""
        return str(
            await self._value(
                "SELECT household FROM signup_entries WHERE number = :entry", {"entry": entry}
            )
        )

    async def volunteers(
        self, circle_ids: Sequence[int], signup: int, now: datetime
    ) -> list[Volunteer]:
        """Members of circles who were on one of their lists lately, but are not on this one."""
        within, circles = named("c", circle_ids)
        rows = await self._all(
            "SELECT p.id, p.name, o.person_id IS NOT NULL AS opted_out,"
            " (SELECT MAX(a.served_at) FROM signup_attendance AS a"
            "  WHERE a.person_id = p.id AND a.mark = 'present') AS last,"
            " (SELECT COUNT(*) FROM signup_attendance AS a"
            "  WHERE a.person_id = p.id AND a.mark = 'present') AS times"
            " FROM people AS p LEFT JOIN signup_optouts AS o ON o.person_id = p.id"
            " WHERE p.id IN (SELECT m.person_id FROM members AS m"
            f"  WHERE m.circle_id IN ({within}))"
            " AND p.id IN (SELECT e.person_id FROM signup_circles AS k"
            "  JOIN signup_entries AS e ON e.signup = k.signup"
            f"  WHERE k.circle_id IN ({within}) AND e.created_at > :since"
            "  AND e.person_id IS NOT NULL)"
            " AND NOT EXISTS (SELECT 1 FROM signup_entries AS e WHERE e.person_id = p.id"
            "  AND e.signup = :signup AND e.ended_at IS NULL)",
            {**circles, "signup": signup, "since": to_ms(now - LOOK_BACK)},
        )
        return [
            Volunteer(
                person_id=row["id"],
                name=row["name"],
                last=from_ms_or_none(row["last"]),
                times=row["times"],
                opted_out=bool(row["opted_out"]),
            )
            for row in rows
        ]

    async def opt_out(self, person_id: int, *, out: bool) -> bool:
        """Name somebody no more when people are missing, or again.

        Returns:
            Whether that changed anything.
        """
        statement = (
            "INSERT INTO signup_optouts (person_id) VALUES (:person)"
            " ON CONFLICT (person_id) DO NOTHING"
            if out
            else "DELETE FROM signup_optouts WHERE person_id = :person"
        )
        return bool(await self._run(statement, {"person": person_id}))

    async def opted_out(self, person_id: int) -> bool:
        """Whether somebody asked not to be named."""
        return bool(
            await self._value(
                "SELECT 1 FROM signup_optouts WHERE person_id = :person", {"person": person_id}
            )
        )

    async def held_on(self, person_id: int) -> list[dict[str, object]]:
        """What the roll-calls said of somebody, to show it to them."""
        rows = await self._all(
            "SELECT signup, shift, mark, minutes, served_at FROM signup_attendance"
            " WHERE person_id = :person ORDER BY served_at",
            {"person": person_id},
        )
        return [{**dict(row), "served_at": from_ms(row["served_at"]).isoformat()} for row in rows]

    async def erase_person(self, person_id: int) -> None:
        """Leave the roll-calls standing without somebody."""
        who = {"person": person_id}
        await self._run("DELETE FROM signup_optouts WHERE person_id = :person", who)
        await self._run(
            "UPDATE signup_attendance SET stand_in_id = NULL WHERE stand_in_id = :person", who
        )
        await self._run(
            "UPDATE signup_attendance SET person_id = NULL, household = ''"
            " WHERE person_id = :person",
            who,
        )
