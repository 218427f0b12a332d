"""A schedule of collections, and one collection of it."""

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, Self
from zoneinfo import ZoneInfo

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, model_validator

from domain.audience import Audience
from domain.timing import Recurrence, Span, Stretch, on_day


class Policy(StrEnum):
    """What happens to a collection that falls on such a day; the value is what people type."""

    KEEP = "照常"
    CANCEL = "取消"
    LATER = "顺延"
    EARLIER = "提前"


class Slot(BaseModel):
    """Hours of a collection day in which things are fetched at the door, and how many times."""

    model_config = ConfigDict(frozen=True)

    span: Span
    places: Annotated[int, Field(ge=1)]


class Change(BaseModel):
    """What staff decided about one date.

    Args:
        to: the day it is moved to; none where the date is skipped.
        span: the hours on that day, where they are other than usual.
        reason: in words, may be empty.
    """

    model_config = ConfigDict(frozen=True)

    to: date | None
    span: Span | None = None
    reason: str = ""


class Occurrence(BaseModel):
    """One collection.

    Args:
        day: the day on which it was meant to be, which names it for ever.
        start: when it begins, in UTC.
        end: when it ends, in UTC.
        moved: it is not on the day or at the hours that the rule says.
        reason: why staff moved it.
    """

    model_config = ConfigDict(frozen=True)

    day: date
    start: AwareDatetime
    end: AwareDatetime
    moved: bool = False
    reason: str = ""


class Schedule(BaseModel):
    """Collections at one place.

    Args:
        id: ours; 0 before it is kept.
        streams: names of what is taken.
        place: where.
        items: what is taken, where that is not all that the streams take.
        audience: the circles it is for.
        rule: on which days; none where only the extra days count.
        span: wall-clock hours.
        zone: whose clocks are meant.
        first: no day of the rule before this one counts.
        last: no day after this one counts; none for no end.
        extra: further days, each with the usual hours.
        exceptions: days of the rule that do not count.
        holidays: what happens on public holidays.
        workdays: what happens on weekend days that are worked instead of a holiday (调休).
        changes: what staff decided about single dates, by the original date.
        slots: hours for fetching at the door.
        organisation: who fetches.
        created_by: the person who set it up.
        revision: rises with every change (SEQUENCE of RFC 5545, section 3.8.7.4).
        changed_at: when it was last changed.
    """

    model_config = ConfigDict(frozen=True)

    id: int = 0
    streams: tuple[str, ...] = Field(min_length=1)
    place: str = Field(min_length=1)
    items: tuple[str, ...] = ()
    audience: Audience = Audience()
    rule: Recurrence | None = None
    span: Span
    zone: ZoneInfo
    first: date
    last: date | None = None
    extra: tuple[date, ...] = ()
    exceptions: tuple[Stretch, ...] = ()
    holidays: Policy = Policy.KEEP
    workdays: Policy = Policy.KEEP
    changes: dict[date, Change] = {}
    slots: tuple[Slot, ...] = ()
    organisation: str = ""
    created_by: int
    revision: int = 0
    changed_at: AwareDatetime

    @model_validator(mode="after")
    def _has_days(self) -> Self:
        if self.rule is None and not self.extra:
            raise ValueError("a schedule needs a rule or days")
        if self.last is not None and self.last < self.first:
            raise ValueError("a schedule cannot end before it begins")
        return self

    def on(self, day: date, span: Span | None = None) -> tuple[datetime, datetime]:
        """Start and end in UTC of a collection on a day, at the usual hours or others."""
        hours = span or self.span
        return on_day(day, hours.start, hours.end, self.zone)
