"""Between rows of the reports table and tickets."""

import sqlite3

from domain.reports.model import Report, ReportState
from storage.mapping import CIRCLE_COLUMNS, circle_of
from storage.rows import from_ms, from_ms_or_none, to_ms, to_ms_or_none

SELECT = (
    f"SELECT r.*, {CIRCLE_COLUMNS}, COALESCE(o.name, '') AS owner_name,"
    " COALESCE(f.name, '') AS first_owner_name, COALESCE(h.name, '') AS handed_by_name"
    " FROM reports AS r JOIN circles AS c ON c.id = r.circle_id"
    " LEFT JOIN people AS o ON o.id = r.owner_id"
    " LEFT JOIN people AS f ON f.id = r.first_owner_id"
    " LEFT JOIN people AS h ON h.id = r.handed_by_id"
)

OPEN = "r.state IN ('waiting', 'taken', 'transferred', 'held')"


def report_of(row: sqlite3.Row, photos: tuple[str, ...] = ()) -> Report:
    """A row of ``SELECT`` as a ticket."""
    return Report.model_construct(
        number=row["number"],
        circle=circle_of(row),
        reporter_id=row["reporter_id"],
        filed_by=row["filed_by"],
        body=row["body"],
        photos=photos,
        category=row["category"],
        urgent=bool(row["urgent"]),
        anonymous=bool(row["anonymous"]),
        state=ReportState(row["state"]),
        owner_id=row["owner_id"],
        owner_name=row["owner_name"],
        first_owner_id=row["first_owner_id"],
        first_owner_name=row["first_owner_name"],
        organisation=row["organisation"],
        target_id=row["target_id"],
        handed_by_id=row["handed_by_id"],
        handed_by_name=row["handed_by_name"],
        handovers=row["handovers"],
        reopenings=row["reopenings"],
        contested=bool(row["contested"]),
        out_of_scope=bool(row["out_of_scope"]),
        merged_into=row["merged_into"],
        held_until=from_ms_or_none(row["held_until"]),
        respond_by=from_ms_or_none(row["respond_by"]),
        resolve_from=from_ms_or_none(row["resolve_from"]),
        resolve_used=row["resolve_used"],
        resolve_due=from_ms_or_none(row["resolve_due"]),
        responded_at=from_ms_or_none(row["responded_at"]),
        done_at=from_ms_or_none(row["done_at"]),
        households=row["households"],
        created_at=from_ms(row["created_at"]),
    )


def created_of(report: Report) -> dict[str, object]:
    """What of a ticket never changes, for filing."""
    return {
        "circle_id": report.circle.id,
        "reporter_id": report.reporter_id,
        "filed_by": report.filed_by,
        "body": report.body,
        "created_at": to_ms(report.created_at),
    }


def columns_of(report: Report) -> dict[str, object]:
    """What of a ticket can change, for saving."""
    return {
        "category": report.category,
        "urgent": int(report.urgent),
        "anonymous": int(report.anonymous),
        "state": report.state,
        "owner_id": report.owner_id,
        "first_owner_id": report.first_owner_id,
        "organisation": report.organisation,
        "target_id": report.target_id,
        "handed_by_id": report.handed_by_id,
        "handovers": report.handovers,
        "reopenings": report.reopenings,
        "contested": int(report.contested),
        "out_of_scope": int(report.out_of_scope),
        "merged_into": report.merged_into,
        "held_until": to_ms_or_none(report.held_until),
        "respond_by": to_ms_or_none(report.respond_by),
        "resolve_from": to_ms_or_none(report.resolve_from),
        "resolve_used": report.resolve_used,
        "resolve_due": to_ms_or_none(report.resolve_due),
        "responded_at": to_ms_or_none(report.responded_at),
        "done_at": to_ms_or_none(report.done_at),
        "burning": burning(report),
    }


def burning(report: Report) -> int:
    """Where a ticket stands in the list of what burns: the smaller, the sooner.

    That is its next deadline, brought forward by a day for an urgent one and by an hour for each
    further household; a ticket on hold comes last.
    """
    due = report.respond_due or report.resolve_due
    if due is None:
        due = report.held_until or report.created_at
    forward = 24 * 3600 * int(report.urgent) + 3600 * (report.households - 1)
    return to_ms(due) - forward * 1000
