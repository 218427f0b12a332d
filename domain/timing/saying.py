"""Times as they are said back to people, in a form that can also be read."""

from datetime import date, datetime, time, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from domain.timing.dates import MONTHS_EN
from domain.timing.model import Moment, moments_at
from domain.timing.recurrence import Frequency, Recurrence

Lang = Literal["zh", "en"]

_WEEKDAYS_ZH = "一二三四五六日"
_WEEKDAYS_EN = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONDAY_TO_FRIDAY = (0, 1, 2, 3, 4)
_NTHS_ZH = {1: "第一个", 2: "第二个", 3: "第三个", 4: "第四个", 5: "第五个", -1: "最后一个"}
_NTHS_EN = {1: "first", 2: "second", 3: "third", 4: "fourth", 5: "fifth", -1: "last"}
_UNITS_ZH = ("天", "小时", "分钟")
_UNITS_EN = ("day", "hour", "minute")
_SHOWN_UNITS = 2


def say_moment(
    moment: Moment | datetime, zone: ZoneInfo, lang: Lang, now: datetime | None = None
) -> str:
    """Says a moment with its full date and weekday: 12月5日（周六）19:30, Sat 5 Dec 19:30.

    The year is said when it is not the running one. A wall-clock time that the zone shows twice
    gets its distance from UTC.

    Args:
        moment: What to say, or its aware instant.
        zone: The zone whose clocks the reader looks at.
        lang: The reader's language.
        now: Aware instant, for the running year; None leaves the year out.
    """
    instant = moment.instant if isinstance(moment, Moment) else moment
    wall = Moment.at(instant, zone).wall
    day = say_day(wall.date(), lang, None if now is None else Moment.at(now, zone).wall.year)
    offset = _offset(instant, zone) if len(moments_at(wall, zone)) > 1 else ""
    if lang == "zh":
        return f"{day}{wall:%H:%M}" + (f"（{offset}）" if offset else "")
    return f"{day} {wall:%H:%M}" + (f" ({offset})" if offset else "")


def say_day(day: date, lang: Lang, this_year: int | None = None) -> str:
    """Says a day with its weekday: 12月5日（周六）, Sat 5 Dec.

    Args:
        day: What to say.
        lang: The reader's language.
        this_year: The running year, as another one is said; None leaves the year out.
    """
    other_year = this_year is not None and day.year != this_year
    if lang == "zh":
        year = f"{day.year}年" if other_year else ""
        return f"{year}{day.month}月{day.day}日（周{_WEEKDAYS_ZH[day.weekday()]}）"
    year = f" {day.year}" if other_year else ""
    return f"{_WEEKDAYS_EN[day.weekday()][:3]} {day.day} {MONTHS_EN[day.month - 1]}{year}"


def say_span(
    start: datetime, end: datetime, zone: ZoneInfo, lang: Lang, now: datetime | None = None
) -> str:
    """Says a span with the full date and weekday of its start: 12月5日（周六）09:00-11:00.

    Args:
        start: Aware instant.
        end: Aware instant, not as much as a day later.
        zone: The zone whose clocks the reader looks at.
        lang: The reader's language.
        now: Aware instant, for the running year; None leaves the year out.
    """
    first, last = (Moment.at(at, zone).wall for at in (start, end))
    until = f"{last:%H:%M}"
    if first.date() != last.date():
        until = f"次日{until}" if lang == "zh" else f"{until} (next day)"
    return f"{say_moment(start, zone, lang, now)}-{until}"


def _offset(instant: datetime, zone: ZoneInfo) -> str:
    digits = f"{instant.astimezone(zone):%z}"
    minutes = "" if digits.endswith("00") else f":{digits[3:]}"
    return f"UTC{digits[0]}{int(digits[1:3])}{minutes}"


def say_recurrence(recurrence: Recurrence, lang: Lang) -> str:
    """Says a recurrence with its times: 每周六 09:00-11:00, every Saturday 09:00-11:00."""
    days = _days_zh(recurrence) if lang == "zh" else _days_en(recurrence)
    return f"{days} {_times(recurrence, lang)}".rstrip()


