"""The ledger of volunteers' hours: entries are added, never changed."""

import sqlite3
from collections.abc import Collection, Sequence
from datetime import datetime

from domain.hours import (
    Attendance,
    Balance,
    Correction,
    EntryKind,
    HoursEntry,
    Volunteer,
    points_for,
)
from domain.people import ALL_GRIDS
from domain.timing import Period
from storage.rows import Params, Repository, from_ms, named, to_ms

_ENTRIES = (
    "SELECT h.*, r.name AS recorded_name, COALESCE(p.name, h.name) AS called"
    " FROM hours_entries AS h"
    " LEFT JOIN people AS r ON r.id = h.recorded_by"
    " LEFT JOIN people AS p ON p.id = h.person_id"
)


class Hours(Repository):
    """The hours_entries table."""

    async def record(
        self, attendance: Attendance, now: datetime, *, points_per_hour: int = 0
    ) -> HoursEntry | None:
        """Have a shift count what the roll call says; the same again changes nothing.

        A roll call that says something else than it did, such as absent where it was present,
        adds the difference to what the shift counts now, so that it counts what was said last. A
        correction that came after the roll call stays when the same is called again.

        Args:
            attendance: who, which shift, how long.
            now: when it is recorded.
            points_per_hour: what an hour is worth.

        Returns:
            The entry that was added, if any.
        """
        earlier = await self._of_shift(attendance)
        called = [entry.total for entry in earlier if entry.kind is EntryKind.ATTENDANCE]
        if (called[-1] if called else 0) == attendance.minutes:
            return None
        stands = earlier[-1].total if earlier else 0
        return await self._append(
            HoursEntry(
                id=0,
                root=earlier[0].id if earlier else None,
                kind=EntryKind.ATTENDANCE,
                volunteer=attendance.volunteer,
                signup_id=attendance.signup_id,
                circle_id=attendance.circle_id,
                title=attendance.title,
                shift_at=attendance.shift_at,
                shift=attendance.shift,
                minutes=attendance.minutes - stands,
                total=attendance.minutes,
                points=_points(earlier, attendance.minutes, points_per_hour),
                recorded_by=attendance.recorded_by,
                recorded_at=now,
            )
        )

    async def correct(
        self,
        entry: HoursEntry,
        correction: Correction,
        by: int,
        now: datetime,
        *,
        points_per_hour: int = 0,
    ) -> HoursEntry | None:
        """Have a shift count something else, for a reason.

        Args:
            entry: any entry of the shift.
            correction: what it should count, and why.
            by: who says so.
            now: when.
            points_per_hour: what an hour is worth.

        Returns:
            The entry that was added; none where the shift counts just that already.
        """
        earlier = await self.history(entry.first)
        latest = earlier[-1]
        if latest.total == correction.minutes:
            return None
        return await self._append(
            latest.model_copy(
                update={
                    "root": entry.first,
                    "kind": EntryKind.CORRECTION,
                    "minutes": correction.minutes - latest.total,
                    "total": correction.minutes,
                    "points": _points(earlier, correction.minutes, points_per_hour),
                    "reason": correction.reason,
                    "recorded_by": by,
                    "recorded_at": now,
                }
            )
        )

    async def _append(self, entry: HoursEntry) -> HoursEntry:
        """Add a line to the ledger: the one place where minutes, and their points, come about."""
        entry_id = await self._value(
            "INSERT INTO hours_entries (root, kind, person_id, name, household, signup_id,"
            " circle_id, title, shift_at, shift, minutes, total, points, reason, recorded_by,"
            " recorded_at) VALUES (:root, :kind, :person, :name, :household, :signup, :circle,"
            " :title, :at_shift, :shift, :minutes, :total, :points, :reason, :by, :at)"
            " RETURNING id",
            {
                "root": entry.root,
                "kind": entry.kind,
                **_who(entry.volunteer),
                "signup": entry.signup_id,
                "circle": entry.circle_id,
                "title": entry.title,
                "at_shift": to_ms(entry.shift_at),
                "shift": entry.shift,
                "minutes": entry.minutes,
                "total": entry.total,
                "points": entry.points,
                "reason": entry.reason,
                "by": entry.recorded_by,
                "at": to_ms(entry.recorded_at),
            },
        )
        return entry.model_copy(update={"id": entry_id})

    async def find(self, entry_id: int) -> HoursEntry | None:
        """An entry by its number."""
        row = await self._one(f"{_ENTRIES} WHERE h.id = :id", {"id": entry_id})
        return None if row is None else _entry(row)

    async def history(self, first: int) -> list[HoursEntry]:
        """All entries of one volunteer in one shift, oldest first."""
        rows = await self._all(
            f"{_ENTRIES} WHERE h.id = :first OR h.root = :first ORDER BY h.id", {"first": first}
        )
        return [_entry(row) for row in rows]

    async def balance(self, person_id: int, since: datetime | None = None) -> Balance:
        """What a person has served, in shifts from an instant on or ever."""
        row = await self._one(
            "SELECT SUM(h.minutes) AS minutes, SUM(h.points) AS points FROM hours_entries AS h"
            " WHERE h.person_id = :person AND h.shift_at >= :since",
            {"person": person_id, "since": -(2**62) if since is None else to_ms(since)},
        )
        if row is None or row["minutes"] is None:
            return Balance()
        return Balance(minutes=row["minutes"], points=row["points"])

    async def latest(self, person_id: int, limit: int) -> list[HoursEntry]:
        """The newest entries of a person, newest first."""
        rows = await self._all(
            f"{_ENTRIES} WHERE h.person_id = :person ORDER BY h.id DESC LIMIT :limit",
            {"person": person_id, "limit": limit},
        )
        return [_entry(row) for row in rows]

    async def recorded_in(self, circles: Collection[int], limit: int) -> list[HoursEntry]:
        """The newest shifts of some circles, each by its first entry, newest first."""
        if not circles:
            return []
        listed, names = named("circle", circles)
        rows = await self._all(
            f"{_ENTRIES} WHERE h.circle_id IN ({listed}) AND h.root IS NULL"
            " ORDER BY h.id DESC LIMIT :limit",
            {**names, "limit": limit},
        )
        return [_entry(row) for row in rows]

    async def of_year(self, grids: frozenset[str], year: Period) -> list[HoursEntry]:
        """The entries of shifts in a year in some grids (``*`` for all), by shift."""
        listed, names = named("grid", sorted(grids))
        rows = await self._all(
            f"{_ENTRIES} WHERE h.shift_at >= :start AND h.shift_at < :end"
            " AND (:everywhere = 1 OR h.circle_id IN"
            f"  (SELECT id FROM circles WHERE grid IN ({listed})))"
            " ORDER BY h.shift_at, h.id",
            {
                "start": to_ms(year.start),
                "end": to_ms(year.end),
                "everywhere": int(ALL_GRIDS in grids),
                **names,
            },
        )
        return [_entry(row) for row in rows]

    async def claim(self, volunteer: Volunteer, person_id: int) -> int:
        """Credit a person with what they served before they had Telegram.

        Args:
            volunteer: the name and household under which they were entered.
            person_id: who they turned out to be.

        Returns:
            How many entries there were; what they say stays as it is.
        """
        return await self._run(
            "UPDATE hours_entries SET person_id = :claimed"
            " WHERE person_id IS NULL AND household = :household AND name = :name",
            {"claimed": person_id, **_who(volunteer)},
        )

    async def held_on(self, person_id: int) -> list[dict[str, object]]:
        """The entries of a person as they are kept, to show them to them."""
        rows = await self._all(
            "SELECT id, kind, title, shift_at, minutes, total, points, reason, recorded_at"
            " FROM hours_entries WHERE person_id = :person ORDER BY id",
            {"person": person_id},
        )
        times = ("shift_at", "recorded_at")
        return [dict(row) | {key: from_ms(row[key]).isoformat() for key in times} for row in rows]

    async def erase_person(self, person_id: int) -> None:
        """Forget who served; that somebody did stays."""
        who = {"person": person_id}
        await self._run(
            "UPDATE hours_entries SET person_id = NULL, name = '', household = ''"
            " WHERE person_id = :person",
            who,
        )
        await self._run(
            "UPDATE hours_entries SET recorded_by = NULL WHERE recorded_by = :person", who
        )

    async def _of_shift(self, attendance: Attendance) -> list[HoursEntry]:
        volunteer = _who(attendance.volunteer)
        own = (
            "h.person_id = :person"
            if attendance.volunteer.person_id is not None
            else "h.person_id IS NULL AND h.household = :household AND h.name = :name"
        )
        rows = await self._all(
            f"{_ENTRIES} WHERE h.signup_id = :signup AND h.shift_at = :begins AND h.shift = :shift"
            f" AND {own} ORDER BY h.id",
            {
                "signup": attendance.signup_id,
                "begins": to_ms(attendance.shift_at),
                "shift": attendance.shift,
                **volunteer,
            },
        )
        return [_entry(row) for row in rows]


def _points(earlier: Sequence[HoursEntry], total: int, per_hour: int) -> int:
    """What is missing from the points given so far, so that the shift has what its total is worth.

    An hour may have been worth something else before.
    """
    return points_for(total, per_hour) - sum(entry.points for entry in earlier)


def _who(volunteer: Volunteer) -> Params:
    return {
        "person": volunteer.person_id,
        "name": "" if volunteer.person_id is not None else volunteer.name,
        "household": "" if volunteer.person_id is not None else volunteer.household,
    }


def _entry(row: sqlite3.Row) -> HoursEntry:
    return HoursEntry.model_construct(
        id=row["id"],
        root=row["root"],
        kind=EntryKind(row["kind"]),
        volunteer=Volunteer(
            person_id=row["person_id"], name=row["called"], household=row["household"]
        ),
        signup_id=row["signup_id"],
        circle_id=row["circle_id"],
        title=row["title"],
        shift_at=from_ms(row["shift_at"]),
        shift=row["shift"],
        minutes=row["minutes"],
        total=row["total"],
        points=row["points"],
        reason=row["reason"],
        recorded_by=row["recorded_by"],
        recorded_name=row["recorded_name"] or "",
        recorded_at=from_ms(row["recorded_at"]),
    )
