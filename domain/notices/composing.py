"""Reading what stands after ``/notice``: urgency, time, and the words themselves."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from domain.timing import (
    Moment,
    QuietHours,
    Recurrence,
    Unclear,
    split_leading_moment,
    split_leading_recurrence,
)

TOO_LATE = timedelta(hours=12)
"""A notice whose time was missed by more is not sent: its author is asked."""


@dataclass(frozen=True)
class Timing:
    """When a notice is to go, as it was typed.

    Args:
        at: one time; none if it goes at once, or again and again.
        recurrence: the rule of a repeating one.
        length: how many characters said so.
    """

    at: Moment | Unclear | None = None
    recurrence: Recurrence | Unclear | None = None
    length: int = 0


def take_urgency(words: str) -> tuple[bool, int]:
    """Whether the words begin with ``!``, and how many characters that takes."""
    left = words.lstrip("! ") if words.startswith("!") else words
    return left != words, len(words) - len(left)


def take_timing(words: str, now: datetime, zone: ZoneInfo) -> Timing:
    """When the notice is to go: ``每周五19:00 …``, ``明天9点 …``, or neither.

    Args:
        words: what stands after the audience.
        now: aware instant.
        zone: the zone in which it was said.
    """
    recurrence, rest = split_leading_recurrence(words, zone)
    if recurrence is not None:
        return Timing(recurrence=recurrence, length=len(words) - len(rest))
    at, rest = split_leading_moment(words, now, zone)
    return Timing(at=at, length=len(words) - len(rest))


def repeats_at_an_hour(recurrence: Recurrence) -> bool:
    """Whether a repeating notice has one hour to go at, rather than a whole day or a span."""
    return recurrence.start is not None and recurrence.end is None


def send_time(at: datetime, quiet: QuietHours, zone: ZoneInfo, *, urgent: bool) -> datetime:
    """When a notice goes that is meant for an instant: ordinary ones wait for the morning."""
    return at if urgent else quiet.end_after(at, zone)


def next_in_series(recurrence: Recurrence, after: datetime) -> datetime:
    """The next time of a repeating notice."""
    start, _ = next(recurrence.occurrences(after, limit=1))
    return start
