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
    """Something that comes due for a ticket."""

    model_config = ConfigDict(frozen=True)

    kind: str
    at: datetime


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
        return self._set(report, report.created_at)

    def reclassified(self, report: Report) -> Report:
        """A ticket whose category changed: its clocks still run from where they began."""
        if report.state is ReportState.HELD:
            return report
        return self._set(report, report.resolve_from or report.created_at)

    def _set(self, report: Report, since: datetime) -> Report:
        calendar = self.calendar_of(report)
        respond = calendar.add(report.created_at, self.respond_within(report))
        resolve = calendar.add(since, self.resolve_within(report))
        return report.model_copy(
            update={
                "respond_due": respond if report.responded_at is None else None,
                "resolve_due": resolve,
                "resolve_from": since,
            }
        )

    def after(self, before: Report, report: Report, now: datetime) -> Report:
        """The clocks after a ticket went from one state to another."""
        was, is_now = before.state, report.state
        calendar = self.calendar_of(report)
        if was is is_now:
            return report
        if is_now is ReportState.HELD and before.resolve_due is not None:
            left = _signed_between(calendar, now, before.resolve_due)
            return report.model_copy(
                update={"resolve_due": None, "resolve_left": int(left.total_seconds())}
            )
        if is_now not in _RUNNING:
            stopped = {"resolve_due": None, "resolve_left": None, "respond_due": None}
            if is_now is ReportState.HELD:
                del stopped["respond_due"]
            return report.model_copy(update=stopped)
        if was is ReportState.HELD and report.resolve_left is not None:
            left = timedelta(seconds=max(report.resolve_left, 0))
            return report.model_copy(
                update={"resolve_due": calendar.add(now, left), "resolve_left": None}
            )
        if was not in _RUNNING:
            due = calendar.add(now, self.resolve_within(report))
            return report.model_copy(update={"resolve_due": due, "resolve_from": now})
        return report

    def deadlines(self, report: Report) -> Sequence[Deadline]:
        """What comes due for a ticket as it stands."""
        found: dict[str, datetime | None] = {
            "report.respond_overdue": report.respond_due,
            "report.resolve_overdue": report.resolve_due,
            "report.hold_over": report.held_until if report.state is ReportState.HELD else None,
        }
        calendar = self.calendar_of(report)
        if report.respond_due is not None:
            found["report.respond_warn"] = _part(calendar, report.created_at, report.respond_due)
        if report.resolve_due is not None:
            found["report.resolve_warn"] = _part(
                calendar, report.resolve_from or report.created_at, report.resolve_due
            )
        if report.state is ReportState.REVIEW and report.done_at is not None:
            found["report.ask_again"] = report.done_at + ASK_AGAIN
            found["report.unrated"] = report.done_at + UNRATED_AFTER
        return [Deadline(kind=kind, at=at) for kind, at in found.items() if at is not None]

    def _category(self, report: Report) -> Category:
        return find_category(report.category, self.categories) or OTHER


def _part(calendar: Calendar, since: datetime, due: datetime) -> datetime:
    return calendar.add(since, calendar.between(since, due) * WARN_AT)


def _signed_between(calendar: Calendar, now: datetime, due: datetime) -> timedelta:
    """Working time until a deadline; nothing when it has passed."""
    return calendar.between(now, due) if due > now else timedelta()
