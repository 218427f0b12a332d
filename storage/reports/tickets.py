"""Tickets and the events of their lives; events are only ever added."""

import sqlite3
from collections.abc import Sequence

from domain.people import ALL_GRIDS
from domain.reports.lifecycle import Event, Step
from domain.reports.model import Report, ReportState
from storage.reports.rows import OPEN, SELECT, columns_of, created_of, report_of
from storage.rows import Repository, from_ms, named, to_ms


class Reports(Repository):
    """The reports and report_events tables."""

    async def file(self, report: Report) -> Report:
        """Keep a new ticket and give it its number, whatever stands there."""
        columns = created_of(report) | columns_of(report)
        number = await self._value(
            f"INSERT INTO reports ({', '.join(columns)})"
            f" VALUES ({', '.join(f':{name}' for name in columns)}) RETURNING number",
            columns,
        )
        event = Event(
            at=report.created_at,
            person_id=report.filed_by,
            step=Step.FILE,
            source=None,
            target=ReportState.WAITING,
        )
        await self.add_event(number, event)
        await self.add_photos(number, report.photos)
        return report.model_copy(update={"number": number})

    async def find(self, number: int) -> Report | None:
        """A ticket by its number."""
        row = await self._one(f"{SELECT} WHERE r.number = :number", {"number": number})
        if row is None:
            return None
        photos = await self._all(
            "SELECT file_id FROM report_photos WHERE number = :number ORDER BY rowid",
            {"number": number},
        )
        return report_of(row, tuple(photo["file_id"] for photo in photos))

    async def save(self, report: Report, event: Event | None = None) -> None:
        """Keep a ticket as it stands now, with the event that brought it there."""
        columns = columns_of(report)
        changes = ", ".join(f"{name} = :{name}" for name in columns)
        await self._run(
            f"UPDATE reports SET {changes} WHERE number = :number",
            {**columns, "number": report.number},
        )
        if event is not None:
            await self.add_event(report.number, event)

    async def add_event(self, number: int, event: Event) -> None:
        """Add a step to the history of a ticket."""
        await self._run(
            "INSERT INTO report_events"
            " (number, at, person_id, step, from_state, to_state, note, detail, photo)"
            " VALUES (:number, :at, :person, :step, :source, :target, :note, :detail, :photo)",
            {
                "number": number,
                "at": to_ms(event.at),
                "person": event.person_id,
                "step": event.step,
                "source": event.source,
                "target": event.target,
                "note": event.words,
                "detail": event.detail,
                "photo": event.photo,
            },
        )

    async def add_photos(self, number: int, photos: Sequence[str]) -> None:
        """Keep pictures of the trouble."""
        await self._many(
            "INSERT INTO report_photos (number, file_id) VALUES (:number, :file)"
            " ON CONFLICT (number, file_id) DO NOTHING",
            [{"number": number, "file": photo} for photo in photos],
        )

    async def events(self, number: int) -> list[Event]:
        """The history of a ticket, in order."""
        rows = await self._all(
            "SELECT e.*, COALESCE(p.name, '') AS person_name FROM report_events AS e"
            " LEFT JOIN people AS p ON p.id = e.person_id WHERE e.number = :number ORDER BY e.id",
            {"number": number},
        )
        return [_event(row) for row in rows]

    async def burning(
        self, grids: frozenset[str], organisations: frozenset[str], limit: int, offset: int
    ) -> list[Report]:
        """Open tickets of some grids (``*`` for all) and organisations, what burns most first."""
        where, names = _within(grids, organisations)
        rows = await self._all(
            f"{SELECT} WHERE {OPEN} AND {where} ORDER BY r.burning, r.number"
            " LIMIT :limit OFFSET :offset",
            {**names, "limit": limit, "offset": offset},
        )
        return [report_of(row) for row in rows]

    async def open_similar(
        self, circle_id: int, category: str, limit: int
    ) -> list[tuple[int, str]]:
        """Number and words of the newest open tickets of a circle in a category."""
        rows = await self._all(
            f"SELECT r.number, r.body FROM reports AS r WHERE {OPEN}"
            " AND r.circle_id = :circle AND r.category = :category"
            " ORDER BY r.number DESC LIMIT :limit",
            {"circle": circle_id, "category": category, "limit": limit},
        )
        return [(row["number"], row["body"]) for row in rows]

    async def open_in_circle(self, circle_id: int, limit: int) -> list[Report]:
        """The open tickets of a circle, the newest first."""
        rows = await self._all(
            f"{SELECT} WHERE {OPEN} AND r.circle_id = :circle ORDER BY r.number DESC LIMIT :limit",
            {"circle": circle_id, "limit": limit},
        )
        return [report_of(row) for row in rows]

    async def open_of_reporter(self, person_id: int) -> int:
        """How many of a person's reports are not over yet."""
        return int(
            await self._value(
                f"SELECT COUNT(*) FROM reports AS r WHERE r.reporter_id = :person AND {OPEN}",
                {"person": person_id},
            )
        )

    async def of_reporter(self, person_id: int, limit: int) -> list[Report]:
        """A person's own tickets, the newest first."""
        rows = await self._all(
            f"{SELECT} WHERE r.reporter_id = :person ORDER BY r.number DESC LIMIT :limit",
            {"person": person_id, "limit": limit},
        )
        return [report_of(row) for row in rows]

    async def held_on(self, person_id: int) -> list[dict[str, object]]:
        """What is kept of the reports that a person made, for telling them."""
        rows = await self._all(
            "SELECT r.number, c.title AS circle, r.body, r.category, r.anonymous, r.state,"
            " r.created_at FROM reports AS r JOIN circles AS c ON c.id = r.circle_id"
            " WHERE r.reporter_id = :person ORDER BY r.number",
            {"person": person_id},
        )
        return [{**dict(row), "created_at": from_ms(row["created_at"]).isoformat()} for row in rows]

    async def erase_person(self, person_id: int) -> None:
        """Leave a person's reports standing without them, and the words they wrote with them.

        The events stay, as the history of a ticket never shrinks.
        """
        who = {"person": person_id}
        await self._run(
            "UPDATE report_events SET note = '', photo = NULL, person_id = NULL"
            " WHERE person_id = :person AND number IN"
            " (SELECT number FROM report_households WHERE person_id = :person)",
            who,
        )
        for statement in (
            "UPDATE reports SET reporter_id = NULL, anonymous = 1 WHERE reporter_id = :person",
            "DELETE FROM report_households WHERE person_id = :person",
            "DELETE FROM report_ratings WHERE person_id = :person",
            "DELETE FROM report_drafts WHERE person_id = :person",
        ):
            await self._run(statement, who)


def _within(grids: frozenset[str], organisations: frozenset[str]) -> tuple[str, dict[str, str]]:
    if ALL_GRIDS in grids:
        return "1 = 1", {}
    listed_grids, of_grid = named("grid", sorted(grids))
    listed_organisations, of_organisation = named("org", sorted(organisations))
    in_circles = f"r.circle_id IN (SELECT id FROM circles WHERE grid IN ({listed_grids}))"
    in_organisations = f"r.organisation IN ({listed_organisations})"
    parts = ([in_circles] if of_grid else []) + ([in_organisations] if of_organisation else [])
    return f"({' OR '.join(parts) or '1 = 0'})", {**of_grid, **of_organisation}


def _event(row: sqlite3.Row) -> Event:
    return Event(
        at=from_ms(row["at"]),
        person_id=row["person_id"],
        person_name=row["person_name"],
        step=Step(row["step"]),
        source=None if row["from_state"] is None else ReportState(row["from_state"]),
        target=ReportState(row["to_state"]),
        words=row["note"],
        detail=row["detail"],
        photo=row["photo"],
    )
