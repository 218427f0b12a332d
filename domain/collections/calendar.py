"""A schedule as events of a calendar (RFC 5545)."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from itertools import takewhile

from chinese_calendar import holidays as days_off
from chinese_calendar import workdays as make_up_days

from domain.collections.model import Occurrence, Policy, Schedule
from domain.collections.occurrences import ONE_DAY, find, is_original
from domain.collections.steps import EVENING, SHORTLY
from domain.messages import CalendarEvent, Text
from domain.timing import Frequency, Recurrence, Stretch

_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_UTC = "%Y%m%dT%H%M%SZ"


def events_of(schedule: Schedule, summary: Text, description: Text) -> tuple[CalendarEvent, ...]:
    """The whole schedule: a series with its exceptions, and an event for each date that moved.

    Args:
        schedule: whose.
        summary: what it is.
        description: what to know about it.
    """
    days = _Days(schedule)
    common = {
        "uid": f"collection-{schedule.id}",
        "sequence": schedule.revision,
        "changed_at": schedule.changed_at,
        "zone": schedule.zone.key,
        "summary": summary,
        "location": schedule.place,
        "description": description,
    }
    series = CalendarEvent(
        **common,
        **_times(schedule, days.first),
        rule=rule_of(schedule) if schedule.rule else "",
        excluded=tuple(_wall(schedule, day) for day in days.gone()),
        added=tuple(_wall(schedule, day) for day in days.added),
    )
    alone = (
        CalendarEvent(
            **{**common, "uid": f"collection-{schedule.id}-{day:%Y%m%d}"},
            **_times(schedule, day),
            excluded=tuple(_wall(schedule, day) for _ in (day,) if find(schedule, day) is None),
        )
        for day in days.before
    )
    moved = (
        CalendarEvent(
            **{**common, "uid": days.uid(day)},
            **_held(schedule, found),
            replaces=_wall(schedule, day),
        )
        for day, found in days.moved()
    )
    return (series, *alone, *moved)


def rule_of(schedule: Schedule) -> str:
    """The RRULE of a schedule's rule (RFC 5545, section 3.3.10)."""
    rule = schedule.rule
    if rule is None:
        raise ValueError("only a schedule with a rule has one")
    parts = [f"FREQ={rule.frequency.upper()}", f"INTERVAL={rule.interval}", "WKST=MO"]
    if rule.month_days:
        parts.append("BYMONTHDAY=" + ",".join(map(str, rule.month_days)))
    if rule.weekdays:
        parts.append("BYDAY=" + ",".join(_by_day(rule)))
    if schedule.last is not None:
        end = datetime.combine(schedule.last, time(23, 59, 59), schedule.zone)
        parts.append(f"UNTIL={end.astimezone(UTC):{_UTC}}")
    return ";".join(parts)


def _by_day(rule: Recurrence) -> Iterator[str]:
    if rule.frequency is Frequency.MONTHLY:
        return (f"{nth}{_WEEKDAYS[day]}" for nth in rule.nths for day in rule.weekdays)
    return (_WEEKDAYS[day] for day in rule.weekdays)


class _Days:
    """The days of a schedule, as a calendar wants them told.

    A series begins with the first day of the rule; an extra day before that is an event by
    itself, since nothing of a series may come before its start (RFC 5545, section 3.8.2.4).
    """

    def __init__(self, schedule: Schedule) -> None:
        self._schedule = schedule
        extra = sorted(set(schedule.extra))
        if schedule.rule is None:
            self.first, self.before, self.added = extra[0], [], extra[1:]
            return
        self.first = next(schedule.rule.days(schedule.first))
        apart = [day for day in extra if not self._on_rule(day)]
        self.before = [day for day in apart if day < self.first]
        self.added = [day for day in apart if day > self.first]

    def uid(self, day: date) -> str:
        """Which event a day belongs to."""
        alone = f"-{day:%Y%m%d}" if day in self.before else ""
        return f"collection-{self._schedule.id}{alone}"

    def gone(self) -> list[date]:
        """The days of the series on which nothing is held."""
        excepted = {day for stretch in self._schedule.exceptions for day in self._of_rule(stretch)}
        special = {day for day in self._special() if find(self._schedule, day) is None}
        days = special | {day for day in excepted if not is_original(self._schedule, day)}
        return sorted(days - set(self.before))

    def moved(self) -> list[tuple[date, Occurrence]]:
        """The days that are held at another time, with that time."""
        held = ((day, find(self._schedule, day)) for day in sorted(self._special()))
        return [(day, found) for day, found in held if found is not None and found.moved]

    def _special(self) -> set[date]:
        """The original days of which the rule alone does not tell what becomes of them."""
        schedule = self._schedule
        asked: set[date] = set(schedule.changes)
        if schedule.holidays is not Policy.KEEP:
            asked |= set(days_off)
        if schedule.workdays is not Policy.KEEP:
            asked |= set(make_up_days)
        return {day for day in asked if is_original(schedule, day)}

    def _of_rule(self, stretch: Stretch) -> Iterator[date]:
        rule = self._schedule.rule
        days = rule.days(max(stretch.first, self._schedule.first)) if rule else iter(())
        last = min(stretch.last, self._schedule.last or stretch.last)
        return takewhile(lambda day: day <= last, days)

    def _on_rule(self, day: date) -> bool:
        rule, schedule = self._schedule.rule, self._schedule
        if rule is None or day < schedule.first or (schedule.last and day > schedule.last):
            return False
        return next(rule.days(day), None) == day


def _times(schedule: Schedule, day: date) -> dict[str, object]:
    start, span = _wall(schedule, day), schedule.span
    end = datetime.combine(day, span.end) + (ONE_DAY if span.overnight else timedelta())
    return {"start": start, "end": end, "alarms": _alarms(start)}


def _held(schedule: Schedule, found: Occurrence) -> dict[str, object]:
    start, end = (
        at.astimezone(schedule.zone).replace(tzinfo=None) for at in (found.start, found.end)
    )
    return {"start": start, "end": end, "alarms": _alarms(start)}


def _wall(schedule: Schedule, day: date) -> datetime:
    return datetime.combine(day, schedule.span.start)


def _alarms(start: datetime) -> tuple[int, ...]:
    """As the bot itself reminds: on the evening before, and shortly before."""
    evening = datetime.combine(start.date() - ONE_DAY, EVENING)
    minute = timedelta(minutes=1)
    return (start - evening) // minute, SHORTLY // minute
