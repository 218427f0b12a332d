"""What staff can still decide about a schedule: skip a date, move it, add one."""

from datetime import date, datetime
from itertools import islice
from typing import Any

from domain.collections.model import Change, Occurrence, Schedule
from domain.collections.occurrences import find, is_original, originals
from domain.errors import Refusal
from domain.timing import Dated, Span

REASONS = ("rain", "holiday", "hands")
"""Reasons that need not be typed; each has a text of its own."""

LONGEST_REASON = 60
MOST_EXTRA = 60
_FURTHEST_YEARS = 2


def open_dates(schedule: Schedule, now: datetime, limit: int) -> list[Occurrence]:
    """The collections ahead, or going on, that staff may skip or move, soonest first."""
    begin = now.astimezone(schedule.zone).date()
    ahead = (find(schedule, day) for day in islice(originals(schedule, begin), 8 * limit))
    moved = (find(schedule, day) for day in schedule.changes if day < begin)
    held = [found for found in (*moved, *ahead) if found is not None and found.end > now]
    return sorted(held, key=lambda found: found.start)[:limit]


def open_date(schedule: Schedule, day: date, now: datetime) -> Occurrence:
    """One collection that can still be changed.

    Raises:
        Refusal: it is over, cancelled, or there is none.
    """
    found = find(schedule, day)
    if found is None or found.end <= now:
        raise Refusal("collection-date-gone")
    return found


def skip(schedule: Schedule, day: date, reason: str, now: datetime) -> Schedule:
    """Cancels one date.

    Raises:
        Refusal: there is nothing to cancel.
    """
    open_date(schedule, day, now)
    return _changed(schedule, now, changes={**schedule.changes, day: _change(None, None, reason)})


def move(schedule: Schedule, day: date, to: Dated, reason: str, now: datetime) -> Schedule:
    """Moves one date to another day, or to other hours.

    Raises:
        Refusal: it is over already, the new time is, or nothing would change.
    """
    held = open_date(schedule, day, now)
    moved = _changed(
        schedule, now, changes={**schedule.changes, day: _change(to.day, to.span, reason)}
    )
    found = open_date(moved, day, now)
    if found.start <= now:
        raise Refusal("collection-time-past")
    if (found.start, found.end) == (held.start, held.end):
        raise Refusal("collection-same-time")
    return moved


def add(schedule: Schedule, to: Dated, now: datetime) -> Schedule:
    """Adds a date, or takes back that it was cancelled.

    Raises:
        Refusal: it is past, too far ahead, or there is a collection on it already.
    """
    if find(schedule, to.day) is not None:
        raise Refusal("collection-has-date")
    today = now.astimezone(schedule.zone).date()
    if to.day.year > today.year + _FURTHEST_YEARS or len(schedule.extra) >= MOST_EXTRA:
        raise Refusal("collection-date-far")
    changes = {day: change for day, change in schedule.changes.items() if day != to.day}
    original = is_original(schedule, to.day)
    if original or to.span not in {None, schedule.span}:
        changes[to.day] = _change(to.day, to.span, "")
    extra = schedule.extra if original else tuple(sorted({*schedule.extra, to.day}))
    added = _changed(schedule, now, extra=extra, changes=changes)
    if open_date(added, to.day, now).start <= now:
        raise Refusal("collection-time-past")
    return added


def read_reason(words: str) -> str:
    """Why a date is changed, in a few words.

    Raises:
        Refusal: they are more than a few.
    """
    reason = " ".join(words.split())
    if len(reason) > LONGEST_REASON:
        raise Refusal("collection-reason-long", allowed=LONGEST_REASON)
    return reason


def _change(to: date | None, span: Span | None, reason: str) -> Change:
    return Change(to=to, span=span, reason=reason)


def _changed(schedule: Schedule, now: datetime, **fields: Any) -> Schedule:  # noqa: ANN401 - fields of the schedule
    fields |= {"revision": schedule.revision + 1, "changed_at": now}
    return schedule.model_copy(update=fields)
