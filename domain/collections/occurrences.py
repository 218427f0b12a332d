"""The one place that knows when collections are: rule, extra days, exceptions, holidays, changes.

A day of the rule, or an extra day, is an *original* day; it names its collection for ever. What
becomes of it is decided by, in this order: what staff decided about it; whether it is a public
holiday or a weekend day that is worked instead, and the schedule's policy for that; else it is as
the rule says. A collection that holidays move goes to the next (or the last) day that is neither.
Where one is held anyway, or an earlier one of the same holidays goes there, they fall together.

Public holidays are known only as far as the State Council has published them
(`domain.workdays.KNOWN_YEARS`); any other day is an ordinary one.
"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import islice, takewhile

from chinese_calendar import holidays as days_off
from chinese_calendar import workdays as make_up_days

from domain.collections.model import Occurrence, Policy, Schedule
from domain.workdays import KNOWN_YEARS

ONE_DAY = timedelta(days=1)
LONGEST_BREAK = timedelta(days=31)
"""No holidays with the weekends worked for them are as long, so none moves a day further."""

_WINDOW = timedelta(days=21)
_WEEKEND = frozenset({5, 6})


def occurrences(
    schedule: Schedule,
    after: datetime,
    *,
    until: datetime | None = None,
    limit: int | None = None,
) -> Iterator[Occurrence]:
    """Gives the collections of a schedule in the order in which they are held.

    Args:
        schedule: whose.
        after: aware instant; only what begins later is given.
        until: aware instant; only what begins earlier is given.
        limit: how many at most.
    """
    held = _from_day(schedule, _local(schedule, after))
    ahead = (found for found in held if found.start > after)
    in_time = takewhile(lambda found: until is None or found.start < until, ahead)
    return islice(in_time, limit)


def find(schedule: Schedule, day: date) -> Occurrence | None:
    """The collection of an original day; none where there is none, or it is cancelled."""
    return _resolve(schedule, day) if is_original(schedule, day) else None


def is_original(schedule: Schedule, day: date) -> bool:
    """Whether the rule or an extra day names this day; none of the last year a date can have."""
    return day.year < date.max.year and next(originals(schedule, day), None) == day


def originals(schedule: Schedule, start: date) -> Iterator[date]:
    """Gives the original days from a day on, in order."""
    begin = max(start, schedule.first)
    extra = sorted({day for day in schedule.extra if day >= start})
    position = 0
    for day in schedule.rule.days(begin) if schedule.rule else ():
        if schedule.last is not None and day > schedule.last:
            break
        while position < len(extra) and extra[position] < day:
            yield extra[position]
            position += 1
        if position < len(extra) and extra[position] == day:
            position += 1
        elif any(day in stretch for stretch in schedule.exceptions):
            continue
        yield day
    yield from extra[position:]


def policy_on(schedule: Schedule, day: date) -> Policy:
    """What the schedule says about a day, because of what the day is."""
    if day in days_off:
        return schedule.holidays
    if is_make_up(day):
        return schedule.workdays
    return Policy.KEEP


def is_holiday(day: date) -> bool:
    """Whether a day is part of public holidays."""
    return day in days_off


def is_make_up(day: date) -> bool:
    """Whether a day of a weekend is worked for a holiday (调休)."""
    return day in make_up_days and day.weekday() in _WEEKEND


def is_known(day: date) -> bool:
    """Whether the holidays of its year are known."""
    return day.year in KNOWN_YEARS


def _local(schedule: Schedule, at: datetime) -> date:
    return at.astimezone(schedule.zone).date()


def _from_day(schedule: Schedule, start: date) -> Iterator[Occurrence]:
    """All collections that are held from the day before on, sorted window by window.

    Holidays move a day by at most `LONGEST_BREAK`; what staff moved is looked at in every window.
    """
    begin = start - ONE_DAY
    while True:
        end = begin + _WINDOW
        held = (_resolve(schedule, day) for day in _candidates(schedule, begin, end))
        here = [f for f in held if f is not None and begin <= _local(schedule, f.start) < end]
        yield from sorted(here, key=lambda found: (found.start, found.day))
        begin = end
        if not _goes_on(schedule, begin):
            return


def _candidates(schedule: Schedule, begin: date, end: date) -> set[date]:
    """The original days whose collections may be held from one day up to another."""
    around = _furthest(schedule)
    days = originals(schedule, begin - around)
    near = {
        day
        for day in takewhile(lambda day: day < end + around, days)
        if begin <= day < end or policy_on(schedule, day) is not Policy.KEEP
    }
    moved = {day for day, change in schedule.changes.items() if change.to is not None}
    return near | {day for day in moved - near if is_original(schedule, day)}


def _furthest(schedule: Schedule) -> timedelta:
    """How far holidays can move a day of this schedule."""
    moving = {Policy.LATER, Policy.EARLIER} & {schedule.holidays, schedule.workdays}
    return LONGEST_BREAK if moving else timedelta()


def _goes_on(schedule: Schedule, begin: date) -> bool:
    """Whether anything can be held from a day on."""
    if next(originals(schedule, begin - _furthest(schedule)), None) is not None:
        return True
    return any(change.to and change.to >= begin for change in schedule.changes.values())


def _resolve(schedule: Schedule, day: date) -> Occurrence | None:
    """What becomes of an original day."""
    change = schedule.changes.get(day)
    if change is not None:
        if change.to is None:
            return None
        start, end = schedule.on(change.to, change.span)
        moved = (start, end) != schedule.on(day)
        return Occurrence(day=day, start=start, end=end, moved=moved, reason=change.reason)
    policy = policy_on(schedule, day)
    if policy is Policy.CANCEL:
        return None
    if policy is Policy.KEEP:
        start, end = schedule.on(day)
        return Occurrence(day=day, start=start, end=end)
    target = _ordinary_day(day, ONE_DAY if policy is Policy.LATER else -ONE_DAY)
    if is_original(schedule, target) or _goes_before(schedule, day, policy):
        return None
    start, end = schedule.on(target)
    return Occurrence(day=day, start=start, end=end, moved=True)


def _ordinary_day(day: date, step: timedelta) -> date:
    while day in days_off or is_make_up(day):
        day += step
    return day


def _goes_before(schedule: Schedule, day: date, policy: Policy) -> bool:
    """Whether an earlier day of the same holidays goes to the same place."""
    earlier = day - ONE_DAY
    while earlier in days_off or is_make_up(earlier):
        same = policy_on(schedule, earlier) is policy and earlier not in schedule.changes
        if same and is_original(schedule, earlier):
            return True
        earlier -= ONE_DAY
    return False
