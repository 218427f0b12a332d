"""Single days in a longer text: one with hours (12月5日 9:00-11:00), and lists of days."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from pydantic import BaseModel, ConfigDict

from domain.text import normalise
from domain.timing.dates import Written, scan_written
from domain.timing.days import Days, scan_day
from domain.timing.model import Moment, Reason, Span, Unclear, moments_at
from domain.timing.scanning import DASH, SEPARATOR, pattern, skip
from domain.timing.spans import scan_span

_ONE_DAY = timedelta(days=1)
_BETWEEN = pattern(r"[ ,]*(?:的 ?)?")
_TO = pattern(rf" ?(?:\.\.+|{DASH}{{1,2}}|到|至|to\b) ?")
_AND = pattern(r"[ ,、;和]+")


class Dated(BaseModel):
    """A day, and the hours of it where they were said."""

    model_config = ConfigDict(frozen=True)

    day: date
    span: Span | None = None


class Stretch(BaseModel):
    """Days from a first to a last one, both of them included."""

    model_config = ConfigDict(frozen=True)

    first: date
    last: date

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last


def split_leading_dated(
    text: str, now: datetime, zone: ZoneInfo
) -> tuple[Dated | Unclear | None, str]:
    """Splits a text into the day at its very start, with its hours if it names any, and the rest.

    Today is a day ahead. What cannot be told for sure comes back as `Unclear`, as in `read_day`.

    Args:
        text: What was typed after the command.
        now: Aware instant.
        zone: The zone in which it was said.

    Returns:
        The day or None, and the text without it; the whole text where there is none.
    """
    told, wall = normalise(text), Moment.at(now, zone).wall
    start = len(told) - len(told.lstrip())
    found = scan_day(told, start, wall)
    if found is None:
        return None, text
    days, end = found
    spanned = scan_span(told, skip(_BETWEEN, told, end), days.part)
    span, end = spanned or (None, end)
    parted = SEPARATOR.match(told, end)
    if parted is None:
        return None, text
    return _dated(days, span, wall.date(), zone), text[parted.end() :]


def _dated(days: Days, span: Span | Unclear | None, today: date, zone: ZoneInfo) -> Dated | Unclear:
    day = one_day(days, today, zone)
    if isinstance(day, Unclear):
        return day
    return span if isinstance(span, Unclear) else Dated(day=day, span=span)


def one_day(days: Days, today: date, zone: ZoneInfo) -> date | Unclear:
    """Gives the one day ahead that is meant, or the reason to ask back.

    The candidates name each day by the moment at which it begins.
    """
    ahead = tuple(day for day in days.dates if day >= today)
    if len(ahead) == 1 and not days.asked:
        return ahead[0]
    past = Reason.PAST if days.dates else Reason.IMPOSSIBLE
    offered = (datetime.combine(day, time()) for day in ahead or days.later)
    candidates = tuple(moments_at(midnight, zone)[0] for midnight in offered)
    return Unclear(reason=days.asked or past, candidates=candidates)


def read_stretches(text: str, today: date) -> tuple[Stretch, ...] | Unclear:
    """Reads a list of days and ranges of days: 12月25日,2月1日-2月10日.

    A date without a year is the next one, today included; the end of a range is the first such
    date after its start.

    Args:
        text: What was typed.
        today: The day it was said.
    """
    told = normalise(text).strip()
    found: list[Stretch] = []
    pos = 0
    while pos < len(told):
        read = _stretch(told, pos, today)
        if isinstance(read, Reason):
            return Unclear(reason=read)
        stretch, pos = read
        found.append(stretch)
        end = skip(_AND, told, pos)
        if end == pos < len(told):
            return Unclear(reason=Reason.UNREADABLE)
        pos = end
    return tuple(found) or Unclear(reason=Reason.UNREADABLE)


def _stretch(text: str, pos: int, today: date) -> tuple[Stretch, int] | Reason:
    first = _scan(text, pos, today)
    if isinstance(first, Reason):
        return first
    day, end = first
    to = _TO.match(text, end)
    if to is None:
        return Stretch(first=day, last=day), end
    until = _scan(text, to.end(), day)
    if isinstance(until, Reason):
        return until
    last, end = until
    return (Stretch(first=day, last=last), end) if last >= day else Reason.WRONG_ORDER


def _scan(text: str, pos: int, earliest: date) -> tuple[date, int] | Reason:
    scanned = scan_written(text, pos, earliest.year)
    if scanned is None:
        return Reason.UNREADABLE
    written, end = scanned
    day = _next(written, earliest)
    if day is None:
        return Reason.IMPOSSIBLE
    return Reason.WEEKDAY_MISMATCH if written.weekday not in {None, day.weekday()} else (day, end)


def _next(written: Written, earliest: date) -> date | None:
    if written.year is not None:
        return written.in_year(written.year)
    day = written.in_year(earliest.year)
    return written.in_year(earliest.year + 1) if day is None or day < earliest else day
