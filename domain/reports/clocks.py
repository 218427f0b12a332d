"""The two clocks of a ticket: one until staff react, one until the trouble is over.

Both run from filing, not from acceptance. Putting a ticket on hold stops the second, never the
first; re-opening starts a new second one.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from pydantic import BaseModel, ConfigDict

from domain.categories import OTHER, Category, find_category
from domain.reports.model import Report, ReportState
from domain.workdays import AROUND_THE_CLOCK, Calendar, Length, WorkingTime

WARN_AT = 0.75
"""The part of its time after which the owner of a ticket is reminded."""

ASK_AGAIN = timedelta(days=2)
UNRATED_AFTER = timedelta(days=7)

_RUNNING = frozenset({ReportState.WAITING, ReportState.TAKEN, ReportState.TRANSFERRED})


class Deadline(BaseModel):
    """Something that comes due for a ticket.

    Args:
        kind: what.
        at: when.
        until: when it would be too late for it, as with a reminder of what is overdue by then.
    """

    model_config = ConfigDict(frozen=True)

    kind: str
    at: datetime
    until: datetime | None = None


class Clocks(BaseModel):
    """How long things may take.

    Args:
        categories: the categories of the config.
        working: when the community's staff work.
        urgent_respond: how fast staff must react to an urgent ticket, day and night.
        urgent_resolve: how fast an urgent ticket must be solved.
    """

    model_config = ConfigDict(frozen=True, arbitrary_types_allowed=True)

    categories: tuple[Category, ...]
    working: WorkingTime
    urgent_respond: Length
    urgent_resolve: Length

    def calendar_of(self, report: Report) -> Calendar:
        """The time that counts for a ticket: working hours, or all hours for an urgent one."""
        return AROUND_THE_CLOCK if report.urgent else self._category(report).calendar(self.working)

    def respond_within(self, report: Report) -> timedelta:
        """How much time staff have to react."""
        length = self.urgent_respond if report.urgent else self._category(report).respond
        return length.on(self.calendar_of(report))

    def resolve_within(self, report: Report) -> timedelta:
        """How much time there is to solve it."""
        length = self.urgent_resolve if report.urgent else self._category(report).resolve
        return length.on(self.calendar_of(report))

    def started(self, report: Report) -> Report:
        """A ticket just filed, with both clocks set."""
        return self._with_respond_by(self._running(report, report.created_at, timedelta()))

    def after(self, before: Report, report: Report, now: datetime) -> Report:
        """The clocks of a ticket that was like this before, and went on to be like that.

        Both run on from where they began when it is classified anew; time that was used up is.
        """
        if (report.category, report.urgent) != (before.category, before.urgent):
            if before.respond_by is not None:
                report = self._with_respond_by(report)
            if before.resolve_from is not None:
                report = self._running(report, before.resolve_from, _used(report))
        if report.state in _RUNNING and before.state not in _RUNNING:
            used = _used(report) if before.state is ReportState.HELD else timedelta()
            return self._running(report, now, used)
        if report.state not in _RUNNING and report.resolve_from is not None:
            return self._stopped(report, report.resolve_from, now)
        return report

    def deadlines(self, report: Report) -> Sequence[Deadline]:
        """What comes due for a ticket as it stands."""
        found = [
            ("report.respond_warn", self._respond_warn(report), report.respond_due),
            ("report.respond_overdue", report.respond_due, None),
            ("report.resolve_warn", self._resolve_warn(report), report.resolve_due),
            ("report.resolve_overdue", report.resolve_due, None),
            ("report.hold_over", report.held_until, None),
        ]
        if report.state is ReportState.REVIEW and report.done_at is not None:
            over = report.done_at + UNRATED_AFTER
            found.append(("report.ask_again", report.done_at + ASK_AGAIN, over))
            found.append(("report.unrated", over, None))
        return [
            Deadline(kind=kind, at=at, until=until) for kind, at, until in found if at is not None
        ]

    def _with_respond_by(self, report: Report) -> Report:
        """With the time to react, as long as nobody has."""
        if report.responded_at is not None:
            return report
        due = self.calendar_of(report).add(report.created_at, self.respond_within(report))
        return report.model_copy(update={"respond_by": due})

    def _running(self, report: Report, since: datetime, used: timedelta) -> Report:
        left = max(self.resolve_within(report) - used, timedelta())
        return report.model_copy(
            update={
                "resolve_from": since,
                "resolve_used": int(used.total_seconds()),
                "resolve_due": self.calendar_of(report).add(since, left),
            }
        )

    def _stopped(self, report: Report, since: datetime, now: datetime) -> Report:
        used = _used(report) + self.calendar_of(report).between(since, now)
        return report.model_copy(
            update={
                "resolve_from": None,
                "resolve_used": int(used.total_seconds()),
                "resolve_due": None,
            }
        )

    def _respond_warn(self, report: Report) -> datetime | None:
        if report.respond_due is None:
            return None
        calendar = self.calendar_of(report)
        whole = calendar.between(report.created_at, report.respond_due)
        return calendar.add(report.created_at, whole * WARN_AT)

    def _resolve_warn(self, report: Report) -> datetime | None:
        """None where so much was used up before a hold that they were reminded then."""
        if report.resolve_from is None or report.resolve_due is None:
            return None
        calendar, used = self.calendar_of(report), _used(report)
        whole = used + calendar.between(report.resolve_from, report.resolve_due)
        left = whole * WARN_AT - used
        return calendar.add(report.resolve_from, left) if left > timedelta() else None

    def _category(self, report: Report) -> Category:
        return find_category(report.category, self.categories) or OTHER


def _used(report: Report) -> timedelta:
    return timedelta(seconds=report.resolve_used)
