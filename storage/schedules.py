"""Every deadline, kept until it has fired, lapsed or been cancelled."""

from collections.abc import Sequence
from datetime import datetime

from pydantic import BaseModel, ConfigDict

from domain.circles import code_of
from domain.people import Address
from storage.rows import Params, Repository, from_ms, from_ms_or_none, to_ms, to_ms_or_none

_ADD = (
    "INSERT INTO schedules (kind, subject, due_at, expires_at, lane)"
    " VALUES (:kind, :subject, :due, :expires, :lane)"
    " ON CONFLICT (kind, subject, due_at) DO UPDATE"
    " SET state = 'waiting', expires_at = excluded.expires_at"
    " WHERE schedules.state = 'cancelled'"
)


class Due(BaseModel):
    """A deadline.

    Args:
        kind: name of the ``@due`` route.
        subject: what it is about; with kind and time it is unique, so that it fires once.
        due_at: when it fires.
        expires_at: when it would be pointless; none if it never is.
        lane: chat id whose commands it is in order with.
    """

    model_config = ConfigDict(frozen=True)

    id: int = 0
    kind: str
    subject: str
    due_at: datetime
    expires_at: datetime | None = None
    lane: int = 0


BOUND = "bound"
"""Kind of the deadline, at once, after somebody bound an address: whoever keeps a list of
households looks whether it has it."""


def bound(person_id: int, address: Address, now: datetime) -> Due:
    """What comes due when a person has bound an address, in order with their other commands."""
    subject = f"{person_id} {code_of(str(address))}"
    return Due(kind=BOUND, subject=subject, due_at=now, lane=person_id)


class Schedules(Repository):
    """The schedules table."""

    async def add(self, *dues: Due) -> None:
        """Set deadlines; the same one again changes nothing, unless it had been called off."""
        await self._many(_ADD, [_params(due) for due in dues])

    async def cancel(self, kind: str, subject: str) -> None:
        """Call off the waiting deadlines of a subject."""
        await self._run(
            "UPDATE schedules SET state = 'cancelled'"
            " WHERE kind = :kind AND subject = :subject AND state = 'waiting'",
            {"kind": kind, "subject": subject},
        )

    async def replace(self, prefix: str, subject: str, dues: Sequence[Due]) -> None:
        """Call off the waiting deadlines of a subject whose kind begins so, and set these."""
        await self._run(
            "UPDATE schedules SET state = 'cancelled'"
            " WHERE subject = :subject AND kind LIKE :prefix AND state = 'waiting'",
            {"subject": subject, "prefix": f"{prefix}%"},
        )
        await self.add(*dues)

    async def forget_past(self, kind: str, subject: str) -> None:
        """Forget the deadlines of a subject that do not wait any more.

        For one that is set anew for ever, and whose handler knows itself what it has done.
        """
        await self._run(
            "DELETE FROM schedules"
            " WHERE kind = :kind AND subject = :subject AND state <> 'waiting'",
            {"kind": kind, "subject": subject},
        )

    async def lapse(self, due: Due) -> None:
        """Record a deadline that was passed over, as it came too late to matter."""
        await self._run(
            "INSERT INTO schedules (kind, subject, due_at, expires_at, lane, state, reason)"
            " VALUES (:kind, :subject, :due, :expires, :lane, 'lapsed',"
            " 'overdue: what it announced was over')"
            " ON CONFLICT (kind, subject, due_at) DO NOTHING",
            _params(due),
        )

    async def take_due(self, now: datetime, limit: int) -> list[Due]:
        """Mark what is due as fired, or as lapsed where it is too late to matter.

        Returns:
            What fired, oldest first.
        """
        rows = await self._all(
            "UPDATE schedules SET"
            " state = CASE WHEN expires_at <= :now THEN 'lapsed' ELSE 'fired' END,"
            " reason = CASE WHEN expires_at <= :now THEN 'overdue: what it announced was over' END"
            " WHERE id IN (SELECT id FROM schedules WHERE state = 'waiting' AND due_at <= :now"
            "  ORDER BY due_at, id LIMIT :limit)"
            " RETURNING *",
            {"now": to_ms(now), "limit": limit},
        )
        fired = [
            Due(
                id=row["id"],
                kind=row["kind"],
                subject=row["subject"],
                due_at=from_ms(row["due_at"]),
                lane=row["lane"],
            )
            for row in rows
            if row["state"] == "fired"
        ]
        return sorted(fired, key=lambda due: (due.due_at, due.id))

    async def next_due(self) -> datetime | None:
        """When the next deadline is."""
        ms = await self._value("SELECT MIN(due_at) FROM schedules WHERE state = 'waiting'")
        return from_ms_or_none(ms)

    async def prune(self, before: datetime) -> None:
        """Forget deadlines that ended before an instant.

        Those of a subject that still waits for another are kept: setting one of them again must
        not make it fire a second time.
        """
        await self._run(
            "DELETE FROM schedules WHERE state <> 'waiting' AND due_at < :before"
            " AND NOT EXISTS (SELECT 1 FROM schedules AS other"
            "  WHERE other.subject = schedules.subject AND other.state = 'waiting')",
            {"before": to_ms(before)},
        )


def _params(due: Due) -> Params:
    return {
        "kind": due.kind,
        "subject": due.subject,
        "due": to_ms(due.due_at),
        "expires": to_ms_or_none(due.expires_at),
        "lane": due.lane,
    }
