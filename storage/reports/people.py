"""The people around a ticket: households that have it, staff who were alerted, their ratings."""

from collections.abc import Sequence
from datetime import datetime

from pydantic import BaseModel, ConfigDict

from domain.people import Person
from domain.reports.model import Satisfied, Solved
from storage.mapping import HOUSEHOLD, person_of
from storage.rows import Repository, to_ms

_COUNT = (
    f"SELECT COUNT(DISTINCT COALESCE({HOUSEHOLD}, 'p' || h.person_id))"
    " FROM report_households AS h LEFT JOIN people AS p ON p.id = h.person_id"
    " WHERE h.number = :number"
)


class Rating(BaseModel):
    """What one household said of the outcome, as far as it did."""

    model_config = ConfigDict(frozen=True)

    person_id: int
    solved: Solved | None
    satisfied: Satisfied | None


class ReportPeople(Repository):
    """The report_households, report_alerts and report_ratings tables."""

    async def join(self, number: int, person_id: int, now: datetime) -> bool:
        """Count one more person; households are counted by bound address, else by person.

        Returns:
            Whether they were not counted before.
        """
        added = await self._run(
            "INSERT INTO report_households (number, person_id, at)"
            " VALUES (:number, :person, :now) ON CONFLICT (number, person_id) DO NOTHING",
            {"number": number, "person": person_id, "now": to_ms(now)},
        )
        if added:
            count = await self._value(_COUNT, {"number": number})
            await self._run(
                "UPDATE reports SET households = :count WHERE number = :number",
                {"number": number, "count": count},
            )
        return bool(added)

    async def households(self, number: int) -> list[Person]:
        """Who has this trouble: the reporter first, then those who joined."""
        rows = await self._all(
            "SELECT p.* FROM report_households AS h JOIN people AS p ON p.id = h.person_id"
            " WHERE h.number = :number ORDER BY h.at, h.person_id",
            {"number": number},
        )
        return [person_of(row) for row in rows]

    async def is_household(self, number: int, person_id: int) -> bool:
        """Whether somebody has this trouble."""
        return bool(
            await self._value(
                "SELECT 1 FROM report_households WHERE number = :number AND person_id = :person",
                {"number": number, "person": person_id},
            )
        )

    async def alerted(self, number: int, person_ids: Sequence[int]) -> None:
        """Remember who got the ticket as a direct message, to keep their cards right."""
        await self._many(
            "INSERT INTO report_alerts (number, person_id) VALUES (:number, :person)"
            " ON CONFLICT (number, person_id) DO NOTHING",
            [{"number": number, "person": person} for person in person_ids],
        )

    async def alerts(self, number: int) -> list[Person]:
        """Who got the ticket as a direct message."""
        rows = await self._all(
            "SELECT p.* FROM report_alerts AS a"
            " JOIN people AS p ON p.id = a.person_id"
            " WHERE a.number = :number ORDER BY a.person_id",
            {"number": number},
        )
        return [person_of(row) for row in rows]

    async def ask(self, number: int, person_ids: Sequence[int], round_: int, now: datetime) -> None:
        """Remember that households were asked how it went.

        Args:
            number: the ticket.
            person_ids: the households.
            round_: how often it had been re-opened before.
            now: when.
        """
        await self._many(
            "INSERT INTO report_ratings (number, person_id, round, asked_at)"
            " VALUES (:number, :person, :round, :now)"
            " ON CONFLICT (number, person_id, round) DO NOTHING",
            [
                {"number": number, "person": person, "round": round_, "now": to_ms(now)}
                for person in person_ids
            ],
        )

    async def rate(
        self,
        number: int,
        person_id: int,
        round_: int,
        *,
        solved: Solved | None = None,
        satisfied: Satisfied | None = None,
    ) -> bool:
        """Keep an answer of a household that was asked.

        Returns:
            Whether it was asked.
        """
        return bool(
            await self._run(
                "UPDATE report_ratings SET solved = COALESCE(:solved, solved),"
                " satisfied = COALESCE(:satisfied, satisfied)"
                " WHERE number = :number AND person_id = :person AND round = :round",
                {
                    "number": number,
                    "person": person_id,
                    "round": round_,
                    "solved": solved,
                    "satisfied": satisfied,
                },
            )
        )

    async def ratings(self, number: int, round_: int) -> list[Rating]:
        """What the households that were asked have said."""
        rows = await self._all(
            "SELECT person_id, solved, satisfied FROM report_ratings"
            " WHERE number = :number AND round = :round ORDER BY person_id",
            {"number": number, "round": round_},
        )
        return [
            Rating(
                person_id=row["person_id"],
                solved=None if row["solved"] is None else Solved(row["solved"]),
                satisfied=None if row["satisfied"] is None else Satisfied(row["satisfied"]),
            )
            for row in rows
        ]
