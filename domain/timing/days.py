"""Days as people say them: 明天, 周五, 下周一, 12月5日, 3天后, next Friday."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from dateutil.relativedelta import relativedelta

from domain.timing.clock import Daypart
from domain.timing.dates import (
    WEEK_ZH,
    WEEKDAY_EN,
    WEEKDAY_ZH,
    Written,
    scan_written,
    weekday_of,
)
from domain.timing.model import Reason
from domain.timing.numerals import CHINESE_NUMBER, ENGLISH_NUMBERS, NUMBER, number
from domain.timing.scanning import pattern

ONE_DAY = timedelta(days=1)
WEEK = timedelta(days=7)

NIGHT_ENDS = 4
"""Before this hour, 今晚 and 明天 may still be counted from the evening before."""
_LONG_AGO = timedelta(days=183)
"""A date without a year that is further back than this means the one in the next year."""
_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Days:
    """A day with its possible readings.

    Attributes:
        dates: The readings, earliest first; none when there is no such day.
        asked: Why to ask back even where only one reading is still ahead.
        later: What to offer when all readings are past or impossible.
        part: The part of the day that the word carries, as 今晚 does.
        tonight: The word meant today, so that 晚 after it makes it 今晚.
    """

    dates: tuple[date, ...]
    asked: Reason | None = None
    later: tuple[date, ...] = ()
    part: Daypart | None = None
    tonight: bool = False


_WORDS: dict[str, tuple[int, Daypart | None]] = {
    "大后天": (3, None),
    "后天": (2, None),
    "明天": (1, None),
    "明日": (1, None),
    "明儿": (1, None),
    "明早": (1, Daypart.MORNING),
    "明晚": (1, Daypart.EVENING),
    "今天": (0, None),
    "今日": (0, None),
    "今儿": (0, None),
    "今早": (0, Daypart.MORNING),
    "今晚上": (0, Daypart.EVENING),
    "今晚": (0, Daypart.EVENING),
    "今夜": (0, Daypart.EVENING),
    "昨天": (-1, None),
    "昨晚": (-1, Daypart.EVENING),
    "前天": (-2, None),
    "the day after tomorrow": (2, None),
    "day after tomorrow": (2, None),
    "tomorrow": (1, None),
    "today": (0, None),
    "tonight": (0, Daypart.EVENING),
    "this morning": (0, Daypart.FORENOON),
    "this afternoon": (0, Daypart.AFTERNOON),
    "this evening": (0, Daypart.EVENING),
    "yesterday": (-1, None),
}


_COUNTS = {"a": 1, "an": 1} | ENGLISH_NUMBERS
_STEPS = {
    "天": relativedelta(days=1),
    "day": relativedelta(days=1),
    "个月": relativedelta(months=1),
    "month": relativedelta(months=1),
}


def _word(match: re.Match[str], now: datetime) -> Days:
    offset, part = _WORDS[match[0].lower()]
    day = now.date() + offset * ONE_DAY
    if offset > 0 and now.hour < NIGHT_ENDS:
        return Days(dates=(day - ONE_DAY, day), asked=Reason.WHICH_DAY, part=part)
    later = () if offset else (day + ONE_DAY,)
    return Days(dates=(day,), later=later, part=part, tonight=offset == 0)


def _waited(match: re.Match[str], now: datetime) -> Days:
    amount = (match["n"] or match["en"]).lower()
    count = _COUNTS.get(amount) or number(amount)
    step = _STEPS.get((match["unit"] or match["unit_en"]).lower(), relativedelta(weeks=1))
    return Days(dates=(now.date() + step * count,))


def _monday(day: date) -> date:
    return day - day.weekday() * ONE_DAY


def _coming(weekday: int, today: date) -> Days:
    ahead = (weekday - today.weekday()) % 7
    if ahead:
        return Days(dates=(today + ahead * ONE_DAY,))
    return Days(dates=(today, today + WEEK), asked=Reason.WHICH_DAY)


def _weekday(match: re.Match[str], now: datetime) -> Days:
    today, which = now.date(), match["which"]
    weekdays = (_SATURDAY, _SATURDAY + 1) if match["day"] == "末" else (weekday_of(match["day"]),)
    if which is None and len(weekdays) == 1:
        return _coming(weekdays[0], today)
    weeks = -1 if which == "上" else (which or "").count("下")
    dates = tuple(_monday(today) + weeks * WEEK + weekday * ONE_DAY for weekday in weekdays)
    return Days(
        dates=dates,
        asked=Reason.WHICH_DAY if len(dates) > 1 else None,
        later=() if weeks else tuple(day + WEEK for day in dates),
    )


def _weekday_en(match: re.Match[str], now: datetime) -> Days:
    today, which = now.date(), (match["which"] or "").strip().lower()
    weekday = weekday_of(match["day"])
    of_this_week = _monday(today) + weekday * ONE_DAY
    if which == "this":
        return Days(dates=(of_this_week,), later=(of_this_week + WEEK,))
    coming = _coming(weekday, today)
    if which != "next":
        return coming
    if of_this_week == today:
        return Days(dates=(today + WEEK,))
    if of_this_week > today or coming.dates[0] == today + ONE_DAY:
        return Days(dates=(coming.dates[0], coming.dates[0] + WEEK), asked=Reason.WHICH_DAY)
    return coming


def _day_of_month(match: re.Match[str], now: datetime) -> Days:
    shift = (match["which"] or "").count("下")
    month = now.date().replace(day=1) + relativedelta(months=shift)
    following = month + relativedelta(months=1)
    day = number(match["day"])
    dates = _existing(Written(month.year, month.month, day), month.year)
    later = _existing(Written(following.year, following.month, day), following.year)
    return Days(dates=dates, later=later)


def _existing(written: Written, year: int) -> tuple[date, ...]:
    day = written.in_year(year)
    return () if day is None else (day,)


_Reader = Callable[[re.Match[str], datetime], Days]
_ENGLISH_COUNT = rf"\d{{1,3}}|{'|'.join(_COUNTS)}"
_RULES: tuple[tuple[re.Pattern[str], _Reader], ...] = (
    (pattern("|".join(w + r"\b" if w.isascii() else w for w in _WORDS)), _word),
    (
        pattern(
            rf"(?P<n>\d{{1,3}}|{CHINESE_NUMBER}) ?(?P<unit>天|周|个?(?:星期|礼拜)|个月)(?:以|之)?后"
            rf"|in (?P<en>{_ENGLISH_COUNT}) (?P<unit_en>day|week|month)s?\b"
        ),
        _waited,
    ),
    (
        pattern(rf"(?:(?P<which>[本这上]|下+)个?)?{WEEK_ZH}(?P<day>{WEEKDAY_ZH}|[1-7](?!\d)|末)"),
        _weekday,
    ),
    (
        pattern(rf"(?:on )?(?P<which>this |next )?(?P<day>{WEEKDAY_EN})\b"),
        _weekday_en,
    ),
    (
        pattern(rf"(?:(?P<which>[本这下])个?月)?(?P<day>{NUMBER})[日号]"),
        _day_of_month,
    ),
)


def scan_day(text: str, pos: int, now: datetime) -> tuple[Days, int] | None:
    """Reads a day at a position of a normalised text.

    Args:
        text: Normalised text.
        pos: Where to start.
        now: Naive wall-clock time in the zone of the speaker.

    Returns:
        The day and where it ends, or None where there is none.
    """
    if found := scan_written(text, pos, now.year):
        written, end = found
        return _written(written, now.date()), end
    for rule, read in _RULES:
        if match := rule.match(text, pos):
            return read(match, now), match.end()
    return None


def _written(written: Written, today: date) -> Days:
    if written.year is None:
        days = _without_year(written, today)
    else:
        days = Days(dates=_existing(written, written.year))
    if written.weekday is None or not days.dates:
        return days
    day = days.dates[0]
    meant = _monday(day) + written.weekday * ONE_DAY
    if meant == day:
        return days
    return replace(days, dates=tuple(sorted((day, meant))), asked=Reason.WEEKDAY_MISMATCH)


def _without_year(written: Written, today: date) -> Days:
    this_year = _existing(written, today.year)
    next_year = _existing(written, today.year + 1)
    if this_year and today - this_year[0] > _LONG_AGO:
        return Days(dates=next_year)
    return Days(dates=this_year, later=next_year)
