"""What statistics and exports read; nothing here writes."""

import sqlite3
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from domain.people import ALL_GRIDS, Address
from domain.reports.model import Report, ReportState
from domain.stats import RESIDENTS_STEPS, Case, Outcome, Verdict, outcome_of
from domain.timing import Period
from storage.reports.rows import OPEN, SELECT, report_of
from storage.rows import Repository, from_ms, from_ms_or_none, named, to_ms

_VERDICTS = (
    "SELECT e.number, e.step, e.person_id, e.detail, r.reporter_id FROM reports AS r"
    " JOIN report_events AS e ON e.number = r.number AND e.step IN ('rate', 'reopen')"
)

_HIDDEN = f"r.anonymous = 1 AND e.step IN ({', '.join(repr(s) for s in sorted(RESIDENTS_STEPS))})"

Verdicts = dict[int, Outcome | None]


@dataclass(frozen=True, slots=True)
class TicketRow:
    """A ticket as an export shows it.

    Args:
        reporter: their name; none if they are anonymous, as with their address.
        owner: who has it now, or had it last.
        outcome: how it came out, if anybody has said.
    """

    number: int
    created_at: datetime
    grid: str | None
    circle: str
    category: str
    urgent: bool
    body: str
    state: ReportState
    anonymous: bool
    reporter: str | None
    address: Address | None
    households: int
    first_owner: str
    owner: str
    organisation: str | None
    handovers: int
    reopenings: int
    respond_by: datetime | None
    responded_at: datetime | None
    done_at: datetime | None
    outcome: Outcome | None
    merged_into: int | None


@dataclass(frozen=True, slots=True)
class EventRow:
    """A step in the life of a ticket as an export shows it.

    Args:
        person: who took it; none for the clock.
        hidden: they are anonymous.
    """

    number: int
    at: datetime
    person: str | None
    hidden: bool
    step: str
    source: ReportState | None
    target: ReportState
    words: str
    detail: str


@dataclass(frozen=True, slots=True)
class Page:
    """Some tickets in the order of their numbers, with all their events."""

    tickets: Sequence[TicketRow]
    events: Sequence[EventRow]


class StatsRepository(Repository):
    """Reads over many tickets of some grids (``*`` for all)."""

    async def cases(self, grids: frozenset[str], period: Period) -> list[Case]:
        """What statistics need to know of the tickets filed in a stretch of time."""
        where, params = _scope(grids, period)
        rows = await self._all(
            "SELECT r.number, r.category, r.created_at, r.state, r.out_of_scope, r.respond_by,"
            f" r.responded_at, r.done_at FROM reports AS r WHERE {where}",
            params,
        )
        verdicts = await self._all(f"{_VERDICTS} WHERE {where} ORDER BY r.number, e.id", params)
        outcomes = _outcomes(verdicts)
        return [_case(row, outcomes) for row in rows]

    async def oldest_open(self, grids: frozenset[str], limit: int) -> list[Report]:
        """The tickets that have been open for the longest time."""
        where, params = _within(grids)
        rows = await self._all(
            f"{SELECT} WHERE {OPEN} AND {where} ORDER BY r.number LIMIT :limit",
            {**params, "limit": limit},
        )
        return [report_of(row) for row in rows]

    async def count(self, grids: frozenset[str], period: Period) -> int:
        """How many tickets were filed in a stretch of time."""
        where, params = _scope(grids, period)
        return int(await self._value(f"SELECT COUNT(*) FROM reports AS r WHERE {where}", params))

    async def pages(self, grids: frozenset[str], period: Period, size: int) -> AsyncIterator[Page]:
        """Tickets filed in a stretch of time with all their events, in pages of a size."""
        where, params = _scope(grids, period)
        last = 0
        while True:
            rows = await self._all(
                f"{_TICKETS} WHERE {where} AND r.number > :last ORDER BY r.number LIMIT :size",
                {**params, "last": last, "size": size},
            )
            if not rows:
                return
            first, last = rows[0]["number"], rows[-1]["number"]
            events = await self._all(
                f"{_EVENTS} WHERE {where} AND e.number BETWEEN :first AND :last"
                " ORDER BY e.number, e.id",
                {**params, "first": first, "last": last},
            )
            outcomes = _outcomes([row for row in events if row["step"] in {"rate", "reopen"}])
            yield Page([_ticket(row, outcomes) for row in rows], [_event(row) for row in events])


