"""Stretches of days for statistics: 本周, 上月, 11月1日-11月15日, last month."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from dateutil.relativedelta import relativedelta
from pydantic import AwareDatetime, BaseModel, ConfigDict

from domain.text import normalise
from domain.timing.dates import Written, scan_written
from domain.timing.model import Moment, Reason, Unclear, moments_at
from domain.timing.numerals import CHINESE_NUMBER, NUMBER, number
from domain.timing.scanning import DASH, pattern

_DAY = timedelta(days=1)
_Days = tuple[date, date]


class Period(BaseModel):
    """From an instant up to, but without, another; both in UTC."""

    model_config = ConfigDict(frozen=True)

    start: AwareDatetime
    end: AwareDatetime


def parse_range(text: str, now: datetime, zone: ZoneInfo) -> Period | Unclear:
    """Reads a stretch of whole days, in Chinese or English.

    Weeks begin on Monday. 本周 is the whole week, its days to come included. 近7天 ends with today.
    A date without a year is the latest that has begun; the last day of a range is part of it.

    Args:
        text: What was typed.
        now: Aware instant.
        zone: The zone whose days are meant.
    """
    told = normalise(text).strip()
    today = Moment.at(now, zone).wall.date()
    days = _named(told, today) or _written(told, today)
    if isinstance(days, Reason):
        return Unclear(reason=days)
    first, last = days
    if last < first:
        return Unclear(reason=Reason.WRONG_ORDER)
    start, end = (
        moments_at(datetime.combine(day, time()), zone)[0].instant for day in (first, last + _DAY)
    )
    return Period(start=start, end=end)


def _day(today: date, back: int) -> _Days:
    day = today - back * _DAY
    return day, day


def _week(today: date, back: int) -> _Days:
    monday = today - (today.weekday() + 7 * back) * _DAY
    return monday, monday + 6 * _DAY


def _month(today: date, back: int) -> _Days:
    first = today.replace(day=1) - relativedelta(months=back)
    return first, first + relativedelta(months=1) - _DAY


def _year(today: date, back: int) -> _Days:
    first = date(today.year - back, 1, 1)
    return first, first + relativedelta(years=1) - _DAY


_NAMES = tuple(
    (pattern(form), read, back)
    for form, read, back in (
        ("今[天日]|today", _day, 0),
        ("昨[天日]|yesterday", _day, 1),
        ("(?:本|这个?)(?:周|星期|礼拜)|this week", _week, 0),
        ("上个?(?:周|星期|礼拜)|last week", _week, 1),
        ("(?:本|这个?)月|this month", _month, 0),
        ("上个?月|last month", _month, 1),
        ("今年|this year", _year, 0),
        ("去年|last year", _year, 1),
    )
)
_RECENT = pattern(rf"(?:最?近|过去)(\d{{1,3}}|{CHINESE_NUMBER})天|last (\d{{1,3}}) days")
_MONTH = pattern(
    rf"(?:(?P<year>[12]\d{{3}})(?:年|-(?=\d)))?(?P<month>{NUMBER})(?:月份?|(?<=-\d\d))"
)
_TO = pattern(rf" ?(?:\.\.+|{DASH}{{1,2}}|到|至|to\b) ?")
_DAY_ALONE = pattern(rf"({NUMBER})[日号]?")


def _named(text: str, today: date) -> _Days | Reason | None:
    for name, read, back in _NAMES:
        if name.fullmatch(text):
            return read(today, back)
    match = _RECENT.fullmatch(text)
    if match is None:
        return None
    count = number(match[1] or match[2])
    return (today - (count - 1) * _DAY, today) if count else Reason.IMPOSSIBLE


def _written(text: str, today: date) -> _Days | Reason:
    if match := _MONTH.fullmatch(text):
        year = None if match["year"] is None else int(match["year"])
        first = _begun(Written(year, number(match["month"]), 1), today)
        return _month(first, 0) if first else Reason.IMPOSSIBLE
    scanned = scan_written(text, 0, today.year)
    if scanned is None:
        return Reason.UNREADABLE
    written, end = scanned
    first = _begun(written, today)
    if first is None:
        return Reason.IMPOSSIBLE
    if end == len(text):
        return first, first
    until = _until(text, end, first)
    if until is None:
        return Reason.UNREADABLE
    last = _first_from(first, until)
    return (first, last) if last else Reason.IMPOSSIBLE


def _until(text: str, pos: int, first: date) -> Written | None:
    to = _TO.match(text, pos)
    if to is None:
        return None
    if alone := _DAY_ALONE.fullmatch(text, to.end()):
        return Written(first.year, first.month, number(alone[1]))
    scanned = scan_written(text, to.end(), first.year)
    return scanned[0] if scanned and scanned[1] == len(text) else None


def _begun(written: Written, today: date) -> date | None:
    if written.year is not None:
        return written.in_year(written.year)
    this_year = written.in_year(today.year)
    if this_year is None or this_year <= today:
        return this_year
    return written.in_year(today.year - 1)


def _first_from(first: date, until: Written) -> date | None:
    if until.year is not None:
        return until.in_year(until.year)
    last = until.in_year(first.year)
    return until.in_year(first.year + 1) if last and last < first else last
