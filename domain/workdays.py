"""Working time: how much of it lies between two instants, and when a deadline in it falls.

Instants are aware; what comes out is in UTC. Lengths are `timedelta` of working time.
"""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from itertools import takewhile
from typing import Annotated, Protocol, Self
from zoneinfo import ZoneInfo

from chinese_calendar import holidays as days_off
from chinese_calendar import workdays as make_up_days
from pydantic import BaseModel, ConfigDict, Field, model_validator

KNOWN_YEARS = range(min(days_off).year, max(days_off).year + 1)
"""The years whose public holidays are known; a year's are published in the November before it.
In any other year the weekdays alone decide."""

_NOTHING = timedelta(0)
_ONE_DAY = timedelta(days=1)
_LENGTH = re.compile(r"(?:(\d{1,3})d)? ?(?:(\d{1,4})h)? ?(?:(\d{1,4})m)?", re.ASCII)


class Calendar(Protocol):
    """What counts as time for a deadline."""

    @property
    def day_length(self) -> timedelta:
        """How much time counts on a full day."""
        ...

    def add(self, start: datetime, length: timedelta) -> datetime:
        """Gives the first instant at which so much time has counted since the start.

        Raises:
            ValueError: The length is negative.
        """
        ...

    def between(self, first: datetime, second: datetime) -> timedelta:
        """Gives the time that counts from one instant to another; negative when they go back."""
        ...

    def next_opening(self, at: datetime) -> datetime:
        """Gives the first instant from this one on at which time counts."""
        ...


class WorkingTime(BaseModel):
    """The hours of the days on which people work.

    Args:
        weekdays: ISO numbers, 1 for Monday to 7 for Sunday.
        start: wall-clock time at which a working day begins.
        end: wall-clock time, on the same day, at which it ends.
        zone: whose clocks are meant.
        holidays: follow the public holidays of China: they are free, and the days on which they
            are worked off (调休) are worked, whatever the weekday. Only in `KNOWN_YEARS`.
    """

    model_config = ConfigDict(frozen=True, arbitrary_types_allowed=True)

    weekdays: frozenset[Annotated[int, Field(ge=1, le=7)]] = Field(min_length=1)
    start: time
    end: time
    zone: ZoneInfo
    holidays: bool

    @model_validator(mode="after")
    def _is_a_span(self) -> Self:
        if self.start.tzinfo or self.end.tzinfo:
            raise ValueError("working hours are wall-clock times; their zone is given apart")
        if self.start >= self.end:
            raise ValueError("working hours must end after they start, on the same day")
        return self

    @property
    def day_length(self) -> timedelta:
        """How long a working day is, on a day on which the clocks are not changed."""
        return datetime.combine(date.min, self.end) - datetime.combine(date.min, self.start)

    def is_workday(self, day: date) -> bool:
        """Tells whether people work on this day."""
        if self.holidays and day in make_up_days:
            return True
        return day.isoweekday() in self.weekdays and not (self.holidays and day in days_off)

    def add(self, start: datetime, length: timedelta) -> datetime:
        """Gives the first instant at which so much working time has passed since the start.

        What ends with a working day ends when the day does, not when the next one begins.

        Raises:
            ValueError: The length is negative.
        """
        if length < _NOTHING:
            raise ValueError("a length of time cannot be negative")
        at, left = start.astimezone(UTC), length
        spans = self._spans_from(at)
        while left > _NOTHING:
            opening, closing = next(spans)
            at = max(at, opening)
            passed = min(left, max(closing - at, _NOTHING))
            at += passed
            left -= passed
        return at

    def between(self, first: datetime, second: datetime) -> timedelta:
        """Gives the working time from one instant to another; negative when they go back."""
        if second < first:
            return -self.between(second, first)
        since, until = first.astimezone(UTC), second.astimezone(UTC)
        spans = takewhile(lambda span: span[0] < until, self._spans_from(since))
        return sum(
            (
                max(min(closing, until) - max(opening, since), _NOTHING)
                for opening, closing in spans
            ),
            _NOTHING,
        )

    def next_opening(self, at: datetime) -> datetime:
        """Gives the first instant from this one on at which people work."""
        since = at.astimezone(UTC)
        return next(
            max(opening, since)
            for opening, closing in self._spans_from(since)
            if max(opening, since) < closing
        )

    def _spans_from(self, since: datetime) -> Iterator[tuple[datetime, datetime]]:
        """The working days as spans in UTC, from the day of an instant on, without end.

        In a zone that changes its clocks within working hours a span can be shorter or longer than
        a working day, and empty (it ends before it starts) where the clocks skip it.
        """
        day = since.astimezone(self.zone).date()
        while True:
            if self.is_workday(day):
                yield self._instant(day, self.start), self._instant(day, self.end)
            day += _ONE_DAY

    def _instant(self, day: date, at: time) -> datetime:
        return datetime.combine(day, at, tzinfo=self.zone).astimezone(UTC)


class _AroundTheClock:
    day_length = _ONE_DAY

    def add(self, start: datetime, length: timedelta) -> datetime:
        if length < _NOTHING:
            raise ValueError("a length of time cannot be negative")
        return start.astimezone(UTC) + length

    def between(self, first: datetime, second: datetime) -> timedelta:
        return second.astimezone(UTC) - first.astimezone(UTC)

    def next_opening(self, at: datetime) -> datetime:
        return at.astimezone(UTC)


AROUND_THE_CLOCK: Calendar = _AroundTheClock()
"""Every hour of every day counts."""


class Length(BaseModel):
    """A length of time before it is known which time counts: seven days, two hours.

    Args:
        days: working days, or days of 24 hours around the clock.
        hours: hours that count.
        minutes: minutes that count.
    """

    model_config = ConfigDict(frozen=True)

    days: int = Field(default=0, ge=0)
    hours: int = Field(default=0, ge=0)
    minutes: int = Field(default=0, ge=0)

    @model_validator(mode="after")
    def _is_some_time(self) -> Self:
        if not (self.days or self.hours or self.minutes):
            raise ValueError("a length of time must be longer than nothing")
        return self

    def on(self, calendar: Calendar) -> timedelta:
        """Gives the time that must count in this calendar."""
        return self.days * calendar.day_length + timedelta(hours=self.hours, minutes=self.minutes)


def read_length(words: str) -> Length:
    """Reads a length as the config has it: "30m", "2h", "7d", "1d 4h".

    Raises:
        ValueError: It is in no such form, or no time at all.
    """
    match = _LENGTH.fullmatch(words.strip().lower())
    days, hours, minutes = map(int, match.groups("0")) if match else (0, 0, 0)
    if not (days or hours or minutes):
        raise ValueError('a length of time looks like "30m", "2h" or "7d"')
    return Length(days=days, hours=hours, minutes=minutes)
