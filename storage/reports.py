"""Tickets and the events of their lives."""

import sqlite3
from collections.abc import Sequence
from datetime import datetime

from pydantic import BaseModel, ConfigDict

from domain.circles import Circle
from domain.reports import Report, ReportState, Step
from storage.mapping import CIRCLE_COLUMNS, circle_of
from storage.rows import Repository, from_ms, to_ms

_SELECT = (
    f"SELECT r.*, {CIRCLE_COLUMNS},"
    " COALESCE(o.name, '') AS owner_name,"
    " (SELECT COUNT(*) FROM report_households AS h WHERE h.number = r.number) AS households"
    " FROM reports AS r JOIN circles AS c ON c.id = r.circle_id"
    " LEFT JOIN people AS o ON o.id = r.owner_id"
)


class Draft(BaseModel):
    """A report before it has a number."""

    model_config = ConfigDict(frozen=True)

    circle: Circle
    reporter_id: int
    filed_by: int
    body: str
    photo: str | None = None
    anonymous: bool = False


class ReportEvent(BaseModel):
    """One step in the life of a ticket."""

    model_config = ConfigDict(frozen=True)

    at: datetime
    person_id: int | None
    person_name: str
    step: Step
    to_state: ReportState
    note: str


class Reports(Repository):
    """The reports table and its events; events are only ever added."""

    async def file(self, draft: Draft, now: datetime) -> Report:
        """Give a report its number and its first event."""
        number = await self._value(
            "INSERT INTO reports (circle_id, reporter_id, filed_by, body, photo, anonymous, state,"
            " created_at) VALUES (:circle, :reporter, :filed_by, :body, :photo, :anonymous, :state,"
            " :now) RETURNING number",
            {
                "circle": draft.circle.id,
                "reporter": draft.reporter_id,
                "filed_by": draft.filed_by,
                "body": draft.body,
                "photo": draft.photo,
                "anonymous": int(draft.anonymous),
                "state": ReportState.WAITING,
                "now": to_ms(now),
            },
        )
        report = Report.model_construct(
            **dict(draft), number=number, state=ReportState.WAITING, created_at=now
        )
        await self._add_event(report, Step.FILE, ReportState.WAITING, draft.filed_by, now)
        await self.join(number, draft.reporter_id, now)
        return report

    async def find(self, number: int) -> Report | None:
        """A ticket by its number."""
        row = await self._one(f"{_SELECT} WHERE r.number = :number", {"number": number})
        return None if row is None else _report(row)

    async def move(
        self, report: Report, step: Step, target: ReportState, person_id: int, now: datetime
    ) -> Report:
        """Take a ticket one step on; the first person to act on it owns it.

        Returns:
            The ticket as it stands now.
        """
        await self._run(
            "UPDATE reports SET state = :state, owner_id = COALESCE(owner_id, :person)"
            " WHERE number = :number",
            {"number": report.number, "state": target, "person": person_id},
        )
        await self._add_event(report, step, target, person_id, now)
        moved = await self.find(report.number)
        if moved is None:
            raise RuntimeError("a ticket vanished while it was being changed")
        return moved

    async def set_anonymous(self, number: int) -> None:
        """Name the reporter to nobody but staff."""
        await self._run(
            "UPDATE reports SET anonymous = 1 WHERE number = :number", {"number": number}
        )

    async def join(self, number: int, person_id: int, now: datetime) -> bool:
        """Count one more person who has the same trouble.

        Returns:
            Whether they were not counted before.
        """
        added = await self._run(
            "INSERT INTO report_households (number, person_id, at) VALUES (:number, :person, :now)"
            " ON CONFLICT (number, person_id) DO NOTHING",
            {"number": number, "person": person_id, "now": to_ms(now)},
        )
        return bool(added)

    async def households(self, number: int) -> list[int]:
        """Who has this trouble: the reporter and those who joined."""
        rows = await self._all(
            "SELECT person_id FROM report_households WHERE number = :number ORDER BY at, person_id",
            {"number": number},
        )
        return [row["person_id"] for row in rows]

    async def alerted(self, number: int, person_ids: Sequence[int]) -> None:
        """Remember who got the ticket as a direct message, to keep their cards right."""
        await self._many(
            "INSERT INTO report_alerts (number, person_id) VALUES (:number, :person)"
            " ON CONFLICT (number, person_id) DO NOTHING",
            [{"number": number, "person": person} for person in person_ids],
        )

    async def alerts(self, number: int) -> list[int]:
        """Who got the ticket as a direct message."""
        rows = await self._all(
            "SELECT person_id FROM report_alerts WHERE number = :number ORDER BY person_id",
            {"number": number},
        )
        return [row["person_id"] for row in rows]

    async def open_in(self, grids: frozenset[str], *, every: bool, limit: int) -> list[Report]:
        """Open tickets of some grids, the oldest first.

        Args:
            grids: whose tickets.
            every: all grids and the whole community.
            limit: how many at most.
        """
        names = {f"g{i}": grid for i, grid in enumerate(sorted(grids))}
        where = (
            "1 = 1" if every else f"c.grid IN ({', '.join(':' + name for name in names) or 'NULL'})"
        )
        rows = await self._all(
            f"{_SELECT} WHERE r.state <> 'closed' AND {where} ORDER BY r.number LIMIT :limit",
            {**({} if every else names), "limit": limit},
        )
        return [_report(row) for row in rows]

    async def of_reporter(self, person_id: int, limit: int) -> list[Report]:
        """A person's own tickets, the newest first."""
        rows = await self._all(
            f"{_SELECT} WHERE r.reporter_id = :person ORDER BY r.number DESC LIMIT :limit",
            {"person": person_id, "limit": limit},
        )
        return [_report(row) for row in rows]

    async def events(self, number: int) -> list[ReportEvent]:
        """The history of a ticket, in order."""
        rows = await self._all(
            "SELECT e.*, COALESCE(p.name, '') AS person_name FROM report_events AS e"
            " LEFT JOIN people AS p ON p.id = e.person_id WHERE e.number = :number ORDER BY e.id",
            {"number": number},
        )
        return [
            ReportEvent(
                at=from_ms(row["at"]),
                person_id=row["person_id"],
                person_name=row["person_name"],
                step=Step(row["step"]),
                to_state=ReportState(row["to_state"]),
                note=row["note"],
            )
            for row in rows
        ]

    async def erase_person(self, person_id: int) -> None:
        """Leave a person's reports standing without them."""
        await self._run(
            "UPDATE reports SET reporter_id = NULL, anonymous = 1 WHERE reporter_id = :person",
            {"person": person_id},
        )
        await self._run(
            "DELETE FROM report_households WHERE person_id = :person", {"person": person_id}
        )

    async def _add_event(
        self, report: Report, step: Step, target: ReportState, person_id: int, now: datetime
    ) -> None:
        await self._run(
            "INSERT INTO report_events (number, at, person_id, step, from_state, to_state)"
            " VALUES (:number, :now, :person, :step, :source, :target)",
            {
                "number": report.number,
                "now": to_ms(now),
                "person": person_id,
                "step": step,
                "source": None if step is Step.FILE else report.state,
                "target": target,
            },
        )


def _report(row: sqlite3.Row) -> Report:
    return Report.model_construct(
        number=row["number"],
        circle=circle_of(row),
        reporter_id=row["reporter_id"],
        filed_by=row["filed_by"],
        body=row["body"],
        photo=row["photo"],
        anonymous=bool(row["anonymous"]),
        state=ReportState(row["state"]),
        owner_id=row["owner_id"],
        owner_name=row["owner_name"],
        households=row["households"],
        created_at=from_ms(row["created_at"]),
    )