_TICKETS = (
    "SELECT r.*, c.grid, c.title,"
    " COALESCE(o.name, '') AS owner, COALESCE(f.name, '') AS first_owner,"
    " CASE WHEN r.anonymous = 1 THEN NULL ELSE p.name END AS reporter,"
    " CASE WHEN r.anonymous = 1 THEN NULL ELSE p.building END AS building, p.unit, p.room"
    " FROM reports AS r JOIN circles AS c ON c.id = r.circle_id"
    " LEFT JOIN people AS p ON p.id = r.reporter_id"
    " LEFT JOIN people AS o ON o.id = r.owner_id"
    " LEFT JOIN people AS f ON f.id = r.first_owner_id"
)

_EVENTS = (
    "SELECT e.*, r.reporter_id,"
    f" CASE WHEN {_HIDDEN} THEN NULL ELSE p.name END AS person,"
    f" CASE WHEN {_HIDDEN} THEN 1 ELSE 0 END AS hidden"
    " FROM report_events AS e JOIN reports AS r ON r.number = e.number"
    " LEFT JOIN people AS p ON p.id = e.person_id"
)


def _within(grids: frozenset[str]) -> tuple[str, dict[str, object]]:
    if ALL_GRIDS in grids:
        return "1 = 1", {}
    listed, names = named("grid", sorted(grids))
    return f"r.circle_id IN (SELECT id FROM circles WHERE grid IN ({listed}))", names


def _scope(grids: frozenset[str], period: Period) -> tuple[str, dict[str, object]]:
    where, params = _within(grids)
    times = {"start": to_ms(period.start), "end": to_ms(period.end)}
    return f"r.created_at >= :start AND r.created_at < :end AND {where}", {**params, **times}


def _outcomes(rows: Sequence[sqlite3.Row]) -> Verdicts:
    """How each ticket came out, from its ratings and re-openings in order."""
    outcomes: Verdicts = {}
    for number, group in groupby(rows, key=lambda row: int(row["number"])):
        found = list(group)
        verdicts = [Verdict(row["step"], row["person_id"], row["detail"]) for row in found]
        outcomes[number] = outcome_of(verdicts, found[0]["reporter_id"])
    return outcomes


def _case(row: sqlite3.Row, outcomes: Verdicts) -> Case:
    return Case(
        category=row["category"],
        created_at=from_ms(row["created_at"]),
        state=ReportState(row["state"]),
        out_of_scope=bool(row["out_of_scope"]),
        respond_by=from_ms_or_none(row["respond_by"]),
        responded_at=from_ms_or_none(row["responded_at"]),
        done_at=from_ms_or_none(row["done_at"]),
        outcome=outcomes.get(row["number"]),
    )


def _ticket(row: sqlite3.Row, outcomes: Verdicts) -> TicketRow:
    address = None
    if row["building"] is not None:
        address = Address.model_construct(
            building=row["building"], unit=row["unit"], room=row["room"]
        )
    return TicketRow(
        number=row["number"],
        created_at=from_ms(row["created_at"]),
        grid=row["grid"],
        circle=row["title"],
        category=row["category"],
        urgent=bool(row["urgent"]),
        body=row["body"],
        state=ReportState(row["state"]),
        anonymous=bool(row["anonymous"]),
        reporter=row["reporter"],
        address=address,
        households=row["households"],
        first_owner=row["first_owner"],
        owner=row["owner"],
        organisation=row["organisation"],
        handovers=row["handovers"],
        reopenings=row["reopenings"],
        respond_by=from_ms_or_none(row["respond_by"]),
        responded_at=from_ms_or_none(row["responded_at"]),
        done_at=from_ms_or_none(row["done_at"]),
        outcome=outcomes.get(row["number"]),
        merged_into=row["merged_into"],
    )


def _event(row: sqlite3.Row) -> EventRow:
    return EventRow(
        number=row["number"],
        at=from_ms(row["at"]),
        person=row["person"],
        hidden=bool(row["hidden"]),
        step=row["step"],
        source=None if row["from_state"] is None else ReportState(row["from_state"]),
        target=ReportState(row["to_state"]),
        words=row["note"],
        detail=row["detail"],
    )
