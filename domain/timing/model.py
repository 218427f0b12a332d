"""What reading a time can give: a moment, a span of the day, or the reason to ask back."""

from datetime import UTC, datetime, time
from enum import StrEnum
from typing import Self
from zoneinfo import ZoneInfo

from pydantic import AwareDatetime, BaseModel, ConfigDict, NaiveDatetime


class Reason(StrEnum):
    """Why a time has to be asked back."""

    UNREADABLE = "unreadable"
    """Not a time in any form that we know."""
    PAST = "past"
    """It is over already; the candidates are the next times it could mean."""
    IMPOSSIBLE = "impossible"
    """A date or hour that does not exist: 2月30日, 25:00, 上午15点."""
    NO_TIME = "no-time"
    """A day or a part of one, but no hour; the candidates are usual hours."""
    MORNING_OR_EVENING = "morning-or-evening"
    """8点 with no 早 or 晚."""
    WHICH_DAY = "which-day"
    """周五 said on a Friday, 今晚 or 明天 said after midnight, 周末, "next Friday"."""
    WEEKDAY_MISMATCH = "weekday-mismatch"
    """12月5日（周五） when that day is a Saturday."""
    CLOCK_CHANGE = "clock-change"
    """The clocks of the zone skip this time, or show it twice."""
    WRONG_ORDER = "wrong-order"
    """A span or range that ends before it starts."""
    WHICH_INTERVAL = "which-interval"
    """每隔两天 is every second day to some, every third to others."""


class Moment(BaseModel):
    """A point in time, and what clocks in its zone show then."""

    model_config = ConfigDict(frozen=True)

    instant: AwareDatetime
    wall: NaiveDatetime

    @classmethod
    def at(cls, instant: datetime, zone: ZoneInfo) -> Self:
        """Gives the moment of an aware instant."""
        utc = instant.astimezone(UTC)
        return cls(instant=utc, wall=utc.astimezone(zone).replace(tzinfo=None, fold=0))


class Unclear(BaseModel):
    """A time that must be asked back, with the moments it may mean, earliest first."""

    model_config = ConfigDict(frozen=True)

    reason: Reason
    candidates: tuple[Moment, ...] = ()


class Span(BaseModel):
    """From one wall-clock time to another; an end not after the start is on the next day."""

    model_config = ConfigDict(frozen=True)

    start: time
    end: time

    @property
    def overnight(self) -> bool:
        """Whether the span ends on the day after it starts."""
        return self.end <= self.start


def moments_at(wall: datetime, zone: ZoneInfo) -> tuple[Moment, ...]:
    """Gives the moments at which clocks in the zone show this wall time.

    There is one, but for two days a year in zones that change their clocks. A time that is shown
    twice gives both moments, the earlier first. A time that is skipped gives one moment, moved
    forward by as much as the clocks were (02:30 becomes 03:30), whose `wall` therefore differs
    from the one asked for. Source of both rules: RFC 5545, section 3.3.5.

    Args:
        wall: Naive local time.
        zone: The zone whose clocks are meant.
    """
    first = Moment.at(wall.replace(tzinfo=zone, fold=0), zone)
    second = Moment.at(wall.replace(tzinfo=zone, fold=1), zone)
    if first.wall != wall or first == second:
        return (first,)
    return first, second
