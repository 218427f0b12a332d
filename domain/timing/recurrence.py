"""What happens again and again, in wall-clock time of its zone."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from itertools import islice
from typing import Annotated, Literal, Self
from zoneinfo import ZoneInfo

from dateutil.rrule import DAILY, MO, MONTHLY, WEEKLY, rrule, weekday
from pydantic import BaseModel, ConfigDict, Field, model_validator

_ONE_DAY = timedelta(days=1)
_SOME_MONDAY = date(2024, 1, 1)

Weekday = Annotated[int, Field(ge=0, le=6)]
MonthDay = Annotated[int, Field(ge=-1, le=31)]
Nth = Annotated[int, Field(ge=-1, le=5)]


class Frequency(StrEnum):
    """The unit that an interval counts."""

    DAILY = "daily"
    WEEKLY = "weekly"
    MONTHLY = "monthly"


_RRULE: dict[Frequency, Literal[1, 2, 3]] = {
    Frequency.DAILY: DAILY,
    Frequency.WEEKLY: WEEKLY,
    Frequency.MONTHLY: MONTHLY,
}


class Recurrence(BaseModel):
    """A rule for days, and the wall-clock times on each of them.

    Attributes:
        frequency: Daily; weekly on `weekdays`; monthly on `month_days` or on the `nths` of
            `weekdays`.
        interval: Every so many days or weeks, counted from `anchor`; months are not skipped.
        weekdays: 0 for Monday.
        month_days: 1 to 31, -1 for the last day. A month without that day is left out.
        nths: 1 to 5, -1 for the last one. A month without a fifth one is left out.
        start: None for the whole day.
        end: None for an event without an end; one not after the start is on the next day.
        zone: Where the wall clock hangs.
        anchor: A day in the first week (or the first day) that an interval is counted from.
    """

    model_config = ConfigDict(frozen=True)

    frequency: Frequency
    interval: Annotated[int, Field(ge=1)] = 1
    weekdays: tuple[Weekday, ...] = ()
    month_days: tuple[MonthDay, ...] = ()
    nths: tuple[Nth, ...] = ()
    start: time | None = None
    end: time | None = None
    zone: ZoneInfo
    anchor: date = _SOME_MONDAY

    @model_validator(mode="after")
    def _is_one_rule(self) -> Self:
        parts = bool(self.weekdays), bool(self.month_days), bool(self.nths)
        allowed = {
            Frequency.DAILY: {(False, False, False)},
            Frequency.WEEKLY: {(True, False, False)},
            Frequency.MONTHLY: {(False, True, False), (True, False, True)},
        }
        if parts not in allowed[self.frequency]:
            raise ValueError("the days do not fit the frequency")
        if self.frequency is Frequency.MONTHLY and self.interval > 1:
            raise ValueError("months are not skipped")
        if 0 in self.month_days or 0 in self.nths:
            raise ValueError("days and weeks of a month are counted from 1, or -1 for the last")
        if self.end is not None and self.start is None:
            raise ValueError("an end needs a start")
        return self

    def anchored(self, day: date) -> Self:
        """Gives the same rule with its interval counted from a day.

        隔周三 does not say which weeks; whoever sets it up passes the day from which it holds.
        """
        return self.model_copy(update={"anchor": day})

    def occurrences(
        self, after: datetime, *, until: datetime | None = None, limit: int | None = None
    ) -> Iterator[tuple[datetime, datetime]]:
        """Gives start and end of each occurrence in UTC, in order, without bound if none is set.

        A wall-clock time that the zone shows twice fires once, at the first; one that it skips is
        moved forward by as much as the clocks are (RFC 5545, section 3.3.5). Should that take the
        start past the end, the occurrence keeps its length. A day that the zone leaves out of its
        calendar has no occurrence of its own.

        Args:
            after: Aware instant; only what starts later is given.
            until: Aware instant; only what starts earlier is given.
            limit: How many at most.
        """
        return islice(self._bounded(after, until), limit)

    def days(self, first: date) -> Iterator[date]:
        """Gives the days of the rule from a day on, that day included."""
        by_weekday = [weekday(day, nth) for nth in self.nths for day in self.weekdays]
        rule = rrule(
            _RRULE[self.frequency],
            dtstart=datetime.combine(self._period_start(first), time()),
            interval=self.interval,
            wkst=MO,
            byweekday=by_weekday or self.weekdays or None,
            bymonthday=self.month_days or None,
        )
        return (day.date() for day in rule if day.date() >= first)

    def _period_start(self, day: date) -> date:
        """Gives the day at or before `day` with which an interval begins."""
        if self.frequency is Frequency.MONTHLY:
            return day.replace(day=1)
        if self.frequency is Frequency.WEEKLY:
            anchor, length = self.anchor - self.anchor.weekday() * _ONE_DAY, 7 * self.interval
        else:
            anchor, length = self.anchor, self.interval
        return day - (day - anchor).days % length * _ONE_DAY

    def _bounded(
        self, after: datetime, until: datetime | None
    ) -> Iterator[tuple[datetime, datetime]]:
        latest = after
        for day in self.days(after.astimezone(self.zone).date() - _ONE_DAY):
            start, end = self._on(day)
            if until is not None and start >= until:
                return
            if start > latest:
                latest = start
                yield start, end

    def _on(self, day: date) -> tuple[datetime, datetime]:
        if self.start is None:
            return on_day(day, time(), time(), self.zone)
        if self.end is None:
            start = datetime.combine(day, self.start, self.zone).astimezone(UTC)
            return start, start
        return on_day(day, self.start, self.end, self.zone)


def on_day(day: date, start: time, end: time, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """Gives start and end, in UTC, of a span of wall-clock time on a day.

    A time that the zone skips is moved forward by as much as the clocks are; should that take the
    start past the end, the span keeps its length.

    Args:
        day: The day of the start.
        start: Wall-clock time.
        end: Wall-clock time; one not after the start is on the next day.
        zone: Where the wall clock hangs.
    """
    first, last = datetime.combine(day, start), datetime.combine(day, end)
    last += _ONE_DAY if last <= first else timedelta()
    begins, ends = (wall.replace(tzinfo=zone).astimezone(UTC) for wall in (first, last))
    return begins, ends if ends > begins else begins + (last - first)
