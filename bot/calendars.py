"""Writes events as a file that calendars take (RFC 5545).

icalendar, as it is kept up, folds and escapes as the RFC wants, and makes the VTIMEZONE of a zone
from the same data that the bot reckons with. It lives here, as a library for one format of
files; what stands in a calendar is decided in ``domain.collections.calendar``.
"""

from collections.abc import Callable, Iterable
from datetime import UTC, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from domain.messages import CalendarEvent, Text

if TYPE_CHECKING:
    import icalendar

Words = Callable[[Text], str]

MEDIA_TYPE = "text/calendar; charset=utf-8"
_PRODUCT = "-//linliquan//linliquan//"
_REFRESH = timedelta(hours=6)


def write(events: Iterable[CalendarEvent], words: Words, *, host: str, name: str = "") -> bytes:
    """The calendar file.

    Args:
        events: what stands in it.
        words: finds the words of a text, without marks.
        host: what makes the ids of our events unlike those of anybody else's.
        name: what a subscribed calendar is called; a file that is taken once needs none.
    """
    import icalendar  # noqa: PLC0415 - only who asks for a calendar pays for it

    calendar = icalendar.Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    if name:
        calendar.add("name", name)
        calendar.add("x-wr-calname", name)
        calendar.add("refresh-interval", _REFRESH, parameters={"VALUE": "DURATION"})
    for event in events:
        calendar.add_component(_event(event, words, host))
    calendar.add_missing_timezones()
    return bytes(calendar.to_ical())


def _event(event: CalendarEvent, words: Words, host: str) -> "icalendar.Event":
    import icalendar  # noqa: PLC0415 - as above

    made, zone = icalendar.Event(), ZoneInfo(event.zone)
    made.add("uid", f"{event.uid}@{host}")
    made.add("sequence", event.sequence)
    made.add("dtstamp", event.changed_at.astimezone(UTC))
    made.add("dtstart", event.start.replace(tzinfo=zone))
    made.add("dtend", event.end.replace(tzinfo=zone))
    if event.replaces is not None:
        made.add("recurrence-id", event.replaces.replace(tzinfo=zone))
    if event.rule:
        made.add("rrule", icalendar.vRecur.from_ical(event.rule))
    for property_, starts in (("exdate", event.excluded), ("rdate", event.added)):
        if starts:
            made.add(property_, [start.replace(tzinfo=zone) for start in starts])
    summary = words(event.summary)
    made.add("summary", summary)
    made.add("location", event.location)
    made.add("description", words(event.description))
    for minutes in event.alarms:
        made.add_component(_alarm(minutes, summary))
    return made


def _alarm(minutes: int, summary: str) -> "icalendar.Alarm":
    import icalendar  # noqa: PLC0415 - as above

    alarm = icalendar.Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("trigger", timedelta(minutes=-minutes))
    alarm.add("description", summary)
    return alarm