def _times(recurrence: Recurrence, lang: Lang) -> str:
    start, end = recurrence.start, recurrence.end
    if start is None or end is None:
        return "" if start is None else f"{start:%H:%M}"
    if end == time():
        return f"{start:%H:%M}-24:00"
    if end > start:
        return f"{start:%H:%M}-{end:%H:%M}"
    return (
        f"{start:%H:%M}-次日{end:%H:%M}"
        if lang == "zh"
        else f"{start:%H:%M}-{end:%H:%M} (next day)"
    )


def _days_zh(recurrence: Recurrence) -> str:
    interval = recurrence.interval
    weekdays = "、".join(_WEEKDAYS_ZH[day] for day in recurrence.weekdays)
    if recurrence.frequency is Frequency.DAILY:
        return "每天" if interval == 1 else f"每{interval}天"
    if recurrence.frequency is Frequency.WEEKLY:
        every = {1: "每周", 2: "隔周"}.get(interval, f"每{interval}周周")
        return every + ("一至五" if recurrence.weekdays == _MONDAY_TO_FRIDAY else weekdays)
    if recurrence.nths:
        nths = "、".join(_NTHS_ZH[nth] for nth in recurrence.nths)
        return f"每月{nths}周{weekdays}"
    return "每月" + "、".join(
        "最后一天" if day == -1 else f"{day}日" for day in recurrence.month_days
    )


def _days_en(recurrence: Recurrence) -> str:
    interval = recurrence.interval
    weekdays = _list_en([_WEEKDAYS_EN[day] for day in recurrence.weekdays])
    if recurrence.frequency is Frequency.DAILY:
        return {1: "every day", 2: "every other day"}.get(interval, f"every {interval} days")
    if recurrence.frequency is Frequency.WEEKLY:
        every = {1: "every", 2: "every other"}.get(interval, f"every {interval} weeks on")
        to_friday = recurrence.weekdays == _MONDAY_TO_FRIDAY
        return f"{every} {'Monday to Friday' if to_friday else weekdays}"
    if recurrence.nths:
        nths = _list_en([_NTHS_EN[nth] for nth in recurrence.nths])
        return f"the {nths} {weekdays} of every month"
    days = ["last day" if day == -1 else _ordinal(day) for day in recurrence.month_days]
    return f"the {_list_en(days)} of every month"


def _list_en(items: list[str]) -> str:
    return " and ".join(filter(None, (", ".join(items[:-1]), items[-1]))) if items else ""


def _ordinal(day: int) -> str:
    endings = {1: "st", 2: "nd", 3: "rd", 21: "st", 22: "nd", 23: "rd", 31: "st"}
    return f"{day}{endings.get(day, 'th')}"


def say_duration(length: timedelta, lang: Lang, *, ahead: bool = False) -> str:
    """Says a length of time in its two largest units, cut off below: 3天, 1小时30分钟.

    Args:
        length: Not negative.
        lang: The reader's language.
        ahead: Say it as a wait from now: 2小时后, in 2 hours.

    Raises:
        ValueError: The length is negative.
    """
    if length < timedelta():
        raise ValueError("a duration is not negative")
    hours, minutes = divmod(length.seconds // 60, 60)
    counts = (length.days, hours, minutes)
    largest = next((index for index, count in enumerate(counts) if count), len(counts))
    shown = range(largest, min(largest + _SHOWN_UNITS, len(counts)))
    if lang == "zh":
        said = "".join(f"{counts[i]}{_UNITS_ZH[i]}" for i in shown if counts[i])
        return (said or "不到1分钟") + ("后" if ahead else "")
    said = " ".join(
        f"{counts[i]} {_UNITS_EN[i]}{'' if counts[i] == 1 else 's'}" for i in shown if counts[i]
    )
    return ("in " if ahead else "") + (said or "less than a minute")
