"""What goes out besides words: pictures, workbooks, calendars; made at sending."""

from datetime import datetime
from typing import Literal

from pydantic import Field, NaiveDatetime

from domain.priority import Priority
from domain.texts import Day, Frozen, Text, When


class QrCode(Frozen):
    """A picture of a deep link, for the camera of another person's telephone, drawn at sending.

    Args:
        start: payload of the deep link.
        caption: the words under the picture.
        until: when it is no longer worth sending.
    """

    kind: Literal["qr"] = "qr"
    to: int
    start: str = Field(pattern=r"^[A-Za-z0-9_-]{1,64}$")
    caption: Text
    until: datetime
    priority: Priority = Priority.REPLY


class Figure(Frozen):
    """One number that is shown large, over what it is and how it comes about."""

    value: str
    label: Text
    note: Text


class Bar(Frozen):
    """One bar of a chart, with a part for each series; parts are not negative."""

    label: Text
    parts: tuple[int, ...]


class Chart(Frozen):
    """A picture of numbers, drawn at sending in the language of the chat.

    Args:
        title: the line at the top.
        subtitle: the line under it.
        figures: the numbers that matter most, side by side.
        series: what the parts of the bars are, in their order.
        bars: from top to bottom.
        caption: a line under the picture.
    """

    kind: Literal["chart"] = "chart"
    to: int
    title: Text
    subtitle: Text
    figures: tuple[Figure, ...]
    series: tuple[Text, ...]
    bars: tuple[Bar, ...]
    caption: Text
    priority: Priority = Priority.REPLY


class Workbook(Frozen):
    """All tickets and events of a stretch of time as an XLSX file, read and written at sending.

    Args:
        to: whose private chat it goes to.
        filename: how the file is called.
        grids: the grids whose tickets it holds; ``*`` for all.
        start: tickets filed from then on.
        end: up to, but without, then.
        caption: a line under the file.
    """

    kind: Literal["workbook"] = "workbook"
    to: int
    filename: str
    grids: tuple[str, ...]
    start: datetime
    end: datetime
    caption: Text
    priority: Priority = Priority.REPLY


class CalendarEvent(Frozen):
    """One event, or a series of them, in a calendar (RFC 5545, section 3.6.1).

    Args:
        uid: names it for ever; a change keeps it, and raises ``sequence``.
        sequence: how often it was changed.
        changed_at: when it was changed last.
        zone: name of the time zone of all wall-clock times here.
        start: when it, or the first of the series, begins.
        end: when that one ends.
        summary: what it is.
        location: where.
        description: what to know about it.
        rule: the RRULE of a series, in the words of the RFC; empty for none.
        excluded: starts of the series that do not take place.
        added: further starts.
        replaces: the start in the series that this one stands for.
        alarms: minutes before the start at which people are reminded.
    """

    uid: str
    sequence: int
    changed_at: datetime
    zone: str
    start: NaiveDatetime
    end: NaiveDatetime
    summary: Text
    location: str
    description: Text
    rule: str = ""
    excluded: tuple[NaiveDatetime, ...] = ()
    added: tuple[NaiveDatetime, ...] = ()
    replaces: NaiveDatetime | None = None
    alarms: tuple[int, ...] = ()


class Calendar(Frozen):
    """Events as a file that calendars take (.ics), written at sending in the reader's language."""

    kind: Literal["calendar"] = "calendar"
    to: int
    filename: str
    events: tuple[CalendarEvent, ...]
    caption: Text
    thread: int | None = None
    priority: Priority = Priority.REPLY


SheetCell = str | int | When | Day | Text


class Sheet(Frozen):
    """A table of a spreadsheet.

    Args:
        title: the name of the sheet, shortened where Excel takes no longer one.
        header: what stands over the columns.
        rows: from top to bottom; a cell that is empty is "".
    """

    title: Text
    header: tuple[Text, ...]
    rows: tuple[tuple[SheetCell, ...], ...]


class Spreadsheet(Frozen):
    """Tables as an XLSX file that is written at sending, in the language of the chat.

    Args:
        to: the chat; what holds personal data goes to a private one only.
        filename: how the file is called.
        sheets: at least one table.
        caption: a line under the file.
    """

    kind: Literal["spreadsheet"] = "spreadsheet"
    to: int
    filename: str
    sheets: tuple[Sheet, ...] = Field(min_length=1)
    caption: Text
    priority: Priority = Priority.REPLY
